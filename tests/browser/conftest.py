"""A real server on a free port and the system's Chromium."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from lib import settings
from lib.warehouse.build import build

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@contextmanager
def serving(warehouse: Path) -> Iterator[str]:
    """A server of a warehouse that nobody has visited yet; its address."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--", "--warehouse", str(warehouse)],
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


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warehouse")
    build([settings.SAMPLE], folder, datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    return folder


@pytest.fixture(scope="session")
def server(warehouse: Path) -> Iterator[str]:
    with serving(warehouse) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed: `apt-get install chromium`")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address; afterwards, no request went to another host and no script failed."""
    contexts, foreign, errors = [], [], []

    def open_page(address: str, viewport: dict[str, int] = DESKTOP, scheme: str = "light") -> Page:
        is_phone = viewport is PHONE
        context = browser.new_context(
            viewport=viewport, color_scheme=scheme, is_mobile=is_phone, has_touch=is_phone
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        host = "/".join(address.split("/")[:3])
        ours = (host, host.replace("http", "ws", 1), "data:", "blob:")
        page.on("request", lambda r: None if r.url.startswith(ours) else foreign.append(r.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return settled(page)

    yield open_page
    for context in contexts:
        context.close()
    assert not foreign
    assert not errors


def settled(page: Page) -> Page:
    """The page once its run has ended and every map on it has its shapes."""
    page.wait_for_selector("h1")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every("
        "chart => chart.querySelector('.main-svg') && (!chart.querySelector('.geolayer .geo')"
        " || chart.querySelector('.geolayer .land path')))"
    )
    assert page.locator("[data-testid=stException]").count() == 0
    return page
