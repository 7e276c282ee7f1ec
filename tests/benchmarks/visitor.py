"""One tab of one visitor, spoken to as Streamlit's own frontend does, without a browser.

Owns the protocol: the handshake, what a browser sends at a click, what it keeps between runs,
and when a run has ended. Speaks to this machine alone. Must not decide where a visitor goes
(`load.py`), nor judge how long it took.
"""

from __future__ import annotations

import asyncio
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

LOOPBACK = ("127.0.0.1", "localhost", "::1")
XSRF = "_streamlit_xsrf"
# A browser forgets a kept message that this many runs did not show (`global.maxCachedMessageAge`).
RUNS_KEPT = 2
LONGEST_SECONDS = 60.0
WENT_WRONG = "Something went wrong"


@dataclass
class Run:
    """What one run brought.

    Args:
        seconds: from sending the click to the end of the run.
        kilobytes: sent by the server.
        title: the heading of the page.
        errors: what a reader would have seen go wrong; empty is well.
        is_empty: whether the page said that nothing matches the filters.
    """

    seconds: float
    kilobytes: float
    title: str
    errors: Sequence[str]
    is_empty: bool


@dataclass
class Tab:
    """A tab that is open.

    Args:
        socket: to the server.
        failures: headings that say that something failed.
        pages: address -> script hash, as the navigation said.
        widgets: label -> the widget as it was last drawn.
        query: the address's query string.
        page: the script hash of the page that is shown.
    """

    socket: ClientConnection
    failures: frozenset[str] = frozenset()
    pages: dict[str, str] = field(default_factory=dict)
    widgets: dict[str, Element] = field(default_factory=dict)
    query: str = ""
    page: str = ""
    _name: str = ""
    _chosen: dict[str, WidgetState] = field(default_factory=dict)
    _kept: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)
    _runs: int = 0

    async def visit(self, name: str, query: str | None = None) -> Run:
        """Open a page by its address (`""` is the first page), as a link or a click does.

        Args:
            name: `coverage` for pages/coverage.py.
            query: the query string; None keeps the one of the page before.
        """
        self.query = self.query if query is None else query
        self._name = name
        # A fresh tab does not know the hashes yet: then the name alone says where to go.
        return await self._run(self.pages.get(name, ""))

    async def choose(self, label: str, value: object) -> Run:
        """Set a widget by its label, and wait for the run that this starts.

        Args:
            value: a list of texts, a text or a yes or no, as the widget takes it.
        """
        element = self.widgets[label]
        state = WidgetState(id=_widget_id(element))
        if isinstance(value, bool):
            state.bool_value = value
        elif isinstance(value, str):
            state.string_value = value
        elif isinstance(value, list):
            state.string_array_value.data.extend(value)
        else:
            raise TypeError(f"a widget cannot be set to {value!r}")
        self._chosen[state.id] = state
        return await self._run(self.page)

    async def close(self) -> None:
        """Close the tab."""
        await self.socket.close()

    async def _run(self, page: str) -> Run:
        self._runs += 1
        state = ClientState(query_string=self.query, page_script_hash=page)
        if not page:
            state.page_name = self._name
        state.widget_states.widgets.extend(self._chosen.values())
        state.cached_message_hashes.extend(self._kept)
        state.context_info.timezone = "Europe/Berlin"
        state.context_info.locale = "en-GB"
        message = BackMsg(rerun_script=state).SerializeToString()
        begun = time.perf_counter()
        seen = _Seen(self.failures)
        await self.socket.send(message)
        async with asyncio.timeout(LONGEST_SECONDS):
            while not seen.is_finished:
                self._take(await self.socket.recv(decode=False), seen)
        seconds = time.perf_counter() - begun
        self._kept = {
            hash_: (shown, message)
            for hash_, (shown, message) in self._kept.items()
            if self._runs - shown < RUNS_KEPT
        }
        return Run(seconds, seen.size / 1024, seen.title, seen.errors, seen.is_empty)

    def _take(self, payload: bytes, seen: _Seen) -> None:
        seen.size += len(payload)
        message = ForwardMsg.FromString(payload)
        if message.WhichOneof("type") == "ref_hash":
            if message.ref_hash not in self._kept:
                seen.errors.append("a message was referred to that nobody has")
                return
            message = self._kept[message.ref_hash][1]
            self._kept[message.hash] = (self._runs, message)
        elif message.metadata.cacheable:
            self._kept[message.hash] = (self._runs, message)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            seen.start_over()
            self.widgets.clear()
            self.page = message.new_session.page_script_hash or self.page
        elif kind == "navigation":
            self.page = message.navigation.page_script_hash
            for page in message.navigation.app_pages:
                self.pages["" if page.is_default else page.url_pathname] = page.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            seen.errors.append("the page was not found")
        elif kind == "script_finished":
            seen.end(message.script_finished)
        elif kind == "session_event" and message.session_event.HasField(
            "script_compilation_exception"
        ):
            seen.errors.append("the script does not compile")
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            seen.element(element)
            if widget := _widget(element):
                self.widgets[widget.label] = element


