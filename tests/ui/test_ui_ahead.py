"""What is asked ahead is what pages ask for, and with the rights of who looks."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from lib.metrics import query, wholes
from lib.report import frames
from lib.scope import EVERYTHING, NOTHING, Scope
from lib.ui.ahead import Ahead
from lib.warehouse import engine
from lib.warehouse.wholes import Question

DAY = date(2026, 11, 18)
DAYS = frames.trend_dates(DAY)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that are put to the engine, of whatever thread."""
    found: list[str] = []
    real = engine.Session._asked

    def spy(session: engine.Session, question: Question) -> object:
        found.append(question.sql.rsplit(" ", 1)[1])
        return real(session, question)

    monkeypatch.setattr(engine.Session, "_asked", spy)
    return found


def until_quiet(ahead: Ahead) -> None:
    for _ in range(600):
        with ahead._lock:
            if not ahead._is_asking:
                return
        time.sleep(0.1)
    pytest.fail("it is still asking after a minute")


def test_pages_find_what_was_asked_ahead(sample_warehouse: Path, asked: list[str]) -> None:
    scope = Scope((DAY,), rights=EVERYTHING, window_days=364)  # of no other test
    with engine.lease(sample_warehouse) as session:
        ahead = Ahead()
        for _ in range(2):  # the second time it is known
            ahead.ask(sample_warehouse, session.build_id, scope, lambda: DAYS)
        until_quiet(ahead)
        assert set(asked) == wholes.KEPT
        asked.clear()
        for filtered in (scope, scope.only(tiers=("A",)), scope.only(countries=("Germany",))):
            session.ask(query.relation("account_as_of", filtered))
            session.ask(query.metrics(["coverage", "visits"], filtered.at(*DAYS)))
        assert asked == []
        # Whoever may see nothing finds nothing of it.
        rows = session.ask(query.relation("account_as_of", Scope((DAY,), 364, rights=NOTHING)))
        assert rows.empty
        assert asked


def test_another_build_is_left_alone(sample_warehouse: Path, asked: list[str]) -> None:
    ahead = Ahead()
    ahead.ask(sample_warehouse, "20200101T000000Z-00000000", Scope((DAY,)), lambda: DAYS)
    until_quiet(ahead)
    assert asked == []


def test_a_warehouse_that_is_gone_is_no_failure(tmp_path: Path, asked: list[str]) -> None:
    ahead = Ahead()
    for number in range(9):
        ahead.ask(tmp_path, "20200101T000000Z-00000000", Scope((DAY,), 300 + number), lambda: DAYS)
    until_quiet(ahead)
    assert asked == []
