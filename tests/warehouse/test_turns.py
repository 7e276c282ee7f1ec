"""Many who ask at once: each gets an answer, and nobody's limit runs while others are served."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest

from lib import settings
from lib.errors import QueryTooSlow
from lib.metrics import query
from lib.scope import EVERYTHING, Scope
from lib.warehouse import engine, session
from lib.warehouse.turns import in_turn


def test_a_query_does_not_wait_at_the_cost_of_its_limit(sample_warehouse, monkeypatch):
    monkeypatch.setattr(settings, "QUERY_SECONDS", 0.5)
    with engine.lease(sample_warehouse) as asked, ThreadPoolExecutor(1) as pool:
        with in_turn(session._long, "this"), in_turn(session._long, "this"):
            waiting = pool.submit(asked.rows, "select 1 as one")
            Event().wait(2 * settings.QUERY_SECONDS)
            assert not waiting.done()
        assert waiting.result(timeout=10) == [{"one": 1}]


def test_what_is_short_does_not_wait_for_what_is_long(sample_warehouse):
    accounts = query.relation("account_as_of", Scope((date(2026, 11, 20),), rights=EVERYTHING))
    with engine.lease(sample_warehouse) as asked, ThreadPoolExecutor(1) as pool:
        before = asked.ask(accounts)  # what it is cut out of is kept from now on
        with in_turn(session._long, "this"), in_turn(session._long, "this"):
            assert pool.submit(asked.ask, accounts).result(timeout=30).equals(before)


def test_whoever_waits_too_long_is_told_to_come_again(sample_warehouse, monkeypatch):
    monkeypatch.setattr(settings, "TURN_SECONDS", 0.05)
    busy, done = Event(), Event()

    def hold() -> None:
        with in_turn(session._long, "this"), in_turn(session._long, "this"):
            busy.set()
            done.wait(10)

    with engine.lease(sample_warehouse) as asked, ThreadPoolExecutor(1) as pool:
        held = pool.submit(hold)
        busy.wait(10)
        with pytest.raises(QueryTooSlow, match="waited"):
            asked.rows("select 1 as one")
        done.set()
        held.result()
        assert asked.rows("select 1 as one") == [{"one": 1}]
