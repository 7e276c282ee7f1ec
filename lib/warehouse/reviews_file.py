"""The file of reviews: its tables, beside the builds.

Owns `<warehouse>/reviews.sqlite` (frozen pages: `lib.warehouse.reviews`; what was taken on in their
meetings: `lib.warehouse.tasks`). Nothing in it is ever changed or deleted. Must not know what
stands in a review.
"""

from __future__ import annotations

from datetime import UTC, datetime

from lib.errors import GroundError
from lib.warehouse.append_only import AppendOnly

FILE = "reviews.sqlite"


class ReviewsUnreadable(GroundError):
    """The file of reviews is damaged, locked or out of reach; the builds are not."""

    title = "The reviews could not be read"


STORE = AppendOnly(
    tables={
        "reviews": """
            id integer primary key autoincrement,
            at text not null,
            who text not null,
            as_of text not null,
            build_id text not null,
            scope_key text not null,
            scope text not null,
            digest text not null unique,
            content blob not null
        """,
        "tasks": """
            id integer primary key autoincrement,
            at text not null,
            by text not null,
            review_id integer not null references reviews (id),
            kind text not null check (kind in ('visit', 'action')),
            who text not null,
            person_id text not null,
            account_id text not null,
            account text not null,
            what text not null,
            due_on text not null
        """,
        "settlements": """
            id integer primary key autoincrement,
            at text not null,
            by text not null,
            task_id integer not null references tasks (id),
            state text not null check (state in ('done', 'dropped', 'open')),
            why text not null
        """,
    },
    refusal="a review is never changed",
    error=ReviewsUnreadable,
    without="begin anew without the reviews",
    step="review",
)


def stamp(now: datetime) -> str:
    """A moment as it is kept: UTC, ISO, to the second."""
    return now.astimezone(UTC).isoformat(timespec="seconds")
