"""Builds as files: their names, the pointer to them, and how one is published.

Owns what is on disk under the warehouse directory, and the promise that a crash, a
full disk or a kill at any moment leaves a complete build served:

    <build id>.duckdb    a published build; never written again, under any name
    current.json         the pointer: the published builds, newest first
    .build-<build id>*   a build in the making; debris once its process is gone
    .lock                held by the one running build

Must not open a build or know any SQL: that is `lib.warehouse.engine` and
`lib.warehouse.build`. Readers take no lock and write nothing here, so neither side
waits for the other.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from lib import settings
from lib.errors import BuildFailed, BuildRunning

_POINTER = "current.json"
_LOCK = ".lock"
_DRAFT = ".build-"


@dataclass(frozen=True)
class BuildRef:
    """A published build, and what its file was when it was published.

    Args:
        path: its file.
        size, sha256: of the file, in bytes and hex. None where the pointer that held
            them was lost: the build can be served, but not verified.
    """

    path: Path
    size: int | None = None
    sha256: str | None = None

    @property
    def build_id(self) -> str:
        """The build's name: the file's, without its suffix."""
        return self.path.stem

    @property
    def made(self) -> str:
        """When it was made, in words, as its name says."""
        try:
            at = datetime.strptime(f"{self.build_id.partition('-')[0]}+0000", "%Y%m%dT%H%M%SZ%z")
        except ValueError:
            return self.build_id
        return f"{at:%Y-%m-%d %H:%M} UTC"

    def is_whole(self) -> bool:
        """Whether the file is still, byte for byte, the one that was published."""
        try:
            stat = self.path.stat()
            if self.sha256 is None:
                return True
            return stat.st_size == self.size and self.sha256 == _checksum_once(
                self.path, stat.st_ino, stat.st_mtime_ns
            )
        except (OSError, ValueError):  # ValueError: a name no file can have, in a damaged pointer
            return False

    def is_whole_now(self) -> bool:
        """The same, reading the file again even if it looks unchanged."""
        _checksum_once.cache_clear()
        return self.is_whole()


@dataclass(frozen=True)
class Draft:
    """A build in the making.

    Args:
        build_id: the name it is published under.
        path: the DuckDB file to write, then to checkpoint and close.
        temp: an existing directory for staged and spilled data, gone with the draft.
    """

    build_id: str
    path: Path
    temp: Path

    def publish(self) -> BuildRef:
        """Make the draft the build that is served from now on.

        Raises:
            BuildFailed: the draft is missing, or was not checkpointed and closed.
        """
        warehouse = self.path.parent
        if not self.path.exists() or self.path.with_name(f"{self.path.name}.wal").exists():
            raise BuildFailed(
                f"Build {self.build_id} was not published: its file is missing or still open.",
                "Checkpoint and close the draft before publishing it.",
            )
        step("built")
        flush(self.path)
        # Other programs would open it read-write by default, and so lock our readers out.
        self.path.chmod(0o444)
        final = warehouse / f"{self.build_id}.duckdb"
        build = BuildRef(final, self.path.stat().st_size, _checksum(self.path))
        builds = [build, *kept(warehouse)[: settings.BUILDS_KEPT]]
        step("flushed")
        self.path.rename(final)
        flush(warehouse)
        step("renamed")
        _point_to(warehouse, builds)
        step("published")
        _sweep(warehouse)
        step("swept")
        return build


@contextmanager
def new_build(warehouse: Path, build_id: str) -> Iterator[Draft]:
    """Hold the warehouse's one building place, and clear it on the way in and out.

    Nothing of the draft is left unless `Draft.publish` was called.

    Raises:
        BuildRunning: another live process is building.
        BuildFailed: the disk is full, or the warehouse directory cannot be written.
    """
    try:
        warehouse.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _locked(warehouse):
            _sweep(warehouse)
            if (warehouse / f"{build_id}.duckdb").exists():
                raise BuildFailed(f"Build {build_id} exists already.", "Build again in a second.")
            draft = warehouse / f"{_DRAFT}{build_id}.duckdb"
            temp = draft.with_suffix(".tmp")
            try:
                temp.mkdir()
                step("started")
                yield Draft(build_id, draft, temp)
            finally:
                _sweep(warehouse)
    except Exception as error:
        if _is_full_disk(error):
            raise BuildFailed(
                f"Build {build_id} stopped because the disk that holds {warehouse} is full.",
                "Free some space and build again; the last good build is still served.",
            ) from error
        if isinstance(error, OSError) and str(warehouse) in str(error.filename):
            raise BuildFailed(
                f"Build {build_id} stopped: {error.filename} cannot be written ({error.strerror}).",
                "Name a folder that this user may write to, and build again.",
            ) from error
        raise


def kept(warehouse: Path) -> list[BuildRef]:
    """The published builds, newest first: the one to serve, then those to fall back on."""
    try:
        builds = json.loads((warehouse / _POINTER).read_bytes())["builds"]
        return [
            BuildRef(warehouse / f"{b['build_id']}.duckdb", b["size"], b["sha256"]) for b in builds
        ]
    except (OSError, ValueError, TypeError, KeyError):
        # No pointer, or a damaged one: the files' names still say which is newest.
        return [BuildRef(path) for path in sorted(_files(warehouse), reverse=True)]


def current(warehouse: Path) -> BuildRef | None:
    """The build to serve, or None where nothing was ever published."""
    return next(iter(kept(warehouse)), None)


def step(name: str) -> None:
    """Die here, as by kill -9, if `GROUND_STOP_AT` names this step; else do nothing.

    For the crash tests only: what survives a kill between two given lines can be
    proved in no other way than by a kill between these lines.
    """
    if os.environ.get("GROUND_STOP_AT") == name:
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def _locked(warehouse: Path) -> Iterator[None]:
    """Hold the builders' lock. The system drops it with its process, so it is never stale."""
    with (warehouse / _LOCK).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildRunning(
                f"Another build of {warehouse} is running.",
                "Wait until it has finished; its result is shown as soon as it has.",
            ) from error
        yield


