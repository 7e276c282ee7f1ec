"""Scope: the one value that says what a question is asked of.

Owns which days, which window, what counts as a visit, whose interactions count,
which accounts, and what of them the reader may see. It is frozen and hashable: it is part of
every cache key, and `lib.metrics.scoped` turns it into the CTEs in front of every query, so
that no metric's SQL mentions a filter or a permission and none can forget one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

from lib.corrections import NONE, PURPOSES, SETTINGS, Correction, Corrections

__all__ = [
    "ANYONE", "EVERYTHING", "EVERY_ROW", "EXECUTIVES", "FILTERS", "NOTHING", "PURPOSES", "SETTINGS",
    "STATUSES", "UNSPOKEN", "Rights", "Scope",
]  # fmt: skip

STATUSES = (
    "exempt",
    "on_track",
    "due",
    "unconfirmed",
    "overdue",
    "lapsed",
    "never",
    "unknown",
)
# Nobody talked, or nobody can tell that somebody did: no conversation.
UNSPOKEN = ("message", "unknown")
ANYONE = "anyone"
EXECUTIVES = "executives"


@dataclass(frozen=True)
class Rights:
    """What a reader may see: all that a permission can change of an answer.

    Two readers of equal rights get equal answers, so this, and not a name, is what an answer is
    kept under.

    Args:
        accounts: the ids of those whose rows they may see; None for all there are.
        notes: whether notes, and words out of them, may be shown. Counts do not depend on it.
        names: whether people at customers may be named.
        promises: whether what was promised may be shown, and counted.
        rule: what chose the accounts, the same from build to build; "" for all there is.
    """

    accounts: tuple[str, ...] | None = ()
    notes: bool = False
    names: bool = False
    promises: bool = False
    rule: str = ""

    @cached_property
    def digest(self) -> str:
        """All of it in a few letters: there may be thousands of accounts."""
        told = repr((self.accounts, self.notes, self.names, self.promises, self.rule))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def allow(self, account_id: str) -> bool:
        """Whether an account's rows may be seen."""
        return self.accounts is None or account_id in self._accounts

    def without_notes(self) -> Rights:
        """The same, notes left out."""
        return replace(self, notes=False)

    @cached_property
    def _accounts(self) -> frozenset[str]:
        return frozenset(self.accounts or ())


NOTHING = Rights()
EVERY_ROW = Rights(accounts=None, names=True, promises=True)
EVERYTHING = replace(EVERY_ROW, notes=True)


@dataclass(frozen=True)
class Scope:
    """What a question is asked of.

    Args:
        as_of: the days the answer speaks of; one is a figure, many are a trend.
        window_days: length of the trailing window `> T - n days and <= T`, in days.
        visit_settings: the settings that count as a visit.
        whose: whose interactions count: `anyone`, `executives`, or a person_id.
        tiers, countries, states, industries, owners, kinds, statuses, accounts: values
            to keep; empty keeps all.
        by_group: whether a subsidiary counts for its group, at the top of its parents.
        corrections: what people have put right; applied in front of every query.
        with_hindsight: whether what was recorded later counts from the day it speaks of.
        rights: what the reader may see. Whoever forgets to say gets nothing.
    """

    as_of: tuple[date, ...]
    window_days: int = 365
    visit_settings: tuple[str, ...] = ("on_site",)
    whose: str = ANYONE
    tiers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    by_group: bool = False
    corrections: Corrections = NONE
    with_hindsight: bool = False
    rights: Rights = NOTHING

    def at(self, *days: date) -> Scope:
        """The same scope asked of other days."""
        return replace(self, as_of=days)

    def only(self, **values: tuple[str, ...]) -> Scope:
        """The same scope with some filters replaced."""
        return replace(self, **values)  # type: ignore[arg-type]

    def of_all(self) -> Scope:
        """The same scope with no filter."""
        return self.only(**dict.fromkeys(FILTERS.values(), ()))

    def of_no_day(self) -> Scope:
        """What is left of it of a table that no day and no filter changes: whose rights, and what
        was put right."""
        return Scope((), corrections=self.corrections, rights=self.rights)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """All of it, to keep an answer under; of what may be thousands of rows the digest."""
        values = (getattr(self, field.name) for field in fields(self))
        return tuple(v.digest if isinstance(v, Corrections | Rights) else v for v in values)

    @cached_property
    def digest(self) -> str:
        """The same in so few letters that thirty answers of a page are looked up in no time."""
        return hashlib.sha256(repr(self.key).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def sees_notes(self) -> bool:
        """Whether notes, and words out of them, may be shown."""
        return self.rights.notes

    def said_of(self, correction: Correction) -> str | None:
        """What a correction says of itself as evidence; None where the reader may not know of it.

        Its reason is a note, and an account that it names may be one that they may not see.
        """
        if not all(map(self.rights.allow, correction.accounts)):
            return None
        return correction.said if self.sees_notes else correction.said_by

    @property
    def is_filtered(self) -> bool:
        """Whether any account is left out by a filter."""
        return any(getattr(self, name) for name in FILTERS.values())


# Dimension (as typed on the command line and in the URL) -> Scope field.
FILTERS: Mapping[str, str] = {
    "tier": "tiers",
    "country": "countries",
    "state": "states",
    "industry": "industries",
    "owner": "owners",
    "kind": "kinds",
    "status": "statuses",
    "account": "accounts",
}

assert {f.name for f in fields(Scope)} >= set(FILTERS.values())
