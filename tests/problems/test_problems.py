"""What nobody foresaw has a number and a sentence; no value of it is on a page or in a log.

A real server, spoken to as a browser speaks, and everything it sends or writes searched.
"""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from lib import problems, settings
from lib.errors import GroundError
from tests.problems.failing import CANARY

NUMBER = re.compile(r"E-[2-9A-Z]{4}-\d\d")


@dataclass
class Server:
    """A server under test."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    said: Path
    seen: bytes = b""
    session: str = ""

    @property
    def log(self) -> list[dict[str, object]]:
        text = (self.folder / problems.FILE).read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def run(self, query: str = "", click: str = "", download: bool = False) -> str:
        """One run of the page; all the words it drew."""
        with connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream", subprotocols=["streamlit"], proxy=None
        ) as tab:
            message = BackMsg()
            message.rerun_script.query_string = query
            tab.send(message.SerializeToString())
            words, button, file_id = self._until_finished(tab)
            if click:
                message = BackMsg()
                message.rerun_script.query_string = query
                message.rerun_script.widget_states.widgets.add(id=button, trigger_value=True)
                tab.send(message.SerializeToString())
                words, _, _ = self._until_finished(tab)
            if download:
                message = BackMsg()
                message.backend_operation_request.request_id = "1"
                message.backend_operation_request.session_id = self.session
                message.backend_operation_request.deferred_file.file_id = file_id
                tab.send(message.SerializeToString())
                answer = ForwardMsg()
                while answer.WhichOneof("type") != "backend_operation_response":
                    payload = tab.recv(timeout=20)
                    assert isinstance(payload, bytes)
                    self.seen += payload
                    answer = ForwardMsg.FromString(payload)
                words += str(answer)
        return words

    def _until_finished(self, tab) -> tuple[str, str, str]:  # type: ignore[no-untyped-def]
        words, button, file_id = "", "", ""
        while True:
            payload = tab.recv(timeout=20)
            self.seen += payload
            message = ForwardMsg.FromString(payload)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
            elif kind == "delta":
                element = message.delta.new_element
                words += f"{element.heading.body}\n{element.markdown.body}\n{element.exception}"
                button = element.button.id or button
                file_id = element.download_button.deferred_file_id or file_id
            elif kind == "script_finished":
                return words, button, file_id


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("problems")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    said = folder / "said"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.problems.serving", str(folder / "logs"), str(port)],
            cwd=settings.ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                assert process.poll() is None, said.read_text()
                time.sleep(0.1)
        yield Server(port, folder / "logs", process, said)
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize("what", ["script", "group", "engine", "fragment"])
def test_a_page_says_a_number_and_the_log_has_it(server: Server, what: str) -> None:
    words = server.run(f"what={what}")
    (given,) = set(NUMBER.findall(words.replace("\\", "")))
    kept = [line for line in server.log if line.get("number") == given]
    assert kept
    last = kept[-1]
    assert any("failing.py" in frame for frame in last["frames"])  # type: ignore[attr-defined]
    nothing_told(server)


def test_a_callback(server: Server) -> None:
    words = server.run(click="Fail in a callback")
    assert NUMBER.search(words.replace("\\", ""))
    nothing_told(server)


def test_a_download_made_in_a_thread(server: Server) -> None:
    words = server.run(download=True)
    assert "Failed to generate file for download" in words
    assert server.log[-1]["type"] == "tests.problems.failing.Row" or "Row" in str(server.log[-1])
    nothing_told(server)


def test_a_thread_of_our_own(server: Server) -> None:
    before = len(server.log)
    assert "drawn to the end" in server.run("what=thread")
    assert any("Row" in str(line.get("type")) for line in server.log[before:])
    nothing_told(server)


def test_our_own_errors_keep_their_words(server: Server) -> None:
    words = server.run("what=ours").replace("\\", "")
    assert "Reading plan.csv: it is empty." in words and not NUMBER.search(words)
    nothing_told(server)


def nothing_told(server: Server) -> None:
    assert CANARY.encode() not in server.seen
    assert CANARY not in server.said.read_text()
    for path in server.folder.iterdir():
        assert CANARY not in path.read_text()
        assert path.stat().st_mode & 0o077 == 0
    assert server.folder.stat().st_mode & 0o077 == 0


IN_A_PROCESS = """
import asyncio, logging, sys, warnings
from pathlib import Path
from lib import problems
problems.begin(Path(sys.argv[1]))
problems._file.maxBytes = 4000
CANARY = "Canary4711"
library = logging.getLogger("some.library")
library.warning("read %d of %s", 7, CANARY)
library.warning(f"read {CANARY}")
library.error("failed: %s", ValueError(CANARY))
library.warning("%(name)s is wrong", {"name": CANARY})
try:
    int(CANARY)
