"""Zipped: what a zip file is, told by its table of contents.

Owns the one look that this process takes into a stranger's zip, within bounds; a reader of its
own, confined, does the rest. Must not unpack.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from lib.errors import UnreadableFile

# A thousand files, whatever their names.
MAX_DIRECTORY_BYTES = 4_000_000
_PLAIN_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError),
    *(ArithmeticError, LookupError),
)


class _TooMuch(Exception):
    """A reader asked for more at once than a table of contents may take."""


class _Sipped(io.BufferedIOBase):
    """A file that is never read in large pieces: `zipfile` reads a table of contents whole,
    however long a stranger says that it is, and in more than one place."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell  # type: ignore[method-assign]

    def seekable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        most = MAX_DIRECTORY_BYTES + 1
        found = self._file.read(most if size is None or size < 0 else min(size, most))
        if len(found) == most:
            raise _TooMuch
        return found


def kind(path: Path, as_table: str, unpack: str) -> str:
    """What a zip file is: a kind of workbook (`xlsx`, `xlsb`, `ods`), or `archive`.

    Args:
        as_table, unpack: what to do with what is no table, and with what is too many.

    Raises:
        UnreadableFile: it is neither, damaged, or its table of contents is too large.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(_Sipped(file)) as packed:
            names = set(packed.namelist())
            mimetype = b""
            if "mimetype" in names and packed.getinfo("mimetype").compress_type in _PLAIN_PACKED:
                with packed.open("mimetype") as stream:
                    mimetype = stream.read(80)
    except _TooMuch:
        raise UnreadableFile(f"{path.name} is an archive of too many files.", unpack) from None
    except _DAMAGED as error:
        raise UnreadableFile(
            f"{path.name} is a zip archive or workbook that is damaged or cut short.",
            "Copy or export it again.",
        ) from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if "[Content_Types].xml" in names or mimetype:
        raise UnreadableFile(
            f"{path.name} is an office document, not a workbook (.xlsx).", as_table
        )
    return "archive"
