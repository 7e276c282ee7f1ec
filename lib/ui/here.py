"""Who this run is for: what they may do, and the note of what they saw and did.

Owns the question who a session belongs to, asked anew at every run. Must not decide it:
`lib.access.door` does, and `lib.gate` asks the same of every request and message.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

import streamlit as st

from lib.access import door
from lib.access.door import COOKIE, Door, Refused, Visitor
from lib.access.policy import ADMINISTRATOR, LOADER, OFFICE
from lib.errors import GroundError
from lib.report.escape import md
from lib.warehouse.corrections import local_user

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_NOTED = "noted"
_SUBJECT = "here_subject"


class NotAllowed(GroundError):
    """Something a person has no right to do."""

    title = "You may not do that"


@dataclass(frozen=True)
class Here:
    """One visitor's run.

    Args:
        visitor: who it is for.
        door: where they came in; None where nothing stands in front, on one machine.
        now: the entry point's clock.
        build_id, scope: of what they see, the scope by its digest.
        sees_all: whether no account is kept from them.
        token: of their cookie, to ask the door again before something is done.
    """

    visitor: Visitor
    door: Door | None
    now: Callable[[], datetime]
    build_id: str = ""
    scope: str = ""
    sees_all: bool = True
    token: str = ""

    @property
    def who(self) -> str:
        """How they are named in what is kept."""
        return self.visitor.who

    @property
    def is_signed_in(self) -> bool:
        """Whether a provider vouches for them."""
        return self.visitor.session is not None

    @property
    def may_load(self) -> bool:
        """Whether they may add exports, and see what of the files was read."""
        return self.visitor.permit.may(LOADER)

    @property
    def may_write(self) -> bool:
        """Whether they may correct, freeze and take on."""
        return self.visitor.permit.may(OFFICE)

    @property
    def may_administer(self) -> bool:
        """Whether they may see who saw what, and end sessions."""
        return self.visitor.permit.may(ADMINISTRATOR)

    @property
    def may_write_for_all(self) -> bool:
        """Whether they may say what touches every account: a title, a name, a theme's owner."""
        return self.may_write and self.sees_all

    def seeing(self, build_id: str, scope: str, sees_all: bool) -> Here:
        """The same, seeing something."""
        return replace(self, build_id=build_id, scope=scope, sees_all=sees_all)

    def note(self, action: str, of: str = "", rows: int | None = None) -> None:
        """Put what is done on record.

        Raises:
            NotNoted: it cannot be, and then it must not be done.
        """
        if self.door is not None:
            self.door.audit.note(
                self.now(), self.who, action, of, scope=self.scope, build=self.build_id, rows=rows
            )

    def note_once(self, action: str, of: str) -> None:
        """The same of what is seen: a click on the same page is the same look at it."""
        seen = (action, of, self.build_id, self.scope)
        if st.session_state.get(f"{_NOTED}_{action}") != seen:
            self.note(action, of)
            st.session_state[f"{_NOTED}_{action}"] = seen

    def must_write(self) -> None:
        """Refuse whoever may not write.

        Raises:
            NotAllowed: they may not.
        """
        self.must_still_be()
        if not self.may_write:
            raise NotAllowed(
                f"Writing something down: {self.who} may read only.",
                "Ask for the role executive_office in the access file.",
            )

    def must_load(self) -> None:
        """Refuse whoever may not add exports.

        Raises:
            NotAllowed: they may not.
        """
        self.must_still_be()
        if not self.may_load:
            raise NotAllowed(
                f"Adding an export: {self.who} may not.",
                "Ask for the role loader in the access file.",
            )

    def must_still_be(self) -> None:
        """Refuse whoever has gone, or has other rights, since this page was made.

        What a click calls runs before the page asks whom it is for.

        Raises:
            NotAllowed: they have.
        """
        if self.door is None:
            return
        found = self.door.visitor(self.token, self.now())
        if isinstance(found, Refused) or found.permit != self.visitor.permit:
            raise NotAllowed(
                "Doing what was clicked: your session or your rights are others by now.",
                "Reload the page.",
            )


_here: ContextVar[Here] = ContextVar("here")


def arrive(now: Callable[[], datetime]) -> Here:
    """Who this run is for; stops with a sentence where they may not see anything."""
    put_up = door.standing()
    token = st.context.cookies.get(COOKIE, "")
    if put_up is None:
        is_guarded = st.secrets.load_if_toml_exists() and "auth" in st.secrets
        if is_guarded or st.get_option("server.address") not in LOOPBACK:
            _out(
                "This serves no one",
                "Others may reach it, and no sign-in stands in front. "
                "Start it with python -m lib serve; docs/sign-in.md says how people sign in.",
            )
        visitor: Visitor | Refused = door.local(local_user())
    else:
        visitor = put_up.visitor(token, now(), is_click=True)
    if isinstance(visitor, Refused):
        st.session_state.clear()
        _out("You are signed out", f"{visitor.why} Reload the page to sign in again.")
    # A session resumed by another browser's cookie would show what the first had chosen.
    if st.session_state.setdefault(_SUBJECT, visitor.person.subject) != visitor.person.subject:
        st.session_state.clear()
        _out("You are signed out", "Somebody else signed in here. Reload the page.")
    found = Here(visitor, put_up, now, token=token)
    _here.set(found)
    return found


def set_to(here: Here) -> Here:
    """What the parts of this run that are handed no view find (`current`)."""
    _here.set(here)
    return here


def current() -> Here:
    """Who this run is for."""
    return _here.get()


def noted(make: Callable[[], bytes], what: str, rows: int | None = None) -> Callable[[], bytes]:
    """What makes a file when it is asked for, which is put on record first.

    Args:
        what: the file, by a name of ours.
        rows: how many it holds.
    """
    this = current()

    def noting() -> bytes:
        this.must_still_be()
        this.note("export", what, rows)
        return make()

    return noting


def _out(title: str, said: str) -> NoReturn:
    with st.container(border=True, key="card-state"):
        st.subheader(md(title), anchor=False)
        st.markdown(md(said))
    st.stop()
