"""The People page in words, and its rows reshaped for the eye. Pure, plain text.

Owns how a rank and a horizon are called. Must not query, nor judge anybody: lists of our own
people are in the order of names, and both parts of a share are said.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lib.report import words
from lib.report.words import Figure

RANK = {1: "Chief", 2: "VP, director", 3: "Manager", 4: "Staff"}
HORIZON = {"orders": "Orders", "operations": "Operations", "future": "Future"}
UNKNOWN = "Not known"


def rank(value: float | None) -> str:
    """A rank in words, for a cell."""
    return UNKNOWN if value is None or pd.isna(value) else RANK[int(value)]


def horizon(value: object) -> str:
    """A horizon in words, for a cell."""
    return HORIZON.get(str(value), UNKNOWN)


def answer(now: Mapping[str, Figure]) -> str:
    """The page's answer.

    Args:
        now: `top_never_met`, `order_desk_only` and `peer_match` today.
    """
    said = []
    top = now["top_never_met"]
    if top.denominator:
        said.append(_top(int(top.numerator or 0), int(top.denominator)))
    desk = now["order_desk_only"]
    if desk.denominator and desk.numerator is not None:
        said.append(_desk(int(desk.numerator or 0), int(desk.high or 0), int(desk.denominator)))
    peers = now["peer_match"]
    if peers.denominator:
        met, visits = peers.numerator or 0, peers.denominator
        said.append(f"peers met peers on {words.share(met, visits)} of the visits that say so")
    if not said:
        return "Nobody can say: no title says who ranks how high, or nobody was met yet."
    return "; ".join(said)[0].upper() + "; ".join(said)[1:] + "."


def _top(never: int, of: int) -> str:
    if not never:
        return f"at each of the {words.count(of, 'account')} we know the top of, one of ours met it"
    return f"at {never} of {words.count(of, 'account')} nobody of ours ever met the top person"


def _desk(only: int, at_most: int, of: int) -> str:
    if not at_most:
        return f"at none of {of} do we speak with the order desk alone"
    maybe = f" (or {at_most}: some titles are not known)" if at_most > only else ""
    return f"at {only} of {of}{maybe} we speak with the order desk alone"


def load(asked: Figure, available: Figure) -> str:
    """What the cadence asks of our executives against the days they have."""
    if not asked.value:
        return "The cadence asks no visit of executives: no account is of a tier they are to see."
    need = f"The cadence asks for {words.count(round(asked.value), 'day')} a year of executives"
    if available.value is None:
        return (
            f"{need}. How many they have, nobody has written down: add a row for each to "
            "data/reference/executive_days.csv (person, days, valid_from) and build again."
        )
    return f"{need}; they have {words.count(round(available.value), 'day')}."


def matrix(rows: pd.DataFrame) -> pd.DataFrame:
    """Visits together: a row per salesperson, a column per executive, both in order of names."""
    if rows.empty:
        return pd.DataFrame()
    wide = rows.pivot_table(index="salesperson", columns="executive", values="visits", fill_value=0)
    return wide.astype(int).sort_index().sort_index(axis=1)


def desks(rows: pd.DataFrame) -> pd.DataFrame:
    """Order-desk accounts with who was spoken with, in words."""
    said = [
        f"{words.count(orders, 'person', 'people')}, all on orders"
        if not unknown
        else f"{orders} on orders, {unknown} whose title does not say"
        for orders, unknown in zip(rows["spoken_orders"], rows["spoken_unknown"], strict=True)
    ]
    return rows.assign(with_whom=said)
