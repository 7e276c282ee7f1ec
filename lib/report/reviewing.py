"""Makes a day's Monday page: asks for its rows, sets them beside the review before, says it.

Owns what stands on the page and in what order. It asks through a function it is given, so the
screen, the command line and a test can each bring their own session. Must not open a build, keep
anything (`lib.warehouse.reviews` does) nor know a format (`lib.report.formats`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

import pandas as pd

from lib.metrics import catalogue, lists, query
from lib.report import (
    answers,
    figures,
    frames,
    meeting,
    movements,
    notes,
    rankings,
    scopes,
    told,
    whom,
    words,
)
from lib.report.review import Change, KeyFigure, Review, Task
from lib.report.state import KEPT, Content, State, cut, from_bytes, scope_key
from lib.report.texts import without
from lib.report.words import Row
from lib.scope import Scope

Ask = Callable[[query.Query], pd.DataFrame]

TITLE = "Are we seeing our customers?"
FIGURES = ("coverage", "neglected", "neglected_value", "proactive_crisis_ratio")
# What a page is compared with where no review was frozen before it.
STEP = timedelta(days=7)
_ON_PAGE = (*FIGURES, "coverage_upper")
_LISTS = ("promises", "whom_next", "moments", "asked_busy", "gone_silent", "quiet", "themes")
_WAYS = {"up": 1, "down": -1, "none": 0}


class Kept(Protocol):
    """What must be known of a frozen review (`lib.warehouse.reviews.Kept`)."""

    @property
    def id(self) -> int: ...
    @property
    def as_of(self) -> date: ...
    @property
    def scope_key(self) -> str: ...


@dataclass(frozen=True, eq=False)
class Shelf:
    """The reviews that are kept.

    Args:
        kept: all of them.
        load: the number of one -> its content, as it was frozen.
        taken: everything taken on in their meetings (`lib.warehouse.tasks.Taken` as
            dictionaries).
    """

    kept: Sequence[Kept] = ()
    load: Callable[[int], bytes] | None = None
    taken: Sequence[Row] = ()

    def before(self, scope: Scope) -> Kept | None:
        """The newest review of an earlier day that the same was asked of; None without one."""
        (day,), key = scope.as_of, scope_key(scope)
        earlier = [one for one in self.kept if one.as_of < day and one.scope_key == key]
        return max(earlier, key=lambda one: (one.as_of, one.id), default=None)

    def taken_in(self, scope: Scope) -> Sequence[Row]:
        """What was taken on in the meetings of comparable reviews."""
        key = scope_key(scope)
        return [row for row in self.taken if row["scope_key"] == key]


@dataclass(frozen=True)
class _Before:
    """What a page is compared with; `number` is 0 where no review was frozen."""

    state: State
    number: int = 0
    open_tasks: frozenset[int] = frozenset()


def content(scope: Scope, ask: Ask, build_id: str, shelf: Shelf) -> Content:
    """The whole of a day's review, as it can be frozen.

    Args:
        scope: with one as-of date.
        ask: runs a query on the build the page is of.
        shelf: where the review before it is found; without one, the page is compared with a week
            before on the same build.
    """
    (day,) = scope.as_of
    now = state(scope, ask)
    found = shelf.before(scope)
    if found is not None and shelf.load is not None:
        kept = from_bytes(shelf.load(found.id))
        open_ = frozenset(one.id for one in kept.page.tasks if one.state in ("open", "late"))
        before = _Before(kept.state, found.id, open_)
    else:
        before = _Before(state(scope.at(day - STEP), ask, _ON_PAGE, ("promises",)))
    return Content(
        page=_page(scope, ask, now, before, shelf.taken_in(scope)),
        state=now,
        build_id=build_id,
        scope=scope,
        definitions=definitions(ask),
    )


def tasks(scope: Scope, ask: Ask, shelf: Shelf) -> list[Task]:
    """What was taken on in comparable meetings, and what became of it by a scope's one day."""
    (day,) = scope.as_of
    taken = shelf.taken_in(scope)
    found = meeting.outcomes(taken, _visits(scope, ask), day)
    return [meeting.task(row, outcome) for row, outcome in zip(taken, found, strict=True)]


