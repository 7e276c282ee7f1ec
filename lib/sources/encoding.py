"""Encoding: which characters the bytes of a text file stand for.

Owns the one order in which encodings are tried, and says which was used. A byte is never
dropped: what no rung can read is an `UnreadableFile`, and single bytes that are not UTF-8
in a file that plainly is become surrogates, by which their row is later set aside.
Must not look at cells.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lib.errors import UnreadableFile

CHUNK = 1 << 20
HEAD = 1 << 16

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v"))


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    """The five bytes cp1252 leaves empty are Latin-1's controls, as browsers read them."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin-1-controls", _as_latin1)


@dataclass(frozen=True)
class Encoding:
    """How to read a file's text.

    Args:
        name: as reported to people.
        codec, errors: as Python's codecs know it.
        bom: bytes of byte order mark to skip.
    """

    name: str
    codec: str
    errors: str = "strict"
    bom: int = 0

    @property
    def is_clean_utf8(self) -> bool:
        """Whether DuckDB can read the bytes as they are."""
        return self.codec == "utf-8" and self.errors == "strict" and not self.bom


def detect(path: Path) -> Encoding:
    """The encoding of a text file: byte order mark, UTF-16 by its zeros, UTF-8, cp1252.

    Raises:
        UnreadableFile: where the bytes are not text, or are UTF-16 that breaks off.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    bom, marked = _marks(head)
    body = head[bom:]

    wide = _wide(body, marked)
    if wide:
        fault = _first_fault(path, wide, bom)
        if fault is None:
            return Encoding(wide, wide, bom=bom)
        raise UnreadableFile(
            f"{path.name} is {wide[:6].upper()} text, but byte {fault:,} cannot be read.",
            "The file may be cut short: export it again.",
        )
    if _is_binary(body):
        raise UnreadableFile(
            f"{path.name} is not a text file.",
            "Export it as CSV or as an Excel workbook (.xlsx).",
        )
    if _first_fault(path, "utf-8", bom) is None:
        name = "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
        return Encoding(name, "utf-8", bom=bom)
    if _is_damaged_utf8(path, bom):
        return Encoding("utf-8 (damaged)", "utf-8", "surrogateescape", bom)
    if _first_fault(path, "cp1252", bom) is None:
        return Encoding("cp1252", "cp1252", bom=bom)
    return Encoding("latin-1", "cp1252", "latin-1-controls", bom)


def _marks(head: bytes) -> tuple[int, str]:
    """The bytes of byte order mark, and what the last one says: a program may put one before
    a file that has one."""
    at, marked = 0, ""
    while found := next(((m, c) for m, c in _BOMS if head.startswith(m, at)), None):
        at, marked = at + len(found[0]), found[1]
    return at, marked


def _wide(body: bytes, marked: str) -> str:
    """The UTF-16 or UTF-32 byte order of text, told by its zero bytes, or nothing.

    A table has delimiters and newlines, so UTF-16 has zeros on one side of its pairs. A
    mark without any zero behind it is a lie, and so is one of the other byte order.
    """
    if marked.startswith("utf-32") and b"\0\0" in body:
        return marked
    pairs = max(len(body) // 2, 1)
    first, second = body[0::2].count(0) / pairs, body[1::2].count(0) / pairs
    if second >= 0.2 and first <= second / 20:
        return "utf-16-le"
    if first >= 0.2 and second <= first / 20:
        return "utf-16-be"
    return marked if marked.startswith("utf-16") and b"\0" in body else ""


def _is_binary(body: bytes) -> bool:
    controls = len(body) - len(body.translate(None, _CONTROLS))
    return controls > 32 and controls > len(body) / 12


def _first_fault(path: Path, codec: str, skip: int) -> int | None:
    """Offset of the first byte that `codec` cannot read, or `None`."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    with path.open("rb") as file:
        at = file.seek(skip)
        while True:
            chunk = file.read(CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return at + error.start
            if not chunk:
                return None
            at += len(chunk)


def _is_damaged_utf8(path: Path, skip: int) -> bool:
    """Whether good multi-byte characters are as many as the bytes that are not UTF-8.

    In text of another encoding hardly any two bytes form one by chance.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    with path.open("rb") as file:
        file.seek(skip)
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            faults = len(_NOT_UTF8.findall(text))
            good += len(_NOT_ASCII.findall(text)) - faults
            bad += faults
    return 0 < good >= bad


@contextmanager
def opened(path: Path, encoding: Encoding) -> Iterator[io.TextIOWrapper]:
    """The file as text behind its byte order mark, newlines untouched."""
    with path.open("rb") as file:
        file.seek(encoding.bom)
        yield io.TextIOWrapper(file, encoding=encoding.codec, errors=encoding.errors, newline="")
