"""The vector map: the screen's views and marks, land inside its frame, nobody hidden."""

from __future__ import annotations

from dataclasses import replace
from math import hypot

import pytest

from lib.charts import maps, theme
from lib.report import outline
from lib.report.formats import look
from lib.report.review import Dot, Map
from lib.scope import STATUSES
from tests.report.reviews import example


def of(*dots: Dot, region: str = "World") -> outline.Drawing:
    return outline.drawing(Map(region, dots, (), 0, ""))


def dot(longitude: float, latitude: float, status: str = "due", size: float = 0.5) -> Dot:
    return Dot(f"{longitude}/{latitude}", "X", longitude, latitude, status, False, size)


def test_the_views_are_those_of_the_screen() -> None:
    assert list(outline.VIEWS) == list(maps.REGIONS)
    for name, region in maps.REGIONS.items():
        view = outline.VIEWS[name]
        assert view.projection == region.projection
        assert (view.layer == "subunits") == region.is_by_state
        assert view.longitude == (region.longitude or view.longitude)
        assert view.latitude == (region.latitude or view.latitude)


def test_marks_are_those_of_the_screen() -> None:
    shapes = {"x-thin-open": "cross", "circle-dot": "dotted_circle", "circle-open-dot":
              "dotted_ring", "triangle-up": "triangle", "circle-open": "ring"}  # fmt: skip
    assert [
        (status, mark.colour, shapes.get(mark.symbol, mark.symbol))
        for status, mark in theme.STATUS.items()
    ] == [(status, mark.colour, mark.shape) for status, mark in look.STATUS.items()]
    assert set(look.STATUS) == set(STATUSES)
    assert (look.BUSY.colour, look.BUSY.shape) == (theme.BUSY.colour, theme.BUSY.symbol)
    assert list(look.PURPOSE) == list(theme.PURPOSE)
    patterns = {"": "plain", "/": "stripes", ".": "dots"}
    for purpose, mark in theme.PURPOSE.items():
        assert look.PURPOSE[purpose].pattern in (patterns[mark.pattern], "dense")
        if mark.colour.startswith("#"):
            assert look.PURPOSE[purpose].colour == mark.colour


@pytest.mark.parametrize("region", outline.VIEWS)
def test_the_land_is_inside_its_frame_and_light(region: str) -> None:
    drawn = of(region=region)
    points = [point for area in drawn.areas for point in area]
    assert drawn.width == 1000 and 300 < drawn.height < 1400
    assert all(0 <= x <= 1000 and 0 <= y <= drawn.height for x, y in points)
    assert len(drawn.areas) > 40 and 1000 < len(points) < 9000
    # An area torn at the day's line would stripe the whole map.
    widths = [max(x for x, _ in area) - min(x for x, _ in area) for area in drawn.areas]
    assert region == "World" or max(widths) < 980


@pytest.mark.parametrize(
    ("region", "places"),
    [
        ("World", [(-74, 40.7), (0, 51.5), (139.7, 35.7)]),
        ("Europe", [(-9.1, 38.7), (2.3, 48.9), (24.9, 60.2)]),
        ("United States", [(-122.4, 37.8), (-149.9, 61.2), (-87.6, 41.9), (-71.1, 42.4)]),
        ("Americas", [(-99.1, 19.4), (-46.6, -23.5)]),
        ("Asia Pacific", [(72.9, 19.1), (151.2, -33.9), (174.8, -36.8)]),
    ],
)
def test_east_is_right_of_west_and_on_land(region: str, places: list[tuple[float, float]]) -> None:
    drawn = of(*(dot(*place) for place in places), region=region)
    across = {one.dot.longitude: one.x for one in drawn.dots}
    assert sorted(across.values()) == [across[longitude] for longitude, _ in places]
    for one in drawn.dots:
        near = min(hypot(x - one.x, y - one.y) for area in drawn.areas for x, y in area)
        assert near < 60


def test_north_is_above_south() -> None:
    for region, north, south in (
        ("World", (10, 60), (18, -34)),
        ("United States", (-97, 47), (-97, 30)),
        ("United States", (-97, 30), (-157.9, 21.3)),
    ):
        drawn = of(dot(*north), dot(*south), region=region)
        down = {one.dot.latitude: one.y for one in drawn.dots}
        assert down[north[1]] < down[south[1]]


def test_what_is_outside_the_view_is_left_out() -> None:
    assert not of(dot(139.7, 35.7), region="Europe").dots
    assert len(of(dot(139.7, 35.7), region="Atlantis").dots) == 1
    around = {"Toronto": (-79.6, 44), "Monterrey": (-100.3, 25.7), "Miami": (-80.2, 25.8)}
    states = of(*(dot(*place) for place in around.values()), region="United States")
    assert [one.dot.latitude for one in states.dots] == [25.8]


def test_the_late_are_drawn_last_and_the_biggest_of_them_first() -> None:
    drawn = of(dot(1, 1, "never", 0.2), dot(2, 2, "never", 0.9), dot(3, 3, "on_track", 0.1))
    assert [one.dot.longitude for one in drawn.dots] == [3, 2, 1]
    assert drawn.dots[0].diameter < drawn.dots[1].diameter


def test_nobody_hides_behind_another_of_the_same_spot() -> None:
    drawn = of(*(replace(dot(9.19, 45.46), account_id=str(n)) for n in range(30)))
    spots = {(round(one.x), round(one.y)) for one in drawn.dots}
    assert len(spots) == len(drawn.dots) == 30
    assert example(400).map.dots == example(400).map.dots
    assert outline.drawing(example(400).map) == outline.drawing(example(400).map)
