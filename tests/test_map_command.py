"""`python -m lib map`: proposed, previewed, kept, and used by the next build."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.errors import BadReference
from lib.warehouse import engine
from lib.warehouse.build import build
from tests.command import Answer, call

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
DIARY = """Wann;Bei wem;Wer von uns;Notiz;Anlass
03/04/2026;Elm Works GmbH;Ann Poe;Alles gut;Routine
05/04/2026;Oak KG;Ben Rae;Maschine steht;Notfall
bald;Oak KG;Ben Rae;;
"""


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "exports" / "Außendienst 2026.csv"
    path.parent.mkdir()
    path.write_text(DIARY, encoding="utf-8")
    return path


def mapped(path: Path, *words: object) -> Answer:
    place = path.parents[1]
    return call("map", path, "--sources", place / "sources", *words, warehouse=place / "warehouse")


def rows(path: Path, sql: str) -> list[dict[str, object]]:
    place = path.parents[1]
    build([path.parent], place / "warehouse", NOW, own_sources=place / "sources")
    return asked(place, sql)


def asked(place: Path, sql: str) -> list[dict[str, object]]:
    with engine.lease(place / "warehouse") as session:
        return session.rows(sql)


TOLD = ("--table", "interactions", "--column", "account_name=Bei wem",
        "--column", "organiser_name=Wer von uns")  # fmt: skip


def test_it_shows_and_keeps_nothing_until_told(diary):
    answer = mapped(diary, *TOLD)
    assert answer.code == 0, answer.err
    assert "occurred_on" in answer.out and "2 of 3 cells are dates" in answer.out
    assert "Its date can be read two ways: 03/04/2026" in answer.out
    assert "--yes" in answer.err
    assert not (diary.parents[1] / "sources").exists()


def test_what_was_kept_is_what_the_next_build_reads(diary):
    answer = mapped(
        diary, *TOLD, "--date-order", "dmy", "--every", "fallback_setting=on_site", "--yes"
    )
    assert answer.code == 0, answer.err
    place = diary.parents[1]
    assert (place / "sources" / "aussendienst_2026" / "source.toml").exists()
    told = ("--sources", place / "sources")
    assert call("build", diary.parent, *told, warehouse=place / "warehouse").code == 0
    found = asked(
        place,
        "select i.account_id, cast(i.occurred_on as varchar) as day, i.setting, i.purpose,"
        " i.organiser from core.interactions as i order by occurred_on",
    )
    assert [tuple(row.values()) for row in found] == [
        ("elm works", "2026-04-03", "on_site", "proactive", "Ann Poe"),
        ("oak", "2026-04-05", "on_site", "crisis", "Ben Rae"),
    ]
    [aside] = rows(diary, "select reason from core.rejects")
    assert aside["reason"] == "Its date cannot be read: bald"


def test_json_is_one_object_with_rows_as_they_would_load(diary):
    [answer] = mapped(diary, *TOLD, "--date-order", "mdy", "--dry-run", "--json").rows
    assert answer["table"] == "interactions"
    assert [row["occurred_on"] for row in answer["preview"]] == ["2026-03-04", "2026-05-04", None]
    assert answer["set_aside"] == [{"reason": "Its date cannot be read: bald", "rows": 1}]
    assert answer["saved_to"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--table", "interactions", "--column", "occurred_on="), "Day it took place"),
        (("--table", "interactions"), "Customer's name"),
        (
            (*TOLD, "--column", "account_name=Notiz"),
            "two columns are given for it",
        ),
        ((*TOLD, "--column", "subject=Bei wem"), "Bei wem: it is taken for"),
        ((*TOLD, "--column", "subject=Nothing"), "the file has no column Nothing"),
        ((*TOLD, "--column", "colour=Notiz"), "there is no field colour"),
        ((*TOLD, "--every", "fallback_setting=the moon"), "cannot stand for every row"),
        ((*TOLD, "--every", "notes=x"), "cannot stand for every row"),
        ((*TOLD, "--name", "../x", "--yes"), "no name for a folder"),
        ((*TOLD, "--part", "Sheet9"), "it has no such part"),
    ],
)
def test_what_cannot_work_is_refused_in_words(diary, words, said):
    answer = mapped(diary, *words)
    assert answer.code == 2
    assert said in answer.err
    assert not (diary.parents[1] / "sources").exists()


def test_one_of_that_name_is_replaced_only_when_told(diary):
    assert mapped(diary, *TOLD, "--yes").code == 0
    again = mapped(diary, *TOLD, "--yes")
    assert again.code == 2 and "there is one of that name" in again.err
    assert mapped(diary, *TOLD, "--yes", "--replace").code == 0


def test_a_file_that_is_not_there_or_no_table(tmp_path):
    answer = call("map", tmp_path / "none.csv")
    assert answer.code == 2 and "there is no such file" in answer.err
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.7 nothing")
    answer = call("map", tmp_path / "a.csv")
    assert answer.code == 2 and "PDF" in answer.err


@pytest.mark.parametrize(
    "damage",
    [
        "label = ",
        'label = "x"\norder = 8\n[objects.rows]\ntable = "moons"\nneeds = [["a"]]\n'
        '[objects.rows.columns]\na = ["a"]\n',
        'label = "x"\norder = 8\n[objects.rows]\ntable = "accounts"\nneeds = []\n'
        '[objects.rows.columns]\nname = ["a"]\n',
        'label = "x"\norder = 8\nobjects = 3\n',
        'label = "x"\norder = 8\n[objects.rows]\ntable = "accounts"\nneeds = [["name"]]\n'
        'columns = ["name"]\n',
        'label = "x"\norder = 8\n[objects."a b"]\ntable = "accounts"\nneeds = [["name"]]\n'
        '[objects."a b".columns]\nname = ["a"]\n',
    ],
)
def test_a_damaged_mapping_is_named_in_a_sentence(diary, damage):
    assert mapped(diary, *TOLD, "--yes").code == 0
    [path] = (diary.parents[1] / "sources").glob("*/source.toml")
    path.write_text(damage, encoding="utf-8")
    with pytest.raises(BadReference, match=r"source\.toml"):
        rows(diary, "select 1")
