import numpy as np
import pandas as pd
import pytest

from lib.charts import maps, theme


def accounts(**columns):
    rows = pd.DataFrame(
        {
            "account_id": ["a", "b", "c", "d"],
            "name": ["Alder", "Birch", "Cedar", "Doug <b>Fir</b>"],
            "status": ["on_track", "overdue", "never", "on_track"],
            "house_value": [100.0, 400.0, None, 0.0],
            "latitude": [48.1, 53.5, None, 50.9],
            "longitude": [11.6, 10.0, 7.0, 6.9],
            "country_code": "DEU",
            "location_basis": ["given", "city", None, "country"],
            "is_asked_busy": False,
            "note": "tier A",
        }
    )
    return rows.assign(**columns)


AREAS = pd.DataFrame(
    {"code": ["DEU"], "area": ["Germany"], "coverage": [0.5], "note": ["2 of 4 seen"]}
)


def test_bubble_area_goes_with_value():
    sizes = maps.bubble_sizes(pd.Series([100.0, 400.0]), largest=40)
    assert sizes.tolist() == [20, 40]


def test_no_value_gets_the_smallest_bubble():
    sizes = maps.bubble_sizes(pd.Series([None, -5.0, 400.0]), largest=40)
    assert sizes.tolist() == [maps.SMALLEST_BUBBLE, maps.SMALLEST_BUBBLE, 40]
    nothing = maps.bubble_sizes(pd.Series([None, None], dtype=object), largest=40)
    assert (nothing == maps.SMALLEST_BUBBLE).all()


def test_late_accounts_are_drawn_last_and_counted_in_the_legend():
    chart = maps.coverage_map(accounts(), AREAS)
    assert [trace.name for trace in chart.data[1:]] == ["On track 2", "Overdue 1"]


def test_nothing_is_red_because_a_customer_was_busy():
    traces = maps.coverage_map(accounts(is_asked_busy=True), AREAS).data[1:]
    [waits] = [one for one in traces if one.name.startswith(theme.BUSY.label)]
    assert waits.marker.color == theme.GREY
    late = {theme.STATUS[status].label for status in theme.LATE}
    assert not any(one.name.rsplit(" ", 1)[0] in late for one in traces)


def test_statuses_differ_in_shape_and_not_in_colour_alone():
    symbols = [mark.symbol for mark in theme.STATUS.values()]
    assert len(set(symbols)) == len(symbols)


def test_an_account_without_a_place_is_left_out():
    chart = maps.coverage_map(accounts(), AREAS)
    shown = {data[1] for trace in chart.data[1:] for data in trace.customdata}
    assert shown == {"a", "b", "d"}


def test_the_middle_of_a_country_is_no_place_on_a_map_of_its_states():
    americans = accounts(country_code="USA")
    chart = maps.coverage_map(americans, AREAS, "United States")
    shown = {data[1] for trace in chart.data[1:] for data in trace.customdata}
    assert shown == {"a", "b"}
    assert len(maps.drawn(americans, "World")) == 3


def test_areas_are_shaded_by_coverage_and_say_which_they_are():
    shading = maps.coverage_map(accounts(), AREAS).data[0]
    assert list(shading.z) == [0.5]
    assert list(shading.customdata[0]) == ["area", "Germany"]
    assert (shading.zmin, shading.zmax, shading.locationmode) == (0, 1, "ISO-3")


def test_states_are_shaded_by_their_two_letters():
    texans = accounts(country_code="USA")
    chart = maps.coverage_map(texans, AREAS.assign(code="TX"), "United States")
    assert chart.data[0].locationmode == "USA-states"


def test_a_name_cannot_be_markup_on_the_map():
    texts = [text for trace in maps.coverage_map(accounts(), AREAS).data[1:] for text in trace.text]
    assert any("Doug &lt;b&gt;Fir&lt;/b&gt;" in text for text in texts)


def test_a_click_does_not_wash_the_rest_out():
    for trace in maps.coverage_map(accounts(), AREAS).data[1:]:
        assert trace.unselected.marker.opacity == trace.marker.opacity


@pytest.mark.parametrize(
    ("latitudes", "longitudes", "code", "expected"),
    [
        ([48.1, 53.5], [11.6, 10.0], "DEU", "Europe"),
        ([29.8, 41.9], [-95.4, -87.6], "USA", "United States"),
        ([29.8, -23.5], [-95.4, -46.6], "BRA", "Americas"),
        ([48.1, -33.9], [11.6, 151.2], "AUS", "World"),
        ([None, None], [None, None], "DEU", "World"),
    ],
)
def test_the_closest_view_that_shows_them_all(latitudes, longitudes, code, expected):
    rows = pd.DataFrame({"latitude": latitudes, "longitude": longitudes, "country_code": code})
    assert maps.best(rows) == expected


def test_a_view_speaks_of_what_is_inside_it():
    far = accounts(longitude=[11.6, -120.0, 7.0, 6.9])
    assert maps.in_view(far, "World")["account_id"].tolist() == ["a", "b", "c", "d"]
    assert maps.in_view(far, "Europe")["account_id"].tolist() == ["a", "d"]
    assert maps.in_view(far, "United States").empty


def test_accounts_on_one_spot_are_moved_apart_and_the_first_stays():
    same = pd.DataFrame({"latitude": [60.0] * 5, "longitude": [10.0] * 5})
    moved = maps.spread(same, apart=0.5)
    assert moved.iloc[0].tolist() == [60.0, 10.0]
    assert len(moved.drop_duplicates()) == 5
    assert np.hypot(moved["latitude"] - 60, (moved["longitude"] - 10) / 2).max() <= 1.01
