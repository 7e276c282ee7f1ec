"""Reads a Salesforce export and the reference tables the slow way: csv, dicts, plain loops.

Owns ids, dates, flags and words as the oracle sees them. Must import nothing from `lib`:
what it checks may not vouch for itself.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Row = dict[str, str]
NULL_ID = "000000000000000"
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def id18(text: str) -> str | None:
    """The 18-character form of a Salesforce id; None for a null lookup."""
    text = text.strip()
    if not text or text[:15] == NULL_ID:
        return None
    if len(text) != 15:
        return text
    blocks = (text[start : start + 5] for start in (0, 5, 10))
    return text + "".join(
        _SUFFIX[sum(1 << place for place, letter in enumerate(block) if letter.isupper())]
        for block in blocks
    )


def day(text: str) -> date | None:
    """The day of a date or a date-time; the exports write both ISO-like, in UTC."""
    return date.fromisoformat(text.strip()[:10]) if text.strip() else None


def flag(text: str) -> bool:
    return text.strip().lower() in ("1", "true")


def plain(text: str) -> str:
    """Words as data/reference/README.md compares them."""
    letters = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def holds(text: str, phrase: str) -> bool:
    """Whether plain text holds a phrase as whole words."""
    return bool(phrase) and f" {phrase} " in f" {text} "


@dataclass(frozen=True)
class Reference:
    """data/reference, as values."""

    words: dict[str, set[str]]
    severe: set[str]
    outcomes: dict[str, str]
    rules: dict[str, float]
    cadences: dict[str, int]
    our_places: tuple[str, ...]
    legal_forms: set[str]

    def hit(self, name: str, text: str, but_not: str = "") -> str | None:
        """The first word of a list that a text holds, exceptions blanked out first.

        Args:
            name: of the list.
            text: as written.
            but_not: plain text whose own words do not count (the account's name).
        """
        text = plain(text)
        for phrase in sorted(self.words.get(f"not_{name}", ()), key=len, reverse=True):
            text = f" {text} ".replace(f" {phrase} ", " | ").strip()
        for phrase in sorted(self.words[name]):
            if holds(text, phrase) and not holds(but_not, phrase):
                return phrase
        return None


def read_reference(folder: Path) -> Reference:
    def rows(name: str) -> list[Row]:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    words: dict[str, set[str]] = defaultdict(set)
    for row in rows("words.csv"):
        words[row["list"]].add(row["word"])
    return Reference(
        words=dict(words),
        severe={row["stated"] for row in rows("severities.csv") if row["is_severe"] == "true"},
        outcomes={row["stated"]: row["outcome"] for row in rows("stated_outcomes.csv")},
        rules={row["rule"]: float(row["value"]) for row in rows("rules.csv")},
        cadences={row["tier"]: int(row["cadence_days"]) for row in rows("visit_policy.csv")},
        our_places=tuple(plain(row["place"]) for row in rows("our_places.csv")),
        legal_forms={row["form"] for row in rows("legal_forms.csv")},
    )


OBJECTS = {
    "account": ("Account", "Accounts"),
    "contact": ("Contact", "Contacts"),
    "event": ("Event", "Events"),
    "task": ("Task", "Tasks"),
    "case": ("Case", "Cases"),
    "opportunity": ("Opportunity", "Opportunities"),
    "user": ("User", "Users"),
}


def read_export(folder: Path) -> dict[str, list[Row]]:
    """Object -> its rows with lower-case keys, deleted ones and repeats left out.

    An object whose file is not there is not in the answer.
    """
    found: dict[str, list[Row]] = {}
    for name, files in OBJECTS.items():
        for file_name in files:
            path = folder / f"{file_name}.csv"
            if not path.exists():
                continue
            with path.open(encoding="utf-8-sig", newline="") as file:
                read = [
                    {key.lower(): value or "" for key, value in row.items()}
                    for row in csv.DictReader(file)
                ]
            found[name] = list(_once(row for row in read if not flag(row.get("isdeleted", ""))))
    return found


def _once(rows: Iterable[Row]) -> Iterable[Row]:
    seen = set()
    for row in rows:
        key = id18(row["id"])
        if key and key not in seen:
            seen.add(key)
            yield row
