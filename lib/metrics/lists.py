"""What each list is: `lists.toml`, read once.

Owns which rows of which relation a list holds and in what order. Must not fetch anything.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lib.errors import WrongCall
from lib.metrics import query
from lib.metrics.scoped import Query
from lib.scope import Scope


@dataclass(frozen=True)
class Listing:
    """One list: which rows of an as-of relation, in what order, and what to call it.

    Args:
        needs: what the exports must hold (`lib/sql/core/holds.sql`) to say anything of it; ""
            where every export can.
    """

    id: str
    label: str
    description: str
    relation: str
    order_by: str
    where: str = ""
    needs: str = ""


@cache
def load() -> Mapping[str, Listing]:
    """Every list by id, in the file's order."""
    text = Path(__file__).with_name("lists.toml").read_text(encoding="utf-8")
    return {key: Listing(id=key, **entry) for key, entry in tomllib.loads(text).items()}


def listing(list_id: str) -> Listing:
    """One list.

    Raises:
        WrongCall: where there is none of that id.
    """
    try:
        return load()[list_id]
    except KeyError:
        raise WrongCall(
            f"Looking for the list {list_id}: there is none of that name.",
            f"There are: {', '.join(load())}.",
        ) from None


def rows(list_id: str, scope: Scope) -> Query:
    """The rows of a list, in scope; none where the exports do not hold what it needs."""
    found = listing(list_id)
    held = [
        f"as_of_on in (select as_of_on from held_as_of where held = '{what}')"
        for what in found.needs.split()
    ]
    conditions = [f"({found.where})"] if found.where else []
    return query.relation(found.relation, scope, " and ".join(conditions + held), found.order_by)
