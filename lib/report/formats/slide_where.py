"""The slides of the map: where the accounts are and how they stand, and the full parts closer.

Owns their titles and their legend. The shapes are `slide_map`'s.
"""

from __future__ import annotations

from typing import Any

from lib.report import outline, words
from lib.report.formats import look, said, slide_lists, slide_map
from lib.report.formats.deck import MARGIN, WIDTH, Box, Deck, Para, text
from lib.report.review import Review

_GAP = 0.25


def where(deck: Deck, page: Review) -> None:
    """The map, and how many accounts stand how."""
    late = [
        f"{count:,} {said.unmarked(label).lower()}"
        for status, label, count in page.map.statuses
        if status in words.LATE and count
    ]
    counted = sum(count for *_, count in page.map.statuses)
    title = (
        f"Of {words.count(counted, 'account')}, {slide_lists.listed(late)}"
        if late
        else "Nobody is late"
    )
    slide, body = deck.slide(
        said.WHERE,
        title if counted else said.NO_ACCOUNT,
        [f"{label}: {meaning}" for label, meaning in page.definitions],
    )
    drawing = outline.drawing(page.map)
    _legend(slide, body.top, page)
    if not page.map.dots:
        at = Box(body.left, body.top, 9.0, body.height)
        slide_lists.nothing(slide, at, page.map.note or said.NO_ACCOUNT)
        return
    told = f"Map of {len(drawing.dots):,} accounts: {', '.join(late) or 'none late'}"
    slide_map.draw(slide, Box(body.left, body.top, 9.0, 6.5 - body.top), drawing, told)
    outside = len(page.map.dots) - len(drawing.dots)
    left_out = (page.map.note, f"{outside:,} outside this view." if outside else "")
    note = " ".join(filter(None, left_out)) or "A mark's area goes with the account's value."
    text(slide, Box(body.left, 6.6, 9.0, 0.28), [Para(note, 12, colour=look.SOFT)])


def closer(deck: Deck, page: Review) -> None:
    """Parts of the world that are too full to be told apart on the map of all of it."""
    views = outline.closer(page.map)
    if not views:
        return
    counts = [f"{words.count(len(drawing.dots), 'account')} in {name}" for name, drawing in views]
    slide, body = deck.slide(said.WHERE, f"Closer: {slide_lists.listed(counts)}", [])
    wide = (body.width - _GAP * (len(views) - 1)) / len(views)
    for place, (name, drawing) in enumerate(views):
        left = body.left + place * (wide + _GAP)
        text(slide, Box(left, body.top, wide, 0.3), [Para(name, 14, True, look.SOFT)])
        at = Box(left, body.top + 0.4, wide, body.height - 0.8)
        slide_map.draw(slide, at, drawing, f"Map of {len(drawing.dots):,} accounts in {name}", 1.6)
    key = "   ".join(label for *_, label, _ in page.map.statuses)
    text(slide, Box(body.left, 6.55, body.width, 0.28), [Para(key, 12, colour=look.SOFT)])


def _legend(slide: Any, top: float, page: Review) -> None:
    left, wide, step = 9.95, WIDTH - MARGIN - 9.95, 0.42
    for place, (status, label, count) in enumerate(page.map.statuses):
        at = top + 0.1 + place * step
        slide_map.draw_mark(slide, look.mark(status), (left + 0.13, at + 0.16), 0.22)
        text(slide, Box(left + 0.4, at, wide - 1.2, 0.32), [Para(said.unmarked(label), 15)], True)
        end = Box(left + wide - 0.8, at, 0.8, 0.32)
        text(slide, end, [Para(f"{count:,}", 15, True)], True, is_right=True)
