"""Calendar: the meetings in an iCalendar file (.ics) of Google, Outlook or Apple, as one table.

Owns what is said of a calendar; `lib.sources.calendar_child` reads it, confined. A row is one
meeting on one day: a series is as many rows as it has dates. Must not parse.
"""

from __future__ import annotations

from pathlib import Path

from lib.sources import confined
from lib.sources.document import Document, SetAside
from lib.sources.staged import StagedDocument

SECONDS = 180.0

_MARK = b"begin:vcalendar"
_NEXT_STEP = "Export the calendar again, or a shorter stretch of it."


def is_calendar(head: bytes) -> bool:
    """Whether a file that begins so is a calendar, whatever its name says."""
    # UTF-16 is these letters with zeros between them.
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xff\xfe\xbf \t\r\n").lower().startswith(_MARK)


def read(path: Path, staging: Path) -> list[Document]:
    """The one table of a calendar: a row per meeting and day, in the order of the file.

    Raises:
        UnreadableFile: where the calendar as a whole cannot be read.
    """
    out, facts = confined.run(
        "calendar_child",
        path,
        staging,
        _NEXT_STEP,
        seconds=SECONDS,
        died="is too large to be read as a calendar",
    )
    return [
        StagedDocument(
            path=path,
            sheet=None,
            header=tuple(facts["header"]),
            sample=facts["sample"],
            encoding=facts["encoding"],
            delimiter="",
            copy=confined.made(out, facts["copy"], path),
            rows=facts["rows"],
            rows_blank=0,
            set_aside=[SetAside.at(*aside) for aside in facts["set_aside"]],
            method="calendar",
        )
    ]
