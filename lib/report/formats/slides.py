"""The review as slides, native and editable, each with its answer for a title.

Owns which slides there are and what their titles say. How things get onto one is `deck`'s; what a
title counts is the length of a list that the page brings along.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from lib.report import words
from lib.report.formats import (
    Lists,
    fit,
    look,
    said,
    slide_charts,
    slide_lists,
    slide_where,
)
from lib.report.formats.deck import (
    BODY,
    EDGE,
    MARGIN,
    WIDTH,
    Box,
    Deck,
    Para,
    card,
    text,
)
from lib.report.formats.slide_tables import Column, table
from lib.report.review import Change, Headline, KeyFigure, Purpose, Review

_GAP = 0.25
_HEADLINES = 3
_BARS = 18
_VALUES = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 16.0)
_ANSWER = Box(MARGIN, 0.8, WIDTH - 2 * MARGIN, 1.75)


def pptx(page: Review, lists: Lists, paper: str) -> bytes:
    """The page as a deck of slides."""
    about = (f"As of {words.day(page.day)}", page.scope or "All accounts", page.stamp)
    deck = Deck(f"{page.title} {words.day(page.day)}", page.day, " · ".join(filter(None, about)))
    for slide in _SLIDES:
        slide(deck, page)
    return deck.to_bytes()


def _answer(deck: Deck, page: Review) -> None:
    notes = [f"{one.label}: {one.definition}" for one in page.figures]
    slide, _ = deck.slide(page.title, page.answer, notes, _ANSWER)
    wide = (BODY.width - _GAP * (len(page.figures) - 1)) / max(1, len(page.figures))
    size = min(
        (fit.largest(one.value, _VALUES, wide - 2 * EDGE, 0.8, True) for one in page.figures),
        default=_VALUES[0],
    )
    cards = [_figure(one, size) for one in page.figures]
    high = _tallest(cards, wide)
    for place, paragraphs in enumerate(cards):
        card(slide, Box(BODY.left + place * (wide + _GAP), 2.8, wide, high), paragraphs)
    compared = f"Changes: {page.since_said}" if page.since_said else said.NOTHING_BEFORE
    below = Box(BODY.left, 2.8 + high + 0.2, BODY.width, 0.3)
    text(slide, below, [Para(compared, 14, colour=look.SOFT)])


def _figure(one: KeyFigure, size: float) -> Sequence[Para]:
    return [
        Para(one.label, 14, True, look.SOFT, most=2, after=6),
        Para(one.value, size, True, after=4),
        Para(one.parts or " ", 14, colour=look.SOFT, after=8),
        Para(said.changed(one) or " ", 14, True, look.TONES.get(one.way, look.SOFT), after=10),
        # The whole definition is on the last slide, and in the notes of this one.
        Para(one.definition.partition(". ")[0].rstrip(".") + ".", 11, colour=look.SOFT, most=6),
    ]


def _changes(deck: Deck, page: Review) -> None:
    notes = [
        f"{slide_charts.category(one)}. {one.entered_as}: {len(one.entered):,}; "
        f"{one.left_as}: {len(one.left):,}"
        for one in page.moved
    ]
    slide, body = deck.slide(f"{said.CHANGED} {page.since_said}".strip(), _news(page), notes)
    if not page.moved:
        slide_lists.nothing(slide, body, said.NOTHING_BEFORE)
        return
    # The purposes have a slide of their own.
    counted = [one for one in page.moved if one.group != "purposes"]
    # Where there are more than can be read, those of which something moved.
    moving = [one for one in counted if one.sides]
    drawn = (counted if len(counted) <= _BARS else moving)[:_BARS]
    size = 12.0 if len(drawn) <= 9 else 11.0
    slide_charts.changes(slide, Box(body.left, body.top - 0.1, 5.1, body.height), drawn, size)
    slide_lists.moves(slide, Box(5.95, body.top, WIDTH - MARGIN - 5.95, body.height), drawn)


def _news(page: Review) -> str:
    """The title: how many are late or unknown, and how many more than before."""
    late = next((one for one in page.moved if one.id == "late"), None)
    if late is None:
        return "There is nothing to compare with yet"
    more, since = late.after - late.before, words.day(date.fromisoformat(page.since))
    counted = f"{late.after:,} {late.label.lower()}"
    if not more:
        return f"{counted}, as many as on {since}"
    return f"{counted}, {abs(more):,} {'more' if more > 0 else 'fewer'} than on {since}"


def _purposes(deck: Deck, page: Review) -> None:
    whole = sum(one.count for one in page.purposes)
    counts = {one.id: one.count for one in page.purposes}
    title = (
        f"{counts.get('proactive', 0):,} of {words.count(whole, 'conversation')} were our own "
        f"idea, {counts.get('crisis', 0):,} came of a crisis"
    )
    notes = [f"{one.label}: {said.part(one, page)}" for one in page.purposes if whole]
    slide, body = deck.slide(said.WHY, title if whole else "Nobody spoke with a customer", notes)
    if not whole:
        slide_lists.nothing(slide, body, said.NO_TALK)
        return
    slide_charts.purposes(slide, Box(body.left, body.top - 0.1, 6.1, body.height), page.purposes)
    moved = {one.id: one for one in page.moved}
    table(
        slide,
        Box(6.9, body.top, WIDTH - MARGIN - 6.9, body.height),
        (
            Column("Purpose", 1.8),
            Column("Of all conversations", 2.2, is_right=True),
            Column("Before", 0.9, is_right=True),
            Column("Change", 0.93, is_right=True),
        ),
        [_purpose(one, page, moved.get(f"purpose_{one.id}")) for one in page.purposes],
        least=0.72,
    )


def _purpose(one: Purpose, page: Review, moved: Change | None) -> Sequence[Sequence[Para]]:
    before = f"{moved.before:,}" if moved else ""
    return (
        [Para(one.label, 14, True, most=2)],
        [Para(said.part(one, page), 13, most=2)],
        [Para(before, 13)],
        [Para(one.change, 13, True)],
    )


def _headlines(deck: Deck, page: Review) -> None:
    first = page.headlines[:_HEADLINES]
    title = f"{first[0].theme}: raised by {first[0].said}" if first else "No theme was heard"
    notes = [f"{one.theme}: {one.said}" for one in page.headlines]
    slide, body = deck.slide(said.HEADLINES, title, notes)
    if not first:
        slide_lists.nothing(slide, body, said.NO_HEADLINE)
    wide = (body.width - _GAP * (_HEADLINES - 1)) / _HEADLINES
    said_each = [_headline(one) for one in first]
    high = _tallest(said_each, wide)
    for place, paragraphs in enumerate(said_each):
        card(slide, Box(body.left + place * (wide + _GAP), body.top, wide, high), paragraphs)
    more = said.more(len(page.headlines) - len(first))
    if more:
        text(
            slide,
            Box(body.left, body.top + high + 0.15, body.width, 0.28),
            [Para(more, 12, colour=look.SOFT)],
        )


def _headline(one: Headline) -> Sequence[Para]:
    act = Para("◆ To be acted on", 14, True, look.TONES["worse"], after=8)
    return [
        Para(one.theme, 22, True, most=3, after=8),
        Para(one.said, 16, most=2, after=8),
        *([act] if one.is_to_act else []),
        Para(one.owner or said.sentence(said.NO_OWNER), 14, colour=look.SOFT, most=2, after=10),
        *([Para(f"“{one.quote}”", 14, most=5, after=4)] if one.quote else []),
        *([Para(one.quoted, 12, colour=look.SOFT, most=2)] if one.quoted else []),
    ]


def _tallest(cards: Sequence[Sequence[Para]], wide: float) -> float:
    """Inches that the card with most to say needs; the others are as high."""
    room = wide - 2 * EDGE
    return (
        2 * EDGE
        + 0.1
        + max((sum(one.cut_to(room).height(room) for one in each) for each in cards), default=0.0)
    )


def _counted(deck: Deck, page: Review) -> None:
    notes = [f"{label}: {meaning}" for label, meaning in page.definitions]
    slide, body = deck.slide(
        said.COUNTED, "What the figures mean, and how far they reach", [*notes, *page.footnotes]
    )
    wide = (body.width - 0.5) / 2
    left = [
        para
        for label, meaning in page.definitions
        for para in ((label, True, 0.0), (meaning, False, 7.0))
    ]
    held = [
        f"Counted here: {page.scope or 'all accounts'}.",
        *page.footnotes,
        page.since_said and f"Compared {page.since_said}.",
        page.stamp or "Not frozen: today's data.",
    ]
    right = [("What is left out", True, 4.0)]
    right += [(note, False, 7.0) for note in held if note]
    for place, parts in enumerate((left, right)):
        at = Box(body.left + place * (wide + 0.5), body.top, wide, body.height)
        text(slide, at, slide_lists.fitted(parts, at))


_SLIDES: Sequence[Callable[[Deck, Review], None]] = (
    _answer,
    slide_lists.to_see,
    slide_where.where,
    slide_where.closer,
    _changes,
    _purposes,
    slide_lists.promises,
    slide_lists.agreed,
    slide_lists.tasks,
    _headlines,
    _counted,
)
