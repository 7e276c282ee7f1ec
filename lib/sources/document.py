"""Document: one table as a person sent it, and what came of reading it.

Owns the values that pass between reading, loading and the load report: a document (a text
file, one sheet of a workbook, one file of an archive), the outcome of loading it, a row that
was set aside, and what became of a file. Must not read files.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the workbook's child process must stay small
    import duckdb

Method = Literal["fast", "exact", "workbook", "parquet", "json", "calendar"]

RAW_LENGTH = 2_000
# What is kept of a file's broken rows: so many, and of those past the first megabytes a glimpse.
MAX_ASIDE = 200_000
_RAW_TOTAL, _RAW_SHORT = 16_000_000, 80
SAMPLE_ROWS = 20
# Why a row is set aside of which not a word is kept.
PRIVATE = "It is marked private"


@dataclass(frozen=True)
class SetAside:
    """A row that is not whole, kept instead of loaded.

    Args:
        row, last_row: first and last row number as a spreadsheet shows them.
        reason: what is wrong with it, one plain sentence.
        raw: the row as it stands in the file, cut at 2,000 characters.
    """

    row: int
    last_row: int
    reason: str
    raw: str

    @classmethod
    def at(cls, row: int, reason: str, raw: str, length: int = RAW_LENGTH) -> SetAside:
        """A single row set aside; `raw` is made safe to store and cut."""
        text = raw[: length + 2].rstrip("\r\n")[:length].replace("\0", "␀")
        return cls(row, row, reason, text.encode("utf-8", "backslashreplace").decode("utf-8"))


class TooMany(Exception):
    """More rows are broken than a table has; in words that follow the file's name."""

    def __init__(self) -> None:
        super().__init__(f"more than {MAX_ASIDE:,} of its rows are not whole")


@dataclass
class Aside:
    """The rows of one table that were set aside, within what memory bears."""

    rows: list[SetAside] = field(default_factory=list)
    _characters: int = 0

    def add(self, row: int, reason: str, raw: str) -> None:
        """One more.

        Raises:
            TooMany: a file of so many broken rows is no table.
        """
        if len(self.rows) >= MAX_ASIDE:
            raise TooMany
        length = RAW_LENGTH if self._characters < _RAW_TOTAL else _RAW_SHORT
        self.rows.append(SetAside.at(row, reason, raw, length))
        self._characters += len(self.rows[-1].raw)


@dataclass(frozen=True)
class Loaded:
    """What came of loading a document. Every record read is loaded or set aside.

    Args:
        rows_read: records in the document, blank ones and the header apart.
        rows_loaded: records in the table.
        rows_blank: records with nothing in them, the header again, a report's footer.
        set_aside: the records that are not whole, each with its reason.
        method: `fast` (DuckDB on the file), `exact` (record by record), or the container
            it came in.
        row_sql: SQL over the table for a record's row number as a spreadsheet shows it.
    """

    rows_read: int
    rows_loaded: int
    rows_blank: int
    set_aside: list[SetAside]
    method: Method
    row_sql: str

    def __post_init__(self) -> None:
        assert self.rows_read == self.rows_loaded + len(self.set_aside), "rows do not balance"


@dataclass(frozen=True)
class Document(ABC):
    """One table: a text file, or one sheet of a workbook.

    Args:
        path: the file as received.
        sheet: the sheet's name, `None` for text.
        header: the header's cells in order, trimmed; may repeat or be blank.
        sample: the first rows that are whole, at most 20.
        encoding: the encoding the text was read in.
        delimiter: the character between cells.
        member: its name within the archive it came in, for display only.
    """

    path: Path
    sheet: str | None
    header: tuple[str, ...]
    sample: list[list[str]] = field(repr=False)
    encoding: str
    delimiter: str
    member: str = field(default="", kw_only=True)

    @property
    def name(self) -> str:
        """What people know it by, within the folder or archive it came in."""
        return self.member or self.path.name

    @property
    def stem(self) -> str:
        """Its name without what tells its format."""
        return PurePosixPath(self.name).stem

    @abstractmethod
    def load(self, con: duckdb.DuckDBPyConnection, table: str) -> Loaded:
        """Create the temporary table `table`: VARCHAR columns `c1` … `cN`, by header position.

        Values are exactly as in the file; an empty cell is an empty string. Call outside a
        transaction, on a connection that preserves insertion order (DuckDB's default).

        Raises:
            UnreadableFile: where the outcome cannot be proved.
        """


@dataclass(frozen=True)
class Unread:
    """A member of an archive that cannot be read; the others can.

    Args:
        reason: why, and what to do next.
        claims: whether its name says that it is a table.
    """

    member: str
    reason: str
    claims: bool = True


@dataclass
class FileLoad:
    """What became of one file, or one sheet of a workbook: a row of the load report.

    Args:
        status: `loaded`, `not_used` (no layout we know) or `unreadable`; `reason` says why.
        notes: what was decided in reading it, in words: the order of day and month.
        exported_on: the date its folder is named after, as text; anything else is ignored.
        date_order: `dmy` or `mdy`, where a person said it of this file.
    """

    file: str
    source: str = ""
    table_name: str = ""
    status: str = "loaded"
    reason: str = ""
    encoding: str = ""
    delimiter: str = ""
    method: str = ""
    rows_read: int = 0
    rows_blank: int = 0
    notes: str = ""
    exported_on: str | None = None
    date_order: str | None = None
