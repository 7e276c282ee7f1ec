"""Figure cards: a number with its parts, its change, its year, and its definition.

Owns how a metric of the catalogue is shown. Must not compute one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from lib.metrics import catalogue
from lib.report import figures as wording
from lib.report.escape import md
from lib.report.words import Figure
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


def searched(view: View) -> None:
    """Every metric's definition, and a search among them.

    Those found bear their figures, and all when asked for: they take longer to count than the rest
    of their page.
    """
    sought = st.text_input(
        "Search the definitions", key="sought", placeholder="for example: crisis"
    )
    is_counted = bool(sought.strip()) or st.toggle(
        "With each figure as it stands", key="with_figures"
    )
    metrics = catalogue.matching(sought)
    if not metrics:
        st.markdown("No figure is called or described so. Try a shorter word.")
        return
    now = view.figures(tuple(metric.id for metric in metrics)) if is_counted else {}
    with st.container(key="said-definitions"):
        for metric in metrics:
            st.markdown(
                f"**{md(_named(metric, now.get(metric.id)))}**"
                f" {md(_parts(metric, now.get(metric.id)))}  \n"
                f"{definition(metric)} :gray[{md(metric.id)}]"
            )


def _named(metric: catalogue.Metric, figure: Figure | None) -> str:
    return f"{metric.label}: {wording.said(metric, figure)}" if figure else metric.label


def _parts(metric: catalogue.Metric, figure: Figure | None) -> str:
    return wording.parts(metric, figure) if figure else ""
