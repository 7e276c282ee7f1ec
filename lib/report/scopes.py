"""A scope in words: what is filtered, whose visits count and which. Pure, plain text.

Owns what each choice is called, so that the screen, a printed page and a frozen one say it alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.scope import ANYONE, EXECUTIVES, FILTERS, Scope

# What may count as a visit, by its name in the URL, widest last. The first is the house's own.
COUNTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "on_site": ("on site only", ("on_site",)),
    "their_event": ("on site or at their event", ("on_site", "their_event")),
    "in_person": (
        "any meeting in person",
        ("on_site", "their_event", "event", "our_place", "neutral", "in_person_unplaced"),
    ),
}
ON_SITE = "on_site"
# Filters whose values say what they are of; the others are named.
_PLAIN = ("countries", "states", "industries", "owners", "kinds")
_NAMED = {field: dimension for dimension, field in FILTERS.items() if field not in _PLAIN}


def sentence(scope: Scope, people: Mapping[str, str]) -> str:
    """What is filtered, in words; empty where nothing is.

    Args:
        people: person_id -> name.
    """
    said = []
    for field in FILTERS.values():
        if values := getattr(scope, field):
            said.append(" ".join([*([_NAMED[field]] if field in _NAMED else []), either(values)]))
    if scope.by_group:
        said.append("subsidiaries count for their group")
    if scope.whose != ANYONE:
        whose = scope.whose
        said.append(f"visits by {whose if whose == EXECUTIVES else people.get(whose, whose)}")
    if scope.visit_settings != COUNTS[ON_SITE][1]:
        known = {settings: words for words, settings in COUNTS.values()}
        said.append(f"counting {known.get(scope.visit_settings) or either(scope.visit_settings)}")
    return " · ".join(said)


def either(values: Sequence[str]) -> str:
    """`A`, `A or B`, `A, B or 4 more`."""
    if len(values) > 3:
        return f"{', '.join(values[:2])} or {len(values) - 2} more"
    return " or ".join([", ".join(values[:-1]), values[-1]]) if len(values) > 1 else values[0]
