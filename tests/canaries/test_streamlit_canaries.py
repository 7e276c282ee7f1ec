"""What we rely on in Streamlit, and what our gate stands in front of: fails when that changes.

A real server of Streamlit alone, without the gate, signed in to a real provider. Each test says
what of ours has to be looked at when it fails.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import oidc_provider_mock
import pytest
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from lib import settings

SECRET = "Vq3tN8xZ_k1Rb7LwYd5uHc0JmPf2sGa9EoTi4Kz6"


@dataclass
class Server:
    """Streamlit alone, and a page."""

    port: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def visit(self, query: str = "", cookie: str = "", origin: str = "") -> Page:
        """One run of the page; a cookie counts only with its token and an origin."""
        headers = {"cookie": cookie} if cookie else {}
        page = Page()
        protocols = ["streamlit"]
        if found := re.search(r"_streamlit_xsrf=([^;]+)", cookie):
            protocols.append(found[1])
        with connect(
            f"ws://localhost:{self.port}/_stcore/stream",
            subprotocols=protocols, additional_headers=headers, proxy=None,
            origin=origin or self.address,
        ) as tab:  # fmt: skip
            asked = BackMsg()
            asked.rerun_script.query_string = query
            tab.send(asked.SerializeToString())
            while True:
                frame = tab.recv(timeout=20)
                assert isinstance(frame, bytes)
                told = ForwardMsg.FromString(frame)
                kind = told.WhichOneof("type")
                if kind == "new_session":
                    page.session = told.new_session.initialize.session_id or page.session
                elif kind == "delta":
                    element = told.delta.new_element
                    page.words += f"{element.markdown.body}\n{element.text.body}\n"
                    page.file = element.download_button.url or page.file
                elif kind == "script_finished":
                    # What the session was told is asked for while it lives.
                    if page.file:
                        page.answer = httpx.get(f"{self.address}{page.file}")
                    page.upload = self.upload(page.session)
                    return page

    def upload(self, session: str, with_token: bool = True) -> int:
        """Hand in a file that no page asked for; the status."""
        with httpx.Client(base_url=self.address) as client:
            client.get("/_stcore/health")  # the one answer that gives the token
            token = client.cookies.get("_streamlit_xsrf", "")
            answer = client.put(
                f"/_stcore/upload_file/{session}/1234",
                files={"file": ("a.exe", b"MZ")},
                headers={"X-Xsrftoken": token} if with_token else {},
            )
        return answer.status_code


class Page:
    """What one run brought."""

    words: str = ""
    session: str = ""
    file: str = ""
    upload: int = 0
    answer: httpx.Response


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("canaries")
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with oidc_provider_mock.run_server_in_thread() as provider:
        (place / "secrets.toml").write_text(
            f'[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\n'
            f'cookie_secret = "{SECRET}"\nclient_id = "a"\nclient_secret = "b"\n'
            f'server_metadata_url = "http://localhost:{provider.server_port}'
            '/.well-known/openid-configuration"\n'
        )
        process = subprocess.Popen(
            [
                sys.executable, "-m", "streamlit", "run",
                str(Path(__file__).with_name("page.py")), "--server.port", str(port),
                "--server.headless", "true", "--server.address", "localhost",
                "--browser.gatherUsageStats", "false", "--browser.serverAddress", "localhost",
                "--secrets.files", str(place / "secrets.toml"),
            ],
            cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "NO_PROXY": "*"},
        )  # fmt: skip
        try:
            served = Server(port)
            for _ in range(200):
                try:
                    httpx.get(f"{served.address}/_stcore/health", timeout=1)
                    break
                except httpx.HTTPError:
                    assert process.poll() is None
                    time.sleep(0.1)
            yield served
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="module")
def signed_in(server: Server) -> httpx.Client:
    """A client that came through the whole login."""
    token = re.search(r"login (\S+)", server.visit().words)
    assert token
    client = httpx.Client(follow_redirects=True)
    client.get(f"{server.address}/_stcore/health")
    form = client.get(f"{server.address}/auth/login", params={"provider": token[1]})
    done = client.post(str(form.url), data={"sub": "ann@example.com"})
    assert done.status_code == 200, done.text
    return client


def cookies(client: httpx.Client) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)


# What stands open: lib/gate


def test_a_file_made_for_one_reader_is_open_to_everybody(server: Server) -> None:
    """lib/gate/paths.py `TOLD`: only the session that was told of a file gets it."""
    answer = server.visit().answer
    assert answer.status_code == 200 and answer.content == b"alice,1"
    assert "no-store" not in answer.headers.get("cache-control", "")


def test_anybody_may_hand_in_any_file(server: Server) -> None:
    """lib/gate/paths.py `UPLOAD`, lib/ui/uploading.py: no uploader is on the page."""
    assert server.visit().upload == 204


def test_a_hand_in_without_the_token_is_refused(server: Server) -> None:
    """We rely on it: `server.enableXsrfProtection` in .streamlit/config.toml."""
    assert server.upload(server.visit().session, with_token=False) == 403


@pytest.mark.parametrize("path", ["/", "/_stcore/metrics", "/_stcore/host-config"])
def test_everything_else_is_open_and_without_security_headers(server: Server, path: str) -> None:
    """lib/gate/headers.py sets them all, lib/gate/paths.py closes what is not named."""
    answer = httpx.get(f"{server.address}{path}")
    assert answer.status_code == 200
    for name in ("content-security-policy", "x-frame-options", "x-content-type-options"):
        assert name not in answer.headers


def test_health_answers_ok(server: Server) -> None:
    """docs/operation.md, and what watches over the server."""
    assert httpx.get(f"{server.address}/_stcore/health").text == "ok"


@pytest.mark.parametrize("path", ["/..%2f..%2fetc/passwd", "/%2e%2e/secrets.toml"])
def test_no_way_leads_out_of_the_folders(server: Server, path: str) -> None:
    """lib/gate/paths.py `is_crooked` refuses them too."""
    with closing(socket.create_connection(("localhost", server.port))) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert b" 400 " in raw.recv(200).split(b"\r\n")[0]


def test_a_foreign_page_cannot_open_a_socket(server: Server) -> None:
    """We rely on it: `server.enableCORS`, `server.corsAllowedOrigins` in lib/gate/server.py."""
    with pytest.raises(InvalidStatus) as refused:
        server.visit(origin="https://elsewhere.example")
    assert refused.value.response.status_code == 403


# Identity: lib/gate/streamlit_login.py, lib/access/sessions.py


def test_the_cookie_is_not_secure_and_lives_a_month(server: Server) -> None:
    """lib/gate/streamlit_login.py: `shorten` and `forget`; both names are in `_OURS`."""
    token = re.search(r"login (\S+)", server.visit().words)
    assert token
    with httpx.Client() as client:
        there = client.get(f"{server.address}/auth/login", params={"provider": token[1]})
        form = client.get(there.headers["location"])
        back = client.post(str(form.url), data={"sub": "ben@example.com"})
        done = client.get(back.headers["location"])
    told = [one for one in done.headers.get_list("set-cookie") if one.startswith("_streamlit_user")]
    assert told and all(one.startswith(("_streamlit_user=", "_streamlit_user_")) for one in told)
    for one in told:
        assert "HttpOnly" in one and "SameSite=lax" in one.replace("Lax", "lax")
        assert "secure" not in one.lower()
    assert any("Max-Age=2592000" in one or "expires" in one.lower() for one in told)


def test_a_cookie_is_good_after_signing_out(server: Server, signed_in: httpx.Client) -> None:
    """lib/access/sessions.py keeps sessions on this side, where they can be ended."""
    kept = cookies(signed_in)
    assert "email ann@example.com" in server.visit(cookie=kept).words
    signed_in.get(f"{server.address}/auth/logout", follow_redirects=False)
    assert "email ann@example.com" in server.visit(cookie=kept).words
    assert "email None" in server.visit().words


def test_a_forged_cookie_is_nobody(server: Server) -> None:
    """We rely on it: the signature of Streamlit's cookie, for two minutes of signing in."""
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    told = '{"is_logged_in": true, "sub": "1", "email": "boss@example.com", "origin": "%s"}'
    with httpx.Client(base_url=server.address) as client:
        client.get("/_stcore/health")
        token = cookies(client)
    for secret, email in ((SECRET + "x", "None"), (SECRET, "boss@example.com")):
        signed = create_signed_value(secret, "_streamlit_user", told % server.address)
        text = signed.decode() if isinstance(signed, bytes) else signed
        assert f"email {email}" in server.visit(cookie=f"{token}; _streamlit_user={text}").words


