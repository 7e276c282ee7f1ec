"""From export files to the source tables of the contract, every row accounted for.

Owns the road of a file: found (`lib.sources.walk`), read (`lib.sources.reading`), recognised,
loaded as text, handed to its source's SQL (`lib.sources.tables`), its records given their accounts
(`lib.sources.links`). Leaves temporary relations on the connection: `source_<table>` (rows used),
`load_rejects`, `load_duplicates`. Must not know what a visit is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lib.errors import NoExports, UnreadableFile, visible
from lib.sources import dates, links, masking, months, reading, tables, walk
from lib.sources.document import Document, FileLoad, Unread
from lib.sources.files import is_table
from lib.sources.layouts import Source, sources
from lib.sources.raw import Raw
from lib.sources.recognise import Match, candidates, choose, is_sure

Progress = Callable[[str], None]
# Columns that are told by name as not read.
_NAMED, _LETTERS = 8, 60
_FEW_ROWS = 30_000
# A macro calls only what stands in a file before its own.
_MACROS = (
    "values", "numbers", "written_days", "days", "moments", "words", "people", "ids", "places",
    "records", "sales",
)  # fmt: skip


@dataclass(frozen=True)
class _Opened:
    """One document, the layouts it may have, and the file it was found in."""

    load: FileLoad
    document: Document
    matches: Sequence[Match]
    folder: Path
    path: Path
    mark: walk.Mark


def macros() -> str:
    """What every source's SQL may call, as one SQL script."""
    folder = Path(__file__).parent / "macros"
    return "\n".join((folder / f"{name}.sql").read_text(encoding="utf-8") for name in _MACROS)


def load(
    con: duckdb.DuckDBPyConnection,
    exports: Sequence[Path],
    staging: Path,
    parameters: Mapping[str, str],
    date_order: str | None,
    progress: Progress,
    own_sources: Path | None = None,
) -> list[FileLoad]:
    """Reads every export into the contract's tables.

    Args:
        con: a connection that may read files and has `macros`; relations are left on it.
        exports: folders or files.
        staging: a private directory for clean copies.
        parameters: what the sources' SQL may name (`$legal_forms`, `$today`, `$promise`).
        date_order: `dmy` or `mdy` for columns whose own values cannot tell; None leaves those
            rows set aside.
        progress: told the name of what is being read.
        own_sources: where a person's own layouts are declared.

    Raises:
        NoExports: where nothing was found, or nothing of it is an export we know.
        BadReference: where one of the person's own layouts has a mistake.
    """
    tables.create_reports(con)
    known = sources(own_sources)
    loads: list[FileLoad] = []
    found: list[_Opened] = []
    for each in walk.all_of(exports):
        progress(each.name)
        mark = walk.mark(each.path)
        for file_load, document in _read(each, staging):
            loads.append(file_load)
            if document:
                matches = candidates(document.header, document.sample, document.stem, known)
                folder = (each.path / document.member).parent
                found.append(_Opened(file_load, document, matches, folder, each.path, mark))
    raws = dates.settle(_load_all(con, found, progress), date_order)
    _refuse_sales_alone(raws)
    if not raws:
        raise _nothing_to_use(exports, loads)
    for raw in raws:
        _tell_unread(raw)
    are_few = are_few_rows(loads)
    if are_few:
        # A second thread would compile every pattern once more, and have nothing to do.
        con.execute("set threads = 1")
    home = con.execute("select current_database()").fetchall()[0][0]
    con.execute("attach ':memory:' as staging")
    done: list[Source] = []
    for source in known:
        mine = [raw for raw in raws if raw.match.source is source]
        if mine:
            progress(f"{source.label}: reading its tables")
            tables.run_source(con, source, mine, parameters, are_few)
            done.append(source)
    tables.union_sources(con, done)
    links.run(con, parameters, are_few, progress)
    con.execute(f'use "{home}"')
    tables.gather_rejects(con, raws)
    masking.mask_rejects(con)
    return loads


def are_few_rows(loads: Sequence[FileLoad]) -> bool:
    """Whether so few rows were read that planning a query takes longer than running it."""
    return sum(file_load.rows_read for file_load in loads) < _FEW_ROWS


