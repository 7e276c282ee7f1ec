"""The sample company, from its files alone: whole, the same every time, and worth looking at."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lib.settings import SAMPLE
from tests.command import call

TODAY = date(2026, 11, 20)
NULL = "000000000000000AAA"
CADENCE = {"A": 182, "B": 365, "C": 730}
OBJECTS = ("Account", "Contact", "User", "Event", "EventRelation", "Task", "Case", "Opportunity")
FRIENDS = ("Taunus Sensorik GmbH", "Spessart Feinwerk KG", "Mainbogen Verpackung GmbH")
ELSEWHERE = ("restaurant", "hotel", "lunch", "dinner", "booth", "trade show", "summit",
             "kaiserstrasse 44", "our office", "teams", "zoom")  # fmt: skip
ON_SITE = ("site visit", "plant tour", "factory tour")
ASKING = ("renewal", "proposal", "pricing", "quote", "negotiation", "contract")
Row = dict[str, str]


@cache
def rows(kind: str) -> list[Row]:
    path = SAMPLE / "salesforce" / "2026-11-20" / f"{kind}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def log() -> list[Row]:
    path = SAMPLE / "visit_log" / "2026-11-20" / "visits.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def key(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


@cache
def account(name: str) -> Row:
    return next(a for a in rows("Account") if a["Name"] == name)


def named(name: str) -> list[str]:
    """Ids of the accounts a name in the log may mean: the legal form is often left out."""
    wanted = key(name)
    exact = [a["Id"] for a in rows("Account") if key(a["Name"]) == wanted]
    return exact or [a["Id"] for a in rows("Account") if key(a["Name"]).startswith(wanted)]


def place(event: Row, its: Row) -> str:
    """on_site, unplaced or elsewhere, as a person would read the entry."""
    words = f"{event['Subject']} {event['Location']}".lower()
    if event["Subject"].startswith("Canceled"):
        return "cancelled"
    if any(word in words for word in ELSEWHERE):
        return "elsewhere"
    theirs = [its["BillingStreet"], its["BillingCity"], its["Name"]]
    if any(t and t.lower() in event["Location"].lower() for t in theirs):
        return "on_site"
    return "on_site" if any(word in words for word in ON_SITE) else "unplaced"


@cache
def meetings() -> dict[str, list[tuple[date, str, Row]]]:
    """Account id -> day, place and entry of every event, and of the log what took place."""
    found = defaultdict(list)
    by_id = {a["Id"]: a for a in rows("Account")}
    for event in rows("Event"):
        its = by_id[event["AccountId"]]
        found[its["Id"]].append((day(event["ActivityDate"]), place(event, its), event))
    for entry in log():
        ids = named(entry["Customer"])
        if len(ids) == 1 and not entry["Outcome"]:
            where = "on_site" if entry["Setting"] == "On site" else "elsewhere"
            found[ids[0]].append((day(entry["Date"]), where, entry))
    return found


def days_of(account_id: str, where: str, until: date = TODAY) -> list[date]:
    return sorted(d for d, p, _ in meetings()[account_id] if p == where and d <= until)


@cache
def won(until: date) -> dict[str, tuple[float, str]]:
    """Account id -> what it bought in the year, in euros where it bought in euros at all."""
    value: dict[tuple[str, str], float] = defaultdict(float)
    for deal in rows("Opportunity"):
        if deal["IsWon"] == "1" and 0 <= (until - day(deal["CloseDate"])).days < 365:
            value[deal["AccountId"], deal["CurrencyIsoCode"]] += float(deal["Amount"])
    return {its: (amount, currency) for (its, currency), amount in sorted(value.items())[::-1]}


@cache
def tiers(until: date) -> dict[str, str]:
    """Nobody is ranked against what was bought in another currency."""
    found = {}
    for currency in ("EUR", "USD"):
        valued = {
            its: amount for its, (amount, its_own) in won(until).items() if its_own == currency
        }
        ranked = sorted(
            (a for a in rows("Account") if won(until).get(a["Id"], (0, "EUR"))[1] == currency),
            key=lambda a: (-valued.get(a["Id"], 0), a["Id"]),
        )
        n = len(ranked)
        for i, its in enumerate(ranked, start=1):
            by_value = "A" if i <= n / 5 else "B" if i <= n / 2 else "C"
            found[its["Id"]] = its["Tier__c"] or by_value
    return found


def status(its: Row, on: date = TODAY) -> str:
    if its["Visit_Exempt_Reason__c"]:
        return "exempt"
    cadence = CADENCE[tiers(on)[its["Id"]]]
    visits = days_of(its["Id"], "on_site", on)
    unplaced = days_of(its["Id"], "unplaced", on)
    since = (on - visits[-1]).days if visits else None
    if since is not None and since <= cadence:
        return "covered"
    if unplaced and (on - unplaced[-1]).days <= cadence:
        return "unconfirmed"
    if since is not None:
        return "overdue" if since <= 2 * cadence else "lapsed"
    began = day(its["Customer_Since__c"] or its["CreatedDate"])
    horizon = min(day(e["ActivityDate"]) for e in rows("Event") + rows("Task"))
    return "never" if began >= horizon else "unknown"


def statuses(on: date = TODAY) -> dict[str, str]:
    return {a["Name"]: status(a, on) for a in rows("Account") if day(a["CreatedDate"]) <= on}


def coverage(on: date = TODAY) -> float:
    found = [s for s in statuses(on).values() if s != "exempt"]
    return found.count("covered") / len(found)


def test_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", SAMPLE / "generate.py", tmp_path], check=True)
    written = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*.csv")}
    kept = {p.relative_to(SAMPLE): p.read_bytes() for p in SAMPLE.rglob("*.csv")}
    assert written == kept
    assert sum(map(len, kept.values())) < 6_000_000


def test_is_the_size_of_a_real_company() -> None:
    assert len(rows("Account")) == 240
    assert len({a["BillingCountry"] for a in rows("Account")}) >= 12
    assert 8_500 <= len(rows("Event")) + len(rows("Task")) + len(log()) <= 9_500
    assert 750 <= len(rows("Case")) <= 850
    assert 1_100 <= len(rows("Opportunity")) <= 1_300
    assert 225 <= len(log()) <= 275
    states = {a["BillingState"] for a in rows("Account") if a["BillingCountry"] == "United States"}
    assert len(states - {""}) >= 20


@pytest.mark.parametrize("kind", OBJECTS)
def test_ids_are_salesforce_ids(kind: str) -> None:
    ids = [row["Id"] for row in rows(kind)]
    assert len(set(ids)) == len(ids)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
    for one in ids:
        parts = (one[at : at + 5] for at in (0, 5, 10))
        check = [sum(1 << i for i, c in enumerate(part) if c.isupper()) for part in parts]
        assert one[15:] == "".join(letters[c] for c in check)


def test_every_link_leads_somewhere() -> None:
    ids = {kind: {row["Id"] for row in rows(kind)} for kind in OBJECTS}
    about = ids["Account"] | ids["Case"] | ids["Opportunity"] | {NULL}
    for kind in ("Event", "Task"):
        for row in rows(kind):
            assert row["AccountId"] in ids["Account"]
            assert row["WhatId"] in about and row["WhoId"] in ids["Contact"] | {NULL}
            assert row["OwnerId"] in ids["User"]
            assert NULL not in (row["WhatId"], row["WhoId"]) or row["WhatId"] != row["WhoId"]
    for kind in ("Contact", "Case", "Opportunity"):
        assert {row["AccountId"] for row in rows(kind)} <= ids["Account"]
    assert {a["ParentId"] for a in rows("Account")} <= ids["Account"] | {NULL}
    assert sum(a["ParentId"] != NULL for a in rows("Account")) >= 10
    for row in rows("EventRelation"):
        assert row["EventId"] in ids["Event"]
        assert row["RelationId"] in ids["User"] | ids["Contact"]


def test_nothing_is_recorded_after_the_newest_day() -> None:
    made = [day(row["SystemModstamp"]) for kind in OBJECTS for row in rows(kind)]
    assert max(made) == TODAY
    for row in rows("Event") + rows("Task"):
        recorded, on = day(row["CreatedDate"]), day(row["ActivityDate"])
        assert recorded <= TODAY and recorded - on <= timedelta(days=45)
    assert max(day(entry["Date"]) for entry in log()) <= TODAY
    assert min(day(e["ActivityDate"]) for e in rows("Event")) >= date(2021, 11, 22)


def test_the_log_has_names_that_lead_nowhere_and_one_that_leads_two_ways() -> None:
    leads = [len(named(entry["Customer"].strip())) for entry in log()]
    assert leads.count(0) == 3
    assert leads.count(2) == 1
    assert set(leads) == {0, 1, 2}


def test_nobody_has_stood_on_the_largest_customers_ground() -> None:
    its = account("Officine Valtorta S.p.A.")
    value = won(TODAY)
    assert max(value, key=lambda i: value[i][0]) == its["Id"]
    assert its["Tier__c"] == "A" and status(its) == "never"
    assert not days_of(its["Id"], "on_site") and not days_of(its["Id"], "unplaced")
    places = [e.get("Location", "") for _, _, e in meetings()[its["Id"]]]
    assert sum("Teams" in p for p in places) >= 10
    assert any("Lunch" in e.get("Subject", "") for _, _, e in meetings()[its["Id"]])


def test_a_region_fell_silent_when_its_account_manager_left() -> None:
    henrik = next(u for u in rows("User") if u["LastName"] == "Almgren")
    assert henrik["IsActive"] == "0"
    region = [a for a in rows("Account") if a["BillingCountry"] in ("Sweden", "Poland")]
    assert len(region) == 24 and {a["OwnerId"] for a in region} == {henrik["Id"]}
    assert {status(a) for a in region} == {"overdue", "lapsed"}
    assert max(days_of(a["Id"], "on_site")[-1] for a in region) < date(2025, 9, 20)


def test_one_is_seen_only_in_a_crisis_and_one_only_around_renewals() -> None:
    kestrel = account("Kestrel Bay Foods, Inc.")
    severe = [
        day(c["CreatedDate"])
        for c in rows("Case")
        if c["AccountId"] == kestrel["Id"] and c["Priority"] == "High"
    ]
    met = [d for d, _, _ in meetings()[kestrel["Id"]]]
    assert len(met) >= 20
    assert all(any(0 <= (d - s).days <= 14 for s in severe) for d in met)
    beaurivage = account("Chimie Beaurivage SAS")
    subjects = [e["Subject"].lower() for _, _, e in meetings()[beaurivage["Id"]]]
    assert len(subjects) >= 15
    assert all(any(word in s for word in ASKING) for s in subjects)
    assert {status(kestrel), status(beaurivage)} == {"covered"}


def test_three_friends_near_frankfurt_are_seen_every_month() -> None:
    year = [e for e in log() if e["Setting"] == "On site" and day(e["Date"]) > date(2025, 11, 20)]
    for name in FRIENDS:
        ids = named(name)
        its = [e for e in year if named(e["Customer"].strip()) == ids and not e["Outcome"]]
        assert len(its) >= 11 and {e["Visited by"] for e in its} == {"Matthias Kolbe"}
    friends = [e for e in year if key(e["Customer"])[:6] in {key(n)[:6] for n in FRIENDS}]
    assert len(friends) > len(year) / 4


def test_the_whole_looks_like_a_real_company() -> None:
    found = list(statuses().values())
    count = {s: found.count(s) for s in set(found)}
    assert 13 <= count["unconfirmed"] <= 18
    assert 10 <= count["unknown"] <= 16 and 10 <= count["never"] <= 18
    assert count["exempt"] == 3
    assert 0.55 <= coverage() <= 0.65
    assert coverage(date(2025, 11, 20)) < coverage() - 0.03
    late = 240 - count["covered"] - count["exempt"]
    assert 0.35 <= late / 240 <= 0.45


def test_some_visits_are_booked_and_two_customers_were_too_busy() -> None:
    booked = [i for i, its in meetings().items() for d, p, _ in its if p == "on_site" and d > TODAY]
    assert len(set(booked)) == 8
    busy = [e for e in log() if e["Outcome"] == "Declined" and day(e["Date"]) > date(2026, 10, 20)]
    assert sorted(e["Customer"][:10] for e in busy) == ["Kempenland", "Laboratoir"]


def test_names_no_real_mailbox() -> None:
    for kind in ("Contact", "User"):
        assert all(row["Email"].endswith(".example") for row in rows(kind))


def test_the_readme_states_these_figures() -> None:
    readme = " ".join((SAMPLE / "README.md").read_text(encoding="utf-8").split())
    found = [s for s in statuses().values() if s != "exempt"]
    year = date(2025, 11, 20)
    executive = [
        e for e in log() if e["Setting"] == "On site" and not e["Outcome"] and day(e["Date"]) > year
    ]
    friends = [e for e in executive if key(e["Customer"])[:6] in {key(n)[:6] for n in FRIENDS}]
    upper = (found.count("covered") + found.count("unconfirmed")) / len(found)
    for words in (
        f"{found.count('covered')} of {len(found)} customers in time, {coverage():.0%}",
        f"A year ago it was {coverage(year):.0%}",
        f"at best it is {upper:.0%}",
        f"{len(friends)} of {len(executive)} executive visits",
        f"{found.count('unknown')} we cannot judge",
        f"{found.count('never')} were never visited for certain",
    ):
        assert words.replace("%", " %") in readme


def test_the_readme_tells_what_the_dashboard_shows(sample_warehouse: Path) -> None:
    readme = " ".join((SAMPLE / "README.md").read_text(encoding="utf-8").split())

    def listed(name: str) -> list[dict[str, Any]]:
        answer = call("list", name, "--format", "json", warehouse=sample_warehouse)
        assert answer.code == 0, answer.err
        return answer.rows

    promises = listed("promises")
    states = [one["state"] for one in promises]
    done = states.count("done") + states.count("told")
    assert f"Of {len(promises)} promises since October 2025, {done} are done" in readme
    assert f"of {states.count('told')} of them the customer has heard" in readme
    delivery = next(one for one in listed("themes") if one["theme"] == "Delivery times")
    assert (delivery["accounts"], delivery["accounts_before"]) == (28, 6)
    unfiled = {one["phrase"]: one["accounts"] for one in listed("phrases")}
    assert unfiled["stainless housing"] == 9
    quiet = {one["name"]: one["change"] for one in listed("quiet")}
    assert round(100 * quiet["Kartony Warciańskie Sp. z o.o."]) == -39
    assert "Tannfors Elektronik AB" not in quiet
    left = {one["name"]: one for one in listed("moments") if one["moment"] == "leaving"}
    assert sum(one["is_missed_chance"] for one in left.values()) == 4
    assert left["Dallmeyer Kunststoffe GmbH"]["ours"] == "Laurent Descamps"
    assert left["Pemberton Flow Controls"]["days_left"] == 28
    five = [one["name"] for one in listed("whom_next")[:5]]
    told = readme.split("**Whom to see next**")[1]
    places = [told.index(" ".join(name.split()[:2])) for name in five]
    assert places == sorted(places)
