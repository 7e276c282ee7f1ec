"""A frozen review beside what today's data says of the same day, with the reason per difference.

Owns the steps in which the day is asked again: today's exports with the corrections of then;
today's corrections; what was recorded after the day. A difference belongs to the step at which it
appears; `lib.report.reasons` says why. Must not fetch by itself: it asks through a function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lib.corrections import Corrections
from lib.metrics import catalogue
from lib.report import asking, figures, frames, reasons, reviewing, words
from lib.report.state import Content, State
from lib.report.words import Row

COMPARED = (
    *reviewing.FIGURES,
    "accounts",
    "visits",
    *(f"contacts_{name}" for name in words.PURPOSE),
    "promises_open",
    "promises_late",
)
# What may differ of an account, and how it is said.
_FACTS: Mapping[str, Callable[[Row], str]] = {
    "status": lambda row: words.STATUS[str(row["status"])],
    "last_visit_on": lambda row: (
        f"last visit {words.day(row['last_visit_on'])}" if row["last_visit_on"] else "no visit"
    ),
    "tier": lambda row: f"tier {row['tier']}",
    "is_booked": lambda row: "booked" if row["is_booked"] else "nothing booked",
    "value": lambda row: words.money(row["value"], row["currency"]) if row["value"] else "no value",
}


@dataclass(frozen=True)
class Difference:
    """Something that reads otherwise today.

    Args:
        kind: `figure`, `account` or `promise`.
        id: of the metric, account or promise.
        name: what it is called.
        frozen, now: as it was frozen, and as today's data says of the same day.
        reasons: why, a sentence each; the row in brackets where one is known.
    """

    kind: str
    id: str
    name: str
    frozen: str
    now: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Restated:
    """All that reads otherwise, figures first, and which definitions changed since."""

    differences: tuple[Difference, ...]
    definitions: tuple[str, ...]

    @property
    def said(self) -> str:
        """One sentence."""
        if not self.differences:
            return "Today's data says the same of that day."
        numbers = dict.fromkeys(("figure", "account", "promise"), 0)
        for one in self.differences:
            numbers[one.kind] += 1
        parts = [words.count(number, kind) for kind, number in numbers.items() if number]
        *first, last = parts
        listed = f"{', '.join(first)} and {last}" if first else last
        return f"Of that day, {listed} would read otherwise with what is known today."


@dataclass(frozen=True)
class _Step:
    """The day as one more thing is let in, and what a difference that appears here is called."""

    state: State
    reason: Callable[[str], str]


def restated(frozen: Content, ask: asking.Ask, corrections: Corrections) -> Restated:
    """Everything that today's build and corrections say otherwise of a frozen review's day.

    Args:
        ask: runs a query on today's build.
        corrections: those in force today.
    """
    then = replace(frozen.scope, rights=frozen.scope.rights.without_notes())
    now = replace(then, corrections=corrections)

    def asked(scope: Any) -> State:
        return reviewing.state(scope, ask, COMPARED)

    changed = _changed(frozen.definitions, asking.definitions(ask))
    exported = asked(then)
    corrected = exported if corrections == then.corrections else asked(now)
    known = asked(replace(now, with_hindsight=True))
    steps = [
        _Step(exported, reasons.of_exports(frozen.state, exported, changed)),
        _Step(
            corrected,
            reasons.of_corrections(then.corrections, corrections, corrected, frozen.scope.said_of),
        ),
        _Step(known, reasons.of_late_entries(corrected, known)),
    ]
    return Restated(
        (
            *_figures(frozen.state, steps),
            *_accounts(frozen.state, steps),
            *_promises(frozen.state, steps),
        ),
        changed,
    )


def _figures(frozen: State, steps: Sequence[_Step]) -> list[Difference]:
    currency = frames.currency(frozen.accounts)

    def said(state: State, name: str) -> str:
        metric, figure = catalogue.metric(name), state.figures.get(name)
        if figure is None:
            return "–"
        of = figures.parts(metric, figure, currency)
        return figures.said(metric, figure, currency) + (f" ({of})" if of else "")

    found = []
    for name in COMPARED:
        if name not in frozen.figures:
            continue
        readings = [said(frozen, name), *(said(step.state, name) for step in steps)]
        if readings[0] != readings[-1]:
            why = _why(readings, steps, "")
            label = catalogue.metric(name).label
            found.append(Difference("figure", name, label, readings[0], readings[-1], why))
    return found


def _accounts(frozen: State, steps: Sequence[_Step]) -> list[Difference]:
    states = [frozen, *(step.state for step in steps)]
    ids = sorted({key for state in (frozen, states[-1]) for key in state.by_account})
    found = []
    for account_id in ids:
        rows = [state.by_account.get(account_id) for state in states]
        was, now = rows[0], rows[-1]
        facts = [
            name
            for name in _FACTS
            if was is None or now is None or _FACTS[name](was) != _FACTS[name](now)
        ]
        if not facts:
            continue
        if was is None or now is None:
            facts = ["status"]
        readings = [
            "not in view" if row is None else ", ".join(_FACTS[name](row) for name in facts)
            for row in rows
        ]
        name = str((now or was or {})["name"])
        why = _why(readings, steps, account_id)
        found.append(Difference("account", account_id, name, readings[0], readings[-1], why))
    return found


def _promises(frozen: State, steps: Sequence[_Step]) -> list[Difference]:
    def by_id(state: State) -> Mapping[str, Row]:
        rows = frames.records(state.rows["promises"])
        return {str(row["commitment_id"]): row for row in rows}

    every = [by_id(frozen), *(by_id(step.state) for step in steps)]
    found = []
    for key in sorted({*every[0], *every[-1]}):
        rows = [rows.get(key) for rows in every]
        readings = [str(row["state"]) if row else "not on record" for row in rows]
        if readings[0] != readings[-1]:
            row: Row = rows[-1] or rows[0] or {}
            name = f"{row['name']}: {row['action'] or 'a promise'}"
            why = _why(readings, steps, str(row["account_id"]))
            found.append(Difference("promise", key, name, readings[0], readings[-1], why))
    return found


def _why(readings: Sequence[str], steps: Sequence[_Step], account_id: str) -> tuple[str, ...]:
    pairs = zip(readings, readings[1:], steps, strict=False)
    return tuple(step.reason(account_id) for was, now, step in pairs if was != now)


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in {*then, *now} if then.get(name) != now.get(name)))
