"""Whom to see next, in words: why, and what each reason weighs. Pure, plain text.

Must not rank or weigh: the list `whom_next` does, by `data/reference/next_weights.csv`. What an
account is worth stands beside its sentence, so that only says how far above the average it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lib.report import words
from lib.report.review import ToSee
from lib.report.words import Row, day

# About what a line of a page holds; the least weighty reasons are left to `points_said`.
LONGEST = 160
LATE = {"never": "never visited", "unknown": "last visit unknown"}
MOMENT: Mapping[str, str] = {
    "leaving": "leaving",
    "renewal": "renewal near",
    "first_purchase": "first purchase",
    "first_year": "first year",
    "kick_off": "kick-off",
}
SHORT: Mapping[str, str] = {
    "late": "late",
    "value": "value",
    "unprompted": "nobody unprompted",
    "extremes": "only at the extremes",
    "quiet": "quiet",
    "moment": "turning point",
    "unbooked": "nothing booked",
    "booked": "booked",
    "declined": "put us off",
}


def to_see(rows: Sequence[Row]) -> tuple[ToSee, ...]:
    """Whom to see next, each with why.

    Args:
        rows: of the list `whom_next`, in its order.
    """
    return tuple(
        ToSee(
            place=int(row["place"]),
            account_id=str(row["account_id"]),
            name=str(row["name"]),
            where=words.place(row),
            status=str(row["status"]),
            standing=words.standing(row),
            why=why(row),
            booked=day(row["next_booked_on"]) if row["is_booked"] else "",
            worth=worth(row),
            points=f"{row['points']}: {points_said(row)}",
        )
        for row in rows
    )


def worth(row: Row) -> str:
    """`€2.4M a year`, `value unknown`."""
    if not row["value"]:
        return "value unknown"
    return f"{words.money(row['value'], row['currency'])} a year"


def why(row: Row) -> str:
    """The reasons in a sentence, the weightiest first; facts, no score."""
    reasons = [_SAID[name](row) for name, points in weighed(row) if points > 0 and name in _SAID]
    reasons = [said for said in reasons if said]
    ends = [_booked(row)]
    if row["refused_on"] is not None:
        ends.insert(0, f"asked on {day(row['refused_on'])}, without a yes")
    while len(reasons) > 1 and len("; ".join([*reasons, *ends])) > LONGEST:
        reasons.pop()
    sentence = "; ".join([*reasons, *ends])
    return sentence[:1].upper() + sentence[1:]


def weighed(row: Row) -> list[tuple[str, int]]:
    """The reasons that have points, the weightiest first, those against going last."""
    points = [(name, int(row[f"{name}_points"])) for name in SHORT if row[f"{name}_points"]]
    return sorted(points, key=lambda one: -one[1])


def points_said(row: Row) -> str:
    """Each reason with its points: `value 44, never visited 32, nothing booked 4`."""
    return ", ".join(f"{_short(name, row)} {points}" for name, points in weighed(row))


def _short(name: str, row: Row) -> str:
    if name == "late":
        return LATE.get(str(row["status"]), SHORT[name])
    return MOMENT[str(row["moment"])] if name == "moment" else SHORT[name]


def _late(row: Row) -> str:
    if row["status"] == "never":
        return f"never visited, on record since {day(row['began_on'])}"
    if row["days_late"] is None:
        since = f", which begin on {day(row['horizon_on'])}" if row["horizon_on"] else ""
        return f"no visit in the records{since}"
    late = words.count(row["days_late"], "day")
    return f"{late} late, last visit {day(row['last_visit_on'])}"


def _value(row: Row) -> str:
    """How far above the average; what it is worth stands beside."""
    times = row["times_average"]
    if times is None or times < 1.95:
        return ""
    return f"worth {times:.0f} average accounts"


def _unprompted(row: Row) -> str:
    if row["extremes_points"] > 0 or row["quiet_points"] > 0:  # which say it
        return ""
    last = row["unprompted_until"]
    return f"no unprompted conversation {f'since {day(last)}' if last else 'on record'}"


def _extremes(row: Row) -> str:
    crisis, asking = row["contacts_crisis_365"], row["contacts_commercial_365"]
    if not asking:
        return f"seen only in a crisis, {_often(crisis)} in a year"
    if not crisis:
        return f"seen only when we wanted something, {_often(asking)} in a year"
    return f"seen only in a crisis ({crisis:.0f}) or when we wanted something ({asking:.0f})"


def _quiet(row: Row) -> str:
    against = "the year before" if row["comparison"] == "twelve_months" else "earlier years"
    sales = f"sales {100 * (row['change'] or 0):+.0f} % on {against}"
    if row["comparison"] == "stopped":
        sales = "bought nothing in twelve months"
    elif row["trend"] == "flat":
        sales = f"sales flat on {against}"
    silent = (
        "no case in a year, nobody unprompted" if row["cases_365"] == 0 else "nobody unprompted"
    )
    return f"{silent}, {sales}"


def _moment(row: Row) -> str:
    on = day(row["moment_on"])
    is_past = row["moment_on"] <= row["as_of_on"]
    if row["moment"] == "leaving":
        if row["left_on"] != row["moment_on"]:  # nobody gave a day, but something said it
            gone = f"said on {on} to leave"
        else:
            gone = f"{'left on' if is_past else 'leaves on'} {on}"
        return f"{gone}, and nobody has asked why in person"
    return {
        "renewal": f"renewal on {on}",
        "first_purchase": f"first purchase on {on}, nobody met since",
        "first_year": f"first year full on {on}",
        "kick_off": f"kick-off on {on}",
    }[str(row["moment"])]


def _booked(row: Row) -> str:
    if row["is_booked"]:
        return f"booked for {day(row['next_booked_on'])}"
    return "nothing booked"


def _often(number: float) -> str:
    return "once" if number == 1 else _times(number)


def _times(number: float) -> str:
    return "twice" if number == 2 else f"{number:.0f} times"


_SAID: Mapping[str, Callable[[Row], str]] = {
    "late": _late,
    "value": _value,
    "unprompted": _unprompted,
    "extremes": _extremes,
    "quiet": _quiet,
    "moment": _moment,
}
