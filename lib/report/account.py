"""What to know of one account, in sentences built from its rows. Pure, plain text.

Must not fetch, nor decide a state: those come with the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lib.report import words
from lib.report.words import Row


def answer(row: Row, cases: Sequence[Row], promises: Sequence[Row] = ()) -> str:
    """The account page's answer: how we stand, and what is open.

    Args:
        row: of account_as_of.
        cases: rows of the list `cases`.
        promises: rows of the list `promises`.
    """
    said = [words.status(row)]
    if row["is_at_extremes"]:
        said.append(f"In a year: {words.extremes(row)}.")
    opened = [case for case in cases if case["is_open"]]
    if opened:
        severe = sum(bool(case["is_severe"]) for case in opened)
        of = f", {severe} severe" if severe else ""
        said.append(f"{words.count(len(opened), 'case is', 'cases are')} open{of}.")
    late = sum(promise["state"] == "late" for promise in promises)
    untold = sum(promise["state"] == "done" for promise in promises)
    if late:
        said.append(f"{words.count(late, 'promise is', 'promises are')} late.")
    if untold:
        told = "was done and not told" if untold == 1 else "were done and not told"
        said.append(f"{words.count(untold, 'promise')} {told}.")
    return " ".join(said)


def with_hover(contacts: pd.DataFrame) -> pd.DataFrame:
    """Contacts with `note`: day, setting, purpose, who and subject in one line, for a hover."""
    notes = [
        " · ".join(
            str(part)
            for part in (
                words.day(day),
                words.SETTING.get(str(setting), setting),
                words.PURPOSE.get(str(purpose), "") if outcome == "completed" else outcome,
                organiser,
                subject,
            )
            if part and part == part  # a missing cell of a frame is NaN
        )
        for day, setting, purpose, outcome, organiser, subject in zip(
            contacts["occurred_on"],
            contacts["setting"],
            contacts["purpose"],
            contacts["outcome"].str.replace("_", " "),
            contacts["organiser"],
            contacts["subject"],
            strict=True,
        )
    ]
    return contacts.assign(note=notes)


def clocks(row: Row) -> list[tuple[str, str, str]]:
    """The figures at the head of the page: label, figure, and what it is measured against."""

    def ago(days: float | None) -> str:
        return "never" if days is None else words.count(days, "day")

    asks = f"of {row['cadence_days']:.0f} that tier {row['tier']} asks for"
    worth = words.money(row["value"], row["currency"]) if row["value"] else "not known"
    basis = {
        "stated": "a year, as stated",
        "deals_won": "of deals won in a year",
        "invoices": "invoiced in a year",
    }
    in_person = row["last_in_person_on"]
    elsewhere = f"in person anywhere {words.day(in_person)}" if in_person else "nor met elsewhere"
    return [
        ("Since the last visit", ago(row["days_since_visit"]), asks),
        ("Since we came unprompted", ago(row["days_since_proactive"]), elsewhere),
        ("Worth", worth, basis.get(str(row["value_basis"]), "") if row["value"] else ""),
        (
            "Conversations in a year",
            f"{row['contacts_365']:,.0f}",
            f"{row['visits_365']:,.0f} on site, {row['contacts_proactive_365']:,.0f} unprompted",
        ),
    ]


def facts(row: Row) -> str:
    """Tier, worth, place and owner, each with its basis, in one line."""
    return words.account_facts(row)
