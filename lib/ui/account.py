"""The account page's parts: which account, its cards, its tables.

Must not fetch or count: rows come from the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from lib.charts import sales as sales_charts
from lib.report import account, going
from lib.report.briefing import Known
from lib.report.escape import md
from lib.report.words import Row
from lib.scope import Rights
from lib.ui import draw, tables
from lib.ui.view import View

PAGE = "pages/account.py"
CHOSEN = "account"  # of the choice, in the URL and in the session
_SEEN = "account_in_url"


def chosen(view: View) -> str | None:
    """The account that the URL or the reader names; None where none is."""
    labels = view.choices()
    asked = st.query_params.get(CHOSEN)
    if asked in labels and asked != st.session_state.get(_SEEN):
        st.session_state[CHOSEN] = asked
    if st.session_state.get(CHOSEN) not in labels:
        st.session_state[CHOSEN] = None
    chosen_id: str | None = st.selectbox(
        "Account",
        list(labels),
        key=CHOSEN,
        format_func=labels.__getitem__,
        placeholder="Choose an account: type a part of its name",
        label_visibility="collapsed",
    )
    if chosen_id is None:
        st.query_params.pop(CHOSEN, None)
    elif asked != chosen_id:
        st.query_params[CHOSEN] = chosen_id
    st.session_state[_SEEN] = chosen_id
    return chosen_id


def link(account_id: str) -> None:
    """The way from a drawer to the account's own page."""
    st.page_link(
        PAGE,
        label="Everything about this account",
        icon=":material/open_in_new:",
        query_params={CHOSEN: account_id},
    )


def figures(rows: Sequence[tuple[str, str, str]]) -> None:
    """The figures at its head: label, figure, what it is measured against."""
    with st.grid(len(rows), min_column_width=165, key="figures"):
        for label, figure, against in rows:
            with st.container(border=True, key=f"card-clock-{label}", height="stretch"):
                st.caption(md(label))
                st.subheader(md(figure), anchor=False)
                st.caption(md(against))


def cases(frame: pd.DataFrame) -> None:
    """Its cases, the open ones first."""
    if frame.empty:
        st.markdown("No case is open, nor was one opened in two years.")
        return
    shown = pd.DataFrame(
        {
            "state": [
                "◆ open, severe" if is_open and severe else "● open" if is_open else "closed"
                for is_open, severe in zip(frame["is_open"], frame["is_severe"], strict=True)
            ],
            "opened": frame["opened_on"],
            "closed": frame["closed_on"],
            "subject": frame["subject"],
            "priority": frame["priority"],
        }
    )
    _table(
        shown,
        "account_cases",
        {
            "state": st.column_config.TextColumn("State", width=100),
            "opened": st.column_config.DateColumn("Opened", format="D MMM YYYY", width=90),
            "closed": st.column_config.DateColumn("Closed", format="D MMM YYYY", width=90),
            "subject": st.column_config.TextColumn("Subject", width=200),
            "priority": st.column_config.TextColumn("Priority", width=70),
        },
    )


def deals(frame: pd.DataFrame) -> None:
    """Its deals, the open ones first."""
    if frame.empty:
        st.markdown("No deal is open, nor was one closed in a year.")
        return
    shown = pd.DataFrame(
        {
            "deal": frame["deal"],
            "state": [
                "● open" if is_open else "won" if won else "lost"
                for is_open, won in zip(frame["is_open"], frame["is_won"], strict=True)
            ],
            "closes": frame["closes_on"],
            "amount": frame["amount"],
            "currency": frame["currency"],
            "stage": frame["stage"],
        }
    )
    _table(
        shown,
        "account_deals",
        {
            "deal": st.column_config.TextColumn("Deal", width=180),
            "state": st.column_config.TextColumn("State", width=60),
            "closes": st.column_config.DateColumn("Closes", format="D MMM YYYY", width=90),
            "amount": st.column_config.NumberColumn("Amount", format="compact", width=70),
            "currency": st.column_config.TextColumn("In", width=45),
            "stage": st.column_config.TextColumn("Stage", width=130),
        },
    )


