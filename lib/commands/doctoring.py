"""`doctor`: is this server well? One line a check; exit 1 where something must be mended."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from lib import settings
from lib.commands.shared import Commands, command, formatted, show
from lib.operation import kept, machine
from lib.operation.finding import Finding
from lib.operation.places import Places
from lib.report.tabular import Table
from lib.warehouse import shelved


def add(commands: Commands) -> None:
    """Adds the command."""
    doctor = command(commands, "doctor", _doctor, "Is this server well? Exit 1 where it is not.")
    located(doctor)
    doctor.add_argument("--raw", type=Path, default=settings.RAW, metavar="DIR")
    doctor.add_argument("--secrets", type=Path, default=settings.SECRETS, metavar="FILE")
    formatted(doctor)


def located(added: argparse.ArgumentParser) -> None:
    """The options that say where people's files are."""
    added.add_argument("--sources", type=Path, default=settings.OWN_SOURCES, metavar="DIR")
    added.add_argument("--access", type=Path, default=settings.ACCESS, metavar="FILE")


def _doctor(options: argparse.Namespace) -> int:
    places = Places(
        options.warehouse, options.raw, options.sources, options.access, options.secrets
    )
    found = []
    for finding in _findings(places, options):
        found.append(finding)
        if options.format == "table":
            todo = f". {finding.todo}" if finding.todo else ""
            print(f"{finding.state:<5} {finding.what}: {finding.found}{todo}")
            sys.stdout.flush()
    if options.format != "table":
        rows = [vars(finding) for finding in found]
        show(Table(["state", "what", "found", "todo"], rows), options.format)
    return 1 if any(finding.state == "FAIL" for finding in found) else 0


def _findings(places: Places, options: argparse.Namespace) -> Iterator[Finding]:
    from lib.operation import provider  # no other command needs an HTTP client

    yield from machine.versions()
    looks = shelved.looks(places.warehouse)
    yield from kept.builds(looks, places)
    yield from kept.newest_data(looks, options.now)
    yield from kept.by_people(places)
    yield from machine.permissions(places)
    yield from machine.room(places, max((look.size for look in looks), default=0))
    yield from provider.sign_in(places, options.clock)
