"""Contact balance: do we only come in trouble or when asking?"""

import streamlit as st

from lib.charts import balance
from lib.report import answers, frames, notes, rankings, words
from lib.report import figures as wording
from lib.report.escape import md
from lib.ui import draw, figures, page, receipts, states, tables

FIGURES = ("proactive_crisis_ratio", "proactive_share", "seen_only_at_extremes", "no_proactive_365")
PARTS = (*FIGURES, "unclassified_share")

view = page.enter()
accounts = view.accounts()
if accounts.empty:
    states.nothing(view.scope)
contacts = view.contacts()
if contacts.empty:
    states.no_contacts()
trend = view.trend(PARTS)
now = frames.figures_on(trend, view.as_of, PARTS)
extremes = rankings.extremes(accounts)

page.answer(answers.balance(now, view.figures_a_year_ago(PARTS), len(extremes)))
states.unruled(view.missing_files())
figures.cards(wording.cards(FIGURES, now, trend))

with st.container(border=True, key="card-months"):
    st.subheader("Conversations by purpose and month", anchor=False)
    draw.chart(
        balance.purpose_by_month(frames.months(contacts)), "months", "Conversations by purpose"
    )
    st.caption(md(notes.purposes(frames.by_purpose(contacts), view.as_of)))

with st.container(border=True, key="card-extremes"):
    st.subheader(f"{words.count(len(extremes), 'account')} seen only at the extremes", anchor=False)
    tables.at_extremes(extremes, "extremes")

with st.container(border=True, key="card-evidence"):
    st.subheader("What each label rests on", anchor=False)
    evidence = view.interactions()
    receipts.evidence(evidence, "evidence", view.here.may_write)
    st.caption("The 200 latest conversations.")
figures.definitions((*PARTS, "contacts", "contacts_proactive", "contacts_crisis"))
