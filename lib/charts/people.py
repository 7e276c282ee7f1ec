"""Chart of the people we know: what they look at, how high they rank, how lately we met them.

Must not classify anybody: rank and horizon come with the row.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme

HORIZONS = {
    "orders": "Orders",
    "operations": "Operations",
    "future": "Future",
    "unknown": "Not known",
}
RANKS = {1: "Chief", 2: "VP, director", 3: "Manager", 4: "Staff", 0: "Not known"}


def grid(rows: pd.DataFrame, height: int = 330) -> go.Figure:
    """Horizon across, rank down; each cell says how many we met in a year, and when last.

    Args:
        rows: of `people_grid_as_of`: horizon, title_rank, people, met_365, last_met_on.
        height: pixels.
    """
    chart = theme.figure(height)
    cells = {
        (str(row["horizon"]), 0 if pd.isna(row["title_rank"]) else int(row["title_rank"])): row
        for row in rows.to_dict("records")
    }
    horizons = [name for name in HORIZONS if any(key[0] == name for key in cells)]
    ranks = [rank for rank in RANKS if any(key[1] == rank for key in cells)]
    shares, hovers = [], []
    for rank in ranks:
        found = [cells.get((name, rank)) for name in horizons]
        shares.append([row["met_365"] / row["people"] if row else None for row in found])
        hovers.append(
            [
                f"{row['met_365']} of {row['people']} met in person in 365 days" if row else ""
                for row in found
            ]
        )
    chart.add_trace(
        go.Heatmap(
            _validate=False,
            z=shares,
            x=[HORIZONS[name] for name in horizons],
            y=[RANKS[rank] for rank in ranks],
            customdata=hovers,
            hovertemplate="%{y}, %{x}: %{customdata}<extra></extra>",
            hoverongaps=False,
            zmin=0,
            zmax=1,
            colorscale=[list(shade) for shade in theme.SHADES],
            showscale=False,
            xgap=3,
            ygap=3,
        )
    )
    # Not the map's own text, whose colour would not follow the page's theme.
    for (name, rank), row in cells.items():
        chart.add_annotation(
            x=HORIZONS[name], y=RANKS[rank], text=_said(row), showarrow=False, font={"size": 13}
        )
    theme.quiet("xaxis", chart, side="top", type="category")
    theme.quiet("yaxis", chart, autorange="reversed", type="category", ticksuffix="  ")
    return chart


def _said(row: Mapping[Hashable, Any]) -> str:
    last = row["last_met_on"]
    when = "never" if pd.isna(last) else f"{pd.Timestamp(last):%b %Y}"
    return f"<b>{row['met_365']} of {row['people']}</b><br>{when}"
