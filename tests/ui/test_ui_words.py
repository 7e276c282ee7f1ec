from datetime import date

import pandas as pd
import pytest

from lib.report import answers, notes, words
from lib.report.words import Figure
from lib.scope import PURPOSES, SETTINGS, STATUSES


def row(**values):
    return {
        "name": "Alder",
        "status": "overdue",
        "tier": "A",
        "tier_basis": "stated",
        "cadence_days": 182,
        "value": 9_100_000.0,
        "value_basis": "stated",
        "currency": "USD",
        "deals_apart": 0,
        "location_basis": "city",
        "last_visit_on": date(2026, 2, 10),
        "days_since_visit": 283,
        "is_booked": False,
        "next_booked_on": None,
        "is_asked_busy": False,
        "exempt_reason": None,
        "city": "Lyon",
        "state": None,
        "country": "France",
        "industry": "Food",
        "owner": "Dana Whitfield",
        "last_contact_on": None,
        "last_proactive_on": None,
        "contacts_crisis_365": 3.0,
        "contacts_commercial_365": 0.0,
        **values,
    }


def figure(numerator, denominator=None, name="x"):
    value = numerator / denominator if denominator else numerator
    return Figure(name, value, numerator, denominator)


def test_every_status_setting_and_purpose_has_words():
    assert set(words.STATUS) == set(STATUSES)
    assert set(words.SETTING) == set(SETTINGS)
    assert set(words.PURPOSE) == set(PURPOSES)


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (9_100_000, "USD", "$9.1M"),
        (261_000_000, "EUR", "€261M"),
        (840_000, "CHF", "CHF 840k"),
        (1_200_000_000, None, "1.2B"),
        (12, None, "12"),
        (None, "USD", "–"),
    ],
)
def test_money(amount, currency, said):
    assert words.money(amount, currency) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(141, 238, "59 % (141 of 238)"), (3, 7, "3 of 7"), (0, 0, "0 of 0")]
)
def test_no_percentage_of_fewer_than_ten(part, whole, said):
    assert words.share(part, whole) == said


def test_a_share_that_is_a_range():
    assert words.share_range(141, 157, 238) == "59–66 % (141 to 157 of 238)"
    assert words.share_range(3, 4, 7) == "3 to 4 of 7"
    assert words.share_range(141, 141, 238) == "59 % (141 of 238)"


def test_both_parts_travel_with_a_ratio():
    assert words.ratio(812, 387) == "2.1 (812 : 387)"
    assert words.ratio(3, 1) == "3 : 1"
    assert words.ratio(30, 0) == "30 : 0"


def test_overview_answer():
    assert answers.overview(figure(141, 238), figure(157, 238), (12, 40)) == (
        "We have been on site with 141 of 238 accounts within their cadence (59–66 %); "
        "12 of the 40 most valuable have been left alone."
    )


def test_overview_answer_of_few():
    assert answers.overview(figure(3, 7), figure(4, 7), (1, 4)) == (
        "We have been on site with 3 of 7 accounts within their cadence; "
        "1 more we met, but nobody recorded where."
    )


def test_coverage_answer_names_the_worst_place_first():
    gaps = [
        {"area": "Italy", "accounts": 16, "left_alone": 5, "value": 3_700_000.0},
        {"area": "Poland", "accounts": 12, "left_alone": 11, "value": 0.0},
        {"area": "France", "accounts": 3, "left_alone": 0, "value": 0.0},
    ]
    assert answers.coverage(gaps, "EUR") == (
        "Most of all: Italy, where 5 of 16 accounts have been left alone, worth €3.7M a year. "
        "Next: Poland."
    )
    assert answers.coverage(gaps[2:], "EUR").startswith("Nowhere")


def test_coverage_answer_where_no_place_is_known():
    gaps = [{"area": words.NO_PLACE, "accounts": 2, "left_alone": 2, "value": 0.0}]
    assert answers.coverage(gaps, None) == (
        "Nobody can say where: 2 of 2 accounts without a place have been left alone."
    )


