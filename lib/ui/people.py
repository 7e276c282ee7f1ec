"""The People page's tables, and the one-click filing of titles nobody could read.

Owns their columns, and what a click writes. Must not choose or order rows.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.corrections import HORIZONS, RANKS
from lib.report import frames, people, words
from lib.report.escape import md
from lib.ui import correcting, tables
from lib.ui.view import View
from lib.warehouse import corrections as store

_WHY = "filed on the People page"
_LEAVE = "not yet"
# As many forms as one looks through at a time; the rest follow as these are filed.
_FORMS = 8


def nothing() -> None:
    """Neither a title nor a person met; then stop."""
    with st.container(border=True, key="card-state"):
        st.subheader("Your exports hold nothing on this", anchor=False)
        st.markdown(
            "No contact of a customer has a title, and no contact with an account names who was "
            "met. Export the contacts with their titles; the meetings with whom they were with "
            "(event relations, participants, attendees), or a log with columns such as *Met* and "
            "*Title of contact*."
        )
    st.stop()


def lacking(titles: bool, ours: bool, met: bool) -> None:
    """What the exports do not hold, and so what no figure here can say."""
    gaps = [
        text
        for has, text in (
            (titles, "no titles of customers' people: who ranks how high there is not known"),
            (ours, "no titles of our own people: who of us is an executive is not known"),
            (met, "no names of whom we met: meetings cannot be told apart by person"),
        )
        if not has
    ]
    if gaps:
        st.warning(f"Your exports hold {'; and '.join(gaps)}.", icon=":material/help:")


def never_met(frame: pd.DataFrame, key: str) -> None:
    """Top people whom nobody of ours has met; a row opens its account."""
    if frame.empty:
        st.markdown("One of ours has met somebody at the top of every account we know the top of.")
        return
    column = st.column_config
    _table(
        pd.DataFrame(
            {
                "name": frame["name"].astype(str),
                "who": frame["contact"],
                "title": frame["title"],
                "rank": frame["title_rank"].map(people.rank),
                "spoken": frame["last_spoken_on"],
                "tier": frame["tier"],
                "owner": frame["owner"],
            }
        ),
        key,
        {
            "name": tables.opener(frame["account_id"], key),
            "who": column.TextColumn("Who", width=150),
            "title": column.TextColumn("Title", width=200),
            "rank": column.TextColumn("Rank", width=100),
            "spoken": column.DateColumn("Last spoke", format="D MMM YYYY", width=95),
            "tier": column.TextColumn("Tier", width=50),
            "owner": column.TextColumn("Owner", width=120),
        },
    )


def order_desks(frame: pd.DataFrame, key: str) -> None:
    """Accounts where we speak with the order desk alone; a row opens its account."""
    if frame.empty:
        st.markdown("At no account do we speak with the order desk alone.")
        return
    shown = people.desks(frame)
    column = st.column_config
    _table(
        pd.DataFrame(
            {
                "name": shown["name"].astype(str),
                "whom": shown["with_whom"],
                "future": shown["future_known"],
                "spoken": shown["last_spoken_on"],
                "tier": shown["tier"],
            }
        ),
        key,
        {
            "name": tables.opener(shown["account_id"], key),
            "whom": column.TextColumn("Spoke with in 365 days", width=230),
            "future": column.NumberColumn(
                "Future known", width=95, help="People there whose title says they shape the future"
            ),
            "spoken": column.DateColumn("Last spoke", format="D MMM YYYY", width=95),
            "tier": column.TextColumn("Tier", width=50),
        },
    )


def together(frame: pd.DataFrame, key: str) -> None:
    """Visits that a salesperson and an executive went on together, in order of names."""
    wide = people.matrix(frame)
    if wide.empty:
        st.markdown("On no visit of the last 365 days did an executive go with a salesperson.")
        return
    st.dataframe(
        wide, height=tables.height(len(wide), 10), row_height=tables.ROW, key=key,
        column_config={"salesperson": st.column_config.TextColumn("With", pinned=True)},
    )  # fmt: skip


def load(frame: pd.DataFrame, key: str) -> None:
    """Executives with the days they have and the visits they made, in order of names."""
    if frame.empty:
        st.markdown("No title of ours says who is an executive.")
        return
    column = st.column_config
    _table(
        frame[["person", "days_a_year", "days_out", "visits"]],
        key,
        {
            "person": column.TextColumn("Who", width=170),
            "days_a_year": column.NumberColumn("Days a year", format="%.0f", width=95),
            "days_out": column.NumberColumn("Days on visits", width=110),
            "visits": column.NumberColumn("Visits", width=65),
        },
    )


def unread(view: View, frame: pd.DataFrame) -> None:
    """Titles nobody could read, each with a rank and a horizon to choose; one click files it."""
    if frame.empty:
        st.markdown("Every title is read.")
        return
    if not view.here.may_write_for_all:
        st.markdown("Filing one touches every account, so it is for those who see them all.")
        return
    for place, row in enumerate(frames.records(frame.head(_FORMS))):
        _form(view, row, place)
    if len(frame) > _FORMS:
        st.caption(f"{len(frame) - _FORMS} more follow as these are filed.")


def _form(view: View, row: words.Row, place: int) -> None:
    title, side = str(row["title"]), str(row["side"])
    key = f"title_{side}_{place}_{hash(title)}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        bearers = words.count(row["people"], "person", "people")
        st.markdown(f"**{md(title)}**  \n{bearers}, {side}", width=240)
        rank = st.selectbox(
            "Rank", (_LEAVE, *RANKS), key=f"{key}_rank", width=150,
            format_func=lambda value: people.RANK[int(value)] if value in RANKS else value,
        )  # fmt: skip
        horizon = _LEAVE
        if side == "theirs":
            horizon = st.selectbox(
                "Looks at", (_LEAVE, *HORIZONS), key=f"{key}_horizon", width=150,
                index=HORIZONS.index(row["horizon"]) + 1 if row["horizon"] else 0,
                format_func=lambda value: people.HORIZON.get(value, value),
            )  # fmt: skip
        known = {"rank": _LEAVE, "horizon": row["horizon"] or _LEAVE}
        chosen = {"rank": rank, "horizon": horizon if side == "theirs" else known["horizon"]}
        said = {kind: value for kind, value in chosen.items() if value not in (_LEAVE, known[kind])}
        if st.button("File", key=f"{key}_file", disabled=not said):
            _file(view, title, said)
            st.rerun()


def _file(view: View, title: str, said: dict[str, str]) -> None:
    rows = [
        {"kind": kind, "subject": title, "value": value, "why": _WHY}
        for kind, value in said.items()
    ]

    def keep(warehouse: Path, now: datetime) -> str:
        store.add(warehouse, rows, view.here.who, now)
        return f"“{title}” is filed. Everything here counts with it now; the Data page can undo it."

    correcting.write(keep, view, "correction", f"a title ({', '.join(said)})")


def _table(shown: pd.DataFrame, key: str, columns: dict[str, Any]) -> None:
    tables.show(
        shown,
        key,
        8,
        columns,
    )
