"""Stand-in until the ranking is merged."""

from __future__ import annotations

from collections.abc import Sequence

from lib.report import words
from lib.report.review import ToSee
from lib.report.words import Row


def to_see(rows: Sequence[Row]) -> tuple[ToSee, ...]:
    """Whom to see next."""
    return tuple(
        ToSee(
            place,
            str(row["account_id"]),
            str(row["name"]),
            words.place(row),
            str(row["status"]),
            words.standing(row),
            words.reason(row),
            words.day(row["next_booked_on"]) if row["is_booked"] else "",
            f"{words.money(row['value'], row['currency'])} a year" if row["value"] else "",
        )
        for place, row in enumerate(rows, 1)
    )
