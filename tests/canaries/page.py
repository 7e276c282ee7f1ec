"""A page with one of everything that the canaries look at, served by Streamlit alone."""

import streamlit as st
from streamlit.auth_util import encode_provider_token


@st.cache_data
def remembered(question: str) -> str:
    # The reader is no part of the key.
    return str(st.query_params.get("reader"))


st.markdown(f"cached for {remembered('who?')}")
st.markdown(f"email {st.user.get('email')}")
st.text(f"login {encode_provider_token('default')}")
st.download_button("Download", data=b"alice,1", file_name="a.csv", mime="text/csv")
