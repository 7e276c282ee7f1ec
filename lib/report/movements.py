"""What changed between two reviews: what came into each count, what went out of it, and why.

Owns the counts that are compared and their arithmetic: before + entered - left = after, for every
one, since all four are of the same two sets. The causes are facts on
rows (`account_causes`, `record_causes`). Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from lib.report import account_causes as accounts
from lib.report import frames, words
from lib.report import record_causes as records
from lib.report.between import Between, Cause
from lib.report.paired import Paired
from lib.report.review import Change, Move
from lib.report.state import State
from lib.report.words import Row
from lib.scope import PURPOSES, Scope

_KEPT = ("done", "told")
# The lists that are compared, and the columns that name a row of one, the same from day to day.
_KEYS = {
    "accounts": ["account_id"],
    "contacts": ["interaction_id", "account_id"],  # an interaction may be of several accounts
    "promises": ["commitment_id"],
}
# Of the rows of a day: whether each is counted.
_Members = Callable[[pd.DataFrame, date], pd.Series]


@dataclass(frozen=True)
class Counted:
    """One count that is compared.

    Args:
        rows: the list it counts rows of.
        members: which of them.
        came, went: why a member came in or went out, and the row that says so.
        what: of a member, where it is no account.
    """

    id: str
    group: str
    label: str
    entered_as: str
    left_as: str
    way: str
    rows: str
    members: _Members
    came: Callable[[Between, Row], Cause]
    went: Callable[[Between, Row], Cause]
    what: Callable[[Row], str] = lambda row: ""


def between(
    before: State, after: State, scope: Scope, older: pd.DataFrame | None = None
) -> tuple[Change, ...]:
    """Every change, in reading order; those where nothing moved are among them.

    Args:
        before, after: the two days.
        scope: what both were asked of: its window and what counts as a visit.
        older: visits from before the window, of accounts that became late, for their rows.
    """
    visits = frozenset(scope.visit_settings)
    counts = [*_ACCOUNTS, _visits(visits), *_tiers(before, after), *_purposes(), *_PROMISES]
    paired = {
        name: Paired.of(before.rows[name], after.rows[name], key) for name, key in _KEYS.items()
    }
    compared = [_compared(count, paired[count.rows], before.as_of, after.as_of) for count in counts]
    rows = {name: _moved(one, name, compared) for name, one in paired.items()}
    # Of thousands of accounts some hundred moved: what is said of them is looked up among them.
    moved = {row["account_id"] for days in rows.values() for day in days for row in day.values()}
    days = Between(before.only(moved), after.only(moved), visits, scope.window_days, older)
    return tuple(_change(one, *rows[one.count.rows], days) for one in compared)


def newly_late(before: State, after: State) -> tuple[str, ...]:
    """The accounts that are late now and were not, by id."""
    was, now = (
        set(state.accounts.loc[_is_late(state.accounts, state.as_of), "account_id"])
        for state in (before, after)
    )
    return tuple(sorted(now - was))


@dataclass(frozen=True)
class _Compared:
    """A count on both days: how many, and the places of the rows that only one of them counts."""

    count: Counted
    before: int
    after: int
    entered: np.ndarray
    left: np.ndarray


def _moved(
    paired: Paired, name: str, compared: Sequence[_Compared]
) -> tuple[dict[int, Row], dict[int, Row]]:
    """The rows of a list that moved in any count, by their places: those of after, and before.

    Taken once for all counts, since most of the time goes into each taking and not into its rows.
    """
    of = [one for one in compared if one.count.rows == name]
    entered = np.unique(np.concatenate([one.entered for one in of]))
    left = np.unique(np.concatenate([one.left for one in of]))
    return (
        dict(zip(entered.tolist(), frames.records(paired.now.iloc[entered]), strict=True)),
        dict(zip(left.tolist(), frames.records(paired.was.iloc[left]), strict=True)),
    )


def _compared(count: Counted, rows: Paired, was_on: date, now_on: date) -> _Compared:
    in_was, in_now = count.members(rows.was, was_on), count.members(rows.now, now_on)
    return _Compared(count, int(in_was.sum()), int(in_now.sum()), *rows.parted(in_was, in_now))


def _change(
    compared: _Compared, after: Mapping[int, Row], before: Mapping[int, Row], days: Between
) -> Change:
    count = compared.count
    entered = _ordered([after[at] for at in compared.entered.tolist()], count, days)
    left = _ordered([before[at] for at in compared.left.tolist()], count, days)
    return Change(
        id=count.id,
        group=count.group,
        label=count.label,
        before=compared.before,
        after=compared.after,
        entered=tuple(_move(count, row, count.came, days) for row in entered),
        left=tuple(_move(count, row, count.went, days) for row in left),
        entered_as=count.entered_as,
        left_as=count.left_as,
        worth_entered=_worth(entered, days),
        worth_left=_worth(left, days),
        way=count.way,
    )


def _move(
    count: Counted,
    row: Row,
    why: Callable[[Between, Row], Cause],
    days: Between,
) -> Move:
    account_id = str(row["account_id"])
    cause = why(days, row)
    account = days.account(account_id)
    worth = words.money(account["value"], account["currency"]) if account.get("value") else ""
    return Move(
        account_id,
        str(account.get("name") or row.get("name") or account_id),
        count.what(row),
        f"{worth} a year" if worth else "",
        cause.said,
        cause.row,
    )


def _ordered(rows: Sequence[Row], count: Counted, days: Between) -> list[Row]:
    """The most valuable account first; of one account, the newest first."""
    key = _KEYS[count.rows]

    def order(row: Row) -> tuple[object, ...]:
        value = days.account(str(row["account_id"])).get("house_value")
        day = row.get("occurred_on")
        newest = -frames.day(day).toordinal() if day is not None else 0
        named = [str(row[column]) for column in key]
        return (value is None, -(value or 0), str(row["account_id"]), newest, named)

    return sorted(rows, key=order)


def _worth(rows: Sequence[Row], days: Between) -> str:
    """What the accounts of some rows are worth together, in the house currency, each once."""
    ids = sorted({str(row["account_id"]) for row in rows})
    accounts = [days.account(account_id) for account_id in ids]
    valued = [one for one in accounts if one.get("house_value") is not None]
    if not valued:
        return ""
    total = sum(float(one["house_value"]) for one in valued)
    return words.money(total, valued[0]["house_currency"])


def _is_late(rows: pd.DataFrame, day: date) -> pd.Series:
    return rows["status"].isin(words.LATE)


def _has_left(rows: pd.DataFrame, day: date) -> pd.Series:
    left_on = pd.to_datetime(rows["left_on"])
    return (rows["kind"] == "former") | (left_on <= pd.Timestamp(day))


_ACCOUNTS = (
    Counted(
        "late", "accounts", "Late or unknown", "became late", "no longer late", "down",
        "accounts", _is_late, accounts.became_late, accounts.late_no_more,
    ),
    Counted(
        "neglected", "accounts", "Left alone", "newly left alone", "no longer left alone", "down",
        "accounts", lambda rows, day: rows["is_neglected"].eq(True),
        accounts.left_alone, accounts.left_alone_no_more,
    ),
    Counted(
        "booked", "accounts", "Booked", "newly booked", "no longer booked", "up",
        "accounts", lambda rows, day: rows["is_booked"].eq(True),
        accounts.booked, accounts.booked_no_more,
    ),
    Counted(
        "accounts", "accounts", "Accounts", "came in", "gone from view", "none",
        "accounts", lambda rows, day: rows["account_id"].notna(),
        accounts.came_in, accounts.went_out,
    ),
    Counted(
        "former", "accounts", "Left us", "left us", "with us again", "down",
        "accounts", _has_left, accounts.left_us, accounts.with_us_again,
    ),
)  # fmt: skip


def _visits(settings: frozenset[str]) -> Counted:
    """Visits of the window, each once."""
    return Counted(
        "seen", "accounts", "Visits in a year", "made or newly known", "over a year ago or gone",
        "up", "contacts", lambda rows, day: rows["setting"].isin(settings),
        records.contact_came, records.contact_went, records.of_contact,
    )  # fmt: skip


def _tiers(*states: State) -> list[Counted]:
    names = {str(name) for state in states for name in state.accounts["tier"].unique()}

    def counted(tier: str) -> Counted:
        return Counted(
            f"tier_{tier}", "tiers", f"Tier {tier}", "moved in", "moved out", "none", "accounts",
            lambda rows, day: rows["tier"].astype(str) == tier,
            accounts.tier_came, accounts.tier_went,
        )  # fmt: skip

    return [counted(tier) for tier in sorted(names)]


def _purposes() -> list[Counted]:
    ways = {"proactive": "up", "crisis": "down"}

    def counted(purpose: str) -> Counted:
        return Counted(
            f"purpose_{purpose}", "purposes", words.PURPOSE[purpose],
            "new in the year", "now over a year ago or read otherwise", ways.get(purpose, "none"),
            "contacts", lambda rows, day: frames.is_talk(rows) & (rows["purpose"] == purpose),
            records.contact_came, records.contact_went, records.of_contact,
        )  # fmt: skip

    return [counted(purpose) for purpose in PURPOSES]


def _promises(*states: str) -> _Members:
    return lambda rows, day: rows["state"].isin(states)


_PROMISES = (
    Counted(
        "promises_made", "promises", "Promises", "made", "dropped or gone", "none", "promises",
        _promises("open", "late", *_KEPT),
        records.promise_made, records.promise_gone, records.of_promise,
    ),
    Counted(
        "promises_kept", "promises", "Kept", "kept", "kept no more", "up", "promises",
        _promises(*_KEPT), records.promise_kept, records.promise_changed, records.of_promise,
    ),
    Counted(
        "promises_late", "promises", "Promises late", "became late", "no longer late", "down",
        "promises", _promises("late"),
        records.promise_late, records.promise_changed, records.of_promise,
    ),
)  # fmt: skip
