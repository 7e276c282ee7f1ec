import pandas as pd

from lib.charts import sales

SHAPE = pd.DataFrame(
    {
        "month": range(1, 13),
        "this_year": [5.0, 4.0, None, None, None, None, None, None, None, None, None, None],
        "usual": [4.0, 4, 4, 20, 22, 21, 4, 4, 4, 4, 15, 4],
        "is_busy": [m in (4, 5, 6, 11) for m in range(1, 13)],
        "is_month_to_visit": [m == 3 for m in range(1, 13)],
    }
)


def test_this_year_is_bars_over_the_usual_line():
    bars, line = sales.shape(SHAPE).data
    assert list(bars.y[:2]) == [5.0, 4.0] and pd.isna(bars.y[2])
    assert list(line.y) == list(SHAPE["usual"])
    assert line.line.dash == "dot"


def test_the_busy_season_is_shaded_and_said_and_so_is_the_month_to_visit():
    chart = sales.shape(SHAPE)
    assert [(s.x0, s.x1) for s in chart.layout.shapes] == [(2.5, 5.5), (9.5, 10.5)]
    said = [(a.text, a.x) for a in chart.layout.annotations]
    assert said == [("busy", 4), ("busy", 10), ("<b>▼ visit</b>", 2)]


def test_a_first_year_has_no_usual_one():
    chart = sales.shape(SHAPE.assign(usual=None, is_busy=False, is_month_to_visit=False))
    assert len(chart.data) == 1
    assert not chart.layout.shapes and not chart.layout.annotations


def test_months_in_any_order_stand_in_theirs():
    assert list(sales.shape(SHAPE.iloc[::-1]).data[0].x) == list(range(12))
