"""A command run as a process of its own, and what it took: seconds, processor, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from lib import settings

MB = 1 << 20


@dataclass(frozen=True)
class Measured:
    """What came of it.

    Args:
        own_mb: the most memory the process itself took; `most_mb` of it and all its readers.
    """

    code: int
    out: str
    err: str
    seconds: float
    cpu: float
    own_mb: float
    most_mb: float


def run(arguments: Sequence[object], temp: Path, seconds: float = 900) -> Measured:
    """`python -m lib ARGUMENTS`, with `temp` for whatever it leaves in the temporary folder."""
    began, own, most = time.monotonic(), 0, 0
    out, err = temp.with_suffix(".out"), temp.with_suffix(".err")
    temp.mkdir(exist_ok=True)
    with out.open("wb") as to_out, err.open("wb") as to_err:
        process = subprocess.Popen(
            [sys.executable, "-m", "lib", *map(str, arguments)],
            cwd=settings.ROOT, stdout=to_out, stderr=to_err, stdin=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(temp)},
        )  # fmt: skip
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - began > seconds:
                process.kill()
            own = max(own, _peak(process.pid))
            most = max(own, most, *map(_peak, _readers(process.pid)))
            time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    said, told = (each.read_text(encoding="utf-8", errors="replace") for each in (out, err))
    return Measured(
        process.returncode, said, told, time.monotonic() - began, used.ru_utime + used.ru_stime,
        own / MB, most / MB,
    )  # fmt: skip


def _readers(pid: int) -> list[int]:
    """Whoever a process has started, however far down."""
    with suppress(psutil.Error):
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    return []


def _peak(pid: int) -> int:
    """The most memory of a process, in bytes.

    Not `ru_maxrss`: a process starts with what its parent, a test runner, took at most.
    """
    with suppress(OSError, ValueError, IndexError):
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    return 0
