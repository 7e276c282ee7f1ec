"""Calendar: the meetings in an iCalendar file (.ics) of Google, Outlook or Apple, as one table.

Owns the child process that reads a calendar under limits of memory and time
(`lib.sources.calendar_child`), and the table it hands back as a clean copy. A row is one
meeting on one day: a series is as many rows as it has dates. Must not parse.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from lib.errors import UnreadableFile
from lib.settings import ROOT
from lib.sources import plain
from lib.sources.document import Document, Loaded, SetAside

SECONDS = 180.0

_MARK = b"begin:vcalendar"
_NEXT_STEP = "Export the calendar again, or a shorter stretch of it."


@dataclass(frozen=True)
class CalendarDocument(Document):
    """A calendar whose clean copy is in the staging directory. See `Document`."""

    copy: Path = field(repr=False)
    rows: int
    set_aside: list[SetAside] = field(repr=False)

    def load(self, con: duckdb.DuckDBPyConnection, table: str) -> Loaded:
        """See `Document.load`."""
        width = len(self.header)
        plain.load_clean_copy(con, table, self.copy, width, self.rows, self.path.name)
        read = self.rows + len(self.set_aside)
        return Loaded(read, self.rows, 0, self.set_aside, "calendar", "row_number")


def is_calendar(head: bytes) -> bool:
    """Whether a file that begins so is a calendar, whatever its name says."""
    # UTF-16 is these letters with zeros between them.
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xff\xfe\xbf \t\r\n").lower().startswith(_MARK)


def read(path: Path, staging: Path) -> list[Document]:
    """The one table of a calendar: a row per meeting and day, in the order of the file.

    Raises:
        UnreadableFile: where the calendar as a whole cannot be read.
    """
    out = Path(mkdtemp(dir=staging, prefix="calendar-"))
    try:
        return [_read(path, out)]
    except UnreadableFile:
        shutil.rmtree(out, ignore_errors=True)
        raise


def _read(path: Path, out: Path) -> Document:
    command = [sys.executable, "-m", "lib.sources.calendar_child"]
    command += [str(path.resolve()), str(out.resolve())]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"{path.name} could not be read within {SECONDS:.0f} seconds.", _NEXT_STEP
        ) from error
    facts_file = out / "facts.json"
    if done.returncode or not facts_file.exists():
        raise UnreadableFile(f"{path.name} is too large to be read as a calendar.", _NEXT_STEP)
    facts = json.loads(facts_file.read_text(encoding="utf-8"))
    if facts["error"]:
        raise UnreadableFile(f"{path.name} could not be read: {facts['error']}.", _NEXT_STEP)
    return CalendarDocument(
        path=path,
        sheet=None,
        header=tuple(facts["header"]),
        sample=facts["sample"],
        encoding=facts["encoding"],
        delimiter="",
        copy=out / facts["copy"],
        rows=facts["rows"],
        set_aside=[SetAside.at(*aside) for aside in facts["set_aside"]],
    )
