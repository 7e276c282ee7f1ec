"""Promises: did we do what we said, and tell them?"""

import streamlit as st

from lib.charts import promises as charts
from lib.report import figures as wording
from lib.report import frames, promises, words
from lib.ui import draw, figures, page, states, tables
from lib.ui import promises as parts

FIGURES = ("promises_late", "promises_done_on_time", "promises_told", "oldest_untold")

view = page.enter()
if view.accounts().empty:
    states.nothing(view.scope)
if not view.scope.rights.promises:
    states.no_promises()
rows = view.listed("promises")
if rows.empty:
    parts.nothing(view)
trend = view.trend(FIGURES)
now = frames.figures_on(trend, view.as_of, FIGURES)

page.answer(promises.answer(rows), promises.oldest(rows))
figures.cards(wording.cards(FIGURES, now, trend))

with st.container(border=True, key="card-owners"):
    st.subheader("Who has what in hand", anchor=False)
    draw.chart(charts.by_owner(promises.by_owner(rows)), "owners", "Promises by owner")
    st.caption("In the order of names.")

with st.container(border=True, key="card-promises"):
    st.subheader(f"{words.count(len(rows), 'promise')}, the late first", anchor=False)
    parts.table(rows, "promises", view.here.may_write)
    parts.form(view)
    tables.download("Download this list", rows, "promises.csv", "promises_csv")
figures.definitions((*FIGURES, "promises_open"))
parts.open_if_asked(view, rows)
