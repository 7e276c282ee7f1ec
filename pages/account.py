"""Account: what must I know walking in?"""

import streamlit as st

from lib.charts import timeline
from lib.report import account, frames
from lib.report.escape import md
from lib.ui import account as parts
from lib.ui import briefing, draw, page, receipts, states

view = page.enter()
if not view.choices():
    states.nothing(view.scope)
account_id = parts.chosen(view)
if account_id is None:
    parts.nobody()
its = view.of_account(account_id)
view.here.note_once("account", account_id)
if not its.is_known():
    states.unknown_then(its.as_of)
known = its.known()
row = known.row

page.answer(account.answer(row, known.cases, known.promises, known.moments), account.facts(row))
parts.figures(account.clocks(row))

with st.container(border=True, key="card-timeline"):
    st.subheader("Two years of contact, where and why", anchor=False)
    draw.chart(
        timeline.timeline(account.with_hover(its.timeline()), its.listed("cases"), its.as_of),
        f"timeline:{account_id}",
        "Contacts of two years by setting and purpose",
    )

with st.grid(3, min_column_width=340):
    with st.container(border=True, key="card-promises", height="stretch"):
        parts.came_of_it(known, its.scope.rights)
    with st.container(border=True, key="card-heard", height="stretch"):
        parts.said(known)
    preview = briefing.card(known, its.scope.rights)
briefing.preview(preview)
with st.grid(2, min_column_width=340):
    with st.container(border=True, key="card-people", height="stretch"):
        st.subheader("Whom we know, and whom nobody has met", anchor=False)
        grid, gaps = account.people_grid(known.people), account.people_gaps(known.people)
        parts.people(its.listed("account_people"), grid, gaps)
    with st.container(border=True, key="card-clocks", height="stretch"):
        st.subheader("Last time, by setting", anchor=False)
        receipts.clocks(its.clocks(account_id), "account_clocks")
        st.caption(md(account.nearest(known.distance)))
        parts.relatives(its.listed("relatives"))
    with st.container(border=True, key="card-sales", height="stretch"):
        st.subheader("What they buy, and when", anchor=False)
        parts.sales(its.listed("sales_shape"), known.sales)
    with st.container(border=True, key="card-deals", height="stretch"):
        st.subheader("Deals", anchor=False)
        parts.deals(its.listed("deals"))

with st.container(border=True, key="card-cases"):
    st.subheader("Cases", anchor=False)
    parts.cases(its.listed("cases"))

with st.container(border=True, key="card-evidence"):
    st.subheader("Every contact, and what each label rests on", anchor=False)
    contacts = its.interactions_of(account_id)
    receipts.evidence(contacts, "account_evidence", view.here.may_write, has_account=False)
    parts.corrections(account.corrections(row, frames.records(contacts), known.signs))
