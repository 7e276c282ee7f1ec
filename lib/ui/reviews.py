"""Which review is shown: today's, made anew, or one that was frozen; and what is written to them.

Owns the choice (in the URL) and every call of the store of reviews from a page. Must not draw a
review (`lib.ui.review` does), nor say what stands in one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import streamlit as st

from lib.report import restated as restating
from lib.report import reviewing, state
from lib.report.restated import Restated
from lib.report.review import Review, Task
from lib.report.shelf import Shelf
from lib.report.state import Content
from lib.report.words import Row
from lib.scope import Scope
from lib.ui import correcting, data, url
from lib.ui.view import View
from lib.warehouse import reviews as store
from lib.warehouse import tasks
from lib.warehouse.reviews import Kept

# Every click reads the review again, and a large one takes a second.
_read = lru_cache(maxsize=4)(state.from_bytes)
# Of the choice, and the parameter's name in the URL.
KEY = "review"
TODAY = ""


@dataclass(frozen=True)
class Shown:
    """The review on the page.

    Args:
        content: notes and names included: `lib.report.review.shown` comes first. Of one that is
            not frozen, what stands on its page; `complete` has the rest.
        kept: of a frozen one.
        known: every frozen one, the newest first.
        tasks: what was taken on before, as it stands now, whatever was frozen of it.
        agreed: what was taken on on its day, whichever freeze of it that was in, the newest first.
    """

    content: Content
    kept: Kept | None
    known: Sequence[Kept]
    tasks: Sequence[Task]
    agreed: Sequence[Task]

    @property
    def page(self) -> Review:
        """What stands on it, with when and by whom it was frozen."""
        page = self.content.page
        return replace(page, stamp=self.kept.stamp) if self.kept else page


def shown(view: View) -> Shown:
    """The review that the URL names; today's where it names none that exists."""
    known = [one for one in store.kept(view.warehouse) if _may_see(view, one)]
    numbers = [TODAY, *(str(one.id) for one in known)]
    url.seed(KEY, numbers, TODAY)
    number = st.session_state[KEY] if st.session_state[KEY] in numbers else TODAY
    st.session_state[KEY] = number
    url.keep(KEY, [number] if number else [])
    allow = view.scope.rights.allow
    # An account may have left what this reader sees since something was taken on about it.
    taken = [
        asdict(one)
        for one in tasks.taken(view.warehouse)
        if not one.account_id or allow(one.account_id)
    ]
    shelf = Shelf(known, lambda id_: store.load(view.warehouse, id_)[1], taken)
    build = view.build.build_id
    if number == TODAY:
        made = _today(build, view.scope, repr(known), repr(taken), shelf)
        now = _by_id(build, _now(view, view.scope), taken, shelf)
        return Shown(made, None, known, made.page.tasks, _agreed(shelf, view.scope, now))
    kept, frozen = store.load(view.warehouse, int(number))
    # With the rights of who looks at it.
    content = _read(frozen)
    content = replace(content, scope=replace(content.scope, rights=view.scope.rights))
    today = _now(view, content.scope.at(max(view.build.as_of_on, kept.as_of)))
    now = _by_id(build, today, taken, shelf)
    # As they stand now: some may have been entered after this one was frozen.
    then = content.scope.at(kept.as_of)
    since = date.fromisoformat(content.page.since) if content.page.since else None
    told = [*content.page.tasks, *_carried(build, _now(view, then), repr(taken), since, shelf)]
    carried = list({one.id: now.get(one.id, one) for one in told}.values())
    return Shown(content, kept, known, carried, _agreed(shelf, then, now))


def _may_see(view: View, one: Kept) -> bool:
    """Whether a review is of no more than this reader may see.

    Whoever sees everything may see each. Others see those that were made by their own rule, as long
    as every account in it is still theirs.
    """
    rights = view.scope.rights
    if not rights.rule:
        return True
    return state.rule_of(one.scope_key) == rights.rule and all(
        map(rights.allow, _accounts(view.warehouse, one.id, one.digest))
    )


@lru_cache(maxsize=500)
def _accounts(warehouse: Path, number: int, digest: str) -> frozenset[str]:
    return state.from_bytes(store.load(warehouse, number)[1]).account_ids


