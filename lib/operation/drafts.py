"""A private folder to work in beside where the result goes; one at a time, and no debris for long.

Owns its lock, which the system drops with its process, and that what a killed one left is cleared
away by the next.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lib.errors import GroundError


@contextmanager
def draft(folder: Path, name: str, error: type[GroundError]) -> Iterator[Path]:
    """The folder, gone when the block ends.

    Args:
        folder: made where it is not there, for its owner only.
        name: of the kind of work: `backup`.
        error: raised where another process does the same there.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    prefix = f".ground-{name}-"
    lock = os.open(folder / f".ground-{name}.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise error(
                f"Starting a {name} in {folder}: another one is running there.",
                "Wait until it has finished.",
            ) from None
        for left in folder.glob(f"{prefix}*"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(prefix=prefix, dir=folder) as made:
            yield Path(made)
    finally:
        os.close(lock)
