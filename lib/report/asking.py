"""What the Monday page asks of a build: the rows of a day, whose visits, which words and names.

Owns the questions. It asks through a function it is given, so the screen, the command line and a
test can each bring their own session. Must not open a build, nor say a sentence
(`lib.report.reviewing` does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from lib.metrics import catalogue, lists, query, scoped
from lib.report import frames, meeting
from lib.report.state import KEPT
from lib.report.texts import without
from lib.report.words import Row
from lib.scope import UNSPOKEN, Scope

Ask = Callable[[scoped.Query], pd.DataFrame]

# Beside the lists that are compared, those that stand on the page, and those that are only kept.
_LISTED = ("whom_next", "themes")
_KEPT = ("moments", "asked_busy", "gone_silent", "quiet")
# By the names of `lib.report.state.KEPT`.
Rows = Mapping[str, pd.DataFrame]


def compared(scope: Scope, ask: Ask, ids: Sequence[str]) -> Mapping[date, Rows]:
    """How things stand on each of a scope's days, as far as two days are compared on a page.

    Promises stand without the names of people at the customers, and `in_full` with them.

    Args:
        ids: of the figures.
    """
    visited = _is_visit(scope)
    opens = f"as_of_on - interval '{scope.window_days:d}' day"
    found = {
        "figures": ask(query.metrics(tuple(ids), scope)),
        "accounts": ask(query.relation("account_as_of", scope, "", "account_id")),
        "contacts": _interactions(
            scope,
            ask,
            f"outcome = 'completed' and occurred_on > {opens}"
            f" and (setting not in {UNSPOKEN} or {visited})",
            ("as_of_on", *KEPT["contacts"]),  # notes are long, and there are many
        ),
        "bookings": _interactions(
            scope,
            ask,
            f"outcome = 'planned' and occurred_on > as_of_on and {visited}",
            ("as_of_on", *KEPT["bookings"]),
        ),
        "promises": ask(lists.rows("promises", scope)),
    }
    people = _people(scope, ask, found["promises"]["account_id"])
    by_day = {
        day: {name: frames.on(rows, day) for name, rows in found.items()} for day in scope.as_of
    }
    return {
        day: {**rows, "promises": _unnamed(rows["promises"], _named(frames.on(people, day)))}
        for day, rows in by_day.items()
    }


def listed(scope: Scope, ask: Ask) -> Rows:
    """What else stands on the page of a scope's one day."""
    return {name: ask(lists.rows(name, scope)) for name in _LISTED}


def recorded(scope: Scope, ask: Ask) -> Rows:
    """Of a scope's one day, what says why a later look at it may read otherwise."""
    return {
        "held": ask(query.relation("held_as_of", scope, "", "held")),
        "records": ask(query.relation("account_records_as_of", scope, "", "account_id")),
    }


def kept(scope: Scope, ask: Ask) -> Rows:
    """What stands on no page of a scope's one day, and is frozen with it and taken along."""
    return {
        "figures": ask(query.metrics(tuple(catalogue.load()), scope)),
        **recorded(scope, ask),
        **{name: ask(lists.rows(name, scope)) for name in _KEPT},
    }


def definitions(ask: Ask) -> Mapping[str, str]:
    """A mark of every rule and reference table that a figure depends on, by its name."""
    rows = ask(query.table("definitions", Scope(())))
    return {
        **dict(zip(rows["name"], rows["mark"], strict=True)),
        "the rules of the dashboard": query.mark(),
    }


def excerpts(scope: Scope, ask: Ask) -> Sequence[Row]:
    """One quote for each theme; none where notes may not be seen."""
    if not scope.sees_notes:
        return []
    asked = query.relation("theme_excerpts_as_of", scope, "place = 1", "theme")
    return frames.records(ask(asked))


def names(scope: Scope, ask: Ask, accounts: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The names of the people at some accounts, which a page leaves out."""
    return _named(_people(scope, ask, accounts))


def _people(scope: Scope, ask: Ask, accounts: Iterable[str]) -> pd.DataFrame:
    wanted = tuple(sorted({account_id for account_id in accounts if account_id}))
    if not wanted:
        return pd.DataFrame({"as_of_on": [], "account_id": [], "contact": []})
    return ask(lists.rows("account_people", scope.only(accounts=wanted)))


def _named(people: pd.DataFrame) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for row in frames.records(people[["account_id", "contact"]]):
        if row["contact"]:
            found.setdefault(str(row["account_id"]), []).append(str(row["contact"]))
    return found


def visits(scope: Scope, ask: Ask) -> meeting.Visits:
    """Visits to some accounts by one of ours, or by anybody, whatever the page's own choice."""

    def of(person: str, accounts: Sequence[str], after: date) -> Sequence[Row]:
        asked = replace(scope, accounts=tuple(accounts), whose=person or scope.whose)
        where = f"outcome = 'completed' and occurred_on > date '{after}' and {_is_visit(scope)}"
        return frames.records(_interactions(asked, ask, where))

    return of


def _interactions(scope: Scope, ask: Ask, where: str, columns: Sequence[str] = ()) -> pd.DataFrame:
    order = "occurred_on, interaction_id, account_id"
    return ask(query.relation("interaction_as_of", scope, where, order, columns=columns))


def _is_visit(scope: Scope) -> str:
    """That a contact counts as a visit, as a condition in SQL."""
    return f"setting in ({', '.join(repr(name) for name in scope.visit_settings)})"


def _unnamed(promises: pd.DataFrame, people: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Promises without the names of people at the customers: so they are kept and compared."""
    said = [
        without(row["action"], people.get(row["account_id"], ())) if row["action"] else None
        for row in frames.records(promises[["account_id", "action"]])
    ]
    return promises.assign(
        action=pd.Series(said, index=promises.index, dtype=object), in_full=promises["action"]
    )
