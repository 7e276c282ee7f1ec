"""Where to go next: what the lists say is so, reckoned a second time and in another way."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from lib.metrics import lists, query, scoped
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import engine

DAY = date(2026, 11, 20)
DIMENSIONS = ("industry", "country", "tier", "size", "tenure")


def rows(warehouse: Path, name: str, day: date = DAY) -> list[dict[str, Any]]:
    asked = lists.rows(name, Scope((day,), rights=EVERY_ROW))
    return fetched(warehouse, asked)


def relation(warehouse: Path, name: str, where: str = "") -> list[dict[str, Any]]:
    return fetched(warehouse, query.relation(name, Scope((DAY,), rights=EVERY_ROW), where))


def fetched(warehouse: Path, asked: scoped.Query) -> list[dict[str, Any]]:
    with engine.lease(warehouse) as session:
        return [dict(row) for row in session.rows(asked.sql, asked.parameters)]


def gap(visits: Counter[str], accounts: Counter[str]) -> float:
    whole, all_visits = sum(accounts.values()), sum(visits.values())
    return sum(abs(visits[m] / all_visits - accounts[m] / whole) for m in accounts) / 2


def test_a_visit_closes_the_gap_by_just_so_much(sample_warehouse: Path) -> None:
    members = relation(sample_warehouse, "variety_members")
    of: dict[str, dict[str, str]] = {}
    visits: dict[str, Counter[str]] = {name: Counter() for name in DIMENSIONS}
    accounts: dict[str, Counter[str]] = {name: Counter() for name in DIMENSIONS}
    for row in members:
        of.setdefault(row["account_id"], {})[row["dimension"]] = row["member"]
        visits[row["dimension"]][row["member"]] += row["visits_365"]
        accounts[row["dimension"]][row["member"]] += 1
    now = mean(gap(visits[name], accounts[name]) for name in DIMENSIONS)
    found = relation(sample_warehouse, "closes_gap_as_of")
    assert found
    for row in found[:: max(1, len(found) // 25)]:
        after = mean(
            gap(visits[name] + Counter([of[row["account_id"]][name]]), accounts[name])
            for name in DIMENSIONS
        )
        assert row["gap"] == pytest.approx(now)
        assert row["closes"] == pytest.approx(now - after, abs=1e-12)


def test_every_reason_to_begin_with_an_account_is_true(sample_warehouse: Path) -> None:
    starters = rows(sample_warehouse, "starters")
    cases, refused = set(), set()
    for row in fetched(sample_warehouse, scoped.Query("select * from core.cases", {})):
        closed = row["closed_on"]
        if row["opened_on"] <= DAY and (closed > DAY if closed else not row["is_closed"]):
            cases.add(row["account_id"])
    for row in fetched(sample_warehouse, scoped.Query("select * from core.refusals", {})):
        if DAY - timedelta(days=365) < row["occurred_on"] <= DAY:
            refused.add(row["account_id"])
    trends = {row["account_id"]: row["trend"] for row in rows(sample_warehouse, "sales_trend")}
    near = {row["account_id"]: row["km"] for row in rows(sample_warehouse, "distances")}
    assert starters
    for row in starters:
        account = row["account_id"]
        assert row["kind"] not in ("prospect", "former")
        assert row["began_on"] <= DAY.replace(year=DAY.year - 2)
        assert account not in cases | refused
        assert trends[account] != "falling"
        assert (row["sales_reason"] is not None) == (trends[account] in ("flat", "rising"))
        assert (row["distance_reason"] is not None) == (
            near[account] is not None and near[account] <= 100
        )
        reasons = [row[name] for name in row if name.endswith("_reason") and row[name]]
        assert len(reasons) == row["reasons"] >= 3


def test_the_nearest_of_our_people_is_the_nearest(sample_warehouse: Path) -> None:
    people = fetched(
        sample_warehouse,
        scoped.Query("select * from core.people where is_active and latitude is not null", {}),
    )
    accounts = {row["account_id"]: row for row in relation(sample_warehouse, "account_as_of")}
    for row in rows(sample_warehouse, "distances"):
        account = accounts[row["account_id"]]
        if account["location_basis"] in (None, "state", "country"):
            assert row["km"] is None
            continue
        least = min(km(account, one) for one in people)
        assert row["km"] == pytest.approx(least, abs=0.01)


def km(one: dict[str, Any], two: dict[str, Any]) -> float:
    """By the spherical law of cosines, where the model uses haversines."""
    a, b = math.radians(one["latitude"]), math.radians(two["latitude"])
    across = math.radians(one["longitude"] - two["longitude"])
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(across)
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


def test_a_trend_of_a_day_does_not_change_with_what_is_sold_later(sample_warehouse: Path) -> None:
    """The day's answer stands when only what was known by then is in the tables."""
    day = date(2025, 6, 30)
    asked = lists.rows("sales_trend", Scope((day,), rights=EVERY_ROW))
    sql = asked.sql
    for table in ("sales", "sales_starts", "sold_days", "won_deals", "invoiced"):
        whole = f"select * from core.{table}\n"
        assert whole in sql
        sql = sql.replace(whole, f"{whole} where known_from <= date '{day}'\n")
    with engine.lease(sample_warehouse) as session:
        assert session.rows(sql, asked.parameters) == session.rows(asked.sql, asked.parameters)
