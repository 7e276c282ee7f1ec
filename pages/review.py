"""Monday review: what changed, what did we promise?"""

import streamlit as st

from lib.report import frames
from lib.ui import changes, commitments, meeting, page, restated, review, reviewbar, reviews, states

view = page.enter()
of = reviews.shown(view)
if meeting.is_on():
    meeting.run(view, of, reviewbar.allowed(view, of))
else:
    monday = reviewbar.bar(view, of)
    if of.kept is None and of.content.state.accounts.empty:
        states.nothing(view.scope)
    people = view.colleagues()
    accounts = frames.by_account(view.everybody(), "name")

    review.answer(monday)
    restated.card(view, of)
    review.figures(monday)

    left, right = st.columns([5, 6])
    with left, st.container(border=True, key="card-see", height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.subheader("Whom to see next", anchor=False)
            commitments.by_day(view)
        review.to_see(view, of, monday, people)
    with right:
        with st.container(border=True, key="card-where"):
            st.subheader("Where they are", anchor=False)
            review.where(view, of, monday.map)
        with st.container(border=True, key="card-purposes", height="stretch"):
            st.subheader("Why we came", anchor=False)
            review.purposes(monday.purposes)

    with st.container(border=True, key="card-moved"):
        changes.card(monday.moved, f"What changed {monday.since_said}".strip())

    with st.grid(2, min_column_width=340):
        with st.container(border=True, key="card-tasks", height="stretch"):
            st.subheader("From the last meeting", anchor=False)
            commitments.listed(view, of.tasks, "Nobody took anything on in the review before.")
        with st.container(border=True, key="card-agreed", height="stretch"):
            st.subheader("What we agreed", anchor=False)
            commitments.form(view, of, people, accounts)
            commitments.agreed(view, of)
        with st.container(border=True, key="card-due", height="stretch"):
            st.subheader("Promises to customers", anchor=False)
            review.due(monday.due)
        with st.container(border=True, key="card-heard", height="stretch"):
            st.subheader("What customers say", anchor=False)
            review.headlines(monday.headlines)
    review.definitions(monday)
