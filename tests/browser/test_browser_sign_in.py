"""Signing in and out with a provider, in a real browser: the way back, the end, and the replay."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dashboard import DESKTOP, settled
from playwright.sync_api import Browser, BrowserContext, Page

sys.path.insert(0, str(Path(__file__).parent.parent / "gate"))
from serving import Server, provider, serving

PEOPLE = [
    {"sub": "boss", "email": "boss@x.example", "name": "Ann Boss"},
    {"sub": "france", "email": "france@x.example", "groups": ["france"]},
    {"sub": "nobody", "email": "nobody@x.example"},
]
ACCESS = """
[[grant]]
to = "boss@x.example"
roles = ["reader", "executive_office", "administrator", "loader"]
accounts = "all"
sees = ["notes", "names", "promises"]

[[grant]]
to = "group:france"
accounts = { country = "France" }
"""


@pytest.fixture(scope="module")
def guarded(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("signin")
    warehouse = Path(shutil.copytree(sample_warehouse, place / "warehouse"))
    with provider(PEOPLE) as issuer, serving(place, warehouse, ACCESS, issuer) as server:
        yield server


@pytest.fixture
def arrive(browser: Browser, guarded: Server) -> Iterator[Callable[..., Page]]:
    """Open an address as somebody who signs in; afterwards no policy was broken."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def open_as(who: str, path: str) -> Page:
        context = browser.new_context(viewport=DESKTOP)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on(
            "console",
            lambda told: broken.append(told.text) if "Content Security" in told.text else None,
        )
        page.goto(guarded.address + path)
        page.fill("input[name=sub]", who)
        page.click("button[type=submit], button")
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not broken


def test_a_deep_link_survives_signing_in(arrive: Callable[..., Page], guarded: Server) -> None:
    page = settled(arrive("boss", "/coverage?tier=A&whose=executives"))
    assert page.url == f"{guarded.address}/coverage?tier=A&whose=executives"
    assert "boss@" in page.inner_text(".st-key-scope")
    cookies = {one["name"]: one for one in page.context.cookies()}
    assert cookies["ground_session"]["httpOnly"]
    assert all(one["expires"] < datetime.now(UTC).timestamp() + 28_801 for one in cookies.values())


def test_who_is_not_in_the_access_file_sees_a_sentence(arrive: Callable[..., Page]) -> None:
    page = arrive("nobody", "/")
    page.wait_for_selector("h1")
    assert "Nobody has given you anything to see here" in page.inner_text("main")
    assert "ground_session" not in {one["name"] for one in page.context.cookies()}


def test_a_session_is_over_after_signing_out(
    arrive: Callable[..., Page], browser: Browser, guarded: Server
) -> None:
    page = settled(arrive("boss", "/"))
    kept = page.context.cookies()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: not url.startswith(guarded.address) or "signed-out" in url)
    # Every cookie of the session, replayed.
    thief = browser.new_context()
    thief.add_cookies(kept)  # type: ignore[arg-type]
    stolen = thief.new_page()
    stolen.goto(guarded.address)
    assert "oauth2/authorize" in stolen.url
    assert stolen.request.get(f"{guarded.address}/_stcore/host-config").status == 401
    thief.close()


def test_an_ended_session_leaves_an_empty_page(
    arrive: Callable[..., Page], guarded: Server
) -> None:
    page = settled(arrive("boss", "/recency"))
    guarded.sessions.end_all("boss", datetime.now(UTC))
    page.get_by_text("A", exact=True).first.click()
    page.wait_for_selector("text=You are signed out")
    assert page.locator("[data-testid=stDataFrame]").count() == 0
    assert page.locator("[data-testid=stPlotlyChart]").count() == 0
    page.reload()
    page.wait_for_url("**/oauth2/authorize**")


def test_a_foreign_account_is_as_one_that_does_not_exist(
    arrive: Callable[..., Page], guarded: Server
) -> None:
    foreign = "0015g0000003qKRAAY"  # in Germany
    page = settled(arrive("boss", "/account?account=" + foreign))
    assert "Adlerfeld Chemie" in page.content()
    seen = []
    page = settled(arrive("france", "/account?account=" + foreign))
    for id_ in (foreign, "no-such-account"):
        page.goto(f"{guarded.address}/account?account={id_}&country=Italy&owner=Jonas+Reichert")
        settled(page)
        seen.append((page.url, page.inner_text("[data-testid=stMain]")))
    assert seen[0] == seen[1]


def test_the_record_is_an_administrators(arrive: Callable[..., Page], guarded: Server) -> None:
    page = settled(arrive("boss", "/record"))
    assert "session" in page.inner_text(".st-key-card-sessions")
    page = settled(arrive("france", "/"))
    assert page.get_by_role("link", name="Record").count() == 0
    page.goto(guarded.address + "/record")
    settled(page)
    assert "session" not in page.inner_text("[data-testid=stMain]")
