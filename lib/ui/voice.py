"""The Voice page's parts: a theme, its owner and customers' words; what we took and gave.

Must not count; an owner is kept as a correction, which the next run reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.charts import voice as charts
from lib.report import frames, voice, words
from lib.report.escape import md
from lib.report.words import Figure
from lib.ui import correcting, data, draw, states, tables
from lib.ui.tables import ROW, height, opener
from lib.ui.view import View
from lib.warehouse import corrections as store

_THEME = "theme"
_SHOWN = 2
# Of each theme, in the table: nobody reads thousands there, and they are megabytes. A file has all.
_LISTED = 50


def choose(kind: str, value: str) -> None:
    """A click on a theme's bar."""
    if kind == "theme":
        st.session_state[_THEME] = value


def theme(view: View, themes: pd.DataFrame) -> None:
    """One theme: what it comes to, by month, who owns it, and two customers' words."""
    names = themes["theme"].tolist()
    if st.session_state.get(_THEME) not in names:
        st.session_state[_THEME] = names[0]
    chosen = st.selectbox("Theme", names, key=_THEME)
    row = next(row for row in frames.records(themes) if row["theme"] == chosen)
    st.markdown(md(voice.theme_line(row)))
    _owner(view, row)
    months = voice.by_month(view.listed("theme_months"), chosen, view.as_of)
    draw.chart(charts.months(months), f"months:{chosen}", f"Accounts by month: {chosen}")
    if not view.scope.sees_notes:
        states.notes_hidden()
        return
    quotes = view.first_said(_LISTED)
    of_theme = quotes[quotes["theme"] == chosen].head(_SHOWN)
    for number, said in enumerate(frames.records(of_theme)):
        with st.container(key=f"row-said-{number}"):
            st.markdown(f"“{md(said['excerpt'])}”")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.button(
                    md(said["name"]),
                    type="tertiary",
                    key=f"said-{chosen}-{number}",
                    on_click=tables.open_account,
                    args=(str(said["account_id"]),),
                )
                st.caption(
                    md(f"{words.day(said['occurred_on'])} · {voice.source(said)}"), width="content"
                )


def _owner(view: View, row: words.Row) -> None:
    now = row["owner"] or voice.NOBODY
    if not view.here.may_write_for_all:
        st.caption(md(f"Looked after by {now}."))
        return
    people = sorted({str(name) for name in view.table("people")["name"].dropna()})
    offered = [now, *(name for name in (voice.NOBODY, *people) if name != now)]
    key = f"owner:{row['theme']}:{now}"

    def keep() -> None:
        chosen = st.session_state[key]
        if chosen not in offered:
            return
        value = "" if chosen == voice.NOBODY else str(chosen)

        def write(warehouse: Path, moment: datetime) -> str:
            rows = [
                {"kind": "theme_owner", "subject": str(row["theme"]), "value": value, "why": ""}
            ]
            store.add(warehouse, rows, view.here.who, moment)
            return f"{row['theme']}: {chosen}."

        correcting.write(write, view, "correction", f"{row['theme']} (theme_owner)")

    st.selectbox("Who looks after it", offered, key=key, on_change=keep)


def said(view: View, themes: pd.DataFrame) -> None:
    """Contacts in which a theme was raised, the themes in the order of their list."""
    column = st.column_config
    quotes = voice.in_order(view.first_said(_LISTED), themes)
    listed = view.kept("said", lambda: tables.as_listed(_said_rows(quotes), quotes["account_id"]))
    number = int(themes["contacts"].sum())
    _table(
        listed,
        "said",
        {
            "theme": column.TextColumn("Theme", width=170),
            "on": column.DateColumn("Day", format="D MMM YYYY", width=90),
            "excerpt": column.TextColumn("In their words", width=430),
            "organiser": column.TextColumn("Heard by", width=120),
            "row": column.TextColumn("From", width=140),
        },
    )
    if number > len(listed):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                f"The first {_LISTED} of each theme, each account's latest before its others. "
                f"All {number:,} are in the file.",
                width="content",
            )
            tables.download_of(
                "Download all of them", lambda: _all_said(view, themes), number, "voice.csv",
                "said_csv",
            )  # fmt: skip


def _all_said(view: View, themes: pd.DataFrame) -> pd.DataFrame:
    """All of it for a file, which is made after the run."""
    with data.pinned(view.warehouse, view.build.build_id):
        return _said_rows(voice.in_order(view.listed("theme_excerpts"), themes))


