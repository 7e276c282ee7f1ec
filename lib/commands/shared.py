"""What commands have in common: options, the scope they name, how answers are shown.

Owns no command. Must not read the clock: `lib.cli` gives each call its `now`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lib import settings
from lib.corrections import SETTINGS
from lib.errors import WrongCall
from lib.report.tabular import Table, render
from lib.scope import ANYONE, EVERY_ROW, EVERYTHING, EXECUTIVES, FILTERS, Scope
from lib.warehouse import corrections, engine

Run = Callable[[argparse.Namespace], int]
# What `add_parser` is called on; argparse keeps the type to itself.
Commands = Any


def command(commands: Commands, name: str, run: Run | None, help_: str) -> argparse.ArgumentParser:
    """Add a command, with the option that every one of them takes."""
    added: argparse.ArgumentParser = commands.add_parser(name, help=help_, description=help_)
    added.add_argument("--warehouse", type=Path, default=settings.WAREHOUSE, metavar="DIR")
    if run is not None:
        added.set_defaults(run=run)
    return added


def scoped(added: argparse.ArgumentParser, many_days: bool) -> None:
    """The options that make a scope."""
    added.add_argument(
        "--as-of", type=day, nargs="+" if many_days else None, metavar="DATE",
        help="default: the newest day the exports vouch for",
    )  # fmt: skip
    added.add_argument(
        "--where", type=condition, nargs="+", default=[], action="extend", metavar="DIM=VALUE",
        help=f"DIM: {', '.join(FILTERS)}, whose ({ANYONE}, {EXECUTIVES}, a person), visits",
    )  # fmt: skip
    added.add_argument(
        "--by-group", action="store_true",
        help="count a group of companies as one account: subsidiaries count for their group",
    )  # fmt: skip
    without_notes(added)


def without_notes(added: argparse.ArgumentParser) -> None:
    """The option that keeps notes out of an answer."""
    added.add_argument(
        "--no-notes", action="store_true",
        help="leave out notes and words out of them; counts stay as they are",
    )  # fmt: skip


def formatted(added: argparse.ArgumentParser) -> None:
    """The option that says how the answer looks."""
    added.add_argument("--format", choices=("table", "json", "csv"), default="table")


def day(text: str) -> date:
    """A date as it is typed."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if found.year < 1900:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-20")
    return found


def condition(text: str) -> tuple[str, str]:
    """One `DIM=VALUE`."""
    name, equals, value = text.partition("=")
    if not equals or name not in (*FILTERS, "whose", "visits"):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not DIM=VALUE with DIM one of {', '.join(FILTERS)}, whose, visits"
        )
    return name, value


def scope(options: argparse.Namespace, session: engine.Session) -> Scope:
    """The scope a call names; its day is the build's own where it names none."""
    days = options.as_of if isinstance(options.as_of, list) else [options.as_of]
    days = [named or newest_day(session) for named in days or [None]]
    values: dict[str, list[str]] = {}
    for name, value in options.where:
        values.setdefault(name, []).append(value)
    whose = values.pop("whose", [ANYONE])[-1]
    if whose not in (ANYONE, EXECUTIVES):
        people = session.rows(
            "select person_id from core.people where person_id = $who or name = $who",
            {"who": whose},
        )
        if len(people) != 1:
            raise WrongCall(
                f"Looking for the contacts of {whose}: {len(people)} colleagues are called so.",
                "Give the person's id, or the name as the export has it.",
            )
        whose = str(people[0]["person_id"])
    visits = tuple(values.pop("visits", ["on_site"]))
    for setting in visits:
        if setting not in SETTINGS:
            raise WrongCall(
                f"Counting {setting} as a visit: there is no such setting.",
                f"There are: {', '.join(SETTINGS)}.",
            )
    filters = {FILTERS[name]: tuple(chosen) for name, chosen in values.items()}
    asked = Scope(
        tuple(days),
        visit_settings=visits,
        whose=whose,
        by_group=options.by_group,
        rights=EVERY_ROW if options.no_notes else EVERYTHING,
    )
    return corrected(asked.only(**filters), options)


def corrected(asked: Scope, options: argparse.Namespace) -> Scope:
    """The scope with the warehouse's corrections. Where they cannot be read, there is no answer:
    a script would take an uncorrected one for the truth."""
    return replace(asked, corrections=corrections.load(options.warehouse))


def vouched_day(session: engine.Session) -> date | None:
    """The newest day the exports vouch for, if any."""
    found = session.rows("select as_of_on from core.build")[0]["as_of_on"]
    return found if isinstance(found, date) else None


def newest_day(session: engine.Session) -> date:
    """The same; an error where there is none."""
    found = vouched_day(session)
    if found is None:
        raise WrongCall(
            "Choosing a day: no row of the exports is dated, so none is vouched for.",
            "Name one with --as-of.",
        )
    return found


def fetch(
    session: engine.Session, sql: str, parameters: Mapping[str, object] | None = None
) -> Table:
    """The rows of a query, with its columns even where there are none."""
    rows = session.rows(sql, parameters)
    names = list(rows[0]) if rows else list(session.fetch(sql, parameters).columns)
    return Table(names, rows)


def show(table: Table, format_: str) -> None:
    """An answer, to standard output."""
    sys.stdout.write(render(table, format_))


def written(path: Path, content: bytes, what: str) -> None:
    """Write what a command makes to the file that was named.

    Raises:
        WrongCall: it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise WrongCall(
            f"Writing {what} to {path}: {error.strerror}.",
            "Name a file in a folder that exists and may be written to.",
        ) from error
