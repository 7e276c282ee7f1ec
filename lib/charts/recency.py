"""Charts of how long ago we were there: distribution, lateness against value, trend.

Must not decide who is late: the status comes with the row.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme

# Upper edges of "days since the last visit ÷ cadence", half-open on the left, as in the
# statuses themselves: 0.8, 1 and 2 are where on track, due, overdue and lapsed begin.
EDGES = (0.0, 0.4, 0.8, 1.0, 1.5, 2.0, 3.0, np.inf)
BINS = ("to 0.4×", "0.4–0.8×", "0.8–1×", "1–1.5×", "1.5–2×", "2–3×", "over 3×")
NO_VISIT = ("Never", "Unknown")
_PLACED = [
    "account_id", "name", "note", "status", "is_asked_busy", "house_value", "days_since_visit",
    "cadence_days",
]  # fmt: skip
BUSY = "asked_busy"


def distribution(accounts: pd.DataFrame, height: int = 260) -> go.Figure:
    """Accounts by how much of their cadence has passed since the last visit.

    Args:
        accounts: account_as_of rows of one date: status, days_since_visit, cadence_days,
            is_asked_busy.
        height: pixels.
    """
    counts = lateness_counts(accounts)
    chart = theme.figure(height, barmode="stack", showlegend=True, legend={"traceorder": "normal"})
    for status, mark in {**theme.STATUS, BUSY: theme.BUSY}.items():
        rows = counts[counts["status"] == status]
        if len(rows):
            chart.add_trace(
                go.Bar(
                    _validate=False,
                    x=rows["bin"].to_numpy(),
                    y=rows["accounts"].to_numpy(),
                    name=mark.label,
                    text=rows["accounts"].to_numpy(),
                    textposition="inside",
                    insidetextanchor="middle",
                    textangle=0,
                    marker={
                        "color": mark.colour,
                        "opacity": mark.opacity,
                        "pattern": {
                            "shape": mark.pattern,
                            "fillmode": "overlay",
                            "fgcolor": "rgba(255, 255, 255, 0.35)",
                            "size": 6,
                        },
                    },
                    hovertemplate=f"%{{y}} {mark.label.lower()}, %{{x}}<extra></extra>",
                )
            )
    theme.quiet("xaxis", chart, categoryorder="array", categoryarray=[*BINS, *NO_VISIT])
    theme.quiet("yaxis", chart, showticklabels=False)
    chart.update_xaxes(range=[-0.5, len(BINS) + len(NO_VISIT) - 0.5])
    # The cadence itself stands between the third and the fourth bin.
    theme.marked_at(chart, 2.5)
    chart.add_annotation(
        x=2.5, y=1, yref="paper", text="cadence", showarrow=False, xanchor="left", xshift=4
    )
    return chart


def lateness_counts(accounts: pd.DataFrame) -> pd.DataFrame:
    """One row per bin and status: bin, status, accounts. Exempt accounts are left out.

    Who is late and asked us to wait is `asked_busy` instead.
    """
    rows = accounts[["status", "days_since_visit", "cadence_days", "is_asked_busy"]]
    rows = rows[rows["status"] != "exempt"]
    days = pd.to_numeric(rows["days_since_visit"], errors="coerce").astype(float)
    cadence = pd.to_numeric(rows["cadence_days"], errors="coerce").astype(float)
    bins = pd.cut(days / cadence, bins=list(EDGES), labels=list(BINS), include_lowest=True).astype(
        object
    )
    unseen = np.where(rows["status"] == "never", NO_VISIT[0], NO_VISIT[1])
    bins = bins.where(days.notna(), pd.Series(unseen, index=rows.index))
    is_waiting = rows["is_asked_busy"].eq(True) & rows["status"].isin(theme.LATE)
    counted = pd.DataFrame({"bin": bins, "status": rows["status"].mask(is_waiting, BUSY)})
    return counted.groupby(["bin", "status"]).size().reset_index(name="accounts")


def value_by_lateness(accounts: pd.DataFrame, height: int = 300) -> go.Figure:
    """Each account by cadences since the last visit (across) and value (up, logarithmic).

    Args:
        accounts: account_as_of rows of one date: account_id, name, status, house_value,
            days_since_visit, cadence_days, is_asked_busy, and `note`, one line of facts for
            the hover.
            Rows without one are left out; the page says how many.
        height: pixels.
    """
    rows = accounts[_PLACED]  # no more columns than are drawn: cutting rows costs by the column
    rows = rows[pd.to_numeric(rows["house_value"], errors="coerce") > 0]
    rows = rows[rows["status"] != "exempt"]
    ratio = (
        pd.to_numeric(rows["days_since_visit"], errors="coerce").astype(float)
        / pd.to_numeric(rows["cadence_days"], errors="coerce").astype(float)
    ).clip(upper=5.0)
    end = max(3.0, float(np.ceil(ratio.max())) if ratio.notna().any() else 3.0)
    # Accounts with no visit have no place on a scale of days: they stand apart, at its end.
    across = ratio.fillna(end + 0.6)
    chart = theme.figure(height, showlegend=True)
    for status, mark in theme.STATUS.items():
        here = rows[rows["status"] == status]
        if not len(here):
            continue
        colours = theme.colours(mark, here["is_asked_busy"])
        chart.add_trace(
            go.Scatter(
                _validate=False,
                x=across.loc[here.index].to_numpy(),
                y=here["house_value"].to_numpy(dtype=float),
                mode="markers",
                name=f"{mark.label} {len(here)}",
                customdata=[["account", account_id] for account_id in here["account_id"]],
                text=[
                    f"<b>{theme.pl(n)}</b><br>{theme.pl(f)}"
                    for n, f in zip(here["name"], here["note"], strict=True)
                ],
                hovertemplate="%{text}<extra></extra>",
                marker={
                    "symbol": mark.symbol,
                    "color": colours,
                    "opacity": mark.opacity,
                    "size": 10,
                    "line": {
                        "color": colours if "open" in mark.symbol else theme.WHITE,
                        "width": 1.6 if "open" in mark.symbol else 0.8,
                    },
                },
                unselected={"marker": {"opacity": mark.opacity}},
            )
        )
    ticks = list(range(int(end) + 1))
    theme.quiet(
        "xaxis",
        chart,
        range=[-0.1, end + 0.9],
        tickvals=[*ticks, end + 0.6],
        ticktext=[*(f"{tick}×" for tick in ticks), "no visit"],
        title={
            "text": "time since the last visit, as a multiple of the cadence",
            "font": {"size": 11},
        },
    )
    theme.quiet("yaxis", chart, type="log", dtick=1, tickformat="~s")
    theme.marked_at(chart, 1)
    return chart


def coverage_trend(trend: pd.DataFrame, height: int = 240) -> go.Figure:
    """Coverage over time as a line, with the range up to its upper bound as a band.

    Args:
        trend: one row per date, in order: as_of_on, coverage and coverage_upper (0..1, or
            null), `note`, the figure in words for the hover.
        height: pixels.
    """
    chart = theme.figure(height, showlegend=False, hovermode="x")
    lower, upper = trend["coverage"].astype(float), trend["coverage_upper"].astype(float)
    chart.add_trace(
        go.Scatter(x=trend["as_of_on"], y=upper, mode="lines", line={"width": 0}, hoverinfo="skip")
    )
    chart.add_trace(
        go.Scatter(
            _validate=False,
            x=trend["as_of_on"],
            y=lower,
            mode="lines",
            name="Coverage",
            line={"color": theme.BLUE, "width": 2.4},
            fill="tonexty",
            fillcolor="rgba(63, 123, 208, 0.16)",
            text=[theme.pl(note) for note in trend["note"]],
            hovertemplate="%{x|%-d %b %Y}: %{text}<extra></extra>",
        )
    )
    # A short history has several ticks a month: those are told apart by their day.
    is_short = len(trend) < 2 or (trend["as_of_on"].max() - trend["as_of_on"].min()).days < 120
    theme.quiet("xaxis", chart, tickformat="%-d %b" if is_short else "%b<br>%Y", nticks=7)
    theme.quiet("yaxis", chart, range=[0, 1.04], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    return chart
