"""`build`: exports in, a published build out, and the report of what was read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lib import settings
from lib.commands.progress import told
from lib.commands.shared import Commands, command, show
from lib.report.tabular import Table
from lib.warehouse.build import build

SHOWN = (
    "file", "source", "table_name", "status", "rows_read", "rows_loaded", "rows_set_aside",
    "rows_duplicate", "rows_unlinked", "rows_blank", "encoding", "delimiter", "method",
    "reason", "notes",
)  # fmt: skip


def add(commands: Commands) -> None:
    """Adds the command."""
    added = command(
        commands, "build", _build, "Read exports and publish a new build; prints the load report."
    )
    added.add_argument("exports", type=Path, nargs="*", metavar="EXPORTS")
    added.add_argument("--date-order", choices=("dmy", "mdy"), help="for dates that read both ways")
    added.add_argument(
        "--sources", type=Path, default=settings.OWN_SOURCES, metavar="DIR",
        help="where `map` keeps the layouts of your own",
    )  # fmt: skip
    added.add_argument("--json", action="store_const", const="json", default="table", dest="format")


def _build(options: argparse.Namespace) -> int:
    exports = options.exports or [settings.RAW if _holds_exports(settings.RAW) else settings.SAMPLE]
    with told("auto", 0) as progress:
        report = build(
            exports, options.warehouse, options.now, progress, options.date_order,
            own_sources=options.sources,
        )  # fmt: skip
    rows = [{name: row[name] for name in SHOWN} for row in report.files]
    show(Table(SHOWN, rows), options.format)
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
