"""Received: who handed in which file, when, and where it went.

Owns two records. One lies with the files until they are published or dropped, one line a file;
the other, `received.sqlite` in the warehouse, says for good of each file that was to be published
what it was called, what it was (size and sha256), who handed it in, and when. That one is written
first: nothing is published unrecorded, and where a build then fails, the file it names is not
there. Must not move a file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from lib.errors import GroundError
from lib.warehouse.append_only import AppendOnly

FILE = "received.sqlite"
LOCAL = "local"
_NOTE = "handed-in.jsonl"
_COLUMNS = """
    id integer primary key, file text not null, name text not null, size integer not null,
    sha256 text not null, who text not null, handed_in_at text not null
"""


class ReceiptFailed(GroundError):
    """The record of what was handed in cannot be read or written."""

    title = "The record of uploads cannot be used"


_STORE = AppendOnly(
    {"received": _COLUMNS},
    refusal="what was received stays on record",
    error=ReceiptFailed,
    without="start a new record",
    step="received",
)


@dataclass(frozen=True)
class Receipt:
    """One file that was handed in.

    Args:
        name: what its owner calls it; for showing only.
        who: who handed it in, as the gate knows them; `local` where nobody signs in.
        at: when, in ISO form with its zone.
        file: where it lies under the folder of exports; empty until it is published.
    """

    name: str
    size: int
    sha256: str
    who: str
    at: str
    file: str = ""


def note(folder: Path, receipt: Receipt) -> None:
    """Say of a file that was handed in whose it is; the note lies with the file.

    Raises:
        OSError: it cannot be written.
    """
    place = folder / _NOTE
    with place.open("a", encoding="utf-8") as file:
        place.chmod(0o600)
        file.write(json.dumps(asdict(receipt)) + "\n")


def noted(folder: Path) -> list[Receipt]:
    """What was handed in there; what cannot be read of it is left out."""
    try:
        lines = (folder / _NOTE).read_text(encoding="utf-8").splitlines()
        return [Receipt(**json.loads(line)) for line in lines]
    except (OSError, ValueError, TypeError):
        return []


def keep(warehouse: Path, receipts: Sequence[Receipt]) -> None:
    """Keep for good what is about to be published; trying again is not noted twice.

    Raises:
        ReceiptFailed: the record cannot be written.
    """
    if not receipts:
        return
    with _STORE.writing(warehouse / FILE) as con:
        con.executemany(
            "insert into received (file, name, size, sha256, who, handed_in_at)"
            " select ?1, ?2, ?3, ?4, ?5, ?6 where not exists"
            " (select 1 from received"
            "  where file = ?1 and sha256 = ?4 and who = ?5 and handed_in_at = ?6)",
            [(r.file, r.name, r.size, r.sha256, r.who, r.at) for r in receipts],
        )


def kept(warehouse: Path) -> list[Receipt]:
    """Every file that was to be published here, the oldest first.

    Raises:
        ReceiptFailed: the record cannot be read.
    """
    with _STORE.reading(warehouse / FILE) as con:
        if con is None:
            return []
        rows = con.execute(
            "select name, size, sha256, who, handed_in_at, file from received order by id"
        ).fetchall()
    return [Receipt(*row) for row in rows]
