"""A command of ours in a process of its own, so that what happens to it happens to nobody else.

Owns the start, the progress and the end of `python -m lib …` for whoever cannot wait for it.
What it says is kept in files of its folder: no pipe can fill, and nothing is lost with a reader.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lib import settings

_TAIL = 4096
# What it is told of the environment it is started in: no secret and no proxy.
_TOLD = (
    *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR"),
    *("VIRTUAL_ENV", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "GROUND_STOP_AT"),
)


@dataclass(frozen=True)
class Run:
    """A command under way, or over."""

    process: subprocess.Popen[bytes]
    said: Path

    @classmethod
    def start(cls, folder: Path, arguments: Sequence[object]) -> Run:
        """Start it; what it writes goes to `said.txt` in the folder.

        Raises:
            OSError: it cannot be started.
        """
        said = folder / "said.txt"
        with said.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "lib", *map(str, arguments)],
                cwd=settings.ROOT,
                env={name: os.environ[name] for name in _TOLD if name in os.environ},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=file,
                start_new_session=True,  # it and its readers can be stopped together
            )
        return cls(process, said)

    @property
    def is_over(self) -> bool:
        """Whether it has ended, in whichever way."""
        return self.process.poll() is not None

    @property
    def has_failed(self) -> bool:
        """Whether it is over and did not do what it was to."""
        return self.process.poll() not in (None, 0)

    def progress(self) -> tuple[float, str]:
        """How far it has come, of 1, and what it is doing."""
        for line in reversed(self._lines()):
            if line.startswith("{"):
                with suppress(ValueError, KeyError, ZeroDivisionError):
                    told = json.loads(line)
                    return min(told["step"] / told["of"], 1.0), str(told["doing"])
        return 0.0, "starting"

    def failure(self) -> str:
        """Why it failed, in its own words; empty where it had none, since it was stopped."""
        if (self.process.poll() or 0) < 0:
            return ""
        words = [line for line in self._lines() if line and not line.startswith("{")]
        is_ours = self.process.poll() in (1, 2) and not any("Traceback" in line for line in words)
        return words[-1] if words and is_ours else ""

    def stop(self) -> None:
        """End it now, with all that it started."""
        if self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _lines(self) -> list[str]:
        try:
            with self.said.open("rb") as file:
                file.seek(max(self.said.stat().st_size - _TAIL, 0))
                return file.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return []
