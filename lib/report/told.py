"""Parts of the Monday page in words: from rows to `lib.report.review`. Pure.

Owns what is left unsaid: the names of people at a customer, and notes, stand apart from what is
always printed. Must not fetch, count or rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from lib.metrics import catalogue
from lib.report import frames, outline, words
from lib.report import promises as promising
from lib.report.review import Change, Dot, Due, Headline, Map, Purpose
from lib.report.texts import shortened, without
from lib.report.words import Row
from lib.scope import PURPOSES, STATUSES

# A promise due within so many days is due this week.
_WEEK = timedelta(days=7)
_LONGEST = 160
# From this share on, what could not be classified is worth a line.
_MANY = 0.2
_DUE_ORDER = {"late": 0, "due": 1, "untold": 2}
# How small a bubble may be, as a share of the largest one's diameter.
_SMALLEST = 0.12
# What a bubble is made of.
_DOT = ["account_id", "name", "longitude", "latitude", "status", "waits", "house_value"]


@dataclass(frozen=True)
class Heard:
    """Headlines, and of which account each quotes somebody (empty without a quote)."""

    headlines: Sequence[Headline]
    accounts: Sequence[str]

    def unnamed(self, names: Mapping[str, Sequence[str]]) -> tuple[Headline, ...]:
        """The headlines with the names of each account's people left out of its quote."""
        return tuple(
            replace(one, quote=without(one.quote_in_full, names.get(account_id, ())))
            for one, account_id in zip(self.headlines, self.accounts, strict=True)
        )


def headlines(themes: pd.DataFrame, excerpts: Sequence[Row]) -> Heard:
    """What customers say, the theme that most accounts raise first.

    Args:
        excerpts: one a theme, of those who may be quoted; none where notes may not be seen.
    """
    quoted = {str(row["theme"]): row for row in excerpts if row["excerpt"]}
    said, accounts = [], []
    for row in frames.records(themes):
        quote = quoted.get(str(row["theme"]))
        accounts.append(str(quote["account_id"]) if quote else "")
        said.append(
            Headline(
                theme=str(row["theme"]),
                accounts=int(row["accounts"]),
                said=_raised(row),
                owner=str(row["owner"] or ""),
                is_to_act=bool(row["is_to_act"]),
                quote="",
                quote_in_full=shortened(str(quote["excerpt"]), _LONGEST) if quote else "",
                quoted=f"{quote['name']}, {words.day(quote['occurred_on'])}" if quote else "",
            )
        )
    return Heard(said, accounts)


def promises(rows: pd.DataFrame, as_of: date) -> tuple[Due, ...]:
    """Promises that are late, due within the week, or done and not told, in that order.

    The oldest of each first: where a list is cut, what has waited longest stands on it.

    Args:
        rows: `action` without the names of people at the customers, `in_full` with them.
    """
    told = [(row, _due(row, as_of)) for row in frames.records(rows)]

    def order(pair: tuple[Row, Due]) -> tuple[object, ...]:
        row, due = pair
        day = row["done_on"] if due.state == "untold" else row["due_on"]
        return _DUE_ORDER[due.state], day is None, day or as_of, due.commitment_id

    found = [(row, due) for row, due in told if due is not None]
    return tuple(due for _, due in sorted(found, key=order))


def where(accounts: pd.DataFrame) -> Map:
    """The map: every account that has a place, and how many have not."""
    accounts = accounts.assign(waits=frames.is_waiting(accounts))
    rows = accounts.dropna(subset=["latitude", "longitude"])
    largest = rows["house_value"].astype(float).max() if len(rows) else 0.0
    dots = tuple(
        Dot(
            account_id=str(row["account_id"]),
            name=str(row["name"]),
            longitude=float(row["longitude"]),
            latitude=float(row["latitude"]),
            status=str(row["status"]),
            is_waiting=row["waits"],
            size=_size(row["house_value"], largest),
        )
        for row in frames.records(rows[_DOT])
    )
    counted = accounts.loc[~accounts["waits"], "status"].value_counts()
    statuses = [
        (name, words.STATUS[name], int(counted[name])) for name in STATUSES if name in counted
    ]
    if waiting := int(accounts["waits"].sum()):
        statuses.append(("busy", "◷ Asked, busy", waiting))
    unplaced = len(accounts) - len(rows)
    note = ""
    if len(accounts) and not dots:
        note = "No account here can be placed on a map."
    elif unplaced:
        note = f"{words.count(unplaced, 'account')} not placed: the exports do not say where."
    return Map(region(rows), dots, tuple(statuses), unplaced, note)


