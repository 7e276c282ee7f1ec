"""Makes a day's Monday page: sets its rows beside the review before, and says it.

Owns what stands on the page and in what order. Must not ask a build by itself (`lib.report.asking`
does), keep anything (`lib.warehouse.reviews`) nor know a format (`lib.report.formats`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from lib.metrics import catalogue, query
from lib.report import (
    answers,
    asking,
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
from lib.report.asking import Ask
from lib.report.review import Change, KeyFigure, Review, Task
from lib.report.shelf import Shelf
from lib.report.state import Content, State, from_bytes
from lib.scope import Scope

TITLE = "Are we seeing our customers?"
FIGURES = ("coverage", "neglected", "neglected_value", "proactive_crisis_ratio")
# What a page is compared with where no review was frozen before it.
STEP = timedelta(days=7)
_ON_PAGE = (*FIGURES, "coverage_upper", "unclassified_share")
_WAYS = {"up": 1, "down": -1, "none": 0}


@dataclass(frozen=True)
class _Before:
    """What a page is compared with; `number` is 0 where no review was frozen."""

    state: State
    number: int = 0
    open_tasks: frozenset[int] = frozenset()


def content(scope: Scope, ask: Ask, build_id: str, shelf: Shelf) -> Content:
    """The whole of a day's review, as it can be frozen.

    Args:
        As `as_read`.
    """
    return complete(as_read(scope, ask, build_id, shelf), ask)


def as_read(scope: Scope, ask: Ask, build_id: str, shelf: Shelf) -> Content:
    """A day's review as far as it is read on its page: `complete` adds what is frozen with it.

    Args:
        scope: with one as-of date.
        ask: runs a query on the build the page is of.
        shelf: where the review before it is found; without one, the page is compared with a week
            before on the same build.
    """
    (day,) = scope.as_of
    found = shelf.before(scope)
    if found is not None and shelf.load is not None:
        kept = from_bytes(shelf.load(found.id))
        open_ = frozenset(one.id for one in kept.page.tasks if one.state in ("open", "late"))
        before = _Before(kept.state, found.id, open_)
        days = asking.compared(scope, ask, _ON_PAGE)
    else:
        days = asking.compared(scope.at(day - STEP, day), ask, _ON_PAGE)
        before = _Before(State.of(day - STEP, days[day - STEP]))
    rows = {**days[day], **asking.listed(scope, ask)}
    now = State.of(day, rows)
    return Content(
        page=_page(scope, ask, rows, now, before, shelf),
        state=replace(now),  # without what was looked up in it on the way
        build_id=build_id,
        scope=scope,
        definitions=asking.definitions(ask),
    )


def complete(content: Content, ask: Ask) -> Content:
    """A review with every figure and list that is frozen with it.

    Args:
        content: as `as_read` makes it.
        ask: runs a query on the same build.
    """
    (day,) = content.scope.as_of
    rows = {**content.state.rows, **asking.kept(content.scope, ask)}
    return replace(content, state=State.of(day, rows))


def tasks(scope: Scope, ask: Ask, shelf: Shelf) -> list[Task]:
    """What was taken on in comparable meetings, and what became of it by a scope's one day."""
    (day,) = scope.as_of
    taken = shelf.taken_in(scope)
    found = meeting.outcomes(taken, asking.visits(scope, ask), day)
    return [meeting.task(row, outcome) for row, outcome in zip(taken, found, strict=True)]


def carried(
    scope: Scope,
    ask: Ask,
    shelf: Shelf,
    since: date | None,
    open_then: frozenset[int] = frozenset(),
) -> list[Task]:
    """What earlier meetings took on, as a page of a scope's one day tells it.

    Args:
        since: the day of the review it is compared with.
        open_then: what that one showed as open.
    """
    (day,) = scope.as_of
    taken, visits = shelf.taken_in(scope), asking.visits(scope, ask)
    return meeting.carried(taken, visits, day, since, open_then)


def state(scope: Scope, ask: Ask, ids: Sequence[str]) -> State:
    """How things stood on a scope's one day, as far as a later look at it is compared with it.

    Args:
        ids: of the figures.
    """
    (day,) = scope.as_of
    return State.of(day, {**asking.compared(scope, ask, ids)[day], **asking.recorded(scope, ask)})


def _page(
    scope: Scope,
    ask: Ask,
    rows: Mapping[str, pd.DataFrame],
    now: State,
    before: _Before,
    shelf: Shelf,
) -> Review:
    day, accounts = now.as_of, now.accounts
    currency = frames.currency(accounts)
    shown = now.figures
    since = before.state.as_of if len(before.state.accounts) else None
    moved: tuple[Change, ...] = ()
    if since:
        late = movements.newly_late(before.state, now)
        older = asking.visits(scope, ask)("", late, date.min) if late else ()
        moved = movements.between(before.state, now, scope, pd.DataFrame(older) if older else None)
    headlines = told.headlines(now.rows["themes"], asking.excerpts(scope, ask))
    names = asking.names(scope, ask, headlines.accounts)
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
        to_see=whom.to_see(frames.records(rows["whom_next"])),
        map=told.where(accounts),
        purposes=told.purposes(now.rows["contacts"], moved),
        moved=moved,
        due=told.promises(rows["promises"], day),
        tasks=tuple(carried(scope, ask, shelf, since, before.open_tasks)),
        headlines=headlines.unnamed(names),
        footnotes=(
            *told.left_out(accounts),
            *told.unclassified(shown["unclassified_share"]),
            *told.horizon(ask(query.table("freshness", scope)), day),
            *((notes.apart(accounts),) if notes.apart(accounts) else ()),
            answers.health(ask(query.table("loads", scope)), ask(query.table("checks", scope))),
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
