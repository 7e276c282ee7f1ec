"""An id stays an id, whatever wrote it over; what was rounded is nobody's."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.sources.loader import macros


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(macros())
    return connection


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("51213456789", "51213456789"),
        ("51213456789.0", "51213456789"),
        ("5.1213456789E+10", "51213456789"),
        ("5,1213456789e+10", "51213456789"),
        ("5.12E+10", None),
        ("ACT-75771a44-0845", "ACT-75771a44-0845"),
        ("12E4", "12E4"),
        ("", ""),
        (None, None),
    ],
)
def test_an_id(con: duckdb.DuckDBPyConnection, written: str | None, read: str | None) -> None:
    assert con.execute("select as_id(?::varchar)", [written]).fetchall() == [(read,)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12; 34;", "12;34"),
        ("[12, 34.0]", "12;34"),
        ('["12"]', "12"),
        ("12;5.12E+10", "12"),
        (";", None),
        ("[{'id': '12', 'type': 'meeting_to_company'}, {'id': '34', 'type': 'x'}]", "12;34"),
        ('{"results": [{"id": "12"}, {"toObjectId": 34}]}', "12;34"),
    ],
)
def test_ids(con: duckdb.DuckDBPyConnection, written: str, read: str | None) -> None:
    assert con.execute("select as_ids(?)", [written]).fetchall() == [(read,)]


@settings(max_examples=200, deadline=None)
@given(st.integers(10**9, 10**19))
def test_every_digit_or_none(con: duckdb.DuckDBPyConnection, number: int) -> None:
    """Written as a spreadsheet or a data frame does, an id comes back whole or not at all."""
    text = str(number)
    for written in (text, f"{text}.0", f"{text[0]}.{text[1:]}E+{len(text) - 1}", f"{number:.5E}"):
        [(read,)] = con.execute("select as_id(?)", [written]).fetchall()
        assert read in (text, None)
    assert con.execute("select as_id(?)", [text]).fetchall() == [(text,)]
