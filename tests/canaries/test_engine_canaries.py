"""What we rely on in DuckDB, and what we work around: a test fails when an upgrade changes it.

Each test says what of ours has to be looked at when it does. A behaviour that has become better is
a reason to make our code simpler; one that has become worse, to mend it before upgrading.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from lib.sources.plain import NO_NULL

STRICT = "auto_detect=false, header=false, strict_mode=true, null_padding=false"
COLUMNS = "columns={'a': 'VARCHAR', 'b': 'VARCHAR', 'c': 'VARCHAR'}"


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def read(con: duckdb.DuckDBPyConnection, path: Path, options: str = "") -> list[tuple[object, ...]]:
    return con.execute(f"select * from read_csv('{path}' {options and ', ' + options})").fetchall()


def file(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def database(path: Path, value: int) -> Path:
    con = duckdb.connect(str(path))
    con.execute(f"create table t as select {value} as x from range(100000)")
    con.execute("checkpoint")
    con.close()
    return path


# Reading files: lib/sources/plain.py, scan.py, text.py


def test_a_ragged_row_collapses_the_file_into_one_column(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """lib/sources/layouts.py and text.py find the dialect themselves: could they stop?"""
    found = read(con, file(tmp_path, "a,b,c\n1,2,3\n4,5\n7,8,9\n"))
    assert {len(row) for row in found} == {1}


def test_surplus_empty_cells_shift_a_row_unless_no_text_is_null(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """lib/sources/plain.py passes `nullstr = NO_NULL`: it must, for as long as this holds."""
    path = file(tmp_path, "x,y,z\n1,,2,\n")
    options = f"{STRICT}, skip=1, {COLUMNS}, delim=',', quote='\"', escape='\"'"
    assert read(con, path, options) == [("1", None, "2")]
    with pytest.raises(duckdb.InvalidInputException, match="Expected Number of Columns"):
        read(con, path, f"{options}, nullstr='{NO_NULL}'")


def test_columns_are_taken_by_position_whatever_the_header_says(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """lib/sources/layouts.py reads the header itself and names the columns in its order."""
    path = file(tmp_path, "c,b,a\n1,2,3\n")
    options = f"auto_detect=false, header=true, {COLUMNS}, delim=','"
    assert read(con, path, options) == [("1", "2", "3")]


def test_counting_counts_rows_that_reading_refuses(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """lib/sources/plain.py counts in the loaded table, never over read_csv."""
    path = file(tmp_path, "a\n1\nx\n")
    options = "auto_detect=false, header=true, columns={'a': 'INTEGER'}, store_rejects=true"
    assert len(read(con, path, options)) == 1
    counted = con.execute(f"select count(*) from read_csv('{path}', {options})").fetchall()
    assert counted == [(2,)]


def test_a_declared_crlf_reads_nothing_and_says_nothing(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """lib/sources/plain.py declares LF only, and leaves CRLF to be met first in the header."""
    path = file(tmp_path, "a,b,c\r\n1,2,3\r\n4,5,6\r\n")
    options = f"{STRICT}, skip=1, {COLUMNS}, delim=',', new_line='\\r\\n'"
    assert read(con, path, options) == []


def test_a_fault_of_quotes_in_the_header_loses_all_rows(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """lib/sources/scan.py counts records itself; where DuckDB lost some, the exact path reads."""
    path = file(tmp_path, 'a,"b,c\n1,2,3\n4,5,6\n')
    options = f"{STRICT}, skip=1, {COLUMNS}, delim=',', quote='\"', store_rejects=true"
    assert read(con, path, options) == []


def test_a_bad_row_stops_a_strict_read(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """lib/sources/plain.py takes InvalidInputException for "not this way"."""
    path = file(tmp_path, "1,2,3\n4,5\n")
    with pytest.raises(duckdb.InvalidInputException):
        read(con, path, f"{STRICT}, {COLUMNS}, delim=','")


def test_an_error_of_reading_quotes_the_row(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """lib/warehouse/session.py and lib/problems.py cut DuckDB's words to their type."""
    path = file(tmp_path, "1,2,3\n4,Canary4711\n")
    with pytest.raises(duckdb.InvalidInputException, match="Canary4711"):
        read(con, path, f"{STRICT}, {COLUMNS}, delim=','")


