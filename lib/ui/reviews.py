"""Which review is shown: today's, made anew, or one that was frozen; and what is written to them.

Owns the choice (in the URL) and every call of the store of reviews from a page. Must not draw a
review (`lib.ui.review` does), nor say what stands in one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

import streamlit as st

from lib.report import restated as restating
from lib.report import reviewing, state, words
from lib.report.restated import Restated
from lib.report.review import Review, Task
from lib.report.reviewing import Shelf
from lib.report.state import Content
from lib.scope import Scope
from lib.ui import correcting, data, url
from lib.ui.view import View
from lib.warehouse import reviews as store
from lib.warehouse import tasks
from lib.warehouse.corrections import local_user
from lib.warehouse.reviews import Kept

# Of the choice, and the parameter's name in the URL.
KEY = "review"
TODAY = ""


@dataclass(frozen=True)
class Shown:
    """The review on the page.

    Args:
        content: all of it, notes and names included: `lib.report.review.shown` comes first.
        kept: of a frozen one.
        known: every frozen one, the newest first.
        tasks: what was taken on before, as it stands now, whatever was frozen of it.
        agreed: what was taken on in the meeting of its day, the newest first, whichever review
            of that day it was entered in.
        begun: for one that is not frozen, the newest of the same day, filters and build.
    """

    content: Content
    kept: Kept | None
    known: Sequence[Kept]
    tasks: Sequence[Task]
    agreed: Sequence[Task]
    begun: Kept | None

    @property
    def page(self) -> Review:
        """What stands on it, with when and by whom it was frozen."""
        page = self.content.page
        return replace(page, stamp=self.kept.stamp) if self.kept else page


def shown(view: View) -> Shown:
    """The review that the URL names; today's where it names none that exists."""
    known = store.kept(view.warehouse)
    numbers = [TODAY, *(str(one.id) for one in known)]
    url.seed(KEY, numbers, TODAY)
    number = st.session_state[KEY] if st.session_state[KEY] in numbers else TODAY
    st.session_state[KEY] = number
    url.keep(KEY, [number] if number else [])
    taken = [asdict(one) for one in tasks.taken(view.warehouse)]
    shelf = Shelf(known, lambda id_: store.load(view.warehouse, id_)[1], taken)
    build = view.build.build_id
    kept = begun = None
    if number == TODAY:
        content = _today(build, view.scope, repr(known), repr(taken), shelf)
        scope, newest = view.scope, content.page.day
        begun = _begun(content, known)
    else:
        kept, frozen = store.load(view.warehouse, int(number))
        content = state.from_bytes(frozen)
        scope = replace(content.scope, corrections=view.scope.corrections, sees_notes=False)
        newest = view.build.as_of_on
    told, agreed = _told(build, scope, content.page.since, newest, repr(taken), shelf)
    return Shown(content, kept, known, told, agreed, begun)


def unfrozen(view: View) -> str:
    """What the page is called that is no frozen review."""
    (day,) = view.scope.as_of
    newest = "Newest data" if day == view.build.as_of_on else "Data"
    return f"{newest}, {words.day(day)}, not frozen"


def restated(view: View, of: Shown) -> Restated:
    """What today's data says of a frozen review's day, and why."""
    scope = replace(of.content.scope, corrections=view.scope.corrections)
    number = of.kept.id if of.kept else 0
    return _restated(view.build.build_id, scope, number, of.content)


def start(view: View, of: Shown) -> None:
    """Show the review that was begun of this; else freeze what is on the screen and show that."""
    _number(view, of)


def take(view: View, of: Shown, row: Mapping[str, str]) -> bool:
    """Keep a commitment; the first of a review that is not frozen yet freezes it."""
    number = _number(view, of)
    if number is None:
        return False

    def keep(warehouse: Path, now: datetime) -> str:
        tasks.take(warehouse, number, [row], local_user(), now)
        is_new = not (of.kept or of.begun)
        return f"{row['who']} has it{f': review {number} is frozen now' if is_new else ''}."

    return correcting.write(keep, view)


def settle(view: View, task_id: int, said: str) -> None:
    """Say by hand what became of a commitment: done, dropped or open."""

    def close(warehouse: Path, now: datetime) -> str:
        tasks.settle(warehouse, task_id, said, local_user(), now)
        return {"done": "Done.", "dropped": "Dropped.", "open": "Open again."}[said]

    correcting.write(close, view)


def _begun(content: Content, known: Sequence[Kept]) -> Kept | None:
    about = content.about
    same = ("build_id", "scope_key")
    return next(
        (
            one
            for one in known
            if one.as_of == content.page.day
            and all(getattr(one, name) == about[name] for name in same)
        ),
        None,
    )


def _number(view: View, of: Shown) -> int | None:
    """The review that is shown from now on, frozen where it is not yet; None where that failed."""
    if of.kept:
        return of.kept.id
    if of.begun:
        st.session_state[KEY] = str(of.begun.id)
        return of.begun.id
    made: list[int] = []

    def freeze(warehouse: Path, now: datetime) -> str:
        content = of.content
        kept = store.freeze(warehouse, content.to_bytes(), content.about, local_user(), now)
        made.append(kept.id)
        return f"Frozen as review {kept.id}: it stays as it is, whatever comes in."

    if not correcting.write(freeze, view):
        return None
    st.session_state[KEY] = str(made[0])
    return made[0]


# What is kept on the shelf is part of a key as its words: Streamlit leaves `_shelf` itself out.


@data.cached
def _today(build_id: str, scope: Scope, known: str, taken: str, _shelf: Shelf) -> Content:
    return reviewing.content(scope, data.ask(build_id), build_id, _shelf)


@data.cached
def _told(
    build_id: str, scope: Scope, since: str, newest: date, taken: str, _shelf: Shelf
) -> tuple[list[Task], list[Task]]:
    """What earlier meetings and that of its day took on, as all of it stands on the newest day."""
    ask = data.ask(build_id)
    now = {one.id: one for one in reviewing.tasks(scope.at(newest), ask, _shelf)}
    before = date.fromisoformat(since) if since else None
    told = reviewing.carried(scope, ask, _shelf, before)
    agreed = reviewing.agreed(scope, ask, _shelf)
    return [now[one.id] for one in told], [now[one.id] for one in agreed]


@data.cached
def _restated(build_id: str, scope: Scope, number: int, _content: Content) -> Restated:
    return restating.restated(_content, data.ask(build_id), scope.corrections)
