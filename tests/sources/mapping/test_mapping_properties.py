"""Any table: what is proposed, kept and read again gives back the rows of the file."""

from __future__ import annotations

import csv
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lib.errors import WrongCall
from lib.sources import layouts, own, recognise
from lib.sources.facts import Facts
from lib.sources.fields import forms
from lib.sources.own import Mapped
from lib.sources.proposal import propose
from lib.warehouse import mapping

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=14)
TEXT = (
    st.text("abcXYZ äé.'\"€", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda t: len(t) > 1 and any(c.isalpha() for c in t))
)
DAYS = st.dates(date(2001, 1, 1), date(2030, 1, 1)).map(date.isoformat)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    header=st.lists(NAMES, min_size=3, max_size=6),
    rows=st.lists(st.tuples(DAYS, TEXT, TEXT), min_size=1, max_size=8),
)
def test_what_is_kept_reads_the_same_rows(header, rows):
    header = [name.strip() for name in header]
    assume(all(recognise.header_form(name) for name in header[:3]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "some table.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(header)
            writer.writerows([*row, *[""] * (len(header) - 3)] for row in rows)
        said = Mapped("interactions", {"occurred_on": 0, "account_name": 1, "notes": 2})
        with mapping.opened(path) as opened:
            assume(list(opened.header) == header)
            seen = opened.preview(said, len(rows))
            saved = own.save(Path(folder), said, opened.header, "mine", "Mine", False)
            kept = layouts.read(saved, is_own=True)
            [match] = recognise.candidates(opened.header, [], "x", [kept])
    found = [(str(r["occurred_on"]), r["account_name"], r["notes"]) for r in seen.rows]
    assert found == rows
    assert dict(match.positions) == dict(said.columns)
    assert match.rank[0]  # before every layout that is not the person's own


def facts(header: str, place: int, **counts: int) -> Facts:
    numbers = dict.fromkeys(
        (
            *("rows", "filled", "distinct", "days", "serials", "numbers", "decimals", "flags"),
            *("emails", "domains", "latitudes", "longitudes", "spaced", "mean_length"),
            *("ids", "names"),
        ),
        0,
    )
    return Facts(header, place, **{**numbers, "rows": 10, "filled": 10, **counts}, values=())


COUNTS = ("days", "numbers", "flags", "emails", "domains", "latitudes", "spaced", "ids", "names")


@settings(deadline=None, max_examples=150)
@given(
    columns=st.lists(
        st.tuples(NAMES, st.dictionaries(st.sampled_from(COUNTS), st.integers(0, 10))), max_size=12
    ),
    table=st.sampled_from([None, *forms()]),
)
def test_a_proposal_keeps_its_own_rules(columns, table):
    found = [facts(name, place, **counts) for place, (name, counts) in enumerate(columns)]
    proposed = propose(found, "some file", table)
    form = forms()[proposed.table]
    places = [choice.place for choice in proposed.columns]
    assert len(set(places)) == len(places)
    assert len({choice.field for choice in proposed.columns}) == len(places)
    for choice in proposed.columns:
        assert choice.header == found[choice.place].header
        assert form.fields[choice.field].kind != "day" or found[choice.place].days >= 6
    assert len(proposed.left) + len(places) == len(found)
    said = mapping.from_proposal(proposed)
    header = [fact.header for fact in found]
    if proposed.missing:
        with pytest.raises(WrongCall):
            own.check(said, header)
    else:
        own.check(said, header)


@pytest.mark.parametrize(
    ("header", "counts", "field"),
    [
        ("Order Date", {"days": 0}, None),
        ("Order Date", {"days": 10}, "occurred_on"),
        ("E-mail of buyer", {"emails": 10}, "contact_email"),
        ("Xyz", {"days": 10}, "occurred_on"),
        ("Xyz", {"names": 9, "spaced": 9}, "account_name"),
        ("Xyz", {"ids": 9}, "account_id"),
        ("Customer", {"days": 10}, "occurred_on"),
        ("Lat", {"numbers": 10, "latitudes": 10}, "checkin_latitude"),
        ("Lat", {"numbers": 10, "latitudes": 2}, None),
    ],
)
def test_a_column_is_what_its_name_and_its_cells_say(header, counts, field):
    found = propose([facts(header, 0, **counts)], "list", "interactions")
    assert [choice.field for choice in found.columns] == ([field] if field else [])
