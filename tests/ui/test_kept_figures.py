"""A figure that was kept is drawn as the one that was made."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import plotly.io
import plotly.tools

from lib.ui.draw import Kept


def _spec(figure: go.Figure | Kept) -> dict[str, object]:
    """What Streamlit sends of a figure."""
    told = plotly.tools.return_figure_from_figure_or_data(figure, validate_figure=True)
    return dict(json.loads(plotly.io.to_json(told, validate=False)))


def test_a_kept_figure_is_sent_as_the_one_it_was_made_of():
    made = go.Figure(go.Scattergeo(lat=[1.5, 2.5], lon=[3, 4], text=["a", "b"]))
    made.update_layout(height=300, showlegend=True)
    assert _spec(Kept(made.to_dict())) == _spec(made)


def test_a_kept_figure_leaves_its_height_to_the_frame():
    made = go.Figure(go.Bar(x=[1], y=["a"]))
    made.update_layout(height=300)
    kept = Kept(made.to_dict())
    kept.without_height()
    made.update_layout(height=None)
    assert _spec(kept)["layout"].get("height") == made.layout.height  # type: ignore[attr-defined]
