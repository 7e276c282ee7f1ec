"""Rows as text: for a person, for a script, for a spreadsheet. Pure.

Owns how the command line's answers look: JSON as an array of objects with ISO dates and null
for unknown, CSV, or aligned columns; and which text a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

# OWASP ASVS 5.0, 1.2.10, and the full-width forms that spreadsheets read the same way.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True)
class Table:
    """Rows, and their columns even where there are none."""

    names: Sequence[str]
    rows: Sequence[Mapping[str, object]]


def render(table: Table, format_: str) -> str:
    """The table as `json`, `csv` or `table`, with a newline at the end."""
    if format_ == "json":
        rows = [{name: _plain(row[name]) for name in table.names} for row in table.rows]
        return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    lines = [table.names, *([_cell(row[name]) for name in table.names] for row in table.rows)]
    if format_ == "csv":
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerows(lines)
        return text.getvalue()
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


def neutral(value: object) -> object:
    """A text that could start a formula, quoted with an apostrophe; anything else as it is."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def for_spreadsheet(table: Table) -> bytes:
    """The table as UTF-8 CSV with a byte order mark, which a spreadsheet opens as data."""

    def cell(value: object) -> object:
        return neutral(value) if isinstance(value, str) else _cell(value)

    text = StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([cell(name) for name in table.names])
    lines.writerows([cell(row[name]) for name in table.names] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(_plain(value))
