"""What a page has made is made once for those who may see the same, and for no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from lib.scope import EVERYTHING, Scope
from lib.ui import data

SCOPE = Scope((date(2026, 11, 18),), rights=EVERYTHING, window_days=363)  # of no other test


def made(of: str, build_id: str, scope: Scope, name: str) -> str:
    return data.kept(build_id, scope, name, lambda: of)


def test_what_is_made_is_made_once() -> None:
    assert made("first", "a build", SCOPE, "answer") == "first"
    assert made("second", "a build", SCOPE, "answer") == "first"


def test_another_build_scope_reader_or_thing_finds_nothing_of_it() -> None:
    made("first", "a build", SCOPE, "sentence")
    assert made("other build", "another build", SCOPE, "sentence") == "other build"
    assert made("filter", "a build", SCOPE.only(tiers=("A",)), "sentence") == "filter"
    assert made("thing", "a build", SCOPE, "another sentence") == "thing"
    own = replace(SCOPE, rights=replace(EVERYTHING, accounts=("one",), rule="theirs"))
    assert made("reader", "a build", own, "sentence") == "reader"
    blind = replace(SCOPE, rights=EVERYTHING.without_notes())
    assert made("no notes", "a build", blind, "sentence") == "no notes"


def test_a_table_of_no_day_is_kept_for_rights_and_corrections_alone() -> None:
    filtered = SCOPE.only(tiers=("A",), accounts=("one",)).at(date(2025, 1, 1))
    assert filtered.of_no_day().key == SCOPE.of_no_day().key
    blind = replace(SCOPE, rights=EVERYTHING.without_notes())
    assert blind.of_no_day().key != SCOPE.of_no_day().key


def test_who_writes_to_a_copy_of_what_is_shared_writes_to_his_own() -> None:
    """What `View.accounts` relies on: pandas copies when somebody writes, not before."""
    shared = pd.DataFrame({"name": ["a", "b"], "days": [1, 2]})
    mine = shared.copy(deep=False)
    mine.loc[0, "name"] = "c"
    mine["days"] = 0
    mine.index = pd.Index([5, 6])
    assert shared.to_dict("list") == {"name": ["a", "b"], "days": [1, 2]}
    assert list(shared.index) == [0, 1]
