"""Reading: the tables of one file, and each of them as text, whatever the file does.

Owns that a file can harm nothing but itself: it is the same from its first byte to its last, and
what nobody foresaw is one sentence about that file. Must not know what a table means.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from lib.errors import GroundError, UnreadableFile
from lib.sources import files, walk
from lib.sources.document import Document, Loaded, Unread


def documents(path: Path, staging: Path) -> Sequence[Document | Unread]:
    """Every table in a file; see `lib.sources.files.documents`.

    Raises:
        UnreadableFile: the file as a whole cannot be read, or changes meanwhile.
    """
    before = walk.mark(path)
    with _no_surprise(path.name):
        found = files.documents(path, staging)
        walk.refuse_changed(path, before)
    return found


def load(
    con: duckdb.DuckDBPyConnection, document: Document, table: str, path: Path, before: walk.Mark
) -> Loaded:
    """A document as text; see `Document.load`.

    Args:
        path: the file it was found in, and `before` its mark at that time: of another file's rows
            nobody would say that they stand under the wrong header.

    Raises:
        UnreadableFile: its rows cannot be proved, or the file has changed.
    """
    with _no_surprise(document.name):
        walk.refuse_changed(path, before)
        loaded = document.load(con, table)
        walk.refuse_changed(path, before)
    return loaded


@contextmanager
def _no_surprise(name: str) -> Iterator[None]:
    try:
        yield
    except (GroundError, duckdb.IOException):
        raise
    except (MemoryError, duckdb.OutOfMemoryException) as error:
        raise UnreadableFile(
            f"{name} could not be read: it needs more memory than a file may take.",
            "Export it in parts.",
        ) from error
    except Exception as error:
        is_full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        if is_full or "interrupted" in str(error):  # Ctrl-C, as DuckDB says it
            raise
        raise UnreadableFile(
            f"{name} could not be read, for a reason nobody foresaw ({type(error).__name__}).",
            "Export it again; if this repeats, report it with the file's first lines.",
        ) from error
