import pandas as pd
import pytest

from lib.charts import recency

ACCOUNTS = pd.DataFrame(
    {
        "account_id": list("abcdefg"),
        "name": list("ABCDEFG"),
        "status": ["on_track", "due", "overdue", "lapsed", "never", "unknown", "exempt"],
        "house_value": [10.0, 20.0, 30.0, 40.0, 50.0, None, 60.0],
        "days_since_visit": pd.array([80, 100, 101, 1000, None, None, 5], dtype="Int32"),
        "cadence_days": [100] * 7,
        "is_asked_busy": False,
        "note": "",
    }
)


def counts():
    rows = recency.lateness_counts(ACCOUNTS)
    return {(row.bin, row.status): row.accounts for row in rows.itertuples()}


def test_the_bins_begin_where_the_statuses_do():
    assert counts() == {
        ("0.4–0.8×", "on_track"): 1,
        ("0.8–1×", "due"): 1,
        ("1–1.5×", "overdue"): 1,
        ("over 3×", "lapsed"): 1,
        ("Never", "never"): 1,
        ("Unknown", "unknown"): 1,
    }


def test_a_visit_today_is_in_the_first_bin():
    today = ACCOUNTS.head(1).assign(days_since_visit=pd.array([0], dtype="Int32"))
    assert recency.lateness_counts(today)["bin"].tolist() == ["to 0.4×"]


def test_every_account_but_the_exempt_is_counted_once():
    assert sum(counts().values()) == 6
    bars = recency.distribution(ACCOUNTS).data
    assert sum(sum(bar.y) for bar in bars) == 6


def test_who_asked_us_to_wait_is_grey_and_not_late():
    waiting = ACCOUNTS.assign(is_asked_busy=True)
    rows = recency.lateness_counts(waiting)
    assert set(rows["status"]) == {"on_track", "due", "asked_busy"}
    bars = {bar.name: bar.marker.color for bar in recency.distribution(waiting).data}
    assert bars["Asked, busy"] == "#7A8797"
    assert not {"Overdue", "Lapsed"} & set(bars)


def test_lateness_and_value_are_the_axes_and_no_visit_stands_apart():
    points = {
        data[1]: (x, y)
        for trace in recency.value_by_lateness(ACCOUNTS).data
        for data, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }
    assert points["a"] == (0.8, 10.0)
    assert points["d"] == (5.0, 40.0)  # far past the cadence: held at the edge of the scale
    assert points["e"] == (5.6, 50.0)  # never visited: beyond the scale of days
    assert set(points) == {"a", "b", "c", "d", "e"}  # no value, exempt: not placed


def test_the_trend_has_its_range_as_a_band():
    trend = pd.DataFrame(
        {
            "as_of_on": pd.to_datetime(["2026-01-01", "2026-01-15"]),
            "coverage": [0.5, 0.6],
            "coverage_upper": [0.55, 0.7],
            "note": ["50–55 %", "60–70 %"],
        }
    )
    upper, lower = recency.coverage_trend(trend).data
    assert list(upper.y) == [0.55, 0.7]
    assert list(lower.y) == [0.5, 0.6]
    assert lower.fill == "tonexty"
    assert list(lower.text) == ["50–55 %", "60–70 %"]


@pytest.mark.parametrize("draw", [recency.distribution, recency.value_by_lateness])
def test_no_account_is_an_empty_chart(draw):
    assert len(draw(ACCOUNTS.head(0)).data) == 0
