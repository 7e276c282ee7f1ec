"""The Overview's cards: whom to see next, what changed, how sound the data is.

Must not rank or count: `lib.report.overview` does.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.report import answers
from lib.report.escape import md
from lib.report.review import ToSee
from lib.ui import data, tables
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


def changed(lines: Sequence[tuple[str, str, str]]) -> None:
    """Who became late, was seen and was booked, by name, the most valuable first."""
    with st.container(key="said-changed"):
        for number, names, rest in lines:
            st.markdown(f"**{md(number)}** {md(names + rest)}" if number else md(rest))


def seen_at_extremes(seen: Sequence[tuple[str, str]], number: int) -> None:
    """The largest of those seen only in a crisis or when we wanted something.

    Args:
        seen: name, and how they were seen.
        number: how many there are in all.
    """
    with st.container(key="said-extremes"):
        for name, how in seen:
            st.markdown(f"**{md(name)}:** {md(how)}")
        if number > len(seen):
            st.page_link("pages/balance.py", label=f"and {number - len(seen)} more")
        if not seen:
            st.markdown("Nobody was seen only in a crisis or when we wanted something.")


def health(view: View) -> None:
    """One line on the data of the whole company, and the way to the page about it."""
    if not view.here.sees_all:
        return
    sentence = data.kept(
        view.build.build_id,
        view.scope.of_no_day(),
        "health",
        lambda: answers.health(view.table("loads"), view.table("checks")),
    )
    with st.container(key="footer", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(md(sentence), width="content")
        st.page_link("pages/data.py", label="Which numbers can I not trust?")
