"""The audit of dependencies: real pip-audit, asking an advisory service on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from lib import settings

HOLE = {
    "id": "GHSA-test-0001",
    "modified": "2026-01-01T00:00:00Z",
    "aliases": ["CVE-2026-0001"],
    "summary": "A hole",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
            "versions": ["3.1.6"],
        }
    ],
}


@contextmanager
def advisories(status: int, holes: dict[str, object]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = holes.get(asked["package"]["name"].lower())
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps({"vulns": [known]} if known else {}).encode())

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


def audit(tmp_path: Path, address: str) -> tuple[int, str]:
    pins = tmp_path / "pins.txt"
    pins.write_text("# pins\nstreamlit==1.67.0\njinja2==3.1.6\n")
    done = subprocess.run(
        [
            sys.executable, "tools/audit_dependencies.py", str(pins), "--",
            "--vulnerability-service", "osv", "--osv-url", address,
        ],
        cwd=settings.ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_a_known_hole_fails(tmp_path: Path) -> None:
    with advisories(200, {"jinja2": HOLE}) as address:
        code, said = audit(tmp_path, address)
    assert code == 1
    assert "jinja2 3.1.6: CVE-2026-0001, GHSA-test-0001. Mended in: 99.0." in said
    assert "2 asked about, 1 known holes" in said


def test_no_known_hole_passes(tmp_path: Path) -> None:
    with advisories(200, {}) as address:
        assert audit(tmp_path, address) == (0, "Dependencies: 2 asked about, 0 known holes.\n")


def test_where_nothing_answers_it_says_so_in_one_line_and_passes(tmp_path: Path) -> None:
    with advisories(503, {}) as address:
        code, said = audit(tmp_path, address)
    assert (code, said.count("\n")) == (0, 1) and "not audited" in said
    assert audit(tmp_path, "http://127.0.0.1:1/") == (code, said)
