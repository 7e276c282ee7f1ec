"""A backup of what people wrote, as one file that is whole or not there.

Owns what goes into it: corrections, reviews and the record of uploads as SQLite has them between
two transactions, the mappings, the access file and the record of who saw what. Builds are not in
it (exports make them anew), nor secrets, nor sessions. Must not read the clock.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from lib.errors import GroundError
from lib.operation import archive, drafts
from lib.operation.archive import Manifest
from lib.operation.places import Places
from lib.warehouse import publish, written


class BackupFailed(GroundError):
    """A backup that was not made; the ones before are as they were."""

    title = "The backup was not made"


def back_up(places: Places, to: Path, now: datetime) -> tuple[Path, Manifest]:
    """Write a backup, read it back, and only then give it its name.

    Args:
        to: a folder, which gets a file named by the moment; or a file ending in `.zip`.

    Returns:
        The file, and what is in it.

    Raises:
        BackupFailed: nothing can be read or written there, or another backup is being made.
        WrittenUnreadable: what people wrote is damaged or out of reach.
    """
    if not places.warehouse.is_dir():
        raise BackupFailed(
            f"Backing up {places.warehouse}: there is no such folder.",
            "Name the folder of builds with --warehouse.",
        )
    moment = now.astimezone(UTC)
    final = to if to.suffix == ".zip" else to / f"ground-{moment:%Y%m%dT%H%M%SZ}.zip"
    try:
        with drafts.draft(final.parent, "backup", BackupFailed) as draft:
            files: dict[str, Path] = {}
            manifest = _collect(places, draft, moment, files)
            publish.step("backup_collected")
            made = draft / "made.zip"
            archive.write(made, manifest, files)
            publish.step("backup_written")
            _read_back(made, draft)
            publish.flush(made)
            made.replace(final)
            publish.step("backup_named")
            publish.flush(final.parent)
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
        raise BackupFailed(
            f"Backing up {places.warehouse} to {final}: {why}.",
            "Name a folder with room that this user may write to.",
        ) from None
    return final, manifest


def _collect(places: Places, draft: Path, moment: datetime, files: dict[str, Path]) -> Manifest:
    """Copies, so that nothing changes between its checksum and its place in the archive."""
    counts: dict[str, Mapping[str, int]] = {}

    def keep(name: str, path: Path) -> None:
        files[name] = draft / f"{len(files)}"
        shutil.copyfile(path, files[name])

    for file in written.FILES:
        if (path := places.warehouse / file).exists():
            name = f"warehouse/{file}"
            files[name] = draft / file
            written.copy(path, files[name])
            counts[name] = written.look(files[name])
    for path in sorted(places.sources.glob("*.toml")):
        keep(f"sources/{path.name}", path)
    if places.access.exists():
        keep("access/access.toml", places.access)
    with _unchanged(places.audit):
        for path in sorted(places.audit.glob("audit*.jsonl")):
            keep(f"audit/{path.name}", path)
    return Manifest(
        moment.isoformat(timespec="seconds"),
        tuple(archive.described(path, name, counts.get(name, {})) for name, path in files.items()),
    )


def _read_back(made: Path, draft: Path) -> None:
    """Every byte, as a restore would."""
    with archive.opened(made) as (manifest, source):
        for member in manifest.members:
            taken = draft / "read" / member.file
            taken.parent.mkdir(exist_ok=True)
            archive.take(made, source, member, taken)
            if member.folder == "warehouse" and written.look(taken) != member.counts:
                raise BackupFailed(f"Reading back {member.name}: it is not what was saved.")
            taken.unlink()


@contextmanager
def _unchanged(audit: Path) -> Iterator[None]:
    """Keep the record from being closed under another name while it is copied."""
    if not audit.is_dir():
        yield
        return
    lock = os.open(audit / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield
    finally:
        os.close(lock)
