"""Turns: whoever must wait for others waits, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Condition, Lock
from time import monotonic

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


class Seats:
    """Room for so many who work at once, in the order in which they came.

    It is for speed alone, so nobody is refused: whoever has waited too long goes on without a seat,
    and whoever has sat too long is not counted any more.

    Args:
        number: of seats.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._changed = Condition()
        self._waiting: list[Seat] = []
        self._taken: dict[Seat, float] = {}

    def take(self, seat: Seat) -> bool:
        """Wait for room; tells whether there was any within `settings.SEAT_WAIT_SECONDS`."""
        with self._changed:
            self._waiting.append(seat)
            try:
                if not self._changed.wait_for(
                    lambda: self._is_next(seat), settings.SEAT_WAIT_SECONDS
                ):
                    return False
                self._taken[seat] = monotonic()
                return True
            finally:
                self._waiting.remove(seat)
                self._changed.notify_all()  # the next one may have room, too

    def leave(self, seat: Seat) -> None:
        """Make room for another."""
        with self._changed:
            if self._taken.pop(seat, None) is not None:
                self._changed.notify_all()

    def wait_until_free(self, seconds: float) -> bool:
        """Wait until nobody works, so long at most; tells whether nobody does."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._taken, seconds)

    def _is_next(self, seat: Seat) -> bool:
        since = monotonic() - settings.SEAT_SECONDS
        taken = sum(begun > since for begun in self._taken.values())
        return taken < self._number and self._waiting[0] is seat


class Seat:
    """One who works, and may do so more than once.

    Args:
        free: how often it is taken without waiting: whoever is done in no time holds nobody up.
    """

    def __init__(self, seats: Seats, free: int = 0) -> None:
        self._seats = seats
        self._free = free
        self._is_waited_for = True
        self._is_taken = False

    def take(self) -> None:
        """Work from now on, once there is room; who waited in vain does not wait again."""
        if self._free:
            self._free -= 1
        elif self._is_waited_for and not self._is_taken:
            self._is_taken = self._is_waited_for = self._seats.take(self)

    def leave(self) -> None:
        """Let others work."""
        if self._is_taken:
            self._is_taken = False
            self._seats.leave(self)
