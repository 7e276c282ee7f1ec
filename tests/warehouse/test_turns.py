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
from lib.warehouse.turns import Seat, Seats, in_turn

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


def test_only_so_many_work_at_once_and_who_leaves_makes_room():
    seats = Seats(2)
    first, second, third = Seat(seats), Seat(seats), Seat(seats)
    first.take()
    second.take()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(third.take)
        Event().wait(0.2)
        assert not waiting.done()
        first.leave()
        waiting.result(timeout=10)
    assert set(seats._taken) == {second, third}
    third.take()  # once is enough
    third.leave()
    third.leave()
    assert set(seats._taken) == {second}


def test_who_came_first_is_next():
    seats = Seats(1)
    held, first, second = Seat(seats), Seat(seats), Seat(seats)
    held.take()
    order: list[str] = []

    def work(seat: Seat, name: str) -> None:
        seat.take()
        order.append(name)
        seat.leave()

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(work, first, "first")]
        while len(seats._waiting) < 1:
            Event().wait(0.01)
        done.append(pool.submit(work, second, "second"))
        while len(seats._waiting) < 2:
            Event().wait(0.01)
        held.leave()
        for one in done:
            one.result(timeout=10)
    assert order == ["first", "second"]


def test_who_is_done_in_no_time_waits_for_nobody(monkeypatch):
    monkeypatch.setattr(settings, "SEAT_WAIT_SECONDS", 60.0)
    seats = Seats(1)
    held, short = Seat(seats), Seat(seats, free=2)
    held.take()
    short.take()
    short.take()
    assert set(seats._taken) == {held}
    held.leave()
    short.take()
    assert set(seats._taken) == {short}


def test_who_waited_in_vain_goes_on_and_does_not_wait_again(monkeypatch):
    monkeypatch.setattr(settings, "SEAT_WAIT_SECONDS", 0.05)
    seats = Seats(1)
    Seat(seats).take()
    late = Seat(seats)
    late.take()
    monkeypatch.setattr(settings, "SEAT_WAIT_SECONDS", 60.0)
    late.take()
    assert late not in seats._taken


def test_who_works_for_long_is_not_counted(monkeypatch):
    monkeypatch.setattr(settings, "SEAT_SECONDS", 0.0)
    monkeypatch.setattr(settings, "SEAT_WAIT_SECONDS", 60.0)
    seats = Seats(1)
    slow, other = Seat(seats), Seat(seats)
    slow.take()
    other.take()
    slow.leave()
    assert set(seats._taken) == {other}


def test_who_can_wait_waits_until_nobody_works():
    seats = Seats(2)
    assert seats.wait_until_free(60.0)
    one = Seat(seats)
    one.take()
    assert not seats.wait_until_free(0.05)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(seats.wait_until_free, 60.0)
        one.leave()
        assert waiting.result(timeout=10)


def test_a_page_leaves_its_seat_at_its_end_and_while_something_is_made_whole(
    sample_warehouse, monkeypatch
):
    seats = Seats(1)
    monkeypatch.setattr(session, "_pages", seats)
    monkeypatch.setattr(settings, "SEAT_FREE_QUESTIONS", 0)
    scope = Scope((date(2026, 11, 20),), window_days=351, rights=EVERYTHING)  # of no other test
    seen = []
    real = engine.Session._asked
    monkeypatch.setattr(
        engine.Session,
        "_asked",
        lambda self, question: (seen.append(len(seats._taken)), real(self, question))[1],
    )
    with engine.lease(sample_warehouse) as asked:
        with pytest.raises(KeyError), asked.seated():
            asked.ask(query.table("people", scope))
            assert len(seats._taken) == 1
            asked.ask(query.relation("account_as_of", scope))
            assert len(seats._taken) == 1
            raise KeyError
        assert not seats._taken
        assert set(seen) == {0}
        asked.ask(query.table("people", scope))  # no page
        assert not seats._taken
