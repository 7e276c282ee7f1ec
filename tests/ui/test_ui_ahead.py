"""What is asked ahead is what pages ask for, and with the rights of who looks."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from lib import settings
from lib.metrics import corrected, query, wholes
from lib.report import frames
from lib.scope import EVERYTHING, NOTHING, Scope
from lib.ui import ahead, data
from lib.ui.ahead import Ahead
from lib.warehouse import engine
from lib.warehouse.wholes import Question, Wholes

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


def until_quiet(one: Ahead) -> None:
    for _ in range(600):
        with one._lock:
            if not one._is_asking:
                return
        time.sleep(0.1)
    pytest.fail("it is still asking after a minute")


def test_pages_find_what_was_asked_ahead(sample_warehouse: Path, asked: list[str]) -> None:
    scope = Scope((DAY,), rights=EVERYTHING, window_days=364)  # of no other test
    with engine.lease(sample_warehouse) as session:
        asking = Ahead()
        for _ in range(2):  # the second time it is known
            asking.ask(sample_warehouse, session.build_id, scope, lambda: DAYS)
        until_quiet(asking)
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


def test_a_new_build_is_asked_of_before_anybody_looks(
    sample_warehouse: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LARGE_BUILD_BYTES", 0)
    monkeypatch.setattr(ahead, "_ahead", Ahead())
    monkeypatch.setattr(ahead, "_GIVE_WAY_SECONDS", 0.0)  # to the page that is made here
    with engine.lease(sample_warehouse) as session, data.pinned(sample_warehouse):
        session._served.wholes = Wholes(settings.WHOLES_BYTES)  # nothing of other tests
        ahead._ask_first(sample_warehouse, session, with_notes=True)
        until_quiet(ahead._ahead)
        assert set(asked) == wholes.KEPT | set(corrected.FROM_INTERACTIONS)
        # The executives' contacts are counted once for all days.
        assert [asked.count(name) for name in corrected.FROM_INTERACTIONS] == [1] * 5
        asked.clear()
        # As whoever may see everything opens the dashboard, and looks back.
        scope = Scope((data.build(session).as_of_on,), rights=EVERYTHING)
        (day,) = scope.as_of
        quarter = scope.at(day - timedelta(weeks=13))
        for looked_at in (scope, replace(scope, whose="executives"), quarter):
            session.ask(query.relation("account_as_of", looked_at))
        session.ask(query.relation("account_as_of", scope.at(day - timedelta(days=7), day)))
        assert asked == []
        # Nothing of it is asked for a second time.
        ahead._ahead.ask(sample_warehouse, session.build_id, quarter, lambda: DAYS)
        until_quiet(ahead._ahead)
        assert asked == []


def test_a_day_that_somebody_looks_at_goes_before_those_for_later(
    sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Scope] = []
    asking = Ahead()
    scopes = [Scope((DAY - timedelta(days=number),), rights=EVERYTHING) for number in range(4)]
    looked_at = scopes.pop()

    def keep(session: engine.Session, wholes: list[Scope]) -> None:
        done.extend(wholes)
        if len(done) == 1:
            asking.ask(sample_warehouse, session.build_id, looked_at, lambda: DAYS)

    monkeypatch.setattr(engine.Session, "keep", keep)
    monkeypatch.setattr(ahead.scoped, "wholes_of", lambda scope, days: [scope])
    with engine.lease(sample_warehouse) as session:
        later = [(scope, DAYS) for scope in [*scopes, scopes[0]]]
        asking.ask_later(sample_warehouse, session.build_id, later)
        until_quiet(asking)
    assert done == [scopes[0], looked_at, *scopes[1:]]


def test_another_build_is_left_alone(sample_warehouse: Path, asked: list[str]) -> None:
    idle = Ahead()
    idle.ask(sample_warehouse, "20200101T000000Z-00000000", Scope((DAY,)), lambda: DAYS)
    until_quiet(idle)
    assert asked == []


def test_a_warehouse_that_is_gone_is_no_failure(tmp_path: Path, asked: list[str]) -> None:
    asking = Ahead()
    for number in range(9):
        asking.ask(tmp_path, "20200101T000000Z-00000000", Scope((DAY,), 300 + number), lambda: DAYS)
    until_quiet(asking)
    assert asked == []


def test_what_nobody_foresaw_is_on_record_and_ends_nothing(
    sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, done, reported = Ahead(), [], []

    def keep(session: engine.Session, wholes: list[Scope]) -> None:
        done.extend(wholes)
        if len(done) == 1:
            raise ZeroDivisionError

    monkeypatch.setattr(engine.Session, "keep", keep)
    monkeypatch.setattr(ahead.scoped, "wholes_of", lambda scope, days: [scope])
    monkeypatch.setattr(ahead.problems, "report", reported.append)
    scopes = [Scope((DAY - timedelta(days=number),), rights=EVERYTHING) for number in range(3)]
    with engine.lease(sample_warehouse) as session:
        asking.ask_later(sample_warehouse, session.build_id, [(one, DAYS) for one in scopes])
        until_quiet(asking)
    assert done == scopes
    assert [type(error) for error in reported] == [ZeroDivisionError]
