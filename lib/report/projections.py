"""How the round earth is drawn flat: the projections of the screen's maps, as those define them.

Owns the formulas. Must not know what is drawn. Longitude and latitude in degrees go in; x and y
come out, y downwards, in units of the earth's radius.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, log, pi, radians, sin, sqrt, tan

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Projection = Callable[[float, float], Point]


def window(name: str, longitude: Point, latitude: Point) -> tuple[Projection, Box]:
    """A projection by its name in `lib.charts.maps`, and a window of degrees seen through it."""
    if name == "albers usa":
        # The window of the 48 states and, in its lower left corner, of the two insets.
        return _albers_usa, (-0.455, -0.238, 0.455, 0.238)
    middle = sum(longitude) / 2
    bend = _mercator if name == "mercator" else _natural_earth

    def flat(east: float, up: float) -> Point:
        return bend(radians(east - middle), radians(up))

    south, north = latitude
    widest = min(max(south, 0.0), north)
    edges = [flat(side, height) for side in longitude for height in (south, widest, north)]
    across, down = zip(*edges, strict=True)
    return flat, (min(across), min(down), max(across), max(down))


def _mercator(across: float, up: float) -> Point:
    return across, -log(tan(pi / 4 + min(max(up, -1.48), 1.48) / 2))


def _natural_earth(across: float, up: float) -> Point:
    """By the polynomials of Šavrič and others, 2011."""
    two = up * up
    four = two * two
    wide = 0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four))
    high = 1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four))
    return across * wide, -up * high


def _albers_usa(longitude: float, latitude: float) -> Point:
    """The 48 states; below them Alaska, at about a third of its size, and Hawaii. As in d3."""
    if latitude > 50 and (longitude < -129 or longitude > 170):
        x, y = _conic(longitude, latitude, -156.0, 58.5, (55.0, 65.0))
        return x * 0.35 - 0.307, y * 0.35 + 0.201
    if latitude < 25 and longitude < -150:
        x, y = _conic(longitude, latitude, -160.0, 19.9, (8.0, 18.0))
        return x - 0.205, y + 0.212
    return _conic(longitude, latitude, -96.6, 38.7, (29.5, 45.5))


def _conic(
    longitude: float, latitude: float, middle: float, centre: float, parallels: Point
) -> Point:
    """Albers' conic projection of equal areas, between two parallels round a centre."""
    low, high = (sin(radians(one)) for one in parallels)
    n = (low + high) / 2
    c = 1 + low * high  # cos² low + 2 n sin low, simplified

    def away(at: float) -> float:
        return sqrt(max(0.0, c - 2 * n * sin(at))) / n

    # The Aleutians reach past the day's line.
    turn = n * radians((longitude - middle + 180) % 360 - 180)
    here = away(radians(latitude))
    return here * sin(turn), here * cos(turn) - away(radians(centre))
