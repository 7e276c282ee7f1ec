"""The slides that are lists: whom to see, promises, commitments; and the names behind a change.

Owns their columns, their order where not all fit, and what their titles say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lib.report import words
from lib.report.formats import look, said
from lib.report.formats.deck import MARGIN, WIDTH, Box, Deck, Para, text
from lib.report.formats.slide_tables import Column, fits, table
from lib.report.review import Change, Due, Move, Review, Task, ToSee

_TO_SEE = 5
_DUE_NOTES = (
    "Late: its day is past and it is not done.",
    "Due this week: its day is within seven days.",
    "Done, customer not told: it is done, and nobody told the customer.",
)
_STATES = {"late": "◆", "due": "□", "open": "□", "seen": "✓", "done": "✓"}
_DROPPED = "–"
# What a cell of a list may take before it is cut.
_LINES = 6
# Inches that a row with a box to write in is high at least.
_ROW = 0.8
_SIZES = (13.0, 12.0, 11.0, 10.0)


def to_see(deck: Deck, page: Review) -> None:
    """Five to see first, each with a box for initials and a date."""
    first = page.to_see[:_TO_SEE]
    notes = [f"{one.place}. {one.name}: {one.why}" for one in first]
    slide, body = deck.slide(said.TO_SEE, _to_see_title(first), notes)
    if not first:
        nothing(slide, body, said.NOBODY_TO_SEE)
        return
    columns = (
        Column("", 0.45, is_right=True),
        Column("Account", 4.2),
        Column("Why", 4.1),
        Column("Booked", 1.35),
        Column("Who goes, by when", WIDTH - 2 * MARGIN - 10.1, is_box=True),
    )
    more = said.more(len(page.to_see) - len(first))
    # Smaller before cut: all five find room whatever they are called.
    for size, lines in ((14, 4), (13, 4), (12, 4), (12, 3), (12, 2), (12, 1)):
        rows = [_to_see(one, size, lines) for one in first]
        if fits(body, columns, rows, bool(more), _ROW):
            break
    table(slide, body, columns, rows, _ROW, more)


def promises(deck: Deck, page: Review) -> None:
    """Promises that need somebody this week, the late ones first."""
    owed, untold = said.pressing(page), said.untold(page)
    title = said.owed(page) or untold
    title = f"Promises: {title}" if title else "No promise is waiting for us"
    slide, body = deck.slide(said.PROMISES, title, _DUE_NOTES)
    if not owed:
        nothing(slide, body, f"{untold}." if untold else said.NO_PROMISE)
        return
    columns = (
        Column("Owner", 2.2),
        Column("Account", 3.4),
        Column("What was promised", 3.6),
        Column("When", WIDTH - 2 * MARGIN - 9.2),
    )

    def below(left: Sequence[Due]) -> str:
        return " · ".join(filter(None, (said.more_owed(left), untold)))

    _first(slide, body, columns, owed, _due, below)


def agreed(deck: Deck, page: Review) -> None:
    """What was taken on in this review's own meeting; no slide where nothing is told of it."""
    if page.agreed:
        title = f"{words.count(len(page.agreed), 'thing')} taken on"
        slide, body = deck.slide(said.AGREED, title, [])
        _taken(slide, body, page.agreed)


def tasks(deck: Deck, page: Review) -> None:
    """What was taken on in the meeting before, and what became of it."""
    late = sum(one.state == "late" for one in page.tasks)
    title = ", ".join(filter(None, (said.done(page), f"{late:,} late" if late else "")))
    slide, body = deck.slide(
        said.LAST_MEETING,
        title or "Nothing to follow up",
        [
            "Who was to see a customer has done so (seen) when their visit is on record; "
            "everything else is closed by hand (done)."
        ],
    )
    if not page.tasks:
        nothing(slide, body, said.NO_TASK)
        return
    _taken(slide, body, page.tasks)


def moves(slide: Any, box: Box, moved: Sequence[Change]) -> None:
    """Who came into the counts and went out of them, and why."""
    sides = [side for one in moved if one.group in ("accounts", "promises") for side in one.sides]
    if not sides:
        text(slide, box, [Para(said.NOTHING_MOVED, 16, most=3)])
        return
    columns = (Column("", 1.75), Column("Who, and why", box.width - 1.75))
    # As many names each as leave room for all.
    for most, lines in ((4, 4), (3, 4), (2, 4), (1, 4), (1, 3), (1, 2)):
        rows = [
            (
                [
                    Para(f"{len(side.moves):,} {side.means}", 12, True, most=3),
                    *([Para(side.worth, 11, colour=look.SOFT)] if side.worth else []),
                ],
                list(_named(side.moves, most, lines)),
            )
            for side in sides
        ]
        if fits(box, columns, rows):
            break
    table(slide, box, columns, rows)


