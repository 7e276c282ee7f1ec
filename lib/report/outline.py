"""The map as lines and marks: land and accounts in drawing units, for paper and for slides.

Owns the fixed views of the world, and how accounts on one spot are set apart.
Read from the map shapes that the screen serves. Must not draw: a form does, with its own means.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt
from typing import Any

from lib import settings
from lib.report import projections
from lib.report.formats import look
from lib.report.projections import Box, Point, Projection
from lib.report.review import Dot, Map

_SHAPES = settings.ROOT / "static" / "topojson"
_WIDTH = 1000.0
# Diameters, in thousandths of the drawing's longer side (a page is wider than high: 1.6 to 1).
# The least is what a shape is still told apart at on a printed map 9 cm wide.
_LARGEST, _SMALLEST = 46.0, 17.0
_CROWD = 60  # accounts; with more, all marks shrink
# Of the drawing's width: detail finer than this is left out, islands smaller are too.
_FINE, _ISLAND = 0.0015, 0.0035
_SHORE = 8.0
# Degrees kept around a view when land is cut, since meridians lean.
_MARGIN = 40.0
_PAGE = 1.6

# Views to draw beside the world where so many accounts are in them.
_CLOSER, _CROWDED = ("Europe", "United States", "Asia Pacific"), 20

Area = tuple[Point, ...]


@dataclass(frozen=True)
class View:
    """A fixed view, as the screen has it.

    Args:
        shapes: name of its file.
        layer: what is outlined: `countries`, or `subunits`, which are states.
        projection: by its name in `lib.charts.maps`.
        longitude, latitude: its window in degrees.
    """

    shapes: str
    layer: str
    projection: str
    longitude: Point
    latitude: Point


VIEWS: Mapping[str, View] = {
    "World": View("world_110m", "countries", "natural earth", (-180, 180), (-48, 74)),
    "Europe": View("europe_50m", "countries", "mercator", (-12, 34), (35, 66)),
    "United States": View("usa_110m", "subunits", "albers usa", (-180, -60), (15, 72)),
    "Americas": View("world_110m", "countries", "natural earth", (-135, -32), (-56, 62)),
    "Asia Pacific": View("world_110m", "countries", "mercator", (60, 180), (-48, 55)),
}


@dataclass(frozen=True)
class Placed:
    """An account in the drawing: the middle of its mark, and how wide that is."""

    dot: Dot
    x: float
    y: float
    diameter: float


@dataclass(frozen=True)
class Drawing:
    """A map in units of its own: 1000 wide, y downwards.

    Args:
        areas: countries or states, each a closed ring whose first point is not repeated.
        dots: in the order they are drawn: the late ones last, the biggest of a status first.
    """

    width: float
    height: float
    areas: tuple[Area, ...]
    dots: tuple[Placed, ...]


def drawing(of: Map) -> Drawing:
    """The map of a page. An account outside the view, or with a view unknown here, is left out."""
    region = of.region if of.region in VIEWS else "World"
    height, areas, project = _ground(region)
    order = {status: place for place, status in enumerate(look.STATUS)}
    dots = sorted(of.dots, key=lambda one: (order.get(one.status, 0), -one.size, one.account_id))
    unit = max(1.0, height * _PAGE / _WIDTH) * min(1.0, max(0.6, sqrt(_CROWD / max(1, len(dots)))))
    placed = []
    for dot, (x, y) in zip(dots, _apart(dots, project, _SMALLEST * unit * 0.7), strict=True):
        if not (0 <= x <= _WIDTH and 0 <= y <= height):
            continue
        # A map of states has nothing else to show: who is in none of them is outside it.
        if VIEWS[region].layer == "countries" or _is_on(areas, x, y):
            placed.append(Placed(dot, x, y, max(_SMALLEST, _LARGEST * dot.size) * unit))
    return Drawing(_WIDTH, height, areas, tuple(placed))


def closer(of: Map) -> Sequence[tuple[str, Drawing]]:
    """Of a world that is full in places, up to two views of those: on paper nobody can zoom."""
    if of.region != "World":
        return []
    views = [(name, drawing(replace(of, region=name))) for name in _CLOSER]
    crowded = [view for view in views if len(view[1].dots) >= _CROWDED]
    return sorted(crowded, key=lambda view: -len(view[1].dots))[:2]


def _apart(dots: Sequence[Dot], project: Projection, step: float) -> Iterator[Point]:
    """Where the dots go: those of one spot in a sunflower round it, the late ones in the middle.

    Many stand at the middle of their city. Counted from the last, which is drawn on top.
    """
    spots = [(round(dot.longitude, 1), round(dot.latitude, 1)) for dot in dots]
    left = Counter(spots)
    for dot, spot in zip(dots, spots, strict=True):
        left[spot] -= 1
        x, y = project(dot.longitude, dot.latitude)
        away, turn = step * sqrt(left[spot]), left[spot] * pi * (3 - sqrt(5))
        yield x + away * cos(turn), y + away * sin(turn)


def _is_on(areas: Sequence[Area], x: float, y: float) -> bool:
    """Whether a point is on land, or so near to it that a thinned coast may have left it out."""
    for area in areas:
        is_in = False
        for (x1, y1), (x2, y2) in pairwise([*area[-1:], *area]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                is_in = not is_in
        if is_in or min(hypot(x - x1, y - y1) for x1, y1 in area) < _SHORE:
            return True
    return False


@cache
def _ground(region: str) -> tuple[float, tuple[Area, ...], Projection]:
    """A view's height, its land, and how a place gets into the drawing."""
    view = VIEWS[region]
    flat, (left, top, right, bottom) = projections.window(
        view.projection, view.longitude, view.latitude
    )
    scale = _WIDTH / (right - left)
    height = round((bottom - top) * scale, 1)

    def project(longitude: float, latitude: float) -> Point:
        x, y = flat(longitude, latitude)
        return (x - left) * scale, (y - top) * scale

    window = (
        max(-180.0, view.longitude[0] - _MARGIN),
        max(-84.0, view.latitude[0] - _MARGIN),
        min(180.0, view.longitude[1] + _MARGIN),
        min(84.0, view.latitude[1] + _MARGIN),
    )
    areas = []
    for ring in _rings(view, (view.longitude[1] - view.longitude[0]) * _FINE):
        area = [project(*point) for point in _clipped(ring, window)]
        area = _clipped(area, (0.0, 0.0, _WIDTH, height))
        if area and _across(area) > _ISLAND * _WIDTH:
            areas.append(tuple((round(x, 1), round(y, 1)) for x, y in area))
    return height, tuple(areas), project


