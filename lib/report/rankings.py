"""Who comes first: who is late, who was left alone, what changed. Pure.

Must not decide a status, which comes with the rows of `account_as_of`, nor rank whom to see next:
the list `whom_next` does.
"""

from __future__ import annotations

import pandas as pd

from lib.report import words

# What of an account is compared between two days.
CHANGING = ["status", "last_visit_on", "is_booked"]


def late(accounts: pd.DataFrame) -> pd.DataFrame:
    """Accounts that are late, as a table of lateness reads: left alone first, then by value.

    Whom to see next is another question, with more reasons than being late: list `whom_next`.
    A value in a currency that has no rate comes after all that are in the house's. An account
    that is booked or asked us to wait is not neglected, so it comes after all that are.
    """
    rows = accounts[accounts["status"].isin(words.LATE)]
    rows = rows.assign(
        days_late=rows["days_since_visit"] - rows["cadence_days"], is_valued=rows["value"].notna()
    )
    return rows.sort_values(
        [
            *("is_neglected", "house_value", "is_valued", "currency", "value", "days_late"),
            "account_id",
        ],
        ascending=[False, False, False, True, False, False, True],
        na_position="last",
        kind="stable",
    )


def largest_left_alone(accounts: pd.DataFrame, number: int = 40) -> tuple[int, int]:
    """Of the `number` most valuable accounts: how many are neglected, and how many there are."""
    top = accounts[["account_id", "status", "house_value", "is_neglected"]]
    top = top[top["status"] != "exempt"].dropna(subset=["house_value"])
    top = top.sort_values(["house_value", "account_id"], ascending=[False, True]).head(number)
    return int(top["is_neglected"].sum()), len(top)


def changes(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """What changed between two days: (account id, name) that became late, were seen, were booked.

    The same accounts as `lib.report.movements` has, without their causes.

    Args:
        before, after: account_as_of rows of the two days.
    """
    both = after[["account_id", "name", "house_value", *CHANGING]].merge(
        before[["account_id", *CHANGING]], on="account_id", how="left", suffixes=("", "_before")
    )
    was_late = both["status_before"].isin(words.LATE)
    is_new_visit = both["last_visit_on"].notna() & (
        both["last_visit_on_before"].isna() | (both["last_visit_on"] > both["last_visit_on_before"])
    )
    is_new_booking = both["is_booked"] & ~both["is_booked_before"].eq(True)
    became_late = both["status"].isin(words.LATE) & ~was_late
    picked = {"late": became_late, "seen": is_new_visit, "booked": is_new_booking}
    by_value = both.sort_values("house_value", ascending=False, na_position="last", kind="stable")
    return {
        name: list(
            by_value.loc[mask.loc[by_value.index], ["account_id", "name"]].itertuples(
                index=False, name=None
            )
        )
        for name, mask in picked.items()
    }


def extremes(accounts: pd.DataFrame) -> pd.DataFrame:
    """Accounts seen only in a crisis or when we wanted something, the most valuable first."""
    rows = accounts[accounts["is_at_extremes"].eq(True)]
    order = ["house_value", "account_id"]
    return rows.sort_values(order, ascending=[False, True], na_position="last")


def gaps(accounts: pd.DataFrame, by: str = "country") -> pd.DataFrame:
    """One row per area, the worst first: area, accounts, left_alone, value left alone.

    The value, in the house currency, is missing, not nothing, where nobody knows what those left
    alone are worth.
    """
    rows = accounts[accounts["status"] != "exempt"]
    rows = rows.assign(alone=rows["is_neglected"].astype(int))
    rows[by] = rows[by].astype(object).where(rows[by].notna(), words.NO_PLACE)
    rows = rows.assign(at_stake=rows["house_value"].astype(float).where(rows["is_neglected"], 0.0))
    grouped = rows.groupby(by, as_index=False).agg(
        accounts=("account_id", "size"), left_alone=("alone", "sum"), value=("at_stake", "sum")
    )
    grouped = grouped.rename(columns={by: "area"}).sort_values(
        ["value", "left_alone"], ascending=False, kind="stable"
    )
    is_known = (grouped["value"] > 0) | (grouped["left_alone"] == 0)
    return grouped.assign(value=grouped["value"].where(is_known))
