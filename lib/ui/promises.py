"""The Promises page's parts: the table, the form that adds one, the form that changes one.

Owns what a form writes. Must not decide what became of a promise: the next run reads it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from lib.report import frames, promises, words
from lib.report.escape import md
from lib.ui import correcting, tables
from lib.ui.view import View
from lib.warehouse import corrections as store

_ASKED = "asked_promise"
_WRITTEN = "written_promise"
_FORM = "promise_form"
_LONGEST = 500


def nothing(view: View) -> None:
    """No promise in this view: why, what to export, the form; then stop."""
    with st.container(border=True, key="card-state"):
        if view.holds("commitments"):
            st.subheader("No promise in this view", anchor=False)
            st.markdown(
                "The exports hold promises, but none to these accounts that was known on this "
                "day. Take a filter away, or choose a later day."
            )
        else:
            st.subheader("Your exports hold nothing on this", anchor=False)
            st.markdown(
                "Export a list of promises: a row each with the customer, what was promised, who "
                "has it in hand, due, done and *customer told*. A visit log with a column for the "
                "next step does too, and so do tasks that say “as promised” or regard a visit. "
                "Or write the first one here."
            )
    form(view)
    st.stop()


def table(rows: pd.DataFrame, key: str, may_change: bool) -> None:
    """The promises with what became of each; a button says what is to come next."""
    records = frames.records(rows)
    shown = pd.DataFrame(
        {
            "name": rows["name"].astype(str),
            "state": rows["state"].map(promises.STATES),
            "action": rows["action"],
            "owner": rows["owner"],
            "due": rows["due_on"],
            "done": rows["done_on"],
            "next": rows["state"].map(promises.NEXT),
            "remark": [promises.remark(row) for row in records],
            "learnt": rows["learnt"],
            "on": rows["learnt_on"],
        }
    )
    tables.show(
        shown,
        key,
        12,
        {
            "name": tables.opener(rows["account_id"], key),
            "state": st.column_config.TextColumn("State", width=120),
            "action": st.column_config.TextColumn("What we promised", width=260),
            "owner": st.column_config.TextColumn("Owner", width=120),
            "due": st.column_config.DateColumn("Due", format="D MMM YYYY", width=95),
            "done": st.column_config.DateColumn("Done", format="D MMM YYYY", width=95),
            "next": tables.buttons(rows["commitment_id"], f"{key}_next", "Next", _ask, 75)
            if may_change
            else None,
            "remark": st.column_config.TextColumn("Where it stands", width=240),
            "learnt": st.column_config.TextColumn("What we heard", width=220),
            "on": st.column_config.DateColumn("Heard on", format="D MMM YYYY", width=95),
        },
    )


def open_if_asked(view: View, rows: pd.DataFrame) -> None:
    """Open the form of the promise that a click asked for, once."""
    asked = st.session_state.pop(_ASKED, None)
    found = frames.records(rows[rows["commitment_id"] == asked])
    if found:
        st.dialog("This promise", width=560, position="right")(_change)(view, found[0])


def form(view: View) -> None:
    """A promise nobody has written down yet."""
    if not view.here.may_write:
        return
    accounts = view.everybody()
    names = frames.by_account(accounts, "name")
    # Once kept, the next form is another one, and empty; what is refused stays as typed.
    number = st.session_state.get(_FORM, 0)
    with (
        st.expander("Write a promise down", icon=":material/edit_note:"),
        st.form(f"promise_{number}", border=False),
    ):
        account = st.selectbox(
            "Customer", list(names), index=None, format_func=names.__getitem__,
            placeholder="Type a part of the name", key=f"customer_{number}",
        )  # fmt: skip
        action = st.text_input("What we promised", max_chars=_LONGEST, key=f"said_{number}").strip()
        learnt = st.text_input("What we heard", max_chars=_LONGEST, key=f"heard_{number}").strip()
        with st.grid(3, min_column_width=150):
            owner = st.text_input("Who has it in hand", max_chars=200, key=f"by_{number}").strip()
            learnt_on = st.date_input(
                "Heard on", value=view.as_of, max_value=view.as_of, key=f"on_{number}"
            )
            due_on = st.date_input("Due", value=None, key=f"due_{number}")
        # Noted at the click: the run that it starts may begin once more.
        st.form_submit_button(
            "Keep this promise",
            type="primary",
            on_click=lambda: st.session_state.update({_WRITTEN: True}),
        )
        if not st.session_state.pop(_WRITTEN, False):
            return
        if account is None or not action:
            st.warning("Say to whom and what: the rest may wait.", icon=":material/help:")
            return
    said = {
        "promise": account,
        "promise_action": action,
        "promise_learnt": learnt,
        "promise_learnt_on": _iso(learnt_on),
        "promise_owner": owner,
        "promise_due": _iso(due_on),
    }
    st.session_state[_FORM] = number + 1
    made = f"promise-{view.now():%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    _keep(view, made, {kind: value for kind, value in said.items() if value}, "")


def _ask(commitment_id: str) -> None:
    st.session_state[_ASKED] = commitment_id


def _change(view: View, row: words.Row) -> None:
    """Done, told, dropped, owner and due of one promise, each as it is or as a person says."""
    id_ = str(row["commitment_id"])
    st.markdown(f"**{md(row['name'])}**")
    st.markdown(md(row["action"]))
    st.caption(md(promises.remark(row) or promises.STATES[str(row["state"])]))
    state = str(row["state"])
    done_on = _day("Done on", row["done_on"], view.as_of if state in ("open", "late") else None,
                   view.as_of, f"done_{id_}")  # fmt: skip
    told_on = _day("Customer told on", row["told_on"], view.as_of if state == "done" else None,
                   view.as_of, f"told_{id_}")  # fmt: skip
    if told_on and state == "done":
        st.caption("It counts as told once a contact with them since then is on record.")
    due_on = _day("Due", row["due_on"], None, None, f"due_{id_}")
    owner = st.text_input("Who has it in hand", value=row["owner"] or "", key=f"owner_{id_}")
    is_dropped = st.toggle("We will not do it", value=state == "dropped", key=f"drop_{id_}")
    why = st.text_input("How you know", key=f"why_{id_}", max_chars=_LONGEST).strip()
    said = {
        "owner": owner.strip(),
        "due_on": due_on,
        "done_on": None if is_dropped else done_on,
        "told_on": told_on,
        "dropped_on": view.as_of if is_dropped else None,
    }
    changes = promises.changes(row, said)
    asked = f"{_WRITTEN}_{id_}"
    st.button(
        "Keep this",
        type="primary",
        disabled=not changes,
        key=f"keep_{id_}",
        on_click=lambda: st.session_state.update({asked: True}),
    )
    if st.session_state.pop(asked, False) and changes:
        _keep(view, id_, changes, why)


def _day(
    label: str, known: date | None, proposed: date | None, newest: date | None, key: str
) -> date | None:
    value = pd.Timestamp(known).date() if known else proposed
    if value and newest:
        newest = max(newest, value)
    day: date | None = st.date_input(label, value=value, max_value=newest, key=key)
    return day


def _keep(view: View, id_: str, said: Mapping[str, str], why: str) -> None:
    rows = [
        {"kind": kind, "subject": id_, "value": value, "why": why} for kind, value in said.items()
    ]

    def keep(warehouse: Path, now: datetime) -> str:
        kept, _ = store.add(warehouse, rows, view.here.who, now)
        return "Kept: the promise counts with it now." if kept else "That is in force already."

    correcting.write(keep, view, "correction", f"{id_} ({', '.join(said)})")
    st.rerun()


def _iso(day: object) -> str:
    return str(day)[:10] if day else ""
