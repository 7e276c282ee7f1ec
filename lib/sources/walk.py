"""Walk: the files of an export, what each is known by, and which of them are left alone.

Owns the walk through the folders of exports: nothing that is no file is opened, and no link leads
out of them. Also tells whether a file was changed while it was read. Must not read a file.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lib.errors import NoExports, UnreadableFile, visible

Mark = tuple[int, ...]
_NOT_DATA = {".md", ".py", ".toml", ".gitkeep"}
_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}


@dataclass(frozen=True)
class Found:
    """Something that lies among the exports.

    Args:
        name: what it is known by.
        why_not: why it is not read, and what to do; empty where it is.
    """

    name: str
    path: Path
    why_not: str = ""


def all_of(exports: Sequence[Path]) -> Iterator[Found]:
    """All that lies under the given folders (or the files themselves) but hidden ones and notes.

    Raises:
        NoExports: where one of them does not exist.
    """
    found: dict[Path, tuple[Path, tuple[str, ...], str]] = {}
    homes = [root.resolve() for root in exports]
    for root in exports:
        if not root.exists():
            raise NoExports(
                f"Reading exports: {root} does not exist.",
                "Give a folder that holds export files, or put them under data/raw.",
            )
        if root.is_dir():
            for path in sorted(root.rglob("*")):
                if not _is_left_out(path, parts := path.relative_to(root).parts):
                    why = _why_not(path, homes)
                    found.setdefault(path if why else path.resolve(), (path, parts, why))
        else:
            found.setdefault(root.resolve(), (root, (root.name,), _why_not(root.resolve(), homes)))
    shared = Counter(parts for _, parts, _ in found.values())
    for full, (path, parts, why) in found.items():
        # Two exports may each hold an Account.csv: then both are known by their whole path.
        name = "/".join(parts if shared[parts] == 1 else full.parts[1:])
        shown = visible(os.fsencode(name).decode("utf-8", "backslashreplace"))
        yield Found(shown, path, why)


def files(exports: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Every file of the exports that may be read, with the name it is known by.

    Raises:
        NoExports: where one of them does not exist.
    """
    return ((each.name, each.path) for each in all_of(exports) if not each.why_not)


def mark(path: Path) -> Mark:
    """What tells whether a file is still the one it was; empty where it is gone."""
    try:
        held = path.stat()
    except OSError:
        return ()
    return held.st_dev, held.st_ino, held.st_size, held.st_mtime_ns


def refuse_changed(path: Path, before: Mark) -> None:
    """Nothing, for a file that is what it was.

    Raises:
        UnreadableFile: it was written to, replaced or taken away meanwhile.
    """
    if mark(path) != before:
        raise UnreadableFile(
            f"{path.name} was changed while it was read.", "Build again once it is all there."
        )


def _is_left_out(path: Path, parts: tuple[str, ...]) -> bool:
    is_hidden = any(part.startswith((".", "__")) for part in parts)
    is_folder = path.is_dir() and not path.is_symlink()
    return is_hidden or is_folder or path.suffix in _NOT_DATA


def _why_not(path: Path, homes: Sequence[Path]) -> str:
    try:
        if path.is_symlink():
            there = path.resolve(strict=True)
            if there.is_dir() or not any(there.is_relative_to(home) for home in homes):
                what = "a folder" if there.is_dir() else "a file outside the exports"
                return f"{path.name} is a link to {what}. Put there what it leads to."
        mode = path.stat().st_mode
    except (OSError, RuntimeError):  # RuntimeError: links in a ring
        return f"{path.name} is a link to nothing that can be opened. Take it away."
    kind = _KINDS.get(stat.S_IFMT(mode), "a device")
    return "" if stat.S_ISREG(mode) else f"{path.name} is {kind}, not a file. Take it away."
