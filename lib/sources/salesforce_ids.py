"""Salesforce's own ids: 15 characters, or 18 with three that check them.

Owns how such an id is told from a made-up one. A Data Export holds hundreds of objects with an Id
and a Name: those whose ids bear no mark of a layout are none of its objects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def are_all(ids: Sequence[str]) -> bool:
    """Whether there are ids, and all of them surely are Salesforce's own."""
    filled = [text for text in ids if text]
    return bool(filled) and all(is_one(text) for text in filled)


def look_so(ids: Sequence[str]) -> bool:
    """Whether there are ids, and all of them have the shape of Salesforce's."""
    filled = [text for text in ids if text]
    return bool(filled) and all(
        re.fullmatch(r"[0-9a][A-Za-z0-9]{14}(?:[A-Za-z0-9]{3})?", text) for text in filled
    )


def is_one(text: str) -> bool:
    """Whether a text surely is such an id."""
    if not re.fullmatch(r"[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?", text):
        return False
    if len(text) == 18:
        return text[15:] == check(text)
    # Fifteen characters hold no check; made-up numbers of that length seldom begin like an id.
    return bool(re.match(r"[0a][A-Za-z0-9]{2,}\d", text))


def check(text: str) -> str:
    """The three characters that say which of the first fifteen are capitals."""
    fives = (text[0:5], text[5:10], text[10:15])
    return "".join(_LETTERS[sum(c.isupper() << n for n, c in enumerate(five))] for five in fives)
