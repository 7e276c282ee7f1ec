"""Connections: which build a reader sees.

Owns every DuckDB connection; it is the only caller of `duckdb.connect` (a test
proves it), since one process may not open one file under two configurations.
Readers take a lease, which pins one build until it ends: a page never mixes two.
`lib.warehouse.session` runs their queries.

Must not know what a query means, nor write to a build that is published.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb

from lib.errors import NoWarehouse
from lib.warehouse import publish
from lib.warehouse.publish import BuildRef
from lib.warehouse.session import BuildDamaged as BuildDamaged
from lib.warehouse.session import Served
from lib.warehouse.session import Session as Session

# What one build may use for reading, all pages together; beyond it, queries spill to disk.
READ_MEMORY = "1GB"
# A page looks at one file in the process that serves all others.
LOOK_MEMORY = "256MB"
# Of the machine's; the rest is for Python and for the pages that are read meanwhile.
BUILD_MEMORY = "40%"
_NO_EXTENSIONS = {
    # On by default, and then a path that begins "http://" fetches one.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}


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
            "max_temp_directory_size": "4GB",
            "memory_limit": LOOK_MEMORY,
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


@contextmanager
def lease(warehouse: Path, build_id: str | None = None) -> Iterator[Session]:
    """Pin the newest good build of a warehouse until the block ends.

    Args:
        build_id: pin this one, whatever is newer.

    Raises:
        NoWarehouse: none is published, none of those kept can be opened, or `build_id` cannot.
    """
    shelf = _shelf(warehouse.resolve())
    served, notice = (shelf.take_this(build_id), None) if build_id else shelf.take()
    try:
        yield Session(served, notice)
    finally:
        shelf.give_back(served)


class _Unusable(Exception):
    """A build that cannot be served."""


class _Shelf:
    """The open builds of one warehouse: the one new leases get, and older ones still held."""

    def __init__(self, warehouse: Path) -> None:
        self._warehouse = warehouse
        self._lock = Lock()
        self._front: Served | None = None

    def take(self) -> tuple[Served, str | None]:
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

    def take_this(self, build_id: str) -> Served:
        """One build, held once more; an older one is opened for this lease alone."""
        with self._lock:
            if self._front and self._front.ref.build_id == build_id:
                self._front.leases += 1
                return self._front
            for ref in publish.kept(self._warehouse):
                if ref.build_id == build_id:
                    with suppress(_Unusable):
                        served = _open(ref)
                        served.leases += 1
                        return served
        raise NoWarehouse(
            f"Build {build_id} is no longer kept, or cannot be opened.",
            "Look at the page again: it is made of the newest.",
        )

    def give_back(self, served: Served) -> None:
        """End one lease; close its build if that was the last and a newer one is served."""
        with self._lock:
            served.leases -= 1
            if served is not self._front:
                _close_if_idle(served)

    def _opened(self, ref: BuildRef) -> Served | None:
        old = self._front
        if old and old.ref == ref and not old.suspect and ref.is_whole():
            return old
        try:
            self._front = _open(ref)
        except _Unusable:
            return None
        if old:
            _close_if_idle(old)
        return self._front


def _open(ref: BuildRef) -> Served:
    """A build, open for reading."""
    if not ref.is_whole():
        raise _Unusable
    try:
        root = open_read_only(ref.path)
        root.execute("select * from core.build limit 1").fetchall()
    except (duckdb.Error, OSError) as error:
        raise _Unusable from error
    return Served(ref, root)


def _close_if_idle(served: Served) -> None:
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
