"""What a page says when something happened that nobody foresaw: a sentence and a number.

`on_script_error` is for `st.App`; it draws. What goes to the log is `lib.problems`.
"""

from __future__ import annotations

import streamlit as st

from lib import problems
from lib.errors import GroundError
from lib.report.escape import md
from lib.ui import states


def on_script_error(error: Exception) -> bool:
    """Say what went wrong, in place of what Streamlit would say.

    Returns:
        True: nothing else is to be shown.
    """
    if isinstance(error, GroundError):
        states.failed(error)
        return True
    with st.container(border=True, key="card-problem"):
        st.subheader("Something went wrong", anchor=False)
        st.markdown(md(problems.sentence(problems.report(error))))
    return True
