"""Columns that are months: a sheet of sales with one column for each.

Owns which headers name a month, in the languages of Western Europe, and how such a row's cells
reach a source's SQL. Pure. Must not know what the cells mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

# Fewer than these make no sheet of months.
LEAST = 3
# The months' cells of a row as one text: `2026-03`, this, the cell; then the other.
BETWEEN, AFTER = "\x1f", "\x1e"
_NAMES: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janner janvier janv enero ene gennaio gen januari",
            "february feb februar fevrier fevr fev febrero febbraio februari",
            "march mar marz maerz mrz mars marzo maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag mei",
            "june jun juni juin junio giugno giu",
            "july jul juli juillet juil julio luglio lug",
            "august aug aout agosto ago augustus",
            "september sep sept septembre septiembre settembre set",
            "october oct oktober okt octobre octubre ottobre ott",
            "november nov novembre noviembre",
            "december dec dezember dez decembre diciembre dic dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
# What may stand before a month and says that the numbers are money.
_MONEY = (
    "net sales|sales|net revenue|revenue|turnover|invoiced|umsatz|nettoumsatz|erlos|ca|ventes"
    "|ventas|vendite|fatturato|omzet"
)
_WITH_MONEY = re.compile(rf"^(?:{_MONEY}) (?=\S)")
_FORMS = (
    r"(?P<y>20\d\d) ?m? ?(?P<m>0?[1-9]|1[0-2])(?: 0?1(?: 00 00(?: 00)?)?)?",
    r"(?P<m>0?[1-9]|1[0-2]) (?P<y>20\d\d)",
    r"(?P<n>[a-z]{3,10}) ?(?P<y>20\d\d|\d\d)",
    r"(?P<y>20\d\d) ?(?P<n>[a-z]{3,10})",
    r"(?P<n>[a-z]{3,10})",
)


def month_of(header: str) -> str | None:
    """The month that a header names: `2026-03`; `-03` where it names no year; None for no month."""
    words = _WITH_MONEY.sub("", _words(header))
    for form in _FORMS:
        found = re.fullmatch(form, words)
        if not found:
            continue
        parts = found.groupdict()
        number = _NAMES.get(parts["n"]) if "n" in parts else int(parts["m"])
        if number is not None:
            year = parts.get("y") or ""
            return f"{'20' if len(year) == 2 else ''}{year}-{number:02d}"
    return None


def says_money(header: str) -> bool:
    """Whether a month's header says itself that its numbers are money: `Sales Mar 2026`."""
    return _WITH_MONEY.match(_words(header)) is not None


def columns(header: Sequence[str]) -> dict[int, str]:
    """The places of the columns that are months, with their month; none where they are few."""
    found = {place: month for place, name in enumerate(header) if (month := month_of(name))}
    # A month that stands twice would be counted twice.
    is_clear = len(set(found.values())) == len(found)
    return found if len(found) >= LEAST and is_clear else {}


def _words(header: str) -> str:
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", header.casefold())
        if not unicodedata.combining(letter)
    )
    return re.sub(r"[\W_]+", " ", plain).strip()
