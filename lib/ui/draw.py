"""Charts on the page: the one way a figure is shown.

Owns the plotly settings that keep a closed network closed: map shapes come from our own
`static/`, where Streamlit's plotly.js would fetch them from outside. Must not build figures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "topojsonURL": "./app/static/topojson/",
}
Clicked = Callable[[str, str], None]


def chart(
    figure: go.Figure,
    key: str,
    alt: str,
    on_click: Clicked | None = None,
    frame: str | None = None,
) -> None:
    """Show a figure.

    Args:
        figure: made by `lib.charts`.
        key: of the widget; a chart that is clicked forgets its selection by a new one.
        alt: what it shows, for those who do not see it.
        on_click: called with the two parts of the clicked point's customdata: what it is
            (`account` or `area`) and which.
        frame: name of a frame in `style.css` that sets the height, which a phone needs less of.
    """
    if frame:
        figure.update_layout(height=None)
    with st.container(key=f"frame-{frame}" if frame else None):
        height: Literal["stretch", "content"] = "stretch" if frame else "content"
        if on_click is None:
            st.plotly_chart(figure, key=key, alt=alt, config=CONFIG, height=height)
        else:
            _clickable(figure, key, alt, on_click, height)


def _clickable(
    figure: go.Figure,
    key: str,
    alt: str,
    on_click: Clicked,
    height: Literal["stretch", "content"],
) -> None:
    # A selection stays set and would open the same account at every run, and a second click
    # would only undo it: each click retires the widget and puts a fresh one in its place.
    turn = st.session_state.setdefault(f"{key}:turn", 0)
    widget = f"{key}:{turn}"

    def clicked() -> None:
        points = st.session_state[widget]["selection"]["points"]
        data = next((p["customdata"] for p in points if p.get("customdata")), None)
        if data:
            st.session_state[f"{key}:turn"] = turn + 1
            on_click(str(data[0]), str(data[1]))

    st.plotly_chart(
        figure,
        key=widget,
        alt=alt,
        config=CONFIG,
        height=height,
        on_select=clicked,
        selection_mode="points",
    )
