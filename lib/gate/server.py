"""The server: Streamlit behind the gate, in one process.

Owns how the two are put together, and that nothing is served to others without a sign-in. Must not
know what a page shows.
"""

from __future__ import annotations

import gc
import getpass
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_app import App

from lib import problems, settings
from lib.access import door
from lib.access import policy as policies
from lib.access.audit import Audit
from lib.access.door import Door
from lib.access.sessions import Sessions
from lib.errors import GroundError
from lib.gate import notices, paths, signin
from lib.gate.gate import Gate
from lib.gate.signin import SignIn
from lib.ui.problems import on_script_error
from lib.warehouse.readiness import ready

LOOPBACK = ("localhost", "127.0.0.1", "::1")
APP = settings.ROOT / "app.py"
# How many new objects, and how often that, before the new, the older and all are looked through.
_RUBBISH = (50_000, 20, 50)
# How long one page may keep another from Python. A page gives it up at every call of the engine, of
# Arrow and of NumPy, hundreds of times, and waited so long each time: beside one that computes, an
# account took 6 seconds at Python's own 5 ms, and 1.3 so.
_TURN_SECONDS = 0.0002


class Unguarded(GroundError):
    """A server that anybody could reach and nobody guards: it does not start."""

    title = "There is no sign-in yet"


@dataclass(frozen=True)
class Serving:
    """What is served, where, and to whom.

    Args:
        address, port: to bind to.
        secrets: the file with `[auth]`.
        access: the access file.
        notes: who sees notes without sign-in (`lib.ui.page.WHO_SEES_NOTES`).
    """

    address: str
    port: int
    warehouse: Path
    raw: Path
    secrets: Path
    access: Path
    notes: str


def application(served: Serving, now: Callable[[], datetime]) -> App:
    """The dashboard behind its gate.

    Raises:
        Unguarded: it would be open to anybody.
        BadSignIn, BadPolicy: the sign-in or the access file cannot be used.
    """
    sign_in = signin.read(served.secrets)
    if sign_in is None and served.address not in LOOPBACK:
        raise Unguarded(
            f"Serving on {served.address}: no sign-in is configured, so whoever reaches it could "
            "read everything.",
            "Describe your provider in .streamlit/secrets.toml (docs/sign-in.md), or leave out "
            "--address to serve this machine alone.",
        )
    if sign_in is not None:
        policies.load(served.access)
    put_up = _door(served, sign_in)
    door.stand(put_up)
    gate = Middleware(
        Gate,
        door=put_up,
        now=now,
        origin=sign_in.origin if sign_in else "",
        base=sign_in.base if sign_in else "",
        provider=sign_in.provider if sign_in else "default",
    )
    return App(
        APP,
        middleware=[gate],
        routes=_routes(served, sign_in, now),
        on_script_error=on_script_error,
        lifespan=lambda _: _begun(served),
    )


@asynccontextmanager
async def _begun(served: Serving) -> AsyncGenerator[None, None]:
    from lib.ui import ahead  # its caches ask Streamlit where to keep things: not before it runs

    ahead.watch(served.warehouse, with_notes=served.notes == "granted")
    # Looking for rubbish among all that is kept stops everybody, half a second long and every
    # eight seconds on a busy server. What stands here now stays, and the rest is looked at seldom.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_RUBBISH)
    sys.setswitchinterval(_TURN_SECONDS)
    yield


def run(served: Serving, now: Callable[[], datetime]) -> None:
    """Serve until it is stopped."""
    problems.begin(served.warehouse / problems.FOLDER)
    app = application(served, now)
    # What the page reads, and by what Streamlit finds its own settings: as `streamlit run` does.
    sys.argv = [
        str(APP), "--warehouse", str(served.warehouse), "--raw", str(served.raw),
        "--notes", served.notes,
    ]  # fmt: skip
    sign_in = signin.read(served.secrets)
    settings_: dict[str, object] = {
        "server.address": served.address,
        "server.port": served.port,
        "secrets.files": [str(served.secrets)],
    }
    if sign_in is not None:
        settings_["server.baseUrlPath"] = sign_in.base
        settings_["server.corsAllowedOrigins"] = [sign_in.origin]
    app.run(config=settings_)


def _door(served: Serving, sign_in: SignIn | None) -> Door:
    return Door(
        Sessions(served.warehouse / "sessions.sqlite") if sign_in else None,
        served.access,
        Audit(served.warehouse / "audit"),
        door.local(getpass.getuser()),
    )


def _routes(served: Serving, sign_in: SignIn | None, now: Callable[[], datetime]) -> list[Route]:
    base = sign_in.base if sign_in else ""

    def is_ready(request: Request) -> Response:
        """For what watches over servers: yes or no, and nothing of what is served."""
        found = ready(served.warehouse, now()).is_ready
        return PlainTextResponse("ready" if found else "not ready", 200 if found else 503)

    def signed_out(request: Request) -> Response:
        if request.query_params.get("why") == "nobody":
            said = f"You signed in. {door.NOT_NAMED}"
            return notices.page(
                "Nothing here for you yet", said, 403, "Sign in as somebody else", f"{base}/"
            )
        return notices.page(
            "You are signed out", "Sign in to see the customers.", 200, "Sign in", f"{base}/"
        )

    return [
        Route(f"{base}{paths.READY}", is_ready, methods=["GET"]),
        Route(f"{base}{paths.SIGNED_OUT}", signed_out, methods=["GET"]),
    ]


__all__ = ["Serving", "Unguarded", "application", "run"]
