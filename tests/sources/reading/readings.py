"""A file read whole: the documents in it, what came of loading them, and their rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from lib.sources.files import Document, Loaded, Unread, documents

Row = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A document, what came of loading it, and its rows by spreadsheet row number."""

    document: Document
    loaded: Loaded
    rows: dict[int, Row]

    @property
    def aside(self) -> dict[int, str]:
        return {row.row: row.reason for row in self.loaded.set_aside}


CONNECTION = duckdb.connect()


def read_all(path: Path, staging: Path) -> list[Reading]:
    """Load every document of a file, check that it balances, and fetch its rows."""
    found = []
    con = CONNECTION.cursor()
    for document in documents(path, staging):
        if isinstance(document, Unread):
            continue
        loaded = document.load(con, 'a "table"')
        cells = ", ".join(f"c{place}" for place in range(1, len(document.header) + 1))
        sql = f'select {loaded.row_sql}, {cells} from "a ""table""" order by 1'
        rows = con.execute(sql).fetchall()
        con.execute('drop table "a ""table"""')
        assert len(rows) == loaded.rows_loaded
        assert loaded.rows_read == loaded.rows_loaded + len(loaded.set_aside)
        numbered = {row[0]: row[1:] for row in rows}
        assert len(numbered) == len(rows)
        assert not set(numbered) & {row.row for row in loaded.set_aside}
        found.append(Reading(document, loaded, numbered))
    return found
