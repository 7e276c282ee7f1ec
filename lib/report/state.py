"""How things stood on a day: the rows a Monday page is made of, and what it is frozen as.

Owns which rows these are and their form as plain JSON, so that a review frozen long ago can be set
beside today. Pure; must not fetch (`lib.report.reviewing` does) nor say a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd

from lib.corrections import Correction, Corrections
from lib.errors import GroundError
from lib.report import frames
from lib.report import plain as plain_form
from lib.report.review import Review
from lib.report.tabular import Table
from lib.report.words import Figure
from lib.scope import EVERY_ROW, FILTERS, Scope

# What is kept of each list, column by column: no note, no name of somebody at the customer.
KEPT: Mapping[str, tuple[str, ...]] = {
    "figures": ("metric", "value", "numerator", "denominator", "low", "high"),
    "accounts": (
        "account_id", "name", "kind", "industry", "tier", "tier_basis", "value", "value_basis",
        "currency", "house_value", "house_currency", "status", "last_visit_on",
        "days_since_visit", "cadence_days", "last_in_person_on", "last_contact_on",
        "last_proactive_on", "next_booked_on", "is_booked", "is_asked_busy", "busy_until",
        "is_neglected", "visits_365", "contacts_365", "is_at_extremes", "city", "state", "country",
        "country_code", "latitude", "longitude", "owner", "exempt_reason", "began_on", "left_on",
    ),
    "contacts": (
        "interaction_id", "account_id", "occurred_on", "setting", "purpose", "evidence",
        "organiser", "file", "row",
    ),
    "bookings": ("interaction_id", "account_id", "occurred_on", "organiser", "file", "row"),
    "promises": (
        "commitment_id", "account_id", "name", "state", "owner", "action", "learnt_on", "due_on",
        "done_on", "told_on", "days", "file", "row",
    ),
    "held": ("held",),
    "records": (
        "account_id", "contacts", "contact_mark", "cases", "case_mark", "deals", "deal_mark",
    ),
    "whom_next": (
        "place", "points", "account_id", "name", "status", "value", "currency", "late_points",
        "value_points", "unprompted_points", "extremes_points", "quiet_points", "moment_points",
        "unbooked_points", "booked_points", "declined_points", "last_visit_on", "days_late",
        "unprompted_until", "moment", "moment_on", "refused_on", "next_booked_on", "house_value",
    ),
    "moments": (
        "account_id", "name", "moment", "moment_on", "opens_on", "closes_on", "state", "talked_on",
    ),
    "asked_busy": (
        "account_id", "name", "kind", "times_asked", "last_asked_on", "reask_on", "is_ask_due",
    ),
    "gone_silent": ("account_id", "name", "last_contact_on", "days_silent", "conversations"),
    "quiet": ("account_id", "name", "trend", "recent", "expected", "last_visit_on"),
    "themes": (
        "theme", "accounts", "accounts_before", "is_to_act", "owner", "contacts", "first_on",
        "last_on",
    ),
}  # fmt: skip
# Lists that are read by nobody: what a later review is compared by.
_INTERNAL = ("contacts", "records", "held")
# Of a scope, what makes two reviews comparable.
_COMPARED = (
    "window_days", "visit_settings", "whose", *FILTERS.values(), "by_group",
)  # fmt: skip


# Whose review it is, where nothing was kept from its reader.
_ALL_ROWS = "local"


class NotAReview(GroundError):
    """Kept bytes that are no review this version can read."""

    title = "The review could not be read"


@dataclass(frozen=True, eq=False)
class State:
    """The rows of one day, in one scope.

    Args:
        as_of: the day.
        rows: by the names of `KEPT`, with at least those columns.
    """

    as_of: date
    rows: Mapping[str, pd.DataFrame]

    @classmethod
    def of(cls, day: date, rows: Mapping[str, pd.DataFrame]) -> State:
        """The state of a day from whatever rows are known of it: what is not kept is left out."""
        return cls(
            day,
            {
                name: rows[name][[column for column in columns if column in rows[name].columns]]
                for name, columns in KEPT.items()
                if name in rows
            },
        )

    def only(self, account_ids: Iterable[object]) -> State:
        """The same of some accounts alone."""
        wanted = set(account_ids)
        rows = {
            name: frames.of_any(rows, "account_id", wanted) if "account_id" in rows else rows
            for name, rows in self.rows.items()
        }
        return State(self.as_of, rows)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure of the day by metric."""
        return {
            str(row["metric"]): Figure(
                str(row["metric"]),
                *(row[part] for part in ("value", "numerator", "denominator", "low", "high")),
            )
            for row in frames.records(self.rows["figures"])
        }

    @property
    def accounts(self) -> pd.DataFrame:
        """The accounts in scope."""
        return self.rows["accounts"]

    @cached_property
    def by_account(self) -> Mapping[str, Mapping[str, Any]]:
        """The same by id."""
        return {str(row["account_id"]): row for row in frames.records(self.accounts)}


