"""What the Overview says: the answer, its figures, whom to see next, who was left alone. Pure.

Plain text; whoever shows it escapes it. Must not draw, nor rank: `rankings` and the lists do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.report import answers, figures, frames, notes, rankings, whom, words
from lib.report.review import ToSee

FIGURES = ("coverage", "neglected", "neglected_value", "proactive_crisis_ratio")
TREND = (*FIGURES, "coverage_upper")
_NAMED = 3  # of each list


@dataclass(frozen=True)
class Overview:
    """All that stands on the page but its charts.

    Args:
        accounts: how many are in scope; of none nothing else is said.
        unplaced: how many of them no map can show.
        extremes: how many were seen only in a crisis or when we wanted something.
        seen_at_extremes: the most valuable of those: name, and how they were seen.
        changed: a sentence each for who became late, was seen, was booked: how many, who they
            are, and how many more; of nobody, the first is "" and the last says so.
    """

    accounts: int
    answer: str = ""
    cards: tuple[figures.Card, ...] = ()
    to_see: tuple[ToSee, ...] = ()
    unplaced: int = 0
    extremes: int = 0
    seen_at_extremes: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str, str], ...] = ()


def overview(
    accounts: pd.DataFrame,
    trend: pd.DataFrame,
    as_of: date,
    whom_next: pd.DataFrame,
    changes: Mapping[str, Sequence[tuple[str, str]]],
) -> Overview:
    """The Overview of a day.

    Args:
        accounts: account_as_of rows.
        trend: rows of `TREND` over the year.
        whom_next: rows of that list.
        changes: as `rankings.changes` finds them.
    """
    now = frames.figures_on(trend, as_of, TREND)
    extremes = rankings.extremes(accounts)
    alone = rankings.largest_left_alone(accounts)
    return Overview(
        len(accounts),
        answers.overview(now["coverage"], now["coverage_upper"], alone),
        figures.cards(FIGURES, now, trend, frames.currency(accounts), notes.apart(accounts)),
        whom.to_see(frames.records(whom_next.head(5))),
        len(frames.unplaced(accounts)),
        len(extremes),
        tuple(
            (str(row["name"]), words.extremes(row)) for row in frames.records(extremes.head(_NAMED))
        ),
        _changed(changes),
    )


def _changed(
    changes: Mapping[str, Sequence[tuple[str, str]]],
) -> tuple[tuple[str, str, str], ...]:
    said = {
        "late": ("became late", "Nobody became late."),
        "seen": ("seen on site", "Nobody was seen on site."),
        "booked": ("newly booked", "Nothing was newly booked."),
    }
    lines = []
    for kind, (verb, nobody) in said.items():
        names = [name for _, name in changes[kind]]
        rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        shown = ", ".join(names[:_NAMED])
        lines.append((f"{len(names)} {verb}:", shown, rest) if names else ("", "", nobody))
    return tuple(lines)
