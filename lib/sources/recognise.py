"""Which layout a file has: told by its header, never by its name alone.

Owns the matching of a header against the layouts that are declared (`lib.sources.layouts`). A
file's name, its ids and the files beside it only settle what headers leave open. Must not read
files' rows beyond the sample it is given.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lib.errors import visible
from lib.sources import months, salesforce_ids
from lib.sources.layouts import Layout
from lib.sources.layouts import Source as Source
from lib.sources.layouts import sources as sources

# Of a header, for a sentence.
_SHOWN, _LETTERS = 8, 60


@dataclass(frozen=True)
class Match:
    """A file's layout, and where each declared column stands in it (0-based; absent: not held).

    Args:
        rank: how well it fits: declared here, ids, marks, no fallback, file name, columns held.
    """

    source: Source
    layout: Layout
    positions: Mapping[str, int]
    rank: tuple[int, ...]


@lru_cache(maxsize=20_000)
def header_form(name: str) -> str:
    """A header as it is compared: no case, accents or punctuation, letters of any script."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\W_]", "", plain.casefold())


@lru_cache(maxsize=20_000)
def custom_form(name: str) -> str:
    """A Salesforce custom field's own name: `ns__Visit_Purpose__c` -> `visitpurpose`."""
    bare = re.sub(r"__(c|r|s|pc)$", "", name.strip(), flags=re.IGNORECASE)
    return header_form(bare.rpartition("__")[2] if "__" in bare else bare)


def forms_of(header: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Where each form of a header's names stands: as written, and as a custom field's own name.

    A name that stands twice is `name` the first time and `name#2` the second.
    """
    plain: dict[str, int] = {}
    custom: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for place, name in enumerate(header):
        form = header_form(name)
        seen[form] += 1
        plain.setdefault(form if seen[form] == 1 else f"{form}#{seen[form]}", place)
        custom.setdefault(custom_form(name), place)
    return plain, custom


def candidates(
    header: Sequence[str], sample: Sequence[Sequence[str]], stem: str, known: Sequence[Source]
) -> list[Match]:
    """The layouts a file may have, the best first.

    Args:
        header: its column names as written.
        sample: a few of its rows, cells by position.
        stem: its file name without the suffix.
        known: the sources to look among.
    """
    plain, custom = forms_of(header)
    at = plain.get("id", len(header))
    is_salesforce = "systemmodstamp" in plain or salesforce_ids.are_all(
        [row[at] for row in sample if len(row) > at]
    )
    found = []
    for source in known:
        for layout in source.layouts.values():
            positions = _positions(layout, plain, custom)
            place = positions.get("id", -1)
            ids = [row[place].strip() for row in sample if len(row) > place >= 0]
            has_prefix = bool(layout.id_prefix) and any(
                text.startswith(layout.id_prefix) for text in ids
            )
            named = _is_named(layout, stem)
            if layout.has_months:
                if not (named or any(months.says_money(name) for name in header)):
                    continue
                if found_months := months.columns(header):
                    positions["months"] = min(found_months)
            # Of an object without rows there is only its name to go by; so it is of one whose ids
            # only look like Salesforce's (a copy with ids made up).
            is_other = not has_prefix and (
                not named
                if not sample
                else salesforce_ids.are_all(ids) or (named < 2 and salesforce_ids.look_so(ids))
            )
            if is_other if layout.id_prefix else is_salesforce and not source.is_own:
                continue
            # Ids that carry the object's mark make up for a column that tells it apart.
            needs = layout.needs[:2] if has_prefix else layout.needs
            fits = all(any(column in positions for column in group) for group in needs)
            is_foreign = any(column in positions for column in layout.lacks) or any(
                form in plain for form in layout.lacks_headers
            )
            if not fits or is_foreign:
                continue
            marks = sum(mark in plain for mark in layout.marks)
            told = (source.is_own, has_prefix, marks, not source.is_fallback)
            rank = (*told, named, len(positions))
            found.append(Match(source, layout, positions, rank))
    return sorted(found, key=lambda match: match.rank, reverse=True)


def choose(found: Sequence[Match], header: Sequence[str], beside: Counter[str]) -> Match | str:
    """The layout of a file, or a sentence saying why there is none.

    Args:
        found: what `candidates` gave.
        beside: how many files of the same folder surely are of each source.
    """
    if not found:
        return (
            "no layout we know has these columns: "
            + ", ".join(_short(name) for name in header[:_SHOWN])
            + "; `python -m lib map` declares what they are"
        )
    best = [match for match in found if match.rank == found[0].rank]
    if len(best) > 1:
        best.sort(key=lambda match: beside[match.source.name], reverse=True)
        if beside[best[0].source.name] == beside[best[1].source.name]:
            names = " or ".join(f"{m.source.label} {m.layout.name}" for m in best[:2])
            return f"its columns could be {names}; name the file after what it holds"
    return best[0]


def _short(name: str) -> str:
    """A column's name for a sentence: what a stranger calls it may be a million letters."""
    return visible(name if len(name) <= _LETTERS else f"{name[:_LETTERS]}…")


def is_sure(found: Sequence[Match]) -> bool:
    """Whether the best candidate is better than the next."""
    return bool(found) and (len(found) == 1 or found[0].rank > found[1].rank)


def _positions(
    layout: Layout, plain: Mapping[str, int], custom: Mapping[str, int]
) -> dict[str, int]:
    positions = {}
    for column, forms in layout.columns.items():
        place = next(
            (named[form] for form in forms for named in (plain, custom) if form in named), -1
        )
        if place >= 0:
            positions[column] = place
    return positions


def _is_named(layout: Layout, stem: str) -> int:
    """2 where the file is called after the layout, 1 where its name holds that as a word."""
    form, words = header_form(stem), re.split(r"[\W_\d]+", stem.casefold())
    if any(form == header_form(name) for name in layout.file_names):
        return 2
    return int(any(name in words for name in layout.file_names))
