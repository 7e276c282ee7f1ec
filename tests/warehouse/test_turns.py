"""Many who ask at once: each gets an answer, and nobody's limit runs while others are served."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from threading import BoundedSemaphore, Event

import pytest

from lib import settings
from lib.errors import QueryTooSlow
from lib.metrics import query
from lib.scope import EVERYTHING, Scope
from lib.warehouse import engine, session
from lib.warehouse.turns import in_turn

EVERYBODY = Scope((date(2026, 11, 20),), rights=EVERYTHING)


def all_turns(turn: BoundedSemaphore, number: int) -> ExitStack:
    """All turns there are, held until the block ends."""
    held = ExitStack()
    for _ in range(number):
        held.enter_context(in_turn(turn, "this"))
    return held


def test_a_query_does_not_wait_at_the_cost_of_its_limit(sample_warehouse, monkeypatch):
    monkeypatch.setattr(settings, "QUERY_SECONDS", 0.5)
    with engine.lease(sample_warehouse) as asked, ThreadPoolExecutor(1) as pool:
        with all_turns(session._asking, 4):
            waiting = pool.submit(asked.rows, "select 1 as one")
            Event().wait(2 * settings.QUERY_SECONDS)
            assert not waiting.done()
        assert waiting.result(timeout=10) == [{"one": 1}]


@pytest.mark.parametrize(
    "question",
    [
        query.relation("account_as_of", EVERYBODY),  # cut out of what is kept
        query.relation("interaction_as_of", EVERYBODY, limit=3),  # nothing of it is
        query.table("people", EVERYBODY),
    ],
    ids=["cut", "uncut", "table"],
)
def test_what_a_page_asks_does_not_wait_for_what_is_made_whole(sample_warehouse, question):
    with engine.lease(sample_warehouse) as asked, ThreadPoolExecutor(1) as pool:
        before = asked.ask(question)
        with all_turns(session._making, 2):
            assert pool.submit(asked.ask, question).result(timeout=30).equals(before)


def test_whoever_waits_too_long_is_told_to_come_again(sample_warehouse, monkeypatch):
    monkeypatch.setattr(settings, "TURN_SECONDS", 0.05)
    busy, done = Event(), Event()

    def hold() -> None:
        with all_turns(session._asking, 4):
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
