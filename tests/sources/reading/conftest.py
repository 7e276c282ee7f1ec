"""Reading bytes as a file, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from lib.sources.files import Document, Loaded, documents

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


def read_all(path: Path, staging: Path) -> list[Reading]:
    found = []
    with duckdb.connect() as con:
        for document in documents(path, staging):
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


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Read bytes as the one document they hold."""
    staging = tmp_path / "staging"
    staging.mkdir()

    def read_bytes(data: bytes, name: str = "visits.csv") -> Reading:
        path = tmp_path / name
        path.write_bytes(data)
        [reading] = read_all(path, staging)
        assert not list(staging.iterdir()), "a staged copy was left behind"
        return reading

    return read_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A directory with a `staging` directory in it."""
    (tmp_path / "staging").mkdir()
    yield tmp_path
