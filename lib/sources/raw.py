"""A file's rows as text, seen under the names its layout declares.

Owns the `raw_<layout>` relations that a source's SQL reads: every cell trimmed, null where it
stands for nothing, days and moments in ISO form (`lib.sources.dates` finds how they are
written). Must not know what a column means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from lib.sources import dates, months
from lib.sources.dates import Written
from lib.sources.document import FileLoad
from lib.sources.recognise import Match, Source

# What spreadsheets and programs write where there is nothing.
NULLS = (
    "", "-", "--", "n/a", "N/A", "#N/A", "#N/A N/A", "NULL", "null", "(null)", "\\N", "NaN", "nan",
    "None", "(blank)", "Not Set", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!",
)  # fmt: skip
# What a report puts after the header of a column it groups by: it names each group but once.
GROUPED = ("↑", "↓")
_CARRIED = {"source_file": "varchar", "source_row": "bigint", "columns_held": "varchar"}


@dataclass(frozen=True)
class Raw:
    """A file loaded as text, and what it was recognised as.

    Args:
        header: its column names as written; column n is `c<n + 1>` of `table`.
        row_sql: SQL over `table` for a row's number as a spreadsheet shows it.
        written: how the days of each date column are written.
    """

    load: FileLoad
    match: Match
    header: tuple[str, ...]
    table: str
    row_sql: str
    written: Mapping[str, Written] = field(default_factory=dict)


def literal(text: str) -> str:
    """Text as SQL."""
    return "'" + text.replace("'", "''") + "'"


def stands_for_none(text: str, nulls: Sequence[str]) -> str:
    """SQL: whether a trimmed text is one of `nulls`; a list of them is slow to plan and to run."""
    longest = max(len(null.encode()) for null in nulls)
    among = literal("\x1e".join(("", *nulls, "")))
    return f"strlen({text}) <= {longest} and contains({among}, '\x1e' || {text} || '\x1e')"


def _filled_down(cell: str, row_sql: str) -> str:
    """SQL: a cell, or the one above it where it is empty."""
    above = "rows between unbounded preceding and current row"
    return f"last_value(nullif({cell}, '') ignore nulls) over (order by {row_sql} {above})"


def _by_month(header: tuple[str, ...]) -> str:
    """SQL: the cells of a row that stand under a month, as one text."""
    cells = (
        f"'{month}{months.AFTER}' || nullif(trimmed(c{place + 1}), '')"
        for place, month in months.columns(header).items()
    )
    return f"concat_ws('{months.BETWEEN}', {', '.join(cells)})"


def create_view(
    con: duckdb.DuckDBPyConnection, layout_name: str, source: Source, raws: Sequence[Raw]
) -> None:
    """`raw_<layout>`: its declared columns as trimmed text, null where empty or not held."""
    layout = source.layouts[layout_name]
    nulls = (*NULLS, *source.nulls)
    selects = []
    for raw in raws:
        held = raw.match.positions
        # Each step stands below what reads it, which may name it dozens of times.
        trimmed, cells = [f"{raw.row_sql} as source_row"], ["source_row"]
        columns = []
        for column in layout.columns:
            text = "null"
            if column == "months" and raw.match.layout.has_months:
                trimmed.append(f"{_by_month(raw.header)} as months")
                cells.append("months")
                text = "months"
            elif column in held:
                cell = f"trimmed(c{held[column] + 1})"
                if source.is_guarded:
                    cell = f"unguarded({cell})"
                if raw.header[held[column]].rstrip().endswith(GROUPED):
                    cell = _filled_down(cell, raw.row_sql)
                trimmed.append(f'{cell} as "{column}"')
                text = f'"{column}"'
                is_none = stands_for_none(text, nulls)
                cells.append(f"case when not ({is_none}) then {text} end as {text}")
                if column in raw.written:
                    text = dates.as_iso(text, raw.written[column])
            columns.append(f"cast({text} as varchar) as {column}")
        carried = {
            "source_file": literal(raw.load.file),
            "source_row": "source_row",
            "columns_held": literal(f",{','.join(held)},"),
        }
        columns += [f"cast({carried[name]} as {kind}) as {name}" for name, kind in _CARRIED.items()]
        selects.append(
            f"select {', '.join(columns)} from (select {', '.join(cells)}"
            f" from (select {', '.join(trimmed)} from {raw.table}))"
        )
    if not selects:
        kinds = {**dict.fromkeys(layout.columns, "varchar"), **_CARRIED}
        empty = [f"cast(null as {kind}) as {name}" for name, kind in kinds.items()]
        selects.append(f"select {', '.join(empty)} where false")
    con.execute(f"create or replace temp view raw_{layout_name} as " + " union all ".join(selects))
