"""The text of a calendar: folded lines joined, and the components they make.

Owns how bytes become lines, and which component a line belongs to, so that one that is
broken or cut short takes no other with it. Also says what is private, before anything
else looks at it. Must not know dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# What is looked at; the rest (alarms, attachments, HTML copies of the text) is left behind.
KEPT = {
    *("ATTENDEE", "CLASS", "CONFERENCE", "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP"),
    *("DTSTART", "DURATION", "EXDATE", "LAST-MODIFIED", "LOCATION", "ORGANIZER", "RDATE"),
    *("RECURRENCE-ID", "RRULE", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID", "URL"),
    *("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
    *("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", "X-MICROSOFT-CDO-ALLDAYEVENT"),
    *("X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT", "X-CALENDARSERVER-ACCESS"),
}
# What may be shown of an event that is set aside: when it is, never what it is about.
_SHOWN = ("UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "STATUS")

_NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")
# Alarms stand in events; nothing stands deeper.
MAX_DEPTH = 16
_PARTS = {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"}


@dataclass
class Calendar:
    """What stands around the events of one VCALENDAR, by property name."""

    properties: dict[str, str] = field(default_factory=dict)
    zones: list[list[str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of a property as text, empty where it has none."""
        return self.properties.get(name, "")


@dataclass
class Component:
    """One component as text.

    Args:
        lines: its properties that are looked at, unfolded, as in the file.
        fault: why it is not whole, or nothing.
    """

    kind: str
    calendar: Calendar
    lines: list[str] = field(default_factory=list)
    fault: str = ""

    def value(self, name: str) -> str:
        """The first value of a property, as written; empty where it has none."""
        for line in self.lines:
            if name_of(line) == name:
                return value_of(line)
        return ""

    @property
    def dates_named(self) -> int:
        """How many dates it lists, to be added to its series or taken out."""
        lists = (line for line in self.lines if name_of(line) in ("RDATE", "EXDATE"))
        return sum(line.count(",") + 1 for line in lists)

    @property
    def is_private(self) -> bool:
        """Whether it is anything but public; a class nobody knows is private (RFC 5545)."""
        stated = (self.value("CLASS") or "PUBLIC").strip().upper()
        apple = (self.value("X-CALENDARSERVER-ACCESS") or "PUBLIC").strip().upper()
        return stated != "PUBLIC" or apple != "PUBLIC"

    @property
    def shown(self) -> str:
        """What may be shown of it where it is set aside."""
        return "\n".join(line for line in self.lines if name_of(line) in _SHOWN)


def name_of(line: str) -> str:
    """The name of a line's property, empty where it has none."""
    match = _NAME.match(line)
    return match[1].upper() if match else ""


def value_of(line: str) -> str:
    """A line behind its name and parameters; a colon in quotes ends neither."""
    is_quoted = False
    for place, character in enumerate(line):
        if character == '"':
            is_quoted = not is_quoted
        elif character == ":" and not is_quoted:
            return line[place + 1 :].strip()
    return ""


def lines(data: bytes) -> tuple[list[str], str]:
    """The unfolded lines of a calendar, and the encoding they were read in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\0", "␀".encode())
    # A fold may stand inside a character: bytes are joined before they are read.
    joined: list[list[bytes]] = []
    for line in data.splitlines():
        if line[:1] in (b" ", b"\t") and joined:
            joined[-1].append(line[1:])
        elif line:
            joined.append([line])
    encoding = "utf-8"
    found: list[list[str]] = []
    for parts in joined:
        whole = b"".join(parts)
        try:
            text = whole.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "cp1252"
            text = whole.decode("cp1252", "replace")
        if found and not _NAME.match(text):
            # A break inside a text that its writer forgot to escape.
            found[-1].append(text)
        else:
            found.append([text])
    return ["\\n".join(pieces) for pieces in found], encoding


def components(found: Iterable[str]) -> Iterator[Component]:
    """Every component that stands in a VCALENDAR, in the order of the file."""
    calendar = Calendar()
    part: Component | None = None
    inside: list[str] = []
    for line in found:
        mark = line.rstrip().upper()
        if mark.startswith("BEGIN:"):
            kind = mark[6:].strip()
            if kind in _PARTS or kind == "VCALENDAR":
                if part:
                    yield from _close(part, "Its end is missing: another begins inside it")
                part, inside = None, []
                if kind == "VCALENDAR":
                    calendar = Calendar()
                else:
                    part = Component(kind, calendar)
            else:
                inside += [kind] if len(inside) < MAX_DEPTH else []
            if part and part.kind == "VTIMEZONE":
                part.lines.append(mark)
        elif mark.startswith("END:"):
            kind = mark[4:].strip()
            if part and part.kind == "VTIMEZONE":
                part.lines.append(mark)
            if kind in inside:
                del inside[inside.index(kind) :]
            elif part and kind in (part.kind, "VCALENDAR"):
                missing = "" if kind == part.kind else "Its end is missing"
                yield from _close(part, missing)
                part, inside = None, []
        elif part:
            if part.kind == "VTIMEZONE" or (not inside and name_of(line) in KEPT):
                part.lines.append(line)
        elif not inside:
            calendar.properties.setdefault(name_of(line), value_of(line))
    if part:
        yield from _close(part, "The file ends in the middle of it")


def _close(part: Component, fault: str) -> Iterator[Component]:
    if part.kind == "VTIMEZONE":
        if not fault:
            part.calendar.zones.append(part.lines)
        return
    part.fault = fault
    yield part
