"""`add`: files to the exports that are read already, tried before anything is changed.

The Data page runs this very command, on files it has taken in itself (`--staged`), and reads
what it writes to `result.json` in their folder.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from lib import settings
from lib.commands.building import SHOWN
from lib.commands.progress import FORMS, told
from lib.commands.shared import Commands, command, day, show, vouched_day
from lib.errors import NoExports, NoWarehouse, WrongCall
from lib.metrics import query
from lib.report.tabular import Table
from lib.scope import EVERY_ROW, Scope
from lib.sources import jail, walk
from lib.sources.recognise import sources
from lib.warehouse import build, corrections, engine, trial
from lib.warehouse.upload import Upload

RESULT = "result.json"
_READS_EACH = 2
_CPU_SECONDS, _SECONDS = 1800, 3600


def add(commands: Commands) -> None:
    """Adds the command."""
    added = command(
        commands, "add", _add, "Try files beside the exports read already; then publish them."
    )
    added.add_argument("files", type=Path, nargs="*", metavar="FILE")
    added.add_argument("--raw", type=Path, default=settings.RAW, metavar="DIR")
    added.add_argument("--exported-on", type=day, metavar="DATE", help="default: today")
    added.add_argument("--date-order", choices=("dmy", "mdy"), help="for dates that read both ways")
    added.add_argument("--check", action="store_true", help="say what would be; change nothing")
    added.add_argument("--json", action="store_const", const="json", default="table", dest="format")
    added.add_argument("--progress", choices=FORMS, default="auto", help=argparse.SUPPRESS)
    added.add_argument("--staged", type=Path, help=argparse.SUPPRESS)


def _add(options: argparse.Namespace) -> int:
    if options.staged:
        asked = Upload(options.staged)
        # What waits for a page must end, whatever was handed in.
        jail.bound(_CPU_SECONDS, _SECONDS)
        if not options.check:
            return _publish(options, asked, json.loads(_result(asked).read_bytes()))
        found = _try(options, asked)
        # Beside it first: whoever reads it must not find half.
        written = _result(asked).with_suffix(".tmp")
        written.write_text(json.dumps(found, default=str), encoding="utf-8")
        written.replace(_result(asked))
        return 0
    asked = Upload.start(options.warehouse.absolute(), corrections.local_user())
    try:
        _take(options, asked)
        found = _try(options, asked)
        show(Table(SHOWN, [{name: row.get(name) for name in SHOWN} for row in found["files"]]),
             options.format)  # fmt: skip
        for row in found["reasons"]:
            print(f"Set aside: {row['file']}: {row['reason']} ({row['rows']})", file=sys.stderr)
        if not found["is_built"]:
            raise NoExports("None of these files can be used.", "Each says why, above.")
        return 0 if options.check else _publish(options, asked, found)
    finally:
        asked.discard()


def _take(options: argparse.Namespace, asked: Upload) -> None:
    if not options.files:
        raise WrongCall("Adding files: none was named.", "Name the files, or a zip of them.")
    known = trial.base(options.warehouse, options.raw)
    exported = options.exported_on or options.now.date()
    for path in options.files:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise WrongCall(f"Adding {path}: it is no file.", "Name a file, or a zip of several.")
        try:
            with path.open("rb") as file:
                taken = asked.take(path.name, file, exported, options.raw, known, options.now)
        except OSError as error:
            raise WrongCall(
                f"Adding {path}: {error.strerror}.", "Name a file that you may read."
            ) from error
        if taken.refused:
            print(f"Not taken: {taken.refused}", file=sys.stderr)
    if not asked.staged():
        raise NoExports("Adding files: none of them was taken.", "Each says why, above.")
    if options.date_order:
        asked.date_order(options.date_order)


def _try(options: argparse.Namespace, asked: Upload) -> dict[str, Any]:
    """What a trial found, as it is shown to whoever decides."""
    labels = {source.name: source.label for source in sources(settings.OWN_SOURCES)}
    with (
        told(options.progress, _steps(options, asked)) as progress,
        trial.tried(asked, options.warehouse, options.raw, options.now, progress) as (found, then),
    ):
        progress("comparing")
        return {
            "files": [
                {**row, "label": labels.get(str(row["source"]), ""),
                 "staged": trial.name_of(row["file"], asked)}
                for row in found.files
            ],
            "reasons": [
                {**row, "staged": trial.name_of(row["file"], asked)} for row in found.reasons
            ],
            "used": sorted(found.used),
            "is_built": found.is_built,
            "is_two_way": found.is_two_way,
            "before": _before(options),
            "after": _facts(then, options.warehouse) if then else None,
        }  # fmt: skip


def _publish(options: argparse.Namespace, asked: Upload, found: dict[str, Any]) -> int:
    used = [str(name) for name in found["used"]]
    if not used:
        raise NoExports("None of these files can be used.", "Upload others.")
    with told(options.progress, _steps(options, asked)) as progress:
        report = trial.publish(asked, used, options.warehouse, options.raw, options.now, progress)
    print(
        f"Published {report.build_id}, as of {report.as_of or 'no day: no contact is dated'}.",
        file=sys.stderr,
    )
    return 0


def _before(options: argparse.Namespace) -> dict[str, object] | None:
    """What the served build says, unless it is the made-up company's or there is none."""
    try:
        with engine.lease(options.warehouse) as session:
            if session.rows("select is_sample from core.build")[0]["is_sample"]:
                return None
            return _facts(session, options.warehouse)
    except NoWarehouse:
        return None


def _facts(session: engine.Session, warehouse: Path) -> dict[str, object]:
    as_of = vouched_day(session)
    [held] = session.rows(
        "select (select count(*) from core.accounts) as accounts,"
        " (select count(*) from core.interactions) as contacts"
    )
    seen = _seen(session, as_of, warehouse) if as_of else None
    return {**held, "as_of": as_of and as_of.isoformat(), "seen": seen}


def _seen(session: engine.Session, as_of: date, warehouse: Path) -> object:
    scope = Scope((as_of,), corrections=corrections.load(warehouse, session), rights=EVERY_ROW)
    asked = query.metrics(["coverage"], scope)
    return session.rows(asked.sql, asked.parameters)[0]["numerator"]


def _steps(options: argparse.Namespace, asked: Upload) -> int:
    roots = [root for root in trial.base(options.warehouse, options.raw) if root.exists()]
    files = sum(1 for _ in walk.files([*roots, asked.root]))
    return build.steps() + _READS_EACH * files


def _result(asked: Upload) -> Path:
    return asked.folder / RESULT
