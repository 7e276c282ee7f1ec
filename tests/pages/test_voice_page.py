"""The Voice page: the answer first, an owner, and no word of a note for who may not see it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import streamlit as st

from lib import settings
from lib.ui import voice
from lib.warehouse import corrections as store
from lib.warehouse.build import build
from tests.conftest import NOW

CASE = settings.ROOT / "tests" / "sources" / "visit_log" / "voice" / "in"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("voice")
    build([CASE], place, NOW)
    return place


@pytest.fixture
def warehouse(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "warehouse")


def text_of(app) -> str:
    said = [e.value for e in [*app.markdown, *app.caption, *app.subheader]]
    said += [frame.value.to_string() for frame in app.dataframe]
    return re.sub(r"\\(.)", r"\1", "\n".join(said))


def test_it_answers_first(look, warehouse):
    said = text_of(look(warehouse, "voice", as_of="2026-06-30"))
    assert "Most of all delivery times: 5 accounts this year, 1 the year before" in said
    assert "1 theme is at the point where we should act; nobody owns it." in said
    assert "sagt der Einkauf" in said and "visits.csv, row" in said
    assert "We took the tour at 2 of 9 visits" in said


def test_a_theme_is_given_an_owner(look, warehouse):
    app = look(warehouse, "voice", as_of="2026-06-30")
    owner = next(box for box in app.selectbox if box.label == "Who looks after it")
    owner.select("Ann Berg").run()
    assert not app.exception
    assert "each has an owner" in text_of(app)
    rows = [(r.kind, r.subject, r.value) for r in store.load(warehouse).rows]
    assert rows == [("theme_owner", "Delivery times", "Ann Berg")]


def test_who_may_not_see_notes_sees_the_counts(look, warehouse, permit):
    permit("reader", sees=("names", "promises"))
    said = text_of(look(warehouse, "voice", as_of="2026-06-30"))
    assert "5 accounts this year" in said and "is not shown here" in said
    assert "Einkauf" not in said and "recorrido" not in said


def test_a_long_list_is_cut_and_a_file_has_all_of_it(look, warehouse, monkeypatch):
    whole = look(warehouse, "voice", as_of="2026-06-30")
    assert "are in the file" not in text_of(whole)
    rows = table_of_said(whole)
    monkeypatch.setattr(voice, "_LISTED", 1)
    st.cache_resource.clear()
    cut = look(warehouse, "voice", as_of="2026-06-30")
    st.cache_resource.clear()
    assert table_of_said(cut).equals(rows.drop_duplicates("theme").reset_index(drop=True))
    assert f"All {len(rows)} are in the file" in text_of(cut)
    assert [button.label for button in cut.get("download_button")] == ["Download all of them"]


def table_of_said(app):
    return next(
        frame.value for frame in app.dataframe if "excerpt" in frame.value and "on" in frame.value
    ).reset_index(drop=True)


def test_exports_without_notes(look, empty, bare):
    assert "Nothing yet" in text_of(look(bare, "voice"))
    assert "The exports hold no account yet" in text_of(look(empty, "voice"))
