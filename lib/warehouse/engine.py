"""Connections: which build a reader sees, and how a query is run on it.

Owns every DuckDB connection; it is the only caller of `duckdb.connect` (a test
proves it), since one process may not open one file under two configurations.
Readers take a lease, which pins one build until it ends: a page never mixes two.
Each query has a cursor of its own: one connection shared between threads gave 617
wrong answers of 4,413 (RELIABILITY.md 1.2).

Must not know what a query means, nor write to a build that is published.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

import duckdb

from lib import settings
from lib.errors import GroundError, NoWarehouse, QueryTooSlow
from lib.warehouse import publish
from lib.warehouse.publish import BuildRef

if TYPE_CHECKING:  # a command that wants no frame starts in half the time
    import pandas as pd

# What one build may use for reading, all pages together; beyond it, queries spill to disk.
READ_MEMORY = "1GB"
# Of the machine's; the rest is for Python and for the pages that are read meanwhile.
BUILD_MEMORY = "40%"
_NO_EXTENSIONS = {
    # On by default, and then a path that begins "http://" fetches one.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}
# Errors of a query's text, found before a row is read: they cannot hold a row's values.
_PLANNING = (
    duckdb.ParserException,
    duckdb.SyntaxException,
    duckdb.BinderException,
    duckdb.CatalogException,
)


class BuildDamaged(GroundError):
    """A build that went bad while it was being read; the next lease falls back."""

    title = "The data on disk is damaged"


def open_for_build(path: Path, temp: Path) -> duckdb.DuckDBPyConnection:
    """A new build, to write to. It may read files; `temp` takes what does not fit memory."""
    return duckdb.connect(
        str(path),
        config={
            **_NO_EXTENSIONS,
            "temp_directory": str(temp / "spill"),
            "memory_limit": BUILD_MEMORY,
            "preserve_insertion_order": True,
        },
    )


def open_for_look(temp: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory to look at one file with; it is thrown away. It may read files."""
    return duckdb.connect(
        ":memory:",
        config={
            **_NO_EXTENSIONS,
            "temp_directory": str(temp / "spill"),
            "memory_limit": READ_MEMORY,
            "preserve_insertion_order": True,
        },
    )


def open_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """A finished build, to read only: no files, no network, no settings, no growth.

    Raises:
        duckdb.Error: it is not a DuckDB file, or one that is damaged at its head.
    """
    return duckdb.connect(
        str(path),
        config={
            **_NO_EXTENSIONS,
            "access_mode": "READ_ONLY",
            "memory_limit": READ_MEMORY,
            # One directory a file: two databases must not share their spill files.
            "temp_directory": str(Path(_spill().name) / str(path.stat().st_ino)),
            "max_temp_directory_size": "4GB",
            "enable_external_access": False,
            "lock_configuration": True,
        },
    )


