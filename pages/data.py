"""Data: which numbers can I not trust?"""

import streamlit as st

from lib.report import answers, frames, notes, words
from lib.report.escape import md
from lib.ui import corrections, figures, ledger, matches, page, tables, upload

view = page.enter()
loads, checks = view.table("loads"), view.table("checks")
rejects = frames.by_reason(view.table("rejects"))

page.answer(answers.files(loads, checks) if view.here.sees_all else notes.OWN_ACCOUNTS)

upload.card(view.place, view.build, view.here)

if view.here.sees_all:
    with st.container(border=True, key="card-files"):
        st.subheader("Files: rows read = loaded + set aside + duplicate + blank", anchor=False)
        ledger.files(loads, "files")
        if view.here.may_load:
            ledger.way_to_map()
    with st.container(border=True, key="card-rejects"):
        st.subheader(f"{words.count(len(rejects), 'row')} set aside, and why", anchor=False)
        st.caption(md(notes.reasons(rejects)))
        ledger.rejects(rejects, "rejects")
        tables.download("Download every row set aside", rejects, "rejects.csv", "rejects_csv")

with st.grid(2, min_column_width=340):
    with st.container(border=True, key="card-sources", height="stretch"):
        st.subheader("How far back, and how fresh", anchor=False)
        ledger.sources(view.table("freshness"), "sources")
        for sentence in answers.history(
            view.table("freshness"), view.table("history_gaps"), view.table("gone")
        ):
            st.caption(md(sentence))
    with st.container(border=True, key="card-checks", height="stretch"):
        st.subheader("Checks", anchor=False)
        ledger.checks(checks, "checks")

matches.card(view)
claims = view.claims()
if not claims.empty:
    with st.container(border=True, key="card-claims"):
        st.subheader(md(notes.claims(len(claims))), anchor=False)
        st.caption("A “last activity” of an export is only ever checked, never counted.")
        ledger.claims(claims, "claims")
corrections.card(view)

with st.container(border=True, key="card-metrics"):
    st.subheader("Every figure, and how it is counted", anchor=False)
    figures.searched(view)
