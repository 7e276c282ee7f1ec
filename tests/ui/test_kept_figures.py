"""A figure that was kept is drawn as the one that was made."""

from __future__ import annotations

import json

import numpy as np
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
