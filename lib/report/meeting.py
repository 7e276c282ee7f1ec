"""What was taken on in a review meeting, and what became of it. Pure.

Owns when a commitment closes by itself: somebody was to see a customer, and a visit on record says
that they did. What a person said of it by hand comes before that. Must not fetch or keep anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.report import frames, words
from lib.report.review import Task
from lib.report.words import Row

# Person (an id of ours; "" for anybody), accounts, the day after which -> visits of them, each
# with account_id, occurred_on, organiser, file and row, oldest first.
Visits = Callable[[str, Sequence[str], date], Sequence[Row]]


@dataclass(frozen=True)
class Outcome:
    """What became of a commitment by a day, and since when it is closed (None while it is not)."""

    state: str
    said: str
    closed_on: date | None = None


def carried(
    taken: Sequence[Row],
    visits: Visits,
    as_of: date,
    since: date | None,
    open_then: frozenset[int] = frozenset(),
) -> list[Task]:
    """The commitments that a review on a day speaks of, those of the newest meeting first.

    Args:
        taken: rows of `lib.warehouse.tasks.Taken`, of comparable reviews.
        since: the day of the review before: what was closed by then is not told again.
        open_then: those that the review before showed as open: a visit of an earlier day that was
            recorded late is news all the same.

    Returns:
        Those of meetings before `as_of` that are open, or were closed after `since`, or were taken
        on in the meeting of `since`.
    """
    before = [row for row in taken if row["review_on"] < as_of]
    found = []
    for row, outcome in zip(before, outcomes(before, visits, as_of), strict=True):
        is_last = since is not None and row["review_on"] >= since
        is_news = outcome.closed_on is None or since is None or outcome.closed_on > since
        if is_last or is_news or row["id"] in open_then:
            found.append(task(row, outcome))
    order = {"late": 0, "open": 1, "seen": 2, "done": 3, "dropped": 4}
    return sorted(found, key=lambda one: (order[one.state], one.id))


def outcomes(taken: Sequence[Row], visits: Visits, as_of: date) -> list[Outcome]:
    """What became of each commitment by a day, in their order."""
    to_see = [row for row in taken if row["kind"] == "visit" and row["account_id"]]
    found: dict[tuple[str, str], list[Row]] = {}
    for person in sorted({"", *(row["person_id"] for row in to_see)}):
        of = [row for row in to_see if person in ("", row["person_id"])]
        if of:
            after = min(row["review_on"] for row in of)
            for visit in visits(person, sorted({row["account_id"] for row in of}), after):
                if frames.day(visit["occurred_on"]) <= as_of:
                    found.setdefault((person, str(visit["account_id"])), []).append(visit)
    return [_outcome(row, found, as_of) for row in taken]


def task(row: Row, outcome: Outcome) -> Task:
    """A commitment in words."""
    is_visit = row["kind"] == "visit"
    return Task(
        id=row["id"],
        kind=row["kind"],
        who=row["who"],
        what=row["what"] or ("Sees them" if is_visit else ""),
        account_id=row["account_id"],
        name=row["account"],
        due=words.day(row["due_on"]) if row["due_on"] else "",
        state=outcome.state,
        said=outcome.said,
    )


def _outcome(row: Row, found: Mapping[tuple[str, str], list[Row]], as_of: date) -> Outcome:
    if row["state"] in ("done", "dropped"):
        why = f": {row['why']}" if row["why"] else ""
        said = f"{row['state']}, says {row['settled_by']} on {words.day(row['settled_on'])}{why}"
        return Outcome(row["state"], said, row["settled_on"])
    # Opened again by hand: only a visit since then closes it.
    after = max(row["review_on"], row["settled_on"] or row["review_on"])
    theirs = _since(found, row["person_id"], row["account_id"], after)
    if theirs is not None:
        by = f" by {theirs['organiser']}" if theirs["organiser"] else ""
        where = f" ({cited})" if (cited := words.cited(theirs)) else ""
        on = frames.day(theirs["occurred_on"])
        return Outcome("seen", f"seen on {words.day(on)}{by}{where}", on)
    due = row["due_on"]
    is_late = due is not None and due < as_of
    said = "no day set" if due is None else f"due {words.day(due)}"
    if is_late:
        said = f"{words.count((as_of - due).days, 'day')} late"
    other = _since(found, "", row["account_id"], after) if row["person_id"] else None
    if other is not None:
        by = other["organiser"] or "a colleague"
        said += f"; {by} was there on {words.day(frames.day(other['occurred_on']))}"
    return Outcome("late" if is_late else "open", said)


def _since(
    found: Mapping[tuple[str, str], list[Row]], person: str, account_id: str, after: date
) -> Row | None:
    if not account_id:
        return None
    visits = found.get((person, account_id), [])
    return next((one for one in visits if frames.day(one["occurred_on"]) > after), None)
