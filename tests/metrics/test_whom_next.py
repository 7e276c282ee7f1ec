"""Whom to see next: every reason is true, reckoned anew from the rows behind it."""

from __future__ import annotations

import csv
import math
import shutil
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lib import settings
from lib.metrics import lists, query
from lib.report import whom
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import engine
from lib.warehouse.build import build
from tests.oracle import reading, world

NOW = datetime(2027, 1, 1, tzinfo=UTC)
DAY = date(2026, 11, 20)
YEAR = timedelta(days=365)
MET = ("on_site", "their_event", "our_place", "neutral", "in_person_unplaced")
Row = dict[str, Any]


def weights(day: date) -> dict[str, int]:
    with (settings.REFERENCE / "next_weights.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["valid_from"] <= day.isoformat()]
    return {
        row["reason"]: int(row["points"]) for row in sorted(rows, key=lambda r: r["valid_from"])
    }


def read(session: engine.Session, name: str, day: date) -> list[Row]:
    asked = query.relation(name, Scope((day,), rights=EVERY_ROW))
    return [dict(row) for row in session.rows(asked.sql, asked.parameters)]


class Facts:
    """What the rows of a build say on a day, put together without the ranking."""

    def __init__(self, session: engine.Session, day: date) -> None:
        self.day, self.weights = day, weights(day)
        self.accounts = {row["account_id"]: row for row in read(session, "account_as_of", day)}
        self.talks: dict[str, list[Row]] = defaultdict(list)
        for row in read(session, "interaction_as_of", day):
            if row["outcome"] == "completed" and row["setting"] not in ("message", "unknown"):
                self.talks[row["account_id"]].append(row)
        self.open: dict[str, list[Row]] = defaultdict(list)
        for row in read(session, "moments_as_of", day):
            if row["state"] == "open":
                self.open[row["account_id"]].append(row)
        self.trend = {r["account_id"]: r["trend"] for r in read(session, "sales_trend_as_of", day)}
        self.refused: dict[str, date] = {}
        for row in session.rows("select * from core.refusals order by occurred_on"):
            on, known, until = row["occurred_on"], row["known_from"], row["known_until"]
            if day - YEAR < on and known <= day < until:  # type: ignore[operator]
                self.refused[str(row["account_id"])] = on  # type: ignore[assignment]
        self.cases = {
            str(row["account_id"])
            for row in session.rows("select account_id, opened_on from core.cases")
            if day - YEAR < row["opened_on"] <= day  # type: ignore[operator]
        }
        by_currency: dict[str | None, list[float]] = defaultdict(list)
        for row in self.accounts.values():
            if row["value"] is not None and row["value"] > 0:
                by_currency[row["currency"]].append(float(row["value"]))
        self.average = {name: math.fsum(all_) / len(all_) for name, all_ in by_currency.items()}

    def has_left(self, row: Row) -> bool:
        return row["kind"] == "former" or bool(row["left_on"] and row["left_on"] <= self.day)

    def last(self, account: str, *purposes: str) -> date | None:
        days = [t["occurred_on"] for t in self.talks[account] if t["purpose"] in purposes]
        return max(days, default=None)

    def is_unprompted(self, row: Row) -> bool:
        since = self.last(row["account_id"], "proactive", "unclassified")
        if since is None and row["horizon_on"] is not None:
            since = max(row["horizon_on"], row["began_on"] or row["horizon_on"])
        return since is not None and (self.day - since).days > row["cadence_days"]

    def is_quiet(self, row: Row) -> bool:
        since = self.last(row["account_id"], "proactive", "unclassified")
        is_silent = since is None or (self.day - since).days > row["cadence_days"]
        is_calm = row["account_id"] not in self.cases
        return is_silent and is_calm and self.trend[row["account_id"]] in ("flat", "falling")

    def moment(self, account: str) -> tuple[str | None, int]:
        names = {row["moment"] for row in self.open[account]}
        if "leaving" in names:
            return "leaving", self.weights["leaving"]
        return max(
            ((name, self.weights[name]) for name in names), key=lambda n: n[1], default=(None, 0)
        )

    def late(self, row: Row) -> int:
        per, most, days = self.weights["late"], self.weights["late_most"], row["cadence_days"]
        if row["status"] in ("overdue", "lapsed"):
            assert row["days_since_visit"] > days
            return min(per * row["days_since_visit"] // days, most)
        if row["status"] == "never":
            gone = (self.day - row["began_on"]).days
            return max(min(per * gone // days, most), self.weights["never"])
        return self.weights["unknown"] if row["status"] == "unknown" else 0

    def extremes(self, row: Row) -> bool:
        year = [t for t in self.talks[row["account_id"]] if t["occurred_on"] > self.day - YEAR]
        purposes = {talk["purpose"] for talk in year}
        return bool(purposes & {"crisis", "commercial"}) and not (
            purposes & {"proactive", "unclassified"}
        )

    def value(self, row: Row) -> float:
        if row["value"] is None or row["value"] <= 0:
            return 0.0
        times = float(row["value"]) / self.average[row["currency"]]
        return self.weights["value"] * times / (times + self.weights["value_half"])

    def declined(self, account: str) -> bool:
        met = max(
            (t["occurred_on"] for t in self.talks[account] if t["setting"] in MET),
            default=date.min,
        )
        return account in self.refused and self.refused[account] > met

    def points(self, row: Row) -> Row:
        account, weight = row["account_id"], self.weights
        is_here = not self.has_left(row)
        return {
            "late": is_here * self.late(row),
            "unprompted": is_here * self.is_unprompted(row) * weight["unprompted"],
            "extremes": is_here * self.extremes(row) * weight["extremes"],
            "quiet": is_here * self.is_quiet(row) * weight["quiet"],
            "moment": self.moment(account)[1],
            "unbooked": 0 if row["is_booked"] else weight["unbooked"],
            "booked": weight["booked"] if row["is_booked"] else 0,
            "declined": self.declined(account) * weight["declined"],
        }


def check(session: engine.Session, day: date) -> set[str]:
    """Fails where the ranking of a day says what the rows do not; the reasons it gave."""
    facts = Facts(session, day)
    found = {row["account_id"]: row for row in read(session, "whom_next_as_of", day)}
    expected = {
        account
        for account, row in facts.accounts.items()
        if row["status"] != "exempt"
        and (not facts.has_left(row) or facts.moment(account)[0] == "leaving")
    }
    assert found.keys() == expected
    given: set[str] = set()
    for account, row in found.items():
        points = facts.points(facts.accounts[account])
        assert {name: row[f"{name}_points"] for name in points} == points, row
        assert row["moment"] == facts.moment(account)[0] or points["moment"] == 0
        value = facts.value(facts.accounts[account])
        assert value - 1 < row["value_points"] <= value + 1e-6
        assert row["points"] == sum(points.values()) + row["value_points"]
        reasons = sum(
            points[name] for name in ("late", "unprompted", "extremes", "quiet", "moment")
        )
        assert row["is_to_see"] == (reasons > 0 and not row["is_asked_busy"])
        given |= {name for name in points if points[name]}
    listed = [row for row in found.values() if row["is_to_see"]]
    for row in found.values():
        above = sum(other["points"] > row["points"] for other in listed)
        assert row["place"] == (above + 1 if row["is_to_see"] else None)
    for row in listed:
        if row["days_late"] is not None:
            assert row["days_late"] == row["days_since_visit"] - row["cadence_days"] > 0
        said, weighed = whom.why(row), whom.points_said(row)
        assert (
            said
            and sum(int(part.rsplit(" ", 1)[1]) for part in weighed.split(", ")) == (row["points"])
        )
        assert len(said) <= 180 and "None" not in said
    return given


@pytest.mark.parametrize("day", [DAY, date(2025, 11, 20), date(2024, 3, 1), date(2022, 2, 1)])
def test_every_reason_is_true_of_the_sample(sample_warehouse: Path, day: date) -> None:
    with engine.lease(sample_warehouse) as session:
        given = check(session, day)
    if day == DAY:
        assert given == {
            "late", "unprompted", "extremes", "quiet", "moment", "unbooked", "booked",
            "declined",
        }  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_every_reason_is_true_of_a_company_full_of_edges(seed: int, tmp_path: Path) -> None:
    made = world.make(seed, reading.read_reference(settings.REFERENCE))
    made.write(tmp_path / "export")
    build([tmp_path / "export"], tmp_path / "warehouse", NOW)
    with engine.lease(tmp_path / "warehouse") as session:
        for day in made.days[::3]:
            check(session, day)


CUSTOMERS = """\
Customer No,Customer,Annual contract value,Customer since,Tier,Renewal,Customer until,Type
C1,Alder,100000,2020-01-01,A,,,Customer
C9,Alder again,100000,2020-01-01,A,,,Customer
C2,Birch booked,100000,2020-01-01,A,,,Customer
C3,Cedar declined,100000,2020-01-01,A,,,Customer
C4,Dogwood busy,100000,2020-01-01,A,,,Customer
C5,Elm on track,900000,2020-01-01,A,,,Customer
C6,Fir renewing,100000,2020-01-01,A,2027-01-15,,Customer
C7,Gorse unknown,100000,2020-01-01,A,,,Customer
C8,Holly left long ago,100000,2020-01-01,A,,2025-05-01,Former
D1,Ivy left now,100000,2020-01-01,A,,2026-11-10,Former
"""
LATE = "2024-01-10,{},Ann Lee,On site,Proactive,,2024-01-10\n"
VISITS = (
    "Date,Customer,Visited by,Setting,Purpose,Outcome,Entered on\n"
    "2023-01-05,Elm on track,Ann Lee,On site,Proactive,,2023-01-05\n"
    + "".join(
        LATE.format(name)
        for name in ("Alder", "Alder again", "Birch booked", "Cedar declined", "Dogwood busy",
                     "Fir renewing", "Holly left long ago", "Ivy left now")
    )
    + "2027-01-08,Birch booked,Ann Lee,On site,Proactive,Planned,2026-11-02\n"
    "2026-06-01,Cedar declined,Ann Lee,On site,Proactive,Declined,2026-06-01\n"
    "2026-11-01,Dogwood busy,Ann Lee,On site,Proactive,Declined,2026-11-01\n"
    "2026-11-12,Elm on track,Ann Lee,On site,Proactive,,2026-11-12\n"
)  # fmt: skip


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whom")
    return built(folder, settings.REFERENCE)


def built(folder: Path, reference: Path) -> Path:
    exports = folder / "in"
    exports.mkdir()
    (exports / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (exports / "visits.csv").write_text(VISITS, encoding="utf-8")
    build([exports], folder / "warehouse", NOW, reference_folder=reference)
    return folder / "warehouse"


def ranked(warehouse: Path, day: date = DAY) -> dict[str, Row]:
    with engine.lease(warehouse) as session:
        asked = lists.rows("whom_next", Scope((day,), rights=EVERY_ROW))
        return {str(r["name"]): dict(r) for r in session.rows(asked.sql, asked.parameters)}


def test_who_is_on_the_list_and_in_which_order(company: Path) -> None:
    places = {name: row["place"] for name, row in ranked(company).items()}
    # Who asked us to wait, was seen in time or left long ago is not on it. Same facts, same place.
    assert places == {
        "Fir renewing": 1, "Alder": 2, "Alder again": 2, "Cedar declined": 4, "Ivy left now": 5,
        "Gorse unknown": 6, "Birch booked": 7,
    }  # fmt: skip


def test_each_says_why_in_a_sentence(company: Path) -> None:
    found = ranked(company)
    last = "863 days late, last visit 10 Jan 2024; no unprompted conversation since 10 Jan 2024"
    assert {name: whom.why(row) for name, row in found.items()} == {
        "Fir renewing": last.replace("; no", "; renewal on 15 Jan 2027; no") + "; nothing booked",
        "Alder": f"{last}; nothing booked",
        "Alder again": f"{last}; nothing booked",
        "Cedar declined": f"{last}; asked on 1 Jun 2026, without a yes; nothing booked",
        "Ivy left now": "Left on 10 Nov 2026, and nobody has asked why in person; nothing booked",
        "Gorse unknown": "No visit in the records, which begin on 5 Jan 2023; no unprompted "
        "conversation on record; nothing booked",
        "Birch booked": f"{last}; booked for 8 Jan 2027",
    }
    assert whom.points_said(found["Birch booked"]) == (
        "late 32, nobody unprompted 10, value 7, booked -50"
    )
    (first, *_) = whom.to_see([found["Fir renewing"]])
    assert first.worth == "€100k a year" or first.worth.startswith("100k")
    assert first.points.startswith("73: late 32, renewal near 20,")


def test_what_the_exports_do_not_hold_gives_no_points(company: Path) -> None:
    # There are no sales, so nobody is quiet.
    assert {row["quiet_points"] for row in ranked(company).values()} == {0}


def test_a_dated_row_changes_the_points_from_its_day_on(tmp_path: Path) -> None:
    reference = shutil.copytree(settings.REFERENCE, tmp_path / "reference")
    with (reference / "next_weights.csv").open("a", encoding="utf-8") as file:
        file.write("unbooked,9,2026-11-01,more\nrenewal,0,2026-11-01,off\n")
    warehouse = built(tmp_path, reference)
    now, before = ranked(warehouse)["Alder"], ranked(warehouse, date(2026, 10, 31))["Alder"]
    assert (before["unbooked_points"], now["unbooked_points"]) == (4, 9)
    assert "renewal" not in whom.why(ranked(warehouse)["Fir renewing"])
