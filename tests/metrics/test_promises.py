"""What people say of promises counts at the next question, and a promise goes with its account."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lib.warehouse.build import build
from tests.command import call

NOW = datetime(2026, 9, 1, tzinfo=UTC)
CUSTOMERS = (
    "Customer No,Customer,City,Country\nC1,Alder Tools,Leeds,United Kingdom\n"
    "C2,Alder Tools (old),Leeds,United Kingdom\nC3,Birch Mills,York,United Kingdom\n"
)
VISITS = (
    "Date,Customer,Visited by,Setting,Next step,Due,Done\n"
    "2026-03-02,Alder Tools,Ann Lee,On site,Send the table,2026-04-01,\n"
    "2026-05-04,Alder Tools,Ann Lee,Phone,,,\n"
    "2026-06-01,Birch Mills,Ann Lee,On site,,,\n"
)
LIST = (
    "Ref,Customer,Visit date,Promise,Owner,Due,Done on,Customer told on\n"
    "R1,Alder Tools (old),2026-03-02,Mend the gate,Bo Ek,2026-05-01,2026-04-20,2026-04-21\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    files = {"customers.csv": CUSTOMERS, "visits.csv": VISITS, "list.csv": LIST}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    warehouse = tmp_path_factory.mktemp("built") / "warehouse"
    build([folder], warehouse, NOW)
    return warehouse


@pytest.fixture
def warehouse(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "warehouse")


def say(warehouse: Path, *rows: str) -> str:
    """Import corrections; what was refused, in words."""
    file = warehouse.parent / "said.csv"
    file.write_text("\n".join(("kind,subject,value", *rows)), encoding="utf-8")
    return call("corrections", "import", file, warehouse=warehouse).err


def listed(warehouse: Path, *options: object, day: str = "2026-06-30") -> dict[str, dict[str, Any]]:
    answer = call(
        "list", "promises", "--as-of", day, *options, "--format", "json", warehouse=warehouse
    )
    assert answer.code == 0, answer.err
    return {row["action"]: row for row in answer.rows}


def test_a_promise_is_written_done_and_told_by_file(warehouse):
    say(
        warehouse,
        "promise_told,new-1,2026-06-20",  # before the row that makes it: the file is one
        "promise,new-1,C3",
        "promise_action,new-1,Show the plan",
        "promise_learnt_on,new-1,2026-06-01",
        "promise_done,new-1,2026-06-10",
    )
    row = listed(warehouse)["Show the plan"]
    assert (row["account_id"], row["state"], row["basis"]) == ("C3", "done", "corrected")
    assert row["note"] == "said to be told; no contact since is on record"
    assert row["visit_setting"] == "on_site"
    assert listed(warehouse, day="2026-06-05")["Show the plan"]["state"] == "open"
    assert "Show the plan" not in listed(warehouse, day="2026-05-31")


def test_what_a_person_says_of_an_exports_promise_beats_it(warehouse):
    promise = listed(warehouse)["Send the table"]
    assert (promise["state"], promise["days"]) == ("late", 90)
    id_ = promise["commitment_id"]
    said = say(warehouse, f"promise_done,{id_},2026-04-30", f"promise_told,{id_},2026-05-04",
               f"promise_owner,{id_},Cy Orr")  # fmt: skip
    assert "3 corrections kept" in said
    row = listed(warehouse)["Send the table"]
    assert (row["state"], row["owner"], row["contact_on"]) == ("told", "Cy Orr", "2026-05-04")
    assert (row["days_late"], row["is_on_time"]) == (29, False)
    say(warehouse, f"promise_done,{id_},")
    assert listed(warehouse)["Send the table"]["state"] == "late"
    say(warehouse, f"promise_dropped,{id_},2026-06-01")
    assert listed(warehouse)["Send the table"]["state"] == "dropped"
    assert listed(warehouse, day="2026-05-31")["Send the table"]["state"] == "late"


def test_what_cannot_be_said_is_refused_with_a_reason(warehouse):
    said = say(warehouse, "promise,x,C9", "promise_done,nobody,2026-05-01", "promise_due,R1,soon")
    assert "the exports hold no account C9" in said
    assert "there is no promise nobody" in said
    assert "'soon' is not a day" in said


def test_a_promise_to_a_copy_counts_for_the_account_it_is_a_copy_of(warehouse):
    before = listed(warehouse)["Mend the gate"]
    assert (before["account_id"], before["state"]) == ("C2", "done")
    say(warehouse, "duplicate,C2,C1")
    row = listed(warehouse)["Mend the gate"]
    # The call with the account since then is theirs too now.
    assert (row["account_id"], row["state"], row["contact_on"]) == ("C1", "told", "2026-05-04")


def test_a_promise_made_at_a_visit_moves_with_it(warehouse):
    visit = listed(warehouse)["Send the table"]["interaction_id"]
    say(warehouse, f"account,{visit},C3")
    assert listed(warehouse)["Send the table"]["account_id"] == "C3"
    say(warehouse, f"account,{visit},")
    assert "Send the table" not in listed(warehouse)


def test_whose_visits_count_does_not_change_whether_the_customer_was_told(warehouse):
    say(warehouse, "duplicate,C2,C1")
    assert listed(warehouse, "--where", "whose=executives")["Mend the gate"]["state"] == "told"


def test_without_a_promise_there_is_no_figure_and_with_the_first_there_is(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (tmp_path / "in" / "visits.csv").write_text(
        "Date,Customer,Visited by,Setting\n2026-03-02,Alder Tools,Ann Lee,On site\n",
        encoding="utf-8",
    )
    warehouse = tmp_path / "warehouse"
    build([tmp_path / "in"], warehouse, NOW)

    def value() -> Any:
        asked = call("metric", "promises_open", "--format", "json", warehouse=warehouse)
        return asked.rows[0]["value"]

    assert value() is None
    say(warehouse, "promise,one,C1")
    assert value() == 1
