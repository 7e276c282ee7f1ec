"""The review's lists as a workbook, and as CSV files in a zip.

Owns sheets, widths and cell formats. A text is written as text, whatever it starts with: nothing
of an export becomes a formula or a link. Which tables there are is `sheets`' to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from lib.report import words
from lib.report.formats import Lists, archive, look, sheets
from lib.report.review import Review
from lib.report.tabular import Table, for_spreadsheet, neutral

# What the file format holds.
MOST_ROWS, _MOST_LETTERS, _MOST_NAME = 1_048_576, 32_767, 31
# No XML holds them; XlsxWriter writes the other signs that it does not hold in its own way.
_NO_LETTERS = {0xFFFE: None, 0xFFFF: None}
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_PAPERS = {"a4": 9, "us-letter": 1}
# Widths are in letters; beyond the widest, text is wrapped. Judged by the first rows.
_NARROWEST, _WIDEST, _JUDGED = 9, 56, 500
# Days before it are text: the file format has none.
_FIRST_YEAR = 1900
# Heights are in points: a line's, and the air of a row.
_LINE, _AIR, _MOST_LINES = 13.5, 4, 12
_SHARES = ("Share",)
_DAY = "d mmm yyyy"
# From here on a number has its thousands set apart; a year or a row number has not.
_GROUPED = 10_000


def xlsx(page: Review, lists: Lists, paper: str) -> bytes:
    """Every list of the page as a sheet."""
    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        day = datetime.combine(page.day, time.min)
        book.set_properties({"title": f"{page.title} {words.day(page.day)}", "created": day})
        formats = {name: book.add_format(look_) for name, look_ in _FORMATS.items()}
        names: list[str] = []
        for name, table in sheets.tables(page, lists).items():
            names.append(sheet_name(name, names))
            sheet = book.add_worksheet(names[-1])
            _fill(sheet, table, formats, sheets.EMPTY.get(name, sheets.NO_ROW))
            sheet.set_paper(_PAPERS[paper])
            sheet.set_footer(f"&L{_in_footer(name)}&C{words.day(page.day)}&R&P of &N")
    return archive.dated(made.getvalue(), page.day)


def csv_zip(page: Review, lists: Lists, paper: str) -> bytes:
    """Every list of the page as a CSV file, in a zip."""
    tables = sheets.tables(page, lists)
    return archive.packed(
        {
            f"{number:02}-{name.lower().replace(' ', '-')}.csv": for_spreadsheet(table)
            for number, (name, table) in enumerate(tables.items(), start=1)
        }
    )


def sheet_name(name: str, taken: list[str]) -> str:
    """A name as a sheet may have it, which none of the others has."""
    plain = _NOT_IN_NAMES.sub(" ", name).strip("' ") or "Sheet"
    used = {one.casefold() for one in taken}
    if plain.casefold() == "history":  # Excel keeps this one for itself
        plain = "History of it"
    for ending in ("", *(f" {number}" for number in range(2, len(taken) + 3))):
        tried = plain[: _MOST_NAME - len(ending)].rstrip("' ") + ending
        if tried.casefold() not in used:
            return tried
    raise AssertionError("there are more endings than names")


# In the middle: at the top, the first row would touch the heading's line.
_CELL = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
_LEFT = {"align": "left", "indent": 1}
_HEAD = {"bold": True, "bg_color": look.LAND, "bottom": 1, "text_wrap": True}
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "head": _CELL | _LEFT | _HEAD,
    "heading": _CELL | {"align": "right"} | _HEAD,  # of numbers
    "text": _CELL | _LEFT | {"text_wrap": True},
    # A text that would be computed once somebody edits the cell.
    "quoted": _CELL | _LEFT | {"text_wrap": True, "quote_prefix": True},
    "note": _CELL | _LEFT,  # runs on over the empty cells beside it
    "number": _CELL | {"num_format": "0"},
    "large": _CELL | {"num_format": "#,##0"},
    "part": _CELL | {"num_format": "#,##0.##"},
    "share": _CELL | {"num_format": "0 %"},
    # A number among texts.
    "among": _CELL | _LEFT | {"num_format": "#,##0.##"},
    "day": _CELL | _LEFT | {"num_format": _DAY},
    "hour": _CELL | _LEFT | {"num_format": f"{_DAY} hh:mm"},
}


def _fill(sheet: Any, table: Table, formats: Mapping[str, Any], empty: str) -> None:
    widths = {name: _width(table, name) for name in table.names}
    forms = {name: _number_form(table, name) for name in table.names}
    for column, name in enumerate(table.names):
        is_figures = forms[name] != "among"
        sheet.write_string(0, column, name, formats["heading" if is_figures else "head"])
        sheet.set_column(column, column, widths[name])
    is_long = any(len(name) > widths[name] - 4 for name in table.names)
    sheet.set_default_row(_LINE + _AIR)
    sheet.set_row(0, _LINE * (2 if is_long else 1) + _AIR)
    # The sheet's heading and, where not all fit, a sentence that says so.
    fit = table.rows if len(table.rows) < MOST_ROWS else table.rows[: MOST_ROWS - 2]
    for line, row in enumerate(fit, start=1):
        lines = max((_length(row[name]) // (widths[name] - 3) for name in table.names), default=0)
        if lines:  # LibreOffice does not find the height by itself
            sheet.set_row(line, _LINE * min(lines + 1, _MOST_LINES) + _AIR)
        for column, name in enumerate(table.names):
            _write(sheet, line, column, row[name], formats, forms[name])
    if not table.rows:
        sheet.write_string(1, 0, empty, formats["note"])
    if len(fit) < len(table.rows):
        left = f"and {len(table.rows) - len(fit):,} more, in the CSV files"
        sheet.write_string(len(fit) + 1, 0, left, formats["text"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(fit)), max(0, len(table.names) - 1))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # Ids are text on purpose.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _write(
    sheet: Any, line: int, column: int, value: object, formats: Mapping[str, Any], form: str
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value, formats["text"])
    elif isinstance(value, int | float) and abs(value) != float("inf"):
        sheet.write_number(line, column, value, formats[form])
    elif isinstance(value, datetime) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(line, column, value, formats["hour"])
    elif isinstance(value, date) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(line, column, value, formats["day"])
    else:
        text = _letters(value)
        form = "text" if neutral(text) == text else "quoted"
        sheet.write_string(line, column, text, formats[form])


def _letters(value: object) -> str:
    """A text as a cell may hold it."""
    return str(value).translate(_NO_LETTERS)[:_MOST_LETTERS]


def _number_form(table: Table, name: str) -> str:
    """How the numbers of a column are written: all of them alike."""
    values = [row[name] for row in table.rows[:_JUDGED] if row[name] not in (None, "")]
    numbers = [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]
    if name in _SHARES:
        return "share"
    if len(numbers) < len(values) or not values:
        return "among"
    if any(isinstance(one, float) and not one.is_integer() for one in numbers):
        return "part"
    return "large" if any(abs(one) >= _GROUPED for one in numbers) else "number"


def _width(table: Table, name: str) -> int:
    """Of a column, in letters: as its longest text asks for, within reason."""
    longest = max((_length(row[name]) for row in table.rows[:_JUDGED]), default=0)
    # The heading stands beside the filter's arrow; long ones are broken over two lines.
    heading = max(round(len(name) * 0.65), *map(len, name.split()), 0) + 5
    return min(_WIDEST, max(_NARROWEST, heading, round(longest * 1.1) + 3))


def _length(value: object) -> int:
    if isinstance(value, date):
        return len(_DAY)
    # Letters of Chinese, Japanese and Korean take the room of two.
    return sum(2 if letter > "\u2e7f" else 1 for letter in str(value)) if value is not None else 0


def _in_footer(text: str) -> str:
    return text.replace("&", "&&")
