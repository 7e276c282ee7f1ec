"""Rows reshaped for the eye: figures, areas, months, facts. Pure.

Must not query, draw, or decide a status: those come with the rows of `account_as_of`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from lib.report import words
from lib.report.words import Figure
from lib.scope import PURPOSES, UNSPOKEN

# Every other Friday, the same whatever day is asked for: what is known of one is known of all.
_TREND_STEP = timedelta(days=14)
_A_FRIDAY = date(2026, 11, 20)
_TREND = timedelta(days=350)
# A change is read against a quarter before, as weeks allow.
COMPARED = timedelta(weeks=12)
# What the line of facts about an account is made of.
_FACTS = [
    "tier",
    "status",
    "value",
    "currency",
    "days_since_visit",
    "cadence_days",
    "last_visit_on",
    "is_booked",
    "next_booked_on",
    "is_asked_busy",
    "busy_until",
    "location_basis",
    "state",
    "country",
]


def trend_dates(as_of: date) -> tuple[date, ...]:
    """Every other Friday of the year up to a day, the day itself and the one it is compared with.

    Returns:
        26 dates of an even step where the day is one of those Fridays; else 27; oldest first.
    """
    friday = as_of - (as_of - _A_FRIDAY) % _TREND_STEP
    fridays = [friday - _TREND_STEP * step for step in range(_TREND // _TREND_STEP + 1)]
    found = {as_of, as_of - COMPARED, *fridays}
    return tuple(sorted(day for day in found if day >= as_of - _TREND))


def trend_days(as_of: date, freshness: pd.DataFrame) -> tuple[date, ...]:
    """The dates of a trend that the exports reach back to, oldest first; the day itself at least.

    Args:
        freshness: `horizon_on` of each kind of export.
    """
    horizons = pd.to_datetime(freshness["horizon_on"].dropna()).dt.date
    first = min(horizons, default=as_of)
    return tuple(day for day in trend_dates(as_of) if day >= first) or (as_of,)


def figures_on(rows: pd.DataFrame, day: date, ids: Sequence[str]) -> dict[str, Figure]:
    """The figures of one day, by metric id; unknown where the day has no row to count."""
    unknown = {name: Figure(name, None, None, None) for name in ids}
    here = rows[pd.to_datetime(rows["as_of_on"]) == pd.Timestamp(day)]
    return unknown | {
        str(row["metric"]): Figure(
            str(row["metric"]),
            *(_number(row[part]) for part in ("value", "numerator", "denominator", "low", "high")),
        )
        for row in here.to_dict("records")
    }


def series(rows: pd.DataFrame, metric: str) -> pd.Series:
    """One metric over its dates, oldest first, nulls kept."""
    here = rows[rows["metric"] == metric].sort_values("as_of_on")
    return pd.Series(
        here["value"].astype(float).to_numpy(), index=pd.to_datetime(here["as_of_on"]), name=metric
    )


def on(rows: pd.DataFrame, day: date) -> pd.DataFrame:
    """The rows of one day."""
    are = np.flatnonzero(pd.to_datetime(rows["as_of_on"]).to_numpy() == np.datetime64(day))
    # Mostly they stand together: what is taken out as one stretch is not copied.
    is_stretch = len(are) > 0 and are[-1] - are[0] + 1 == len(are)
    found = rows.iloc[are[0] : are[-1] + 1] if is_stretch else rows.iloc[are]
    return found.reset_index(drop=True)


def with_notes(accounts: pd.DataFrame) -> pd.DataFrame:
    """The accounts with `note`: one line of facts, for a hover."""
    return accounts.assign(note=[words.account_note(row) for row in records(accounts[_FACTS])])


def unplaced(accounts: pd.DataFrame) -> pd.DataFrame:
    """Accounts that the map cannot show, each with why."""
    return accounts[accounts["latitude"].isna() | accounts["longitude"].isna()]


def roughly_placed(accounts: pd.DataFrame) -> pd.DataFrame:
    """The unplaced first, then accounts that stand at the middle of a state or country."""
    rough = accounts[accounts["location_basis"].isin(["state", "country"])]
    return pd.concat([unplaced(accounts), rough])


def currency(accounts: pd.DataFrame) -> str | None:
    """The house currency, which all sums of money are in; None where the exports name none."""
    found = accounts["house_currency"].dropna().unique()
    return str(found[0]) if len(found) else None


def valued_apart(accounts: pd.DataFrame) -> pd.DataFrame:
    """The accounts whose value no sum holds: it is in another currency, and there is no rate."""
    return accounts[accounts["value"].notna() & accounts["house_value"].isna()]


def statuses(accounts: pd.DataFrame) -> dict[str, int]:
    """How many accounts have each status."""
    return {str(k): int(v) for k, v in accounts["status"].value_counts().items()}


def median_days_late(accounts: pd.DataFrame) -> float | None:
    """Days past the cadence at the median of the overdue and lapsed."""
    rows = accounts[accounts["status"].isin(["overdue", "lapsed"])]
    return _number((rows["days_since_visit"] - rows["cadence_days"]).median())


def value_of(accounts: pd.DataFrame, *statuses: str) -> float:
    """The value of the accounts with these statuses, in the house currency."""
    return float(accounts.loc[accounts["status"].isin(statuses), "house_value"].sum())


def in_area(accounts: pd.DataFrame, area: str | None) -> pd.DataFrame:
    """The accounts of a country or state; all of them for None."""
    if area is None:
        return accounts
    if area == words.NO_PLACE:
        is_stateless = (accounts["country_code"] == "USA") & accounts["state"].isna()
        return accounts[accounts["country"].isna() | is_stateless]
    return accounts[(accounts["country"] == area) | (accounts["state"] == area)]


def without_value(accounts: pd.DataFrame) -> int:
    """How many accounts have no value at all to be placed by."""
    return int((~(pd.to_numeric(accounts["value"], errors="coerce") > 0)).sum())


def areas(coverage: pd.DataFrame, accounts: pd.DataFrame, by: str) -> pd.DataFrame:
    """Coverage per area as the map shades it: code, area, coverage, note.

    Args:
        coverage: rows of the metric `coverage` by `by`.
        accounts: the same accounts, which know each area's code.
        by: `country` or `state`.
    """
    code = f"{by}_code"
    codes = accounts.dropna(subset=[by, code]).drop_duplicates(by).set_index(by)[code]
    rows = coverage[coverage[by].isin(codes.index)].dropna(subset=["value"])
    return pd.DataFrame(
        {
            "code": rows[by].map(codes),
            "area": rows[by],
            "coverage": rows["value"].astype(float),
            "note": [
                f"{words.share(n, d)} seen within their cadence"
                for n, d in zip(rows["numerator"], rows["denominator"], strict=True)
            ],
        }
    ).reset_index(drop=True)


def coverage_trend(rows: pd.DataFrame) -> pd.DataFrame:
    """Coverage and its upper bound by date, with the figure in words."""
    wide = rows[rows["metric"].isin(["coverage", "coverage_upper"])].pivot_table(
        index="as_of_on", columns="metric", values=["value", "numerator", "denominator"]
    )
    if wide.empty:
        return pd.DataFrame(columns=["as_of_on", "coverage", "coverage_upper", "note"])
    notes = [
        words.share_range(low, high, total)
        for low, high, total in zip(
            wide[("numerator", "coverage")],
            wide[("numerator", "coverage_upper")],
            wide[("denominator", "coverage")],
            strict=True,
        )
    ]
    return pd.DataFrame(
        {
            "as_of_on": pd.to_datetime(wide.index),
            "coverage": wide[("value", "coverage")].to_numpy(),
            "coverage_upper": wide[("value", "coverage_upper")].to_numpy(),
            "note": notes,
        }
    )


def months(contacts: pd.DataFrame) -> pd.DataFrame:
    """Conversations per month: `month` and a column per purpose, months in order, gaps as 0."""
    counted = contacts.groupby(["month", "purpose"])["contacts"].sum().unstack(fill_value=0)
    counted.index = pd.to_datetime(counted.index)
    if len(counted):
        counted = counted.reindex(
            pd.date_range(counted.index.min(), counted.index.max(), freq="MS"), fill_value=0
        )
    counted = counted.reindex(columns=list(PURPOSES), fill_value=0)
    return counted.rename_axis("month").reset_index()


def by_purpose(contacts: pd.DataFrame) -> pd.Series:
    """Conversations of the window by purpose."""
    return contacts.groupby("purpose")["contacts"].sum().reindex(list(PURPOSES), fill_value=0)


def by_reason(rejects: pd.DataFrame) -> pd.DataFrame:
    """Rows set aside, the rarest reason first: what is odd is at the top.

    What stood in a row is left out: it can hold notes, which no page shows. The file and the
    row number lead to it.
    """
    often = rejects.groupby("reason")["reason"].transform("size")
    rows = rejects.assign(often=often).sort_values(["often", "reason", "file", "row"])
    return rows[["file", "row", "table_name", "reason"]]


def evidence(row: words.Row) -> str:
    """What a contact's labels rest on: what a person said first, then what the rules found."""
    found = "" if row["purpose_basis"] == "corrected" else row["evidence"]
    return "; ".join(str(part) for part in (row["corrections"], found) if part)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values, missing ones as None."""
    names = [str(name) for name in frame.columns]
    # Column by column: asking each cell whether it is missing takes five times as long.
    columns = [_plain(values) for _, values in frame.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def tuples(frame: pd.DataFrame, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The same of some columns, without their names."""
    # Not the columns themselves: to walk along one of texts takes ten times as long.
    return list(zip(*(_plain(frame[column]) for column in columns), strict=True))


