"""Corrections made on the page: of a contact, and of an account.

Owns the forms, and the word that one was kept. A form asks nothing of the build, since it is
run again alone while it is open: all that it shows is handed to it. Must not decide what a
correction does; the next run reads it with everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from lib.corrections import INFORMATION, INTRODUCTIONS, PURPOSES, SETTINGS, TOURS
from lib.errors import GroundError
from lib.report import frames, words
from lib.report.escape import md
from lib.ui import account, receipts
from lib.ui.view import View
from lib.warehouse import corrections as store

_SAID = "correction_said"
_ASKED = "correction_asked"
# How many accounts a search offers: past that, a few more letters find it faster.
_OFFERED = 25
_LONGEST = 500
KEEP = "as it is"
NOBODY = "no account of ours"
NONE = "none"

Rows = list[Mapping[str, str]]


def open_if_asked(view: View) -> None:
    """Open the form of the contact that a click asked for, once."""
    interaction_id = st.session_state.pop(receipts.CORRECTING, None)
    if interaction_id is None or not view.here.may_write:
        return
    row = contact(view.interactions(), interaction_id)
    shown = st.session_state.get(account.CHOSEN)
    if row is None and shown:
        # The account's own page lists contacts older than the latest of all.
        row = contact(view.of_account(shown).interactions_of(shown), interaction_id)
    if row is not None:
        accounts = view.everybody()
        st.dialog("Correct this contact", width=560, position="right")(of_contact)(
            view, row, accounts
        )


def contact(rows: pd.DataFrame, interaction_id: str) -> words.Row | None:
    """One contact of a table."""
    found = rows[rows["interaction_id"] == interaction_id]
    return next(iter(frames.records(found)), None)


def of_contact(
    view: View, row: words.Row, accounts: pd.DataFrame, done: Callable[[], None] | None = None
) -> None:
    """Where it was, why we met and with whom, each as it is or as a person says.

    Args:
        done: what to do once it is kept, before the page is drawn anew.
    """
    id_ = str(row["interaction_id"])
    said = [words.day(row["occurred_on"]), row["account_name"], row["subject"]]
    st.markdown(f"**{md(' · '.join(str(part) for part in said if part))}**")
    st.caption(md(f"{words.SETTING[row['setting']]}: {row['setting_evidence']}"))
    st.caption(md(f"{words.PURPOSE[row['purpose']]}: {frames.evidence(row)}"))
    setting = _choice("Where it was", SETTINGS, words.SETTING, str(row["setting"]), f"set_{id_}")
    purpose = _choice("Why we met", PURPOSES, words.PURPOSE, str(row["purpose"]), f"pur_{id_}")
    account = _account("Whose contact it was", accounts, f"acc_{id_}", NOBODY)
    signs = _signs(id_)
    changes = {
        "setting": setting if setting != row["setting"] else None,
        "purpose": purpose if purpose != row["purpose"] else None,
        "account": account if account != row["account_id"] else None,
        **signs,
    }
    _save(view, id_, changes, done)


def of_account(
    view: View, row: words.Row, accounts: pd.DataFrame, done: Callable[[], None]
) -> None:
    """Tier, exemption, copy and parent of an account, each as it is or as a person says."""
    id_ = str(row["account_id"])
    others = accounts[accounts["account_id"] != id_]
    tiers = sorted({str(row["tier"]), "A", "B", "C", *accounts["tier"].dropna().astype(str)})
    tier = _choice("Tier", tiers, {name: name for name in tiers}, str(row["tier"]), f"tier_{id_}")
    is_exempt = st.toggle(
        "It cannot be visited", value=row["exempt_reason"] is not None, key=f"exempt_{id_}"
    )
    reason = ""
    if is_exempt:
        reason = st.text_input(
            "Because", value=row["exempt_reason"] or "", key=f"because_{id_}", max_chars=_LONGEST
        ).strip()
        if not reason:
            st.caption("Say why: an account is left out of coverage only with a reason.")
    changes = {
        "tier": tier if tier != row["tier"] else None,
        "exempt": reason if reason != (row["exempt_reason"] or "") else None,
        "duplicate": _account("It is a copy of", others, f"copy_{id_}"),
        "parent": _account("It belongs to", others, f"parent_{id_}", NONE),
    }
    if is_exempt and not reason:
        changes["exempt"] = None
    _save(view, id_, changes, done)


def write(action: Callable[[Path, datetime], str], view: View, kind: str, of: str) -> bool:
    """Do something to what people wrote, and have the next run say how it went.

    Args:
        kind: what is put on record: `correction`, `review` or `commitment`.
        of: what it is of, by its id.
    """
    try:
        view.here.must_write()
        view.here.note(kind, of)
        st.session_state[_SAID] = (action(view.warehouse, view.now()), True)
    except GroundError as error:
        st.session_state[_SAID] = (str(error), False)
    return bool(st.session_state[_SAID][1])


def tell() -> None:
    """What became of the last correction, once."""
    said, is_kept = st.session_state.pop(_SAID, ("", True))
    if said and is_kept:
        st.toast(md(said), icon=":material/check:")
    elif said:
        st.warning(md(said.replace("`", "")), icon=":material/warning:")


def _save(
    view: View,
    subject: str,
    changes: Mapping[str, str | None],
    done: Callable[[], None] | None,
) -> None:
    why = st.text_input(
        "How you know", key=f"why_{subject}", max_chars=_LONGEST,
        placeholder="for example: I was there",
    ).strip()  # fmt: skip
    rows: Rows = [
        {"kind": kind, "subject": subject, "value": value, "why": why}
        for kind, value in changes.items()
        if value is not None
    ]
    who = view.here.who
    st.caption(
        md(f"Kept with your name ({who}), the time and the reason; the Data page can undo it.")
    )
    # The click is noted and acted on here, where the last word typed is known.
    asked = f"{_ASKED}_{subject}"
    st.button(
        "Keep this correction",
        type="primary",
        disabled=not rows,
        key=f"keep_{subject}",
        on_click=lambda: st.session_state.update({asked: True}),
    )
    if not st.session_state.pop(asked, False) or not rows:
        return

    def keep(warehouse: Path, now: datetime) -> str:
        kept, _ = store.add(warehouse, rows, who, now)
        if not kept:
            return "That is in force already."
        return f"Kept: {words.count(kept, 'correction')}. Everything here counts with it now."

    of = f"{subject} ({', '.join(row['kind'] for row in rows)})"
    if write(keep, view, "correction", of) and done is not None:
        done()
    st.rerun()


def _signs(id_: str) -> dict[str, str | None]:
    """The tour, the introduction and what we brought, each only where a person says it."""
    changes: dict[str, str | None] = {}
    with st.expander("The tour, introductions, what we brought"):
        for kind, label, values in (
            ("tour", "The tour", TOURS),
            ("introduction", "Introductions", INTRODUCTIONS),
            ("information", "Something worth knowing", INFORMATION),
        ):
            chosen = _choice(
                label, (KEEP, *values), {KEEP: KEEP, **words.SIGNS}, KEEP, f"{kind}_{id_}"
            )
            changes[kind] = None if chosen == KEEP else chosen
    return changes


def _choice(label: str, values: Sequence[str], names: Mapping[str, str], now: str, key: str) -> str:
    place = values.index(now) if now in values else 0
    chosen: str = st.selectbox(label, values, index=place, format_func=names.__getitem__, key=key)
    return chosen


def _account(label: str, accounts: pd.DataFrame, key: str, nobody: str = "") -> str | None:
    """An account found by a part of its name or its id; None for as it is, "" for none."""
    sought = st.text_input(
        label, key=f"{key}_sought", placeholder="as it is; or type part of a name", max_chars=200
    ).strip()
    found = accounts.iloc[:0]
    if sought:
        is_like = accounts["name"].astype(str).str.contains(sought, case=False, regex=False)
        found = accounts[is_like | (accounts["account_id"] == sought)].head(_OFFERED)
        if found.empty:
            st.caption(md(f"No account is called “{sought}”."))
    names = {
        str(row["account_id"]): " · ".join(
            str(part) for part in (row["name"], row["city"], row["account_id"]) if part
        )
        for row in frames.records(found)
    }
    if not names and not nobody:
        return None
    offered = [KEEP, *names, *([nobody] if nobody else [])]
    if len(names) > 1:
        st.caption(f"{len(names)} accounts are called so: choose one.")
    chosen = st.selectbox(
        label,
        offered,
        index=1 if len(names) == 1 else 0,
        format_func=lambda value: names.get(value, value),
        key=f"{key}_{sought}",
        label_visibility="collapsed",
    )
    return {KEEP: None, nobody: ""}.get(chosen, chosen)
