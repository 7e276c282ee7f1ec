"""OLE: what an old Office file holds, told by the directory inside it.

Owns the reading of that one directory, block by block, so that an old workbook, one with a
password and a letter each get their own sentence. Must not read what the streams say.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A directory of more blocks than this is a ring.
MAX_BLOCKS = 1_000

_END = 0xFFFFFFFA  # above it: end, free, table
_IN_HEADER = 109


def streams(path: Path) -> set[str]:
    """The names in the directory; as many as can be read of a damaged one."""
    with path.open("rb") as file:
        head = file.read(512).ljust(512, b"\0")
        size = 1 << min(max(struct.unpack_from("<H", head, 30)[0], 9), 12)
        tables = struct.unpack_from(f"<{_IN_HEADER}I", head, 76)
        [block] = struct.unpack_from("<I", head, 48)
        names: set[str] = set()
        for _ in range(MAX_BLOCKS):
            if block >= _END:
                break
            names |= _names(_block(file, block, size))
            place, at = divmod(block, size // 4)
            if place >= _IN_HEADER or tables[place] >= _END:
                break
            [block] = struct.unpack_from("<I", _block(file, tables[place], size), at * 4)
    return names


def _block(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size).ljust(size, b"\0")


def _names(block: bytes) -> set[str]:
    found = set()
    for at in range(0, len(block) - 127, 128):
        length = min(struct.unpack_from("<H", block, at + 64)[0], 64)
        if length > 2:
            found.add(block[at : at + length - 2].decode("utf-16-le", "replace"))
    return found
