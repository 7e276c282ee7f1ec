"""Overview: are we seeing our customers?"""

import streamlit as st

from lib.charts import balance, maps
from lib.report import frames, notes, overview, words
from lib.ui import cards, draw, figures, page, places, states, tables

view = page.enter()

said = view.overview()
if not said.accounts:
    states.nothing(view.scope)

page.answer(said.answer)
figures.cards(said.cards)

left, right = st.columns([5, 6])
with left, st.container(border=True, key="card-next", height="stretch"):
    st.subheader("Five to see next" if len(said.to_see) == 5 else "To see next", anchor=False)
    cards.see_next(said.to_see)
with right, st.container(border=True, key="card-map", height="stretch"):
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(notes.where(said.unplaced), anchor=False)
        region = places.region(
            maps.REGIONS, view.kept("best view", lambda: maps.best(view.accounts()))
        )
    if said.unplaced == said.accounts:
        states.no_locations()
    else:
        draw.chart(
            draw.kept(
                view,
                f"a glance at the map of {region}",
                lambda: maps.coverage_map(
                    view.accounts(), view.areas(maps.by(region)), region, 350
                ),
            ),
            f"map:{region}",
            "Map of accounts by status, sized by value",
            on_click=tables.open_if_account,
            frame="glance",
        )

with st.grid(3, min_column_width=300):
    with st.container(border=True, key="card-purpose", height="stretch"):
        st.subheader("Why we came, in 365 days", anchor=False)
        draw.chart(
            draw.kept(
                view,
                "purposes at a glance",
                lambda: balance.purpose_bar(frames.by_purpose(view.contacts())),
            ),
            "purpose",
            "Conversations by purpose",
        )
    with st.container(border=True, key="card-extremes", height="stretch"):
        st.subheader(f"{said.extremes:,} seen only at the extremes", anchor=False)
        cards.seen_at_extremes(said.seen_at_extremes, said.extremes)
    with st.container(border=True, key="card-changed", height="stretch"):
        st.subheader(f"What changed since {words.day(view.week_ago)}", anchor=False)
        cards.changed(said.changed)

cards.health(view)
figures.definitions((*overview.TREND, "seen_only_at_extremes"))