def by_account(accounts: pd.DataFrame, column: str) -> dict[str, Any]:
    """Account id -> what a column says of it, None where that is missing."""
    return dict(tuples(accounts, ["account_id", column]))


def of_any(frame: pd.DataFrame, column: str, wanted: Set[object]) -> pd.DataFrame:
    """The rows that have any of some values in a column.

    For thousands of values: `isin` of a column of texts makes each one ready by itself.
    """
    are = [value in wanted for value in _plain(frame[column])]
    return frame[np.array(are, dtype=bool)]


def _plain(values: pd.Series) -> list[Any]:
    if isinstance(values.dtype, np.dtype) and values.dtype.kind == "M":
        # Plain datetimes, and None for NaT: a Timestamp each takes thirty times as long.
        plain: list[Any] = values.to_numpy().astype("datetime64[us]").tolist()
        return plain
    nothing: Any = None
    return list(values.to_numpy(dtype=object, na_value=nothing))


def talks(contacts: pd.DataFrame) -> pd.DataFrame:
    """The conversations among completed contacts."""
    return contacts[is_talk(contacts)]


def is_talk(contacts: pd.DataFrame) -> pd.Series:
    """Which of completed contacts are conversations."""
    return ~contacts["setting"].isin(UNSPOKEN)


def is_waiting(accounts: pd.DataFrame) -> pd.Series:
    """Which accounts are late only because they asked us to come later."""
    return accounts["is_asked_busy"].eq(True) & accounts["status"].isin(words.LATE)


def day(value: Any) -> date:
    """A day of a row as a date."""
    # Asked thousands of times for a page, mostly of plain values.
    return value.date() if isinstance(value, datetime) else pd.Timestamp(value).date()


def day_of(value: Any) -> date | None:
    """The same; nothing for nothing."""
    return None if value is None else day(value)


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[arg-type,call-overload]
