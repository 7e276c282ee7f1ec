"""Where corrections are kept: one append-only table in a SQLite file beside the builds.

Owns `<warehouse>/corrections.sqlite`: who said what, when and why, and what was taken back. No
build writes it, so what a person put right outlives every re-import. A row is never changed
or deleted (triggers refuse it); taking one back is a row of its own. Reads no clock: whoever
writes says when. Must not know what a correction does to an answer (`lib.metrics.corrected`).
"""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from lib.corrections import NONE, Correction, Corrections, key
from lib.errors import GroundError, WrongCall
from lib.warehouse import publish

FILE = "corrections.sqlite"
# How long one writer waits for another, in seconds: a row takes milliseconds.
_PATIENCE = 20.0
_UNDO = "undo"
_TABLE = """
create table if not exists corrections (
    id integer primary key autoincrement,
    at text not null,
    who text not null,
    kind text not null,
    subject text not null,
    value text not null,
    why text not null,
    undoes integer unique references corrections (id)
) strict;
"""
_GUARDS = tuple(
    f"create trigger if not exists no_{verb} before {verb} on corrections"
    " begin select raise(abort, 'a correction is never changed, only taken back'); end"
    for verb in ("update", "delete")
)
_READ = """
select c.id, c.at, c.who, c.kind, c.subject, c.value, c.why,
    u.id, u.at, u.who, u.why
from corrections as c left join corrections as u on u.undoes = c.id
where c.undoes is null order by c.id
"""


class CorrectionsUnreadable(GroundError):
    """The file of corrections is damaged, locked or out of reach; the builds are not."""

    title = "The corrections could not be read"


@dataclass(frozen=True)
class Entry:
    """One correction as it was made.

    Args:
        correction: what was said.
        id: by which it can be taken back.
        at: when, ISO in UTC.
        in_force: whether it applies: neither taken back nor followed by a later one.
        undone: by whom, when and why it was taken back; empty where it was not.
    """

    correction: Correction
    id: int
    at: str
    in_force: bool
    undone: str


def local_user() -> str:
    """Who sits at this machine, by the name the system has for them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a process without an entry among the users
        return "unknown"


def load(warehouse: Path) -> Corrections:
    """The corrections in force.

    Raises:
        CorrectionsUnreadable: the file is damaged or locked.
    """
    path = warehouse / FILE
    if not path.exists():
        return NONE
    with _opened(path, "reading") as con:
        if not _is_made(con):
            return NONE
        (newest,) = con.execute("select max(id) from corrections").fetchone()
        return _in_force(path, path.stat().st_ino, newest, _Reader(con))


def history(warehouse: Path) -> list[Entry]:
    """Every correction ever made, newest first.

    Raises:
        CorrectionsUnreadable: the file is damaged or locked.
    """
    path = warehouse / FILE
    if not path.exists():
        return []
    with _opened(path, "reading") as con:
        return list(reversed(_entries(con))) if _is_made(con) else []


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
        CorrectionsUnreadable: the file is damaged, locked or cannot be written.
    """
    path = warehouse / FILE
    kept = 0
    with _opened(path, "writing") as con, _written(con):
        said = {
            key(c.kind, c.subject, c.value): (c.value, c.why)
            for c in (entry.correction for entry in _entries(con) if entry.in_force)
        }
        for row in rows:
            kind, subject, value = row["kind"], row["subject"], row["value"]
            why = row.get("why") or ""
            about = key(kind, subject, value)
            if said.get(about) == (value, why):
                continue
            said[about] = (value, why)
            con.execute(
                "insert into corrections (at, who, kind, subject, value, why)"
                " values (?, ?, ?, ?, ?, ?)",
                (_stamp(now), row.get("who") or who, kind, subject, value, why),
            )
            kept += 1
        publish.step("correction_written")
    publish.step("correction_kept")
    return kept, len(rows) - kept


def undo(warehouse: Path, number: int, who: str, now: datetime, why: str = "") -> None:
    """Take a correction back; the one before it, if any, is in force again.

    Raises:
        WrongCall: there is none of that number, or it was taken back already.
        CorrectionsUnreadable: the file is damaged, locked or cannot be written.
    """
    path = warehouse / FILE
    if not path.exists():
        raise WrongCall(f"Taking back correction {number}: none was ever made.")
    with _opened(path, "writing") as con, _written(con):
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
def _in_force(path: Path, inode: int, newest: int, reader: _Reader) -> Corrections:
    return Corrections(tuple(e.correction for e in _entries(reader.con) if e.in_force))


def _entries(con: sqlite3.Connection) -> list[Entry]:
    rows = con.execute(_READ).fetchall()
    standing = {key(row[3], row[4], row[5]): row[0] for row in rows if row[7] is None}
    entries = []
    for id_, at, who, kind, subject, value, why, undone, undone_at, undone_by, undone_why in rows:
        taken_back = ""
        if undone is not None:
            taken_back = f"taken back by {undone_by} on {undone_at[:10]}"
            taken_back += f": {undone_why}" if undone_why else ""
        in_force = standing.get(key(kind, subject, value)) == id_
        correction = Correction(kind, subject, value, who, at[:10], why)
        entries.append(Entry(correction, id_, at, in_force, taken_back))
    return entries


def _is_made(con: sqlite3.Connection) -> bool:
    """Whether the table is there: a process may have died between the file and it."""
    found = con.execute("select 1 from sqlite_master where name = 'corrections'").fetchone()
    return found is not None


@contextmanager
def _written(con: sqlite3.Connection) -> Iterator[None]:
    """One transaction, on the disk when it ends; the file is made where it is not there."""
    con.execute("pragma journal_mode = wal")
    con.execute("pragma synchronous = full")
    publish.step("correction_opened")
    con.execute("begin immediate")
    try:
        con.execute(_TABLE)
        for guard in _GUARDS:
            con.execute(guard)
        yield
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")


@contextmanager
def _opened(path: Path, doing: str) -> Iterator[sqlite3.Connection]:
    try:
        if doing == "writing":
            path.parent.mkdir(parents=True, exist_ok=True)
        # "rw": reading must not make a file.
        mode = "rwc" if doing == "writing" else "rw"
        con = sqlite3.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
        )
        try:
            yield con
        finally:
            con.close()
    except sqlite3.Error as error:
        raise _explained(path, doing, error) from None
    except OSError as error:
        raise CorrectionsUnreadable(
            f"{doing.capitalize()} {path}: {error.strerror}.",
            "Let this user read and write the folder.",
        ) from error


def _explained(path: Path, doing: str, error: sqlite3.Error) -> CorrectionsUnreadable:
    code = getattr(error, "sqlite_errorcode", None)
    code = code & 0xFF if code is not None else None
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CorrectionsUnreadable(
            f"{doing.capitalize()} {path}: another program holds it.", "Try again in a moment."
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return CorrectionsUnreadable(
            f"{doing.capitalize()} {path}: the file is damaged.",
            "Put a backup of it in its place, or move it away to go on without corrections.",
        )
    if code == sqlite3.SQLITE_FULL:
        return CorrectionsUnreadable(
            f"{doing.capitalize()} {path}: the disk is full.", "Free some space and try again."
        )
    return CorrectionsUnreadable(
        f"{doing.capitalize()} {path}: {error}.",
        "See that this user may read and write the file and its folder.",
    )


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
