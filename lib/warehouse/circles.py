"""Accounts that would count for each other in a circle: which correction is set aside for it.

Pure. Must not know where corrections are kept, nor where the exports' parents come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.corrections import Correction, copies_of, key

_WAYS = {"parent": "belongs to {}", "duplicate": "is a copy of {}"}
_STATED = "belongs to {} (so the exports say)"
# A circle of more accounts than this is not told in full.
_TOLD = 5


def hold(
    rows: Sequence[Correction], parents: Mapping[str, str]
) -> tuple[Sequence[int], Mapping[int, str]]:
    """Which corrections hold: the newest of each key, but for one that closes a circle.

    Of accounts that would count for each other in a circle, what was said last is set aside,
    and what that took the place of holds again.

    Args:
        rows: those not taken back, the oldest first.
        parents: account -> parent, as the exports have it.

    Returns:
        The places of those that hold; by its place, why another is set aside.
    """
    aside: dict[int, str] = {}
    while True:
        newest = {
            key(row.kind, row.subject, row.value): place
            for place, row in enumerate(rows)
            if place not in aside
        }
        holding = sorted(newest.values())
        found = _circles({place: rows[place] for place in holding}, parents)
        if not found:
            return holding, aside
        aside.update(found)


def _circles(rows: Mapping[int, Correction], parents: Mapping[str, str]) -> Mapping[int, str]:
    """Of each circle that a row has part in: the place of the last, and the sentence for it."""
    told = {row.subject: place for place, row in rows.items() if row.kind == "parent"}
    # A copy counts for its original, whatever its parent.
    told.update(copies_of(rows))
    found: dict[int, str] = {}
    seen: set[str] = set()
    for start in told:
        walk: dict[str, int] = {}
        at = start
        while at and at not in seen:
            seen.add(at)
            walk[at] = len(walk)
            at = rows[told[at]].value if at in told else parents.get(at, "")
        if at not in walk:
            continue
        circle = list(walk)[walk[at] :]
        said = [told[account] for account in circle if account in told]
        if said:
            first = circle.index(rows[max(said)].subject)
            ways = [
                (_WAYS[rows[told[account]].kind] if account in told else _STATED)
                for account in circle
            ]
            found[max(said)] = _round(circle[first:] + circle[:first], ways[first:] + ways[:first])
    return found


def _round(circle: Sequence[str], ways: Sequence[str]) -> str:
    above = [*circle[1:], circle[0]]
    steps = [way.format(account) for way, account in zip(ways, above, strict=True)]
    rest = "" if len(steps) <= _TOLD else f", and so on round to {circle[0]}"
    return f"it closes a circle: {circle[0]} {', which '.join(steps[:_TOLD])}{rest}"
