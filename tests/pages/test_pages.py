"""Every page in every state, through the whole app."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from small_exports import ACCOUNTS, HOSTILE, PAGES, write

from lib.warehouse import publish
from lib.warehouse.build import build


def text_of(app) -> str:
    """All the Markdown on the page."""
    return "\n".join(element.value for element in [*app.markdown, *app.caption, *app.subheader])


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).replace("\u2060", "")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_its_question_and_answers_it(look, sample_warehouse, page):
    app = look(sample_warehouse, page)
    assert app.title[0].value.endswith("?")
    assert "2026" in text_of(app)
    assert not app.warning


def test_the_overview_answers_in_one_sentence(look, sample_warehouse):
    said = unescaped(text_of(look(sample_warehouse)))
    assert re.search(
        r"We have been on site with \d+ of \d+ accounts within their cadence \(\d+–\d+ %\); "
        r"\d+ of the 40 most valuable have been left alone\.",
        said,
    )


def test_two_pages_never_disagree(look, sample_warehouse):
    overview = unescaped(text_of(look(sample_warehouse)))
    coverage = unescaped(text_of(look(sample_warehouse, "coverage")))
    low, whole = re.search(r"on site with (\d+) of (\d+)", overview).groups()
    assert f"({low} of {whole}) seen within their cadence" in coverage


def test_the_largest_account_nobody_visited_is_first_to_see(look, sample_warehouse):
    buttons = [unescaped(button.label) for button in look(sample_warehouse).button]
    assert buttons[1] == "Officine Valtorta S.p.A."


def test_every_figure_has_its_definition(look, sample_warehouse):
    for metric in look(sample_warehouse).metric:
        assert metric.help


def test_the_data_page_defines_every_metric_and_finds_a_word(look, sample_warehouse):
    app = look(sample_warehouse, "data")
    assert "Coverage, at most" in unescaped(text_of(app))
    app.text_input(key="sought").input("over-served").run()
    said = unescaped(text_of(app))
    assert "Over-served share: " in said
    assert "Coverage, at most" not in said


def test_the_data_page_counts_its_figures_when_asked_to(look, sample_warehouse):
    app = look(sample_warehouse, "data")
    assert "**Coverage**" in text_of(app)
    app.toggle(key="with_figures").set_value(True).run()
    overview = look(sample_warehouse).metric[0].value
    assert f"**Coverage: {overview}**" in unescaped(text_of(app))


def test_the_data_page_says_that_no_figure_is_called_so(look, sample_warehouse):
    app = look(sample_warehouse, "data")
    app.text_input(key="sought").input("zebra").run()
    assert "No figure is called or described so" in text_of(app)


def test_a_filter_in_the_url_holds_on_every_page(look, sample_warehouse):
    for page in PAGES:
        app = look(sample_warehouse, page, country=["Italy"], tier=["A"], as_of="2026-10-01")
        assert "As of 1 Oct 2026 · tier A · Italy" in unescaped(text_of(app))


def test_what_the_url_cannot_mean_is_dropped(look, sample_warehouse):
    app = look(
        sample_warehouse, country=["Nowhere"], tier=["Z"], as_of="1999-99-99", whose="nobody"
    )
    assert "As of 20 Nov 2026 · a made-up company · on this machine" in unescaped(text_of(app))
    assert "country" not in app.query_params


def test_whose_visits_count_changes_the_answer(look, sample_warehouse):
    everyone = look(sample_warehouse).metric[0].value
    executives = look(sample_warehouse, whose="executives").metric[0].value
    assert everyone != executives


# An account's own page is of that account whatever the filters.
@pytest.mark.parametrize("page", [page for page in PAGES[:-1] if page != "account"])
def test_filtered_to_nothing_says_why_and_offers_the_way_back(look, sample_warehouse, page):
    app = look(sample_warehouse, page, country=["Japan"], tier=["A"], industry=["Steel"])
    app.multiselect(key="industry").set_value(app.multiselect(key="industry").options[:1])
    for name in app.multiselect(key="industry").options:
        app.multiselect(key="industry").set_value([name]).run()
        if app.subheader[0].value == "No account matches these filters":
            break
    else:
        pytest.fail("the sample has a tier A account of every industry in Japan")
    app.button(key="reset_nothing").click().run()
    assert app.subheader[0].value != "No account matches these filters"
    assert "country" not in app.query_params


@pytest.mark.parametrize("page", PAGES[:-1])
def test_no_account_at_all(look, empty, page):
    app = look(empty, page)
    assert app.subheader[0].value == "The exports hold no account yet"
    assert "make build" in text_of(app)


def test_the_data_page_speaks_of_an_empty_export_too(look, empty):
    assert "rows were loaded" in text_of(look(empty, "data"))


@pytest.mark.parametrize("page", PAGES)
def test_no_warehouse(look, tmp_path, page):
    app = look(tmp_path / "none", page)
    assert app.subheader[0].value == "There is no warehouse yet"
    assert "make build" in text_of(app)


@pytest.mark.parametrize("page", PAGES)
def test_stale_exports_say_since_when(look, bare, page):
    warnings = [warning.value for warning in look(bare, page).warning]
    assert any("The exports end on 20 Feb 2024" in warning for warning in warnings)


def test_no_location_says_what_is_missing(look, bare):
    app = look(bare, "coverage")
    assert "No account here can be placed on a map" in app.info[0].value
    assert not app.get("plotly_chart")


def test_without_cases_and_deals_nothing_is_called_proactive(look, bare):
    app = look(bare, "balance")
    assert any("no cases and no deals file" in warning.value for warning in app.warning)
    assert "Nobody can say: 1 of 1" in unescaped(text_of(app))


def test_no_percentage_of_fewer_than_ten(look, bare):
    app = look(bare)
    assert app.metric[0].value == "1 of 2"
    assert "%" not in text_of(app)


def test_a_hostile_name_is_only_text(look, bare):
    app = look(bare)
    assert "![x](" not in text_of(app)
    assert HOSTILE in unescaped("\n".join(button.label for button in app.button))


@pytest.mark.parametrize("page", PAGES)
def test_notes_are_never_shown(look, bare, page):
    assert "4111" not in str(look(bare, page).main)


def test_a_row_opens_the_drawer_with_clocks_and_evidence(look, sample_warehouse):
    app = look(sample_warehouse)
    app.button[1].click().run()
    assert not app.exception
    said = unescaped(text_of(app))
    assert "Never visited since the history begins" in said
    assert "Last contacts, and what each label rests on" in said


def test_an_older_build_served_in_its_place_is_said(look, tmp_path):
    warehouse = tmp_path / "warehouse"
    exports = write(tmp_path / "exports", Account=ACCOUNTS)
    for hour in (9, 10):
        build([exports], warehouse, datetime(2026, 11, 22, hour, tzinfo=UTC))
    newest = publish.kept(warehouse)[0]
    newest.path.write_bytes(b"not a database")
    app = look(warehouse)
    assert any("could not be opened" in warning.value for warning in app.warning)


def test_a_new_build_is_picked_up_on_the_next_run(look, tmp_path):
    warehouse = tmp_path / "warehouse"
    build(
        [write(tmp_path / "old", Account=ACCOUNTS[:2])],
        warehouse,
        datetime(2026, 11, 22, 9, tzinfo=UTC),
    )
    app = look(warehouse)
    assert app.metric[0].value == "0 of 1"
    build(
        [write(tmp_path / "new", Account=ACCOUNTS)],
        warehouse,
        datetime(2026, 11, 22, 10, tzinfo=UTC),
    )
    assert app.run().metric[0].value == "0 of 2"


def test_the_map_holds_every_placed_account_once(look, sample_warehouse):
    app = look(sample_warehouse, "coverage")
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    bubbles = [trace for trace in figure["data"] if trace["type"] == "scattergeo"]
    shown = [data[1] for trace in bubbles for data in trace["customdata"]]
    assert len(shown) == len(set(shown)) == 240


def test_the_months_add_up_to_the_contacts(look, sample_warehouse):
    app = look(sample_warehouse, "balance")
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    total = int(re.search(r"(\d+) proactive", unescaped(text_of(app)).replace(",", "")).group(1))
    assert figure["data"][0]["name"] == f"Proactive {total:,}"