def test_headers_name_nobody_unless_told_to(server: Server) -> None:
    """docs/sign-in.md: `server.trustedUserHeaders` stays unset."""
    with connect(
        f"ws://localhost:{server.port}/_stcore/stream", subprotocols=["streamlit"], proxy=None,
        additional_headers={"X-Streamlit-User": "ann@example.com"},
    ) as tab:  # fmt: skip
        tab.send(BackMsg(rerun_script={}).SerializeToString())
        seen = b""
        while b"login " not in seen:
            frame = tab.recv(timeout=20)
            seen += frame if isinstance(frame, bytes) else b""
    assert b"ann@example.com" not in seen
    assert not config._config_options_template["server.trustedUserHeaders"].default_val


def test_the_inside_of_the_login_that_we_use(server: Server) -> None:
    """lib/gate/streamlit_login.py: each of these is no promise of Streamlit's."""
    from streamlit import auth_util
    from streamlit.web.server import server_util
    from streamlit.web.server.starlette import starlette_app_utils as utils

    assert callable(auth_util.encode_provider_token)
    assert callable(server_util.get_cookie_secret)
    signed = utils.create_signed_value(SECRET, "_streamlit_user", "told")
    text = signed.decode() if isinstance(signed, bytes) else signed
    assert utils.decode_signed_value(SECRET, "_streamlit_user", text) == b"told"
    assert utils.decode_signed_value(SECRET + "x", "_streamlit_user", text) is None
    chunks = {"_streamlit_user": b"told"}
    assert auth_util.get_cookie_with_chunks(chunks.get, "_streamlit_user") == b"told"


