"""A correction answers as if the export had said so; one taken back leaves no trace."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from lib import settings
from lib.corrections import NONE, Correction, Corrections
from lib.metrics import catalogue, query
from lib.scope import EVERY_ROW, EVERYTHING, Rights, Scope
from lib.warehouse import corrections as store
from lib.warehouse import engine
from lib.warehouse.build import build
from tests.metrics.rounded import rounded
from tests.oracle import reading, world

NOW = datetime(2027, 1, 1, tzinfo=UTC)
FEW = budget(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# What an export would have to say, in the words of data/reference.
SAID_SETTING = {"on_site": "customer site", "video": "video", "neutral": "restaurant"}
SAID_PURPOSE = {"proactive": "courtesy visit", "crisis": "complaint", "commercial": "sales"}
Rows = dict[str, dict[str, Any]]


def told(*rows: tuple[str, str, str]) -> Corrections:
    return Corrections(tuple(Correction(*row, "ann", "2026-11-20", "minutes") for row in rows))


@contextmanager
def built(exports: Path, warehouse: Path) -> Iterator[engine.Session]:
    build([exports], warehouse, NOW)
    with engine.lease(warehouse) as session:
        yield session


def ask(session: engine.Session, name: str, scope: Scope) -> Rows:
    asked = query.relation(name, scope)
    key = "interaction_id" if name.startswith("interaction") else "account_id"
    return {str(row[key]): row for row in session.rows(asked.sql, asked.parameters)}


def metrics(session: engine.Session, scope: Scope) -> dict[str, Any]:
    asked = query.metrics(list(catalogue.load()), scope)
    rows = session.rows(asked.sql, asked.parameters)
    return {
        f"{row['metric']} {row['as_of_on']}": tuple(
            rounded(row[part]) for part in ("value", "numerator", "denominator", "low", "high")
        )
        for row in rows
    }


def without(rows: Rows, *columns: str) -> Rows:
    return {
        key: {name: value for name, value in row.items() if name not in columns}
        for key, row in rows.items()
    }


@pytest.fixture(scope="module")
def reference() -> reading.Reference:
    return reading.read_reference(settings.REFERENCE)


@pytest.mark.parametrize("seed", [0, 1, 5])
def test_a_stated_place_and_purpose(
    seed: int, reference: reading.Reference, tmp_path: Path
) -> None:
    """Told by a person, or by a column of the export: every answer is the same."""
    rng = random.Random(seed)
    made = world.make(seed, reference)
    stated = deepcopy(made)
    said = []
    by_id = {reading.id18(row["Id"]): row for row in stated.objects["event"]}
    with_ = tmp_path / "as_read"
    made.write(with_)
    with built(with_, tmp_path / "w1") as session:
        ids = [
            str(row["interaction_id"])
            for row in session.rows(
                "select distinct interaction_id from core.interactions"
                " where interaction_id like '00U%' order by 1"
            )
        ]
        chosen = rng.sample(ids, len(ids) // 3)
        for id_ in chosen:
            row = by_id[reading.id18(id_)]
            if rng.random() < 0.7:
                setting = rng.choice(list(SAID_SETTING))
                row["Meeting_Setting__c"] = SAID_SETTING[setting]
                said.append(("setting", id_, setting))
            if rng.random() < 0.7:
                purpose = rng.choice(list(SAID_PURPOSE))
                row["Visit_Purpose__c"] = SAID_PURPOSE[purpose]
                said.append(("purpose", id_, purpose))
        days = tuple(made.days[::3])
        scope = Scope(days, corrections=told(*said), rights=EVERY_ROW)
        ours = [
            metrics(session, scope),
            *(ask(session, "account_as_of", scope.at(day)) for day in days),
            *(ask(session, "interaction_as_of", scope.at(day)) for day in days),
        ]
        people = Scope(days, corrections=scope.corrections, whose="executives", rights=EVERY_ROW)
        ours.append(metrics(session, people))
        as_read = ask(session, "interaction_list", Scope((days[0],), rights=EVERY_ROW))
        assert ask(session, "interaction_list", scope.at(days[0])) != as_read
    stated.columns["event"] += ["Meeting_Setting__c", "Visit_Purpose__c"]
    stated.write(tmp_path / "stated")
    with built(tmp_path / "stated", tmp_path / "w2") as session:
        scope = Scope(days, rights=EVERY_ROW)
        theirs = [
            metrics(session, scope),
            *(ask(session, "account_as_of", scope.at(day)) for day in days),
            *(ask(session, "interaction_as_of", scope.at(day)) for day in days),
            metrics(session, Scope(days, whose="executives", rights=EVERY_ROW)),
        ]
    evidence = (
        "corrections", "setting_basis", "setting_evidence", "purpose_basis", "evidence", "channel",
    )  # fmt: skip
    for mine, other in zip(ours, theirs, strict=True):
        is_rows = not any(isinstance(value, tuple) for value in mine.values())
        assert (without(mine, *evidence) if is_rows else mine) == (
            without(other, *evidence) if is_rows else other
        )


EXPORT = {
    "Accounts": "Id,Name,BillingStreet,BillingCity,BillingCountry,ParentId,CreatedDate\n"
    "001A,Acme,12 Rue des Lilas,Lyon,France,,2020-01-01\n"
    "001B,Bolt,Hauptstrasse 7,Kassel,Germany,001A,2020-01-01\n"
    "001C,Cord,1 High Street,Leeds,United Kingdom,001B,2020-01-01\n"
    "001D,Dome,2 High Street,York,United Kingdom,,2020-01-01\n",
    "Cases": "Id,AccountId,Status,Priority,CreatedDate,IsEscalated\n"
    "500A,001B,Closed,High,2026-05-28,false\n500B,001B,Closed,High,2026-05-18,false\n"
    "500C,001A,Closed,Low,2026-05-28,false\n",
    "Opportunities": "Id,AccountId,Name,StageName,CloseDate,Amount,CreatedDate,IsClosed,IsWon\n"
    "006A,001C,Frame,Open,2026-06-20,100,2026-01-01,false,false\n"
    "006B,001D,Won,Closed Won,2026-01-20,70,2025-12-01,true,true\n",
    "Users": "Id,Name,Title,IsActive\n005A,Ann Lee,CEO,true\n005B,Bob Ray,Wizard,true\n",
}
EVENT = "00U{n},{subject},{location},{account},2026-06-{day:02}T09:00:00Z,005B,2026-06-{day:02}\n"
SUBJECTS = ("Meeting", "Renewal", "Complaint", "Site visit", "Catch up", "Teams")
LOCATIONS = ("", "Kassel", "12, rue des Lilas", "Their office", "Leeds", "Somewhere")


def export(folder: Path, events: list[Mapping[str, object]]) -> Path:
    folder.mkdir(parents=True)
    text = "Id,Subject,Location,WhatId,StartDateTime,OwnerId,CreatedDate\n"
    text += "".join(EVENT.format(**event) for event in events)
    for name, content in {**EXPORT, "Events": text}.items():
        lines = content
        if name == "Events":
            lines = text.replace("12, rue des Lilas", '"12, rue des Lilas"')
        (folder / f"{name}.csv").write_text(lines, encoding="utf-8")
    return folder


def test_another_account(tmp_path: Path) -> None:
    """Its case, its deal and its address are what the contact is read by."""
    rng = random.Random(7)
    events: list[dict[str, object]] = []
    for n, subject in enumerate(SUBJECTS * 12):
        # No severe case at the account it is taken from: what that hid, no table holds.
        events.append({
            "n": n, "subject": subject, "location": LOCATIONS[n // 6 % 6],
            "account": rng.choice(("001A", "001C", "001D")), "day": 1 + n % 28,
        })  # fmt: skip
    day = date(2026, 6, 30)
    moves = {f"00U{n}": rng.choice("ABCD") for n in range(0, len(events), 2)}
    said = told(*(("account", id_, f"001{to}") for id_, to in moves.items()))
    with built(export(tmp_path / "read", events), tmp_path / "w1") as session:
        scope = Scope((day,), corrections=said, rights=EVERY_ROW)
        ours = (
            ask(session, "interaction_as_of", scope),
            ask(session, "account_as_of", scope),
            metrics(session, scope),
        )
    moved = [
        {**event, "account": f"001{moves.get(f'00U{n}', str(event['account'])[-1])}"}
        for n, event in enumerate(events)
    ]
    with built(export(tmp_path / "moved", moved), tmp_path / "w2") as session:
        scope = Scope((day,), rights=EVERY_ROW)
        theirs = (
            ask(session, "interaction_as_of", scope),
            ask(session, "account_as_of", scope),
            metrics(session, scope),
        )
    assert without(ours[0], "corrections") == without(theirs[0], "corrections")
    assert without(ours[1], "corrections") == without(theirs[1], "corrections")
    assert ours[2] == theirs[2]
    purposes = {row["purpose"] for id_, row in ours[0].items() if id_ in moves}
    assert purposes == {"proactive", "crisis", "commercial"}
    assert all("account corrected by ann" in str(ours[0][id_]["corrections"]) for id_ in moves)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    events: list[Mapping[str, object]] = [
        {"n": n, "subject": "Site visit", "location": "", "account": account, "day": day}
        for n, (account, day) in enumerate(
            [("001A", 1), ("001B", 20), ("001C", 10), ("001D", 5), ("001D", 6)]
        )
    ]
    build([export(folder / "in", events)], folder / "warehouse", NOW)
    return folder / "warehouse"


def accounts(
    warehouse: Path,
    said: Corrections = NONE,
    by_group: bool = False,
    rights: Rights = EVERYTHING,
) -> Rows:
    scope = Scope((date(2026, 6, 30),), corrections=said, by_group=by_group, rights=rights)
    with engine.lease(warehouse) as session:
        return ask(session, "account_as_of", scope)


def test_what_is_said_of_an_account(small: Path) -> None:
    rows = accounts(
        small,
        told(("tier", "001A", "A"), ("exempt", "001B", "in court"), ("parent", "001D", "001C")),
    )
    assert (rows["001A"]["tier"], rows["001A"]["tier_basis"]) == ("A", "corrected")
    assert (rows["001B"]["status"], rows["001B"]["exempt_reason"]) == ("exempt", "in court")
    assert rows["001D"]["parent_account_id"] == "001C"
    assert "exemption corrected by ann on 2026-11-20: minutes" in rows["001B"]["corrections"]
    assert accounts(small, told(("parent", "001B", "")))["001B"]["parent_account_id"] is None


def test_why_something_was_corrected_is_a_note(small: Path) -> None:
    said = told(("exempt", "001B", "in court"), ("duplicate", "001D", "001A"))
    rows = accounts(small, said, rights=EVERY_ROW)
    assert rows["001B"]["corrections"] == "exemption corrected by ann on 2026-11-20"
    assert rows["001A"]["corrections"] == "copy 001D corrected by ann on 2026-11-20"


def test_a_correction_that_names_an_account_is_hidden_with_it(small: Path) -> None:
    """Of what a reader may not see, nor may they see that it stands above what they see."""
    said = told(("parent", "001B", "001C"), ("tier", "001D", "A"), ("parent", "001D", "001C"))
    theirs = Rights(("001B", "001D"), notes=True, names=True, rule="two")
    rows = accounts(small, said, rights=theirs)
    assert set(rows) == {"001B", "001D"}
    assert rows["001B"]["corrections"] is None
    assert rows["001D"]["corrections"] == "tier corrected by ann on 2026-11-20: minutes"
    both = accounts(small, said, rights=replace(theirs, accounts=("001B", "001C", "001D")))
    assert both["001B"]["corrections"] == "parent corrected by ann on 2026-11-20: minutes"


def test_a_copy_counts_for_its_original(small: Path) -> None:
    rows = accounts(small, told(("duplicate", "001D", "001A")))
    assert set(rows) == {"001A", "001B", "001C"}
    assert rows["001A"]["visits_365"] == 3
    assert str(rows["001A"]["last_visit_on"]) == "2026-06-06"
    assert rows["001A"]["value"] == 70
    assert rows["001A"]["stands_for"] == 2
    # Copies of copies, copies in a circle, and a copy of what is in no export any more.
    chain = accounts(small, told(("duplicate", "001D", "001C"), ("duplicate", "001C", "001A")))
    assert set(chain) == {"001A", "001B"}
    circle = accounts(small, told(("duplicate", "001D", "001A"), ("duplicate", "001A", "001D")))
    assert set(circle) == {"001A", "001B", "001C"}
    assert set(accounts(small, told(("duplicate", "001D", "001X")))) == set(accounts(small))
    both = told(("duplicate", "001D", "001A"), ("distinct", "001A", "001D"))
    assert set(accounts(small, both)) == set(accounts(small))


def test_a_subsidiary_counts_for_its_group(small: Path) -> None:
    rows = accounts(small, by_group=True)
    assert set(rows) == {"001A", "001D"}
    assert rows["001A"]["visits_365"] == 3
    assert str(rows["001A"]["last_visit_on"]) == "2026-06-20"
    assert rows["001A"]["stands_for"] == 3
    told_so = told(("parent", "001A", "001C"))  # and so a circle of three
    assert set(accounts(small, told_so, by_group=True)) == {"001A", "001D"}
    alone = accounts(small, told(("parent", "001C", "")), by_group=True)
    assert set(alone) == {"001A", "001C", "001D"}


def test_nobodys_contact_counts_for_nobody(small: Path) -> None:
    rows = accounts(small, told(("account", "00U0", ""), ("account", "00U1", "001Z")))
    assert rows["001A"]["visits_365"] == 0
    assert rows["001B"]["visits_365"] == 1


def test_a_title_is_what_a_person_says_it_is(small: Path) -> None:
    scope = Scope((date(2026, 6, 30),), whose="executives", rights=EVERY_ROW)
    told_so = Scope(
        scope.as_of,
        whose="executives",
        corrections=told(("rank", " wizard", "1")),
        rights=EVERY_ROW,
    )
    with engine.lease(small) as session:
        assert metrics(session, scope)["visits 2026-06-30"][0] == 0
        assert metrics(session, told_so)["visits 2026-06-30"][0] == 5
        asked = query.table("people", told_so)
        people = {row["name"]: row for row in session.rows(asked.sql, asked.parameters)}
    assert people["Bob Ray"]["title_rank"] == 1
    assert "rank corrected by ann" in str(people["Bob Ray"]["corrections"])


SAMPLE_DAY = date(2026, 11, 20)


@FEW
@given(data=st.data())
def test_nothing_moves_but_what_is_corrected(sample_warehouse: Path, data: st.DataObject) -> None:
    """Other accounts answer as before; contacts are neither made nor lost; parts add up."""
    with engine.lease(sample_warehouse) as session:
        rows = session.rows("select interaction_id as id, account_id from core.interactions")
        some = data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=5), label="rows")
        kinds = st.sampled_from(["setting", "purpose"])
        values = {"setting": ["on_site", "video"], "purpose": ["crisis", "proactive"]}
        said = []
        for row in some:
            kind = data.draw(kinds)
            said.append((kind, str(row["id"]), data.draw(st.sampled_from(values[kind]))))
        scope = Scope(
            (SAMPLE_DAY,),
            window_days=3650,
            corrections=told(*dict.fromkeys(said)),
            rights=EVERY_ROW,
        )
        before = ask(session, "account_as_of", Scope((SAMPLE_DAY,), rights=EVERY_ROW))
        after = ask(session, "account_as_of", scope)
        touched = {row["account_id"] for row in some}
        for id_, row in before.items():
            assert id_ in touched or row == after[id_]
        found = metrics(session, scope)
        kinds_of = ("proactive", "crisis", "commercial", "inbound", "unclassified")
        total = sum(found[f"contacts_{kind} {SAMPLE_DAY}"][0] for kind in kinds_of)
        assert total == found[f"contacts {SAMPLE_DAY}"][0]


@FEW
@given(data=st.data())
def test_contacts_are_neither_made_nor_lost(sample_warehouse: Path, data: st.DataObject) -> None:
    by_group = data.draw(st.booleans())
    with engine.lease(sample_warehouse) as session:
        ids = [str(row["account_id"]) for row in session.rows("select * from core.accounts")]
        pairs = data.draw(
            st.lists(st.tuples(*[st.sampled_from(ids)] * 2), max_size=4, unique_by=lambda p: p[0])
        )
        said = told(*(("duplicate", a, b) for a, b in pairs if a != b))
        scope = Scope((SAMPLE_DAY,), corrections=said, by_group=by_group, rights=EVERY_ROW)
        plain = Scope((SAMPLE_DAY,), rights=EVERY_ROW)
        before, after = ask(session, "account_as_of", plain), ask(session, "account_as_of", scope)
        for column in ("visits_365", "contacts_365", "contacts_crisis_365"):
            assert sum(row[column] for row in after.values()) == sum(
                row[column] for row in before.values()
            )
        # Two currencies without a rate have no sum: then only what is in the house's is kept whole.
        is_summable = all(before[a]["currency"] == before[b]["currency"] for a, b in pairs)
        for column in ("house_value", *(["value"] if is_summable else [])):
            worth = sum(row[column] or 0 for row in before.values())
            assert sum(row[column] or 0 for row in after.values()) == pytest.approx(worth)
        assert sum(row["stands_for"] for row in after.values()) == len(before)
        split = query.metrics(["contacts", "accounts"], scope, ["tier"])
        whole = metrics(session, scope)
        for name in ("contacts", "accounts"):
            parts = [
                row["value"]
                for row in session.rows(split.sql, split.parameters)
                if row["metric"] == name
            ]
            assert sum(parts) == whole[f"{name} {SAMPLE_DAY}"][0]  # type: ignore[arg-type]


def test_it_outlives_a_new_build_and_leaves_no_trace_when_taken_back(tmp_path: Path) -> None:
    events: list[Mapping[str, object]] = [
        {"n": 0, "subject": "Site visit", "location": "", "account": "001A", "day": 1}
    ]
    exports, warehouse = export(tmp_path / "in", events), tmp_path / "warehouse"
    scope = Scope((date(2026, 6, 30),), rights=EVERY_ROW)

    def answers() -> object:
        with engine.lease(warehouse) as session:
            asked = Scope(scope.as_of, corrections=store.load(warehouse), rights=EVERY_ROW)
            return (
                ask(session, "account_as_of", asked),
                ask(session, "interaction_list", asked),
                metrics(session, asked),
            )

    build([exports], warehouse, NOW)
    before = answers()
    row = {"kind": "setting", "subject": "00U0", "value": "video", "why": "it was on Teams"}
    assert store.add(warehouse, [row], "ann", NOW) == (1, 0)
    corrected = answers()
    assert corrected != before
    build([exports], warehouse, NOW)
    assert answers() == corrected
    store.undo(warehouse, 1, "bob", NOW, "it was not")
    assert answers() == before
