"""Files meant to break us, by every way in: each is rows in balance or one plain sentence.

One build over all of `tests.hostile.files.SMALL`, and the same files as the Data page hands them
in. The large ones and the long fuzz are run by hand: `python -m tests.hostile.run`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib import settings
from lib.errors import UnreadableFile, visible
from lib.sources import confined, encoding, frame, masking, reading, records, text, walk
from lib.sources.document import Document
from lib.warehouse import publish
from lib.warehouse.upload import Upload
from tests.command import call
from tests.conftest import NOW
from tests.hostile import files
from tests.hostile.measured import Measured, run

GOOD = "Id,Name,BillingCity,BillingCountry,OwnerId\n001A,Acme,Lyon,France,005A\n"
VISITS = (
    "Id,Subject,AccountId,ActivityDate,DurationInMinutes\nGOOD1,Site visit,001A,2026-03-02,60\n"
)
ROWS = ("rows_loaded", "rows_set_aside", "rows_duplicate")
# Of a build of all of them, in megabytes: a build of one small file takes some 400.
OWN_MB, READER_MB = 700, 1_000
# Not read twice by way of the page: they take long to copy, and are refused like the rest.
_ONCE = {"sparse-2gb.csv", "a-header-before-2gb-of-nothing.csv"}


@dataclass(frozen=True)
class Built:
    """What became of everything."""

    raw: Path
    warehouse: Path
    first: str
    took: Measured
    temp: Path
    said: dict[str, str]
    before: dict[str, int]

    def rows(self, name: str) -> list[dict[str, Any]]:
        shown = visible(os.fsencode(name).decode("utf-8", "backslashreplace"))
        found: list[dict[str, Any]] = json.loads(self.took.out)
        return [
            row
            for row in found
            if row["file"] == shown or row["file"].startswith((f"{shown}/", f"{shown}:"))
        ]


def sizes(folder: Path) -> dict[str, int]:
    return {str(path): path.lstat().st_size for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    home = tmp_path_factory.mktemp("hostile")
    raw, warehouse = home / "raw", home / "warehouse"
    raw.mkdir()
    (raw / "Account.csv").write_text(GOOD)
    (raw / "Event.csv").write_text(VISITS)
    assert call("build", raw, warehouse=warehouse).code == 0
    first = publish.current(warehouse)
    assert first
    for name, make in files.SMALL.items():
        make(raw / name)
    said = files.beside(raw)
    before = sizes(raw)
    took = run(["build", raw, "--json", "--warehouse", warehouse], home / "tmp")
    yield Built(raw, warehouse, first.build_id, took, home / "tmp", said, before)
    for name in files.SMALL:
        (raw / name).unlink(missing_ok=True)


def sentence(why: str) -> bool:
    """Something of a length to be read, that says what it is about and ends what it says."""
    return 10 < len(why) < 700 and why.isprintable() and "Traceback" not in why


@pytest.mark.parametrize("name", files.SMALL, ids=lambda name: ascii(name)[1:-1][:40])
def test_a_file_is_rows_in_balance_or_one_sentence(built: Built, name: str) -> None:
    found = built.rows(name)
    assert found, built.took.err[-500:]
    for row in found:
        if row["status"] == "loaded":
            assert row["rows_read"] == sum(row[kind] for kind in ROWS)
        else:
            assert sentence(row["reason"])
            assert row["rows_read"] == 0


def test_all_of_them_cost_no_other_file_anything(built: Built) -> None:
    assert built.took.code == 0, built.took.err[-2000:]
    assert [row["rows_loaded"] for row in built.rows("Account.csv")] == [1]
    assert [row["rows_loaded"] for row in built.rows("Event.csv")] == [1]
    current = publish.current(built.warehouse)
    assert current is not None
    assert current.build_id != built.first


def test_what_is_no_file_is_left_alone(built: Built) -> None:
    for name, why in built.said.items():
        [row] = built.rows(name)
        assert why in row["reason"]
    assert "root:" not in built.took.out


def test_the_builder_stays_small_and_its_readers_within_their_limit(built: Built) -> None:
    assert built.took.own_mb < OWN_MB
    assert built.took.most_mb < READER_MB


def test_nothing_is_left_behind_and_nothing_written_elsewhere(built: Built) -> None:
    assert list(built.temp.iterdir()) == []
    left = {path.name for path in built.warehouse.iterdir()}
    assert {name for name in left if name.startswith((".build", ".trial"))} == set()
    assert sizes(built.raw) == built.before
    assert not (settings.ROOT / "pwned").exists()
    assert not Path("/tmp/climbed.csv").exists()


def test_no_name_reaches_a_terminal_as_it_is(built: Built) -> None:
    assert "\x1b" not in built.took.out + built.took.err
    assert "\u202e" not in built.took.out + built.took.err


def test_the_page_takes_or_refuses_each_and_serves_what_it_served(
    built: Built, tmp_path: Path
) -> None:
    """As the Data page does it: taken in by the server, read in a process of its own."""
    warehouse, raw = tmp_path / "warehouse", tmp_path / "raw"
    (raw / "old").mkdir(parents=True)
    (raw / "old" / "Account.csv").write_text(GOOD)
    assert call("build", raw, warehouse=warehouse).code == 0
    served = publish.current(warehouse)
    for batch in batches(built.raw, 25):
        asked = Upload.start(warehouse)
        for path in batch:
            with path.open("rb") as file:
                taken = asked.take(path.name, file, date(2026, 11, 20), raw, [raw], NOW)
            assert taken.staged or sentence(taken.refused)
        where = ("--warehouse", warehouse, "--raw", raw, "--progress", "json")
        took = run(["add", "--staged", asked.folder, "--check", *where], tmp_path / "tmp")
        assert took.code == 0, took.err[-500:]
        result = json.loads((asked.folder / "result.json").read_text())
        assert {row["staged"] for row in result["files"]} == {p.name for p in asked.staged()}
        assert took.most_mb < READER_MB
        asked.discard()
    assert publish.current(warehouse) == served
    assert list((tmp_path / "tmp").iterdir()) == []
    assert [path for path in warehouse.iterdir() if path.name.startswith(".trial")] == []


def batches(raw: Path, size: int) -> Iterator[list[Path]]:
    """A part of them in turn, of each kind and name: all were read once by now."""
    names = [name for name in files.SMALL if name not in _ONCE][::3]
    for start in range(0, len(names), size):
        yield [raw / name for name in names[start : start + size]]


MAPPED = (
    "last-cell.xlsx", "few-bytes-long-values.parquet", "evil-cells.csv", "deep.json",
    "half-a-million-dates.ics", "many-columns.csv", "zip-bomb.zip", "binary.csv", "empty.csv",
    "evil-names.csv", "blanks-before-a-total.csv",
)  # fmt: skip


@pytest.mark.parametrize("name", MAPPED)
def test_a_look_at_one_is_a_proposal_or_one_sentence(built: Built, name: str) -> None:
    answer = call("map", built.raw / name, "--dry-run", "--json", warehouse=built.warehouse)
    assert answer.code in (0, 2)
    if answer.code:
        assert sentence(answer.err.strip())
    else:
        assert json.loads(answer.out)


@pytest.mark.parametrize("name", ["pipe.csv", "out.csv", "device.csv", "ring.csv", "up"])
def test_what_is_no_file_cannot_be_added(built: Built, tmp_path: Path, name: str) -> None:
    path = built.raw / name
    answer = call("add", path, "--raw", tmp_path, "--check", warehouse=tmp_path / "warehouse")
    assert answer.code == 2
    assert sentence(answer.err.strip().splitlines()[-1])


PATTERNS = [
    (f"{module.__name__}.{name}", pattern)
    for module in (encoding, frame, masking, records, text)
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str)
]
RUNS = [
    " ",
    "1",
    "a",
    "A1",
    "-",
    "/",
    ".",
    "1/",
    "1-",
    "a@",
    "a.",
    "1 ",
    '"',
    '""',
    "(",
    ",",
    "é",
    "total ",
]


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_no_pattern_goes_back_and_forth_over_a_cell(name: str, pattern: re.Pattern[str]) -> None:
    """Ten times as long takes some ten times as long, not a hundred; in a process that can be
    ended, since a pattern cannot."""
    code = f"""
