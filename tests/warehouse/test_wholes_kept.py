"""Rows that are kept: asked for once, let go of when there are too many."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event
from typing import cast

import pyarrow as pa
import pytest

from lib import settings
from lib.errors import QueryTooSlow
from lib.metrics.scoped import Query, Whole
from lib.warehouse.wholes import Question, Wholes

DAYS = tuple(date(2026, 11, 1) + timedelta(days=n) for n in range(4))
MUCH = 10**9


def whole(key: str, days: tuple[date, ...] | None) -> Whole:
    return Whole(key, days, lambda missing: Query("", {"days": missing}))


class Build:
    """Three rows a day, and what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def ask(self, question: Question) -> pa.Table:
        asked = cast(tuple[date, ...], question.parameters["days"])
        self.asked.append(asked)
        days = [day for day in asked or (None,) for _ in range(3)]
        return pa.table({"as_of_on": pa.array(days, pa.date32()), "row": range(len(days))})


def test_a_day_is_asked_for_once() -> None:
    build, kept = Build(), Wholes(MUCH)
    assert kept.rows(whole("a", DAYS[:1]), build.ask)["as_of_on"].to_pylist() == [DAYS[0]] * 3
    rows = kept.rows(whole("a", DAYS[:3]), build.ask)
    assert rows["as_of_on"].to_pylist() == [day for day in DAYS[:3] for _ in range(3)]
    kept.rows(whole("a", DAYS[1:2]), build.ask)
    assert build.asked == [DAYS[:1], DAYS[1:3]]
    kept.rows(whole("b", DAYS[:1]), build.ask)
    assert build.asked[2:] == [DAYS[:1]], "another key has rows of its own"


def test_what_is_the_same_on_every_day_is_asked_for_once() -> None:
    build, kept = Build(), Wholes(MUCH)
    for _ in range(2):
        assert kept.rows(whole("a", None), build.ask).num_rows == 3
    assert build.asked == [()]


def test_days_without_a_row_are_known_to_have_none() -> None:
    build, kept = Build(), Wholes(MUCH)

    def ask(question: Question) -> pa.Table:
        return build.ask(question).slice(0, 0)

    for _ in range(2):
        assert kept.rows(whole("a", DAYS), ask).num_rows == 0
    assert build.asked == [DAYS]


def test_who_wants_a_day_that_is_kept_does_not_wait_for_another_day() -> None:
    build, kept, done = Build(), Wholes(MUCH), Event()
    kept.rows(whole("a", DAYS[:1]), build.ask)
    begun = Event()

    def slow(question: Question) -> pa.Table:
        begun.set()
        assert done.wait(30)
        return build.ask(question)

    with ThreadPoolExecutor(2) as pool:
        other = pool.submit(kept.rows, whole("a", DAYS[1:2]), slow)
        try:
            assert begun.wait(30)
            found = pool.submit(kept.rows, whole("a", DAYS[:1]), build.ask)
            assert found.result(timeout=30).num_rows == 3
            assert not other.done()
        finally:
            done.set()
        assert other.result(timeout=30).num_rows == 3
    assert build.asked == [DAYS[:1], DAYS[1:2]]


def test_what_was_not_asked_for_longest_goes() -> None:
    build = Build()
    a_day = Wholes(MUCH).rows(whole("a", DAYS[:1]), Build().ask).nbytes
    kept = Wholes(2 * a_day)
    for day in (0, 1, 0, 2):  # the third time the first is not the oldest any more
        kept.rows(whole("a", DAYS[day : day + 1]), build.ask)
    assert build.asked == [DAYS[:1], DAYS[1:2], DAYS[2:3]]
    kept.rows(whole("a", DAYS[:1]), build.ask)
    kept.rows(whole("a", DAYS[1:2]), build.ask)
    assert build.asked[3:] == [DAYS[1:2]]
    assert kept.rows(whole("a", DAYS), build.ask).num_rows == 12, "more than may be kept"


def test_a_question_that_fails_leaves_nothing() -> None:
    build, kept = Build(), Wholes(MUCH)

    def fail(question: Question) -> pa.Table:
        raise QueryTooSlow("slow")

    with pytest.raises(QueryTooSlow):
        kept.rows(whole("a", DAYS), fail)
    assert kept.rows(whole("a", DAYS), build.ask).num_rows == 12


def test_many_at_once_ask_once() -> None:
    build, kept = Build(), Wholes(MUCH)

    def slowly(question: Question) -> pa.Table:
        time.sleep(0.05)
        return build.ask(question)

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: kept.rows(whole("a", DAYS), slowly), range(8)))
    assert [rows.num_rows for rows in found] == [12] * 8
    assert build.asked == [DAYS]


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TURN_SECONDS", 0.05)
    kept = Wholes(MUCH)

    def asks_itself(question: Question) -> pa.Table:
        return kept.rows(whole("a", DAYS), asks_itself)

    with pytest.raises(QueryTooSlow, match="another was asking"):
        kept.rows(whole("a", DAYS), asks_itself)
