"""The Data page's card for adding exports: handed in, looked at, then published or dropped.

Owns what one session has handed in and how far that is. Reading and publishing are
`python -m lib add`, in a process of its own: whatever becomes of it, this one serves the last good
build. Must not read a file or open a build to write it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.errors import GroundError
from lib.report import uploads
from lib.report.escape import md
from lib.ui import ledger, states
from lib.warehouse import trial
from lib.warehouse import upload as store
from lib.warehouse.running import Run
from lib.warehouse.upload import Taken, Upload

_PENDING, _TURN, _SAID = "upload", "upload_turn", "upload_said"
_ORDERS = {"dmy": "Day first: 31/12", "mdy": "Month first: 12/31"}
# How often a progress bar is looked after, in seconds.
_TICK = 0.7
_STOPPED = (
    "Reading stopped before its end: it was ended, or the machine has no memory left. Nothing has "
    "changed. Try again, or with fewer files."
)
_LIMITS = (
    f"{store.KINDS}; {store.FILES} files and {store.MEGABYTES} MB at a time. Nothing changes until "
    "you publish; what is neither published nor discarded is deleted after a day."
)


@dataclass(frozen=True)
class Place:
    """Where files come to: see `lib.ui.page.serve`."""

    warehouse: Path
    raw: Path
    now: Callable[[], datetime]


@dataclass
class _Pending:
    """What this session has handed in.

    Args:
        run: a trial or a publishing under way.
        found: what the last trial found; None before, and where it failed.
        failure: why the last run failed.
    """

    upload: Upload
    day: date
    taken: list[Taken] = field(default_factory=list)
    order: str | None = None
    run: Run | None = None
    is_publishing: bool = False
    found: dict[str, Any] | None = None
    failure: str = ""


def card(place: Place, is_sample: bool) -> None:
    """Everything there is to adding files.

    Args:
        is_sample: whether the made-up company is shown.
    """
    with st.container(border=True, key="card-upload"):
        st.subheader("Add exports", anchor=False)
        if st.get_option("server.address") not in states.LOOPBACK:
            st.markdown(
                "Files cannot be added here while there is no sign-in: whoever reaches this "
                "address could change every figure. Put them into `data/raw/` and run `make build`."
            )
            return
        if why := store.why_closed(place.warehouse, place.raw):
            st.markdown(md(why))
            return
        store.sweep(place.warehouse, place.now())
        pending = _current()
        if pending and pending.run and not pending.run.is_over:
            _watch(pending)
            return
        if pending and pending.run:
            _read_result(pending)
        if said := st.session_state.pop(_SAID, ""):
            st.success(md(said), icon=":material/check_circle:")
        pending = _current()
        if pending is None:
            if is_sample:
                st.markdown(
                    "What you see is a made-up company. Your first files start your own: the two "
                    "are never mixed."
                )
            _offer(place, None)
        else:
            _decide(place, pending)


def _current() -> _Pending | None:
    pending: _Pending | None = st.session_state.get(_PENDING)
    if pending and not pending.upload.folder.exists():
        del st.session_state[_PENDING]
        st.session_state[_SAID] = "The files handed in before were deleted after a day."
        return None
    return pending


def _offer(place: Place, pending: _Pending | None) -> None:
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
                _take(place, pending, files)
        except GroundError as error:
            st.error(md(str(error)), icon=":material/error:")
            return
        finally:
            _let_go(files)
        st.rerun()


def _take(place: Place, pending: _Pending | None, files: Sequence[UploadedFile]) -> None:
    if pending is None:
        pending = _Pending(Upload.start(place.warehouse.absolute()), place.now().date())
        st.session_state[_PENDING] = pending
    known = trial.base(place.warehouse, place.raw)
    pending.taken = [taken for taken in pending.taken if taken.staged]
    before = len(pending.taken)
    for file in files:
        pending.taken.append(pending.upload.take(file.name, file, pending.day, place.raw, known))
    if any(taken.staged for taken in pending.taken[before:]):
        if pending.order:
            pending.upload.date_order(pending.order)
        _start(place, pending, "--check")


def _let_go(files: Sequence[UploadedFile]) -> None:
    """Streamlit would hold them in memory until the session ends."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def _start(place: Place, pending: _Pending, *more: str) -> None:
    """Run the command on what was handed in; once at a time."""
    if pending.run:
        return
    pending.failure = ""
    pending.is_publishing = "--check" not in more
    if not pending.is_publishing:
        pending.found = None
    folder = pending.upload.folder
    where = ("--warehouse", place.warehouse.absolute(), "--raw", place.raw.absolute())
    try:
        pending.run = Run.start(
            folder, ["add", "--staged", folder, *more, *where, "--progress", "json"]
        )
    except OSError as error:
        pending.failure = f"Reading cannot be started: {error.strerror}. Try again in a moment."


