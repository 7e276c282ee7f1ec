"""Where corrections are kept: one append-only table in a SQLite file beside the builds.

Owns `<warehouse>/corrections.sqlite`: who said what, when and why, and what was taken back. No
build writes it, so what a person put right outlives every re-import. A row is never changed
or deleted (triggers refuse it); taking one back is a row of its own. Reads no clock: whoever
writes says when. Must not know what a correction does to an answer (`lib.metrics.corrected`).
"""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from lib.corrections import NONE, Correction, Corrections
from lib.errors import GroundError, WrongCall
from lib.sources.masking import masked
from lib.warehouse import engine, parents
from lib.warehouse.append_only import AppendOnly
from lib.warehouse.entries import Entry as Entry
from lib.warehouse.entries import Refused as Refused
from lib.warehouse.entries import Told, paired, settled, told_anew


class CorrectionsUnreadable(GroundError):
    """The file of corrections is damaged, locked or out of reach; the builds are not."""

    title = "The corrections could not be read"


FILE = "corrections.sqlite"
_STORE = AppendOnly(
    tables={
        "corrections": """
            id integer primary key autoincrement,
            at text not null,
            who text not null,
            kind text not null,
            subject text not null,
            value text not null,
            why text not null,
            undoes integer unique references corrections (id)
        """
    },
    refusal="a correction is never changed, only taken back",
    error=CorrectionsUnreadable,
    without="go on without corrections",
    step="correction",
)
# Kinds whose value is words of a person.
_WORDS = ("promise_action", "promise_learnt")
_UNDO = "undo"
_READ = """
select c.id, c.at, c.who, c.kind, c.subject, c.value, c.why,
    u.id, u.at, u.who, u.why
from corrections as c left join corrections as u on u.undoes = c.id
where c.undoes is null order by c.id
"""


def local_user() -> str:
    """Who sits at this machine, by the name the system has for them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a process without an entry among the users
        return "unknown"


def load(warehouse: Path, session: engine.Session | None = None) -> Corrections:
    """The corrections in force.

    Args:
        session: the build whose parents they go with; by default the one that is published.

    Raises:
        CorrectionsUnreadable: the file is damaged or locked.
    """
    path = warehouse / FILE
    with _STORE.reading(path) as con:
        if con is None:
            return NONE
        (newest,) = con.execute("select max(id) from corrections").fetchone()
        about = path.stat()
        told = _told(path, (about.st_ino, about.st_mtime_ns), newest, _Reader(con))
    above = parents.above(told.accounts, warehouse, session)
    return _in_force(told, tuple(sorted(above.items())))


def history(warehouse: Path, session: engine.Session | None = None) -> list[Entry]:
    """Every correction ever made, newest first.

    Raises:
        CorrectionsUnreadable: the file is damaged or locked.
    """
    with _STORE.reading(warehouse / FILE) as con:
        told = Told(_entries(con) if con is not None else [])
    return list(reversed(settled(told, parents.above(told.accounts, warehouse, session))))


def add(
    warehouse: Path, rows: Sequence[Mapping[str, str]], who: str, now: datetime
) -> tuple[int, int]:
    """Keep corrections: all of them, or none where it fails.

    Args:
        rows: kind, subject, value and, where they are given, why and who.
        who: says those that name nobody.
        now: the entry point's clock, with its zone.

    Returns:
        How many were kept, and how many were left since they say what is in force already.

    Raises:
        Refused: some would have accounts count for each other in a circle.
        CorrectionsUnreadable: the file is damaged, locked or cannot be written.
    """
    with _STORE.writing(warehouse / FILE) as con:
        told = Told(_entries(con))
        given = [_correction(row, who, now) for row in rows]
        new = told_anew(told, given, parents.above(told.accounts | paired(given), warehouse))
        con.executemany(
            "insert into corrections (at, who, kind, subject, value, why)"
            " values (?, ?, ?, ?, ?, ?)",
            [(_stamp(now), c.who, c.kind, c.subject, c.value, c.why) for c in new],
        )
    return len(new), len(rows) - len(new)


def undo(warehouse: Path, number: int, who: str, now: datetime, why: str = "") -> None:
    """Take a correction back; the one before it, if any, is in force again.

    Raises:
        WrongCall: there is none of that number, or it was taken back already.
        CorrectionsUnreadable: the file is damaged, locked or cannot be written.
    """
    path = warehouse / FILE
    if not path.exists():
        raise WrongCall(f"Taking back correction {number}: none was ever made.")
    with _STORE.writing(path) as con:
        entry = next((entry for entry in _entries(con) if entry.id == number), None)
        if entry is None or entry.undone:
            known = "there is none of that number" if entry is None else f"it is {entry.undone}"
            raise WrongCall(
                f"Taking back correction {number}: {known}.",
                "`python -m lib corrections list` shows them all.",
            )
        con.execute(
            "insert into corrections (at, who, kind, subject, value, why, undoes)"
            " values (?, ?, ?, '', '', ?, ?)",
            (_stamp(now), who, _UNDO, why, number),
        )


class _Reader:
    """A connection that is no part of a cache's key."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self.con = con

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Reader)


# Rows are only ever added, so a file and its newest row say all: no page reads them twice.
@lru_cache(maxsize=8)
def _told(path: Path, file: tuple[int, int], newest: int, reader: _Reader) -> Told:
    return Told(_entries(reader.con))


@lru_cache(maxsize=8)
def _in_force(told: Told, above: tuple[tuple[str, str], ...]) -> Corrections:
    return Corrections(tuple(e.correction for e in settled(told, dict(above)) if e.in_force))


def _entries(con: sqlite3.Connection) -> list[Entry]:
    """As they are written, the oldest first: none of them in force yet."""
    entries = []
    for id_, at, who, kind, subject, value, why, *undoing in con.execute(_READ):
        undone, undone_at, undone_by, undone_why = undoing
        taken_back = ""
        if undone is not None:
            taken_back = f"taken back by {undone_by} on {undone_at[:10]}"
            taken_back += f": {undone_why}" if undone_why else ""
        correction = Correction(kind, subject, value, who, at[:10], why)
        entries.append(Entry(correction, id_, at, False, taken_back, ""))
    return entries


def _correction(row: Mapping[str, str], who: str, now: datetime) -> Correction:
    # What a person typed may hold a card's number as well as a note may.
    value = masked(row["value"]) if row["kind"] in _WORDS else row["value"]
    said = row["kind"], row["subject"], value, row.get("who") or who
    return Correction(*said, _stamp(now)[:10], masked(row.get("why") or ""))


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
