"""The pre-visit brief: what stands on it, what stays off it, and that it is one page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from lib.report import briefing, pdf

AS_OF = date(2026, 11, 20)
ROW: dict[str, Any] = {
    "as_of_on": AS_OF,
    "name": "Kestrel Bay Foods, Inc.",
    "city": "Milwaukee",
    "state": "Wisconsin",
    "country": "United States",
    "tier": "A",
    "cadence_days": 182,
    "days_since_visit": 39,
    "last_visit_on": date(2026, 10, 12),
    "status": "on_track",
    "is_booked": False,
    "next_booked_on": None,
    "is_asked_busy": False,
    "value": 720_000.0,
    "currency": "EUR",
    "value_basis": "deals_won",
    "last_in_person_on": date(2026, 10, 12),
    "days_since_proactive": None,
    "contacts_365": 17,
    "visits_365": 4,
    "contacts_proactive_365": 0,
    "contacts_crisis_365": 17,
    "contacts_commercial_365": 0,
    "is_at_extremes": True,
}
LONG = "An uncommonly long sentence that somebody typed with care and without end. " * 9


def contact(**changes: Any) -> dict[str, Any]:
    return {
        "occurred_on": date(2026, 10, 12),
        "setting": "on_site",
        "purpose": "crisis",
        "organiser": "Brooke Hanrahan",
        "subject": "Root cause, line 2",
        "notes": "They want one contact.",
        **changes,
    }


def person(name: str, title: str | None, rank: int | None, **changes: Any) -> dict[str, Any]:
    return {
        "contact": name,
        "title": title,
        "title_rank": rank,
        "horizon": "future" if rank == 1 else "operations",
        "last_met_on": None,
        "last_spoken_on": None,
        **changes,
    }


def promise(state: str, **changes: Any) -> dict[str, Any]:
    return {
        "action": "Confirm delivery dates",
        "learnt": "Deliveries are late",
        "owner": "Matthias Kolbe",
        "state": state,
        "due_on": date(2026, 11, 3),
        "done_on": date(2026, 11, 1) if state in ("done", "told") else None,
        **changes,
    }


CASE = {"is_open": True, "is_severe": True, "subject": "Line stopped", "opened_on": AS_OF}
DEAL = {
    "deal": "Service contract 2027",
    "amount": 161_000.0,
    "currency": "EUR",
    "is_open": True,
    "is_won": False,
    "closes_on": AS_OF + timedelta(days=40),
}
OURS = [
    {"name": "Annelise Brandt", "title": "CEO", "title_rank": 1, "is_active": True},
    {"name": "Gone Away", "title": "CFO", "title_rank": 1, "is_active": False},
]


def test_names_and_notes_stay_off_unless_asked_for() -> None:
    known = briefing.Known(ROW, [contact()], people=[person("Ann Berg", "CEO", 1)], ours=OURS)
    plain = str(briefing.brief(known).as_plain())
    assert "Ann Berg" not in plain and "one contact" not in plain
    assert "CEO" in plain and "Root cause" in plain
    told = str(briefing.brief(known, with_names=True, with_notes=True).as_plain())
    assert "Ann Berg" in told and "They want one contact." in told


def test_the_most_wanted_are_those_nobody_met() -> None:
    people = [
        person("Tom", "Plant Manager", 3, last_met_on=date(2026, 10, 12)),
        person("Ida", None, None),
        person("Ann", "CEO", 1),
    ]
    found = briefing.brief(briefing.Known(ROW, people=people, ours=OURS), with_names=True)
    assert [one.name for one in found.people] == ["Ann", "Ida", "Tom"]
    assert found.people[0].why == "decides where they go next, never met"
    assert found.introduce == ["Ann, CEO: Annelise Brandt (CEO)."]


def test_promises_say_what_is_left_to_do() -> None:
    states = ("told", "late", "open", "done", "dropped")
    found = briefing.brief(briefing.Known(ROW, promises=[promise(s) for s in states]))
    assert found.promises == [
        "Confirm delivery dates (Matthias Kolbe): late, due 3 Nov 2026.",
        "Confirm delivery dates (Matthias Kolbe): due 3 Nov 2026.",
        "Confirm delivery dates (Matthias Kolbe): done 1 Nov 2026; tell them.",
    ]


def test_surprises_are_facts() -> None:
    lost = {**DEAL, "is_open": False, "closes_on": AS_OF - timedelta(days=30)}
    long_lost = {**lost, "deal": "Old", "closes_on": AS_OF - timedelta(days=300)}
    closed = {**CASE, "is_open": False, "subject": "Mended", "closed_on": AS_OF}
    found = briefing.brief(
        briefing.Known(ROW, cases=[CASE, closed], deals=[DEAL, lost, long_lost])
    ).surprises
    assert found == [
        "A severe case is open since 20 Nov 2026: Line stopped.",
        "A severe case was closed on 20 Nov 2026: Mended.",
        "In a year: 17 crisis, nothing of our own accord.",
        "“Service contract 2027” (€161k) is due on 30 Dec 2026.",
        "We lost “Service contract 2027” (€161k) on 21 Oct 2026.",
    ]


def test_who_bought_nothing_has_fallen_by_no_share() -> None:
    stopped = {"trend": "falling", "comparison": "stopped", "change": None}
    found = briefing.brief(briefing.Known(ROW, sales={**stopped, "last_sold_month": AS_OF}))
    assert "Their sales: bought nothing in twelve months, last in Nov 2026." in found.surprises


def test_it_says_what_the_exports_hold_nothing_on() -> None:
    assert "promises" in briefing.brief(briefing.Known(ROW)).silent_on
    held = frozenset({"commitments"})
    assert "promises" not in briefing.brief(briefing.Known(ROW, held=held)).silent_on


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("name", ["X", "株式会社 " * 12, '#panic("x") *_`$\\ <tag> ' * 4])
def test_the_fullest_account_is_one_page(name: str, paper: str) -> None:
    known = briefing.Known(
        {**ROW, "name": name, "status": "lapsed"},
        [contact(subject=LONG, notes=LONG)] * 9,
        cases=[{**CASE, "subject": LONG}] * 9,
        deals=[{**DEAL, "deal": LONG}] * 9,
        people=[person(LONG, LONG, 1)] * 9,
        promises=[promise("late", action=LONG, owner=LONG)] * 9,
        ours=OURS,
    )
    page = briefing.brief(known, with_names=True, with_notes=True)
    assert len(pdf.pictures("brief", page.as_plain(), paper)) == 1


def test_an_account_nobody_knows_anything_of_is_a_page_too() -> None:
    bare = {**ROW, "value": None, "value_basis": None, "days_since_visit": None}
    page = briefing.brief(briefing.Known({**bare, "status": "unknown", "city": None}))
    assert pdf.pdf("brief", page.as_plain()).startswith(b"%PDF")
