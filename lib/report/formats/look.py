"""What a colour, a shape and a hatching mean where no chart is drawn: on paper, slides and mail.

Owns these few marks, so that every form has the same. `lib.report` may not import the charts;
a test holds the marks equal to those of `lib.charts.theme`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

INK = "#1B2530"
SOFT = "#566372"
LINE = "#D5DCE4"
LAND = "#E9EDF2"
ACCENT = "#1F5AA6"
BLUE = "#3F7BD0"
GREEN = "#1E9E8A"
AMBER = "#E0A030"
RED = "#CF4456"
DARK_RED = "#8F2440"
GREY = "#7A8797"
# Of words on a change for the better or the worse: dark enough to be read on white.
TONES = {"better": "#14705F", "worse": "#A32C40"}


@dataclass(frozen=True)
class Mark:
    """How one value is drawn.

    Args:
        colour: six digits of hexadecimal.
        shape: `circle`, `square`, `diamond`, `triangle`, `ring`, `dotted_ring`, `dotted_circle`,
            `cross` or `hourglass`: colour never speaks alone.
        pattern: of a bar: `plain`, `dense`, `stripes` or `dots`. On paper green and red are one
            grey, so a crisis has stripes of its own there.
    """

    colour: str
    shape: str = "circle"
    pattern: str = "plain"


# In the order they are drawn: the late ones last, on top.
STATUS: Mapping[str, Mark] = {
    "exempt": Mark(GREY, "cross"),
    "on_track": Mark(GREEN, "circle"),
    "due": Mark(AMBER, "square"),
    "unconfirmed": Mark(GREY, "dotted_circle"),
    "unknown": Mark(GREY, "dotted_ring"),
    "overdue": Mark(RED, "diamond"),
    "lapsed": Mark(DARK_RED, "triangle"),
    "never": Mark(RED, "ring"),
}
# Late, but they asked us to wait: never red.
BUSY = Mark(GREY, "hourglass")

# The pale two stand for blue and grey that are half seen through.
PURPOSE: Mapping[str, Mark] = {
    "proactive": Mark(GREEN),
    "crisis": Mark(RED, pattern="dense"),
    "commercial": Mark(BLUE, pattern="stripes"),
    "inbound": Mark("#B2CAED"),
    "unclassified": Mark("#C3C9D0", pattern="dots"),
}


def mark(status: str, is_waiting: bool = False) -> Mark:
    """How an account of a status is drawn; `busy` is one too."""
    if is_waiting or status == "busy":
        return BUSY
    return STATUS.get(status, STATUS["unknown"])