def _across(area: Sequence[Point]) -> float:
    """The longer side of the box round an area."""
    across, down = zip(*area, strict=True)
    return float(max(max(across) - min(across), max(down) - min(down)))


def _rings(view: View, fine: float) -> Iterator[Sequence[Point]]:
    """The outer borders of a view's areas in degrees; a shared border is thinned but once."""
    shapes = json.loads((_SHAPES / f"{view.shapes}.json").read_text(encoding="utf-8"))
    arcs = [_thinned(_arc(arc, shapes["transform"]), fine) for arc in shapes["arcs"]]
    for shape in shapes["objects"][view.layer]["geometries"]:
        if shape["type"] in ("Polygon", "MultiPolygon"):
            parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            for outer in (part[0] for part in parts if part):
                ring: list[Point] = []
                for number in outer:
                    # The complement of an arc's number is that arc backwards.
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    ring += arc[:-1]
                yield from _unrolled(ring)


def _unrolled(ring: Sequence[Point]) -> Iterator[Sequence[Point]]:
    """A ring that crosses the day's line in one piece, once at each side of the world."""
    turns, whole = 0.0, [ring[0]]
    for (before, _), (longitude, latitude) in pairwise(ring):
        if abs(longitude - before) > 180:
            turns += 360 if longitude < before else -360
        whole.append((longitude + turns, latitude))
    sides = {0.0} | {-360.0 if x > 180 else 360.0 for x, _ in whole if abs(x) > 180}
    for side in sorted(sides):
        yield [(x + side, y) for x, y in whole]


def _arc(steps: Sequence[Sequence[float]], transform: Mapping[str, Any]) -> list[Point]:
    """A line in degrees: TopoJSON writes each point as whole steps from the one before."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    across = down = 0.0
    line = []
    for step in steps:
        across, down = across + step[0], down + step[1]
        line.append((across * wide + west, down * high + south))
    return line


def _thinned(line: Sequence[Point], fine: float) -> list[Point]:
    """A line without the points nearer than `fine` to the last one kept; its ends stay."""
    kept = [line[0]]
    for point in line[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= fine:
            kept.append(point)
    return [*kept, line[-1]]


def _clipped(area: Sequence[Point], box: Box) -> list[Point]:
    """An area cut to a box (Sutherland and Hodgman): one side of the box after the other."""
    rest = list(area)
    for axis, sign, edge in ((0, 1, box[0]), (1, 1, box[1]), (0, -1, box[2]), (1, -1, box[3])):
        cut: list[Point] = []
        for one, other in pairwise([*rest[-1:], *rest]):
            is_in = sign * (other[axis] - edge) >= 0
            if is_in != (sign * (one[axis] - edge) >= 0):
                part = (edge - one[axis]) / (other[axis] - one[axis])
                cut.append(
                    (one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1]))
                )
            if is_in:
                cut.append(other)
        rest = cut
    return rest
