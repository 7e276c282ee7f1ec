"""The record of who saw and did what: JSON lines that are only ever added to.

Owns its files and their form. A line says who, when, what was done, to what (an id, a file's
name, a list's name), in what scope, on which build, over how many rows; never a value of a cell.
What cannot be noted is not done: whoever asks for it gets a sentence instead. Must not read the
clock.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lib.errors import GroundError

# A file that has grown past this is closed under a number, and a new one begun.
LONGEST = 10_000_000  # bytes
NEWEST = "audit.jsonl"

# What is noted.
ACTIONS = (
    "sign_in", "sign_out", "refused", "page", "account", "export", "upload", "publish",
    "correction", "review", "commitment", "mapping", "end_sessions",
)  # fmt: skip


class NotNoted(GroundError):
    """What was done could not be put on record, so it was not done."""

    title = "That could not be put on record"


@dataclass(frozen=True)
class Audit:
    """The record of one warehouse.

    Args:
        folder: of its files.
        longest: bytes after which a file is closed.
    """

    folder: Path
    longest: int = LONGEST

    def note(
        self,
        at: datetime,
        who: str,
        action: str,
        of: str = "",
        *,
        scope: str = "",
        build: str = "",
        rows: int | None = None,
    ) -> None:
        """Adds a line.

        Args:
            of: which page, account, file or list; an id or a name of ours, never a cell.
            scope: digest of what was asked of what.

        Raises:
            NotNoted: it cannot be written.
        """
        if action not in ACTIONS:
            raise ValueError(action)
        told = {
            "at": at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "who": who,
            "action": action,
            "of": of,
            "scope": scope,
            "build": build,
            "rows": rows,
        }
        kept = {key: value for key, value in told.items() if value not in ("", None)}
        line = (json.dumps(kept, ensure_ascii=True) + "\n").encode()
        try:
            self._add(line)
        except OSError as error:
            raise NotNoted(
                f"Noting that {who} asked for {of or action}: {error.strerror}.",
                "Nothing is shown that cannot be noted. Make room on the disk, or mend the "
                f"permissions of {self.folder}.",
            ) from None

    def read(self, limit: int = 2000) -> list[dict[str, object]]:
        """The newest lines, the newest first. A line that is not whole is left out."""
        found: list[dict[str, object]] = []
        for path in sorted(self._files(), reverse=True):
            for line in reversed(path.read_bytes().splitlines()):
                try:
                    found.append(json.loads(line))
                except ValueError:
                    continue
                if len(found) >= limit:
                    return found
        return found

    def _add(self, line: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(self.folder / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            # Several processes may serve one warehouse, and only one may close a file.
            fcntl.flock(lock, fcntl.LOCK_EX)
            newest = self.folder / NEWEST
            if newest.exists() and newest.stat().st_size + len(line) > self.longest:
                closed = sorted(self.folder.glob("audit-*.jsonl"))
                number = int(closed[-1].stem.partition("-")[2]) + 1 if closed else 1
                newest.rename(self.folder / f"audit-{number:08}.jsonl")
            file = os.open(newest, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
            try:
                size = os.fstat(file).st_size
                if size and os.pread(file, 1, size - 1) != b"\n":
                    line = b"\n" + line  # a line was cut off: this one stays whole
                if os.write(file, line) != len(line):
                    raise OSError(28, "No space left on device")
            finally:
                os.close(file)
        finally:
            os.close(lock)

    def _files(self) -> Iterator[Path]:
        # By name: "audit-00000001" sorts before "audit.jsonl", the older before the newer.
        yield from self.folder.glob("audit*.jsonl")
