"""The road to a mapping, for both front ends: look at a file, preview it, keep what was said.

Owns the throw-away connection a file is looked at on, and what is known of it: the accounts of the
served build. Must not know a field, nor publish.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lib.errors import NoExports, NoWarehouse
from lib.sources import loader, own, preview, walk
from lib.sources.fields import Field, Form, forms
from lib.sources.own import Mapped
from lib.sources.preview import Opened, Preview
from lib.sources.proposal import Choice, Proposal
from lib.warehouse import engine

__all__ = [
    "Choice", "Field", "Form", "Mapped", "Opened", "Preview", "Proposal", "accounts", "forms",
    "from_proposal", "is_kept", "located", "name_for", "opened", "save",
]  # fmt: skip
name_for = own.name_for
save = own.save


@contextmanager
def opened(path: Path, part: str | None = None) -> Iterator[Opened]:
    """One table of a file, loaded as text until the block ends; nothing is kept.

    Raises:
        UnreadableFile, WrongCall.
    """
    with tempfile.TemporaryDirectory(prefix="on-their-ground-map-") as folder:
        con = engine.open_for_look(Path(folder))
        try:
            con.execute(loader.macros())
            yield preview.open_file(con, path, Path(folder), part)
        finally:
            con.close()


def accounts(warehouse: Path) -> list[tuple[str, str]]:
    """Id and name of every account of the served build; none where nothing is served."""
    try:
        with engine.lease(warehouse) as session:
            rows = session.rows("select account_id, name from core.accounts")
    except NoWarehouse:
        return []
    return [(str(row["account_id"]), str(row["name"])) for row in rows]


def from_proposal(proposal: Proposal) -> Mapped:
    """The mapping that says what was proposed."""
    columns = {choice.field: choice.place for choice in proposal.columns}
    return Mapped(proposal.table, columns, proposal.fixed)


def located(exports_from: str, name: str) -> tuple[Path, str | None] | None:
    """The file that the load report calls so, and which part of it; None where it is gone.

    Args:
        exports_from: the folders a build was read from, as it keeps them.
    """
    roots = [Path(root) for root in exports_from.split(", ")]
    try:
        found = list(walk.files(roots))
    except NoExports:
        return None
    for known, path in found:
        if name == known:
            return path, None
        if name.startswith((f"{known}/", f"{known}:")):
            return path, name[len(known) + 1 :]
    return None


def is_kept(folder: Path, name: str) -> bool:
    """Whether a mapping of that name is kept already."""
    return (folder / name / "source.toml").exists()
