"""The process that opens an archive: `python -m lib.sources.archive_child FILE OUT`.

Owns the unpacking of a .zip or .gz: every member that is a file, written under a number of our
own, or the reason why not. A member's name is never a path. Sizes are counted while reading: what
an archive says of them proves nothing.
"""

from __future__ import annotations

import gzip
import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path
from typing import BinaryIO, cast

from lib.sources.confined import Facts, Refused, serve

# A weekly Salesforce export holds a file for every object, some hundreds, most of them empty.
MAX_MEMBERS = 1_000
MAX_BYTES = 1_000_000_000
# Small files of equal lines may shrink to less than a hundredth; what they can grow to is little.
MAX_RATIO = 100
RATIO_FROM_BYTES = 10_000_000
CHUNK = 1 << 20

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError)
_HIDDEN = (".", "__")


class Unpacking:
    """The bytes written so far, of all members."""

    def __init__(self) -> None:
        self.total = 0

    def write(self, stream: BinaryIO, packed: int, out: Path) -> str:
        """Write one member; why not, where it is refused."""
        size = 0
        with out.open("wb") as file:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                self.total += len(chunk)
                if size > RATIO_FROM_BYTES and size > MAX_RATIO * max(packed, 1):
                    self.total -= size
                    return f"grows to more than {MAX_RATIO} times its packed size"
                if self.total > MAX_BYTES:
                    raise Refused(f"it holds more than {MAX_BYTES // 10**9} GB")
                file.write(chunk)
        return ""


def read(source: Path, out: Path) -> Facts:
    """Unpack `source` into the directory `out`."""
    with source.open("rb") as file:
        is_gzip = file.read(2) == b"\x1f\x8b"
    members = _gzip(source, out) if is_gzip else _zip(source, out)
    return {"members": [{"name": name, "file": file, "reason": why} for name, file, why in members]}


def _gzip(source: Path, out: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(source) as stream:
        why = Unpacking().write(cast(BinaryIO, stream), source.stat().st_size, out / member_file(0))
    if why:
        raise Refused(f"it {why}")
    yield "", member_file(0), ""


def member_file(number: int) -> str:
    """What a member is called on disk: by us, and like no word of a sentence."""
    return f"member-{number:04}"


def _zip(source: Path, out: Path) -> Iterator[tuple[str, str, str]]:
    unpacking = Unpacking()
    with zipfile.ZipFile(source) as archive:
        members = [(shown(info.filename), info) for info in archive.infolist()]
        members = [(name, info) for name, info in members if name and not _is_skipped(name, info)]
        if len(members) > MAX_MEMBERS:
            raise Refused(f"it holds {len(members):,} files, more than {MAX_MEMBERS:,}")
        if not members:
            raise Refused("it is an archive with no files in it")
        times = Counter(_key(name) for name, _ in members)
        for number, (name, info) in enumerate(members):
            why = _refused(info)
            if times[_key(name)] > 1:
                why = "has the same name as another file of the archive"
            if not why:
                why = _unpack(archive, info, unpacking, out / member_file(number))
            yield name, member_file(number), why


def _unpack(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, unpacking: Unpacking, out: Path
) -> str:
    try:
        with archive.open(info) as stream:
            return unpacking.write(cast(BinaryIO, stream), info.compress_size, out)
    except NotImplementedError:
        return "is packed in a way that cannot be read here"
    except RuntimeError:
        return "has a password"
    except (*_DAMAGED, LZMAError):
        return "is damaged, or cut short"


def _refused(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x1:
        return "has a password"
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is a link or device, not a file"
    return ""


def shown(name: str) -> str:
    """A member's name for people: no way out of the archive, no control characters."""
    parts = name.replace("\\", "/").split("/")
    kept = "/".join(part for part in parts if part not in ("", ".", ".."))
    printable = "".join(letter if letter.isprintable() else "�" for letter in kept)
    return printable[-200:]


def _is_skipped(name: str, info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or any(part.startswith(_HIDDEN) for part in name.split("/"))


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


if __name__ == "__main__":
    serve(read, "it is damaged, or cut short")
