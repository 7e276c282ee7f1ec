"""The map's controls: which fixed view, and which area was clicked.

Must not know the map: `lib.charts.maps` does.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from lib.report import frames, notes
from lib.report.escape import md
from lib.ui import tables, url

_AREA = "area"


def region(regions: Iterable[str], default: str) -> str:
    """Choose one of the fixed views; kept in the URL."""
    names = list(regions)
    url.seed("region", names, default)
    chosen = st.segmented_control(
        "Part of the world", names, required=True, key="region", label_visibility="collapsed"
    )
    url.keep("region", [chosen] if chosen and chosen != default else [])
    return chosen or default


def clicked(kind: str, value: str) -> None:
    """A bubble opens its account's drawer; an area fills the list."""
    if kind == "area":
        st.session_state[_AREA] = value
    else:
        tables.open_account(value)


def chosen_area(accounts: pd.DataFrame) -> str | None:
    """The area that was clicked, as long as an account in sight is there."""
    area = st.session_state.get(_AREA)
    return area if area and len(frames.in_area(accounts, area)) else None


def listed(area: str | None, accounts: pd.DataFrame) -> tuple[str, tables.Listed]:
    """The accounts of an area, or all of them: whose list that is, and its rows."""
    rows = frames.in_area(accounts, area)
    where = "All accounts" if area is None else f"Accounts in {area}"
    return f"{where}: {notes.seen(rows)}", tables.account_rows(rows)


def rough(accounts: pd.DataFrame) -> tuple[str, tables.Listed]:
    """How many accounts the map cannot show or not where they are, and which."""
    return notes.placing(accounts), tables.unplaced_rows(frames.roughly_placed(accounts))


def list_heading(heading: str, area: str | None) -> None:
    """Whose list this is, and the way back to all."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(md(heading), anchor=False, width="content")
        if area is not None:
            st.button("Show all", on_click=lambda: st.session_state.pop(_AREA, None), key="all")
