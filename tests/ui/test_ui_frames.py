from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.report import figures, frames, notes, rankings
from lib.report.scopes import COUNTS, sentence
from lib.scope import EVERY_ROW, EXECUTIVES, Scope
from lib.ui.data import cached

T = date(2026, 11, 20)


def accounts(**columns):
    rows = pd.DataFrame(
        {
            "account_id": ["a", "b", "c", "d", "e"],
            "name": ["Alder", "Birch", "Cedar", "Doug", "Elm"],
            "status": ["overdue", "never", "on_track", "lapsed", "overdue"],
            "tier": "A",
            "value": [100.0, 500.0, 900.0, 700.0, None],
            "currency": "EUR",
            "house_currency": "EUR",
            "days_since_visit": pd.array([200, None, 10, 500, 190], dtype="Int32"),
            "cadence_days": 182,
            "last_visit_on": pd.to_datetime(
                ["2026-05-04", None, "2026-11-10", "2025-07-08", "2026-05-14"]
            ),
            "last_contact_on": pd.to_datetime("2026-11-10"),
            "next_booked_on": pd.to_datetime([None, None, None, "2026-12-01", None]),
            "is_booked": [False, False, False, True, False],
            "is_asked_busy": False,
            "is_neglected": [True, True, False, False, True],
            "is_at_extremes": [True, False, False, True, False],
            "country": ["Italy", "Italy", "Italy", "Poland", None],
            "country_code": ["ITA", "ITA", "ITA", "POL", None],
            "state": None,
            "latitude": [45.0, 45.0, 45.0, 52.0, None],
            "longitude": [9.0, 9.0, 9.0, 21.0, None],
        }
    )
    rows = rows.assign(**columns)
    is_house = rows["currency"] == rows["house_currency"]
    return rows.assign(house_value=rows["value"].where(is_house))


def test_the_left_alone_come_first_then_value_then_lateness():
    assert rankings.late(accounts())["account_id"].tolist() == ["b", "a", "e", "d"]
    assert rankings.late(accounts(value=None))["account_id"].tolist()[:2] == ["a", "e"]


def test_the_largest_left_alone():
    assert rankings.largest_left_alone(accounts(), 3) == (1, 3)
    assert rankings.largest_left_alone(accounts(value=None)) == (0, 0)


def test_what_changed_in_a_week():
    before = accounts(
        status=["due", "never", "overdue", "lapsed", "overdue"],
        last_visit_on=pd.to_datetime(["2026-05-04", None, "2025-11-10", "2025-07-08", None]),
        is_booked=False,
    ).head(4)
    changes = rankings.changes(before, accounts())
    assert changes == {
        "late": [("a", "Alder"), ("e", "Elm")],  # new in view, and late
        "seen": [("c", "Cedar"), ("e", "Elm")],
        "booked": [("d", "Doug")],
    }


def test_areas_know_their_code_and_say_few_as_counts():
    coverage = pd.DataFrame(
        {
            "country": ["Italy", "Poland", "Atlantis"],
            "value": [0.33, 0.0, 1.0],
            "numerator": [1.0, 0.0, 1.0],
            "denominator": [3.0, 1.0, 1.0],
        }
    )
    areas = frames.areas(coverage, accounts(), "country")
    assert areas["code"].tolist() == ["ITA", "POL"]
    assert areas["note"][0] == "1 of 3 seen within their cadence"


def test_gaps_are_ordered_by_the_value_left_alone():
    gaps = rankings.gaps(accounts())
    assert frames.records(gaps) == [
        {"area": "Italy", "accounts": 3, "left_alone": 2, "value": 600.0},
        {"area": "Place unknown", "accounts": 1, "left_alone": 1, "value": None},
        {"area": "Poland", "accounts": 1, "left_alone": 0, "value": 0.0},
    ]


def test_months_without_a_contact_stay_as_zero():
    contacts = pd.DataFrame(
        {
            "month": pd.to_datetime(["2026-01-01", "2026-03-01", "2026-03-01"]),
            "purpose": ["crisis", "proactive", "proactive"],
            "contacts": [1, 2, 3],
        }
    )
    months = frames.months(contacts)
    assert months["crisis"].tolist() == [1, 0, 0]
    assert months["proactive"].tolist() == [0, 0, 5]
    assert frames.months(contacts.head(0)).empty
    assert frames.by_purpose(contacts).to_dict() == {
        "proactive": 5,
        "crisis": 1,
        "commercial": 0,
        "inbound": 0,
        "unclassified": 0,
    }


def test_a_day_without_rows_is_unknown_not_zero():
    rows = pd.DataFrame(
        {
            "metric": ["coverage"],
            "as_of_on": pd.to_datetime(["2026-11-20"]),
            **{part: [1.0] for part in ("value", "numerator", "denominator", "low", "high")},
        }
    )
    found = frames.figures_on(rows, T, ["coverage", "contacts"])
    assert found["coverage"].value == 1.0
    assert found["contacts"].value is None
    assert frames.figures_on(rows, date(2020, 1, 1), ["coverage"])["coverage"].value is None


