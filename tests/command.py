"""Calls of the command line, and what came of them, for the tests of every layer below it."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from lib.cli import main


@dataclass(frozen=True)
class Answer:
    """The exit code of one call, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Its JSON."""
        found: list[dict[str, Any]] = json.loads(self.out)
        return found


def call(*arguments: object, warehouse: Path | None = None) -> Answer:
    """`python -m lib ARGUMENTS --warehouse WAREHOUSE`, in this process."""
    words = [str(argument) for argument in arguments]
    if warehouse is not None:
        words += ["--warehouse", str(warehouse)]
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as left:
            code = int(left.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())
