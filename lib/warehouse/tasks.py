"""Commitments of review meetings: who sees whom by when, who does what, and what became of it.

Owns what a person said of them; each is a row, and what became of it by hand is a row of its own.
What a visit on record says of one is `lib.report.meeting`'s to find. Reads no clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lib.errors import WrongCall
from lib.sources.masking import masked
from lib.warehouse.reviews import load
from lib.warehouse.reviews_file import FILE, STORE, stamp

KINDS = ("visit", "action")
# What a person may say became of a commitment; `open` takes back what was said before.
SETTLED = ("done", "dropped", "open")
_TAKEN = """
select t.id, t.review_id, r.as_of, r.scope_key, t.kind, t.who, t.person_id, t.account_id,
    t.account, t.what, t.due_on, t.at, t.by, s.state, s.at, s.by, s.why
from tasks as t
inner join reviews as r on t.review_id = r.id
left join settlements as s
    on s.id = (select max(id) from settlements where task_id = t.id)
order by t.id
"""


@dataclass(frozen=True)
class Taken:
    """What somebody took on in the meeting of a review.

    Args:
        review_on: the as-of date of that review.
        scope_key: what that review was asked of.
        kind: `visit` (sees an account) or `action`.
        who: of ours, as typed or chosen; `person_id` where they are known by one, else empty.
        account_id, account: empty for an action that is about none.
        due_on: None where no day was set.
        taken_on: the day it was entered.
        state: `done`, `dropped` or `open`, as a person said last; `open` where nobody did.
        settled_on, settled_by, why: of that.
    """

    id: int
    review_id: int
    review_on: date
    scope_key: str
    kind: str
    who: str
    person_id: str
    account_id: str
    account: str
    what: str
    due_on: date | None
    taken_on: date
    taken_by: str
    state: str
    settled_on: date | None
    settled_by: str
    why: str


def taken(warehouse: Path) -> list[Taken]:
    """Everything ever taken on, the oldest first.

    Raises:
        ReviewsUnreadable: the file is damaged or locked.
    """
    with STORE.reading(warehouse / FILE) as con:
        return [] if con is None else [_taken(row) for row in con.execute(_TAKEN)]


def take(
    warehouse: Path, number: int, rows: Sequence[Mapping[str, str]], who: str, now: datetime
) -> list[int]:
    """Keep commitments made in the meeting of a review: all of them, or none where it fails.

    Args:
        number: of the review.
        rows: kind, who and, where they are given, person_id, account_id, account, what, due_on.
        who: enters them.

    Returns:
        Their numbers.

    Raises:
        WrongCall: one says too little, or the review does not exist.
        ReviewsUnreadable: the file is damaged, locked or cannot be written.
    """
    for row in rows:
        if problem := _problem(row):
            raise WrongCall(f"Keeping a commitment: {problem}.")
    load(warehouse, number)
    names = ("kind", "who", "person_id", "account_id", "account", "what", "due_on")
    with STORE.writing(warehouse / FILE) as con:
        made = []
        for row in rows:
            # What a person typed may hold a card's number as well as a note may.
            said = {**row, "what": masked(row.get("what") or "")}
            cursor = con.execute(
                f"insert into tasks (at, by, review_id, {', '.join(names)})"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [stamp(now), who, number, *(said.get(name) or "" for name in names)],
            )
            made.append(int(cursor.lastrowid or 0))
    return made


def settle(
    warehouse: Path, task_id: int, state: str, who: str, now: datetime, why: str = ""
) -> None:
    """Say by hand what became of a commitment.

    Raises:
        WrongCall: there is no such commitment or state.
        ReviewsUnreadable: the file is damaged, locked or cannot be written.
    """
    if state not in SETTLED:
        raise WrongCall(f"Closing commitment {task_id}: {state!r} is none of {', '.join(SETTLED)}.")
    if task_id not in {one.id for one in taken(warehouse)}:
        raise WrongCall(
            f"Closing commitment {task_id}: there is none of that number.",
            "`python -m lib reviews tasks` shows them all.",
        )
    with STORE.writing(warehouse / FILE) as con:
        con.execute(
            "insert into settlements (at, by, task_id, state, why) values (?, ?, ?, ?, ?)",
            [stamp(now), who, task_id, state, masked(why)],
        )


def _problem(row: Mapping[str, str]) -> str | None:
    if row.get("kind") not in KINDS:
        return f"{row.get('kind')!r} is none of {', '.join(KINDS)}"
    if not (row.get("who") or "").strip():
        return "it does not say who"
    if row["kind"] == "visit" and not row.get("account_id"):
        return "it does not say which account is visited"
    if row["kind"] == "action" and not (row.get("what") or "").strip():
        return "it does not say what is to be done"
    try:
        if due := row.get("due_on"):
            date.fromisoformat(due)
    except ValueError:
        return f"{row['due_on']!r} is not a day like 2026-11-20"
    return None


def _taken(row: sqlite3.Row) -> Taken:
    number, review_id, review_on, scope_key, kind, who, person_id, account_id, account = row[:9]
    what, due_on, at, by, state, settled_at, settled_by, why = row[9:]
    return Taken(
        number, review_id, date.fromisoformat(review_on), scope_key, kind, who, person_id,
        account_id, account, what,
        date.fromisoformat(due_on) if due_on else None,
        date.fromisoformat(at[:10]), by,
        state or "open",
        date.fromisoformat(settled_at[:10]) if settled_at else None,
        settled_by or "", why or "",
    )  # fmt: skip
