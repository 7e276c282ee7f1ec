"""What today's data says of a frozen review's day, as a card. Must not compare: the report does."""

from __future__ import annotations

import streamlit as st

from lib.report.escape import md
from lib.ui import reviews
from lib.ui.reviews import Shown
from lib.ui.view import View

_MOST = 20


def card(view: View, of: Shown) -> None:
    """What today's data says of a frozen review's day; asked for, since it takes its time."""
    if of.kept is None or not st.toggle(
        "What today's data says of that day",
        key="review_restated",
        help="The same day asked again of the newest build, with a reason for every difference.",
    ):
        return
    with st.container(border=True, key="card-restated"):
        found = reviews.restated(view, of)
        st.subheader(md(found.said), anchor=False)
        if found.definitions:
            st.caption(md(f"Defined otherwise since: {', '.join(found.definitions)}."))
        for number, one in enumerate(found.differences[:_MOST]):
            with st.container(key=f"row-restated-{number}"):
                st.markdown(
                    f"**{md(one.name)}** {md(one.frozen)} → **{md(one.now)}**  \n"
                    f":gray[{md('; '.join(one.reasons))}]"
                )
        if len(found.differences) > _MOST:
            rest = len(found.differences) - _MOST
            st.caption(
                f"And {rest:,} more: `python -m lib reviews restated {of.kept.id}` lists them."
            )
