"""The process that reads a calendar: `python -m lib.sources.calendar_child FILE OUT`.

Owns everything that touches a stranger's calendar: limits first, then reading, then which of
its components are events at all. Writes a clean copy and `facts.json`. Must not import
DuckDB or anything else that is large.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from lib.sources import calendar_series as series
from lib.sources import calendar_text as text
from lib.sources import calendar_zones as zones
from lib.sources import jail
from lib.sources.calendar_entries import Entry, Left, expand
from lib.sources.calendar_event import Unusable, changed_date, event
from lib.sources.calendar_row import HEADER
from lib.sources.calendar_text import Calendar, Component
from lib.sources.clean import clean_copy
from lib.sources.document import PRIVATE, RAW_LENGTH, SAMPLE_ROWS

CPU_SECONDS = 120
MAX_BYTES = 100_000_000
# Dates that events list one by one.
MAX_NAMED = 100_000
# What the newest stamp vouches for are plans, a little more than a year of them.
PLANS = timedelta(days=400)

_NOT_EVENTS = {
    "VTODO": "It is a task, not an event",
    "VJOURNAL": "It is a note, not an event",
    "VFREEBUSY": "It says when somebody is free, not what happened",
}
_ANSWERS = {"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}
_UNFORESEEN = "It could not be read, for a reason nobody foresaw"


def main(source: str, out: str) -> None:
    """Read the calendar `source` into the directory `out`."""
    jail.enter(Path(source), Path(out), CPU_SECONDS)
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
            expand(group, horizon, left)
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
                shown = "" if reason == PRIVATE else entry.component.shown
                aside.append((number, reason, shown[:RAW_LENGTH]))
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
    named = 0
    for component in components:
        if component.calendar is not calendar:
            calendar = component.calendar
            zone = zones.enter(calendar)
        entry = Entry(component, component.value("UID"))
        reason = _NOT_EVENTS.get(component.kind, component.fault)
        named += component.dates_named
        if named > MAX_NAMED:  # counted before they are read: each takes its time
            reason = reason or f"The file names more than {MAX_NAMED:,} dates without it"
        if component.is_private:
            reason = PRIVATE
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


if __name__ == "__main__":
    main(*sys.argv[1:])