@dataclass(frozen=True, eq=False)
class Content:
    """What is frozen of a review.

    Args:
        page: what people read.
        state: the rows behind it.
        build_id: of the build they come from.
        scope: what it was asked of; its corrections are those in force then.
        definitions: a mark of every rule and table that a figure depends on, by its name.
    """

    page: Review
    state: State
    build_id: str
    scope: Scope
    definitions: Mapping[str, str] = field(default_factory=dict)

    @property
    def lists(self) -> Mapping[str, Table]:
        """Every list a reader may want, to be written to a workbook."""
        return {
            name: Table(list(rows.columns), frames.records(rows))
            for name, rows in self.state.rows.items()
            if name not in _INTERNAL
        }

    @cached_property
    def account_ids(self) -> frozenset[str]:
        """Every account that anything in it is of."""
        rows = (rows for rows in self.state.rows.values() if "account_id" in rows)
        return frozenset(str(id_) for one in rows for id_ in one["account_id"].dropna())

    @property
    def about(self) -> Mapping[str, str]:
        """What its keeper must know of it: as_of, build_id, scope_key, scope."""
        return {
            "as_of": self.page.as_of,
            "build_id": self.build_id,
            "scope_key": scope_key(self.scope),
            "scope": self.page.scope,
        }

    def to_bytes(self) -> bytes:
        """Its frozen form: JSON, the same for the same content."""
        plain = {
            "format": plain_form.FORMAT,
            "page": plain_form.to_plain(self.page),
            "rows": {name: _to_columns(rows) for name, rows in self.state.rows.items()},
            "build_id": self.build_id,
            "scope": {**_compared(self.scope), "sees_notes": self.scope.sees_notes},
            "corrections": [list(vars(row).values()) for row in self.scope.corrections.rows],
            "definitions": dict(self.definitions),
        }
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=_iso).encode(
            "utf-8", "surrogatepass"
        )


def from_bytes(kept: bytes) -> Content:
    """The content that `to_bytes` was given.

    Raises:
        NotAReview: it is of a newer format, or none.
    """
    try:
        plain = json.loads(kept.decode("utf-8", "surrogatepass"))
        if plain["format"] > plain_form.FORMAT:
            raise NotAReview(
                f"Reading a review of format {plain['format']}: this version knows up to "
                f"{plain_form.FORMAT}.",
                "Update the dashboard to the version that froze it.",
            )
        page = plain_form.from_plain(plain["page"])
        said: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in plain["scope"].items()
        }
        viewer, with_notes = said.pop("viewer"), said.pop("sees_notes")
        rights = replace(
            EVERY_ROW, notes=with_notes, rule="" if viewer == _ALL_ROWS else str(viewer)
        )
        corrections = Corrections(tuple(Correction(*row) for row in plain["corrections"]))
        rows = {name: _from_columns(columns) for name, columns in plain["rows"].items()}
    except (KeyError, TypeError, ValueError) as error:
        raise NotAReview(
            f"Reading a frozen review: {type(error).__name__}.",
            "Put a backup of reviews.sqlite in its place.",
        ) from None
    scope = Scope(as_of=(page.day,), corrections=corrections, rights=rights, **said)
    return Content(page, State(page.day, rows), plain["build_id"], scope, plain["definitions"])


def scope_key(scope: Scope) -> str:
    """What a review was asked of: two of the same key can be compared."""
    return json.dumps(_compared(scope), ensure_ascii=False)


def rule_of(key: str) -> str:
    """The rule by which the accounts of a review were chosen, from its key; "" for all."""
    rule = str(json.loads(key)["viewer"])
    return "" if rule == _ALL_ROWS else rule


def _compared(scope: Scope) -> Mapping[str, Any]:
    """Reviews of readers who may see other rows are never compared."""
    said = {name: getattr(scope, name) for name in _COMPARED}
    return {**said, "viewer": scope.rights.rule or _ALL_ROWS}


def _to_columns(rows: pd.DataFrame) -> Mapping[str, Any]:
    """A frame column by column, with which of them are days."""
    columns = {
        str(name): [
            # The engine adds in any order, so the last digits of a sum are chance.
            float(f"{value:.12g}") if isinstance(value, float) else value
            for value in values.astype(object).where(values.notna(), None)
        ]
        for name, values in rows.items()
    }
    days = [
        name for name, values in columns.items() if any(isinstance(one, date) for one in values)
    ]
    return {"days": days, "columns": columns, "length": len(rows)}


def _from_columns(plain: Mapping[str, Any]) -> pd.DataFrame:
    rows = pd.DataFrame(plain["columns"], index=range(plain["length"]))
    for name in plain["days"]:
        rows[name] = pd.to_datetime(rows[name])
    return rows


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()[:10]
    raise TypeError(type(value).__name__)
