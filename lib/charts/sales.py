"""Charts of what a customer buys: the months of this year against the usual shape.

Must not tell a season: which months are busy, and which is the one to visit in, comes with the row.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BUSY = "rgba(63, 123, 208, 0.13)"


def shape(months: pd.DataFrame, height: int = 240) -> go.Figure:
    """This year's months as bars over the usual year as a line, the busy season shaded.

    Args:
        months: rows of the list `sales_shape` of one account: month (1 to 12), this_year and usual
            (null where it is not known), is_busy, is_month_to_visit.
        height: pixels.
    """
    chart = theme.figure(height, showlegend=True, bargap=0.35)
    rows = months.sort_values("month")
    across = [int(month) - 1 for month in rows["month"]]
    for first, last in spans(
        [at for at, is_busy in zip(across, rows["is_busy"], strict=True) if is_busy]
    ):
        chart.add_vrect(x0=first - 0.5, x1=last + 0.5, fillcolor=BUSY, line_width=0, layer="below")
        chart.add_annotation(
            x=(first + last) / 2, y=1, yref="paper", yanchor="top", text="busy", showarrow=False
        )
    chart.add_trace(
        go.Bar(
            _validate=False,
            x=across,
            y=pd.to_numeric(rows["this_year"]).to_numpy(dtype=float),
            name="This year",
            marker={"color": theme.BLUE, "cornerradius": 3},
            hovertemplate="%{y:,.0f} this year<extra></extra>",
        )
    )
    usual = pd.to_numeric(rows["usual"]).astype(float)
    if usual.notna().any():
        chart.add_trace(
            go.Scatter(
                _validate=False,
                x=across,
                y=usual.to_numpy(),
                mode="lines+markers",
                name="Average of the years before",
                line={"color": theme.GREY, "width": 2, "dash": "dot"},
                marker={"symbol": "diamond", "size": 6},
                hovertemplate="%{y:,.0f} on average<extra></extra>",
            )
        )
    for at, is_to_visit in zip(across, rows["is_month_to_visit"], strict=True):
        if is_to_visit:
            chart.add_annotation(
                x=at, y=1, yref="paper", yanchor="top", text="<b>▼ visit</b>", showarrow=False
            )
    theme.quiet("xaxis", chart, tickvals=list(range(12)), ticktext=list(MONTHS), range=[-0.5, 11.5])
    # Room above the bars for what is said there.
    most = max([0.0, *pd.to_numeric(rows["this_year"]).dropna(), *usual.dropna()]) or 1.0
    theme.quiet("yaxis", chart, tickformat="~s", nticks=4, range=[0, most * 1.2])
    return chart


def spans(places: list[int]) -> list[tuple[int, int]]:
    """Runs of neighbours, as first and last: [0, 1, 5] -> [(0, 1), (5, 5)]."""
    found: list[tuple[int, int]] = []
    for at in places:
        if found and found[-1][1] == at - 1:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found
