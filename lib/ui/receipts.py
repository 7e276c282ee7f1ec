"""Tables of contacts: each with its purpose and what the label rests on, and the clocks.

Neither the notes nor the descriptions of an export are ever among the columns.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.report import frames, words
from lib.ui.tables import ROW, buttons, height, opener, show

CORRECTING = "corrected_interaction"


def evidence(
    frame: pd.DataFrame,
    key: str,
    may_correct: bool,
    has_account: bool = True,
    rows: int = 10,
) -> None:
    """Interactions with their setting and purpose, and what each label rests on.

    Neither the notes nor the descriptions of an export are ever among the columns.
    """
    if frame.empty:
        st.markdown("No contact of any kind is on record.")
        return
    shown = pd.DataFrame(
        {
            "account": frame["account_name"].astype(str),
            "on": frame["occurred_on"],
            "purpose": frame["purpose"].map(words.PURPOSE),
            "setting": frame["setting"].map(words.SETTING),
            "subject": frame["subject"],
            "basis": frame["purpose_basis"].where(frame["corrections"].isna(), "corrected"),
            "evidence": [frames.evidence(row) for row in frames.records(frame)],
            "correct": "Correct",
            "row": frame["file"].astype(str).str.rpartition("/")[2]
            + ", row "
            + frame["row"].astype(str),
        }
    )
    order = [
        "account",
        "on",
        "purpose",
        "setting",
        "subject",
        "basis",
        "evidence",
        "correct",
        "row",
    ]
    beside = ["on", "purpose", "setting", "correct", "evidence", "subject", "basis", "row"]
    st.dataframe(
        shown,
        height=height(len(shown), rows),
        row_height=ROW,
        hide_index=True,
        key=key,
        placeholder="–",
        column_order=order if has_account else beside,
        column_config={
            "account": opener(frame["account_id"], key) if has_account else None,
            "on": st.column_config.DateColumn("Day", format="D MMM YYYY", width=90),
            "purpose": st.column_config.TextColumn("Purpose", width=100),
            "setting": st.column_config.TextColumn("Setting", width=160),
            "subject": st.column_config.TextColumn("Subject", width=160),
            "basis": st.column_config.TextColumn("Basis", width=70),
            "evidence": st.column_config.TextColumn("Evidence", width=340),
            "correct": None
            if not may_correct
            else buttons(frame["interaction_id"], f"{key}_correct", "Wrong?", _ask_to_correct, 75),
            "row": st.column_config.TextColumn("From", width=140),
        },
    )


def _ask_to_correct(interaction_id: str) -> None:
    st.session_state[CORRECTING] = interaction_id


def clocks(frame: pd.DataFrame, key: str) -> None:
    """One account's clocks: each setting, when last, how many days since.

    The customer's own place comes first even where nobody has been: that is the news.
    """
    settings = ["on_site", *frame.loc[frame["setting"] != "on_site", "setting"]]
    frame = frame.set_index("setting").reindex(settings).reset_index()
    shown = pd.DataFrame(
        {
            "setting": frame["setting"].map(words.SETTING),
            "last": frame["last_on"],
            "days": frame["days_since"],
        }
    )
    show(
        shown,
        key,
        10,
        {
            "setting": "Setting",
            "last": st.column_config.DateColumn("Last", format="D MMM YYYY"),
            "days": st.column_config.NumberColumn("Days since", format="%d"),
        },
    )
