"""The URL's part of a view: choices are read from it once and written back at every run.

Streamlit's own binding (`bind="query-params"`) loses a value that came with the URL at the
first change of page (1.67), so the filters do this themselves. Must not know a filter.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st


def seed(key: str, allowed: Collection[str], default: str | None = None) -> None:
    """Give a widget its first value: what the URL says and `allowed` holds, else the default.

    Args:
        key: of the widget, and the parameter's name.
        allowed: the values that exist; any other in the URL is dropped without a word.
        default: of a widget with one value; None for one with many.
    """
    if key in st.session_state:
        return
    asked = [value for value in st.query_params.get_all(key) if value in allowed]
    if default is None:
        st.session_state[key] = asked
    else:
        st.session_state[key] = asked[0] if asked else default


def keep(key: str, values: Sequence[str]) -> None:
    """Make the URL say so; nothing is said of a default."""
    if values == st.query_params.get_all(key):
        return
    if values:
        st.query_params[key] = list(values)
    else:
        st.query_params.pop(key, None)
