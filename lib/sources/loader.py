"""From export files to the source tables of the contract, every row accounted for.

Owns the road of a file: found, read (`lib.sources.files`), recognised, given its
columns by name, turned into the contract's tables by its source's SQL, duplicates
counted apart. Leaves temporary relations on the connection: `source_<table>` (rows
that are used), `load_files`, `load_rejects`. Must not know what a visit is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lib.errors import NoExports, UnreadableFile
from lib.sources import contract
from lib.sources.files import documents
from lib.sources.recognise import Match, Source, recognise, sources
from lib.sources.text import Document, Loaded
from lib.sql import graph

Progress = Callable[[str], None]
_TABLES = {".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ""}
_NOT_DATA = {".md", ".py", ".toml", ".gitkeep"}
_DATE_ORDERS = r"^(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}"


@dataclass
class FileLoad:
    """What became of one file (or one sheet): a row of the load report."""

    file: str
    source: str = ""
    layout: str = ""
    table_name: str = ""
    status: str = "loaded"
    reason: str = ""
    encoding: str = ""
    delimiter: str = ""
    method: str = ""
    rows_read: int = 0
    rows_blank: int = 0
    rows_broken: int = 0
    exported_on: str | None = None


@dataclass
class _Raw:
    """A file's rows as text, in a temporary table, with what they were recognised as."""

    load: FileLoad
    match: Match
    header: tuple[str, ...]
    table: str
    row_sql: str


def find_files(exports: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Every file under the given folders (or the files themselves), with the name it is known by.

    Raises:
        NoExports: where one of them does not exist.
    """
    for root in exports:
        if not root.exists():
            raise NoExports(
                f"Reading exports: {root} does not exist.",
                "Give a folder that holds export files, or put them under data/raw.",
            )
        paths = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
        for path in paths:
            parts = path.relative_to(root.parent if root.is_file() else root).parts
            if any(part.startswith((".", "__")) for part in parts) or path.suffix in _NOT_DATA:
                continue
            name = "/".join(parts)
            yield (f"{root.name}/{name}" if len(exports) > 1 and root.is_dir() else name), path


def load(
    con: duckdb.DuckDBPyConnection,
    exports: Sequence[Path],
    staging: Path,
    parameters: dict[str, str],
    date_order: str | None,
    progress: Progress,
) -> list[FileLoad]:
    """Reads every export into the contract's tables.

    Args:
        con: a connection that may read files; relations are left on it.
        exports: folders or files.
        staging: a private directory for clean copies.
        parameters: what the sources' SQL may name (`$legal_forms`).
        date_order: `dmy` or `mdy` for columns whose own values cannot tell; None leaves those
            rows set aside.
        progress: told the name of what is being read.

    Raises:
        NoExports: where nothing was found, or nothing of it is an export we know.
    """
    con.execute((Path(__file__).parent / "macros.sql").read_text(encoding="utf-8"))
    _create_reports(con)
    found = list(find_files(exports))
    loads: list[FileLoad] = []
    raws: list[_Raw] = []
    for name, path in found:
        progress(name)
        for load_, raw in _read(con, name, path, staging, len(raws)):
            loads.append(load_)
            if raw:
                raws.append(raw)
    if not raws:
        where = ", ".join(str(path) for path in exports)
        reasons = "; ".join(f"{load_.file}: {load_.reason}" for load_ in loads[:3])
        raise NoExports(
            f"Reading exports in {where}: "
            + (f"none of {len(loads)} files could be used ({reasons})." if loads else "no files."),
            "Put a Salesforce export or a visit log there, as CSV or XLSX with its header row.",
        )
    home = con.execute("select current_database()").fetchall()[0][0]
    con.execute("attach ':memory:' as staging")
    done: list[Source] = []
    for source in sources():
        mine = [raw for raw in raws if raw.match.source is source]
        if mine:
            progress(f"{source.label}: following links")
            _run_source(con, source, mine, done, parameters, date_order)
            done.append(source)
    con.execute(f'use "{home}"')
    _union_sources(con, done)
    _gather_rejects(con, done, raws)
    return loads


def _create_reports(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        create temp table load_rejects (
            file varchar, row bigint, last_row bigint, table_name varchar, reason varchar, raw varchar
        );
        create temp table load_duplicates (source varchar, table_name varchar, file varchar, row bigint);
        """
    )


