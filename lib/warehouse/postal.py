"""Postal codes that a user adds: GeoNames' own files, dropped into `data/reference/postal/`.

Owns their layout and what makes one unusable. A country that a file holds replaces what came with
the app for it. Must not look a code up: that is the SQL's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from lib.errors import BadReference

# download.geonames.org/export/zip: twelve columns, tab-separated, no header.
_COLUMNS = (
    "country", "postal_code", "place", "name_1", "code_1", "name_2", "code_2", "name_3", "code_3",
    "latitude", "longitude", "accuracy",
)  # fmt: skip
_LAYOUT = (
    "It needs GeoNames' layout: UTF-8, twelve columns parted by tabs, no header (the country's two"
    " letters, the code, seven of names, latitude, longitude, accuracy): see"
    " data/reference/README.md. Take the file away to build without it."
)


def add(con: duckdb.DuckDBPyConnection, files: Sequence[Path]) -> None:
    """Puts the files' codes into `reference_postal_codes`.

    Raises:
        BadReference: where a file, or one line of it, is not in the layout.
    """
    con.execute(
        "create or replace temp table postal_lines"
        f" ({', '.join(f'{name} varchar' for name in _COLUMNS)})"
    )
    columns = "{" + ", ".join(f"'{name}': 'varchar'" for name in _COLUMNS) + "}"
    for path in files:
        before = _count(con, "postal_lines")
        try:
            con.execute(
                "insert into postal_lines select * from read_csv("
                f"?, delim = '\t', header = false, quote = '', escape = '', columns = {columns},"
                " auto_detect = false, nullstr = '', strict_mode = true)",
                [str(path)],
            )
        except duckdb.Error as error:
            raise BadReference(f"Reading {path}: {_first_line(error)}", _LAYOUT) from error
        if _count(con, "postal_lines") == before:
            raise BadReference(f"Reading {path}: it holds no line.", _LAYOUT)
        wrong = con.execute(
            "select coalesce(country, '') || ' ' || coalesce(postal_code, '')"
            " from postal_lines left join reference_countries on lower(country) = name_key"
            " where country_code is null or postal_code is null"
            " or not coalesce(abs(try_cast(latitude as double)) <= 90, false)"
            " or not coalesce(abs(try_cast(longitude as double)) <= 180, false) limit 1"
        ).fetchall()
        if wrong:
            raise BadReference(
                f"Reading {path}: the line of {wrong[0][0]!r} has no country, code or position.",
                _LAYOUT,
            )
    con.execute("alter view reference_postal_codes rename to shipped_postal_codes")
    # One code may stand for several places: its middle.
    con.execute(
        """
        create or replace temp table reference_postal_codes as
        with added as (
            select
                country_code,
                replace(as_place(postal_code), ' ', '') as postal_key,
                avg(cast(latitude as double)) as latitude,
                avg(cast(longitude as double)) as longitude,
            from postal_lines
            inner join reference_countries on lower(country) = name_key
            group by all
        )
        select * from added
        union all
        select * from shipped_postal_codes
        where country_code not in (select country_code from added)
        """
    )


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    (number,) = con.execute(f"select count(*) from {table}").fetchall()[0]
    return int(number)


def _first_line(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]
