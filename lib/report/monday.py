"""The review page: what a leadership team reads on one day, as a value, then as text.

Owns what is on it and in what order. It asks through a function it is given, so the screen, the
command line and a test can each bring their own session. Must not open a build or write a file.
Freezing, printing and comparing are still to come; the value is their place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from lib.metrics import catalogue, query
from lib.metrics.words import format_value
from lib.report import answers, frames, notes, rankings, words
from lib.report.escape import md
from lib.scope import Scope

Fetch = Callable[[str, Mapping[str, object] | None], pd.DataFrame]

FIGURES = ("coverage", "neglected", "neglected_value", "proactive_crisis_ratio")
_CHANGES = {"late": "Became late", "seen": "Seen on site", "booked": "Newly booked"}


@dataclass(frozen=True)
class Figure:
    """A key figure in words, its parts, and what it counts."""

    label: str
    value: str
    parts: str
    definition: str


@dataclass(frozen=True)
class Review:
    """One day's page.

    Args:
        see_next: name, place and reason of each.
        changes: what happened since a week before, and to whom.
        apart: whose value the figures leave out, and why.
    """

    as_of: date
    answer: str
    figures: tuple[Figure, ...]
    see_next: tuple[tuple[str, str, str], ...]
    changes: Mapping[str, tuple[str, ...]]
    apart: str
    health: str


def review(scope: Scope, fetch: Fetch) -> Review:
    """The page of a scope's one day.

    Args:
        scope: with one as-of date.
        fetch: runs SQL with its parameters on the build the page is of.
    """

    def ask(asked: query.Query) -> pd.DataFrame:
        return fetch(asked.sql, asked.parameters)

    (day,) = scope.as_of
    week_ago = day - timedelta(days=7)
    ids = (*FIGURES, "coverage_upper")
    now = frames.figures_on(ask(query.metrics(ids, scope)), day, ids)
    both_days = ask(query.relation("account_as_of", scope.at(week_ago, day)))
    accounts = frames.on(both_days, day)
    changes = rankings.changes(frames.on(both_days, week_ago), accounts)
    return Review(
        as_of=day,
        answer=answers.overview(
            now["coverage"], now["coverage_upper"], rankings.largest_left_alone(accounts)
        ),
        figures=tuple(_figure(now[name], frames.currency(accounts)) for name in FIGURES),
        see_next=tuple(
            (str(row["name"]), words.place(row), str(row["reason"]))
            for row in frames.records(rankings.see_next(accounts))
        ),
        changes={label: tuple(name for _, name in changes[key]) for key, label in _CHANGES.items()},
        apart=notes.apart(accounts),
        health=answers.files(ask(query.table("loads", scope)), ask(query.table("checks"))),
    )


def _figure(figure: words.Figure, currency: str | None) -> Figure:
    metric = catalogue.metric(figure.metric)
    parts = ""
    if figure.denominator is not None and metric.unit != "money":
        between = " : " if metric.unit == "ratio" else " of "
        parts = f"{figure.numerator or 0:,.0f}{between}{figure.denominator:,.0f}"
    value = format_value(metric, figure.value, figure.numerator, figure.denominator, currency)
    is_range = metric.high and figure.low is not None and figure.high is not None
    if is_range and (figure.denominator or 0) >= words.SMALL:
        value = words.percents(figure.low or 0, figure.high or 0)
    return Figure(metric.label, value, parts, metric.description)


def markdown(page: Review) -> str:
    """The page as Markdown; names from an export show as they are and mean nothing."""

    def names(found: Sequence[str]) -> str:
        return ", ".join(md(name) for name in found) or "nobody"

    lines = [
        "# Are we seeing our customers?",
        "",
        f"As of {words.day(page.as_of)}. {md(page.answer)}",
        "",
        "| figure | | of |",
        "| --- | --- | --- |",
        *(f"| {f.label} | {f.value} | {f.parts} |" for f in page.figures),
        "",
        "## To see next",
        "",
        *(
            f"{place}. **{md(name)}**, {md(where)}: {md(reason)}"
            for place, (name, where, reason) in enumerate(page.see_next, start=1)
        ),
        "",
        f"## Since {words.day(page.as_of - timedelta(days=7))}",
        "",
        *(f"- {label}: {names(found)}" for label, found in page.changes.items()),
        "",
        "## How this is counted",
        "",
        *(f"- {f.label}: {f.definition}" for f in page.figures),
        *([f"- {md(page.apart)}"] if page.apart else []),
        f"- {md(page.health)}",
        "",
    ]
    return "\n".join(lines)
