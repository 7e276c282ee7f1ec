"""Checks of the machine: versions, permissions, room on the disk."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from lib import settings
from lib.operation.finding import Finding, fail, ok, warn
from lib.operation.places import Places
from lib.warehouse.written import FILES

OLDEST_PYTHON = (3, 11)
# A build is made beside the one that is served, and sorts on the disk.
_ROOM = 3
_LEAST = 200_000_000  # bytes, where there is no build yet
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s#;]+)", re.MULTILINE)
_SHUT = "chmod go= {}"


def versions(root: Path = settings.ROOT) -> Iterator[Finding]:
    """Python, and every package against what was tested."""
    said = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST_PYTHON:
        yield fail("Python", said, "Install Python 3.11 or newer, and make .venv anew.")
    else:
        yield ok("Python", said)
    try:
        needed = dict(_PIN.findall((root / "requirements.txt").read_text(encoding="utf-8")))
        brought = dict(_PIN.findall((root / "constraints.txt").read_text(encoding="utf-8")))
    except OSError as error:
        yield warn("packages", f"the list of them: {error.strerror}", "Restore it from git.")
        return
    missing = [name for name in needed if _installed(name) is None]
    other = [
        f"{name} {found} instead of {pinned}"
        for name, pinned in {**brought, **needed}.items()
        if (found := _installed(name)) not in (None, pinned)
    ]
    again = "Install them: pip install -r requirements.txt -c constraints.txt"
    if missing:
        yield fail("packages", f"not there: {', '.join(missing)}", again)
    if other:
        yield warn("packages", f"not what was tested: {', '.join(other)}", again)
    if not missing and not other:
        yield ok("packages", f"the {len(needed)} it needs are there, all as tested")


def permissions(places: Places) -> Iterator[Finding]:
    """Who else on this machine may read or write what is kept."""
    for path, what in ((places.secrets, "secrets file"), (places.access, "access file")):
        if path.exists():
            yield _permission(what, path, is_secret=True)
    if places.warehouse.is_dir():
        mode = stat.S_IMODE(places.warehouse.stat().st_mode)
        if mode & 0o077:
            yield warn(
                "warehouse folder",
                f"{places.warehouse} is {mode:04o}: others on this machine reach it",
                _SHUT.format(places.warehouse),
            )
        else:
            yield ok("warehouse folder", f"{places.warehouse} is {mode:04o}")
    for name in FILES:
        if (places.warehouse / name).exists():
            yield _permission(name, places.warehouse / name, is_secret=False)
    # A folder that holds nothing but its README is nobody's business.
    if any(path.name != "README.md" for path in _inside(places.raw)):
        yield _permission("exports", places.raw, is_secret=False)


def room(places: Places, last_build: int) -> Iterator[Finding]:
    """Whether the next build will fit, and whether the warehouse can be written.

    Args:
        last_build: its bytes; 0 where there is none.
    """
    where = next(path for path in (places.warehouse, *places.warehouse.parents) if path.exists())
    free = shutil.disk_usage(where).free
    wanted = last_build * _ROOM or _LEAST
    said = f"{_size(free)} free where {_size(wanted)} is wanted for the next build"
    if free < wanted / _ROOM:
        yield fail("disk", said, f"Free some space beside {where}.")
    elif free < wanted:
        yield warn("disk", said, f"Free some space beside {where}.")
    else:
        yield ok("disk", said)
    if where != places.warehouse:
        return
    try:
        with tempfile.NamedTemporaryFile(prefix=".doctor-", dir=where) as file:
            file.write(bytes(1_000_000))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        yield fail("writing", f"{where}: {error.strerror}", "Let this user write there.")
    else:
        yield ok("writing", f"{where} can be written")


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _permission(what: str, path: Path, is_secret: bool) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    said = f"{path} is {mode:04o}"
    if not _is_reached(path):
        return ok(what, f"{said}, out of the reach of others")
    if mode & stat.S_IWOTH:
        return fail(what, f"{said}: anybody on this machine may change it", _SHUT.format(path))
    if mode & stat.S_IROTH:
        found = f"{said}: anybody on this machine may read it"
        return (fail if is_secret else warn)(what, found, _SHUT.format(path))
    return ok(what, said)


def _is_reached(path: Path) -> bool:
    """Whether others may pass through every folder above it."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
