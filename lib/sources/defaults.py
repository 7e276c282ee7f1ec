"""The select a layout gets where its source writes none: a column is what it is named.

Owns how a column of the contract is made from the text of the same name, what a record without
an id is known by, and the least a row must hold. A source with more to say has a file
`<table>.sql` of its own. Must not run SQL.
"""

from __future__ import annotations

from collections.abc import Sequence

from lib.sources import contract
from lib.sources.contract import Table
from lib.sources.layouts import Layout, Source
from lib.sources.raw import literal

_READ = {
    "varchar": "{0}",
    "date": "as_day({0})",
    "timestamp": "as_moment({0})",
    "double": "as_number({0})",
    "bigint": "try_cast({0} as bigint)",
    "boolean": "as_flag({0})",
}
# A record of a deal or case is seldom marked closed: its stage or status says so, in words.
_SAID = {
    ("deals", "is_won"): "coalesce(as_flag({0}), says_won({0}))",
    ("deals", "is_closed"): "coalesce(as_flag({0}), says_closed({0}))",
    ("cases", "is_closed"): "coalesce(as_flag({0}), says_closed({0}))",
}
_SAID_BY_STAGE = {
    "is_won": "coalesce(says_won({0}), false)",
    "is_closed": "coalesce(says_won({0}) or says_lost({0}) or says_closed({0}), false)",
}
# What a row must say to be of use: table -> SQL over the raw row, null where nothing is missing.
_NAMELESS = "case when coalesce({}) is null then 'It has no name' end"
_FAULTS = {
    "accounts": _NAMELESS.format("{name}, {account_id}"),
    "contacts": _NAMELESS.format("{name}, {email}, {contact_id}"),
    "people": _NAMELESS.format("{name}, {email}, {person_id}"),
    "interactions": "date_fault({occurred_on}, as_day({occurred_on}))",
    "cases": "case when coalesce({case_id}, {subject}) is null then 'It has no number' end",
    "deals": _NAMELESS.format("{deal_id}, {name}"),
}
# Without an id, a record is known by these; else by all it says.
_KNOWN_BY = {"accounts": "name", "people": "email"}


def selects(source: Source, written: Sequence[str]) -> dict[str, str]:
    """Table -> select, for the tables of a source's layouts that it has no file for.

    Args:
        written: the tables it has a file for.
    """
    layouts: dict[str, list[Layout]] = {}
    for layout in source.layouts.values():
        if layout.table not in written and layout.table in contract.tables():
            layouts.setdefault(layout.table, []).append(layout)
    return {
        name: "\nunion all by name\n".join(_select(contract.tables()[name], one) for one in many)
        for name, many in layouts.items()
    }


def _select(table: Table, layout: Layout) -> str:
    def text(column: str) -> str:
        if column in layout.fixed:
            return literal(layout.fixed[column])
        return column if column in layout.columns else "cast(null as varchar)"

    columns = []
    for name, kind in table.all_columns.items():
        if name in ("source", "file", "row", "set_aside", table.key):
            continue
        if name in layout.columns or name in layout.fixed:
            reading = _SAID.get((table.name, name), _READ[kind])
            if name.endswith("_id"):
                reading = "as_id({0})"
            columns.append(f"{reading.format(text(name))} as {name}")
        elif table.name == "deals" and name in _SAID_BY_STAGE and "stage" in layout.columns:
            columns.append(f"{_SAID_BY_STAGE[name].format('stage')} as {name}")
    if table.name == "interactions" and "occurred_at" not in layout.columns:
        columns.append(f"as_moment({text('occurred_on')}) as occurred_at")
    fault = _FAULTS.get(table.name, "cast(null as varchar)")
    if "is_deleted" in layout.columns:
        gone = "'It is marked as deleted where it came from'"
        fault = f"case when as_flag(is_deleted) then {gone} else {fault} end"
    for column in table.columns:
        fault = fault.replace(f"{{{column}}}", text(column))
    return (
        f"select {_key(table, layout)} as {table.key}, {', '.join(columns)},"
        f" source_file as file, source_row as row, {fault} as set_aside"
        f" from raw_{layout.name}"
    )


def _key(table: Table, layout: Layout) -> str:
    """The record's id; the same row in next week's export must have the same."""
    said = ", ".join(layout.columns)
    digest = f"left(md5(concat_ws('|', {said})), 16)"
    # The same row twice in one file is two records.
    again = f"row_number() over (partition by source_file, {digest} order by source_row)"
    made = (
        f"{literal(layout.name + '-')} || {digest}"
        f" || case when {again} > 1 then '-' || {again} else '' end"
    )
    known_by = _KNOWN_BY.get(table.name, "")
    ways = [f"as_id({table.key})"] if table.key in layout.columns else []
    ways += [known_by] if known_by in layout.columns else []
    return f"coalesce({', '.join([*ways, made])})"
