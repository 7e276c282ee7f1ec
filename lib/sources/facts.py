"""What a column's cells look like: how many read as a day, a number, an address …

Owns the one look over all rows that a proposal rests on. Must not decide what a column is
(`lib.sources.proposal` does), nor read files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from lib.sources.masking import masked
from lib.sources.raw import NULLS, stands_for_none

SHOWN = 3


@dataclass(frozen=True)
class Facts:
    """One column of a file, over all of its rows.

    Args:
        header: its name as written.
        place: where it stands, from 0.
        rows: how many rows the file has; the counts are of its filled cells.
        serials: how many could be a day as spreadsheets count them.
        ids, names: how many are the id, or the name, of an account of the served build.
        values: a few of its values, the commonest first.
    """

    header: str
    place: int
    rows: int
    filled: int
    distinct: int
    days: int
    serials: int
    numbers: int
    decimals: int
    flags: int
    emails: int
    domains: int
    latitudes: int
    longitudes: int
    spaced: int
    mean_length: float
    ids: int
    names: int
    values: tuple[str, ...]


# A day however it is written: ISO, two numbers and a year, a month in letters, a spreadsheet's
# or a machine's count.
_DAY = r"""
    regexp_matches(t, '^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?$')
    or regexp_matches(t, '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})([, T].*)?$')
    or regexp_matches(t, '^\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{4}')
    or regexp_matches(t, '^[A-Za-z]{3,9} \d{1,2}, \d{4}')
    or regexp_matches(t, '^(19|20)\d{6}$')
    or regexp_matches(t, '^1\d{9}(\d{3})?$')
"""


def create_known_accounts(con: duckdb.DuckDBPyConnection, rows: Sequence[tuple[str, str]]) -> None:
    """The accounts of the served build, against which ids and names are held.

    Args:
        rows: account id and name.
    """
    con.execute("create or replace temp table known_accounts (account_id varchar, name varchar)")
    for start in range(0, len(rows), 2_000):
        some = rows[start : start + 2_000]
        marks = ", ".join(["(?, ?)"] * len(some))
        con.execute(
            f"insert into known_accounts values {marks}", [cell for row in some for cell in row]
        )


def gather(con: duckdb.DuckDBPyConnection, table: str, header: Sequence[str]) -> list[Facts]:
    """The facts of every column of a loaded document; `create_known_accounts` came before."""
    return [_facts(con, table, name, place) for place, name in enumerate(header)]


def _facts(con: duckdb.DuckDBPyConnection, table: str, header: str, place: int) -> Facts:
    is_none = stands_for_none("t", NULLS)
    [counts] = con.execute(
        f"""
        with cells as (select trimmed(c{place + 1}) as t from {table}),
        filled as (select t, as_number(t) as n from cells where not ({is_none}))
        select
            (select count(*) from cells), count(*), count(distinct t),
            count(*) filter (where {_DAY}),
            count(*) filter (
                where regexp_matches(t, '^\\d{{5}}([.]\\d+)?$') and n between 18000 and 80000
            ),
            count(n),
            count(*) filter (where n is not null and regexp_matches(t, '[.,]\\d+$')),
            count(*) filter (where as_flag(t) is not null),
            count(*) filter (where regexp_matches(t, '^[^@\\s]+@[^@\\s]+[.][^@\\s]+$')),
            count(*) filter (
                where not contains(t, '@') and not contains(t, ' ') and n is null
                and regexp_matches(as_domain(t), '[.][a-z]{{2,}}$')
            ),
            count(*) filter (where abs(n) <= 90), count(*) filter (where abs(n) <= 180),
            count(*) filter (where contains(t, ' ')),
            coalesce(avg(length(t)), 0),
            count(*) filter (where t in (select account_id from known_accounts)),
            count(*) filter (where as_words(t) in (select as_words(name) from known_accounts))
        from filled
        """
    ).fetchall()
    values = con.execute(
        f"""
        select left(t, 60) from (
            select trimmed(c{place + 1}) as t, count(*) as many from {table} group by t
        ) where not ({is_none}) order by many desc, t limit {SHOWN}
        """
    ).fetchall()
    return Facts(*(header, place, *counts, tuple(masked(value) for (value,) in values)))
