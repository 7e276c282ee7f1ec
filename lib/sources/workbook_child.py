"""The process that opens a workbook: `python -m lib.sources.workbook_child FILE OUT`.

Owns everything that touches a stranger's workbook: a look at its size first
(`lib.sources.workbook_survey`), then reading. Writes a clean copy per visible sheet and
`facts.json`. Must not import DuckDB or anything else that is large.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from lib.sources import frame
from lib.sources.confined import Facts, serve
from lib.sources.staged import Table
from lib.sources.workbook_survey import Errors, survey


def read(source: Path, out: Path) -> Facts:
    """Read the workbook `source` into the directory `out`."""
    kind = _kind(source)
    errors = survey(source) if kind == "xlsx" else {}
    # Calamine believes a path's extension, so it gets the one that is true.
    file = out / f"source.{kind}"
    file.symlink_to(source)
    return {"tables": [table.facts() for table in _sheets(file, out, errors)]}


def _kind(source: Path) -> str:
    with source.open("rb") as file:
        if not file.read(4).startswith(b"PK"):  # an .xls may end in a zip it embeds
            return "xls"
    with zipfile.ZipFile(source) as archive:
        names = archive.namelist()
    known = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb"}
    return next((known[name] for name in known if name in names), "ods")


def _sheets(source: Path, out: Path, errors: dict[str, Errors]) -> Iterator[Table]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_path(str(source))
    for number, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != SheetTypeEnum.WorkSheet or sheet.visible != SheetVisibleEnum.Visible:
            continue
        rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        texts = _texts(rows, errors.get(sheet.name, {}))
        table = _table(sheet.name, texts, len(rows), out, f"{number}.csv")
        if table:
            yield table


def _texts(rows: list[list[Any]], errors: Errors) -> Callable[[int], list[str]]:
    """A row's cells as text, by its number from 1."""
    at: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        at.setdefault(row, {})[column] = text
    # Cells to the right of the header's last one still belong to their row.
    width = max((len(row) for row in rows), default=0)

    def texts(number: int) -> list[str]:
        cells = [_text(value) for value in rows[number - 1]]
        cells += [""] * (width - len(cells))
        for column, text in at.get(number, {}).items():
            cells[column - 1] = text
        return cells

    return texts


def _table(
    name: str, texts: Callable[[int], list[str]], last: int, out: Path, copy: str
) -> Table | None:
    """Write a sheet's rows below its header, and say what they are."""
    first = next((number for number in range(1, last + 1) if any(texts(number))), 0)
    if not first:
        return None
    while not any(texts(last)):
        last -= 1
    head = [texts(number) for number in range(first, min(first + frame.HEAD_ROWS, last + 1))]
    first += frame.header_at(head)
    tail = range(max(first + 1, last + 1 - frame.FOOTER_ROWS), last + 1)
    end = tail.start + frame.footer_at([texts(number) for number in tail])
    table = Table(name, copy, [cell.strip() for cell in texts(first)])
    total = next((number for number in range(end - 1, first, -1) if any(texts(number))), 0)
    with table.writing(out):
        for number in range(first + 1, end):
            cells = texts(number)
            if not any(cells) or frame.is_repeated(table.header, cells):
                table.rows_blank += 1
            elif number == total and frame.is_total(cells):
                table.put_aside(number, frame.TOTAL, ",".join(cells))
            else:
                table.add(number, cells)
    table.rows_blank += last + 1 - end
    return table


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
    serve(read, "it is damaged, or not in the form Excel writes")
