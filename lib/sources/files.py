"""Files: what a file is, told by its content, and the documents in it.

Owns the recognition of containers. A file's extension is never trusted. Must not parse:
`lib.sources.text` and `lib.sources.workbook` do.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from lib.errors import UnreadableFile
from lib.sources import calendar, text, workbook
from lib.sources.document import Document, Loaded, SetAside

__all__ = ["Document", "Loaded", "SetAside", "documents"]

_AS_CSV = "Export it as CSV or as an Excel workbook (.xlsx)."
# First bytes -> what the file is, what to do.
_FOREIGN: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%PDF-", "a PDF document", _AS_CSV),
    (0, b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (0, b"BZh", "a bzip2 archive", "Unpack it first."),
    (0, b"\xfd7zXZ\0", "an xz archive", "Unpack it first."),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it first."),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first."),
    (0, b"Rar!\x1a\x07", "a RAR archive", "Unpack it first."),
    (0, b"PAR1", "a Parquet file", _AS_CSV),
    (0, b"SQLite format 3\0", "an SQLite database", "Export its tables as CSV."),
    (8, b"DUCK", "a DuckDB database", "Export its tables as CSV."),
    (0, b"\x89PNG\r\n", "a picture", _AS_CSV),
    (0, b"\xff\xd8\xff", "a picture", _AS_CSV),
    (0, b"GIF8", "a picture", _AS_CSV),
    (0, b"{\\rtf", "a rich text document", _AS_CSV),
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel workbook (.xls) or one with a password",
        "Open it in Excel and save it as .xlsx without a password.",
    ),
)
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")


def documents(path: Path, staging: Path) -> list[Document]:
    """Every table in a file: one for a text file, one per visible sheet of a workbook.

    Args:
        path: the file as received; it is only read.
        staging: a directory for clean copies, which must outlive the documents.

    Raises:
        UnreadableFile: where the file as a whole cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise UnreadableFile(
            f"{path.name} cannot be opened: {error.strerror or error}.",
            "Check that it is a file and that you may read it.",
        ) from error
    if not head.strip(b"\0"):
        what = "is empty" if not head else "holds nothing but binary zeros"
        raise UnreadableFile(f"{path.name} {what}.", "Export it again.")
    for offset, magic, what, next_step in _FOREIGN:
        if head.startswith(magic, offset):
            raise UnreadableFile(f"{path.name} is {what}, not a table.", next_step)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _expect_workbook(path)
        return workbook.read(path, staging)
    if calendar.is_calendar(head):
        return calendar.read(path, staging)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise UnreadableFile(
            f"{path.name} is a web page or XML, whatever its name says.",
            "Open it in a spreadsheet and save it as CSV or .xlsx.",
        )
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        raise UnreadableFile(
            f"{path.name} is plain text, not the workbook its name says.",
            "Rename it to .csv if it is a table, or save it again as a workbook.",
        )
    return [text.read_head(path, staging)]


def _expect_workbook(path: Path) -> None:
    """Tell an Excel workbook from other zip archives, by its table of contents."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(
            f"{path.name} is a zip archive or workbook that is damaged or cut short.",
            "Copy or export it again.",
        ) from error
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        what, next_step = "a binary Excel workbook (.xlsb)", "Save it as .xlsx."
    elif "[Content_Types].xml" in names or "mimetype" in names:
        what, next_step = "an office document, not an Excel workbook (.xlsx)", _AS_CSV
    else:
        what, next_step = "a zip archive", "Unzip it first and add the files in it."
    raise UnreadableFile(f"{path.name} is {what}.", next_step)
