"""From text to the contract's tables: a source's SQL, and what all sources make together.

Owns the schema a source works in, `source_<table>` (the rows that are used, of all
sources), and which rows are duplicates or set aside. Must not read files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from lib.sources import contract, raw
from lib.sources.document import FileLoad, Loaded
from lib.sources.raw import Raw
from lib.sources.recognise import Source
from lib.sql import graph


def create_reports(con: duckdb.DuckDBPyConnection) -> None:
    """The temporary tables that rows which are not used are noted in."""
    con.execute(
        """
        create temp table load_rejects (
            file varchar, row bigint, last_row bigint, table_name varchar, reason varchar,
            raw varchar
        );
        create temp table load_duplicates (
            source varchar, table_name varchar, file varchar, row bigint
        );
        """
    )


def note_broken_rows(con: duckdb.DuckDBPyConnection, file_load: FileLoad, loaded: Loaded) -> None:
    """Notes the rows of a file that are not whole."""
    if loaded.set_aside:
        con.executemany(
            "insert into load_rejects values (?, ?, ?, ?, ?, ?)",
            [
                (file_load.file, row.row, row.last_row, file_load.table_name, row.reason, row.raw)
                for row in loaded.set_aside
            ],
        )


def run_source(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    raws: Sequence[Raw],
    done: Sequence[Source],
    parameters: Mapping[str, str],
    date_order: str | None,
) -> None:
    """Runs a source's SQL files in a schema of their own; each table without its duplicates."""
    con.execute(f"create schema staging.{source.name}")
    con.execute(f"use staging.{source.name}")
    _known_accounts(con, done, parameters["legal_forms"])
    for layout_name in source.layouts:
        files = [file for file in raws if file.match.layout.name == layout_name]
        raw.create_view(con, layout_name, source, files, date_order)
    models = graph.models(source.folder)
    readers = graph.readers(models)
    for name in graph.in_order(models):
        is_kept = name in contract.tables()
        # Nothing is written that is read once.
        kind = "table" if is_kept or readers[name] > 1 else "view"
        con.execute(*graph.creation(kind, name, models[name], parameters))
        if is_kept:
            _take_out_duplicates(con, source, contract.tables()[name])


def _known_accounts(
    con: duckdb.DuckDBPyConnection, done: Sequence[Source], legal_forms: str
) -> None:
    """What earlier sources say of accounts and colleagues, for a source that only names them."""
    union_sources(con, done)
    con.execute(
        f"""
        create or replace temp view known_account_aliases as
        select alias, account_id from source_account_aliases
        union
        select account_id as alias, account_id from source_accounts;
        create or replace temp view known_account_names as
        select account_id, name, city, as_company(name, {raw.literal(legal_forms)}) as name_key
        from source_accounts where name is not null;
        create or replace temp view known_people as select person_id, name from source_people;
        """
    )


def _take_out_duplicates(
    con: duckdb.DuckDBPyConnection, source: Source, table: contract.Table
) -> None:
    """Keeps the newest of the rows that share a key; the others are counted, not used."""
    total, distinct = con.execute(
        f"select count(*), count(distinct {table.key}) from {table.name} where set_aside is null"
    ).fetchall()[0]
    if total == distinct:
        return
    held = _columns(con, source.name, table.name)
    newest = "modified_at desc nulls last, " if "modified_at" in held else ""
    twice = f"""
        select rowid from {table.name} where set_aside is null
        qualify row_number() over (partition by {table.key} order by {newest}file desc, row) > 1
    """
    con.execute(
        f"""
        insert into load_duplicates
        select '{source.name}', '{table.name}', file, row
        from {table.name} where rowid in ({twice});
        delete from {table.name} where rowid in ({twice});
        """
    )


def union_sources(con: duckdb.DuckDBPyConnection, done: Sequence[Source]) -> None:
    """`source_<table>`: the rows that are used, of all sources; null for a column one lacks."""
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


def gather_rejects(con: duckdb.DuckDBPyConnection, raws: Sequence[Raw]) -> None:
    """Notes the rows that a source's SQL set aside, each with its text as received."""
    for file in raws:
        table = f"staging.{file.match.source.name}.{file.match.layout.table}"
        aside = f"from {table} where set_aside is not null and file = {raw.literal(file.load.file)}"
        if not con.execute(f"select count(*) {aside}").fetchall()[0][0]:
            continue
        cells = ", ".join(f"c{place + 1}" for place in range(len(file.header)))
        con.execute(
            f"""
            insert into load_rejects
            select
                aside.file, aside.row, aside.row, {raw.literal(file.match.layout.table)},
                aside.set_aside, left(texts.line, 2000)
            from (select file, row, set_aside {aside}) as aside
            inner join (
                select {file.row_sql} as row, concat_ws(',', {cells}) as line from {file.table}
            ) as texts on aside.row = texts.row
            """
        )
