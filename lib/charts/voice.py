"""Charts of what customers raise: themes by accounts, and one theme by month.

Must not count: accounts come with the rows.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme

# Past these, the rest is in the list.
MOST = 12
ROW = 30


def themes(rows: pd.DataFrame) -> go.Figure:
    """Themes as bars, the most accounts on top, with the window before as a line in each.

    Args:
        rows: of the list `themes`, in order.
    """
    rows = rows.head(MOST)[::-1]
    chart = theme.figure(
        ROW * max(len(rows), 2) + 40,
        barmode="overlay",
        showlegend=True,
        bargap=0.35,
        legend={"traceorder": "normal", "font": {"size": 11}},
    )
    if rows.empty:
        return chart
    names = [theme.pl(name) for name in rows["theme"]]
    before = pd.to_numeric(rows["accounts_before"], errors="coerce")
    acts = rows["is_to_act"].astype(bool)
    for is_to_act, label, pattern in ((True, "Time to act", ""), (False, "To watch", "/")):
        shown = acts == is_to_act
        if shown.any():
            chart.add_trace(
                go.Bar(
                    _validate=False,
                    x=rows["accounts"].where(shown),
                    y=names,
                    orientation="h",
                    name=f"{label} ({int(shown.sum())})",
                    customdata=[["theme", name] for name in rows["theme"]],
                    marker={
                        "color": theme.BLUE,
                        "opacity": 0.95 if is_to_act else 0.5,
                        "cornerradius": 3,
                        "pattern": {"shape": pattern, "solidity": 0.3, "size": 6},
                    },
                    hovertemplate="%{y}: %{x} accounts<extra></extra>",
                )
            )
    if before.notna().any():
        chart.add_trace(
            go.Scatter(
                _validate=False,
                x=before,
                y=names,
                mode="markers",
                name="The year before",
                marker={
                    "symbol": "line-ns-open",
                    "size": 15,
                    "color": theme.GREY,
                    "line_width": 2.5,
                },
                hovertemplate="%{y}: %{x} accounts in the year before<extra></extra>",
            )
        )
    # Beyond both marks, so that neither crosses it.
    chart.add_trace(
        go.Scatter(
            _validate=False,
            x=rows["accounts"].where(before.isna() | (before < rows["accounts"]), before),
            y=names,
            mode="text",
            text=[
                f" {change(now, then)}" for now, then in zip(rows["accounts"], before, strict=True)
            ],
            textposition="middle right",
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
        )
    )
    acts_at = float(rows["acts_at"].iloc[0])
    most = max(float(rows["accounts"].max()), float(before.max() or 0), acts_at)
    theme.marked_at(chart, acts_at)
    theme.quiet("xaxis", chart, showticklabels=False, range=[0, most * 1.4])
    theme.quiet("yaxis", chart, categoryorder="array", categoryarray=names, ticksuffix="  ")
    # A choice must not fade the others away.
    chart.update_traces(unselected={"marker": {"opacity": 0.8}})
    return chart


def months(rows: pd.DataFrame, height: int = 120) -> go.Figure:
    """One theme's accounts by month.

    Args:
        rows: every month of the window in order: month, accounts.
        height: pixels.
    """
    chart = theme.figure(height, showlegend=False)
    days = pd.to_datetime(rows["month"])
    labels = [
        f"{day:%b}<br>{day:%Y}" if not n or day.month == 1 else f"{day:%b}"
        for n, day in enumerate(days)
    ]
    chart.add_trace(
        go.Bar(
            _validate=False,
            x=list(range(len(rows))),
            y=rows["accounts"],
            text=[str(int(n)) if n else "" for n in rows["accounts"]],
            textposition="outside",
            cliponaxis=False,
            marker={"color": theme.BLUE, "cornerradius": 3},
            hovertemplate="%{y} accounts<extra></extra>",
        )
    )
    theme.quiet(
        "xaxis", chart, tickvals=list(range(len(labels))), ticktext=labels, tickfont={"size": 10}
    )
    theme.quiet(
        "yaxis",
        chart,
        showticklabels=False,
        range=[0, max(2.0, float(rows["accounts"].max() or 0) * 1.35)],
    )
    return chart


def change(now: float, before: float) -> str:
    """`12 (+7)`; without a year before, the number alone."""
    if pd.isna(before):
        return f"{now:,.0f}"
    by = now - before
    return f"{now:,.0f} ({by:+,.0f})" if by else f"{now:,.0f} (same)"
