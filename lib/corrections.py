"""Corrections: what a person said that an export or a rule had wrong, as a value.

Owns the kinds of correction and what each may say. Frozen and hashable by a digest, since it
travels in the `Scope` and so in every cache key. Must not know where corrections are kept
(`lib.warehouse.corrections`) nor how they are applied (`lib.metrics.corrected`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

SETTINGS = (
    "on_site",
    "their_event",
    "event",
    "our_place",
    "neutral",
    "video",
    "phone",
    "message",
    "in_person_unplaced",
    "unknown",
)
PURPOSES = ("proactive", "crisis", "commercial", "inbound", "unclassified")
HORIZONS = ("orders", "operations", "future")
RANKS = ("1", "2", "3", "4")
TOURS = ("taken", "not_feasible", "asked", "none")
INTRODUCTIONS = ("offered_by_us", "made_by_us", "offered_by_them", "made_by_them", "none")
INFORMATION = ("given", "none")


@dataclass(frozen=True)
class Kind:
    """One kind of correction.

    Args:
        subject: what it is of: interaction, account, title, theme, written (an account's name),
            promise, or new_promise: one that no export holds is made by naming its account.
        value: what it says: setting, purpose, account, other_account, rank, horizon, tour,
            introduction, information, day or text.
        may_be_empty: whether an empty value says something; what, `empty` says.
    """

    subject: str
    value: str
    empty: str = ""

    @property
    def may_be_empty(self) -> bool:
        return bool(self.empty)


KINDS: Mapping[str, Kind] = {
    "setting": Kind("interaction", "setting"),
    "purpose": Kind("interaction", "purpose"),
    "tour": Kind("interaction", "tour"),
    "introduction": Kind("interaction", "introduction"),
    "information": Kind("interaction", "information"),
    "account": Kind("interaction", "account", "it is of no account of ours"),
    "alias": Kind("written", "account"),
    "rank": Kind("title", "rank", "nobody knows its rank"),
    "horizon": Kind("title", "horizon", "nobody knows its horizon"),
    "tier": Kind("account", "text"),
    "exempt": Kind("account", "text", "it is not exempt"),
    "duplicate": Kind("account", "other_account"),
    "distinct": Kind("account", "other_account"),
    "parent": Kind("account", "other_account", "it has no parent"),
    "promise": Kind("new_promise", "account"),
    "promise_action": Kind("promise", "text"),
    "promise_learnt": Kind("promise", "text", "nobody knows what was heard"),
    "promise_learnt_on": Kind("promise", "day", "nobody knows when it was heard"),
    "promise_owner": Kind("promise", "text", "nobody has it in hand"),
    "promise_due": Kind("promise", "day", "it is due on no day"),
    "promise_done": Kind("promise", "day", "it is not done"),
    "promise_told": Kind("promise", "day", "the customer was not told"),
    "promise_dropped": Kind("promise", "day", "it is not dropped"),
    "theme_owner": Kind("theme", "text", "nobody owns it"),
}
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "setting": SETTINGS,
    "purpose": PURPOSES,
    "rank": RANKS,
    "horizon": HORIZONS,
    "tour": TOURS,
    "introduction": INTRODUCTIONS,
    "information": INFORMATION,
}


@dataclass(frozen=True)
class Correction:
    """One correction in force.

    Args:
        kind: one of `KINDS`.
        subject: what is corrected: an interaction's or account's id, a title, a written name.
        value: what is true of it; empty where its kind gives that a meaning.
        who, on, why: by whom, on which day (ISO), and for what reason.
    """

    kind: str
    subject: str
    value: str
    who: str
    on: str
    why: str

    @property
    def said(self) -> str:
        """As evidence: `corrected by ann on 2026-11-20: the minutes say so`."""
        return self.said_by + (f": {self.why}" if self.why else "")

    @property
    def said_by(self) -> str:
        """The same without the reason, which may be a note of a customer."""
        return f"corrected by {self.who} on {self.on}"

    @property
    def accounts(self) -> Sequence[str]:
        """The ids of accounts that it names."""
        kind = KINDS[self.kind]
        subject = [self.subject] if kind.subject == "account" else []
        value = [self.value] if kind.value in ("account", "other_account") and self.value else []
        return [*subject, *value]


@dataclass(frozen=True, eq=False)
class Corrections:
    """All corrections in force, at most one for each `key`.

    Args:
        rows: in the order they were made.
    """

    rows: tuple[Correction, ...] = ()
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        text = "\x1e".join(
            "\x1f".join((r.kind, r.subject, r.value, r.who, r.on, r.why)) for r in self.rows
        )
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "digest", digest)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corrections) and self.digest == other.digest

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of(self, *kinds: str) -> Sequence[Correction]:
        """Those of some kinds, in the order they were made."""
        return [row for kind in kinds for row in self._by_kind.get(kind, ())]

    @cached_property
    def copies(self) -> Mapping[str, str]:
        """Copy -> original, but for the pairs that were since said to be two."""
        rows = dict(enumerate(self.rows))
        return {copy: rows[place].value for copy, place in copies_of(rows).items()}

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[Correction]]:
        found: dict[str, list[Correction]] = {}
        for row in self.rows:
            found.setdefault(row.kind, []).append(row)
        return found


NONE = Corrections()


def key(kind: str, subject: str, value: str) -> tuple[str, str]:
    """What a later correction takes the place of: the same kind of the same subject.

    That two accounts are distinct is said of the pair, so there both are the subject.
    """
    if kind == "distinct":
        return kind, "\x1f".join(sorted((subject, value)))
    if KINDS[kind].subject in ("title", "written"):
        return kind, written(subject)
    return kind, subject


def written(text: str) -> str:
    """A title or a name as two writings of it are compared: blanks and case aside."""
    return " ".join(text.split()).lower()


def problem(kind: str, subject: str, value: str) -> str | None:
    """Why this cannot be a correction, as far as it can be told without the data; else None."""
    if kind not in KINDS:
        return f"there is no kind {kind!r}; there are: {', '.join(KINDS)}"
    what = KINDS[kind]
    if not subject:
        return f"it does not say which {what.subject} it is of"
    if not value:
        return None if what.may_be_empty else "it says no value"
    allowed = _ALLOWED.get(what.value)
    if allowed and value not in allowed:
        return f"{value!r} is no {what.value}; there are: {', '.join(allowed)}"
    if what.value == "day" and not _is_day(value):
        return f"{value!r} is not a day like 2026-11-20"
    if what.value == "other_account" and value == subject:
        return f"{subject} is named as its own {kind}"
    return None


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and 1900 < date.fromisoformat(text).year < 2200
    except ValueError:
        return False


def copies_of(rows: Mapping[int, Correction]) -> Mapping[str, int]:
    """Copy -> the place of the row that says so, but for pairs that were since said to be two."""
    distinct = {
        frozenset((row.subject, row.value)): place
        for place, row in rows.items()
        if row.kind == "distinct"
    }
    return {
        row.subject: place
        for place, row in rows.items()
        if row.kind == "duplicate" and distinct.get(frozenset((row.subject, row.value)), -1) < place
    }
