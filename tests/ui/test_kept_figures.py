"""A figure that was kept is drawn as the one that was made."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io
import plotly.tools

from lib.ui.draw import Kept, write


def _spec(figure: go.Figure | Kept) -> dict[str, object]:
    """What Streamlit sends of a figure."""
    told = plotly.tools.return_figure_from_figure_or_data(figure, validate_figure=True)
    return dict(json.loads(plotly.io.to_json(told, validate=False)))


def test_a_kept_figure_is_sent_as_the_one_it_was_made_of():
    made = go.Figure(go.Scattergeo(lat=[1.5, 2.5], lon=np.array([3, 4]), text=["a</b>", "b"]))
    made.update_layout(height=300, showlegend=True)
    assert _spec(Kept(write(made))) == _spec(made)


def test_a_kept_figure_leaves_its_height_to_the_frame():
    made = go.Figure(go.Bar(x=[1], y=["a"]))
    made.update_layout(height=300)
    kept = Kept(write(made)).without_height()
    made.update_layout(height=None)
    assert _spec(kept) == _spec(made)


def test_what_is_done_to_one_that_is_sent_is_not_done_to_the_next():
    written = write(go.Figure(go.Bar(x=[1], y=["a"], name="b"), {"height": 300}))
    before = _spec(Kept(written))
    told = Kept(written).to_dict()
    told["data"][0].pop("name")
    told["layout"].clear()
    assert _spec(Kept(written)) == before


def test_whatever_is_drawn_is_written_as_plotly_writes_it():
    nothing = np.array([1.5, np.nan, np.inf])
    texts = np.array(["<b>é</b>", None, "a"], dtype=object)
    days = np.array(["2026-01-01", "NaT", "2026-02-03"], dtype="datetime64[us]")
    asked = np.array([["account", "1"], ["account", None], ["area", "x"]], dtype=object)
    made = go.Figure(
        [
            go.Scatter(_validate=False, x=days, y=nothing, text=texts, customdata=asked),
            go.Scatter(
                _validate=False,
                x=[
                    date(2026, 1, 1),
                    pd.Timestamp("2026-01-02 03:00").to_pydatetime(),
                    pd.Timestamp("2026-03-04"),
                ],
                y=[1, None, float("nan")],
                marker={"size": np.array([1, 2, 3]), "opacity": [np.float64(0.5), 1, 1]},
            ),
        ]
    )
    assert _spec(Kept(write(made)))["data"] == _spec(made)["data"]
