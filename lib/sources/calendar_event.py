"""An event of a calendar: when it is, which version of it this is, whether it can be used.

Must not know how a series repeats, nor what a row of a table holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from icalendar import Component as Properties
from icalendar import Event as EventProperties
from icalendar import vBroken

from lib.sources import calendar_zones as zones
from lib.sources.calendar_text import Calendar, Component, name_of
from lib.sources.calendar_zones import Moment

YEARS = (1900, 2200)


class Unusable(Exception):
    """An event that cannot be used, and why, in a sentence."""


@dataclass(frozen=True)
class Event:
    """An event as it stands in the file: one meeting, a series, or one date of a series.

    Args:
        properties: what icalendar read.
        recurrence_id: the date of the series that it stands for.
        zone: the zone of its calendar.
    """

    properties: Properties
    calendar: Calendar
    start: Moment
    end: Moment
    recurrence_id: Moment | None
    zone: tzinfo | None

    @property
    def version(self) -> tuple[int, str]:
        """The higher is the newer."""
        return _integer(self.properties.get("SEQUENCE")), self.newest

    @property
    def newest(self) -> str:
        """Its newest time stamp."""
        return max(self._stamp(name) for name in ("CREATED", "LAST-MODIFIED", "DTSTAMP"))

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off."""
        stated = text_of(self.properties.get("STATUS")).upper()
        return stated.startswith("CANCEL") or self.calendar.get("METHOD").upper() == "CANCEL"

    def _stamp(self, name: str) -> str:
        moment = moment_of(self.properties.get(name))
        return zones.stamp(moment) if moment and 1971 <= moment.year <= 2100 else ""

    def when(self, name: str) -> str:
        moment = moment_of(self.properties.get(name))
        if moment is None or moment.year < 1971:  # Google: 1900 for what it does not know
            return ""
        if isinstance(moment, datetime) and moment.tzinfo:
            moment = moment.astimezone(UTC)
        return zones.written(moment)


def event(component: Component, zone: tzinfo | None) -> Event:
    """A component as an event.

    Raises:
        Unusable: where it has no start that can be read.
    """
    lines = ["BEGIN:VEVENT", *component.lines, "END:VEVENT"]
    try:
        properties = EventProperties.from_ical("\r\n".join(lines))
    except MemoryError:
        raise
    except Exception as error:
        raise Unusable("It is not in the form calendars are written in") from error
    recurrence_id = moment_of(properties.get("RECURRENCE-ID"))
    if "RECURRENCE-ID" in properties and recurrence_id is None:
        raise Unusable("The date of its series that it changes cannot be read")
    start = moment_of(properties.get("DTSTART"))
    if start is None and not component.value("DTSTART"):
        start = recurrence_id
        if start is None:
            raise Unusable("It has no start")
    if start is None:
        raise Unusable(f"Its start cannot be read: {component.value('DTSTART')[:80]}")
    if not YEARS[0] <= start.year <= YEARS[1]:
        raise Unusable(f"Its date is no true one: {zones.written(start)[:10]}")
    end = _end(properties, start)
    is_marked = (
        component.value(f"X-MICROSOFT-{part}-ALLDAYEVENT") for part in ("CDO", "MSNCALENDAR")
    )
    if any(mark.upper() == "TRUE" for mark in is_marked):
        start, end = (_day(zones.on_the_wall(moment, zone)) for moment in (start, end))
    return Event(properties, component.calendar, start, end, recurrence_id, zone)


def changed_date(component: Component) -> Moment | None:
    """Which date of its series a component changes, be the rest of it as it may."""
    lines = [line for line in component.lines if name_of(line) == "RECURRENCE-ID"]
    if not lines:
        return None
    properties = EventProperties.from_ical("\r\n".join(["BEGIN:VEVENT", lines[0], "END:VEVENT"]))
    return moment_of(properties.get("RECURRENCE-ID"))


def moment_of(value: Any) -> Moment | None:
    """The day or time of a property, `None` where it has none that can be read."""
    found = held(value[0] if isinstance(value, list) else value, "dt")
    if not isinstance(found, date):
        return None
    try:  # a zone may make of the year 1 the year 0
        zones.stamp(found)
    except (OverflowError, ValueError):
        return None
    return found


def held(value: Any, name: str) -> Any:
    """What a property holds under a name, `None` where it could not be read."""
    return None if isinstance(value, vBroken) else getattr(value, name, None)


def _end(properties: Properties, start: Moment) -> Moment:
    end = moment_of(properties.get("DTEND"))
    if end is None:
        length = held(properties.get("DURATION"), "dt")
        if not isinstance(length, timedelta):
            length = timedelta(days=1 if zones.is_all_day(start) else 0)
        try:
            end = start + length
        except OverflowError:
            return start
    if zones.is_all_day(start) != zones.is_all_day(end) or end.year > YEARS[1]:
        return start
    if isinstance(end, datetime) and isinstance(start, datetime):
        if bool(end.tzinfo) != bool(start.tzinfo):
            end = end.replace(tzinfo=start.tzinfo)
        return max(start, end)
    return max(start, end)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _integer(value: Any) -> int:
    text = text_of(value)
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def text_of(value: Any) -> str:
    """A property's text; of several, the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    text = "" if value is None else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def listed(value: Any) -> list[Any]:
    """The values of a property that may be there several times."""
    return value if isinstance(value, list) else [] if value is None else [value]
