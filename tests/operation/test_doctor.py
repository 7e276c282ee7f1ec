"""The doctor on real files, real builds and a real provider: well, and ill in each way it knows."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import oidc_provider_mock
import pytest

from lib import settings
from lib.operation import machine
from lib.warehouse import corrections, publish
from tests.command import Answer, call
from tests.conftest import NOW

SECRET = "Vq3tN8xZ_k1Rb7LwYd5uHc0JmPf2sGa9EoTi4Kz6"
CLIENT = "clients-own-7Jx2Qp"


@pytest.fixture
def place(sample_warehouse: Path, tmp_path: Path) -> Path:
    """A server's folders, all in order, where others can reach them."""
    warehouse = tmp_path / "warehouse"
    warehouse.mkdir(mode=0o700)
    for path in [*(build.path for build in publish.kept(sample_warehouse))]:
        shutil.copy2(path, warehouse)
    shutil.copy2(sample_warehouse / "current.json", warehouse)
    (tmp_path / "raw").mkdir(mode=0o700)
    tmp_path.chmod(0o755)
    return tmp_path


def doctor(place: Path, *more: str) -> Answer:
    return call(
        "doctor", "--format", "json", "--raw", place / "raw", "--secrets", place / "secrets.toml",
        "--access", place / "access.toml", "--sources", place / "sources", *more,
        warehouse=place / "warehouse",
    )  # fmt: skip


def found(place: Path, what: str) -> tuple[str, str]:
    answer = doctor(place)
    row = next(row for row in answer.rows if row["what"] == what)
    failed = any(row["state"] == "FAIL" for row in answer.rows)
    assert answer.code == (1 if failed else 0)
    for secret in (SECRET, CLIENT):
        assert secret not in answer.out + answer.err
    return row["state"], f"{row['found']} {row['todo']}"


def signs_in(place: Path, address: str, secret: str = SECRET) -> None:
    (place / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "http://localhost:8501/oauth2callback"\n'
        f'cookie_secret = "{secret}"\nclient_id = "ground"\nclient_secret = "{CLIENT}"\n'
        f'server_metadata_url = "{address}"\n'
    )
    (place / "secrets.toml").chmod(0o600)
    (place / "access.toml").write_text(
        '[[grant]]\nto = ["ann@example.com"]\nroles = ["reader"]\naccounts = "all"\n'
    )
    (place / "access.toml").chmod(0o600)


def test_a_server_that_is_well(place: Path) -> None:
    answer = call("doctor", "--raw", place / "raw", "--secrets", place / "secrets.toml",
                  "--access", place / "access.toml", warehouse=place / "warehouse")  # fmt: skip
    assert answer.code == 0, answer.out
    assert {line[:4] for line in answer.out.splitlines()} <= {"ok  ", "warn"}
    assert "sign-in: none: local mode" in answer.out
    assert found(place, "packages")[0] == "ok"
    assert found(place, "warehouse folder")[0] == "ok"
    assert "240 accounts" in found(place, "served build")[1]


def test_nothing_is_built_yet(tmp_path: Path) -> None:
    state, said = found(tmp_path, "builds")
    assert state == "FAIL" and "python -m lib build" in said


def test_packages_that_are_not_what_was_tested(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("duckdb==1.0.0\nno-such-package==1.0\n")
    (tmp_path / "constraints.txt").write_text("duckdb==1.0.0\n")
    states = {f.state: f.found for f in machine.versions(tmp_path) if f.what == "packages"}
    assert "no-such-package" in states["FAIL"] and "instead of 1.0.0" in states["warn"]


def test_a_damaged_build(place: Path) -> None:
    build = publish.current(place / "warehouse")
    assert build
    build.path.chmod(0o600)
    with build.path.open("r+b") as file:
        file.seek(build.path.stat().st_size // 2)
        file.write(b"\xff" * 64)
    assert found(place, "served build")[0] == "FAIL"
    (place / "warehouse" / "current.json").unlink()
    assert found(place, "pointer")[0] == "warn"


def test_corrections_whole_and_damaged(place: Path) -> None:
    said = {"kind": "purpose", "subject": "some-visit", "value": "crisis"}
    corrections.add(place / "warehouse", [said], "ann", NOW)
    assert found(place, "corrections.sqlite") == ("ok", "whole, 1 corrections ")
    path = place / "warehouse" / "corrections.sqlite"
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xee" * 4096)
    state, told = found(place, "corrections.sqlite")
    assert state == "FAIL" and "backup" in told


def test_who_else_may_read() -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is out of the reach of others
        place = Path(folder)
        place.chmod(0o755)
        for name in ("warehouse", "raw", "raw/crm"):
            (place / name).mkdir()
            (place / name).chmod(0o755)
        signs_in(place, "http://127.0.0.1:1/")
        (place / "secrets.toml").chmod(0o644)
        (place / "access.toml").chmod(0o662)
        assert found(place, "secrets file")[0] == "FAIL"
        state, said = found(place, "access file")
        assert state == "FAIL" and "may change it" in said and "chmod go=" in said
        assert found(place, "exports")[0] == found(place, "warehouse folder")[0] == "warn"
        place.chmod(0o700)
        assert found(place, "secrets file")[0] == "ok"


def test_a_disk_that_is_too_small(place: Path) -> None:
    from lib.operation.places import Places

    places = Places(place / "warehouse", place, place, place, place)
    states = [f.state for f in machine.room(places, 10**18) if f.what == "disk"]
    assert states == ["FAIL"]


def test_a_weak_secret_is_named_and_not_shown(place: Path) -> None:
    signs_in(place, "http://127.0.0.1:1/", secret="change-me-change-me-change-me-change-me")
    state, said = found(place, "sign-in")
    assert state == "FAIL" and "weak" in said and "change-me" not in said


def test_a_real_provider(place: Path) -> None:
    with oidc_provider_mock.run_server_in_thread() as server:
        address = f"http://127.0.0.1:{server.server_port}/.well-known/openid-configuration"
        signs_in(place, address)
        assert found(place, "provider")[0] == "ok"
        assert found(place, "PKCE")[0] in ("ok", "warn")
        assert found(place, "access")[0] == "ok"
    state, said = found(place, "provider")
    assert state == "FAIL" and "127.0.0.1 does not answer (ConnectError)" in said


WHOLE = {name: f"https://id.example/{name}" for name in (
    "issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"
)}  # fmt: skip


@pytest.mark.parametrize(
    ("status", "body", "what", "state", "says"),
    [
        (200, json.dumps(WHOLE | {"code_challenge_methods_supported": ["S256"]}), "PKCE", "ok", ""),
        (200, json.dumps(WHOLE), "PKCE", "warn", "does not offer S256"),
        (200, json.dumps({"issuer": "x"}), "provider", "FAIL", "token_endpoint, jwks_uri"),
        (200, "<html>sign in to the network</html>", "provider", "FAIL", "something else"),
        (200, "[1]", "provider", "FAIL", "something else"),
        (503, "", "provider", "FAIL", "answers 503"),
        (200, json.dumps(WHOLE), "clock", "warn", "seconds ahead of"),
    ],
)
def test_what_a_provider_may_answer(
    place: Path, status: int, body: str, what: str, state: str, says: str
) -> None:
    with answering(status, body) as address:
        signs_in(place, address)
        told = found(place, what)
    assert told[0] == state and says in told[1]


@contextmanager
def answering(status: int, body: str) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(status)
            self.send_header("Date", format_datetime(datetime(2026, 1, 1, tzinfo=UTC)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_house_itself_has_its_pins() -> None:
    assert [f.state for f in machine.versions(settings.ROOT)] == ["ok", "ok"]
