"""What changed adds up, equals the metrics of both days, and names what caused it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from lib.charts import maps
from lib.metrics import query
from lib.report import movements, rankings, reviewing, state, told
from lib.report.review import Change
from lib.report.shelf import Shelf
from lib.report.state import State
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import engine

DAYS = st.dates(date(2022, 6, 1), date(2026, 11, 20))
SCOPES = st.builds(
    Scope,
    as_of=DAYS.map(lambda day: (day,)),
    window_days=st.sampled_from([90, 365]),
    visit_settings=st.sampled_from([("on_site",), ("on_site", "their_event")]),
    whose=st.sampled_from(["anyone", "executives"]),
    tiers=st.sampled_from([(), ("A",), ("A", "B")]),
    countries=st.sampled_from([(), ("Germany",), ("Nowhere",)]),
)
FEW = budget(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A change's total -> the metrics that say the same.
SAME: dict[str, tuple[str, ...]] = {
    "late": ("overdue", "lapsed", "never", "unknown"),
    "neglected": ("neglected",),
    "booked": ("booked",),
    "accounts": ("accounts",),
    "seen": ("visits",),
    **{
        f"purpose_{name}": (f"contacts_{name}",)
        for name in ("proactive", "crisis", "commercial", "inbound", "unclassified")
    },
    "promises_late": ("promises_late",),
}


def on(session: engine.Session, scope: Scope) -> State:
    return reviewing.state(
        scope, lambda asked: session.fetch(asked.sql, asked.parameters), ("accounts",)
    )


def totals(session: engine.Session, scope: Scope) -> dict[str, float]:
    ids = tuple(sorted({name for names in SAME.values() for name in names}))
    asked = query.metrics(ids, scope)
    rows = session.rows(asked.sql, asked.parameters)
    return {str(row["metric"]): float(row["numerator"] or 0) for row in rows}  # type: ignore[arg-type]


@FEW
@given(scope=SCOPES, days=st.integers(1, 400))
def test_entries_and_exits_are_the_difference_of_the_metrics(
    sample_warehouse: Path, scope: Scope, days: int
) -> None:
    earlier = scope.at(scope.as_of[0] - timedelta(days=days))
    with engine.lease(sample_warehouse) as session:
        before, after = on(session, earlier), on(session, scope)
        then, now = totals(session, earlier), totals(session, scope)
    for change in movements.between(before, after, scope):
        assert change.before + len(change.entered) - len(change.left) == change.after
        for move in (*change.entered, *change.left):
            assert move.cause and move.name
        if metrics := SAME.get(change.id):
            assert change.before == sum(then[name] for name in metrics), change.id
            assert change.after == sum(now[name] for name in metrics), change.id


def test_against_sets_counted_another_way(sample_warehouse: Path) -> None:
    """The rows of two days, compared in SQL by the engine itself."""
    old, new = date(2026, 8, 21), date(2026, 11, 20)
    with engine.lease(sample_warehouse) as session:
        changes = by_id(session, Scope((old,), rights=EVERY_ROW), Scope((new,), rights=EVERY_ROW))
        asked = query.relation("account_as_of", Scope((old, new), rights=EVERY_ROW))
        found = session.rows(
            f"""
            with rows as ({asked.sql}),
            states as (
                select account_id,
                    max(status) filter (as_of_on = $old) as was,
                    max(status) filter (as_of_on = $new) as now,
                    max(tier) filter (as_of_on = $old) as tier_was,
                    max(tier) filter (as_of_on = $new) as tier_now,
                    bool_or(is_booked) filter (as_of_on = $old) as booked_was,
                    bool_or(is_booked) filter (as_of_on = $new) as booked_now
                from rows group by account_id
            )
            select *, was in ('overdue', 'lapsed', 'never', 'unknown') as late_was,
                now in ('overdue', 'lapsed', 'never', 'unknown') as late_now
            from states
            """,
            {**asked.parameters, "old": old, "new": new},
        )

    def ids(was: str, now: str) -> set[str]:
        return {str(row["account_id"]) for row in found if row[now] and not row[was]}

    late, booked = changes["late"], changes["booked"]
    assert {move.account_id for move in late.entered} == ids("late_was", "late_now")
    assert {move.account_id for move in late.left} == ids("late_now", "late_was")
    assert {move.account_id for move in booked.entered} == ids("booked_was", "booked_now")
    moved = {str(row["account_id"]) for row in found if row["tier_was"] != row["tier_now"]}
    tiers = [one for one in changes.values() if one.group == "tiers"]
    assert moved == {move.account_id for one in tiers for move in one.entered}
    assert moved == {move.account_id for one in tiers for move in one.left}


def test_a_cause_is_the_visit_that_did_it(sample_warehouse: Path) -> None:
    old, new = date(2026, 8, 21), date(2026, 11, 20)
    with engine.lease(sample_warehouse) as session:
        changes = by_id(session, Scope((old,), rights=EVERY_ROW), Scope((new,), rights=EVERY_ROW))
        asked = query.relation(
            "interaction_as_of", Scope((new,), rights=EVERY_ROW), "setting = 'on_site'"
        )
        visits = {
            (row["account_id"], f"{row['file']}, row {row['row']}"): row
            for row in session.rows(asked.sql, asked.parameters)
        }
    seen = [move for move in changes["late"].left if move.cause.startswith("seen on")]
    assert seen
    for move in seen:
        visit = visits[move.account_id, move.row]
        assert old < visit["occurred_on"] <= new  # type: ignore[operator]
        assert f"{visit['organiser']}" in move.cause


def test_nothing_moves_between_a_day_and_itself_however_it_was_kept(sample_warehouse: Path) -> None:
    scope = Scope((date(2026, 11, 20),), rights=EVERY_ROW)
    with engine.lease(sample_warehouse) as session:
        content = reviewing.content(
            scope,
            lambda asked: session.fetch(asked.sql, asked.parameters),
            session.build_id,
            Shelf(),
        )
    kept = state.from_bytes(content.to_bytes())
    assert kept.page == content.page and kept.scope == scope
    for change in movements.between(kept.state, content.state, scope):
        assert not change.entered and not change.left, change.id


def by_id(session: engine.Session, old: Scope, new: Scope) -> dict[str, Change]:
    found = movements.between(on(session, old), on(session, new), new)
    return {change.id: change for change in found}


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 6, 30)])
def test_its_figures_are_the_metrics(sample_warehouse: Path, day: date) -> None:
    asked = query.metrics(("coverage", "neglected"), Scope((day,), rights=EVERY_ROW))
    with engine.lease(sample_warehouse) as session:
        page = reviewing.content(
            Scope((day,), rights=EVERY_ROW),
            lambda one: session.fetch(one.sql, one.parameters),
            session.build_id,
            Shelf(),
        ).page
        coverage, neglected = session.rows(asked.sql, asked.parameters)
    parts = f"{coverage['numerator']:.0f} of {coverage['denominator']:.0f}"
    assert page.figures[0].parts == parts and parts.split(" of ")[0] in page.answer
    assert page.figures[1].value == f"{neglected['value']:.0f}"
    moved = {change.id: change for change in page.moved}
    assert moved["neglected"].after == neglected["value"]
    assert sum(one.count for one in page.purposes) == sum(
        change.after for name, change in moved.items() if name.startswith("purpose_")
    )


def test_the_printed_map_shows_what_the_screen_shows(sample_warehouse: Path) -> None:
    with engine.lease(sample_warehouse) as session:
        asked = query.relation("account_as_of", Scope((date(2026, 11, 20),), rights=EVERY_ROW))
        accounts = session.fetch(asked.sql, asked.parameters)
    for countries in ({"USA"}, {"DEU", "ITA"}, {"USA", "CAN"}, {"JPN"}, {"JPN", "USA"}, set()):
        rows = accounts[accounts["country_code"].isin(countries)]
        placed = rows.dropna(subset=["latitude", "longitude"])
        assert told.region(placed) == maps.best(rows), countries


def test_the_overview_names_the_same_accounts(sample_warehouse: Path) -> None:
    for days in (7, 90):
        new = date(2026, 11, 20)
        old = new - timedelta(days=days)
        with engine.lease(sample_warehouse) as session:
            before, after = (
                on(session, Scope((old,), rights=EVERY_ROW)),
                on(session, Scope((new,), rights=EVERY_ROW)),
            )
        short = rankings.changes(before.accounts, after.accounts)
        moved = {
            change.id: change
            for change in movements.between(before, after, Scope((new,), rights=EVERY_ROW))
        }
        for kind in ("late", "booked"):
            assert {key for key, _ in short[kind]} == {
                move.account_id for move in moved[kind].entered
            }
