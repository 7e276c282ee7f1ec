"""`serve` and `access`: the dashboard behind its gate, and who comes through it."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from lib import settings
from lib.access import policy
from lib.access.audit import Audit
from lib.access.policy import Permit, Person
from lib.access.sessions import Sessions
from lib.commands.shared import Commands, command, show
from lib.report.tabular import Table

PORT = 8501


def add(commands: Commands) -> None:
    """Adds the commands."""
    serve = command(commands, "serve", _serve, "Serve the dashboard: this machine, or signed in.")
    serve.add_argument("--address", default="localhost", help="to bind to; others need a sign-in")
    serve.add_argument("--port", type=int, default=PORT)
    serve.add_argument("--raw", type=Path, default=settings.RAW, metavar="DIR")
    serve.add_argument("--secrets", type=Path, default=settings.SECRETS, metavar="FILE")
    serve.add_argument("--access", type=Path, default=settings.ACCESS, metavar="FILE")
    serve.add_argument("--notes", choices=("granted", "nobody"), default="granted")

    access = command(commands, "access", _access, "Who may see what, and who is signed in.")
    access.add_argument("what", choices=("check", "show", "sessions", "end", "log"))
    access.add_argument("who", nargs="?", default="", metavar="EMAIL")
    access.add_argument(
        "--group", action="append", default=[], metavar="NAME", help="of the person, for `show`"
    )
    access.add_argument("--access", type=Path, default=settings.ACCESS, metavar="FILE")
    access.add_argument("--format", choices=("table", "csv", "json"), default="table")


def _serve(options: argparse.Namespace) -> int:
    from lib.gate import server  # no other command needs Streamlit

    server.run(
        server.Serving(
            options.address, options.port, options.warehouse, options.raw, options.secrets,
            options.access, options.notes,
        ),
        options.clock,
    )  # fmt: skip
    return 0


def _access(options: argparse.Namespace) -> int:
    sessions = Sessions(options.warehouse / "sessions.sqlite")
    audit = Audit(options.warehouse / "audit")
    if options.what == "check":
        policy.load(options.access)
        print(f"{options.access} can be used.")
    elif options.what == "show":
        person = Person("", options.who, options.who.lower(), frozenset(options.group))
        show(_told(policy.load(options.access).permit(person)), options.format)
    elif options.what == "sessions":
        rows = [
            {
                "who": one.who,
                "began_at": f"{one.began_at:%Y-%m-%d %H:%M}",
                "seen_at": f"{one.seen_at:%Y-%m-%d %H:%M}",
                "ends_at": f"{one.ends_at:%Y-%m-%d %H:%M}",
                "state": one.why or "signed in",
            }
            for one in sessions.all(options.now)
        ]
        show(Table(("who", "began_at", "seen_at", "ends_at", "state"), rows), options.format)
    elif options.what == "end":
        ended = sessions.end_all(options.who, options.now)
        audit.note(options.now, getpass.getuser(), "end_sessions", options.who, rows=ended)
        print(f"{ended} ended: whoever held them is refused at the next click.", file=sys.stderr)
    else:
        columns = ("at", "who", "action", "of", "scope", "build", "rows")
        lines = [{name: line.get(name) for name in columns} for line in audit.read()]
        show(Table(columns, lines), options.format)
    return 0


def _told(permit: Permit) -> Table:
    accounts = (
        "every account"
        if permit.rules is None
        else " or ".join(
            " and ".join(f"{name} {' / '.join(values)}" for name, values in rule)
            for rule in permit.rules
            if rule
        )
        or "none"
    )
    said = {
        "roles": ", ".join(sorted(permit.roles)) or "none: may not come in",
        "accounts": accounts,
        "sees": ", ".join(sorted(permit.sees)) or "no notes, names or promises",
    }
    return Table(("what", "is"), [{"what": what, "is": value} for what, value in said.items()])
