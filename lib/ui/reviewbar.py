"""The Monday page's bar: which review, start one, meet over it, take it along, what it may show.

Owns the controls above the page. Must not draw what stands on it.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from lib.report import words
from lib.report.escape import md
from lib.report.formats import PAPERS, Format, file_name
from lib.report.formats.all import FORMATS
from lib.report.review import Review, shown
from lib.ui import here, meeting, reviews
from lib.ui.reviews import Shown
from lib.ui.view import View

_NOTES, _NAMES, _AGREED = "review_notes", "review_names", "review_agreed"
_PAPER = {"a4": "A4", "us-letter": "US Letter"}


def bar(view: View, of: Shown) -> Review:
    """Draw the controls; the page as it may be shown, without notes and names unless asked for."""
    said = {
        str(one.id): " · ".join(
            part for part in (f"Review {one.id}, of {words.day(one.as_of)}", one.scope) if part
        )
        for one in of.known
    }
    newest = f"Newest data, {words.day(view.as_of)}, not frozen"
    # By its name the style knows that the header's day and filters are not those of the page.
    key = "frozen" if of.kept else "today"
    with st.container(key=key, horizontal=True, vertical_alignment="center", gap="small"):
        st.selectbox(
            "Which review", [reviews.TODAY, *said], key=reviews.KEY, label_visibility="collapsed",
            format_func=lambda number: said.get(number, newest), width=310,
            persist_state="session",
        )  # fmt: skip
        if of.kept is None and view.here.may_write:
            begun = reviews.begun(view, of)
            st.button(
                f"Continue review {begun.id}" if begun else "Start this week's review",
                type="primary", icon=":material/ac_unit:",
                key="start", on_click=reviews.start, args=(view, of),
                help="Freezes every figure and list as they are now. What comes in later "
                "changes the next review, never this one.",
            )  # fmt: skip
        meeting.button()
        with st.popover("Take it along", icon=":material/download:", key="take_along"):
            paper = st.segmented_control(
                "Paper", PAPERS, default=PAPERS[0], format_func=_PAPER.__getitem__, required=True,
                key="review_paper",
            )  # fmt: skip
            files = st.container(key="review-files", gap="small")
        if view.scope.sees_notes:
            st.toggle(
                "What customers said", key=_NOTES, persist_state="page",
                help="The words of one customer under each headline, here and in every file.",
            )  # fmt: skip
        if view.scope.rights.names:
            st.toggle(
                "Names of their people", key=_NAMES, persist_state="page",
                help="In promises and in what was said.",
            )  # fmt: skip
        if of.agreed:
            st.toggle(
                "What we agreed, in the files", key=_AGREED, persist_state="page",
                help="Adds what was taken on in this meeting to every file.",
            )  # fmt: skip
    page = allowed(view, of)
    with files:
        for one in FORMATS.values():
            _download(view, one, page, of, paper or PAPERS[0])
    return page


def allowed(view: View, of: Shown) -> Review:
    """The page without notes and names of their people, unless this reader asked for them."""
    asked = st.session_state
    with_notes = view.scope.sees_notes and asked.get(_NOTES, False)
    with_names = view.scope.rights.names and asked.get(_NAMES, False)
    page = shown(of.page, with_notes, with_names)
    return replace(page, agreed=tuple(of.agreed)) if asked.get(_AGREED, False) else page


def _download(view: View, one: Format, page: Review, of: Shown, paper: str) -> None:
    """A file that is made when it is asked for."""
    st.download_button(
        md(one.label),
        # The lists are thousands of rows: they are asked for only when a file is made.
        data=here.noted(
            lambda: one.render(page, reviews.complete(view, of).lists, paper),
            f"review.{one.suffix}",
        ),
        file_name=file_name(
            page, one.suffix, of.kept.id if of.kept else 0, paper if one.suffix == "pdf" else ""
        ),
        mime=one.mime,
        on_click="ignore",
        width="stretch",
        key=f"file_{one.suffix}",
    )
