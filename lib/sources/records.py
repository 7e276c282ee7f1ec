"""Records: the exact reading of delimited text, one record at a time.

Owns what a whole record is: as wide as the header, every quote where it belongs, no
binary zero, every byte readable. What is not whole is handed on with a reason, and
reading resumes on the next line of text, so that a quote left open never swallows the
rows behind it. Also guesses the delimiter. Must not write or load anything.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from lib.sources.frame import header_at

DELIMITERS = ",;\t|"
# Beyond this many characters in one cell, the quote was never meant to run so far.
CELL_LENGTH = 8_000_000

_SPACES = str.maketrans("\r\n\0", "   ")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Broken:
    """A record that is not whole: the reason in words, and its text."""

    reason: str
    raw: str


class Lines:
    """Lines of text with their newlines, which can be handed back to be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._returned: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.taken.append(line)
        return line

    def rest(self) -> Iterator[str]:
        """The lines to come, as they stand."""
        return self._lines

    def hand_back(self, lines: list[str]) -> None:
        """Put lines back in front; they will be read again."""
        self._returned.extendleft(reversed(lines))


def records(
    lines: Lines, delimiter: str, width: int | None, *, is_quoted: bool = False
) -> Iterator[list[str] | Broken]:
    """Every record in order: its cells (none for an empty line), or why it is broken.

    Args:
        width: the number of cells to expect; `None` takes any.
        is_quoted: whether the header opens with a quote. While every good record does so
            too, a line behind an open quote that does not is a piece of that cell.
    """
    csv.field_size_limit(CELL_LENGTH)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    is_resuming = False
    while True:
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield _broken_quote(lines, delimiter)
            is_resuming = True
            continue
        raw = lines.taken[0] if len(lines.taken) == 1 else "".join(lines.taken)
        reason = _fault(cells, raw, delimiter, width)
        opens_quoted = raw.startswith('"')
        if not reason and cells and is_quoted and is_resuming and not opens_quoted:
            reason = "Seems to be the rest of a cell whose quote is broken."
        if reason:
            yield Broken(reason, raw)
            continue
        if cells:
            is_resuming = False
            is_quoted = is_quoted and opens_quoted
        yield cells


def _fault(cells: list[str], raw: str, delimiter: str, width: int | None) -> str:
    """Why a record that Python's csv accepts is still not whole, or nothing."""
    if "\0" in raw:
        return "Holds a binary zero (NUL)."
    if not raw.isascii() and _SURROGATE.search(raw):
        return "Holds bytes that are not UTF-8."
    if '"' in raw and any('"' in cell for cell in cells) and not _whole(delimiter).fullmatch(raw):
        return "Has a quote inside a cell that is not quoted."
    if width is not None and cells and len(cells) != width:
        count = f"{len(cells)} cell" + "s" * (len(cells) != 1)
        return f"Has {count} where the header has {width}."
    return ""


def _broken_quote(lines: Lines, delimiter: str) -> Broken:
    """Set aside up to the line on which the faulty cell opens, and hand the rest back."""
    taken = list(lines.taken)
    text = "".join(taken)
    match = _cells(delimiter).match(text)
    assert match, "the pattern matches the empty string"
    before = text[: match.end()]
    opened_on = before.count("\n") + before.count("\r") - before.count("\r\n")
    rest = taken[opened_on + 1 :]
    lines.hand_back(rest)
    kept = "".join(taken[: opened_on + 1])
    if rest or not _closes(text[match.end() :]):
        return Broken("A quote is opened and never closed.", kept)
    return Broken("Has a quote in the middle of a quoted cell.", kept)


def _closes(cell: str) -> bool:
    return re.match(r'"[^"]*+(?:""[^"]*+)*+"', cell) is not None


def _cell(delimiter: str) -> str:
    return rf'(?:"[^"]*+(?:""[^"]*+)*+"|[^"\r\n{re.escape(delimiter)}]*+)'


@cache
def _cells(delimiter: str) -> re.Pattern[str]:
    """As many complete cells with their delimiters as stand at the start."""
    return re.compile(rf"(?:{_cell(delimiter)}{re.escape(delimiter)})*+")


@cache
def _whole(delimiter: str) -> re.Pattern[str]:
    """A record with every quote where RFC 4180 lets one stand."""
    cell, mark = _cell(delimiter), re.escape(delimiter)
    return re.compile(rf"(?:{cell}{mark})*+{cell}[\r\n]*")


def cells_of(record: list[str] | Broken, delimiter: str) -> list[str]:
    """A record's cells; those of a broken one as well as they can be told."""
    if not isinstance(record, Broken):
        return record
    line = record.raw.translate(_SPACES)
    return next(csv.reader([line], delimiter=delimiter), []) if len(line) < 10_000 else [line]


def guess_delimiter(lines: list[str]) -> str:
    """The delimiter under which most records are as wide as the header; a comma if none is.

    Where the first record fits hardly any below it, titles may stand above the header.

    Args:
        lines: the first lines of the file, from the header on, none cut short.
    """
    read = {delimiter: list(records(Lines(lines), delimiter, None)) for delimiter in DELIMITERS}
    plain = {delimiter: _fitness(found) for delimiter, found in read.items()}
    best = max(DELIMITERS, key=lambda delimiter: plain[delimiter])
    if plain[best] >= 0.5:
        return best
    below = {
        delimiter: _fitness(found[header_at([cells_of(record, delimiter) for record in found]) :])
        for delimiter, found in read.items()
    }
    return max(DELIMITERS, key=lambda delimiter: below[delimiter])


def _fitness(read: list[list[str] | Broken]) -> float:
    if not read or isinstance(read[0], Broken) or len(read[0]) < 2:
        return 0.0
    width = len(read[0])
    rows = [row for row in read[1:] if row]
    fits = sum(not isinstance(row, Broken) and len(row) == width for row in rows)
    share = (fits + 1) / (len(rows) + 1)
    return share * (width - 1) / width
