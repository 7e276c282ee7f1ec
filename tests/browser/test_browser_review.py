"""The Monday review in a browser: the keys of a meeting, its size, its links, a name typed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from dashboard import PHONE, serving, settled
from playwright.sync_api import Page, expect

from lib.warehouse import reviews

pytestmark = pytest.mark.browser

MEETING = "review?mode=meeting"
FITS_WIDTH = """() => Math.max(
    document.documentElement.scrollWidth,
    document.querySelector('[data-testid=stMain]').scrollWidth) <= innerWidth"""
FITS_HEIGHT = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return main.scrollHeight <= main.clientHeight }"""
# The smallest type of a step that is read aloud, in pixels.
SMALLEST = """() => Math.min(...[...document.querySelectorAll(
    '[class*=st-key-meeting-body] [data-testid=stMarkdownContainer] p')].filter(
    p => p.checkVisibility() && p.innerText.trim()).map(
    p => parseFloat(getComputedStyle(p).fontSize)))"""


@pytest.fixture(scope="module")
def own(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's build with a file of reviews of its own, which the tests write to."""
    return shutil.copytree(sample_warehouse, tmp_path_factory.mktemp("reviews") / "warehouse")


@pytest.fixture(scope="module")
def written(own: Path) -> Iterator[str]:
    with serving(own) as address:
        yield address


def at(page: Page, step: int) -> Page:
    page.locator(".st-key-meeting-foot").get_by_text(f"{step} of 8").wait_for()
    return settled(page)


def test_a_meeting_is_led_by_keys_and_every_step_fits_the_screen(server, visit):
    page = at(visit(f"{server}/{MEETING}"), 1)
    for step in range(1, 9):
        at(page, step)
        page.wait_for_function(FITS_WIDTH)
        page.wait_for_function(FITS_HEIGHT)
        assert page.evaluate(SMALLEST) >= 28
        assert not page.get_by_role("link", name="Overview").is_visible()
        assert not page.locator(".st-key-filters").is_visible()
        page.keyboard.press("ArrowRight")
    at(page, 8).keyboard.press("ArrowLeft")
    at(page, 7)
    assert re.search(r"mode=meeting&step=7", page.url)
    page.reload()
    at(page, 7).keyboard.press("Escape")
    page.get_by_role("button", name="Meeting mode").wait_for()
    page.get_by_role("link", name="Overview").wait_for()
    assert "mode" not in page.url


def test_keys_in_a_field_and_in_a_drawer_do_not_turn_the_page(server, visit):
    page = at(visit(f"{server}/{MEETING}&step=8"), 8)
    page.get_by_label("Does what").fill("Send")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("a")
    expect(page.get_by_label("Does what")).to_have_value("Seand")
    at(page, 8)
    page.goto(f"{server}/{MEETING}&step=3")
    at(page, 3).get_by_role("button", name="Officine Valtorta").click()
    page.get_by_role("dialog").get_by_text("Last contacts").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    at(page, 3)


def test_a_name_nobody_has_listed_is_typed_and_the_review_is_frozen(own, written, visit):
    page = at(visit(f"{written}/{MEETING}&step=3"), 3)
    before = len(reviews.taken(own))
    page.get_by_role("combobox", name="Who goes?").first.fill("Dana Newcomer")
    page.keyboard.press("Enter")
    page.get_by_text("Dana Newcomer goes by").wait_for()
    page.wait_for_url(re.compile(r"review=1"))
    made = reviews.taken(own)
    assert len(made) == before + 1
    assert (made[-1].who, made[-1].person_id, made[-1].kind) == ("Dana Newcomer", "", "visit")
    page.close()
    # Whoever is the first on a fresh server, by the link of that review.
    with serving(own) as address:
        page = visit(f"{address}/review?review=1")
        assert page.get_by_text("Review 1, frozen").is_visible()
        assert page.get_by_text("Dana Newcomer goes to see").is_visible()
        assert not page.locator(".st-key-filters").is_visible()
        page.close()


@pytest.mark.parametrize("step", [1, 3, 6, 8])
def test_a_meeting_on_a_phone_is_no_wider_than_it(server, visit, step):
    page = at(visit(f"{server}/{MEETING}&step={step}", PHONE), step)
    page.wait_for_function(FITS_WIDTH)
