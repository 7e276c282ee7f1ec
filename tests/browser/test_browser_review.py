"""The Monday review in a browser: the keys of a meeting, its size, its links, a name typed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from dashboard import PHONE, serving, settled
from playwright.sync_api import Page, expect

from lib.warehouse import tasks

pytestmark = pytest.mark.browser

MEETING = "review?mode=meeting"
FITS_WIDTH = """() => Math.max(
    document.documentElement.scrollWidth,
    document.querySelector('[data-testid=stMain]').scrollWidth) <= innerWidth"""
FITS_HEIGHT = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return main.scrollHeight <= main.clientHeight }"""
FOOT_IN_SIGHT = """() => document.querySelector(
    '.st-key-meeting-foot').getBoundingClientRect().bottom <= innerHeight + 1"""
SIZES = [(1280, 720), (1180, 820), (1024, 768), (820, 1180), (390, 844)]
# Figures that are cut, and names squeezed until a word of them breaks.
CUT = """() => [...document.querySelectorAll(
    '[data-testid=stMetricValue] *, [class*=st-key-named-] > :first-child button')].filter(
    e => e.clientWidth && e.scrollWidth > e.clientWidth + 1 || e.tagName === 'BUTTON'
        && e.clientWidth < 120).map(e => e.innerText)"""
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


def test_a_first_name_takes_the_colleague_and_a_stranger_nobody(own, written, visit):
    page = at(visit(f"{written}/{MEETING}&step=3"), 3)
    before = len(tasks.taken(own))
    page.get_by_role("combobox", name="Who goes?").first.fill("Dana Newcomer")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    at(page, 3)
    assert len(tasks.taken(own)) == before
    page.get_by_role("combobox", name="Who goes?").first.fill("ingrid")
    page.keyboard.press("Enter")
    page.get_by_text("Ingrid Solheim goes by").wait_for()
    page.wait_for_url(re.compile(r"review=1"))
    made = tasks.taken(own)
    assert len(made) == before + 1
    assert (made[-1].who, made[-1].kind) == ("Ingrid Solheim", "visit")
    assert made[-1].person_id
    page.close()
    # Whoever is the first on a fresh server, by the link of that review.
    with serving(own) as address:
        page = visit(f"{address}/review?review=1")
        assert page.get_by_text("Review 1, frozen").is_visible()
        assert page.get_by_text("Ingrid Solheim goes to see").is_visible()
        assert not page.locator(".st-key-filters").is_visible()
        page.close()


def test_each_key_is_a_step_and_leaving_is_one_of_the_history(server, visit):
    page = at(visit(f"{server}/{MEETING}&step=2"), 2)
    # Not faster than the page answers: two presses within one run of it may count as one.
    for step in (3, 4, 5):
        page.keyboard.press("ArrowRight")
        at(page, step)
    entries = page.evaluate("history.length")
    page.get_by_role("button", name="Leave").click()
    page.get_by_role("button", name="Meeting mode").wait_for()
    assert "step" not in page.url
    assert page.evaluate("history.length") <= entries + 1


@pytest.mark.parametrize("wide, high", SIZES)
def test_a_meeting_keeps_its_figures_names_and_foot_whole(server, visit, wide, high):
    for step in (1, 3):
        size = {"width": wide, "height": high}
        page = at(visit(f"{server}/{MEETING}&step={step}", size), step)
        page.wait_for_function(FITS_WIDTH)
        page.wait_for_function(FOOT_IN_SIGHT)
        foot = page.locator(".st-key-meeting-foot").bounding_box()
        assert foot and foot["y"] + foot["height"] <= high + 1
        assert page.evaluate(CUT) == []
        page.context.close()


@pytest.mark.parametrize("step", [1, 3, 6, 8])
def test_a_meeting_on_a_phone_is_no_wider_than_it(server, visit, step):
    page = at(visit(f"{server}/{MEETING}&step={step}", PHONE), step)
    page.wait_for_function(FITS_WIDTH)