def test_the_trend_is_a_year_of_fortnights_up_to_the_day():
    dates = frames.trend_dates(date(2026, 11, 20))
    assert len(dates) == 26
    assert dates[-1] == date(2026, 11, 20)
    assert {after - before for before, after in pairwise(dates)} == {timedelta(days=14)}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_all_days_have_the_same_fridays(day):
    dates = frames.trend_dates(day)
    assert dates[-1] == day
    assert day - timedelta(weeks=12) in dates
    assert dates == tuple(sorted(set(dates)))
    assert len(dates) in (26, 27)
    assert dates[0] >= day - timedelta(days=350)
    known = {one for other in (day, day - timedelta(days=3)) for one in frames.trend_dates(other)}
    assert len(known) <= 26 + 4, "another day asks for itself and for the one it is compared with"


def test_sums_of_money_are_in_the_house_currency_and_say_whom_they_leave_out():
    assert frames.currency(accounts()) == "EUR"
    assert notes.apart(accounts()) == ""
    mixed = accounts(currency=["EUR", "USD", "GBP", "USD", "USD"])
    assert frames.currency(mixed) == "EUR"
    assert frames.value_of(mixed, "overdue", "never", "lapsed") == 100
    assert notes.apart(mixed) == (
        "3 accounts valued in GBP and USD are not in the sums of money, which are in EUR:"
        " data/reference/exchange_rates.csv holds no rate."
    )
    assert notes.apart(mixed[1:2]).startswith("1 account valued in USD is not in the sums")


def test_a_value_in_another_currency_comes_after_the_houses():
    mixed = accounts(currency=["EUR", "USD", "EUR", "EUR", "EUR"])
    assert rankings.late(mixed)["account_id"].tolist() == ["a", "b", "e", "d"]
    assert rankings.largest_left_alone(mixed, 3) == (1, 3)


def test_places_to_look_into_are_counted():
    rows = accounts(location_basis=["given", "country", "state", "city", None])
    assert frames.roughly_placed(rows)["account_id"].tolist() == ["e", "b", "c"]
    assert notes.placing(rows) == (
        "1 account not placed, 2 placed only by state or country, and why"
    )
    assert notes.placing(rows[:2]) == "1 account placed only by state or country, and why"


def test_rows_set_aside_come_rarest_reason_first_and_without_what_stood_in_them():
    rejects = pd.DataFrame(
        {
            "file": ["Task.csv", "Task.csv", "visits.csv"],
            "row": [2, 1, 9],
            "last_row": [2, 1, 9],
            "table_name": "interactions",
            "reason": ["deleted", "deleted", "no such account"],
            "raw": "card 4111",
        }
    )
    rows = frames.by_reason(rejects)
    assert rows["row"].tolist() == [9, 1, 2]
    assert "raw" not in rows.columns


@pytest.mark.parametrize(
    ("unit", "values", "said"),
    [
        ("share", [0.5] * 19 + [0.5] + [0.524] * 6, "+2.4 pts"),
        ("share", [0.5] * 26, "0"),
        ("share", [0.5] * 20 + [0.5001] * 6, "0"),
        ("ratio", [2.0] * 20 + [1.9] * 6, "-0.1"),
        ("money", [1e6] * 20 + [4e5] * 6, "-€600k"),
        ("accounts", [100] * 20 + [111] * 6, "+11"),
        ("accounts", [None] * 20 + [111] * 6, None),
        ("accounts", [1, 2], None),
    ],
)
def test_the_change_over_twelve_weeks(unit, values, said):
    dates = pd.to_datetime(frames.trend_dates(date(2026, 11, 20))[-len(values) :])
    past = pd.Series(values, index=dates, dtype=float)
    if said is not None:
        # The compared date is the sixth before the last.
        assert past.iloc[-7] == values[0]
    assert figures.change(unit, past, "EUR") == said


def test_what_is_filtered_can_be_read_aloud():
    scope = Scope(
        as_of=(T,),
        tiers=("A", "B"),
        countries=("Italy", "Poland", "France", "Spain"),
        whose=EXECUTIVES,
        visit_settings=COUNTS["in_person"][1],
        rights=EVERY_ROW,
    )
    assert sentence(scope, {}) == (
        "tier A or B · Italy, Poland or 2 more · visits by executives · "
        "counting any meeting in person"
    )
    assert sentence(Scope(as_of=(T,), rights=EVERY_ROW), {}) == ""
    assert (
        sentence(Scope(as_of=(T,), whose="p1", rights=EVERY_ROW), {"p1": "Dana"})
        == "visits by Dana"
    )


def test_a_cached_answer_must_name_its_build_and_scope():
    def answer(scope: Scope) -> pd.DataFrame:
        return pd.DataFrame()

    with pytest.raises(TypeError, match="build_id and scope first"):
        cached(answer)


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [0, 2, 1, 3], [2, 3, 0, 1]], ids=str)
def test_the_rows_of_one_day_are_those_wherever_they_stand(order):
    days = [date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 2)]
    rows = pd.DataFrame({"as_of_on": days, "account_id": list("abcd")}).iloc[order]
    rows["as_of_on"] = pd.to_datetime(rows["as_of_on"])
    found = frames.on(rows, date(2026, 1, 2))
    assert found["account_id"].tolist() == ["c", "d"]
    assert found.index.tolist() == [0, 1]
    assert frames.on(rows, date(2026, 1, 3)).empty
