"""A whole build from export files: killed anywhere, given rubbish, repeated."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lib import settings
from lib.errors import BadReference, CheckFailed, NoExports
from lib.metrics import query
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import engine, ledger, publish
from lib.warehouse.build import build
from tests.conftest import NOW
from tests.warehouse import builds

ACCOUNTS = "Id,Name,BillingCity,BillingCountry,OwnerId\n001A,Acme,Lyon,France,005A\n"
EVENTS = "Id,Subject,AccountId,ActivityDate,DurationInMinutes\n00UA,Site visit,001A,2026-03-02,60\n"


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "Account.csv").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "Event.csv").write_text(EVENTS, encoding="utf-8")
    return folder


def answers(warehouse: Path) -> dict[str, list[dict[str, object]]]:
    """Every kept row of a build that its own name and clock are not in."""
    with engine.lease(warehouse) as session:
        names = [
            str(row["table_name"])
            for row in session.rows(
                "select table_name from duckdb_tables() where schema_name = 'core'"
            )
            if row["table_name"] != "build"
        ]
        return {name: session.rows(f"select * from core.{name} order by all") for name in names}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one build of one contact, to be copied."""
    exports, warehouse = tmp_path_factory.mktemp("exports"), tmp_path_factory.mktemp("first")
    (exports / "Account.csv").write_text(ACCOUNTS, encoding="utf-8")
    (exports / "Event.csv").write_text(EVENTS, encoding="utf-8")
    build([exports], warehouse, NOW)
    return warehouse


