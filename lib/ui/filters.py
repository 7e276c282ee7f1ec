"""The filters every page shares: read from the URL, drawn once, handed on as a Scope.

Owns the mapping from widgets to `Scope`. Option lists come from the data; a value in the
URL that is not among them is dropped, as one that does not exist. Must not filter rows:
`lib.metrics.query` does, in front of every query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from lib.scope import ANYONE, EXECUTIVES, Scope
from lib.ui import words
from lib.ui.escape import md

# What may count as a visit, widest last. The first is the house's own definition.
COUNTS: Mapping[str, tuple[str, ...]] = {
    "on site only": ("on_site",),
    "on site or at their event": ("on_site", "their_event"),
    "any meeting in person": (
        "on_site",
        "their_event",
        "event",
        "our_place",
        "neutral",
        "in_person_unplaced",
    ),
}
ON_SITE = next(iter(COUNTS))
EVERYBODY = "anyone"
# URL name -> (label, Scope field). The tier has its own place, in sight.
LISTS: Mapping[str, tuple[str, str]] = {
    "country": ("Country", "countries"),
    "industry": ("Industry", "industries"),
    "owner": ("Owner", "owners"),
}
KEYS = ("tier", *LISTS, "whose", "counts", "as_of")


@dataclass(frozen=True)
class Options:
    """What can be chosen: values that are in the data.

    Args:
        values: tier, country, industry and owner, each with its values in order.
        people: label -> person_id of those whose visits can be asked for, chiefs first.
        first_on, newest_on: the days an answer can speak of.
    """

    values: Mapping[str, Sequence[str]]
    people: Mapping[str, str] = field(default_factory=dict)
    first_on: date | None = None
    newest_on: date = date.max


def controls(options: Options) -> Scope:
    """Draw the filters and return what they say."""
    with st.container(
        key="filters", horizontal=True, vertical_alignment="center", width="content", gap="small"
    ):
        tiers = st.pills(
            "Tier",
            options.values["tier"],
            selection_mode="multi",
            format_func=lambda tier: f"Tier {md(tier)}" if len(tier) == 1 else md(tier),
            key="tier",
            bind="query-params",
            label_visibility="collapsed",
        )
        number = sum(bool(st.session_state.get(key)) for key in (*LISTS, "as_of"))
        number += st.session_state.get("whose", EVERYBODY) != EVERYBODY
        number += st.session_state.get("counts", ON_SITE) != ON_SITE
        label = f"Filters ({number})" if number else "Filters"
        with st.popover(label, icon=":material/tune:", key="more_filters"):
            chosen = {
                scope_field: st.multiselect(
                    label,
                    options.values[key],
                    key=key,
                    bind="query-params",
                    placeholder="all",
                    select_all=False,
                )
                for key, (label, scope_field) in LISTS.items()
            }
            whose = st.selectbox(
                "Whose visits count",
                [EVERYBODY, EXECUTIVES, *options.people],
                key="whose",
                bind="query-params",
            )
            counts = st.selectbox(
                "What counts as a visit", list(COUNTS), key="counts", bind="query-params"
            )
            day = st.date_input(
                f"As of another day than the newest ({words.day(options.newest_on)})",
                value=None,
                min_value=options.first_on,
                max_value=options.newest_on,
                key="as_of",
                format="YYYY-MM-DD",
                bind="query-params",
            )
            st.button("Reset all filters", on_click=reset, width="stretch", key="reset")
    return Scope(
        as_of=(day or options.newest_on,),
        visit_settings=COUNTS[counts or ON_SITE],
        whose={EVERYBODY: ANYONE, EXECUTIVES: EXECUTIVES}.get(
            whose or EVERYBODY, options.people.get(whose or "", ANYONE)
        ),
        tiers=tuple(tiers),
        **{name: tuple(values) for name, values in chosen.items()},
    )


def sentence(scope: Scope, people: Mapping[str, str]) -> str:
    """What is filtered, in words; empty where nothing is."""
    said = []
    if scope.tiers:
        said.append(f"tier {_either(scope.tiers)}")
    said += [_either(getattr(scope, name)) for _, name in LISTS.values() if getattr(scope, name)]
    whose = {ANYONE: "", EXECUTIVES: "visits by executives"}.get(
        scope.whose,
        next((f"visits by {name}" for name, key in people.items() if key == scope.whose), ""),
    )
    counts = next(name for name, settings in COUNTS.items() if settings == scope.visit_settings)
    return words.scope(said, whose, "" if counts == ON_SITE else f"counting {counts}")


def reset() -> None:
    """Back to everything: no filter in the session, none in the URL."""
    for key in KEYS:
        st.session_state[key] = {
            "whose": EVERYBODY,
            "counts": ON_SITE,
            "as_of": None,
        }.get(key, [])


def _either(values: Sequence[str]) -> str:
    if len(values) > 3:
        return f"{', '.join(values[:2])} or {len(values) - 2} more"
    return " or ".join([", ".join(values[:-1]), values[-1]]) if len(values) > 1 else values[0]
