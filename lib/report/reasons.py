"""Why a frozen review reads otherwise today: one function for each step it is asked again in.

Owns the sentences; each names the rows, the correction or the table. Every function here gives one
that says the reason for an account, or for the whole where the account is "". Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from lib.corrections import Correction, Corrections
from lib.report import frames, words
from lib.report.state import State
from lib.report.words import Row

_RECORDS = {"contact": "contacts", "case": "cases", "deal": "deals"}


def of_exports(frozen: State, exported: State, changed: Sequence[str]) -> Callable[[str], str]:
    """Of what the exports hold otherwise since, or is defined otherwise (`changed`, by name)."""
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


def of_corrections(
    then: Corrections,
    now: Corrections,
    state: State,
    said_of: Callable[[Correction], str | None],
) -> Callable[[str], str]:
    """Of what people put right, or took back, since.

    Args:
        said_of: what a reader may know of a correction; None of nothing.
    """
    new = set(now.rows) ^ set(then.rows)
    contacts = state.rows["contacts"]
    of = dict(zip(contacts["interaction_id"], contacts["account_id"], strict=True))

    def reason(account_id: str) -> str:
        about = [
            (row.kind, said_of(row))
            for row in now.rows
            if row in new and account_id in (row.subject, row.value, of.get(row.subject))
        ]
        told = [f"{kind} {said}" for kind, said in about if said]
        if not account_id or not told:
            return f"correction: {words.count(len(new), 'change')} to the corrections since"
        return "correction: " + "; ".join(told)

    return reason


def of_late_entries(before: State, known: State) -> Callable[[str], str]:
    """Of what was recorded only after the day."""
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
    if was is not None and frames.day_of(was["last_visit_on"]) == frames.day_of(last):
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
        return f" ({words.day(row['occurred_on'])}: {words.cited(row)})"
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
