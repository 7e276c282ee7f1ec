"""The account's drawer: status, clocks, last contacts with purpose and evidence.

Opened from any row or bubble. Never shows an export's notes or descriptions. While it is open
it is run again alone, without a build, so all that it shows is fetched before it opens.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lib.report import frames, words
from lib.report.escape import md
from lib.ui import account as account_page
from lib.ui import correcting, receipts, tables
from lib.ui.view import View


@dataclass(frozen=True)
class _Account:
    """What the drawer shows."""

    row: words.Row
    clocks: pd.DataFrame
    contacts: pd.DataFrame
    everybody: pd.DataFrame

    @property
    def id(self) -> str:
        return str(self.row["account_id"])


def open_if_asked(view: View) -> bool:
    """Open the drawer of the account that a click asked for, once; whether it did."""
    account_id = st.session_state.pop(tables.OPENED, None)
    if account_id is None:
        return False
    accounts = view.accounts()
    row = next((r for r in frames.records(accounts) if r["account_id"] == account_id), None)
    if row is None:
        return False
    view.here.note_once("account", account_id)
    shown = _Account(
        row, view.clocks(account_id), view.interactions_of(account_id, 15), view.everybody()
    )
    st.dialog(md(row["name"]) or "Account", width=750, position="right")(_show)(view, shown)
    return True


def _show(view: View, account: _Account) -> None:
    def again() -> None:
        tables.open_account(account.id)

    asked = st.session_state.get(receipts.CORRECTING)
    contact = correcting.contact(account.contacts, asked) if asked else None
    with st.container(key="drawer"):
        if contact is not None:
            st.button("Back to the account", icon=":material/arrow_back:", on_click=_forget)

            def done() -> None:
                _forget()
                again()

            correcting.of_contact(view, contact, account.everybody, done)
            return
        account_page.link(account.id)
        _facts(view, account)
        if view.here.may_write:
            with st.expander("Something wrong with this account? Correct it"):
                correcting.of_account(view, account.row, account.everybody, again)


def _facts(view: View, account: _Account) -> None:
    row = account.row
    st.markdown(f"**{md(words.status(row))}**")
    st.markdown(md(words.account_facts(row)))
    if row["stands_for"] > 1:
        others = words.count(row["stands_for"] - 1, "other account")
        st.markdown(md(f"Counts with {others}: its copies, or its group."))
    if row["location_note"]:
        st.caption(md(f"On the map: {row['location_note']}."))
    if row["corrections"]:
        st.caption(md(f"✎ {row['corrections']}"))
    st.subheader("Last time, by setting", anchor=False)
    if account.clocks.empty:
        st.markdown("No contact of any kind is on record.")
    else:
        receipts.clocks(account.clocks, "drawer_clocks")
    if not account.contacts.empty:
        st.subheader("Last contacts, and what each label rests on", anchor=False)
        receipts.evidence(
            account.contacts, "drawer_contacts", view.here.may_write, has_account=False
        )


def _forget() -> None:
    st.session_state.pop(receipts.CORRECTING, None)
