"""The door: how people come in to this process, and who somebody is that did.

Owns the one place where a session and the access file meet. Asked by the gate at every request and
message, and by the page at every run, so what ends or changes is felt at the next. There is one
door to a process; without one there is no sign-in, and only whoever sits at the machine comes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lib.access import policy, sessions
from lib.access.audit import Audit
from lib.access.policy import LOCAL, Permit, Person
from lib.access.sessions import Session, Sessions

COOKIE = "ground_session"
NOT_NAMED = "Nobody has given you anything to see here yet. Ask the one who runs it."


@dataclass(frozen=True)
class Visitor:
    """Somebody who came in.

    Args:
        session: of the sign-in; None for whoever sits at the machine.
    """

    person: Person
    permit: Permit
    session: Session | None = None

    @property
    def who(self) -> str:
        """How they are named in what is kept."""
        return self.person.who


@dataclass(frozen=True)
class Refused:
    """Somebody who did not, and why."""

    why: str


@dataclass(frozen=True)
class Door:
    """One way in.

    Args:
        sessions: who is signed in; None without sign-in, on one machine.
        access: the access file.
        audit: where it is noted who came and what they saw.
        local: who sits at the machine, where there is no sign-in.
    """

    sessions: Sessions | None
    access: Path
    audit: Audit
    local: Visitor

    def visitor(self, token: str, now: datetime, is_click: bool = False) -> Visitor | Refused:
        """Who holds a cookie.

        Raises:
            BadPolicy: the access file cannot be used.
            SessionsUnreadable: nobody can tell who is signed in.
        """
        if self.sessions is None:
            return self.local
        session = self.sessions.look(token, now, is_click)
        if session is None:
            return Refused(sessions.UNKNOWN)
        if session.why:
            return Refused(session.why)
        rules = policy.load(self.access)
        person = rules.of(session.claims)
        permit = rules.permit(person)
        return Visitor(person, permit, session) if permit.is_anything else Refused(NOT_NAMED)


def local(name: str) -> Visitor:
    """Whoever sits at the machine that serves this: they have the files themselves."""
    return Visitor(Person(name, name), LOCAL)


_standing: list[Door] = []


def stand(door: Door) -> None:
    """Put the door of this process up."""
    _standing[:] = [door]


def fall() -> None:
    """Take it down."""
    _standing.clear()


def standing() -> Door | None:
    """The door of this process."""
    return _standing[0] if _standing else None