def _read(
    con: duckdb.DuckDBPyConnection, name: str, path: Path, staging: Path, number: int
) -> Iterator[tuple[FileLoad, _Raw | None]]:
    """The documents of one file: each read and recognised, or with the reason why not."""
    if path.suffix.lower() not in _TABLES:
        reason = f"a {path.suffix} file is not a table we read (CSV, TSV, TXT or XLSX)"
        yield FileLoad(name, status="not_used", reason=reason), None
        return
    try:
        found = documents(path, staging)
    except UnreadableFile as error:
        yield FileLoad(name, status="unreadable", reason=str(error)), None
        return
    for document in found:
        load_ = FileLoad(f"{name}:{document.sheet}" if document.sheet else name)
        load_.encoding, load_.delimiter = document.encoding, document.delimiter
        load_.exported_on = path.parent.name
        match = recognise(document.header, document.sample, path.stem)
        if isinstance(match, str):
            load_.status, load_.reason = "not_used", match
            yield load_, None
            continue
        table = f"raw_file_{number}"
        number += 1
        load_.source, load_.layout = match.source.name, match.layout.name
        load_.table_name = match.layout.table
        try:
            loaded = document.load(con, table)
        except UnreadableFile as error:
            load_.status, load_.reason = "unreadable", str(error)
            yield load_, None
            continue
        _note_broken_rows(con, load_, loaded)
        yield load_, _Raw(load_, match, document.header, table, loaded.row_sql)


def _note_broken_rows(con: duckdb.DuckDBPyConnection, load_: FileLoad, loaded: Loaded) -> None:
    load_.method = loaded.method
    load_.rows_read, load_.rows_blank = loaded.rows_read, loaded.rows_blank
    load_.rows_broken = len(loaded.set_aside)
    if loaded.set_aside:
        con.executemany(
            "insert into load_rejects values (?, ?, ?, ?, ?, ?)",
            [
                (load_.file, row.row, row.last_row, load_.table_name, row.reason, row.raw)
                for row in loaded.set_aside
            ],
        )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _raw_view(
    con: duckdb.DuckDBPyConnection, layout_name: str, source: Source, raws: list[_Raw], order: str | None
) -> None:
    """`raw_<layout>`: its declared columns as trimmed text, null where empty or not held."""
    layout = source.layouts[layout_name]
    nulls = ", ".join(_literal(null) for null in source.nulls)
    selects = []
    for raw in raws:
        held = raw.match.positions
        columns = []
        for column in layout.columns:
            text = f"nullif(trim(c{held[column] + 1}), '')" if column in held else "null"
            if nulls and column in held:
                text = f"case when {text} not in ({nulls}) then {text} end"
            columns.append(f"cast({text} as varchar) as {column}")
        decided = _date_order(con, raw, order) if layout.dates else None
        columns += [
            f"{_literal(raw.load.file)} as source_file",
            f"cast({raw.row_sql} as bigint) as source_row",
            f"{_literal(',' + ','.join(held) + ',')} as columns_held",
            f"cast({_literal(decided) if decided else 'null'} as varchar) as date_order",
        ]
        selects.append(f"select {', '.join(columns)} from {raw.table}")
    if not selects:
        empty = [f"cast(null as varchar) as {column}" for column in layout.columns]
        empty += [
            "cast(null as varchar) as source_file",
            "cast(null as bigint) as source_row",
            "cast(null as varchar) as columns_held",
            "cast(null as varchar) as date_order",
        ]
        selects.append(f"select {', '.join(empty)} where false")
    con.execute(f"create or replace temp view raw_{layout_name} as " + " union all ".join(selects))


def _date_order(con: duckdb.DuckDBPyConnection, raw: _Raw, configured: str | None) -> str | None:
    """Day first or month first, from all the dates of a file; `undecided` where they do not tell."""
    held = [raw.match.positions[c] + 1 for c in raw.match.layout.dates if c in raw.match.positions]
    parts = " union all ".join(f"select trim(c{place}) as d from {raw.table}" for place in held)
    first, second, seen = con.execute(
        f"""
        select
            coalesce(max(try_cast(regexp_extract(d, '{_DATE_ORDERS}', 1) as integer)), 0),
            coalesce(max(try_cast(regexp_extract(d, '{_DATE_ORDERS}', 2) as integer)), 0),
            count(*) filter (where regexp_matches(d, '{_DATE_ORDERS}'))
        from ({parts})
        """
    ).fetchall()[0]
    if not seen:
        return None
    if first > 12 >= second:
        return "dmy"
    if second > 12 >= first:
        return "mdy"
    return configured or "undecided"


