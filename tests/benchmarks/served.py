"""A server process of ours, and what it costs while others load it.

Owns its start and its end, and the reading of its CPU time and memory and of the machine's.
Must not send it anything but the question whether it is up.
"""

from __future__ import annotations

import os
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
def served(
    script: Path, arguments: Sequence[str] = (), environment: dict[str, str] | None = None
) -> Iterator[Server]:
    """A Streamlit server of a script, on a free port of this machine; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1", "--", *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
    )
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
