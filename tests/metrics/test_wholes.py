"""What is cut out of wholes that are kept is what would have been asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from lib import settings
from lib.corrections import Correction, Corrections
from lib.metrics import catalogue, lists, query, scoped, wholes
from lib.scope import EVERYTHING, Rights, Scope
from lib.sql import graph
from lib.warehouse import engine
from tests.metrics.rounded import rounded

DAYS = (date(2026, 11, 20), date(2026, 2, 1))
BASE = Scope(DAYS[:1], rights=EVERYTHING)
# Of what an account is, of what it is on a day, of both.
BOTH = {"statuses": ("overdue", "never"), "countries": ("Germany", "France")}
FILTERS: list[dict[str, tuple[str, ...]]] = [
    {},
    {"countries": ("Germany", "France")},
    {"tiers": ("A", "C")},
    {"owners": ("Jonas Reichert",), "industries": ("Chemicals", "Food")},
]
KEPT = sorted(wholes.KEPT)


@pytest.fixture(scope="module")
def session(sample_warehouse: Path) -> Iterator[engine.Session]:
    with engine.lease(sample_warehouse) as session:
        yield session


@pytest.fixture(scope="module")
def some(session: engine.Session) -> tuple[str, ...]:
    rows = session.rows("select account_id from core.accounts order by account_id")
    return tuple(sorted(Random(3).sample([str(row["account_id"]) for row in rows], 40)))


@pytest.fixture(params=["executives", "groups", "hindsight", "some", "corrected", "90 days"])
def varied(request: pytest.FixtureRequest, some: tuple[str, ...]) -> Scope:
    told = (
        Correction("tier", some[0], "A", "me", "2026-11-20", "known"),
        Correction("exempt", some[1], "yes", "me", "2026-11-20", "known"),
    )
    return {
        "executives": replace(BASE, whose="executives"),
        "groups": replace(BASE, by_group=True),
        "hindsight": replace(BASE, with_hindsight=True),
        "some": replace(BASE, rights=Rights(some, promises=True, rule="some")),
        "corrected": replace(BASE, corrections=Corrections(told)),
        "90 days": replace(BASE, window_days=90, visit_settings=("on_site", "event")),
    }[request.param]


def test_what_is_kept_is_a_relation() -> None:
    assert set(graph.models(settings.SQL / "as_of")) >= wholes.KEPT


@pytest.mark.parametrize("chosen", FILTERS, ids=str)
def test_rows_are_the_same(session: engine.Session, chosen: dict[str, tuple[str, ...]]) -> None:
    for name in KEPT:
        assert_same(session, query.relation(name, BASE.only(**chosen)), name)


def test_days_are_kept_one_by_one(session: engine.Session) -> None:
    for name in sorted(wholes.kept(len(DAYS))):
        for days in (DAYS[:1], DAYS, DAYS[1:]):
            assert_same(session, query.relation(name, BASE.at(*days)), name)


def test_so_they_are_of_any_scope(session: engine.Session, varied: Scope) -> None:
    """A filter on what an account is, and on what it is on a day."""
    for name in KEPT:
        assert_same(session, query.relation(name, varied.only(**BOTH)), name)


@pytest.mark.parametrize("days", [DAYS[:1], DAYS], ids=["a day", "two days"])
def test_figures_are_the_same(session: engine.Session, days: tuple[date, ...]) -> None:
    ids = list(catalogue.load())
    split = [name for name in ids if {"tier", "owner"} <= set(catalogue.metric(name).dimensions)]
    for chosen in (FILTERS[1], BOTH):
        scope = BASE.at(*days).only(**chosen)
        assert_same(session, query.metrics(ids, scope), "figures")
    assert_same(session, query.metrics(split, scope, ("tier", "owner")), "by tier and owner")
    contacts = query.metrics(["contacts", "visits"], scope, ("month", "purpose"))
    assert_same(session, contacts, "contacts by month")


def test_lists_are_in_the_same_order(session: engine.Session, some: tuple[str, ...]) -> None:
    """A filter's, and an account's own."""
    for chosen in (BOTH, {"accounts": some[:1]}, {"accounts": some[1:2]}):
        for name in lists.load():
            question = lists.rows(name, BASE.only(**chosen))
            plain = session.fetch(question.sql, question.parameters)
            assert records(session.ask(question)) == records(plain), name


def assert_same(session: engine.Session, question: scoped.Query, name: str) -> None:
    asked = session.ask(question)
    plain = session.fetch(question.sql, question.parameters)
    assert list(asked.columns) == list(plain.columns), name
    assert sorted(records(asked), key=repr) == sorted(records(plain), key=repr), name


def records(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """The rows as plain values, rounded."""
    columns = [v.astype(object).where(v.notna(), None).tolist() for _, v in rows.items()]
    return [tuple(map(rounded, row)) for row in zip(*columns, strict=True)]
