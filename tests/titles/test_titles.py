"""Titles that people really bear, each with the rank and horizon a sensible reader would give.

`titles.csv`: title, rank, horizon, language. Blank means that it must stay unknown, `*` that
nobody would swear to it. Read by the SQL of a build, on the dictionary as it is shipped.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from lib import settings
from lib.sources import loader
from lib.sql import graph
from lib.warehouse import reference

HERE = Path(__file__).parent
MODELS = ("title_patterns", "title_phrases", "title_ranks")


def titles() -> list[dict[str, str]]:
    with (HERE / "titles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[str, str]]:
    """Title -> rank and horizon, as text, as a build reads them."""
    con = duckdb.connect()
    con.execute(loader.macros())
    reference.load(con, settings.REFERENCE)
    con.execute("create temp table source_people (title varchar)")
    con.execute("create temp table people_titles (title varchar)")
    con.execute("create temp table source_contacts (title varchar)")
    con.executemany("insert into source_contacts values (?)", [[row["title"]] for row in titles()])
    models = graph.models(settings.SQL / "links")
    for name in MODELS:
        con.execute(f"create temp view {name} as {models[name]}")
    rows = con.execute("select title, title_rank, horizon from title_ranks").fetchall()
    con.close()
    return {title: (str(rank or ""), horizon or "") for title, rank, horizon in rows}


@pytest.mark.parametrize("language", sorted({row["language"] for row in titles()}))
def test_a_title_is_read(language: str, read: dict[str, tuple[str, str]]) -> None:
    wrong = []
    for row in titles():
        if row["language"] != language:
            continue
        rank, horizon = read.get(row["title"], ("", ""))
        if row["rank"] not in ("*", rank) or row["horizon"] not in ("*", horizon):
            wrong.append(f"{row['title']}: {rank or '-'} {horizon or '-'}")
    assert wrong == []


def test_a_pattern_means_what_it_says_whatever_form_it_is_read_in() -> None:
    con = duckdb.connect()
    con.execute(loader.macros())
    reference.load(con, settings.REFERENCE)
    differing = con.execute(
        """
        select string_agg(pattern, ' = ' order by pattern) from reference_titles
        group by as_title(pattern)
        having count(distinct (coalesce(rank, 0), coalesce(horizon, ''))) > 1
        order by 1
        """
    ).fetchall()
    con.close()
    assert differing == []
