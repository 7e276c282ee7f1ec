"""What must hold of the metrics on any day, under any filter, whatever the data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from lib.metrics import catalogue, query
from lib.scope import STATUSES, Scope
from lib.warehouse import engine

DAYS = st.dates(date(2021, 6, 1), date(2027, 3, 1))
SCOPES = st.builds(
    Scope,
    as_of=DAYS.map(lambda day: (day,)),
    window_days=st.sampled_from([30, 90, 365]),
    visit_settings=st.sampled_from(
        [("on_site",), ("on_site", "in_person_unplaced", "their_event")]
    ),
    whose=st.sampled_from(["anyone", "executives"]),
    tiers=st.sampled_from([(), ("A",), ("A", "B")]),
    countries=st.sampled_from([(), ("Germany",), ("Sweden", "Poland"), ("Nowhere",)]),
)
FEW = budget(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def warehouse(sample_warehouse: Path) -> Path:
    return sample_warehouse


Values = dict[str, Mapping[str, float]]


def values(warehouse: Path, scope: Scope, *ids: str) -> Values:
    asked = query.metrics(ids or list(catalogue.load()), scope)
    with engine.lease(warehouse) as session:
        rows = session.rows(asked.sql, asked.parameters)
    return {str(row["metric"]): row for row in rows}  # type: ignore[misc]


@FEW
@given(scope=SCOPES)
def test_parts_add_up(warehouse: Path, scope: Scope) -> None:
    found = values(warehouse, scope)
    assert sum(found[status]["value"] for status in STATUSES) == found["accounts"]["value"]
    reach = found["accounts"]["value"] - found["exempt"]["value"]
    for metric in ("coverage", "coverage_upper", "reach_365", "neglected"):
        assert found[metric]["denominator"] == reach
    kinds = ("proactive", "crisis", "commercial", "inbound", "unclassified")
    total = sum(found[f"contacts_{kind}"]["value"] for kind in kinds)
    assert total == found["contacts"]["value"]
    assert found["on_their_ground_share"]["numerator"] == found["visits"]["value"]


@FEW
@given(scope=SCOPES)
def test_a_share_is_between_nothing_and_all_or_is_unknown(warehouse: Path, scope: Scope) -> None:
    found = values(warehouse, scope)
    for metric_id, row in found.items():
        unit, value = catalogue.metric(metric_id).unit, row["value"]
        if value is None:
            continue
        assert value >= 0
        if unit in ("share", "gap"):
            assert value <= 1 + 1e-9
        if row["low"] is not None:
            assert row["low"] - 1e-9 <= value <= row["high"] + 1e-9
    if found["coverage"]["value"] is not None:
        assert found["coverage"]["value"] <= found["coverage_upper"]["value"]


@FEW
@given(scope=SCOPES, by=st.sampled_from(["tier", "country", "industry", "owner", "status", "kind"]))
def test_a_split_sums_to_the_whole(warehouse: Path, scope: Scope, by: str) -> None:
    counts = ("accounts", "neglected", "booked", "visits", "contacts", "contacts_crisis")
    whole = values(warehouse, scope, *counts)
    asked = query.metrics(counts, scope, [by])
    with engine.lease(warehouse) as session:
        rows = session.rows(asked.sql, asked.parameters)
    for metric in counts:
        parts = sum(float(str(row["value"])) for row in rows if row["metric"] == metric)
        assert parts == whole[metric]["value"]


@FEW
@given(days=st.lists(DAYS, min_size=2, max_size=5, unique=True), scope=SCOPES)
def test_a_day_among_others_answers_as_it_does_alone(
    warehouse: Path, days: list[date], scope: Scope
) -> None:
    asked = query.metrics(list(catalogue.load()), scope.at(*days))
    with engine.lease(warehouse) as session:
        together = session.rows(asked.sql, asked.parameters)
    for day in days:
        alone = values(warehouse, scope.at(day))
        for row in together:
            if row["as_of_on"] == day:
                expected = alone[str(row["metric"])]["value"]
                assert row["value"] == (expected if expected is None else pytest.approx(expected))


@FEW
@given(scope=SCOPES)
def test_an_account_is_itself_once(warehouse: Path, scope: Scope) -> None:
    asked = query.relation("account_as_of", scope)
    with engine.lease(warehouse) as session:
        rows = session.rows(asked.sql, asked.parameters)
    assert len({row["account_id"] for row in rows}) == len(rows)
    for row in rows:
        last = row["last_visit_on"]
        assert row["status"] in STATUSES
        assert last is None or last <= scope.as_of[0]  # type: ignore[operator]
        assert row["next_booked_on"] is None or row["next_booked_on"] > scope.as_of[0]  # type: ignore[operator]
        assert row["is_booked"] == (row["next_booked_on"] is not None)