def carried(scope: Scope, ask: Ask, shelf: Shelf, since: date | None) -> list[Task]:
    """What earlier meetings took on, as a page of a scope's one day tells it.

    Args:
        since: the day of the review it is compared with.
    """
    (day,) = scope.as_of
    return meeting.carried(shelf.taken_in(scope), _visits(scope, ask), day, since)


def agreed(scope: Scope, ask: Ask, shelf: Shelf) -> list[Task]:
    """What was taken on in the meeting of a scope's one day, the newest first."""
    (day,) = scope.as_of
    taken = [row for row in shelf.taken_in(scope) if row["review_on"] == day]
    found = meeting.outcomes(taken, _visits(scope, ask), day)
    return [meeting.task(*pair) for pair in reversed(list(zip(taken, found, strict=True)))]


def state(
    scope: Scope,
    ask: Ask,
    ids: Sequence[str] = (),
    listed: Sequence[str] = _LISTS,
) -> State:
    """How things stand on a scope's one day.

    Args:
        ids: of the figures; all of the catalogue without.
        listed: which lists.
    """
    (day,) = scope.as_of
    opens = day - timedelta(days=scope.window_days)
    settings = ", ".join(f"'{name}'" for name in scope.visit_settings)
    rows = {
        "figures": ask(query.metrics(tuple(ids) or tuple(catalogue.load()), scope)),
        "accounts": ask(query.relation("account_as_of", scope, "", "account_id")),
        "contacts": ask(
            query.relation(
                "interaction_as_of",
                scope,
                f"outcome = 'completed' and occurred_on > date '{opens}'"
                f" and (setting not in ('message', 'unknown') or setting in ({settings}))",
                "occurred_on, interaction_id, account_id",
            )
        ),
        "bookings": ask(
            query.relation(
                "interaction_as_of",
                scope,
                f"outcome = 'planned' and occurred_on > date '{day}' and setting in ({settings})",
                "occurred_on, interaction_id, account_id",
            )
        ),
        "held": ask(query.relation("held_as_of", scope, "", "held")),
        "records": ask(query.relation("account_records_as_of", scope, "", "account_id")),
        **{name: ask(lists.rows(name, scope)) for name in listed},
    }
    rows["promises"] = _unnamed(rows["promises"], scope, ask)
    return State(day, {name: cut(name, found) for name, found in rows.items() if name in KEPT})


def _unnamed(promises: pd.DataFrame, scope: Scope, ask: Ask) -> pd.DataFrame:
    """Promises without the names of people at the customers: so they are kept and compared."""
    names = _names(scope, ask, promises["account_id"])
    said = [
        without(row["action"], names.get(row["account_id"], ())) if row["action"] else None
        for row in frames.records(promises[["account_id", "action"]])
    ]
    return promises.assign(action=pd.Series(said, index=promises.index, dtype=object))


def definitions(ask: Ask) -> Mapping[str, str]:
    """A mark of every rule and reference table that a figure depends on, by its name."""
    rows = ask(query.table("definitions"))
    return {
        **dict(zip(rows["name"], rows["mark"], strict=True)),
        "the rules of the dashboard": query.mark(),
    }


