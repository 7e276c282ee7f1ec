"""The SQLite file that corrections are kept in: opened, written and, where it fails, explained.

Owns the table and that no row of it is ever changed or deleted. Must not know what a row means.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from lib.errors import GroundError
from lib.warehouse import publish

# How long one writer waits for another, in seconds: a row takes milliseconds.
_PATIENCE = 20.0
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


class CorrectionsUnreadable(GroundError):
    """The file of corrections is damaged, locked or out of reach; the builds are not."""

    title = "The corrections could not be read"


@contextmanager
def written(con: sqlite3.Connection) -> Iterator[None]:
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
def opened(path: Path, doing: str) -> Iterator[sqlite3.Connection]:
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
