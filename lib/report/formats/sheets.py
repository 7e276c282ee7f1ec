"""Every list of the review as a table: what the workbook and the CSV files both hold.

Owns which there are, what their columns are called, and that a number or a day in words is one
again. Must not know a file's form.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, count
from typing import Any

from lib.report import words
from lib.report.formats import Lists, said
from lib.report.review import Change, Review, Task
from lib.report.tabular import Table

_WHOLE = re.compile(r"[+-]?\d{1,3}(,?\d{3})*")
# What a sheet says that has no row.
NO_ROW = "Nothing is on this list."
EMPTY = {
    said.TO_SEE: said.NOBODY_TO_SEE,
    said.CHANGED: said.NOTHING_MOVED,
    said.WHERE: said.NO_ACCOUNT,
    said.PROMISES: said.NO_PROMISE,
    said.LAST_MEETING: said.NO_TASK,
    said.HEADLINES: said.NO_HEADLINE,
}
# Attributes that are days in words.
_DAYS = ("booked", "due")


def tables(page: Review, lists: Lists) -> Mapping[str, Table]:
    """Every table by its name: those of the page in its order, then the rows behind it."""
    made = {
        "Review": _review(page),
        said.TO_SEE: _of(
            page.to_see,
            place="Place", name="Account", where="Where", standing="Standing", why="Why",
            booked="Booked", worth="Worth", points="Points", account_id="Account id",
        ),
        said.CHANGED: _moves(page.moved),
        "Totals": _totals(page.moved),
        said.WHY: _purposes(page),
        said.WHERE: _table(
            ("Standing", "Accounts"), ((label, number) for _, label, number in page.map.statuses)
        ),
        said.PROMISES: _of(
            page.due,
            owner="Owner", name="Account", what="What", state="State", said="When",
            account_id="Account id", commitment_id="Promise id",
        ),
        **({"Agreed": _taken(page.agreed)} if page.agreed else {}),
        said.LAST_MEETING: _taken(page.tasks),
        said.HEADLINES: _of(
            page.headlines,
            theme="Theme", accounts="Accounts", said="Raised by", owner="Owner",
            is_to_act="To act on", quote="Quote", quoted="Quoted",
        ),
        said.COUNTED: _table(
            ("About", "How it is counted"),
            (*page.definitions, *(("Left out and held", note) for note in page.footnotes)),
        ),
    }  # fmt: skip
    for name, table in lists.items():
        rows = [{key: _plain(row[key]) for key in table.names} for row in table.rows]
        made[_free(name.replace("_", " ").capitalize(), made)] = Table(table.names, rows)
    return made


def _review(page: Review) -> Table:
    about = (
        ("As of", page.day),
        (page.title, page.answer),
        ("Of", page.scope or "All accounts"),
        ("Compared", page.since_said or "with nothing: there is no earlier day"),
    )
    figures = (
        (one.label, _number(one.value), one.parts, _number(one.change), one.way, one.definition)
        for one in page.figures
    )
    after = (
        ("Not placed on the map", page.map.unplaced, "", "", "", page.map.note),
        ("Review", page.stamp or "Not frozen: today's data"),
        *(("Left out and held", note) for note in page.footnotes),
    )
    columns = ("About", "Says", "Of", "Change", "Change is", "How it is counted")
    rows = (*about, *figures, *after)
    return _table(columns, ((*row, *("",) * (len(columns) - len(row))) for row in rows))


def _taken(tasks: Sequence[Task]) -> Table:
    return _of(
        tasks,
        who="Who", kind="Kind", what="What", name="Account", due="Due", state="State",
        said="What became of it", account_id="Account id", id="Number",
    )  # fmt: skip


def _moves(moved: Iterable[Change]) -> Table:
    """A row for everything that came in (+1) or went out (-1) of a count."""
    return _table(
        ("Group", "Count", "Change", "Direction", "Account", "What", "Cause", "Row", "Worth",
         "Account id"),
        (
            (change.group, change.label, side.means, side.sign, move.name, move.what, move.cause,
             move.row, move.worth, move.account_id)
            for change in moved
            for side in change.sides
            for move in side.moves
        ),
    )  # fmt: skip


def _totals(moved: Iterable[Change]) -> Table:
    return _table(
        ("Group", "Count", "Before", "Came in", "Went out", "Now", "Change", "Came in means",
         "Went out means", "Worth that came in", "Worth that went out"),
        (
            (one.group, one.label, one.before, len(one.entered), len(one.left), one.after,
             one.after - one.before, one.entered_as, one.left_as, one.worth_entered,
             one.worth_left)
            for one in moved
        ),
    )  # fmt: skip


def _purposes(page: Review) -> Table:
    whole = sum(one.count for one in page.purposes)
    return _table(
        ("Purpose", "Conversations", "Of", "Share", "Change"),
        (
            # No percentage of fewer than ten.
            (one.label, one.count, whole, one.share if whole >= words.SMALL else None,
             _number(one.change))
            for one in page.purposes
        ),
    )  # fmt: skip


def _of(values: Sequence[Any], **columns: str) -> Table:
    """The named attributes of some values, under headings."""
    rows = (
        tuple(
            _day(getattr(value, name)) if name in _DAYS else getattr(value, name)
            for name in columns
        )
        for value in values
    )
    return _table(tuple(columns.values()), rows)


def _table(names: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Table:
    return Table(names, [dict(zip(names, row, strict=True)) for row in rows])


def _number(text: str) -> object:
    """A whole number in words as one; what is more than a number as it stands."""
    return int(text.replace(",", "")) if _WHOLE.fullmatch(text) else text


def _day(text: str) -> object:
    """A day in words as one; anything else as it stands."""
    try:
        return datetime.strptime(f"{text} +0000", "%d %b %Y %z").date()
    except ValueError:
        return text


def _plain(value: object) -> object:
    """A value of a row as a number, a day, text or nothing."""
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value.replace(tzinfo=None)
    if isinstance(value, float):
        return None if math.isnan(value) else value
    return value if value is None or isinstance(value, bool | int | str | date) else str(value)


def _free(name: str, taken: Mapping[str, Table]) -> str:
    """A name that no other table has, whatever case it is written in."""
    used = {one.casefold() for one in taken}
    tried = chain([name], (f"{name} {number}" for number in count(2)))
    return next(one for one in tried if one.casefold() not in used)
