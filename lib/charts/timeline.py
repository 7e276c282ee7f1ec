"""One account's contacts on a line of time: where in lanes, why by colour and shape.

Must not classify: setting and purpose come with the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme

# The lanes from the top, each with the settings that stand in it.
LANES = {
    "On site": ("on_site",),
    "In person": ("their_event", "event", "our_place", "neutral", "in_person_unplaced"),
    "Call, video": ("video", "phone", "unknown"),
    "E-mail": ("message",),
    "Cases": (),
}
_SYMBOL = {
    "proactive": "circle",
    "crisis": "diamond",
    "commercial": "square",
    "inbound": "triangle-down",
    "unclassified": "circle-open",
}
_YEARS = 2
_POINT = ("setting", "purpose", "outcome", "note")


def timeline(
    contacts: pd.DataFrame, cases: pd.DataFrame, as_of: date, height: int = 250
) -> go.Figure:
    """Contacts of the last two years and those to come, cases below them.

    Args:
        contacts: interaction_as_of rows: occurred_on, setting, purpose, outcome, organiser, note
            (what a hover says).
        cases: cases_as_of rows: opened_on, closed_on, is_severe, subject.
        as_of: the day the page speaks of.
        height: pixels.
    """
    chart = theme.figure(height, showlegend=True)
    place = {name: len(LANES) - 1 - n for n, name in enumerate(LANES)}
    lane = {setting: place[name] for name, settings in LANES.items() for setting in settings}
    # Plain arrays: eight cuts of a frame take longer than all the rest of a few dozen points.
    points = {name: contacts[name].to_numpy(dtype=object) for name in _POINT}
    days = pd.to_datetime(contacts["occurred_on"])
    points["occurred_on"] = days.to_numpy()
    happened = points["outcome"] == "completed"
    for purpose, mark in theme.PURPOSE.items():
        here = happened & (points["purpose"] == purpose)
        if here.any():
            chart.add_trace(_points(points, here, lane, mark.label, mark.colour, _SYMBOL[purpose]))
    for outcome, name, symbol in (
        ("planned", "Booked", "star-open"),
        ("declined", "They were busy", "x-thin-open"),
        ("no_response", "No answer", "x-thin-open"),
    ):
        here = points["outcome"] == outcome
        if here.any():
            chart.add_trace(_points(points, here, lane, name, theme.GREY, symbol))
    _add_cases(chart, cases, as_of, place["Cases"])
    theme.marked_at(chart, pd.Timestamp(as_of))
    latest = max([pd.Timestamp(as_of), days.max()])
    first = pd.Timestamp(as_of) - pd.DateOffset(years=_YEARS)
    theme.quiet("xaxis", chart, range=[first, latest + pd.Timedelta(days=14)], tickformat="%b\n%Y")
    theme.quiet(
        "yaxis",
        chart,
        tickvals=list(place.values()),
        ticktext=list(place),
        range=[-0.6, len(LANES) - 0.4],
        showgrid=True,
        gridcolor=theme.HAIRLINE,
    )
    return chart


def _points(
    points: Mapping[str, np.ndarray],
    here: np.ndarray,
    lane: Mapping[str, int],
    name: str,
    colour: str,
    symbol: str,
) -> go.Scatter:
    # An e-mail is no visit, and there are many.
    settings = points["setting"][here]
    are_messages = [setting == "message" for setting in settings]
    return go.Scatter(
        _validate=False,
        x=points["occurred_on"][here],
        y=[lane.get(setting) for setting in settings],
        mode="markers",
        name=name,
        text=[theme.pl(note) for note in points["note"][here]],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "color": colour,
            "symbol": symbol,
            "size": [7 if is_message else 11 for is_message in are_messages],
            "opacity": [0.45 if is_message else 1.0 for is_message in are_messages],
            "line": {"width": 1, "color": theme.WHITE if "open" not in symbol else colour},
        },
    )


def _add_cases(chart: go.Figure, cases: pd.DataFrame, as_of: date, lane: int) -> None:
    """Each case as a bar from the day it was opened to the one it was closed, or today."""
    for is_severe, name, colour, width in (
        (True, "Severe case", theme.RED, 7),
        (False, "Other case", theme.GREY, 4),
    ):
        rows = cases[cases["is_severe"].astype(bool) == is_severe]
        if rows.empty:
            continue
        opened = pd.to_datetime(rows["opened_on"])
        closed = pd.to_datetime(rows["closed_on"]).fillna(pd.Timestamp(as_of))
        # A case closed the day it was opened is still to be seen.
        closed = closed.where(closed > opened, opened + pd.Timedelta(days=2))
        blank = pd.Series([None] * len(rows), index=rows.index)
        said = [theme.pl(subject) for subject in rows["subject"].fillna("no subject")]
        ends = pd.concat([opened, closed, blank], axis=1).to_numpy().ravel()
        chart.add_trace(
            go.Scatter(
                _validate=False,
                x=list(ends),
                y=[lane] * len(ends),
                mode="lines",
                name=name,
                line={"color": colour, "width": width},
                text=[text for one in said for text in (one, one, "")],
                hovertemplate="%{text}<extra></extra>",
            )
        )
