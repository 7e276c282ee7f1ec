"""What a calendar's rows become before they are linked to accounts: the source's own table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import pytest

from lib import settings
from lib.sources import loader
from lib.warehouse import reference

READING = Path(__file__).parents[1] / "reading" / "calendars"
Rows = dict[str, dict[str, Any]]


@pytest.fixture
def meetings(tmp_path: Path) -> Callable[..., Rows]:
    """The interactions of calendars by id: a file as it is stored, or made of events."""

    def write(name: str, *events: str) -> Path:
        bodies = [f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events]
        path = tmp_path / name
        path.write_text(f"BEGIN:VCALENDAR\n{''.join(bodies)}END:VCALENDAR\n", encoding="utf-8")
        return path

    def load(
        *events: str, stored: tuple[str, ...] = (), copies: Mapping[str, str] = MappingProxyType({})
    ) -> Rows:
        paths = [write("maja.lund@falkwerk.example.ics", *events)] if events else []
        paths += [write(name, event) for name, event in copies.items()]
        paths += [READING / name for name in stored]
        con = duckdb.connect()
        con.execute(loader.macros())
        reference.load(con, settings.REFERENCE)
        (tmp_path / "staging").mkdir()
        legal = {"legal_forms": "gmbh|ag", "today": "2026-06-30"}
        loads = loader.load(con, paths, tmp_path / "staging", legal, None, lambda _: None)
        assert [(one.source, one.status) for one in loads] == [("calendars", "loaded")] * len(loads)
        found = con.execute("select * from staging.calendars.interactions").df()
        return {row["interaction_id"]: row for row in found.astype(object).to_dict("records")}

    return load


def test_what_is_known_of_a_meeting(meetings):
    found = meetings(stored=("google.ics",))
    weekly = found["0rjv2g5weekly@google.com/20260330T073000Z"]
    assert weekly["emails"] == "jana.roth@falkwerk.example;o.huber@brauerei-huber.example"
    assert weekly["accepted_emails"] == "jana.roth@falkwerk.example"
    assert weekly["declined_emails"] == "o.huber@brauerei-huber.example"
    assert weekly["organiser_email"] == "jana.roth@falkwerk.example"
    assert str(weekly["occurred_at"]) == "2026-03-30 09:30:00"
    assert str(weekly["occurred_on"])[:10] == "2026-03-30"
    assert str(weekly["recorded_on"])[:10] == "2026-01-01"
    assert str(weekly["modified_at"])[:10] == "2026-03-01"
    assert weekly["fallback_channel"] == "meeting"
    visit = found["0rjv2g5weekly@google.com/20260406T073000Z"]
    assert "Hauptstr. 3" in visit["match_text"] and "vor Ort" in visit["match_text"]
    fair = found["6fair@google.com"]
    assert str(fair["occurred_on"])[:10] == "2026-05-11", "of several days, the first"
    assert str(fair["occurred_at"]) in ("None", "NaT")


def test_the_same_meeting_in_two_calendars_is_one(meetings):
    # As the organiser wrote it and as a colleague's calendar has it, in another zone.
    rows = meetings(
        "UID:a\nDTSTART;TZID=Europe/Berlin:20260105T100000\nRRULE:FREQ=DAILY;COUNT=2",
        copies={"other.ics": "UID:a\nDTSTART:20260106T090000Z\nRECURRENCE-ID:20260106T090000Z"},
    )
    assert sorted(rows) == ["a/20260105T090000Z", "a/20260106T090000Z"]


@pytest.mark.parametrize(
    ("lines", "is_online", "location"),
    [
        ("LOCATION:Microsoft Teams-Besprechung", True, "Microsoft Teams-Besprechung"),
        ("LOCATION:Réunion Microsoft Teams", True, "Réunion Microsoft Teams"),
        ("LOCATION:https://zoom.us/j/123", True, "https://zoom.us/j/123"),
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/a", True, "https://meet.google.com/a"),
        # A place beside a call: an address is where it was, a room need not be.
        (
            "LOCATION:Am Forst 1\\, Schwyz\\; Microsoft Teams Meeting",
            None,
            "Am Forst 1, Schwyz",
        ),
        (
            "LOCATION:Room 4\\; Microsoft Teams Meeting",
            None,
            "Room 4; Microsoft Teams Meeting",
        ),
        (
            "LOCATION:Am Forst 1\\, Schwyz\nDESCRIPTION:https://teams.microsoft.com/l/meetup-join/1",
            None,
            "Am Forst 1, Schwyz",
        ),
        ("LOCATION:https://maps.app.goo.gl/x", None, "https://maps.app.goo.gl/x"),
        ("SUMMARY:Visit", None, None),
    ],
)
def test_a_call_or_a_place(meetings, lines, is_online, location):
    [row] = meetings(f"UID:a\nDTSTART:20260105T100000Z\n{lines}").values()
    assert (row["is_online"] is True, row["location"]) == (is_online is True, location)


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        ("STATUS:CANCELLED", "cancelled"),
        ("SUMMARY:Canceled: Visit", "cancelled"),
        ("SUMMARY:Abgesagt: Besuch", "cancelled"),
        ("SUMMARY:Canceled orders", None),
        ("STATUS:TENTATIVE", None),
        ("STATUS:CONFIRMED", None),
    ],
)
def test_what_was_called_off(meetings, lines, outcome):
    [row] = meetings(f"UID:a\nDTSTART:20260105T100000Z\n{lines}").values()
    assert row["outcome"] == outcome


def test_who_keeps_a_calendar_was_there_unless_he_declined(meetings):
    attendee = "ATTENDEE;PARTSTAT={}:mailto:Maja.Lund@falkwerk.example"
    rows = meetings(
        "UID:own\nDTSTART:20260105T100000Z",
        "UID:went\nDTSTART:20260105T100000Z\n" + attendee.format("ACCEPTED"),
        "UID:declined\nDTSTART:20260105T100000Z\n" + attendee.format("DECLINED"),
    )
    assert {row["emails"] for row in rows.values()} == {"maja.lund@falkwerk.example"}
    assert rows["declined"]["declined_emails"] == "maja.lund@falkwerk.example"


def test_a_plan_was_known_when_it_was_exported(meetings):
    rows = meetings(
        "UID:plan\nDTSTART:20260705T100000Z\nDTSTAMP:20260601T000000Z",
        "UID:past\nDTSTART:20260105T100000Z\nDTSTAMP:20260601T000000Z",
    )
    assert str(rows["plan"]["recorded_on"])[:10] == "2026-06-01"
    assert str(rows["past"]["recorded_on"]) in ("None", "NaT")


def test_without_an_id_a_meeting_has_one_that_stays(meetings):
    [name] = meetings("DTSTART:20260105T100000Z\nSUMMARY:Visit")
    assert name == "calendar-" + name[-16:] and len(name) == 25
