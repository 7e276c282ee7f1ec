"""What a build says of itself: its files, its rows, its checks, its day.

Owns `core.loads`, with the accounting identity as a CHECK that no build gets past,
`core.checks` and `core.build`. Must not decide what counts: that is SQL.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from lib import settings
from lib.errors import CheckFailed
from lib.sources.document import FileLoad
from lib.sql import graph

_LOADS = """
create table core.loads (
    file varchar, source varchar, table_name varchar, status varchar, rows_read bigint,
    rows_loaded bigint, rows_set_aside bigint, rows_duplicate bigint, rows_unlinked bigint,
    rows_blank bigint, encoding varchar, delimiter varchar, method varchar, reason varchar,
    notes varchar, exported_on date,
    check (rows_read = rows_loaded + rows_set_aside + rows_duplicate)
)
"""


@dataclass(frozen=True)
class Report:
    """What a build did.

    Args:
        as_of: its default day; None where no row of the exports is dated.
        files: `core.loads`, one dictionary a file.
    """

    build_id: str
    as_of: date | None
    files: tuple[dict[str, object], ...]


def note_files(con: duckdb.DuckDBPyConnection, loads: Sequence[FileLoad]) -> None:
    """Leaves the temporary table `load_files`, one row a file, for the SQL to count against."""
    con.execute(
        """
        create temp table load_files (
            file varchar, source varchar, table_name varchar, status varchar, rows_read bigint,
            rows_blank bigint, encoding varchar, delimiter varchar, method varchar, reason varchar,
            notes varchar, exported_on date
        )
        """
    )
    con.executemany(
        "insert into load_files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, try_cast(? as date))",
        [
            (
                load.file, load.source, load.table_name, load.status, load.rows_read,
                load.rows_blank, load.encoding, load.delimiter, load.method, load.reason,
                load.notes, load.exported_on,
            )
            for load in loads
        ],
    )  # fmt: skip
    con.execute(_LOADS)
    rows = graph.models(settings.SQL / "core")["loads"]
    con.execute(f"insert into core.loads by name {rows} order by file")


def note_build(
    con: duckdb.DuckDBPyConnection,
    build_id: str,
    exports: Sequence[Path],
    now: datetime,
    reference: Path,
) -> Report:
    """Makes `core.build`: its default day is the newest one that any source vouches for.

    And `core.definitions`: a mark of each table of `reference` and of the rules it was made by.
    """
    con.execute(
        """
        create table core.build as
        select
            $build_id as build_id, $built_at as built_at, max(vouched_on) as as_of_on,
            $exports as exports_from, $roots as roots, $is_sample as is_sample,
            $code as code_version
        from core.freshness
        """,
        {
            "build_id": build_id,
            "built_at": now.replace(tzinfo=None),
            "exports": ", ".join(str(path) for path in exports),
            "roots": [str(path.resolve()) for path in exports],
            "is_sample": [path.resolve() for path in exports] == [settings.SAMPLE],
            "code": _code_version(),
        },
    )
    con.execute("create table core.definitions (name varchar, mark varchar)")
    con.executemany("insert into core.definitions values (?, ?)", _definitions(reference))
    as_of: date | None = con.execute("select as_of_on from core.build").fetchall()[0][0]
    cursor = con.execute("select * from core.loads order by file")
    names = [column[0] for column in cursor.description or ()]
    files = tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    return Report(build_id, as_of, files)


def run_checks(con: duckdb.DuckDBPyConnection) -> None:
    """Makes `core.checks`: every claim of `lib/sql/checks/` with the rows that break it.

    Raises:
        CheckFailed: where one is broken.
    """
    found = []
    for name, sql in graph.models(settings.SQL / "checks").items():
        (failures,) = con.execute(f"select count(*) from ({sql}) as broken").fetchall()[0]
        found.append((name.replace("_", " "), failures, failures == 0))
    con.execute("create table core.checks (claim varchar, failures bigint, is_passed boolean)")
    con.executemany("insert into core.checks values (?, ?, ?)", found)
    broken = [f"{claim} ({failures} rows)" for claim, failures, is_passed in found if not is_passed]
    if broken:
        raise CheckFailed(
            f"Checking the new build: these claims do not hold: {'; '.join(broken)}.",
            "It was not published; the last good build is still served.",
        )


def _definitions(reference: Path) -> list[tuple[str, str]]:
    marks = [
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest()[:12])
        for path in sorted(reference.glob("*.csv"))
    ]
    return [*marks, ("the rules of the build", _code_version())]


def _code_version() -> str:
    """A mark of the SQL that made the build: same exports and same mark, same answers."""
    digest = hashlib.sha256()
    for path in sorted((settings.ROOT / "lib").rglob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
