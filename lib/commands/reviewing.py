"""`report` and `reviews`: the Monday page written to a file, frozen, compared and followed up."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lib.commands.shared import (
    Commands,
    command,
    day,
    fetch,
    formatted,
    newest_day,
    scope,
    scoped,
    show,
    written,
)
from lib.errors import WrongCall
from lib.report.formats import PAPERS
from lib.report.formats.all import FORMATS
from lib.report.tabular import Table
from lib.scope import EVERY_ROW, EVERYTHING, Scope
from lib.warehouse import corrections, engine, reviews, tasks

if TYPE_CHECKING:  # pandas comes with it, which no other command needs
    from lib.report.asking import Ask
    from lib.report.shelf import Shelf
    from lib.report.state import Content

LAST = "last"
_KEPT = ("id", "as_of", "frozen", "who", "build_id", "scope")


def add(commands: Commands) -> None:
    """Adds the commands."""
    added = command(commands, "report", _report, "Write the Monday page of one day to a file.")
    scoped(added, many_days=False)
    added.add_argument("--out", type=Path, required=True, metavar="FILE")
    added.add_argument(
        "--format", choices=FORMATS, help="default: as FILE ends; zip holds every list as CSV"
    )
    added.add_argument("--paper", choices=PAPERS, default=PAPERS[0])
    added.add_argument(
        "--review", type=_number, metavar="NUMBER",
        help="a frozen review instead of today's data; `last` is the newest",
    )  # fmt: skip
    added.add_argument("--with-names", action="store_true", help="name the people at the customers")
    added.add_argument("--with-notes", action="store_true", help="print what customers said")

    parser = command(commands, "reviews", None, "Frozen reviews, and what was taken on in them.")
    actions = parser.add_subparsers(required=True, metavar="ACTION")

    added = command(actions, "start", _start, "Freeze the Monday page of one day; prints it.")
    scoped(added, many_days=False)
    added.add_argument("--who", help="who starts it; default: the user of this machine")
    formatted(added)

    added = command(actions, "list", _list, "Every frozen review, the newest first.")
    formatted(added)

    added = command(actions, "changes", _changes, "What a frozen review says had changed.")
    added.add_argument("review", type=_number, metavar="NUMBER")
    formatted(added)

    added = command(
        actions, "restated", _restated, "What today's data says of a frozen review's day, and why."
    )
    added.add_argument("review", type=_number, metavar="NUMBER")
    formatted(added)

    added = command(actions, "tasks", _tasks, "What was taken on, and what became of it.")
    scoped(added, many_days=False)
    formatted(added)

    added = command(actions, "take", _take, "Keep a commitment made in the meeting of a review.")
    added.add_argument("review", type=_number, metavar="NUMBER")
    added.add_argument("--who", required=True, help="takes it on: a colleague's id or name")
    added.add_argument("--account", metavar="ID", help="that they will see, or that it is about")
    added.add_argument("--what", default="", help="what is to be done; a visit without")
    added.add_argument("--by", type=day, metavar="DATE", help="until when")

    added = command(actions, "close", _close, "Say what became of a commitment.")
    added.add_argument("task", type=int, metavar="NUMBER")
    added.add_argument("--as", dest="state", choices=tasks.SETTLED, default="done")
    added.add_argument("--why", default="")


def _report(options: argparse.Namespace) -> int:
    from lib.report import review

    form = options.format or options.out.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise WrongCall(
            f"Writing the Monday page to {options.out}: {form or 'nothing'} is no form it has.",
            f"Name a file that ends in {', '.join(FORMATS)}, or say --format.",
        )
    if options.review is not None:
        if options.where or options.as_of or options.by_group:
            raise WrongCall(
                f"Writing review {options.review}: a frozen review has its own day and filters.",
                "Leave out --as-of, --where and --by-group, or --review.",
            )
        found, kept = _frozen(options)
        content = replace(found, page=replace(found.page, stamp=kept.stamp))
    else:
        with engine.lease(options.warehouse) as session:
            asked = replace(
                scope(options, session), rights=EVERYTHING if options.with_notes else EVERY_ROW
            )
            content = _made(asked, session, options.warehouse)
    page = review.shown(content.page, options.with_notes, options.with_names)
    made = FORMATS[form].render(page, content.lists, options.paper)
    written(options.out, made, "the Monday page")
    return 0


def _start(options: argparse.Namespace) -> int:
    with engine.lease(options.warehouse) as session:
        content = _made(scope(options, session), session, options.warehouse)
    who = options.who or corrections.local_user()
    kept = reviews.freeze(options.warehouse, content.to_bytes(), content.about, who, options.now)
    _show_kept([kept], options.format)
    return 0


def _list(options: argparse.Namespace) -> int:
    _show_kept(reviews.kept(options.warehouse), options.format)
    return 0


def _changes(options: argparse.Namespace) -> int:
    content, _ = _frozen(options)
    names = (
        "change", "before", "after", "direction", "account_id", "name", "what", "worth", "cause",
        "row",
    )  # fmt: skip
    rows = [
        {
            **vars(move),
            "change": change.label,
            "before": change.before,
            "after": change.after,
            "direction": side.sign,
        }
        for change in content.page.moved
        for side in change.sides
        for move in side.moves
    ]
    show(Table(names, rows), options.format)
    return 0


def _restated(options: argparse.Namespace) -> int:
    from lib.report.restated import restated

    content, _ = _frozen(options)
    with engine.lease(options.warehouse) as session:
        found = restated(
            content,
            _ask(session),
            corrections.load(options.warehouse, session),
        )
    names = ("kind", "id", "name", "frozen", "now", "reasons")
    rows = [{**vars(one), "reasons": "; ".join(one.reasons)} for one in found.differences]
    show(Table(names, rows), options.format)
    print(found.said, file=sys.stderr)
    return 0


def _tasks(options: argparse.Namespace) -> int:
    from lib.report import reviewing

    with engine.lease(options.warehouse) as session:
        if options.as_of is None:
            # The newest review may speak of a later day than the exports vouch for.
            frozen = [one.as_of for one in reviews.kept(options.warehouse)]
            options.as_of = max([newest_day(session), *frozen])
        asked = scope(options, session)
        rows = reviewing.tasks(asked, _ask(session), _shelf(options.warehouse))
    names = ("id", "kind", "who", "what", "account_id", "name", "due", "state", "said")
    show(Table(names, [vars(one) for one in rows]), options.format)
    return 0


def _take(options: argparse.Namespace) -> int:
    kept, _ = _loaded(options)
    with engine.lease(options.warehouse) as session:
        people = fetch(session, "select person_id, name from core.people").rows
        named = [one for one in people if options.who in (one["person_id"], one["name"])]
        accounts = fetch(
            session,
            "select account_id, name from core.accounts where account_id = $account",
            {"account": options.account or ""},
        ).rows
    if options.account and not accounts:
        raise WrongCall(
            f"Taking on a visit to {options.account}: no account has that id.",
            "`python -m lib accounts` lists them with their ids.",
        )
    if len(named) != 1:
        found = "no colleague is" if not named else f"{len(named)} colleagues are"
        print(f"Kept for {options.who!r} by name alone: {found} called so.", file=sys.stderr)
    person = named[0] if len(named) == 1 else {"person_id": "", "name": options.who}
    row = {
        "kind": "action" if options.what else "visit",
        "who": str(person["name"] or options.who),
        "person_id": str(person["person_id"]),
        "account_id": options.account or "",
        "account": str(accounts[0]["name"]) if accounts else "",
        "what": options.what,
        "due_on": options.by.isoformat() if options.by else "",
    }
    (number,) = tasks.take(options.warehouse, kept.id, [row], corrections.local_user(), options.now)
    print(f"Commitment {number} is kept.", file=sys.stderr)
    return 0


def _close(options: argparse.Namespace) -> int:
    who = corrections.local_user()
    tasks.settle(options.warehouse, options.task, options.state, who, options.now, options.why)
    return 0


def _made(asked: Scope, session: engine.Session, warehouse: Path) -> Content:
    from lib.report import reviewing

    return reviewing.content(asked, _ask(session), session.build_id, _shelf(warehouse))


def _ask(session: engine.Session) -> Ask:
    return lambda question: session.fetch(question.sql, question.parameters)


def _shelf(warehouse: Path) -> Shelf:
    from lib.report.shelf import Shelf

    return Shelf(
        reviews.kept(warehouse),
        lambda number: reviews.load(warehouse, number)[1],
        [asdict(one) for one in tasks.taken(warehouse)],
    )


def _frozen(options: argparse.Namespace) -> tuple[Content, reviews.Kept]:
    from lib.report import state

    kept, content = _loaded(options)
    return state.from_bytes(content), kept


def _loaded(options: argparse.Namespace) -> tuple[reviews.Kept, bytes]:
    number = options.review
    if number == LAST:
        newest = reviews.kept(options.warehouse)
        if not newest:
            raise WrongCall(
                "Looking for the last review: none is frozen yet.",
                "`python -m lib reviews start` freezes one.",
            )
        number = newest[0].id
    return reviews.load(options.warehouse, int(number))


def _show_kept(kept: Sequence[reviews.Kept], format_: str) -> None:
    rows = [{**vars(one), "frozen": one.at} for one in kept]
    show(Table(_KEPT, [{name: row[name] for name in _KEPT} for row in rows]), format_)


def _number(text: str) -> str:
    if text != LAST and not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number nor {LAST!r}")
    return text
