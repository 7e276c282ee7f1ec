"""From text to the contract's tables: a source's SQL, and what all sources make together.

Owns the schema a source works in, `staged_<table>` (the rows that are whole, of all sources) and
which rows are duplicates or set aside. Must not read files, nor find accounts
(`lib.sources.links` does).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from lib.sources import contract, defaults, raw
from lib.sources.document import PRIVATE, FileLoad, Loaded
from lib.sources.raw import Raw
from lib.sources.recognise import Source
from lib.sql import graph

# How the reason begins of a row that its program has deleted.
DELETED = "It is marked as deleted"
_AT_ONCE = 10_000


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
        create temp table record_versions (
            source varchar, table_name varchar, record_id varchar, exported_on date, tier varchar,
            owner_id varchar, owner_name varchar, occurred_on date
        );
        """
    )


def note_broken_rows(con: duckdb.DuckDBPyConnection, file_load: FileLoad, loaded: Loaded) -> None:
    """Notes the rows of a file that are not whole."""
    # Many at a time: one by one, a hundred thousand take minutes.
    for start in range(0, len(loaded.set_aside), _AT_ONCE):
        rows = loaded.set_aside[start : start + _AT_ONCE]
        con.execute(
            """
            insert into load_rejects
            select
                ?, unnest(?::bigint[]), unnest(?::bigint[]), ?, unnest(?::varchar[]),
                unnest(?::varchar[])
            """,
            [
                file_load.file,
                [row.row for row in rows],
                [row.last_row for row in rows],
                file_load.table_name,
                [row.reason for row in rows],
                [row.raw for row in rows],
            ],
        ).fetchall()


def run_source(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    raws: Sequence[Raw],
    parameters: Mapping[str, str],
    are_few: bool,
) -> None:
    """Runs a source's SQL files in a schema of their own; each table without its duplicates."""
    con.execute(f"create schema staging.{source.name}")
    con.execute(f"use staging.{source.name}")
    for layout_name in source.layouts:
        files = [file for file in raws if file.match.layout.name == layout_name]
        raw.create_view(con, layout_name, source, files)
    written = source.models
    models = {**written, **defaults.selects(source, list(written))}
    written_down = graph.written(models, are_few)
    for name in graph.in_order(models):
        is_kept = name in contract.tables()
        kind = "table" if is_kept or name in written_down else "view"
        con.execute(*graph.creation(kind, name, models[name], parameters))
        if is_kept:
            _note_versions(con, source, contract.tables()[name], raws)
            _take_out_duplicates(con, source, contract.tables()[name])


def _note_versions(
    con: duckdb.DuckDBPyConnection, source: Source, table: contract.Table, raws: Sequence[Raw]
) -> None:
    """Notes which export held which record, where there are exports of several days."""
    days = {
        raw_.load.file: raw_.load.exported_on
        for raw_ in raws
        if raw_.match.layout.table == table.name and raw_.load.exported_on
    }
    if len(set(days.values())) < 2:
        return
    held = _columns(con, source.name, table.name)
    names = ("tier", "owner_id", "owner_name")
    said = [f"cast({held.get(name, 'null')} as varchar)" for name in names]
    said.append(f"cast({held.get('occurred_on', 'null')} as date)")
    files = ", ".join(f"({raw.literal(file)}, {raw.literal(str(d))})" for file, d in days.items())
    con.execute(
        f"""
        insert into record_versions
        select distinct
            {raw.literal(source.name)}, {raw.literal(table.name)}, t.{table.key},
            try_cast(d.exported_on as date), {", ".join(said)}
        from {table.name} as t
        inner join (values {files}) as d (file, exported_on) on t.file = d.file
        where t.set_aside is null and try_cast(d.exported_on as date) is not null
        """
    )


