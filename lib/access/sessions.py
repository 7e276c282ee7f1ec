"""Who is signed in: sessions, kept on this side, so that one can be ended.

Owns `sessions.sqlite` in the warehouse, and when a session is over: signed out, ended by an
administrator, thirty minutes without a click, eight hours in all, or at the end of what the
provider vouched for. A cookie alone proves nothing: it holds a random number, of which only the
digest is kept here. Must not read the clock.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lib.errors import GroundError

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
# Ended ones are kept this long, for the list of an administrator.
_KEPT = timedelta(days=30)
# A click is noted no more often than this: every run asks.
_NOTED = timedelta(seconds=30)
_TABLE = """
create table if not exists sessions (
    digest text primary key,
    subject text not null,
    who text not null,
    claims text not null,
    began_at text not null,
    seen_at text not null,
    ends_at text not null,
    ended_at text,
    why text
)
"""

SIGNED_OUT = "You have signed out."
IDLED = "You were signed out after 30 minutes without a click."
RUN_OUT = "Your sign-in has run out."
ENDED = "An administrator has ended your session."
UNKNOWN = "You are not signed in."


class SessionsUnreadable(GroundError):
    """The file of sessions cannot be used: nobody is signed in."""

    title = "Nobody can sign in"


@dataclass(frozen=True)
class Session:
    """One sign-in.

    Args:
        digest: of the number in the cookie.
        who: as named in what is kept.
        claims: what the provider said of the person.
        why: why it is over; "" while it lives.
    """

    digest: str
    subject: str
    who: str
    claims: Mapping[str, object]
    began_at: datetime
    seen_at: datetime
    ends_at: datetime
    why: str = ""


def digest(token: str) -> str:
    """What is kept of a cookie's number."""
    return hashlib.sha256(token.encode()).hexdigest()


class Sessions:
    """The sessions of one warehouse.

    Args:
        path: the file; it and its folder are made where they are not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, claims: Mapping[str, object], who: str, now: datetime) -> tuple[str, Session]:
        """A new session: the number for the cookie, which is kept nowhere, and what is kept.

        Args:
            claims: of the ID token; its `exp`, in seconds since 1970, ends the session too.
        """
        token = secrets.token_urlsafe(32)
        ends = now + LONGEST
        if isinstance(expires := claims.get("exp"), int | float):
            ends = min(ends, datetime.fromtimestamp(expires, UTC))
        session = Session(digest(token), str(claims.get("sub", "")), who, claims, now, now, ends)
        with self._open() as con:
            con.execute("delete from sessions where ends_at < ?", (_text(now - _KEPT),))
            con.execute(
                "insert into sessions values (?, ?, ?, ?, ?, ?, ?, null, null)",
                (
                    session.digest, session.subject, who, json.dumps(claims, default=str),
                    _text(now), _text(now), _text(ends),
                ),
            )  # fmt: skip
        return token, session

    def look(self, token: str, now: datetime, is_click: bool = False) -> Session | None:
        """The session of a cookie's number, with why it is over if it is; None for no session.

        Args:
            is_click: whether somebody asked for something just now, which keeps it alive.
        """
        if not token or not self.path.exists():
            return None
        with self._open() as con:
            row = con.execute(
                "select digest, subject, who, claims, began_at, seen_at, ends_at, why"
                " from sessions where digest = ?",
                (digest(token),),
            ).fetchone()
            if row is None:
                return None
            session = _session(row, now)
            if is_click and not session.why and now - session.seen_at > _NOTED:
                con.execute(
                    "update sessions set seen_at = ? where digest = ? and ended_at is null",
                    (_text(now), session.digest),
                )
        return session

    def end(self, token: str, now: datetime, why: str = SIGNED_OUT) -> Session | None:
        """Ends one, for good; returns it where there was one that lived."""
        session = self.look(token, now)
        if session is None or session.why:
            return None
        with self._open() as con:
            con.execute(
                "update sessions set ended_at = ?, why = ? where digest = ? and ended_at is null",
                (_text(now), why, session.digest),
            )
        return session

    def end_all(self, who: str, now: datetime) -> int:
        """Ends every session of a person, named as kept or by subject; how many lived."""
        living = [one for one in self.all(now) if not one.why and who in (one.who, one.subject)]
        with self._open() as con:
            con.executemany(
                "update sessions set ended_at = ?, why = ? where digest = ? and ended_at is null",
                [(_text(now), ENDED, one.digest) for one in living],
            )
        return len(living)

    def all(self, now: datetime) -> list[Session]:
        """Every session that is kept, the newest first."""
        if not self.path.exists():
            return []
        with self._open() as con:
            rows = con.execute(
                "select digest, subject, who, claims, began_at, seen_at, ends_at, why"
                " from sessions order by began_at desc, digest"
            ).fetchall()
        return [_session(row, now) for row in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():  # before a byte is in it, nobody else may read it
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
            con = sqlite3.connect(self.path, timeout=5)
            try:
                with con:
                    con.execute(_TABLE)
                    yield con
            finally:
                con.close()
        except (sqlite3.Error, OSError) as error:
            raise SessionsUnreadable(
                f"Reading who is signed in, in {self.path}: {error}.",
                "Move the file away; everybody then signs in again.",
            ) from None


def _session(row: tuple[str, ...], now: datetime) -> Session:
    kept, subject, who, claims, *times, why = row
    began, seen, ends = (datetime.fromisoformat(time) for time in times)
    if not why:
        why = RUN_OUT if now >= ends else IDLED if now - seen > IDLE else ""
    return Session(kept, subject, who, json.loads(claims), began, seen, ends, why)


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")
