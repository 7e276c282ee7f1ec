"""Damaged files by the thousand: each read in a process of its own, forked from one that is warm.

As a build would read it, but for the readers: they run in the forked process, under the limits of
their jail, so that two thousand files of a format take minutes and not hours. What kills such a
process kills a reader's in life, which is one sentence; what it raises instead is a finding.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from lib import settings
from lib.errors import UnreadableFile
from lib.sources import calendar_child, confined, jail
from lib.sources.document import Document, TooMany
from lib.sources.reading import documents

_READING = settings.ROOT / "tests" / "sources" / "reading"
# The longest that one file may take; it is ended after that, and counted as hung.
SECONDS = 20
# For what in life is two processes: the builder, and the reader with its gigabyte.
_MEMORY = 4_000_000_000
KINDS = (
    *("csv", "semicolons", "utf-16", "cp1252", "report", "jsonl", "json", "xlsx", "xls", "parquet"),
    *("zip", "stored zip", "gz", "ics"),
)
_BALANCED, _SENTENCE, _FINDING = 0, 10, 11


def outcomes(kind: str, count: int, seed: int, keep: Path | None = None) -> Counter[str]:
    """How many of so many damaged files were read, refused in a sentence, fatal to their reader,
    hung, or a finding: what they raised in a reader's place.

    Args:
        keep: a folder for those that hung or are findings.
    """
    # A process that has had a connection has threads, and must not fork.
    words = ["-m", "tests.hostile.mutation", kind, str(count), str(seed), str(keep or "")]
    done = subprocess.run([sys.executable, *words], cwd=settings.ROOT, capture_output=True)
    return Counter(json.loads(done.stdout or b'{"ended early": 1}'))


def _sound() -> tuple[ModuleType, dict[str, bytes]]:
    """The fuzzer of `tests.sources.reading`, without the connection it reads on."""
    sys.path.append(str(_READING))
    sys.modules["readings"] = ModuleType("readings")
    vars(sys.modules["readings"])["read_all"] = None
    fuzz = import_module("fuzz")
    return fuzz, {**fuzz.SOUND, "ics": (_READING / "calendars" / "google.ics").read_bytes()}


def main(kind: str, count: str, seed: str, keep: str) -> None:
    """One kind, here."""
    fuzz, sound = _sound()
    import_module("duckdb")
    import_module("python_calamine")
    dice, came = random.Random(f"{kind} {seed}"), Counter[str]()
    for number in range(int(count)):
        data = fuzz.damaged(sound[kind], dice)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export"
            path.write_bytes(data)
            what = _outcome(path)
        came[what] += 1
        if keep and what in ("hung", "finding"):
            (Path(keep) / f"{kind}-{seed}-{number}").write_bytes(data)
    print(json.dumps(came))


def _outcome(path: Path) -> str:
    child = os.fork()
    if not child:
        code = _FINDING
        try:
            _silence()
            code = _read(path)
        except BaseException as error:
            (Path(tempfile.gettempdir()) / "mutation-finding.txt").write_text(repr(error))
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "hung" if os.WTERMSIG(status) == signal.SIGALRM else "fatal"
    code = os.WEXITSTATUS(status)
    return {_BALANCED: "read", _SENTENCE: "refused", _FINDING: "finding"}.get(code, "fatal")


def _read(path: Path) -> int:
    import duckdb

    jail.bound(60, SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    with _unconfined():
        try:
            with duckdb.connect(config={"threads": 1, "memory_limit": "1GB"}) as con:
                for place, document in enumerate(documents(path, path.parent)):
                    if isinstance(document, Document):
                        document.load(con, f"t{place}")  # which proves that its rows balance
        except UnreadableFile as error:
            return _SENTENCE if error.next_step and "nobody foresaw" not in str(error) else _FINDING
    return _BALANCED


@contextmanager
def _unconfined() -> Iterator[None]:
    """Readers in this process, as `lib.sources.confined` has them in theirs."""

    def read(module: str, path: Path, out: Path, next_step: str, *_: Any) -> dict[str, Any]:
        if module == "calendar_child":
            facts = calendar_child._read(path, out / "calendar.csv")
        else:
            try:
                facts = import_module(f"lib.sources.{module}").read(path, out)
            except (confined.Refused, TooMany) as error:
                facts = {"error": str(error)}
            except BaseException as error:
                facts = {"error": f"it is damaged ({type(error).__name__})"}
        if facts.get("error"):
            raise UnreadableFile(f"{path.name}: {facts['error']}", next_step)
        return facts

    before = confined._read
    confined._read = read  # type: ignore[assignment]
    try:
        yield
    finally:
        confined._read = before


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for handle in (1, 2):
        os.dup2(nowhere, handle)


if __name__ == "__main__":
    main(*sys.argv[1:])
