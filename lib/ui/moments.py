"""The Moments page's parts: turning points, lost customers, who put us off, who went silent.

Must not choose or order rows.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.report import frames, moments
from lib.ui import tables
from lib.ui.view import View


def nothing(view: View) -> None:
    """No turning point in this view: why, and what to export; the page goes on."""
    with st.container(border=True, key="card-state"):
        if view.holds("moments"):
            st.subheader("No customer is or was at a turning point in a year", anchor=False)
            st.markdown(
                "Nobody here bought for the first time, filled a first year, went live, came up "
                "for renewal or left in the 365 days up to this day."
            )
        else:
            st.subheader("Your exports hold nothing on this", anchor=False)
            st.markdown(
                "Export deals or invoices for first purchases, and add to the customers since "
                "when they are ours, when their contract ends, and when they left."
            )


def table(rows: pd.DataFrame, key: str) -> None:
    """Turning points, each with its window and whether anybody talked in person."""
    if rows.empty:
        st.markdown("None.")
        return
    records = frames.records(rows)
    shown = pd.DataFrame(
        {
            "name": rows["name"].astype(str),
            "moment": rows["moment"].map(moments.MOMENT),
            "on": rows["moment_on"],
            "left": rows["days_left"],
            "state": rows["state"].map(moments.STATE),
            "who": [moments.who(row) for row in records],
            "why": rows["why"],
            "evidence": rows["evidence"],
            "owner": rows["owner"],
        }
    )
    if rows["days_left"].isna().all():
        shown = shown.drop(columns="left")
    tables.show(
        shown,
        key,
        10,
        {
            "name": tables.opener(rows["account_id"], key),
            "moment": st.column_config.TextColumn("Turning point", width=140),
            "on": st.column_config.DateColumn("Day", format="D MMM YYYY", width=95),
            "left": st.column_config.NumberColumn("Days left", format="%d", width=80),
            "state": st.column_config.TextColumn("In person", width=120),
            "who": st.column_config.TextColumn("Who with whom", width=250),
            "why": st.column_config.TextColumn("In their words", width=280),
            "evidence": st.column_config.TextColumn("Told by", width=230),
            "owner": st.column_config.TextColumn("Owner", width=120),
        },
    )


def asked(rows: pd.DataFrame, key: str) -> None:
    """Who put us off: how often asked, and from which day to ask again."""
    if rows.empty:
        st.markdown("Nobody has put us off.")
        return
    shown = pd.DataFrame(
        {
            "name": rows["name"].astype(str),
            "kind": rows["kind"].map(moments.ASKED),
            "again": rows["reask_on"],
            "times": rows["times_asked"],
            "last": rows["last_asked_on"],
            "next": rows["next_booked_on"],
            "owner": rows["owner"],
        }
    )
    tables.show(
        shown,
        key,
        8,
        {
            "name": tables.opener(rows["account_id"], key),
            "kind": st.column_config.TextColumn("How it stands", width=160),
            "again": st.column_config.DateColumn("Ask again on", format="D MMM YYYY", width=105),
            "times": st.column_config.NumberColumn("Times asked", width=95),
            "last": st.column_config.DateColumn("Last asked", format="D MMM YYYY", width=95),
            "next": st.column_config.DateColumn("Booked", format="D MMM YYYY", width=95),
            "owner": st.column_config.TextColumn("Owner", width=120),
        },
    )


def silent(rows: pd.DataFrame, key: str) -> None:
    """Who went silent after a long relationship."""
    if rows.empty:
        st.markdown("Nobody went silent after a long relationship.")
        return
    shown = pd.DataFrame(
        {
            "name": rows["name"].astype(str),
            "last": rows["last_contact_on"],
            "days": rows["days_silent"],
            "talks": rows["conversations"],
            "since": rows["began_on"],
            "owner": rows["owner"],
        }
    )
    tables.show(
        shown,
        key,
        8,
        {
            "name": tables.opener(rows["account_id"], key),
            "last": st.column_config.DateColumn("Last contact", format="D MMM YYYY", width=95),
            "days": st.column_config.NumberColumn("Days silent", format="%d", width=90),
            "talks": st.column_config.NumberColumn("Conversations before", width=150),
            "since": st.column_config.DateColumn("Known since", format="MMM YYYY", width=95),
            "owner": st.column_config.TextColumn("Owner", width=120),
        },
    )
