"""The time zone an event keeps: Olson's, Windows', one the file defines itself, or none.

Owns the zone of a VCALENDAR and the day and time an event shows on its own wall. Must not
read the machine's zone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from icalendar import Timezone
from icalendar.timezone import tzp

from lib.sources.calendar_text import Calendar, name_of, value_of

Moment = date | datetime


def enter(calendar: Calendar) -> tzinfo | None:
    """Know the zones a VCALENDAR defines; its own zone, in which it shows what is in UTC.

    Google writes single events in UTC and says the zone once (X-WR-TIMEZONE); where nothing
    says it, a file that defines one zone is in that zone.
    """
    tzp.use_default()  # two calendars may each define a "Customized Time Zone"
    defined = [tzid for lines in calendar.zones if (tzid := _define(lines))]
    stated = calendar.get("X-WR-TIMEZONE")
    zone = zone_of(stated) if stated else None
    return zone or (zone_of(defined[0]) if len(set(defined)) == 1 else None)


def _define(lines: list[str]) -> str:
    tzid = next((value_of(line) for line in lines if name_of(line) == "TZID"), "")
    rules = [value_of(line).upper() for line in lines if name_of(line) == "RRULE"]
    # The zone database knows more years than the one rule that Exchange writes.
    if not tzid or zone_of(tzid):
        return tzid
    # A clock is changed once a year; any other rule is an attempt to keep us busy.
    if any("FREQ=YEARLY" not in rule or "BYSECOND" in rule for rule in rules):
        return ""
    try:
        Timezone.from_ical("\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE"]))
        zone = zone_of(tzid)
        return tzid if zone and datetime(2024, 7, 1, tzinfo=zone).utcoffset() is not None else ""
    except MemoryError:
        raise
    except Exception:  # a zone that cannot be read is one that is not there
        return ""


def zone_of(tzid: str) -> tzinfo | None:
    """The zone of that name, `None` where nobody knows it."""
    try:
        return tzp.timezone(tzid)
    except (ValueError, OSError):  # a name that is no file name
        return None


def is_all_day(moment: Moment) -> bool:
    """Whether it is a day without a time."""
    return not isinstance(moment, datetime)


def is_utc(moment: Moment) -> bool:
    """Whether it is written in UTC, which is nobody's wall clock."""
    return isinstance(moment, datetime) and zone_name(moment) == "UTC"


def zone_at(moment: Moment) -> tzinfo | None:
    """The zone a moment is written in, UTC apart."""
    return None if is_utc(moment) or not isinstance(moment, datetime) else moment.tzinfo


def on_the_wall(moment: Moment, own: tzinfo | None) -> Moment:
    """The moment in its event's zone: its own, or the calendar's where it is in UTC."""
    if own and is_utc(moment):
        assert isinstance(moment, datetime)
        return moment.astimezone(own)
    return moment


def day_meant(moment: Moment, own: tzinfo | None) -> date:
    """The day that a moment stands for among whole days.

    Exchange writes the midnight that a day begins with in UTC: on another day, east of it.
    """
    moment = on_the_wall(moment, own)
    if not isinstance(moment, datetime):
        return moment
    is_midnight_elsewhere = is_utc(moment) and moment.minute in (0, 15, 30, 45)
    return (moment + timedelta(hours=12) if is_midnight_elsewhere else moment).date()


def zone_name(moment: Moment) -> str:
    """The zone's name, Olson's where it has one; empty for a floating time and a day."""
    zone = moment.tzinfo if isinstance(moment, datetime) else None
    if zone is None:
        return ""
    name = str(getattr(zone, "key", None) or getattr(zone, "_tzid", None) or zone)
    return "UTC" if name in ("UTC", "Etc/UTC", "GMT", "Etc/GMT", "tzutc()") else name


def written(moment: Moment) -> str:
    """The day, or the time on the wall, as ISO writes it and without an offset."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None, microsecond=0).isoformat()
    return moment.isoformat()


def stamp(moment: Moment) -> str:
    """One instant in one spelling, whichever zone it is written in: what tells dates apart."""
    if not isinstance(moment, datetime):
        return moment.strftime("%Y%m%d")
    if moment.tzinfo is None:
        return moment.strftime("%Y%m%dT%H%M%S")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
