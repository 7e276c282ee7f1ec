"""The Data page's card of corrections: each, who made it, when, why, and the way back.

Must not apply one: `lib.metrics.corrected` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from lib.errors import GroundError
from lib.report import frames, words
from lib.report.escape import md
from lib.ui import correcting, tables
from lib.ui.view import View
from lib.warehouse import corrections as store

# Kinds whose value is an account.
_NAMING = ("account", "parent", "duplicate", "distinct")
_LABELS = {**words.SETTING, **words.PURPOSE, **words.SIGNS}


def card(view: View) -> None:
    """Every correction ever made, the newest first, each with a button that takes it back."""
    with st.container(border=True, key="card-corrections"):
        try:
            entries = store.history(view.warehouse)
        except GroundError as error:
            st.subheader("Corrections", anchor=False)
            st.markdown(md(str(error).replace("`", "")))
            return
        accounts = view.everybody()
        names = frames.by_account(accounts, "name")
        names.update(_contacts(view.corrected_contacts()))
        names.update(_promises(view.listed("promises")))
        if not view.here.sees_all:
            # Of what this reader may not see, nor may it be seen that it was corrected, nor by
            # which account of another it once stood.
            foreign = {
                one.correction.subject
                for one in entries
                if one.correction.kind in _NAMING and one.correction.value not in ("", *names)
            }
            entries = [one for one in entries if one.correction.subject in names.keys() - foreign]
        number = sum(entry.in_force for entry in entries)
        st.subheader(f"{words.count(number, 'correction')} in force", anchor=False)
        if not entries:
            st.markdown(
                "Nobody has corrected anything yet. A contact is corrected where its evidence is "
                "listed (Contact balance, or an account's drawer), an account in its drawer, many "
                "at once with `python -m lib corrections import FILE.csv`."
            )
            return
        _table(_rows(entries, names, view.scope.sees_notes), [entry.id for entry in entries], view)


def _contacts(rows: pd.DataFrame) -> dict[str, str]:
    """Each contact in words, by its id."""
    return {
        row["interaction_id"]: " · ".join(
            str(part)
            for part in (words.day(row["occurred_on"]), row["account_name"], row["subject"])
            if part
        )
        for row in frames.records(rows)
    }


def _promises(rows: pd.DataFrame) -> dict[str, str]:
    """Each promise in words, by its id."""
    return {
        row["commitment_id"]: f"{row['name']} · {row['action']}" for row in frames.records(rows)
    }


def _rows(entries: list[store.Entry], names: Mapping[str, str], sees_notes: bool) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "of": names.get(entry.correction.subject, entry.correction.subject),
                "kind": entry.correction.kind,
                "value": _value(entry.correction.value, names),
                "who": entry.correction.who,
                "at": pd.Timestamp(entry.at).tz_localize(None),
                # What people wrote down of a customer is a note.
                "why": entry.correction.why if sees_notes else None,
                "state": entry.state,
                "undo": "" if entry.undone else "Undo",
            }
            for entry in entries
        ]
    )


def _value(value: str, names: Mapping[str, str]) -> str:
    return str(_LABELS.get(value) or names.get(value) or value or "none")


def _table(shown: pd.DataFrame, ids: list[int], view: View) -> None:
    def undo(number: str) -> None:
        def take_back(warehouse: Path, now: datetime) -> str:
            store.undo(warehouse, int(number), view.here.who, now)
            return "Taken back. Everything here counts without it now."

        correcting.write(take_back, view, "correction", f"{number} taken back")

    column = st.column_config
    tables.show(
        shown,
        "corrections",
        8,
        {
            "of": column.TextColumn("Of", width=250),
            "kind": column.TextColumn("What", width=80),
            "value": column.TextColumn("Is now", width=170),
            "who": column.TextColumn("By", width=90),
            "at": column.DatetimeColumn("At (UTC)", format="D MMM YYYY, HH:mm", width=140),
            "why": column.TextColumn("Why", width=200),
            "state": column.TextColumn("State", width=200),
            "undo": tables.buttons(pd.Series(ids), "corrections_undo", " ", undo, 70)
            if view.here.may_write
            else None,
        },
    )
    tables.download("Download the corrections", shown.drop(columns="undo"), "corrections.csv",
                    "corrections_csv")  # fmt: skip
