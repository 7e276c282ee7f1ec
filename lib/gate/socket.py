"""One open socket: who holds it is asked again at every message, and every half minute.

Owns which messages pass, and the note of what files a session was told of. Must not decide who
somebody is (`lib.access.door`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote, urlsplit

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.access.door import Door, Refused, Visitor
from lib.access.policy import LOADER, Permit
from lib.errors import GroundError
from lib.gate import paths
from lib.gate.told import TO_BE_MADE, Told

# How long an ended session's socket may stay open without a word: the promise is a minute.
_ASKED_EVERY = 30.0  # seconds
# What a browser of ours sends; the rest is for those who develop Streamlit.
_PASSING = {
    "rerun_script", "stop_script", "file_urls_request", "app_heartbeat",
    "backend_operation_request",
}  # fmt: skip
# Of what it asks the server to do for it: a file, and more rows of a table.
_OPERATIONS = {"deferred_file", "dataframe_chunk"}
_POLICY = 1008
# Beyond this a message is no button; to read each chart for one would take longer than to send it.
_BUTTON_BYTES = 8_000


class Socket:
    """A socket of one visitor.

    Args:
        token: the number in their cookie.
        told: takes the files that the session is told of.
    """

    def __init__(
        self,
        door: Door,
        token: str,
        visitor: Visitor,
        now: Callable[[], datetime],
        told: Told,
    ) -> None:
        self._door = door
        self._token = token
        self._permit: Permit | None = visitor.permit
        self._session = visitor.session.digest if visitor.session else ""
        self._now = now
        self._told = told

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Stand between a browser and Streamlit until one of them leaves."""
        if not self._session:  # one user on one machine
            await app(scope, receive, send)
            return
        waiting: asyncio.Task[Message] | None = None

        async def hear() -> Message:
            nonlocal waiting
            while True:
                if waiting is None:
                    waiting = asyncio.ensure_future(_message(receive))
                done, _ = await asyncio.wait({waiting}, timeout=_ASKED_EVERY)
                if not done:
                    if self._holder(is_click=False) is None:
                        waiting.cancel()
                        await send({"type": "websocket.close", "code": _POLICY})
                        return {"type": "websocket.disconnect", "code": _POLICY}
                    continue
                message, waiting = waiting.result(), None
                passed = self._passed(message)
                if passed is not None:
                    return passed

        async def say(message: Message) -> None:
            self._note(message.get("bytes") or b"")
            await send(message)

        try:
            await app(scope, hear, say)
        finally:
            if waiting is not None:
                waiting.cancel()

    def _note(self, frame: bytes) -> None:
        """Open what a message gives to a browser, and hold a file that was made for it."""
        found = given(frame)
        if not found or self._permit is None:
            return
        self._told.tell(self._session, self._permit, found)
        for address in found:
            if address.startswith(paths.MEDIA):
                self._told.hold(self._session, address, self._now())

    def _passed(self, message: Message) -> Message | None:
        """What Streamlit gets of a message: nothing of one that its sender may not send."""
        if message["type"] != "websocket.receive":
            return message
        told = BackMsg()
        try:
            told.ParseFromString(message.get("bytes") or b"")
        except DecodeError:
            return message  # Streamlit closes the socket
        kind = told.WhichOneof("type")
        is_run = kind == "rerun_script"
        visitor = self._holder(is_click=is_run and not told.rerun_script.is_auto_rerun)
        permit = visitor.permit if visitor else None
        has_changed, self._permit = permit != self._permit, permit if is_run else self._permit
        if is_run and (visitor is None or has_changed):
            # What was clicked was offered under other rights, and a part of the page alone would
            # not ask whom it is for: nothing is done, the whole is made anew, and says so.
            told.rerun_script.fragment_id = ""
            told.rerun_script.ClearField("widget_states")
            return {**message, "bytes": told.SerializeToString()}
        if visitor is None or has_changed or kind not in _PASSING:
            return None
        if kind == "file_urls_request" and not visitor.permit.may(LOADER):
            return None
        if kind == "backend_operation_request":
            asked = {field.name for field, _ in told.backend_operation_request.ListFields()}
            if not asked <= {"request_id", "session_id", *_OPERATIONS}:
                return None
            if "deferred_file" in asked:
                # Streamlit would make it for whoever knows its id.
                file = TO_BE_MADE + told.backend_operation_request.deferred_file.file_id
                if not self._told.knows(self._session, visitor.permit, file):
                    return None
        return message

    def _holder(self, is_click: bool) -> Visitor | None:
        try:
            found = self._door.visitor(self._token, self._now(), is_click)
        except GroundError:
            return None  # the run says what is wrong
        return None if isinstance(found, Refused) else found


def given(frame: bytes) -> list[str]:
    """The files that a message gives to a browser: addresses, and those that are to be made.

    Only where Streamlit itself puts one: what a person typed comes back in other places.
    """
    # A button of a file that is to be made has no address, and is short.
    if len(frame) > _BUTTON_BYTES and not any(sign in frame for sign in paths.TOLD_SIGNS):
        return []
    told = ForwardMsg()
    try:
        told.ParseFromString(frame)
    except DecodeError:
        return []
    kind = told.WhichOneof("type")
    found: list[str] = []
    if kind == "delta":
        element = told.delta.new_element
        if element.WhichOneof("type") == "download_button":
            button = element.download_button
            if button.deferred_file_id:
                return [TO_BE_MADE + button.deferred_file_id]
            found = [button.url]
        elif element.WhichOneof("type") == "imgs":
            found = [one.url for one in element.imgs.imgs]
        elif element.WhichOneof("type") == "favicon":
            found = [element.favicon.url]
    elif kind == "page_config_changed":
        found = [told.page_config_changed.favicon]
    elif kind == "backend_operation_response":
        found = [told.backend_operation_response.deferred_file.url]
    elif kind == "file_urls_response":
        for one in told.file_urls_response.file_urls:
            found += [one.upload_url, one.delete_url]
    return [unquote(urlsplit(one).path) for one in found if one]


async def _message(receive: Receive) -> Message:
    return await receive()
