"""How much room text takes on a slide, guessed high: nobody knows which face will draw it.

Owns the guess, and cutting at a word what does not fit. Pure. The widths are those of a wide face
(DejaVu Sans), which stands in where an office has no Arial; a narrower one leaves some air.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Of a line, in parts of the letters' size: Arial has 1.15, faces of other scripts up to 1.45.
LINE, _TALL_LINE = 1.22, 1.45
_POINTS = 72.0
_BOLD = 1.15
# Of a line, that a cut leaves at least.
_ENOUGH = 0.6
_NARROW, _WIDE = frozenset("ijlI.,;:'|!()[] ·"), frozenset("mwMW@%–—…✕●■◆▲○◌◉◷")
_INVISIBLE = ("Cf", "Cc", "Mn", "Me")


def clean(text: str) -> str:
    """Text on one line, without signs that no file may hold or that turn the text round them."""
    kept = (one if unicodedata.category(one) not in ("Cc", "Cs", "Cn") else " " for one in text)
    return " ".join("".join(one for one in kept if one not in _TURNING).split())


# Unicode's embeddings, overrides and isolates of direction.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")


def width(text: str, size: float, is_bold: bool = False) -> float:
    """Inches that a text takes on one line."""
    return sum(map(_letter, text)) * size / _POINTS * (_BOLD if is_bold else 1.0)


def height(lines: int, size: float, text: str = "") -> float:
    """Inches that so many lines take; more for scripts that are written higher."""
    # Dashes, quotes, the ellipsis and currencies are in every face.
    is_tall = any(one > "\u0590" and not "\u2010" <= one <= "\u20cf" for one in text)
    return lines * size * (_TALL_LINE if is_tall else LINE) / _POINTS


def lines(text: str, size: float, wide: float, is_bold: bool = False) -> int:
    """How many lines a text takes within so many inches, broken at spaces."""
    return len(_broken(text, size, wide, is_bold))


def cut(text: str, size: float, wide: float, most: int = 1, is_bold: bool = False) -> str:
    """A text within so many lines: cut at a word, with an ellipsis, where it is longer."""
    broken = _broken(clean(text), size, wide, is_bold)
    if len(broken) <= most:
        return clean(text)
    rest = " ".join(broken[most - 1 :])
    whole = _fitting(rest, size, wide - width("…", size, is_bold), is_bold)
    head = rest[:whole].rpartition(" ")[0]
    # Within a word only where the word is so long that little would be left without it.
    is_enough = width(head, size, is_bold) >= _ENOUGH * wide
    last = head if is_enough and not rest[whole:].startswith(" ") else rest[:whole]
    return " ".join([*broken[: most - 1], last.rstrip(" ,;.·") + "…"])


def largest(
    text: str, sizes: Sequence[float], wide: float, high: float, is_bold: bool = False
) -> float:
    """The first of some sizes at which a text fits into a box; the last where none does."""
    for size in sizes:
        if height(lines(text, size, wide, is_bold), size, text) <= high:
            return size
    return sizes[-1]


def room(size: float, high: float, text: str = "") -> int:
    """How many lines fit into so many inches, at least one."""
    return max(1, int(high / height(1, size, text) + 1e-6))


def _broken(text: str, size: float, wide: float, is_bold: bool) -> list[str]:
    found: list[str] = []
    line = ""
    for word in text.split():
        tried = f"{line} {word}" if line else word
        if width(tried, size, is_bold) <= wide:
            line = tried
            continue
        if line:
            found.append(line)
        line = word
        # A word longer than a line, or a script without spaces, is broken anywhere.
        while (most := _fitting(line, size, wide, is_bold)) < len(line):
            found.append(line[:most])
            line = line[most:]
    return [*found, line] if line else found


def _fitting(text: str, size: float, wide: float, is_bold: bool) -> int:
    """How many letters of a text fit on a line, at least one. Stops there: a text may be long."""
    taken, room = 0.0, wide * _POINTS / size / (_BOLD if is_bold else 1.0) + 1e-9
    for number, one in enumerate(text):
        taken += _letter(one)
        if taken > room:
            return max(number, 1)
    return len(text)


@lru_cache(maxsize=4096)
def _letter(one: str) -> float:
    if unicodedata.category(one) in _INVISIBLE:
        return 0.0
    if unicodedata.east_asian_width(one) in "WF":
        return 1.05
    if one in _NARROW:
        return 0.36
    if one in _WIDE:
        return 0.95
    return 0.70 if one.isupper() else 0.64 if one.isdigit() else 0.605
