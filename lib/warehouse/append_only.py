"""SQLite files to which rows are only ever added: opened, written and, where it fails, explained.

Owns that no row is ever changed or deleted (triggers refuse it), and that what is written is on
the disk or not there at all. No build writes such a file, so it outlives every one. Must not know
what a row means.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from lib.errors import GroundError
from lib.warehouse import publish

# How long one writer waits for another, in seconds: a row takes milliseconds.
_PATIENCE = 20.0


@dataclass(frozen=True)
class AppendOnly:
    """One kind of such a file.

    Args:
        tables: name -> the columns of its `create table`, in SQL.
        refusal: what an attempt to change a row is told.
        error: raised where the file is damaged, locked or out of reach.
        without: how to go on without it: "go on without corrections".
        step: what its crash-test steps begin with.
    """

    tables: Mapping[str, str]
    refusal: str
    error: type[GroundError]
    without: str
    step: str

    @contextmanager
    def reading(self, path: Path) -> Iterator[sqlite3.Connection | None]:
        """A connection to read with; None where nothing was ever written."""
        if not path.exists():
            yield None
            return
        with self._opened(path, "reading") as con:
            # A process may have died between the file and its tables.
            found = con.execute("select count(*) from sqlite_master where type = 'table'")
            yield con if found.fetchone()[0] else None

    @contextmanager
    def writing(self, path: Path) -> Iterator[sqlite3.Connection]:
        """One transaction, on the disk when it ends; the file is made where it is not there."""
        with self._opened(path, "writing") as con:
            con.execute("pragma journal_mode = wal")
            con.execute("pragma synchronous = full")
            publish.step(f"{self.step}_opened")
            con.execute("begin immediate")
            try:
                self._make(con)
                yield con
                publish.step(f"{self.step}_written")
            except BaseException:
                con.execute("rollback")
                raise
            con.execute("commit")
        publish.step(f"{self.step}_kept")

    def _make(self, con: sqlite3.Connection) -> None:
        for name, columns in self.tables.items():
            con.execute(f"create table if not exists {name} ({columns}) strict")
            for verb in ("update", "delete"):
                con.execute(
                    f"create trigger if not exists {name}_no_{verb} before {verb} on {name}"
                    f" begin select raise(abort, '{self.refusal}'); end"
                )

    @contextmanager
    def _opened(self, path: Path, doing: str) -> Iterator[sqlite3.Connection]:
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
            raise self._explained(path, doing, error) from None
        except OSError as error:
            raise self.error(
                f"{doing.capitalize()} {path}: {error.strerror}.",
                "Let this user read and write the folder.",
            ) from error

    def _explained(self, path: Path, doing: str, error: sqlite3.Error) -> GroundError:
        code = getattr(error, "sqlite_errorcode", None)
        code = code & 0xFF if code is not None else None
        what = f"{doing.capitalize()} {path}"
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return self.error(f"{what}: another program holds it.", "Try again in a moment.")
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return self.damaged(path, doing)
        if code == sqlite3.SQLITE_FULL:
            return self.error(f"{what}: the disk is full.", "Free some space and try again.")
        return self.error(
            f"{what}: {error}.", "See that this user may read and write the file and its folder."
        )

    def damaged(self, path: Path, doing: str) -> GroundError:
        """The error of a file that holds something else than was written."""
        return self.error(
            f"{doing.capitalize()} {path}: the file is damaged.",
            f"Put a backup of it in its place, or move it away to {self.without}.",
        )
