"""What people wrote, as files: looked through, copied whole while it is written to, put back.

Owns the list of such files and that one is never copied or replaced halfway: SQLite's own backup
copies a database between two transactions, and puts one back within one. Must not know what a row
means (`lib.warehouse.corrections`, `reviews`, `received`).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from lib.errors import GroundError
from lib.warehouse import publish

# File in the warehouse -> its tables.
FILES: Mapping[str, tuple[str, ...]] = {
    "corrections.sqlite": ("corrections",),
    "reviews.sqlite": ("reviews", "tasks", "settlements"),
    "received.sqlite": ("received",),
}
_PATIENCE = 20.0  # seconds that another writer is waited for


class WrittenUnreadable(GroundError):
    """A file of what people wrote that is held by another, or out of reach."""

    title = "What people wrote could not be read"


class WrittenDamaged(WrittenUnreadable):
    """A file of what people wrote that holds something else than was written."""


def look(path: Path) -> dict[str, int]:
    """Read a file from end to end.

    Returns:
        Table -> rows; no table where a process died before it made one.

    Raises:
        WrittenDamaged: a page, an index or a reference in it is wrong.
        WrittenUnreadable: it cannot be read.
    """
    with _opened(path, "rw", "Looking through") as con:
        found = [row[0] for row in con.execute("pragma integrity_check(1)")]
        if found != ["ok"] or con.execute("pragma foreign_key_check").fetchone():
            raise _damaged(path, "Looking through")
        tables = [
            row[0] for row in con.execute("select name from sqlite_master where type='table'")
        ]
        return {
            name: int(con.execute(f"select count(*) from {name}").fetchone()[0])
            for name in FILES.get(path.name, ())
            if name in tables
        }


def digest(path: Path) -> str:
    """A mark of all rows of a file: two files of one mark say the same.

    Raises:
        WrittenDamaged, WrittenUnreadable.
    """
    mark = hashlib.sha256()
    with _opened(path, "rw", "Reading") as con:
        tables = {row[0] for row in con.execute("select name from sqlite_master")}
        for name in FILES.get(path.name, ()):
            if name in tables:
                for row in con.execute(f"select * from {name} order by id"):
                    mark.update(repr((name, row)).encode())
    return mark.hexdigest()


def copy(path: Path, to: Path) -> None:
    """A file as it is between two transactions, to one that is not there yet; on the disk.

    Raises:
        WrittenDamaged, WrittenUnreadable.
        OSError: `to` cannot be written.
    """
    to.touch(0o600, exist_ok=False)
    with _opened(path, "rw", "Copying") as source, _opened(to, "rw", "Writing") as target:
        source.backup(target)
        # The copy is one file, without a journal beside it.
        target.execute("pragma journal_mode = delete")
    publish.flush(to)


def put(source: Path, path: Path) -> None:
    """All of one file into another, in one transaction: whoever reads it sees the old or the new.

    Never by a rename: a journal that lies beside the old file would be read into the new one.

    Raises:
        WrittenDamaged, WrittenUnreadable.
    """
    if not path.exists():
        path.touch(0o600)
    with _opened(source, "rw", "Reading") as given, _opened(path, "rw", "Replacing") as target:
        target.execute("pragma synchronous = full")
        publish.step("restore_opened")
        given.backup(target, pages=-1)
        publish.step("restore_put")
        # Into the file itself: its time of change says that it is another.
        target.execute("pragma wal_checkpoint(truncate)")


@contextmanager
def _opened(path: Path, mode: str, doing: str) -> Iterator[sqlite3.Connection]:
    try:
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
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise _damaged(path, doing) from None
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise WrittenUnreadable(
                f"{doing} {path}: another program holds it.", "Try again in a moment."
            ) from None
        if code == sqlite3.SQLITE_FULL:
            raise WrittenUnreadable(
                f"{doing} {path}: the disk is full.", "Free some space and try again."
            ) from None
        raise WrittenUnreadable(
            f"{doing} {path}: it cannot be opened ({type(error).__name__}).",
            "See that this user may read and write the file and its folder.",
        ) from None


def _damaged(path: Path, doing: str) -> WrittenDamaged:
    return WrittenDamaged(
        f"{doing} {path}: the file is damaged.",
        "Put the newest backup in its place: `python -m lib restore FILE.zip --replace`.",
    )
