"""The dates of a series: its rule, its own additions and exceptions, within a horizon.

Owns what is handed to recurring-ical-events: rules that end, and exceptions that are of the
kind of the series' start, whoever wrote them (Exchange takes days out of an all-day series by
a time in UTC, Outlook ends a series of times on a day). Must not know an event's other
properties.
"""

from __future__ import annotations

import datetime as datetimes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import recurring_ical_events
from dateutil import rrule
from icalendar import Calendar, vDDDLists, vDDDTypes, vRecur
from icalendar import Event as Stub

from lib.sources import calendar_zones as zones
from lib.sources.calendar_event import Event, held, listed, moment_of
from lib.sources.calendar_zones import Moment

# A series keeps so many dates, the newest.
MAX_DATES = 5_000
# Two centuries: what it takes to follow a rule through them is known.
MAX_DAYS = 73_000
MAX_RULES = 20
MAX_TIMES_A_DAY = 24

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WINDOW = timedelta(days=366)
_SLACK = timedelta(days=2)
_FIRST = datetime.combine(date.min, time.min) + _SLACK
_LAST = datetime.combine(date.max, time.max) - _SLACK


class Endless(Exception):
    """A rule that no meeting keeps, and why, in a sentence."""


@dataclass(frozen=True)
class Date:
    """One date of a series: the event it shows, when, and which date of the series it is."""

    event: Event
    start: Moment
    end: Moment
    recurrence_id: str


def is_series(event: Event) -> bool:
    """Whether an event says that it repeats."""
    return "RRULE" in event.properties or "RDATE" in event.properties


def end_in(year: int) -> None:
    """Let no rule be followed beyond a year, in this process.

    dateutil looks at a rule's end when it meets one of its dates: one that has none (the 30th of
    February) it follows day by day to the last year there is, which takes ten seconds a rule.
    """
    vars(rrule)["datetime"] = SimpleNamespace(**{**vars(datetimes), "MAXYEAR": year})


def days(event: Event, horizon: date) -> int:
    """How many days a series runs: what it costs to follow, whatever comes of it."""
    return max(0, (horizon - _plain(event.start).date()).days)


def dates(
    master: Event, overrides: Sequence[Event], removed: Sequence[Moment], horizon: date, most: int
) -> list[Date]:
    """Every date of a series up to the horizon, in order; all that the file itself names.

    Args:
        removed: dates that are not to be shown, beside those the series takes out itself.
        most: how many dates are wanted, the newest; where there are more, more are returned.

    Raises:
        Endless: where the rule cannot be followed.
    """
    stub, last = _master(master, removed, horizon)
    calendar = Calendar()
    calendar.add_component(stub)
    events = [master, *overrides]
    for place, override in enumerate(overrides, 1):
        calendar.add_component(_override(override, master, place))
    starts = [_plain(start) for event in events for start in (event.start, event.end)]
    starts += [_plain(moment) for moment in _moments(stub.get("RDATE"))]
    first = max(min(starts), _FIRST) - _SLACK
    found: dict[tuple[str, str], Date] = {}
    try:
        query = recurring_ical_events.of(calendar)
        stop = min(max([*starts, datetime.combine(last, time.max)]), _LAST) + _SLACK
        while stop > first and len(found) <= most:
            for one in query.between(max(first, stop - _WINDOW), stop):
                event = events[int(one["X-PLACE"])]
                identity = zones.stamp(one["RECURRENCE-ID"].dt)
                start, end = one["DTSTART"].dt, one["DTEND"].dt
                key = (identity, zones.stamp(start))
                found[key] = Date(event, start, end, identity)
            stop -= _WINDOW
    except MemoryError:
        raise
    except Exception as error:  # dateutil has no base for what it does not understand
        raise Endless("How it repeats cannot be read") from error
    return sorted(found.values(), key=lambda one: (_plain(one.start), one.recurrence_id))


def _master(master: Event, removed: Sequence[Moment], horizon: date) -> tuple[Stub, date]:
    stub = _stub(master, 0)
    last = max(horizon, _plain(master.start).date())
    for name in ("RRULE", "RDATE"):
        for value in listed(master.properties.get(name)):
            if name == "RDATE" and not isinstance(value, vDDDLists):
                raise Endless("How it repeats cannot be read")
    rules = listed(master.properties.get("RRULE"))
    if len(rules) > MAX_RULES:
        raise Endless(f"It repeats by more than {MAX_RULES} rules")
    for rule in rules:
        stub.add("RRULE", _rule(rule, master, last))
    for addition in _moments(master.properties.get("RDATE"), periods=True):
        stub.add("RDATE", [_alike(addition, master)])
    exceptions = [*_moments(master.properties.get("EXDATE")), *removed]
    for exception in exceptions:
        stub.add("EXDATE", [_exception(exception, master)])
    return stub, last


