"""Frozen reviews: kept whole beside the builds, and read as they were.

Owns what is known of a review: the bytes it was frozen as, with their checksum, so that an old one
reads the same after any number of new builds. Reads no clock: whoever freezes says when. Must not
know what stands in a review (`lib.report.state` does).
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lib.errors import WrongCall
from lib.warehouse.reviews_file import FILE, STORE, stamp
from lib.warehouse.reviews_file import ReviewsUnreadable as ReviewsUnreadable

_ABOUT = "id, at, who, as_of, build_id, scope_key, scope, digest"


@dataclass(frozen=True)
class Kept:
    """A frozen review, without what stands in it.

    Args:
        at: when it was frozen, UTC, ISO.
        scope_key: what it was asked of, so that like is compared with like.
        scope: the same in words; empty where nothing is filtered.
        digest: of its content, SHA-256.
    """

    id: int
    at: str
    who: str
    as_of: date
    build_id: str
    scope_key: str
    scope: str
    digest: str

    @property
    def stamp(self) -> str:
        """What a page of it says: "Review 5, frozen 23 Nov 2026, 07:02 UTC by ann"."""
        at = datetime.fromisoformat(self.at)
        return f"Review {self.id}, frozen {at.day} {at:%b %Y, %H:%M} UTC by {self.who}"


def kept(warehouse: Path) -> list[Kept]:
    """The reviews, the newest first.

    Raises:
        ReviewsUnreadable: the file is damaged or locked.
    """
    with STORE.reading(warehouse / FILE) as con:
        if con is None:
            return []
        return [_kept(row) for row in con.execute(f"select {_ABOUT} from reviews order by id desc")]


def load(warehouse: Path, number: int) -> tuple[Kept, bytes]:
    """A review and its content, byte for byte as it was frozen.

    Raises:
        WrongCall: there is none of that number.
        ReviewsUnreadable: the file, or this review in it, is damaged, or the file is locked.
    """
    path = warehouse / FILE
    with STORE.reading(path) as con:
        asked = f"select {_ABOUT}, content from reviews where id = ?"
        row = con.execute(asked, [number]).fetchone() if con is not None else None
    if row is None:
        raise WrongCall(
            f"Looking for review {number}: there is none of that number.",
            "`python -m lib reviews list` shows them all.",
        )
    found = _kept(row[:-1])
    try:
        content = zlib.decompress(row[-1])
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != found.digest:
        raise STORE.damaged(path, "reading")
    return found, content


def freeze(
    warehouse: Path,
    content: bytes,
    about: Mapping[str, str],
    who: str,
    now: datetime,
) -> Kept:
    """Keep a review; the one that is kept already where it is the same to the byte.

    Args:
        content: what stands in it.
        about: as_of (ISO), build_id, scope_key and scope.
        now: the entry point's clock, with its zone.

    Raises:
        ReviewsUnreadable: the file is damaged, locked or cannot be written.
    """
    digest = hashlib.sha256(content).hexdigest()
    with STORE.writing(warehouse / FILE) as con:
        con.execute(
            "insert or ignore into reviews"
            " (at, who, as_of, build_id, scope_key, scope, digest, content)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                stamp(now), who,
                *(about[name] for name in ("as_of", "build_id", "scope_key", "scope")),
                digest, zlib.compress(content, 6),
            ],
        )  # fmt: skip
        found = con.execute(f"select {_ABOUT} from reviews where digest = ?", [digest]).fetchone()
    return _kept(found)


def _kept(row: sqlite3.Row) -> Kept:
    number, at, who, as_of, *rest = row
    return Kept(number, at, who, date.fromisoformat(as_of), *rest)
