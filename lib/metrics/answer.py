"""The rows of an answer: a metric's value, parts and interval, from what was counted.

Owns the arithmetic of shares and intervals in SQL. Pure; must not know a scope.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.metrics.catalogue import Metric

# z of a two-sided 95 % interval.
_Z = 1.959963984540054
_PARTS = ("value", "numerator", "denominator", "low", "high")


def answers(
    counted: str, entries: Sequence[Metric], dimensions: Sequence[str], places: Mapping[str, int]
) -> str:
    """The select of the rows of all metrics that one relation has the counts of.

    One select, not one a metric: of seventy-five, planning took seven times as long as counting.

    Args:
        counted: holds the counts, `n_`, `d_` and `h_` with a metric's id.
        dimensions: what they are split by, there as `by_` with the dimension's name.
        places: metric id -> its place in the answer.
    """
    day = "as_of_on" if dimensions else "day"
    told = ", ".join(_told(entry, places[entry.id]) for entry in entries)
    split = "".join(f", by_{name} as {name}" for name in dimensions)
    rows = counted
    if any(entry.needs for entry in entries):
        rows = (
            f"{counted} left join (select as_of_on as held_on, list(held) as held from held_as_of"
            f" group by as_of_on) as held on {counted}.{day} = held.held_on"
        )
    return (
        f"select told.place, told.metric, as_of_on{''.join(f', {name}' for name in dimensions)},"
        f" {', '.join(f'told.{part}' for part in _PARTS)}"
        f" from (select {day} as as_of_on{split}, unnest([{told}]) as told from {rows}) as listed"
    )


def _told(entry: Metric, place: int) -> str:
    """A metric's row as a struct."""
    n, d = (f"cast({part}_{entry.id} as double)" for part in "nd")
    if entry.is_tally:
        n, d = f"coalesce({n}, 0.0)", f"coalesce({d}, 0.0)"
    if not entry.denominator:
        d = "cast(null as double)"
    is_divided = entry.denominator and not entry.is_count
    value = f"{n} / nullif({d}, 0)" if is_divided else n
    low = high = "cast(null as double)"
    if entry.high:
        high = f"cast(h_{entry.id} as double)"
        if entry.is_tally and not is_divided:
            high = f"coalesce({high}, 0.0)"
        low, high = value, f"{high} / nullif({d}, 0)" if is_divided else high
    elif entry.interval == "wilson":
        p = f"({n} / nullif({d}, 0))"
        middle = f"({p} + {_Z**2 / 2} / {d})"
        spread = f"({_Z} * sqrt({p} * (1 - {p}) / {d} + {_Z**2 / 4} / ({d} * {d})))"
        low = f"({middle} - {spread}) / (1 + {_Z**2} / {d})"
        high = f"({middle} + {spread}) / (1 + {_Z**2} / {d})"
    parts = dict(zip(_PARTS, (value, n, d, low, high), strict=True))
    if entry.needs:
        # Where the exports hold nothing on it, nobody can say that there was none of it.
        needed = ", ".join(f"'{name}'" for name in entry.needs.split())
        is_held = f"list_has_all(held, [{needed}])"
        parts = {part: f"case when {is_held} then {sql} end" for part, sql in parts.items()}
    said = "".join(f", {part}: {sql}" for part, sql in parts.items())
    return f"{{place: {place}, metric: '{entry.id}'{said}}}"
