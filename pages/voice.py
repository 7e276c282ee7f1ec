"""Voice: what are customers telling us, and what did we take and give?"""

import streamlit as st

from lib.charts import voice as charts
from lib.report import figures as wording
from lib.report import frames, voice
from lib.report.escape import md
from lib.ui import draw, figures, page, states
from lib.ui import voice as parts

FIGURES = ("themes_to_act_on", "accounts_heard", "notes_share", "tours_taken")
GIVEN = (
    "tour_never_asked",
    "introductions_offered_by_us",
    "introductions_made_by_us",
    "introductions_offered_by_them",
    "introductions_made_by_them",
    "information_given",
)

view = page.enter()
if view.accounts().empty:
    states.nothing(view.scope)
if not view.holds("notes"):
    states.no_voice()
themes = view.listed("themes")
trend = view.trend(FIGURES)
now = frames.figures_on(trend, view.as_of, FIGURES)

page.answer(voice.answer(themes))
figures.cards(wording.cards(FIGURES, now, trend))

if not themes.empty:
    left, right = st.columns([6, 5])
    with left, st.container(border=True, key="card-themes", height="stretch"):
        st.subheader("Themes, by how many accounts raised them", anchor=False)
        draw.chart(charts.themes(themes), "themes", "Themes by accounts", on_click=parts.choose)
        st.caption(md(voice.beside(themes)))
    with right, st.container(border=True, key="card-theme", height="stretch"):
        parts.theme(view, themes)
    if view.scope.sees_notes:
        with st.container(border=True, key="card-said"):
            st.subheader("Who said what", anchor=False)
            parts.said(view, themes)

if view.scope.sees_notes:
    with st.container(border=True, key="card-phrases"):
        st.subheader("Phrases nobody filed", anchor=False)
        parts.phrases(view)

taken = {**now, **view.figures(GIVEN)}
with st.grid(2, min_column_width=340):
    with st.container(border=True, key="card-tours", height="stretch"):
        st.subheader("Did we take the tour?", anchor=False)
        parts.tours(view, taken)
    with st.container(border=True, key="card-introductions", height="stretch"):
        st.subheader("Whom did we introduce, and what did we bring?", anchor=False)
        parts.introductions(view, taken)
figures.definitions((*FIGURES, *GIVEN))
