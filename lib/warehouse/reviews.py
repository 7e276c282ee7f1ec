"""Where reviews are kept: frozen pages and what was taken on, in a SQLite file beside the builds.

Owns `<warehouse>/reviews.sqlite`. A review is the bytes it was frozen as, with their checksum, so
that an old one reads the same after any number of new builds; a commitment is a row, and what
became of it by hand is a row of its own. Nothing is ever changed or deleted. Reads no clock:
whoever writes says when. Must not know what stands in a review (`lib.report.content` does).
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from lib.errors import GroundError, WrongCall
from lib.sources.masking import masked
from lib.warehouse.append_only import AppendOnly

FILE = "reviews.sqlite"
KINDS = ("visit", "action")
# What a person may say became of a commitment; `open` takes back what was said before.
SETTLED = ("done", "dropped", "open")


class ReviewsUnreadable(GroundError):
    """The file of reviews is damaged, locked or out of reach; the builds are not."""

    title = "The reviews could not be read"


_STORE = AppendOnly(
    tables={
        "reviews": """
            id integer primary key autoincrement,
            at text not null,
            who text not null,
            as_of text not null,
            build_id text not null,
            scope_key text not null,
            scope text not null,
            digest text not null unique,
            content blob not null
        """,
        "tasks": """
            id integer primary key autoincrement,
            at text not null,
            by text not null,
            review_id integer not null references reviews (id),
            kind text not null check (kind in ('visit', 'action')),
            who text not null,
            person_id text not null,
            account_id text not null,
            account text not null,
            what text not null,
            due_on text not null
        """,
        "settlements": """
            id integer primary key autoincrement,
            at text not null,
            by text not null,
            task_id integer not null references tasks (id),
            state text not null check (state in ('done', 'dropped', 'open')),
            why text not null
        """,
    },
    refusal="a review is never changed",
    error=ReviewsUnreadable,
    without="begin anew without the reviews",
    step="review",
)
_ABOUT = "id, at, who, as_of, build_id, scope_key, scope, digest"
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
class Kept:
    """A frozen review, without what stands in it.

    Args:
        at: when it was frozen, UTC, ISO.
        scope_key: what it was asked of, so that like is compared with like.
        scope: the same in words; empty where nothing is filtered.
        digest: of its content, SHA-256.
    """

    id: int
    at: str
    who: str
    as_of: date
    build_id: str
    scope_key: str
    scope: str
    digest: str

    @property
    def stamp(self) -> str:
        """What a page of it says: "Review 5, frozen 2026-11-23 07:02 UTC by ann"."""
        return f"Review {self.id}, frozen {self.at[:16].replace('T', ' ')} UTC by {self.who}"


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


def kept(warehouse: Path) -> list[Kept]:
    """The reviews, the newest first.

    Raises:
        ReviewsUnreadable: the file is damaged or locked.
    """
    with _STORE.reading(warehouse / FILE) as con:
        if con is None:
            return []
        return [_kept(row) for row in con.execute(f"select {_ABOUT} from reviews order by id desc")]


def load(warehouse: Path, number: int) -> tuple[Kept, bytes]:
    """A review and its content, byte for byte as it was frozen.

    Raises:
        WrongCall: there is none of that number.
        ReviewsUnreadable: the file, or this review in it, is damaged, or the file is locked.
    """
    path = warehouse / FILE
    with _STORE.reading(path) as con:
        asked = f"select {_ABOUT}, content from reviews where id = ?"
        row = con.execute(asked, [number]).fetchone() if con is not None else None
    if row is None:
        raise WrongCall(
            f"Looking for review {number}: there is none of that number.",
            "`python -m lib reviews list` shows them all.",
        )
    found = _kept(row[:-1])
    try:
        content = zlib.decompress(row[-1])
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != found.digest:
        raise _STORE.damaged(path, "reading")
    return found, content


def freeze(
    warehouse: Path,
    content: bytes,
    about: Mapping[str, str],
    who: str,
    now: datetime,
) -> Kept:
    """Keep a review; the one that is kept already where it is the same to the byte.

    Args:
        content: what stands in it.
        about: as_of (ISO), build_id, scope_key and scope.
        now: the entry point's clock, with its zone.

    Raises:
        ReviewsUnreadable: the file is damaged, locked or cannot be written.
    """
    digest = hashlib.sha256(content).hexdigest()
    with _STORE.writing(warehouse / FILE) as con:
        con.execute(
            "insert or ignore into reviews"
            " (at, who, as_of, build_id, scope_key, scope, digest, content)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                _stamp(now), who,
                *(about[name] for name in ("as_of", "build_id", "scope_key", "scope")),
                digest, zlib.compress(content, 6),
            ],
        )  # fmt: skip
        found = con.execute(f"select {_ABOUT} from reviews where digest = ?", [digest]).fetchone()
    return _kept(found)


def taken(warehouse: Path) -> list[Taken]:
    """Everything ever taken on, the oldest first.

    Raises:
        ReviewsUnreadable: the file is damaged or locked.
    """
    with _STORE.reading(warehouse / FILE) as con:
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
    with _STORE.writing(warehouse / FILE) as con:
        made = []
        for row in rows:
            # What a person typed may hold a card's number as well as a note may.
            said = {**row, "what": masked(row.get("what") or "")}
            cursor = con.execute(
                f"insert into tasks (at, by, review_id, {', '.join(names)})"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_stamp(now), who, number, *(said.get(name) or "" for name in names)],
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
    with _STORE.writing(warehouse / FILE) as con:
        con.execute(
            "insert into settlements (at, by, task_id, state, why) values (?, ?, ?, ?, ?)",
            [_stamp(now), who, task_id, state, masked(why)],
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


def _kept(row: sqlite3.Row) -> Kept:
    number, at, who, as_of, *rest = row
    return Kept(number, at, who, date.fromisoformat(as_of), *rest)


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


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
