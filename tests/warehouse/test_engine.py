"""Readers: right answers from many threads, one build a lease, nothing but reading."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from lib import settings
from lib.errors import GroundError, NoWarehouse, QueryTooSlow
from lib.warehouse import engine
from lib.warehouse.engine import lease
from tests.warehouse import builds
from tests.warehouse.conftest import Builder


def test_no_warehouse(warehouse: Path) -> None:
    with pytest.raises(NoWarehouse, match="make build"), lease(warehouse):
        pass
    assert not warehouse.exists()


@pytest.mark.slow
def test_sixteen_threads_while_another_process_publishes(warehouse: Path, builder: Builder) -> None:
    builds.make(warehouse, 1)
    publisher = builder(first=2, count=1000)
    publisher.stdout.readline()  # type: ignore[union-attr]

    def read(_: int) -> set[str]:
        seen: list[str] = []
        for _ in range(10):
            with lease(warehouse) as session:
                assert session.notice is None
                for _ in range(10):
                    [row] = session.rows(builds.SUM_OF)
                    assert row == {
                        "answer": builds.answer(session.build_id),
                        "build_id": session.build_id,
                    }
                    frame = session.fetch("select $n as n, value from core.numbers", {"n": 7})
                    assert (len(frame), frame["n"].sum()) == (builds.ROWS, 7 * builds.ROWS)
                seen.append(session.build_id)
        assert seen == sorted(seen)
        return set(seen)

    try:
        with ThreadPoolExecutor(16) as threads:
            seen = set().union(*threads.map(read, range(16)))
    finally:
        publisher.kill()
        publisher.wait()
    assert len(seen) > 3


def test_a_lease_keeps_its_build_and_the_next_one_moves_on(warehouse: Path) -> None:
    old = builds.make(warehouse, 1)
    with lease(warehouse) as first, lease(warehouse) as second:
        for number in range(2, 9):  # until the old build's file is swept
            new = builds.make(warehouse, number)
        with lease(warehouse) as third:
            assert third.build_id == new
            assert third.rows(builds.SUM_OF)[0]["answer"] == builds.answer(new)
        for session in (first, second):
            assert session.build_id == old
            assert session.rows(builds.SUM_OF)[0]["answer"] == builds.answer(old)
        assert _open_builds(warehouse) == {old, new}
    assert _open_builds(warehouse) == {new}


def _open_builds(warehouse: Path) -> set[str]:
    """The builds this process has open, as the system sees it."""
    handles = Path("/proc/self/fd")
    if not handles.exists():
        pytest.skip("needs /proc")
    files = [handle.readlink() for handle in handles.iterdir() if handle.is_symlink()]
    # A file that was swept is shown as "<name>.duckdb (deleted)".
    return {file.name.partition(".")[0] for file in files if file.parent == warehouse}


def test_the_build_that_was_on_a_page_can_be_asked_after_a_newer_one(warehouse: Path) -> None:
    builds.make(warehouse, 1)
    with lease(warehouse) as old:
        pass
    builds.make(warehouse, 2)
    with lease(warehouse) as new, lease(warehouse, old.build_id) as session:
        assert new.build_id > session.build_id == old.build_id
        for one in (new, session, new):
            assert one.rows(builds.SUM_OF)[0]["answer"] == builds.answer(one.build_id)
    with lease(warehouse) as session, lease(warehouse, session.build_id) as same:
        assert same.rows(builds.SUM_OF) == session.rows(builds.SUM_OF)
    # The newest is served on, whatever was opened beside it.
    with lease(warehouse) as session:
        assert session.rows(builds.SUM_OF)[0]["answer"] == builds.answer(new.build_id)


def test_a_build_that_is_no_longer_kept_is_said_to_be_gone(warehouse: Path) -> None:
    builds.make(warehouse, 1)
    with pytest.raises(NoWarehouse, match="no longer kept"), lease(warehouse, "20200101T0-aa"):
        pass


def test_values_are_plain(warehouse: Path) -> None:
    builds.make(warehouse, 1)
    with lease(warehouse) as session:
        [row] = session.rows(
            "select date '2026-04-20' as on_day, cast(1.5 as decimal(9, 2)) as amount, "
            "null as nothing, $name as name, list_contains($ids, 'b') as found",
            {"name": "O'Neil; drop", "ids": ["a", "b"]},
        )
    assert row == {
        "on_day": date(2026, 4, 20),
        "amount": 1.5,
        "nothing": None,
        "name": "O'Neil; drop",
        "found": True,
    }
    assert json.dumps(row, default=date.isoformat)


@pytest.mark.parametrize(
    "query",
    [
        "select cast(name as integer) from (values ('4111 1111 1111 1111')) t(name)",
        "select strptime(name, '%d') from (values ('4111 1111 1111 1111')) t(name)",
        "select error(name) from (values ('4111 1111 1111 1111')) t(name)",
    ],
)
def test_an_error_holds_no_row(warehouse: Path, query: str) -> None:
    builds.make(warehouse, 1)
    with lease(warehouse) as session:
        with pytest.raises(GroundError) as caught:
            session.rows(query)
        assert "4111" not in str(caught.value)
        assert caught.value.__suppress_context__
        assert session.rows(builds.SUM_OF)


def test_an_error_in_a_query_says_where(warehouse: Path) -> None:
    builds.make(warehouse, 1)
    with lease(warehouse) as session, pytest.raises(GroundError, match="no_such_column"):
        session.fetch("select no_such_column from core.build")


def test_a_slow_query_is_stopped(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds.make(warehouse, 1)
    monkeypatch.setattr(settings, "QUERY_SECONDS", 0.3)
    threads = threading.active_count()
    with lease(warehouse) as session:
        started = time.monotonic()
        with pytest.raises(QueryTooSlow):
            session.fetch(
                "select count(*) from core.numbers a, core.numbers b, core.numbers c "
                "where a.noise < b.noise and b.noise < c.noise"
            )
        assert time.monotonic() - started < 5
        assert session.rows(builds.SUM_OF)[0]["answer"] == builds.answer(session.build_id)
    assert threading.active_count() <= threads


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('/etc/hostname')",
        "select * from read_csv('http://example.org/a.csv')",
        "select * from glob('*')",
        "attach 'other.duckdb'",
        "attach ':memory:' as other",
        "copy core.build to 'out.csv'",
        "export database 'out'",
        "load httpfs",
        "install httpfs",
        "create table core.mine as select 1",
        "delete from core.build",
        "set threads = 1",
        "set enable_external_access = true",
        "reset memory_limit",
    ],
)
def test_a_session_can_only_read(warehouse: Path, statement: str) -> None:
    builds.make(warehouse, 1)
    with lease(warehouse) as session:
        with pytest.raises(GroundError):
            session.rows(statement)
        assert session.rows(builds.SUM_OF)


def test_readers_leave_nothing_in_the_warehouse(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "READ_MEMORY", "60MB")
    builds.make(warehouse, 1)
    before = sorted(warehouse.iterdir())
    with lease(warehouse) as session:
        session.rows(
            "select count(*) as n, max(place) as last from (select row_number() over "
            "(order by md5(cast(i as varchar))) as place "
            "from range(1000000) t(i))"
        )
        assert any(Path(engine._spill().name).iterdir()), "it was to spill"
        assert sorted(warehouse.iterdir()) == before
    assert sorted(warehouse.iterdir()) == before


def test_a_build_may_read_files_but_fetch_no_extension(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n1\n")
    connection = engine.open_for_build(tmp_path / "a.duckdb", tmp_path)
    assert connection.execute(f"select x from read_csv('{tmp_path}/a.csv')").fetchall() == [(1,)]
    with pytest.raises(duckdb.Error):
        connection.execute("select * from read_csv('http://example.org/a.csv')")
    connection.close()
