"""Map a file: what does a file hold that nobody foresaw?"""

import streamlit as st

from lib.ui import mapping, page, states

view = page.enter()
if not view.here.may_load:
    states.not_yours()
loads = view.table("loads")

page.answer(
    "Say once what the columns of a file are, and every build to come reads files like it.",
    "What is proposed rests on the names of its columns and on what their cells hold.",
)

with st.container(border=True, key="card-file"):
    st.subheader("Which file", anchor=False)
    name = mapping.file(loads)

mapping.form(view, name)

st.page_link("pages/data.py", label="Back to the files", icon=":material/arrow_back:")
