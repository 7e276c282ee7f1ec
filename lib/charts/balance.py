"""Charts of why we came: purpose by month, and all purposes as one bar.

Must not classify: the purpose comes with the row.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme

# Below this many contacts a ratio would say more than the data does: both counts are
# printed instead.
SMALL = 10


def purpose_by_month(months: pd.DataFrame, height: int = 320) -> go.Figure:
    """Proactive up, crisis down, commercial hatched beside, the ratio above each month.

    Args:
        months: one row per month, in order: `month` (first day) and the conversations of
            each purpose, a column each (`proactive`, `crisis`, `commercial`, `inbound`,
            `unclassified`).
        height: pixels.
    """
    chart = theme.figure(height, barmode="group", bargap=0.25, bargroupgap=0.05)
    if months.empty:
        return chart
    labels = [
        f"{month:%b}<br>{month:%Y}" if i == 0 or month.month == 1 else f"{month:%b}"
        for i, month in enumerate(pd.to_datetime(months["month"]))
    ]
    for purpose, sign, group in (
        ("proactive", 1, "ours"),
        ("crisis", -1, "ours"),
        ("commercial", 1, "deal"),
    ):
        mark = theme.PURPOSE[purpose]
        counts = months[purpose].astype(int)
        chart.add_trace(
            go.Bar(
                _validate=False,
                x=list(range(len(months))),
                y=counts * sign,
                offsetgroup=group,
                name=f"{mark.label} {int(counts.sum()):,}",
                text=[str(n) if n else "" for n in counts],
                textposition="outside" if group == "deal" else "inside",
                insidetextanchor="end",
                textangle=0,
                textfont={"size": 10},
                customdata=counts,
                marker={
                    "color": mark.colour,
                    "cornerradius": 3,
                    "pattern": {"shape": mark.pattern, "solidity": 0.35, "size": 6},
                },
                hovertemplate=f"%{{customdata}} {mark.label.lower()}<extra></extra>",
            )
        )
    for i, (top, label) in enumerate(zip(months["proactive"], ratio_labels(months), strict=True)):
        # Above the bars it is made of, which stand left of the month's middle.
        chart.add_annotation(
            x=i - 0.19, y=float(top), text=f"<b>{label}</b>", showarrow=False, yshift=10
        )
    theme.quiet(
        "xaxis",
        chart,
        tickvals=list(range(len(labels))),
        ticktext=labels,
        # A short history is a few months wide, not a few wide months.
        range=[-0.5, max(len(labels), 8) - 0.5],
    )
    theme.quiet("yaxis", chart, showticklabels=False, zeroline=True, zerolinecolor=theme.HAIRLINE)
    return chart


def ratio_labels(months: pd.DataFrame) -> list[str]:
    """Proactive : crisis of each month: "2.1", or both counts where they are few."""
    labels = []
    for proactive, crisis in zip(months["proactive"], months["crisis"], strict=True):
        if proactive + crisis == 0:
            labels.append("")
        elif proactive + crisis < SMALL or crisis == 0:
            labels.append(f"{int(proactive)}:{int(crisis)}")
        else:
            labels.append(f"{proactive / crisis:.1f}")
    return labels


def purpose_bar(counts: pd.Series, height: int = 104, type_size: int = 11) -> go.Figure:
    """All conversations of the window as one bar, each purpose with its count.

    Args:
        counts: conversations by purpose (index: purpose).
        height: pixels.
        type_size: of the counts, pixels.
    """
    chart = theme.figure(
        height,
        barmode="stack",
        showlegend=True,
        legend={"y": -0.1, "yanchor": "top", "traceorder": "normal", "font": {"size": type_size}},
        margin={"l": 0, "r": 0, "t": 2, "b": 15 + 3 * type_size},
        bargap=0.05,
    )
    for purpose, mark in theme.PURPOSE.items():
        number = int(counts.get(purpose, 0))
        if number:
            chart.add_trace(
                go.Bar(
                    _validate=False,
                    x=[number],
                    y=[""],
                    orientation="h",
                    name=f"{mark.label} {number:,}",
                    marker={
                        "color": mark.colour,
                        "pattern": {"shape": mark.pattern, "solidity": 0.35, "size": 6},
                    },
                    hovertemplate=f"{number:,} {mark.label.lower()}<extra></extra>",
                )
            )
    theme.quiet("xaxis", chart, showticklabels=False, range=[0, max(int(counts.sum()), 1)])
    theme.quiet("yaxis", chart, showticklabels=False)
    return chart
