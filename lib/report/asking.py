"""What the Monday page asks of a build: the rows of a day, whose visits, which words and names.

Owns the questions. It asks through a function it is given, so the screen, the command line and a
test can each bring their own session. Must not open a build, nor say a sentence
(`lib.report.reviewing` does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from lib.metrics import catalogue, lists, query, scoped
from lib.report import frames, meeting
from lib.report.state import KEPT
from lib.report.texts import without
from lib.report.words import Row
from lib.scope import UNSPOKEN, Scope

Ask = Callable[[scoped.Query], pd.DataFrame]

LISTS = ("promises", "whom_next", "moments", "asked_busy", "gone_silent", "quiet", "themes")


def rows(
    scope: Scope,
    ask: Ask,
    ids: Sequence[str] = (),
    listed: Sequence[str] = LISTS,
) -> Mapping[str, pd.DataFrame]:
    """How things stand on a scope's one day: the rows of `lib.report.state.KEPT`, and more of each.

    Promises stand without the names of people at the customers, and `in_full` with them.

    Args:
        ids: of the figures; all of the catalogue without.
        listed: which lists.
    """
    (day,) = scope.as_of
    opens = day - timedelta(days=scope.window_days)
    visited = _is_visit(scope)
    found = {
        "figures": ask(query.metrics(tuple(ids) or tuple(catalogue.load()), scope)),
        "accounts": ask(query.relation("account_as_of", scope, "", "account_id")),
        "contacts": _interactions(
            scope,
            ask,
            f"outcome = 'completed' and occurred_on > date '{opens}'"
            f" and (setting not in {UNSPOKEN} or {visited})",
            KEPT["contacts"],  # notes are long, and there are many
        ),
        "bookings": _interactions(
            scope, ask, f"outcome = 'planned' and occurred_on > date '{day}' and {visited}"
        ),
        "held": ask(query.relation("held_as_of", scope, "", "held")),
        "records": ask(query.relation("account_records_as_of", scope, "", "account_id")),
        **{name: ask(lists.rows(name, scope)) for name in listed},
    }
    return found | {"promises": _unnamed(found["promises"], scope, ask)}


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
    wanted = tuple(sorted({account_id for account_id in accounts if account_id}))
    if not wanted:
        return {}
    found: dict[str, list[str]] = {}
    for row in frames.records(ask(lists.rows("account_people", scope.only(accounts=wanted)))):
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


def _unnamed(promises: pd.DataFrame, scope: Scope, ask: Ask) -> pd.DataFrame:
    """Promises without the names of people at the customers: so they are kept and compared."""
    people = names(scope, ask, promises["account_id"])
    said = [
        without(row["action"], people.get(row["account_id"], ())) if row["action"] else None
        for row in frames.records(promises[["account_id", "action"]])
    ]
    return promises.assign(
        action=pd.Series(said, index=promises.index, dtype=object), in_full=promises["action"]
    )
