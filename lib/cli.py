"""The second front end: `python -m lib`, over the same functions as the pages.

Owns words, formats and exit codes of the command line: results to standard output,
progress and warnings to standard error; 0 done, 1 a data check failed, 2 the call is
wrong or an input cannot be read. An entry point: it may read the clock.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from lib import settings
from lib.commands import mapping
from lib.errors import CheckFailed, GroundError, WrongCall
from lib.metrics import catalogue, query
from lib.report import monday
from lib.report.tabular import Table, render
from lib.scope import ANYONE, EXECUTIVES, FILTERS, SETTINGS, Scope
from lib.warehouse import engine
from lib.warehouse.build import build


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # names are Unicode whatever the terminal says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
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
    return code


class _Parser(argparse.ArgumentParser):
    """A wrong call is one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. See {self.prog} --help.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m lib", description="On Their Ground")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, help_: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_, description=help_)
        added.add_argument("--warehouse", type=Path, default=settings.WAREHOUSE, metavar="DIR")
        added.set_defaults(run=run)
        return added

    def scoped(added: argparse.ArgumentParser, many_days: bool) -> None:
        added.add_argument(
            "--as-of", type=_day, nargs="+" if many_days else None, metavar="DATE",
            help="default: the newest day the exports vouch for",
        )  # fmt: skip
        added.add_argument(
            "--where", type=_condition, nargs="+", default=[], action="extend", metavar="DIM=VALUE",
            help=f"DIM: {', '.join(FILTERS)}, whose ({ANYONE}, {EXECUTIVES}, a person), visits",
        )  # fmt: skip

    def formatted(added: argparse.ArgumentParser) -> None:
        added.add_argument("--format", choices=("table", "json", "csv"), default="table")

    added = command(
        "build", _build, "Read exports and publish a new build; prints the load report."
    )
    added.add_argument("exports", type=Path, nargs="*", metavar="EXPORTS")
    added.add_argument("--date-order", choices=("dmy", "mdy"), help="for dates that read both ways")
    added.add_argument("--json", action="store_const", const="json", default="table", dest="format")

    added = command("metric", _metric, "Values of metrics; `metric list` names them all.")
    added.add_argument("ids", nargs="+", metavar="ID")
    added.add_argument("--by", nargs="+", default=[], action="extend", metavar="DIM")
    scoped(added, many_days=True)
    formatted(added)

    added = command("accounts", _accounts, "One row per account.")
    scoped(added, many_days=False)
    formatted(added)

    added = command("interactions", _interactions, "Every interaction, how it is read and why.")
    added.add_argument("--since", type=_day, metavar="DATE", default=date(1900, 1, 1))
    added.add_argument("--until", type=_day, metavar="DATE", default=date(9999, 12, 31))
    added.add_argument("--account", metavar="ID")
    added.add_argument("--as-of", type=_day, metavar="DATE", help="the day plans are told by")
    formatted(added)

    formatted(command("rejects", _rejects, "Every row set aside: file, row, reason."))
    formatted(command("check", _check, "Every data check; exit 1 where one fails."))

    mapping.add(commands)

    added = command("report", _report, "The review page of one day, as Markdown.")
    scoped(added, many_days=False)
    added.add_argument("--out", type=Path, required=True, metavar="FILE.md")
    return parser


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year < 1900:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-20")
    return day


def _condition(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or name not in (*FILTERS, "whose", "visits"):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not DIM=VALUE with DIM one of {', '.join(FILTERS)}, whose, visits"
        )
    return name, value


def _build(options: argparse.Namespace) -> int:
    exports = options.exports or [settings.RAW if _holds_exports(settings.RAW) else settings.SAMPLE]
    with tqdm(
        file=sys.stderr, bar_format="{desc} {elapsed}", disable=not sys.stderr.isatty()
    ) as bar:

        def progress(text: str) -> None:
            bar.set_description_str(text[:60].ljust(60))

        report = build(exports, options.warehouse, datetime.now(UTC), progress, options.date_order)
    shown = (
        "file", "source", "table_name", "status", "rows_read", "rows_loaded", "rows_set_aside",
        "rows_duplicate", "rows_unlinked", "rows_blank", "encoding", "delimiter", "method",
        "reason", "notes",
    )  # fmt: skip
    rows = [{name: row[name] for name in shown} for row in report.files]
    _show(Table(shown, rows), options.format)
    for row in report.files:
        if row["status"] == "unreadable":
            print(f"Not read: {row['file']}: {row['reason']}", file=sys.stderr)
    aside = sum(int(str(row["rows_set_aside"])) for row in report.files)
    if aside:
        print(f"{aside} rows were set aside: python -m lib rejects lists them.", file=sys.stderr)
    print(
        f"Published {report.build_id}, as of {report.as_of or 'no day: no contact is dated'}.",
        file=sys.stderr,
    )
    return 0


