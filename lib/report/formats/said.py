"""Words that several forms of the review share, beside those that the page brings along.

Owns what the parts of the page are called and what a form says where a list is empty or cut, so
that no two say it differently.
"""

from __future__ import annotations

from collections.abc import Sequence

from lib.report import words
from lib.report.review import Due, KeyFigure, Purpose, Review, ToSee

TO_SEE = "Whom to see next"
WHERE = "Where they are"
CHANGED = "What changed"
WHY = "Why we came"
PROMISES = "Promises to customers"
AGREED = "Agreed in this meeting"
LAST_MEETING = "From the last meeting"
HEADLINES = "What customers say"
COUNTED = "How this is counted"

NOBODY_TO_SEE = "Nobody is to be seen next: everyone was seen, is booked or asked for time."
NO_ACCOUNT = "No account is in view."
NOTHING_BEFORE = "There is nothing to compare with yet: this is the first page of its kind."
NOTHING_MOVED = "Nothing came in and nothing went out."
NO_TALK = "No conversation is on record in these twelve months."
NO_PROMISE = "No promise is late, due this week, or done and not told."
NO_TASK = "Nothing was taken on in the meeting before this one."
NO_HEADLINE = "No theme was heard from customers in these twelve months."
NO_CHANGE = "no earlier figure"
NO_OWNER = "no owner yet"
TALKS = "conversations in 12 months"
# What a promise that is not yet done is called where they are counted, the most pressing first.
_OPEN = {"late": "late", "due": "due this week"}


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
    """How many promises are not yet done: `8 late · 3 due this week`; empty for none."""
    return " · ".join(_counts(page.due))


def pressing(page: Review) -> Sequence[Due]:
    """The promises that are not yet done: the late ones first, otherwise as on the page."""
    return [one for state in _OPEN for one in page.due if one.state == state]


def untold(page: Review) -> str:
    """Those done that the customer has not heard of: `18 done, customer not told`, or empty."""
    count = sum(one.state == "untold" for one in page.due)
    return f"{count:,} done, customer not told" if count else ""


def more_owed(left: Sequence[Due]) -> str:
    """What is left out of `pressing`: `and 4 more late, 3 more due this week, in the workbook`."""
    counts = [said.replace(" ", " more ", 1) for said in _counts(left)]
    return f"and {', '.join(counts)}, in the workbook" if counts else ""


def _counts(promises: Sequence[Due]) -> Sequence[str]:
    counts = {state: sum(one.state == state for one in promises) for state in _OPEN}
    return [f"{count:,} {_OPEN[state]}" for state, count in counts.items() if count]


def done(page: Review) -> str:
    """How much of the last meeting is done: `4 of 9 done`; empty where nothing was taken on."""
    count = sum(one.state in ("done", "seen") for one in page.tasks)
    return f"{count:,} of {len(page.tasks):,} done" if page.tasks else ""


def unmarked(label: str) -> str:
    """A status without its shape, where the shape is drawn: `◆ Overdue` is Overdue."""
    shape, _, rest = label.partition(" ")
    return rest if len(shape) == 1 and rest else label


def reason(one: ToSee) -> str:
    """Why somebody is to be seen, without what stands beside it: the standing and the booking."""
    standing = f"{unmarked(one.standing)}, ".casefold()
    beside = ("nothing booked", f"booked for {one.booked}")
    facts = [
        fact[len(standing) :] if fact.casefold().startswith(standing) else fact
        for fact in one.why.split("; ")
        if fact.casefold() not in beside
    ]
    return "; ".join(facts)


def sentence(text: str) -> str:
    """A text with a capital where it stands by itself."""
    return text[:1].upper() + text[1:]


def booked(one: ToSee) -> str:
    """Whether a visit is booked, where no column says it."""
    return f"booked for {one.booked}" if one.booked else "not booked"
