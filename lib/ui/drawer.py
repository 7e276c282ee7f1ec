"""The account's drawer: status, clocks, last contacts with purpose and evidence.

Opened from any row or bubble. Never shows an export's notes or descriptions.
"""

from __future__ import annotations

import streamlit as st

from lib.report import frames, words
from lib.report.escape import md
from lib.ui import receipts, tables
from lib.ui.view import View


def open_if_asked(view: View) -> None:
    """Open the drawer of the account that a click asked for, once."""
    account_id = st.session_state.pop(tables.OPENED, None)
    if account_id is None:
        return
    accounts = view.accounts()
    row = next((r for r in frames.records(accounts) if r["account_id"] == account_id), None)
    if row is not None:
        st.dialog(md(row["name"]) or "Account", width=750, position="right")(_show)(view, row)


def _show(view: View, row: words.Row) -> None:
    account_id = str(row["account_id"])
    with st.container(key="drawer"):
        st.markdown(f"**{md(words.status(row))}**")
        st.markdown(md(words.account_facts(row)))
        if row["location_note"]:
            st.caption(md(f"On the map: {row['location_note']}."))
        st.subheader("Last time, by setting", anchor=False)
        clocks = view.clocks(account_id)
        if clocks.empty:
            st.markdown("No contact of any kind is on record.")
        else:
            receipts.clocks(clocks, "drawer_clocks")
        contacts = view.interactions(account_id, 15)
        if not contacts.empty:
            st.subheader("Last contacts, and what each label rests on", anchor=False)
            receipts.evidence(contacts, "drawer_contacts", has_account=False)
