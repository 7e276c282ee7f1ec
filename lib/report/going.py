"""Where to go next, in words: the answer, and the facts on each row. Pure, plain text.

Must not rank or judge: the lists do. Whoever shows a sentence escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pandas as pd

from lib.report import frames, words
from lib.report.words import Figure, Row

DIMENSIONS = {
    "variety_gap": "By industry",
    "variety_gap_country": "By country",
    "variety_gap_tier": "By tier",
    "variety_gap_size": "By size",
    "variety_gap_tenure": "By tenure",
}
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
REASONS = ("tenure_reason", "cases_reason", "sales_reason", "distance_reason", "contact_reason")


def answer(
    quiet: pd.DataFrame, closing: pd.DataFrame, starters: pd.DataFrame, are_sales_held: bool
) -> str:
    """The page's answer: the quiet customers first, then variety, then where to begin."""
    said = []
    first = frames.records(quiet.head(1))
    if not are_sales_held:
        said.append("Nobody can say who has gone quiet: the exports hold no sales")
    elif not first:
        said.append("No customer has gone quiet unvisited")
    else:
        worth = float(quiet["house_value"].sum())
        currency = first[0]["house_currency"]
        stake = f", worth {words.money(worth, currency)} a year" if worth else ""
        have = words.count(len(quiet), "customer has", "customers have")
        go = "go there" if len(quiet) == 1 else f"go to {first[0]['name']} first"
        name = f": {first[0]['name']}" if len(quiet) == 1 else ""
        said.append(f"{have} gone quiet and unvisited{stake}{name}; {go}")
    if not closing.empty:
        said.append(f"{closing.iloc[0]['name']} adds most variety")
    if not starters.empty:
        said.append(f"{starters.iloc[0]['name']} is a safe one to begin with")
    return f"{'; '.join(said)}."


def trend(row: Row) -> str:
    """How an account's sales go, against what: `-18 % beside the same months of 3 years`."""
    if row["comparison"] == "stopped":
        last = row["last_sold_month"]
        return (
            f"bought nothing in twelve months, last in {last:%b %Y}" if last else "stopped buying"
        )
    if row["trend"] == "unknown" or row["change"] is None:
        return {
            "no_sales": "no sales in the exports",
            "currencies": "in several currencies, with no rate to add them",
            "short": "too short a history to tell",
            "few_sales": "too few sales to tell",
        }[str(row["comparison"])]
    against = {
        "same_months": "the same 3 months of earlier years",
        "twelve_months": "the twelve months before",
    }[str(row["comparison"])]
    if row["trend"] == "flat":
        return f"flat against {against}"
    return f"{100 * row['change']:+.0f} % against {against}"


def silence(row: Row) -> str:
    """Since when nobody came of their own accord, and since when there was no case."""
    last = row["last_proactive_on"]
    parts = [
        f"last proactive contact {words.day(last)}" if last else "no proactive contact on record"
    ]
    if row["cases_365"] is None:
        parts.append("no cases in the exports")
    elif row["last_case_on"] is not None:
        parts.append(f"last case {words.day(row['last_case_on'])}")
    else:
        parts.append("never a case")
    return ", ".join(parts)


def gaps(now: Mapping[str, Figure]) -> pd.DataFrame:
    """The variety gap of each dimension that the exports hold: label, gap."""
    known = [
        {"label": label, "gap": now[name].value}
        for name, label in DIMENSIONS.items()
        if now[name].value is not None
    ]
    return pd.DataFrame(known, columns=["label", "gap"])


def widest(members: pd.DataFrame, gap_by_label: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """The dimension with the widest gap, as its label and its rows of the list `variety`."""
    if gap_by_label.empty:
        return "", members.head(0)
    label = str(gap_by_label.sort_values("gap", ascending=False, kind="stable").iloc[0]["label"])
    return label, members[members["dimension"] == label.removeprefix("By ")]


def reasons(row: Row) -> list[str]:
    """Why an account is a good one to begin with, a fact each."""
    return [_DAY.sub(_day, str(row[name])) for name in REASONS if row[name]]


def _day(found: re.Match[str]) -> str:
    return words.day(date.fromisoformat(found[0]))