# Sessions and caches: lib/ui/data.py


def test_a_cache_shows_one_reader_s_answer_to_another(server: Server) -> None:
    """lib/ui/data.py: every key has the build and the scope, in which the reader's rights are."""
    first = re.search(r"cached for (\S+)", server.visit("reader=alice").words)
    second = re.search(r"cached for (\S+)", server.visit("reader=bob").words)
    assert first and second and first[1] == second[1]


def test_the_messages_of_a_browser_are_those_the_gate_knows() -> None:
    """lib/gate/socket.py `_PASSING`: a new one is stopped there until somebody has looked at it."""
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert kinds >= {
        "rerun_script", "stop_script", "file_urls_request", "app_heartbeat",
        "backend_operation_request",
    }  # fmt: skip


def test_what_of_the_runtime_we_use() -> None:
    """lib/ui/uploading.py frees what was uploaded; lib/ui/filters.py binds to the address."""
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    assert callable(MemoryUploadedFileManager.remove_file)
    assert callable(get_script_run_ctx)


# Configuration: .streamlit/config.toml


@pytest.mark.parametrize(
    ("option", "default"),
    [
        ("client.showErrorDetails", "full"),
        ("client.showErrorLinks", "auto"),
        ("client.disableDataExport", False),
        ("server.enableXsrfProtection", True),
        ("server.enableCORS", True),
        ("server.enableAgentApi", False),
        ("browser.gatherUsageStats", True),
        ("logger.enableRich", None),
    ],
)
def test_what_is_set_is_still_an_option(option: str, default: object) -> None:
    """.streamlit/config.toml sets each; one that is renamed would be ignored there."""
    known = config._config_options_template
    assert option in known
    if default is not None:
        assert known[option].default_val == default


def test_our_configuration_names_no_option_that_is_gone() -> None:
    """An option that Streamlit does not know is a warning in a log nobody reads."""
    import tomllib

    told = tomllib.loads((settings.ROOT / ".streamlit" / "config.toml").read_text())
    for section, values in told.items():
        if section != "theme":
            for name in values:
                assert f"{section}.{name}" in config._config_options_template, name
