"""The row of a calendar: what its columns are, and what an event says in each.

Owns the quirks of who writes people, places and calls how. Must not know how a series
repeats, nor when an event is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from itertools import islice
from typing import Any
from urllib.parse import unquote

from icalendar import Component as Properties

from lib.sources import calendar_zones as zones
from lib.sources.calendar_event import Event, listed, text_of
from lib.sources.calendar_text import Calendar
from lib.sources.calendar_zones import Moment

HEADER = (
    *("uid", "recurrence_id", "summary", "description", "location", "start", "end"),
    *("is_all_day", "time_zone", "status", "transparency"),
    *("organizer_name", "organizer_email", "attendees", "attendee_names"),
    *("accepted", "declined", "tentative", "needs_action"),
    *("calendar_owner_email", "online_url", "created", "last_modified", "stamped", "sequence"),
)
# A text is repeated on every date of its series.
TEXT_LENGTH = 8_000
TEXT_READ = 200_000
MAX_PEOPLE = 500
_NAME_LENGTH = 400

_EMAIL = re.compile(r"[^\s@;,<>()\"']+@[^\s@;,<>()\"']+\.[A-Za-z][A-Za-z0-9-]+")
# Every pattern here is bounded: a text of 200 kB is read in one go, whatever is in it.
_MEETING_URL = re.compile(
    r"https?://[^\s<>\"\\]{0,120}(?:teams\.(?:microsoft|live)\.com(?:/|%2f)(?:l(?:/|%2f)meetup|meet)"
    r"|zoom\.us/(?:[jw]|my|s)/|meet\.google\.com/|webex\.com/|gotomeeting\.com/|gotomeet\.me/"
    r"|meet\.goto\.com/|whereby\.com/|bluejeans\.com/|chime\.aws/|meet\.jit\.si/|join\.skype\.com/"
    r"|meet\.lync\.com/|ringcentral\.com/)[^\s<>\"\\]*",
    re.IGNORECASE,
)
# What Teams, Zoom and Google Meet write below a text; the link in it is kept apart.
_RULE = re.compile(r"_{20,}|-::~[:~]{5,}::-")
_JOINING = re.compile(r"teams|zoom|webex|skype|meet\.google", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:html|body|p|br|div|span|a|b|i|u|ul|ol|li|html-blob)\b[^<>]*>", re.IGNORECASE
)
_BREAKS = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
# Addresses of calendars and rooms, not of people.
_NOBODY = ("@group.calendar.google.com", "@resource.calendar.google.com", "@imip.me.com")
_ANSWERS = {
    "ACCEPTED": "accepted",
    "DECLINED": "declined",
    "TENTATIVE": "tentative",
    "NEEDS-ACTION": "needs_action",
}


def said(event: Event, series: Event, stem: str) -> dict[str, str]:
    """What an event says on each of its dates: every column that does not tell when."""
    # A date that is called off may bring nothing but the fact.
    texts = [event.properties, series.properties] if event.is_cancelled else [event.properties]

    def text(name: str, length: int = _NAME_LENGTH) -> str:
        return next((found for p in texts if (found := text_of(p.get(name)))), "")[:length]

    people = next((found for p in texts if (found := list(islice(_people(p), MAX_PEOPLE)))), [])
    organiser = next((found for p in texts if (found := listed(p.get("ORGANIZER")))), [None])[0]
    names = {email: name for email, name, _ in people}
    answers: dict[str, list[str]] = {column: [] for column in _ANSWERS.values()}
    for email, _, answer in people:
        answers[_ANSWERS.get(answer, "needs_action")].append(email)
    description = text("DESCRIPTION", TEXT_READ)
    location = text("LOCATION", TEXT_LENGTH) or "; ".join(_rooms(event.properties))[:TEXT_LENGTH]
    is_cancelled = event.is_cancelled or series.is_cancelled
    return {
        "uid": text("UID"),
        "summary": text("SUMMARY", TEXT_LENGTH),
        "description": _plain(description)[:TEXT_LENGTH],
        "location": location,
        "status": "CANCELLED" if is_cancelled else text("STATUS").upper(),
        "transparency": text("TRANSP").upper(),
        "organizer_name": _parameter(organiser, "CN"),
        "organizer_email": _email(organiser),
        "attendees": ";".join(names),
        "attendee_names": ";".join(name.replace(";", ",") for name in names.values()),
        **{column: ";".join(dict.fromkeys(emails)) for column, emails in answers.items()},
        "calendar_owner_email": _owner(event.calendar, stem),
        "online_url": _online_url(event, f"{location} {description}"),
        "created": event.when("CREATED"),
        "last_modified": event.when("LAST-MODIFIED"),
        "stamped": event.when("DTSTAMP"),
        "sequence": text("SEQUENCE"),
    }


def cells(
    words: Mapping[str, str], start: Moment, end: Moment, own: tzinfo | None, recurrence_id: str
) -> list[str]:
    """A row: what an event says, on one of its dates, in the zone `own` where it is in UTC."""
    start, end = zones.on_the_wall(start, own), zones.on_the_wall(end, own)
    when = {
        "recurrence_id": recurrence_id,
        "start": zones.written(start),
        "end": zones.written(_in_zone_of(end, start)),
        "is_all_day": "true" if zones.is_all_day(start) else "false",
        "time_zone": zones.zone_name(start),
    }
    return [when[column] if column in when else words[column] for column in HEADER]


def _online_url(event: Event, texts: str) -> str:
    stated = (
        text_of(value)
        for name in (
            "X-GOOGLE-CONFERENCE",
            "X-MICROSOFT-SKYPETEAMSMEETINGURL",
            "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
            "CONFERENCE",
        )
        for value in listed(event.properties.get(name))
    )
    link = next((url for url in stated if url.startswith("http")), "")
    match = _MEETING_URL.search(f"{text_of(event.properties.get('URL'))} {texts}")
    return link or (match[0].rstrip(".,;)") if match else "")


def _in_zone_of(end: Moment, start: Moment) -> Moment:
    if not isinstance(end, datetime) or not isinstance(start, datetime):
        return end
    return end.astimezone(start.tzinfo) if end.tzinfo and start.tzinfo else end


def _parameter(value: Any, name: str) -> str:
    text = str(getattr(value, "params", {}).get(name, ""))
    return text[:_NAME_LENGTH].strip().strip("'\"")


def _email(value: Any) -> str:
    """The address of an attendee, in small letters; Apple writes it beside a link of its own."""
    for text in (unquote(str(value)), _parameter(value, "EMAIL"), _parameter(value, "CN")):
        text = re.sub(r"^mailto:", "", text.strip()[:_NAME_LENGTH], flags=re.IGNORECASE)
        match = _EMAIL.search(text)
        if match and "/" not in match[0] and not match[0].lower().endswith(_NOBODY):
            return match[0].lower()
    return ""


def _people(properties: Properties) -> Iterator[tuple[str, str, str]]:
    """Who was asked: address, name, answer. Rooms and lists of addresses are nobody."""
    for value in listed(properties.get("ATTENDEE")):
        if _parameter(value, "CUTYPE").upper() in ("ROOM", "RESOURCE"):
            continue
        email = _email(value)
        if email:
            yield email, _parameter(value, "CN"), _parameter(value, "PARTSTAT").upper()


def _rooms(properties: Properties) -> Iterator[str]:
    for value in listed(properties.get("ATTENDEE")):
        if _parameter(value, "CUTYPE").upper() in ("ROOM", "RESOURCE"):
            yield _parameter(value, "CN")


def _plain(text: str) -> str:
    """A description without the block that joins a call, and without markup."""
    first, *blocks = _RULE.split(text)
    text = first + "".join(block for block in blocks if not _JOINING.search(block))
    if _MARKUP.search(text):
        text = html.unescape(_MARKUP.sub("", _BREAKS.sub("\n", text)))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _owner(calendar: Calendar, stem: str) -> str:
    """Whose calendar it is, by address: Outlook says so, Google names it or its file so."""
    for text in (calendar.get("X-OWNER"), calendar.get("X-WR-CALNAME"), stem):
        text = re.sub(r"^mailto:", "", text.strip()[:_NAME_LENGTH], flags=re.IGNORECASE)
        match = _EMAIL.match(text)
        if match and not match[0].lower().endswith(_NOBODY):
            return re.sub(r"\.(ics|ical)$", "", match[0].lower())
    return ""
