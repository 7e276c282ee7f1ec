"""What notes say and what they only seem to: `notes_heard.csv`, read by hand, in many languages."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from lib import settings
from lib.warehouse import listening
from lib.warehouse.heard import Listener

NOTES = Path(__file__).with_name("notes_heard.csv")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def listener() -> Listener:
    def table(name: str) -> list[dict[str, str]]:
        return rows(settings.REFERENCE / f"{name}.csv")

    return Listener(
        [(row["theme"], row["phrase"], row["language"]) for row in table("themes")],
        [(row["list"], row["phrase"], row["language"]) for row in table("signs")],
        [row["theme"] for row in table("theme_owners") if row["lack_counts"] == "true"],
        {row["stated"]: row["tour"] for row in table("stated_tours")},
    )


@pytest.mark.parametrize("row", rows(NOTES), ids=lambda row: row["note"][:50])
def test_a_note_says_what_a_reader_hears_in_it(listener: Listener, row: dict[str, str]) -> None:
    themes, signs = listener.heard(row["note"])
    assert names(found.what for found in themes) == row["themes"]
    assert names(found.what for found in signs) == row["signs"]


def names(found: Sequence[str]) -> str:
    return "; ".join(found)


@pytest.mark.parametrize(
    ("cell", "tour"),
    [
        ("yes", "taken"),
        ("Ja", "taken"),
        ("Oui, atelier 2", "taken"),
        ("no", "none"),
        ("n.a.", None),
        ("", None),
        ("false", None),
        ("Not feasible", "not_feasible"),
        ("asked / not possible", "not_feasible"),
        ("nicht möglich", "not_feasible"),
        ("pas possible", "not_feasible"),
        ("No - safety reasons", "not_feasible"),
        ("angefragt", "asked"),
        ("Took the plant tour with Ann", "taken"),
        ("hall 3", None),
    ],
)
def test_a_tour_column_says(listener: Listener, cell: str, tour: str | None) -> None:
    assert listener.tour_stated(cell) == tour


@pytest.mark.parametrize(
    ("cell", "signs"),
    [
        ("no", []),
        ("-", []),
        ("Their CTO to our head of R&D", ["introduction_made_by_us"]),
        ("offered: CFO to our CFO", ["introduction_offered_by_us"]),
        ("introduced us to the new plant manager", ["introduction_made_by_them"]),
        ("their new COO", ["introduction_made_by_them"]),
    ],
)
def test_an_introductions_column_says(listener: Listener, cell: str, signs: list[str]) -> None:
    assert [found.what for found in listener.introductions_stated(cell)] == signs


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0\0",
        "\x1b[31m" * 99,
        "İ" * 50,
        "a" * 300_000,
        "no " * 50_000,
        "\ud800x",
        "…,.;" * 9,
    ],
)
def test_no_text_is_too_strange(listener: Listener, text: str) -> None:
    assert listener.heard(text) == ([], [])


def test_an_excerpt_is_as_it_was_written(listener: Listener) -> None:
    note = "Good day.  Les DÉLAIS de\nlivraison… sont  trop longs. Bye."
    assert listener.heard(note)[0] == []
    note = "Good day. Les DÉLAIS  de livraison sont trop longs! Bye."
    (found,) = listener.heard(note)[0]
    assert found.excerpt == "Les DÉLAIS de livraison sont trop longs"


def test_a_long_sentence_is_cut_round_the_phrase() -> None:
    text = listening.read(" ".join(["word"] * 40 + ["spare", "parts"] + ["word"] * 40))
    said = text.excerpt(40, 42)
    assert said.startswith("… word") and said.endswith("word …") and "spare parts" in said


@pytest.mark.parametrize(
    ("subject", "themes"),
    [
        ("Training workshop", ""),
        ("Annual compliance check", ""),
        ("Introducing Sustainability Coffee Program", ""),
        ("Delivery times", "Delivery times"),
        ("Complaint: documentation missing", "Documentation"),
    ],
)
def test_a_subject_says_less_than_notes(listener: Listener, subject: str, themes: str) -> None:
    assert names(found.what for found in listener.heard(subject, is_title=True)[0]) == themes
