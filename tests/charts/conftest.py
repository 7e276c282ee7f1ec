"""Charts are drawn unchecked, since Plotly checks every value twice; here it checks them."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from lib.charts import theme


@pytest.fixture(autouse=True)
def _checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a chart is told, Plotly knows and takes, or the test fails."""
    unchecked = theme.figure

    def checked(height: int, **layout: object) -> go.Figure:
        return go.Figure(unchecked(height, **layout).to_dict())

    monkeypatch.setattr(theme, "figure", checked)
