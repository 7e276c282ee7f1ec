"""How the days of a column are written, from all of its rows, and as ISO text.

Owns the order of day and month: told by the column's own values; else by the other columns of
its file; else by what the person said, of this source or of all; else, for a program that writes
a whole export in one locale, by the files beside it; else it stays undecided, and those rows
wait. Numbers that count days or seconds are told by all of a column being such. Must not know
what a column means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from lib.sources.raw import Raw

TWO_NUMBERS = r"^(\d{1,2})[/-](\d{1,2})[/-](\d{2,4})\b"
DMY, MDY, MIXED, UNDECIDED = "dmy", "mdy", "mixed", "undecided"
_DAYS = {
    DMY: ["%d/%m/%Y", "%d-%m-%Y"],
    MDY: ["%m/%d/%Y", "%m-%d-%Y"],
}
_CLOCKS = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p"]
ORDERS = {DMY: "day first", MDY: "month first"}
TWO_WAYS = "can be read two ways"


@dataclass(frozen=True)
class Written:
    """How one column of one file writes its days.

    Args:
        kind: `iso`, `text`, or a count: `serial` (days, as spreadsheets count them), `epoch_s`,
            `epoch_ms`.
        order: of day and month where two numbers stand with a slash or dash between; empty
            where none do.
        is_proved: whether the column's own values tell the order.
        has_short_years: whether a year stands there in two digits.
    """

    kind: str = "iso"
    order: str = ""
    is_proved: bool = False
    has_short_years: bool = False


def order_note(path: Path) -> Path:
    """Where it is kept what a person said of one file's dates: beside it, out of sight."""
    return path.with_name(f".{path.name}.date-order")


def order_of(path: Path) -> str | None:
    """What a person said of one file's dates, if anything."""
    try:
        said = order_note(path).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return said if said in ORDERS else None


def survey(con: duckdb.DuckDBPyConnection, raw: Raw) -> dict[str, Written]:
    """How each date column of a file is written, by its own values alone."""
    held = raw.match.positions
    places = {c: held[c] + 1 for c in raw.match.layout.dates if c in held}
    if not places:
        return {}
    # Most columns are ISO throughout, which one look tells.
    counts = ", ".join(
        f"count(*) filter (where c{n} <> '' and not (substr(c{n}, 5, 1) = '-'"
        f" and substr(c{n}, 8, 1) = '-'))"
        for n in places.values()
    )
    [others] = con.execute(f"select {counts} from {raw.table}").fetchall()
    return {
        column: _look(con, raw.table, place) if other else Written()
        for (column, place), other in zip(places.items(), others, strict=True)
    }


def _look(con: duckdb.DuckDBPyConnection, table: str, place: int) -> Written:
    [(filled, two, first, second, short, serial, seconds, millis)] = con.execute(
        f"""
        with cells as (select trim(c{place}) as t from {table} where trim(c{place}) <> ''),
        parts as (
            select
                t,
                try_cast(regexp_extract(t, '{TWO_NUMBERS}', 1) as integer) as a,
                try_cast(regexp_extract(t, '{TWO_NUMBERS}', 2) as integer) as b,
                length(regexp_extract(t, '{TWO_NUMBERS}', 3)) as year_digits,
            from cells
        )
        select
            count(*), count(a), count(*) filter (where a between 13 and 31 and b <= 12),
            count(*) filter (where b between 13 and 31 and a <= 12),
            count(*) filter (where a is not null and year_digits < 4),
            count(*) filter (
                where regexp_matches(t, '^\\d{{5}}([.]\\d+)?$')
                and try_cast(t as double) between 18000 and 80000
            ),
            count(*) filter (where regexp_matches(t, '^\\d{{10}}$')),
            count(*) filter (where regexp_matches(t, '^\\d{{12,13}}$'))
        from parts
        """
    ).fetchall()
    for kind, number in (("serial", serial), ("epoch_s", seconds), ("epoch_ms", millis)):
        if number == filled:
            return Written(kind)
    if not two:
        return Written("text")
    if first and second:
        return Written("text", MIXED, True, bool(short))
    if first or second:
        return Written("text", DMY if first else MDY, True, bool(short))
    return Written("text", UNDECIDED, False, bool(short))


def settle(raws: Sequence[Raw], configured: str | None) -> list[Raw]:
    """The same files, with every order decided that something decides.

    Args:
        raws: of one export, surveyed.
        configured: `dmy` or `mdy`, for what no value tells.
    """
    beside: dict[tuple[str, str | None], set[str]] = {}
    for raw in raws:
        if raw.match.source.has_one_locale:
            place = (raw.match.source.name, raw.load.exported_on)
            beside.setdefault(place, set()).update(_proved(raw.written.values()))
    settled = []
    for raw in raws:
        own = _proved(raw.written.values())
        others = beside.get((raw.match.source.name, raw.load.exported_on), set())
        told = raw.load.date_order or raw.match.source.date_order or configured
        order = _one(own) or told or _one(others) or UNDECIDED
        written = {
            column: replace(w, order=order) if w.order == UNDECIDED else w
            for column, w in raw.written.items()
        }
        raw.load.notes = _said(raw.header, raw.match.positions, written)
        settled.append(replace(raw, written=written))
    return settled


def _proved(written: Iterable[Written]) -> set[str]:
    return {w.order for w in written if w.is_proved}


def _one(orders: set[str]) -> str | None:
    """The one order of a set, if it is one."""
    return next(iter(orders)) if len(orders) == 1 and orders <= ORDERS.keys() else None


def _said(
    header: Sequence[str], positions: Mapping[str, int], written: Mapping[str, Written]
) -> str:
    """What was decided of a file's dates, in words; empty where nothing had to be."""
    said: dict[str, list[str]] = {}
    for column, w in written.items():
        if w.order:
            said.setdefault(w.order, []).append(header[positions[column]])
    words = {
        **{order: f"read {text}" for order, text in ORDERS.items()},
        MIXED: "hold days of both orders: those that can be read two ways are set aside",
        UNDECIDED: f"{TWO_WAYS}: say which with --date-order dmy or mdy",
    }
    return "; ".join(f"{', '.join(names)} {words[order]}" for order, names in said.items())


def as_iso(text: str, written: Written) -> str:
    """SQL for a cell as ISO text; as it stands where it cannot be read.

    Args:
        text: SQL for the trimmed cell.
    """
    number = f"try_cast({text} as double)"
    if written.kind == "iso":
        return text
    if written.kind == "serial":
        return f"coalesce(from_serial({number}), {text})"
    if written.kind in ("epoch_s", "epoch_ms"):
        seconds = number if written.kind == "epoch_s" else f"{number} / 1000"
        return f"coalesce(from_epoch({seconds}), {text})"
    if written.order == MIXED:
        return f"as_iso({text}, order_of({text}))"
    slow = f"as_iso({text}, '{written.order}')"
    if written.order not in _DAYS or written.has_short_years:
        return slow
    # What nearly all of a column's cells are, in one step each.
    days = _DAYS[written.order]
    moments = [f"{day} {clock}" for day in days for clock in _CLOCKS]
    return (
        f"coalesce(strftime(try_strptime({text}, {days}), '%Y-%m-%d'),"
        f" strftime(try_strptime({text}, {moments}), '%Y-%m-%d %H:%M:%S'), {slow})"
    )
