"""Whether a warehouse can be served from: what whoever watches the server asks each few seconds.

Owns the one answer. It opens nothing of its own: it takes a lease as a page does, so it is ready
where a page would be, and as cheap as one small query. Must not read the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lib.errors import GroundError
from lib.warehouse import engine


@dataclass(frozen=True)
class Readiness:
    """What was found.

    Args:
        is_ready: a build is open and answered.
        why: one sentence; where an older build is served, which and why.
        age_days: from the newest day the exports vouch for until now; None where there is none.
    """

    is_ready: bool
    why: str
    age_days: int | None = None


def ready(warehouse: Path, now: datetime) -> Readiness:
    """Whether pages can be served from this warehouse. Never raises."""
    try:
        with engine.lease(warehouse) as session:
            (build,) = session.rows("select as_of_on from core.build")
    except GroundError as error:
        return Readiness(False, error.message)
    except Exception as error:  # whatever it is, the answer is no, and its words may quote data
        return Readiness(False, f"Opening the newest build failed: {type(error).__name__}.")
    day = build["as_of_on"]
    age = (now.date() - day).days if isinstance(day, date) else None
    return Readiness(True, session.notice or f"Build {session.build_id} answers.", age)
