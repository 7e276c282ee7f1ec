"""Survey: a streamed look at the sheets of an .xlsx before anything is allocated for them.

Owns the limits of size (one value in the last cell makes a reader allocate 17 billion), and the
error cells, which calamine gives as empty. Runs in the workbook's child process only.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree
from xml.parsers import expat

from lib.sources.confined import Refused

MAX_CELLS = 20_000_000
MAX_STRINGS_BYTES = 200_000_000
MAX_SHEETS = 1_000
MAX_LIST_BYTES = 4_000_000
CHUNK = 1 << 20

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Errors = dict[tuple[int, int], str]


def survey(source: Path) -> dict[str, Errors]:
    """Stream every sheet: its size, and the error cells that calamine gives as empty.

    Returns: sheet name -> (row, column) from 1 -> the error's text.
    """
    with zipfile.ZipFile(source) as archive:
        if "xl/sharedStrings.xml" in archive.namelist():
            for _ in _chunks(archive, "xl/sharedStrings.xml"):
                pass
        parts = _sheet_parts(archive)
        return {name: _Survey().read(archive, part) for name, part in parts.items()}


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            # The declared size proves nothing: count while reading.
            if part.endswith("sharedStrings.xml") and size > MAX_STRINGS_BYTES:
                raise Refused(f"its texts are larger than {MAX_STRINGS_BYTES // 10**6} MB")
            yield chunk


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> its part of the archive, worksheets only."""
    relations = ElementTree.fromstring(_small(archive, "xl/_rels/workbook.xml.rels"))
    targets = {
        relation.get("Id"): str(PurePosixPath("xl") / relation.get("Target", "")).lstrip("/")
        for relation in relations
        if relation.get("Type", "").endswith("/worksheet")
    }
    workbook = ElementTree.fromstring(_small(archive, "xl/workbook.xml"))
    return {
        element.get("name", ""): targets[element.get(_RELATION)]
        for element in workbook.iter()
        if element.tag.endswith("}sheet") and element.get(_RELATION) in targets
    }


def _small(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part that only lists the sheets."""
    with archive.open(part) as stream:
        content = stream.read(MAX_LIST_BYTES + 1)
    if len(content) > MAX_LIST_BYTES or content.count(b"<sheet ") > MAX_SHEETS:
        raise Refused(f"it has more than {MAX_SHEETS} sheets")
    return content


class _Survey:
    """The largest cell reference of one sheet, and its error cells.

    Called back for every element: the handlers are lean, and the two for an error's text
    are set only inside an error cell.
    """

    def __init__(self) -> None:
        self.errors: Errors = {}
        self.row = self.column = 0
        self.last_row = self.last_column = 0
        self.columns: dict[str, int] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start

    def read(self, archive: zipfile.ZipFile, part: str) -> Errors:
        for chunk in _chunks(archive, part):
            self.parser.Parse(chunk, False)
            if self.last_row * self.last_column > MAX_CELLS:
                raise Refused(f"a sheet spans more than {MAX_CELLS:,} cells")
        self.parser.Parse(b"", True)
        return self.errors

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "v":
            return
        if tag == "c" or tag.endswith(":c"):
            self.cell(attributes.get("r", ""))
            if attributes.get("t") == "e":
                self.parser.CharacterDataHandler = self.text
                self.parser.EndElementHandler = self.end
        elif tag == "row" or tag.endswith(":row"):
            self.row = int(attributes.get("r") or self.row + 1)
            self.column = 0
            self.last_row = max(self.last_row, self.row)
        elif tag == "f" and self.parser.CharacterDataHandler:
            # The formula in an error cell is not its value.
            self.parser.CharacterDataHandler = None

    def text(self, data: str) -> None:
        at = (self.row, self.column)
        self.errors[at] = self.errors.get(at, "") + data

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self.parser.CharacterDataHandler = self.text if name == "f" else None
        if name == "c":
            self.parser.EndElementHandler = None

    def cell(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        if letters not in self.columns:
            self.columns[letters] = _column(letters)
        self.column = self.columns[letters] or self.column + 1
        if reference:
            self.row = int(reference[len(letters) :])
        if self.row > self.last_row:
            self.last_row = self.row
        if self.column > self.last_column:
            self.last_column = self.column


def _column(letters: str) -> int:
    """`A` is 1; a cell without a reference is 0: it stands right of the one before."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column
