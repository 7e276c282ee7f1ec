"""How the rows of a file would load, were it what a person says it is.

Owns no reading of its own: the file is loaded as text, its dates surveyed and its table made as a
build does, on a connection that is thrown away. Must not publish anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lib.errors import UnreadableFile, WrongCall
from lib.sources import contract, dates, facts, own, proposal, reading, tables, walk
from lib.sources.dates import UNDECIDED
from lib.sources.document import Document, FileLoad, Loaded
from lib.sources.facts import Facts
from lib.sources.layouts import sources
from lib.sources.masking import masked_value
from lib.sources.own import Mapped
from lib.sources.proposal import Proposal
from lib.sources.raw import Raw
from lib.sources.recognise import candidates

TABLE = "looked_at"


@dataclass(frozen=True)
class Preview:
    """What would come of a file.

    Args:
        names: the fields shown.
        rows: its first rows as they would load: `row`, the fields, `set_aside`.
        rows_read: whole rows in the file.
        reasons: why rows would be set aside, with how many; the commonest first.
        broken: rows that are not whole and never load.
        notes: what was decided of its dates, in words.
        is_undecided: whether days can be read two ways.
    """

    names: tuple[str, ...]
    rows: list[dict[str, object]]
    rows_read: int
    reasons: tuple[tuple[str, int], ...]
    broken: int
    notes: str
    is_undecided: bool


class Opened:
    """One table of a file, loaded as text on a connection of its own.

    Args:
        con: a connection that may read files and has the macros.
        document: what was loaded into `TABLE`.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, document: Document, loaded: Loaded) -> None:
        self._con, self._loaded, self._document = con, loaded, document
        self.header = document.header
        self.stem = document.stem
        self.sheet = document.sheet
        self._tries = 0

    def facts(self, accounts: Sequence[tuple[str, str]]) -> list[Facts]:
        """What its columns look like.

        Args:
            accounts: id and name of the accounts already known.
        """
        facts.create_known_accounts(self._con, accounts)
        return facts.gather(self._con, TABLE, self.header)

    def propose(self, found: Sequence[Facts], table: str | None) -> Proposal:
        """What it most likely holds."""
        return proposal.propose(found, self.stem, table)

    def known_as(self, own_folder: Path) -> str | None:
        """What a build takes it for today, if for anything."""
        known = sources(own_folder)
        found = candidates(self.header, self._document.sample, self.stem, known)
        return f"{found[0].source.label}, {found[0].layout.table}" if found else None

    def preview(self, mapped: Mapped, limit: int) -> Preview:
        """Its first rows as they would load, and what would be set aside.

        Raises:
            WrongCall: a build cannot use the mapping.
        """
        # A name of its own: each try works in a schema of its own.
        self._tries += 1
        source = own.source(mapped, self.header, f"try_{self._tries}", "Preview")
        [match] = candidates(self.header, [], self.stem, [source])
        raw = Raw(FileLoad("file"), match, self.header, TABLE, self._loaded.row_sql)
        raw = Raw(**{**vars(raw), "written": dates.survey(self._con, raw)})
        [raw] = dates.settle([raw], None)
        home = self._con.execute("select current_database()").fetchall()[0][0]
        tables.run_source(self._con, source, [raw], {}, are_few=False)
        name = f"staging.{source.name}.{mapped.table}"
        names = tuple(
            column
            for column in contract.tables()[mapped.table].all_columns
            if column in mapped.columns or column in mapped.fixed
        )
        cursor = self._con.execute(
            f"select row, {', '.join(names)}, set_aside from {name} order by row limit {limit}"
        )
        heads = [column[0] for column in cursor.description]
        rows = [dict(zip(heads, map(masked_value, row), strict=True)) for row in cursor.fetchall()]
        reasons = self._con.execute(
            f"select set_aside, count(*) from {name} where set_aside is not null"
            " group by set_aside order by count(*) desc, set_aside"
        ).fetchall()
        self._con.execute(f'use "{home}"')
        return Preview(
            names,
            rows,
            self._loaded.rows_loaded,
            tuple(reasons),
            len(self._loaded.set_aside),
            raw.load.notes,
            any(written.order == UNDECIDED for written in raw.written.values()),
        )


def open_file(
    con: duckdb.DuckDBPyConnection, path: Path, staging: Path, part: str | None
) -> Opened:
    """Loads one table of a file.

    Args:
        part: the sheet of a workbook, the member of an archive, or `member:sheet`, as the load
            report has it after the file's name; None for the first.

    Raises:
        UnreadableFile: the file cannot be read.
        WrongCall: it has no such part.
    """
    if not path.is_file():
        raise WrongCall(f"Mapping {path}: there is no such file.", "Name a file that exists.")
    before = walk.mark(path)
    read = reading.documents(path, staging)
    found = [each for each in read if isinstance(each, Document)]
    names = [":".join(filter(None, (each.member, each.sheet))) for each in found]
    if not found:
        raise UnreadableFile(f"{path.name} holds no table.", "Give a table with a header row.")
    if part is not None and part not in names:
        raise WrongCall(
            f"Mapping {part} of {path.name}: it has no such part.", f"It has: {', '.join(names)}."
        )
    document = found[names.index(part) if part is not None else 0]
    loaded = reading.load(con, document, TABLE, path, before)
    tables.create_reports(con)
    con.execute("attach ':memory:' as staging")
    return Opened(con, document, loaded)
