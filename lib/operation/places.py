"""Where a server's files are: what the checks and the backup are given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

AUDIT = "audit"  # in the warehouse


@dataclass(frozen=True)
class Places:
    """The folders and files of one server.

    Args:
        warehouse: builds, and what people wrote.
        raw: exports.
        sources: mappings of files nobody foresaw.
        access: the access file.
        secrets: the file with `[auth]`.
    """

    warehouse: Path
    raw: Path
    sources: Path
    access: Path
    secrets: Path

    @property
    def audit(self) -> Path:
        """The folder of the record of who saw what."""
        return self.warehouse / AUDIT
