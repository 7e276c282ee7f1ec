"""Views as sales and service teams export them: what each is taken for, by its header and name."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from lib.sources.recognise import candidates, choose, sources

# `layout` is empty for what is none of these: leads, orders, Outlook's calendar, other CRMs.
with (Path(__file__).parent / "headers.csv").open(encoding="utf-8", newline="") as file:
    VIEWS = [(row["layout"], row["file"], row["header"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("layout", "name", "line"), VIEWS)
def test_view_is_known_by_its_header(layout: str, name: str, line: str) -> None:
    header = line.split(",")
    found = candidates(header, [], name, sources())
    if not layout:
        assert "dynamics" not in {match.source.name for match in found}
        return
    match = choose(found, header, Counter())
    assert not isinstance(match, str), match
    assert (match.source.name, match.layout.name) == ("dynamics", layout)


def test_calls_and_tasks_of_one_shape_want_a_name() -> None:
    header = ["Subject", "Regarding", "Due Date", "Priority", "Activity Status", "Owner"]
    said = choose(candidates(header, [], "export", sources()), header, Counter())
    assert isinstance(said, str)
    assert "could be Dynamics 365" in said
    assert "name the file after what it holds" in said
