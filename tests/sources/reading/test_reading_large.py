"""Files of many chunks and threads: nothing is lost at a seam, and order is kept."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from lib.sources.files import documents
from lib.sources.scan import CHUNK, scan

ROWS = 250_000


@pytest.fixture(scope="module")
def exported(tmp_path_factory) -> Path:
    """An export quoted throughout, with cells of several lines and escaped quotes."""
    path = tmp_path_factory.mktemp("large") / "Event.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(["Id", "Subject", "Description"])
        for number in range(2, ROWS + 2):
            notes = 'First line\r\nsecond, "line" ü' if number % 7 == 0 else "Discussed plans"
            writer.writerow([number, f"Visit {number % 100}", notes])
    return path


@pytest.mark.parametrize("damage", [b"", b'"short"\n'])
def test_row_numbers_are_those_of_a_spreadsheet(exported, tmp_path, damage):
    path = tmp_path / "Event.csv"
    path.write_bytes(exported.read_bytes() + damage)
    with duckdb.connect(config={"threads": 4}) as con:
        [document] = documents(path, tmp_path)
        loaded = document.load(con, "event")
        [(rows, right)] = con.execute(
            f"select count(*), count(*) filter (c1 = cast({loaded.row_sql} as varchar)) from event"
        ).fetchall()
    assert loaded.method == ("exact" if damage else "fast")
    assert rows == right == loaded.rows_loaded == ROWS
    assert [row.row for row in loaded.set_aside] == ([ROWS + 2] if damage else [])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_count_has_no_seams(tmp_path, newline):
    """The same records, shifted byte by byte across the end of a chunk and of a word."""
    record = f'"a,""b""",x{newline}'.encode()
    for shift in [*range(70), CHUNK - 5]:
        path = tmp_path / "seam.csv"
        path.write_bytes(b"y" * (CHUNK - 40 + shift) + b",z" + newline.encode() + record * 9)
        counted = scan(path, width=2, delimiter=",")
        assert counted.is_plain
        assert counted.newline == newline
        assert (counted.records, counted.trailing_blanks) == (10, 0)
        assert counted.value_bytes == CHUNK - 40 + shift + 1 + 9 * 6
