"""Figure cards: a number with its parts, its change, its year, and its definition.

Owns how a metric of the catalogue is shown. Must not compute one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from lib.metrics import catalogue
from lib.report import figures as wording
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
            of = wording.parts(metric, figure, currency)
            if metric.unit == "money" and figure.value is None and not figure.denominator:
                of = "no value known"
            by = None if small else wording.change(metric.unit, past, currency)
            st.metric(
                f"{md(metric.label)} :gray[· {md(of)}]" if of else md(metric.label),
                md(wording.said(metric, figure, currency)),
                delta=by,
                delta_color=_GOOD[metric.good],
                delta_description="in 12 weeks" if by else None,
                height="stretch",
                chart_data=None if small or past.notna().sum() < 2 else past.dropna().tolist(),
                help=definition(metric)
                + (f" {md(apart)}" if apart and metric.unit == "money" else ""),
            )


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
                "now": wording.said(metric, now[name]),
                "of": wording.parts(metric, now[name]),
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
