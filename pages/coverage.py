"""Coverage map: where have we not been?"""

import streamlit as st

from lib.charts import maps
from lib.report import answers, frames, notes, rankings
from lib.report.escape import md
from lib.ui import draw, figures, page, places, states, tables

FIGURES = ("coverage", "coverage_upper", "value_coverage", "neglected", "variety_gap_country")

view = page.enter()
accounts = view.accounts()
if accounts.empty:
    states.nothing(view.scope)

gaps = frames.records(rankings.gaps(accounts))
page.answer(answers.coverage(gaps, frames.currency(accounts)), notes.apart(accounts))

missing = frames.unplaced(accounts)
left, right = st.columns([7, 4])
with left, st.container(border=True, key="card-map", height="stretch"):
    region = places.region(maps.REGIONS, maps.best(accounts))
    if len(missing) == len(accounts):
        states.no_locations()
    else:
        draw.chart(
            draw.kept(
                view,
                f"the map of {region}",
                lambda: maps.coverage_map(accounts, view.areas(maps.by(region)), region, 460),
            ),
            f"map:{region}",
            "Map of accounts by status, sized by value, over areas shaded by coverage",
            on_click=places.clicked,
            frame="map",
        )
        in_view = maps.in_view(accounts, region)
        st.caption(md(notes.bubbles(in_view, maps.drawn(accounts, region))))
with right, st.container(border=True, key="card-areas", height="stretch"):
    by = maps.by(region)
    st.subheader(f"Left alone, by {by}", anchor=False)
    areas = rankings.gaps(maps.in_view(accounts, region), by)
    tables.areas(areas, f"areas:{by}", places.clicked)

with st.container(border=True, key="card-list"):
    area = places.chosen_area(accounts)
    listed = frames.in_area(accounts, area)
    places.list_heading(area, listed)
    tables.accounts(listed, "list")
    tables.download("Download this list", listed, "accounts.csv", "list_csv")

rough = frames.roughly_placed(accounts)
if len(rough):
    with st.expander(md(notes.placing(accounts))):
        tables.unplaced(rough, "missing")
figures.definitions(FIGURES)
