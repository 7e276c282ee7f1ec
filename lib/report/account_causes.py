"""Why an account came into a count or went out of it: facts on rows.

Owns the sentences; each names the visit, the day or the row that caused the change. Must not count
(`lib.report.movements` does). Pure.
"""

from __future__ import annotations

from datetime import timedelta

from lib.report import frames, words
from lib.report.between import Between, Cause
from lib.report.words import Row


def became_late(days: Between, row: Row) -> Cause:
    """An account that is late now and was not, or was not in view."""
    was = days.was(row["account_id"])
    if was is None:
        return Cause(f"new in view, {_standing(row)}")
    if was["status"] == "exempt":
        return Cause(f"no longer exempt, {_standing(row)}")
    last, cadence = row["last_visit_on"], row["cadence_days"]
    if frames.day_of(was["last_visit_on"]) != frames.day_of(last):
        gone = words.day(was["last_visit_on"]) if was["last_visit_on"] else "before"
        return Cause(f"the visit of {gone} does not count any more, {_standing(row)}")
    if was["status"] == "unconfirmed":
        return Cause("the meeting at a place nobody recorded is longer ago than its cadence")
    if was["cadence_days"] != cadence:
        return Cause(_cadence(was, row))
    if last is not None:
        passed = frames.day(last) + timedelta(days=int(cadence) + 1)
        return Cause(
            f"{words.count(cadence, 'day')} since the visit of {words.day(last)} were over on "
            f"{words.day(passed)}",
            words.cited(days.visit(row["account_id"], last)),
        )
    return Cause(f"{_standing(row)}; before: {words.STATUS[str(was['status'])][2:].lower()}")


def late_no_more(days: Between, row: Row) -> Cause:
    """An account that was late and is not, or is not in view."""
    now = days.now(row["account_id"])
    if now is None:
        return went_out(days, row)
    if seen := _newly_seen(days, row, now):
        return seen
    if now["status"] == "exempt":
        return Cause(f"exempt now: {now.get('exempt_reason') or 'no reason given'}")
    if now["status"] == "unconfirmed":
        return Cause("met in person at a place nobody recorded")
    if now["cadence_days"] != row["cadence_days"]:
        return Cause(_cadence(row, now))
    return Cause(f"{_standing(now)}; before: {words.STATUS[str(row['status'])][2:].lower()}")


def left_alone(days: Between, row: Row) -> Cause:
    """An account that is left alone now: late, with nothing booked and nobody busy."""
    was = days.was(row["account_id"])
    if was is None or was["status"] not in words.LATE:
        return became_late(days, row)
    if was["is_booked"] and not row["is_booked"]:
        return booked_no_more(days, was)
    if was["is_asked_busy"] and not row["is_asked_busy"]:
        return Cause(f"they asked us to wait{_until(was)}, which is over")
    return Cause(_standing(row))


def left_alone_no_more(days: Between, row: Row) -> Cause:
    """An account that was left alone and is not any more."""
    now = days.now(row["account_id"])
    if now is None or now["status"] not in words.LATE:
        return late_no_more(days, row)
    if now["is_booked"]:
        return booked(days, now)
    if now["is_asked_busy"]:
        return Cause(f"asked, and busy{_until(now)}")
    return Cause(_standing(now))


def booked(days: Between, row: Row) -> Cause:
    """An account with a visit to come that had none."""
    on = row["next_booked_on"]
    plan = None if on is None else days.bookings_after.get((str(row["account_id"]), frames.day(on)))
    by = f" by {plan['organiser']}" if plan and plan["organiser"] else ""
    return Cause(f"a visit is booked for {words.day(on)}{by}", words.cited(plan))


def booked_no_more(days: Between, row: Row) -> Cause:
    """An account that had a visit to come and has none."""
    now, on = days.now(row["account_id"]), row["next_booked_on"]
    if now is None:
        return went_out(days, row)
    if seen := _newly_seen(days, row, now):
        return seen
    if on is not None and frames.day(on) <= days.after.as_of:
        return Cause(f"a visit was planned for {words.day(on)}, and none is on record")
    return Cause(f"the visit planned for {words.day(on)} is off the plan")


def came_in(days: Between, row: Row) -> Cause:
    """An account that is in view and was not."""
    since = row["began_on"]
    if since is not None and frames.day(since) > days.before.as_of:
        return Cause(f"on record since {words.day(since)}")
    return Cause("new in this view: the exports had it later, or a filter lets it in")


def went_out(days: Between, row: Row) -> Cause:
    """An account that was in view and is not."""
    return Cause(
        "no longer in this view: gone from the exports, joined to another, or filtered out"
    )


def left_us(days: Between, row: Row) -> Cause:
    """A customer that has left."""
    on = row.get("left_on")
    return Cause(f"left on {words.day(on)}" if on is not None else "marked as a former customer")


def with_us_again(days: Between, row: Row) -> Cause:
    """One that had left and has not any more."""
    if days.now(row["account_id"]) is None:
        return went_out(days, row)
    return Cause("no longer marked as one that left")


def tier_came(days: Between, row: Row) -> Cause:
    """An account that is in a tier and was not."""
    was = days.was(row["account_id"])
    return came_in(days, row) if was is None else _tier(was, row)


def tier_went(days: Between, row: Row) -> Cause:
    """An account that was in a tier and is not."""
    now = days.now(row["account_id"])
    return went_out(days, row) if now is None else _tier(row, now)


def _newly_seen(days: Between, was: Row, now: Row) -> Cause | None:
    """The visit that made the difference, where there is one."""
    last = now["last_visit_on"]
    if last is None or frames.day_of(was["last_visit_on"]) == frames.day_of(last):
        return None
    visit = days.visit(now["account_id"], last)
    by = f" by {visit['organiser']}" if visit and visit["organiser"] else ""
    return Cause(f"seen on {words.day(last)}{by}", words.cited(visit))


def _standing(row: Row) -> str:
    last = row["last_visit_on"]
    said = words.STATUS[str(row["status"])][2:].lower()
    return f"{said}, last visit {words.day(last)}" if last is not None else said


def _cadence(was: Row, now: Row) -> str:
    moved = f"tier {was['tier']} to {now['tier']}"
    why = moved if was["tier"] != now["tier"] else "visit_policy.csv"
    return (
        f"its cadence is {now['cadence_days']:.0f} days now, was {was['cadence_days']:.0f}: {why}"
    )


def _tier(was: Row, now: Row) -> Cause:
    if now["tier_basis"] == "corrected":
        return Cause(f"from {was['tier']} to {now['tier']}, as a person said")
    said = f"from {was['tier']} to {now['tier']}"
    if now["tier_basis"] == "value" and was["value"] != now["value"]:
        before, after = (
            words.money(row["value"], row["currency"]) if row["value"] else "no known value"
            for row in (was, now)
        )
        return Cause(f"{said}: {before} before, {after} now")
    if now["tier_basis"] == "value":
        return Cause(f"{said}: the values of others moved")
    return Cause(f"{said}, as the export says")


def _until(row: Row) -> str:
    return f" until {words.day(row['busy_until'])}" if row["busy_until"] is not None else ""
