"""Overview: are we seeing our customers?"""

import streamlit as st

from lib.charts import balance, maps
from lib.report import answers, frames, notes, rankings, whom, words
from lib.ui import cards, draw, figures, page, places, states, tables

FIGURES = ("coverage", "neglected", "neglected_value", "proactive_crisis_ratio")
TREND = (*FIGURES, "coverage_upper")

view = page.enter()
accounts = view.accounts()
if accounts.empty:
    states.nothing(view.scope)
trend = view.trend(TREND)
now = frames.figures_on(trend, view.as_of, TREND)

page.answer(
    answers.overview(now["coverage"], now["coverage_upper"], rankings.largest_left_alone(accounts))
)
figures.cards(FIGURES, now, trend, frames.currency(accounts), notes.apart(accounts))

left, right = st.columns([5, 6])
with left, st.container(border=True, key="card-next", height="stretch"):
    to_see = whom.to_see(frames.records(view.listed("whom_next").head(5)))
    st.subheader("Five to see next" if len(to_see) == 5 else "To see next", anchor=False)
    cards.see_next(to_see)
with right, st.container(border=True, key="card-map", height="stretch"):
    unplaced = len(frames.unplaced(accounts))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(notes.where(unplaced), anchor=False)
        region = places.region(maps.REGIONS, maps.best(accounts))
    if unplaced == len(accounts):
        states.no_locations()
    else:
        draw.chart(
            draw.kept(
                view,
                f"a glance at the map of {region}",
                lambda: maps.coverage_map(accounts, view.areas(maps.by(region)), region, 350),
            ),
            f"map:{region}",
            "Map of accounts by status, sized by value",
            on_click=tables.open_if_account,
            frame="glance",
        )

with st.grid(3, min_column_width=300):
    with st.container(border=True, key="card-purpose", height="stretch"):
        st.subheader("Why we came, in 365 days", anchor=False)
        purposes = frames.by_purpose(view.contacts())
        draw.chart(
            draw.kept(view, "purposes at a glance", lambda: balance.purpose_bar(purposes)),
            "purpose",
            "Conversations by purpose",
        )
    with st.container(border=True, key="card-extremes", height="stretch"):
        extremes = rankings.extremes(accounts)
        st.subheader(f"{len(extremes)} seen only at the extremes", anchor=False)
        cards.seen_at_extremes(extremes)
    with st.container(border=True, key="card-changed", height="stretch"):
        st.subheader(f"What changed since {words.day(view.week_ago)}", anchor=False)
        cards.changed(view.changes())

cards.health(view)
figures.definitions((*TREND, "seen_only_at_extremes"))
