"""`rejects`, `check`: what a build says of itself."""

from __future__ import annotations

import argparse

from lib.commands.shared import Commands, command, corrected, fetch, formatted, show
from lib.metrics import query
from lib.report.tabular import Table
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import engine


def add(commands: Commands) -> None:
    """Adds the commands."""
    formatted(command(commands, "rejects", _rejects, "Every row set aside: file, row, reason."))
    formatted(command(commands, "check", _check, "Every data check; exit 1 where one fails."))


def _rejects(options: argparse.Namespace) -> int:
    with engine.lease(options.warehouse) as session:
        asked = query.table("rejects", corrected(Scope((), rights=EVERY_ROW), options))
        show(fetch(session, asked.sql, asked.parameters), options.format)
    return 0


def _check(options: argparse.Namespace) -> int:
    with engine.lease(options.warehouse) as session:
        rows = [
            {"check": name.replace("_", " "), "failures": session.rows(sql)[0]["failures"]}
            for name, sql in query.checks().items()
        ]
    show(Table(["check", "failures"], rows), options.format)
    return 1 if any(row["failures"] for row in rows) else 0
