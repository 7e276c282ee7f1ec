"""A visitor without a browser: one socket, runs asked for, and every byte that came."""

from __future__ import annotations

from contextlib import suppress
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from lib.access.door import COOKIE


class Visit:
    """An open page.

    Args:
        address: of the server.
        token: of a session, or "".
    """

    def __init__(self, address: str, token: str = "", origin: str | None = "") -> None:
        self._url = address.replace("http", "ws", 1) + "/_stcore/stream"
        self._origin = address if origin == "" else origin
        self._headers = {"cookie": f"{COOKIE}={token}"} if token else {}
        self.session = ""
        self.received = b""

    def __enter__(self) -> Visit:
        self._opening = connect(
            self._url,
            origin=self._origin,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers=self._headers,
            max_size=None,
        )
        self.socket: ClientConnection = self._opening.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opening.__exit__(kind, error, trace)

    def send(self, asked: BackMsg) -> None:
        """Send a message."""
        self.socket.send(asked.SerializeToString())

    def hear(self, seconds: float) -> None:
        """Take whatever comes within some time."""
        with suppress(TimeoutError):
            while True:
                frame = self.socket.recv(seconds)
                self.received += frame if isinstance(frame, bytes) else b""

    def hear_until(self, sign: bytes, seconds: float) -> None:
        """Take whatever comes until a sign is in it."""
        while sign not in self.received:
            frame = self.socket.recv(seconds)
            self.received += frame if isinstance(frame, bytes) else b""

    def run(self, page: str = "", query: str = "", timeout: float = 60) -> list[ForwardMsg]:
        """Ask for a page and take what comes until it is whole."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        return self.say(asked, timeout)

    def ask_for(self, file: str) -> None:
        """Ask for a file to be made, by its id; nothing is taken yet."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = file
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = file
        self.received = b""
        self.send(asked)

    def say(self, asked: BackMsg, timeout: float = 60) -> list[ForwardMsg]:
        """Send a message and take what comes until a run is over."""
        self.send(asked)
        found: list[ForwardMsg] = []
        while True:
            frame = self.socket.recv(timeout)
            assert isinstance(frame, bytes)
            self.received += frame
            told = ForwardMsg()
            told.ParseFromString(frame)
            found.append(told)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.session = told.new_session.initialize.session_id or self.session
            elif kind == "script_finished":
                if told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                return found


def files(told: list[ForwardMsg]) -> list[str]:
    """The ids of the files that a page offers."""
    found = []
    for one in told:
        if one.WhichOneof("type") == "delta":
            element = one.delta.new_element
            if element.WhichOneof("type") == "download_button":
                found.append(element.download_button.deferred_file_id)
    return [one for one in found if one]
