"""Confined: a child process opens what a stranger made, under limits of memory, time and disk.

Owns both ends: `run` starts a reader and turns every way it can end into facts or one plain
sentence; `serve` is the reader's frame (`lib.sources.jail` says what it gives up). What comes
back is a file, never a pickle, and no larger than who reads it can bear. A reader is told nothing
of the environment but what a program needs to run. Must not import anything large, nor know what
is read.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from lib.errors import UnreadableFile
from lib.settings import ROOT
from lib.sources import jail
from lib.sources.document import TooMany

SECONDS = 60.0
CPU_SECONDS = 60
# Of what a reader says of a file, all of which its caller holds in memory.
FACTS_BYTES = 64_000_000
_TOLD = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH")
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


def made(out: Path, name: str, path: Path) -> Path:
    """A file a reader says it wrote: nothing but a file, in its own folder, whatever it says.

    Raises:
        UnreadableFile: it is something else. A reader that a file has taken over may say so.
    """
    copy = out / name
    if copy.parent != out or copy.is_symlink() or not copy.is_file():
        raise UnreadableFile(f"{path.name} {_DIED}.", "Export it again.")
    return copy


def seconds_of_readers() -> float:
    """What all readers of this process that have ended took of the processor."""
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime
    return 0.0


def environment(home: Path) -> Mapping[str, str]:
    """What a reader is told: no secret, proxy or setting of who starts it."""
    told = {name: os.environ[name] for name in _TOLD if name in os.environ}
    own = {"HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**told, **own}


def _read(module: str, path: Path, out: Path, next_step: str, seconds: float, died: str) -> Facts:
    command = [sys.executable, "-m", f"lib.sources.{module}"]
    command += [str(path.resolve()), str(out.resolve())]
    nowhere = subprocess.DEVNULL  # a pipe would fill this process with what a reader says
    try:
        code = subprocess.run(
            command, cwd=ROOT, env=environment(out), stdin=nowhere, stdout=nowhere, stderr=nowhere,
            timeout=seconds, check=False,
        ).returncode  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"{path.name} could not be read within {seconds:.0f} seconds.", next_step
        ) from error
    facts_file = out / "facts.json"
    if code or not facts_file.is_file() or facts_file.is_symlink():
        raise UnreadableFile(f"{path.name} {died}.", next_step)
    if facts_file.stat().st_size > FACTS_BYTES:
        raise UnreadableFile(
            f"{path.name} could not be read: its names and broken rows are too long to show.",
            next_step,
        )
    facts: Facts = json.loads(facts_file.read_text(encoding="utf-8"))
    if facts.get("error"):
        raise UnreadableFile(f"{path.name} could not be read: {facts['error']}.", next_step)
    return facts


def serve(read: Callable[[Path, Path], Facts], damaged: str, *, has_threads: bool = False) -> None:
    """The reader's main: its jail, then `read(source, out)`, then its facts into `out`.

    Args:
        damaged: what any failure nobody foresaw means.
        has_threads: whether the reader starts threads of its own.
    """
    source, out = map(Path, sys.argv[1:])
    jail.enter(source, out, CPU_SECONDS, has_threads=has_threads)
    try:
        facts = read(source, out)
    except (Refused, TooMany) as error:
        facts = {"error": str(error)}
    except MemoryError:
        facts = {"error": "it needs more memory than a file may take"}
    except BaseException as error:  # calamine's PanicException is not an Exception
        is_locked = type(error).__name__ == "PasswordError"
        facts = {"error": "it has a password" if is_locked else damaged}
    (out / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