def _by_id(build_id: str, scope: Scope, taken: Sequence[Row], shelf: Shelf) -> Mapping[int, Task]:
    return {one.id: one for one in _tasks(build_id, scope, repr(taken), shelf)}


def _agreed(shelf: Shelf, scope: Scope, known: Mapping[int, Task]) -> Sequence[Task]:
    """What was taken on in the meeting of a scope's one day, the newest first."""
    (day,) = scope.as_of
    rows = (row for row in shelf.taken_in(scope) if row["review_on"] == day)
    return [known[row["id"]] for row in rows][::-1]


def complete(view: View, of: Shown) -> Content:
    """All of a review, after the run that it was shown in too.

    Raises:
        NoWarehouse: the build that it is of is no longer kept.
    """
    if of.kept:
        return of.content
    build_id = of.content.build_id
    with data.pinned(view.warehouse, build_id):
        return reviewing.complete(of.content, data.ask(build_id))


def begun(view: View, of: Shown) -> Kept | None:
    """The review of this day, scope and build that is frozen already."""
    about = of.content.about
    key = about["as_of"], about["build_id"], about["scope_key"]
    same = (one for one in of.known if (f"{one.as_of}", one.build_id, one.scope_key) == key)
    return next(same, None)


def restated(view: View, of: Shown) -> Restated:
    """What today's data says of a frozen review's day, and why."""
    scope = replace(of.content.scope, corrections=view.scope.corrections)
    number = of.kept.id if of.kept else 0
    return _restated(view.build.build_id, scope, number, of.content)


def start(view: View, of: Shown) -> None:
    """Freeze what is on the screen, or find it frozen, and show it from now on."""
    if found := begun(view, of):
        st.session_state[KEY] = str(found.id)
    else:
        _freeze(view, of)


def take(view: View, of: Shown, row: Mapping[str, str]) -> bool:
    """Keep a commitment; the first of a review that is not frozen yet freezes it."""
    found = of.kept or begun(view, of)
    number = found.id if found else _freeze(view, of)
    if number is None:
        return False

    def keep(warehouse: Path, now: datetime) -> str:
        tasks.take(warehouse, number, [row], view.here.who, now)
        return f"{row['who']} has it{'' if found else f': review {number} is frozen now'}."

    return correcting.write(keep, view, "commitment", f"review {number}")


def settle(view: View, task_id: int, said: str) -> None:
    """Say by hand what became of a commitment: done, dropped or open."""

    def close(warehouse: Path, now: datetime) -> str:
        tasks.settle(warehouse, task_id, said, view.here.who, now)
        return {"done": "Done.", "dropped": "Dropped.", "open": "Open again."}[said]

    correcting.write(close, view, "commitment", f"{task_id} {said}")


def _now(view: View, scope: Scope) -> Scope:
    """A frozen review's scope with today's corrections; no note is asked for."""
    rights = view.scope.rights.without_notes()
    return replace(scope, corrections=view.scope.corrections, rights=rights)


def _freeze(view: View, of: Shown) -> int | None:
    """The number of what is frozen of the screen; None where that failed."""
    made: list[int] = []

    def freeze(warehouse: Path, now: datetime) -> str:
        content = complete(view, of)
        kept = store.freeze(warehouse, content.to_bytes(), content.about, view.here.who, now)
        made.append(kept.id)
        return f"Frozen as review {kept.id}: it stays as it is, whatever comes in."

    if not correcting.write(freeze, view, "review", "frozen"):
        return None
    st.session_state[KEY] = str(made[0])
    return made[0]


# What is kept on the shelf is part of a key as its words: Streamlit leaves `_shelf` itself out.


@data.shared
def _today(build_id: str, scope: Scope, known: str, taken: str, _shelf: Shelf) -> Content:
    return reviewing.as_read(scope, data.ask(build_id), build_id, _shelf)


@data.cached
def _tasks(build_id: str, scope: Scope, taken: str, _shelf: Shelf) -> list[Task]:
    return reviewing.tasks(scope, data.ask(build_id), _shelf)


@data.cached
def _carried(
    build_id: str, scope: Scope, taken: str, since: date | None, _shelf: Shelf
) -> list[Task]:
    return reviewing.carried(scope, data.ask(build_id), _shelf, since)


@data.cached
def _restated(build_id: str, scope: Scope, number: int, _content: Content) -> Restated:
    return restating.restated(_content, data.ask(build_id), scope.corrections)
