"""What would become of files that were handed in, in words and tables. Pure, plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from lib.report import words
from lib.report.words import Row

# What a table of the contract holds.
TABLES = {"interactions": "contacts with customers", "participants": "people at contacts"}
_NUMBERS = ("rows_read", "rows_loaded", "rows_set_aside", "rows_duplicate", "rows_unlinked")
_COUNTED = {
    "accounts": ("account", ""),
    "contacts": ("contact on record", "contacts on record"),
    "seen": ("account seen within its cadence", "accounts seen within their cadence"),
}


def files(rows: Sequence[Row], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a file, or a part of one.

    Args:
        rows: a trial's load report.
        names: our name of a file -> its owner's.
    """
    return pd.DataFrame(
        [
            {
                "file": _shown(row, names),
                "taken_for": _taken_for(row),
                **{name: row[name] for name in _NUMBERS},
                "said": "; ".join(_said(row[k]) for k in ("reason", "notes") if row[k]),
            }
            for row in rows
        ],
        columns=["file", "taken_for", *_NUMBERS, "said"],
    )


def reasons(rows: Sequence[Row], names: Mapping[str, str]) -> pd.DataFrame:
    """Why rows are set aside, the most frequent reason first."""
    return pd.DataFrame(
        [
            {"rows": row["rows"], "reason": row["reason"], "file": _shown(row, names)}
            for row in rows
        ],
        columns=["rows", "reason", "file"],
    )


def summary(rows: Sequence[Row]) -> str:
    """How many rows of these files would be used."""
    read, loaded, aside, twice, loose = (sum(int(row[n] or 0) for row in rows) for n in _NUMBERS)
    if not read:
        return "No row of these files can be used."
    said = f"{loaded:,} of {words.count(read, 'row')} would be used"
    said += f", {aside:,} set aside" if aside else ""
    said += f", {twice:,} are known already" if twice else ""
    said += f"; {loose:,} are of no account that is known" if loose else ""
    return f"{said}."


def change(before: Row | None, after: Row) -> str:
    """What every page would say then, and says now."""
    parts = []
    for name, (one, many) in _COUNTED.items():
        then, now = after[name], (before or {}).get(name)
        if then is None:
            continue
        counted = words.count(then, one, many)
        parts.append(f"{counted} (now {now:,.0f})" if now not in (None, then) else counted)
    then_on, now_on = _day(after["as_of"]), _day((before or {}).get("as_of"))
    parts.append(f"as of {then_on}" if then_on != "–" else "no contact dated")
    if now_on not in ("–", then_on):
        parts[-1] += f" (now {now_on})"
    return f"Then: {', '.join(parts)}."


def left_out(names: Sequence[str]) -> str:
    """The files that would not be kept."""
    if not names:
        return ""
    return f"Nothing of {', '.join(names)} can be used: not kept."


def published(number: int, as_of: date | None) -> str:
    """That it is done."""
    said = f"Published: {words.count(number, 'file')} added."
    return f"{said} Everything here speaks of {words.day(as_of)} now." if as_of else said


def _shown(row: Row, names: Mapping[str, str]) -> str:
    """A file as its owner calls it, and which part of it."""
    staged = str(row["staged"])
    part = str(row["file"]).rpartition(f"/{staged}")[2]
    return names.get(staged, staged) + part.replace("/", " › ", 1)


def _said(text: object) -> str:
    """What is said to a caller of the command, to somebody who sees a page."""
    return str(text).replace("say which with --date-order dmy or mdy", "say which, below")


def _taken_for(row: Row) -> str:
    if row["status"] == "unreadable":
        return "✕ Cannot be read"
    if row["status"] != "loaded":
        return "○ Not used"
    table = str(row["table_name"])
    return f"{row['label'] or row['source']}: {TABLES.get(table, table.replace('_', ' '))}"


def _day(value: Any) -> str:
    return words.day(date.fromisoformat(value) if value else None)
