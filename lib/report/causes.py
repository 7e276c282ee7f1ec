"""Why an account, a contact or a promise came into a count or went out of it: facts on rows.

Owns the sentences; each names the visit, the day or the row that caused the change. Must not count
(`lib.report.movements` does). Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from lib.report import frames, words
from lib.report.state import State
from lib.report.words import Row


@dataclass(frozen=True)
class Cause:
    """A sentence, and the row it is read from; empty where no row says it."""

    said: str
    row: str = ""


@dataclass(frozen=True, eq=False)
class Between:
    """Two days, and what lies between them."""

    before: State
    after: State
    visit_settings: frozenset[str]
    window_days: int
    older: pd.DataFrame | None = None

    def account(self, account_id: str) -> Row:
        """The account as it is now, else as it was; empty where neither day has it."""
        found = self.after.by_account.get(account_id) or self.before.by_account.get(account_id)
        return found or {}

    def was(self, account_id: object) -> Row | None:
        """The account as it was; None where it was not in view."""
        return self.before.by_account.get(str(account_id))

    def now(self, account_id: object) -> Row | None:
        """The account as it is now; None where it is not in view."""
        return self.after.by_account.get(str(account_id))

    def visit(self, account_id: object, on: Any) -> Row | None:
        """The visit of an account on a day, as the newer of the two days has it."""
        return None if on is None else self._visits.get((str(account_id), _day(on)))

    def contact_before(self, row: Row) -> Row | None:
        """A contact as the window before has it; None where it has not."""
        return _found(self._contacts_before, row)

    def contact_after(self, row: Row) -> Row | None:
        """A contact as the window now has it; None where it has not."""
        return _found(self._contacts_after, row)

    @cached_property
    def bookings_after(self) -> Mapping[tuple[str, date], Row]:
        """What is booked now, by account and day."""
        rows = frames.records(self.after.rows["bookings"])
        return {(str(row["account_id"]), _day(row["occurred_on"])): row for row in rows}

    @cached_property
    def promises_after(self) -> Mapping[str, Row]:
        """The promises known now, by id."""
        return {
            str(row["commitment_id"]): row for row in frames.records(self.after.rows["promises"])
        }

    @cached_property
    def promises_before(self) -> Mapping[str, Row]:
        """The promises known before, by id."""
        return {
            str(row["commitment_id"]): row for row in frames.records(self.before.rows["promises"])
        }

    @cached_property
    def _contacts_before(self) -> pd.DataFrame:
        return _by_contact(self.before)

    @cached_property
    def _contacts_after(self) -> pd.DataFrame:
        return _by_contact(self.after)

    @cached_property
    def _visits(self) -> Mapping[tuple[str, date], Row]:
        known = [rows for rows in (self.older, self.after.rows["contacts"]) if rows is not None]
        visits = [
            row
            for rows in known
            for row in frames.records(rows[rows["setting"].isin(self.visit_settings)])
        ]
        return {(str(row["account_id"]), _day(row["occurred_on"])): row for row in visits}


def became_late(days: Between, row: Row) -> Cause:
    """An account that is late now and was not, or was not in view."""
    was = days.was(row["account_id"])
    if was is None:
        return Cause(f"new in view, {_standing(row)}")
    if was["status"] == "exempt":
        return Cause(f"no longer exempt, {_standing(row)}")
    last, cadence = row["last_visit_on"], row["cadence_days"]
    if _day_of(was["last_visit_on"]) != _day_of(last):
        gone = words.day(was["last_visit_on"]) if was["last_visit_on"] else "before"
        return Cause(f"the visit of {gone} does not count any more, {_standing(row)}")
    if was["status"] == "unconfirmed":
        return Cause("the meeting at a place nobody recorded is longer ago than its cadence")
    if was["cadence_days"] != cadence:
        return Cause(
            f"its cadence is {cadence:.0f} days now, it was {was['cadence_days']:.0f}"
            f" (tier {was['tier']} to {row['tier']})",
        )
    if last is not None:
        passed = _day(last) + timedelta(days=int(cadence) + 1)
        return Cause(
            f"{words.count(cadence, 'day')} since the visit of {words.day(last)} were over on "
            f"{words.day(passed)}",
            _row(days.visit(row["account_id"], last)),
        )
    return Cause(f"{_standing(row)}; before: {words.STATUS[str(was['status'])][2:].lower()}")


def late_no_more(days: Between, row: Row) -> Cause:
    """An account that was late and is not, or is not in view."""
    now = days.now(row["account_id"])
    if now is None:
        return went_out(days, row)
    if seen := _newly_seen(days, row, now):
        return seen
    if now["status"] == "exempt":
        return Cause(f"exempt now: {now.get('exempt_reason') or 'no reason given'}")
    if now["status"] == "unconfirmed":
        return Cause("met in person at a place nobody recorded")
    if now["cadence_days"] != row["cadence_days"]:
        return Cause(
            f"its cadence is {now['cadence_days']:.0f} days now, it was {row['cadence_days']:.0f}"
            f" (tier {row['tier']} to {now['tier']})"
        )
    return Cause(f"{_standing(now)}; before: {words.STATUS[str(row['status'])][2:].lower()}")


def left_alone(days: Between, row: Row) -> Cause:
    """An account that is left alone now: late, with nothing booked and nobody busy."""
    was = days.was(row["account_id"])
    if was is None or was["status"] not in words.LATE:
        return became_late(days, row)
    if was["is_booked"] and not row["is_booked"]:
        return booked_no_more(days, was)
    if was["is_asked_busy"] and not row["is_asked_busy"]:
        return Cause(f"they asked us to wait{_until(was)}, which is over")
    return Cause(_standing(row))


def left_alone_no_more(days: Between, row: Row) -> Cause:
    """An account that was left alone and is not any more."""
    now = days.now(row["account_id"])
    if now is None or now["status"] not in words.LATE:
        return late_no_more(days, row)
    if now["is_booked"]:
        return booked(days, now)
    if now["is_asked_busy"]:
        return Cause(f"asked, and busy{_until(now)}")
    return Cause(_standing(now))


def booked(days: Between, row: Row) -> Cause:
    """An account with a visit to come that had none."""
    on = row["next_booked_on"]
    plan = None if on is None else days.bookings_after.get((str(row["account_id"]), _day(on)))
    by = f" by {plan['organiser']}" if plan and plan["organiser"] else ""
    return Cause(f"a visit is booked for {words.day(on)}{by}", _row(plan))


def booked_no_more(days: Between, row: Row) -> Cause:
    """An account that had a visit to come and has none."""
    now, on = days.now(row["account_id"]), row["next_booked_on"]
    if now is None:
        return went_out(days, row)
    if seen := _newly_seen(days, row, now):
        return seen
    if on is not None and _day(on) <= days.after.as_of:
        return Cause(f"a visit was planned for {words.day(on)}, and none is on record")
    return Cause(f"the visit planned for {words.day(on)} is off the plan")


def came_in(days: Between, row: Row) -> Cause:
    """An account that is in view and was not."""
    since = row["began_on"]
    if since is not None and _day(since) > days.before.as_of:
        return Cause(f"on record since {words.day(since)}")
    return Cause("in this view now; the review before did not have it")


def went_out(days: Between, row: Row) -> Cause:
    """An account that was in view and is not."""
    return Cause(
        "no longer in this view: gone from the exports, joined to another, or filtered out"
    )


def left_us(days: Between, row: Row) -> Cause:
    """A customer that has left."""
    on = row.get("left_on")
    return Cause(f"left on {words.day(on)}" if on is not None else "marked as a former customer")


def with_us_again(days: Between, row: Row) -> Cause:
    """One that had left and has not any more."""
    if days.now(row["account_id"]) is None:
        return went_out(days, row)
    return Cause("no longer marked as one that left")


def tier_came(days: Between, row: Row) -> Cause:
    """An account that is in a tier and was not."""
    was = days.was(row["account_id"])
    return came_in(days, row) if was is None else _tier(was, row)


def tier_went(days: Between, row: Row) -> Cause:
    """An account that was in a tier and is not."""
    now = days.now(row["account_id"])
    return went_out(days, row) if now is None else _tier(row, now)


def contact_came(days: Between, row: Row) -> Cause:
    """A contact that is counted now and was not."""
    was = days.contact_before(row)
    where = _row(row)
    if was is not None:
        return Cause(_read_anew(was, row), where)
    if _day(row["occurred_on"]) <= days.before.as_of:
        return Cause("took place before, and became known since", where)
    return Cause(_who(row) or "took place since", where)


def contact_went(days: Between, row: Row) -> Cause:
    """A contact that was counted and is not."""
    now = days.contact_after(row)
    where = _row(row)
    if now is not None:
        return Cause(_read_anew(row, now), where)
    if _day(row["occurred_on"]) <= days.after.as_of - timedelta(days=days.window_days):
        return Cause("longer ago than the window by now", where)
    return Cause("no longer on record, or of an account that is not in view", where)


def of_contact(row: Row) -> str:
    """What a contact is: its setting and day."""
    return f"{words.SETTING[str(row['setting'])]}, {words.day(row['occurred_on'])}"


def promise_made(days: Between, row: Row) -> Cause:
    """A promise that was not known before."""
    was = days.promises_before.get(str(row["commitment_id"]))
    if was is not None:
        return Cause("taken up again", _row(row))
    on = row["learnt_on"]
    owner = f", {row['owner']} has it in hand" if row["owner"] else ""
    return Cause((f"promised on {words.day(on)}" if on is not None else "new") + owner, _row(row))


def promise_gone(days: Between, row: Row) -> Cause:
    """A promise that is counted no more."""
    now = days.promises_after.get(str(row["commitment_id"]))
    return Cause("dropped" if now else "no longer on record, or of an account not in view")


def promise_kept(days: Between, row: Row) -> Cause:
    """A promise that is done."""
    on = row["done_on"]
    told = ", and the customer was told" if row["state"] == "told" else ", the customer not told"
    return Cause((f"done on {words.day(on)}" if on is not None else "done") + told, _row(row))


def promise_late(days: Between, row: Row) -> Cause:
    """A promise past its day."""
    return Cause(f"was due on {words.day(row['due_on'])}", _row(row))


def promise_changed(days: Between, row: Row) -> Cause:
    """A promise that was late, or kept, and is not any more."""
    now = days.promises_after.get(str(row["commitment_id"]))
    if now is None or now["state"] == "dropped":
        return promise_gone(days, row)
    if now["state"] in ("done", "told"):
        return promise_kept(days, now)
    if now["due_on"] is not None and _day_of(now["due_on"]) != _day_of(row["due_on"]):
        return Cause(f"due on {words.day(now['due_on'])} now", _row(now))
    return Cause("not done, as it is recorded now", _row(now))


def of_promise(row: Row) -> str:
    """What was promised."""
    return str(row["action"] or "A promise")


def _newly_seen(days: Between, was: Row, now: Row) -> Cause | None:
    """The visit that made the difference, where there is one."""
    last = now["last_visit_on"]
    if last is None or _day_of(was["last_visit_on"]) == _day_of(last):
        return None
    visit = days.visit(now["account_id"], last)
    by = f" by {visit['organiser']}" if visit and visit["organiser"] else ""
    return Cause(f"seen on {words.day(last)}{by}", _row(visit))


def _standing(row: Row) -> str:
    last = row["last_visit_on"]
    said = words.STATUS[str(row["status"])][2:].lower()
    return f"{said}, last visit {words.day(last)}" if last is not None else said


def _tier(was: Row, now: Row) -> Cause:
    if now["tier_basis"] == "corrected":
        return Cause(f"from {was['tier']} to {now['tier']}, as a person said")
    said = f"from {was['tier']} to {now['tier']}"
    if now["tier_basis"] == "value" and was["value"] != now["value"]:
        before, after = (
            words.money(row["value"], row["currency"]) if row["value"] else "no known value"
            for row in (was, now)
        )
        return Cause(f"{said}: {before} before, {after} now")
    if now["tier_basis"] == "value":
        return Cause(f"{said}: the values of others moved")
    return Cause(f"{said}, as the export says")


def _read_anew(was: Row, now: Row) -> str:
    parts = []
    if was["purpose"] != now["purpose"]:
        parts.append(
            f"{words.PURPOSE[str(was['purpose'])].lower()} before, "
            f"{words.PURPOSE[str(now['purpose'])].lower()} now"
        )
    if was["setting"] != now["setting"]:
        parts.append(
            f"{words.SETTING[str(was['setting'])].lower()} before, "
            f"{words.SETTING[str(now['setting'])].lower()} now"
        )
    return "read anew: " + "; ".join(parts or ["its row changed"])


def _who(row: Row) -> str:
    return f"with {row['organiser']} of ours" if row["organiser"] else ""


def _until(row: Row) -> str:
    return f" until {words.day(row['busy_until'])}" if row["busy_until"] is not None else ""


def _row(row: Row | None) -> str:
    if not row or not row.get("file") or row.get("row") is None:
        return ""
    return f"{row['file']}, row {row['row']:.0f}"


def _by_contact(state: State) -> pd.DataFrame:
    rows = state.rows["contacts"].drop_duplicates(["interaction_id", "account_id"])
    return rows.set_index(["interaction_id", "account_id"], drop=False).sort_index()


def _found(rows: pd.DataFrame, row: Row) -> Row | None:
    key = (row["interaction_id"], row["account_id"])
    return frames.records(rows.loc[[key]])[0] if key in rows.index else None


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()


def _day_of(value: Any) -> date | None:
    return None if value is None else _day(value)
