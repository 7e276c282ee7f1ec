"""Coverage map: where have we not been?"""

import streamlit as st

from lib.charts import maps
from lib.report import frames, notes, rankings
from lib.report.escape import md
from lib.ui import draw, figures, page, places, states, tables

FIGURES = ("coverage", "coverage_upper", "value_coverage", "neglected", "variety_gap_country")

view = page.enter()
accounts = view.accounts()
if accounts.empty:
    states.nothing(view.scope)

page.answer(*view.coverage_answer())

left, right = st.columns([7, 4])
with left, st.container(border=True, key="card-map", height="stretch"):
    region = places.region(maps.REGIONS, view.kept("best view", lambda: maps.best(accounts)))
    by = maps.by(region)
    if view.kept("unplaced", lambda: len(frames.unplaced(accounts))) == len(accounts):
        states.no_locations()
    else:
        draw.chart(
            draw.kept(
                view,
                f"the map of {region}",
                lambda: maps.coverage_map(accounts, view.areas(by), region, 460),
            ),
            f"map:{region}",
            "Map of accounts by status, sized by value, over areas shaded by coverage",
            on_click=places.clicked,
            frame="map",
        )
        beside = view.kept(
            f"beside the map of {region}",
            lambda: notes.bubbles(maps.in_view(accounts, region), maps.drawn(accounts, region)),
        )
        st.caption(md(beside))
with right, st.container(border=True, key="card-areas", height="stretch"):
    st.subheader(f"Left alone, by {by}", anchor=False)
    areas = view.kept(
        f"areas of {region}",
        lambda: tables.area_rows(rankings.gaps(maps.in_view(accounts, region), by)),
    )
    tables.areas(areas, f"areas:{by}", places.clicked)

with st.container(border=True, key="card-list"):
    area = places.chosen_area(accounts)
    heading, listed = view.kept(f"list of {area}", lambda: places.listed(area, accounts))
    places.list_heading(heading, area)
    tables.accounts(listed, "list")
    tables.download_of(
        "Download this list",
        lambda: frames.in_area(accounts, area),
        len(listed),
        "accounts.csv",
        "list_csv",
    )

placing, rough = view.kept("roughly placed", lambda: places.rough(accounts))
if len(rough):
    with st.expander(md(placing)):
        tables.unplaced(rough, "missing")
figures.definitions(FIGURES)
