"""Confined: a child process opens what a stranger made, under limits of memory, time and disk.

Owns both ends: `run` starts a reader and turns every way it can end into facts or one plain
sentence; `serve` is the reader's frame. What comes back is a file, never a pickle. Must not
import anything large, nor know what is read.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from lib.errors import UnreadableFile
from lib.settings import ROOT

SECONDS = 60.0
MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 60
# What one copy may take on disk: the size fields of a file prove nothing, this does.
COPY_BYTES = 2_000_000_000
_DIED = "could not be read: it is damaged, or needs more memory or time than a file may take"

Facts = dict[str, Any]


class Refused(Exception):
    """What a reader will not read, in words that follow "could not be read:"."""


def run(
    module: str,
    path: Path,
    staging: Path,
    next_step: str,
    *,
    seconds: float | None = None,
    died: str = _DIED,
) -> tuple[Path, Facts]:
    """Read `path` with `lib.sources.<module>`; the directory it wrote to, and its facts.

    Args:
        seconds: how long it may take, where that is not `SECONDS`.
        died: what a reader's death means, in words that follow the file's name.

    Raises:
        UnreadableFile: where the reader refused, took too long or died.
    """
    out = Path(mkdtemp(dir=staging, prefix=f"{module}-"))
    try:
        return out, _read(module, path, out, next_step, seconds or SECONDS, died)
    except UnreadableFile:
        shutil.rmtree(out, ignore_errors=True)
        raise


def _read(module: str, path: Path, out: Path, next_step: str, seconds: float, died: str) -> Facts:
    command = [sys.executable, "-m", f"lib.sources.{module}"]
    command += [str(path.resolve()), str(out.resolve())]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"{path.name} could not be read within {seconds:.0f} seconds.", next_step
        ) from error
    facts_file = out / "facts.json"
    if done.returncode or not facts_file.exists():
        raise UnreadableFile(f"{path.name} {died}.", next_step)
    facts: Facts = json.loads(facts_file.read_text(encoding="utf-8"))
    if facts.get("error"):
        raise UnreadableFile(f"{path.name} could not be read: {facts['error']}.", next_step)
    return facts


def serve(read: Callable[[Path, Path], Facts], damaged: str) -> None:
    """The reader's main: limits, then `read(source, out)`, then its facts into `out`.

    Args:
        damaged: what any failure nobody foresaw means.
    """
    limit(CPU_SECONDS)
    source, out = map(Path, sys.argv[1:])
    try:
        facts = read(source, out)
    except Refused as error:
        facts = {"error": str(error)}
    except MemoryError:
        facts = {"error": "it needs more memory than a file may take"}
    except BaseException as error:  # calamine's PanicException is not an Exception
        is_locked = type(error).__name__ == "PasswordError"
        facts = {"error": "it has a password" if is_locked else damaged}
    (out / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def limit(cpu_seconds: int) -> None:
    """Ends this process where it takes more memory, time or disk than a reader may."""
    with suppress(ImportError, ValueError, OSError):  # elsewhere there is only the clock
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (COPY_BYTES, COPY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
