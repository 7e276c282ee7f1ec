"""A page that draws every payload by every element that may hold text of an export.

Run by Streamlit itself: what a browser makes of it is for tests/browser/test_browser_hostile.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from payloads import LONG, PAYLOADS  # noqa: E402

from lib.charts.theme import pl  # noqa: E402
from lib.report.escape import md  # noqa: E402
from lib.ui import draw  # noqa: E402

texts = {name: text for name, text in PAYLOADS.items() if name not in LONG}
st.title("Payloads", anchor=False)
for number, text in enumerate(texts.values()):
    with st.container(key=f"one-{number}"):
        st.markdown(md(text))
        st.markdown(f"**{md(text)}** and :gray[{md(text)}]")
        st.caption(md(text))
        st.button(md(text), key=f"button-{number}", type="tertiary", help=md(text))
        st.toggle(md(text), key=f"toggle-{number}")
        st.subheader(md(text), anchor=False)
        with st.expander(md(text)):
            st.metric(md(text), md(text), delta_description=md(text))
st.selectbox("One", list(texts.values()), index=None, format_func=md, key="one")
st.multiselect("Some", list(texts.values()), format_func=md, key="some")
st.pills("Pills", list(texts.values()), format_func=md, key="pills")
st.segmented_control("Part", list(texts.values()), format_func=md, key="part")
chart = go.Figure()
names = [pl(text) for text in texts.values()]
chart.add_trace(
    go.Bar(
        y=names, x=[1] * len(names), orientation="h", text=names, name=names[0],
        hovertemplate="%{y}: %{x} of them<extra></extra>",
    )
)  # fmt: skip
chart.update_layout(height=24 * len(names), yaxis={"type": "category"})
draw.chart(chart, "chart", "Payloads")
