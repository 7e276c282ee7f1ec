"""What only a browser can tell: navigation, the network, clicks, sizes, themes."""

from __future__ import annotations

import re

import pytest
from dashboard import PHONE, serving, settled
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

QUESTIONS = {
    "": "Are we seeing our customers?",
    "review": "What changed, what did we promise?",
    "coverage": "Where have we not been?",
    "recency": "Who is late, by how much, worth how much?",
    "balance": "Do we only come in trouble or when asking?",
    "people": "Do the right people meet?",
    "moments": "Who is at a turning point, and did we talk?",
    "next": "Where should we go next, and why there?",
    "voice": "What are customers telling us?",
    "promises": "Did we do what we said, and tell them?",
    "account?account=0015g0000003qPPAAY": "What must I know walking in?",
    "data": "Which numbers can I not trust?",
}
FILTERED = "coverage?tier=A&country=Italy&as_of=2026-10-01"


# True once nothing is wider than the window.
FITS_WIDTH = """() => Math.max(
    document.documentElement.scrollWidth,
    document.querySelector('[data-testid=stMain]').scrollWidth) <= innerWidth"""
FITS_HEIGHT = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return main.scrollHeight <= main.clientHeight }"""


def test_the_first_visitor_of_a_fresh_server_may_open_a_deep_link(sample_warehouse, visit):
    with serving(sample_warehouse) as address:
        page = visit(f"{address}/{FILTERED}")
        assert page.inner_text("h1") == QUESTIONS["coverage"]
        assert "As of 1 Oct 2026 · tier A · Italy" in page.inner_text(".st-key-scope")
        assert page.get_by_role("link", name="Overview").is_visible()
        page.close()  # before its server goes: the map may still be on its way


@pytest.mark.parametrize("path", QUESTIONS)
def test_every_page_loads_and_fits_a_desktop_and_a_phone(server, visit, path):
    page = visit(f"{server}/{path}")
    assert page.inner_text("h1") == QUESTIONS[path]
    page.wait_for_function(FITS_WIDTH)
    if path == "":
        page.wait_for_function(FITS_HEIGHT)
    page.set_viewport_size(PHONE)
    page.wait_for_function(FITS_WIDTH)


def test_filters_live_in_the_url_through_pages_and_reloads(server, visit):
    page = visit(f"{server}/{FILTERED}")
    said = page.inner_text(".st-key-scope")
    page.get_by_role("link", name="Visit recency").click()
    page.get_by_role("heading", name=QUESTIONS["recency"]).wait_for()
    page.wait_for_url(re.compile(r"/recency\?.*country=Italy"))
    assert settled(page).inner_text(".st-key-scope") == said
    page.reload()
    assert settled(page).inner_text(".st-key-scope") == said
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name="Reset all filters").click()
    page.wait_for_url(f"{server}/recency")


def test_a_name_opens_the_drawer(server, visit):
    page = visit(server)
    page.get_by_role("button", name="Officine Valtorta").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_text("Never visited since the history begins").wait_for()
    drawer.get_by_text("Last contacts").wait_for()


def test_a_row_opens_the_drawer_on_a_phone(server, visit):
    page = visit(f"{server}/recency", PHONE)
    table = page.locator(".st-key-card-late [data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.touchscreen.tap(box["x"] + 60, box["y"] + 34 * 1.5)
    page.get_by_role("dialog").get_by_text("Never visited since the history begins").wait_for()
    page.wait_for_function(FITS_WIDTH)


def test_a_bubble_opens_the_drawer_and_an_area_fills_the_list(server, visit):
    page = visit(f"{server}/coverage?region=Europe")
    page.locator("path.point").first.wait_for(state="attached")
    at = page.evaluate(
        """() => {
            // The biggest bubble of the map: its account is worth the most.
            const points = [...document.querySelectorAll('path.point')];
            const boxes = points.map(point => point.getBoundingClientRect());
            const box = boxes.sort((a, b) => b.width - a.width)[0];
            return [box.x + box.width / 2, box.y + box.height / 2];
        }"""
    )
    page.mouse.move(*at)
    page.mouse.click(*at)
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    table = page.locator(".st-key-card-areas [data-testid=stDataFrame]")
    box = table.bounding_box()
    page.mouse.click(box["x"] + 40, box["y"] + 34 * 1.5)
    page.get_by_role("heading", name="Accounts in Italy").wait_for()


def test_a_shaded_area_fills_the_list(server, visit):
    page = visit(f"{server}/coverage?region=United+States")
    page.locator("path.choroplethlocation").first.wait_for(state="attached")
    at = page.evaluate(
        """() => {
            // The widest shaded state: Texas, whose middle is free of bubbles.
            const shapes = [...document.querySelectorAll('path.choroplethlocation')];
            const boxes = shapes.map(shape => shape.getBoundingClientRect());
            const box = boxes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
            return [box.x + box.width * 0.35, box.y + box.height * 0.55];
        }"""
    )
    page.mouse.move(*at)
    page.mouse.click(*at)
    page.get_by_role("heading", name="Accounts in Texas").wait_for()


def test_dark_follows_the_system_and_nothing_of_streamlits_own_shows(server, visit):
    page = visit(f"{server}/recency", scheme="dark")
    # The look arrives a moment after the page.
    expect(page.locator("[data-testid=stApp]")).to_have_css("background-color", "rgb(15, 22, 32)")
    expect(page.locator(".stMetric").first).to_have_css("background-color", "rgb(24, 34, 48)")
    assert page.locator(".modebar-btn").count() == 0
    page.locator("[data-testid=stDataFrame]").first.hover()
    assert page.get_by_role("button", name="Download as CSV").count() == 0
    assert page.get_by_test_id("stAppDeployButton").count() == 0
