"""The second front end: `python -m lib`, over the same functions as the pages.

Owns the exit codes, and which commands there are (`lib.commands`): results to standard
output, progress and warnings to standard error; 0 done, 1 a data check failed, 2 the call is
wrong or an input cannot be read, 3 what nobody foresaw. An entry point: it may read the clock, and
commands may not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from lib import problems
from lib.commands import (
    adding,
    answering,
    auditing,
    backing_up,
    briefing,
    building,
    correcting,
    doctoring,
    mapping,
    reviewing,
    serving,
)  # fmt: skip
from lib.errors import CheckFailed, GroundError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # names are Unicode whatever the terminal says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    options.now = datetime.now(UTC)
    options.clock = lambda: datetime.now(UTC)
    try:
        code: int = options.run(options)
    except CheckFailed as error:
        print(error, file=sys.stderr)
        return 1
    except GroundError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. What was published before is still served.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader (`| head`) has what it wanted
        sys.stderr.close()
        return 0
    except Exception as error:
        return _unforeseen(error, options.warehouse)
    return code


def _unforeseen(error: Exception, warehouse: Path) -> int:
    try:
        problems.begin(warehouse / problems.FOLDER)
        where = f" ({warehouse / problems.FOLDER / problems.FILE})"
        said = problems.sentence(problems.report(error))
    except GroundError as unwritten:
        said, where = f"This went wrong in a way nobody foresaw. {unwritten}", ""
    print(f"{said}{where}", file=sys.stderr)
    return 3


class _Parser(argparse.ArgumentParser):
    """A wrong call is one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. See {self.prog} --help.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m lib", description="On Their Ground")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (
        building,
        adding,
        answering,
        briefing,
        reviewing,
        auditing,
        correcting,
        mapping,
        serving,
        doctoring,
        backing_up,
    ):
        module.add(commands)
    return parser
