"""Visit recency: who is late, by how much, worth how much?"""

import streamlit as st

from lib.charts import recency as charts
from lib.report import frames, notes, rankings, recency, words
from lib.report.escape import md
from lib.ui import draw, figures, page, states, tables

view = page.enter()
accounts = view.accounts()
if accounts.empty:
    states.nothing(view.scope)
said = view.recency()

page.answer(said.answer, said.apart)
figures.cards(said.cards)

with st.grid(2, min_column_width=340):
    with st.container(border=True, key="card-distribution", height="stretch"):
        st.subheader("Time since the last visit, as a multiple of the cadence", anchor=False)
        draw.chart(
            draw.kept(view, "distribution", lambda: charts.distribution(accounts)),
            "distribution",
            "Accounts by time since visit",
        )
    with st.container(border=True, key="card-trend", height="stretch"):
        st.subheader("Coverage over the year, with its range", anchor=False)
        draw.chart(
            draw.kept(
                view,
                "coverage over the year",
                lambda: charts.coverage_trend(frames.coverage_trend(view.trend(recency.TREND))),
            ),
            "trend",
            "Coverage over a year",
        )

with st.container(border=True, key="card-late"):
    late = view.kept("late", lambda: tables.account_rows(rankings.late(accounts)))
    st.subheader(f"{words.count(len(late), 'account')} to see, in order", anchor=False)
    tables.accounts(late, "late", 10)
    tables.download_of(
        "Download this list", lambda: rankings.late(accounts), len(late), "late.csv", "late_csv"
    )

with st.container(border=True, key="card-value"):
    st.subheader("What is late, and worth how much", anchor=False)
    if said.without_value + said.valued_apart == len(accounts):
        states.no_values()
    else:
        draw.chart(
            draw.kept(view, "value by lateness", lambda: charts.value_by_lateness(accounts)),
            "value",
            "Accounts by lateness and value",
            on_click=tables.open_if_account,
        )
        st.caption(md(notes.left_out(said.without_value, said.valued_apart)))
figures.definitions(recency.TREND)
