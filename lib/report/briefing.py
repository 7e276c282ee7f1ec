"""What is said in a pre-visit brief: from an account's rows to `lib.report.brief.Brief`. Pure.

Owns which facts are worth a line, in which order, and the questions that follow from them. Every
line is a fact on a row, or a question that names the fact it follows from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.report import account, going, words
from lib.report.brief import Brief, Contact, Person
from lib.report.texts import shortened, without
from lib.report.words import Row

# How many of each the page has room for.
_CONTACTS, _PEOPLE, _PROMISES, _QUESTIONS, _SURPRISES = 5, 6, 5, 6, 7
_RANK = {1: "chief", 2: "vice president or director", 3: "manager", 4: "staff"}
_HORIZON = {
    "orders": "looks at today's orders",
    "operations": "works with what we deliver",
    "future": "decides where they go next",
}
# What the brief would say more of if the exports held it.
_NEEDED = {
    "titles": "titles of contacts",
    "commitments": "promises",
    "sales": "sales by month",
    "notes": "notes",
    "tours": "tours",
}
_DUE_SOON, _LOST_LATELY, _CLOSED_LATELY = 60, 180, 90


@dataclass(frozen=True)
class Known:
    """What is known of an account: its row, and the rows of its lists (`lib.metrics.lists`).

    Args:
        row: of account_as_of.
        contacts: completed ones of interaction_as_of, newest first.
        cases, deals, people, promises, moments, signs, heard: of the lists of those names.
        ours: our own people, of the table `people`.
        sales: its row of sales_trend_as_of, if any.
        distance: its row of distances_as_of, if any.
        held: what the exports hold (`held_as_of`).
    """

    row: Row
    contacts: Sequence[Row] = ()
    cases: Sequence[Row] = ()
    deals: Sequence[Row] = ()
    people: Sequence[Row] = ()
    promises: Sequence[Row] = ()
    moments: Sequence[Row] = ()
    signs: Sequence[Row] = ()
    heard: Sequence[Row] = ()
    ours: Sequence[Row] = ()
    sales: Row | None = None
    distance: Row | None = None
    held: frozenset[str] = frozenset()


def known(
    listed: Callable[[str], Sequence[Row]],
    related: Callable[[str], Sequence[Row]],
    ours: Sequence[Row],
) -> Known:
    """What is known of the one account of a scope.

    Args:
        listed: the rows of a list of `lib.metrics.lists`.
        related: the rows of an as-of relation.
        ours: our own people, of the table `people`.
    """
    contacts = [row for row in related("interaction_as_of") if row["outcome"] == "completed"]
    contacts.sort(key=lambda row: (row["occurred_on"], row["interaction_id"]), reverse=True)
    talks = [row for row in contacts if row["setting"] != "message"]
    trends, distances = related("sales_trend_as_of"), related("distances_as_of")
    return Known(
        related("account_as_of")[0],
        talks[:_CONTACTS],
        listed("cases"),
        listed("deals"),
        listed("account_people"),
        listed("promises"),
        listed("moments"),
        listed("signs"),
        listed("themes"),
        ours,
        trends[0] if trends else None,
        distances[0] if distances else None,
        frozenset(str(row["held"]) for row in related("held_as_of")),
    )


def brief(known: Known, with_names: bool = False, with_notes: bool = False) -> Brief:
    """The brief of an account.

    Args:
        with_names: whether the names of its people stand on it; else only what they do.
        with_notes: whether what was noted of the last contacts does; else only the subject.
    """
    row = known.row
    wanted = _wanted(known.people)
    named = [str(one["contact"]) for one in known.people if one["contact"]]
    return Brief(
        name=shortened(str(row["name"]), 90),
        place=words.place(row),
        as_of=words.day(row["as_of_on"]),
        answer=account.answer(row, known.cases, known.promises, known.moments),
        facts=[(label, figure, against) for label, figure, against in account.clocks(row)],
        contacts=[
            _contact(one, with_notes, () if with_names else named)
            for one in known.contacts[:_CONTACTS]
        ],
        promises=[_promise(p) for p in known.promises if p["state"] in _OPEN][:_PROMISES],
        people=[_person(one, with_names) for one in wanted[:_PEOPLE]],
        introduce=_introductions(wanted, known.ours, with_names),
        questions=_questions(known)[:_QUESTIONS],
        surprises=_surprises(known)[:_SURPRISES],
        silent_on=[said for held, said in _NEEDED.items() if held not in known.held],
    )


def _contact(row: Row, with_notes: bool, hidden: Sequence[str]) -> Contact:
    said = row.get("notes") if with_notes else None
    return Contact(
        words.day(row["occurred_on"]),
        words.SETTING[str(row["setting"])],
        words.PURPOSE[str(row["purpose"])],
        shortened(str(row["organiser"] or ""), 30),
        shortened(without(str(said or row["subject"] or ""), hidden), 220),
    )


# States of a promise that somebody still has to do something about.
_OPEN = ("late", "open", "done")


def _promise(row: Row) -> str:
    what = shortened(str(row["action"] or row["learnt"] or "A promise"), 110)
    owner = f" ({shortened(str(row['owner']), 30)})" if row["owner"] else ""
    if row["state"] == "done":
        return f"{what}{owner}: done {words.day(row['done_on'])}; tell them."
    due = f"due {words.day(row['due_on'])}" if row["due_on"] else "no day set"
    return f"{what}{owner}: {'late, ' if row['state'] == 'late' else ''}{due}."


def _wanted(people: Sequence[Row]) -> Sequence[Row]:
    """Those worth meeting first: who shapes the future and was never met, the higher first."""

    def order(row: Row) -> tuple[object, ...]:
        return (
            row["last_met_on"] is not None,
            row["horizon"] != "future",
            row["title_rank"] if row["title_rank"] is not None else 5,
            str(row["contact"] or ""),
        )

    return sorted(people, key=order)


def _person(row: Row, with_names: bool) -> Person:
    parts = [_HORIZON.get(str(row["horizon"]), "")]
    met, spoken = row["last_met_on"], row["last_spoken_on"]
    if met:
        parts.append(f"last met {words.day(met)}")
    else:
        parts.append(f"never met, last spoken with {words.day(spoken)}" if spoken else "never met")
    return Person(
        shortened(str(row["contact"] or ""), 50) if with_names else "",
        _role(row),
        ", ".join(part for part in parts if part),
    )


def _role(row: Row) -> str:
    rank = row["title_rank"]
    known = row["title"] or (_RANK[int(rank)] if rank is not None else "title not known")
    return shortened(str(known), 60)


def _introductions(wanted: Sequence[Row], ours: Sequence[Row], with_names: bool) -> Sequence[str]:
    """Who of ours could meet the highest of theirs that nobody has met: a peer, or above."""
    said: list[str] = []
    for row in wanted:
        rank = row["title_rank"]
        if row["last_met_on"] is not None or rank is None or rank > 2 or len(said) == 3:
            continue
        peers = [
            one
            for one in ours
            if one["title_rank"] is not None
            and one["title_rank"] <= rank
            and one["is_active"] is not False
        ]
        peers.sort(key=lambda one: (-int(one["title_rank"]), str(one["name"])))
        if peers:
            theirs = (
                f"{shortened(str(row['contact']), 50)}, {_role(row)}"
                if with_names
                else f"their {_role(row)}"
            )
            names = " or ".join(f"{one['name']} ({one['title']})" for one in peers[:2])
            said.append(f"{theirs}: {names}.")
    return said


def _surprises(known: Known) -> list[str]:
    """What somebody may throw at the visitor: trouble, refusals, money, promises."""
    row, as_of = known.row, known.row["as_of_on"]
    said: list[str] = []
    for case in known.cases:
        if case["is_open"]:
            kind = "A severe case" if case["is_severe"] else "A case"
            about = f": {shortened(str(case['subject']), 70)}" if case["subject"] else ""
            said.append(f"{kind} is open since {words.day(case['opened_on'])}{about}.")
    said = (
        said[:3]
        + [
            f"A severe case was closed on {words.day(case['closed_on'])}"
            + (f": {shortened(str(case['subject']), 70)}." if case["subject"] else ".")
            for case in known.cases
            if case["is_severe"]
            and not case["is_open"]
            and case["closed_on"]
            and (as_of - case["closed_on"]).days <= _CLOSED_LATELY
        ][:2]
    )
    late = [promise for promise in known.promises if promise["state"] == "late"]
    if late:
        said.append(f"{words.count(len(late), 'promise')} of ours to them past the day it was due.")
    if row["is_at_extremes"]:
        said.append(f"In a year: {words.extremes(row)}.")
    elif row["days_since_proactive"] is None:
        said.append("No contact on record that nobody's trouble or order was the reason for.")
    if row["is_asked_busy"]:
        said.append("They asked us to come later: take it as a busy person.")
    sales = known.sales
    if sales and sales["trend"] == "falling":
        said.append(f"Their sales: {going.trend(sales)}.")
    return said + [told for deal in known.deals if (told := _of_deal(deal, as_of))]


def _of_deal(deal: Row, as_of: date) -> str:
    """What a deal gives somebody reason to bring up; empty where it gives none."""
    if not deal["closes_on"]:
        return ""
    worth = words.money(deal["amount"], deal["currency"]) if deal["amount"] else "no amount"
    what, day = f"“{shortened(str(deal['deal']), 50)}” ({worth})", words.day(deal["closes_on"])
    days = (deal["closes_on"] - as_of).days
    if deal["is_open"]:
        return f"{what} is due on {day}." if 0 <= days <= _DUE_SOON else ""
    return f"We lost {what} on {day}." if not deal["is_won"] and -days <= _LOST_LATELY else ""


def _questions(known: Known) -> list[str]:
    said = []
    asked: Mapping[str, str] = {
        "first_purchase": "Why did you choose us, in your own words?",
        "first_year": "After a year: what did you expect of us that did not come?",
        "kick_off": "What would make this project one you tell others about?",
        "renewal": "What must be true for you to stay?",
        "leaving": "Why did you leave, and what would have kept you?",
    }
    for moment in known.moments:
        if moment["is_open"] and str(moment["moment"]) in asked:
            said.append(asked[str(moment["moment"])])
    for theme in known.heard[:2]:
        said.append(
            f"You told us about {str(theme['theme']).lower()} on {words.day(theme['last_on'])}: "
            "what has come of it?"
        )
    if known.people and not any(
        one["horizon"] == "future" and one["last_met_on"] for one in known.people
    ):
        said.append("Who decides where you go in three years, and can we meet?")
    has_left = any(one["moment"] == "leaving" for one in known.moments)
    if (
        "tours" in known.held
        and not has_left
        and not any(s["sign"] == "tour_taken" for s in known.signs)
    ):
        said.append("May we see how you work? Nobody of ours is known to have taken the tour.")
    said += [
        "What do your own customers ask of you now that they did not a year ago?",
        "What are we not asking that we should?",
        "Whom else should we see, here or elsewhere?",
    ]
    return list(dict.fromkeys(said))
