"""The pre-visit brief: what to know walking in, as a value. Pure.

Owns what stands on the page and in which order; `lib.report.briefing` says it, `lib.report.pdf`
renders it. Must not fetch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Person:
    """Somebody to meet.

    Args:
        name: empty where names were not asked for.
        title: as the export has it, or what is known of the role.
        why: why to meet them, as facts.
    """

    name: str
    title: str
    why: str


@dataclass(frozen=True)
class Contact:
    """One of the last contacts: when, where, why, who of ours, and what was said of it."""

    day: str
    setting: str
    purpose: str
    who: str
    said: str


@dataclass(frozen=True)
class Brief:
    """One account on one page.

    Args:
        name, place: of the account.
        as_of: the day it speaks of, in words.
        answer: the sentence to remember.
        facts: label, figure and what it is measured against: clocks, worth.
        contacts: the last five.
        promises: what is open, done and not told: one sentence each.
        people: whom to meet, the most wanted first.
        introduce: whom of ours to bring, and to whom.
        questions: to ask.
        surprises: what not to be surprised by.
        silent_on: what the exports hold nothing on.
    """

    name: str
    place: str
    as_of: str
    answer: str
    facts: Sequence[tuple[str, str, str]]
    contacts: Sequence[Contact] = ()
    promises: Sequence[str] = ()
    people: Sequence[Person] = ()
    introduce: Sequence[str] = ()
    questions: Sequence[str] = ()
    surprises: Sequence[str] = ()
    silent_on: Sequence[str] = ()

    def as_plain(self) -> Mapping[str, Any]:
        """The same as lists and dictionaries, for a renderer."""
        return asdict(self)


# Ids that a program made: numbers, Salesforce's, and those of databases.
_MADE = re.compile(
    r"[0-9-]{1,40}|[0-9a-zA-Z]{3}[0-9][0-9a-zA-Z]{11}(?:[A-Z0-5]{3})?|[0-9a-f-]{32,36}"
)


def file_name(account_id: str, as_of: date) -> str:
    """What its file is called: nobody's name, which would be read over a shoulder.

    In a log that people keep, the customer's name is its id: a number of it stands there instead.
    """
    is_made = _MADE.fullmatch(account_id) and not account_id.isalpha()
    named = account_id if is_made else sha256(account_id.encode()).hexdigest()[:12]
    return f"brief-{named}-{as_of:%Y-%m-%d}.pdf"