except ValueError:
    library.exception("could not read")
    library.exception(f"could not read {CANARY}")
async def lost():
    async def failing():
        raise ValueError(CANARY)
    task = asyncio.create_task(failing())
    await asyncio.sleep(0.01)
    del task
asyncio.run(lost())
warnings.warn(f"could not parse {CANARY}")
class Careless:
    def __del__(self):
        raise ValueError(CANARY)
Careless()
for number in range(200):
    logging.getLogger("ground.serving").info("served %d", number)
try:
    int(CANARY)
except ValueError as error:
    raise RuntimeError(CANARY) from error
"""


def test_other_loggers_hooks_and_rotation(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS, str(tmp_path / "logs")],
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
    )
    files = sorted((tmp_path / "logs").iterdir())
    logged = "".join(path.read_text() for path in reversed(files))
    assert CANARY not in logged and CANARY not in done.stderr and CANARY not in done.stdout
    assert len(files) > 3 and all(path.stat().st_mode & 0o077 == 0 for path in files)
    assert done.returncode == 1
    for said in ("read 7 of …", "failed: ValueError", "could not read", "served 199"):
        assert json.dumps(said)[1:-1] in logged, said
    assert "said by " in logged and "UserWarning at " in logged
    (given,) = set(NUMBER.findall(done.stderr.splitlines()[-1]))
    last = next(
        line for line in map(json.loads, logged.splitlines()) if line.get("number") == given
    )
    assert last["type"] == "builtins.RuntimeError"
    assert last["because"][0]["type"] == "builtins.ValueError"


IN_A_COMMAND = """
import sys
from lib.commands import auditing
def fail(options):
    raise ValueError("Canary4711")
auditing._check = fail
from lib.cli import main
sys.exit(main(["check", "--warehouse", sys.argv[1]]))
"""


def test_a_command_says_a_number(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_A_COMMAND, str(tmp_path)],
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
    )
    log = (tmp_path / problems.FOLDER / problems.FILE).read_text()
    assert done.returncode == 3 and CANARY not in done.stderr + done.stdout + log
    (given,) = set(NUMBER.findall(done.stderr))
    assert given in log and "Traceback" not in done.stderr


def test_one_exception_has_one_number() -> None:
    error = ValueError(CANARY)
    assert problems.number(error) == problems.number(error) != problems.number(ValueError())
    assert NUMBER.fullmatch(problems.number(error))
    assert problems.number(error) in problems.sentence(problems.number(error))


def test_a_loop_of_causes_ends() -> None:
    one, two = ValueError("1"), GroundError("two", "Do.")
    one.__cause__, two.__cause__ = two, one
    about = problems.told(one)
    assert [cause["type"] for cause in about["because"]] == ["lib.errors.GroundError"]
    assert about["because"][0]["said"] == "two Do."


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    with pytest.raises(GroundError, match="Opening the log"):
        problems.begin(tmp_path / "logs")
    assert logging.getLogRecordFactory() is logging.LogRecord
