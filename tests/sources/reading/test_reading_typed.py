"""Old workbooks, Parquet and JSON: values to text, and what is refused."""

from __future__ import annotations

import io
import json
import math
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import xlwt
from pyarrow import parquet
from readings import read_all

from lib.errors import UnreadableFile
from lib.sources import ole
from lib.sources.files import documents

MOMENT = datetime.fromisoformat("2024-01-02 13:59:59")


def refused(path: Path, folder: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        documents(path, folder / "staging")
    assert path.name in caught.value.message
    assert caught.value.next_step
    return caught.value.message


def only(path: Path, folder: Path):
    [reading] = read_all(path, folder / "staging")
    return reading


# .xls


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Visits")
    day, moment = (xlwt.easyxf(num_format_str=f) for f in ("YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS"))
    for place, name in enumerate(["Account", "Date", "At", "Tour", "Value"]):
        sheet.write(0, place, name)
    for place, cell in enumerate(["Müller", date(2024, 1, 2), MOMENT, True, 12.0]):
        style = {1: day, 2: moment}.get(place)
        sheet.write(1, place, cell, *([style] if style else []))
    hidden = book.add_sheet("Hidden")
    hidden.write(0, 0, "secret")
    hidden.visibility = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["visits.xls", "visits.xlsx", "visits.csv", "visits"])
def test_an_old_workbook_whatever_its_name(folder, name):
    path = folder / name
    path.write_bytes(old_workbook())
    reading = only(path, folder)
    assert (reading.document.sheet, reading.document.encoding) == ("Visits", "xls")
    assert reading.rows == {2: ("Müller", "2024-01-02", "2024-01-02 13:59:59", "true", "12")}


def test_an_old_workbook_with_a_password(folder):
    data = old_workbook()
    # The record behind the first one becomes FILEPASS.
    start = data.index(b"\x09\x08\x10\x00") + 20
    path = folder / "visits.xls"
    path.write_bytes(data[:start] + b"\x2f\x00" + data[start + 2 :])
    assert "password" in refused(path, folder)


@pytest.mark.parametrize(
    ("stream", "says"),
    [
        ("EncryptedPackage", "workbook with a password"),
        ("WordDocument", "a Word document"),
        ("Nothing known", "holds no workbook"),
    ],
)
def test_other_old_office_files(folder, stream, says):
    data = old_workbook()
    name = "Workbook".encode("utf-16-le")
    at = data.index(name)
    renamed = stream.encode("utf-16-le")
    entry = renamed.ljust(64, b"\0") + (len(renamed) + 2).to_bytes(2, "little")
    path = folder / "visits.xls"
    path.write_bytes(data[:at] + entry + data[at + 66 :])
    assert stream in ole.streams(path)
    assert says in refused(path, folder)


def test_one_value_in_the_last_cell_of_an_old_workbook(folder):
    book = xlwt.Workbook()
    sheet = book.add_sheet("far")
    sheet.write(0, 0, "a")
    sheet.write(65_535, 3, 1)
    book.save(str(folder / "far.xls"))
    reading = only(folder / "far.xls", folder)
    assert reading.rows == {65_536: ("", "", "", "1")}
    assert reading.loaded.rows_blank == 65_534


# Parquet


def test_parquet_values(folder):
    path = folder / "visits [*].parquet"
    table = pa.table(
        {
            "text": ["Müller", 'a\r\n"b", c', None],
            "whole": [12.0, math.nan, 1e20],
            "broken": [0.1, -2.5, None],
            "big": pa.array([9_007_199_254_740_993, -1, None]),
            "on": [date(2024, 2, 29), date(1969, 1, 1), None],
            "at": [MOMENT, None, MOMENT],
            "at_utc": [MOMENT.replace(tzinfo=UTC), None, None],
            "clock": [time(9, 30), None, None],
            "money": [Decimal("95570.69"), Decimal("-0.10"), None],
            "tour": [True, False, None],
            "kind": pa.array(["x", "y", "x"]).dictionary_encode(),
            "none": pa.nulls(3),
        }
    )
    parquet.write_table(table, path)
    reading = only(path, folder)
    assert reading.document.header == tuple(table.column_names)
    at = "2024-01-02 13:59:59"
    assert reading.rows == {
        2: ("Müller", "12", "0.1", "9007199254740993", "2024-02-29", at, f"{at}+00:00",
            "09:30:00", "95570.69", "true", "x", ""),
        3: ('a\r\n"b", c', "", "-2.5", "-1", "1969-01-01", "", "", "", "-0.10", "false", "y", ""),
        4: ("", "100000000000000000000", "", "", "", at, "", "", "", "", "x", ""),
    }  # fmt: skip
    assert reading.loaded.method == "parquet"
    assert reading.document.sample == [list(row) for row in reading.rows.values()]


