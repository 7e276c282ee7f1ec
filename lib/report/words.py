"""Sentences: the answer before the figures, and the facts on a row. Pure, plain text.

Values of an export come out as they went in: whoever shows a sentence escapes it. Nothing
here judges; it says what the rows say, with both parts of every ratio.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

# How a number is written is the metrics' to say; sentences use it under their own name.
from lib.metrics.words import FEW
from lib.metrics.words import money as money
from lib.metrics.words import percent as percent
from lib.metrics.words import percents as percents

SMALL = FEW
# Where an account's area is not recorded. Left alone is left alone all the same.
NO_PLACE = "Place unknown"

STATUS = {
    "exempt": "✕ Exempt",
    "on_track": "● On track",
    "due": "■ Due soon",
    "unconfirmed": "◉ Unconfirmed",
    "overdue": "◆ Overdue",
    "lapsed": "▲ Lapsed",
    "never": "○ Never visited",
    "unknown": "◌ Unknown",
}
# Late for want of their time, not of ours.
LATE = ("overdue", "lapsed", "never", "unknown")
SETTING = {
    "on_site": "On site",
    "their_event": "Their event",
    "event": "Event",
    "our_place": "Our place",
    "neutral": "Neutral ground",
    "video": "Video",
    "phone": "Phone",
    "message": "E-mail or letter",
    "in_person_unplaced": "In person, place unknown",
    "unknown": "Unknown",
}
PURPOSE = {
    "proactive": "Proactive",
    "crisis": "Crisis",
    "commercial": "Commercial",
    "inbound": "They called us",
    "unclassified": "Unclassified",
}
# What a person may say of a tour, an introduction or a gift of information.
SIGNS = {
    "taken": "Taken",
    "not_feasible": "Asked, not feasible",
    "asked": "Asked",
    "offered_by_us": "We offered one",
    "made_by_us": "We made one",
    "offered_by_them": "They offered one",
    "made_by_them": "They made one",
    "given": "We brought something",
    "none": "None",
}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """One metric on one day, with its parts, which travel with it."""

    metric: str
    value: float | None
    numerator: float | None
    denominator: float | None
    low: float | None = None
    high: float | None = None


@lru_cache(maxsize=5_000)  # a page says thousands of days, most of them of the last two years
def day(value: date | None) -> str:
    """A day as 20 Nov 2026; nothing as a dash."""
    return "–" if value is None else f"{value.day} {value:%b %Y}"


def count(number: float, noun: str, plural: str = "") -> str:
    """1 customer, 1,204 customers."""
    return f"{number:,.0f} {noun if number == 1 else plural or noun + 's'}"


def share(part: float, whole: float) -> str:
    """59 % (141 of 238); of fewer than ten, 3 of 7."""
    both = f"{part:,.0f} of {whole:,.0f}"
    return both if whole < SMALL else f"{percent(part / whole)} ({both})"


def share_range(low: float, high: float, whole: float) -> str:
    """59–66 % (141 to 157 of 238); one share where both ends are the same."""
    if low == high:
        return share(low, whole)
    both = f"{low:,.0f} to {high:,.0f} of {whole:,.0f}"
    return both if whole < SMALL else f"{percents(low / whole, high / whole)} ({both})"


def ratio(up: float, down: float) -> str:
    """2.1 (812 : 387); few are said as counts alone."""
    both = f"{up:,.0f} : {down:,.0f}"
    return both if not down or up + down < SMALL else f"{up / down:.1f} ({both})"


def is_waiting(row: Row) -> bool:
    """Whether an account is late only because it asked us to come later."""
    return bool(row["is_asked_busy"]) and row["status"] in LATE


def busy(row: Row) -> str:
    """asked, busy until 1 Feb 2027."""
    until = row.get("busy_until")
    return f"asked, busy until {day(until)}" if until is not None else "asked, busy"


def standing(row: Row) -> str:
    """An account's status as a table shows it: never late while a busy customer has us wait."""
    return f"◷ {_opening(busy(row))}" if is_waiting(row) else STATUS[str(row["status"])]


def extremes(row: Row) -> str:
    """Why an account counts as seen only at the extremes."""
    parts = [
        f"{row[f'contacts_{purpose}_365']:.0f} {purpose}"
        for purpose in ("crisis", "commercial")
        if row[f"contacts_{purpose}_365"]
    ]
    return f"{' and '.join(parts)}, nothing of our own accord"


