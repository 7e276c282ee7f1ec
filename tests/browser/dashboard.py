"""A server of its own, and what it means that a page has come to rest."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from lib import settings

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@contextmanager
def serving(warehouse: Path, raw: Path | None = None, app: Path | str = "app.py") -> Iterator[str]:
    """A server of a warehouse that nobody has visited yet; its address."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    places = ["--warehouse", str(warehouse), "--raw", str(raw or settings.RAW)]
    # Another app than ours stands behind no gate.
    command = (
        ["lib", "serve", "--port", str(port), "--secrets", str(warehouse / "no-secrets.toml")]
        if app == "app.py"
        else ["streamlit", "run", str(app), "--server.port", str(port), "--"]
    )
    process = subprocess.Popen(
        [sys.executable, "-m", *command, *places],
        cwd=settings.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://localhost:{port}"
        _wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)  # a process has no state to wait for
    pytest.fail("the server did not start")


def settled(page: Page) -> Page:
    """The page once its run has ended and every map on it has its shapes."""
    page.wait_for_selector("h1:visible")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every("
        "chart => chart.querySelector('.main-svg') && (!chart.querySelector('.geolayer .geo')"
        " || chart.querySelector('.geolayer .land path')))"
    )
    assert page.locator("[data-testid=stException]").count() == 0
    return page
