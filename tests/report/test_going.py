"""The words of "Where next"."""

from datetime import date

import pandas as pd
import pytest

from lib.report import going
from lib.report.words import Figure

QUIET = pd.DataFrame(
    {
        "account_id": ["1", "2"],
        "name": ["Elm", "Oak"],
        "house_value": [800.0, None],
        "house_currency": ["EUR", "EUR"],
    }
)
NOBODY = QUIET.head(0)


def test_the_answer_names_where_to_go_first_and_what_is_at_stake():
    said = going.answer(QUIET, QUIET.tail(1), QUIET.head(1), True)
    assert said == (
        "2 customers have gone quiet and unvisited, worth €800 a year; go to Elm first; "
        "Oak adds most variety; Elm is a safe one to begin with."
    )
    assert going.answer(QUIET.head(1), NOBODY, NOBODY, True).endswith("a year: Elm; go there.")


def test_without_sales_nobody_is_called_quiet():
    assert going.answer(NOBODY, NOBODY, NOBODY, False).startswith(
        "Nobody can say who has gone quiet"
    )
    assert going.answer(NOBODY, NOBODY, NOBODY, True) == "No customer has gone quiet unvisited."


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"comparison": "same_months", "trend": "falling", "change": -0.4},
            "-40 % against the same 3 months of earlier years",
        ),
        (
            {"comparison": "twelve_months", "trend": "flat", "change": 0.01},
            "flat against the twelve months before",
        ),
        (
            {"comparison": "stopped", "trend": "falling", "change": None},
            "bought nothing in twelve months, last in Mar 2024",
        ),
        (
            {"comparison": "short", "trend": "unknown", "change": None},
            "too short a history to tell",
        ),
    ],
)
def test_how_sales_go(row, said):
    assert going.trend({**row, "last_sold_month": date(2024, 3, 1)}) == said


def test_silence_says_what_is_not_held():
    row = {"last_proactive_on": None, "cases_365": None, "last_case_on": None}
    assert going.silence(row) == "no proactive contact on record, no cases in the exports"


def test_reasons_are_those_there_are_with_their_days_in_words():
    row = dict.fromkeys(going.REASONS)
    row["tenure_reason"] = "with us since 2015-01-31"
    assert going.reasons(row) == ["with us since 31 Jan 2015"]


def test_a_dimension_that_is_not_held_has_no_gap():
    now = {name: Figure(name, None, None, None) for name in going.DIMENSIONS}
    now["variety_gap_tier"] = Figure("variety_gap_tier", 0.2, 0.2, None)
    gaps = going.gaps(now)
    assert gaps.to_dict("records") == [{"label": "By tier", "gap": 0.2}]
    members = pd.DataFrame({"dimension": ["tier", "size"], "member": ["A", "B"]})
    label, rows = going.widest(members, gaps)
    assert label == "By tier" and list(rows["member"]) == ["A"]
