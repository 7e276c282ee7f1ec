"""A page that asks nothing: what Streamlit and this machine take for a run by themselves."""

import streamlit as st

st.title("A page that asks nothing", anchor=False)
for number in range(25):
    with st.container(border=True):
        st.markdown(f"Line {number}")
