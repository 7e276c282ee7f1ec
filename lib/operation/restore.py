"""What people wrote, brought back from a backup.

Owns that nothing is lost by it: everything is taken out and looked through before anything is
touched, what is there and says otherwise stays unless it is to be replaced, and is then kept beside
under a dated name. A kill at any moment leaves each file the old or the new; doing it again
finishes. Must not read the clock.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from lib.errors import GroundError
from lib.operation import archive, drafts
from lib.operation.archive import BadArchive, Member
from lib.operation.places import Places
from lib.warehouse import publish, written

Became = Literal["restored", "replaced", "the same already", "all there already"]
State = Literal["absent", "same", "newer", "other"]


class NotRestored(GroundError):
    """A backup that was not brought back."""

    title = "The backup was not restored"


@dataclass(frozen=True)
class Restored:
    """What became of one file.

    Args:
        kept: where what was there before lies now, if it was replaced.
    """

    member: Member
    became: Became
    path: Path
    kept: Path | None = None


@dataclass(frozen=True)
class _Waiting:
    member: Member
    taken: Path
    path: Path
    state: State


def restore(source: Path, places: Places, now: datetime, is_replacing: bool) -> list[Restored]:
    """Bring a backup back.

    Args:
        is_replacing: replace what is there; without, nothing is done where something is.

    Raises:
        BadArchive: it is no backup, or a damaged one.
        NotRestored: something else is there already, or it cannot be written.
    """
    try:
        with drafts.draft(places.warehouse, "restore", NotRestored) as folder:
            waiting = _taken(source, places, folder)
            others = [one for one in waiting if one.state == "other"]
            if others and not is_replacing:
                raise NotRestored(
                    f"Restoring {source}: {_listed(others)} hold something else already.",
                    "Add --replace: what is there is kept beside, under a dated name.",
                )
            publish.step("restore_taken")
            return [_put(one, now) for one in waiting]
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
        raise NotRestored(
            f"Restoring {source} to {error.filename or places.warehouse}: {why}.",
            "Mend that and restore it again: what was brought back stays.",
        ) from None


def _taken(source: Path, places: Places, folder: Path) -> list[_Waiting]:
    """Everything out of the archive, each file looked through; nothing is changed yet."""
    waiting = []
    with archive.opened(source) as (manifest, opened):
        for number, member in enumerate(manifest.members):
            taken = folder / str(number) / member.file
            taken.parent.mkdir(mode=0o700)
            archive.take(source, opened, member, taken)
            if member.folder == "warehouse" and written.look(taken) != dict(member.counts):
                raise BadArchive(
                    f"Reading the backup {source}: {member.file} in it has other rows than its "
                    "manifest says. Nothing was changed.",
                    "Take another backup.",
                )
            path = _path(member, places)
            state = _state(member, taken, path)
            if member.folder == "audit" and state == "other":
                # A record is never replaced: the backup's is closed, and lies beside.
                moment = datetime.fromisoformat(manifest.made_at)
                path = places.audit / f"audit-{moment:%Y%m%dT%H%M%S%f}.jsonl"
                state = _state(member, taken, path)
            waiting.append(_Waiting(member, taken, path, state))
    return waiting


def _path(member: Member, places: Places) -> Path:
    if member.folder == "access":
        return places.access
    folders = {
        "warehouse": places.warehouse,
        "sources": places.sources,
        "audit": places.audit,
    }
    return folders[member.folder] / member.file


def _state(member: Member, taken: Path, path: Path) -> State:
    if member.folder == "audit" and _is_recorded(taken, path.parent):
        return "newer"
    # Of no size: a kill between the making of a database and its first row.
    if not path.exists() or path.stat().st_size == 0:
        return "absent"
    if member.folder == "warehouse":
        try:
            is_same = written.digest(taken) == written.digest(path)
        except written.WrittenDamaged:
            return "other"  # what is damaged is what a backup is for
        return "same" if is_same else "other"
    return "same" if path.read_bytes() == taken.read_bytes() else "other"


def _is_recorded(taken: Path, audit: Path) -> bool:
    """A record is only ever added to, and closed under another name: a file that begins with the
    backup's has all of it."""
    given = taken.read_bytes()
    return any(path.read_bytes().startswith(given) for path in audit.glob("audit*.jsonl"))


def _put(one: _Waiting, now: datetime) -> Restored:
    if one.state == "same":
        return Restored(one.member, "the same already", one.path)
    if one.state == "newer":
        return Restored(one.member, "all there already", one.path)
    one.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = _kept_beside(one, now) if one.state == "other" else None
    publish.step("restore_kept")
    if one.member.folder == "warehouse":
        _put_database(one)
    else:
        _put_file(one.taken, one.path)
    publish.flush(one.path.parent)
    publish.step("restore_done")
    return Restored(one.member, "replaced" if kept else "restored", one.path, kept)


def _kept_beside(one: _Waiting, now: datetime) -> Path:
    """A copy of what is there, on the disk before anything is put in its place."""
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    kept = one.path.with_name(f"{one.path.name}.before-{stamp}")
    kept.unlink(missing_ok=True)
    if one.member.folder == "warehouse":
        try:
            written.copy(one.path, kept)
            return kept
        except written.WrittenDamaged:
            kept.unlink(missing_ok=True)  # then byte for byte
    shutil.copy2(one.path, kept)
    publish.flush(kept)
    return kept


def _put_database(one: _Waiting) -> None:
    try:
        written.put(one.taken, one.path)
    except written.WrittenDamaged:
        # It cannot even be written over, so nobody can have it open: its journal goes with it.
        for beside in ("-wal", "-shm", "-journal"):
            one.path.with_name(one.path.name + beside).unlink(missing_ok=True)
        _put_file(one.taken, one.path)


def _put_file(taken: Path, path: Path) -> None:
    beside = path.with_name(f".{path.name}.restoring")
    beside.unlink(missing_ok=True)
    shutil.copyfile(taken, beside)
    beside.chmod(0o600)
    publish.flush(beside)
    beside.replace(path)


def _listed(waiting: Sequence[_Waiting]) -> str:
    return ", ".join(str(one.path) for one in waiting)