def _run_source(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    raws: list[_Raw],
    done: list[Source],
    parameters: dict[str, str],
    date_order: str | None,
) -> None:
    """Runs a source's SQL files in a schema of their own, then takes its duplicates out."""
    con.execute(f"create schema staging.{source.name}")
    con.execute(f"use staging.{source.name}")
    _known_accounts(con, done, parameters["legal_forms"])
    for layout_name in source.layouts:
        of_layout = [raw for raw in raws if raw.match.layout.name == layout_name]
        _raw_view(con, layout_name, source, of_layout, date_order)
    models = graph.models(source.folder)
    for name in graph.in_order(models):
        named = {key: value for key, value in parameters.items() if f"${key}" in models[name]}
        con.execute(f"create table {name} as {models[name]}", named or None)
    for table in contract.tables().values():
        if table.name in models:
            _take_out_duplicates(con, source, table)


def _known_accounts(con: duckdb.DuckDBPyConnection, done: list[Source], legal_forms: str) -> None:
    """What earlier sources say of accounts and colleagues, for a source that only names them."""
    _union_sources(con, done)
    con.execute(
        f"""
        create or replace temp view known_account_aliases as
        select alias, account_id from source_account_aliases
        union
        select account_id as alias, account_id from source_accounts;
        create or replace temp view known_account_names as
        select account_id, name, city, as_company(name, {_literal(legal_forms)}) as name_key
        from source_accounts where name is not null;
        create or replace temp view known_people as select person_id, name from source_people;
        """
    )


def _take_out_duplicates(con: duckdb.DuckDBPyConnection, source: Source, table: contract.Table) -> None:
    """Keeps the newest of the rows that share a key; the others are counted, not used."""
    total, distinct = con.execute(
        f"select count(*), count(distinct {table.key}) from {table.name} where set_aside is null"
    ).fetchall()[0]
    if total == distinct:
        return
    con.execute(
        f"""
        insert into load_duplicates
        select '{source.name}', '{table.name}', file, row from {table.name} where set_aside is null
        qualify row_number() over (
            partition by {table.key} order by modified_at desc nulls last, file desc, row
        ) > 1;
        delete from {table.name} where set_aside is null and (file, row) in (
            select (file, row) from load_duplicates
            where source = '{source.name}' and table_name = '{table.name}'
        );
        """
    )


def _union_sources(con: duckdb.DuckDBPyConnection, done: list[Source]) -> None:
    """`source_<table>`: the rows that are used, of all sources; null where one has no such column."""
    for table in contract.tables().values():
        columns = {name: kind for name, kind in table.all_columns.items() if name != "set_aside"}
        selects = []
        for source in done:
            held = _columns(con, source.name, table.name) | {"source": f"'{source.name}'"}
            if table.name in graph.models(source.folder):
                values = (
                    f"cast({held.get(name, 'null')} as {kind}) as {name}"
                    for name, kind in columns.items()
                )
                selects.append(
                    f"select {', '.join(values)} from staging.{source.name}.{table.name}"
                    " where set_aside is null"
                )
        empty = (f"cast(null as {kind}) as {name}" for name, kind in columns.items())
        selects.append(f"select {', '.join(empty)} where false")
        con.execute(
            f"create or replace temp view source_{table.name} as " + " union all ".join(selects)
        )


def _columns(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> dict[str, str]:
    rows = con.execute(
        "select column_name from duckdb_columns()"
        " where database_name = 'staging' and schema_name = ? and table_name = ?",
        [schema, table],
    ).fetchall()
    return {name: name for (name,) in rows}


def _gather_rejects(
    con: duckdb.DuckDBPyConnection, done: list[Source], raws: list[_Raw]
) -> None:
    """Adds the rows that a source's SQL set aside, each with its text as received."""
    for raw in raws:
        if raw.match.source not in done:
            continue
        cells = ", ".join(f"c{place + 1}" for place in range(len(raw.header)))
        con.execute(
            f"""
            insert into load_rejects
            with aside as (
                select row, set_aside
                from staging.{raw.match.source.name}.{raw.match.layout.table}
                where set_aside is not null and file = ?
            )
            select ?, aside.row, aside.row, ?, aside.set_aside, left(concat_ws(',', {cells}), 2000)
            from aside
            inner join (select *, {raw.row_sql} as line from {raw.table}) as texts
                on aside.row = texts.line
            """,
            [raw.load.file, raw.load.file, raw.match.layout.table],
        )
