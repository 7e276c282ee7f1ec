"""Two days of a review, side by side: what a cause is looked up in. Pure.

Owns the lookups by account, contact, booking and promise. Must not say why anything changed
(`lib.report.account_causes` and `lib.report.record_causes` do).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from lib.report import frames
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
        return None if on is None else self._visits.get((str(account_id), frames.day(on)))

    def contact_before(self, row: Row) -> Row | None:
        """A contact as the window before has it; None where it has not."""
        return _found(self.before.rows["contacts"], self._contacts_before, row)

    def contact_after(self, row: Row) -> Row | None:
        """A contact as the window now has it; None where it has not."""
        return _found(self.after.rows["contacts"], self._contacts_after, row)

    @cached_property
    def bookings_after(self) -> Mapping[tuple[str, date], Row]:
        """What is booked now, by account and day."""
        rows = frames.records(self.after.rows["bookings"])
        return {(str(row["account_id"]), frames.day(row["occurred_on"])): row for row in rows}

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
    def _contacts_before(self) -> Mapping[tuple[object, object], int]:
        return _places(self.before.rows["contacts"])

    @cached_property
    def _contacts_after(self) -> Mapping[tuple[object, object], int]:
        return _places(self.after.rows["contacts"])

    @cached_property
    def _visits(self) -> Mapping[tuple[str, date], Row]:
        known = [rows for rows in (self.older, self.after.rows["contacts"]) if rows is not None]
        visits = [
            row
            for rows in known
            for row in frames.records(rows[rows["setting"].isin(self.visit_settings)])
        ]
        return {(str(row["account_id"]), frames.day(row["occurred_on"])): row for row in visits}


def _places(contacts: pd.DataFrame) -> Mapping[tuple[object, object], int]:
    keys = list(enumerate(frames.tuples(contacts, ["interaction_id", "account_id"])))
    return {key: at for at, key in reversed(keys)}  # the first of the same


def _found(
    contacts: pd.DataFrame, places: Mapping[tuple[object, object], int], row: Row
) -> Row | None:
    at = places.get((row["interaction_id"], row["account_id"]))
    return None if at is None else frames.records(contacts.iloc[[at]])[0]
