"""A server process of ours, and what it costs while others load it.

Owns its start and its end, and the reading of its CPU time and memory and of the machine's.
Must not send it anything but the question whether it is up.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90.0
STOP_SECONDS = 20.0


@dataclass(frozen=True)
class Server:
    """A server that is up.

    Args:
        address: `http://127.0.0.1:8501`.
        process: it.
    """

    address: str
    process: psutil.Process

    @property
    def megabytes(self) -> float:
        """The memory it holds now."""
        return float(self.process.memory_info().rss) / 1e6


@dataclass(frozen=True)
class Cost:
    """CPU seconds of the server, of this client, and of all else on the machine."""

    seconds: float
    server: float
    client: float
    others: float


@contextmanager
def dashboard(
    warehouse: Path, port: int | None = None, more: Sequence[str] = ()
) -> Iterator[Server]:
    """The dashboard behind its gate, as `make run` starts it, on this machine.

    Args:
        port: a free one where none is named.
        more: what `serve` is told beside.
    """
    command = [sys.executable, "-m", "lib", "serve", "--address", "127.0.0.1"]
    port = port or free_port()
    told = ["--warehouse", str(warehouse), "--port", str(port), *more]
    with _running([*command, *told], port) as server:
        yield server


@contextmanager
def script(path: Path) -> Iterator[Server]:
    """A Streamlit server of a script alone."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(path), "--server.port", str(port)]
    with _running([*command, "--server.address", "127.0.0.1"], port) as server:
        yield server


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(command: Sequence[str], port: int) -> Iterator[Server]:
    """A server, once it is up; it ends with the block."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        server = Server(f"http://127.0.0.1:{port}", psutil.Process(process.pid))
        _wait_until_up(server.address, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


class Meter:
    """CPU time since it was made."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._begun = self._read()

    def read(self) -> Cost:
        """What was spent since."""
        return Cost(*(now - before for now, before in zip(self._read(), self._begun, strict=True)))

    def _read(self) -> tuple[float, float, float, float]:
        its = self._server.process.cpu_times()
        mine = psutil.Process().cpu_times()
        all_ = psutil.cpu_times()
        server, client = its.user + its.system, mine.user + mine.system
        busy = all_.user + all_.nice + all_.system
        return time.monotonic(), server, client, busy - server - client


def _wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"The server at {address} did not start: see its words above.")
