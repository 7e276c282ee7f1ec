"""Relations that are asked whole: of all accounts a reader may see, and then cut to a filter.

Owns which those are, and the cut. A row of theirs is the same whichever other accounts and days
are asked for (`tests/metrics/test_wholes.py` holds each of them to it), so a session may keep them
and answer a filter, or an account's own page, out of what somebody else has asked. Pure; must not
know where they are kept (`lib.warehouse.wholes`). What a reader may see is in front of them.
"""

from __future__ import annotations

from lib.metrics import corrected

# In front of a relation's name: the whole of it, which no build has.
NAMED = "whole_"
# About a row an account and day, and few columns: a year of days is worth keeping.
_OF_A_YEAR = frozenset({
    "account_contacts", "account_sign_counts", "commitments_as_of", "contact_purposes",
    "first_visits_as_of", "moments_as_of", "people_counts", "refusals_as_of", "status_as_of",
    "themes_raised", "themes_told", "visit_ranks", "visits_noted",
})  # fmt: skip
# More of either, of which one day is.
_OF_A_DAY = frozenset({
    "account_as_of", "account_people", "account_records_as_of", "account_signs_as_of",
    "cases_as_of", "clock_as_of", "contact_as_of", "deals_as_of", "distances_as_of",
    "effort_as_of", "last_activity_as_of", "person_as_of", "quiet_as_of", "relatives_as_of",
    "sales_shape_as_of", "sales_trend_as_of", "secure_facts", "sign_as_of", "top_people_as_of",
    "variety_members", "whom_next_points",
})  # fmt: skip
# The same on every day.
TIMELESS = frozenset({"themes_raised", *corrected.FROM_INTERACTIONS})
# Made of contacts alone: no filter reaches them.
_UNCUT = frozenset({
    "account_contacts", "contact_purposes", "themes_raised", "visit_ranks", "visits_noted",
    *corrected.FROM_INTERACTIONS,
})  # fmt: skip
KEPT = _OF_A_YEAR | _OF_A_DAY
# Two days are compared with each other; more are a trend.
_FEW = 2


def kept(days: int) -> frozenset[str]:
    """The relations that are worth keeping where this many days are asked for."""
    return KEPT if days <= _FEW else _OF_A_YEAR


def is_cut(name: str) -> bool:
    """Whether filters leave rows of a relation out."""
    return name not in _UNCUT


def cut(name: str, chosen: str, dated: str) -> str:
    """A relation in scope, out of its whole.

    Args:
        chosen: the condition of the filters on what an account is, on any day; "" without, and
            where what is brought is of the chosen accounts alone.
        dated: the condition of the filters on what an account is on a day; "" without.
    """
    sql = f"select r.* from {NAMED}{name} as r"
    if not is_cut(name):
        return sql
    if dated and name != "status_as_of":
        return (
            f"{sql} semi join status_as_of as s"
            " on r.as_of_on = s.as_of_on and r.account_id = s.account_id"
        )
    conditions = [one for one in (chosen, dated) if one]
    return f"{sql} where {' and '.join(conditions)}" if conditions else sql
