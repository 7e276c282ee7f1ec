"""The filters every page shares: read from the URL, drawn once, handed on as a Scope.

Owns the mapping from widgets to `Scope`. Option lists come from the data; a value in the
URL that is not among them is dropped, as one that does not exist. Must not filter rows:
`lib.metrics.scoped` does, in front of every query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from lib.report import words
from lib.report.escape import md
from lib.report.scopes import COUNTS, ON_SITE
from lib.scope import ANYONE, EXECUTIVES, Scope
from lib.ui import url

# In the URL, where subsidiaries count for their group.
AS_ONE = "one"
# URL name -> (label, Scope field).
LISTS: Mapping[str, tuple[str, str]] = {
    "tier": ("Tier", "tiers"),
    "country": ("Country", "countries"),
    "industry": ("Industry", "industries"),
    "owner": ("Owner", "owners"),
}


@dataclass(frozen=True)
class Options:
    """What can be chosen: values that are in the data.

    Args:
        values: tier, country, industry and owner, each with its values in order.
        people: person_id -> name of those whose visits can be asked for, executives first.
        first_on, newest_on: the days an answer can speak of.
    """

    values: Mapping[str, Sequence[str]]
    people: Mapping[str, str] = field(default_factory=dict)
    first_on: date | None = None
    newest_on: date = date.max


def controls(options: Options) -> Scope:
    """Draw the filters, as the URL says at first, and return what they say now."""
    whose_names: dict[str, str] = {
        ANYONE: "anyone",
        EXECUTIVES: "executives",
        **options.people,
    }
    for key in LISTS:
        url.seed(key, options.values[key])
    url.seed("whose", whose_names, ANYONE)
    url.seed("counts", COUNTS, ON_SITE)
    if "groups" not in st.session_state:
        st.session_state["groups"] = st.query_params.get("groups") == AS_ONE
    if "as_of" not in st.session_state:
        st.session_state["as_of"] = _day(st.query_params.get("as_of"), options)
    # Options can go with a new build; a choice that is gone would be an error.
    for key in LISTS:
        kept = [value for value in st.session_state[key] if value in options.values[key]]
        st.session_state[key] = kept
    if st.session_state["whose"] not in whose_names:
        st.session_state["whose"] = ANYONE
    day = st.session_state["as_of"]
    if day is not None and not options.first_on <= day <= options.newest_on:
        st.session_state["as_of"] = None

    with st.container(
        key="filters", horizontal=True, vertical_alignment="center", width="content", gap="small"
    ):
        st.caption("Tier", width="content")
        tiers = st.pills(
            "Tier",
            options.values["tier"],
            selection_mode="multi",
            format_func=md,
            key="tier",
            label_visibility="collapsed",
        )
        number = sum(bool(st.session_state[key]) for key in ("country", "industry", "owner"))
        number += st.session_state["whose"] != ANYONE
        number += st.session_state["counts"] != ON_SITE
        number += st.session_state["groups"]
        number += st.session_state["as_of"] is not None
        label = f"Filters ({number})" if number else "Filters"
        with st.popover(label, icon=":material/tune:", key="more_filters"):
            chosen = {
                key: st.multiselect(
                    LISTS[key][0],
                    options.values[key],
                    key=key,
                    placeholder="all",
                    select_all=False,
                )
                for key in ("country", "industry", "owner")
            }
            whose = st.selectbox(
                "Whose visits count",
                list(whose_names),
                format_func=whose_names.__getitem__,
                key="whose",
            )
            counts = st.selectbox(
                "What counts as a visit",
                list(COUNTS),
                format_func=lambda name: COUNTS[name][0],
                key="counts",
            )
            by_group = st.toggle(
                "Count a group of companies as one",
                key="groups",
                help="A visit to a subsidiary counts for its group: the company at the top of "
                "its parents, as the exports or a correction name them.",
            )
            day = st.date_input(
                f"As of another day than {words.day(options.newest_on)}",
                min_value=options.first_on,
                max_value=options.newest_on,
                key="as_of",
                format="YYYY-MM-DD",
            )
            st.button("Reset all filters", on_click=reset, width="stretch", key="reset")
    chosen["tier"] = tiers
    for key, values in chosen.items():
        url.keep(key, values)
    url.keep("whose", [] if whose == ANYONE else [whose])
    url.keep("counts", [] if counts == ON_SITE else [counts])
    url.keep("groups", [AS_ONE] if by_group else [])
    url.keep("as_of", [day.isoformat()] if day else [])
    return Scope(
        as_of=(day or options.newest_on,),
        visit_settings=COUNTS[counts][1],
        whose=whose,
        by_group=by_group,
    ).only(**{LISTS[key][1]: tuple(values) for key, values in chosen.items()})


def reset() -> None:
    """Back to everything: no filter in the session, none in the URL."""
    st.session_state.update({key: [] for key in LISTS})
    st.session_state.update(whose=ANYONE, counts=ON_SITE, groups=False, as_of=None)


def _day(text: str | None, options: Options) -> date | None:
    """The URL's day, if it is one that an answer can speak of."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if (options.first_on or date.min) <= day <= options.newest_on else None
