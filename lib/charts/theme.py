"""What a colour, a shape and a label mean, and the layout every chart starts from.

Owns the one meaning per colour (STYLE.md) and the escaping of text for Plotly. Must not
know whether the page is light or dark: shades are translucent, so that one figure sits on
either surface, and the font's colour is left to the page's theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

FONT = "Inter, system-ui, sans-serif"
BLUE = "#3F7BD0"
GREEN = "#1E9E8A"
AMBER = "#E0A030"
RED = "#CF4456"
DARK_RED = "#8F2440"
GREY = "#7A8797"
HAIRLINE = "rgba(122, 135, 151, 0.35)"
LAND = "rgba(122, 135, 151, 0.14)"
WHITE = "rgba(255, 255, 255, 0.6)"
# Coverage shading: pale, so that the bubbles carry the message, and see-through, so that it
# works on white and on navy.
SHADES = ((0.0, "rgba(63, 123, 208, 0.05)"), (1.0, "rgba(63, 123, 208, 0.5)"))


@dataclass(frozen=True)
class Mark:
    """How one value is drawn and named.

    Args:
        label: in words, under 20 characters.
        colour: CSS colour.
        symbol: Plotly marker symbol, so that colour never speaks alone.
        opacity: 0..1; what is late is the most opaque.
        pattern: Plotly bar pattern, "" for none.
    """

    label: str
    colour: str
    symbol: str = "circle"
    opacity: float = 0.9
    pattern: str = ""


# In the order they are drawn: the late ones last, on top.
STATUS: Mapping[str, Mark] = {
    "exempt": Mark("Exempt", GREY, "x-thin-open", 0.6),
    "on_track": Mark("On track", GREEN, "circle", 0.7),
    "due": Mark("Due soon", AMBER, "square", 0.8),
    "unconfirmed": Mark("Unconfirmed", GREY, "circle-dot", 0.75),
    "unknown": Mark("Unknown", GREY, "circle-open-dot", 0.9, "/"),
    "overdue": Mark("Overdue", RED, "diamond", 0.9),
    "lapsed": Mark("Lapsed", DARK_RED, "triangle-up", 0.95),
    "never": Mark("Never visited", RED, "circle-open", 1.0),
}

# Late, but they asked us to wait: never red, and called so.
BUSY = Mark("Asked, busy", GREY, "hourglass", 0.7, "x")
LATE = ("overdue", "lapsed", "never", "unknown")

PURPOSE: Mapping[str, Mark] = {
    "proactive": Mark("Proactive", GREEN),
    "crisis": Mark("Crisis", RED),
    "commercial": Mark("Commercial", BLUE, pattern="/"),
    "inbound": Mark("They called us", "rgba(63, 123, 208, 0.4)"),
    "unclassified": Mark("Unclassified", "rgba(122, 135, 151, 0.45)", pattern="."),
}


def colours(mark: Mark, is_asked_busy: Iterable[bool]) -> list[str]:
    """One status's colour per account: grey, never red, where a busy customer asked us to wait."""
    return [GREY if is_busy else mark.colour for is_busy in is_asked_busy]


def pl(text: object) -> str:
    """Text from an export made safe for Plotly, which renders tags, links and `%{...}`."""
    if text is None:
        return ""
    return (
        str(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("%{", "%&#123;")
    )


def figure(height: int, **layout: object) -> go.Figure:
    """An empty figure in the house layout, `height` pixels high.

    Args:
        layout: more of it, or otherwise: of a part, such as `legend`, what is said of it alone.
    """
    house: dict[str, Any] = {
        "height": height,
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 12},
        "hoverlabel": {"font": {"family": FONT, "size": 12}},
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0},
        "dragmode": False,
        "bargap": 0.28,
    }
    told = {
        name: {**house.get(name, {}), **part} if isinstance(part, dict) else part
        for name, part in layout.items()
    }
    # At once: Plotly takes eight times as long to update a layout as to make one.
    return go.Figure(layout={**house, **told}, _validate=False)


def quiet(axis: str, chart: go.Figure, **settings: object) -> None:
    """Make an axis say only what the bars do not: no grid, no line, no zero, no title, no zoom."""
    chart.layout[axis] = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "automargin": True,
        **settings,
    }


def marked_at(chart: go.Figure, x: object) -> None:
    """A dotted line from bottom to top. `add_vline` would look at every trace for the same."""
    dotted = {"color": GREY, "width": 1, "dash": "dot"}
    line = {"type": "line", "x0": x, "x1": x, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain"}
    chart.layout["shapes"] = [*chart.layout["shapes"], {**line, "line": dotted}]
