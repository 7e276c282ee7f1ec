"""Meeting mode: the Monday page as an agenda, a screen a step, in type that reads from four metres.

Owns the steps, the keys that turn them, and the quiet count of minutes. What it is on is in the
URL (`mode=meeting&step=3`), so that a reload comes back to it. While it is on, `meeting.css` takes
navigation, title and filters out of sight; they are still there, so that a deep link means the
same as on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from lib.report import frames
from lib.report.escape import md
from lib.report.review import Review
from lib.ui import changes, commitments, review, url
from lib.ui.reviews import Shown
from lib.ui.view import View

STYLE = Path(__file__).with_name("meeting.css")
_MODE, _ON, _STEP = "mode", "meeting", "step"
_BEGAN = "meeting_began"
# Streamlit's shortcut hears Escape in a field too: there it only lets go of the field.
# The policy of lib.gate.headers lets this text run, by its hash, and no other.
SCRIPT = """
if (!window.meetingEscape) {
  window.meetingEscape = true;
  window.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key === "Escape" && field.matches?.("input, textarea, [contenteditable=true]")) {
      event.stopImmediatePropagation();
      field.blur();
    }
  }, true);
}
"""
# How many of each a screen holds in type of that size.
_TO_SEE, _TASKS, _MOVED, _DUE = 5, 6, 8, 10
# Which changes have a screen; those of why we came stand under their bar.
_SAID = ("accounts", "promises", "tiers")


@dataclass(frozen=True)
class Meeting:
    """What the steps are drawn from."""

    view: View
    of: Shown
    page: Review
    people: Mapping[str, str]
    accounts: Mapping[str, str]


def is_on() -> bool:
    """Whether the URL asks for the meeting."""
    return st.query_params.get(_MODE) == _ON


def button() -> None:
    """The way in."""
    st.button("Meeting mode", icon=":material/slideshow:", key="meet", on_click=_enter)


def run(view: View, of: Shown, page: Review) -> None:
    """One step of the agenda, the whole window wide and high."""
    st.html(STYLE)
    st.html(f"<script>{SCRIPT}</script>", unsafe_allow_javascript=True)
    st.session_state.setdefault(_BEGAN, view.now())
    names = list(STEPS)
    at = _step()
    met = Meeting(
        view, of, page, view.colleagues(),
        frames.by_account(view.everybody(), "name"),
    )  # fmt: skip
    with st.container(key="meeting"):
        with st.container(
            key="meeting-top", horizontal=True, vertical_alignment="center", gap="medium"
        ):
            st.title(names[at], anchor=False, width="content")
            st.caption(md(review.spoken_of(page, "not frozen")), width="stretch")
            with st.container(key="minutes", width="content"):
                _minutes(view)
        with st.container(key=f"meeting-body-{at}"):
            STEPS[names[at]](met)
        with st.container(
            key="meeting-foot", horizontal=True, vertical_alignment="center", gap="medium"
        ):
            st.button(
                "Back", key="back", shortcut="Left", disabled=at == 0,
                on_click=_go, args=(-1,),
            )  # fmt: skip
            st.button(
                "Next", key="next", shortcut="Right", disabled=at == len(names) - 1,
                on_click=_go, args=(1,),
            )  # fmt: skip
            st.markdown(f"{at + 1} of {len(names)}", width="content")
            after = f"Next: {names[at + 1]}" if at + 1 < len(names) else "The last step"
            with st.container(key="after", width="stretch"):
                st.caption(f"{after} · F11 fills the screen")
            st.button("Leave", key="leave", type="tertiary", shortcut="Esc", on_click=_leave)


def _answer(met: Meeting) -> None:
    review.answer(met.page, says_of=False)
    review.figures(met.page, says_since=False)
    st.subheader("Why we came", anchor=False)
    review.purposes(met.page.purposes, 180, 24, "purposes")


def _changed(met: Meeting) -> None:
    moved = [one for one in met.page.moved if one.sides and one.group in _SAID]
    moved.sort(key=lambda one: _SAID.index(one.group))
    if not moved:
        st.markdown("Nothing moved, or there is no review before this one to compare with.")
    for one in moved[:_MOVED]:
        with st.container(key=f"row-moved-{one.id}"):
            st.markdown(changes.line(one))
            if one.group != "tiers":
                st.markdown(f":gray[{changes.names(one, 2)}]")
    if len(moved) > _MOVED:
        st.caption(f"And {len(moved) - _MOVED} more counts on the page.")


def _whom(met: Meeting) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        commitments.by_day(met.view, 240)
        if len(met.page.to_see) > _TO_SEE:
            st.caption(f"The first {_TO_SEE} of {len(met.page.to_see):,}", width="content")
    review.to_see(met.view, met.of, met.page, met.people, is_wide=True, most=_TO_SEE)


def _where(met: Meeting) -> None:
    review.where(met.view, met.of, met.page.map, "meeting", 620, 1.7)


def _due(met: Meeting) -> None:
    review.due(met.page.due, _DUE)


def _before(met: Meeting) -> None:
    commitments.listed(met.view, met.of.tasks[:_TASKS], "Nobody took anything on last time.")
    if len(met.of.tasks) > _TASKS:
        st.caption(f"And {len(met.of.tasks) - _TASKS} more on the page.")


def _heard(met: Meeting) -> None:
    review.headlines(met.page.headlines)


def _agreed(met: Meeting) -> None:
    commitments.form(met.view, met.of, met.people, met.accounts, 4)
    commitments.agreed(met.view, met.of)


# The agenda: a step's name and what it draws.
STEPS: Mapping[str, Callable[[Meeting], None]] = {
    "Are we seeing our customers?": _answer,
    "What changed?": _changed,
    "Whom do we see next?": _whom,
    "Where are they?": _where,
    "Which promises are due?": _due,
    "What did we take on last time?": _before,
    "What do customers say?": _heard,
    "What have we agreed?": _agreed,
}


@st.fragment(run_every=20)
def _minutes(view: View) -> None:
    """How long this session has been meeting: small, grey, never an alarm."""
    spent = view.now() - st.session_state.get(_BEGAN, view.now())
    st.caption(f"{spent.total_seconds() // 60:.0f} min", width="content")


def _step() -> int:
    """Which step the URL names, from 0; the first where it names none."""
    asked = st.query_params.get(_STEP, "1")
    return min(max(int(asked), 1), len(STEPS)) - 1 if asked.isdecimal() else 0


def _enter() -> None:
    st.query_params[_MODE] = _ON


def _leave() -> None:
    # All at once: each change of the URL by itself is an entry of its own to go back through.
    kept = {name: st.query_params.get_all(name) for name in st.query_params}
    st.query_params.from_dict({name: kept[name] for name in kept if name not in (_MODE, _STEP)})
    st.session_state.pop(_BEGAN, None)


def _go(by: int) -> None:
    """A step on or back from where the URL is: a key pressed fast comes before the next drawing."""
    at = _step() + by
    if 0 <= at < len(STEPS):
        url.keep(_STEP, [str(at + 1)] if at else [])
