"""`brief`: one account on one page, before somebody walks in."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from lib.commands.shared import Commands, command, day, newest_day, written
from lib.errors import WrongCall
from lib.metrics import lists, query
from lib.metrics.scoped import Query
from lib.report.words import Row
from lib.scope import EVERY_ROW, EVERYTHING, Scope
from lib.warehouse import corrections, engine


def add(commands: Commands) -> None:
    """Adds the command."""
    added = command(commands, "brief", _brief, "The pre-visit brief of one account, as PDF.")
    added.add_argument(
        "account", metavar="ACCOUNT", help="its id, or its name as the export has it"
    )
    added.add_argument("--as-of", type=day, metavar="DATE", help="default: the newest day")
    added.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    added.add_argument("--paper", choices=("a4", "us-letter"), default="a4")
    added.add_argument("--with-names", action="store_true", help="name the people at the customer")
    added.add_argument("--with-notes", action="store_true", help="print what was noted of contacts")


def _brief(options: argparse.Namespace) -> int:
    from lib.report import briefing, pdf  # no other command needs them

    if options.out.suffix.lower() != ".pdf":
        raise WrongCall(
            f"Writing the brief to {options.out}: a brief is a PDF.",
            "Name a file that ends in .pdf.",
        )
    with engine.lease(options.warehouse) as session:
        asked = Scope(
            (options.as_of or newest_day(session),),
            corrections=corrections.load(options.warehouse),
            rights=EVERYTHING if options.with_notes else EVERY_ROW,
        )

        def rows(question: Query) -> Sequence[Row]:
            return session.rows(question.sql, question.parameters)

        account_id = _found(rows, asked, options.account)
        its = asked.only(accounts=(account_id,))
        known = briefing.known(
            lambda name: rows(lists.rows(name, its)),
            lambda name: rows(query.relation(name, its)),
            rows(query.table("people", its)),
        )
    page = briefing.brief(known, options.with_names, options.with_notes)
    written(options.out, pdf.pdf("brief", page.as_plain(), options.paper), "the brief")
    return 0


def _found(rows: Callable[[Query], Sequence[Row]], asked: Scope, named: str) -> str:
    """The id of the account that is named by its id or its name.

    Raises:
        WrongCall: none is, or several are.
    """
    known = rows(query.relation("account_as_of", asked))
    by_id = [str(row["account_id"]) for row in known if row["account_id"] == named]
    by_name = [str(row["account_id"]) for row in known if row["name"].lower() == named.lower()]
    found = by_id or by_name
    if len(found) != 1:
        how_many = f"{len(found)} accounts are" if found else "no account is"
        raise WrongCall(
            f"Looking for the account {named}: {how_many} called so on that day.",
            "`python -m lib accounts` lists them with their ids.",
        )
    return found[0]