def _page(scope: Scope, ask: Ask, now: State, before: _Before, taken: Sequence[Row]) -> Review:
    day, accounts = now.as_of, now.accounts
    currency = frames.currency(accounts)
    shown = now.figures
    since = before.state.as_of if len(before.state.accounts) else None
    moved: tuple[Change, ...] = ()
    if since:
        late = movements.newly_late(before.state, now)
        older = _visits(scope, ask)("", late, date.min) if late else ()
        moved = movements.between(before.state, now, scope, pd.DataFrame(older) if older else None)
    in_full = ask(lists.rows("promises", scope))
    headlines = told.headlines(now.rows["themes"], _excerpts(scope, ask))
    names = _names(scope, ask, headlines.accounts)
    named = frames.records(ask(query.table("people", scope)))
    people = {str(row["person_id"]): str(row["name"]) for row in named if row["name"]}
    return Review(
        as_of=day.isoformat(),
        title=TITLE,
        scope=scopes.sentence(scope, people),
        since=since.isoformat() if since else "",
        since_said=_since(before.number, since),
        answer=answers.overview(
            shown["coverage"], shown["coverage_upper"], rankings.largest_left_alone(accounts)
        ),
        figures=tuple(_figure(name, now, before.state, currency) for name in FIGURES),
        to_see=whom.to_see(frames.records(ask(lists.rows("whom_next", scope)))),
        map=told.where(accounts),
        purposes=told.purposes(now.rows["contacts"], moved),
        moved=moved,
        due=told.promises(
            now.rows["promises"],
            dict(zip(in_full["commitment_id"], in_full["action"], strict=True)),
            day,
        ),
        tasks=tuple(meeting.carried(taken, _visits(scope, ask), day, since, before.open_tasks)),
        headlines=headlines.unnamed(names),
        footnotes=(
            *told.left_out(accounts),
            *told.unclassified(shown["unclassified_share"]),
            *told.horizon(ask(query.table("freshness", scope)), day),
            *((notes.apart(accounts),) if notes.apart(accounts) else ()),
            answers.health(ask(query.table("loads", scope)), ask(query.table("checks"))),
        ),
        definitions=told.definitions(FIGURES),
    )


def _figure(name: str, now: State, before: State, currency: str | None) -> KeyFigure:
    metric, figure = catalogue.metric(name), now.figures[name]
    was = before.figures.get(name)
    by = figures.change_from(metric.unit, was.value, figure.value, currency) if was else None
    is_few = metric.unit in ("share", "ratio") and (figure.denominator or 0) < words.SMALL
    if is_few or not len(before.accounts):
        by = None
    way = ""
    if by and _WAYS[metric.good]:
        sign = 0 if by == "0" else -1 if by.startswith("-") else 1
        way = {1: "better", -1: "worse", 0: "same"}[sign * _WAYS[metric.good]]
    return KeyFigure(
        id=name,
        label=metric.label,
        value=figures.said(metric, figure, currency),
        parts=figures.parts(metric, figure, currency),
        change=by or "",
        way=way,
        definition=metric.description,
    )


def _since(number: int, since: date | None) -> str:
    if since is None:
        return ""
    if number:
        return f"since review {number}, of {words.day(since)}"
    return f"since a week before, {words.day(since)}"


def _excerpts(scope: Scope, ask: Ask) -> Sequence[Row]:
    """One quote for each theme; none where notes may not be seen."""
    if not scope.sees_notes:
        return []
    asked = query.relation("theme_excerpts_as_of", scope, "place = 1", "theme")
    return frames.records(ask(asked))


def _names(scope: Scope, ask: Ask, accounts: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The names of the people at some accounts, which a page leaves out."""
    wanted = tuple(sorted({account_id for account_id in accounts if account_id}))
    if not wanted:
        return {}
    names: dict[str, list[str]] = {}
    for row in frames.records(ask(lists.rows("account_people", scope.only(accounts=wanted)))):
        if row["contact"]:
            names.setdefault(str(row["account_id"]), []).append(str(row["contact"]))
    return names


def _visits(scope: Scope, ask: Ask) -> meeting.Visits:
    """Visits to some accounts by one of ours, or by anybody, whatever the page's own choice."""

    def visits(person: str, accounts: Sequence[str], after: date) -> Sequence[Row]:
        asked = replace(scope, accounts=tuple(accounts), whose=person or scope.whose)
        settings = ", ".join(f"'{name}'" for name in scope.visit_settings)
        where = (
            f"outcome = 'completed' and occurred_on > date '{after}' and setting in ({settings})"
        )
        order = "occurred_on, interaction_id"
        return frames.records(ask(query.relation("interaction_as_of", asked, where, order)))

    return visits
