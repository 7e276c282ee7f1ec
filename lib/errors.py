"""Every error a person can meet, each with what happened and what to do next.

Owns the one base class. A subclass is an edge of the system: a file that cannot
be read, a warehouse that is not there, a call that is wrong. The edges (`lib.cli`,
`lib.ui`) show `title`, `message` and `next_step`; nothing below them prints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# What a name from outside could do to a terminal or the order of its letters.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """A text on one line, each character that would act rather than show written out."""
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


class GroundError(Exception):
    """What was being attempted, on what, and what to do next, in plain words.

    Args:
        message: one sentence: what was attempted, on what, and why it failed.
        next_step: one sentence: what the reader can do about it.
    """

    title = "Something went wrong"

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(visible(message))
        self.message = visible(message)
        self.next_step = visible(next_step)

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class UnreadableFile(GroundError):
    """A file that cannot be read at all; the other files still load."""

    title = "A file could not be read"


class NoExports(GroundError):
    """Nothing to build from: no export was found, or none was recognised.

    Args:
        files: each file that was found, and why it cannot be used.
    """

    title = "No exports to read"

    def __init__(
        self, message: str, next_step: str = "", files: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message, next_step)
        self.files = dict(files or {})


class NoWarehouse(GroundError):
    """No build is published yet, or none of those kept can be opened."""

    title = "There is no warehouse yet"


class BuildRunning(GroundError):
    """Another build holds the warehouse's lock."""

    title = "A build is already running"


class BuildFailed(GroundError):
    """A build that stopped before it was published; the last good one is still served."""

    title = "The build did not finish"


class WrongCall(GroundError):
    """A metric, dimension, date or filter that does not exist."""

    title = "That request cannot be answered"


class QueryTooSlow(GroundError):
    """A query that was stopped at its time limit."""

    title = "The answer took too long"


class BadReference(GroundError):
    """A row of `data/reference/` that cannot be used."""

    title = "A reference table has a mistake"


class CheckFailed(BuildFailed):
    """A claim about the data that does not hold."""

    title = "A data check failed"