def status(row: Row) -> str:
    """An account's state as a sentence: what, since when, what its tier asks, what is next."""
    asks = f"tier {row['tier']} asks for a visit every {row['cadence_days']:.0f} days"
    since = row["days_since_visit"]
    last = "" if since is None else f"last on site {day(row['last_visit_on'])}, {_days(since)} ago"
    what = {
        "exempt": f"Not to be visited: {row.get('exempt_reason') or 'no reason given'}",
        "on_track": f"On track: {last}; {asks}",
        "due": f"Due soon: {last}; {asks}",
        "unconfirmed": "Unconfirmed: we met in person, but nobody recorded where",
        "overdue": f"Overdue: {last}; {asks}",
        "lapsed": f"Lapsed: {last}; {asks}",
        "never": f"Never visited since the history begins; {asks}",
        "unknown": "Unknown: no visit on record, and the history does not reach back far enough",
    }[str(row["status"])]
    if is_waiting(row):
        what = f"{_opening(busy(row))}: {last or 'no visit on record'}; {asks}"
    return f"{what}. {_next(row)}"


def account_note(row: Row) -> str:
    """One line of facts about an account."""
    worth = money(row["value"], row.get("currency")) if row["value"] else "no value"
    parts = [f"tier {row['tier']}", worth, _late(row), _booked(row), centre(row)]
    return " · ".join(part for part in parts if part)


def account_facts(row: Row) -> str:
    """Tier, worth, place, owner and last proactive contact, each with its basis."""
    basis = {
        "stated": "as the export says",
        "value": "by value",
        "default": "by default",
        "corrected": "corrected",
    }
    parts = [f"Tier {row['tier']} ({basis.get(str(row['tier_basis']), row['tier_basis'])})"]
    if row["value"]:
        origin = {
            "stated": "stated",
            "deals_won": "deals won in a year",
            "invoices": "invoices or orders in a year",
            "deals_won_and_invoices": "deals won, or invoices, in a year",
            "stated_and_deals_won": "stated, or deals won in a year",
            "stated_and_invoices": "stated, or invoices in a year",
            "stated_and_deals_won_and_invoices": "stated, or deals won or invoices in a year",
        }
        of = origin.get(str(row["value_basis"]), str(row["value_basis"]))
        if row["deals_apart"]:
            is_billed = str(row["value_basis"]).endswith("invoices")
            more = count(row["deals_apart"], "invoice" if is_billed else "deal")
            of += f"; {more} in another currency not in it"
        parts.append(f"{money(row['value'], row['currency'])} a year ({of})")
    parts += [said for said in (place(row), row["industry"]) if said]
    parts.append(f"owner {row['owner']}" if row["owner"] else "no owner")
    last = row["last_proactive_on"]
    parts.append(f"last proactive contact {day(last)}" if last else "no proactive conversation")
    return " · ".join(parts)


def cited(row: Row | None) -> str:
    """Where a row is read from: `visits.csv, row 12`; empty where no file says it."""
    if not row or not row.get("file") or row.get("row") is None:
        return ""
    return f"{row['file']}, row {row['row']:.0f}"


def place(row: Row) -> str:
    """City, state, country, as far as they are known."""
    return ", ".join(str(row[part]) for part in ("city", "state", "country") if row[part])


def centre(row: Row) -> str:
    """That a bubble stands for a whole state or country, where it does."""
    if row["location_basis"] not in ("state", "country"):
        return ""
    return f"placed at the centre of {row[str(row['location_basis'])]}"


def _late(row: Row) -> str:
    if row["status"] == "never":
        return "never visited"
    if row["days_since_visit"] is None:
        return STATUS[str(row["status"])][2:].lower()
    over = row["days_since_visit"] - row["cadence_days"]
    if over > 0 and not is_waiting(row):
        return f"{_days(over)} late, last visit {day(row['last_visit_on'])}"
    return f"last visit {_days(row['days_since_visit'])} ago"


def _booked(row: Row) -> str:
    if row["is_booked"]:
        return f"booked {day(row['next_booked_on'])}"
    return busy(row) if row["is_asked_busy"] else "nothing booked"


def _next(row: Row) -> str:
    if row["is_booked"]:
        return f"A visit is booked for {day(row['next_booked_on'])}."
    if row["is_asked_busy"]:
        until = row.get("busy_until")
        return f"Ask again after {day(until)}." if until is not None else "Ask again later."
    return "" if row["status"] == "exempt" else "No visit is booked."


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]


def _days(number: float) -> str:
    return count(number, "day")
