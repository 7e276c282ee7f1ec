"""Accounts that would count for each other: what was said last is not, and the reason says why."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from lib.corrections import Correction
from lib.warehouse.circles import hold

Said = tuple[str, str, str]


def told(*rows: Said) -> list[Correction]:
    return [Correction(*row, "ann", "2026-11-20", "") for row in rows]


@pytest.mark.parametrize(
    ("rows", "parents", "holding", "reasons"),
    [
        pytest.param(
            [("parent", "A", "B"), ("parent", "B", "A")],
            {},
            [0],
            {1: "it closes a circle: B belongs to A, which belongs to B"},
            id="two",
        ),
        pytest.param(
            [("parent", "A", "B"), ("parent", "B", "C"), ("parent", "C", "A")],
            {},
            [0, 1],
            {2: "it closes a circle: C belongs to A, which belongs to B, which belongs to C"},
            id="three",
        ),
        pytest.param(
            [("duplicate", "A", "B"), ("duplicate", "B", "A")],
            {},
            [0],
            {1: "it closes a circle: B is a copy of A, which is a copy of B"},
            id="copies",
        ),
        pytest.param(
            [("parent", "B", "A")],
            {"A": "B"},
            [],
            {0: "it closes a circle: B belongs to A, which belongs to B (so the exports say)"},
            id="with the export's parent",
        ),
        pytest.param(
            [("duplicate", "B", "A")],
            {"A": "C", "C": "B"},
            [],
            {0: "it closes a circle: B is a copy of A, which belongs to C (so the exports say),"
                " which belongs to B (so the exports say)"},
            id="a copy of what belongs to it",
        ),
        pytest.param([("parent", "A", ""), ("parent", "B", "A")], {"A": "B"}, [0, 1], {},
                     id="cleared first"),
        pytest.param([("parent", "B", "A"), ("parent", "A", "C")], {"A": "B"}, [0, 1], {},
                     id="cleared later"),
        pytest.param([("duplicate", "A", "C"), ("parent", "B", "A")], {"A": "B"}, [0, 1], {},
                     id="a copy counts for its original, whatever its parent"),
        pytest.param([("parent", "C", "A")], {"A": "B", "B": "A"}, [0], {},
                     id="a circle of the exports' own"),
        pytest.param(
            [("duplicate", "A", "B"), ("distinct", "B", "A"), ("duplicate", "B", "A")],
            {}, [1, 2], {}, id="no copy any more",
        ),
        pytest.param(
            [("parent", "B", "C"), ("parent", "A", "B"), ("parent", "B", "A")],
            {},
            [0, 1],
            {2: "it closes a circle: B belongs to A, which belongs to B"},
            id="what it took the place of holds again",
        ),
    ],
)  # fmt: skip
def test_what_closes_a_circle_is_set_aside(
    rows: list[Said], parents: Mapping[str, str], holding: list[int], reasons: dict[int, str]
) -> None:
    found, aside = hold(told(*rows), parents)
    # Of two copies that were said to be two since, the older is in force and means nothing.
    assert [n for n in found if n in holding] == holding
    assert aside == reasons


def test_no_circle_is_left_that_a_person_made() -> None:
    rng = random.Random(3)
    for _ in range(300):
        kinds = ("parent", "parent", "duplicate", "distinct")
        pairs = [(rng.choice(kinds), *rng.sample("ABCDEF", 2)) for _ in range(rng.randint(1, 9))]
        rows = told(*pairs)
        parents = dict([rng.sample("ABCDEF", 2), rng.sample("ABCDEF", 2)])
        holding, aside = hold(rows, parents)
        assert not set(holding) & set(aside)
        assert hold([rows[n] for n in holding], parents) == (list(range(len(holding))), {})


def test_a_long_circle_is_a_short_sentence_and_soon_found() -> None:
    chain = [("parent", f"{n}", f"{n + 1}") for n in range(5000)]
    holding, aside = hold(told(*chain, ("parent", "5000", "0")), {})
    assert len(holding) == 5000
    assert len(aside[5000]) < 300 and aside[5000].endswith(", and so on round to 5000")