@dataclass
class _Seen:
    """What has arrived of a run so far."""

    failures: frozenset[str]
    size: int = 0
    title: str = ""
    errors: list[str] = field(default_factory=list)
    is_empty: bool = False
    is_finished: bool = False

    def start_over(self) -> None:
        """A run that is started over forgets what its first half drew."""
        self.title, self.is_empty = "", False

    def element(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.errors.append(f"{element.exception.type}: {element.exception.message}"[:300])
        elif kind == "heading":
            if element.heading.tag == "h1":
                self.title = element.heading.body
            self._words(element.heading.body)
        elif kind == "alert":
            self._words(element.alert.body)
        elif kind == "markdown":
            self._words(element.markdown.body)

    def _words(self, text: str) -> None:
        if WENT_WRONG in text or text in self.failures:
            self.errors.append(text[:300])
        if text.startswith("No account matches these filters"):
            self.is_empty = True

    def end(self, status: int) -> None:
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        self.is_finished = True
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.errors.append("the script does not compile")


async def open_tab(
    address: str, headers: Mapping[str, str] | None = None, failures: frozenset[str] = frozenset()
) -> Tab:
    """A new tab: its websocket, with a session of its own.

    Args:
        address: `http://127.0.0.1:8501`; any other machine is refused.
        headers: to send with the handshake: a signed-in user's `Cookie`.
        failures: headings that say that something failed.
    """
    parts = urlsplit(address)
    if parts.hostname not in LOOPBACK:
        raise ValueError(f"{address} is not this machine: load goes nowhere else")
    sent = dict(headers or {})
    cookies = SimpleCookie(sent.get("Cookie", ""))
    token = cookies[XSRF].value if XSRF in cookies else ""
    # The second entry is the XSRF token; none may be empty.
    protocols = [Subprotocol("streamlit"), *([Subprotocol(token)] if token else [])]
    socket = await connect(
        f"ws://{parts.netloc}/_stcore/stream",
        subprotocols=protocols,
        origin=Origin(address),
        additional_headers=sent,
        max_size=None,
        compression=None,
        open_timeout=LONGEST_SECONDS,
        proxy=None,
    )
    return Tab(socket, failures)


def xsrf_cookie(address: str, cookie: str = "") -> str:
    """The `Cookie` header with an XSRF token in it, as the server gives one to a browser."""
    request = urllib.request.Request(f"{address}/_stcore/host-config", headers={"Cookie": cookie})
    with urllib.request.urlopen(request, timeout=10) as answer:
        given = SimpleCookie(answer.headers.get("Set-Cookie", ""))
    if XSRF in given:
        cookie = "; ".join(filter(None, (cookie, f"{XSRF}={given[XSRF].value}")))
    return cookie


def _widget(element: Element):  # type: ignore[no-untyped-def]
    kind = element.WhichOneof("type")
    if kind in ("button_group", "multiselect", "selectbox", "date_input", "checkbox"):
        return getattr(element, kind)
    return None


def _widget_id(element: Element) -> str:
    return str(_widget(element).id)
