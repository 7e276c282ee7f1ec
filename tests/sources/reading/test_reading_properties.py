"""What holds for every table, however written, and for every damage done to it."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from readings import read_all

from lib.errors import UnreadableFile

CELL = st.text(
    st.one_of(
        st.sampled_from("ab1 \",;\t|\n\r'üß€é"),
        st.characters(codec="cp1252", exclude_categories=("Cc",)),
    ),
    max_size=8,
)


@st.composite
def tables(draw, is_quoted: bool | None = None):
    """A table, and how it is written: (rows with their header, text)."""
    width = draw(st.integers(2, 6))
    delimiter = draw(st.sampled_from(",;\t|"))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    quoted = draw(st.booleans()) if is_quoted is None else is_quoted
    body = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=12))
    rows = [[f"h{place}" for place in range(width)], *body]

    def written(cell: str) -> str:
        if quoted or any(character in cell for character in f'"\r\n{delimiter}'):
            return '"' + cell.replace('"', '""') + '"'
        return cell

    text = newline.join(delimiter.join(map(written, row)) for row in rows)
    return rows, text + draw(st.sampled_from(["", newline]))


def read(data: bytes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(data)
        [reading] = read_all(path, Path(folder))
    return reading


@settings(max_examples=100, deadline=None)
@given(tables(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_what_is_written_is_read(table, codec):
    rows, text = table
    data = text.encode(codec)
    # Where cp1252's characters happen to be UTF-8 as well, nobody can tell.
    assume(codec != "cp1252" or not re.search(rb"[\xc2-\xf4][\x80-\xbf]", data))
    reading = read(data)
    assert list(reading.document.header) == rows[0]
    assert list(reading.rows.values()) == [tuple(row) for row in rows[1:]]
    assert list(reading.rows) == list(range(2, len(rows) + 1))
    assert reading.document.sample == rows[1:21]
    assert not reading.loaded.set_aside


@st.composite
def damages(draw):
    """(rows, bytes with one to three damages behind the header)."""
    rows, text = draw(tables())
    data = text.encode()
    start = data.index(b"\n") + 1 if b"\n" in data else len(data)
    for _ in range(draw(st.integers(1, 3))):
        if len(data) <= start:
            break
        quotes = [at for at in range(start, len(data)) if data[at] == 34]
        at = draw(st.sampled_from(quotes) if quotes else st.integers(start, len(data) - 1))
        if draw(st.booleans()):
            at = draw(st.integers(start, len(data) - 1))
        kind = draw(st.sampled_from(["delete", "flip", "insert", "cut"]))
        if kind == "delete":
            data = data[:at] + data[at + 1 :]
        elif kind == "flip":
            data = data[:at] + bytes([data[at] ^ 1 << draw(st.integers(0, 7))]) + data[at + 1 :]
        elif kind == "insert":
            extra = draw(st.sampled_from([b'"', b"\n", b"\r", b",", b";", b"\0", b"\xff"]))
            data = data[:at] + extra + data[at:]
        else:
            data = data[:at]
    return rows, data


@settings(max_examples=200, deadline=None)
@given(damages())
def test_damage_is_accounted_for_and_no_row_is_invented(case):
    """Every loaded row is one that Python's csv finds at some line of the text."""
    _, data = case
    try:
        reading = read(data)
    except UnreadableFile:
        return
    text = _decoded(data, reading.document.encoding)
    lines = io.StringIO(text, newline="").readlines()
    found = set()
    for at in range(len(lines)):
        reader = csv.reader(lines[at:], delimiter=reading.document.delimiter, strict=True)
        try:
            found.add(tuple(next(reader)))
        except csv.Error:
            continue
    assert set(reading.rows.values()) <= found
    # What is neither loaded nor blank is kept, to the letter.
    asides = [row.raw.replace("␀", "\0") for row in reading.loaded.set_aside]
    assert all(raw in text for raw in asides if "\\udc" not in raw)


def _decoded(data: bytes, encoding: str) -> str:
    if encoding.startswith("utf-8"):
        return data.decode("utf-8", "surrogateescape")
    return data.decode("cp1252", "latin-1-controls")


@settings(max_examples=100, deadline=None)
@given(tables(is_quoted=True), st.data())
def test_one_lost_quote_costs_no_row_but_its_own(table, data):
    """In a file quoted throughout, as Salesforce writes it."""
    rows, text = table
    start = text.index("\n") + 1 if "\n" in text else len(text)
    quotes = [at for at in range(start, len(text)) if text[at] == '"']
    if not quotes:
        return
    at = data.draw(st.sampled_from(quotes))
    reading = read((text[:at] + text[at + 1 :]).encode())
    whole = {tuple(row) for row in rows[1:]}
    wrong = [row for row in reading.rows.values() if row not in whole]
    assert len(wrong) <= 1
