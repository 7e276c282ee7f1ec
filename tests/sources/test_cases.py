"""Exports in, answers out: every folder here with an `in` and an `expect` is a case.

    <source>/<case>/in/*.csv       the exports, as a stranger would hand them in
    <source>/<case>/expect/*.csv   accounts, interactions, rejects, loads, metric: what the
                                   command line must answer, in the columns the case is about;
                                   freshness, history_gaps, gone, last_activity_as_of: what the
                                   Data page must say; list_NAME: what `list NAME` must answer
    <source>/<case>/case.toml      optional:
        why         what the case is for
        as_of       the day (or days) that accounts, metrics and lists are asked of
        date_order  what the build is told with --date-order
        some_rows   tables of which only the rows named (by the first column) are compared
        [make]      "file.csv" = an encoding to write it in, or "xlsx"; the folder keeps plain UTF-8

A cell `*words*` is compared as a pattern. An empty cell is null.
"""

from __future__ import annotations

import csv
import shutil
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from difflib import unified_diff
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from lib.metrics import query
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import engine
from tests.command import Answer, call

HERE = Path(__file__).parent
ON_THE_DATA_PAGE = ("freshness", "history_gaps", "gone", "last_activity_as_of")
ASKED = ("accounts", "interactions", "rejects", "loads", "metric", *ON_THE_DATA_PAGE)
ANSWERS = ("value", "numerator", "denominator", "low", "high")
Row = tuple[str, ...]


def expectations() -> Iterator[Any]:
    for path in sorted(HERE.glob("*/*/expect/*.csv")):
        case = path.parent.parent
        yield pytest.param(path, id=f"{case.parent.name}-{case.name}-{path.stem}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], tuple[Path, Answer]]:
    """Build a case once, whatever is asked of it; its warehouse, and the load report."""

    @cache
    def build(case: Path) -> tuple[Path, Answer]:
        place = tmp_path_factory.mktemp(case.name)
        told = settings(case)
        shutil.copytree(case / "in", place / "in")
        for name, form in told.get("make", {}).items():
            remake(place / "in" / name, form)
        order = ["--date-order", told["date_order"]] if "date_order" in told else []
        answer = call("build", place / "in", "--json", *order, warehouse=place / "warehouse")
        assert answer.code == 0, answer.err
        return place / "warehouse", answer

    return build


@pytest.mark.parametrize("path", list(expectations()))
def test_case(built: Callable[[Path], tuple[Path, Answer]], path: Path) -> None:
    case = path.parent.parent
    told = settings(case)
    warehouse, report = built(case)
    with path.open(encoding="utf-8", newline="") as file:
        columns, *lines = [tuple(line) for line in csv.reader(file) if line]
    assert path.stem in ASKED or path.stem.startswith("list_")
    found = ask(path.stem, columns, lines, told, warehouse, report)
    missing = set(columns) - set(found[0]) if found else set()
    assert not missing, f"the answer has no column {', '.join(sorted(missing))}"
    actual = [tuple(text(row[column]) for column in columns) for row in found]
    if path.stem in told.get("some_rows", ()):
        keys = {line[0] for line in lines}
        actual = [row for row in actual if row[0] in keys]
    is_pattern = [any("*" in line[place] for line in lines) for place in range(len(columns))]

    def plain(row: Row) -> Row:
        return tuple(cell for cell, hides in zip(row, is_pattern, strict=True) if not hides)

    wanted, actual = sorted(lines, key=plain), sorted(actual, key=plain)
    if len(wanted) == len(actual):
        actual = [agreed(row, line) for row, line in zip(actual, wanted, strict=True)]
    differences = list(unified_diff(lined(wanted), lined(actual), "expected", "found", n=0))
    assert not differences, "\n".join([told.get("why", ""), " | ".join(columns), *differences])


def test_every_case_says_what_it_expects() -> None:
    cases = [path.parent for path in HERE.glob("*/*/in")]
    assert cases
    assert [case.name for case in cases if not list(case.glob("expect/*.csv"))] == []


def ask(
    table: str,
    columns: Row,
    lines: list[Row],
    told: dict[str, Any],
    warehouse: Path,
    report: Answer,
) -> list[dict[str, Any]]:
    """The rows of a table, or the metrics that the expected lines name, split as they are."""
    if table == "loads":
        return report.rows
    if table in ON_THE_DATA_PAGE:
        return on_the_data_page(table, told, warehouse)
    words: list[object] = [table]
    if table.startswith("list_"):
        words = ["list", table.removeprefix("list_")]
    if table == "metric":
        words += dict.fromkeys(line[columns.index("metric")] for line in lines)
        split = [name for name in columns if name not in ("metric", "as_of", *ANSWERS)]
        words += ["--by", *split] if split else []
    if (table in ("accounts", "metric") or words[0] == "list") and "as_of" in told:
        days = told["as_of"]
        words += ["--as-of", *(days if isinstance(days, list) else [days])]
    answer = call(*words, "--format", "json", warehouse=warehouse)
    assert answer.code == 0, answer.err
    return answer.rows


def on_the_data_page(table: str, told: dict[str, Any], warehouse: Path) -> list[dict[str, Any]]:
    """What no command asks for."""
    asked = (
        query.relation(table, Scope((date.fromisoformat(told["as_of"]),), rights=EVERY_ROW))
        if table.endswith("_as_of")
        else query.table(table, Scope((), rights=EVERY_ROW))
    )
    with engine.lease(warehouse) as session:
        return session.rows(asked.sql, asked.parameters)


def settings(case: Path) -> dict[str, Any]:
    path = case / "case.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def agreed(row: Row, line: Row) -> Row:
    """The row, with the pattern in place of each cell that fits it."""
    return tuple(
        want if "*" in want and fnmatchcase(cell, want) else cell
        for cell, want in zip(row, line, strict=True)
    )


def lined(rows: list[Row]) -> list[str]:
    return [" | ".join(row) for row in rows]


def remake(path: Path, form: str) -> None:
    """The file again, in another encoding or as a workbook with true dates and numbers."""
    if form != "xlsx":
        path.write_bytes(path.read_text(encoding="utf-8").encode(form))
        return
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append([typed(cell) for cell in row])
    book.save(path.with_suffix(".xlsx"))
    path.unlink()


def typed(cell: str) -> object:
    if cell.isdigit() and not cell.startswith("0"):
        return int(cell)
    try:
        return datetime.strptime(cell, "%Y-%m-%d")  # noqa: DTZ007 (a cell of a sheet has no zone)
    except ValueError:
        return cell or None
