"""Rows as text: for a person, for a script, for a spreadsheet. Pure.

Owns how the command line's answers look: JSON as an array of objects with ISO dates and null
for unknown, CSV, or aligned columns; and which text a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from lib.report.escape import seen

# What a spreadsheet would compute: OWASP ASVS 5.0, 1.2.10, and the full-width forms that are read
# the same way, behind what is not seen or is taken off. That of another country parts a line at
# other signs than ours, so that a formula could begin in the middle of a text, too.
_HIDDEN = r"\s\x00-\x1f\u200b-\u200f\u2060\ufeff\""
_FORMULA = rf"['{_HIDDEN}]*[=+\-@＝＋－＠]"
_FIRST = re.compile(rf"'*[\t\r\n]|{_FORMULA}")
_WITHIN = re.compile(rf"(?<=[;|\t\r\n])(?={_FORMULA})")
_UNDO_FIRST = re.compile(rf"'(?={_FIRST.pattern})")
_UNDO_WITHIN = re.compile(rf"(?<=[;|\t\r\n])'(?={_FORMULA})")


@dataclass(frozen=True)
class Table:
    """Rows, and their columns even where there are none."""

    names: Sequence[str]
    rows: Sequence[Mapping[str, object]]


def render(table: Table, format_: str) -> str:
    """The table as `json`, `csv` or `table`, with a newline at the end.

    CSV has its formulas neutralised, as every file of ours; JSON is for scripts, and as it is.
    """
    if format_ == "json":
        rows = [{name: _plain(row[name]) for name in table.names} for row in table.rows]
        return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if format_ == "csv":
        return _csv(table, "\n")
    lines = [
        [" ".join(seen(cell).split()) for cell in line]
        for line in ([*table.names], *([_cell(row[n]) for n in table.names] for row in table.rows))
    ]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


def neutral(value: object) -> object:
    """A text that could start a formula, quoted with an apostrophe; anything else as it is."""
    if not isinstance(value, str):
        return value
    start = "'" if _FIRST.match(value) else ""
    return start + _WITHIN.sub("'", value)


def restored(text: str) -> str:
    """The text that `neutral` was given."""
    text = _UNDO_FIRST.sub("", text, 1) if _UNDO_FIRST.match(text) else text
    return _UNDO_WITHIN.sub("", text)


def for_spreadsheet(table: Table) -> bytes:
    """The table as UTF-8 CSV with a byte order mark, which a spreadsheet opens as data."""
    return _csv(table, "\r\n").encode("utf-8-sig")


def _csv(table: Table, ending: str) -> str:
    def cell(value: object) -> object:
        return neutral(value) if isinstance(value, str) else _cell(value)

    text = StringIO()
    lines = csv.writer(text, lineterminator=ending)
    lines.writerow([cell(name) for name in table.names])
    lines.writerows([cell(row[name]) for name in table.names] for row in table.rows)
    return text.getvalue()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(_plain(value))
