"""What each metric is: `catalogue.toml`, read once.

Owns the names, definitions and units of metrics and by what each can be split.
Must not fetch anything.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lib.errors import WrongCall

# What each relation can be split by. A person takes part in contacts, not in a status.
_ACCOUNT = ("tier", "country", "state", "industry", "owner", "kind", "status")
_DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "status_as_of": _ACCOUNT,
    "effort_as_of": _ACCOUNT,
    "contact_as_of": (*_ACCOUNT, "month", "setting", "purpose", "person"),
    "variety_as_of": (),
    # A promise has an owner of its own.
    "commitments_as_of": ("tier", "country", "industry", "owner", "kind", "status"),
    "moments_as_of": ("tier", "country", "industry", "owner", "kind", "status", "moment"),
    "refusals_as_of": ("tier", "country", "industry", "owner", "status"),
    "people_reach_as_of": _ACCOUNT,
    "visit_people_as_of": _ACCOUNT,
    "executive_asks_as_of": _ACCOUNT,
    "executive_load_as_of": (),
    "first_visits_as_of": _ACCOUNT,
    "sales_trend_as_of": _ACCOUNT,
    "quiet_as_of": _ACCOUNT,
    "account_signs_as_of": _ACCOUNT,
    "themes_as_of": (),
}


@dataclass(frozen=True)
class Metric:
    """One metric as the catalogue defines it.

    Args:
        relation: the as-of relation it is counted over.
        numerator, denominator, high: aggregates over it, in SQL; "" where there is none.
        interval: `wilson` where the share carries its 95 % interval.
        is_count: whether the value is the numerator although a denominator travels with it.
        unit: share, ratio, accounts, contacts, visits, themes, introductions, money, days or gap.
        good: up, down or none.
    needs: what the exports must hold (`lib/sql/core/holds.sql`), parted by blanks, to say
        anything of it; "" where every export can. Without it the value is null, never zero.
    """

    id: str
    label: str
    description: str
    relation: str
    numerator: str
    unit: str
    good: str
    denominator: str = ""
    high: str = ""
    interval: str = ""
    is_count: bool = False
    needs: str = ""

    @property
    def is_tally(self) -> bool:
        """Whether nothing found is 0: so for what is counted, not for values nobody knows."""
        return self.numerator.startswith("count(") or self.relation == "contact_as_of"

    @property
    def is_of_money(self) -> bool:
        """Whether its parts are amounts in the house currency."""
        is_sum = self.numerator.startswith("sum(") and "house_value" in self.numerator
        return self.unit == "money" or is_sum

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What it can be split by."""
        return _DIMENSIONS[self.relation]

    def relation_by(self, by: tuple[str, ...]) -> str:
        """Where to count it: by person, a contact stands once for each who took part.

        Raises:
            WrongCall: where it cannot be split so.
        """
        for dimension in by:
            if dimension not in self.dimensions:
                raise WrongCall(
                    f"Splitting {self.id} by {dimension}: it cannot be split so.",
                    f"It can be split by: {', '.join(self.dimensions) or 'nothing'}.",
                )
        return "person_contact_as_of" if "person" in by else self.relation


@cache
def load() -> Mapping[str, Metric]:
    """Every metric by id, in the catalogue's order."""
    text = Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8")
    return {key: Metric(id=key, **entry) for key, entry in tomllib.loads(text).items()}


def matching(text: str) -> list[Metric]:
    """The metrics with a text in their name, description or id, case aside; all for none."""
    sought = text.strip().casefold()
    return [
        one
        for one in load().values()
        if any(sought in said.casefold() for said in (one.label, one.description, one.id))
    ]


def metric(metric_id: str) -> Metric:
    """One metric.

    Raises:
        WrongCall: where there is none of that id.
    """
    try:
        return load()[metric_id]
    except KeyError:
        raise WrongCall(
            f"Looking up the metric {metric_id}: there is none of that name.",
            f"There are: {', '.join(load())}.",
        ) from None
