"""The Overview's cards: whom to see next, what changed, how sound the data is.

Must not rank or count: `lib.report.frames` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from lib.report import answers, frames, words
from lib.report.escape import md
from lib.report.review import ToSee
from lib.ui import tables
from lib.ui.view import View


def see_next(rows: Sequence[ToSee]) -> None:
    """A few accounts, each with why; the name opens the drawer."""
    with st.container(key="rows_next", height="stretch"):
        if not rows:
            st.markdown("No account has a reason to go there next.")
        for number, row in enumerate(rows):
            with st.container(key=f"row-{number}"):
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.button(
                        md(row.name),
                        type="tertiary",
                        key=f"see-{number}",
                        help=md(f"Points {row.points}"),
                        on_click=tables.open_account,
                        args=(row.account_id,),
                    )
                    st.caption(md(row.where), width="content")
                st.markdown(md(f"{row.worth}. {row.why}"))


def changed(changes: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Who became late, was seen and was booked, by name, the most valuable first."""
    said = {
        "late": ("became late", "Nobody became late."),
        "seen": ("seen on site", "Nobody was seen on site."),
        "booked": ("newly booked", "Nothing was newly booked."),
    }
    with st.container(key="said-changed"):
        for kind, (verb, nobody) in said.items():
            names = [name for _, name in changes[kind]]
            rest = f" and {len(names) - 3} more" if len(names) > 3 else ""
            line = f"**{len(names)} {verb}:** {md(', '.join(names[:3]))}{rest}"
            st.markdown(line if names else nobody)


def seen_at_extremes(rows: pd.DataFrame) -> None:
    """How many were seen only in a crisis or when we wanted something, and the largest."""
    with st.container(key="said-extremes"):
        for row in frames.records(rows.head(3)):
            st.markdown(f"**{md(row['name'])}:** {md(words.extremes(row))}")
        if len(rows) > 3:
            st.page_link("pages/balance.py", label=f"and {len(rows) - 3} more")
        if rows.empty:
            st.markdown("Nobody was seen only in a crisis or when we wanted something.")


def health(view: View) -> None:
    """One line on the data of the whole company, and the way to the page about it."""
    if not view.here.sees_all:
        return
    sentence = answers.health(view.table("loads"), view.table("checks"))
    with st.container(key="footer", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(md(sentence), width="content")
        st.page_link("pages/data.py", label="Which numbers can I not trust?")