def _refuse_sales_alone(raws: list[Raw]) -> None:
    """Sales tell whose customers they are only beside a list of accounts, visits or the like."""
    if all(raw.match.layout.table == "invoices" for raw in raws):
        for raw in raws:
            raw.load.status = "not_used"
            raw.load.reason = "it holds sales, and nothing beside it says who the accounts are"
        raws.clear()


def _nothing_to_use(exports: Sequence[Path], loads: Sequence[FileLoad]) -> NoExports:
    where = ", ".join(str(path) for path in exports)
    reasons = "; ".join(f"{file_load.file}: {file_load.reason}" for file_load in loads[:3])
    found = f"none of {len(loads)} files can be used ({reasons})" if loads else "there are no files"
    return NoExports(
        f"Reading exports in {where}: {found}.",
        "Put a CRM export, a calendar or a visit log there, with its header row; "
        "`python -m lib map FILE` declares a file nobody foresaw.",
        {file_load.file: file_load.reason for file_load in loads},
    )


def _read(each: walk.Found, staging: Path) -> Iterator[tuple[FileLoad, Document | None]]:
    """The documents of one file; or the reason why there are none."""
    name, path = each.name, each.path
    try:
        found = [Unread("", each.why_not)] if each.why_not else reading.documents(path, staging)
    except UnreadableFile as error:
        found = [Unread("", str(error), is_table(path.name))]
    for document in found:
        known = f"{name}/{document.member}" if document.member else name
        if isinstance(document, Unread):
            status = "unreadable" if document.claims else "not_used"
            yield FileLoad(known, status=status, reason=document.reason), None
            continue
        file_load = FileLoad(
            f"{known}:{document.sheet}" if document.sheet else known,
            encoding=document.encoding,
            delimiter=document.delimiter,
            exported_on=path.parent.name,
            date_order=dates.order_of(path),
        )
        yield file_load, document


def _tell_unread(raw: Raw) -> None:
    """Notes which columns of a file nobody foresaw have no meaning here."""
    held = set(raw.match.positions.values())
    if raw.match.layout.has_months:
        held |= months.columns(raw.header).keys()
    unread = [name for place, name in enumerate(raw.header) if place not in held and name.strip()]
    if raw.match.source.names_unread and unread:
        more = f" and {len(unread) - _NAMED} more" if len(unread) > _NAMED else ""
        named = ", ".join(visible(name[:_LETTERS]) for name in unread[:_NAMED])
        said = f"not read: {named}{more}"
        raw.load.notes = "; ".join(filter(None, (raw.load.notes, said)))


def _load_all(
    con: duckdb.DuckDBPyConnection, found: Sequence[_Opened], progress: Progress
) -> list[Raw]:
    """Each document as text under its layout; those without one say why."""
    beside: dict[Path, Counter[str]] = {}
    for file in found:
        if is_sure(file.matches):
            counted = beside.setdefault(file.folder, Counter())
            counted[file.matches[0].source.name] += 1
    raws = []
    for number, file in enumerate(found):
        match = choose(file.matches, file.document.header, beside.get(file.folder, Counter()))
        if isinstance(match, str):
            file.load.status, file.load.reason = "not_used", match
            continue
        progress(file.load.file)
        raw = _load_one(con, file, match, f"raw_file_{number}")
        raws += [raw] if raw else []
    return raws


def _load_one(
    con: duckdb.DuckDBPyConnection, file: _Opened, match: Match, table: str
) -> Raw | None:
    file_load = file.load
    file_load.source, file_load.table_name = match.source.name, match.layout.table
    try:
        loaded = reading.load(con, file.document, table, file.path, file.mark)
    except UnreadableFile as error:
        file_load.status, file_load.reason = "unreadable", str(error)
        return None
    file_load.method = loaded.method
    file_load.rows_read, file_load.rows_blank = loaded.rows_read, loaded.rows_blank
    tables.note_broken_rows(con, file_load, loaded)
    raw = Raw(file_load, match, file.document.header, table, loaded.row_sql)
    return Raw(**{**vars(raw), "written": dates.survey(con, raw)})
