"""The catalogue's metrics, added up from the oracle's rows.

Owns each figure as its description in the catalogue words it; knows no export.
"""

from __future__ import annotations

import statistics
from typing import Any


def metrics(rows: list[dict[str, Any]]) -> dict[str, float | None]:
    """The catalogue's metrics at one day over rows of `Oracle.as_of`, by their descriptions."""

    def count(*statuses: str) -> int:
        return sum(1 for row in rows if row["status"] in statuses)

    def value(*statuses: str) -> float:
        return sum(row["value"] or 0 for row in rows if row["status"] in statuses)

    def total(name: str) -> float:
        return sum(row[name] for row in rows)

    def share(part: float, whole: float) -> float | None:
        return part / whole if whole else None

    every = ("on_track", "due", "unconfirmed", "overdue", "lapsed", "never", "unknown")
    ages = sorted(row["days_since_visit"] for row in rows if row["days_since_visit"] is not None)
    reached = [row for row in rows if row["last_visit_on"] and row["days_since_visit"] < 365]
    proactive, crisis, commercial, unclassified = (
        total(f"contacts_{name}_365")
        for name in ("proactive", "crisis", "commercial", "unclassified")
    )
    served = sum(min(row["visits_365"], row["planned_365"]) for row in rows)
    over = sum(max(row["visits_365"] - row["planned_365"], 0) for row in rows)
    visits, contacts, n = total("visits_365"), total("contacts_365"), len(rows)
    return {
        "accounts": n,
        "coverage": share(count("on_track", "due"), n),
        "coverage_upper": share(count("on_track", "due", "unconfirmed"), n),
        "value_coverage": share(value("on_track", "due"), value(*every)),
        "accounts_without_value": sum(1 for row in rows if row["value"] is None),
        "reach_365": share(len(reached), n),
        "value_reach_365": share(sum(row["value"] or 0 for row in reached), value(*every)),
        "median_days_since_visit": statistics.median(ages) if ages else None,
        **{name: count(name) for name in every},
        "neglected": sum(1 for row in rows if row["is_neglected"]),
        "neglected_value": sum(row["value"] or 0 for row in rows if row["is_neglected"]) or None,
        "booked": sum(1 for row in rows if row["is_booked"]),
        "visits": visits,
        "contacts": contacts,
        "contacts_proactive": proactive,
        "contacts_crisis": crisis,
        "contacts_commercial": commercial,
        "contacts_unclassified": unclassified,
        "proactive_share": share(proactive, proactive + crisis + commercial),
        "unclassified_share": share(unclassified, contacts),
        "proactive_crisis_ratio": share(proactive, crisis),
        "on_their_ground_share": share(visits, contacts),
        "seen_only_at_extremes": sum(1 for row in rows if row["is_at_extremes"]),
        "no_proactive_365": sum(1 for row in rows if row["contacts_proactive_365"] == 0),
        "plan_attainment": share(served, total("planned_365")),
        "over_served_share": share(over, visits),
        "variety_gap": _variety_gap(rows),
    }


def _variety_gap(rows: list[dict[str, Any]]) -> float | None:
    visits = sum(row["visits_365"] for row in rows)
    if not visits:
        return None
    return sum(
        abs(
            sum(row["visits_365"] for row in rows if row["industry"] == kind) / visits
            - sum(1 for row in rows if row["industry"] == kind) / len(rows)
        )
        for kind in {row["industry"] for row in rows}
    ) / 2  # fmt: skip
