"""Calendars: what Google, Outlook, Exchange and Apple write, and what a hostile one does."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import Reading, read_all

from lib.errors import UnreadableFile
from lib.sources import calendar as calendar_module
from lib.sources import calendar_child

HERE = Path(__file__).parent / "calendars"
PRIVATE = "It is marked private"


def rows(reading: Reading) -> list[dict[str, str]]:
    """The rows by column, without what is empty."""
    header = reading.document.header
    return [
        {name: cell for name, cell in zip(header, row, strict=True) if cell}
        for row in reading.rows.values()
    ]


def column(reading: Reading, name: str) -> list[str]:
    return [row.get(name, "") for row in rows(reading)]


@pytest.fixture
def calendar(folder):
    """Read events, each the lines between BEGIN:VEVENT and END:VEVENT, as one calendar."""

    def read_events(*events: str, head: str = "", name: str = "mine.ics") -> Reading:
        bodies = [f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events]
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(bodies)}END:VCALENDAR\n"
        return read_bytes(text.encode(), name)

    def read_bytes(data: bytes, name: str = "mine.ics") -> Reading:
        (folder / name).write_bytes(data)
        [reading] = read_all(folder / name, folder / "staging")
        return reading

    read_events.of_bytes = read_bytes
    return read_events


def stored(name: str, folder: Path) -> Reading:
    [reading] = read_all(HERE / name, folder / "staging")
    return reading


def test_google(folder):
    reading = stored("google.ics", folder)
    found = rows(reading)
    # Weekly at half past nine in winter and in summer; one date taken out, one moved.
    assert [(row["start"], row["summary"]) for row in found] == [
        ("2026-03-16T09:30:00", "Jour fixe Huber"),
        ("2026-03-30T09:30:00", "Jour fixe Huber"),
        ("2026-04-07T14:00:00", "Jour fixe Huber (vor Ort)"),
        ("2026-05-05T00:05:00", "Late call"),
        ("2026-05-11", "Hannover Messe"),
    ]
    assert [row.get("recurrence_id") for row in found] == [
        *("20260316T083000Z", "20260330T073000Z", "20260406T073000Z"),
        *(None, None),
    ]
    first, _, moved, late, fair = found
    assert first["attendees"] == "jana.roth@falkwerk.example;o.huber@brauerei-huber.example"
    assert first["accepted"] == first["organizer_email"] == "jana.roth@falkwerk.example"
    assert first["declined"] == "o.huber@brauerei-huber.example"
    assert first["description"] == "Jour fixe\nZahlen, Termine & mehr"
    assert first["online_url"] == "https://meet.google.com/abc-defg-hij"
    assert first["location"] == "Munich-2-Isar (8)", "a room is a place, not somebody"
    assert moved["location"] == "Brauerei Huber, Hauptstr. 3, 83052 Bruckmühl, Germany"
    assert late["time_zone"] == "Europe/Berlin", "what is in UTC is shown in the calendar's zone"
    assert "organizer_email" not in late, "a calendar is nobody"
    assert "created" not in late, "1900 is what Google writes for unknown"
    assert (fair["is_all_day"], fair["end"]) == ("true", "2026-05-14")
    assert {row["calendar_owner_email"] for row in found} == {"jana.roth@falkwerk.example"}
    assert reading.aside == {6: PRIVATE}
    assert (reading.document.encoding, reading.loaded.method) == ("utf-8", "calendar")


def test_outlook(folder):
    reading = stored("outlook.ics", folder)
    offer, visit = rows(reading)
    assert offer["start"] == "2026-03-24T14:00:00"
    assert offer["attendees"] == "edgar.pohl@tannwald.example"
    assert (offer["attendee_names"], offer["organizer_name"]) == ("Pohl, Edgar", "Lund, Maja")
    assert offer["description"] == "Guten Tag Herr Pohl, \n\nwie besprochen."
    assert offer["online_url"].startswith("https://teams.microsoft.com/l/meetup-join/")
    assert offer["calendar_owner_email"] == "maja.lund@falkwerk.example"
    assert (visit["start"], visit["is_all_day"]) == ("2026-04-01", "true")
    assert visit["summary"] == "Canceled: Besuch Tannwald"
    assert reading.aside == {3: PRIVATE}


def test_exchange(folder):
    reading = stored("exchange.ics", folder)
    found = rows(reading)
    # The third Friday; April's is taken out, May's is called off.
    assert [(row["start"], row.get("status")) for row in found[:4]] == [
        ("2026-02-20T09:00:00", "CONFIRMED"),
        ("2026-03-20T09:00:00", "CONFIRMED"),
        ("2026-05-15T09:00:00", "CANCELLED"),
        ("2026-06-19T09:00:00", "CONFIRMED"),
    ]
    assert {row["time_zone"] for row in found[:4]} == {"Europe/Berlin"}
    dinner = found[4]
    assert (dinner["start"], dinner["time_zone"]) == ("2026-04-27T19:00:00", "America/Los_Angeles")
    # All day, with a date taken out by its midnight, and an end that is a midnight in UTC.
    assert [row["start"] for row in found[5:]] == ["2026-05-04", "2026-05-05", "2026-05-07"]


def test_apple(folder):
    reading = stored("apple.ics", folder)
    tour, floating = rows(reading)
    assert (tour["start"], tour["time_zone"]) == ("2026-01-20T07:30:00", "Australia/Sydney")
    assert tour["summary"] == "Plant tour; Wren Mills"
    assert tour["location"] == "Wren Mills\n12 Dock Rd, Newcastle NSW 2300, Australia"
    assert tour["organizer_email"] == tour["accepted"] == "ola.berg@falkwerk.example"
    assert tour["tentative"] == "kim@wren-mills.example"
    assert (floating["start"], floating.get("time_zone")) == ("2026-02-01T09:00:00", None)
    assert reading.aside == {3: PRIVATE, 4: "It is a task, not an event"}


@pytest.mark.parametrize("name", ["google.ics", "outlook.ics", "exchange.ics", "apple.ics"])
def test_nothing_private_gets_out(folder, name):
    reading = stored(name, folder)
    told = [*reading.rows.values(), *(aside.raw for aside in reading.loaded.set_aside)]
    assert "Secret" not in str(told) and "Confidential" not in str(told)


BERLIN = "DTSTART;TZID=Europe/Berlin:2026"
STAMP = "DTSTAMP:20260601T000000Z\nUID:a"


@pytest.mark.parametrize(
    ("event", "days"),
    [
        ("0105T100000\nRRULE:FREQ=DAILY;COUNT=3", "0105 0106 0107"),
        # The end in UTC is that of the last meeting; as a day it is meant to its last minute.
        ("0105T100000\nRRULE:FREQ=DAILY;UNTIL=20260107T090000Z", "0105 0106 0107"),
        ("0105T100000\nRRULE:FREQ=DAILY;UNTIL=20260107T085959Z", "0105 0106"),
        ("0105T100000\nRRULE:FREQ=DAILY;UNTIL=20260107", "0105 0106 0107"),
        ("0105T100000\nRRULE:FREQ=DAILY;UNTIL=20260107T100000", "0105 0106 0107"),
        # The last working day of the month.
        (
            "0130T100000\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
            "0130 0227 0331",
        ),
        ("0105T100000\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4", "0105 0107 0119 0121"),
        ("0105T100000\nRDATE;TZID=Europe/Berlin:20260109T100000", "0105 0109"),
        ("0105T100000\nRDATE;VALUE=PERIOD:20260109T090000Z/PT2H", "0105 0109"),
        ("0105T100000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260106T090000Z", "0105 0107"),
        ("0105T100000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260106", "0105 0107"),
        ("0105T100000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260106T100000", "0105 0107"),
        (
            "0105T100000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Europe/Berlin:20260106T000000",
            "0105 0107",
        ),
        (
            "0105T100000\nRRULE:FREQ=DAILY;COUNT=4\n"
            "EXDATE;TZID=Europe/Berlin:20260105T100000,20260107T100000",
            "0106 0108",
        ),
    ],
)
def test_repetition(calendar, event, days):
    reading = calendar(f"{STAMP}\n{BERLIN}{event}")
    assert " ".join(start[5:10].replace("-", "") for start in column(reading, "start")) == days
    assert {start[10:] for start in column(reading, "start")} == {"T10:00:00"}


def test_changed_dates(calendar):
    reading = calendar(
        f"{STAMP}\n{BERLIN}0105T100000\nRRULE:FREQ=DAILY;COUNT=5\nSUMMARY:Visit\nLOCATION:Bern",
        # Called off, and nothing but the fact; in another zone than the series.
        f"{STAMP}\nRECURRENCE-ID:20260106T090000Z\nSTATUS:CANCELLED",
        # Moved, by a day for its date; its newest version counts.
        f"{STAMP}\nRECURRENCE-ID;VALUE=DATE:20260107\n{BERLIN}0107T080000\nSUMMARY:New\nSEQUENCE:2",
        f"{STAMP}\nRECURRENCE-ID;VALUE=DATE:20260107\n{BERLIN}0107T070000\nSUMMARY:Old\nSEQUENCE:1",
        f"{STAMP}\nRECURRENCE-ID;TZID=Europe/Berlin:20260108T100000\n{BERLIN}0108T100000\nCLASS:PRIVATE",
    )
    assert [
        (row["start"], row.get("status"), row["summary"], row.get("location"))
        for row in rows(reading)
    ] == [
        ("2026-01-05T10:00:00", None, "Visit", "Bern"),
        ("2026-01-06T10:00:00", "CANCELLED", "Visit", "Bern"),
        ("2026-01-07T08:00:00", None, "New", None),
        ("2026-01-09T10:00:00", None, "Visit", "Bern"),
    ]
    assert set(reading.aside.values()) == {PRIVATE, "The file holds it once more, as new or newer"}


def test_a_changed_date_whose_series_is_not_in_the_file(calendar):
    reading = calendar(f"{STAMP}\nRECURRENCE-ID:20260106T090000Z\n{BERLIN}0106T110000")
    assert [(row["start"], row["recurrence_id"]) for row in rows(reading)] == [
        ("2026-01-06T11:00:00", "20260106T090000Z")
    ]


def test_a_private_series_is_private_on_each_of_its_dates(calendar):
    reading = calendar(
        f"{STAMP}\n{BERLIN}0105T100000\nRRULE:FREQ=DAILY;COUNT=5\nCLASS:X-SECRET",
        f"{STAMP}\nRECURRENCE-ID:20260106T090000Z\n{BERLIN}0106T110000\nSUMMARY:Secret",
    )
    assert not reading.rows
    assert set(reading.aside.values()) == {PRIVATE}
    assert [aside.raw for aside in reading.loaded.set_aside] == ["", ""]


def test_this_and_all_that_follow(calendar):
    reading = calendar(
        f"{STAMP}\n{BERLIN}0105T100000\nRRULE:FREQ=DAILY;COUNT=4",
        f"{STAMP}\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260107T100000\n"
        f"{BERLIN}0107T120000\nSUMMARY:Later",
    )
    assert [start[8:13] for start in column(reading, "start")] == [
        *("05T10", "06T10", "07T12", "08T12")
    ]


@pytest.mark.parametrize(
    ("head", "start", "day"),
    [
        ("X-WR-TIMEZONE:America/New_York\n", "20260106T030000Z", "2026-01-05T22:00:00"),
        ("X-WR-TIMEZONE:America/New_York\n", "20260106T030000", "2026-01-06T03:00:00"),
        ("X-WR-TIMEZONE:Nowhere/Land\n", "20260106T030000Z", "2026-01-06T03:00:00"),
        ("", "20260106T030000Z", "2026-01-06T03:00:00"),
    ],
)
def test_the_day_is_that_of_the_calendar(calendar, head, start, day):
    assert column(calendar(f"{STAMP}\nDTSTART:{start}", head=head), "start") == [day]


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ('"W. Europe Standard Time"', "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/America/Argentina/Salta", "America/Argentina/Salta"),
        ("../../etc/passwd", ""),
        ("Nobody knows this", ""),
    ],
)
def test_zones_by_any_name(calendar, tzid, name):
    reading = calendar(f"{STAMP}\nDTSTART;TZID={tzid}:20260106T233000")
    assert [(row["start"], row.get("time_zone", "")) for row in rows(reading)] == [
        ("2026-01-06T23:30:00", name)
    ]


def test_all_day_stays_the_day_it_is_in_any_zone(calendar):
    reading = calendar(
        f"{STAMP}\nDTSTART;VALUE=DATE:20260106",
        "UID:b\nDTSTART:20260105T230000Z\nDTEND:20260106T230000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        head="X-WR-TIMEZONE:Europe/Berlin\n",
    )
    assert column(reading, "start") == ["2026-01-06", "2026-01-06"]
    assert column(reading, "end") == ["2026-01-07", "2026-01-07"]


def test_an_endless_series_ends_a_year_after_what_the_file_vouches_for(calendar):
    reading = calendar(f"{STAMP}\n{BERLIN}0105T100000\nRRULE:FREQ=WEEKLY")
    assert column(reading, "start")[-1][:10] == "2027-07-05"
    without_stamp = calendar(
        f"UID:a\n{BERLIN}0105T100000\nRRULE:FREQ=WEEKLY", "UID:b\nDTSTART:20260120"
    )
    assert column(without_stamp, "start")[-2][:10] == "2026-01-19"


def test_a_plan_that_the_file_names_itself_is_beyond_no_horizon(calendar):
    reading = calendar(
        f"{STAMP}\n{BERLIN}0105T100000\nRRULE:FREQ=WEEKLY",
        f"{STAMP}\nRECURRENCE-ID;TZID=Europe/Berlin:20290108T100000\nDTSTART:20290109T100000Z",
        "UID:b\nDTSTART:20300101T100000Z",
    )
    assert column(reading, "start")[-2:] == ["2029-01-09T11:00:00", "2030-01-01T10:00:00"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=10000000",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,1,2,3,4,5",
        "FREQ=NEVER",
        "FREQ=DAILY;UNTIL=banana",
        "BANANA",
    ],
)
def test_a_rule_no_meeting_keeps(calendar, rule):
    reading = calendar(f"{STAMP}\n{BERLIN}0105T100000\nRRULE:{rule}", "UID:b\nDTSTART:20260109")
    assert column(reading, "start") == ["2026-01-05T10:00:00", "2026-01-09"]
    [reason] = reading.aside.values()
    assert reason.endswith("only the dates it names are used")


def test_a_rule_that_never_comes_true(calendar):
    reading = calendar(f"{STAMP}\n{BERLIN}0105T100000\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    assert column(reading, "start") == ["2026-01-05T10:00:00"]


def test_a_series_keeps_the_newest_of_its_dates(calendar):
    reading = calendar(f"{STAMP}\nDTSTART:19800101T100000Z\nRRULE:FREQ=DAILY")
    assert len(reading.rows) == 5_000
    assert column(reading, "start")[-1][:10] == "2027-07-06"
    [reason] = reading.aside.values()
    assert reason == "It has more than 5,000 dates: the newest are used"


def test_a_series_with_nothing_left(calendar):
    reading = calendar(
        f"{STAMP}\n{BERLIN}0105T100000\nRRULE:FREQ=DAILY;COUNT=1\nEXDATE:20260105T090000Z"
    )
    assert not reading.rows
    assert list(reading.aside.values()) == ["It has no date left: each was taken out of the series"]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("UID:x", "It has no start"),
        ("UID:x\nDTSTART:20261399T000000", "Its start cannot be read: 20261399T000000"),
        ("UID:x\nDTSTART:16010101T000000", "Its date is no true one: 1601-01-01"),
        (
            "UID:x\nRECURRENCE-ID:soon\nDTSTART:20260101",
            "The date of its series that it changes cannot be read",
        ),
        ("UID:x\nDTSTART:20260101\nBEGIN:VEVENT", "Its end is missing: another begins inside it"),
    ],
)
def test_what_is_broken_takes_nothing_with_it(calendar, lines, reason):
    reading = calendar("UID:a\nDTSTART:20260101", lines, "UID:b\nDTSTART:20260102")
    assert column(reading, "uid")[0] == "a"
    assert column(reading, "uid")[-1] == "b"
    assert reason in reading.aside.values()


def test_a_file_cut_short(calendar):
    data = (HERE / "google.ics").read_bytes()
    cut = data.index(b"SUMMARY:Hannover")
    reading = calendar.of_bytes(data[:cut])
    assert len(reading.rows) == 4
    assert list(reading.aside.values()) == ["The file ends in the middle of it"]


@pytest.mark.parametrize("method", ["REPLY", "COUNTER"])
def test_an_answer_is_not_the_event(calendar, method):
    reading = calendar("UID:a\nDTSTART:20260101", head=f"METHOD:{method}\n")
    assert list(reading.aside.values()) == ["It is an answer to an invitation, not the event"]


def test_a_cancellation_sent_by_mail(calendar):
    reading = calendar("UID:a\nDTSTART:20260101", head="METHOD:CANCEL\n")
    assert column(reading, "status") == ["CANCELLED"]


def test_one_uid_for_all(calendar):
    reading = calendar("UID:a\nDTSTART:20260101", "UID:a\nDTSTART:20260102", "DTSTART:20260103")
    assert [(row.get("uid"), row.get("recurrence_id")) for row in rows(reading)] == [
        *(("a", "20260101"), ("a", "20260102"), (None, None))
    ]


def test_several_calendars_in_one_file(calendar):
    data = b"".join((HERE / name).read_bytes() for name in ("google.ics", "exchange.ics"))
    reading = calendar.of_bytes(data)
    assert len(reading.rows) == 5 + 8
    assert column(reading, "start")[3] == "2026-05-05T00:05:00"


ZURICH = "SUMMARY:Zürich"


@pytest.mark.parametrize(
    ("line", "summary", "encoding"),
    [
        (ZURICH.encode("utf-8"), "Zürich", "utf-8"),
        (ZURICH.encode("latin-1"), "Zürich", "cp1252"),
        (b"SUMMARY:Z\xc3| \xbcrich", "Zürich", "utf-8"),  # a fold inside a character
        (b"summary:a\0b\\, c\\nd", "a␀b, c\nd", "utf-8"),
        (b"SUMMARY:one|two, three", "one\ntwo, three", "utf-8"),  # a break nobody escaped
    ],
)
@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n"])
def test_bytes_and_lines(calendar, line, summary, encoding, newline, mark):
    data = b"Begin:VCalendar|BEGIN:VEVENT|dtstart:20260101|" + line + b"|END:VEVENT|END:VCALENDAR|"
    reading = calendar.of_bytes(mark + data.replace(b"|", newline), "visits.csv")
    assert column(reading, "summary") == [summary]
    assert reading.document.encoding == encoding


def test_utf_16(calendar):
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n{ZURICH}\nEND:VEVENT\n"
    assert column(calendar.of_bytes(text.encode("utf-16")), "summary") == ["Zürich"]


def test_whose_calendar_a_file_is(calendar):
    for name, head, owner in (
        ("ana.paz@falkwerk.example.ics", "", "ana.paz@falkwerk.example"),
        ("a.ics", "X-WR-CALNAME:Ana Paz\n", ""),
        ("a.ics", "X-WR-CALNAME:c_1@group.calendar.google.com\n", ""),
    ):
        reading = calendar("UID:a\nDTSTART:20260101", head=head, name=name)
        assert column(reading, "calendar_owner_email") == [owner]


def test_a_calendar_without_events(calendar):
    reading = calendar()
    assert (reading.loaded.rows_read, reading.rows, reading.document.sample) == (0, {}, [])


def refused(path: Path, folder: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        calendar_module.read(path, folder / "staging")
    assert path.name in caught.value.message
    assert caught.value.next_step
    return caught.value.message


def test_too_slow(folder, monkeypatch):
    monkeypatch.setattr(calendar_module, "SECONDS", 0.001)
    assert "seconds" in refused(HERE / "google.ics", folder)


def test_too_large(folder):
    with (folder / "big.ics").open("wb") as file:
        file.write(b"BEGIN:VCALENDAR\n")
        file.truncate(calendar_child.MAX_BYTES + 1)
    assert "larger than 100 MB" in refused(folder / "big.ics", folder)


PIECES = [
    *(b"RRULE:FREQ=DAILY\n", b"RRULE:FREQ=YEARLY;BYDAY=53MO\n", b"EXDATE:\n", b"BEGIN:VEVENT\n"),
    *(b"END:VEVENT\n", b"DTSTART;TZID=Nowhere:00010101T000000Z\n", b"UID:a\n", b"\0", b"\xff"),
    *(b"RECURRENCE-ID:20260101\n", b"DTEND:99991231T235959Z\n", b"DURATION:-P9999999999D\n"),
    *(b"RDATE;VALUE=PERIOD:20260101T000000Z/P1W\n", b";", b":", b'"', b"\\", b"\n "),
    *(b"DTSTAMP:99991231T000000Z\n", b"X-WR-TIMEZONE:;\n", b"RRULE:FREQ=MONTHLY;BYMONTHDAY=-32\n"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["google.ics", "outlook.ics", "exchange.ics", "apple.ics"]),
    st.integers(0, 2**32),
)
def test_damage_is_set_aside_and_breaks_nothing(name, seed):
    """In this process, so that a base exception would show; the child adds its limits."""
    data = bytearray((HERE / name).read_bytes())
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(16, len(data))
        piece = chance.choice(PIECES)
        if chance.random() < 0.4:
            at = data.find(b"\n", at) + 1
            data[at:at] = piece
        elif chance.random() < 0.5:
            data[at : at + chance.randint(1, 200)] = b""
        else:
            data[at : at + len(piece)] = piece
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "damaged.ics"
        path.write_bytes(data)
        facts = calendar_child._read(path, Path(folder) / "calendar.csv")
    numbers = [number for number, _, _ in facts["set_aside"]]
    assert len(set(numbers)) == len(numbers)
    reasons = {reason for _, reason, _ in facts["set_aside"]}
    assert "" not in reasons and calendar_child._UNFORESEEN not in reasons
