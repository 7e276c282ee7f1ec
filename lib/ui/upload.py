"""The Data page's card for adding exports: handed in, looked at, then published or discarded.

Owns how that is drawn; `lib.ui.uploading` is what happens. Must not read a file or open a build.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.errors import GroundError
from lib.report import uploads
from lib.report.escape import md
from lib.ui import data, ledger
from lib.ui.here import Here
from lib.ui.uploading import Pending, Place, let_go
from lib.warehouse import upload as store
from lib.warehouse.upload import Upload

_PENDING, _TURN, _SAID = "upload", "upload_turn", "upload_said"
_ORDERS = {"dmy": "Day first: 31/12", "mdy": "Month first: 12/31"}
# How often a progress bar is looked after, in seconds.
_TICK = 0.7
_LIMITS = (
    f"{store.KINDS}; {store.FILES} files and {store.MEGABYTES} MB at a time. Nothing changes until "
    "you publish; what is neither published nor discarded is deleted after a day."
)


def card(place: Place, build: data.Build | None, here: Here) -> None:
    """Everything there is to adding files.

    Args:
        build: the one shown, if any is.
        here: whom the card is for.
    """
    if not here.may_load:
        return
    with st.container(border=True, key="card-upload"):
        st.subheader("Add exports", anchor=False)
        if why := store.why_closed(place.warehouse, place.raw):
            st.markdown(md(why))
            return
        store.sweep(place.warehouse, place.now())
        pending = _current()
        if pending and pending.run and not pending.run.is_over:
            _watch(pending)
            return
        if pending and pending.end():
            st.session_state[_SAID] = len((pending.found or {})["used"])
            _drop(pending)
            st.rerun()  # on the new build
        _tell(build)
        pending = _current()
        if pending is None:
            if build and build.is_sample:
                st.markdown(
                    "What you see is a made-up company. Your first files start your own: the two "
                    "are never mixed."
                )
            _offer(place, None, here)
        else:
            _decide(place, pending, here)


def _tell(build: data.Build | None) -> None:
    """That files were published, once, and the day that the new build speaks of."""
    number = st.session_state.pop(_SAID, 0)
    if number:
        as_of = build.as_of_on if build and build.is_dated else None
        st.success(md(uploads.published(number, as_of)), icon=":material/check_circle:")


def _current() -> Pending | None:
    pending: Pending | None = st.session_state.get(_PENDING)
    if pending and not pending.upload.folder.exists():
        del st.session_state[_PENDING]
        st.info(
            "The files you handed in before were deleted after a day.", icon=":material/delete:"
        )
        return None
    return pending


def _offer(place: Place, pending: Pending | None, here: Here) -> None:
    """The place to drop files on. What is dropped is kept on disk, and given back at once."""
    turn = st.session_state.setdefault(_TURN, 0)
    files = st.file_uploader(
        "Files to add",
        accept_multiple_files=True,
        key=f"upload_{turn}",
        label_visibility="collapsed",
    )
    st.caption(md(_LIMITS))
    if files:
        st.session_state[_TURN] = turn + 1  # an uploader that has never seen them
        try:
            with st.spinner("Taking the files in"):
                if pending is None:
                    upload = Upload.start(place.warehouse.absolute(), place.who)
                    pending = Pending(upload, place.now().date())
                    st.session_state[_PENDING] = pending
                here.note("upload", rows=len(files))
                pending.take(place, files)
        except GroundError as error:
            st.error(md(str(error)), icon=":material/error:")
            return
        finally:
            let_go(files)
        st.rerun()


@st.fragment(run_every=_TICK)
def _watch(pending: Pending) -> None:
    """How far it is; the whole page is drawn anew when it is over."""
    if pending.run is None or pending.run.is_over:
        st.rerun()
    share, doing = pending.run.progress()
    what = "Publishing" if pending.is_publishing else "Reading, to show you first"
    st.progress(share, text=md(f"{what}: {doing}"))
    if not pending.is_publishing:
        st.button("Stop", on_click=_drop, args=(pending,), key="upload_stop")


def _decide(place: Place, pending: Pending, here: Here) -> None:
    """What was found, and what to do with it."""
    for taken in pending.taken:
        if taken.refused:
            st.markdown(f":material/block: {md(taken.refused)}")
    if pending.failure:
        st.error(md(pending.failure.replace("`", "")), icon=":material/error:")
    if pending.found:
        _show(pending, pending.found)
    is_staged = pending.is_staged
    if is_staged:
        _settings(place, pending)
    with st.container(horizontal=True, key="upload-actions"):
        if pending.found and pending.found["used"]:
            st.button(
                "Publish", type="primary", on_click=_publish, args=(place, pending, here),
                key="publish",
            )  # fmt: skip
        elif is_staged and not pending.found:
            st.button("Read again", on_click=pending.check, args=(place,), key="again")
        st.button(
            "Discard" if is_staged else "Close", on_click=_drop, args=(pending,), key="discard"
        )
    _offer(place, pending, here)


def _publish(place: Place, pending: Pending, here: Here) -> None:
    try:
        here.must_load()
    except GroundError as error:
        pending.failure = str(error)
        return
    for taken in pending.taken:
        if taken.staged:
            here.note("publish", f"{taken.name} ({taken.sha256[:12]})")
    pending.publish(place)


def _show(pending: Pending, found: dict[str, Any]) -> None:
    names = {taken.staged: taken.name for taken in pending.taken if taken.staged}
    st.markdown(f"**{md(uploads.summary(found['files']))}**")
    if found["after"]:
        st.markdown(md(uploads.change(found["before"], found["after"])))
    ledger.handed_in(uploads.files(found["files"], names), "upload_files")
    unused = [name for staged, name in names.items() if staged not in found["used"]]
    if found["used"] and unused:
        st.caption(md(uploads.left_out(unused)))
    if found["reasons"]:
        st.markdown("**Rows that would be set aside, and why**")
        ledger.reasons(uploads.reasons(found["reasons"], names), "upload_reasons")


def _settings(place: Place, pending: Pending) -> None:
    """What the files do not say of themselves."""
    mark = pending.upload.folder.name

    def said() -> None:
        day = st.session_state[f"day_{mark}"] or pending.day
        order = st.session_state.get(f"order_{mark}") or pending.order
        if (day, order) != (pending.day, pending.order):
            pending.say(place, day, order)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            "Exported on", pending.day, max_value=place.now().date(), format="YYYY-MM-DD",
            key=f"day_{mark}", on_change=said, width=150,
            help="A record that a later full export lacks counts as gone from that day on.",
        )  # fmt: skip
        if pending.order or (pending.found and pending.found["is_two_way"]):
            st.segmented_control(
                "Dates here can be read two ways: which is meant?", list(_ORDERS),
                default=pending.order, format_func=lambda order: _ORDERS[order],
                key=f"order_{mark}", on_change=said,
            )  # fmt: skip


def _drop(pending: Pending) -> None:
    pending.drop()
    if st.session_state.get(_PENDING) is pending:
        del st.session_state[_PENDING]
