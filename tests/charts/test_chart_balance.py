import pandas as pd

from lib.charts import balance

MONTHS = pd.DataFrame(
    {
        "month": pd.to_datetime(["2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01"]),
        "proactive": [21, 3, 12, 0],
        "crisis": [10, 4, 0, 0],
        "commercial": [5, 0, 2, 0],
        "inbound": [1, 1, 1, 0],
        "unclassified": [0, 0, 9, 0],
    }
)


def test_proactive_goes_up_and_crisis_down():
    up, down, beside = balance.purpose_by_month(MONTHS).data
    assert list(up.y) == [21, 3, 12, 0]
    assert list(down.y) == [-10, -4, 0, 0]
    assert list(beside.y) == [5, 0, 2, 0]
    assert up.offsetgroup == down.offsetgroup != beside.offsetgroup


def test_counts_are_printed_without_their_sign_and_added_up_in_the_legend():
    down = balance.purpose_by_month(MONTHS).data[1]
    assert list(down.text) == ["10", "4", "", ""]
    assert down.name == "Crisis 14"


def test_commercial_is_hatched():
    assert balance.purpose_by_month(MONTHS).data[2].marker.pattern.shape == "/"


def test_a_ratio_of_few_is_said_as_both_counts():
    assert balance.ratio_labels(MONTHS) == ["2.1", "3:4", "12:0", ""]


def test_the_ratio_stands_above_its_month():
    notes = balance.purpose_by_month(MONTHS).layout.annotations
    assert [(round(note.x), note.y, note.text) for note in notes[:2]] == [
        (0, 21, "<b>2.1</b>"),
        (1, 3, "<b>3:4</b>"),
    ]


def test_no_month_is_an_empty_chart():
    assert len(balance.purpose_by_month(MONTHS.head(0)).data) == 0


def test_the_purpose_bar_names_each_count_and_leaves_nothing_out():
    counts = pd.Series({"proactive": 627, "crisis": 289, "inbound": 0})
    chart = balance.purpose_bar(counts)
    assert [(trace.name, trace.x[0]) for trace in chart.data] == [
        ("Proactive 627", 627),
        ("Crisis 289", 289),
    ]
