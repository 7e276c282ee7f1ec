"""The process that opens a workbook: `python -m lib.sources.workbook_child FILE OUT`.

Owns everything that touches a stranger's workbook: limits first, then a streamed look at
the size of every sheet (one value in the last cell makes a reader allocate 17 billion),
then reading. Writes a clean copy per visible sheet and `facts.json`. Must not import
DuckDB or anything else that is large.
"""

from __future__ import annotations

import json
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from lib.sources.clean import clean_copy
from lib.sources.document import SAMPLE_ROWS

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 60
MAX_CELLS = 20_000_000
MAX_STRINGS_BYTES = 200_000_000
CHUNK = 1 << 20

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Errors = dict[tuple[int, int], str]


class TooLarge(Exception):
    """A sheet or its strings are larger than a workbook may be."""


def main(source: str, out: str) -> None:
    """Read the workbook `source` into the directory `out`."""
    with suppress(ValueError, OSError):  # a system without this limit has the clock's
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    facts: dict[str, Any] = {"error": "", "sheets": []}
    try:
        errors = _survey(Path(source))
        facts["sheets"] = list(_sheets(source, Path(out), errors))
    except TooLarge as error:
        facts["error"] = str(error)
    except MemoryError:
        facts["error"] = "it needs more memory than a workbook may take"
    except BaseException as error:  # calamine's PanicException is not an Exception
        if type(error).__name__ == "PasswordError":
            facts["error"] = "it has a password"
        else:
            facts["error"] = "it is damaged, or not in the form Excel writes"
    facts_file = Path(out) / "facts.json"
    facts_file.write_text(json.dumps(facts), encoding="utf-8")


def _survey(source: Path) -> dict[str, Errors]:
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
                raise TooLarge(f"its texts are larger than {MAX_STRINGS_BYTES // 10**6} MB")
            yield chunk


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> its part of the archive, worksheets only."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {
        relation.get("Id"): str(PurePosixPath("xl") / relation.get("Target", "")).lstrip("/")
        for relation in relations
        if relation.get("Type", "").endswith("/worksheet")
    }
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    return {
        element.get("name", ""): targets[element.get(_RELATION)]
        for element in workbook.iter()
        if element.tag.endswith("}sheet") and element.get(_RELATION) in targets
    }


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
                raise TooLarge(f"a sheet spans more than {MAX_CELLS:,} cells")
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


def _sheets(source: str, out: Path, errors: dict[str, Errors]) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_path(source)
    for number, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != SheetTypeEnum.WorkSheet or sheet.visible != SheetVisibleEnum.Visible:
            continue
        rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        found = _table(rows, errors.get(sheet.name, {}), out / f"{number}.csv")
        if found:
            yield {"name": sheet.name, "copy": f"{number}.csv", **found}


def _table(rows: list[list[Any]], errors: Errors, copy: Path) -> dict[str, Any] | None:
    """Write a sheet's rows below its header, and say what they are."""
    at: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        at.setdefault(row, {})[column] = text
    written = blank = pending = 0
    header: list[str] = []
    sample: list[list[str]] = []
    # Cells to the right of the header's last one still belong to their row.
    width = max((len(row) for row in rows), default=0)
    with clean_copy(copy) as write:
        for number, values in enumerate(rows, 1):
            cells = [_text(value) for value in values]
            cells += [""] * (width - len(cells))
            for column, text in at.get(number, {}).items():
                cells[column - 1] = text
            if not any(cells):
                pending += 1
                continue
            if not header:
                header, pending = [cell.strip() for cell in cells], 0
                continue
            blank, pending = blank + pending, 0
            write(number, cells)
            written += 1
            if len(sample) < SAMPLE_ROWS:
                sample.append(cells)
    if not header:
        return None
    return {"header": header, "sample": sample, "rows": written, "rows_blank": blank}


def _text(value: Any) -> str:
    """A cell as text: whole numbers without decimals, ISO dates, true and false."""
    return _TEXTS.get(type(value), str)(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)


def _moment(value: datetime) -> str:
    # A serial number holds a time only to a fraction of a second.
    value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return value.isoformat(" ")


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    return f"{sign}{hours:02}:{rest // 60:02}:{rest % 60:02}"


_TEXTS: dict[type, Callable[[Any], str]] = {
    float: _number,
    bool: lambda value: "true" if value else "false",
    datetime: _moment,
    date: date.isoformat,
    time: lambda value: value.replace(microsecond=0).isoformat(),
    timedelta: _duration,
}


if __name__ == "__main__":
    main(*sys.argv[1:])
