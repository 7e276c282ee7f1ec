"""Text of an export cut to what a printed page may hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence


def without(text: str, names: Sequence[str]) -> str:
    """The text without the names of people, which stand in subjects too: "Lunch with …"."""
    parts = {part for name in names for part in re.split(r"[\s,.]+", name) if len(part) > 2}
    if not parts:
        return text
    name = r"\b(?:" + "|".join(re.escape(part) for part in sorted(parts)) + r")\b"
    return re.sub(rf"{name}(?:[\s.]+{name})*", "…", text)


def shortened(text: str, longest: int) -> str:
    """At most so many letters, cut at a word."""
    one_line = " ".join(text.split())
    if len(one_line) <= longest:
        return one_line
    return one_line[: longest - 1].rsplit(" ", 1)[0] + "…"
