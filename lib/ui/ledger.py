"""Tables of what was read: files, rows set aside, sources, checks.

Must not count: the build did, and its checks prove the balance.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.ui.tables import ROW, height


def files(frame: pd.DataFrame, key: str) -> None:
    """Every file of the exports: what was read, what became of it, and how."""
    labels = {
        "file": "File",
        "status": "State",
        "table_name": "Table",
        "rows_read": "Read",
        "rows_loaded": "Loaded",
        "rows_set_aside": "Set aside",
        "rows_duplicate": "Duplicate",
        "rows_blank": "Blank",
        "rows_unlinked": "No account",
        "notes": "Notes",
        "encoding": "Encoding",
        "method": "Read by",
        "reason": "Why",
    }
    states = {"loaded": "Loaded", "not_used": "Not used", "unreadable": "Cannot be read"}
    _plain(frame.assign(status=frame["status"].map(states)), labels, key, 14)


def rejects(frame: pd.DataFrame, key: str) -> None:
    """Every row set aside, and why."""
    _plain(frame, {"file": "File", "row": "Row", "table_name": "Table", "reason": "Why"}, key)


def sources(frame: pd.DataFrame, key: str) -> None:
    """Each source: how far back it is complete, its newest contact, the day it vouches for."""
    labels = {
        "source": "Source",
        "horizon_on": "Complete from",
        "newest_on": "Newest contact",
        "vouched_on": "Vouches for",
        "interactions": "Contacts",
        "gaps": "Gaps",
    }
    _plain(frame, labels, key)


def claims(frame: pd.DataFrame, key: str) -> None:
    """Accounts whose export claims a last activity that its rows do not show."""
    labels = {
        "name": "Account",
        "claimed_on": "The export says",
        "last_contact_on": "Its rows say",
        "disagreement": "Which is",
    }
    _plain(frame, labels, key, 6)


def handed_in(frame: pd.DataFrame, key: str) -> None:
    """Each file of an upload: what it is taken for, and what would become of its rows."""
    labels = {
        "file": "File",
        "taken_for": "Taken for",
        "rows_read": "Read",
        "rows_loaded": "Used",
        "rows_set_aside": "Set aside",
        "rows_duplicate": "Known already",
        "rows_unlinked": "No account",
        "said": "Note",
    }
    _plain(frame, labels, key, 12)


def reasons(frame: pd.DataFrame, key: str) -> None:
    """Why rows of an upload are set aside, and how many."""
    _plain(frame, {"rows": "Rows", "reason": "Why", "file": "File"}, key)


def checks(frame: pd.DataFrame, key: str) -> None:
    """Each claim that the build was checked against."""
    shown = frame.assign(
        state=frame["is_passed"].map({True: "✓ holds", False: "✕ fails"}),
        claim=frame["claim"].str.replace("_", " ").str.capitalize(),
    ).sort_values("is_passed", kind="stable")
    _plain(shown, {"claim": "Claim", "state": "State", "failures": "Failures"}, key)


def _plain(frame: pd.DataFrame, labels: dict[str, str], key: str, rows: int = 8) -> None:
    numbers = [c for c in labels if pd.api.types.is_numeric_dtype(frame[c])]
    dates = [c for c in labels if c.endswith("_on")]
    st.dataframe(
        frame[list(labels)],
        height=height(len(frame), rows),
        row_height=ROW,
        hide_index=True,
        key=key,
        placeholder="–",
        column_config={
            **labels,
            **{c: st.column_config.DateColumn(labels[c], format="D MMM YYYY") for c in dates},
            **{c: st.column_config.NumberColumn(labels[c], format="localized") for c in numbers},
        },
    )


def way_to_map() -> None:
    """The way to the page that says what a file holds."""
    st.page_link(
        "pages/map.py",
        label="Say what a file holds that is not used",
        icon=":material/table_convert:",
    )
