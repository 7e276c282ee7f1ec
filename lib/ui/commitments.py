"""What people take on in a review: entered in seconds, and said to be done, dropped or open again.

Owns the forms and the lists. What closes one by itself is decided elsewhere and comes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from lib.report.escape import md
from lib.report.review import Task, ToSee
from lib.ui import reviews
from lib.ui.reviews import Shown
from lib.ui.view import View

# Until the next meeting but one day: whoever promises a visit promises it for then.
_DAYS = 7
_BY = "by_day"
_FORM = "commitment_form"
_MISSING = "commitment_missing"
_LONGEST = 500
_MARK = {
    "done": ":green[✓] Done",
    "seen": ":green[✓] Seen",
    "open": "○ Open",
    "late": ":red[◆] Late",
    "dropped": ":gray[✕] Dropped",
}


def by_day(view: View, width: int = 130) -> None:
    """Until when those who are chosen beside a customer will have gone."""
    if not view.here.may_write:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
        st.caption("Visit by", width="content")
        st.date_input(
            "Visit by",
            _next_week(view),
            key=_BY,
            label_visibility="collapsed",
            width=width,
            persist_state="page",
        )


def who_goes(
    view: View, of: Shown, account: ToSee, people: Mapping[str, str], width: int = 210
) -> None:
    """Choosing a person is all it takes; one that was chosen can be taken back."""
    task = goer(of, account)
    if task is not None:
        said = f":green[✓] **{md(task.who)}** goes" + (f" by {md(task.due)}" if task.due else "")
        with st.container(
            horizontal=True, wrap=False, width="content", vertical_alignment="center", gap="small"
        ):
            st.markdown(said, width="content")
            if view.here.may_write:
                st.button(
                    "Undo", type="tertiary", key=f"undo-{task.id}",
                    on_click=reviews.settle, args=(view, task.id, "dropped"),
                )  # fmt: skip
        return
    if not view.here.may_write:
        return
    key = f"goes-{account.account_id}"

    def chosen() -> None:
        if person := st.session_state[key]:
            row = _row(person, people, account.account_id, account.name, "", st.session_state[_BY])
            reviews.take(view, of, row)

    _person("Who goes?", people, key, width, chosen)


def goer(of: Shown, account: ToSee) -> Task | None:
    """Who took the visit to an account on in this meeting."""
    gone = (task for task in of.agreed if task.account_id == account.account_id)
    return next((task for task in gone if task.kind == "visit" and task.state != "dropped"), None)


def form(
    view: View,
    of: Shown,
    people: Mapping[str, str],
    accounts: Mapping[str, str],
    columns: int = 2,
) -> None:
    """Who does what by when, in four fields."""
    if not view.here.may_write:
        return
    # Once kept, the next form is another one, and empty; what is refused stays as typed.
    number = st.session_state.get(_FORM, 0)
    names = [f"{field}_{number}" for field in ("who", "what", "account", "by")]

    def kept() -> None:
        person, what, account, due = (st.session_state.get(name) for name in names)
        what = (what or "").strip()
        # A list hands on whatever a browser sends for it.
        if not person or not (what or account) or (account and account not in accounts):
            st.session_state[_MISSING] = True
            return
        name = accounts.get(account or "", "")
        if reviews.take(view, of, _row(person, people, account or "", name, what, due)):
            st.session_state[_FORM] = number + 1

    with st.form(f"commitment_{number}", border=False):
        with st.grid(columns, min_column_width=170, vertical_alignment="bottom"):
            _person("Who", people, names[0])
            st.text_input(
                "Does what", key=names[1], max_chars=_LONGEST, placeholder="empty for a visit"
            )
            st.selectbox(
                "Customer", list(accounts), index=None, key=names[2],
                format_func=lambda id_: accounts.get(id_, id_), placeholder="none",
            )  # fmt: skip
            st.date_input("By", value=_next_week(view), key=names[3])
        if st.session_state.pop(_MISSING, False):
            st.warning("Say who, and what or which customer.", icon=":material/help:")
        st.form_submit_button("Keep this", type="primary", on_click=kept, icon=":material/add:")


def listed(view: View, tasks: Sequence[Task], nobody: str) -> None:
    """Commitments with their state, and what may be said of each."""
    if not tasks:
        st.markdown(nobody)
    for task in tasks:
        with (
            st.container(key=f"row-task-{task.id}"),
            st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"),
        ):
            st.markdown(
                f"{_MARK[task.state]} · {sentence(task)}  \n:gray[{md(task.said)}]", width="stretch"
            )
            with st.container(horizontal=True, width="content", gap="small", key=f"say-{task.id}"):
                for state, label in _next(task) if view.here.may_write else ():
                    st.button(
                        label, type="tertiary", key=f"{state}-{task.id}",
                        on_click=reviews.settle, args=(view, task.id, state),
                    )  # fmt: skip


def agreed(view: View, of: Shown) -> None:
    """What was taken on in the meeting of this review."""
    nobody = "Nothing yet." if of.kept else "Nothing yet. The first one freezes this review."
    listed(view, of.agreed, nobody)


def sentence(task: Task) -> str:
    """**Anna Berg**: send the drawings (Valtorta). Markdown."""
    if task.kind == "visit":
        return f"**{md(task.who)}** goes to see {md(task.name)}"
    about = f" ({md(task.name)})" if task.name else ""
    return f"**{md(task.who)}**: {md(task.what)}{about}"


def _next(task: Task) -> Sequence[tuple[str, str]]:
    if task.state in ("open", "late"):
        return (("done", "Done"), ("dropped", "Drop"))
    # A visit on record is not undone by a word.
    return () if task.state == "seen" else (("open", "Open again"),)


def _person(
    label: str,
    people: Mapping[str, str],
    key: str,
    width: int | None = None,
    on_change: Callable[[], None] | None = None,
) -> None:
    """One of ours, or a name nobody has listed yet.

    Args:
        width: where it stands in a row without its label, which it says itself.
    """
    st.selectbox(
        label,
        list(people),
        index=None,
        key=key,
        # In one click nobody should be made up; the form takes a name that is in no list.
        accept_new_options=width is None,
        format_func=lambda id_: people.get(id_, id_),
        placeholder=label if width else "Type a name",
        label_visibility="collapsed" if width else "visible",
        width=width if width else "stretch",
        on_change=on_change,
    )


def _row(
    person: str, people: Mapping[str, str], account_id: str, name: str, what: str, due: date | None
) -> Mapping[str, str]:
    """A commitment as it is kept: without a what, whoever has it goes to see the customer."""
    person = named(person, people)
    return {
        "kind": "action" if what else "visit",
        "who": people.get(person, person).strip(),
        "person_id": person if person in people else "",
        "account_id": account_id,
        "account": name,
        "what": what,
        "due_on": due.isoformat() if due else "",
    }


def named(typed: str, people: Mapping[str, str]) -> str:
    """The id of the one colleague whose name has what was typed in it; else what was typed."""
    if typed in people:
        return typed
    wanted = typed.strip().casefold()
    named = [id_ for id_, name in people.items() if wanted in name.casefold().split()]
    same = [id_ for id_, name in people.items() if wanted == name.casefold()]
    found = same or named
    return found[0] if len(found) == 1 else typed


def _next_week(view: View) -> date:
    return view.now().date() + timedelta(days=_DAYS)
