"""The Data page's card of matches to confirm: names and accounts that are likely the same.

Owns the two lists and what a click on them writes. Nothing here was joined: what a name or an id
surely means was settled by the build. Must not decide what is likely: the build's SQL does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.report import words
from lib.ui import correcting, tables
from lib.ui.view import View
from lib.warehouse import corrections as store

_WHY = "confirmed on the Data page"


def card(view: View) -> None:
    """Names that no account goes by, and accounts that may be one; each with its evidence."""
    if not view.here.may_write_for_all:
        return
    names, pairs = view.name_matches(), view.duplicate_matches()
    if names.empty and pairs.empty:
        return
    with st.container(border=True, key="card-matches"):
        st.subheader(f"{words.count(len(names) + len(pairs), 'match', 'matches')} to confirm",
                     anchor=False)  # fmt: skip
        st.caption("Likely, and so not joined. What you confirm counts at once and stays.")
        if not names.empty:
            _names(view, names)
        if not pairs.empty:
            _pairs(view, pairs)


def _names(view: View, frame: pd.DataFrame) -> None:
    frame = frame.reset_index(drop=True)

    def confirm(place: str) -> None:
        row = frame.loc[int(place)]
        _keep(view, "alias", str(row["account_name"]), str(row["account_id"]))

    shown = pd.DataFrame(
        {
            "written": frame["account_name"],
            "contacts": frame["contacts"],
            "account": frame["name"],
            "city": frame["city"],
            "score": frame["score"],
            "same": "It is",
        }
    )
    column = st.column_config
    _table(
        shown,
        "name_matches",
        {
            "written": column.TextColumn("A contact names", width=200),
            "contacts": column.NumberColumn("Contacts", width=75),
            "account": column.TextColumn("Likely the account", width=220),
            "city": column.TextColumn("Town", width=110),
            "score": column.NumberColumn("Alike", format="%.0f %%", width=70),
            "same": tables.buttons(_places(frame), "name_matches_same", " ", confirm, 70),
        },
    )


def _pairs(view: View, frame: pd.DataFrame) -> None:
    frame = frame.reset_index(drop=True)

    def say(kind: str) -> Callable[[str], None]:
        def said(place: str) -> None:
            row = frame.loc[int(place)]
            _keep(view, kind, str(row["other_id"]), str(row["account_id"]))

        return said

    shown = pd.DataFrame(
        {
            "one": _called(frame["name"], frame["city"]),
            "other": _called(frame["other_name"], frame["other_city"]),
            "evidence": frame["evidence"],
            "same": "One customer",
            "distinct": "Two",
        }
    )
    column = st.column_config
    _table(
        shown,
        "duplicate_matches",
        {
            "one": column.TextColumn("Account", width=230),
            "other": column.TextColumn("May be the same as", width=230),
            "evidence": column.TextColumn("Because they have", width=240),
            "same": tables.buttons(_places(frame), "pairs_same", " ", say("duplicate"), 110),
            "distinct": tables.buttons(_places(frame), "pairs_two", "  ", say("distinct"), 60),
        },
    )


def _keep(view: View, kind: str, subject: str, value: str) -> None:
    rows = [{"kind": kind, "subject": subject, "value": value, "why": _WHY}]

    def keep(warehouse: Path, now: datetime) -> str:
        store.add(warehouse, rows, view.here.who, now)
        return "Kept. Everything here counts with it now; it can be undone below."

    correcting.write(keep, view, "correction", kind)


def _called(names: pd.Series, cities: pd.Series) -> pd.Series:
    return names.astype(str) + cities.map(lambda city: f", {city}" if pd.notna(city) else "")


def _places(frame: pd.DataFrame) -> pd.Series:
    return pd.Series(range(len(frame)))


def _table(shown: pd.DataFrame, key: str, columns: dict[str, Any]) -> None:
    tables.show(
        shown,
        key,
        6,
        columns,
    )
