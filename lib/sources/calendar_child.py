"""The process that reads a calendar: `python -m lib.sources.calendar_child FILE OUT`.

Owns everything that touches a stranger's calendar: limits first, then reading, then which of
its events become rows and which are set aside. Writes a clean copy and `facts.json`. Must
not import DuckDB or anything else that is large.
"""

from __future__ import annotations

import json
import resource
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from lib.sources import calendar_series as series
from lib.sources import calendar_text as text
from lib.sources import calendar_zones as zones
from lib.sources.calendar_event import Event, Unusable, changed_date, event
from lib.sources.calendar_row import HEADER, cells, said
from lib.sources.calendar_text import Calendar, Component
from lib.sources.calendar_zones import Moment
from lib.sources.clean import clean_copy
from lib.sources.document import SAMPLE_ROWS

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 120
MAX_BYTES = 100_000_000
# Of all the dates of all series; an event that does not repeat is always a row.
MAX_DATES = 50_000
# So many days may all series run together: it bounds the time that following them takes.
MAX_DAYS = 5_000_000
# What the newest stamp vouches for are plans, a little more than a year of them.
PLANS = timedelta(days=400)

_NOT_EVENTS = {
    "VTODO": "It is a task, not an event",
    "VJOURNAL": "It is a note, not an event",
    "VFREEBUSY": "It says when somebody is free, not what happened",
}
_ANSWERS = {"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}
_PRIVATE = "It is marked private"
_UNFORESEEN = "It could not be read, for a reason nobody foresaw"
_GONE = "It has no date left: each was taken out of the series"


@dataclass
class Entry:
    """A component of the file, and what became of it: rows, or why it is set aside.

    Args:
        changes: where it is set aside, the date of its series that goes with it.
    """

    component: Component
    uid: str
    event: Event | None = None
    changes: Moment | None = None
    rows: list[list[str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


@dataclass
class Left:
    """What the series of a file may still take.

    Args:
        stem: the name of the file, which may be its owner's address.
    """

    stem: str
    dates: int = MAX_DATES
    days: int = MAX_DAYS

    def take_days(self, days: int) -> None:
        """Take the days that a series runs.

        Raises:
            Endless: where too few are left, or no more of its dates are wanted.
        """
        if self.dates <= 0:
            raise series.Endless(f"The file has more than {MAX_DATES:,} dates without it")
        if days > self.days:
            raise series.Endless("The series before it run for too long")
        self.days -= days


def main(source: str, out: str) -> None:
    """Read the calendar `source` into the directory `out`."""
    with suppress(ValueError, OSError):  # a system without this limit has the clock's
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    warnings.simplefilter("ignore")
    facts: dict[str, Any] = {"error": ""}
    path = Path(source)
    try:
        if path.stat().st_size > MAX_BYTES:
            facts["error"] = f"it is larger than {MAX_BYTES // 10**6} MB"
        else:
            facts |= _read(path, Path(out) / "calendar.csv")
    except MemoryError:
        facts["error"] = "it needs more memory than a calendar may take"
    facts_file = Path(out) / "facts.json"
    facts_file.write_text(json.dumps(facts), encoding="utf-8")


def _read(path: Path, copy: Path) -> dict[str, Any]:
    lines, encoding = text.lines(path.read_bytes())
    entries = list(_entries(text.components(lines)))
    by_uid: dict[str, list[Entry]] = defaultdict(list)
    for place, entry in enumerate(entries):
        by_uid[entry.uid or f"\0{place}"].append(entry)
    horizon = _horizon(entries)
    years = [entry.event.start.year for entry in entries if entry.event]
    series.end_in(max([horizon.year, *years]) + 1)
    left = Left(path.stem)
    for group in by_uid.values():
        try:
            _expand(group, horizon, left)
        except MemoryError:
            raise
        except Exception:  # one event that nobody foresaw is not the end of the file
            for entry in group:
                entry.rows, entry.reasons = [], entry.reasons or [_UNFORESEEN]
    number = rows = 0
    aside: list[tuple[int, str, str]] = []
    sample: list[list[str]] = []
    with clean_copy(copy) as write:
        for entry in entries:
            for row in entry.rows:
                number, rows = number + 1, rows + 1
                write(number, row)
                if len(sample) < SAMPLE_ROWS:
                    sample.append(row)
            for reason in entry.reasons:
                number += 1
                shown = "" if reason == _PRIVATE else entry.component.shown
                aside.append((number, reason, shown))
    return {
        "header": HEADER,
        "sample": sample,
        "encoding": encoding,
        "copy": copy.name,
        "rows": rows,
        "set_aside": aside,
    }


def _entries(components: Iterable[Component]) -> Iterator[Entry]:
    """Every component, read where it is an event that may be read."""
    calendar: Calendar | None = None
    zone: tzinfo | None = None
    for component in components:
        if component.calendar is not calendar:
            calendar = component.calendar
            zone = zones.enter(calendar)
        entry = Entry(component, component.value("UID"))
        reason = _NOT_EVENTS.get(component.kind, component.fault)
        if component.is_private:
            reason = _PRIVATE
        elif not reason and calendar.get("METHOD").upper() in _ANSWERS:
            reason = "It is an answer to an invitation, not the event"
        if reason:
            entry.reasons.append(reason)
        else:
            try:
                entry.event = event(component, zone)
            except Unusable as error:
                entry.reasons.append(str(error))
        if entry.reasons:
            entry.changes = changed_date(component)
        yield entry


def _horizon(entries: Iterable[Entry]) -> date:
    """How far an endless series is followed: what the export vouches for, and a year of plans.

    Never the day it is read on: the same file is the same rows whenever it is read.
    """
    events = [entry.event for entry in entries if entry.event]
    stamps = [newest[:8] for event in events if (newest := event.newest)]
    if stamps:
        return date.fromisoformat(max(stamps)) + PLANS
    starts = [event.start for event in events]
    days = [start.date() if isinstance(start, datetime) else start for start in starts]
    return max(days, default=date.min)


def _expand(group: list[Entry], horizon: date, left: Left) -> None:
    """Make the rows of all entries of one uid."""
    masters, overrides = _newest(group)
    if any(entry.reasons == [_PRIVATE] and _is_master(entry) for entry in group):
        # What is private as a series is so on each of its dates.
        for entry in [*masters, *overrides]:
            entry.reasons = [_PRIVATE]
        return
    repeats = any(entry.event and series.is_series(entry.event) for entry in masters)
    if len(masters) == 1 and (repeats or overrides):
        removed = [entry.changes for entry in group if entry.reasons and entry.changes]
        _series(masters[0], overrides, removed, horizon, left)
        return
    for entry in [*masters, *overrides]:
        found = entry.event
        assert found is not None
        is_one_of_several = found.recurrence_id is not None or len(masters) > 1
        identity = zones.stamp(found.recurrence_id or found.start) if is_one_of_several else ""
        words = said(found, found, left.stem)
        entry.rows.append(cells(words, found.start, found.end, found.zone, identity))


def _is_master(entry: Entry) -> bool:
    return not entry.component.value("RECURRENCE-ID")


def _newest(group: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The events of one uid: its own and its changed dates, each in its newest version."""
    best: dict[tuple[str, str], Entry] = {}
    for entry in group:
        if entry.event is None:
            continue
        changes = entry.event.recurrence_id
        # Some programs give every event one uid: without a higher version they are several.
        start = "" if _has_versions(group) else zones.stamp(entry.event.start)
        key = (zones.stamp(changes), "") if changes else ("", start)
        other = best.get(key)
        if other and other.event and other.event.version > entry.event.version:
            entry, other = other, entry
        best[key] = entry
        if other:
            other.reasons.append("The file holds it once more, as new or newer")
    masters = [entry for (changes, _), entry in best.items() if not changes]
    return masters, [entry for (changes, _), entry in best.items() if changes]


def _has_versions(group: list[Entry]) -> bool:
    found = [entry.event for entry in group if entry.event and not entry.event.recurrence_id]
    return len({event.version[0] for event in found}) > 1 or any(map(series.is_series, found))


def _series(
    entry: Entry, overrides: list[Entry], removed: list[Moment], horizon: date, left: Left
) -> None:
    """Make the rows of a series, its changed dates among them."""
    master = entry.event
    assert master is not None
    changed = [other.event for other in overrides if other.event]
    most = min(series.MAX_DATES, left.dates)
    try:
        left.take_days(series.days(master, horizon))
        found = series.dates(master, changed, removed, horizon, most)
    except series.Endless as error:
        entry.reasons.append(f"{error}: only the dates it names are used")
        found = [
            series.Date(one, one.start, one.end, zones.stamp(one.recurrence_id or one.start))
            for one in (master, *changed)
        ]
    if len(found) > max(most, 1 + len(changed)):
        whose = "It has" if most == series.MAX_DATES else "With it the file has"
        limit = series.MAX_DATES if most == series.MAX_DATES else MAX_DATES
        entry.reasons.append(f"{whose} more than {limit:,} dates: the newest are used")
        found = found[len(found) - most :]
    left.dates -= len(found)
    words = {id(one): said(one, master, left.stem) for one in (master, *changed)}
    own = zones.zone_at(master.start) or master.zone
    entry.rows += [
        cells(words[id(day.event)], day.start, day.end, own, day.recurrence_id) for day in found
    ]
    if not found and not entry.reasons:
        entry.reasons.append(_GONE)


if __name__ == "__main__":
    main(*sys.argv[1:])
