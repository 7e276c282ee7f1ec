"""The wall: whoever may see some accounts only gets the answers of a company that has no others.

The sample is asked with rights to some accounts, and so is a copy of its build from which every
row of all others is deleted, with all rights: the answers are the same, row for row.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pytest

from lib import settings
from lib.metrics import catalogue, lists, query, rows, scoped
from lib.scope import EVERY_ROW, EVERYTHING, NOTHING, Rights, Scope
from lib.sql import graph
from lib.warehouse import publish
from tests.metrics.rounded import rounded

DAY = date(2026, 11, 20)
AS_OF = sorted(graph.models(settings.SQL / "as_of"))
# What names the company's own tables, whoever asks.
EVERYBODYS = rows.OF_NOBODY | rows.MADE


def test_every_relation_is_declared() -> None:
    read: set[str] = set()
    for sql in graph.models(settings.SQL / "as_of").values():
        read |= graph.reads(sql)
    of_rows = rows.OF_ACCOUNTS | rows.OF_INTERACTIONS | rows.OF_OURS | rows.OF_MATCHES
    assert read - set(AS_OF) == of_rows | EVERYBODYS
    assert not of_rows & EVERYBODYS


def test_each_is_declared_with_what_it_bears(copied: Path) -> None:
    with duckdb.connect(str(copied), read_only=True) as con:
        bears: dict[str, set[str]] = {}
        for table, column in con.execute(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'core'"
        ).fetchall():
            bears.setdefault(table, set()).add(column)
    for name in EVERYBODYS & bears.keys():
        assert not {"account_id", "interaction_id", "contact_id"} & bears[name], name
    assert all("account_id" in bears[name] for name in rows.OF_ACCOUNTS & bears.keys())
    assert all("interaction_id" in bears[name] for name in rows.OF_INTERACTIONS)


@pytest.fixture(scope="module")
def copied(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ref = publish.current(sample_warehouse)
    assert ref is not None
    path = tmp_path_factory.mktemp("wall") / "build.duckdb"
    shutil.copyfile(ref.path, path)
    return path


@pytest.fixture(scope="module")
def asked(copied: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(copied), read_only=True) as con:
        yield con


def ids(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [
        row[0] for row in con.execute("select account_id from core.accounts order by 1").fetchall()
    ]


def answers(con: duckdb.DuckDBPyConnection, question: scoped.Query) -> list[tuple[object, ...]]:
    found = con.execute(question.sql, dict(question.parameters)).fetchall()
    return sorted((tuple(map(rounded, row)) for row in found), key=repr)


@pytest.fixture(scope="module")
def alone(
    copied: Path, asked: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[tuple[str, ...], duckdb.DuckDBPyConnection]]:
    """Some accounts, and the build with no row of any other."""
    theirs = tuple(sorted(Random(6).sample(ids(asked), 25)))
    path = tmp_path_factory.mktemp("alone") / "build.duckdb"
    shutil.copyfile(copied, path)
    con = duckdb.connect(str(path))
    con.execute("set variable theirs = ?", [list(theirs)])
    gone = "account_id is null or not list_contains(getvariable('theirs'), account_id)"
    for name in sorted((rows.OF_ACCOUNTS - rows.MADE) & core(con)):
        con.execute(f"delete from core.{name} where {gone}")
    con.execute(
        "update core.accounts set parent_account_id = null"
        " where not list_contains(getvariable('theirs'), parent_account_id)"
    )
    for name in rows.OF_INTERACTIONS:
        con.execute(
            f"delete from core.{name}"
            " where interaction_id not in (select interaction_id from core.interactions)"
        )
    ours = (
        "select owner_id from core.accounts union select organiser_id from core.interactions"
        " union select person_id from core.interaction_people"
    )
    for name in rows.OF_OURS:
        con.execute(
            f"delete from core.{name} where person_id is null or person_id not in"
            f" (select * from ({ours}) as o (id) where id is not null)"
        )
    con.execute(
        "delete from core.duplicate_matches"
        " where not list_contains(getvariable('theirs'), account_id)"
        " or not list_contains(getvariable('theirs'), other_id)"
    )
    con.execute("delete from core.name_matches")
    yield theirs, con
    con.close()


def core(con: duckdb.DuckDBPyConnection) -> set[str]:
    found = con.execute(
        "select table_name from information_schema.tables where table_schema = 'core'"
    )
    return {row[0] for row in found.fetchall()}


@pytest.mark.parametrize("name", AS_OF)
def test_the_others_do_not_exist(
    name: str,
    asked: duckdb.DuckDBPyConnection,
    alone: tuple[tuple[str, ...], duckdb.DuckDBPyConnection],
) -> None:
    theirs, without = alone
    rights = Rights(theirs, notes=True, names=True, promises=True, rule="some")
    for days in ((DAY,), (date(2026, 3, 1), DAY)):
        mine = answers(asked, query.relation(name, Scope(days, rights=rights)))
        assert mine == answers(without, query.relation(name, Scope(days, rights=EVERYTHING)))


def test_figures_are_made_of_what_is_left(
    asked: duckdb.DuckDBPyConnection,
    alone: tuple[tuple[str, ...], duckdb.DuckDBPyConnection],
) -> None:
    theirs, without = alone
    rights = Rights(theirs, notes=True, names=True, promises=True, rule="some")
    ids_ = list(catalogue.load())
    for whose in ("anyone", "executives"):
        mine = query.metrics(ids_, Scope((DAY,), whose=whose, rights=rights))
        all_ = query.metrics(ids_, Scope((DAY,), whose=whose, rights=EVERYTHING))
        assert answers(asked, mine) == answers(without, all_)


def test_nothing_is_seen_without_rights(asked: duckdb.DuckDBPyConnection) -> None:
    scope = Scope((DAY,), rights=NOTHING)
    for name in lists.load():
        found = answers(asked, lists.rows(name, scope))
        assert not [
            row for row in found if any(isinstance(v, str) and v.startswith("ACC") for v in row)
        ]
    [accounts] = answers(asked, query.metrics(["accounts"], scope))
    assert accounts[2] in (0, None)
    assert not answers(asked, query.relation("account_as_of", Scope((DAY,))))
    for row in answers(asked, query.table("loads", scope)):
        assert not [value for value in row if isinstance(value, int)], "no count of the whole"


def test_promises_are_a_right(asked: duckdb.DuckDBPyConnection) -> None:
    without = Rights(None, notes=True, names=True)
    assert answers(asked, lists.rows("promises", Scope((DAY,), rights=EVERY_ROW)))
    assert not answers(asked, lists.rows("promises", Scope((DAY,), rights=without)))


def test_names_are_a_right(asked: duckdb.DuckDBPyConnection) -> None:
    """No relation holds the name or address of anybody at a customer."""
    people = asked.execute("select name, email from core.contacts").fetchall()
    names = {name for name, _ in people if name} | {email for _, email in people if email}
    scope = Scope((DAY,), rights=Rights(None, promises=True))
    for name in AS_OF:
        text = repr(answers(asked, query.relation(name, scope))).casefold()
        assert not [one for one in names if one.casefold() in text], name
