"""A build: exports in, a checked and published DuckDB file out.

Owns the order of the steps and what a build says of itself (`core.build`,
`core.loads`, `core.rejects`, `core.checks`). Reads no clock: the entry point says when
it is. Must not know a rule of the domain (that is SQL) nor where files lie (publish).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from lib import settings
from lib.errors import BuildFailed, CheckFailed
from lib.sources import contract, loader
from lib.sources.loader import FileLoad
from lib.sql import graph
from lib.warehouse import engine, publish, reference

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Check:
    """A claim about the data, and how many rows break it."""

    claim: str
    failures: int

    @property
    def is_passed(self) -> bool:
        """Whether no row breaks it."""
        return self.failures == 0


@dataclass(frozen=True)
class Report:
    """What a build did: the load report."""

    build_id: str
    as_of: date | None
    files: tuple[dict[str, object], ...]
    checks: tuple[Check, ...]


def build(
    exports: Sequence[Path],
    warehouse: Path,
    now: datetime,
    progress: Progress = lambda _: None,
    date_order: str | None = None,
    reference_folder: Path = settings.REFERENCE,
) -> Report:
    """Reads exports, makes every table, checks them, publishes the build.

    Args:
        exports: folders or files; nothing in them is changed.
        warehouse: where builds are kept.
        now: the entry point's clock, with its zone.
        progress: told what is being done.
        date_order: `dmy` or `mdy`, for dates that can be read both ways.

    Raises:
        NoExports, BuildRunning, BuildFailed, BadReference.
    """
    stamp = now.astimezone(UTC)
    build_id = f"{stamp:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
    with publish.new_build(warehouse, build_id) as draft:
        con = engine.open_for_build(draft.path, draft.temp)
        try:
            report = _make(con, build_id, exports, draft.temp, stamp, progress, date_order, reference_folder)
            progress("publishing")
            con.execute("checkpoint")
        except duckdb.IOException:
            raise
        except duckdb.Error as error:
            raise BuildFailed(
                f"Building from {', '.join(map(str, exports))}: the database refused a step"
                f" ({type(error).__name__}).",
                "The last good build is still served. Please report this with the files' layouts.",
            ) from error
        finally:
            con.close()
        publish.step("made")
        draft.publish()
    return report


def _make(
    con: duckdb.DuckDBPyConnection,
    build_id: str,
    exports: Sequence[Path],
    temp: Path,
    now: datetime,
    progress: Progress,
    date_order: str | None,
    reference_folder: Path,
) -> Report:
    con.execute("create schema core")
    con.execute((settings.ROOT / "lib/sources/macros.sql").read_text(encoding="utf-8"))
    reference.load(con, reference_folder)
    parameters = {"legal_forms": reference.legal_forms(con)}
    staging = temp / "staging"
    staging.mkdir(exist_ok=True)
    loads = loader.load(con, exports, staging, parameters, date_order, progress)
    publish.step("loaded")
    _write_loads(con, loads)
    parameters.update(reference.patterns(con))
    _run_models(con, parameters, progress)
    publish.step("modelled")
    as_of = _write_build(con, build_id, exports, now)
    progress("checking")
    checks = run_checks(con)
    broken = [f"{check.claim} ({check.failures} rows)" for check in checks if not check.is_passed]
    if broken:
        raise CheckFailed(
            f"Checking the new build: these claims do not hold: {'; '.join(broken)}.",
            "It was not published; the last good build is still served.",
        )
    files = tuple(_rows(con, "select * from core.loads order by file"))
    return Report(build_id, as_of, files, checks)


def _run_models(con: duckdb.DuckDBPyConnection, parameters: dict[str, str], progress: Progress) -> None:
    """Makes `evidence` (temporary) and `core` (kept), each relation after those it reads."""
    evidence = graph.models(settings.SQL / "evidence")
    core = graph.models(settings.SQL / "core")
    models = {**evidence, **core}
    readers = [name for sql in models.values() for name in graph.reads(sql)]
    home = con.execute("select current_database()").fetchall()[0][0]
    con.execute(f'use "{home}".core')
    for name in graph.in_order(models):
        progress(name.replace("_", " "))
        named = {key: value for key, value in parameters.items() if f"${key}" in models[name]}
        sql = models[name]
        if name in core:
            con.execute(f"create table {name} as {sql}", named or None)
        elif readers.count(name) > 1:
            con.execute(f"create temp table {name} as {sql}", named or None)
        else:
            # Read once: nothing is written that is read once.
            for key, value in named.items():
                sql = sql.replace(f"${key}", "'" + value.replace("'", "''") + "'")
            con.execute(f"create temp view {name} as {sql}")
    con.execute(f'use "{home}"')


def _write_loads(con: duckdb.DuckDBPyConnection, loads: Sequence[FileLoad]) -> None:
    """The load report, with the accounting identity as a CHECK that no build gets past."""
    con.execute(
        """
        create temp table load_files (
            file varchar, source varchar, table_name varchar, status varchar, rows_read bigint,
            rows_blank bigint, encoding varchar, delimiter varchar, method varchar, reason varchar,
            exported_on date
        )
        """
    )
    con.executemany(
        "insert into load_files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, try_cast(? as date))",
        [
            (
                load.file, load.source, load.table_name, load.status, load.rows_read, load.rows_blank,
                load.encoding, load.delimiter, load.method, load.reason, load.exported_on,
            )
            for load in loads
        ],
    )  # fmt: skip
    used = " union all ".join(
        f"select '{name}' as table_name, file from source_{name}" for name in contract.tables()
    )
    con.execute(
        f"""
        create table core.rejects as
        select file, row, last_row, table_name, reason, raw from load_rejects order by file, row;
        create table core.loads (
            file varchar, source varchar, table_name varchar, status varchar, rows_read bigint,
            rows_loaded bigint, rows_set_aside bigint, rows_duplicate bigint, rows_blank bigint,
            encoding varchar, delimiter varchar, method varchar, reason varchar, exported_on date,
            check (rows_read = rows_loaded + rows_set_aside + rows_duplicate)
        );
        insert into core.loads
        with
        used as (select table_name, file, count(*) as n from ({used}) as u group by table_name, file),
        aside as (select file, count(*) as n from load_rejects group by file),
        twice as (select table_name, file, count(*) as n from load_duplicates group by table_name, file)
        select
            f.file, f.source, f.table_name, f.status, f.rows_read, coalesce(used.n, 0),
            coalesce(aside.n, 0), coalesce(twice.n, 0), f.rows_blank, f.encoding, f.delimiter, f.method,
            f.reason, f.exported_on
        from load_files as f
        left join used on f.table_name = used.table_name and f.file = used.file
        left join aside on f.file = aside.file
        left join twice on f.table_name = twice.table_name and f.file = twice.file
        order by f.file
        """
    )


def _write_build(
    con: duckdb.DuckDBPyConnection, build_id: str, exports: Sequence[Path], now: datetime
) -> date | None:
    """What the build is: its default as-of date is the newest day the exports vouch for.

    A day vouches where a row was created or changed on it. A source without such stamps is
    vouched for by its newest interaction that is not a plan. No day after `now` counts.
    """
    stamps = " union all ".join(
        f"select source, greatest(recorded_on, cast(modified_at as date)) as day from source_{name}"
        for name in contract.tables()
    )
    con.execute(
        f"""
        create table core.freshness as
        with
        stamps as (select source, max(day) as day from ({stamps}) as s where day <= $today group by source),
        newest as (
            select source, max(occurred_on) as day, count(*) as interactions,
            from core.interactions
            where outcome <> 'planned' and occurred_on <= $today and known_until = date '9999-12-31'
            group by source
        ),
        sources as (select distinct source from core.loads where status = 'loaded')
        select
            sources.source,
            (select min(horizon_on) from core.horizons as h where h.source = sources.source) as horizon_on,
            newest.day as newest_on,
            coalesce(stamps.day, newest.day) as vouched_on,
            coalesce(newest.interactions, 0) as interactions
        from sources
        left join stamps on sources.source = stamps.source
        left join newest on sources.source = newest.source
        order by sources.source
        """,
        {"today": now.date()},
    )
    con.execute(
        """
        create table core.build as
        select
            $build_id as build_id, $built_at as built_at, max(vouched_on) as as_of_on,
            $exports as exports_from, $code as code_version
        from core.freshness
        """,
        {
            "build_id": build_id,
            "built_at": now.replace(tzinfo=None),
            "exports": ", ".join(str(path) for path in exports),
            "code": _code_version(),
        },
    )
    as_of: date | None = con.execute("select as_of_on from core.build").fetchall()[0][0]
    return as_of


def run_checks(con: duckdb.DuckDBPyConnection) -> tuple[Check, ...]:
    """Every claim of `lib/sql/checks/`: a select of the rows that break it."""
    found = []
    for name, sql in graph.models(settings.SQL / "checks").items():
        (failures,) = con.execute(f"select count(*) from ({sql}) as broken").fetchall()[0]
        found.append(Check(name.replace("_", " "), failures))
    con.execute("create table core.checks (claim varchar, failures bigint, is_passed boolean)")
    if found:
        con.executemany(
            "insert into core.checks values (?, ?, ?)",
            [(check.claim, check.failures, check.is_passed) for check in found],
        )
    return tuple(found)


def _code_version() -> str:
    """A mark of the SQL that made the build: same exports and same mark, same answers."""
    digest = hashlib.sha256()
    for path in sorted((settings.ROOT / "lib").rglob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, object]]:
    cursor = con.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
