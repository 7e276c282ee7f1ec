"""Head: where the header stands in a text file, and what delimits its cells.

Owns what may stand above a header (`sep=;`, blank lines, titles). Must not read past the first
lines of a file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lib.errors import UnreadableFile
from lib.sources import frame
from lib.sources.encoding import Encoding, opened
from lib.sources.records import Broken, Lines, cells_of, guess_delimiter, records

HEAD_LINES = 200
# A header longer than this is no header, and no more than this is looked at to tell one.
HEAD_CHARACTERS = 4_000_000
_SEP = re.compile(r'"?sep=([^"\r\n])"?[\r\n]*', re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """The header of a text file.

    Args:
        raw: its lines as they stand.
        lines, size: how many lines and bytes (of UTF-8) there are down to its end.
        row: its row as a spreadsheet shows it.
    """

    delimiter: str
    cells: tuple[str, ...]
    raw: str
    lines: int
    size: int
    row: int


def read(path: Path, encoding: Encoding) -> Head:
    """Finds a file's header.

    Raises:
        UnreadableFile: where there is none, or it cannot be read.
    """
    with opened(path, encoding) as stream:
        head = list(islice(_lines(stream, path), HEAD_LINES))
    delimiter, skipped = _sep(head)
    blank = 0
    while skipped < len(head) and not head[skipped].strip(' \t\r\n,;|"'):
        skipped, blank = skipped + 1, blank + 1
    if skipped == len(head):
        raise UnreadableFile(f"{path.name} holds no header and no rows.", "Export it again.")
    delimiter = delimiter or guess_delimiter(head[skipped:])

    lines = Lines(head[skipped:])
    first = [cells_of(record, delimiter) for record in records(lines, delimiter, None)]
    titles = frame.header_at(first)
    lines = Lines(head[skipped:])
    found = records(lines, delimiter, None)
    for _ in range(titles):
        next(found)
        skipped += len(lines.taken)
    header = next(found)
    if isinstance(header, Broken):
        raise UnreadableFile(
            f"The header of {path.name} cannot be read: {header.reason[0].lower()}"
            f"{header.reason[1:]}",
            "Repair its first line, or export it again.",
        )
    end = skipped + len(lines.taken)
    return Head(
        delimiter=delimiter,
        cells=tuple(cell.strip() for cell in header),
        raw="".join(lines.taken),
        lines=end,
        size=len("".join(head[:end]).encode("utf-8", "surrogateescape")),
        row=blank + titles + 1,
    )


def _lines(stream: io.TextIOWrapper, path: Path) -> Iterator[str]:
    read = 0
    while read < HEAD_CHARACTERS and (line := stream.readline(HEAD_CHARACTERS)):
        if len(line) == HEAD_CHARACTERS:
            raise UnreadableFile(
                f"{path.name} has no end of line in its first {HEAD_CHARACTERS:,} characters.",
                "It may not be a table: export it again as CSV.",
            )
        read += len(line)
        yield line


def _sep(head: list[str]) -> tuple[str, int]:
    """The delimiter a first line `sep=;` declares, and how many lines that takes."""
    declared = _SEP.fullmatch(head[0]) if head else None
    return (declared[1], 1) if declared else ("", 0)
