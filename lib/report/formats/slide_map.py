"""The map of the deck: land and accounts as shapes that can be moved and recoloured.

Owns which of PowerPoint's shapes stands for which mark. What lies where is `lib.report.outline`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Inches, Pt

from lib.report import outline
from lib.report.formats import look
from lib.report.formats.deck import Box, colour, describe, plain
from lib.report.projections import Point

_SHAPES = {
    "circle": MSO_SHAPE.OVAL,
    "ring": MSO_SHAPE.OVAL,
    "dotted_ring": MSO_SHAPE.OVAL,
    "dotted_circle": MSO_SHAPE.DONUT,
    "square": MSO_SHAPE.RECTANGLE,
    "diamond": MSO_SHAPE.DIAMOND,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "cross": MSO_SHAPE.MATH_MULTIPLY,
    "hourglass": MSO_SHAPE.FLOWCHART_COLLATE,
}
# Shapes whose edges do not reach as far as a circle's of the same width.
_LARGER = {"diamond": 1.2, "triangle": 1.1, "square": 0.9, "cross": 1.35}
_RINGS = ("ring", "dotted_ring")
# Parts of a drawing's unit: freeforms are kept in whole numbers.
_FINE = 10


def draw(slide: Any, box: Box, drawing: outline.Drawing, said: str, larger: float = 1.0) -> Box:
    """A map as large as fits into a box, in its middle; returns where.

    Args:
        said: what is read out in its stead.
        larger: of the marks, where the map itself is small.
    """
    scale = min(box.width / drawing.width, box.height / drawing.height)
    wide, high = drawing.width * scale, drawing.height * scale
    place = Box(box.left + (box.width - wide) / 2, box.top + (box.height - high) / 2, wide, high)
    shapes = slide.shapes
    shapes.turbo_add_enabled = True  # or each new shape looks through all the others
    land = [_area(slide, place, scale, area) for area in drawing.areas]
    accounts = []
    for one in drawing.dots:
        mark = look.mark(one.dot.status, one.dot.is_waiting)
        middle = place.left + one.x * scale, place.top + one.y * scale
        made = draw_mark(slide, mark, middle, one.diameter * scale * larger)
        describe(made, one.dot.name, one.dot.status.replace("_", " "))
        accounts.append(made)
    shapes.turbo_add_enabled = False
    for name, alternative, members in (("Land", "", land), ("Accounts", said, accounts)):
        if members:
            describe(shapes.add_group_shape(members), name, alternative)
    return place


def draw_mark(slide: Any, mark: look.Mark, middle: tuple[float, float], wide: float) -> Any:
    """A mark round a point, in inches."""
    wide *= _LARGER.get(mark.shape, 1.0)
    left, top = middle[0] - wide / 2, middle[1] - wide / 2
    made = plain(slide.shapes.add_shape(_SHAPES[mark.shape], *Box(left, top, wide, wide).inches))
    if mark.shape in _RINGS:
        made.fill.solid()
        made.fill.fore_color.rgb = colour("#FFFFFF")
        made.line.color.rgb = colour(mark.colour)
        made.line.width = Inches(min(0.035, wide / 5))
        if mark.shape == "dotted_ring":
            made.line.dash_style = MSO_LINE.ROUND_DOT
    else:
        made.fill.solid()
        made.fill.fore_color.rgb = colour(mark.colour)
        made.line.color.rgb, made.line.width = colour("#FFFFFF"), Pt(0.5)
    return made


def _area(slide: Any, place: Box, scale: float, area: Sequence[Point]) -> Any:
    points = [(round(x * _FINE), round(y * _FINE)) for x, y in area]
    drawn = slide.shapes.build_freeform(*points[0], scale=Inches(scale) / _FINE)
    drawn.add_line_segments(points[1:], close=True)
    made = plain(drawn.convert_to_shape(Emu(Inches(place.left)), Emu(Inches(place.top))))
    made.fill.solid()
    made.fill.fore_color.rgb = colour(look.LAND)
    made.line.color.rgb, made.line.width = colour("#FFFFFF"), Pt(0.5)
    return made
