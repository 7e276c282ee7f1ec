"""A contact said to be another account's, or one waiting for its account, counts there once."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lib.metrics import query
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import corrections as store
from lib.warehouse import engine
from lib.warehouse.build import build
from tests.command import call

NOW = datetime(2026, 7, 1, tzinfo=UTC)
EXPORT = {
    "hubspot-companies.csv": "Record ID,Company name,Company Domain Name,Create Date\n"
    "51,Alder Tools,alder.example,2023-02-01\n52,Birch Tools,birch.example,2023-02-01\n"
    "53,Cedar Tools,cedar.example,2023-02-01\n",
    "hubspot-meetings.csv": "Record ID,Meeting name,Activity date,Call and meeting type,"
    "Meeting outcome,Meeting start time,Create date,Associated Company IDs\n"
    "61,Joint session,2026-05-04,Site visit,Completed,2026-05-04 10:00,2026-05-01,51;52\n"
    "62,Plant tour,2026-05-05,Site visit,Completed,2026-05-05 10:00,2026-05-01,51\n",
    "visits.csv": "Date,Account Name,Visited By,Setting,Purpose\n"
    "2026-05-06,Hollow Oak,Ann Lee,On site,Courtesy visit\n"
    "2026-05-07,Hollow Oak,Ann Lee,On site,Courtesy visit\n"
    "2026-05-08,Alder Tools,Ann Lee,On site,Courtesy visit\n",
}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for name, content in EXPORT.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("built") / "warehouse"
    build([exports], warehouse, NOW)
    return warehouse


@pytest.fixture
def warehouse(built: Path, tmp_path: Path) -> Path:
    """The one build, with corrections of its own."""
    return shutil.copytree(built, tmp_path / "warehouse")


def say(warehouse: Path, *rows: tuple[str, str, str]) -> None:
    named = [dict(zip(("kind", "subject", "value"), row, strict=True)) for row in rows]
    store.add(warehouse, named, "ann", NOW)


def rejects(warehouse: Path) -> list[tuple[int, str]]:
    rows = call("rejects", "--format", "json", warehouse=warehouse).rows
    return [(row["row"], row["reason"]) for row in rows]


def contacts(warehouse: Path, name: str = "61") -> Counter[str]:
    """Of one meeting, the account of each row."""
    rows = call("interactions", "--format", "json", warehouse=warehouse).rows
    ids = (name, f"{name}|")
    return Counter(
        str(row["account_id"])
        for row in rows
        if row["interaction_id"] == ids[0] or str(row["interaction_id"]).startswith(ids[1])
    )


def visits(warehouse: Path) -> dict[str, int]:
    rows = call("accounts", "--format", "json", warehouse=warehouse).rows
    return {row["account_id"]: row["visits_365"] for row in rows}


@pytest.mark.parametrize(
    ("moves", "with_whom"),
    [
        ({}, ["51", "52"]),
        ({"61": "52"}, ["52"]),
        ({"61|52": "51"}, ["51"]),
        ({"61": "53"}, ["52", "53"]),
        ({"61": "53", "61|52": "53"}, ["53"]),
        ({"61": "52", "61|52": "51"}, ["51", "52"]),
        ({"61": "52", "61|52": "53"}, ["52", "53"]),
        ({"61": "", "61|52": "51"}, ["51"]),
    ],
)
def test_a_joint_meeting_counts_once_for_each_account(
    warehouse: Path, moves: dict[str, str], with_whom: list[str]
) -> None:
    say(warehouse, *(("account", id_, account) for id_, account in moves.items()))
    assert contacts(warehouse) == Counter(with_whom)
    alone = {"51": 2, "52": 0, "53": 0}  # the plant tour, and the log's visit
    assert visits(warehouse) == {id_: n + (id_ in with_whom) for id_, n in alone.items()}


def test_of_two_rows_for_one_account_the_one_that_says_more_stays(warehouse: Path) -> None:
    say(warehouse, ("account", "61", "52"), ("purpose", "61|52", "crisis"))
    rows = call("interactions", "--account", "52", "--format", "json", warehouse=warehouse).rows
    assert [(row["interaction_id"], row["purpose"]) for row in rows] == [("61|52", "crisis")]


WAITING = 'No account is called "Hollow Oak", and none comes near'


def waiting(warehouse: Path) -> dict[int, str]:
    """The ids of contacts that wait for their account, by their row."""
    with engine.lease(warehouse) as session:
        rows = session.rows("select row, interaction_id from core.waiting")
    return {int(str(row["row"])): str(row["interaction_id"]) for row in rows}


@pytest.mark.parametrize("kind", ["alias", "account"])
def test_a_contact_that_waited_counts_outlives_an_import_and_waits_again(
    warehouse: Path, exports: Path, kind: str
) -> None:
    before = visits(warehouse)
    assert rejects(warehouse) == [(2, WAITING), (3, WAITING)]
    if kind == "alias":
        say(warehouse, ("alias", "hollow  OAK", "53"))
        joined, left = 2, []
    else:
        say(warehouse, ("account", waiting(warehouse)[2], "53"))
        joined, left = 1, [(3, WAITING)]
    for _ in range(2):
        assert visits(warehouse) == {**before, "53": joined}
        rows = call("interactions", "--account", "53", "--format", "json", warehouse=warehouse).rows
        assert [str(row["corrections"])[:24] for row in rows] == [
            "account corrected by ann"
        ] * joined
        assert rejects(warehouse) == left
        assert counts(warehouse) == {"visits.csv": (3, 1 + joined, 2 - joined)}
        build([exports], warehouse, NOW + timedelta(days=1))
    store.undo(warehouse, 1, "bob", NOW)
    assert visits(warehouse) == before
    assert rejects(warehouse) == [(2, WAITING), (3, WAITING)]
    assert counts(warehouse) == {"visits.csv": (3, 1, 2)}


def counts(warehouse: Path) -> dict[str, tuple[object, ...]]:
    """Rows read, loaded and set aside of the log, as the Data page has them."""
    asked = query.table("loads", Scope((), corrections=store.load(warehouse), rights=EVERY_ROW))
    with engine.lease(warehouse) as session:
        rows = session.rows(asked.sql, asked.parameters)
    return {
        str(row["file"]): (row["rows_read"], row["rows_loaded"], row["rows_set_aside"])
        for row in rows
        if row["file"] == "visits.csv"
    }
