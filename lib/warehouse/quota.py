"""Quota: how much may lie handed in, and how many uploads are read at a time.

Owns the limits that hold over all uploads of a warehouse together, so that nobody fills the disk
or the processor for the others. Must not read a clock, nor what is in a file.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from lib.warehouse import received

# Of everything that is neither published nor discarded: of one person, and of all.
USER_BYTES = 400_000_000
ALL_BYTES = 2_000_000_000
# What stays free on the disk, for the build that is to come.
FREE_BYTES = 1_000_000_000
# Uploads that are read at a time, each in a process of its own; the others wait.
READERS = 2


def room(warehouse: Path, folders: str, who: str) -> tuple[int, str]:
    """How many bytes a person may still hand in, and why no more.

    Args:
        folders: a pattern for the folders of uploads in the warehouse.
        who: as `received` has them.
    """
    mine = held = 0
    for folder in warehouse.glob(folders):
        size = _size(folder / "new")
        held += size
        mine += size if any(receipt.who == who for receipt in received.noted(folder)) else 0
    bounds = (
        (USER_BYTES - mine, f"you have {mine // 10**6} MB here that is neither published nor"
         " discarded. Decide on that first"),
        (ALL_BYTES - held, f"{held // 10**6} MB of uploads wait here to be decided on, of all"
         " people. Try again when some are"),
        (shutil.disk_usage(warehouse).free - FREE_BYTES, "the disk has no room for it. Tell whoever"
         " looks after it"),
    )  # fmt: skip
    return min(bounds)


@contextmanager
def turn(warehouse: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold one of the places of those who read an upload; wait for one where none is free.

    Args:
        waiting: called once where it has to wait. The system frees a place with its process.
    """
    with ExitStack() as stack:
        places = [
            stack.enter_context((warehouse / f".reading-{number}").open("a"))
            for number in range(READERS)
        ]
        for place in places:
            with suppress(BlockingIOError):
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
        else:
            waiting()
            fcntl.flock(places[os.getpid() % READERS], fcntl.LOCK_EX)
        yield


def _size(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # another session has just dropped it
            size += path.lstat().st_size if path.is_file() else 0
    return size
