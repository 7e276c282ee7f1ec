"""Days of executives come from their table; a title that a person filed counts at once."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib import settings
from lib.metrics import lists, query
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import corrections as store
from lib.warehouse import engine
from lib.warehouse.build import build

NOW = datetime(2026, 7, 1, tzinfo=UTC)
DAY = date(2026, 6, 30)
CASE = Path(__file__).parents[1] / "sources" / "plain_tables" / "people_met" / "in"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    reference = shutil.copytree(settings.REFERENCE, tmp_path / "reference")
    with (reference / "executive_days.csv").open("a", encoding="utf-8") as file:
        file.write("Carol Stone,24,2026-01-01,\nCarol Stone,30,2026-07-01,\n")
        file.write("Ida Ott,10,2026-01-01,on the board\n")
    build([CASE], tmp_path / "w", NOW, reference_folder=reference)
    return tmp_path / "w"


def value(warehouse: Path, metric: str, day: date = DAY) -> float | None:
    scope = Scope((day,), corrections=store.load(warehouse), rights=EVERY_ROW)
    asked = query.metrics([metric], scope)
    with engine.lease(warehouse) as session:
        found = session.rows(asked.sql, asked.parameters)[0]["value"]
    return None if found is None else float(str(found))


def rows(warehouse: Path, name: str) -> list[dict[str, object]]:
    asked = lists.rows(name, Scope((DAY,), corrections=store.load(warehouse), rights=EVERY_ROW))
    with engine.lease(warehouse) as session:
        return session.rows(asked.sql, asked.parameters)


def test_days_are_those_in_force(warehouse: Path) -> None:
    assert value(warehouse, "executive_days_available") == 34
    assert value(warehouse, "executive_days_available", date(2026, 7, 2)) == 40
    assert value(warehouse, "executive_days_available", date(2025, 12, 31)) is None
    given = [(row["person"], row["days_a_year"]) for row in rows(warehouse, "executive_load")]
    assert given == [("Carol Stone", 24), ("Ida Ott", 10)]


def test_a_title_that_is_filed_counts_at_once_and_is_asked_no_more(warehouse: Path) -> None:
    def unread() -> list[object]:
        return [row["title"] for row in rows(warehouse, "titles_unknown")]

    assert "Zauberlehrling" in unread() and "Galactic Viceroy" in unread()
    before = value(warehouse, "top_never_met")
    said = [
        {"kind": "rank", "subject": "zauberlehrling", "value": "1", "why": "she owns it"},
        {"kind": "horizon", "subject": "Zauberlehrling", "value": "future", "why": "she owns it"},
        {"kind": "rank", "subject": "Galactic Viceroy", "value": "1", "why": "he is the boss"},
    ]
    store.add(warehouse, said, "ann", NOW)
    assert not {"Zauberlehrling", "Galactic Viceroy"} & set(unread())
    people = {row["contact"]: row for row in rows(warehouse, "account_people")}
    assert people["Rosa Bruno"]["title_rank"] == 1
    assert people["Rosa Bruno"]["horizon"] == "future"
    assert value(warehouse, "top_never_met") == before
    assert value(warehouse, "future_met") == 3
    assert {row["person"] for row in rows(warehouse, "executive_load")} >= {"Max Frey"}
