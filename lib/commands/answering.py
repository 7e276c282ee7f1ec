"""`metric`, `list`, `accounts`, `interactions`, `report`: questions to a build, in a scope."""

from __future__ import annotations

import argparse
from datetime import date

from lib.commands.shared import (
    Commands,
    command,
    corrected,
    day,
    fetch,
    formatted,
    scope,
    scoped,
    show,
    vouched_day,
    without_notes,
)
from lib.metrics import catalogue, lists, query
from lib.report.tabular import Table
from lib.scope import EVERY_ROW, EVERYTHING, Scope
from lib.warehouse import engine


def add(commands: Commands) -> None:
    """Adds the commands."""
    added = command(commands, "metric", _metric, "Values of metrics; `metric list` names them all.")
    added.add_argument("ids", nargs="+", metavar="ID")
    added.add_argument("--by", nargs="+", default=[], action="extend", metavar="DIM")
    scoped(added, many_days=True)
    formatted(added)

    added = command(commands, "list", _list, "The rows of a list; `list all` names them all.")
    added.add_argument("id", metavar="NAME")
    scoped(added, many_days=True)
    formatted(added)

    added = command(commands, "accounts", _accounts, "One row per account.")
    scoped(added, many_days=False)
    formatted(added)

    added = command(
        commands, "interactions", _interactions, "Every interaction, how it is read and why."
    )
    added.add_argument("--since", type=day, metavar="DATE", default=date(1900, 1, 1))
    added.add_argument("--until", type=day, metavar="DATE", default=date(9999, 12, 31))
    added.add_argument("--account", metavar="ID")
    added.add_argument("--as-of", type=day, metavar="DATE", help="the day plans are told by")
    without_notes(added)
    formatted(added)


def _metric(options: argparse.Namespace) -> int:
    if options.ids == ["list"]:
        rows = [vars(entry) for entry in catalogue.load().values()]
        show(Table(list(rows[0]), rows), options.format)
        return 0
    with engine.lease(options.warehouse) as session:
        asked = query.metrics(options.ids, scope(options, session), options.by)
        sql = f"select as_of_on as as_of, * exclude (as_of_on) from ({asked.sql}) as answers"
        show(fetch(session, sql, asked.parameters), options.format)
    return 0


def _list(options: argparse.Namespace) -> int:
    if options.id == "all":
        rows = [vars(entry) for entry in lists.load().values()]
        show(Table(list(rows[0]), rows), options.format)
        return 0
    with engine.lease(options.warehouse) as session:
        asked = lists.rows(options.id, scope(options, session))
        sql = f"select as_of_on as as_of, * exclude (as_of_on) from ({asked.sql}) as listed"
        show(fetch(session, sql, asked.parameters), options.format)
    return 0


def _accounts(options: argparse.Namespace) -> int:
    with engine.lease(options.warehouse) as session:
        asked = query.relation("account_as_of", scope(options, session), order_by="account_id")
        show(fetch(session, asked.sql, asked.parameters), options.format)
    return 0


def _interactions(options: argparse.Namespace) -> int:
    with engine.lease(options.warehouse) as session:
        # Where no row is dated there is nothing to list, whatever the day.
        told_by = options.as_of or vouched_day(session) or date.min
        accounts = (options.account,) if options.account else ()
        asked = query.relation(
            "interaction_list",
            corrected(
                Scope(
                    (told_by,),
                    accounts=accounts,
                    rights=EVERY_ROW if options.no_notes else EVERYTHING,
                ),
                options,
            ),
            where=f"occurred_on between date '{options.since}' and date '{options.until}'",
            order_by="occurred_on, interaction_id",
        )
        show(fetch(session, asked.sql, asked.parameters), options.format)
    return 0
