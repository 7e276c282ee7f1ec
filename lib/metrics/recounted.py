"""Interactions cut to some, or known from another day, and all that is counted from them anew.

Owns whose interactions count (`Scope.whose`) and hindsight (`Scope.with_hindsight`). Pure; must not
know a correction (`lib.metrics.corrected` does) nor a filter on accounts (`lib.metrics.scoped`).
"""

from __future__ import annotations

from collections.abc import Mapping

from lib import settings
from lib.metrics import corrected
from lib.scope import ANYONE, EXECUTIVES, Scope
from lib.sql import graph


def relations(
    scope: Scope, models: Mapping[str, str], parameters: dict[str, object]
) -> dict[str, str]:
    """The relations that stand in for those of everybody, known as they were.

    Args:
        models: as corrected (`corrected.relations`).
        parameters: takes the values that the relations name.
    """
    found: dict[str, str] = {}
    if scope.whose != ANYONE:
        found.update(_of_some_people(scope, models, parameters))
    if scope.with_hindsight:
        found.update(_with_hindsight({**models, **found}))
    return found


def names(scope: Scope) -> frozenset[str]:
    """What is counted from interactions, where it is not the build's own.

    To count it takes a build's time, it is the same on every day, and no filter is in it: worth
    keeping whole.
    """
    is_anew = scope.whose != ANYONE or scope.with_hindsight
    return frozenset(corrected.FROM_INTERACTIONS) if is_anew else frozenset()


def _of_some_people(
    scope: Scope, models: Mapping[str, str], parameters: dict[str, object]
) -> dict[str, str]:
    """The interactions of the chosen colleagues, and all that follows from interactions anew."""
    chosen = "select person_id from people where is_executive"
    if scope.whose != EXECUTIVES:
        parameters["person"] = scope.whose
        chosen = "select $person as person_id"
    interactions = "select * from chosen_interactions"
    if "standing" in models:
        interactions = corrected.standing_in(interactions)
    return {
        "chosen_people": chosen,
        "chosen_interactions": graph.models(settings.SQL / "scope")["chosen_interactions"],
        **_counted_anew(interactions),
    }


def _with_hindsight(models: Mapping[str, str]) -> dict[str, str]:
    """The interactions as they read today, each known from its own day, and all that follows."""
    return _counted_anew(
        "select i.* replace (least(i.known_from, i.occurred_on) as known_from)"
        f" from ({models['interactions']}) as i"
        " where i.known_until = cast('9999-12-31' as date)"
    )


def _counted_anew(interactions: str) -> dict[str, str]:
    core = graph.models(settings.SQL / "core")
    return {
        "interactions": interactions,
        **{name: core[name] for name in corrected.FROM_INTERACTIONS},
    }
