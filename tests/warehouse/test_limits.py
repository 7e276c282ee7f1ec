"""What takes too long is interrupted, and nothing else is."""

from __future__ import annotations

from threading import Event, Thread
from time import monotonic, sleep

import duckdb
import pytest

from lib.warehouse.limits import Limits


class Running:
    def __init__(self) -> None:
        self.interrupted = Event()

    def interrupt(self) -> None:
        self.interrupted.set()


def test_a_query_is_interrupted_at_its_limit_and_the_next_one_runs() -> None:
    limits, connection = Limits(), duckdb.connect()
    begun = monotonic()
    with pytest.raises(duckdb.InterruptException), limits.within(0.3, connection):
        connection.execute("select count(*) from range(1_000_000_000_000)").fetchall()
    assert monotonic() - begun < 5
    with limits.within(5.0, connection):
        assert connection.execute("select 1").fetchall() == [(1,)]


def test_what_ended_in_time_is_left_alone() -> None:
    limits, running = Limits(), Running()
    with limits.within(0.1, running):
        pass
    sleep(0.3)
    assert not running.interrupted.is_set()


def test_a_short_limit_is_kept_while_a_longer_one_is_waited_for() -> None:
    limits, long, short = Limits(), Running(), Running()
    with limits.within(60.0, long):
        sleep(0.1)  # its thread sleeps by now
        with limits.within(0.1, short):
            assert short.interrupted.wait(5.0)
    assert not long.interrupted.is_set()


def test_each_of_many_at_once_has_its_own_limit() -> None:
    limits = Limits()
    late, early = ([Running() for _ in range(20)] for _ in range(2))

    def hold(one: Running, seconds: float) -> None:
        with limits.within(seconds, one):
            one.interrupted.wait(1.0)

    threads = [Thread(target=hold, args=(one, 60.0)) for one in late]
    threads += [Thread(target=hold, args=(one, 0.1)) for one in early]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one.interrupted.is_set() for one in early)
    assert not any(one.interrupted.is_set() for one in late)
