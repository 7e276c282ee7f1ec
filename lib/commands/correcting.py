"""`corrections list|import|export|undo`: what people put right, as rows of a file.

Owns which rows of a file can be corrections of this warehouse, and the sentence for each that
cannot. Must not apply them: the next answer does, without a rebuild.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path

from lib.commands.shared import Commands, command, formatted, show
from lib.corrections import KINDS, problem
from lib.errors import UnreadableFile
from lib.metrics import query
from lib.report.tabular import Table, restored
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import corrections, engine

COLUMNS = ("kind", "subject", "value", "why", "who")
_NEEDED = COLUMNS[:3]
_LISTED = ("id", "at", *COLUMNS, "state")
# Far beyond a person's corrections, and short of what would make the file one nobody can read.
_LONGEST = 2_000


def add(commands: Commands) -> None:
    """Adds the commands."""
    help_ = "What people put right: list, import, export, undo. Applied at the next answer."
    added = commands.add_parser("corrections", help=help_, description=help_)
    actions = added.add_subparsers(required=True, metavar="ACTION")

    formatted(command(actions, "list", _list, "Every correction ever made, newest first."))

    kinds = "; ".join(f"{name}: {kind.subject} -> {kind.value}" for name, kind in KINDS.items())
    added = command(
        actions, "import", _import,
        f"Keep the corrections of a CSV with the columns {', '.join(_NEEDED)} and, if you like,"
        " why, who. Rows that are refused are listed with the reason, and the others are kept:"
        f" exit 1, or 2 where none is. Kinds: {kinds}.",
    )  # fmt: skip
    added.add_argument("file", type=Path, metavar="FILE.csv")
    added.add_argument("--who", default="", help="default: the name of this system's user")

    added = command(actions, "export", _export, "The corrections in force, as `import` reads them.")
    added.add_argument("--format", choices=("table", "json", "csv"), default="csv")

    added = command(actions, "undo", _undo, "Take a correction back; the one before it holds.")
    added.add_argument("id", type=int, metavar="ID")
    added.add_argument("--why", default="")
    added.add_argument("--who", default="", help="default: the name of this system's user")


def _list(options: argparse.Namespace) -> int:
    rows = [
        {
            **vars(entry.correction),
            "id": entry.id,
            "at": entry.at,
            "state": entry.state,
        }
        for entry in corrections.history(options.warehouse)
    ]
    show(Table(_LISTED, rows), options.format)
    return 0


def _export(options: argparse.Namespace) -> int:
    rows = [vars(row) for row in corrections.load(options.warehouse).rows]
    show(Table(COLUMNS, rows), options.format)
    return 0


def _undo(options: argparse.Namespace) -> int:
    who = options.who or corrections.local_user()
    corrections.undo(options.warehouse, options.id, who, options.now, options.why)
    print(f"Correction {options.id} is taken back.", file=sys.stderr)
    return 0


def _import(options: argparse.Namespace) -> int:
    numbers, rows = _rows(options.file)
    with engine.lease(options.warehouse) as session:
        in_force = corrections.load(options.warehouse, session).of("promise")
        made = {row.subject for row in in_force}
        reasons = {
            place: reason for place, reason in enumerate(_reasons(session, rows, made)) if reason
        }
    who = options.who or corrections.local_user()
    kept = same = 0
    while good := [place for place in range(len(rows)) if place not in reasons]:
        try:
            given = [rows[place] for place in good]
            kept, same = corrections.add(options.warehouse, given, who, options.now)
            break
        except corrections.Refused as refused:
            reasons.update({good[place]: why for place, why in refused.reasons.items()})
    for place, reason in sorted(reasons.items()):
        print(f"{options.file}, row {numbers[place]}: {reason}.", file=sys.stderr)
    print(
        f"{kept} corrections kept, {same} in force already, {len(reasons)} rows refused.",
        file=sys.stderr,
    )
    if not reasons:
        return 0
    return 1 if good else 2


def _rows(path: Path) -> tuple[list[int], list[dict[str, str]]]:
    """The rows that say anything, as the header names their cells, and the number of each.

    Raises:
        UnreadableFile: it is no CSV in UTF-8 with the columns that are needed.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not written in UTF-8"
        raise UnreadableFile(
            f"Reading the corrections of {path}: {why}.", "Name a CSV file in UTF-8."
        ) from error
    try:
        lines = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise UnreadableFile(
            f"Reading the corrections of {path}: it is not a whole CSV ({error}).",
            "Save it again as CSV, with commas and double quotes.",
        ) from error
    names = [cell.strip().lower() for cell in lines[0]] if lines else []
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise UnreadableFile(
            f"Reading the corrections of {path}: it has no column {', '.join(missing)}.",
            f"Its first line should read {','.join(COLUMNS)}.",
        )
    numbers, rows = [], []
    for number, cells in enumerate(lines[1:], 2):
        if any(cell.strip() for cell in cells):
            row = dict(zip(names, (restored(cell.strip()) for cell in cells), strict=False))
            numbers.append(number)
            rows.append({name: row.get(name, "") for name in COLUMNS})
    return numbers, rows


def _reasons(
    session: engine.Session, rows: Sequence[Mapping[str, str]], made: Collection[str]
) -> Iterator[str | None]:
    """Why each row cannot be used, or None; one question to the build for all of them.

    Args:
        made: the promises that people wrote before.
    """
    subjects, values = ({row[name] for row in rows} for name in ("subject", "value"))
    accounts = _known(session, "account", subjects | values)
    interactions = _known(session, "interaction", subjects)
    promises = _known(session, "commitment", subjects).union(
        made, (row["subject"] for row in rows if row["kind"] == "promise")
    )
    for row in rows:
        kind, subject, value = (row[name] for name in _NEEDED)
        what = KINDS.get(kind)
        if (reason := problem(kind, subject, value)) or what is None:
            yield reason
        elif any(len(cell) > _LONGEST or not cell.isprintable() for cell in row.values()):
            yield f"a cell has more than {_LONGEST:,} letters, or one that cannot be printed"
        elif what.subject == "account" and subject not in accounts:
            yield f"the exports hold no account {subject}"
        elif what.subject == "interaction" and subject not in interactions:
            yield f"the exports hold no interaction {subject}"
        elif what.subject == "promise" and subject not in promises:
            yield f"there is no promise {subject}; a row of the kind promise makes one"
        elif value and what.value in ("account", "other_account") and value not in accounts:
            yield f"the exports hold no account {value}"
        else:
            yield None


def _known(session: engine.Session, what: str, ids: Collection[str]) -> set[str]:
    asked = query.known(what, sorted(ids), Scope((), rights=EVERY_ROW))
    return {str(row["id"]) for row in session.rows(asked.sql, asked.parameters)}