def _point_to(warehouse: Path, builds: list[BuildRef]) -> None:
    """Replace the pointer in one step: a reader sees the old one or the new one."""
    text = json.dumps(
        {"builds": [{"build_id": b.build_id, "size": b.size, "sha256": b.sha256} for b in builds]},
        indent=1,
    )
    written = warehouse / f"{_POINTER}.tmp"
    written.write_text(text)
    flush(written)
    step("pointer_written")
    written.replace(warehouse / _POINTER)
    step("pointer_moved")
    flush(warehouse)


def _sweep(warehouse: Path) -> None:
    """Delete all that the pointer does not name. Only the holder of the lock may."""
    named = {build.path for build in kept(warehouse)}
    unnamed = [path for path in _files(warehouse) if path not in named]
    debris = [*warehouse.glob(f"{_DRAFT}*"), *unnamed, *warehouse.glob("*.duckdb.wal")]
    for path in [*debris, warehouse / f"{_POINTER}.tmp"]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _is_full_disk(error: Exception) -> bool:
    # DuckDB has no type of its own for it, so only its words tell; the second are those of a
    # query that found no room to spill.
    words = (os.strerror(errno.ENOSPC), "max_temp_directory_size")
    full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
    return full or any(said in str(error) for said in words)


def _files(warehouse: Path) -> list[Path]:
    return [p for p in warehouse.glob("*.duckdb") if not p.name.startswith(".")]


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=64)
def _checksum_once(path: Path, inode: int, modified_ns: int) -> str:
    """Computed once for as long as the file looks unchanged: it takes 0.7 s a gigabyte."""
    return _checksum(path)


def flush(path: Path) -> None:
    """Have the disk hold a file's content, or a directory's names, before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
