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
# What a promise of a state is called where they are counted, the most pressing first.
OWED = {"late": "late", "due": "due this week", "untold": "done, to tell"}


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


def owed(page: Review) -> str:
    """How many promises are in which state: `8 late · 18 done, to tell`; empty for none."""
    counts = {state: sum(one.state == state for one in page.due) for state in OWED}
    return " · ".join(f"{count:,} {OWED[state]}" for state, count in counts.items() if count)


def done(page: Review) -> str:
    """How much of the last meeting is done: `4 of 9 done`; empty where nothing was taken on."""
    count = sum(one.state in ("done", "seen") for one in page.tasks)
    return f"{count:,} of {len(page.tasks):,} done" if page.tasks else ""


def unmarked(label: str) -> str:
    """A status without its shape, where the shape is drawn: `◆ Overdue` is Overdue."""
    shape, _, rest = label.partition(" ")
    return rest if len(shape) == 1 and rest else label
