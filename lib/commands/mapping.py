"""`map`: what the columns of a file nobody foresaw are, proposed, previewed, confirmed, kept.

Owns the words of the command. Must not propose or check: `lib.sources` does, by way of
`lib.warehouse.mapping`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lib import settings
from lib.commands.shared import Commands, command
from lib.errors import WrongCall
from lib.report.tabular import Table, render
from lib.sources import own
from lib.sources.fields import forms
from lib.warehouse import mapping
from lib.warehouse.mapping import Mapped, Preview, Proposal

_ROWS = 10


def add(commands: Commands) -> None:
    """Adds the command."""
    help_ = "Say what the columns of a file nobody foresaw are, and keep it for every build."
    added = command(commands, "map", _map, help_)
    added.add_argument("file", type=Path, metavar="FILE")
    added.add_argument("--table", choices=tuple(forms()), help="what a row of the file is")
    added.add_argument("--part", metavar="NAME", help="a sheet, or a member of an archive")
    added.add_argument(
        "--column", type=_pair, action="append", default=[], metavar="FIELD=HEADER",
        help="the column a field is taken from; FIELD= for none",
    )  # fmt: skip
    added.add_argument(
        "--every", type=_pair, action="append", default=[], metavar="FIELD=VALUE",
        help="what a field says in every row, as in fallback_setting=on_site; FIELD= for nothing",
    )  # fmt: skip
    added.add_argument("--date-order", choices=("dmy", "mdy"), help="for dates that read both ways")
    added.add_argument("--name", help="what the mapping is kept as (default: after the file)")
    added.add_argument("--replace", action="store_true", help="in place of one of that name")
    added.add_argument("--json", action="store_true")
    sure = added.add_mutually_exclusive_group()
    sure.add_argument("--yes", action="store_true", help="keep it without asking")
    sure.add_argument("--dry-run", action="store_true", help="only show it")
    added.add_argument("--sources", type=Path, default=settings.OWN_SOURCES, metavar="DIR")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not FIELD=VALUE")
    return name.strip(), value.strip()


def _map(options: argparse.Namespace) -> int:
    name = options.name or mapping.name_for(options.file.stem)
    with mapping.opened(options.file, options.part) as file:
        known = file.known_as(options.sources)
        found = file.propose(file.facts(mapping.accounts(options.warehouse)), options.table)
        mapped = _told(mapping.from_proposal(found), file.header, options)
        if not options.json:
            _say_proposal(options.file, known, found, mapped, file.header)
        seen = file.preview(mapped, _ROWS)
        if not options.json:
            _say_preview(seen, mapped.date_order)
        saved = None
        if options.yes or (not options.dry_run and not options.json and _confirmed(name)):
            saved = own.save(
                options.sources, mapped, file.header, name, options.file.name, options.replace
            )
        if options.json:
            _say_json(options.file, known, found, mapped, seen, file.header, saved)
    if saved:
        print(f"Kept as {saved}; the next build uses it.", file=sys.stderr)
    elif not options.dry_run and not sys.stdin.isatty():
        print(f"Nothing is kept yet: add --yes to keep it as {name}.", file=sys.stderr)
    return 0


def _told(mapped: Mapped, header: Sequence[str], options: argparse.Namespace) -> Mapped:
    """What was proposed, with what the person says instead."""
    form = forms()[mapped.table]
    columns, fixed = dict(mapped.columns), dict(mapped.fixed)
    said: dict[str, int] = {}
    for name, text in options.column:
        columns.pop(own.field_named(form, name), None)
        fixed.pop(name, None)
        if text:
            if name in said:
                raise WrongCall(
                    f"Mapping {name}: two columns are given for it.", "Give one --column for it."
                )
            said[name] = own.place_of(header, text)
    # A column the person gives to one field is no longer what was proposed.
    columns = {name: place for name, place in columns.items() if place not in said.values()}
    for name, value in options.every:
        fixed.pop(own.field_named(form, name), None)
        if value:
            columns.pop(name, None)
            fixed[name] = value
    return replace(mapped, columns={**columns, **said}, fixed=fixed, date_order=options.date_order)


def _confirmed(name: str) -> bool:
    if not sys.stdin.isatty():
        return False
    print(f"Keep this as {name}, for every build to come? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _columns(found: Proposal, mapped: Mapped, header: Sequence[str]) -> list[dict[str, object]]:
    """Field, column and why, in the order of the file."""
    reasons = {(choice.field, choice.place): choice.reason for choice in found.columns}
    form = forms()[mapped.table]
    return [
        {
            "field": name,
            "column": header[place],
            "meaning": form.fields[name].label,
            "why": reasons.get((name, place), "you said so"),
        }
        for name, place in sorted(mapped.columns.items(), key=lambda item: item[1])
    ]


def _say_proposal(
    path: Path, known: str | None, found: Proposal, mapped: Mapped, header: Sequence[str]
) -> None:
    form = forms()[mapped.table]
    print(f"{path.name}: {form.label}. Each row is {form.row}.")
    if known:
        print(f"It is read already, as {known}; what is kept here comes before that.")
    print()
    sys.stdout.write(
        render(
            Table(("field", "column", "meaning", "why"), _columns(found, mapped, header)), "table"
        )
    )
    for name, value in mapped.fixed.items():
        print(f"{name} is {value} in every row")
    left = [text for place, text in enumerate(header) if place not in mapped.columns.values()]
    if left:
        print(f"Not used: {', '.join(left)}")
    rest = [name for name in form.fields if name not in mapped.columns and name not in mapped.fixed]
    print(f"Other fields: {', '.join(rest)}")
    print()


def _say_preview(seen: Preview, date_order: str | None) -> None:
    sys.stdout.write(render(Table(("row", *seen.names, "set_aside"), seen.rows), "table"))
    aside = sum(many for _, many in seen.reasons) + seen.broken
    print()
    print(
        f"{seen.rows_read + seen.broken} rows: {seen.rows_read + seen.broken - aside} would load."
    )
    for reason, many in seen.reasons:
        print(f"{many} would be set aside: {reason}")
    if seen.broken:
        print(f"{seen.broken} would be set aside: they are not whole")
    if seen.notes and not (seen.is_undecided and date_order):
        print(seen.notes)


def _say_json(
    path: Path,
    known: str | None,
    found: Proposal,
    mapped: Mapped,
    seen: Preview,
    header: Sequence[str],
    saved: Path | None,
) -> None:
    used = set(mapped.columns.values())
    answer: dict[str, object] = {
        "file": str(path),
        "table": mapped.table,
        "read_already_as": known,
        "columns": _columns(found, mapped, header),
        "every_row": dict(mapped.fixed),
        "not_used": [text for place, text in enumerate(header) if place not in used],
        "date_order": mapped.date_order,
        "dates": seen.notes,
        "rows_read": seen.rows_read + seen.broken,
        "set_aside": [{"reason": reason, "rows": many} for reason, many in seen.reasons],
        "preview": [
            {key: value if isinstance(value, int | float | bool | None) else str(value)
             for key, value in row.items()}
            for row in seen.rows
        ],
        "saved_to": str(saved) if saved else None,
    }  # fmt: skip
    sys.stdout.write(render(Table(list(answer), [answer]), "json"))
