"""Rows that are asked once for all accounts, and cut to those of a view.

A row of these lists is the same whichever other accounts are asked for (`tests/ui/test_ui_wholes`
holds each to it), so a filter, or an account's own page, need ask nothing: the whole costs about
what one account does. Owns which lists, and the cut. What a reader may see stays in the question:
it is a part of the scope that is left.
"""

from __future__ import annotations

import pandas as pd

from lib.metrics import lists, query
from lib.scope import FILTERS, Scope
from lib.ui import data

# Lists and relations with an account's id whose rows do not depend on other accounts' rows.
EACH_ITS_OWN = frozenset({
    "account_as_of", "account_people", "account_signs", "cases", "clock_as_of", "deals",
    "distances_as_of", "moments", "promises", "relatives", "sales_shape", "sales_trend_as_of",
    "signs",
})  # fmt: skip
# Of account_as_of: the filter -> the column that it chooses by.
_COLUMNS = {
    "tiers": "tier",
    "countries": "country",
    "states": "state",
    "industries": "industry",
    "owners": "owner",
    "kinds": "kind",
    "statuses": "status",
    "accounts": "account_id",
}
_NO_FILTER: dict[str, tuple[str, ...]] = dict.fromkeys(FILTERS.values(), ())


def of_account(build_id: str, scope: Scope, name: str) -> pd.DataFrame:
    """The rows of a list or relation of the one account that a scope is cut to."""
    rows = _whole(build_id, scope.only(**_NO_FILTER), name)
    return rows[rows["account_id"] == scope.accounts[0]].reset_index(drop=True)


def is_of_account(scope: Scope, name: str) -> bool:
    """Whether the rows a scope asks for can be cut out of the whole: one account, no filter."""
    others = scope.only(accounts=()).is_filtered
    return name in EACH_ITS_OWN and len(scope.accounts) == 1 and not others


def accounts(build_id: str, scope: Scope) -> pd.DataFrame:
    """account_as_of in scope on its one day, the most valuable first."""
    rows = _whole(build_id, scope.only(**_NO_FILTER), "account_as_of")
    is_meant = pd.Series(True, index=rows.index)
    for field, column in _COLUMNS.items():
        if chosen := getattr(scope, field):
            is_meant &= rows[column].isin(chosen)
    return rows[is_meant].reset_index(drop=True)


@data.shared
def _whole(build_id: str, scope: Scope, name: str) -> pd.DataFrame:
    order = "house_value desc nulls last, value desc nulls last, account_id"
    ask = data.ask(build_id)
    if name in lists.load():
        return ask(lists.rows(name, scope))
    return ask(query.relation(name, scope, "", order if name == "account_as_of" else ""))
