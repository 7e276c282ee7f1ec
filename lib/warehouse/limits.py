"""Time limits: a query that takes too long is interrupted.

Owns one thread for all queries: one for each took as long as a small query does. Must not know
what is asked (`lib.warehouse.session` does).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import Condition, Thread
from time import monotonic
from typing import Protocol


class _Interruptible(Protocol):
    def interrupt(self) -> None: ...


class Limits:
    """What is running, each with the moment at which it is interrupted."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._ends: dict[_Interruptible, float] = {}
        self._thread: Thread | None = None
        # When the thread looks again; what ends earlier must wake it.
        self._looks_at = 0.0

    @contextmanager
    def within(self, seconds: float, running: _Interruptible) -> Iterator[None]:
        """Interrupt what the block runs if it has not ended after so many seconds.

        Args:
            running: not interrupted once the block has ended, so that it can be closed.
        """
        end = monotonic() + seconds
        with self._changed:
            self._ends[running] = end
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="limits", daemon=True)
                self._thread.start()
            elif end < self._looks_at:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._ends.pop(running, None)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = monotonic()
                for running in [one for one, end in self._ends.items() if end <= now]:
                    del self._ends[running]
                    running.interrupt()
                self._looks_at = min(self._ends.values(), default=inf)
                self._changed.wait(None if self._looks_at == inf else self._looks_at - now)


limits = Limits()
