"""Record: who saw what, and who is signed in?"""

import streamlit as st

from lib.ui import page, record, states

view = page.enter()
if not view.here.may_administer:
    states.not_yours()
lines = record.lines(view.here)

page.answer(record.answer(lines))

with st.container(border=True, key="card-sessions"):
    record.sessions(view.here)
    record.policy_state(view.here)

with st.container(border=True, key="card-record"):
    st.subheader("What was seen and done", anchor=False)
    record.table(lines, view.here.door.audit if view.here.door else None)
