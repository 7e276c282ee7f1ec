"""Workbooks: what a sheet's cells become, and what a hostile one does: nothing."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from readings import read_all

from lib.errors import UnreadableFile
from lib.sources import confined
from lib.sources.files import documents


@pytest.fixture
def book(folder) -> Path:
    """A workbook with a bit of everything."""
    book = openpyxl.Workbook()
    visits = book.active
    visits.title = "Visits"
    for row in (
        [],
        ["Account", " Date ", "At", "Tour", "Value", "Number", "Long"],
        [
            "007",
            date(2024, 1, 2),
            datetime.fromisoformat("2024-01-02 13:59:59"),
            True,
            1.5,
            12.0,
            12345678,
        ],
        [],
        [" Acme ", time(9, 30), None, False, -2, 0.1, "line\none"],
    ):
        visits.append(row)
    visits["E3"] = "#N/A"
    visits["E3"].data_type = "e"
    visits["I5"] = "beyond the header"
    for _ in range(3):
        visits.append([])
    hidden = book.create_sheet("Hidden")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    second = book.create_sheet("Zweites Blatt")
    second["B3"], second["C3"], second["C4"] = "b", "c", 1
    book.create_sheet("Empty")
    path = folder / "visits.csv"  # the extension is not believed
    book.save(path)
    return path


def rezipped(path: Path, change) -> Path:
    """The workbook with each part passed through `change(name, bytes)`."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = path.with_name("changed.xlsx")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(name, data))
    return out


def test_visible_sheets(book, folder):
    visits, second = read_all(book, folder / "staging")
    assert (visits.document.sheet, second.document.sheet) == ("Visits", "Zweites Blatt")
    header = ("Account", "Date", "At", "Tour", "Value", "Number", "Long", "", "")
    assert visits.document.header == header
    assert visits.rows == {
        3: ("007", "2024-01-02", "2024-01-02 13:59:59", "true", "#N/A", "12", "12345678", "", ""),
        5: (" Acme ", "09:30:00", "", "false", "-2", "0.1", "line\none", "", "beyond the header"),
    }
    assert (visits.loaded.rows_read, visits.loaded.rows_blank) == (2, 1)
    assert visits.document.sample == [list(row) for row in visits.rows.values()]
    assert second.document.header == ("", "b", "c")
    assert second.rows == {4: ("", "", "1")}


def test_dates_that_count_from_1904(folder):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["on"])
    book.active.append([date(2024, 2, 29)])
    book.save(folder / "mac.xlsx")
    [reading] = read_all(folder / "mac.xlsx", folder / "staging")
    assert reading.rows == {2: ("2024-02-29",)}


def test_header_only(folder):
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.save(folder / "new.xlsx")
    [reading] = read_all(folder / "new.xlsx", folder / "staging")
    assert (reading.document.header, reading.rows) == (("a", "b"), {})


def refused(path: Path, folder: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        documents(path, folder / "staging")
    assert path.name in caught.value.message
    assert caught.value.next_step
    return caught.value.message


def test_one_value_in_the_last_cell(folder):
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"] = 1
    book.save(folder / "far.xlsx")
    assert "20,000,000 cells" in refused(folder / "far.xlsx", folder)


def test_a_bomb_of_texts(book, folder):
    strings = b"<sst><si><t>" + b"a" * 210_000_000 + b"</t></si></sst>"

    def change(name, data):
        return strings if name == "xl/sharedStrings.xml" else data

    with zipfile.ZipFile(book, "a") as archive:
        if "xl/sharedStrings.xml" not in archive.namelist():
            archive.writestr("xl/sharedStrings.xml", b"<sst/>")
    assert "200 MB" in refused(rezipped(book, change), folder)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_damage_inside(book, folder, part):
    def change(name, data):
        return data[: len(data) // 2] if name == part else data

    assert "damaged" in refused(rezipped(book, change), folder)


def test_a_workbook_cut_short(book, folder):
    cut = folder / "cut.xlsx"
    cut.write_bytes(book.read_bytes()[:-300])
    assert "cut short" in refused(cut, folder)


def test_other_office_files(folder):
    path = folder / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("word/document.xml", b"")
    assert "office document" in refused(path, folder)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    assert "damaged" in refused(path, folder)


def test_nothing_to_see(folder):
    openpyxl.Workbook().save(folder / "empty.xlsx")
    assert "no visible sheet" in refused(folder / "empty.xlsx", folder)


def test_too_slow(book, folder, monkeypatch):
    monkeypatch.setattr(confined, "SECONDS", 0.001)
    assert "seconds" in refused(book, folder)