def test_parquet_of_many_row_groups_keeps_its_order(folder):
    table = pa.table({"n": [str(n) for n in range(2, 60_002)]})
    parquet.write_table(table, folder / "n.parquet", row_group_size=500)
    reading = only(folder / "n.parquet", folder)
    assert all(cells == (str(row),) for row, cells in reading.rows.items())
    assert reading.loaded.rows_loaded == 60_000


def test_a_row_with_a_binary_zero_is_set_aside(folder):
    parquet.write_table(pa.table({"a": ["x", "y\0", "z"]}), folder / "a.parquet")
    reading = only(folder / "a.parquet", folder)
    assert (list(reading.rows), list(reading.aside)) == ([2, 4], [3])


def test_parquet_that_is_not_flat(folder):
    parquet.write_table(pa.table({"a": [[1, 2]]}), folder / "a.parquet")
    assert "'a' holds no plain values but BIGINT[]" in refused(folder / "a.parquet", folder)


@pytest.mark.slow
def test_a_parquet_bomb(folder):
    """Some kilobytes that expand to five gigabytes."""
    path = folder / "bomb.parquet"
    with duckdb.connect() as con:
        con.execute(
            f"copy (select repeat('x', 10000) as a from range(500000)) to '{path}'"
            " (format parquet, compression zstd, row_group_size 500000)"
        )
    assert path.stat().st_size < 200_000
    assert "more memory than a file may take" in refused(path, folder)


# JSON

PAGE = [{"id": 1234567890123456789, "properties": {"name": "Acme", "n": 1.50}}, {"id": 2, "x": []}]
HEADER = ("id", "properties.name", "properties.n", "x")
FOUND = {1: ("1234567890123456789", "Acme", "1.5", ""), 2: ("2", "", "", "")}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("wrapper", ["", "value", "results", "data", "tickets", "lines"])
def test_json(folder, codec, indent, wrapper):
    if wrapper == "lines":
        text = "\n".join(json.dumps(record) for record in PAGE)
    else:
        whole = {"@odata.context": "x", wrapper: PAGE} if wrapper else PAGE
        text = json.dumps(whole, indent=indent)
    path = folder / "companies.json"
    path.write_bytes(text.encode(codec))
    reading = only(path, folder)
    assert reading.document.header == HEADER
    assert reading.rows == FOUND
    assert reading.loaded.method == "json"


LINES: dict[str, tuple[bytes, dict[int, tuple[str, ...]], dict[int, str]]] = {
    "as written": (
        b'{"a": 10000000000000000000000, "b": 1.10, "c": 1E5, "d": NaN, "e": true, "f": null}',
        {1: ("10000000000000000000000", "1.10", "1E5", "NaN", "true", "")},
        {},
    ),
    "lists": (
        b'{"a": [1, "x", null, false], "b": ["p;q", "r"], "c": [{"n": 1.0}], "d": {"e": {"f": 2}}}',
        {1: ("1;x;false", '["p;q","r"]', '[{"n":1.0}]', '{"f":2}')},
        {},
    ),
    "broken lines": (
        b'{"a": 1}\nnot json\n\n[1]\n{"a": 2\n{"a": 3}\n',
        {1: ("1",), 6: ("3",)},
        {2: "Is not valid JSON.", 4: "Is not a JSON object with names and values.",
         5: "Is not valid JSON."},
    ),
    "a name twice": (
        b'{"a": 1}\n{"a": 1, "a": 2}\n{"b.c": 1, "b": {"c": 2}}\n',
        {1: ("1",)},
        dict.fromkeys((2, 3), "Gives the same name twice."),
    ),
    "zeros, halves and depths": (
        b'{"a": "x\\u0000y"}\n{"a": "\\ud83d"}\n{"a": ' + b"[" * 100_000 + b"\n{}\n",
        {2: ("?",)},
        {1: "Holds a binary zero (NUL).", 3: "Is nested too deeply."},
    ),
    "damaged bytes": (
        '{"a": "ü"}\n{"a": "é'.encode() + b'\xff"}\n',
        {1: ("ü",)},
        {2: "Holds bytes that are not UTF-8."},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_json_lines(folder, name):
    data, rows, aside = LINES[name]
    path = folder / "records.jsonl"
    path.write_bytes(data)
    reading = only(path, folder)
    assert (reading.rows, reading.aside) == (rows, aside)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[]", "no records"),
        (b'{"value": []}', "no records"),
        (b'[{"a": 1}, {"a":', "cut short"),
        (b'[{"a": 1, "a": 2}]', "same name twice"),
        (b"[{" * 50_000, "JSON"),
        (b'{"value": [{"a": 1}', "cut short"),
    ],
)
def test_json_that_is_refused(folder, data, says):
    path = folder / "records.json"
    path.write_bytes(data)
    assert says in refused(path, folder)
