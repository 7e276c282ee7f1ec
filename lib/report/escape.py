"""Text from an export, made safe for where it is shown (RELIABILITY.md 2.3).

Streamlit renders Markdown in labels, metrics, titles and errors, and an image in it is
fetched from a foreign host. Every value of an export goes through `md` there; Plotly's
side is `lib.charts.theme.pl`. Tables (`st.dataframe`) show plain text and need neither.
"""

from __future__ import annotations

import re

# All that CommonMark, GitHub's dialect and Streamlit's directives (`:red[…]`, `:material/…:`,
# `$…$`) give a meaning to. A backslash before punctuation is literal in every one of them.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=@/])")
# An address becomes a link after the backslashes are gone; with this in it, which nobody sees, not.
_ADDRESS = re.compile(r"(://|\bwww(?=[.])|@)", re.IGNORECASE)
_JOINER = "\u2060"


def md(text: object) -> str:
    """Text as Markdown that shows just that text, on one line."""
    if text is None:
        return ""
    plain = _ADDRESS.sub(rf"\1{_JOINER}", " ".join(str(text).split()))
    return _SPECIAL.sub(r"\\\1", plain)
