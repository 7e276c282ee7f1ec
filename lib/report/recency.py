"""What the Visit recency page says: who is late, by how much, worth how much. Pure, plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.report import answers, figures, frames, notes

FIGURES = ("overdue", "lapsed", "never", "unknown")
TREND = (*FIGURES, "coverage", "coverage_upper")


@dataclass(frozen=True)
class Recency:
    """What stands on the page beside its charts and its list.

    Args:
        apart: whose money the answer leaves out.
        without_value: how many accounts have no value at all.
        valued_apart: how many have one that is in no sum.
    """

    answer: str
    apart: str
    cards: tuple[figures.Card, ...]
    without_value: int
    valued_apart: int


def recency(accounts: pd.DataFrame, trend: pd.DataFrame, as_of: date) -> Recency:
    """The page of a day.

    Args:
        accounts: account_as_of rows.
        trend: rows of `TREND` over the year.
    """
    now = frames.figures_on(trend, as_of, TREND)
    return Recency(
        answers.recency(
            frames.statuses(accounts),
            frames.median_days_late(accounts),
            frames.value_of(accounts, "overdue", "lapsed"),
            frames.currency(accounts),
        ),
        notes.apart(accounts),
        figures.cards(FIGURES, now, trend),
        frames.without_value(accounts),
        len(frames.valued_apart(accounts)),
    )
