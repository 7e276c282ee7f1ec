"""Text from an export, made safe for where it is shown (RELIABILITY.md 2.3).

Streamlit renders Markdown in labels, metrics, titles and errors, and an image in it is
fetched from a foreign host. Every value of an export goes through `md` there; Plotly's
side is `lib.charts.theme.pl`. Tables (`st.dataframe`) and the options of `st.selectbox` and
`st.multiselect` show plain text: there, `md` would show its backslashes.
"""

from __future__ import annotations

import re

# All that CommonMark, GitHub's dialect and Streamlit's directives (`:red[…]`, `:material/…:`,
# `$…$`) give a meaning to. A backslash before punctuation is literal in every one of them.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=@/])")
# An address becomes a link after the backslashes are gone; with this in it, which nobody sees, not.
_ADDRESS = re.compile(r"(://|\bwww(?=[.])|@)", re.IGNORECASE)
# What Streamlit puts a sign or its logo in the place of, once the backslashes are gone.
_SIGN = re.compile(r"(?<!\S)(?=(?:<->|->|<-|--|>=|<=|~=)(?!\S))(.)|(:)(?=streamlit:)")
_JOINER = "\u2060"
# Control characters, what turns the direction of all that follows, and the mark that begins a
# file: none is to be seen, and each does something to what stands around it.
_SPANS = ((0, 8), (14, 27), (127, 132), (134, 159), (0x202A, 0x202E), (0x2066, 0x2069))
_UNSEEN = dict.fromkeys([0xFEFF, *(n for first, last in _SPANS for n in range(first, last + 1))])


def seen(text: str) -> str:
    """Text without characters that act on a screen or terminal instead of being shown."""
    return text.translate(_UNSEEN)


def md(text: object) -> str:
    """Text as Markdown that shows just that text, on one line."""
    if text is None:
        return ""
    plain = _ADDRESS.sub(rf"\1{_JOINER}", " ".join(seen(str(text)).split()))
    plain = _SIGN.sub(rf"\1\2{_JOINER}", plain)
    return _SPECIAL.sub(r"\\\1", plain)
