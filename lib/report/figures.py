"""Figures in words: a value with its parts and its change, one way for every page and form. Pure.

Owns how a metric of the catalogue is written. Must not compute one, nor draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from lib.metrics import catalogue
from lib.metrics.words import format_value
from lib.report import frames, words
from lib.report.words import Figure


@dataclass(frozen=True)
class Card:
    """A figure as a card shows it.

    Args:
        label: of the metric.
        of: what the figure is made of, "" where that says nothing.
        said: the figure.
        by: how it changed over twelve weeks; None where that cannot be said.
        good: which way is good: `up`, `down` or `none`.
        past: the year's values, oldest first; fewer than two are none.
        definition: what the metric counts and what it does not, and what its money leaves out.
    """

    label: str
    of: str
    said: str
    by: str | None
    good: str
    past: tuple[float, ...]
    definition: str


def cards(
    ids: Sequence[str],
    now: Mapping[str, Figure],
    trend: pd.DataFrame,
    currency: str | None = None,
    apart: str = "",
) -> tuple[Card, ...]:
    """One card a metric.

    Args:
        ids: metrics of the catalogue, in order.
        now: their figures today.
        trend: rows of the same metrics over the dates of `frames.trend_dates`.
        currency: of amounts of money, None where the exports name none.
        apart: whose money they do not hold.
    """
    metrics = catalogue.load()
    return tuple(
        _card(metrics[name], now[name], frames.series(trend, name), currency, apart) for name in ids
    )


def _card(
    metric: catalogue.Metric, figure: Figure, past: pd.Series, currency: str | None, apart: str
) -> Card:
    # A share or ratio of a few says next to nothing of a change.
    is_small = metric.unit in ("share", "ratio") and (figure.denominator or 0) < words.SMALL
    of = parts(metric, figure, currency)
    if metric.unit == "money" and figure.value is None and not figure.denominator:
        of = "no value known"
    known = tuple(past.dropna().tolist())
    left_out = f" {apart}" if apart and metric.unit == "money" else ""
    return Card(
        metric.label,
        of,
        said(metric, figure, currency),
        None if is_small else change(metric.unit, past, currency),
        metric.good,
        () if is_small or len(known) < 2 else known,
        metric.description + left_out,
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


def parts(metric: catalogue.Metric, figure: Figure, currency: str | None = None) -> str:
    """What a figure is made of: both parts of a ratio, or what a count is out of."""
    up, down = figure.numerator, figure.denominator
    if up is None or not down or is_few(metric, figure):
        return ""
    # Money is compact: in full it would not fit beside the figure.
    first, last = (
        words.money(part, currency) if metric.is_of_money else f"{part:,.0f}" for part in (up, down)
    )
    if metric.unit == "ratio":
        return f"{first} : {last}"
    return f"of {last}" if metric.is_count else f"{first} of {last}"


def change(unit: str, past: pd.Series, currency: str | None = None) -> str | None:
    """The change over twelve weeks, in the metric's unit; None where it cannot be said.

    Args:
        past: the metric by date, oldest first.
    """
    before = past[past.index == past.index[-1] - frames.COMPARED] if len(past) else past
    return None if before.empty else change_from(unit, before.iloc[0], past.iloc[-1], currency)


def change_from(
    unit: str, before: float | None, now: float | None, currency: str | None = None
) -> str | None:
    """The change between two values, in the metric's unit; None where it cannot be said."""
    if pd.isna(now) or pd.isna(before) or now is None or before is None:
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
