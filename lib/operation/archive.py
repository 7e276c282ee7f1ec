"""The archive of a backup: its names, its manifest, and that it is whole.

Owns the form: a zip with `manifest.json` and one member a file, each under a folder that says where
it goes back to. Nothing else is taken from a zip than what the manifest names, under these names,
of that size and that sha256. Must not know what is in a file, nor where it lies.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lib.errors import GroundError
from lib.warehouse.written import FILES

FORM = "On Their Ground, backup 1"
MANIFEST = "manifest.json"
_LONGEST_MANIFEST = 10_000_000
_AT_ONCE = 1 << 20
# Folder of the archive -> the names it may hold. No name leaves its folder.
NAMES: Mapping[str, re.Pattern[str]] = {
    # By name: nobody's sessions come in with a backup.
    "warehouse": re.compile("|".join(map(re.escape, FILES))),
    "sources": re.compile(r"[^/\\.\x00][^/\\\x00]*\.toml"),
    "access": re.compile(r"access\.toml"),
    "audit": re.compile(r"audit[A-Za-z0-9-]*\.jsonl"),
}


class BadArchive(GroundError):
    """A file that is no backup of ours, or a damaged one: nothing was changed."""

    title = "The backup cannot be used"


@dataclass(frozen=True)
class Member:
    """One file of a backup.

    Args:
        name: `folder/name`.
        counts: table -> rows, of what people wrote; empty of other files.
    """

    name: str
    size: int
    sha256: str
    counts: Mapping[str, int]

    @property
    def folder(self) -> str:
        """Where it goes back to: one of `NAMES`."""
        return self.name.partition("/")[0]

    @property
    def file(self) -> str:
        """Its own name."""
        return self.name.partition("/")[2]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    Args:
        made_at: UTC, ISO.
    """

    made_at: str
    members: tuple[Member, ...]


def described(path: Path, name: str, counts: Mapping[str, int]) -> Member:
    """A file as the manifest has it."""
    with path.open("rb") as file:
        mark = hashlib.file_digest(file, "sha256").hexdigest()
    return Member(name, path.stat().st_size, mark, counts)


def write(path: Path, manifest: Manifest, files: Mapping[str, Path]) -> None:
    """The archive, at a path where nothing is yet, for its owner only.

    Args:
        files: member's name -> where its bytes are.
    """
    path.touch(0o600, exist_ok=False)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in manifest.members:
            archive.write(files[member.name], member.name)
        told = {
            "form": FORM,
            "made_at": manifest.made_at,
            "members": [
                {**vars(member), "counts": dict(member.counts)} for member in manifest.members
            ],
        }
        archive.writestr(MANIFEST, json.dumps(told, indent=1))


@contextmanager
def opened(path: Path) -> Iterator[tuple[Manifest, zipfile.ZipFile]]:
    """A backup, its manifest read.

    Raises:
        BadArchive: it is no backup, or a damaged one.
    """
    with _explained(path):
        archive = zipfile.ZipFile(path)
    with archive:
        with _explained(path):
            manifest = _manifest(path, archive)
        yield manifest, archive


def take(path: Path, archive: zipfile.ZipFile, member: Member, to: Path) -> None:
    """One member, whole or not at all, to a file that is not there yet.

    Raises:
        BadArchive: it is not what the manifest says.
    """
    to.touch(0o600, exist_ok=False)
    mark, size = hashlib.sha256(), 0
    with to.open("wb") as target, _explained(path), archive.open(member.name) as source:
        while size <= member.size and (block := source.read(_AT_ONCE)):
            size += len(block)
            mark.update(block)
            target.write(block)
    if size != member.size or mark.hexdigest() != member.sha256:
        raise _bad(path, f"{member.name} in it is not what was saved")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise _bad(path, f"it cannot be read ({error.strerror or type(error).__name__})") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _bad(path, "it is damaged, or no zip file") from None


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        about = archive.getinfo(MANIFEST)
    except KeyError:
        raise _bad(path, "it is no backup of this program") from None
    if about.file_size > _LONGEST_MANIFEST:
        raise _bad(path, "its manifest is too long")
    try:
        told = json.loads(archive.read(about))
        if told["form"] != FORM:
            raise _bad(path, "it is no backup of this program, or one of a newer version")
        members = tuple(
            Member(str(m["name"]), int(m["size"]), str(m["sha256"]), dict(m["counts"]))
            for m in told["members"]
        )
        manifest = Manifest(str(told["made_at"]), members)
    except (ValueError, KeyError, TypeError):
        raise _bad(path, "its manifest cannot be read") from None
    names = [member.name for member in members]
    if sorted([*names, MANIFEST]) != sorted(archive.namelist()):
        raise _bad(path, "it holds other files than its manifest says")
    for member in members:
        pattern = NAMES.get(member.folder)
        if pattern is None or not pattern.fullmatch(member.file):
            raise _bad(path, "a file in it has a name that no backup of this program has")
    return manifest


def _bad(path: Path, why: str) -> BadArchive:
    return BadArchive(
        f"Reading the backup {path}: {why}. Nothing was changed.", "Take another backup."
    )
