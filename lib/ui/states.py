"""What a page says instead of an empty chart: why, and what to do."""

from __future__ import annotations

from datetime import date
from typing import NoReturn

import streamlit as st

from lib.errors import GroundError
from lib.report import words
from lib.report.escape import md
from lib.scope import Scope
from lib.ui import filters

STALE_DAYS = 35


def failed(error: GroundError) -> None:
    """An error with a name: what was attempted, and what to do next."""
    with st.container(border=True, key="card-state"):
        st.subheader(md(error.title), anchor=False)
        st.markdown(md(error.message))
        if error.next_step:
            st.markdown(f"**{md(error.next_step.replace('`', ''))}**")


def nothing(scope: Scope) -> None:
    """No account to speak of, because of the filters or because there is none; then stop."""
    with st.container(border=True, key="card-state"):
        if scope.is_filtered:
            st.subheader("No account matches these filters", anchor=False)
            st.markdown("Every one of them is left out by the choice above. Take one filter away.")
            st.button("Reset all filters", on_click=filters.reset, key="reset_nothing")
        else:
            st.subheader("The exports hold no account yet", anchor=False)
            st.markdown(
                "The warehouse was built, but no account came out of it. Put a CRM export with "
                "an account file into `data/raw/` and run `make build`; the Data page says what "
                "was read and what was set aside."
            )
    st.stop()


def no_locations() -> None:
    """Not one account can be placed."""
    st.info(
        "No account here can be placed on a map: the exports give no coordinates and no city "
        "that the place table knows. Add city and country to the account file; the list under "
        "the coverage map says what is missing for each."
    )


def no_values() -> None:
    """Not one account has a value."""
    st.info(
        "No account here has a value: the exports hold no contract value, and no deal won, invoice "
        "or order in the 365 days up to the as-of date. Export the opportunities or invoices too, "
        "or add a column for the yearly value of an account."
    )


def no_sales() -> None:
    """Nothing says what customers buy."""
    st.info(
        "Your exports hold nothing on sales, so nobody can tell whose have gone flat. Export the "
        "invoices, orders or sales by month (a customer, a day or month, and an amount), or the "
        "won opportunities."
    )


def no_gap() -> None:
    """No one visit would make the year's visits more like the customers."""
    st.info(
        "No single visit to an account not seen in the year would narrow the gap: either the year "
        "has no visit yet, or the visits are spread as the customers are."
    )


def no_variety() -> None:
    """No visit of the year to compare with the customers."""
    st.markdown("No visit is known of the 365 days: there is nothing to lay beside the customers.")


def no_contacts() -> None:
    """No conversation within the window; then stop."""
    with st.container(border=True, key="card-state"):
        st.subheader("No conversation in the last 365 days", anchor=False)
        st.markdown(
            "The exports hold no completed meeting or call with these accounts in the year up "
            "to the as-of date. Choose an earlier as-of date, or export the activities too."
        )
    st.stop()


def unruled(missing: list[str]) -> None:
    """Without cases or deals, what was proactive cannot be told."""
    if not missing:
        return
    what = " and no ".join(missing)
    st.warning(
        f"The exports hold no {what} file, so nothing rules a crisis or a sale out: contacts "
        "that nothing else explains stay unclassified instead of being called proactive. "
        "Export them too; a file with only its header counts as saying there were none.",
        icon=":material/help:",
    )


def undated(is_dated: bool) -> None:
    """Nothing in the exports has a date."""
    if not is_dated:
        st.warning(
            "No contact in the exports has a date, so every figure speaks of the day of the "
            "build. Export the activities (Event and Task, or a visit log) too and run "
            "`make build`.",
            icon=":material/event_busy:",
        )


def stale(as_of: date, today: date) -> None:
    """The exports end long before today."""
    days = (today - as_of).days
    if days > STALE_DAYS:
        st.warning(
            f"The exports end on {words.day(as_of)}, {words.count(days, 'day')} ago, and "
            "everything here speaks of that day. Export again into `data/raw/` and run "
            "`make build`.",
            icon=":material/update:",
        )


def no_voice() -> None:
    """No note and no subject to hear anything in; then stop."""
    with st.container(border=True, key="card-state"):
        st.subheader("Your exports hold nothing on this", anchor=False)
        st.markdown(
            "No contact has notes. Export what was written down after each visit too: a column "
            "such as Notes, Comments or Description in the visit log or the activities. Then "
            "what customers raise is counted here, theme by theme."
        )
    st.stop()


def no_signs(what: str, columns: str) -> None:
    """Nothing on tours, introductions or gifts of information."""
    st.markdown(
        f"Your exports hold nothing on {what}. Add a column such as {columns} to the visit log, or "
        "write it in the notes."
    )


def notes_hidden() -> None:
    """This reader may not see notes."""
    st.caption(
        "What was written down is not shown here: notes are a right of their own, which you were "
        "not given. The counts hold for all."
    )


def no_promises() -> NoReturn:
    """This reader may not see promises; then stop."""
    with st.container(border=True, key="card-state"):
        st.subheader("Promises are not shown to you", anchor=False)
        st.markdown("They are a right of their own, which you were not given.")
    st.stop()


def uncorrected(error: GroundError | None) -> None:
    """What people put right cannot be read, so the answers are without it."""
    if error is not None:
        st.warning(
            f"Every answer here is without corrections. {md(str(error).replace('`', ''))}",
            icon=":material/edit_off:",
        )


def fell_back(notice: str | None) -> None:
    """The build shown is not the newest."""
    if notice:
        st.warning(md(notice), icon=":material/warning:")


def unknown_then(as_of: date) -> NoReturn:
    """The account was not known on the day; then stop."""
    with st.container(border=True, key="card-state"):
        st.subheader("This account was not known yet", anchor=False)
        st.markdown(f"On {words.day(as_of)} it was in no export. Choose a later day above.")
    st.stop()


def not_yours() -> NoReturn:
    """A page that this person's roles do not open; then stop."""
    with st.container(border=True, key="card-state"):
        st.subheader("This page is not for your role", anchor=False)
        st.markdown("Ask the one who keeps the access file, if you need it.")
    st.stop()
