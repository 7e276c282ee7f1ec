# Two commands: `make run` opens the dashboard, `make test` proves it. Both need Python 3.11+ and
# make, and set up the rest themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run build test check audit format bench load clean
.DEFAULT_GOAL := run

run: build
	@echo "On Their Ground: http://localhost:$(PORT)"
	$(BIN)/python -m lib serve --port $(PORT)

build: $(VENV)/.run
	$(BIN)/python -m lib build

test: $(VENV)/.dev .chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint lib
	$(MAKE) audit
	$(MAKE) test

# Known holes of what is pinned; where nothing answers, it says so and passes.
audit: $(VENV)/.dev
	$(BIN)/python tools/audit_dependencies.py

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	$(BIN)/python tests/benchmarks/run.py

# 25 visitors on a company of 500,000 interactions, then 2,000 sessions; on this machine alone.
load: $(VENV)/.dev
	$(BIN)/python tests/benchmarks/company.py .bench/load
	$(BIN)/python tests/benchmarks/load.py --warehouse .bench/load/warehouse --minutes 15 --warm-up 300
	$(BIN)/python tests/benchmarks/soak.py --warehouse .bench/load/warehouse

# Plain `pip install` fails on many machines (an externally managed Python): a place of our own.
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	touch $@ $(VENV)/.run

# The browser tests drive the system's Chromium, which Debian and Ubuntu have as a package.
.PHONY: .chromium
.chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || tools/install_chromium

clean:
	rm -rf $(VENV) data/warehouse .pytest_cache .mypy_cache .ruff_cache .hypothesis .bench
