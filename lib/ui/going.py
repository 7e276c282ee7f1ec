"""The tables and cards of "Where next". Must not rank or count: the lists do."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.report import frames, going, whom, words
from lib.report.escape import md
from lib.scope import Scope
from lib.ui import data, tables
from lib.ui.view import View

CARDS = 6
# Columns of the ranking, and the reasons whose points stand in each.
POINTS = {
    "Late": ("late",),
    "Value": ("value",),
    "Unprompted": ("unprompted",),
    "Extremes": ("extremes",),
    "Quiet": ("quiet",),
    "Moment": ("moment",),
    "Booking": ("unbooked", "booked"),
    "Put off": ("declined",),
}


def ranking(view: View, key: str, height: int = 8) -> None:
    """Whom to see next: each with why, and what every reason weighs."""
    rows = view.listed("whom_next")
    reasons = words.count(len(rows), "account has a reason", "accounts have a reason")
    st.subheader(f"Whom to see next: {reasons}", anchor=False)
    if rows.empty:
        st.markdown("Nobody is late, at a turning point, quiet or seen only at the extremes.")
        return
    shown = _ranked(view.build.build_id, view.scope, rows)
    tables.show(
        shown,
        key,
        height,
        {
            "name": tables.opener(rows["account_id"], key),
            "place": st.column_config.NumberColumn(
                "Rank", format="%d", width=50, help="Accounts with the same points share one."
            ),
            "why": st.column_config.TextColumn("Why", width=400),
            "worth": st.column_config.TextColumn("A year", width=70),
            "next": st.column_config.DateColumn("Booked", format="D MMM YYYY", width=95),
            "points": st.column_config.NumberColumn(
                "Points",
                format="%d",
                width=60,
                help="The sum of those to the right. What each reason weighs is in "
                "data/reference/next_weights.csv.",
            ),
            **{
                label: st.column_config.NumberColumn(label, format="%d", width=8 * len(label) + 18)
                for label in POINTS
                if label in shown
            },
        },
        tables.TALL,
    )
    tables.download("Download this list", rows, "whom_next.csv", f"{key}_csv")


@data.cached
def _ranked(build_id: str, scope: Scope, _rows: pd.DataFrame) -> pd.DataFrame:
    """What is shown of it: a sentence for thousands of accounts, once for all who look."""
    records = frames.records(_rows)
    points = {
        label: _rows[[f"{name}_points" for name in names]].sum(axis=1).replace(0, None)
        for label, names in POINTS.items()
    }
    points = {label: column for label, column in points.items() if column.notna().any()}
    return pd.DataFrame(
        {
            "name": _rows["name"],
            "place": _rows["place"],
            "why": [whom.why(row) for row in records],
            "worth": [
                words.money(row["value"], row["currency"]) if row["value"] else None
                for row in records
            ],
            "next": _rows["next_booked_on"],
            "points": _rows["points"],
            **points,
        }
    )


def quiet(rows: pd.DataFrame, key: str, height: int = 8) -> None:
    """Silent accounts, with what is at stake, how sales go and since when nobody came."""
    records = frames.records(rows)
    shown = pd.DataFrame(
        {
            "name": rows["name"],
            "value": rows["house_value"],
            "sales": [going.trend(row) for row in records],
            "silence": [going.silence(row) for row in records],
            "last": rows["last_visit_on"],
            "next": rows["next_booked_on"],
            "tier": rows["tier"],
            "owner": rows["owner"],
        }
    )
    tables.show(
        shown,
        key,
        height,
        {
            "name": tables.opener(rows["account_id"], key),
            "value": st.column_config.NumberColumn("At stake", format="compact", width=70),
            "sales": st.column_config.TextColumn("Sales", width=310),
            "silence": st.column_config.TextColumn("Silence", width=340),
            "last": st.column_config.DateColumn("Last visit", format="D MMM YYYY", width=95),
            "next": st.column_config.DateColumn("Next booked", format="D MMM YYYY", width=95),
            "tier": st.column_config.TextColumn("Tier", width=50),
            "owner": st.column_config.TextColumn("Owner", width=120),
        },
    )


def closing(rows: pd.DataFrame, key: str) -> None:
    """Accounts one visit to which would make our visits more like our customers."""
    shown = pd.DataFrame(
        {
            "name": rows["name"],
            "closes": rows["closes"],
            "because": rows["because"],
            "last": rows["last_visit_on"],
            "value": rows["house_value"],
        }
    )
    tables.show(
        shown,
        key,
        10,
        {
            "name": tables.opener(rows["account_id"], key),
            "closes": st.column_config.NumberColumn(
                "Closes",
                format="%.4f",
                width=70,
                help="By how much one visit there lowers the average variety gap.",
            ),
            "because": st.column_config.TextColumn("Seen too seldom", width=430),
            "last": st.column_config.DateColumn("Last visit", format="D MMM YYYY", width=95),
            "value": st.column_config.NumberColumn("Value", format="compact", width=70),
        },
    )


def starters(rows: pd.DataFrame) -> None:
    """Secure accounts to begin with, each with its reasons; the name opens the account."""
    if rows.empty:
        st.markdown("No account has three reasons at once to call it a safe one to begin with.")
        return
    with st.grid(3, min_column_width=280):
        for number, row in enumerate(frames.records(rows.head(CARDS))):
            with st.container(border=True, height="stretch", key=f"card-starter-{number}"):
                st.button(
                    md(row["name"]),
                    type="tertiary",
                    key=f"starter-{number}",
                    on_click=tables.open_account,
                    args=(str(row["account_id"]),),
                )
                st.caption(md(_where(row)))
                st.markdown("\n".join(f"- {md(reason)}" for reason in going.reasons(row)))
    if len(rows) > CARDS:
        st.caption(f"And {len(rows) - CARDS:,} more that have three reasons or more.")


def _where(row: words.Row) -> str:
    parts = [f"tier {row['tier']}", row["country"]]
    parts.append(
        f"last visit {words.day(row['last_visit_on'])}"
        if row["last_visit_on"]
        else "no visit on record"
    )
    if row["is_booked"]:
        parts.append(f"booked {words.day(row['next_booked_on'])}")
    return " · ".join(str(part) for part in parts if part)