def relatives(frame: pd.DataFrame) -> None:
    """Parent, siblings and subsidiaries, each a way to its own page."""
    if frame.empty:
        return
    st.subheader("Of the same group", anchor=False)
    shown = pd.DataFrame(
        {
            "name": frame["relative"],
            "relation": frame["relation"],
            "visited": frame["last_visit_on"],
            "city": frame["city"],
        }
    )
    _table(
        shown,
        "account_relatives",
        {
            "name": tables.opener(frame["relative_id"], "account_relatives"),
            "relation": st.column_config.TextColumn("Relation", width=80),
            "visited": st.column_config.DateColumn("Last visit", format="D MMM YYYY", width=95),
            "city": st.column_config.TextColumn("City", width=110),
        },
    )


def corrections(said: Sequence[str]) -> None:
    """Every correction of it, in words."""
    for one in said:
        st.markdown(f"✎ {md(one)}")
    if not said:
        st.markdown("Nobody has corrected anything of this account.")


def _table(shown: pd.DataFrame, key: str, columns: Mapping[str, Any]) -> None:
    tables.show(
        shown,
        key,
        6,
        columns,
    )


def nobody() -> NoReturn:
    """No account is chosen yet; then stop."""
    st.markdown(
        "Choose an account above; or click a name on any page and follow “Everything about this "
        "account” in its drawer."
    )
    st.stop()


def people(frame: pd.DataFrame, grid: pd.DataFrame, gaps: str) -> None:
    """Who we know there: the gaps in words, the grid, then each of them."""
    st.markdown(md(gaps))
    if frame.empty:
        return
    st.dataframe(
        grid,
        height=tables.height(len(grid), 4),
        row_height=tables.ROW,
        hide_index=True,
        key="account_grid",
        column_config={"horizon": st.column_config.TextColumn("Looks at", pinned=True, width=95)},
    )
    shown = pd.DataFrame(
        {
            "contact": frame["contact"],
            "title": frame["title"],
            "met": frame["last_met_on"],
            "spoken": frame["last_spoken_on"],
            "by": frame["spoken_by"],
        }
    )
    _table(
        shown,
        "account_people",
        {
            "contact": st.column_config.TextColumn("Person", pinned=True, width=140),
            "title": st.column_config.TextColumn("Title", width=150),
            "met": st.column_config.DateColumn("Met", format="D MMM YYYY", width=90),
            "spoken": st.column_config.DateColumn("Spoken", format="D MMM YYYY", width=90),
            "by": st.column_config.TextColumn("By", width=130),
        },
    )


def sentences(key: str, said: Sequence[str], nothing: str) -> None:
    """Lines to read, or why there are none."""
    with st.container(key=f"said-{key}"):
        for one in said:
            st.markdown(f"– {md(one)}")
        if not said:
            st.markdown(md(nothing))


def sales(months: pd.DataFrame, trend: Row | None) -> None:
    """What it buys: this year against its own season, and when to go."""
    if months.empty:
        st.markdown(
            "No sales to this account are in the exports: an export of invoices or orders, or of "
            "deals with their amounts, would show its season."
        )
        return
    if trend is not None:
        st.markdown(md(f"Sales: {going.trend(trend)}."))
    draw.chart(sales_charts.shape(months), "account_sales", "Sales by month against its season")
    reason = months["reason"].dropna()
    if len(reason):
        st.caption(md(f"When to go: {reason.iloc[0]}."))


def said(known: Known) -> None:
    """What they told us, what we were shown and gave."""
    st.subheader("What they raised, in 365 days", anchor=False)
    sentences(
        "heard",
        [account.heard(row) for row in known.heard[:5]],
        "Nothing that a theme names."
        if "notes" in known.held
        else "Your exports hold no notes: nobody can say what they raised.",
    )
    st.subheader("Tours, introductions, what we brought", anchor=False)
    sentences(
        "signs",
        [account.sign(row) for row in known.signs[:6]],
        "None is known. Ask for the tour.",
    )


def came_of_it(known: Known, rights: Rights) -> None:
    """What was promised and what became of it; the turning points of the year."""
    st.subheader("What we promised", anchor=False)
    if not rights.promises:
        st.markdown("Promises are a right of their own, which you were not given.")
    else:
        _promised(known)
    st.subheader("Turning points", anchor=False)
    sentences(
        "moments",
        [account.moment(row) + account.why(row) for row in known.moments],
        "Neither a first purchase nor a project, a renewal or a leaving within a year.",
    )


def _promised(known: Known) -> None:
    sentences(
        "promises",
        [account.promise(row) for row in known.promises],
        "No promise to this account is on record."
        if "commitments" in known.held
        else "Your exports hold nothing on promises. Keep a list of them, or write the first "
        "on the Promises page.",
    )
