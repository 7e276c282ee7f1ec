"""Files from one place to another: copied under limits, named safely, never over another.

Owns what a name of ours may hold, the one step by which a file appears in a folder, and whether
any may. Must not know why a file is moved.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from lib.sources import dates

_CHUNK = 1 << 20
_ALLOWED = frozenset(" ._-()&+")
_LONGEST = 120


def copy(content: BinaryIO, path: Path, room: int) -> tuple[int, str, bytes]:
    """Copies what there is room for, and a little more; its size, mark and first bytes."""
    digest, size, head = hashlib.sha256(), 0, b""
    with path.open("wb") as file:
        path.chmod(0o600)
        while size <= room and (chunk := content.read(_CHUNK)):
            head = head or chunk[:4096]
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest(), head


def safe(name: str) -> str:
    """A name that means nothing to any file system, shell or pattern, and still says what it is:
    some formats are told by it."""
    kept = "".join(
        letter if letter.isalnum() or letter in _ALLOWED else "_"
        for letter in unicodedata.normalize("NFC", name)
    ).strip(" ._")
    while len(kept.encode()) > _LONGEST:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[:-1]}{dot}{ending}" if stem else kept[:-1]
    return kept or "file"


def free(name: str, *folders: Path) -> str:
    """The name, with a number if another file has it."""
    path, number, found = Path(name), 1, name
    while any((folder / found).exists() for folder in folders):
        number += 1
        found = f"{path.stem} ({number}){path.suffix}"
    return found


def place(path: Path, folder: Path, made: list[Path]) -> Path:
    """One file to its folder, in one step, under its name or a free one; then its note."""
    folder.mkdir(parents=True, exist_ok=True)
    there = folder / path.name
    # Else a publisher that was killed had come this far.
    if not (there.exists() and sha256(there) == sha256(path)):
        copy = _beside(path, folder)
        try:
            there = _linked(copy, path.name, folder)
            made.append(there)
        finally:
            if copy != path:
                copy.unlink(missing_ok=True)
    if order := dates.order_of(path):
        dates.order_note(there).write_text(f"{order}\n", encoding="ascii")
        made.append(dates.order_note(there))
    _flush(folder)
    return there


def _linked(path: Path, name: str, folder: Path) -> Path:
    """The file under a name nobody has: linking fails where somebody was faster."""
    while True:
        there = folder / free(name, folder)
        with suppress(FileExistsError):
            there.hardlink_to(path)
            return there


def _beside(path: Path, folder: Path) -> Path:
    """The file on the disk of `folder`: itself, or a copy out of the readers' sight."""
    if path.stat().st_dev == folder.stat().st_dev:
        return path
    copy = folder / f".{secrets.token_hex(8)}"
    try:
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
    except OSError:
        copy.unlink(missing_ok=True)
        raise
    return copy


def why_closed(warehouse: Path, raw: Path) -> str:
    """Why no file can be added here; empty where some can."""
    for folder in (warehouse, raw):
        there = folder.absolute()
        while not there.exists() and there != there.parent:
            there = there.parent
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            return (
                f"Nothing can be added here: the program may only read {there}. Whoever looks "
                "after it can let it write there, or put files there and run `make build`."
            )
    return ""


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
