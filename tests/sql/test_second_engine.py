"""The as-of models and the metrics run, unchanged, on a second engine, with equal rows.

DataFusion stands in for Spark and Trino: what both it and DuckDB take is the common subset
of SQL. Only the values of parameters are written out, since its client names them otherwise.
"""

from __future__ import annotations

import math
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import datafusion
import pytest

from lib import settings
from lib.metrics import catalogue, query, scoped
from lib.scope import EVERY_ROW, EVERYTHING, Scope
from lib.sql import graph
from lib.warehouse import engine, publish
from tests.warehouse import test_currencies

# Of the sample company: no two of its accounts are alike, no claim is without its rows, and who
# put us off is in none of the countries filtered by.
EMPTY = (
    "duplicate_matches_as_of", "first_visits_as_of", "last_activity_as_of", "leaving_signs_as_of",
    "phrases_as_of", "refusals_as_of", "silence_as_of",
)  # fmt: skip
DAYS = (date(2026, 11, 20), date(2025, 11, 20), date(2023, 2, 28))
SCOPES = {
    "all": Scope(DAYS, rights=EVERY_ROW),
    "filtered": Scope(
        DAYS,
        visit_settings=("on_site", "in_person_unplaced"),
        tiers=("A", "B"),
        countries=("Germany", "United States"),
        rights=EVERY_ROW,
    ),
    "executives": Scope(DAYS, whose="executives", window_days=90, rights=EVERY_ROW),
}


@pytest.fixture(scope="module")
def other(sample_warehouse: Path) -> datafusion.SessionContext:
    """The sample build on the second engine."""
    return copied(sample_warehouse)


def copied(warehouse: Path) -> datafusion.SessionContext:
    """A DataFusion context with a build's core tables."""
    config = datafusion.SessionConfig().set("datafusion.sql_parser.dialect", "duckdb")
    context = datafusion.SessionContext(config)
    context.sql("create schema core").collect()
    build = publish.current(warehouse)
    assert build is not None
    con = engine.open_read_only(build.path)
    for name in graph.models(settings.SQL / "core"):
        table = con.sql(f"select * from core.{name}").to_arrow_table()
        context.catalog().schema("core").register_table(name, context.from_arrow(table, name))
    con.close()
    return context


def written_out(asked: scoped.Query) -> str:
    """The query with its parameters as literals."""
    # Only DuckDB is told what to make once; another engine has its own ways to.
    sql = asked.sql.replace(" as materialized (", " as (")
    for name, value in sorted(asked.parameters.items(), reverse=True):
        literal = f"'{value}'" if isinstance(value, str) else f"cast('{value}' as date)"
        sql = sql.replace(f"${name}", literal)
    return sql


def plain(rows: list[dict[str, object]]) -> list[tuple[tuple[str, object], ...]]:
    """Rows in an order of their own, with floats rounded: sums differ in their last digit."""

    def value(cell: object) -> object:
        if isinstance(cell, float):
            return None if math.isnan(cell) else float(f"{cell:.9g}")
        if isinstance(cell, int) and not isinstance(cell, bool):
            return float(cell)
        return cell.date() if hasattr(cell, "date") else cell

    return sorted(
        (tuple((name, value(cell)) for name, cell in row.items()) for row in rows), key=repr
    )


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_every_metric(
    scope: Scope, sample_warehouse: Path, other: datafusion.SessionContext
) -> None:
    asked = query.metrics(list(catalogue.load()), scope)
    with engine.lease(sample_warehouse) as session:
        ours = session.rows(asked.sql, asked.parameters)
    assert plain(ours) == plain(other.sql(written_out(asked)).to_pylist())


@pytest.mark.parametrize("name", sorted(graph.models(settings.SQL / "as_of")))
def test_every_model(name: str, sample_warehouse: Path, other: datafusion.SessionContext) -> None:
    asked = query.relation(name, replace(SCOPES["filtered"].at(DAYS[0]), rights=EVERYTHING))
    with engine.lease(sample_warehouse) as session:
        ours = session.rows(asked.sql, asked.parameters)
    assert ours or name in EMPTY
    assert plain(ours) == plain(other.sql(written_out(asked)).to_pylist())


def test_money_in_several_currencies(tmp_path: Path) -> None:
    reference = shutil.copytree(settings.REFERENCE, tmp_path / "reference")
    warehouse = test_currencies.built(tmp_path, reference, *test_currencies.RATES)
    asked = query.relation(
        "account_as_of", Scope((date(2026, 6, 30), date(2025, 12, 31)), rights=EVERY_ROW)
    )
    with engine.lease(warehouse) as session:
        ours = session.rows(asked.sql, asked.parameters)
    assert {row["currency"] for row in ours} == {"EUR", "USD", "GBP"}
    assert plain(ours) == plain(copied(warehouse).sql(written_out(asked)).to_pylist())
