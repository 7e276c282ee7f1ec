"""The answer to each page's question, as a sentence built from figures. Pure, plain text.

Nothing here judges: a sentence says what the figures say, with both parts of every ratio.
Whoever shows it escapes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from lib.report import words
from lib.report.words import Row


def overview(coverage: words.Figure, upper: words.Figure, left_alone: tuple[int, int]) -> str:
    """The Overview's answer.

    Args:
        coverage, upper: the figures of those names.
        left_alone: of the largest accounts, how many are neglected, and how many these are.
    """
    low, whole = coverage.numerator or 0, coverage.denominator or 0
    if not whole:
        return "There is no account here that can be visited."
    high = upper.numerator or low
    seen = f"We have been on site with {low:,.0f} of {words.count(whole, 'account')}"
    seen += " within their cadence"
    if whole >= words.SMALL:
        seen += f" ({words.percents(low / whole, high / whole)})"
    alone, largest = left_alone
    if largest < words.SMALL:
        # A range asks why: here there is room to say it.
        met = f"; {high - low:,.0f} more we met, but nobody recorded where" if high > low else ""
        return f"{seen}{met}."
    return f"{seen}; {alone} of the {largest} most valuable have been left alone."


def coverage(gaps: Sequence[Row], currency: str | None) -> str:
    """The Coverage map's answer: the area where most value has been left alone."""
    alone = [row for row in gaps if row["left_alone"]]
    placed = [row for row in alone if row["area"] != words.NO_PLACE]
    if not alone:
        return "Nowhere: no account has been left alone."
    worst = placed[0] if placed else alone[0]
    at_stake = f", worth {words.money(worst['value'], currency)} a year" if worst["value"] else ""
    there = f"{worst['left_alone']} of {words.count(worst['accounts'], 'account')}"
    if not placed:
        return f"Nobody can say where: {there} without a place have been left alone{at_stake}."
    others = [str(row["area"]) for row in placed[1:3]]
    then = f" Next: {' and '.join(others)}." if others else ""
    return f"Most of all: {worst['area']}, where {there} have been left alone{at_stake}.{then}"


def recency(
    statuses: Mapping[str, int], days_late: float | None, at_stake: float, currency: str | None
) -> str:
    """The Visit recency page's answer.

    Args:
        statuses: accounts by status.
        days_late: days past the cadence that half of the overdue and lapsed reach.
        at_stake: their value.
        currency: of that value.
    """
    late = statuses.get("overdue", 0) + statuses.get("lapsed", 0)
    never, unknown = statuses.get("never", 0), statuses.get("unknown", 0)
    if late + never + unknown == 0:
        return "Nobody: every account has been visited within their cadence."
    said = []
    if late:
        half = "half of them " if late > 1 else ""
        middle = f", {half}by {words.count(days_late, 'day')}" if days_late is not None else ""
        middle += " or more" if middle and half else ""
        worth = f", worth {words.money(at_stake, currency)} a year" if at_stake else ""
        said.append(f"{words.count(late, 'account is', 'accounts are')} late{middle}{worth}")
    if never:
        said.append(f"{words.count(never, 'has', 'have')} never been visited")
    if unknown:
        said.append(f"nobody knows when we last saw {unknown}")
    if len(said) == 1 and unknown:
        return f"Nobody knows when we last saw {words.count(unknown, 'account')}."
    return f"{'; '.join(said)}."


def balance(
    now: Mapping[str, words.Figure], before: Mapping[str, words.Figure], at_extremes: int
) -> str:
    """The Contact balance page's answer.

    Args:
        now, before: `proactive_crisis_ratio` and `unclassified_share` today and a year ago.
        at_extremes: accounts seen only in a crisis or when we wanted something.
    """
    ours, theirs = _parts(now["proactive_crisis_ratio"])
    if ours + theirs == 0:
        unclassified = words.share(*_parts(now["unclassified_share"]))
        return f"Nobody can say: {unclassified} of our conversations could not be classified."
    said = f"We came unprompted {words.count(ours, 'time')}"
    said += (
        f" and for a crisis {words.count(theirs, 'time')}" if theirs else " and never in a crisis"
    )
    if theirs and ours + theirs >= words.SMALL:
        said += f", {ours / theirs:.1f} to 1"
    then = _parts(before["proactive_crisis_ratio"])
    if sum(then):
        said += f"; a year ago it was {words.ratio(*then)}"
    alone = (
        "Nobody was"
        if not at_extremes
        else words.count(at_extremes, "account was", "accounts were")
    )
    return f"{said}. {alone} seen only in a crisis or when we wanted something."


def files(loads: pd.DataFrame, checks: pd.DataFrame) -> str:
    """The Data page's answer."""
    total = _rows(loads)
    said = f"{total['rows_loaded']:,} of {total['rows_read']:,} rows were loaded"
    aside = total["rows_set_aside"]
    said += f", {aside:,} set aside, each with its reason" if aside else ", none was set aside"
    if total["rows_duplicate"]:
        said += f", {total['rows_duplicate']:,} were duplicates"
    if unreadable := int((loads["status"] == "unreadable").sum()):
        said += f"; {words.count(unreadable, 'file')} could not be read"
    return f"{said}; {_checked(checks)}."


def history(freshness: pd.DataFrame, gaps: pd.DataFrame, gone: pd.DataFrame) -> list[str]:
    """What is known of how whole the history is: a sentence each."""
    said = ["No visit before the first day is unknown, never called never."]
    for name in freshness.loc[freshness["is_archived"].astype(bool), "source"]:
        said.append(
            f"{name}: activities older than 365 days were archived out of the export, so its "
            "history counts from there; an export with archived records reaches further back."
        )
    said += [
        f"{row['source']}: no contact at all from {words.day(row['first_on'])} to "
        f"{words.day(row['last_on'])}; an export may be missing."
        for row in gaps.head(5).to_dict("records")
    ]
    said += [
        f"{row['source']}: {row['records']:,} of the {row['table_name']} are not in the export of "
        f"{words.day(row['gone_on'])} any more; they are kept and marked."
        for row in gone.to_dict("records")
    ]
    return said


def health(loads: pd.DataFrame, checks: pd.DataFrame) -> str:
    """One line on the data: files, rows, checks."""
    total = _rows(loads)
    return " · ".join(
        [
            f"{int((loads['status'] == 'loaded').sum())} of {words.count(len(loads), 'file')} read",
            f"{words.count(total['rows_loaded'], 'row')} loaded",
            f"{total['rows_set_aside']:,} set aside",
            _checked(checks),
        ]
    )


def _rows(loads: pd.DataFrame) -> dict[str, int]:
    names = ["rows_read", "rows_loaded", "rows_set_aside", "rows_duplicate"]
    return {name: int(loads[name].fillna(0).sum()) for name in names}


def _checked(checks: pd.DataFrame) -> str:
    failed = int((~checks["is_passed"].astype(bool)).sum())
    return f"{words.count(failed, 'check')} failed" if failed else "every check passed"


def _parts(figure: words.Figure) -> tuple[float, float]:
    return figure.numerator or 0, figure.denominator or 0
