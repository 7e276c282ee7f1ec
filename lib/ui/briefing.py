"""The account page's card with the pre-visit brief: what stands on it, to look at, to take along.

Must not say what is worth a line: `lib.report.briefing` does.
"""

from __future__ import annotations

import streamlit as st

from lib.report import briefing, pdf
from lib.report.brief import file_name
from lib.report.briefing import Known
from lib.scope import Rights
from lib.ui import here


def card(known: Known, rights: Rights) -> bytes | None:
    """The brief of an account: names and notes stand on it only where they are asked for.

    Args:
        known: rows of the account.
        rights: whether this reader may see names, and what was noted.

    Returns:
        The page as a picture where it is to be shown (`preview`), else None.
    """
    with st.container(border=True, key="card-brief", height="stretch"):
        st.subheader("Pre-visit brief, one page", anchor=False)
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            with_names = rights.names and st.toggle("Names of their people", key="brief_names")
            with_notes = rights.notes and st.toggle("What was noted", key="brief_notes")
            letter = st.toggle("US Letter", key="brief_letter")
        paper = "us-letter" if letter else "a4"
        page = briefing.brief(known, with_names, with_notes).as_plain()
        row = known.row
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.download_button(
                "Download the brief (PDF)",
                data=here.noted(
                    lambda: pdf.pdf("brief", page, paper), f"brief of {row['account_id']}"
                ),
                file_name=file_name(str(row["account_id"]), row["as_of_on"]),
                mime="application/pdf",
                on_click="ignore",
                icon=":material/print:",
                type="primary",
                key="brief_pdf",
            )
            is_shown = st.toggle("Show it here", key="brief_shown")
    return pdf.pictures("brief", page, paper)[0] if is_shown else None


def preview(picture: bytes | None) -> None:
    """The brief to look at, in a card of its own: beside others it would stretch them."""
    if picture is not None:
        with st.container(border=True, key="card-preview"):
            st.image(picture, width=820)
