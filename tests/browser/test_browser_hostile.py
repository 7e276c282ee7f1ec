"""What a browser makes of the texts of tests/hostile: text, and nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import taken
from dashboard import serving, settled
from payloads import FLAG, LONG, PAYLOADS

from lib.report.escape import seen
from lib.ui.page import PAGES
from lib.warehouse import engine

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = Path(__file__).parents[1] / "hostile"
TEXTS = [text for name, text in PAYLOADS.items() if name not in LONG]
# What Markdown and HTML could have made of them. Of ours are: bold, spans of colour, lists, code
# of a command, and links that Streamlit itself draws to a page of this house.
MADE = """() => {
    const ours = url => new URL(url, location.href).host === location.host;
    const markdown = '[data-testid=stMarkdownContainer] ';
    const found = [];
    const note = (why, all) => [...all].forEach(one => found.push(why + ': '
        + one.outerHTML.slice(0, 200)));
    const all = selector => document.querySelectorAll(selector);
    note('link', [...all('a')].filter(one => !ours(one.href?.baseVal ?? one.href)
        || !one.closest('[data-testid=stPageLink], [data-testid=stTopNavLink], header, nav')
        && one.dataset.testid !== 'stSkipToContent'));
    note('form', all('form[action], input[type=password], base, meta[http-equiv=refresh]'));
    note('frame', all('iframe, object, embed, video, audio'));
    note('image', [...all('img')].filter(one => !ours(one.src) && !one.src.startsWith('data:')));
    note('drawn by Markdown', all(markdown + ['img', 'table', 'pre', 'em', 'del', 'hr', 'sup',
        'blockquote', '.katex', 'input', 'ol', 'a', 'script', 'style',
        '[data-testid=stIconMaterial]'].join(', ' + markdown)));
    note('heading', [...all(markdown + ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
        .join(', ' + markdown))].filter(one => !one.closest('[data-testid=stHeading]')));
    note('script', [...all('script')].filter(one => one.src && !ours(one.src)));
    note('handler', all('[onerror], [onload], [onclick]'));
    note('link in a chart', all('svg a'));
    return found;
}"""


def plain(text: str) -> str:
    """As one reads it: in one line, without what nobody sees."""
    shown = " ".join(seen(text).split())
    left = "".join(c for c in shown if unicodedata.category(c) not in ("Cf", "Mn", "Me"))
    return " ".join(left.split())


def unharmed(page) -> None:
    """Nothing ran, nothing leads or was fetched elsewhere, and nothing but text was made."""
    assert page.evaluate(f"window.{FLAG}") is None
    assert page.evaluate(MADE) == []


@pytest.fixture(scope="module")
def hostile(hostile_warehouse) -> Iterator[str]:
    with serving(hostile_warehouse) as address:
        yield address


@pytest.fixture(scope="module")
def names(hostile_warehouse) -> dict[str, str]:
    with engine.lease(hostile_warehouse) as session:
        rows = session.rows("select account_id, name from core.accounts order by account_id")
    return {str(row["account_id"]): str(row["name"]) for row in rows}


def test_every_payload_is_shown_as_typed_by_every_element(visit):
    with serving(HOSTILE, app=HOSTILE / "labels.py") as address:
        page = visit(address)
        unharmed(page)
        shown = page.evaluate(
            "() => [...document.querySelectorAll('[class*=st-key-one-]')].map(one =>"
            " [...one.querySelectorAll('[data-testid=stMarkdownContainer]')]"
            " .map(text => text.textContent))"
        )
        assert len(shown) == len(TEXTS)
        for text, found in zip(TEXTS, shown, strict=True):
            wanted = plain(text).strip()
            if not wanted:
                continue
            told = {plain(one).strip() for one in found}
            assert told <= {wanted, f"{wanted} and {wanted}".strip()}
        page.wait_for_function(
            f"() => document.querySelectorAll('.ytick text').length === {len(TEXTS)}"
        )
        ticks = page.locator(".ytick text").all_text_contents()
        assert [plain(tick) for tick in ticks] == [plain(text) for text in TEXTS]
        page.close()


def test_no_page_of_payloads_is_more_than_text(hostile, visit):
    page = visit(hostile)
    page.set_default_timeout(120_000)  # what takes long on a busy machine is no finding here
    for one in PAGES:
        if not one.is_listed:
            continue
        page.goto(f"{hostile}/{Path(one.path).stem if one is not PAGES[0] else ''}")
        unharmed(settled(page))
        for closed in page.locator("[data-testid=stExpander] summary").all():
            closed.click()
        unharmed(settled(page))
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Industry").click()
    page.locator("[role=option]").first.wait_for()
    unharmed(page)


def test_an_account_is_called_as_typed(hostile, names, visit):
    page = visit(hostile)
    known = {plain(name) for name in names.values()}
    for button in page.locator("[class*=st-key-see-] button").all():
        assert plain(button.inner_text()) in known
    for payload in ("image", "table", "formula of TeX", "hover template", "entities"):
        wanted = plain(PAYLOADS[payload])
        account_id = next(id_ for id_, found in names.items() if plain(found) == wanted)
        page.goto(f"{hostile}/account?account={account_id}")
        page.wait_for_function(
            "() => document.querySelector('.st-key-account input')?.value.length"
        )
        unharmed(settled(page))
        chosen = plain(page.locator(".st-key-account input").input_value())
        assert "".join(chosen.split()).startswith("".join(wanted.split()))  # a field has no lines


def test_the_drawer_and_the_meeting_are_only_text(hostile, visit):
    page = visit(hostile)
    page.locator(".st-key-see-0 button").first.click()
    page.get_by_role("dialog").get_by_text("Last time, by setting").wait_for()
    unharmed(page)
    page.get_by_text("Something wrong with this account?").click()
    settled(page)
    unharmed(page)
    for step in (1, 3, 5, 7):
        page.goto(f"{hostile}/review?mode=meeting&step={step}")
        unharmed(settled(page))


def test_every_download_is_only_text(hostile, names, visit):
    page = visit(hostile)
    paths = ["review", "recency", "next", "promises", "data", f"account?account={min(names)}"]
    made: list[str] = []
    for path in paths:
        page.goto(f"{hostile}/{path}")
        settled(page)
        if path == "review":
            page.get_by_text("What customers said").click()
            settled(page).get_by_role("button", name="Take it along").click()
        buttons = page.locator("[data-testid=stDownloadButton] button")
        buttons.first.wait_for()
        for button in buttons.all():
            with page.expect_download(timeout=60_000) as waiting:
                button.click()
            name = waiting.value.suggested_filename
            taken.check(name, Path(waiting.value.path()).read_bytes())
            made.append(name)
    assert len(set(made)) == len(made) >= 11
