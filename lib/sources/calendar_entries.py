"""The events of one uid: which version counts, what is private, which rows come of them.

Owns what becomes of an event, and how much all series of a file may take. Must not read text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lib.sources import calendar_series as series
from lib.sources import calendar_zones as zones
from lib.sources.calendar_event import Event
from lib.sources.calendar_row import cells, said
from lib.sources.calendar_text import Component
from lib.sources.calendar_zones import Moment
from lib.sources.document import PRIVATE

# Of all the dates of all series; an event that does not repeat is always a row.
MAX_DATES = 50_000
# So many days may all series run together: it bounds the time that following them takes.
MAX_DAYS = 5_000_000

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


def expand(group: list[Entry], horizon: date, left: Left) -> None:
    """Make the rows of all entries of one uid."""
    masters, overrides = _newest(group)
    if any(entry.reasons == [PRIVATE] and _is_master(entry) for entry in group):
        # What is private as a series is so on each of its dates.
        for entry in [*masters, *overrides]:
            entry.reasons = [PRIVATE]
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
