"""Words that several forms of the review share, beside those that the page brings along.

Owns what a form says where a list is empty or cut, so that no two say it differently.
"""

from __future__ import annotations

from lib.report import words
from lib.report.review import KeyFigure, Purpose, Review

NOBODY_TO_SEE = "Nobody is to be seen next: everyone was seen, is booked or asked for time."
NO_ACCOUNT = "No account is in view."
NOTHING_BEFORE = "There is nothing to compare with yet: this is the first page of its kind."
NOTHING_MOVED = "Nothing came in and nothing went out."
NO_TALK = "No conversation is on record in these twelve months."
NO_PROMISE = "No promise is late, due this week, or done and not told."
NO_TASK = "Nothing was taken on in the meeting before this one."
NO_HEADLINE = "No theme was heard from customers in these twelve months."


def more(left: int) -> str:
    """What is left out of a list; empty where nothing is."""
    return f"and {left:,} more, in the workbook" if left > 0 else ""


def changed(figure: KeyFigure) -> str:
    """A figure's change with what it means: `+3.0 pts, better`."""
    way = "as before" if figure.way == "same" else figure.way
    return ", ".join(part for part in (figure.change, way) if part)


def part(one: Purpose, page: Review) -> str:
    """A purpose's part of all conversations: `43 % (81 of 189)`; of few, `3 of 7`."""
    return words.share(one.count, sum(each.count for each in page.purposes))


def unmarked(label: str) -> str:
    """A status' label without its shape, where the shape is drawn."""
    shape, _, rest = label.partition(" ")
    return rest if len(shape) == 1 and rest else label
