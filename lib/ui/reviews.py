"""Which review is shown: today's, made anew, or one that was frozen; and what is written to them.

Owns the choice (in the URL) and every call of the store of reviews from a page. Must not draw a
review (`lib.ui.review` does), nor say what stands in one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import streamlit as st

from lib.report import words
from lib.report.formats import Lists
from lib.report.review import Review, Task, from_plain, to_plain
from lib.ui import correcting, url
from lib.ui.view import View
from lib.warehouse import reviews as store
from lib.warehouse.corrections import local_user
from lib.warehouse.reviews import Kept, Taken

# Of the choice, and the parameter's name in the URL.
KEY = "review"
TODAY = ""


@dataclass(frozen=True)
class Shown:
    """The review on the page.

    Args:
        page: all that stands on it, notes and names included: `lib.report.review.shown` first.
        lists: the rows behind it.
        kept: of a frozen one.
        known: every frozen one, the newest first.
        taken: every commitment ever, the oldest first.
    """

    page: Review
    lists: Lists
    kept: Kept | None
    known: Sequence[Kept]
    taken: Sequence[Taken]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What was taken on before, and what people have said of it since this was frozen."""
        said = {one.id: one for one in self.taken}
        return tuple(_since(task, said.get(task.id)) for task in self.page.tasks)

    @property
    def agreed(self) -> tuple[Task, ...]:
        """What was taken on in this one's meeting, the newest first."""
        number = self.kept.id if self.kept else 0
        return tuple(_task(one) for one in reversed(self.taken) if one.review_id == number)


def shown(view: View) -> Shown:
    """The review that the URL names; today's where it names none that exists."""
    known = store.kept(view.warehouse)
    numbers = [TODAY, *(str(one.id) for one in known)]
    url.seed(KEY, numbers, TODAY)
    if st.session_state[KEY] not in numbers:
        st.session_state[KEY] = TODAY
    # Written back as its own, or it is forgotten where the chooser is not drawn.
    number = st.session_state[KEY] = st.session_state[KEY]
    url.keep(KEY, [number] if number else [])
    taken = store.taken(view.warehouse)
    if number == TODAY:
        page, lists = _today(view)
        return Shown(page, lists, None, known, taken)
    kept, content = store.load(view.warehouse, int(number))
    page, lists = _frozen(content)
    return Shown(replace(page, stamp=kept.stamp), lists, kept, known, taken)


def start(view: View, of: Shown) -> None:
    """Freeze what is on the screen and show it from now on."""
    _freeze(view, of)


def _freeze(view: View, of: Shown) -> int | None:
    """The same; its number, None where it failed."""
    made: list[int] = []

    def freeze(warehouse: Path, now: datetime) -> str:
        about = {
            "as_of": of.page.as_of,
            "build_id": view.build.build_id,
            "scope_key": _scope_key(view),
            "scope": of.page.scope,
        }
        kept = store.freeze(warehouse, _content(of), about, local_user(), now)
        made.append(kept.id)
        return f"Frozen as review {kept.id}: it stays as it is, whatever comes in."

    if not correcting.write(freeze, view):
        return None
    st.session_state[KEY] = str(made[0])
    return made[0]


def take(view: View, of: Shown, row: Mapping[str, str]) -> bool:
    """Keep a commitment; the first of a review that is not frozen yet freezes it."""
    number = of.kept.id if of.kept else _freeze(view, of)
    if number is None:
        return False

    def keep(warehouse: Path, now: datetime) -> str:
        store.take(warehouse, number, [row], local_user(), now)
        first = "" if of.kept else f" This is review {number} now, frozen."
        return f"{row['who']} has it.{first}"

    return correcting.write(keep, view)


def settle(view: View, number: int, state: str, why: str = "") -> None:
    """Say by hand what became of a commitment."""

    def close(warehouse: Path, now: datetime) -> str:
        store.settle(warehouse, number, state, local_user(), now, why)
        return {"done": "Done.", "dropped": "Dropped.", "open": "Open again."}[state]

    correcting.write(close, view)


def _since(task: Task, said: Taken | None) -> Task:
    """A commitment with the last word a person said of it, which may be newer than the page."""
    if said is None or said.settled_on is None:
        return task
    if said.state == "open":
        closed = task.state in ("done", "dropped")
        return replace(task, state="open", said=_due(said)) if closed else task
    return replace(task, state=said.state, said=_closing(said))


def _task(said: Taken) -> Task:
    due = words.day(said.due_on) if said.due_on else ""
    return Task(
        said.id, said.kind, said.who, said.what, said.account_id, said.account, due, said.state,
        _closing(said),
    )  # fmt: skip


def _closing(said: Taken) -> str:
    """What became of a commitment by hand: who says so, when, and why; else until when it is."""
    if said.state == "open" or said.settled_on is None:
        return _due(said)
    why = f": {said.why}" if said.why else ""
    return f"{said.state}, says {said.settled_by} on {words.day(said.settled_on)}{why}"


def _due(said: Taken) -> str:
    return f"by {words.day(said.due_on)}" if said.due_on else "no day set"


# --- until lib.report.reviewing is there -------------------------------------------------------


def _today(view: View) -> tuple[Review, Lists]:
    from tests.report.reviews import example

    return example(12, region="World"), {}


def _frozen(content: bytes) -> tuple[Review, Lists]:
    return from_plain(json.loads(content)), {}


def _content(of: Shown) -> bytes:
    return json.dumps(to_plain(of.page), ensure_ascii=False).encode()


def _scope_key(view: View) -> str:
    return repr(view.scope)[:80]
