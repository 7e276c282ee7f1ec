"""Without a sign-in: this machine alone, by its own name, and for nobody else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from serving import SECRET, free_port, secrets_file, waited_for
from visits import Visit
from websockets.exceptions import InvalidStatus

from lib import settings


@pytest.fixture(scope="module")
def local(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable, "-m", "lib", "serve", "--port", str(port),
            "--warehouse", str(sample_warehouse), "--secrets", "/nowhere/secrets.toml",
        ],
        cwd=settings.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://localhost:{port}"
    try:
        waited_for(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_it_says_that_nobody_signs_in(local: str) -> None:
    with Visit(local) as visit:
        visit.run()
        assert b"on this machine, no sign" in visit.received


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "ground.example.com"},
        {"host": "localhost.evil.example"},
        {"host": ""},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"x-forwarded-for": "10.0.0.9"},
        {"x-forwarded-host": "ground.example.com"},
        {"forwarded": "for=10.0.0.9"},
        {"via": "1.1 proxy"},
    ],
)
def test_nobody_else_is_answered(local: str, headers: dict[str, str]) -> None:
    assert httpx.get(f"{local}/", timeout=30).status_code == 200
    for path in ("/", "/_stcore/host-config", "/_stcore/health", "/media/x"):
        assert httpx.get(local + path, headers=headers, timeout=30).status_code in (400, 403)


def test_no_page_of_somebody_else_opens_a_socket(local: str) -> None:
    with pytest.raises(InvalidStatus), Visit(local, origin="https://evil.example"):
        pass


@pytest.mark.parametrize(
    ("arguments", "secrets", "said"),
    [
        (("--address", "0.0.0.0"), "", "no sign-in is configured"),
        (("--address", "::"), "", "no sign-in is configured"),
        ((), secrets_file(1, "http://x").replace(SECRET, "change-me"), "cookie_secret is weak"),
        ((), secrets_file(1, "http://x").replace("localhost", "ground.example"), "is http"),
        ((), secrets_file(1, "http://x").replace("client_id", "id"), "has no client_id"),
        ((), secrets_file(1, "http://x").replace("oauth2callback", "back"), "does not end with"),
        ((), "[auth", "cannot be read"),
        ((), secrets_file(1, "http://x"), "Reading the access file"),
    ],
)
def test_what_would_be_open_does_not_start(
    tmp_path: Path, arguments: tuple[str, ...], secrets: str, said: str
) -> None:
    if secrets:
        (tmp_path / "secrets.toml").write_text(secrets)
    told = subprocess.run(
        [
            sys.executable, "-m", "lib", "serve", "--port", "1", "--warehouse", str(tmp_path),
            "--secrets", str(tmp_path / "secrets.toml"), "--access", str(tmp_path / "none.toml"),
            *arguments,
        ],
        cwd=settings.ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert told.returncode == 2
    assert said in told.stderr
    assert len(told.stderr.splitlines()) == 1, "one sentence, no traceback"
    assert SECRET not in told.stderr and "change-me" not in told.stderr
