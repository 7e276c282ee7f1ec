"""One metric's row of an answer: value, parts and interval, from what was counted.

Owns the arithmetic of shares and intervals in SQL. Pure; must not know a scope.
"""

from __future__ import annotations

from lib.metrics.catalogue import Metric

# z of a two-sided 95 % interval.
_Z = 1.959963984540054


def answer(entry: Metric, counted: str, dimensions: tuple[str, ...]) -> str:
    """The select of a metric's rows.

    Args:
        counted: the relation that holds its counts, `n_`, `d_` and `h_` with its id.
        dimensions: what it is split by, there as `by_` with the dimension's name.
    """
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
    day = "as_of_on" if dimensions else "day as as_of_on"
    split = "".join(f", by_{name} as {name}" for name in dimensions)
    rows = counted
    if entry.needs:
        # Where the exports hold nothing on it, nobody can say that there was none of it.
        needed = entry.needs.split()
        listed = ", ".join(f"'{name}'" for name in needed)
        rows = (
            f"{counted} left join (select as_of_on as held_on from held_as_of"
            f" where held in ({listed}) group by as_of_on having count(*) = {len(needed)}) as held"
            f" on {counted}.{'as_of_on' if dimensions else 'day'} = held.held_on"
        )
        value, n, d, low, high = (
            f"case when held_on is not null then {part} end" for part in (value, n, d, low, high)
        )
    return (
        f"select '{entry.id}' as metric, {day}{split}, {value} as value, {n} as numerator,"
        f" {d} as denominator, {low} as low, {high} as high from {rows}"
    )
