"""What is cut out of the whole is what would have been asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from lib.metrics import lists, query
from lib.report import frames
from lib.scope import EVERYTHING, Scope
from lib.ui import wholes
from lib.warehouse import engine

DAYS = (date(2026, 11, 20), date(2026, 2, 1))


@pytest.fixture(scope="module")
def session(sample_warehouse: Path) -> Iterator[engine.Session]:
    with engine.lease(sample_warehouse) as session:
        yield session


def asked(session: engine.Session, name: str, scope: Scope) -> pd.DataFrame:
    order = "house_value desc nulls last, value desc nulls last, account_id"
    question = (
        lists.rows(name, scope)
        if name in lists.load()
        else query.relation(name, scope, "", order if name == "account_as_of" else "")
    )
    return session.fetch(question.sql, question.parameters)


def records(rows: pd.DataFrame) -> list[dict[str, object]]:
    """The rows; of a number nine digits, since a sum of many threads differs in the last ones."""
    return [
        {name: float(f"{v:.9g}") if isinstance(v, float) else v for name, v in row.items()}
        for row in frames.records(rows)
    ]


@pytest.mark.parametrize("name", sorted(wholes.EACH_ITS_OWN))
def test_an_accounts_rows_are_the_same(
    session: engine.Session, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wholes, "_whole", lambda build, scope, of: asked(session, of, scope))
    for day in DAYS:
        everything = Scope((day,), rights=EVERYTHING)
        ids = sorted(asked(session, "account_as_of", everything)["account_id"])
        for account_id in Random(3).sample(ids, 12):
            scope = everything.only(accounts=(account_id,))
            assert wholes.is_of_account(scope, name)
            mine = records(wholes.of_account("", scope, name))
            theirs = records(asked(session, name, scope))
            assert sorted(map(repr, mine)) == sorted(map(repr, theirs))
            if name != "clock_as_of":  # which is put in the order of settings
                assert mine == theirs


@pytest.mark.parametrize(
    "filters",
    [
        {"tiers": ("A", "C")},
        {"countries": ("Germany", "France"), "tiers": ("B",)},
        {"statuses": ("overdue", "never")},
        {"kinds": ("prospect",)},
        {"industries": ("Chemicals",)},
        {"states": ("Wisconsin",)},
        {"owners": ("Jonas Reichert",)},
    ],
)
@pytest.mark.parametrize("more", [{}, {"whose": "executives"}, {"by_group": True}])
def test_filtered_accounts_are_the_same(
    session: engine.Session,
    filters: dict[str, tuple[str, ...]],
    more: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wholes, "_whole", lambda build, scope, of: asked(session, of, scope))
    for day in DAYS:
        scope = Scope((day,), rights=EVERYTHING, **more).only(**filters)  # type: ignore[arg-type]
        mine = records(wholes.accounts("", scope))
        assert mine == records(asked(session, "account_as_of", scope))
        assert mine or filters == {"states": ("Wisconsin",)}
