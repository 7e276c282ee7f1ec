"""Plain: DuckDB reads a regular UTF-8 file, and is believed only if the counts agree.

Owns the one call of DuckDB's `read_csv`, and the proof: as many records, and as many
bytes of value, as were counted without DuckDB. Must not decide what happens where the
proof fails.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lib.errors import UnreadableFile
from lib.sources.scan import Scan, scan

# DuckDB drops an empty cell too many unless NULL is spelt out. A binary zero is in no file
# that gets as far as here.
NO_NULL = "\0no null here"
LINE_BYTES = 2_000_000
LONGEST_BYTES = 16_000_000


def quoted(name: str) -> str:
    """`name` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def drop(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Drop the temporary table if it is there."""
    con.execute(f"drop table if exists temp.{quoted(table)}").fetchall()


def create_empty(con: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> None:
    """Create the table without rows."""
    declared = ", ".join(f"{quoted(column)} varchar" for column in columns)
    con.execute(f"create temp table {quoted(table)} ({declared})").fetchall()


def load(
    con: duckdb.DuckDBPyConnection,
    table: str,
    file: Path,
    columns: list[str],
    delimiter: str,
    *,
    first_line: bytes = b"",
    newline: str = "\n",
) -> Scan | None:
    """Load a regular UTF-8 file into `table`, in order; `None`, and no table, if unproved.

    The count runs in a thread beside DuckDB, which lets go of Python's lock; it is the
    one that decides.

    Args:
        first_line: a line in front of the records that is none: the header.
        newline: what ends the records. Where it is CRLF there must be a first line.
    """
    reader = _Reader(file, columns, delimiter, 1 if first_line else 0, newline)
    with ThreadPoolExecutor(1) as pool:
        counting = pool.submit(
            scan, file, width=len(columns), delimiter=delimiter, skip_bytes=len(first_line)
        )
        is_read = reader.read(con, table, LINE_BYTES)
        counted = counting.result()
    is_plain = counted.is_plain and counted.newline in ("", newline)
    if counted.longest > LONGEST_BYTES:  # DuckDB takes sixteen times a line's length to read it
        drop(con, table)
        return None
    if is_plain and counted.longest >= LINE_BYTES // 2:
        drop(con, table)
        is_read = reader.read(con, table, 2 * counted.longest)
    expected = (counted.records, counted.records - 1, counted.value_bytes)
    if is_read and is_plain and _measure(con, table, columns) == expected:
        return counted
    drop(con, table)
    return None


@dataclass(frozen=True)
class _Reader:
    """DuckDB's `read_csv` with nothing left to guess."""

    file: Path
    columns: list[str]
    delimiter: str
    skip_lines: int
    newline: str

    def read(self, con: duckdb.DuckDBPyConnection, table: str, line_bytes: int) -> bool:
        """Create the table; whether DuckDB took every line of the file."""
        # Left alone, DuckDB 2.0 takes the first newline it meets, were it inside a quoted
        # cell, for the file's. LF can be declared; CRLF cannot (declared, it returns no
        # rows and no error), so there the header's has to be the first it meets.
        assert self.newline == "\n" or self.skip_lines
        declared = r"new_line = '\n'," if self.newline == "\n" else ""
        sql = f"""
            create temp table {quoted(table)} as
            select *
            from read_csv(
                $file, auto_detect = false, header = false, skip = {self.skip_lines}, {declared}
                strict_mode = true, null_padding = false, nullstr = $no_null,
                delim = $delimiter, quote = '"', escape = '"', compression = 'none',
                max_line_size = {line_bytes}, columns = $columns
            )
        """
        values = {
            "file": str(self.file),
            "no_null": NO_NULL,
            "delimiter": self.delimiter,
            "columns": dict.fromkeys(self.columns, "VARCHAR"),
        }
        try:
            con.execute(sql, values).fetchall()
        except (duckdb.InvalidInputException, duckdb.ConversionException):
            return False
        return True


def _measure(
    con: duckdb.DuckDBPyConnection, table: str, columns: list[str]
) -> tuple[int, int, int]:
    """Rows, the last row's id and bytes of value in the table."""
    length = " + ".join(f"strlen({quoted(column)})" for column in columns)
    [(rows, last, size)] = con.execute(
        f"select count(*), coalesce(max(rowid), -1), coalesce(sum({length}), 0)"
        f" from temp.{quoted(table)}"
    ).fetchall()
    return rows, last, int(size)


def load_clean_copy(
    con: duckdb.DuckDBPyConnection, table: str, copy: Path, width: int, rows: int, source: str
) -> None:
    """Load a clean copy of `rows` rows; the table gets the extra column `row_number`.

    Raises:
        UnreadableFile: where DuckDB's count differs from what was written.
    """
    columns = ["row_number", *columns_of(width)]
    if not rows:
        create_empty(con, table, columns)
    else:
        counted = load(con, table, copy, columns, ",")
        if counted is None or counted.records != rows:
            drop(con, table)
            raise UnreadableFile(
                f"{source} was read, but its {rows:,} rows could not be proved complete.",
                "Export the file again; if this repeats, report it with the file.",
            )
    con.execute(
        f"alter table temp.{quoted(table)} alter row_number set data type bigint"
    ).fetchall()


def columns_of(width: int) -> list[str]:
    """`c1` … `cN`."""
    return [f"c{position}" for position in range(1, width + 1)]
