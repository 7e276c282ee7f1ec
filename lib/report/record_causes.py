"""Why a contact or a promise came into a count or went out of it: facts on rows.

Owns the sentences; each names the day or the row that caused the change. Must not count
(`lib.report.movements` does). Pure.
"""

from __future__ import annotations

from datetime import timedelta

from lib.report import frames, words
from lib.report.between import Between, Cause
from lib.report.words import Row


def contact_came(days: Between, row: Row) -> Cause:
    """A contact that is counted now and was not."""
    was = days.contact_before(row)
    where = words.cited(row)
    if was is not None:
        return Cause(_read_anew(was, row), where)
    if frames.day(row["occurred_on"]) <= days.before.as_of:
        return Cause("took place before, and became known since", where)
    return Cause(_who(row) or "took place since", where)


def contact_went(days: Between, row: Row) -> Cause:
    """A contact that was counted and is not."""
    now = days.contact_after(row)
    where = words.cited(row)
    if now is not None:
        return Cause(_read_anew(row, now), where)
    if frames.day(row["occurred_on"]) <= days.after.as_of - timedelta(days=days.window_days):
        return Cause(f"now more than {days.window_days} days ago", where)
    return Cause("no longer on record, or of an account that is not in view", where)


def of_contact(row: Row) -> str:
    """What a contact is: its setting and day."""
    return f"{words.SETTING[str(row['setting'])]}, {words.day(row['occurred_on'])}"


def promise_made(days: Between, row: Row) -> Cause:
    """A promise that was not known before."""
    was = days.promises_before.get(str(row["commitment_id"]))
    if was is not None:
        return Cause("taken up again", words.cited(row))
    on = row["learnt_on"]
    owner = f", {row['owner']} has it in hand" if row["owner"] else ""
    return Cause(
        (f"promised on {words.day(on)}" if on is not None else "new") + owner, words.cited(row)
    )


def promise_gone(days: Between, row: Row) -> Cause:
    """A promise that is counted no more."""
    now = days.promises_after.get(str(row["commitment_id"]))
    if now is not None:
        return Cause("dropped", words.cited(now))
    return Cause("no longer on record, or of an account not in view")


def promise_kept(days: Between, row: Row) -> Cause:
    """A promise that is done."""
    on = row["done_on"]
    told = ", and the customer was told" if row["state"] == "told" else ", the customer not told"
    return Cause(
        (f"done on {words.day(on)}" if on is not None else "done") + told, words.cited(row)
    )


def promise_late(days: Between, row: Row) -> Cause:
    """A promise past its day."""
    return Cause(f"was due on {words.day(row['due_on'])}", words.cited(row))


def promise_changed(days: Between, row: Row) -> Cause:
    """A promise that was late, or kept, and is not any more."""
    now = days.promises_after.get(str(row["commitment_id"]))
    if now is None or now["state"] == "dropped":
        return promise_gone(days, row)
    if now["state"] in ("done", "told"):
        return promise_kept(days, now)
    if now["due_on"] is not None and frames.day_of(now["due_on"]) != frames.day_of(row["due_on"]):
        return Cause(f"due on {words.day(now['due_on'])} now", words.cited(now))
    return Cause("not done, as it is recorded now", words.cited(now))


def of_promise(row: Row) -> str:
    """What was promised."""
    return str(row["action"] or "A promise")


def _read_anew(was: Row, now: Row) -> str:
    parts = []
    if was["purpose"] != now["purpose"]:
        parts.append(
            f"{words.PURPOSE[str(was['purpose'])].lower()} before, "
            f"{words.PURPOSE[str(now['purpose'])].lower()} now"
            + (f" ({now['evidence']})" if now.get("evidence") else "")
        )
    if was["setting"] != now["setting"]:
        parts.append(
            f"{words.SETTING[str(was['setting'])].lower()} before, "
            f"{words.SETTING[str(now['setting'])].lower()} now"
        )
    return "read otherwise: " + "; ".join(parts or ["its row changed"])


def _who(row: Row) -> str:
    return f"with {row['organiser']} of ours" if row["organiser"] else ""
