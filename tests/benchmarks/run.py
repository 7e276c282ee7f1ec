"""The benchmark: `make bench`, or `python tests/benchmarks/run.py [--small]`.

Owns what is compared with what, and the table that says it. Every figure is a ratio to a
bare DuckDB read of the same files in the same run, or stands beside one, since a machine
has its moods. Asserts nothing. Each thing measured runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

import generate
import other_forms
import psutil

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CACHE = ROOT / ".bench"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
REPEATS = 3
# What the three questions are to us. The days since the last visit come with every account.
OURS = {"coverage": "coverage", "days_since_visit": None, "ratio": "proactive_crisis_ratio"}
PAGES = ("overview", "coverage", "recency", "balance", "data")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="1,000 accounts only")
    parser.add_argument("--steps", action="store_true", help="how long each step of a build took")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="builds and reads per size")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    for size in ("small",) if options.small else generate.SIZES:
        _measure(size, options.repeats, options.steps)


def _measure(size: str, repeats: int, with_steps: bool) -> None:
    accounts, interactions = generate.SIZES[size]
    exports, warehouse = CACHE / size, CACHE / f"{size}-warehouse"
    _say(f"\n{accounts:,} accounts, {interactions:,} interactions")
    if not (exports / "Task.csv").exists():
        generate.generate(exports, accounts, interactions)
    shutil.rmtree(warehouse, ignore_errors=True)
    _compare("Salesforce", exports, warehouse, repeats, with_steps)
    for form in other_forms.FORMS:
        rewritten, other = CACHE / f"{size}-{form}", CACHE / f"{size}-{form}-warehouse"
        if not rewritten.exists():
            other_forms.rewrite(exports, rewritten, form)
        shutil.rmtree(other, ignore_errors=True)
        _compare(form.capitalize(), rewritten, other, repeats, with_steps)
    _pages(warehouse)
    _pandas(exports, warehouse)


def _compare(form: str, exports: Path, warehouse: Path, repeats: int, with_steps: bool) -> None:
    """A whole build against a bare read of the same files."""
    megabytes = sum(file.stat().st_size for file in exports.glob("*.csv")) / 1e6
    # Turn by turn, so that a busy minute of the machine falls on both.
    reads, builds = [], []
    for _ in range(repeats):
        reads.append(_child("bare_read", exports))
        builds.append(_child("build", exports, warehouse))
    read, built = _median(reads), _median(builds)
    memory = psutil.virtual_memory().total
    _table(
        (form, "seconds", "CPU seconds", "peak MB", "x bare", "x bare CPU", "x bare peak"),
        [
            _row(f"bare read_csv of {megabytes:,.0f} MB", read, read),
            _row("whole build", built, read),
        ],
    )
    _say(
        f"Build: {built['seconds'] / read['seconds']:.2f} x the bare read (aim: under 3);"
        f" {built['bytes'] / memory:.0%} of the machine's memory (aim: under 50%)."
    )
    if with_steps:
        steps = [step for step in builds[-1]["steps"] if step[1] >= 0.02 * builds[-1]["seconds"]]
        _table(("step", "seconds"), [(said, f"{taken:.2f}") for said, taken in steps])


def _pages(warehouse: Path) -> None:
    rows = []
    for page in PAGES:
        asked = _asked_by(page, warehouse)
        if asked is None:
            continue
        found = _child("questions", warehouse, asked)
        slowest = max(found, key=lambda entry: entry["warm"])
        cold, warm = (1000 * sum(entry[kind] for entry in found) for kind in ("cold", "warm"))
        milliseconds = (f"{time:.0f}" for time in (cold, warm, 1000 * slowest["warm"]))
        rows.append((page, str(len(found)), *milliseconds, slowest["name"]))
    _table(("page", "questions", "cold ms", "warm ms", "slowest ms", "which"), rows)
    _say("Aim: every page's data under 100 ms at 10,000 accounts.")


def _asked_by(page: str, warehouse: Path) -> Path | None:
    """What the page really fetches, noted while it runs; None where it does not run here."""
    noted = CACHE / f"{page}.questions"
    noted.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, str(HERE / "note_questions.py"), page, str(warehouse), str(noted)],
        cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not noted.exists():
        _say(f"The page {page} did not run: {done.stderr.strip().splitlines()[-1:]}")
        return None
    if "ended with" in done.stderr:
        _say(f"The page {page} ended with an error after these questions.")
    return noted


def _pandas(exports: Path, warehouse: Path) -> None:
    from lib.metrics import query
    from lib.scope import EVERY_ROW, Scope

    day = _as_of(warehouse)
    theirs = _child("pandas", exports, day.isoformat())
    asked = CACHE / "three.questions"
    noted = []
    for name, metric in OURS.items():
        scope = Scope((day,), rights=EVERY_ROW)
        mine = query.metrics([metric], scope) if metric else query.relation("account_as_of", scope)
        noted.append((name, mine.sql, dict(mine.parameters)))
    asked.write_bytes(pickle.dumps(noted))
    ours = {entry["name"]: entry for entry in _child("questions", warehouse, asked)}
    before = theirs["read"]["seconds"] + theirs["prepare"]["seconds"]
    rows = []
    for name, mine in ours.items():
        alone = theirs[name]["seconds"]
        rows.append(
            (
                name, f"{1000 * mine['cold']:.0f}", f"{1000 * mine['warm']:.0f}",
                f"{1000 * (before + alone):,.0f}", f"{1000 * alone:,.0f}",
                f"{(before + alone) / (mine['cold'] + mine['opened']):,.0f}",
                f"{alone / mine['warm']:.1f}", f"{theirs[f'{name}_answer']:.4g}",
            )
        )  # fmt: skip
    _table(
        (
            "question", "ours cold ms", "ours warm ms", "pandas whole ms", "pandas alone ms",
            "x whole/cold", "x alone/warm", "pandas says",
        ),
        rows,
    )  # fmt: skip
    _say(
        f"pandas reads for {theirs['read']['seconds']:.1f} s, merges and classifies for"
        f" {theirs['prepare']['seconds']:.1f} s, holds {theirs['ratio']['bytes'] / 1e6:,.0f} MB,"
        " every time it is asked (aim: 10 x)."
    )


def _as_of(warehouse: Path) -> Any:
    from lib.warehouse import engine

    with engine.lease(warehouse) as session:
        return session.rows("select as_of_on from core.build")[0]["as_of_on"]


def _child(what: str, *arguments: object) -> Any:
    done = subprocess.run(
        [sys.executable, str(HERE / "measure.py"), what, *map(str, arguments)],
        cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def _median(runs: list[Mapping[str, Any]]) -> dict[str, float]:
    return {key: median(run[key] for run in runs) for key in ("seconds", "cpu", "bytes")}


def _row(name: str, run: Mapping[str, float], bare: Mapping[str, float]) -> tuple[str, ...]:
    ratios = (run[key] / bare[key] for key in ("seconds", "cpu", "bytes"))
    return (
        name, f"{run['seconds']:.2f}", f"{run['cpu']:.2f}", f"{run['bytes'] / 1e6:,.0f}",
        *(f"{ratio:.2f}" for ratio in ratios),
    )  # fmt: skip


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    _say("")
    for line in (head, *rows):
        first, *others = (
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        _say("  ".join((first, *others)).rstrip())


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
