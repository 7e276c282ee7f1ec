"""Answers as frames: the types that DuckDB's own frames have, but text is always text."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.metrics import lists
from lib.report import frames
from lib.scope import EVERYTHING, Scope
from lib.warehouse import engine, framed

# A value of every type that an answer may hold.
VALUES = {
    "truth": "true",
    "small": "3::tinyint",
    "whole": "4000000000",
    "large": "9007199254740993::bigint",  # no float64 holds it
    "unsigned": "7::usmallint",
    "money": "1234.56::decimal(18, 2)",
    "sum": "sum(5::int) over ()",
    "real": "0.1::double",
    "text": "'Ärger, \"Öl\"'",
    "day": "date '1969-07-20'",
    "moment": "timestamp '2026-11-20 08:30:00.000001'",
}


def _answers(sql: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    with duckdb.connect() as connection:
        asked = connection.sql(sql)
        return framed.frame(asked.to_arrow_table()), asked.df()


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("gaps", ["none", "some"])
def test_each_type_is_as_the_engine_has_it(name: str, gaps: str) -> None:
    value = VALUES[name] if gaps == "none" else f"case when i <> 2 then {VALUES[name]} end"
    ours, theirs = _answers(f"select {value} as x, i from range(1, 5) as t(i)")
    pd.testing.assert_frame_equal(ours, theirs)


def test_a_list_that_is_missing_is_none() -> None:
    ours, _ = _answers("select case when i > 1 then ['a', 'b'] end as x from range(1, 3) as t(i)")
    first, second = ours["x"]
    assert first is None and list(second) == ["a", "b"]


def test_text_is_text_where_no_row_has_any() -> None:
    ours, _ = _answers("select null::varchar as empty, 'a' as full from range(2)")
    assert [str(one) for one in ours.dtypes] == ["str", "str"]
    none, _ = _answers("select 'a' as text, 1 as number, true as truth where false")
    assert [str(one) for one in none.dtypes] == ["str", "int32", "bool"]
    assert len(none) == 0


@given(st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)), min_size=1, max_size=20))
def test_whole_numbers_come_as_they_are(numbers: list[int | None]) -> None:
    with duckdb.connect() as connection:
        asked = connection.sql("select unnest($1::bigint[]) as n", params=[numbers])
        found = framed.frame(asked.to_arrow_table())["n"]
    assert [None if one is pd.NA else int(one) for one in found] == numbers


def test_a_frame_may_be_written_to() -> None:
    ours, _ = _answers("select 1.5::decimal(9, 2) as x, 'a' as y from range(3)")
    ours.loc[0, "x"] = np.nan
    ours["y"] = "b"
    assert ours["x"].isna().tolist() == [True, False, False]


@pytest.mark.parametrize("name", ["promises", "moments", "signs", "themes", "deals"])
def test_plain_values_are_those_of_the_frame(sample_warehouse: Path, name: str) -> None:
    question = lists.rows(name, Scope((date(2026, 11, 20),), rights=EVERYTHING))
    with engine.lease(sample_warehouse) as asked:
        rows = asked.told(question)
        assert rows == frames.records(asked.ask(question))
        kinds = {type(value) for row in rows for value in row.values()}
    assert rows
    assert kinds <= {str, int, float, bool, datetime, type(None)}
