"""Clean: the one form in which rows are handed to DuckDB when a file itself will not do.

UTF-8, commas, every cell quoted, LF, no header, the row number in front. Must not import
anything large: the child process that reads workbooks writes it too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Write = Callable[[int, list[str]], None]


@contextmanager
def clean_copy(file: Path) -> Iterator[Write]:
    """A clean copy to write to: call what this yields with a row number and its cells."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        yield lambda row, cells: writer.writerow([row, *cells])
