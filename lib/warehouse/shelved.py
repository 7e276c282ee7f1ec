"""The builds that are kept, each looked at by itself: for whoever checks on a server.

Owns what a look finds. A page takes a lease instead (`lib.warehouse.engine`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from lib.warehouse import engine, publish
from lib.warehouse.publish import BuildRef

_ABOUT = """
select
    built_at, as_of_on, (select count(*) from core.accounts),
    (select count(*) from core.interactions)
from core.build
"""


@dataclass(frozen=True)
class Look:
    """What was found of one build.

    Args:
        is_whole: its file is byte for byte what was published.
        opens: it can be queried.
        built_at: UTC; None where it does not open.
        as_of_on: the newest day its exports vouch for.
        size: of its file, in bytes.
    """

    ref: BuildRef
    is_whole: bool
    opens: bool
    built_at: datetime | None = None
    as_of_on: date | None = None
    accounts: int = 0
    interactions: int = 0
    size: int = 0


def looks(warehouse: Path) -> list[Look]:
    """Every build that is kept, the newest first. Never raises."""
    return [_look(ref) for ref in publish.kept(warehouse)]


def is_pointed_to(warehouse: Path) -> bool:
    """Whether the pointer to the builds can be read; without it none can be verified."""
    return any(ref.sha256 is not None for ref in publish.kept(warehouse))


def _look(ref: BuildRef) -> Look:
    is_whole = ref.is_whole_now()
    try:
        con = engine.open_read_only(ref.path)
        try:
            (row,) = con.execute(_ABOUT).fetchall()
        finally:
            con.close()
        built_at, as_of_on, accounts, interactions = row
        size = ref.path.stat().st_size
        return Look(ref, is_whole, True, built_at, as_of_on, accounts, interactions, size)
    except (duckdb.Error, OSError, ValueError):
        return Look(ref, is_whole, False)
