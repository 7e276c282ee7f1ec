"""The review on one sheet of paper, and as a picture of it.

Owns what of the page goes to `monday.typ` and in which order; that decides how much of it there is
room for. Nothing is computed but what is left for the workbook. Names go in shielded, so that one
written from right to left turns nothing but itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lib.report import outline, words
from lib.report import pdf as printing
from lib.report.formats import Lists, look, said
from lib.report.review import Change, Due, Map, Move, Review, Task, ToSee

# No page has room for more; the least that may stand is the template's to say.
MOST = 12
TO_SEE = 5
HEADLINES = 3
# The signs of `monday.typ`.
_TASK_SHAPES = {"done": "tick", "seen": "tick", "open": "box", "late": "late", "dropped": "dash"}
_DUE_SHAPES = {"late": "late", "due": "box"}
# First strong isolate, pop directional isolate: Unicode's parentheses for a name in a sentence.
_SHIELD = "\u2068{}\u2069"


def pdf(page: Review, lists: Lists, paper: str) -> bytes:
    """The page as PDF."""
    return printing.pdf("monday", value(page), paper)


def map_picture(of: Map, across: float = 1200.0) -> bytes:
    """The map alone as PNG, so many dots across."""
    (made,) = printing.pictures("map", _drawn(outline.drawing(of)), dots_an_inch=across / 6)
    return made


def pictures(page: Review, paper: str, dots_an_inch: float = 110.0) -> Sequence[bytes]:
    """The same page as PNG."""
    return printing.pictures("monday", value(page), paper, dots_an_inch)


def value(page: Review) -> Mapping[str, Any]:
    """The page as `monday.typ` reads it."""
    # What is late comes first, since the list is cut.
    due = said.pressing(page)
    return {
        "title": page.title,
        "day": words.day(page.day),
        "scope": page.scope or "All accounts",
        "since": page.since_said,
        "stamp": page.stamp or "Not frozen: today's data",
        "answer": page.answer,
        "figures": [
            {"label": one.label, "value": one.value, "parts": one.parts}
            | {"change": one.change, "way": one.way}
            for one in page.figures
        ],
        "to_see": [_to_see(one) for one in page.to_see[:TO_SEE]],
        "to_see_count": len(page.to_see),
        "map": _map(page),
        "legend": [
            _mark(look.mark(status)) | {"label": said.unmarked(label), "count": f"{count:,}"}
            for status, label, count in page.map.statuses
        ],
        "purposes": [
            {"label": one.label, "count": f"{one.count:,}", "share": one.share}
            | {"change": one.change, "colour": look.PURPOSE[one.id].colour}
            | {"pattern": look.PURPOSE[one.id].pattern}
            for one in page.purposes
        ],
        "moved": [_change(one) for one in page.moved],
        "due": [_due(one) for one in due[:MOST]],
        # By how many are printed: what is left.
        "due_left": [said.more_owed(due[kept:]) for kept in range(min(len(due), MOST) + 1)],
        "due_said": said.owed(page),
        "untold": said.untold(page),
        "agreed": [_task(one) for one in page.agreed[:MOST]],
        "agreed_count": len(page.agreed),
        "tasks": [_task(one) for one in page.tasks[:MOST]],
        "task_count": len(page.tasks),
        "tasks_said": said.done(page),
        "headlines": [
            {"theme": one.theme, "said": one.said, "owner": one.owner, "is_to_act": one.is_to_act}
            | {"quote": one.quote, "quoted": _shielded(one.quoted)}
            for one in page.headlines[:HEADLINES]
        ],
        "headline_count": len(page.headlines),
        "empty": {
            "to_see": said.NOBODY_TO_SEE,
            "moved": said.NOTHING_BEFORE,
            "still": said.NOTHING_MOVED,
            "purposes": said.NO_TALK,
            "due": said.NO_PROMISE,
            "tasks": said.NO_TASK,
            "headlines": said.NO_HEADLINE,
            "change": "" if page.since else said.NO_CHANGE,
            "owner": said.NO_OWNER,
        },
        "heads": {
            "to_see": said.TO_SEE,
            "where": said.WHERE,
            "moved": said.CHANGED,
            "purposes": said.WHY,
            "talks": said.TALKS,
            "due": said.PROMISES,
            "agreed": said.AGREED,
            "tasks": said.LAST_MEETING,
            "headlines": said.HEADLINES,
            "counted": said.COUNTED,
        },
        "footnotes": list(page.footnotes),
        "definitions": [list(one) for one in page.definitions],
    }


def _shielded(text: str) -> str:
    return _SHIELD.format(text) if text else ""


def _mark(mark: look.Mark) -> dict[str, Any]:
    return {"shape": mark.shape, "colour": mark.colour}


def mark_of(one: ToSee) -> look.Mark:
    """How somebody to see is drawn: never late who asked us to wait."""
    is_waiting = not one.standing.startswith(words.STATUS.get(one.status, one.status))
    return look.mark(one.status, is_waiting)


def _to_see(one: ToSee) -> Mapping[str, Any]:
    return _mark(mark_of(one)) | {
        "place": str(one.place),
        "name": _shielded(one.name),
        "where": _shielded(one.where),
        "standing": said.unmarked(one.standing),
        "why": said.reason(one),
        "booked": one.booked,
        "worth": one.worth,
    }


def _map(page: Review) -> Mapping[str, Any]:
    drawing = outline.drawing(page.map)
    outside = len(page.map.dots) - len(drawing.dots)
    hidden = f"{outside:,} outside this view." if outside else ""
    note = " ".join(part for part in (page.map.note, hidden) if part)
    return _drawn(drawing) | {"note": note, "closer": list(_closer(page.map))}


def _closer(of: Map) -> Iterator[Mapping[str, Any]]:
    """The crowded parts of a world, drawn beside it."""
    for name, drawing in outline.closer(of):
        yield _drawn(drawing, 1.6) | {"label": f"{name}: {len(drawing.dots):,}"}


def _drawn(drawing: outline.Drawing, larger: float = 1.0) -> dict[str, Any]:
    """A drawing, its marks larger where it is printed small."""
    return {
        "width": drawing.width,
        "height": drawing.height,
        "areas": drawing.areas,
        "dots": [
            _mark(look.mark(one.dot.status, one.dot.is_waiting))
            | {
                "x": round(one.x, 1),
                "y": round(one.y, 1),
                "across": round(one.diameter * larger, 1),
            }
            for one in drawing.dots
        ],
    }


def _change(one: Change) -> Mapping[str, Any]:
    return {
        "group": one.group,
        "label": one.label,
        "before": f"{one.before:,}",
        "after": f"{one.after:,}",
        "net": one.net,
        "sides": [
            {"as": side.means, "count": len(side.moves), "worth": side.worth}
            | {"moves": [_move(move) for move in side.moves[:MOST]]}
            for side in one.sides
        ],
    }


def _move(one: Move) -> Mapping[str, str]:
    about = (
        f"{_shielded(one.what)}; {one.cause}" if one.what and one.cause else one.what or one.cause
    )
    return {"name": _shielded(one.name), "about": about}


def _due(one: Due) -> Mapping[str, str]:
    return {
        "owner": one.owner,
        "shape": _DUE_SHAPES[one.state],
        "name": _shielded(one.name),
        "what": _shielded(one.what),
        "said": one.said,
    }


def _task(one: Task) -> Mapping[str, str]:
    return {
        "shape": _TASK_SHAPES[one.state],
        "who": one.who,
        "name": _shielded(one.name),
        "what": _shielded(one.what),
        "said": one.said or one.due,
    }
