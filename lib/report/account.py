"""What to know of one account, in sentences built from its rows. Pure, plain text.

Must not fetch, nor decide a state: those come with the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lib.report import words
from lib.report.moments import MOMENT
from lib.report.words import Row


def answer(
    row: Row, cases: Sequence[Row], promises: Sequence[Row] = (), moments: Sequence[Row] = ()
) -> str:
    """The account page's answer: how we stand, and what is open.

    Args:
        row: of account_as_of.
        cases: rows of the list `cases`.
        promises: rows of the list `promises`.
        moments: rows of the list `moments`: one that is open, or a leaving, comes first.
    """
    said = [
        f"{moment(one)}."
        for one in moments
        if one["moment"] == "leaving" or (one["is_open"] and one["state"] == "open")
    ]
    said.append(words.status(row))
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


_RANKS = {1: "Chief", 2: "VP, director", 3: "Manager", 4: "Staff"}
_HORIZONS = {
    "future": "The future",
    "operations": "Operations",
    "orders": "Orders",
    None: "Not known",
}


def people_grid(people: Sequence[Row]) -> pd.DataFrame:
    """Who we know there by what they look at and how high they rank: a column per rank.

    Args:
        people: rows of the list `account_people`.

    Returns:
        `horizon`, a column per rank, `not_known`: "1 of 2 met", or "nobody" for a gap
        that matters (a rank that can be known, and a horizon that is).
    """
    columns: list[tuple[int | None, str]] = [*_RANKS.items(), (None, "Rank not known")]
    rows = []
    for horizon, label in _HORIZONS.items():
        row = {"horizon": label}
        for rank, name in columns:
            there = [
                one
                for one in people
                if one["horizon"] == horizon and (one["title_rank"] or None) == rank
            ]
            met = sum(one["last_met_on"] is not None for one in there)
            is_gap = horizon is not None and rank is not None
            row[name] = f"{met} of {len(there)} met" if there else "nobody" if is_gap else ""
        rows.append(row)
    return pd.DataFrame(rows)


def people_gaps(people: Sequence[Row]) -> str:
    """What is missing among those we know there, in a sentence."""
    if not people:
        return "Nobody there is known by name."
    unmet = [one for one in people if one["last_met_on"] is None]
    said = [
        f"{words.count(len(people), 'person', 'people')} known, {len(people) - len(unmet)} met in "
        "person"
    ]
    ranked = [one for one in people if one["title_rank"] is not None]
    if ranked:
        top = min(int(one["title_rank"]) for one in ranked)
        highest = [one for one in ranked if one["title_rank"] == top]
        if all(one["last_met_on"] is None for one in highest):
            said.append(f"nobody has met the highest we know of ({_RANKS[top].lower()})")
    if not any(one["horizon"] == "future" for one in people):
        said.append("nobody known who decides where they go next")
    return f"{'; '.join(said)}."


def moment(row: Row) -> str:
    """A turning point in a sentence: what, when, whether anybody talked, the time left."""
    when = words.day(row["moment_on"]) if row["moment_on"] else "on a day nobody wrote down"
    what = MOMENT[str(row["moment"])]
    if row["moment"] == "leaving" and row["moment_on"]:
        what = "Left" if row["moment_on"] <= row["as_of_on"] else "Will leave"
    if row["state"] == "talked":
        who = row["ours"] or "somebody of ours"
        return f"{what} {when}: {who} talked with them on {words.day(row['talked_on'])}"
    if row["state"] == "open":
        left = words.count(row["days_left"], "day")
        return f"{what} {when}: nobody has talked in person yet, {left} left"
    if row["state"] == "unknown":
        return f"{what} {when}: whether anybody talked, the exports cannot say"
    return f"{what} {when}: nobody talked in person"


def why(row: Row) -> str:
    """With whom somebody talked about it, and what they said, as far as it was noted."""
    with_whom = f", with {row['theirs']}" if row["theirs"] else ""
    return with_whom + (f": “{row['why']}”" if row["why"] else "")


def promise(row: Row) -> str:
    """A promise in a sentence: what, by whom, and what is left to do."""
    what = row["action"] or row["learnt"] or "A promise"
    owner = f", {row['owner']}" if row["owner"] else ""
    due = f"due {words.day(row['due_on'])}" if row["due_on"] else "no day set"
    state = {
        "late": f"late by {words.count(row['days'] or 0, 'day')}, {due}",
        "open": f"open, {due}",
        "done": f"done {words.day(row['done_on'])}, the customer not told",
        "told": f"told {words.day(row['contact_on'])}",
        "dropped": "dropped",
    }[str(row["state"])]
    return f"{what}{owner}: {state}"


def corrections(row: Row, contacts: Sequence[Row], signs: Sequence[Row] = ()) -> list[str]:
    """Every correction of the account and of its contacts, in words."""
    said = [str(row["corrections"])] if row["corrections"] else []
    said += [
        f"{words.day(one['occurred_on'])}, {one['subject'] or 'no subject'}: {one['corrections']}"
        for one in contacts
        if one["corrections"]
    ]
    return said + [sign(one) for one in signs if one["basis"] == "corrected"]


def nearest(row: Row | None) -> str:
    """Who of ours is nearest, and how far."""
    if row is None or row["km"] is None:
        return "How far it is from our people, the exports cannot say."
    others = int(row["people_there"]) - 1
    more = f" and {others:,} more" if others > 0 else ""
    who = f"{row['nearest']}{more}"
    return f"Nearest of ours: {who}, {row['km']:,.0f} km in a straight line."


def sign(row: Row) -> str:
    """A tour, an introduction or a gift of information in a sentence, with what it rests on."""
    what = str(row["sign"]).replace("_", " ").capitalize()
    return f"{what}, {words.day(row['occurred_on'])}: {row['evidence'] or 'no words kept'}"


def heard(row: Row) -> str:
    """A theme of this account: how often, and when last."""
    return (
        f"{row['theme']}: {words.count(row['contacts'], 'time')}, last {words.day(row['last_on'])}"
    )
