"""States beyond the four of `aliases.toml`, centres of states and countries, US postal codes.

Owns what `tools/build_assets.py` puts into `data/reference/` from the packages `iso3166-2` and
`zipcodes`: the world's other states for `states.csv`, `centres.csv` and `postal_codes.parquet`.
Run by `python -m tools.build_assets` only. Licences: NOTICE.

A centre is always a place of `places.parquet`, so that it is on land and inside: for a country, and
for a state whose places are known to be in it, the place nearest to the middle of all its people;
for another state the place of the country nearest to the middle of its area.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

# Marks of a transliteration, which nobody writes in an address; a letter of their own there.
_MARKS = re.compile("[\u0304\u0323\u0331\u032e]")
_MARKS_ARE_LETTERS = {"LV", "LT"}
# "Catalunya [Cataluña]" is two names; "Lombardy (eng)" one with its language.
_BRACKETED = re.compile(r"^(.*?) ?\[(.*?)\]\*?$")
_LANGUAGE = re.compile(r" \([^()]*\)$")

# The middle of people on a sphere, so that nothing breaks at the 180th meridian; then the place
# nearest to it.
_MIDDLES = """
with

spots as (
    select distinct country_code, state_code, latitude, longitude, population
    from '{places}'
),

people as (
    select *, null as area_code from spots
    union all
    select *, state_code as area_code from spots where state_code is not null
),

middles as (
    select
        country_code,
        area_code,
        false as is_by_area,
        atan2(sum(w * sin(radians(latitude))), sqrt(
            pow(sum(w * cos(radians(latitude)) * cos(radians(longitude))), 2)
            + pow(sum(w * cos(radians(latitude)) * sin(radians(longitude))), 2)
        )) as phi,
        atan2(
            sum(w * cos(radians(latitude)) * sin(radians(longitude))),
            sum(w * cos(radians(latitude)) * cos(radians(longitude)))
        ) as lambda,
    from (select *, greatest(population, 1) as w from people) as weighed
    group by country_code, area_code
    union all
    select country_code, state_code, true, radians(latitude), radians(longitude) from area_middles
),

ranked as (
    select
        m.country_code,
        m.area_code as state_code,
        s.latitude,
        s.longitude,
        s.population,
        m.is_by_area,
        pow(sin((radians(s.latitude) - m.phi) / 2), 2)
        + cos(m.phi) * cos(radians(s.latitude))
        * pow(sin((radians(s.longitude) - m.lambda) / 2), 2) as apart,
    from middles as m
    inner join spots as s
        on
            m.country_code = s.country_code
            and (
                m.area_code is null
                or m.area_code = s.state_code
                or (m.is_by_area and s.state_code is null)
            )
)

select
    country_code,
    state_code,
    round(latitude::double, 4) as latitude,
    round(longitude::double, 4) as longitude,
from ranked
qualify
    row_number() over (
        partition by country_code, state_code
        order by apart, population desc, latitude, longitude
    ) = 1
    -- 300 km from the nearest place, the middle of an area is likelier wrong than empty.
    and (not is_by_area or apart < 5.5e-4)
order by country_code, state_code nulls first
"""


def world_states(
    subdivisions: Mapping[str, Mapping[str, Mapping[str, Any]]], known: set[str]
) -> Iterator[tuple[str, str, str, str, bool]]:
    """The states of every country but those in `known`, once for each spelling.

    Args:
        subdivisions: ISO alpha-2 -> code with it in front -> name, localOtherName, parentCode.

    Yields:
        spelling, ISO alpha-2, code, name, whether it is a division of another one.
    """
    for country, states in subdivisions.items():
        if country in known:
            continue
        for full, state in states.items():
            code = full.partition("-")[2]
            names = list(_names(str(state["name"])))
            shown = names[0] if country in _MARKS_ARE_LETTERS else _plain(names[0])
            others = re.split(r",(?![^(]*\))", state["localOtherName"] or "")
            names += [_LANGUAGE.sub("", other.strip()) for other in others]
            if not code.isdigit():
                names.append(code)
            for name in {*names, shown, full} - {""}:
                yield name, country, code, shown, bool(state["parentCode"])


def area_middles(
    subdivisions: Mapping[str, Mapping[str, Mapping[str, Any]]], known: set[str]
) -> pd.DataFrame:
    """The middle of each such state: country (ISO alpha-2), state_code, latitude, longitude."""
    rows = [
        (country, full.partition("-")[2], *state["latLng"])
        for country, states in subdivisions.items()
        if country not in known
        for full, state in states.items()
    ]
    return pd.DataFrame(rows, columns=["country", "state_code", "latitude", "longitude"])


def write_centres(
    con: duckdb.DuckDBPyConnection, middles: pd.DataFrame, places: Path, path: Path
) -> None:
    """Write one row per country (no state_code) and per state that has a place in `places`.

    Args:
        middles: country_code, state_code, latitude, longitude of states whose places are unknown.
    """
    con.register("area_middles", middles)
    con.execute(f"copy ({_MIDDLES.format(places=places)}) to '{path}' (header, delimiter ',')")


def write_postal_codes(
    con: duckdb.DuckDBPyConnection, zips: list[Mapping[str, Any]], path: Path
) -> None:
    """Write the position of each US ZIP code that has one."""
    columns = ["postal_key", "latitude", "longitude"]
    rows = [(z["zip_code"], z["lat"], z["long"]) for z in zips if z["lat"] and z["long"]]
    con.register("zips", pd.DataFrame(rows, columns=columns))
    con.execute(
        f"""
        copy (
            select
                'USA' as country_code,
                postal_key,
                round(avg(latitude::double), 4)::float as latitude,
                round(avg(longitude::double), 4)::float as longitude,
            from zips
            where latitude::double <> 0
            group by postal_key
            order by postal_key
        )
        to '{path}' (format parquet, compression zstd, compression_level 19)
        """
    )


def _names(name: str) -> Iterator[str]:
    both = _BRACKETED.match(name)
    for one in both.groups() if both else (name,):
        yield one.strip(" *")


def _plain(name: str) -> str:
    marked = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", _MARKS.sub("", marked))
