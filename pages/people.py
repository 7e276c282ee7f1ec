"""People: do the right people meet?"""

import streamlit as st

from lib.charts import people as charts
from lib.report import figures as wording
from lib.report import frames, people, words
from lib.report.escape import md
from lib.ui import draw, figures, page, states
from lib.ui import people as ui

FIGURES = ("peer_match", "top_never_met", "order_desk_only", "future_met")
PARTS = (*FIGURES, "accompanied_visits", "executive_days_asked", "executive_days_available")

view = page.enter()
if view.accounts().empty:
    states.nothing(view.scope)
has_titles, has_ours, has_met = (
    view.holds(name) for name in ("titles", "our_titles", "people_met")
)
if not has_titles and not has_met:
    ui.nothing()
trend = view.trend(PARTS)
now = frames.figures_on(trend, view.as_of, PARTS)
never = view.listed("top_never_met")
desks = view.listed("order_desk_only")

page.answer(people.answer(now))
ui.lacking(has_titles, has_ours, has_met)
figures.cards(wording.cards(FIGURES, now, trend))

with st.container(border=True, key="card-grid"):
    st.subheader("Whom we know, and met in person in 365 days", anchor=False)
    draw.chart(charts.grid(view.listed("people_grid")), "grid", "People by horizon and rank")
    st.caption(
        "Down: how high they rank. Across: what they look at. In each: met of known, and the month "
        "somebody was last met. A deeper blue: more were met."
    )

with st.grid(2, min_column_width=340):
    with st.container(border=True, key="card-top", height="stretch"):
        said = words.count(len(never), "top person", "top people")
        st.subheader(f"{said} nobody of ours has ever met", anchor=False)
        ui.never_met(never, "never_met")
    with st.container(border=True, key="card-desks", height="stretch"):
        said = words.count(len(desks), "account")
        st.subheader(f"{said} where we may see the order desk only", anchor=False)
        ui.order_desks(desks, "desks")
    with st.container(border=True, key="card-together", height="stretch"):
        st.subheader("Executives and salespeople on visits together", anchor=False)
        ui.together(view.listed("accompaniment"), "together")
    with st.container(border=True, key="card-load", height="stretch"):
        st.subheader("Executive days, asked and available", anchor=False)
        st.markdown(md(people.load(now["executive_days_asked"], now["executive_days_available"])))
        ui.load(view.listed("executive_load"), "load")

with st.container(border=True, key="card-titles"):
    unread = view.listed("titles_unknown")
    st.subheader(f"{words.count(len(unread), 'title')} we cannot read", anchor=False)
    ui.unread(view, unread)
figures.definitions(PARTS)