def fitted(parts: Sequence[tuple[str, bool, float]], box: Box) -> Sequence[Para]:
    """Texts in the largest size at which all fit into a box; what then does not fit is cut.

    Args:
        parts: text, whether it is bold, points kept free below it.
    """
    for size in _SIZES:
        made = [Para(part, size, is_bold, most=99, after=after) for part, is_bold, after in parts]
        if sum(one.height(box.width) for one in made) <= box.height:
            return made
    whole = [Para(part, _SIZES[-1], bold, most=3, after=after) for part, bold, after in parts]
    kept: list[Para] = []
    for one in whole:
        one = one.cut_to(box.width)
        if sum(each.height(box.width) for each in (*kept, one)) > box.height - 0.25:
            return [*kept, Para("More in the workbook.", _SIZES[-1], colour=look.SOFT)]
        kept.append(one)
    return kept


def nothing(slide: Any, body: Box, sentence: str) -> None:
    """What a slide says that has nothing on it."""
    text(slide, Box(body.left, body.top, body.width, 1.2), [Para(sentence, 20, most=3)])


def listed(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _first(
    slide: Any,
    body: Box,
    columns: Sequence[Column],
    values: Sequence[Any],
    row: Callable[[Any], Sequence[Sequence[Para]]],
    below: Callable[[Sequence[Any]], str],
) -> None:
    """A table of as many of some values as there is room for.

    Args:
        below: what is said of those left out.
    """
    drawn = [row(one) for one in values]
    while len(drawn) > 1 and not fits(body, columns, drawn, bool(below(values[len(drawn) :]))):
        drawn.pop()
    table(slide, body, columns, drawn, below=below(values[len(drawn) :]))


def _taken(slide: Any, body: Box, taken: Sequence[Task]) -> None:
    columns = (
        Column("Who", 2.1),
        Column("Account", 3.3),
        Column("What", 3.3),
        Column("What became of it", WIDTH - 2 * MARGIN - 8.7),
    )
    order = sorted(taken, key=lambda one: one.state != "late")
    _first(slide, body, columns, order, _task, lambda left: said.more(len(left)))


def _to_see(one: ToSee, size: float, lines: int) -> Sequence[Sequence[Para]]:
    return (
        [Para(str(one.place), 18, True, look.ACCENT)],
        [
            Para(one.name, size, True, most=lines, after=2),
            Para(_about(one), size - 2.5, colour=look.SOFT, most=lines),
        ],
        [Para(said.sentence(said.reason(one)), 12, most=max(3, lines))],
        [Para(one.booked or "nothing yet", 12, bool(one.booked), most=2)],
        [],
    )


def _to_see_title(first: Sequence[ToSee]) -> str:
    free = sum(not one.booked for one in first)
    if not first:
        return "Nobody is to be seen next"
    if not free:
        return f"{len(first)} to see first, all of them booked"
    if len(first) == 1:
        return "One to see first; nothing is booked with them"
    with_whom = "any of them" if free == len(first) else f"{free} of them"
    return f"{len(first)} to see first; nothing is booked with {with_whom}"


def _about(one: ToSee) -> str:
    return " · ".join(filter(None, (one.standing, one.worth, one.where)))


def _due(one: Due) -> Sequence[Sequence[Para]]:
    return (
        [Para(one.owner, 13, True, most=_LINES)],
        [Para(one.name, 13, most=_LINES)],
        [Para(one.what, 12, most=_LINES)],
        _became(f"{_STATES[one.state]} {one.said}", one.state == "late"),
    )


def _task(one: Task) -> Sequence[Sequence[Para]]:
    mark = _STATES.get(one.state, _DROPPED)
    return (
        [Para(one.who, 13, True, most=_LINES)],
        [Para(one.name, 13, most=_LINES)],
        [Para(one.what, 12, most=_LINES)],
        _became(f"{mark} {one.said or one.due}", one.state == "late"),
    )


def _became(what: str, is_late: bool) -> Sequence[Para]:
    return [Para(what, 12, is_late, look.TONES["worse"] if is_late else look.INK, most=_LINES)]


def _named(found: Sequence[Move], most: int, lines: int) -> Iterator[Para]:
    for one in found[:most]:
        cause = "; ".join(filter(None, (one.what, one.cause)))
        yield Para(one.name, 12, True, most=lines)
        yield Para(cause, 11, colour=look.SOFT, most=lines)
    if len(found) > most:
        yield Para(f"and {len(found) - most:,} more", 11, colour=look.SOFT)
