"""From export files to the source tables of the contract, every row accounted for.

Owns the road of a file: found, read (`lib.sources.files`), recognised, loaded as text, handed to
its source's SQL (`lib.sources.tables`). Leaves temporary relations on the connection:
`source_<table>` (rows that are used), `load_rejects`, `load_duplicates`. Must not know what a
visit is.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from lib.errors import NoExports, UnreadableFile
from lib.sources import tables
from lib.sources.document import FileLoad
from lib.sources.files import documents
from lib.sources.raw import Raw
from lib.sources.recognise import Source, recognise, sources

MACROS = Path(__file__).parent / "macros.sql"

Progress = Callable[[str], None]
_TABLES = {".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".ics", ""}
_NOT_DATA = {".md", ".py", ".toml", ".gitkeep"}


def find_files(exports: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Every file under the given folders (or the files themselves), with the name it is known by.

    Raises:
        NoExports: where one of them does not exist.
    """
    found: dict[Path, tuple[Path, tuple[str, ...]]] = {}
    for root in exports:
        if not root.exists():
            raise NoExports(
                f"Reading exports: {root} does not exist.",
                "Give a folder that holds export files, or put them under data/raw.",
            )
        paths = (
            [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
        )
        for path in paths:
            parts = path.relative_to(root.parent if root.is_file() else root).parts
            if not (
                any(part.startswith((".", "__")) for part in parts) or path.suffix in _NOT_DATA
            ):
                found.setdefault(path.resolve(), (path, parts))
    shared = Counter(parts for _, parts in found.values())
    for full, (path, parts) in found.items():
        # Two exports may each hold an Account.csv: then both are known by their whole path.
        name = "/".join(parts if shared[parts] == 1 else full.parts[1:])
        yield os.fsencode(name).decode("utf-8", "backslashreplace"), path


def load(
    con: duckdb.DuckDBPyConnection,
    exports: Sequence[Path],
    staging: Path,
    parameters: Mapping[str, str],
    date_order: str | None,
    progress: Progress,
) -> list[FileLoad]:
    """Reads every export into the contract's tables.

    Args:
        con: a connection that may read files and has `MACROS`; relations are left on it.
        exports: folders or files.
        staging: a private directory for clean copies.
        parameters: what the sources' SQL may name (`$legal_forms`).
        date_order: `dmy` or `mdy` for columns whose own values cannot tell; None leaves those
            rows set aside.
        progress: told the name of what is being read.

    Raises:
        NoExports: where nothing was found, or nothing of it is an export we know.
    """
    tables.create_reports(con)
    loads: list[FileLoad] = []
    raws: list[Raw] = []
    for name, path in find_files(exports):
        progress(name)
        for file_load, raw in _read(con, name, path, staging, len(raws)):
            loads.append(file_load)
            raws += [raw] if raw else []
    if not raws:
        raise _nothing_to_use(exports, loads)
    home = con.execute("select current_database()").fetchall()[0][0]
    con.execute("attach ':memory:' as staging")
    done: list[Source] = []
    for source in sources():
        mine = [raw for raw in raws if raw.match.source is source]
        if mine:
            progress(f"{source.label}: following links")
            tables.run_source(con, source, mine, done, parameters, date_order)
            done.append(source)
    con.execute(f'use "{home}"')
    tables.union_sources(con, done)
    tables.gather_rejects(con, raws)
    return loads


def _nothing_to_use(exports: Sequence[Path], loads: Sequence[FileLoad]) -> NoExports:
    where = ", ".join(str(path) for path in exports)
    reasons = "; ".join(f"{file_load.file}: {file_load.reason}" for file_load in loads[:3])
    found = f"none of {len(loads)} files can be used ({reasons})" if loads else "there are no files"
    return NoExports(
        f"Reading exports in {where}: {found}.",
        "Put a Salesforce export or a visit log there, as CSV or XLSX with its header row.",
    )


def _read(
    con: duckdb.DuckDBPyConnection, name: str, path: Path, staging: Path, number: int
) -> Iterator[tuple[FileLoad, Raw | None]]:
    """The documents of one file: each loaded as text, or with the reason why not."""
    if path.suffix.lower() not in _TABLES:
        reason = f"a {path.suffix} file is not a table we read (CSV, TSV, TXT or XLSX)"
        yield FileLoad(name, status="not_used", reason=reason), None
        return
    try:
        found = documents(path, staging)
    except UnreadableFile as error:
        yield FileLoad(name, status="unreadable", reason=str(error)), None
        return
    for place, document in enumerate(found, start=number):
        file_load = FileLoad(
            f"{name}:{document.sheet}" if document.sheet else name,
            encoding=document.encoding,
            delimiter=document.delimiter,
            exported_on=path.parent.name,
        )
        match = recognise(document.header, document.sample, path.stem)
        if isinstance(match, str):
            file_load.status, file_load.reason = "not_used", match
            yield file_load, None
            continue
        file_load.source, file_load.table_name = match.source.name, match.layout.table
        table = f"raw_file_{place}"
        try:
            loaded = document.load(con, table)
        except UnreadableFile as error:
            file_load.status, file_load.reason = "unreadable", str(error)
            yield file_load, None
            continue
        file_load.method = loaded.method
        file_load.rows_read, file_load.rows_blank = loaded.rows_read, loaded.rows_blank
        tables.note_broken_rows(con, file_load, loaded)
        yield file_load, Raw(file_load, match, document.header, table, loaded.row_sql)
