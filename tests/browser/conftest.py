"""A real server on a free port and the system's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dashboard import DESKTOP, PHONE, serving, settled
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="session")
def server(sample_warehouse: Path) -> Iterator[str]:
    with serving(sample_warehouse) as address:
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