def _holds_exports(folder: Path) -> bool:
    return folder.is_dir() and any(
        path.is_file() and path.name != "README.md" and not path.name.startswith(".")
        for path in folder.rglob("*")
    )


def _scope(options: argparse.Namespace, session: engine.Session) -> Scope:
    """The scope a call names; its day is the build's own where it names none."""
    days = options.as_of if isinstance(options.as_of, list) else [options.as_of]
    days = [day or _newest_day(session) for day in days or [None]]
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
    return Scope(tuple(days), visit_settings=visits, whose=whose).only(**filters)


def _vouched_day(session: engine.Session) -> date | None:
    day = session.rows("select as_of_on from core.build")[0]["as_of_on"]
    return day if isinstance(day, date) else None


def _newest_day(session: engine.Session) -> date:
    day = _vouched_day(session)
    if day is None:
        raise WrongCall(
            "Choosing a day: no row of the exports is dated, so none is vouched for.",
            "Name one with --as-of.",
        )
    return day


def _fetch(
    session: engine.Session, sql: str, parameters: Mapping[str, object] | None = None
) -> Table:
    rows = session.rows(sql, parameters)
    names = list(rows[0]) if rows else list(session.fetch(sql, parameters).columns)
    return Table(names, rows)


def _metric(options: argparse.Namespace) -> int:
    if options.ids == ["list"]:
        rows = [vars(entry) for entry in catalogue.load().values()]
        _show(Table(list(rows[0]), rows), options.format)
        return 0
    with engine.lease(options.warehouse) as session:
        asked = query.metrics(options.ids, _scope(options, session), options.by)
        sql = f"select as_of_on as as_of, * exclude (as_of_on) from ({asked.sql}) as answers"
        _show(_fetch(session, sql, asked.parameters), options.format)
    return 0


def _accounts(options: argparse.Namespace) -> int:
    with engine.lease(options.warehouse) as session:
        asked = query.relation("account_as_of", _scope(options, session), order_by="account_id")
        _show(_fetch(session, asked.sql, asked.parameters), options.format)
    return 0


def _interactions(options: argparse.Namespace) -> int:
    with engine.lease(options.warehouse) as session:
        # Where no row is dated there is nothing to list, whatever the day.
        day = options.as_of or _vouched_day(session) or date.min
        scope = Scope((day,), accounts=(options.account,) if options.account else ())
        asked = query.relation(
            "interaction_list",
            scope,
            where=f"occurred_on between date '{options.since}' and date '{options.until}'",
            order_by="occurred_on, interaction_id",
        )
        _show(_fetch(session, asked.sql, asked.parameters), options.format)
    return 0


def _rejects(options: argparse.Namespace) -> int:
    with engine.lease(options.warehouse) as session:
        _show(_fetch(session, query.table("rejects").sql), options.format)
    return 0


def _check(options: argparse.Namespace) -> int:
    with engine.lease(options.warehouse) as session:
        rows = [
            {"check": name.replace("_", " "), "failures": session.rows(sql)[0]["failures"]}
            for name, sql in query.checks().items()
        ]
    _show(Table(["check", "failures"], rows), options.format)
    return 1 if any(row["failures"] for row in rows) else 0


def _report(options: argparse.Namespace) -> int:
    if options.out.suffix != ".md":
        raise WrongCall(
            f"Writing the review page to {options.out}: only Markdown is written as yet.",
            "Name a file that ends in .md.",
        )
    with engine.lease(options.warehouse) as session:
        page = monday.review(_scope(options, session), session.fetch)
    try:
        options.out.write_text(monday.markdown(page), encoding="utf-8")
    except OSError as error:
        raise WrongCall(
            f"Writing the review page to {options.out}: {error.strerror}.",
            "Name a file in a folder that exists and may be written to.",
        ) from error
    return 0


def _show(table: Table, format_: str) -> None:
    sys.stdout.write(render(table, format_))
