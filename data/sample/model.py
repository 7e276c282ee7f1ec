"""What the sample company is made of: accounts, their people, cases, deals and contacts.

Owns the shapes and the two days that bound the story. Knows nothing of how it goes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import company

SEED = "Halden & Marsh 14"
TODAY = date(2026, 11, 20)
HORIZON = date(2021, 11, 22)
CADENCE = {"A": 182, "B": 365, "C": 730}


@dataclass
class Contact:
    first: str
    last: str
    title: str
    created: date


@dataclass
class Case:
    opened: date
    closed: date | None
    priority: str
    is_escalated: bool
    subject: str
    number: str = ""

    @property
    def is_severe(self) -> bool:
        return self.priority == "High" or self.is_escalated


@dataclass
class Deal:
    created: date
    closes: date
    amount: int
    currency: str
    stage: str
    name: str
    is_renewal: bool

    @property
    def is_won(self) -> bool:
        return self.stage == "Closed Won"


@dataclass
class Contacted:
    """One dated contact. `kind`: visit, video, call, email, unplaced, neutral, show, ours, todo."""

    day: date
    kind: str
    subject: str
    location: str = ""
    by: str = ""
    who: Contact | None = None
    about: Case | Deal | None = None
    created: date | None = None
    is_logged: bool = False  # kept in the visit log, not in the CRM
    purpose: str = ""  # as the log says it
    outcome: str = ""
    note: str = ""
    with_executive: str = ""
    tour: str = ""  # as the log says it
    introduction: str = ""
    brought: str = ""
    themes: list[str] = field(default_factory=list)  # what the note is about


@dataclass
class Account:
    name: str
    country: str
    city: str
    state: str
    postal_code: str
    street: str
    position: tuple[float, float] | None
    phone: str
    industry: str
    parent: str
    owner: str
    chance: Random
    role: str = "ok"
    size: str = "C"
    tier_stated: str = ""
    tier: str = "C"
    kind: str = "Customer"
    created: date = HORIZON
    since: date | None = None
    left: date | None = None
    renews: date | None = None
    contacts: list[Contact] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    history: list[Contacted] = field(default_factory=list)

    @property
    def language(self) -> str:
        return company.LANGUAGE.get(self.country, "en")

    def won_last_year(self) -> int:
        """Amounts of the deals won in the trailing 365 days."""
        return sum(d.amount for d in self.deals if d.is_won and 0 <= (TODAY - d.closes).days < 365)


def between(chance: Random, first: date, last: date) -> date:
    """A day from first to last, both included."""
    return first + timedelta(days=int(chance.random() * ((last - first).days + 1)))


def workday(day: date) -> date:
    """The day, or the last working day before a weekend or the turn of the year."""
    if (day.month, day.day) == (1, 1):
        day -= timedelta(days=9)
    elif day.month == 12 and day.day > 23:
        day = day.replace(day=22)
    return day - timedelta(days=max(0, day.weekday() - 4))