@pytest.mark.parametrize(
    "step", ["started", "loaded", "modelled", "made", "flushed", "renamed", "pointer_moved"]
)
def test_a_build_killed_at_a_step_leaves_a_good_one_served(
    step: str, first: Path, exports: Path, tmp_path: Path
) -> None:
    warehouse = shutil.copytree(first, tmp_path / "warehouse")
    before = publish.current(warehouse)
    assert before
    (exports / "Event.csv").write_text(EVENTS + "00UB,Call,001A,2026-03-09,30\n", encoding="utf-8")
    killed = subprocess.run(
        [sys.executable, "-m", "lib", "build", str(exports), "--warehouse", str(warehouse)],
        cwd=settings.ROOT,
        env={**os.environ, "GROUND_STOP_AT": step},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    with engine.lease(warehouse) as session:
        contacts = session.rows("select count(*) as n from core.interactions")[0]["n"]
        is_old = session.build_id == before.build_id
    assert contacts == (1 if is_old else 2)
    assert is_old == (step != "pointer_moved")
    builds.make(warehouse, 1)
    left = {path.name for path in warehouse.iterdir() if path.name.startswith(".build-")}
    assert not left
    assert len(list(warehouse.glob("*.duckdb"))) <= settings.BUILDS_KEPT + 1


def test_the_same_exports_give_the_same_answers(sample_warehouse: Path, tmp_path: Path) -> None:
    build([settings.SAMPLE], tmp_path / "again", NOW)
    assert answers(tmp_path / "again") == answers(sample_warehouse)


def test_what_cannot_be_read_is_named_and_the_rest_loads(exports: Path, tmp_path: Path) -> None:
    (exports / "report.csv").write_bytes(b"%PDF-1.7 not a table")
    (exports / "empty.csv").write_bytes(b"")
    (exports / "Lead.csv").write_text("Id,Company,Rating\n00Q1,Nobody,Hot\n", encoding="utf-8")
    (exports / "notes.docx").write_bytes(b"PK\x03\x04")
    report = build([exports], tmp_path / "warehouse", NOW)
    status = {row["file"]: row["status"] for row in report.files}
    assert status == {
        "Account.csv": "loaded",
        "Event.csv": "loaded",
        "Lead.csv": "not_used",
        "empty.csv": "unreadable",
        "notes.docx": "not_used",
        "report.csv": "unreadable",
    }
    assert all(row["reason"] for row in report.files if row["status"] != "loaded")


def test_rows_read_are_loaded_set_aside_or_duplicates(exports: Path, tmp_path: Path) -> None:
    (exports / "Accounts.csv").write_text(ACCOUNTS + "\n", encoding="utf-8")
    (exports / "Event.csv").write_text(
        EVENTS + "00UB,Too,many,cells,in,this,row\n00UC,Dangling,001Z,2026-03-02,60\n"
        "00UD,No date,001A,,60\n00UE,Bad date,001A,soon,60\n",
        encoding="utf-8",
    )
    files = {row["file"]: row for row in build([exports], tmp_path / "warehouse", NOW).files}
    event = files["Event.csv"]
    assert (event["rows_read"], event["rows_loaded"], event["rows_set_aside"]) == (5, 1, 4)
    assert sorted(
        int(str(files[name]["rows_duplicate"])) for name in ("Account.csv", "Accounts.csv")
    ) == [0, 1]
    with engine.lease(tmp_path / "warehouse") as session:
        aside = session.rows("select file, row, reason, raw from core.rejects order by row")
    assert [row["row"] for row in aside] == [3, 4, 5, 6]
    assert all(row["reason"] and row["raw"] for row in aside)


def test_no_exports(tmp_path: Path) -> None:
    with pytest.raises(NoExports, match="does not exist"):
        build([tmp_path / "nowhere"], tmp_path / "warehouse", NOW)
    with pytest.raises(NoExports, match="no files"):
        build([tmp_path], tmp_path / "warehouse", NOW)
    assert publish.current(tmp_path / "warehouse") is None


def test_a_reference_table_with_a_mistake_stops_the_build(exports: Path, tmp_path: Path) -> None:
    reference = tmp_path / "reference"
    reference.mkdir()
    for path in settings.REFERENCE.glob("*.*"):
        (reference / path.name).write_bytes(path.read_bytes())
    (reference / "rules.csv").write_text("rule,value,valid_from\ndue_share,most,1900-01-01\n")
    with pytest.raises(BadReference, match=r"rules\.csv"):
        build([exports], tmp_path / "warehouse", NOW, reference_folder=reference)


def test_a_claim_that_does_not_hold_is_not_published(
    first: Path, exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = shutil.copytree(first, tmp_path / "warehouse")
    before = publish.current(warehouse)
    assert before
    real = ledger.graph.models
    monkeypatch.setattr(
        ledger.graph,
        "models",
        lambda folder: (
            {"nobody_is_called_acme": "select name from core.accounts"}
            if folder.name == "checks"
            else real(folder)
        ),
    )
    with pytest.raises(CheckFailed, match="nobody is called acme"):
        build([exports], warehouse, NOW)
    with engine.lease(warehouse) as session:
        assert session.build_id == before.build_id


def test_two_folders_with_files_of_one_name_are_two_exports(exports: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "Event.csv").write_text(EVENTS.replace("00UA", "00UB"), encoding="utf-8")
    report = build([exports, other, exports], tmp_path / "warehouse", NOW)
    assert [row["rows_loaded"] for row in report.files] == [1, 1, 1]
    assert len({row["file"] for row in report.files}) == 3


def test_a_word_spelled_twice_in_the_reference_counts_a_contact_once(
    exports: Path, tmp_path: Path
) -> None:
    reference = tmp_path / "reference"
    shutil.copytree(settings.REFERENCE, reference)
    with (reference / "stated_settings.csv").open("a", encoding="utf-8") as file:
        file.write("On-Site,on_site\n")
    (exports / "Event.csv").write_text(
        "Id,Subject,AccountId,StartDateTime,Setting__c\n"
        "00UA,Hello,001A,2026-03-02T09:00:00Z,On Site\n",
        encoding="utf-8",
    )
    build([exports], tmp_path / "warehouse", NOW, reference_folder=reference)
    with engine.lease(tmp_path / "warehouse") as session:
        found = session.rows("select setting from core.interactions")
    assert found == [{"setting": "on_site"}]


def test_a_colleague_counts_from_the_day_their_part_was_recorded(
    exports: Path, tmp_path: Path
) -> None:
    (exports / "User.csv").write_text(
        "Id,Name,Title,IsActive,ProfileId\n005A,Ann,Account Manager,1,00e\n005B,Bo,CEO,1,00e\n",
        encoding="utf-8",
    )
    (exports / "Event.csv").write_text(
        "Id,Subject,AccountId,OwnerId,ActivityDate,DurationInMinutes,CreatedDate\n"
        "00UA,Site visit,001A,005A,2026-03-02,60,2026-03-01\n",
        encoding="utf-8",
    )
    (exports / "EventRelation.csv").write_text(
        "Id,RelationId,EventId,CreatedDate\n0REA,005B,00UA,2026-05-20\n", encoding="utf-8"
    )
    build([exports], tmp_path / "warehouse", NOW)
    with engine.lease(tmp_path / "warehouse") as session:
        for day, expected in ((date(2026, 5, 19), 0), (date(2026, 5, 20), 1)):
            asked = query.metrics(["visits"], Scope((day,), whose="executives", rights=EVERY_ROW))
            assert session.rows(asked.sql, asked.parameters)[0]["value"] == expected
