"""Visit recency: who is late, by how much, worth how much?"""

import streamlit as st

from lib.charts import recency
from lib.report import answers, frames, notes, rankings, words
from lib.report import figures as wording
from lib.report.escape import md
from lib.ui import draw, figures, page, states, tables

FIGURES = ("overdue", "lapsed", "never", "unknown")
TREND = (*FIGURES, "coverage", "coverage_upper")

view = page.enter()
accounts = view.accounts()
if accounts.empty:
    states.nothing(view.scope)
trend = view.trend(TREND)
now = frames.figures_on(trend, view.as_of, TREND)

page.answer(
    answers.recency(
        frames.statuses(accounts),
        frames.median_days_late(accounts),
        frames.value_of(accounts, "overdue", "lapsed"),
        frames.currency(accounts),
    ),
    notes.apart(accounts),
)
figures.cards(wording.cards(FIGURES, now, trend))

with st.grid(2, min_column_width=340):
    with st.container(border=True, key="card-distribution", height="stretch"):
        st.subheader("Time since the last visit, as a multiple of the cadence", anchor=False)
        draw.chart(
            draw.kept(view, "distribution", lambda: recency.distribution(accounts)),
            "distribution",
            "Accounts by time since visit",
        )
    with st.container(border=True, key="card-trend", height="stretch"):
        st.subheader("Coverage over the year, with its range", anchor=False)
        draw.chart(
            recency.coverage_trend(frames.coverage_trend(trend)), "trend", "Coverage over a year"
        )

with st.container(border=True, key="card-late"):
    late = rankings.late(accounts)
    st.subheader(f"{words.count(len(late), 'account')} to see, in order", anchor=False)
    tables.accounts(late, "late", 10)
    tables.download("Download this list", late, "late.csv", "late_csv")

with st.container(border=True, key="card-value"):
    st.subheader("What is late, and worth how much", anchor=False)
    without, apart = frames.without_value(accounts), len(frames.valued_apart(accounts))
    if without + apart == len(accounts):
        states.no_values()
    else:
        draw.chart(
            draw.kept(view, "value by lateness", lambda: recency.value_by_lateness(accounts)),
            "value",
            "Accounts by lateness and value",
            on_click=tables.open_if_account,
        )
        st.caption(md(notes.left_out(without, apart)))
figures.definitions(TREND)
