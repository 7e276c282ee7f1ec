"""A chart of promises by owner: what became of each.

Must not judge: the state comes counted.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme

# Late is late wherever it stands; told is what counts as good; the rest is neutral.
MARKS = {
    "late": theme.Mark("Late", theme.RED),
    "open": theme.Mark("Open", theme.GREY, opacity=0.6),
    "done": theme.Mark("Done, not told", theme.BLUE, pattern="/"),
    "told": theme.Mark("Told", theme.GREEN),
}


def by_owner(counts: pd.DataFrame) -> go.Figure:
    """A bar an owner, in the order given, parted by what became of their promises.

    Args:
        counts: one row per owner: owner, and a column per state.
    """
    height = 60 + 34 * max(len(counts), 1)
    chart = theme.figure(height, barmode="stack", legend={"traceorder": "normal"})
    for state, mark in MARKS.items():
        numbers = counts[state].astype(int)
        chart.add_trace(
            go.Bar(
                _validate=False,
                y=[theme.pl(owner) for owner in counts["owner"]],
                x=numbers,
                orientation="h",
                name=f"{mark.label} {int(numbers.sum())}",
                text=[str(n) if n else "" for n in numbers],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                marker={
                    "color": mark.colour,
                    "opacity": mark.opacity,
                    "cornerradius": 3,
                    "pattern": {
                        "shape": mark.pattern,
                        "fillmode": "overlay",
                        "fgcolor": "rgba(255, 255, 255, 0.3)",
                        "size": 6,
                    },
                },
                hovertemplate=f"%{{y}}: %{{x}} {mark.label.lower()}<extra></extra>",
            )
        )
    theme.quiet("xaxis", chart, showticklabels=False)
    theme.quiet("yaxis", chart, autorange="reversed")
    return chart
