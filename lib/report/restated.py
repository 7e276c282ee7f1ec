"""A frozen review beside what today's data says of the same day, with the reason per difference.

Owns how a reason is found: the day is asked again in steps (today's exports with the corrections of
then; today's corrections; what was recorded after the day), and a difference belongs to the step
at which it appears. Must not fetch by itself: it asks through a function it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from lib.corrections import Corrections
from lib.metrics import catalogue
from lib.report import asking, figures, frames, reviewing, words
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
_RECORDS = {"contact": "contacts", "case": "cases", "deal": "deals"}


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
    then = replace(frozen.scope, sees_notes=False)
    now = replace(then, corrections=corrections)

    def asked(scope: Any) -> State:
        return reviewing.state(scope, ask, COMPARED)

    changed = _changed(frozen.definitions, asking.definitions(ask))
    exported = asked(then)
    corrected = exported if corrections == then.corrections else asked(now)
    known = asked(replace(now, with_hindsight=True))
    steps = [
        _Step(exported, _of_exports(frozen.state, exported, changed)),
        _Step(corrected, _of_corrections(then.corrections, corrections, corrected)),
        _Step(known, _of_late_entries(corrected, known)),
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
            reasons = _reasons(readings, steps, "")
            label = catalogue.metric(name).label
            found.append(Difference("figure", name, label, readings[0], readings[-1], reasons))
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
        reasons = _reasons(readings, steps, account_id)
        found.append(Difference("account", account_id, name, readings[0], readings[-1], reasons))
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
            reasons = _reasons(readings, steps, str(row["account_id"]))
            found.append(Difference("promise", key, name, readings[0], readings[-1], reasons))
    return found


def _reasons(readings: Sequence[str], steps: Sequence[_Step], account_id: str) -> tuple[str, ...]:
    pairs = zip(readings, readings[1:], steps, strict=False)
    return tuple(step.reason(account_id) for was, now, step in pairs if was != now)


def _of_exports(frozen: State, exported: State, changed: Sequence[str]) -> Callable[[str], str]:
    was, now = (
        {str(row["account_id"]): row for row in frames.records(state.rows["records"])}
        for state in (frozen, exported)
    )
    differ = {key for key in {*was, *now} if _mark(was.get(key)) != _mark(now.get(key))}
    defined = [f"changed definition: {', '.join(changed)}"] if changed else []
    held = _held(frozen, exported)

    def reason(account_id: str) -> str:
        parts = [*held]
        if not account_id and differ:
            kinds = {_more(was.get(key), now.get(key)).partition(":")[0] for key in differ}
            kind = kinds.pop() if len(kinds) == 1 else "exports"
            rows = f"rows of {words.count(len(differ), 'account')}"
            parts.append(f"{kind}: {rows}" + (" came, went or changed" if kinds else ""))
        elif account_id in differ:
            row = _newest(frozen, exported, account_id)
            parts.append(f"{_more(was.get(account_id), now.get(account_id))}{row}")
        parts += defined
        return "; ".join(parts) or "exports: its own row, or those of others, changed"

    return reason


def _of_corrections(then: Corrections, now: Corrections, state: State) -> Callable[[str], str]:
    new = set(now.rows) ^ set(then.rows)
    contacts = state.rows["contacts"]
    of = dict(zip(contacts["interaction_id"], contacts["account_id"], strict=True))

    def reason(account_id: str) -> str:
        told = [
            row
            for row in now.rows
            if row in new and account_id in (row.subject, row.value, of.get(row.subject))
        ]
        if not account_id or not told:
            return f"correction: {words.count(len(new), 'change')} to the corrections since"
        return "correction: " + "; ".join(f"{row.kind} {row.said}" for row in told)

    return reason


def _of_late_entries(before: State, known: State) -> Callable[[str], str]:
    late = known.rows["contacts"]
    late = late[~_readings(late).isin(_readings(before.rows["contacts"]))]

    def reason(account_id: str) -> str:
        if account_id:
            row = known.by_account.get(account_id)
            said = "late entry: recorded only after that day"
            return said + _cited(known, account_id, row["last_visit_on"] if row else None)
        many = words.count(len(late), "contact")
        names = [
            f"{known.by_account.get(str(row['account_id']), {}).get('name', row['account_id'])}, "
            f"{words.day(row['occurred_on'])}"
            for row in frames.records(late.head(3))
        ]
        rest = f" and {len(late) - 3} more" if len(late) > 3 else ""
        named = f": {'; '.join(names)}{rest}" if names else ""
        return f"late entry: {many} recorded, or read otherwise, only after that day{named}"

    return reason


def _readings(contacts: pd.DataFrame) -> pd.Series:
    """Each contact with how it reads: a case recorded late makes an old one a crisis."""
    parts = contacts[["interaction_id", "account_id", "setting", "purpose"]].astype(str)
    return parts.agg("\x1f".join, axis=1) if len(parts) else pd.Series(dtype=object)


def _newest(frozen: State, now: State, account_id: str) -> str:
    """The row of the visit that made the difference, where one did."""
    was, row = frozen.by_account.get(account_id), now.by_account.get(account_id)
    last = row["last_visit_on"] if row else None
    if was is not None and _iso(was["last_visit_on"]) == _iso(last):
        return ""
    return _cited(now, account_id, last)


def _cited(state: State, account_id: str, on: Any) -> str:
    rows = state.rows["contacts"]
    if on is None or not account_id:
        return ""
    found = rows[
        (rows["account_id"] == account_id)
        & (pd.to_datetime(rows["occurred_on"]) == pd.Timestamp(on))
    ]
    for row in frames.records(found[found["file"].notna()].head(1)):
        return f" ({words.day(row['occurred_on'])}: {row['file']}, row {row['row']:.0f})"
    return ""


def _more(was: Row | None, now: Row | None) -> str:
    if was is None:
        return "late entry: the account came in"
    if now is None:
        return "gone from the exports: the account"
    parts = []
    for noun, name in _RECORDS.items():
        by = int(now[name] - was[name])
        if by:
            parts.append(f"{words.count(abs(by), noun)} {'more' if by > 0 else 'fewer'}")
    if not parts:
        return "exports: a row of it changed"
    kind = "gone from the exports" if all("fewer" in part for part in parts) else "late entry"
    return f"{kind}: {', '.join(parts)} on record of it"


def _held(then: State, now: State) -> list[str]:
    """What the exports hold now and did not, or the other way: much is read otherwise for it."""
    was, has = (set(state.rows["held"]["held"]) for state in (then, now))
    return [
        *(f"exports: they hold no {name} any more" for name in sorted(was - has)),
        *(f"exports: they hold {name} now" for name in sorted(has - was)),
    ]


def _mark(row: Row | None) -> object:
    return row and tuple(round(float(row[name]), 2) for name in sorted(row) if name != "account_id")


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in {*then, *now} if then.get(name) != now.get(name)))


def _iso(value: Any) -> str:
    return "" if value is None else str(value)[:10]
