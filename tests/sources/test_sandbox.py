"""The public exports beside the repository, in place: a genuine sandbox, and other CRMs' files."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from lib import settings
from tests.command import Answer, call

EXPORTS = settings.ROOT.parent / "shared" / "exports"
SANDBOX = EXPORTS / "salesforce" / "sandbox-backup"
pytestmark = pytest.mark.skipif(not SANDBOX.is_dir(), reason="the public exports are not here")
GREENFIELD = "001Vc00000YDuScIAL"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("sandbox")
    answer = call("build", SANDBOX, warehouse=warehouse)
    assert answer.code == 0, answer.err
    return warehouse


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    answer = call("build", EXPORTS, "--json", warehouse=tmp_path_factory.mktemp("everything"))
    assert answer.code == 0, answer.err
    return answer


def test_accounts_and_their_last_event(sandbox: Path) -> None:
    accounts = call("accounts", "--format", "json", warehouse=sandbox).rows
    assert len(accounts) == 25
    last = {row["account_id"]: row["last_in_person_on"] for row in accounts}
    assert last[GREENFIELD] == "2026-04-20"
    owned = Counter(row["tier_basis"] for row in accounts)
    assert owned == {"default": 25}, "no deal is won and no tier is stated"


def test_eight_accounts_have_an_event(sandbox: Path) -> None:
    rows = call("interactions", "--format", "json", warehouse=sandbox).rows
    events = [row for row in rows if row["file"] == "Events.csv"]
    assert len({row["account_id"] for row in events}) == len(events) == 8
    assert {row["occurred_on"] for row in events if row["account_id"] == GREENFIELD} == {
        "2026-04-20"
    }
    assert {row["outcome"] for row in events} == {"completed"}
    tasks = [row for row in rows if row["file"] == "Tasks.csv"]
    assert len(tasks) == 20


def test_nothing_is_set_aside(sandbox: Path) -> None:
    assert call("rejects", "--format", "json", warehouse=sandbox).rows == []
    assert call("check", warehouse=sandbox).code == 0


def test_seven_cases_are_severe(sandbox: Path) -> None:
    """Counted in the build: the export holds no day on which a case was opened."""
    from lib.warehouse import engine

    with engine.lease(sandbox) as session:
        counts = session.rows(
            "select priority, is_severe, count(*) as n from core.cases group by all"
        )
    found = {(row["priority"], row["is_severe"]): row["n"] for row in counts}
    assert found == {("High", True): 7, ("Medium", False): 3}


def test_no_card_or_tax_number_leaves_a_command(sandbox: Path) -> None:
    secrets = set()
    for name in ("Contacts.csv", "Accounts.csv"):
        with (SANDBOX / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                secrets |= set(re.findall(r"\d[\d -]{7,}\d", row["Description"]))
    assert len(secrets) > 80
    for words in (["accounts"], ["interactions"], ["rejects"], ["check"], ["metric", "accounts"]):
        out = call(*words, "--format", "json", warehouse=sandbox).out
        assert [secret for secret in secrets if secret in out] == []


# Folder -> its source, and what each file that is read becomes; all others say why they are not.
READ = {
    "dynamics": (
        "dynamics",
        {
            "Account": "accounts", "Appointments": "interactions", "Contact": "contacts",
            "Opportunity": "deals", "User": "people",
        },
    ),
    "field-visits": ("plain_tables", {"retailers": "accounts", "visits": "interactions"}),
    "hubspot": (
        "hubspot",
        {
            "hubspot_activities": "interactions", "hubspot_companies": "accounts",
            "hubspot_contacts": "contacts", "hubspot_deals": "deals", "hubspot_tickets": "cases",
        },
    ),
    "maven": (
        "plain_tables",
        {"accounts": "accounts", "sales_pipeline": "deals", "sales_teams": "people"},
    ),
    "pipedrive": ("pipedrive", {"activity": "interactions"}),
    "salesforce": (
        "salesforce",
        {
            "Accounts": "accounts", "Cases": "cases", "Contacts": "contacts",
            "Events": "interactions", "Opportunities": "deals", "Tasks": "interactions",
        },
    ),
}  # fmt: skip


def test_every_export_is_read_as_its_own(everything: Answer) -> None:
    rows = {row["file"]: row for row in everything.rows}
    assert set(rows) == {str(path.relative_to(EXPORTS)) for path in EXPORTS.rglob("*.csv")}
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for name, row in rows.items():
        if row["status"] == "loaded":
            folder = found.setdefault(name.split("/")[0], {})
            folder[Path(name).stem] = (row["source"], row["table_name"])
    assert found == {
        folder: {stem: (source, table) for stem, table in files.items()}
        for folder, (source, files) in READ.items()
    }
    assert [name for name, row in rows.items() if not (row["source"] or row["reason"])] == []
    pipeline = rows["maven/crm-sales-opportunities/sales_pipeline.csv"]
    assert (pipeline["rows_loaded"], pipeline["rows_unlinked"]) == (8800, 1425)


def test_the_sandbox_reads_the_same_among_others(everything: Answer) -> None:
    rows = {row["file"]: row for row in everything.rows}
    loaded = {
        Path(name).stem: row["rows_loaded"]
        for name, row in rows.items()
        if name.startswith("salesforce/")
    }
    assert loaded == {
        "Accounts": 25,
        "Cases": 10,
        "Contacts": 25,
        "Events": 8,
        "Opportunities": 10,
        "Tasks": 20,
    }
