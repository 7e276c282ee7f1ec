"""`backup`, `restore`: what people wrote, as one file, and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from lib import settings
from lib.commands.doctoring import located
from lib.commands.shared import Commands, command
from lib.operation import backup, restore
from lib.operation.archive import Member
from lib.operation.places import Places


def add(commands: Commands) -> None:
    """Adds the commands."""
    backing = command(commands, "backup", _backup, "What people wrote, as one file.")
    backing.add_argument("to", type=Path, metavar="DIR|FILE.zip")
    located(backing)
    bringing = command(commands, "restore", _restore, "What people wrote, back from a backup.")
    bringing.add_argument("file", type=Path, metavar="FILE.zip")
    bringing.add_argument(
        "--replace", action="store_true",
        help="replace what is there; it is kept beside, under a dated name",
    )  # fmt: skip
    located(bringing)


def _backup(options: argparse.Namespace) -> int:
    path, manifest = backup.back_up(_places(options), options.to, options.now)
    print(f"{path}: {len(manifest.members)} files, read back and whole.")
    for member in manifest.members:
        print(f"  {_said(member)}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    for one in restore.restore(options.file, _places(options), options.now, options.replace):
        kept = f" (what was there: {one.kept})" if one.kept else ""
        print(f"{one.became}: {_said(one.member)}{kept}")
    return 0


def _places(options: argparse.Namespace) -> Places:
    return Places(
        options.warehouse, settings.RAW, options.sources, options.access, settings.SECRETS
    )


def _said(member: Member) -> str:
    counts = ", ".join(f"{count:,} {name}" for name, count in member.counts.items())
    return f"{member.name}: {counts}" if counts else member.name
