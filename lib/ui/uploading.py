"""What one session has handed in, and how far that is.

Owns the session's part of an upload: the files it took, the run on them, and what that found.
Reading and publishing are `python -m lib add`, in a process of its own: whatever becomes of it,
this one serves the last good build. Must not draw.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.errors import GroundError
from lib.warehouse import trial
from lib.warehouse.running import Run
from lib.warehouse.upload import Taken, Upload

_STOPPED = (
    "Reading stopped before its end: it was ended, or the machine has no memory left. What was "
    "published before is still served. Try again, or with fewer files."
)


@dataclass(frozen=True)
class Place:
    """Where files come to, and from whom: see `lib.ui.page.serve`."""

    warehouse: Path
    raw: Path
    now: Callable[[], datetime]
    who: str = "local"


@dataclass
class Pending:
    """Files handed in, neither published nor dropped.

    Args:
        upload: where they are kept.
        day: when they were exported.
        order: of day and month, where a person said it.
        run: a trial or a publishing under way.
        found: what the last trial found; None before, and where it failed.
        failure: why the last run failed.
    """

    upload: Upload
    day: date
    taken: list[Taken] = field(default_factory=list)
    order: str | None = None
    run: Run | None = None
    is_publishing: bool = False
    found: dict[str, Any] | None = None
    failure: str = ""

    @property
    def is_staged(self) -> bool:
        """Whether anything of what was handed in was taken."""
        return any(taken.staged for taken in self.taken)

    def take(self, place: Place, files: Sequence[UploadedFile]) -> None:
        """Keep files on disk, and try them.

        Raises:
            UploadFailed: they cannot be kept.
        """
        known = trial.base(place.warehouse, place.raw)
        self.taken = [taken for taken in self.taken if taken.staged]
        before = len(self.taken)
        for file in files:
            taken = self.upload.take(file.name, file, self.day, place.raw, known, place.now())
            self.taken.append(taken)
        if any(taken.staged for taken in self.taken[before:]):
            if self.order:
                self.upload.date_order(self.order)
            self.check(place)

    def say(self, place: Place, day: date, order: str | None) -> None:
        """Say when the files were exported and how they write dates, and try them again."""
        try:
            names = self.upload.exported_on(day, place.raw)
            # In another day's folder their names may have been given to others.
            self.taken = [replace(t, staged=names.get(t.staged, t.staged)) for t in self.taken]
            if order:
                self.upload.date_order(order)
        except GroundError as error:
            self.failure = str(error)
            return
        self.day, self.order = day, order
        self.check(place)

    def check(self, place: Place) -> None:
        """Start a trial."""
        if not self.run:
            self.found = None
            self._start(place, "--check")

    def publish(self, place: Place) -> None:
        """Start publishing what the last trial found of use."""
        if not self.run:
            self._start(place)

    def end(self) -> bool:
        """Read what the run that is over came to; whether the files are published."""
        run, self.run = self.run, None
        if run is None:
            return False
        if run.has_failed:
            self.failure = run.failure() or _STOPPED
        elif not self.is_publishing:
            result = self.upload.folder / "result.json"
            self.found = json.loads(result.read_text(encoding="utf-8"))
        return self.is_publishing and not run.has_failed

    def drop(self) -> None:
        """Forget it all, and stop what is under way."""
        if self.run:
            self.run.stop()
        self.upload.discard()

    def _start(self, place: Place, *more: str) -> None:
        self.failure, self.is_publishing = "", not more
        folder = self.upload.folder
        where = ("--warehouse", place.warehouse.absolute(), "--raw", place.raw.absolute())
        try:
            self.run = Run.start(
                folder, ["add", "--staged", folder, *more, *where, "--progress", "json"]
            )
        except OSError as error:
            self.failure = f"Reading cannot be started: {error.strerror}. Try again in a moment."


def let_go(files: Sequence[UploadedFile]) -> None:
    """Streamlit would hold them in memory until the session ends."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
