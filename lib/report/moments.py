"""Turning points in words: the page's answer, and what each row says. Pure.

Owns no rule: windows and states come with the rows of the list `moments`.
"""

from __future__ import annotations

import pandas as pd

from lib.report import words
from lib.report.words import Row

MOMENT = {
    "first_purchase": "First purchase",
    "first_year": "First year",
    "kick_off": "Kick-off or go-live",
    "renewal": "Renewal near",
    "leaving": "Leaving or left",
}
STATE = {
    "open": "○ Not yet",
    "talked": "● Talked",
    "missed": "◆ Nobody talked",
    "unknown": "◌ Not known",
}
ASKED = {
    "busy": "◷ Busy",
    "ask_again": "○ Ask again",
    "early": "○ Early days: ask again",
    "gone_silent": "◌ Gone silent",
}


def now(rows: pd.DataFrame) -> pd.DataFrame:
    """Those whose window is open, those nobody has talked in first."""
    return rows[rows["is_open"].eq(True)]


def lost(rows: pd.DataFrame) -> pd.DataFrame:
    """Customers that left without a talk: listed for good."""
    return rows[(rows["moment"] == "leaving") & rows["state"].isin(["missed", "unknown"])]


def past(rows: pd.DataFrame) -> pd.DataFrame:
    """The rest of the year's, the latest first."""
    rest = rows[~rows.index.isin(now(rows).index) & ~rows.index.isin(lost(rows).index)]
    return rest.sort_values("moment_on", ascending=False, kind="stable")


def answer(rows: pd.DataFrame) -> str:
    """The page's answer: how many windows are open, and how many nobody used yet."""
    here = now(rows)
    missed = int(rows["is_missed_chance"].eq(True).sum())
    gone = (
        f" With {words.count(missed, 'customer')} that left nobody talked in person."
        if missed
        else ""
    )
    if here.empty:
        return f"No customer is at a turning point today.{gone}"
    waiting = here[here["state"] == "open"]
    said = f"{words.count(len(here), 'customer is', 'customers are')} at a turning point"
    if waiting.empty:
        return f"{said}, and we have talked in person with every one.{gone}"
    talked = len(here) - len(waiting)
    return f"{said}; we have talked in person with {talked} of them.{gone}"


def next_to_close(rows: pd.DataFrame) -> str:
    """The window that closes first without a talk, by name."""
    waiting = now(rows)
    waiting = waiting[waiting["state"] == "open"].sort_values(["days_left", "account_id"])
    if waiting.empty:
        return ""
    row = waiting.iloc[0]
    left = "today" if not row["days_left"] else f"in {words.count(row['days_left'], 'day')}"
    return f"The next to close {left}: {row['name']}, {MOMENT[row['moment']].lower()}."


def who(row: Row) -> str:
    """Who of ours talked with whom, where and when."""
    if row["talked_on"] is None:
        return ""
    people = " with ".join(str(part) for part in (row["ours"], row["theirs"]) if part)
    where = words.SETTING[str(row["talked_setting"])].lower()
    return ", ".join(part for part in (people, where, words.day(row["talked_on"])) if part)