def test_utf_16_big_endian_is_never_read_right(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """lib/sources/encoding.py decodes in Python and hands DuckDB UTF-8."""
    path = file(tmp_path, b"\xfe\xff" + "a,b\n1,2\n".encode("utf-16-be"))
    try:
        found = read(con, path, "encoding='utf-16', header=true, delim=','")
    except duckdb.Error:
        found = []
    assert found == []


def test_code_pages_need_what_is_not_here(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """lib/sources/encoding.py decodes cp1252 itself."""
    con.execute("set autoinstall_known_extensions = false")
    path = file(tmp_path, b"a,b\n1,Caf\xe9\n")
    with pytest.raises(duckdb.Error):
        read(con, path, "encoding='cp1252'")


def test_dates_of_two_ways_are_taken_for_day_first(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """lib/sources/dates.py asks where a column can be read both ways; DuckDB does not."""
    path = file(tmp_path, "d\n01/02/2024\n03/04/2024\n")
    (found, _) = read(con, path, "header=true")
    assert str(found[0]) == "2024-02-01"


# Connections: lib/warehouse/engine.py, session.py


def test_a_cursor_for_each_query_gives_each_thread_its_own_answer(tmp_path: Path) -> None:
    """lib/warehouse/session.py: one cursor a query, on one connection a build."""
    root = duckdb.connect(str(database(tmp_path / "a.duckdb", 1)), read_only=True)
    wrong: list[object] = []

    def ask(number: int) -> None:
        for turn in range(50):
            cursor = root.cursor()
            wanted = number * 1000 + turn
            if cursor.execute("select ?::bigint", [wanted]).fetchall() != [(wanted,)]:
                wrong.append(wanted)
            cursor.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_row_that_is_not_fetched_keeps_a_connection_busy(con: duckdb.DuckDBPyConnection) -> None:
    """Everything of ours fetches to the end; `fetchone` on a build's connection is a mistake."""
    con.execute("select 1").fetchone()
    with pytest.raises(duckdb.Error, match="unfinished result"):
        con.sql("select 2").fetchall()


def test_closing_a_connection_closes_its_cursors(con: duckdb.DuckDBPyConnection) -> None:
    """lib/warehouse/engine.py counts leases and closes an old build at none."""
    cursor = con.cursor()
    con.close()
    with pytest.raises(duckdb.ConnectionException):
        cursor.execute("select 1")


def test_one_process_opens_a_file_under_one_configuration(tmp_path: Path) -> None:
    """lib/warehouse/engine.py is the only caller of `duckdb.connect`."""
    path = database(tmp_path / "a.duckdb", 1)
    first = duckdb.connect(str(path), read_only=True)
    with pytest.raises(duckdb.ConnectionException, match="different configuration"):
        duckdb.connect(str(path), read_only=True, config={"enable_external_access": False})
    first.close()


def test_a_query_can_be_interrupted_and_the_cursor_used_again(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """lib/warehouse/session.py stops a query by a timer: DuckDB has no time limit of its own."""
    assert not con.execute(
        "select name from duckdb_settings() where name like '%statement_timeout%'"
    ).fetchall()
    timer = threading.Timer(0.2, con.interrupt)
    timer.start()
    with pytest.raises(duckdb.InterruptException):
        con.execute("select sum(sin(a.range * b.range)) from range(1000000) a, range(1000000) b")
    assert con.execute("select 1").fetchall() == [(1,)]


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/*')",
        "attach '/tmp/other.duckdb'",
        "copy (select 1) to '/tmp/out.csv'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set memory_limit = '90%'",
        "create table core_copy as select 1",
        "insert into t values (1)",
    ],
)
def test_what_a_served_build_refuses(tmp_path: Path, sql: str) -> None:
    """lib/warehouse/engine.py `open_read_only`: these options are the whole wall."""
    served = duckdb.connect(
        str(database(tmp_path / "a.duckdb", 1)),
        read_only=True,
        config={"enable_external_access": False, "lock_configuration": True},
    )
    with pytest.raises(duckdb.Error):
        served.execute(sql).fetchall()
    served.close()


def test_python_s_variables_are_out_of_reach_of_a_served_build(tmp_path: Path) -> None:
    """lib/warehouse/engine.py: no replacement scan finds a frame of the process."""
    import pandas as pd

    secret_frame = pd.DataFrame({"a": [1]})
    served = duckdb.connect(
        str(database(tmp_path / "a.duckdb", 1)),
        read_only=True,
        config={"enable_external_access": False, "lock_configuration": True},
    )
    with pytest.raises(duckdb.CatalogException):
        served.execute("select * from secret_frame").fetchall()
    assert len(secret_frame) == 1
    served.close()


def test_extensions_would_be_fetched_unless_that_is_switched_off(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """lib/warehouse/engine.py `_NO_EXTENSIONS`."""
    found = con.execute(
        "select name from duckdb_settings() where value = 'true' and name in"
        " ('autoinstall_known_extensions', 'autoload_known_extensions')"
    ).fetchall()
    assert len(found) == 2


def test_a_parsed_statement_is_run_by_many_cursors_each_with_its_own_values_and_relations(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """lib/warehouse/session.py parses each question once for all who ask it."""
    [statement] = con.cursor().extract_statements("select count(*) + $x from whole")

    def ask(number: int) -> set[object]:
        found = set()
        for _ in range(20):
            cursor = con.cursor()
            cursor.execute(f"create or replace temp view whole as select 1 from range({number})")
            found.update(cursor.execute(statement, {"x": 100}).fetchall())
            cursor.close()
        return found

    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(ask, range(6))) == [{(100 + number,)} for number in range(6)]


# Builds as files: lib/warehouse/publish.py


def test_a_build_that_is_replaced_under_its_name_is_read_on_and_never_seen_anew(
    tmp_path: Path,
) -> None:
    """lib/warehouse/publish.py never gives a name twice: this process would not see the new."""
    path = database(tmp_path / "a.duckdb", 1)
    held = duckdb.connect(str(path), read_only=True)
    held.execute("select count(*) from t").fetchall()
    database(tmp_path / "b.duckdb", 2).replace(path)
    assert held.execute("select max(x) from t").fetchall() == [(1,)]
    again = duckdb.connect(str(path), read_only=True)
    assert again.execute("select max(x) from t").fetchall() == [(1,)]
    again.close()
    held.close()
    assert duckdb.connect(str(path), read_only=True).execute("select max(x) from t").fetchall() == [
        (2,)
    ]


def test_two_names_are_two_builds_and_an_unlinked_one_is_read_on(tmp_path: Path) -> None:
    """lib/warehouse/publish.py sweeps builds that other processes may still be reading."""
    first = duckdb.connect(str(database(tmp_path / "a.duckdb", 1)), read_only=True)
    second = duckdb.connect(str(database(tmp_path / "b.duckdb", 2)), read_only=True)
    (tmp_path / "a.duckdb").unlink()
    assert first.execute("select max(x) from t").fetchall() == [(1,)]
    assert second.execute("select max(x) from t").fetchall() == [(2,)]
    first.close()
    second.close()


def test_a_writer_locks_every_other_process_out(tmp_path: Path) -> None:
    """lib/warehouse/publish.py makes a build read-only on the disk once it is made."""
    path = database(tmp_path / "a.duckdb", 1)
    writer = duckdb.connect(str(path))
    done = subprocess.run(
        [sys.executable, "-c", f"import duckdb; duckdb.connect({str(path)!r}, read_only=True)"],
        capture_output=True, text=True,
    )  # fmt: skip
    writer.close()
    assert done.returncode and "lock" in done.stderr


def test_damage_is_an_error_and_never_another_answer(tmp_path: Path) -> None:
    """lib/warehouse/engine.py falls back where opening or reading raises `duckdb.Error`."""
    path = database(tmp_path / "a.duckdb", 1)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\xee" * 4096
    path.write_bytes(content)
    try:
        con = duckdb.connect(str(path), read_only=True)
        found = con.execute("select count(*), sum(x) from t").fetchall()
    except duckdb.Error:
        return
    assert found == [(100000, 100000)], "the damage fell where nothing lies"


def test_no_room_for_a_query_is_an_error_and_the_connection_lives(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """lib/warehouse/engine.py `memory_limit` and `max_temp_directory_size`."""
    con.execute("set memory_limit = '20MB'")
    con.execute("set temp_directory = ''")
    began = time.process_time()
    with pytest.raises(duckdb.OutOfMemoryException):
        con.execute("create table t as select range::varchar || 'x' as a from range(5000000)")
    assert con.execute("select 1").fetchall() == [(1,)]
    assert time.process_time() - began < 20