def test_recency_answer():
    statuses = {"overdue": 31, "lapsed": 13, "never": 17, "unknown": 13, "on_track": 100}
    assert answers.recency(statuses, 143, 4_100_000, "EUR") == (
        "44 accounts are late, half of them by 143 days or more, worth €4.1M a year; "
        "17 have never been visited; nobody knows when we last saw 13."
    )
    assert (
        answers.recency({"unknown": 2}, None, 0, None)
        == "Nobody knows when we last saw 2 accounts."
    )
    assert answers.recency({"on_track": 2}, None, 0, None).startswith("Nobody:")


def test_one_late_account_has_no_half():
    assert answers.recency({"lapsed": 1}, 207, 0, None) == "1 account is late, by 207 days."


def test_balance_answer():
    now = {
        "proactive_crisis_ratio": figure(627, 289),
        "unclassified_share": figure(0, 1225),
    }
    before = {"proactive_crisis_ratio": figure(655, 366)}
    assert answers.balance(now, before, 20) == (
        "We came unprompted 627 times and for a crisis 289 times, 2.2 to 1; "
        "a year ago it was 1.8 (655 : 366). "
        "20 accounts were seen only in a crisis or when we wanted something."
    )


def test_balance_answer_without_a_crisis():
    now = {"proactive_crisis_ratio": figure(19, 0), "unclassified_share": figure(0, 20)}
    before = {"proactive_crisis_ratio": Figure("r", None, None, None)}
    assert answers.balance(now, before, 0).startswith(
        "We came unprompted 19 times and never in a crisis."
    )


def test_balance_cannot_be_said_where_nothing_is_classified():
    now = {
        "proactive_crisis_ratio": Figure("r", None, 0, 0),
        "unclassified_share": figure(40, 50),
    }
    before = {"proactive_crisis_ratio": Figure("r", None, None, None)}
    assert answers.balance(now, before, 0) == (
        "Nobody can say: 80 % (40 of 50) of our conversations could not be classified."
    )


def test_data_answer_counts_what_was_set_aside():
    loads = pd.DataFrame(
        {
            "status": ["loaded", "unreadable"],
            "rows_read": [100, 0],
            "rows_loaded": [97, 0],
            "rows_set_aside": [2, 0],
            "rows_duplicate": [1, 0],
        }
    )
    checks = pd.DataFrame({"is_passed": [True, False]})
    assert answers.files(loads, checks) == (
        "97 of 100 rows were loaded, 2 set aside, each with its reason, 1 were duplicates; "
        "1 file could not be read; 1 check failed."
    )


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_a_sentence(status):
    seen = status not in ("never", "unknown", "unconfirmed")
    sentence = words.status(row(status=status, days_since_visit=283 if seen else None))
    assert sentence.strip().endswith(".")
    assert "None" not in sentence


def test_facts_say_their_basis():
    assert words.account_facts(row(tier_basis="value", value_basis="deals_won")) == (
        "Tier A (by value) · $9.1M a year (deals won in a year) · Lyon, France · Food · "
        "owner Dana Whitfield · no proactive conversation"
    )
    apart = row(value_basis="deals_won", deals_apart=2)
    said = words.account_facts(apart)
    assert "(deals won in a year; 2 deals in another currency not in it)" in said


def test_extremes_are_counted():
    assert words.extremes(row()) == "3 crisis, nothing of our own accord"


def test_the_map_says_which_bubbles_stand_for_a_whole_area():
    basis = ["given", "city", "country", "country", "state"]
    rows = pd.DataFrame({"location_basis": basis, "latitude": 1.0, "longitude": 2.0})
    rows.loc[len(rows)] = [None, None, None]
    assert notes.bubbles(rows[:2], rows[:2]).endswith("an area for its list.")
    said = notes.bubbles(rows, rows.drop(index=[2, 3, 5]))
    assert said.endswith(
        " 1 account stands at the centre of a state or country: no more is known."
        " 2 accounts are placed only by their country and not drawn here."
    )
    noted = row(location_basis="country")
    assert words.account_note(noted).endswith(" · placed at the centre of France")
    assert "centre" not in words.account_note(row(location_basis="city"))
