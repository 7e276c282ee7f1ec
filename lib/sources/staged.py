"""Staged: tables that a confined reader has written as clean copies.

Owns both ends: `Table` collects and counts the rows a reader finds, `StagedDocument` loads what it
wrote. Must not know which container they came in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lib.sources.clean import Write, clean_copy
from lib.sources.confined import made
from lib.sources.document import SAMPLE_ROWS, Aside, Document, Loaded, Method, SetAside

if TYPE_CHECKING:  # the reader's process must stay small
    import duckdb

NUL = "Holds a binary zero (NUL)."


@dataclass
class Table:
    """What a reader found in one table, and the copy it wrote."""

    name: str | None
    copy: str
    header: list[str]
    sample: list[list[str]] = field(default_factory=list)
    rows: int = 0
    rows_blank: int = 0
    aside: Aside = field(default_factory=Aside)
    _write: Write | None = field(default=None, repr=False)

    @contextmanager
    def writing(self, out: Path) -> Iterator[None]:
        """While this is open, rows may be added."""
        with clean_copy(out / self.copy) as self._write:
            yield
        self._write = None

    def add(self, number: int, cells: list[str]) -> None:
        """A row that is whole, unless it holds what DuckDB's reader cannot."""
        assert self._write
        if any("\0" in cell for cell in cells):
            self.put_aside(number, NUL, ",".join(cells))
            return
        self._write(number, cells)
        self.rows += 1
        if len(self.sample) < SAMPLE_ROWS:
            self.sample.append(cells)

    def put_aside(self, number: int, reason: str, raw: str) -> None:
        """A row that is not whole.

        Raises:
            TooMany: where all too many are not.
        """
        self.aside.add(number, reason, raw)

    def facts(self) -> dict[str, Any]:
        """What `documents` is told of it."""
        held = ("name", "copy", "header", "sample", "rows", "rows_blank")
        aside = [vars(row) for row in self.aside.rows]
        return {key: getattr(self, key) for key in held} | {"set_aside": aside}


@dataclass(frozen=True)
class StagedDocument(Document):
    """A table whose clean copy is in the staging directory. See `Document`."""

    copy: Path = field(repr=False)
    rows: int
    rows_blank: int
    set_aside: list[SetAside] = field(repr=False)
    method: Method

    def load(self, con: duckdb.DuckDBPyConnection, table: str) -> Loaded:
        """See `Document.load`."""
        from lib.sources import plain

        name = f"{self.name} (sheet {self.sheet})" if self.sheet else self.name
        plain.load_clean_copy(con, table, self.copy, len(self.header), self.rows, name)
        read = self.rows + len(self.set_aside)
        return Loaded(read, self.rows, self.rows_blank, self.set_aside, self.method, "row_number")


def documents(
    path: Path, out: Path, tables: list[dict[str, Any]], encoding: str, method: Method
) -> list[Document]:
    """The tables a reader's facts describe."""
    return [
        StagedDocument(
            path=path,
            sheet=table["name"],
            header=tuple(table["header"]),
            sample=table["sample"],
            encoding=encoding,
            delimiter="",
            copy=made(out, table["copy"], path),
            rows=table["rows"],
            rows_blank=table["rows_blank"],
            set_aside=[SetAside(**row) for row in table["set_aside"]],
            method=method,
        )
        for table in tables
    ]
