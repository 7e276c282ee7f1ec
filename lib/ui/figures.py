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
from lib.report.escape import md
from lib.ui.view import View

# Which way is good, as the catalogue says it -> as Streamlit colours it.
_GOOD: Mapping[str, Literal["normal", "inverse", "off"]] = {
    "up": "normal",
    "down": "inverse",
    "none": "off",
}


def cards(shown: Sequence[wording.Card]) -> None:
    """One card a metric: value, change over twelve weeks, sparkline of the year, definition."""
    with st.grid(len(shown), min_column_width=165, key="figures"):
        for card in shown:
            st.metric(
                f"{md(card.label)} :gray[· {md(card.of)}]" if card.of else md(card.label),
                md(card.said),
                delta=card.by,
                delta_color=_GOOD[card.good],
                delta_description="in 12 weeks" if card.by else None,
                height="stretch",
                chart_data=card.past or None,
                help=md(card.definition),
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
