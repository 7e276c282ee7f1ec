"""Figure cards: a number with its parts, its change, its year, and its definition.

Owns how a metric of the catalogue is shown. Must not compute one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from lib.metrics import catalogue
from lib.metrics.words import format_value
from lib.report import frames, words
from lib.report.escape import md
from lib.report.words import Figure
from lib.ui.view import View

# Which way is good, as the catalogue says it -> as Streamlit colours it.
_GOOD: Mapping[str, Literal["normal", "inverse", "off"]] = {
    "up": "normal",
    "down": "inverse",
    "none": "off",
}


def cards(
    ids: Sequence[str],
    now: Mapping[str, Figure],
    trend: pd.DataFrame,
    currency: str | None = None,
    apart: str = "",
) -> None:
    """One card a metric: value, change over twelve weeks, sparkline of the year, definition.

    Args:
        ids: metrics of the catalogue, in order.
        now: their figures today.
        trend: rows of the same metrics over the dates of `frames.trend_dates`.
        currency: of amounts of money, None where the exports name none.
        apart: whose money they do not hold.
    """
    metrics = catalogue.load()
    with st.grid(len(ids), min_column_width=165, key="figures"):
        for name in ids:
            metric, figure = metrics[name], now[name]
            past = frames.series(trend, name)
            small = metric.unit in ("share", "ratio") and (figure.denominator or 0) < words.SMALL
            of = parts(metric, figure)
            if metric.unit == "money" and figure.value is None and not figure.denominator:
                of = "no value known"
            by = None if small else change(metric.unit, past, currency)
            st.metric(
                f"{md(metric.label)} :gray[· {md(of)}]" if of else md(metric.label),
                md(said(metric, figure, currency)),
                delta=by,
                delta_color=_GOOD[metric.good],
                delta_description="in 12 weeks" if by else None,
                height="stretch",
                chart_data=None if small or past.notna().sum() < 2 else past.dropna().tolist(),
                help=definition(metric)
                + (f" {md(apart)}" if apart and metric.unit == "money" else ""),
            )


def said(metric: catalogue.Metric, figure: Figure, currency: str | None = None) -> str:
    """A figure in words; a share that the data leaves open, as its range."""
    whole = figure.denominator or 0
    if metric.high and metric.is_count:
        # A count that the data leaves open, as its range.
        if None not in (figure.low, figure.high) and figure.low != figure.high:
            return f"{figure.low:,.0f}–{figure.high:,.0f}"
    elif (
        metric.high and figure.low is not None and figure.high is not None and whole >= words.SMALL
    ):
        return words.percents(figure.low, figure.high)
    if is_few(metric, figure):
        return words.ratio(figure.numerator or 0, whole)
    return format_value(metric, figure.value, figure.numerator, figure.denominator, currency)


def is_few(metric: catalogue.Metric, figure: Figure) -> bool:
    """Whether a ratio is of so few that its two counts say all there is to say."""
    up, down = figure.numerator, figure.denominator
    return metric.unit == "ratio" and up is not None and 0 < up + (down or 0) < words.SMALL


def parts(metric: catalogue.Metric, figure: Figure) -> str:
    """What a figure is made of: both parts of a ratio, or what a count is out of."""
    up, down = figure.numerator, figure.denominator
    if up is None or not down or is_few(metric, figure):
        return ""
    if metric.unit == "ratio":
        return f"{_part(up)} : {_part(down)}"
    return f"of {_part(down)}" if metric.is_count else f"{_part(up)} of {_part(down)}"


def _part(number: float) -> str:
    # Parts of a share of value are money: compact, or they would not fit beside the figure.
    return words.money(number) if number >= 1e5 else f"{number:,.0f}"


def change(unit: str, past: pd.Series, currency: str | None = None) -> str | None:
    """The change over the compared dates, in the metric's unit; None where it cannot be said."""
    if len(past) <= frames.COMPARED_DATES:
        return None
    now, before = past.iloc[-1], past.iloc[-1 - frames.COMPARED_DATES]
    if pd.isna(now) or pd.isna(before):
        return None
    by = float(now - before)
    if unit in ("share", "gap"):
        said_so = f"{100 * by:+.1f} pts"
    elif unit == "ratio":
        said_so = f"{by:+.1f}"
    elif unit == "money":
        said_so = f"{'-' if by < 0 else '+'}{words.money(abs(by), currency)}"
    else:
        said_so = f"{by:+,.0f}"
    return said_so if any(digit in said_so for digit in "123456789") else "0"


def definition(metric: catalogue.Metric) -> str:
    """What a metric counts and what it does not, as the catalogue says."""
    return md(metric.description)


def definitions(ids: Sequence[str]) -> None:
    """The page's footnote: every figure on it, defined."""
    metrics = catalogue.load()
    with st.expander("How these figures are counted", icon=":material/menu_book:"):
        for name in ids:
            st.markdown(f"**{md(metrics[name].label)}.** {definition(metrics[name])}")


def catalogue_now(view: View) -> pd.DataFrame:
    """Every metric of the catalogue: label, its figure now, its description and its id."""
    metrics = catalogue.load()
    now = view.figures(tuple(metrics))
    return pd.DataFrame(
        [
            {
                "label": metric.label,
                "now": said(metric, now[name]),
                "of": parts(metric, now[name]),
                "description": metric.description,
                "id": name,
            }
            for name, metric in metrics.items()
        ]
    )


def listed(found: pd.DataFrame) -> None:
    """Metrics as a list to read: rows of `catalogue_now`."""
    if found.empty:
        st.markdown("No figure is called or described so. Try a shorter word.")
    with st.container(key="said-definitions"):
        for row in found.to_dict("records"):
            st.markdown(
                f"**{md(row['label'])}: {md(row['now'])}** {md(row['of'])}  \n"
                f"{md(row['description'])} :gray[{md(row['id'])}]"
            )
