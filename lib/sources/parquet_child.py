"""The process that opens Parquet: `python -m lib.sources.parquet_child FILE OUT`.

Owns the look at a file's rows and types before anything is read, and its values as text, written
as a workbook's are: ISO dates, whole floats without decimals, true and false. DuckDB reads it
column by column, so a thousand bytes that expand to five gigabytes meet the limit of the copy.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from lib.sources.confined import Facts, Refused, serve
from lib.sources.document import SAMPLE_ROWS
from lib.sources.jail import COPY_BYTES
from lib.sources.staged import NUL, Table

MAX_ROWS = 50_000_000
MAX_CELLS = 1_000_000_000
MAX_COLUMNS = 5_000
# Broken rows are kept one by one; a file of nothing else is no table.
MAX_BROKEN = 100_000
_FLAT = (
    "VARCHAR", "BOOLEAN", "DATE", "TIME", "TIMESTAMP", "DECIMAL", "TINYINT", "SMALLINT", "INTEGER",
    "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT",
    "DOUBLE", "UUID", "ENUM", "INTERVAL", '"NULL"', "JSON",
)  # fmt: skip


def read(source: Path, out: Path) -> Facts:
    """Read the Parquet file `source` into the directory `out`."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "600MB"}) as con:
        con.execute("set temp_directory = ''")
        con.execute("set timezone = 'UTC'")
        try:
            return {"tables": [_table(con, source, out).facts()]}
        except duckdb.OutOfMemoryException:
            raise Refused("it needs more memory than a file may take") from None
        except duckdb.IOException:
            raise Refused(
                f"it is damaged, or its values take more than {COPY_BYTES // 10**9} GB"
            ) from None


def _table(con: duckdb.DuckDBPyConnection, source: Path, out: Path) -> Table:
    # A name of our own: what a stranger calls a file may be a pattern.
    file = out / "source.parquet"
    file.symlink_to(source)
    [(rows,)] = con.execute("select num_rows from parquet_file_metadata(?)", [str(file)]).fetchall()
    reading = f"read_parquet({_literal(file)}, file_row_number = true, binary_as_string = true)"
    described = con.execute(f"describe select * exclude (file_row_number) from {reading}")
    columns = [(str(name), str(kind)) for name, kind, *_ in described.fetchall()]
    if rows > MAX_ROWS or rows * len(columns) > MAX_CELLS or len(columns) > MAX_COLUMNS:
        raise Refused(f"it declares {rows:,} rows of {len(columns):,} columns, too many to read")
    for name, kind in columns:
        if "[" in kind or re.split(r"[ (]", kind)[0] not in _FLAT:
            raise Refused(f"its column {name!r} holds no plain values but {kind[:60]}")
    texts = ", ".join(
        f"{_text(name, kind)} as c{place}" for place, (name, kind) in enumerate(columns, 1)
    )
    # The header is row 1, as it would be in a spreadsheet.
    con.execute(
        "create view texts as"
        f" select cast(file_row_number + 2 as bigint) as row_number, {texts} from {reading}"
    )
    table = Table(None, "0.csv", [name.replace("\0", "").strip() for name, _ in columns])
    cells = [f"c{place}" for place in range(1, len(columns) + 1)]
    has_nul = " or ".join(f"contains({cell}, chr(0))" for cell in cells)
    [(table.rows,)] = con.execute(
        f"copy (select * from texts where not ({has_nul})) to {_literal(out / table.copy)}"
        " (format csv, header false, force_quote *, quote '\"', escape '\"')"
    ).fetchall()
    broken = con.execute(
        f"select * from texts where {has_nul} order by 1 limit {MAX_BROKEN}"
    ).fetchall()
    for number, *held in broken:
        table.put_aside(number, NUL, ",".join(held))
    if table.rows + len(broken) != rows:
        raise Refused(f"{table.rows:,} of the {rows:,} rows it declares were found")
    sample = con.execute(f"select * from texts where not ({has_nul}) limit {SAMPLE_ROWS}")
    table.sample = [list(held) for _, *held in sample.fetchall()]
    return table


def _text(name: str, kind: str) -> str:
    """SQL for a column's values as text."""
    value = '"' + name.replace('"', '""') + '"'
    text = f"cast({value} as varchar)"
    if kind in ("DOUBLE", "FLOAT"):
        is_whole = f"{value} = trunc({value}) and abs({value}) < 1e21"
        # Every branch is worked out for every row: the cast meets NaN, too.
        text = (
            f"case when isnan({value}) then null"
            f" when {is_whole} then cast(try_cast({value} as hugeint) as varchar) else {text} end"
        )
    if kind == "TIMESTAMP WITH TIME ZONE":
        text = f"{text} || ':00'"
    return f"coalesce({text}, '')"


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


if __name__ == "__main__":
    serve(read, "it is damaged", has_threads=True)
