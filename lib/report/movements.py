"""What changed between two reviews: what came into each count, what went out of it, and why.

Owns the counts that are compared and their arithmetic: before + entered - left = after, for every
one, since all four are of the same two sets. The causes are facts on
rows (`account_causes`, `record_causes`). Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from lib.report import account_causes as accounts
from lib.report import frames, words
from lib.report import record_causes as records
from lib.report.between import Between, Cause
from lib.report.review import Change, Move
from lib.report.state import State
from lib.report.words import Row
from lib.scope import PURPOSES, Scope

_KEPT = ("done", "told")
_ACCOUNT = ("account_id",)
# An interaction may be of several accounts.
_CONTACT = ("interaction_id", "account_id")
_PROMISE = ("commitment_id",)


@dataclass(frozen=True)
class Counted:
    """One count that is compared.

    Args:
        key: the columns that name a member, the same from day to day.
        members: of a day: the rows that are counted.
        came, went: why a member came in or went out, and the row that says so.
        what: of a member, where it is no account.
    """

    id: str
    group: str
    label: str
    entered_as: str
    left_as: str
    way: str
    key: Sequence[str]
    members: Callable[[State], pd.DataFrame]
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
    days = Between(before, after, frozenset(scope.visit_settings), scope.window_days, older)
    counts = [*_ACCOUNTS, _visits(days), *_tiers(days), *_purposes(), *_PROMISES]
    return tuple(_change(count, days) for count in counts)


def newly_late(before: State, after: State) -> tuple[str, ...]:
    """The accounts that are late now and were not, by id."""
    late = {
        state: {key for key, row in state.by_account.items() if row["status"] in words.LATE}
        for state in (before, after)
    }
    return tuple(sorted(late[after] - late[before]))


def _change(count: Counted, days: Between) -> Change:
    was, now = (
        count.members(state).drop_duplicates(list(count.key)).set_index(list(count.key), drop=False)
        for state in (days.before, days.after)
    )
    entered = _ordered(frames.records(now[~now.index.isin(was.index)]), days)
    left = _ordered(frames.records(was[~was.index.isin(now.index)]), days)
    return Change(
        id=count.id,
        group=count.group,
        label=count.label,
        before=len(was),
        after=len(now),
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


def _ordered(rows: Sequence[Row], days: Between) -> list[Row]:
    """The most valuable account first; of one account, the newest first."""

    def order(row: Row) -> tuple[object, ...]:
        value = days.account(str(row["account_id"])).get("house_value")
        day = row.get("occurred_on")
        newest = -pd.Timestamp(day).toordinal() if day is not None else 0
        return (value is None, -(value or 0), str(row["account_id"]), newest, str(dict(row)))

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


def _left(state: State) -> pd.Series:
    left_on = pd.to_datetime(state.accounts["left_on"])
    return (state.accounts["kind"] == "former") | (left_on <= pd.Timestamp(state.as_of))


_ACCOUNTS = (
    Counted(
        "late", "accounts", "Late or unknown", "became late", "no longer late", "down",
        _ACCOUNT,
        lambda state: state.accounts[state.accounts["status"].isin(words.LATE)],
        accounts.became_late, accounts.late_no_more,
    ),
    Counted(
        "neglected", "accounts", "Left alone", "newly left alone", "no longer left alone", "down",
        _ACCOUNT, lambda state: state.accounts[state.accounts["is_neglected"].eq(True)],
        accounts.left_alone, accounts.left_alone_no_more,
    ),
    Counted(
        "booked", "accounts", "Booked", "newly booked", "no longer booked", "up",
        _ACCOUNT, lambda state: state.accounts[state.accounts["is_booked"].eq(True)],
        accounts.booked, accounts.booked_no_more,
    ),
    Counted(
        "accounts", "accounts", "Accounts", "came in", "gone from view", "none",
        _ACCOUNT, lambda state: state.accounts, accounts.came_in, accounts.went_out,
    ),
    Counted(
        "former", "accounts", "Left us", "left us", "with us again", "down",
        _ACCOUNT, lambda state: state.accounts[_left(state)],
        accounts.left_us, accounts.with_us_again,
    ),
)  # fmt: skip


def _visits(days: Between) -> Counted:
    """Visits of the window, each once."""

    def members(state: State) -> pd.DataFrame:
        rows = state.rows["contacts"]
        return rows[rows["setting"].isin(days.visit_settings)]

    return Counted(
        "seen", "accounts", "Visits in a year", "made or newly known", "over a year ago or gone",
        "up", _CONTACT, members, records.contact_came, records.contact_went, records.of_contact,
    )  # fmt: skip


def _tiers(days: Between) -> list[Counted]:
    names = {str(name) for state in (days.before, days.after) for name in state.accounts["tier"]}

    def counted(tier: str) -> Counted:
        return Counted(
            f"tier_{tier}", "tiers", f"Tier {tier}", "moved in", "moved out", "none", _ACCOUNT,
            lambda state: state.accounts[state.accounts["tier"].astype(str) == tier],
            accounts.tier_came, accounts.tier_went,
        )  # fmt: skip

    return [counted(tier) for tier in sorted(names)]


def _purposes() -> list[Counted]:
    ways = {"proactive": "up", "crisis": "down"}

    def counted(purpose: str) -> Counted:
        def members(state: State) -> pd.DataFrame:
            talks = frames.talks(state.rows["contacts"])
            return talks[talks["purpose"] == purpose]

        return Counted(
            f"purpose_{purpose}", "purposes", words.PURPOSE[purpose],
            "new in the year", "now over a year ago or read otherwise", ways.get(purpose, "none"),
            _CONTACT, members, records.contact_came, records.contact_went, records.of_contact,
        )  # fmt: skip

    return [counted(purpose) for purpose in PURPOSES]


def _promises(*states: str) -> Callable[[State], pd.DataFrame]:
    def members(state: State) -> pd.DataFrame:
        rows = state.rows["promises"]
        return rows[rows["state"].isin(states)]

    return members


_PROMISES = (
    Counted(
        "promises_made", "promises", "Promises", "made", "dropped or gone", "none", _PROMISE,
        _promises("open", "late", *_KEPT),
        records.promise_made, records.promise_gone, records.of_promise,
    ),
    Counted(
        "promises_kept", "promises", "Kept", "kept", "kept no more", "up", _PROMISE,
        _promises(*_KEPT), records.promise_kept, records.promise_changed, records.of_promise,
    ),
    Counted(
        "promises_late", "promises", "Promises late", "became late", "no longer late", "down",
        _PROMISE, _promises("late"),
        records.promise_late, records.promise_changed, records.of_promise,
    ),
)  # fmt: skip
