"""Charts of whom we go to see, beside whom we sell to.

Must not count: both shares come with the row.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme

# Members of a dimension that are drawn; the rest are few and small.
SHOWN = 6


def gaps(figures: pd.DataFrame, height: int = 190) -> go.Figure:
    """The gap of each dimension as a bar, the widest on top.

    Args:
        figures: one row a dimension: label, gap (0 to 1), the dimensions without one left out.
        height: pixels.
    """
    chart = theme.figure(height, showlegend=False, bargap=0.4)
    rows = figures.sort_values("gap", kind="stable")
    chart.add_trace(
        go.Bar(
            _validate=False,
            x=rows["gap"].astype(float),
            y=rows["label"],
            orientation="h",
            text=[f"{gap:.2f}" for gap in rows["gap"]],
            textposition="outside",
            cliponaxis=False,
            marker={"color": theme.BLUE, "cornerradius": 3},
            hovertemplate="%{y}: %{x:.3f}<extra></extra>",
        )
    )
    top = float(rows["gap"].max()) if len(rows) else 0.0
    theme.quiet("xaxis", chart, showticklabels=False, range=[0, max(top * 1.18, 0.05)])
    theme.quiet("yaxis", chart)
    return chart


def members(rows: pd.DataFrame, height: int = 240) -> go.Figure:
    """Of one dimension: the share of the accounts and of the year's visits, member by member.

    Args:
        rows: of the list `variety`, of one dimension: member, accounts, share_of_accounts,
            share_of_visits.
        height: pixels.
    """
    chart = theme.figure(
        height,
        barmode="group",
        bargap=0.3,
        bargroupgap=0.05,
        legend={"traceorder": "reversed"},
    )
    shown = rows.sort_values("accounts", ascending=False, kind="stable").head(SHOWN).iloc[::-1]
    names = [theme.pl(member) for member in shown["member"]]
    for column, label, colour, pattern in (
        ("share_of_visits", "Of the visits", theme.BLUE, ""),
        ("share_of_accounts", "Of the accounts", "rgba(122, 135, 151, 0.45)", "/"),
    ):
        chart.add_trace(
            go.Bar(
                _validate=False,
                x=shown[column].astype(float),
                y=names,
                orientation="h",
                name=label,
                text=[f"{share:.0%}" if pd.notna(share) else "" for share in shown[column]],
                textposition="outside",
                cliponaxis=False,
                marker={
                    "color": colour,
                    "cornerradius": 3,
                    "pattern": {"shape": pattern, "size": 6},
                },
                hovertemplate=f"%{{y}}: %{{x:.0%}} {label.lower()}<extra></extra>",
            )
        )
    theme.quiet("xaxis", chart, showticklabels=False, rangemode="tozero")
    theme.quiet("yaxis", chart)
    return chart
