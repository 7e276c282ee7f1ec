"""Files: what a file is, told by its content, and the documents in it.

Owns the recognition of containers. A file's extension is never trusted. Must not parse: the
reader of each container does.
"""

from __future__ import annotations

import os
import re
import stat
from functools import partial
from pathlib import Path, PurePosixPath

from lib.errors import UnreadableFile
from lib.sources import archive, calendar, ole, text, typed, workbook, zipped
from lib.sources.document import Document, Loaded, SetAside, Unread

__all__ = ["Document", "Loaded", "SetAside", "Unread", "documents", "is_table"]

# What its name says is a table; other files are tried as well, but nobody need mend them.
_TABLES = frozenset(
    (
        *("", ".csv", ".tsv", ".tab", ".txt", ".psv", ".gz", ".zip", ".ics"),
        *(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet", ".json", ".jsonl", ".ndjson"),
    )
)
_UNFINISHED = frozenset((".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart"))
_AS_CSV = "Export it as CSV or as an Excel workbook (.xlsx)."
_UNPACK = "Unpack it and add the files in it."
# First bytes -> what the file is, what to do.
_FOREIGN: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%PDF-", "a PDF document", _AS_CSV),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"PARE", "a Parquet file with a password", "Export it without one."),
    (0, b"SQLite format 3\0", "an SQLite database", "Export its tables as CSV."),
    (8, b"DUCK", "a DuckDB database", "Export its tables as CSV."),
    (0, b"\x89PNG\r\n", "a picture", _AS_CSV),
    (0, b"\xff\xd8\xff", "a picture", _AS_CSV),
    (0, b"GIF8", "a picture", _AS_CSV),
    (0, b"{\\rtf", "a rich text document", _AS_CSV),
    (0, b"MZ\x90\0", "a program", _AS_CSV),
    (0, b"\x7fELF", "a program", _AS_CSV),
    (0, b"#!/", "a program", _AS_CSV),
)
MAX_COLUMNS = 5_000
_MARKUP = re.compile(rb"<(?:!doctype|!--|\?xml|\?mso|html|head|body|meta|style|table|div)\b", re.I)
_SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_JSON = re.compile(rb'\{\s*["}]|\[\s*[{\]]')
_PASSWORD = "Open it in Excel and save it without a password."
# The names in an old Office file -> what it is.
_OLD_OFFICE = {
    "WordDocument": "a Word document",
    "PowerPoint Document": "a PowerPoint presentation",
    "__properties_version1.0": "an Outlook message",
}


def is_table(name: str) -> bool:
    """Whether a file's name says that it is a table."""
    return PurePosixPath(name).suffix.lower() in _TABLES


def refuse_unfinished(name: str) -> None:
    """Nothing, for a file that a program has finished writing.

    Raises:
        UnreadableFile: its name says that it has not.
    """
    if name.startswith(("~$", ".~lock.")):
        raise UnreadableFile(f"{name} only marks a file that is open elsewhere.", "Leave it out.")
    if PurePosixPath(name).suffix.lower() in _UNFINISHED:
        raise UnreadableFile(f"{name} is a download that has not ended.", "Fetch it again.")


def refuse_foreign(name: str, head: bytes) -> None:
    """Nothing, for a file whose first bytes do not say that it is no table.

    Raises:
        UnreadableFile: they do.
    """
    for offset, magic, what, next_step in _FOREIGN:
        if head.startswith(magic, offset):
            raise UnreadableFile(f"{name} is {what}, not a table.", next_step)


def documents(path: Path, staging: Path) -> list[Document | Unread]:
    """Every table in a file: one of a text file, one per visible sheet, all of an archive's.

    Args:
        path: the file as received; it is only read.
        staging: a directory for clean copies, which must outlive the documents.

    Returns:
        The documents, and the members of an archive that cannot be read.

    Raises:
        UnreadableFile: where the file as a whole cannot be read.
    """
    found = _documents(path, staging, is_member=False)
    for place, document in enumerate(found):
        if isinstance(document, Document) and len(document.header) > MAX_COLUMNS:
            reason = (
                f"{document.name} has {len(document.header):,} columns, more than {MAX_COLUMNS:,}."
                " It may not be a table: export it again."
            )
            found[place] = Unread(document.member, reason, is_table(document.name))
    return found


def _documents(path: Path, staging: Path, *, is_member: bool) -> list[Document | Unread]:
    refuse_unfinished(path.name)
    head = _head(path)
    refuse_foreign(path.name, head)
    is_zip = head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04"))
    kind = zipped.kind(path, _AS_CSV, _UNPACK) if is_zip else ""
    if kind == "archive" or head.startswith(b"\x1f\x8b"):
        if is_member:
            raise UnreadableFile(f"{path.name} is an archive within an archive.", _UNPACK)
        return archive.read(path, staging, partial(_documents, is_member=True), is_table)
    if head.startswith(ole.MAGIC):
        _expect_old_workbook(path)
        kind = "xls"
    if kind:
        return [*workbook.read(path, staging, kind)]
    if head.startswith(b"PAR1"):
        return [*typed.read(path, staging)]
    start = _readable(head).lstrip()
    if calendar.is_calendar(head):
        return [*calendar.read(path, staging)]
    if _MARKUP.match(start):
        raise _markup(path, start)
    if _JSON.match(start):
        return [*typed.read_json(path, staging)]
    return [text.read_head(path, staging)]


def _head(path: Path) -> bytes:
    """The first bytes of a file that holds anything."""
    try:
        # Without waiting for whoever is at the other end of a pipe.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableFile(
                    f"{path.name} is a pipe or device, not a file.", "Leave it out."
                )
            head = file.read(4096)
    except OSError as error:
        raise UnreadableFile(
            f"{path.name} cannot be opened: {error.strerror or error}.",
            "Check that it is a file and that you may read it.",
        ) from error
    if not head.strip(b"\0"):
        what = "is empty" if not head else "holds nothing but binary zeros"
        raise UnreadableFile(f"{path.name} {what}.", "Export it again.")
    return head


def _readable(head: bytes) -> bytes:
    """The first bytes as if they were in a one-byte encoding, without byte order marks."""
    return re.sub(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)+", b"", head).replace(b"\0", b"")


def _expect_old_workbook(path: Path) -> None:
    """Tell an old Excel workbook from what else comes in the same container."""
    held = ole.streams(path)
    if held & {"EncryptedPackage", "EncryptionInfo"}:
        raise UnreadableFile(f"{path.name} is a workbook with a password.", _PASSWORD)
    if not held & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        what = next((_OLD_OFFICE[name] for name in _OLD_OFFICE if name in held), "")
        what = what or "an old Office file that is damaged, or holds no workbook"
        raise UnreadableFile(f"{path.name} is {what}.", _AS_CSV)


def _markup(path: Path, start: bytes) -> UnreadableFile:
    next_step = "Open it in a spreadsheet and save it as .xlsx or CSV."
    if _SPREADSHEET_XML in start:
        what = "a workbook in Excel's XML form of 2003"
    elif start.startswith(b"<?xml"):
        what = "XML"
    else:
        what = "a web page (HTML)"
    return UnreadableFile(f"{path.name} is {what}, whatever its name says.", next_step)
