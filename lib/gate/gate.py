"""The gate: an ASGI layer in front of Streamlit that every request and message passes.

Streamlit's own login guards the script alone; files, uploads and the socket stay open to strangers
and its cookie outlives a logout (RELIABILITY.md 2.1). So who somebody is is decided here and at
every run by `lib.access.door`, and Streamlit's cookie only carries what the provider said from the
callback to a session of ours. Owns what is refused and how, and the headers. Must not know what a
page shows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.access import sessions
from lib.access.door import COOKIE, Door, Refused, Visitor
from lib.access.policy import LOADER
from lib.access.policy import load as load_policy
from lib.errors import GroundError
from lib.gate import headers, limits, notices, paths, streamlit_login
from lib.gate.paths import Kind
from lib.gate.socket import Socket
from lib.gate.told import Told

_BACK = "ground_back"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")

# What a proxy adds to what it passes on.
_PASSED_ON = {"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"}

log = logging.getLogger("ground.gate")


@dataclass(frozen=True)
class Gate:
    """The gate in front of an application.

    Args:
        app: what stands behind it.
        door: who may come in.
        now: the clock.
        origin: the one address under which the dashboard is reached, as the provider knows it;
            "" without sign-in.
        base: the path that everything lies under; "" for none.
        provider: the name of the provider in the secrets.
    """

    app: ASGIApp
    door: Door
    now: Callable[[], datetime]
    origin: str = ""
    base: str = ""
    provider: str = "default"
    told: Told = field(default_factory=Told)
    # Uploads on their way: address -> bytes.
    arriving: dict[str, int] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, refuse, or send to sign in."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "http":
            send = self._with_headers(scope, send)
        path = self._path(scope)
        try:
            refusal = self._stranger_at_home(scope) or (
                PlainTextResponse("There is no such address.", 400)
                if path is None or paths.is_crooked(path)
                else None
            )
            if refusal is None and path is not None:
                await self._through(scope, receive, send, path)
                return
        except GroundError as error:
            log.error("%s: %s", type(error).__name__, error.message)
            refusal = notices.page(error.title, "Ask the one who runs it to look at its log.", 503)
        await self._refuse(scope, receive, send, refusal)

    async def _through(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        kind = paths.kind(path)
        if scope["type"] == "http" and kind is Kind.OPEN:
            await self._open(scope, receive, send, path)
            return
        token = self._cookies(scope).get(COOKIE, "")
        visitor = self.door.visitor(token, self.now(), is_click=paths.is_page(path))
        if isinstance(visitor, Refused):
            await self._refuse(scope, receive, send, self._sign_in(scope, path, visitor.why))
            return
        if not self._may(visitor, scope, path, kind):
            await self._refuse(
                scope, receive, send, PlainTextResponse("There is no such address.", 404)
            )
            return
        if scope["type"] == "websocket":
            socket = Socket(self.door, token, visitor, self.now, self.told)
            await socket.run(self.app, scope, receive, send)
            return
        if path.startswith(paths.UPLOAD):
            await self._bring(scope, receive, send, path)
            return
        held = self._held(visitor, scope, path)
        await (held or self.app)(scope, receive, send)

    def _held(self, visitor: Visitor, scope: Scope, path: str) -> Response | None:
        """A finished file, where it is held for a visitor who fetches it."""
        is_fetched = path.startswith(paths.MEDIA) and scope["method"] in ("GET", "HEAD")
        if not visitor.session or not is_fetched:
            return None
        return self.told.held(visitor.session.digest, path, self.now())

    async def _bring(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        """An upload, where there is room for it beside those on their way."""
        told = Headers(scope=scope)
        why = limits.refusal(scope["method"], path, told, sum(self.arriving.values()))
        if why is not None:
            await self._refuse(scope, receive, send, PlainTextResponse(why, 413))
            return
        self.arriving[path] = int(told.get("content-length", "0"))
        try:
            await self.app(scope, receive, send)
        finally:
            self.arriving.pop(path, None)

    def _may(self, visitor: Visitor, scope: Scope, path: str, kind: Kind) -> bool:
        if scope["type"] == "websocket":
            # Who sends no origin is no browser of ours; Streamlit compares it where there is one.
            told = Headers(scope=scope).get("origin", "")
            return path == paths.SOCKET and told == (self.origin or told)
        if visitor.session is None:
            return True
        if kind is Kind.SERVER:
            return visitor.permit.may("administrator")
        if kind is Kind.TOLD:
            if path.startswith(paths.UPLOAD) and not visitor.permit.may(LOADER):
                return False
            return self.told.knows(visitor.session.digest, visitor.permit, path)
        return True

    async def _open(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        """What is open to anybody, the steps of signing in and out among them."""
        if self.door.sessions is not None:
            if path == paths.CALLBACK:
                send = self._on_callback(scope, send)
            elif path == paths.LOGOUT:
                self._end(scope)
                send = self._on_logout(send)
        await self.app(scope, receive, send)

    def _end(self, scope: Scope) -> None:
        token = self._cookies(scope).get(COOKIE, "")
        if self.door.sessions is None:
            return
        now = self.now()
        if session := self.door.sessions.end(token, now):
            self.door.audit.note(now, session.who, "sign_out")
        living = [one.digest for one in self.door.sessions.all(now) if not one.why]
        self.told.forget(living)

    def _on_callback(self, scope: Scope, send: Send) -> Send:
        """Makes a session of what the provider said, and leads back to where it was asked for."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                claims = streamlit_login.claims(told.getlist("set-cookie"))
                old = self._cookies(scope).get(COOKIE, "")
                why = "" if claims is None else self._begin(claims, told, old)
                if claims is None or why:
                    streamlit_login.forget(told)
                    told["location"] = self._at(f"{paths.SIGNED_OUT}{'?why=nobody' * bool(why)}")
                else:
                    back = unquote(self._cookies(scope).get(_BACK, "/"))
                    parts = urlsplit(back)
                    told["location"] = self._at(paths.way_back(parts.path, parts.query))
                self._set(told, _BACK, "", 0)
                streamlit_login.shorten(told, int(sessions.LONGEST.total_seconds()), self._secure)
            await send(message)

        return answer

    def _begin(self, claims: Mapping[str, object], told: MutableHeaders, old: str) -> str:
        """Begins a session in place of an old one; why not, where the person is nobody to us."""
        now = self.now()
        assert self.door.sessions is not None
        rules = load_policy(self.door.access)
        person = rules.of(claims)
        if not rules.permit(person).is_anything:
            self.door.audit.note(now, person.who, "refused", "sign_in")
            return "nobody"
        self.door.sessions.end(old, now)
        token, session = self.door.sessions.begin(claims, person.who, now)
        self.door.audit.note(now, person.who, "sign_in")
        self._set(told, COOKIE, token, int((session.ends_at - now).total_seconds()))
        return ""

    def _on_logout(self, send: Send) -> Send:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                if not told.get("location", "").startswith(("http://", "https://")):
                    told["location"] = self._at(paths.SIGNED_OUT)
                self._set(told, COOKIE, "", 0)
            await send(message)

        return answer

    def _sign_in(self, scope: Scope, path: str, why: str) -> Response:
        """A person who opens a page is sent to sign in; anything else is refused."""
        told = Headers(scope=scope)
        is_opening = scope["type"] == "http" and scope["method"] == "GET" and paths.is_page(path)
        if not is_opening or "text/html" not in told.get("accept", ""):
            return PlainTextResponse(why, 401)
        to = f"{paths.LOGIN}?provider={streamlit_login.token(self.provider)}"
        answer = RedirectResponse(self._at(to), 302)
        back = paths.way_back(path, scope["query_string"].decode("latin-1"))
        self._set(answer.headers, _BACK, quote(back, safe=""), 600)
        return answer

    def _stranger_at_home(self, scope: Scope) -> Response | None:
        """Without sign-in, only this machine asks, only by its own name, and for nobody else.

        A page of somebody else's could give its name our address, and read all it finds; and a
        proxy that somebody puts in front would let everybody be the one at this machine.
        """
        if self.door.sessions is not None:
            return None
        told = Headers(scope=scope)
        name = told.get("host", "")
        is_near = (scope.get("client") or ["", 0])[0] in _LOOPBACK
        is_our_page = told.get("origin", f"http://{name}") == f"http://{name}"
        is_direct = is_near and not _PASSED_ON & set(told.keys())
        if is_direct and is_our_page and _host(f"//{name}") in _LOOPBACK:
            return None
        return PlainTextResponse("Without sign-in this answers this machine alone.", 403)

    async def _refuse(
        self, scope: Scope, receive: Receive, send: Send, answer: Response | None
    ) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        elif answer is not None:
            await answer(scope, receive, send)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        path = self._path(scope) or ""
        is_shared = path.startswith((paths.BUNDLE, "/app/static/"))

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                for name, value in headers.of(self._secure).items():
                    told[name] = value
                if not is_shared:
                    told["cache-control"] = "no-store"
            await send(message)

        return answer

    @property
    def _secure(self) -> bool:
        return self.origin.startswith("https://")

    def _set(self, told: MutableHeaders, name: str, value: str, seconds: int) -> None:
        secure = "; Secure" * self._secure
        told.append(
            "set-cookie",
            f"{name}={value}; Path={self.base or '/'}; Max-Age={seconds}; HttpOnly;"
            f" SameSite=Lax{secure}",
        )

    def _at(self, path: str) -> str:
        return f"{self.base}{path}"

    def _path(self, scope: Scope) -> str | None:
        """The address below the base path; None for one outside of it."""
        path: str = scope["path"]
        if self.base and not (path == self.base or path.startswith(f"{self.base}/")):
            return None
        return path[len(self.base) :] or "/"

    @staticmethod
    def _cookies(scope: Scope) -> Mapping[str, str]:
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load("; ".join(Headers(scope=scope).getlist("cookie")))
        except CookieError:
            return {}
        return {name: morsel.value for name, morsel in jar.items()}


def _host(address: str) -> str:
    """The host of an address; "" of what is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
