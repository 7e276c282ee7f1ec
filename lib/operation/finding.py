"""What a check of the doctor found: one line, for a person or a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "FAIL"]


@dataclass(frozen=True)
class Finding:
    """One line.

    Args:
        state: `FAIL` where it must be mended, `warn` where it should be.
        what: was looked at, in a word or two.
        found: in a few words; never a secret's value, nor a cell's.
        todo: what to do about it; "" where there is nothing to do.
    """

    state: State
    what: str
    found: str
    todo: str = ""


def ok(what: str, found: str) -> Finding:
    """All is well."""
    return Finding("ok", what, found)


def warn(what: str, found: str, todo: str) -> Finding:
    """It works, but should be seen to."""
    return Finding("warn", what, found, todo)


def fail(what: str, found: str, todo: str) -> Finding:
    """It must be mended."""
    return Finding("FAIL", what, found, todo)
