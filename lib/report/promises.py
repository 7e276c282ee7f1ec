"""Promises in words: the page's answer, the oldest untold, and the rows by owner. Pure.

Owns no rule: what became of a promise comes with the rows of the list `promises`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.report import frames, words
from lib.report.words import Row

NOBODY = "Nobody named"
# In the order they are read; each with what it is called and what is asked of somebody next.
STATES = {
    "late": "◆ Late",
    "done": "◧ Done, not told",
    "open": "○ Open",
    "told": "● Told",
    "dropped": "✕ Dropped",
}
NEXT = {"late": "Done?", "open": "Done?", "done": "Told?", "told": "Change", "dropped": "Change"}


def answer(promises: pd.DataFrame) -> str:
    """The page's answer: how many were done, and of how many the customer heard."""
    states = promises["state"].value_counts()
    told, done = int(states.get("told", 0)), int(states.get("done", 0))
    whole = len(promises) - int(states.get("dropped", 0))
    if not whole:
        return "Every promise on record was dropped."
    did = f"We did {words.share(done + told, whole)} of what we promised"
    if not done + told:
        did = f"None of {words.count(whole, 'promise')} is done yet"
    elif not told:
        did += " and told the customer of none of it"
    else:
        did += f", and told the customer of {words.share(told, done + told)}"
    late = int(states.get("late", 0))
    return f"{did}. {words.count(late, 'is', 'are')} late." if late else f"{did}. Nothing is late."


def oldest(promises: pd.DataFrame) -> str:
    """The oldest promise that is done and that the customer has not heard of, by name."""
    rows = promises[(promises["state"] == "done") & promises["days"].notna()]
    if rows.empty:
        return ""
    row = frames.records(rows.sort_values(["days", "commitment_id"], ascending=[False, True]))[0]
    by = f" by {row['owner']}" if row["owner"] else ""
    return (
        f"Waiting longest to be told: {row['name']}, “{row['action']}”, done{by} on "
        f"{words.day(row['done_on'])}, {words.count(row['days'], 'day')} ago."
    )


def by_owner(promises: pd.DataFrame) -> pd.DataFrame:
    """One row per owner, by name, whoever is named nowhere last: how many in each state.

    Never in the order of a number: it is a list of who can be asked, not a ranking.
    """
    named = promises.assign(owner=promises["owner"].astype(object).fillna(NOBODY))
    counted = named.groupby(["owner", "state"]).size().unstack(fill_value=0)
    counted = counted.reindex(columns=list(STATES), fill_value=0).reset_index()
    order = counted["owner"].map(lambda name: (name == NOBODY, str(name).casefold()))
    return counted.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def remark(row: Row) -> str:
    """What there is to say of one promise beside its days."""
    if row["state"] == "late":
        said = f"{words.count(row['days'], 'day')} late"
    elif row["state"] == "done":
        since = row["days"]
        said = "done on a day nobody wrote down" if since is None else f"done {_ago(since)}"
    elif row["state"] == "told":
        said = f"told; in contact {words.day(row['contact_on'])}"
    else:
        said = ""
    return "; ".join(part for part in (said, row["note"], row["evidence"]) if part)


def changes(row: Row, said: dict[str, Any]) -> dict[str, str]:
    """What a form says anew of a promise: kind of correction -> value.

    Args:
        row: the promise as it stands.
        said: owner, due_on, done_on, told_on, and whether it is dropped: the day, or None.
    """
    before = {
        "promise_owner": row["owner"] or "",
        "promise_due": _iso(row["due_on"]),
        "promise_done": _iso(row["done_on"]),
        "promise_told": _iso(row["told_on"]),
        "promise_dropped": "dropped" if row["state"] == "dropped" else "",
    }
    now = {
        "promise_owner": said["owner"] or "",
        "promise_due": _iso(said["due_on"]),
        "promise_done": _iso(said["done_on"]),
        "promise_told": _iso(said["told_on"]),
        "promise_dropped": _iso(said["dropped_on"]),
    }
    if bool(now["promise_dropped"]) == bool(before["promise_dropped"]):
        now["promise_dropped"] = before["promise_dropped"]
    return {kind: value for kind, value in now.items() if value != before[kind]}


def _ago(days: float) -> str:
    return "today" if not days else f"{words.count(days, 'day')} ago"


def _iso(day: Any) -> str:
    return "" if day is None or pd.isna(day) else str(day)[:10]