def _take_out_duplicates(
    con: duckdb.DuckDBPyConnection, source: Source, table: contract.Table
) -> None:
    """Keeps the newest of the rows that share a key; the others are counted, not used.

    A contact that a newer row says was deleted is not used either; an account that was is gone
    from that day on, which is told elsewhere.
    """
    deleted = f"set_aside like '{DELETED}%'" if table.name == "interactions" else "false"
    total, distinct, dead = con.execute(
        f"""
        select
            count(*) filter (where set_aside is null),
            count(distinct {table.key}) filter (where set_aside is null),
            count(*) filter (where {deleted})
        from {table.name}
        """
    ).fetchall()[0]
    if total == distinct and not dead:
        return
    held = _columns(con, source.name, table.name)
    newest = "modified_at desc nulls last, " if "modified_at" in held else ""
    twice = f"""
        select rowid from {table.name} where set_aside is null or {deleted}
        qualify
            set_aside is null
            and row_number() over (partition by {table.key} order by {newest}file desc, row) > 1
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
    """`staged_<table>`: the rows that are whole, of all sources; null for a column one lacks.

    Beside the contract's columns each has `source_order`. `staged_namings` is how every row that
    names an account does so, the rows set aside for another reason too.
    """
    namings = []
    for table in contract.tables().values():
        columns = {name: kind for name, kind in table.all_columns.items() if name != "set_aside"}
        selects = []
        for source in done:
            held = _columns(con, source.name, table.name)
            if not held:
                continue
            held["source"] = raw.literal(source.name)
            values = [
                f"cast({held.get(name, 'null')} as {kind}) as {name}"
                for name, kind in columns.items()
            ]
            selects.append(
                f"select {', '.join(values)}, {source.order} as source_order"
                f" from staging.{source.name}.{table.name} where set_aside is null"
            )
            if "account_name" in columns:
                namings.append(_namings(source, table.name, held))
        empty = [f"cast(null as {kind}) as {name}" for name, kind in columns.items()]
        selects.append(f"select {', '.join(empty)}, 0 as source_order where false")
        con.execute(
            f"create or replace temp view staged_{table.name} as " + " union all ".join(selects)
        )
    con.execute(
        "create or replace temp view staged_namings as "
        + " union all ".join(namings or [_namings(None, "", {})])
    )


_NAMINGS = ("account_id", "account_name", "account_domain", "emails")


def _namings(source: Source | None, table: str, held: Mapping[str, str]) -> str:
    """How the rows of one table name their account, and since when they were known."""
    texts = [f"cast({held.get(name, 'null')} as varchar) as {name}" for name in _NAMINGS]
    day = f"coalesce({held.get('recorded_on', 'null')}, {held.get('occurred_on', 'null')})"
    held_file = held.get("file", "null"), held.get("row", "null")
    columns = [
        *texts,
        f"cast({day} as date) as recorded_on",
        f"cast({held_file[0]} as varchar) as file",
        f"cast({held_file[1]} as bigint) as row",
        f"{raw.literal(source.name) if source else 'cast(null as varchar)'} as source",
        f"{raw.literal(table)} as table_name",
    ]
    rows = f"from staging.{source.name}.{table}" if source else "where false"
    return f"select {', '.join(columns)} {rows}"


def _columns(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> dict[str, str]:
    rows = con.execute(
        "select column_name from duckdb_columns()"
        " where database_name = 'staging' and schema_name = ? and table_name = ?",
        [schema, table],
    ).fetchall()
    return {name: name for (name,) in rows}


def gather_rejects(con: duckdb.DuckDBPyConnection, raws: Sequence[Raw]) -> None:
    """Notes the rows set aside by a source's SQL or for want of an account, each with its text."""
    for file in raws:
        table = f"staging.{file.match.source.name}.{file.match.layout.table}"
        name = raw.literal(file.load.file)
        aside = f"""
            select row, set_aside from {table} where set_aside is not null and file = {name}
            union all
            select row, reason as set_aside from unlinked_rows where file = {name}
        """
        if not con.execute(f"select count(*) from ({aside})").fetchall()[0][0]:
            continue
        cells = ", ".join(f"c{place + 1}" for place in range(len(file.header)))
        con.execute(
            f"""
            insert into load_rejects
            select
                {name}, aside.row, aside.row, {raw.literal(file.match.layout.table)},
                aside.set_aside,
                case when aside.set_aside <> {raw.literal(PRIVATE)} then left(texts.line, 2000) end
            from ({aside}) as aside
            inner join (
                select {file.row_sql} as row, concat_ws(',', {cells}) as line from {file.table}
            ) as texts on aside.row = texts.row
            """
        )