class Session:
    """One build, pinned. Any number of threads may ask it at once.

    Args:
        build_id: the build all answers come from; part of every cache key.
        notice: a sentence for the reader if this is not the newest build, else None.
    """

    def __init__(self, served: _Served, notice: str | None) -> None:
        self.build_id = served.ref.build_id
        self.notice = notice
        self._served = served

    def fetch(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """All rows of a query, its `$name`s bound from `parameters`.

        Raises:
            QueryTooSlow: it took longer than `settings.QUERY_SECONDS`.
            BuildDamaged: the build's file is damaged.
            GroundError: the query is wrong or failed. No message holds a row's values.
        """
        with self._run(sql, parameters) as cursor:
            frame: pd.DataFrame = cursor.df()
            return frame

    def rows(
        self, sql: str, parameters: Mapping[str, object] | None = None
    ) -> list[dict[str, object]]:
        """The same as plain values: dates are `date`, decimals `float`, NULL is None."""
        with self._run(sql, parameters) as cursor:
            names = [column[0] for column in cursor.description]
            return [
                {name: _plain(value) for name, value in zip(names, row, strict=True)}
                for row in cursor.fetchall()
            ]

    @contextmanager
    def _run(
        self, sql: str, parameters: Mapping[str, object] | None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            cursor = self._served.root.cursor()
            timer = Timer(settings.QUERY_SECONDS, cursor.interrupt)
            timer.start()
            try:
                yield cursor.execute(sql, dict(parameters or {}))
            finally:
                timer.cancel()
                timer.join()  # or it might interrupt a cursor that is closed
                cursor.close()
        except duckdb.Error as error:
            # `from None`: DuckDB's own words may quote a row, and logs show causes.
            raise self._explained(error) from None

    def _explained(self, error: duckdb.Error) -> GroundError:
        if isinstance(error, duckdb.InterruptException):
            return QueryTooSlow(
                f"A query was stopped after {settings.QUERY_SECONDS:g} seconds.",
                "Ask for fewer days or fewer accounts.",
            )
        if isinstance(error, _PLANNING):
            return GroundError(f"A query cannot be run on build {self.build_id}: {error}")
        # Some errors leave an open database unusable, so the next lease opens it anew.
        self._served.suspect = True
        if not self._served.ref.is_whole_now():
            return BuildDamaged(
                f"Build {self.build_id} was damaged while it was being read.",
                "Try again to see the last good build, and run `make build`.",
            )
        return GroundError(
            f"A query on build {self.build_id} failed: {type(error).__name__}.",
            "If it fails again, run `make build`.",
        )


@contextmanager
def lease(warehouse: Path) -> Iterator[Session]:
    """Pin the newest good build of a warehouse until the block ends.

    Raises:
        NoWarehouse: none is published, or none of those kept can be opened.
    """
    shelf = _shelf(warehouse.resolve())
    served, notice = shelf.take()
    try:
        yield Session(served, notice)
    finally:
        shelf.give_back(served)


class _Served:
    """One build, open for reading, and how many leases hold it."""

    def __init__(self, ref: BuildRef) -> None:
        self.ref = ref
        self.leases = 0
        self.suspect = False
        if not ref.is_whole():
            raise _Unusable
        try:
            self.root = open_read_only(ref.path)
            self.root.execute("select * from core.build limit 1").fetchall()
        except (duckdb.Error, OSError) as error:
            raise _Unusable from error


class _Unusable(Exception):
    """A build that cannot be served."""


class _Shelf:
    """The open builds of one warehouse: the one new leases get, and older ones still held."""

    def __init__(self, warehouse: Path) -> None:
        self._warehouse = warehouse
        self._lock = Lock()
        self._front: _Served | None = None

    def take(self) -> tuple[_Served, str | None]:
        """The newest good build, held once more, and the notice that goes with it."""
        with self._lock:
            builds: list[BuildRef] = []
            # Between reading the pointer and opening its builds, a builder may have moved on.
            while builds != (builds := publish.kept(self._warehouse)):
                for ref in builds:
                    if served := self._opened(ref):
                        served.leases += 1
                        return served, _notice(builds[0], ref)
        raise _nothing_to_serve(self._warehouse, builds)

    def give_back(self, served: _Served) -> None:
        """End one lease; close its build if that was the last and a newer one is served."""
        with self._lock:
            served.leases -= 1
            if served is not self._front:
                _close_if_idle(served)

    def _opened(self, ref: BuildRef) -> _Served | None:
        old = self._front
        if old and old.ref == ref and not old.suspect and ref.is_whole():
            return old
        try:
            self._front = _Served(ref)
        except _Unusable:
            return None
        if old:
            _close_if_idle(old)
        return self._front


def _close_if_idle(served: _Served) -> None:
    # Not before: closing a connection also closes the cursors that other threads have of it.
    if served.leases == 0:
        served.root.close()


@cache
def _shelf(warehouse: Path) -> _Shelf:
    return _Shelf(warehouse)


@cache
def _spill() -> tempfile.TemporaryDirectory[str]:
    """A private directory for this process's spilled queries; it goes with the process."""
    return tempfile.TemporaryDirectory(prefix="on-their-ground-")


def _notice(newest: BuildRef, shown: BuildRef) -> str | None:
    if newest is not shown:
        return (
            f"The newest build, of {newest.made}, could not be opened; "
            f"showing the one of {shown.made}. Run `make build` to replace it."
        )
    if shown.sha256 is None:
        return (
            f"The pointer to the newest build could not be read; showing the build of "
            f"{shown.made}. Run `make build` to replace it."
        )
    return None


def _nothing_to_serve(warehouse: Path, builds: list[BuildRef]) -> NoWarehouse:
    next_step = "Run `make build` (or `python -m lib build`)."
    if not builds:
        return NoWarehouse(f"No build is published in {warehouse}.", next_step)
    return NoWarehouse(f"None of the {len(builds)} builds in {warehouse} can be opened.", next_step)


def _plain(value: Any) -> object:
    return float(value) if isinstance(value, Decimal) else value
