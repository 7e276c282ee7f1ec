"""The shell around every page: settings, navigation, guards, header, drawer.

Owns the order in which a run happens. Must not know what a page shows.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import streamlit as st

from lib.access.policy import ADMINISTRATOR, LOADER
from lib.errors import GroundError, NoWarehouse
from lib.report import scopes, words
from lib.report.escape import md
from lib.scope import Scope
from lib.ui import ahead, correcting, data, drawer, filters, here, states, upload, view
from lib.ui.uploading import Place
from lib.ui.view import View

STYLE = Path(__file__).with_name("style.css")
ICON = Path(__file__).resolve().parents[2] / "static" / "icon.png"
# Who may see notes and words out of them: those with the right to, or nobody at all.
WHO_SEES_NOTES = ("granted", "nobody")
_view: ContextVar[View | None] = ContextVar("view", default=None)


@dataclass(frozen=True)
class Page:
    """A page of the house.

    Args:
        path: its file, relative to `app.py`.
        name: in the navigation.
        question: its title.
        icon: in the navigation, a material symbol (these are bundled with Streamlit).
        is_listed: whether the navigation has it; another page links to those it has not.
        role: without which there is no such page; "" for everybody's.
    """

    path: str
    name: str
    question: str
    icon: str
    is_listed: bool = True
    role: str = ""


PAGES = (
    Page("pages/overview.py", "Overview", "Are we seeing our customers?", ":material/monitoring:"),
    Page(
        "pages/review.py",
        "Monday review",
        "What changed, what did we promise?",
        ":material/event_available:",
    ),
    Page("pages/coverage.py", "Coverage map", "Where have we not been?", ":material/map:"),
    Page(
        "pages/recency.py",
        "Visit recency",
        "Who is late, by how much, worth how much?",
        ":material/event_repeat:",
    ),
    Page(
        "pages/balance.py",
        "Contact balance",
        "Do we only come in trouble or when asking?",
        ":material/balance:",
    ),
    Page(
        "pages/people.py",
        "People",
        "Do the right people meet?",
        ":material/groups:",
    ),
    Page(
        "pages/moments.py",
        "Moments",
        "Who is at a turning point, and did we talk?",
        ":material/flag:",
    ),
    Page(
        "pages/next.py",
        "Where next",
        "Where should we go next, and why there?",
        ":material/directions:",
    ),
    Page(
        "pages/voice.py",
        "Voice",
        "What are customers telling us?",
        ":material/record_voice_over:",
    ),
    Page(
        "pages/promises.py",
        "Promises",
        "Did we do what we said, and tell them?",
        ":material/handshake:",
    ),
    Page(
        "pages/account.py",
        "Account",
        "What must I know walking in?",
        ":material/domain:",
    ),
    Page("pages/data.py", "Data", "Which numbers can I not trust?", ":material/rule:"),
    Page(
        "pages/map.py",
        "Map a file",
        "What does this file hold?",
        ":material/table_convert:",
        is_listed=False,
        role=LOADER,
    ),
    Page(
        "pages/record.py",
        "Record",
        "Who saw what, and who is signed in?",
        ":material/shield_person:",
        role=ADMINISTRATOR,
    ),
)


def serve(
    warehouse: Path, raw: Path, now: Callable[[], datetime], notes: str = WHO_SEES_NOTES[0]
) -> None:
    """Run the page that was asked for, on one build, in its shell.

    Args:
        warehouse: the folder of builds.
        raw: the folder of exports, where those that are added go.
        now: the only clock in the house, with its zone; it tells whether the exports are stale,
            and when a correction is made.
        notes: who sees notes, one of `WHO_SEES_NOTES`.
    """
    _settings()
    try:
        visiting = here.arrive(now)
        page, current = _navigate(visiting)
        place = Place(warehouse, raw, now, visiting.who)
        with data.pinned(warehouse) as session:
            build = data.build(session)
            corrections, unread = data.corrections(warehouse, session)
            rights = view.rights(build, corrections, visiting.visitor.permit)
            if notes == "nobody":
                rights = rights.without_notes()
            options = view.options(build, corrections, rights)
            with st.container(
                key="header", horizontal=True, vertical_alignment="center", gap="small"
            ):
                st.title(page.question, anchor=False, width="content")
                said = st.container(key="scope", width="stretch")
                scope = replace(filters.controls(options), corrections=corrections, rights=rights)
                if visiting.is_signed_in:
                    st.button(
                        "Sign out", type="tertiary", icon=":material/logout:", key="sign_out",
                        on_click=st.logout,
                    )  # fmt: skip
            visiting = here.set_to(
                visiting.seeing(build.build_id, data.digest(scope), rights.accounts is None)
            )
            visiting.note_once("page", page.name)
            said.markdown(md(_said(build, scope, options, visiting)))
            states.fell_back(build.notice)
            states.uncorrected(unread)
            correcting.tell()
            states.undated(build.is_dated)
            if build.is_dated and not build.is_sample:
                states.stale(build.as_of_on, now().date())
            seen = View(build, scope, warehouse, now, place, visiting)
            token = _view.set(seen)
            try:
                current.run()
                ahead.of(seen)
                if not drawer.open_if_asked(seen):
                    correcting.open_if_asked(seen)
            finally:
                _view.reset(token)
    except NoWarehouse as error:
        states.failed(error)
        upload.card(place, None, visiting)
    except GroundError as error:
        states.failed(error)


def enter() -> View:
    """The build and scope of this run; the first line of every page.

    Streamlit has a trap: beside a `pages/` folder, the first visitor of a fresh server who
    opens a deep link gets the page alone, without `app.py`, until something has called
    `st.navigation`. So a page that finds itself without its shell calls it and starts over.
    """
    seen = _view.get()
    if seen is None:
        _settings()
        _navigate()
        st.rerun()
    return seen


def answer(sentence: str, but: str = "") -> None:
    """The answer in words, under the title, and what it leaves out."""
    with st.container(key="answer"):
        st.markdown(md(sentence))
        if but:
            st.caption(md(but))


def _settings() -> None:
    st.set_page_config("On Their Ground", str(ICON), "wide")
    st.html(STYLE)


def _navigate(visiting: here.Here | None = None) -> tuple[Page, st.Page]:
    """The navigation, of the pages that there are for this visitor; which one this run is for.

    Before anybody knows whom it is for, all of them: a deep link must not lose its page.
    """
    there = [
        page
        for page in PAGES
        if not page.role or visiting is None or visiting.visitor.permit.may(page.role)
    ]
    specs = {
        page.path: st.Page(
            page.path,
            title=page.name,
            icon=page.icon,
            default=page is PAGES[0],
            visibility="visible" if page.is_listed else "hidden",
        )
        for page in there
    }
    current = st.navigation(list(specs.values()), position="top")
    path = next((path for path, spec in specs.items() if spec == current), PAGES[0].path)
    return next(page for page in PAGES if page.path == path), current


def _said(build: data.Build, scope: Scope, options: filters.Options, visiting: here.Here) -> str:
    parts = [f"As of {words.day(scope.as_of[0])}"]
    if filtered := scopes.sentence(scope, options.people):
        parts.append(filtered)
    if not visiting.sees_all:
        parts.append("of the accounts you may see")
    if build.is_sample:
        parts.append("a made-up company")
    parts.append(visiting.who if visiting.is_signed_in else "on this machine, no sign-in")
    return " · ".join(parts)
