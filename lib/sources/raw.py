"""A file's rows as text, seen under the names its layout declares.

Owns the `raw_<layout>` relations that a source's SQL reads, and the order of day and
month in a file's dates. Must not know what a column means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from lib.sources.document import FileLoad
from lib.sources.recognise import Match, Source

_TWO_NUMBERS = r"^(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}"


@dataclass(frozen=True)
class Raw:
    """A file loaded as text, and what it was recognised as.

    Args:
        header: its column names as written; column n is `c<n + 1>` of `table`.
        row_sql: SQL over `table` for a row's number as a spreadsheet shows it.
    """

    load: FileLoad
    match: Match
    header: tuple[str, ...]
    table: str
    row_sql: str


def literal(text: str) -> str:
    """Text as SQL."""
    return "'" + text.replace("'", "''") + "'"


def create_view(
    con: duckdb.DuckDBPyConnection,
    layout_name: str,
    source: Source,
    raws: Sequence[Raw],
    order: str | None,
) -> None:
    """`raw_<layout>`: its declared columns as trimmed text, null where empty or not held."""
    layout = source.layouts[layout_name]
    nulls = ", ".join(literal(null) for null in ("", *source.nulls))
    selects = []
    for raw in raws:
        held = raw.match.positions
        columns = []
        for column in layout.columns:
            cell = f"trimmed(c{held.get(column, 0) + 1})"
            text = (
                f"case when {cell} not in ({nulls}) then {cell} end" if column in held else "null"
            )
            columns.append(f"cast({text} as varchar) as {column}")
        decided = _date_order(con, raw, order) if layout.dates else None
        columns += [
            f"{literal(raw.load.file)} as source_file",
            f"cast({raw.row_sql} as bigint) as source_row",
            f"{literal(',' + ','.join(held) + ',')} as columns_held",
            f"cast({literal(decided) if decided else 'null'} as varchar) as date_order",
        ]
        selects.append(f"select {', '.join(columns)} from {raw.table}")
    if not selects:
        empty = [f"cast(null as varchar) as {column}" for column in layout.columns]
        empty += [
            "cast(null as varchar) as source_file",
            "cast(null as bigint) as source_row",
            "cast(null as varchar) as columns_held",
            "cast(null as varchar) as date_order",
        ]
        selects.append(f"select {', '.join(empty)} where false")
    con.execute(f"create or replace temp view raw_{layout_name} as " + " union all ".join(selects))


def _date_order(con: duckdb.DuckDBPyConnection, raw: Raw, configured: str | None) -> str | None:
    """Day first or month first, from all the dates of a file; `undecided` where none tells."""
    held = [raw.match.positions[c] + 1 for c in raw.match.layout.dates if c in raw.match.positions]
    parts = " union all ".join(f"select trim(c{place}) as d from {raw.table}" for place in held)
    first, second, seen = con.execute(
        f"""
        select
            coalesce(max(try_cast(regexp_extract(d, '{_TWO_NUMBERS}', 1) as integer)), 0),
            coalesce(max(try_cast(regexp_extract(d, '{_TWO_NUMBERS}', 2) as integer)), 0),
            count(*) filter (where regexp_matches(d, '{_TWO_NUMBERS}'))
        from ({parts})
        """
    ).fetchall()[0]
    if not seen:
        return None
    if first > 12 >= second:
        return "dmy"
    if second > 12 >= first:
        return "mdy"
    return configured or "undecided"
