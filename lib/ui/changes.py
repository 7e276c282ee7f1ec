"""What changed since the review before, as a list to read: totals, who came in, who went out.

Owns how a movement is drawn. Must not count: `lib.report.review.Change` comes counted.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.report.escape import md
from lib.report.review import Change, Move
from lib.ui import tables

GROUPS = {
    "accounts": "Accounts",
    "tiers": "Tiers",
    "purposes": "Why we came",
    "promises": "Promises",
}
# How many names a line says before the table behind it does.
NAMED = 3
_SIGNS = {1: "\\+", -1: "−"}


def card(moved: Sequence[Change], title: str) -> None:
    """Every count with a movement, its names and causes; what stood still in one line a group."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(md(title), anchor=False)
        has_rows = any(has_moved(one) for one in moved) and st.toggle(
            "Everybody, with the row that says so", key="review_rows"
        )
    if not moved:
        st.markdown("Nothing to compare with yet: the next review is set beside this one.")
        return
    groups = [[one for one in moved if one.group == group] for group in GROUPS]
    groups = [group for group in groups if group]
    if has_rows or len(groups) == 1:
        columns: Sequence[DeltaGenerator] = [st.container(key="changes")]
    else:
        columns = st.columns(2, gap="medium")
    for number, group in enumerate(groups):
        with columns[number * len(columns) // len(groups)], st.container(key=f"group-{number}"):
            st.markdown(f"**{GROUPS[group[0].group]}**")
            _group(group, has_rows)


def line(one: Change) -> str:
    """**Late 8 → 10** (+2): 3 became late (€2.6M), 1 late no more. Markdown."""
    parts = [
        f"{len(side.moves)} {md(side.means)}{f' ({md(side.worth)})' if side.worth else ''}"
        for side in one.sides
    ]
    net = f" ({md(one.net)})" if one.after != one.before else " (±0)"
    return f"**{md(one.label)} {one.before:,} → {one.after:,}**{net}: {', '.join(parts)}"


def has_moved(one: Change) -> bool:
    """Whether anything came in or went out; both may be the same many."""
    return bool(one.sides)


def names(one: Change, most: int = NAMED) -> str:
    """The first who came in and the first who went out, by name. Markdown."""
    said = []
    for side in one.sides:
        rest = f" and {len(side.moves) - most:,} more" if len(side.moves) > most else ""
        named = md(", ".join(move.name for move in side.moves[:most]))
        said.append(f"{_SIGNS[side.sign]} {named}{rest}")
    return " \u2003 ".join(said)


def _group(changes: Sequence[Change], has_rows: bool) -> None:
    for one in changes:
        if not has_moved(one):
            continue
        with st.container(key=f"row-change-{one.id}"):
            st.markdown(line(one))
            if has_rows:
                _table(one)
                continue
            moves = [(side, move) for side in one.sides for move in side.moves]
            for side, move in moves[:NAMED]:
                st.caption(f"{_SIGNS[side.sign]} {_said(move)}")
            if len(moves) > NAMED:
                st.caption(f"and {len(moves) - NAMED:,} more")
    still = [f"{md(one.label)} {one.after:,}" for one in changes if not has_moved(one)]
    if still:
        st.caption(f"As before: {', '.join(still)}.")


def _said(move: Move) -> str:
    about = ", ".join(part for part in (move.what, move.worth) if part)
    return f"**{md(move.name)}**{f' · {md(about)}' if about else ''}: {md(move.cause)}"


def _table(one: Change) -> None:
    signed = [(side.means, move) for side in one.sides for move in side.moves]
    shown = pd.DataFrame(
        {
            "name": [move.name for _, move in signed],
            "how": [how for how, _ in signed],
            "what": [move.what or None for _, move in signed],
            "worth": [move.worth or None for _, move in signed],
            "cause": [move.cause for _, move in signed],
            "row": [move.row or None for _, move in signed],
        }
    )
    if shown["what"].isna().all():
        shown = shown.drop(columns="what")
    key = f"moved-{one.id}"
    columns = {
        "name": tables.opener(pd.Series([move.account_id for _, move in signed]), key),
        "how": st.column_config.TextColumn("What happened", width=130),
        "what": st.column_config.TextColumn("What", width=220),
        "worth": st.column_config.TextColumn("Worth", width=95),
        "cause": st.column_config.TextColumn("Because", width=300),
        "row": st.column_config.TextColumn("Read from", width=170),
    }
    tables.show(shown, key, 10, {name: columns[name] for name in shown.columns})
