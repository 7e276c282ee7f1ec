"""Themes and signs: a person's word counts at once, and notes are for whoever may see them."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lib import settings
from lib.corrections import Correction, Corrections
from lib.metrics import catalogue, lists, query
from lib.scope import EVERY_ROW, EVERYTHING, Scope
from lib.warehouse import engine
from lib.warehouse.build import build
from tests.command import call

CASE = settings.ROOT / "tests" / "sources" / "visit_log" / "voice" / "in"
NOW = datetime(2027, 1, 1, tzinfo=UTC)
DAY = date(2026, 6, 30)
SEEN = Scope((DAY,), rights=EVERYTHING)
LISTS = ("themes", "theme_excerpts", "theme_months", "phrases", "signs", "account_signs")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("voice")
    build([CASE], place, NOW)
    return place


def listed(warehouse: Path, name: str, scope: Scope = SEEN) -> list[dict[str, Any]]:
    asked = lists.rows(name, scope)
    with engine.lease(warehouse) as session:
        return session.rows(asked.sql, asked.parameters)


def values(warehouse: Path, scope: Scope) -> dict[str, Any]:
    asked = query.metrics(list(catalogue.load()), scope)
    with engine.lease(warehouse) as session:
        rows = session.rows(asked.sql, asked.parameters)
    return {row["metric"]: (row["value"], row["numerator"], row["denominator"]) for row in rows}


def told(*rows: tuple[str, str, str]) -> Scope:
    said = tuple(Correction(*row, "ann", "2026-07-01", "minutes") for row in rows)
    return replace(SEEN, corrections=Corrections(said))


def test_a_person_says_what_became_of_a_tour(warehouse: Path) -> None:
    scope = told(("tour", "V04", "none"), ("tour", "V05", "taken"), ("tour", "V08", "asked"))
    tours = {row["interaction_id"]: row for row in listed(warehouse, "tours", scope)}
    assert "V04" not in tours
    assert (tours["V05"]["sign"], tours["V05"]["basis"]) == ("tour_taken", "corrected")
    assert tours["V05"]["evidence"] == "corrected by ann on 2026-07-01: minutes"
    assert tours["V08"]["sign"] == "tour_asked"
    assert values(warehouse, scope)["tours_taken"] == (1 / 9, 1, 9)


def test_a_person_says_who_introduced_whom_and_what_we_brought(warehouse: Path) -> None:
    scope = told(("introduction", "V07", "made_by_us"), ("information", "V13", "none"))
    found = values(warehouse, scope)
    assert found["introductions_made_by_us"][0] == 1
    assert found["introductions_made_by_them"][0] == 0
    assert found["information_given"][1] == 0


def test_a_person_says_who_looks_after_a_theme(warehouse: Path) -> None:
    def owner(scope: Scope) -> Any:
        rows = listed(warehouse, "themes", scope)
        return next(row["owner"] for row in rows if row["theme"] == "Delivery times")

    assert owner(SEEN) is None
    assert owner(told(("theme_owner", "Delivery times", "Ann Berg"))) == "Ann Berg"
    assert owner(told(("theme_owner", "Delivery times", ""))) is None


def test_what_was_said_goes_with_a_contact_that_moves(warehouse: Path) -> None:
    scope = told(("account", "V08", "C7"))
    said = {row["interaction_id"]: row["account_id"] for row in listed(warehouse, "signs", scope)}
    assert said["V08"] == "C7"
    heard = listed(warehouse, "theme_excerpts", scope)
    assert {row["account_id"] for row in heard if row["interaction_id"] == "V08"} == {"C7"}


def test_a_tour_on_the_telephone_is_none(warehouse: Path) -> None:
    tours = {
        r["interaction_id"] for r in listed(warehouse, "tours", told(("setting", "V08", "phone")))
    }
    assert "V08" not in tours


def test_a_group_is_one_account(warehouse: Path) -> None:
    scope = told(("duplicate", "C5", "C1"), ("duplicate", "C6", "C1"))
    themes = {row["theme"]: row["accounts"] for row in listed(warehouse, "themes", scope)}
    assert themes["Delivery times"] == 3


def test_filters_hold(warehouse: Path) -> None:
    scope = SEEN.only(countries=("France", "Spain"))
    themes = {row["theme"]: row["accounts"] for row in listed(warehouse, "themes", scope)}
    assert themes == {"Delivery times": 2}
    assert {row["account_id"] for row in listed(warehouse, "signs", scope)} == {"C3", "C5"}


def test_nothing_of_notes_reaches_who_may_not_see_them(warehouse: Path) -> None:
    hidden = replace(SEEN, rights=EVERY_ROW)
    assert values(warehouse, hidden) == values(warehouse, SEEN)
    with (CASE / "visits.csv").open(encoding="utf-8") as file:
        noted = {row["notes"] for row in csv.DictReader(file)} - {""}
    words = {word for note in noted for word in note.split() if len(word) > 7}
    for name in LISTS:
        shown = str(listed(warehouse, name, hidden))
        assert not [word for word in words if word in shown.replace("Delivery times", "")], name
    with engine.lease(warehouse) as session:
        for scope in (hidden, replace(told(("setting", "V03", "video")), rights=EVERY_ROW)):
            asked = query.relation("interaction_list", scope)
            assert "lang" not in str(session.rows(asked.sql, asked.parameters))


def test_the_future_does_not_change_the_past(warehouse: Path, tmp_path: Path) -> None:
    with (CASE / "visits.csv").open(encoding="utf-8") as file:
        header, *lines = file.read().splitlines()
    known = [line for line in lines if line.split(",")[2] <= "2026-04-30"]
    exports = tmp_path / "in"
    exports.mkdir()
    (exports / "accounts.csv").write_bytes((CASE / "accounts.csv").read_bytes())
    (exports / "visits.csv").write_text("\n".join([header, *known, ""]), encoding="utf-8")
    build([exports], tmp_path / "warehouse", NOW)
    earlier = SEEN.at(date(2026, 4, 30))
    for name in LISTS:
        rows = [listed(place, name, earlier) for place in (warehouse, tmp_path / "warehouse")]
        for row in (*rows[0], *rows[1]):
            row.pop("row", None)
        assert rows[0] == rows[1], name


def test_numbers_are_masked_before_they_are_kept(warehouse: Path) -> None:
    with engine.lease(warehouse) as session:
        notes = session.rows("select notes from core.interactions where interaction_id = 'V04'")
    assert notes == [{"notes": "Delivery times are too long. Pays with •••• 1111."}]


def test_the_command_line_shows_notes_unless_told_not_to(warehouse: Path) -> None:
    asked = ("list", "theme_excerpts", "--as-of", DAY, "--format", "json")
    assert all(row["excerpt"] for row in call(*asked, warehouse=warehouse).rows)
    hidden = call(*asked, "--no-notes", warehouse=warehouse).rows
    assert hidden and not any(row["excerpt"] for row in hidden)


def test_exports_without_notes_say_nothing(sample_bare: Path) -> None:
    found = values(sample_bare, SEEN)
    for name in ("themes_to_act_on", "accounts_heard", "tours_taken", "information_given"):
        assert found[name] == (None, None, None)


@pytest.fixture(scope="module")
def sample_bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    exports = tmp_path_factory.mktemp("silent")
    (exports / "accounts.csv").write_bytes((CASE / "accounts.csv").read_bytes())
    log = "visit_id,customer id,date,visited by,setting,notes\nV1,C1,2026-05-01,Ann,on site,\n"
    (exports / "visits.csv").write_text(log, encoding="utf-8")
    build([exports], exports / "warehouse", NOW)
    return exports / "warehouse"
