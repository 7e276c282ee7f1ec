"""The product against a second opinion, and against itself with the future deleted.

Every world is an export on disk, built by the real build. A difference names the row, what we
say and what is expected. `WORLDS=0-200 pytest tests/oracle` runs more of them, on more days.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lib import settings
from lib.metrics import catalogue, query
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import engine
from lib.warehouse.build import Report, build
from tests.oracle import reading, world
from tests.oracle.figures import metrics
from tests.oracle.oracle import Oracle

NOW = datetime(2027, 1, 1, tzinfo=UTC)
FIRST, _, LAST = os.environ.get("WORLDS", "0-6").partition("-")
SEEDS = range(int(FIRST), int(LAST))
IS_LONG = "WORLDS" in os.environ
Answers = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def reference() -> reading.Reference:
    return reading.read_reference(settings.REFERENCE)


@pytest.mark.parametrize("seed", SEEDS)
def test_we_agree_with_the_oracle(seed: int, reference: reading.Reference, tmp_path: Path) -> None:
    made = world.make(seed, reference)
    made.write(tmp_path / "export")
    oracle = Oracle(reading.read_export(tmp_path / "export"), reference)
    with built(tmp_path / "export", tmp_path / "warehouse") as (report, session):
        differences = list(miscounted(report, made, oracle))
        for day in made.days if IS_LONG else made.days[seed % 3 :: 4]:
            read, judged = oracle.interactions(day), oracle.as_of(day)
            rows = list(judged.values())
            differences += unlike(ask(session, "interaction_as_of", day), read, day)
            differences += unlike(ask(session, "account_as_of", day), judged, day)
            differences += unlike({"all": totals(session, day)}, {"all": metrics(rows)}, day)
            for name in ("tier", "owner"):
                differences += unlike(split(session, day, name), groups(rows, name), day)
    assert_none(differences)


@pytest.mark.parametrize("seed", SEEDS if IS_LONG else (0, 7))
def test_what_is_recorded_later_changes_nothing(
    seed: int, reference: reading.Reference, tmp_path: Path
) -> None:
    made = world.make(seed, reference)
    day = made.days[seed % 2]
    said = []
    for name, export in (("all", made), ("until", world.before(made, day))):
        export.write(tmp_path / name)
        with built(tmp_path / name, tmp_path / f"warehouse-{name}") as (_, session):
            said.append(
                (
                    ask(session, "interaction_as_of", day),
                    ask(session, "account_as_of", day),
                    ask(session, "whom_next_as_of", day),
                    {"all": totals(session, day)},
                )
            )
    differences: list[str] = []
    for all_, until in zip(*said, strict=True):
        differences += unlike(all_, until, day)
    assert_none(differences)


@contextmanager
def built(export: Path, warehouse: Path) -> Iterator[tuple[Report, engine.Session]]:
    """A session on a fresh build of an export."""
    report = build([export], warehouse, NOW)
    with engine.lease(warehouse) as session:
        yield report, session


def ask(session: engine.Session, name: str, day: date) -> Answers:
    """The rows of an as-of relation by id, ids in 18 characters."""
    key = "interaction_id" if name == "interaction_as_of" else "account_id"
    asked = query.relation(name, Scope((day,), rights=EVERY_ROW))
    return {
        str(reading.id18(str(row[key]))): {
            **row,
            "account_id": reading.id18(str(row["account_id"])),
        }
        for row in session.rows(asked.sql, asked.parameters)
    }


def totals(session: engine.Session, day: date) -> dict[str, Any]:
    """Every metric of the catalogue."""
    asked = query.metrics(list(catalogue.load()), Scope((day,), rights=EVERY_ROW))
    return {str(row["metric"]): row["value"] for row in session.rows(asked.sql, asked.parameters)}


def split(session: engine.Session, day: date, name: str) -> Answers:
    """Metric values by a dimension: its value -> metric -> value."""
    asked = query.metrics(SPLIT, Scope((day,), rights=EVERY_ROW), (name,))
    found: Answers = defaultdict(dict)
    for row in session.rows(asked.sql, asked.parameters):
        found[str(row[name])][str(row["metric"])] = row["value"]
    return dict(found)


def groups(rows: list[dict[str, Any]], name: str) -> Answers:
    """As `split`, from the oracle's rows."""
    parts = defaultdict(list)
    for row in rows:
        parts[str(row[name])].append(row)
    return {
        key: {metric: value for metric, value in metrics(part).items() if metric in SPLIT}
        for key, part in parts.items()
    }


def miscounted(report: Report, made: world.World, oracle: Oracle) -> Iterator[str]:
    """Files whose load report does not say what was written into them."""
    for name in ("event", "task"):
        file = f"{world.FILES[name][made.form == 'loader']}.csv"
        load = next(row for row in report.files if str(row["file"]).endswith(file))
        kept = sum(1 for contact in oracle.contacts if contact.id.startswith(world.PREFIX[name]))
        expected = (len(made.objects[name]), kept)
        if (load["rows_read"], load["rows_loaded"]) != expected:
            yield f"{file} read, loaded: not {expected}: {load}"


def unlike(ours: Answers, expected: Answers, day: date) -> Iterator[str]:
    """Where two sets of answers differ, over the columns that `expected` gives."""
    for key in sorted(ours.keys() ^ expected.keys()):
        side = "not expected" if key in ours else "missing"
        yield f"{day} {key} {side}: {ours.get(key) or expected.get(key)}"
    for key in sorted(ours.keys() & expected.keys()):
        about = {name: ours[key][name] for name in ABOUT if name in ours[key]}
        for column, value in expected[key].items():
            said = ours[key].get(column)
            if not is_same(column, said, value):
                yield f"{day} {key} {column}: we say {said}, expected {value}. {about}"


def is_same(column: str, said: Any, expected: Any) -> bool:
    if column in ("file", "row"):  # a row of a shorter file stands elsewhere
        return True
    if column == "channel" and expected is None:  # what an unnamed task was, its setting says
        return True
    if column in SUMS and {said, expected} <= {0, None}:
        return True
    if isinstance(said, float | int) and isinstance(expected, float | int):
        return said == pytest.approx(expected, rel=1e-9, abs=1e-12)
    return bool(said == expected)


def assert_none(differences: list[str]) -> None:
    if differences:
        shown = "\n".join(differences[:25])
        pytest.fail(f"{len(differences)} differences, the first:\n{shown}", pytrace=False)


SPLIT = (
    "accounts", "coverage", "coverage_upper", "value_coverage", "reach_365", "neglected",
    "median_days_since_visit", "visits", "contacts_crisis", "proactive_share", "plan_attainment",
    "over_served_share", "no_proactive_365",
)  # fmt: skip
# Nothing in a window adds up to nothing, or to zero.
SUMS = ("visits", "contacts", "contacts_crisis", "neglected_value")
ABOUT = ("subject", "location", "occurred_on", "setting_evidence", "evidence", "status")
