"""Tables on slides: as many rows as there is room for, and a sentence on those that are left.

Owns columns, hairlines and heights. Must not know what a row says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from lib.report.formats import look, said
from lib.report.formats.deck import Box, Para, fill_in, text

_HEAD, _MORE = 11.0, 0.32
# Inches: what a cell keeps free at its sides, and above and below.
_SIDE, _ABOVE = 0.08, 0.06
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"

Cell = Sequence[Para]
# An empty cell is as high as its letters: small ones, not the theme's eighteen points.
_EMPTY = Para("", _HEAD)


@dataclass(frozen=True)
class Column:
    """A column.

    Args:
        width: in inches.
        is_box: an empty box to write in, with lines all round.
    """

    head: str
    width: float
    is_right: bool = False
    is_box: bool = False


def table(
    slide: Any,
    box: Box,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    least: float = 0.0,
    below: str = "",
) -> None:
    """Rows within a box, and a sentence below them.

    Args:
        least: inches a row is high even where it says little.
        below: the sentence; without one, how many rows found no room.
    """
    heads = _heads(columns)
    head = _height(heads, columns)
    heights = [max(least, _height(row, columns)) for row in rows]
    drawn = _fitting(heights, box.height - head, bool(below))
    frame = slide.shapes.add_table(
        drawn + 1, len(columns), *Box(box.left, box.top, box.width, head).inches
    )
    frame._element.find(f".//{{{_A}}}tableStyleId").text = _NO_STYLE
    made = frame.table
    made.horz_banding = False
    for place, column in enumerate(columns):
        made.columns[place].width = Inches(column.width)
    for line, (cells, high) in enumerate(
        zip([heads, *rows[:drawn]], [head, *heights[:drawn]], strict=True)
    ):
        made.rows[line].height = Inches(high)
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            _fill(made.cell(line, place), cell, column, is_head=line == 0)
    below = below or said.more(len(rows) - drawn)
    if below:
        end = box.top + head + sum(heights[:drawn]) + 0.14
        high = _MORE - 0.1
        at = Box(box.left + _SIDE, min(end, box.top + box.height - high), box.width - _SIDE, high)
        text(slide, at, [Para(below, 12, colour=look.SOFT)])


def fits(
    box: Box,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    has_below: bool = False,
    least: float = 0.0,
) -> bool:
    """Whether all of some rows find room in a box, with a sentence below them or without."""
    heights = [max(least, _height(row, columns)) for row in rows]
    high = box.height - _height(_heads(columns), columns)
    return _fitting(heights, high, has_below) == len(rows)


def _heads(columns: Sequence[Column]) -> Sequence[Cell]:
    return [[Para(column.head, _HEAD, True, look.SOFT, most=2)] for column in columns]


def _fitting(heights: Sequence[float], high: float, has_below: bool) -> int:
    """How many rows fit; where not all do, with room for the sentence."""
    if not has_below and sum(heights) <= high:
        return len(heights)
    drawn, used = 0, _MORE
    for one in heights:
        if used + one > high:
            break
        drawn, used = drawn + 1, used + one
    return drawn


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    return 2 * _ABOVE + max(
        sum(one.cut_to(wide).height(wide) for one in cell or [_EMPTY])
        for cell, wide in zip(row, map(_inner, columns), strict=True)
    )


def _inner(column: Column) -> float:
    return column.width - 2 * _SIDE


def _fill(cell: Any, paragraphs: Cell, column: Column, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.MIDDLE
    fill_in(cell.text_frame, paragraphs or [_EMPTY], _inner(column), column.is_right)
    properties = cell._tc.get_or_add_tcPr()
    if column.is_box and not is_head:
        for side in ("lnL", "lnR", "lnT", "lnB"):
            _line(properties, side, look.SOFT, 1.0)
    else:
        _line(properties, "lnB", look.SOFT if is_head else look.LINE, 1.0 if is_head else 0.75)


def _line(properties: Any, side: str, colour: str, points: float) -> None:
    line = etree.SubElement(properties, f"{{{_A}}}{side}", w=str(int(points * 12700)))
    fill = etree.SubElement(line, f"{{{_A}}}solidFill")
    etree.SubElement(fill, f"{{{_A}}}srgbClr", val=colour.removeprefix("#"))
