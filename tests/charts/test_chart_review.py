import pandas as pd

from lib.charts import review, theme

DOTS = pd.DataFrame(
    [
        ("A1", "Alder", 9.7, 45.7, "overdue", False, 1.0, "◆ Overdue"),
        ("A2", "<b>Birch</b>", 13.4, 52.5, "overdue", True, 0.5, "◆ Overdue"),
        ("A3", "Cedar", -87.9, 43.0, "on_track", False, 0.25, "● On track"),
    ],
    columns=[
        "account_id", "name", "longitude", "latitude", "status", "is_waiting", "size", "note",
    ],
)  # fmt: skip


def by_account(chart) -> dict[str, tuple[float, str]]:
    return {
        data[1]: (size, trace.marker.color)
        for trace in chart.data
        if trace.type == "scattergeo"
        for data, size in zip(trace.customdata, trace.marker.size, strict=True)
    }


def test_the_diameter_is_the_frozen_one_and_who_asked_us_to_wait_is_never_red():
    drawn = by_account(review.review_map(DOTS, "World", 400))
    largest = drawn["A1"][0]
    assert drawn["A2"] == (largest / 2, theme.GREY)
    assert drawn["A1"][1] == theme.RED
    afar = by_account(review.review_map(DOTS, "World", 400, enlarged=2))
    assert {id_: size for id_, (size, _) in afar.items()} == {
        id_: 2 * size for id_, (size, _) in drawn.items()
    }


def test_a_name_is_text_and_every_view_is_known():
    chart = review.review_map(DOTS, "Nowhere")
    assert chart.layout.geo.scope == "world"
    assert "<b>Birch" not in str(chart.to_plotly_json())
    # By state, whoever is drawn is there.
    assert len(by_account(review.review_map(DOTS, "United States"))) == 3
