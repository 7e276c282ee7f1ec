"""The gate, on a real server: every address as everybody, and what a socket lets through."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from serving import SECRET, Server, secrets_file
from streamlit.proto.BackMsg_pb2 import BackMsg
from visits import Visit
from websockets.exceptions import ConnectionClosed, InvalidStatus

from lib import settings
from lib.access import sessions
from lib.gate import paths
from lib.gate.paths import Kind

# What a stranger may have, and nothing else: signing in, signs of life, Streamlit's own code.
OPEN = {
    "/auth/login", "/auth/logout", "/oauth2callback", "/signed-out", "/ready", "/_stcore/health",
}  # fmt: skip
HTML = {"accept": "text/html"}


def routes(place: Path) -> list[tuple[str, str]]:
    """Every address the server answers, as its live table says: kind and path."""
    (place / "secrets.toml").write_text(secrets_file(8501, "http://localhost:9"))
    (place / "access.toml").write_text("")
    program = f"""
import json
from datetime import UTC, datetime
from pathlib import Path
from streamlit import config
from lib.gate.server import Serving, application
place = Path({str(place)!r})
app = application(
    Serving("localhost", 8501, place / "w", place / "raw", place / "secrets.toml",
            place / "access.toml", "granted"),
    lambda: datetime.now(UTC),
)
built = app._build_starlette_app()
assert built.user_middleware[0].cls.__name__ == "Gate", "the gate comes first"
print(json.dumps([(type(route).__name__, route.path) for route in built.routes]))
"""
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.ROOT, capture_output=True, check=True
    )
    found: list[tuple[str, str]] = json.loads(told.stdout.splitlines()[-1])
    return found


def filled(path: str) -> str:
    """An address of a route, with something for each of its parameters."""
    parts = ["x" if part.startswith("{") else part for part in path.split("/")]
    return "/".join(parts) or "/"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    return routes(tmp_path_factory.mktemp("routes"))


def test_every_address_is_closed_to_a_stranger(
    served: Server, table: list[tuple[str, str]]
) -> None:
    assert len(table) > 10
    tried = {filled(path) for kind, path in table if kind != "WebSocketRoute"}
    assert tried >= OPEN | {"/_stcore/metrics", "/media/x"}
    for path in sorted(tried - OPEN):
        for method in ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"):
            status = served.get(path, method=method, headers=HTML).status_code
            is_sent = method == "GET" and paths.is_page(path)
            assert status == (302 if is_sent else 401), (method, path)
        assert served.get(path).status_code == 401, "no page was asked for"


def test_new_addresses_are_closed() -> None:
    for path in ("/", "/new", "/_stcore/new", "/static", "/auth/loginx", "/_stcore/healthy"):
        assert paths.kind(path) is not Kind.OPEN, path


@pytest.mark.parametrize(
    "path",
    [
        "/static/../media/x", "/static/%2e%2e/media/x", "/static/..%2fmedia/x", "//media/x",
        "/static//x", "/_stcore/health/../metrics", "/static/%5c..%5cmedia", "/./media/x",
        "/static/%00",
    ],
)  # fmt: skip
def test_no_crooked_way_in(served: Server, path: str) -> None:
    told = subprocess.run(
        ["curl", "-s", "--path-as-is", "-o", "/dev/null", "-w", "%{http_code}",
         served.address + path], capture_output=True, check=True,
    )  # fmt: skip
    assert told.stdout in (b"400", b"401")


def test_every_answer_has_its_headers(served: Server, people: dict[str, str]) -> None:
    for path in ("/signed-out", "/", "/media/x", "/_stcore/health", "/_stcore/host-config"):
        for token in ("", people["boss"]):
            told = served.get(path, token, headers=HTML).headers
            assert "img-src 'self' data:" in told["content-security-policy"]
            assert "frame-ancestors 'none'" in told["content-security-policy"]
            assert told["x-content-type-options"] == "nosniff"
            assert told["x-frame-options"] == "DENY"
            assert told["referrer-policy"] == "no-referrer"
            assert told["cache-control"] == "no-store"


@pytest.mark.parametrize("who", ["expired", "ended", "signed out", "idle", "nobody", "forged"])
def test_whoever_is_not_signed_in_is_a_stranger(
    served: Server, people: dict[str, str], who: str
) -> None:
    now = datetime.now(UTC)
    kept = served.sessions
    claims = {"sub": who, "email": "boss@x.example"}
    token = {
        "expired": lambda: served.begin(**claims, exp=(now - timedelta(seconds=1)).timestamp()),
        "idle": lambda: kept.begin(claims, "boss@x.example", now - timedelta(minutes=31))[0],
        "nobody": lambda: people["nobody"],
        "forged": lambda: "x" * 43,
    }.get(who, lambda: served.begin(**claims))()
    if who == "ended":
        kept.end_all(who, now)
    if who == "signed out":
        assert served.get("/auth/logout", token).status_code == 302
    assert served.get("/_stcore/host-config", token).status_code == 401
    assert served.get("/", token, headers=HTML).status_code == 302
    with pytest.raises(InvalidStatus) as refused, Visit(served.address, token):
        pass
    assert refused.value.response.status_code == 403


def test_a_socket_needs_a_session_and_our_own_page(served: Server, people: dict[str, str]) -> None:
    for token, origin in (
        ("", ""),
        (people["boss"], "https://evil.example"),
        (people["boss"], None),
        (people["boss"], "null"),
    ):
        with pytest.raises(InvalidStatus), Visit(served.address, token, origin):
            pass
    with Visit(served.address, people["boss"]) as visit:
        assert b"Are we seeing our customers" in b"".join(
            one.SerializeToString() for one in visit.run()
        )


def test_the_next_run_after_an_end_shows_nothing(served: Server, people: dict[str, str]) -> None:
    with Visit(served.address, people["boss"]) as visit:
        visit.run()
        served.sessions.end_all("boss", datetime.now(UTC))
        visit.received = b""
        visit.run()
        assert b"You are signed out" in visit.received
        assert sessions.ENDED.rstrip(".").encode() in visit.received
        assert b"customers" not in visit.received
        # Nor by a part of the page alone, nor a file.
        asked = BackMsg()
        asked.rerun_script.fragment_id = "whatever"
        visit.received = b""
        visit.say(asked)
        assert b"You are signed out" in visit.received


def test_a_change_of_the_access_file_is_felt_at_the_next_run(
    served: Server, people: dict[str, str]
) -> None:
    kept = served.access.read_text()
    with Visit(served.address, people["france"]) as visit:
        visit.run()
        assert b"17 of 22" in visit.received
        try:
            served.access.write_text(kept.replace("France", "Spain"))
            visit.received = b""
            visit.run()
            assert b"of 12 accounts" in visit.received and b"17 of 22" not in visit.received
            served.access.write_text(kept + "\n[[grant]]")
            visit.received = b""
            visit.run()
            assert b"The access file has a mistake" in visit.received
            assert b"of 12 accounts" not in visit.received
        finally:
            served.access.write_text(kept)


def told_of(visit: Visit, folder: str) -> list[str]:
    found = re.findall(folder.encode() + rb"[A-Za-z0-9._/-]+", visit.received)
    return [one.decode() for one in found]


def test_a_file_is_for_the_session_that_was_told(served: Server, people: dict[str, str]) -> None:
    other = served.begin(sub="boss", email="boss@x.example")
    with Visit(served.address, people["boss"]) as visit:
        visit.run("account", "account=" + an_account(served))
        asked = BackMsg()
        asked.rerun_script.query_string = "account=" + an_account(served)
        asked.rerun_script.page_name = "account"
        shown = next(widget for widget in ids(visit) if "brief_shown" in widget)
        state = asked.rerun_script.widget_states.widgets.add()
        state.id, state.bool_value = shown, True
        visit.say(asked)
        pictures = set(told_of(visit, "/media/"))
        assert len(pictures) == 2, "the page's icon, and the brief"
        for picture in pictures:
            assert served.get(picture, people["boss"]).status_code == 200
            assert served.get(picture, other).status_code == 404
            assert served.get(picture, people["france"]).status_code == 404
            assert served.get(picture).status_code == 401
        assert served.get("/media/" + "0" * 56 + ".png", people["boss"]).status_code == 404
        served.get("/auth/logout", people["boss"])
        for picture in pictures:
            assert served.get(picture, people["boss"]).status_code == 401


def ids(visit: Visit) -> set[str]:
    return {one.decode() for one in re.findall(rb"\$\$ID-[0-9a-f]+-[A-Za-z0-9_:]+", visit.received)}


def an_account(served: Server) -> str:
    build = max(served.warehouse.rglob("*.duckdb"))
    with duckdb.connect(str(build), read_only=True) as con:
        return str(con.execute("select min(account_id) from core.accounts").fetchall()[0][0])


def test_only_a_loader_hands_files_in(served: Server, people: dict[str, str]) -> None:
    for who in ("reader", "boss"):
        with Visit(served.address, people[who]) as visit:
            visit.run("data")
            asked = BackMsg()
            asked.file_urls_request.request_id = "r"
            asked.file_urls_request.session_id = visit.session
            asked.file_urls_request.file_names.append("x.csv")
            visit.send(asked)
            visit.hear(1.0)
            addresses = told_of(visit, "/_stcore/upload_file/")
            assert bool(addresses) is (who == "boss")
            path = (addresses or [f"/_stcore/upload_file/{visit.session}/x"])[0]
            files = {"file": ("x.csv", b"a,b\n1,2\n")}
            other = people["boss" if who == "reader" else "reader"]
            for token in ("", other, people["reader"]):
                assert served.get(path, token, "PUT", files=files).status_code in (401, 404)


def test_the_servers_own_figures_are_an_administrators(
    served: Server, people: dict[str, str]
) -> None:
    assert served.get("/_stcore/metrics", people["reader"]).status_code == 404
    assert served.get("/_stcore/metrics", people["it"]).status_code == 200


def test_what_developers_of_streamlit_send_does_nothing(
    served: Server, people: dict[str, str]
) -> None:
    with Visit(served.address, people["reader"]) as visit:
        visit.run()
        for kind in ("clear_cache", "debug_shutdown_runtime", "debug_disconnect_websocket"):
            asked = BackMsg()
            setattr(asked, kind, True)
            visit.send(asked)
        visit.run()
        assert served.get("/_stcore/health").status_code == 200


def test_a_wrong_frame_ends_the_socket_alone(served: Server, people: dict[str, str]) -> None:
    with Visit(served.address, people["reader"]) as visit:
        visit.run()
        visit.socket.send(b"\xff" * 40)
        with pytest.raises(ConnectionClosed):
            for _ in range(100):
                visit.socket.recv(10)
    with Visit(served.address, people["reader"]) as visit:
        visit.run()


def test_the_log_holds_no_secret_and_no_cookie(served: Server, people: dict[str, str]) -> None:
    served.get("/", people["boss"], headers=HTML)
    time.sleep(0.2)
    text = served.log.read_text()
    assert SECRET not in text
    assert not [token for token in people.values() if token in text]
