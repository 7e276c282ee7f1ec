"""Where accounts are, with tables a user adds: aliases, GeoNames' postal codes; and what holds
for every place."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from lib import settings
from lib.errors import BadReference
from lib.warehouse import engine
from lib.warehouse.build import build
from tests.conftest import NOW

COLUMNS = (
    *("Name", "BillingCity", "BillingPostalCode", "BillingCountry"),
    *("BillingLatitude", "BillingLongitude", "BillingState"),
)
Place = tuple[str | None, str | None, float | None, float | None]


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    return shutil.copytree(settings.REFERENCE, tmp_path / "reference")


def placed(tmp_path: Path, reference: Path, *accounts: tuple[object, ...]) -> dict[str, Place]:
    """Each account's country, basis, latitude and longitude, from a build of them."""
    exports = tmp_path / "exports"
    exports.mkdir()
    with (exports / "Accounts.csv").open("w", encoding="utf-8", newline="") as file:
        rows = (
            (f"001{number:012d}", *account, *[""] * (len(COLUMNS) - len(account)))
            for number, account in enumerate(accounts)
        )
        csv.writer(file).writerows([("Id", *COLUMNS), *rows])
    build([exports], tmp_path / "warehouse", NOW, reference_folder=reference)
    with engine.lease(tmp_path / "warehouse") as session:
        rows = session.fetch(
            "select name, country_code, location_basis, latitude, longitude from core.accounts"
        )
    return {name: tuple(found) for name, *found in rows.itertuples(index=False)}


def test_an_alias_is_looked_up_instead(tmp_path: Path, reference: Path) -> None:
    with (reference / "place_aliases.csv").open("a", encoding="utf-8") as file:
        file.write("The Big Smoke,,London,,United Kingdom,\n")
        file.write("big smoke,Australia,Sydney,,,\n")
        file.write("Big Smoke,,London,,,\n")
        file.write("Dixie,,,Georgia,USA,\n")
        file.write("Blighty,,,,United Kingdom,\n")
    found = placed(
        tmp_path,
        reference,
        ("Anywhere", "the big smoke", "", "", "", ""),
        ("Australian", "Big Smoke", "", "Australia", "", ""),
        ("Canadian", "Big Smoke", "", "Canada", "", ""),
        ("Country", "Leeds", "", "BLIGHTY", "", ""),
        ("State", "", "", "", "", "", "Dixie"),
    )
    assert found["Anywhere"] == ("GBR", "city", *near(51.5, -0.1))
    assert found["Australian"] == ("AUS", "city", *near(-33.9, 151.2))
    assert found["Canadian"] == ("CAN", "city", *near(43.0, -81.2))
    assert found["Country"] == ("GBR", "city", *near(53.8, -1.5))
    assert found["State"][:2] == ("USA", "state")


def near(latitude: float, longitude: float) -> tuple[object, object]:
    return pytest.approx(latitude, abs=0.2), pytest.approx(longitude, abs=0.2)


# Codes of no country's, so that nothing but this file can have placed them.
POSTAL = [
    ("GB", "ZZ9", "Nether Wallop", "51.1", "-1.5"),
    ("GB", "ZZ8 7YY", "Upper Wallop", "52.2", "-2.5"),
    ("DE", "00123", "Oberdorf", "50.5", "9.5"),
    ("DE", "00123", "Unterdorf", "50.7", "9.7"),
]


def dropped(reference: Path, *lines: tuple[str, ...]) -> Path:
    path = reference / "postal" / "some.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return path


def geonames(country: str, code: str, place: str, latitude: str, longitude: str) -> tuple[str, ...]:
    return country, code, place, *[""] * 6, latitude, longitude, "6"


def test_postal_codes_of_a_file_that_was_dropped_in(tmp_path: Path, reference: Path) -> None:
    dropped(reference, *(geonames(*line) for line in POSTAL))
    found = placed(
        tmp_path,
        reference,
        ("Outward", "London", "zz91aa", "UK", "", ""),
        ("Whole", "London", "ZZ8  7yy", "UK", "", ""),
        ("NoZeros", "Berlin", "123", "Germany", "", ""),
        ("Lettered", "Berlin", "D-00123", "Germany", "", ""),
        ("Shipped", "Boston", "75201", "USA", "", ""),
    )
    assert found["Outward"] == ("GBR", "postal_code", 51.1, -1.5)
    assert found["Whole"] == ("GBR", "postal_code", 52.2, -2.5)
    middle = ("DEU", "postal_code", pytest.approx(50.6), pytest.approx(9.6))
    assert found["NoZeros"] == middle
    assert found["Lettered"] == middle
    assert found["Shipped"] == ("USA", "postal_code", *near(32.8, -96.8))


@pytest.mark.parametrize(
    "line",
    [
        ("GB", "ZZ9", "Nether Wallop"),
        geonames("GB", "ZZ9", "Nether Wallop", "north", "-1.5"),
        geonames("GB", "", "Nether Wallop", "51.1", "-1.5"),
        geonames("XQ", "ZZ9", "Nether Wallop", "51.1", "-1.5"),
        geonames("GB", "ZZ9", "Nether Wallop", "151.1", "-1.5"),
        (*geonames("GB", "ZZ9", "Nether Wallop", "51.1", "-1.5"), "more"),
    ],
)
def test_a_bad_postal_file_is_named(tmp_path: Path, reference: Path, line: tuple[str, ...]) -> None:
    path = dropped(reference, geonames(*POSTAL[0]), line)
    with pytest.raises(BadReference, match=str(path)):
        placed(tmp_path, reference, ("Any", "London", "", "UK", "", ""))


def test_an_empty_postal_file_is_named(tmp_path: Path, reference: Path) -> None:
    path = dropped(reference)
    with pytest.raises(BadReference, match=str(path)):
        placed(tmp_path, reference, ("Any", "London", "", "UK", "", ""))


@pytest.mark.slow
def test_a_good_coordinate_is_never_changed_nor_mended_wrongly(
    tmp_path: Path, reference: Path
) -> None:
    """Places of every country, in their country: as they are, and with the two exchanged."""
    con = engine.open_for_build(tmp_path / "places.duckdb", tmp_path)
    rows = con.execute(
        "select country_code, any_value(name_key), latitude, longitude"
        f" from '{settings.REFERENCE / 'places.parquet'}' where is_main"
        " group by country_code, latitude, longitude"
        " qualify row_number() over (partition by country_code order by hash(latitude)) <= 12"
    ).fetchall()
    con.close()
    assert len({country for country, *_ in rows}) > 200
    good = [(f"good {n}", "", "", c, *at) for n, (c, _, *at) in enumerate(rows)]
    turned = [(f"turned {n}", "", "", c, lon, lat) for n, (c, _, lat, lon) in enumerate(rows)]
    in_town = [(f"town {n}", key, "", c, *at) for n, (c, key, *at) in enumerate(rows)]
    found = placed(tmp_path, reference, *good, *turned, *in_town)
    changed = [name for name in found if name.startswith(("good", "town"))]
    assert [(name, found[name]) for name in changed if found[name][1] != "given"] == []
    mended = 0
    for number, (_, _, latitude, longitude) in enumerate(rows):
        _, basis, *at = found[f"turned {number}"]
        if basis == "given_swapped":
            mended += 1
            assert at == pytest.approx([latitude, longitude])
    assert mended > 0.6 * len(rows)
