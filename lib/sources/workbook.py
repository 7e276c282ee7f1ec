"""Workbook: the visible sheets of an Excel workbook (.xlsx, .xls, .xlsb) or an .ods.

Owns what is said of a workbook; `lib.sources.workbook_child` reads it, confined. A workbook
can crash its reader; here that is one plain sentence.
"""

from __future__ import annotations

from pathlib import Path

from lib.errors import UnreadableFile
from lib.sources import confined, staged
from lib.sources.document import Document


def read(path: Path, staging: Path, kind: str = "xlsx") -> list[Document]:
    """Every visible sheet that holds anything, in order.

    Raises:
        UnreadableFile: where the workbook is damaged, too large, or holds nothing.
    """
    next_step = "Open it in Excel and save it again, or save its sheets as CSV."
    out, facts = confined.run("workbook_child", path, staging, next_step)
    if not facts["tables"]:
        raise UnreadableFile(
            f"{path.name} has no visible sheet with anything on it.", "Check the workbook."
        )
    return staged.documents(path, out, facts["tables"], kind, "workbook")
