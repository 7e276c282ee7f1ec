"""Moments: who is at a turning point, and did we talk?"""

import streamlit as st

from lib.report import figures as wording
from lib.report import frames, moments, words
from lib.ui import figures, page, states, tables
from lib.ui import moments as parts

FIGURES = ("moments_open", "moments_talked", "missed_chances", "gone_silent")

view = page.enter()
if view.accounts().empty:
    states.nothing(view.scope)
rows = view.listed("moments")
trend = view.trend(FIGURES)
now = frames.figures_on(trend, view.as_of, FIGURES)
here, lost, past = moments.now(rows), moments.lost(rows), moments.past(rows)

page.answer(moments.answer(rows), moments.next_to_close(rows))
figures.cards(wording.cards(FIGURES, now, trend))
if rows.empty:
    parts.nothing(view)

with st.container(border=True, key="card-now"):
    st.subheader(f"{words.count(len(here), 'window')} open to talk in person", anchor=False)
    parts.table(here, "now")

with st.container(border=True, key="card-lost"):
    st.subheader(f"{words.count(len(lost), 'customer')} lost without a talk", anchor=False)
    parts.table(lost, "lost")

with st.grid(2, min_column_width=340):
    with st.container(border=True, key="card-asked", height="stretch"):
        st.subheader("Busy, not no: who put us off", anchor=False)
        parts.asked(view.listed("asked_busy"), "asked")
    with st.container(border=True, key="card-silent", height="stretch"):
        st.subheader("Silent after a long relationship", anchor=False)
        parts.silent(view.listed("gone_silent"), "silent")

with st.container(border=True, key="card-past"):
    st.subheader("The year's other turning points", anchor=False)
    parts.table(past, "past")
    tables.download("Download all of them", rows, "moments.csv", "moments_csv")
figures.definitions((*FIGURES, "asked_again_due"))