@st.fragment(run_every=_TICK)
def _watch(pending: _Pending) -> None:
    """How far it is; the whole page is drawn anew when it is over."""
    if pending.run is None or pending.run.is_over:
        st.rerun()
    share, doing = pending.run.progress()
    what = "Publishing" if pending.is_publishing else "Reading, to show you first"
    st.progress(share, text=md(f"{what}: {doing}"))
    if not pending.is_publishing:
        st.button("Stop", on_click=_drop, args=(pending,), key="upload_stop")


def _read_result(pending: _Pending) -> None:
    run, pending.run = pending.run, None
    if run is None:
        return
    if run.has_failed:
        pending.failure = run.failure() or _STOPPED
    elif pending.is_publishing:
        found = pending.found or {}
        st.session_state[_SAID] = uploads.published(len(found["used"]), found["after"])
        _drop(pending)
        st.rerun()  # on the new build
    else:
        result = pending.upload.folder / "result.json"
        pending.found = json.loads(result.read_text(encoding="utf-8"))


def _decide(place: Place, pending: _Pending) -> None:
    """What was found, and what to do with it."""
    for taken in pending.taken:
        if taken.refused:
            st.markdown(f":material/block: {md(taken.refused)}")
    if pending.failure:
        st.error(md(pending.failure.replace("`", "")), icon=":material/error:")
    if pending.found:
        _show(pending, pending.found)
    is_staged = any(taken.staged for taken in pending.taken)
    if is_staged:
        _settings(place, pending)
    with st.container(horizontal=True, key="upload-actions"):
        if pending.found and pending.found["used"]:
            st.button(
                "Publish", type="primary", on_click=_start, args=(place, pending), key="publish",
            )  # fmt: skip
        elif is_staged and not pending.found:
            st.button("Read again", on_click=_start, args=(place, pending, "--check"), key="again")
        st.button(
            "Discard" if is_staged else "Close", on_click=_drop, args=(pending,), key="discard"
        )
    _offer(place, pending)


def _show(pending: _Pending, found: dict[str, Any]) -> None:
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


def _settings(place: Place, pending: _Pending) -> None:
    """What the files do not say of themselves."""
    mark = pending.upload.folder.name

    def redate() -> None:
        chosen = st.session_state[f"day_{mark}"]
        if chosen and chosen != pending.day:
            pending.upload.exported_on(chosen, place.raw)
            pending.day = chosen
            # Another day's folder may have had their names.
            _start(place, pending, "--check")

    def reorder() -> None:
        chosen = st.session_state[f"order_{mark}"]
        if chosen and chosen != pending.order:
            pending.upload.date_order(chosen)
            pending.order = chosen
            _start(place, pending, "--check")

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            "Exported on", pending.day, max_value=place.now().date(), format="YYYY-MM-DD",
            key=f"day_{mark}", on_change=redate, width=150,
            help="A record that a later full export lacks counts as gone from that day on.",
        )  # fmt: skip
        if pending.order or (pending.found and pending.found["is_two_way"]):
            st.segmented_control(
                "Dates here can be read two ways: which is meant?", list(_ORDERS),
                default=pending.order, format_func=lambda order: _ORDERS[order],
                key=f"order_{mark}", on_change=reorder,
            )  # fmt: skip


def _drop(pending: _Pending) -> None:
    if pending.run:
        pending.run.stop()
    pending.upload.discard()
    if st.session_state.get(_PENDING) is pending:
        del st.session_state[_PENDING]
