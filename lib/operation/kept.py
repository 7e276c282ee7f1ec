"""Checks of what is kept: the builds, how new the data is, what people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from lib.errors import GroundError
from lib.operation.finding import Finding, fail, ok, warn
from lib.operation.places import Places
from lib.warehouse import corrections, reviews, reviews_file, shelved, written
from lib.warehouse.shelved import Look

STALE_DAYS = 35  # as the pages say it


def builds(looks: Sequence[Look], places: Places) -> Iterator[Finding]:
    """Each build that is kept."""
    if not looks:
        yield fail("builds", f"none in {places.warehouse}", "Make one: python -m lib build")
        return
    if not shelved.is_pointed_to(places.warehouse):
        yield warn("pointer", "current.json cannot be read", "Build again to replace it.")
    for number, look in enumerate(looks):
        what = "served build" if number == 0 else "older build"
        name = f"{look.ref.build_id} of {look.ref.made}"
        broken = fail if number == 0 else warn
        if not look.opens or not look.is_whole:
            why = "it does not open" if not look.opens else "it is not what was published"
            served = "An older one is served; build again." if len(looks) > 1 else "Build again."
            yield broken(what, f"{name}: {why}", served if number == 0 else "It goes in time.")
        else:
            counts = f"{look.accounts:,} accounts, {look.interactions:,} contacts"
            yield ok(what, f"{name}: whole, {counts}")


def newest_data(looks: Sequence[Look], now: datetime) -> Iterator[Finding]:
    """Up to which day the exports vouch."""
    day = next((look.as_of_on for look in looks if look.opens), None)
    if day is None:
        if any(look.opens for look in looks):
            yield warn("newest data", "no row of the exports is dated", "Export activities too.")
        return
    age = (now.astimezone(UTC).date() - day).days
    said = f"up to {day}, {age} days ago"
    if age > STALE_DAYS:
        yield warn("newest data", said, "Export again, and build.")
    else:
        yield ok("newest data", said)


def by_people(places: Places) -> Iterator[Finding]:
    """What people wrote: every page of the files, and every review against its checksum."""
    for name in written.FILES:
        path = places.warehouse / name
        if not path.exists():
            continue
        try:
            counts = written.look(path)
            if name == corrections.FILE:
                corrections.history(places.warehouse)
            if name == reviews_file.FILE:
                for one in reviews.kept(places.warehouse):
                    reviews.load(places.warehouse, one.id)
        except GroundError as error:
            yield fail(name, error.message, error.next_step)
        else:
            said = ", ".join(f"{count:,} {table}" for table, count in counts.items())
            yield ok(name, f"whole, {said or 'nothing in it yet'}")
