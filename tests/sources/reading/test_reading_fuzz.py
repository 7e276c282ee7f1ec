"""A few damaged files of each container, every time; `fuzz.py` alone does as many as one likes."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

import fuzz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import CONNECTION, read_all

from lib.sources import archive_child, json_child, staged
from lib.sources.files import Unread, documents


@pytest.mark.parametrize("kind", fuzz.SOUND)
def test_sound(kind, folder):
    """What the fuzzer damages is read whole when it is not."""
    path = folder / "export"
    path.write_bytes(fuzz.SOUND[kind])
    assert not [found for found in documents(path, folder / "staging") if type(found) is Unread]
    for reading in read_all(path, folder / "staging"):
        assert reading.loaded.rows_loaded == len(fuzz.RECORDS)
        assert list(reading.document.header) == list(fuzz.RECORDS[0])
        first = [text(value) for value in fuzz.RECORDS[1].values()]
        assert list(reading.rows.values())[1] == tuple(first)


def text(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("kind", fuzz.SOUND)
def test_damage_is_tables_or_a_sentence(kind):
    files = 25 if kind in fuzz.QUICK else 3
    assert list(fuzz.findings(kind, files, seed=3)) == []


SCALAR = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6))
RECORDS = st.lists(st.dictionaries(st.sampled_from("abcdef"), SCALAR, max_size=4), min_size=1)


@settings(max_examples=50, deadline=None)
@given(RECORDS, st.booleans())
def test_records_round_trip(records, as_lines):
    """In this process: the child's frame is tested elsewhere."""
    if not any(records):
        return
    con = CONNECTION.cursor()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "records.json"
        lines = "".join(json.dumps(record) + "\n" for record in records)
        path.write_text(lines if as_lines else json.dumps(records), "utf-8")
        facts = json_child.read(path, Path(name))
        [document] = staged.documents(path, Path(name), facts["tables"], "utf-8", "json")
        loaded = document.load(con, "t")
        rows = {row[0]: row[1:] for row in con.execute("select * from t").fetchall()}
        con.execute("drop table t")
    assert loaded.rows_read + loaded.rows_blank == len(records)
    aside = {row.row for row in loaded.set_aside}
    for number, record in enumerate(records, 1):
        cells = tuple(text(record.get(name)) for name in document.header)
        assert (number in aside) == any("\0" in cell for cell in cells)
        if number not in aside:
            assert rows.get(number, ()) == (cells if any(cells) else ())


NAME = st.text(st.sampled_from("ab./\\:é\x01 A"), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAME, st.binary(max_size=40), min_size=1, max_size=6))
def test_every_member_comes_out_or_is_told(members):
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "out"
        out.mkdir()
        with zipfile.ZipFile(Path(name) / "e.zip", "w") as archive:
            for member, data in members.items():
                archive.writestr(member, data)
        try:
            facts = archive_child.read(Path(name) / "e.zip", out)
        except archive_child.Refused as refused:
            assert "no files" in str(refused)
            return
        found = facts["members"]
        read = [(out / member["file"]).read_bytes() for member in found if not member["reason"]]
        assert {path.name for path in out.iterdir()} <= {member["file"] for member in found}
        assert {path.name for path in Path(name).iterdir()} == {"e.zip", "out"}
    assert all(data in members.values() for data in read)
    assert all(".." not in member["name"].split("/") for member in found)
    assert not any(member["name"].startswith("/") for member in found)
