"""The Record page's parts: who is signed in, and what was seen and done.

Owns the tables and the button that ends somebody's sessions. Must not read a cell of a customer:
the record holds none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.access import policy
from lib.access.audit import Audit
from lib.access.sessions import Session, Sessions
from lib.errors import GroundError
from lib.report import words
from lib.report.escape import md
from lib.ui import tables
from lib.ui.here import Here

SHOWN = 2000
_SAID = {
    "sign_in": "Signed in",
    "sign_out": "Signed out",
    "refused": "Was refused",
    "page": "Looked at a page",
    "account": "Looked at an account",
    "export": "Took a file along",
    "upload": "Handed files in",
    "publish": "Published a file",
    "correction": "Corrected",
    "review": "Froze a review",
    "commitment": "Took on, or settled",
    "mapping": "Looked at a file",
    "end_sessions": "Ended sessions",
}


def answer(lines: Sequence[Mapping[str, object]]) -> str:
    """How much is on record, in a sentence."""
    people = {line.get("who") for line in lines}
    newest = f", the newest of {str(lines[0]['at'])[:10]}" if lines else ""
    told = f"{words.count(len(lines), 'line')} of {words.count(len(people), 'person', 'people')}"
    return f"{told}{newest}." if lines else "Nothing is on record yet."


def lines(here: Here) -> list[dict[str, object]]:
    """The newest lines of the record."""
    return here.door.audit.read(SHOWN) if here.door else []


def sessions(here: Here) -> None:
    """Who is signed in, and a button that ends it."""
    kept = here.door.sessions if here.door else None
    living = [one for one in kept.all(here.now()) if not one.why] if kept else []
    st.subheader(f"{words.count(len(living), 'session')} open", anchor=False)
    if kept is None:
        st.markdown("There is no sign-in: this machine alone is served.")
        return
    _table(here, kept, living)


def policy_state(here: Here) -> None:
    """Whether the access file can be used."""
    if here.door is None or here.door.sessions is None:
        return
    try:
        policy.load(here.door.access)
        st.caption(md(f"Rights come from {here.door.access}, read anew at every click."))
    except GroundError as error:
        st.warning(md(str(error)), icon=":material/warning:")


def table(rows: Sequence[Mapping[str, object]], audit: Audit | None) -> None:
    """What was seen and done, the newest first."""
    people = sorted({str(row.get("who")) for row in rows})
    with st.container(horizontal=True, gap="small"):
        who = st.selectbox(
            "Who", people, index=None, placeholder="Everybody", key="record_who",
            label_visibility="collapsed", width=320,
        )  # fmt: skip
        done = st.selectbox(
            "What", list(_SAID), index=None, placeholder="Everything", key="record_what",
            format_func=_SAID.__getitem__, label_visibility="collapsed", width=240,
        )  # fmt: skip
    wanted = [
        row
        for row in rows
        if (not who or row.get("who") == who) and (not done or row.get("action") == done)
    ]
    names = ("at", "who", "action", "of", "rows", "scope", "build")
    shown = pd.DataFrame([{name: row.get(name) for name in names} for row in wanted], columns=names)
    tables.download("Download this record", shown, "record.csv", "record_csv")
    shown["action"] = shown["action"].map(_SAID)
    shown["at"] = pd.to_datetime(shown["at"], utc=True).dt.tz_localize(None)
    column = st.column_config
    tables.show(
        shown,
        "record",
        15,
        {
            "at": column.DatetimeColumn("At (UTC)", format="D MMM YYYY, HH:mm:ss", width=165),
            "who": column.TextColumn("Who", width=230),
            "action": column.TextColumn("Did", width=150),
            "of": column.TextColumn("Of", width=300),
            "rows": column.NumberColumn("Rows", width=60),
            "scope": column.TextColumn("Scope", width=110),
            "build": column.TextColumn("Build", width=190),
        },
    )
    if audit is not None:
        st.caption(md(f"The files are in {audit.folder}; only ever added to, never changed."))


def _table(here: Here, kept: Sessions, living: Sequence[Session]) -> None:
    def end(place: str) -> None:
        who = living[int(place)].who
        here.note("end_sessions", who)
        kept.end_all(who, here.now())

    shown = pd.DataFrame(
        {
            "who": [one.who for one in living],
            "began": [one.began_at.replace(tzinfo=None) for one in living],
            "seen": [one.seen_at.replace(tzinfo=None) for one in living],
            "ends": [one.ends_at.replace(tzinfo=None) for one in living],
            "end": "End",
        }
    )
    column = st.column_config

    def time(label: str) -> Any:
        return column.DatetimeColumn(label, format="D MMM, HH:mm", width=120)

    tables.show(
        shown,
        "sessions",
        8,
        {
            "who": column.TextColumn("Who", width=280),
            "began": time("Since (UTC)"),
            "seen": time("Last click"),
            "ends": time("Ends"),
            "end": tables.buttons(pd.Series(range(len(living))), "sessions_end", " ", end, 70),
        },
    )
