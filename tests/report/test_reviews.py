"""A review is frozen for good; what today's data says otherwise has its reason."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lib import settings
from lib.report import reviewing, state
from lib.report.restated import Restated, restated
from lib.report.shelf import Shelf
from lib.scope import EVERY_ROW, EVERYTHING, Rights, Scope
from lib.warehouse import corrections, engine, reviews, tasks
from lib.warehouse.build import build

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
DAY = date(2026, 8, 31)
CUSTOMERS = (
    "Customer No,Customer,City,Country,Annual contract value,Customer since\n"
    "C1,Alder Tools,Leeds,United Kingdom,90000,2020-01-01\n"
    "C2,Birch Mills,York,United Kingdom,50000,2020-01-01\n"
    "C3,Cedar Foods,Hull,United Kingdom,20000,2020-01-01\n"
)
VISITS = (
    "Date,Customer,Visited by,Setting,Purpose,Entered on\n"
    "2023-01-10,Alder Tools,Ann Lee,On site,Proactive,2023-01-10\n"
    "2026-08-03,Birch Mills,Bo Ek,On site,Proactive,2026-08-03\n"
    "2023-03-01,Cedar Foods,Bo Ek,On site,Proactive,2023-03-01\n"
    "2026-08-31,Birch Mills,Bo Ek,Phone,Crisis,2026-08-31\n"
)


class Company:
    """Exports, a warehouse, and what is asked of it."""

    def __init__(self, folder: Path) -> None:
        self.exports, self.warehouse = folder / "in", folder / "warehouse"
        self.reference = folder / "reference"
        self.exports.mkdir()
        shutil.copytree(settings.REFERENCE, self.reference)
        self.builds = 0
        self.write(VISITS)

    def write(self, visits: str, customers: str = CUSTOMERS) -> None:
        (self.exports / "customers.csv").write_text(customers, encoding="utf-8")
        (self.exports / "visits.csv").write_text(visits, encoding="utf-8")
        self.builds += 1
        now = NOW + timedelta(minutes=self.builds)
        build([self.exports], self.warehouse, now, reference_folder=self.reference)

    def content(self, day: date = DAY) -> state.Content:
        with engine.lease(self.warehouse) as session:
            return reviewing.content(
                Scope(
                    (day,), corrections=corrections.load(self.warehouse, session), rights=EVERY_ROW
                ),
                lambda asked: session.fetch(asked.sql, asked.parameters),
                session.build_id,
                Shelf(
                    reviews.kept(self.warehouse),
                    lambda number: reviews.load(self.warehouse, number)[1],
                    [vars(one) for one in tasks.taken(self.warehouse)],
                ),
            )

    def freeze(self, day: date = DAY) -> reviews.Kept:
        found = self.content(day)
        return reviews.freeze(self.warehouse, found.to_bytes(), found.about, "ann", NOW)

    def frozen(self, number: int = 1) -> state.Content:
        return state.from_bytes(reviews.load(self.warehouse, number)[1])

    def restated(self, number: int = 1, rights: Rights = EVERY_ROW) -> Restated:
        frozen = self.frozen(number)
        frozen = replace(frozen, scope=replace(frozen.scope, rights=rights))
        with engine.lease(self.warehouse) as session:
            return restated(
                frozen,
                lambda asked: session.fetch(asked.sql, asked.parameters),
                corrections.load(self.warehouse, session),
            )


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def reasons(found: Restated, name: str) -> str:
    return " | ".join(
        f"{one.frozen} -> {one.now}: {'; '.join(one.reasons)}"
        for one in found.differences
        if one.name == name
    )


def test_a_frozen_review_is_the_same_to_the_byte_after_new_data(company: Company) -> None:
    kept = company.freeze()
    before = reviews.load(company.warehouse, kept.id)[1]
    assert company.freeze().id == kept.id  # the same is not kept twice
    for turn in range(settings.BUILDS_KEPT + 2):  # until the build it came from is long gone
        company.write(VISITS + f"2026-08-{10 + turn},Alder Tools,Ann Lee,On site,Proactive,\n")
    assert not (company.warehouse / f"{kept.build_id}.duckdb").exists()
    assert reviews.load(company.warehouse, kept.id)[1] == before
    assert company.frozen().page.answer.startswith("We have been on site with 1 of 3 accounts")
    assert company.content().page.answer.startswith("We have been on site with 2 of 3 accounts")
    later = company.freeze()
    assert [one.id for one in reviews.kept(company.warehouse)] == [later.id, kept.id]


def test_nothing_reads_otherwise_where_nothing_changed(company: Company) -> None:
    company.freeze()
    company.write(VISITS)
    found = company.restated()
    assert found.said == "Today's data says the same of that day." and not found.definitions


def test_a_row_that_came_later_without_a_date_of_its_own_is_a_late_entry(company: Company) -> None:
    company.freeze()
    company.write(VISITS + "2026-08-20,Alder Tools,Ann Lee,On site,Proactive,\n")
    said = reasons(company.restated(), "Alder Tools")
    assert "▲ Lapsed" in said.split(" -> ")[0] and "● On track" in said.split(" -> ")[1]
    assert "late entry: 1 contact more on record of it (20 Aug 2026: visits.csv, row 6)" in said
    assert "late entry: rows of 1 account" in reasons(company.restated(), "Coverage")


def test_a_row_recorded_after_the_day_is_a_late_entry_seen_in_hindsight(company: Company) -> None:
    company.freeze()
    company.write(VISITS + "2026-08-20,Alder Tools,Ann Lee,On site,Proactive,2026-09-04\n")
    said = reasons(company.restated(), "Alder Tools")
    assert "recorded only after that day (20 Aug 2026: visits.csv, row 6)" in said
    # The page of that day, made today, still says what was known then.
    assert company.content().page.answer == company.frozen().page.answer


def test_a_correction_is_named_with_who_made_it(company: Company) -> None:
    company.freeze()
    row = {"kind": "exempt", "subject": "C3", "value": "insolvent", "why": "the letter says so"}
    corrections.add(company.warehouse, [row], "bea", NOW)
    found = company.restated(rights=EVERYTHING)
    said = reasons(found, "Cedar Foods")
    assert "✕ Exempt" in said
    assert "correction: exempt corrected by bea on 2026-09-01: the letter says so" in said
    # The reason is a note.
    plain = reasons(company.restated(), "Cedar Foods")
    assert "correction: exempt corrected by bea on 2026-09-01" in plain and "letter" not in plain
    assert "correction: 1 change to the corrections since" in reasons(found, "Coverage")


def test_a_changed_definition_is_named(company: Company) -> None:
    company.freeze()
    policy = company.reference / "visit_policy.csv"
    lines = policy.read_text(encoding="utf-8").splitlines()
    tight = [
        ",".join([line.split(",")[0], "20", *line.split(",")[2:]]) if n else line
        for n, line in enumerate(lines)
    ]
    policy.write_text("\n".join(tight) + "\n", encoding="utf-8")
    company.write(VISITS)
    found = company.restated()
    assert found.definitions == ("visit_policy.csv",)
    said = reasons(found, "Birch Mills")
    assert "changed definition: visit_policy.csv" in said and "late entry" not in said


def test_what_a_row_of_the_account_says_now(company: Company) -> None:
    company.freeze()
    company.write(VISITS, CUSTOMERS.replace("C3,Cedar Foods", "C4,Dogwood"))
    found = company.restated()
    assert "-> not in view" in reasons(found, "Cedar Foods")
    assert "the account came in" in reasons(found, "Dogwood")


def test_a_review_is_compared_with_the_frozen_one_before_it(company: Company) -> None:
    company.freeze(date(2026, 8, 1))
    company.write(VISITS + "2026-08-20,Alder Tools,Ann Lee,On site,Proactive,\n")
    page = company.content().page
    assert page.since == "2026-08-01" and page.since_said == "since review 1, of 1 Aug 2026"
    late = next(change for change in page.moved if change.id == "late")
    assert (late.before, late.after) == (3, 1)
    assert {move.name: move.cause for move in late.left} == {
        "Alder Tools": "seen on 20 Aug 2026 by Ann Lee",
        "Birch Mills": "seen on 3 Aug 2026 by Bo Ek",
    }
    assert {move.row for move in late.left} == {"visits.csv, row 6", "visits.csv, row 3"}


def test_only_reviews_of_the_same_scope_are_compared(company: Company) -> None:
    day = date(2026, 8, 1)
    with engine.lease(company.warehouse) as session:
        content = reviewing.content(
            Scope((day,), tiers=("A",), rights=EVERY_ROW),
            lambda asked: session.fetch(asked.sql, asked.parameters),
            session.build_id,
            Shelf(),
        )
    reviews.freeze(company.warehouse, content.to_bytes(), content.about, "ann", NOW)
    assert content.page.scope == "tier A"
    assert company.content().page.since_said == "since a week before, 24 Aug 2026"


def visit(person: str = "", account: str = "C1", due: str = "2026-09-10") -> dict[str, str]:
    name = {"C1": "Alder Tools", "C2": "Birch Mills"}[account]
    return {
        "kind": "visit", "who": person or "somebody", "person_id": person, "account_id": account,
        "account": name, "due_on": due,
    }  # fmt: skip


def carried(company: Company, day: date) -> dict[int, tuple[str, str]]:
    return {one.id: (one.state, one.said) for one in company.content(day).page.tasks}


def people(company: Company) -> dict[str, str]:
    with engine.lease(company.warehouse) as session:
        rows = session.rows("select person_id, name from core.people")
    return {str(row["name"]): str(row["person_id"]) for row in rows}


def test_a_commitment_is_closed_by_the_visit_it_was_about(company: Company) -> None:
    kept = company.freeze()
    ann = people(company)["Ann Lee"]
    tasks.take(company.warehouse, kept.id, [visit(ann), visit(ann, "C2")], "ann", NOW)
    company.write(
        VISITS
        + "2026-08-31,Alder Tools,Ann Lee,On site,Proactive,\n"  # that day already
        + "2026-09-02,Birch Mills,Bo Ek,On site,Proactive,\n"  # somebody else
        + "2026-09-08,Alder Tools,Ann Lee,On site,Proactive,\n"
    )
    assert carried(company, date(2026, 9, 7)) == {
        1: ("open", "due 10 Sep 2026"),
        2: ("open", "due 10 Sep 2026; Bo Ek was there on 2 Sep 2026"),
    }
    found = carried(company, date(2026, 9, 14))
    assert found[1] == ("seen", "seen on 8 Sep 2026 by Ann Lee (visits.csv, row 8)")
    assert found[2] == ("late", "4 days late; Bo Ek was there on 2 Sep 2026")


def test_a_commitment_is_carried_until_it_is_closed_and_told_once_more_then(
    company: Company,
) -> None:
    first = company.freeze(date(2026, 8, 3))
    action = {"kind": "action", "who": "Bea", "what": "Ask the plant", "due_on": ""}
    tasks.take(company.warehouse, first.id, [action, {**action, "who": "Cy"}], "ann", NOW)
    for day in (10, 17):
        assert carried(company, date(2026, 8, day)).keys() == {1, 2}
        company.freeze(date(2026, 8, day))
    done = datetime(2026, 8, 20, tzinfo=UTC)
    tasks.settle(company.warehouse, 1, "done", "bea", done, "they agreed")
    assert carried(company, date(2026, 8, 24)) == {
        2: ("open", "no day set"),
        1: ("done", "done, says bea on 20 Aug 2026: they agreed"),
    }
    company.freeze(date(2026, 8, 24))
    assert carried(company, DAY).keys() == {2}
    tasks.settle(company.warehouse, 1, "open", "bea", NOW)  # it was not, after all
    assert carried(company, DAY).keys() == {1, 2}


def test_names_of_their_people_stay_apart_in_what_is_kept(company: Company) -> None:
    (company.exports / "contacts.csv").write_text(
        "Contact,Customer,Title\nGiulia Rossi,Alder Tools,CEO\n", encoding="utf-8"
    )
    (company.exports / "promises.csv").write_text(
        "Ref,Customer,Visit date,Promise,Owner,Due,Done on,Customer told on\n"
        "R1,Alder Tools,2023-01-10,Send the drawings to Giulia Rossi,Bo Ek,2026-08-25,,\n",
        encoding="utf-8",
    )
    company.write(VISITS)
    company.freeze()
    content = company.frozen()
    [due] = content.page.due
    assert due.what == "Send the drawings to …"
    assert due.what_in_full == "Send the drawings to Giulia Rossi"
    apart = replace(content.page, due=(replace(due, what_in_full=""),))
    whole = replace(content, page=apart).to_bytes().decode()
    assert "Giulia" not in whole and "Rossi" not in whole
    [late] = [change for change in content.page.moved if change.id == "promises_late"]
    assert [move.what for move in late.entered] == ["Send the drawings to …"]
