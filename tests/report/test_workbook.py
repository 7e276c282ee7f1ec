"""The workbook and the CSV files: every list, numbers as numbers, and no formula."""

from __future__ import annotations

import csv
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from report.reviews import CJK, HOSTILE, LONG, RTL, example

from lib.report.formats import said, workbook
from lib.report.review import Review, shown
from lib.report.tabular import Table

ROWS = {
    "whom_next": Table(
        ("account_id", "name", "last_visit_on", "seen_at", "house_value", "is_booked", "days"),
        [
            {
                "account_id": "0012", "name": HOSTILE,
                "last_visit_on": datetime.fromisoformat("2026-01-03"),
                "seen_at": datetime.fromisoformat("2026-01-03 14:30"), "house_value": -1250000.5,
                "is_booked": True, "days": None,
            }
        ],
    ),
    "promises": Table(("commitment_id",), []),
    "a/list:with*a [name] no sheet may have, and a long one": Table(("x",), [{"x": "=1+1"}]),
}  # fmt: skip
SHEETS = [
    "Review", "Whom to see next", "What changed", "Totals", "Why we came", "Where they are",
    "Promises to customers", "From the last meeting", "What customers say", "How this is counted",
]  # fmt: skip


def book(page: Review, lists=ROWS):
    return openpyxl.load_workbook(BytesIO(workbook.xlsx(shown(page, True), lists, "a4")))


def rows(sheet):
    heads, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def files(page: Review, lists=ROWS) -> dict[str, list[list[str]]]:
    made = workbook.csv_zip(shown(page, True), lists, "a4")
    with zipfile.ZipFile(BytesIO(made)) as found:
        return {
            name: list(csv.reader(StringIO(found.read(name).decode("utf-8-sig"), newline="")))
            for name in found.namelist()
        }


@pytest.mark.parametrize("accounts", (0, 1, 12, 400))
def test_every_list_is_a_sheet_and_a_file(accounts):
    page = example(accounts)
    made = book(page)
    assert made.sheetnames[:10] == SHEETS
    assert len(made.sheetnames) == len(SHEETS) + len(ROWS) == len(files(page))
    # An empty one says so.
    assert len(rows(made[said.TO_SEE])) == (len(page.to_see) or 1)
    assert len(rows(made[said.PROMISES])) == (len(page.due) or 1)
    assert len(rows(made[said.LAST_MEETING])) == (len(page.tasks) or 1)
    for sheet in made:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
        assert len(sheet.title) <= 31


def test_the_numbers_are_the_pages():
    page = example(12)
    made = book(page)
    totals = rows(made["Totals"])
    for one, row in zip(page.moved, totals, strict=True):
        assert (row["Before"], row["Now"]) == (one.before, one.after)
        assert (row["Came in"], row["Went out"]) == (len(one.entered), len(one.left))
        assert row["Change"] == one.after - one.before
        moves = [each for each in rows(made["What changed"]) if each["Count"] == one.label]
        assert row["Before"] + sum(each["Direction"] for each in moves) == row["Now"]
    assert {row["Purpose"]: row["Conversations"] for row in rows(made[said.WHY])} == {
        one.label: one.count for one in page.purposes
    }
    assert {row["Standing"]: row["Accounts"] for row in rows(made[said.WHERE])} == {
        label: count for _, label, count in page.map.statuses
    }
    about = {row["About"]: row for row in rows(made["Review"])}
    assert about["Left alone"]["Says"] == 8 and about["Left alone"]["Change"] == -2
    assert about["Coverage"]["Says"] == "33–41 %" and about["Coverage"]["Of"] == "4 of 12"
    assert about["As of"]["Says"].date() == page.day


def test_an_empty_sheet_says_so():
    made = book(example(0))
    assert made[said.PROMISES]["A2"].value == said.NO_PROMISE
    assert made["Promises"]["A2"].value == "Nothing is on this list."


def test_what_was_agreed_is_a_sheet_and_a_file_where_it_is_asked_for():
    page = example(12)
    page = replace(page, agreed=page.tasks[:2])
    assert [row["Who"] for row in rows(book(page)["Agreed"])] == ["Anna Berg"] * 2
    (lines,) = [lines for name, lines in files(page).items() if name.endswith("-agreed.csv")]
    assert len(lines) == 3


def test_days_are_days_and_ids_are_text():
    made = book(example(12))
    booked = [row["Booked"] for row in rows(made[said.TO_SEE]) if row["Booked"]]
    assert [one.date() for one in booked] == [date(2026, 12, 3)] * 2
    (row,) = rows(made["Whom next"])
    assert row["account_id"] == "0012" and row["is_booked"] is True and row["days"] is None
    assert (
        row["last_visit_on"] == datetime.fromisoformat("2026-01-03")
        and row["house_value"] == -1250000.5
    )
    assert row["seen_at"] == datetime.fromisoformat("2026-01-03 14:30")


def test_no_percentage_of_fewer_than_ten():
    page = example(12)
    few = [one.__class__(**{**vars(one), "count": 1}) for one in page.purposes]
    made = book(page.__class__(**{**vars(page), "purposes": tuple(few)}))
    assert {row["Share"] for row in rows(made[said.WHY])} == {None}


def test_nothing_is_a_formula_or_a_link():
    for sheet in book(example(12)):
        for line in sheet.iter_rows():
            assert not [cell for cell in line if cell.data_type == "f" or cell.hyperlink]
    names = [row["Account"] for row in rows(book(example(12))[said.TO_SEE])]
    assert {LONG, RTL, CJK, HOSTILE} <= set(names)


def test_no_line_of_a_file_is_a_formula():
    for lines in files(example(12)).values():
        for cell in (cell for line in lines for cell in line):
            assert not cell.startswith(("=", "@", "\t")), cell
            # A negative number is one; a text that looks like the start of a formula is quoted.
            assert not cell.startswith(("-", "+")) or float(cell) < 0


def test_signs_that_no_file_may_hold():
    rows_ = Table(("x",), [{"x": "Evil\x0b\x00\ufffe\uffff" + "y" * 40_000}])
    (row,) = rows(book(example(1), {"rows": rows_})["Rows"])
    assert row["x"].startswith("Evil") and row["x"].endswith("yyy")


def test_names_of_sheets():
    taken: list[str] = []
    for name in ("Rows", "rows", "History", "'x'", "[]", "y" * 40, "y" * 40):
        taken.append(workbook.sheet_name(name, taken))
    assert taken == ["Rows", "rows 2", "History of it", "x", "Sheet", "y" * 31, "y" * 29 + " 2"]


def test_more_rows_than_a_sheet_holds(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    found = rows(book(example(12))[said.TO_SEE])
    assert len(found) == 4 and found[-1]["Place"] == "and 5 more, in the CSV files"


def test_the_same_page_gives_the_same_bytes():
    page = example(12)
    first = workbook.xlsx(page, ROWS, "a4"), workbook.csv_zip(page, ROWS, "a4")
    time.sleep(2.1)  # a zip counts two seconds
    assert (workbook.xlsx(page, ROWS, "a4"), workbook.csv_zip(page, ROWS, "a4")) == first