import re, sys, time
from importlib import import_module
module, _, name = {name!r}.rpartition(".")
pattern = getattr(import_module(module), name)
for run in {RUNS!r}:
    for begin in ("", "total", "copyright ", "generated by:", "4111", "DE"):
        cell = begin + run * (20_000 // len(run)) + "!"
        for way in (pattern.search, pattern.fullmatch):
            began = time.process_time()
            way(cell)
            if time.process_time() - began > 0.3:
                sys.exit(f"{{run!r}} after {{begin!r}}")
"""
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=settings.ROOT,
            capture_output=True,
            timeout=60,
            text=True,
        )
    except subprocess.TimeoutExpired:
        pytest.fail("went back and forth for a minute")
    assert done.returncode == 0, done.stderr


def test_a_file_that_is_replaced_between_its_header_and_its_rows(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "Event.csv"
    path.write_text("a,b\n1,2\n")
    mark = walk.mark(path)
    [document] = reading.documents(path, tmp_path)
    other = tmp_path / "other"
    other.write_text("b,a\n1,2\n")
    other.replace(path)
    assert isinstance(document, Document)
    with duckdb.connect() as con, pytest.raises(UnreadableFile, match="changed while it was read"):
        reading.load(con, document, "t", path, mark)


PROBE = """
import json, os, resource, socket, sys
from pathlib import Path
from lib.sources import confined

def tried(what):
    try:
        what()
    except (OSError, PermissionError):
        return "refused"
    return "done"

def read(source, out):
    return {"tables": [], "found": {
        "source": tried(source.read_bytes),
        "own": tried(lambda: (out / "x").write_text("x")),
        "secret": tried(Path(%(secret)r).read_bytes),
        "elsewhere": tried(lambda: Path(%(elsewhere)r).write_text("x")),
        "settings": tried((Path.cwd() / ".streamlit" / "config.toml").read_bytes),
        "socket": tried(socket.socket),
        "program": tried(lambda: os.execv("/bin/true", ["true"])),
        "process": tried(os.fork),
        "signal": tried(lambda: os.kill(os.getppid(), 0)),
    }, "environment": dict(os.environ), "handles": sorted(os.listdir("/dev/fd")) if 0 else [],
       "core": resource.getrlimit(resource.RLIMIT_CORE),
       "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
       "processes": resource.getrlimit(resource.RLIMIT_NPROC)[0]}

confined.serve(read, "damaged")
"""


def probed(tmp_path: Path) -> dict[str, Any]:
    source, out, secret = tmp_path / "in.csv", tmp_path / "out", tmp_path / "secret"
    out.mkdir()
    source.write_text("x")
    secret.write_text("x")
    code = PROBE % {"secret": str(secret), "elsewhere": str(tmp_path / "elsewhere")}
    subprocess.run(
        [sys.executable, "-c", code, source, out],
        cwd=settings.ROOT, env=confined.environment(out), check=True,
    )  # fmt: skip
    facts: dict[str, Any] = json.loads((out / "facts.json").read_text())
    return facts


def test_a_reader_is_told_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_AUTH_COOKIE_SECRET", "hush")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy")
    held = probed(tmp_path)["environment"]
    assert not {name for name in held if "SECRET" in name or "PROXY" in name}
    assert set(held) <= {*confined._TOLD, "HOME", "TMPDIR", "PYTHONDONTWRITEBYTECODE"}


@pytest.mark.skipif(sys.platform != "linux", reason="walls of Linux")
def test_a_reader_reaches_its_file_and_its_folder_and_nothing_else(tmp_path: Path) -> None:
    facts = probed(tmp_path)
    reached = {name for name, came in facts["found"].items() if came == "done"}
    assert reached == {"source", "own"}
    assert (facts["core"], facts["memory"], facts["processes"]) == ([0, 0], 1_000_000_000, 0)


@pytest.mark.parametrize("copy", ["../secret", "/etc/passwd", "link", "gone"])
def test_a_reader_that_was_taken_over_cannot_name_another_file(tmp_path: Path, copy: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "secret").write_text("x")
    (out / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableFile):
        confined.made(out, copy, tmp_path / "a.csv")
