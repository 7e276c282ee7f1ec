"""Money in several currencies, with the rates a user gives."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from lib import settings
from lib.errors import BadReference
from lib.metrics import query
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import engine
from lib.warehouse.build import build
from tests.conftest import NOW

ACCOUNTS = """Id,Name,ARR__c,CurrencyIsoCode,CreatedDate
001Cx0000000001,Stated,1000,$,2020-01-01
001Cx0000000002,Home,500,EUR,2020-01-01
001Cx0000000003,Deals,,,2020-01-01
001Cx0000000004,Other,70,GBP,2020-01-01
"""
DEALS = """Id,AccountId,StageName,CloseDate,Amount,CurrencyIsoCode,IsClosed,IsWon
006Cx0000000001,001Cx0000000003,Closed Won,2026-01-15,100,US Dollar,true,true
006Cx0000000002,001Cx0000000003,Closed Won,2026-03-01,100,USD,true,true
006Cx0000000003,001Cx0000000003,Closed Won,2026-03-02,7,Euro,true,true
006Cx0000000004,001Cx0000000003,Closed Won,2025-12-31,1000,USD,true,true
"""
# From 2026 on; what was won before has no rate.
RATES = ("USD,EUR,0.5,2026-01-01", "USD,EUR,0.8,2026-02-01", "USD,EUR,0.9,2026-07-01")


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    return shutil.copytree(settings.REFERENCE, tmp_path / "reference")


def built(tmp_path: Path, reference: Path, *rates: str) -> Path:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "Accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    (exports / "Opportunities.csv").write_text(DEALS, encoding="utf-8")
    header = "from_currency,to_currency,rate,valid_from"
    lines = "\n".join([header, *rates, ""])
    (reference / "exchange_rates.csv").write_text(lines, encoding="utf-8")
    build([exports], tmp_path / "warehouse", NOW, reference_folder=reference)
    return tmp_path / "warehouse"


def values(warehouse: Path, day: date) -> dict[object, tuple[object, ...]]:
    asked = query.relation("account_as_of", Scope((day,), rights=EVERY_ROW))
    with engine.lease(warehouse) as session:
        return {
            row["name"]: (row["value"], row["currency"], row["house_value"], row["deals_apart"])
            for row in session.rows(asked.sql, asked.parameters)
        }


def test_a_deal_is_converted_on_the_day_it_was_won_and_a_stated_value_on_the_day_asked(
    tmp_path: Path, reference: Path
) -> None:
    warehouse = built(tmp_path, reference, *RATES)
    found = values(warehouse, date(2026, 6, 30))
    assert found["Deals"] == (pytest.approx(0.5 * 100 + 0.8 * 100 + 7), "EUR", found["Deals"][0], 1)
    assert found["Stated"] == (800, "EUR", 800, 0)
    assert found["Home"] == (500, "EUR", 500, 0)
    assert found["Other"] == (70, "GBP", None, 0)
    assert values(warehouse, date(2026, 7, 1))["Stated"] == (900, "EUR", 900, 0)
    assert values(warehouse, date(2025, 12, 31))["Stated"] == (1000, "USD", None, 0)
    asked = query.metrics(
        ("neglected_value", "accounts_valued_apart"), Scope((date(2026, 6, 30),), rights=EVERY_ROW)
    )
    with engine.lease(warehouse) as session:
        money, apart = session.rows(asked.sql, asked.parameters)
    assert money["value"] == pytest.approx(137 + 800 + 500)
    assert apart["value"] == 1


def test_one_row_makes_a_currency_the_houses(tmp_path: Path, reference: Path) -> None:
    found = values(built(tmp_path, reference, "GBP,GBP,1,2020-01-01"), date(2026, 6, 30))
    assert found["Other"] == (70, "GBP", 70, 0)
    assert found["Home"] == (500, "EUR", None, 0)
    # Neither is the house's: the currency of most deals.
    assert found["Deals"] == (1200, "USD", None, 1)


@pytest.mark.parametrize(
    "rates",
    [
        ("USD,EUR,0.5,2026-01-01", "GBP,USD,1.2,2026-01-01"),
        ("USD,EUR,0.5,2026-01-01", "USD,EUR,0.6,2026-01-01"),
        ("USD,EUR,0,2026-01-01",),
        ("USD,EUR,,2026-01-01",),
        ("USD,EUR,half,2026-01-01",),
        ("USD,EUR,0.5,January",),
        ("USD,,0.5,2026-01-01",),
        ("Dollar,EUR,0.5,2026-01-01",),
    ],
)
def test_rates_that_mean_nothing_are_refused(
    tmp_path: Path, reference: Path, rates: tuple[str, ...]
) -> None:
    with pytest.raises(BadReference, match=r"exchange_rates\.csv"):
        built(tmp_path, reference, *rates)
