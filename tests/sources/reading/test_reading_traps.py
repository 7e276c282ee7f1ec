"""The traps of RELIABILITY.md 1.5 and 1.6, each as one small file."""

from __future__ import annotations

import pytest

from lib.errors import UnreadableFile

CLEAN = {2: ("1", "2"), 3: ("3", "4")}
NEVER_CLOSED = "A quote is opened and never closed."
STRAY = "Has a quote inside a cell that is not quoted."
ZERO = "Holds a binary zero (NUL)."
NOT_UTF8 = "Holds bytes that are not UTF-8."


def cells(found: int, expected: int) -> str:
    return f"Has {found} cell{'s' * (found != 1)} where the header has {expected}."


# name: (bytes, rows by row number, reasons by row number, blank rows)
TRAPS: dict[str, tuple[bytes, dict[int, tuple[str, ...]], dict[int, str], int]] = {
    "a short row": (b"a,b\n1,2\nx\n3,4\n", {2: ("1", "2"), 4: ("3", "4")}, {3: cells(1, 2)}, 0),
    "a long row": (b"a,b\n1,2,3\n3,4\n", {3: ("3", "4")}, {2: cells(3, 2)}, 0),
    "a surplus cell that is empty": (
        b"a,b,c\n1,,2,\n1,2,3\n",
        {3: ("1", "2", "3")},
        {2: cells(4, 3)},
        0,
    ),
    "a blank line in the middle": (
        b"a,b\n1,2\n\n3,4\n",
        {2: ("1", "2"), 4: ("3", "4")},
        {},
        1,
    ),
    "blank lines at the end": (b"a,b\n1,2\n3,4\n\n\n", CLEAN, {}, 2),
    "a blank line at the end, CRLF": (b"a,b\r\n1,2\r\n3,4\r\n\r\n", CLEAN, {}, 1),
    "blank lines in front": (b"\n\na,b\n1,2\n", {4: ("1", "2")}, {}, 0),
    "empty cells in front": (b",,\na,b,c\n1,2,3\n", {3: ("1", "2", "3")}, {}, 0),
    "a row of empty cells": (b"a,b\n,\n3,4\n", {2: ("", ""), 3: ("3", "4")}, {}, 0),
    "quoted empty cells": (b'a,b\n"",""\n3,\n', {2: ("", ""), 3: ("3", "")}, {}, 0),
    "mixed newlines": (b"a,b\r\n1,2\n3,4\r\n", CLEAN, {}, 0),
    "old Mac newlines": (b"a,b\r1,2\r3,4\r", CLEAN, {}, 0),
    "CRLF": (b"a,b\r\n1,2\r\n3,4\r\n", CLEAN, {}, 0),
    "no newline at the end": (b"a,b\n1,2\n3,4", CLEAN, {}, 0),
    "header only": (b"a,b\n", {}, {}, 0),
    "header only, no newline": (b"a,b", {}, {}, 0),
    "header and a blank line": (b"a,b\n\n", {}, {}, 1),
    "a quote never closed, last row": (
        b'a,b\n1,2\n3,"x\n',
        {2: ("1", "2")},
        {3: NEVER_CLOSED},
        0,
    ),
    "a quote never closed, rows behind": (
        b'a,b\n1,"x\n3,4\n5,"y"\n',
        {3: ("3", "4"), 4: ("5", "y")},
        {2: NEVER_CLOSED},
        0,
    ),
    "a quote never closed, all quoted": (
        b'"a","b"\n"1","x\n"3","4\n z"\n',
        {3: ("3", "4\n z")},
        {2: NEVER_CLOSED},
        0,
    ),
    "a quote never closed behind a cell of two lines": (
        b'a,b,c\n1,"x\ny","z\n3,4,5\n',
        {3: ("3", "4", "5")},
        {2: NEVER_CLOSED},
        0,
    ),
    "a quote in a quoted cell": (
        b'a,b\n"say "hi" now",2\n3,4\n',
        {3: ("3", "4")},
        {2: "Has a quote in the middle of a quoted cell."},
        0,
    ),
    "inches": (b'a,b\n1,5" pipe\n3,4\n', {3: ("3", "4")}, {2: STRAY}, 0),
    "two stray quotes, parity whole": (
        b'a,b\n1,5" pipe\n2,6" pipe\n3,4\n',
        {4: ("3", "4")},
        {2: STRAY, 3: STRAY},
        0,
    ),
    "escaped quotes": (
        b'a,b\n"""x""","5"" pipe"\n3,4\n',
        {2: ('"x"', '5" pipe'), 3: ("3", "4")},
        {},
        0,
    ),
    "newlines in cells": (
        b'a,b\n1,"x\r\ny\nz\rw"\n3,4\n',
        {2: ("1", "x\r\ny\nz\rw"), 3: ("3", "4")},
        {},
        0,
    ),
    "LF in the first cell of a CRLF file": (
        b'a,b\r\n"\n",2\r\n3,4\r\n',
        {2: ("\n", "2"), 3: ("3", "4")},
        {},
        0,
    ),
    "a header of two lines": (b'"a\nx",b\n1,2\n3,4\n', CLEAN, {}, 0),
    "a header of two lines, CRLF": (b'"a\nx",b\r\n1,2\r\n3,4\r\n', CLEAN, {}, 0),
    "a binary zero": (b"a,b\n1,x\0y\n3,4\n", {3: ("3", "4")}, {2: ZERO}, 0),
    "words that look empty": (
        b"a,b\nNULL,NA\n-,\\N\n",
        {2: ("NULL", "NA"), 3: ("-", "\\N")},
        {},
        0,
    ),
    "values that look typed": (
        b"a,b\n007,1E5\n01/02/2024,2024-13-45\n",
        {2: ("007", "1E5"), 3: ("01/02/2024", "2024-13-45")},
        {},
        0,
    ),
    "blanks around values": (b"a,b\n 1 ,\t2\n", {2: (" 1 ", "\t2")}, {}, 0),
    "one column": (b"a\n1\n2\n", {2: ("1",), 3: ("2",)}, {}, 0),
    "one column with a blank line": (b"a\n1\n\n2\n", {2: ("1",), 4: ("2",)}, {}, 1),
    "semicolons and decimal commas": (
        b"a;b\n1;2,5\n3;4,5\n",
        {2: ("1", "2,5"), 3: ("3", "4,5")},
        {},
        0,
    ),
    "sep= line": (b"sep=;\r\na;b\r\n1;2\r\n3;4\r\n", CLEAN, {}, 0),
    "tabs": (b"a\tb\n1\t2\n3\t4\n", CLEAN, {}, 0),
    "pipes": (b"a|b\n1|2\n3|4\n", CLEAN, {}, 0),
    "a repeated and a blank name": (b"a,a,\n1,2,\n", {2: ("1", "2", "")}, {}, 0),
    "UTF-8 with one damaged byte": (
        "a,b\nMüller,Öl\nx,".encode() + b"\xfc\n3,4\n",
        {2: ("Müller", "Öl"), 4: ("3", "4")},
        {3: NOT_UTF8},
        0,
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_trap(read, name):
    data, rows, reasons, blank = TRAPS[name]
    reading = read(data)
    assert reading.rows == rows
    assert reading.aside == reasons
    assert reading.loaded.rows_blank == blank


UMLAUTS = "a,b\nMüller,Øre\n3,4\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (UMLAUTS.encode("utf-8"), "utf-8"),
        (UMLAUTS.encode("utf-8-sig"), "utf-8-sig"),
        (UMLAUTS.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + UMLAUTS.encode("utf-16-be"), "utf-16-be"),
        (UMLAUTS.encode("utf-16-le"), "utf-16-le"),
        (UMLAUTS.encode("utf-16-be"), "utf-16-be"),
        (UMLAUTS.encode("cp1252"), "cp1252"),
        (b"\xef\xbb\xbf" + UMLAUTS.encode("cp1252"), "cp1252"),
        (b"\xff\xfe" + UMLAUTS.encode("cp1252"), "cp1252"),
        (b"\xef\xbb\xbf" * 2 + UMLAUTS.encode("utf-8"), "utf-8-sig"),
        (b"\xef\xbb\xbf" + UMLAUTS.encode("utf-16-le"), "utf-16-le"),
        (b"\xef\xbb\xbf" + UMLAUTS.encode("utf-16"), "utf-16-le"),
        (b"\xff\xfe" + UMLAUTS.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe" + UMLAUTS.encode("utf-8"), "utf-8"),
        (UMLAUTS.encode("utf-32"), "utf-32-le"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encoding(read, data, encoding, newline):
    if newline == "\r\n":
        wide = encoding.startswith(("utf-16", "utf-32"))
        lf, crlf = ("\n", "\r\n")
        codec = encoding if wide else "ascii"
        data = data.replace(lf.encode(codec), crlf.encode(codec))
    reading = read(data)
    assert reading.document.encoding == encoding
    assert reading.document.header == ("a", "b")
    assert reading.rows == {2: ("Müller", "Øre"), 3: ("3", "4")}
    assert reading.loaded.method == "fast"


def test_a_utf16_mark_on_plain_text_is_a_lie(read):
    assert read(b"\xff\xfea,b\n1,2\n3,4\n").rows == CLEAN


def test_bytes_that_cp1252_leaves_empty_are_latin1(read):
    reading = read(b"a,b\n\x81,\xfc\x92\n")
    assert reading.document.encoding == "latin-1"
    assert reading.rows == {2: ("\x81", "ü’")}


def test_a_file_name_is_not_a_pattern(read):
    assert read(b"a,b\n1,2\n3,4\n", name="visits [*]?.csv").rows == CLEAN


def test_an_extension_is_not_believed(read):
    assert read(b"a,b\n1,2\n3,4\n", name="visits.csv.gz").rows == CLEAN


def test_nothing_is_read_as_null(read):
    rows = read(b'a,b\nno null here,\n"",\\0no null here\n').rows
    assert rows == {2: ("no null here", ""), 3: ("", "\\0no null here")}


@pytest.mark.parametrize("mode", ["", "mixed newlines"])
def test_a_line_longer_than_duckdbs_limit(read, mode):
    long = "x" * 3_000_000
    end = "\r\n" if mode else "\n"
    reading = read(f"a,b\n1,{long}{end}3,4\n".encode())
    assert reading.rows == {2: ("1", long), 3: ("3", "4")}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\n\n\n", "no header"),
        (b"\0" * 2000, "binary zeros"),
        (b'a,b"c\n1,2\n', "header"),
        (b'a,"b\n1,2\n', "header"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "PDF"),
        (b"\x1f\x8b\x08\0\0", "cut short"),
        (b"PAR1\x15\x04", "damaged"),
        (b"PARE\x15\x04", "password"),
        (b"SQLite format 3\0\x10", "SQLite"),
        (b"\x90\x10\x20\x30\x40\x50\x60\x70DUCK\x40", "DuckDB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "old Office file"),
        (b"x".ljust(257) + b"ustar", "tar archive"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>\n<Workbook'
            b' xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "XML form of 2003",
        ),
        (b"\n <table><tr><td>1", "web page"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (bytes(range(256)) * 8, "not a text file"),
        ("a,b\n1,ü\n".encode("utf-16") + b"x", "UTF-16"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_plain_sentence(read, data, says):
    with pytest.raises(UnreadableFile, match=says) as caught:
        read(data)
    assert "visits.csv" in caught.value.message
    assert caught.value.next_step


@pytest.mark.parametrize(
    "name", ["~$visits.xlsx", ".~lock.visits.ods#", "Unconfirmed 1.crdownload"]
)
def test_a_file_that_is_not_one_yet(folder, name):
    from lib.sources.files import documents

    (folder / name).write_bytes(b"a,b\n1,2\n")
    with pytest.raises(UnreadableFile, match=r"only marks|has not ended"):
        documents(folder / name, folder / "staging")


def test_a_missing_file(folder):
    from lib.sources.files import documents

    with pytest.raises(UnreadableFile, match=r"nowhere\.csv cannot be opened"):
        documents(folder / "nowhere.csv", folder / "staging")


def test_many_columns(read):
    names = [f"field {place}" for place in range(600)]
    reading = read(",".join(names).encode() + b"\n" + b",".join([b"x"] * 600) + b"\n")
    assert (len(reading.document.header), reading.rows) == (600, {2: ("x",) * 600})
    assert reading.loaded.method == "fast"


def test_a_cell_of_many_lines(read):
    notes = 'a line, a ""quote""\n' * 10_000
    reading = read(f'a,b\n1,"{notes}"\n'.encode())
    assert reading.rows == {2: ("1", notes.replace('""', '"'))}


def test_names_twice(read):
    assert read(b"Name,Name,Id\nx,y,z\n").document.header == ("Name", "Name", "Id")


def test_the_text_of_a_set_aside_row_is_cut(read):
    [row] = read(b"a,b\n" + b"x" * 5000 + b"\n").loaded.set_aside
    assert row.raw == "x" * 2000
