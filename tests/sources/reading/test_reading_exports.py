"""Every export that people shared with us, against what is known of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from readings import read_all

SHARED = Path(__file__).parents[4] / "shared" / "exports"
MANIFEST = SHARED / "MANIFEST.csv"


def known() -> list[dict[str, str]]:
    if not MANIFEST.exists():
        return []
    with MANIFEST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not MANIFEST.exists(), reason="the shared exports are not here")
@pytest.mark.parametrize("facts", known(), ids=lambda facts: f"{facts['set']}/{facts['file']}")
def test_export(facts, tmp_path):
    [reading] = read_all(SHARED / facts["set"] / facts["file"], tmp_path)
    assert reading.loaded.rows_loaded == int(facts["rows"])
    assert len(reading.document.header) == int(facts["columns"])
    assert reading.document.encoding == facts["encoding"].replace("ascii", "utf-8")
    assert not reading.loaded.set_aside