def _override(override: Event, master: Event, place: int) -> Stub:
    stub = _stub(override, place)
    assert override.recurrence_id is not None
    stub["RECURRENCE-ID"] = vDDDTypes(_alike(override.recurrence_id, master))
    stated = override.properties["RECURRENCE-ID"]
    if getattr(stated, "params", {}).get("RANGE") == "THISANDFUTURE":
        stub["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return stub


def _stub(event: Event, place: int) -> Stub:
    """An event with nothing but its times: it is copied for every date."""
    stub = Stub()
    stub["UID"] = "one"
    stub["X-PLACE"] = str(place)
    stub["DTSTART"], stub["DTEND"] = vDDDTypes(event.start), vDDDTypes(event.end)
    return stub


def _rule(rule: Any, master: Event, last: date) -> Any:
    """The rule, made to end by the last day, and its own end of the kind of its start."""
    if not isinstance(rule, vRecur):
        raise Endless("How it repeats cannot be read")
    rule = vRecur(rule)
    frequency = str(next(iter(listed(rule.get("FREQ"))), "")).upper()
    times = 1
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= max(1, len(listed(rule.get(part))))
    if frequency not in _FREQUENCIES or times > MAX_TIMES_A_DAY:
        raise Endless("It repeats more often than a meeting can")
    if any(int(step) < 1 for step in listed(rule.get("INTERVAL"))):
        raise Endless("How it repeats cannot be read")
    if (last - _plain(master.start).date()).days > MAX_DAYS:
        raise Endless("It repeats for centuries")
    ends = [_until(value, master) for value in listed(rule.get("UNTIL"))]
    rule["UNTIL"] = [min([*ends, _end_of(last, master)], key=_plain)]
    return rule


def _end_of(day: date, master: Event) -> Moment:
    if not isinstance(master.start, datetime):
        return day
    moment = datetime.combine(day, time(23, 59, 59), master.start.tzinfo)
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _until(value: Moment, master: Event) -> Moment:
    """The end of a rule: a day is meant to its last minute, a time without zone as the start's."""
    start = master.start
    if not isinstance(start, datetime):
        return zones.day_meant(value, master.zone)
    if not isinstance(value, datetime):
        return _end_of(value, master)
    if start.tzinfo is None:
        return value.replace(tzinfo=None)
    return (value if value.tzinfo else value.replace(tzinfo=start.tzinfo)).astimezone(UTC)


def _exception(moment: Moment, master: Event) -> Moment:
    exact: Moment = _alike(moment, master)
    if not isinstance(master.start, datetime):
        return exact
    if not isinstance(moment, datetime):
        return moment
    # Old Outlook takes a day out by its midnight.
    is_midnight = isinstance(exact, datetime) and exact.time() == time.min
    return _plain(exact).date() if is_midnight and master.start.time() != time.min else exact


def _alike(moment: Any, master: Event) -> Any:
    """A date of the series, of the kind of its start."""
    if isinstance(moment, tuple):
        return (_alike(moment[0], master), *moment[1:])
    start = master.start
    if not isinstance(start, datetime):
        return zones.day_meant(moment, master.zone)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, start.timetz())
    if moment.tzinfo is None or start.tzinfo is None:
        return moment.replace(tzinfo=start.tzinfo)
    try:
        return moment.astimezone(start.tzinfo)
    except OverflowError:  # the first or last day there is, beyond which the other zone lies
        return moment.replace(tzinfo=start.tzinfo)


def _moments(value: Any, *, periods: bool = False) -> Iterator[Any]:
    """Every date in a list of dates; what cannot be read is none."""
    for several in listed(value):
        for one in held(several, "dts") or ():
            moment = held(one, "dt")
            if isinstance(moment, tuple):
                if moment_of(vDDDTypes(moment[0])) is not None:
                    yield moment if periods else moment[0]
            elif moment_of(one) is not None:
                yield moment


def _plain(moment: Moment) -> datetime:
    """A time to compare by, near enough: without its zone."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time.min)
