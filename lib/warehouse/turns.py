"""Turns: whoever must wait for others waits, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from lib import settings
from lib.errors import QueryTooSlow


@contextmanager
def in_turn(turn: BoundedSemaphore | Lock, waited_for: str) -> Iterator[None]:
    """Hold a turn until the block ends.

    Args:
        waited_for: what others are doing with it, in words.

    Raises:
        QueryTooSlow: nobody gave it back for `settings.TURN_SECONDS`.
    """
    if not turn.acquire(timeout=settings.TURN_SECONDS):
        raise QueryTooSlow(
            f"A query waited {settings.TURN_SECONDS:g} seconds for {waited_for}.",
            "Try again in a minute.",
        )
    try:
        yield
    finally:
        turn.release()
