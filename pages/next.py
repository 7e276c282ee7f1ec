"""Where next: where should we go next, and why there?"""

import streamlit as st

from lib.charts import variety
from lib.report import figures as wording
from lib.report import frames, going, notes, words
from lib.report.escape import md
from lib.ui import draw, figures, page, states, tables
from lib.ui import going as drawn

FIGURES = ("quiet", "quiet_value", "variety_gap_all", "first_visits_365")
# Sales are compared for one day at a time: a year of days takes too long.
TREND = ("variety_gap_all", "first_visits_365")
GAPS = tuple(going.DIMENSIONS)

view = page.enter()
accounts = view.accounts()
if accounts.empty:
    states.nothing(view.scope)
are_sales_held = view.holds("sales")
quiet, unsure = view.listed("quiet"), view.listed("quiet_unknown")
closing, starters = view.listed("closes_gap"), view.listed("starters")
now = view.figures(FIGURES)

page.answer(going.answer(quiet, closing, starters, are_sales_held), notes.apart(accounts))
figures.cards(
    wording.cards(FIGURES, now, view.trend(TREND), frames.currency(accounts), notes.apart(accounts))
)

with st.container(border=True, key="card-whom"):
    drawn.ranking(view, "whom")
with st.container(border=True, key="card-quiet"):
    st.subheader(f"{words.count(len(quiet), 'customer')} quiet and unvisited", anchor=False)
    if are_sales_held:
        drawn.quiet(quiet, "quiet")
        tables.download("Download this list", quiet, "quiet.csv", "quiet_csv")
    else:
        states.no_sales()
if are_sales_held and len(unsure):
    with st.expander(f"{words.count(len(unsure), 'account')} as silent, of unknown sales"):
        drawn.quiet(unsure, "unsure")

left, right = st.columns([7, 4])
with left, st.container(border=True, key="card-variety", height="stretch"):
    st.subheader("Visits that would close the variety gap most", anchor=False)
    if closing.empty:
        states.no_gap()
    else:
        drawn.closing(closing, "closing")
with right, st.container(border=True, key="card-gaps", height="stretch"):
    gaps = going.gaps(view.figures(GAPS))
    st.subheader("The gap now: 0 is alike, 1 wholly elsewhere", anchor=False)
    if gaps.empty:
        states.no_variety()
    else:
        draw.chart(variety.gaps(gaps), "gaps", "Variety gap by dimension")
        label, members = going.widest(view.listed("variety"), gaps)
        st.caption(f"{md(label)}: our visits beside our customers")
        draw.chart(variety.members(members), "members", "Shares of visits and of accounts")

with st.container(border=True, key="card-starters"):
    st.subheader("Where to begin: secure, near and willing", anchor=False)
    drawn.starters(starters)
figures.definitions((*FIGURES, "first_visits_365_upper", "sales_falling", *GAPS))
