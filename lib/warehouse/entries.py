"""Corrections as they were made, which of them hold, and which new ones may join them.

Pure. Must not know where they are kept (`lib.warehouse.corrections`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lib.corrections import Correction, key
from lib.errors import GroundError
from lib.warehouse.circles import hold


@dataclass(frozen=True)
class Entry:
    """One correction as it was made.

    Args:
        correction: what was said.
        id: by which it can be taken back.
        at: when, ISO in UTC.
        in_force: whether it applies: not taken back, not followed by a later one, not set aside.
        undone: by whom, when and why it was taken back; empty where it was not.
        aside: why it is set aside; empty where it is not.
    """

    correction: Correction
    id: int
    at: str
    in_force: bool
    undone: str
    aside: str

    @property
    def state(self) -> str:
        """What became of it, in words."""
        if self.aside:
            return f"set aside: {self.aside}"
        return self.undone or ("in force" if self.in_force else "replaced")


class Refused(GroundError):
    """Corrections that contradict others: none of those handed in with them was kept.

    Args:
        reasons: by the place of its row among them, why each cannot hold.
    """

    title = "That correction contradicts another"

    def __init__(self, reasons: Mapping[int, str]) -> None:
        first = next(iter(reasons.values()))
        super().__init__(
            f"Keeping this correction: {first}.", "Take one of the others in it back first."
        )
        self.reasons = reasons


class Told:
    """What the file says, before any circle is looked for."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.standing = [entry for entry in entries if not entry.undone]

    @property
    def accounts(self) -> set[str]:
        """Those that count for another, or that another counts for."""
        return paired([entry.correction for entry in self.standing])


def settled(told: Told, above: Mapping[str, str]) -> list[Entry]:
    """Every entry, with whether it holds."""
    holding, aside = hold([entry.correction for entry in told.standing], above)
    places = {entry.id: place for place, entry in enumerate(told.standing)}
    holds = set(holding)
    return [
        replace(
            entry,
            in_force=places.get(entry.id) in holds,
            aside=aside.get(places.get(entry.id, -1), ""),
        )
        for entry in told.entries
    ]


def told_anew(
    told: Told, given: Sequence[Correction], above: Mapping[str, str]
) -> list[Correction]:
    """Those given that say what is not in force already.

    Raises:
        Refused: some would close a circle.
    """
    standing = [entry.correction for entry in told.standing]
    holding, _ = hold(standing, above)
    said = {_about(standing[place]): standing[place] for place in holding}
    new: dict[int, Correction] = {}
    for place, row in enumerate(given):
        before = said.get(_about(row))
        if before is None or (before.value, before.why) != (row.value, row.why):
            said[_about(row)] = new[place] = row
    _, aside = hold([*standing, *new.values()], above)
    reasons = {
        place: aside[number] for number, place in enumerate(new, len(standing)) if number in aside
    }
    if reasons:
        raise Refused(reasons)
    return list(new.values())


def _about(row: Correction) -> tuple[str, str]:
    return key(row.kind, row.subject, row.value)


def paired(rows: Sequence[Correction]) -> set[str]:
    """The accounts that some corrections put above or below another."""
    return {
        account
        for row in rows
        if row.kind in ("parent", "duplicate")
        for account in (row.subject, row.value)
        if account
    }
