"""A server behind its gate, sessions begun without a provider, and a mock of a provider."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx2 as httpx

from lib import settings
from lib.access.door import COOKIE
from lib.access.sessions import Sessions

SECRET = "kX2v8Qz1mP7wL4tR9yB6nC3jF5hD0sGaUeIoVqYx"


@dataclass(frozen=True)
class Server:
    """A running server.

    Args:
        address: http://localhost:PORT
        warehouse: what it serves.
        access: its access file, read anew at every click.
        log: what it writes.
    """

    address: str
    warehouse: Path
    access: Path
    log: Path
    process: subprocess.Popen[bytes]

    def begin(self, **claims: object) -> str:
        """A session as after a sign-in; the number for the cookie."""
        told = {"sub": "s", **claims}
        now = datetime.now(UTC)
        return self.sessions.begin(told, str(told.get("email", told["sub"])), now)[0]

    @property
    def sessions(self) -> Sessions:
        return Sessions(self.warehouse / "sessions.sqlite")

    def get(
        self, path: str, token: str = "", method: str = "GET", **more: object
    ) -> httpx.Response:
        """An answer, no redirect followed."""
        cookies = {"cookie": f"{COOKIE}={token}"} if token else {}
        headers = {**cookies, **more.pop("headers", {})}  # type: ignore[dict-item]
        return httpx.request(
            method,
            self.address + path,
            headers=headers,
            timeout=30,
            **more,  # type: ignore[arg-type]
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def secrets_file(port: int, provider: str) -> str:
    return (
        "[auth]\n"
        f'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        f'cookie_secret = "{SECRET}"\nclient_id = "ground"\nclient_secret = "unchecked"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )


@contextmanager
def serving(
    place: Path, warehouse: Path, access: str, provider: str = "http://localhost:9"
) -> Iterator[Server]:
    """A server with sign-in of a warehouse.

    Args:
        place: a folder of its own.
        access: the access file's text.
    """
    port = free_port()
    secrets, file = place / "secrets.toml", place / "access.toml"
    secrets.write_text(secrets_file(port, provider))
    file.write_text(access)
    log = place / "server.log"
    command = [
        sys.executable, "-m", "lib", "serve", "--port", str(port), "--warehouse", str(warehouse),
        "--raw", str(place / "raw"), "--secrets", str(secrets), "--access", str(file),
    ]  # fmt: skip
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=settings.ROOT, stdout=out, stderr=out, env={**os.environ, "PORT": ""}
        )
    server = Server(f"http://localhost:{port}", warehouse, file, log, process)
    try:
        _wait(server, "/_stcore/health")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def provider(users: Sequence[Mapping[str, object]], max_age: int = 3600) -> Iterator[str]:
    """A mock OpenID Connect provider that knows these people; its address."""
    port = free_port()
    told = [part for user in users for part in ("--user-claims", json.dumps(user))]
    process = subprocess.Popen(
        [
            sys.executable, "-m", "oidc_provider_mock", "--port", str(port),
            "--token-max-age", str(max_age), *told,
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://localhost:{port}"
    try:
        waited_for(f"{address}/.well-known/openid-configuration", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(server: Server, path: str) -> None:
    waited_for(server.address + path, server.process)


def waited_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)  # a process has no state to wait for
    raise AssertionError(f"{address} did not start")
