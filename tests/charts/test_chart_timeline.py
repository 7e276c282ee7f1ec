"""The line of time: which lane each contact stands in, and what its mark says."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.charts import theme, timeline

TODAY = date(2026, 11, 20)
CONTACTS = pd.DataFrame(
    [
        ("2025-01-10", "on_site", "proactive", "completed", "A tour"),
        ("2025-06-02", "message", "crisis", "completed", "<b>Broken</b>"),
        ("2026-03-01", "our_place", "proactive", "completed", "With us"),
        ("2026-12-01", "on_site", "proactive", "planned", "To come"),
        ("2026-10-01", "phone", "commercial", "declined", "Too busy"),
        ("2026-10-02", "video", "unclassified", "no_response", "Nobody there"),
    ],
    columns=["occurred_on", "setting", "purpose", "outcome", "note"],
).assign(occurred_on=lambda rows: pd.to_datetime(rows["occurred_on"]))
CASES = pd.DataFrame(
    {
        "opened_on": pd.to_datetime(["2026-01-05", "2026-11-01"]),
        "closed_on": pd.to_datetime(["2026-01-05", None]),
        "is_severe": [True, False],
        "subject": ["Line down", None],
    }
)


def _drawn(contacts: pd.DataFrame = CONTACTS, cases: pd.DataFrame = CASES):
    return timeline.timeline(contacts, cases, TODAY)


def test_each_contact_stands_in_its_lane_by_its_purpose():
    chart = _drawn()
    by_name = {trace.name: trace for trace in chart.data}
    proactive, crisis = (by_name[theme.PURPOSE[one].label] for one in ("proactive", "crisis"))
    assert list(proactive.y) == [4, 3], "on site above in person"
    assert [str(day)[:10] for day in proactive.x] == ["2025-01-10", "2026-03-01"]
    assert list(crisis.y) == [1]
    assert crisis.marker.symbol == "diamond"
    assert list(crisis.marker.size) == [7], "an e-mail is small"
    assert theme.PURPOSE["commercial"].label not in by_name, "what did not happen has no purpose"


def test_what_was_booked_or_refused_stands_apart():
    by_name = {trace.name: trace for trace in _drawn().data}
    assert list(by_name["Booked"].text) == ["To come"]
    assert list(by_name["They were busy"].y) == [2]
    assert list(by_name["No answer"].y) == [2]


def test_text_of_an_export_is_no_markup():
    assert "<b>" not in _drawn().data[1].text[0]


def test_a_case_lasts_to_its_end_or_today():
    by_name = {trace.name: trace for trace in _drawn().data}
    severe, other = by_name["Severe case"], by_name["Other case"]
    assert [str(day)[:10] for day in severe.x[:2]] == ["2026-01-05", "2026-01-07"]
    assert [str(day)[:10] for day in other.x[:2]] == ["2026-11-01", "2026-11-20"]
    assert list(other.text) == ["no subject", "no subject", ""]


def test_the_axis_reaches_to_what_is_to_come():
    first, last = _drawn().layout.xaxis.range
    assert (str(first)[:10], str(last)[:10]) == ("2024-11-20", "2026-12-15")


def test_nothing_known_is_an_empty_line():
    chart = _drawn(CONTACTS.head(0), CASES.head(0))
    assert len(chart.data) == 0
    assert str(chart.layout.xaxis.range[1])[:10] == "2026-12-04"