def _said_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": rows["name"],
            "theme": rows["theme"],
            "on": rows["occurred_on"],
            "excerpt": rows["excerpt"],
            "organiser": rows["organiser"],
            "row": voice.sources(rows),
        }
    )


def phrases(view: View) -> None:
    """Phrases that no theme covers, and how to file one."""
    rows = view.listed("phrases")
    if rows.empty:
        st.markdown("No words that several accounts' notes repeat are without a theme.")
        return
    st.dataframe(
        rows[["phrase", "accounts", "last_on", "excerpt"]],
        height=height(len(rows), 8),
        row_height=ROW,
        hide_index=True,
        key="phrases",
        placeholder="–",
        column_config={
            "phrase": st.column_config.TextColumn("Phrase", width=200),
            "accounts": st.column_config.NumberColumn("Accounts", width=75),
            "last_on": st.column_config.DateColumn("Last", format="D MMM YYYY", width=95),
            "excerpt": st.column_config.TextColumn("For example", width=420),
        },
    )
    st.caption(
        "To count one as a theme, add a row `theme,phrase,language` to "
        "`data/reference/themes.csv` and build again."
    )


def tours(view: View, figures: Mapping[str, Figure]) -> None:
    """Tours: how often, where never asked, and what each rests on."""
    if not view.holds("tours"):
        states.no_signs("tours", "Tour (yes, no, not feasible)")
        return
    st.markdown(md(voice.tours(figures["tours_taken"], figures["tour_never_asked"])))
    shown = view.kept("tours", lambda: _sign_rows(view.listed("tours"), voice.TOUR))
    _signs(shown, "tours")
    _names(view.listed("tours_to_ask_for"))


def introductions(view: View, figures: Mapping[str, Figure]) -> None:
    """Introductions and what we brought."""
    if view.holds("introductions"):
        offered, made = (
            (
                figures[f"introductions_{verb}_by_us"].numerator or 0,
                figures[f"introductions_{verb}_by_them"].numerator or 0,
            )
            for verb in ("offered", "made")
        )
        st.markdown(md(voice.introductions(offered, made)))
        shown = view.kept(
            "introductions",
            lambda: _sign_rows(view.listed("introductions"), voice.INTRODUCTION),
        )
        _signs(shown, "introductions")
    else:
        states.no_signs("introductions", "Introductions (who was introduced to whom)")
    if view.holds("information"):
        given = figures["information_given"]
        share = words.share(given.numerator or 0, given.denominator or 0)
        st.markdown(md(f"We brought something worth knowing to {share} visits."))
    else:
        states.no_signs("what we brought them", "Information given")


def _names(rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    with st.expander(f"{words.count(len(rows), 'account')} visited, the tour never asked for"):
        shown = pd.DataFrame(
            {"name": rows["name"], "visits": rows["visits"], "owner": rows["owner"]}
        )
        column = st.column_config
        _table(
            tables.as_listed(shown, rows["account_id"]),
            "tours_to_ask_for",
            {
                "visits": column.NumberColumn("Visits", width=70),
                "owner": column.TextColumn("Owner", width=140),
            },
        )


def _sign_rows(rows: pd.DataFrame, names: Mapping[str, str]) -> tables.Listed:
    shown = pd.DataFrame(
        {
            "name": rows["name"],
            "sign": rows["sign"].map(names),
            "on": rows["occurred_on"],
            "outcome": rows["outcome"],
            "evidence": rows["evidence"],
            "row": voice.sources(rows),
        }
    )
    if rows["outcome"].isna().all():
        shown = shown.drop(columns="outcome")
    return tables.as_listed(shown, rows["account_id"])


def _signs(rows: tables.Listed, key: str) -> None:
    column = st.column_config
    _table(
        rows,
        key,
        {
            "sign": column.TextColumn("What", width=125),
            "on": column.DateColumn("Day", format="D MMM YYYY", width=90),
            "outcome": column.TextColumn("Came of it", width=85),
            "evidence": column.TextColumn("Evidence", width=300),
            "row": column.TextColumn("From", width=130),
        },
    )


def _table(rows: tables.Listed, key: str, columns: Mapping[str, Any]) -> None:
    tables.show(rows.shown, key, 8, {"name": opener(rows.ids, key), **columns})
