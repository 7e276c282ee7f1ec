"""Parquet and JSON: tables that come with names and types, read confined, kept as text.

Owns what is said of such a file; `lib.sources.parquet_child` and `lib.sources.json_child` read it.
"""

from __future__ import annotations

from pathlib import Path

from lib.sources import confined, staged
from lib.sources.document import Document


def read(path: Path, staging: Path) -> list[Document]:
    """The one table of a Parquet file.

    Raises:
        UnreadableFile: where it is damaged, too large, or not flat.
    """
    out, facts = confined.run("parquet_child", path, staging, "Export it as CSV.")
    return staged.documents(path, out, facts["tables"], "parquet", "parquet")


def read_json(path: Path, staging: Path) -> list[Document]:
    """The one table of JSON lines, or of JSON that holds a list of records.

    Raises:
        UnreadableFile: where it is no JSON, too large, or holds no records.
    """
    next_step = "Export it again, as CSV if you can."
    out, facts = confined.run("json_child", path, staging, next_step)
    return staged.documents(path, out, facts["tables"], facts["encoding"], "json")
