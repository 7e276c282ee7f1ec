"""Workbook: the visible sheets of an Excel workbook (.xlsx).

Owns the child process that reads a workbook under limits of memory and time
(`lib.sources.workbook_child`), and the sheets it hands back as clean copies. A workbook
can crash its reader; here that is one plain sentence.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from lib.errors import UnreadableFile
from lib.settings import ROOT
from lib.sources import plain
from lib.sources.document import Document, Loaded

SECONDS = 60.0


@dataclass(frozen=True)
class SheetDocument(Document):
    """A sheet whose clean copy is in the staging directory. See `Document`."""

    copy: Path = field(repr=False)
    rows: int
    rows_blank: int

    def load(self, con: duckdb.DuckDBPyConnection, table: str) -> Loaded:
        """See `Document.load`."""
        name = f"{self.path.name} (sheet {self.sheet})"
        plain.load_clean_copy(con, table, self.copy, len(self.header), self.rows, name)
        return Loaded(self.rows, self.rows, self.rows_blank, [], "workbook", "row_number")


def read(path: Path, staging: Path) -> list[Document]:
    """Every visible sheet that holds anything, in order.

    Raises:
        UnreadableFile: where the workbook is damaged, too large, or holds nothing.
    """
    out = Path(mkdtemp(dir=staging, prefix="workbook-"))
    command = [sys.executable, "-m", "lib.sources.workbook_child"]
    command += [str(path.resolve()), str(out.resolve())]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"{path.name} could not be read within {SECONDS:.0f} seconds.",
            "Save its sheets as CSV.",
        ) from error
    facts_file = out / "facts.json"
    if done.returncode or not facts_file.exists():
        raise UnreadableFile(
            f"{path.name} is damaged, or too large to be read as a workbook.",
            "Open it in Excel and save it again, or save its sheets as CSV.",
        )
    facts = json.loads(facts_file.read_text(encoding="utf-8"))
    if facts["error"]:
        raise UnreadableFile(
            f"{path.name} could not be read: {facts['error']}.",
            "Open it in Excel and save it again, or save its sheets as CSV.",
        )
    if not facts["sheets"]:
        raise UnreadableFile(
            f"{path.name} has no visible sheet with anything on it.", "Check the workbook."
        )
    return [
        SheetDocument(
            path=path,
            sheet=sheet["name"],
            header=tuple(sheet["header"]),
            sample=sheet["sample"],
            encoding="xlsx",
            delimiter="",
            copy=out / sheet["copy"],
            rows=sheet["rows"],
            rows_blank=sheet["rows_blank"],
        )
        for sheet in facts["sheets"]
    ]
