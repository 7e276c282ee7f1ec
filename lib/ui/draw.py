"""Charts on the page: the one way a figure is shown.

Owns the plotly settings that keep a closed network closed: map shapes come from our own
`static/`, where Streamlit's plotly.js would fetch them from outside. Owns, too, how a figure of
thousands of points is made once for all who ask the same. Must not build figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import orjson
import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseFigure
from plotly.io.json import to_json_plotly

from lib.ui.view import View

CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "topojsonURL": "./app/static/topojson/",
}
Clicked = Callable[[str, str], None]


@dataclass(frozen=True)
class Written:
    """A figure, every part of each trace and of the layout as JSON, its height in pixels apart."""

    data: Sequence[Mapping[str, orjson.Fragment]]
    layout: Mapping[str, orjson.Fragment]
    height: float | None


class Kept(BaseFigure):  # type: ignore[misc]
    """A figure that was made before, written: Plotly would check and write every point again."""

    def __init__(self, written: Written) -> None:
        self._written = written

    def to_dict(self) -> dict[str, Any]:
        """Its parts, as Streamlit asks a figure for them, to change as it likes."""
        layout: dict[str, object] = dict(self._written.layout)
        if self._written.height is not None:
            layout["height"] = self._written.height
        return {"data": [dict(trace) for trace in self._written.data], "layout": layout}

    def without_height(self) -> Kept:
        """The same, its height left to the frame."""
        return Kept(replace(self._written, height=None))


def kept(view: View, name: str, make: Callable[[], go.Figure]) -> Kept:
    """A figure of a view, made and written once and kept for its build and scope.

    Args:
        name: which figure, with everything it depends on beside the build and the scope.
        make: makes it, from answers of this view alone.
    """
    return Kept(view.kept(f"chart: {name}", lambda: write(make())))


def write(figure: go.Figure) -> Written:
    """A figure's parts as Plotly writes them."""
    told = figure.to_dict()

    def parts(of: Mapping[str, Any]) -> dict[str, orjson.Fragment]:
        return {name: orjson.Fragment(_json(value)) for name, value in of.items()}

    height = told["layout"].pop("height", None)
    return Written([parts(trace) for trace in told["data"]], parts(told["layout"]), height)


def _json(value: object) -> bytes | str:
    """A part as Plotly writes it, who would look at every one of thousands of plain values."""
    if isinstance(value, np.ndarray) and value.dtype == object:
        value = value.tolist()
    try:
        return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)
    except TypeError:  # what orjson alone does not know, as a Timestamp
        return str(to_json_plotly(value))


def chart(
    figure: go.Figure | Kept,
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
    if frame and isinstance(figure, Kept):
        figure = figure.without_height()
    elif frame:
        figure.update_layout(height=None)
    with st.container(key=f"frame-{frame}" if frame else None):
        height: Literal["stretch", "content"] = "stretch" if frame else "content"
        if on_click is None:
            st.plotly_chart(figure, key=key, alt=alt, config=CONFIG, height=height)
        else:
            _clickable(figure, key, alt, on_click, height)


def _clickable(
    figure: go.Figure | Kept,
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