def region(placed: pd.DataFrame) -> str:
    """The closest fixed view that shows every placed account; the world for none."""
    if placed.empty:
        return "World"
    if (placed["country_code"] == "USA").all():
        return "United States"
    for name, view in outline.VIEWS.items():
        across, up = placed["longitude"], placed["latitude"]
        is_closer = name not in ("World", "United States")
        if is_closer and (across.between(*view.longitude) & up.between(*view.latitude)).all():
            return name
    return "World"


def purposes(contacts: pd.DataFrame, moved: Sequence[Change]) -> tuple[Purpose, ...]:
    """Conversations of the window by purpose, each with its change."""
    talks = frames.talks(contacts)
    counted = talks["purpose"].value_counts()
    changes = {one.id: one.net for one in moved}
    return tuple(
        Purpose(
            id=name,
            label=words.PURPOSE[name],
            count=int(counted.get(name, 0)),
            share=float(counted.get(name, 0)) / len(talks) if len(talks) else 0.0,
            change=changes.get(f"purpose_{name}", ""),
        )
        for name in PURPOSES
    )


def left_out(accounts: pd.DataFrame) -> list[str]:
    """What the figures leave out."""
    exempt = int((accounts["status"] == "exempt").sum())
    valueless = int((accounts["value"].isna() & (accounts["status"] != "exempt")).sum())
    said = []
    if exempt:
        said.append(
            f"{words.count(exempt, 'exempt account is', 'exempt accounts are')} left out of "
            "coverage."
        )
    if valueless:
        said.append(
            f"{words.count(valueless, 'account has', 'accounts have')} no value in the exports: "
            "missing in sums of money, not zero."
        )
    return said


def unclassified(share: words.Figure) -> list[str]:
    """That many conversations have no purpose, where one in five or more has none."""
    part, whole = share.numerator or 0, share.denominator or 0
    if not whole or part / whole < _MANY:
        return []
    return [
        f"{part:,.0f} of {words.count(whole, 'conversation')} could not be classified: the ratio "
        "and the purposes speak of the others."
    ]


def horizon(freshness: pd.DataFrame, as_of: date) -> list[str]:
    """How far back the exports reach and how far forward they vouch."""
    begins = pd.to_datetime(freshness["horizon_on"]).min()
    newest = pd.to_datetime(freshness["vouched_on"]).max()
    said = []
    if pd.notna(begins):
        said.append(
            f"The history begins on {words.day(begins)}: no visit before it is unknown, never "
            "called never."
        )
    if pd.notna(newest) and newest.date() < as_of:
        said.append(f"The exports vouch for days up to {words.day(newest)} only.")
    return said


def definitions(ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Label and description of figures, and of the words the page uses."""
    metrics = catalogue.load()
    return (
        *((metrics[name].label, metrics[name].description) for name in ids),
        (
            "Late or unknown",
            "Overdue, lapsed, never visited or unknown. Left alone: late, with no visit booked, "
            "and not asked to wait.",
        ),
    )


def _due(row: Row, as_of: date) -> Due | None:
    state = str(row["state"])
    on = frames.day_of(row["due_on"])
    if state == "late":
        named, said = "late", f"{words.count((as_of - on).days, 'day')} late" if on else "late"
    elif state == "open" and on is not None and on <= as_of + _WEEK:
        named, said = "due", f"due {words.day(on)}"
    elif state == "done":
        done = f"done {words.day(row['done_on'])}" if row["done_on"] is not None else "done"
        named, said = "untold", f"{done}; tell them"
    else:
        return None
    return Due(
        commitment_id=str(row["commitment_id"]),
        owner=str(row["owner"] or promising.NOBODY),
        account_id=str(row["account_id"]),
        name=str(row["name"]),
        what=shortened(str(row["action"] or "A promise"), _LONGEST),
        what_in_full=shortened(str(row["in_full"] or "A promise"), _LONGEST),
        state=named,
        said=said,
    )


def _raised(row: Row) -> str:
    said = words.count(row["accounts"], "account")
    before = row["accounts_before"]
    return said if before is None else f"{said}, {before:,.0f} the year before"


def _size(value: float | None, largest: float) -> float:
    """Diameter as a share of the largest's: its area goes with value."""
    if not value or not largest or value < 0:
        return _SMALLEST
    return max(_SMALLEST, float((value / largest) ** 0.5))
