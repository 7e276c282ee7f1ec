"""Which layout a file has: told by its header, never by its name alone.

Owns the declarations in `lib/sources/<source>/source.toml` and the matching of a
header against them. A file's name and its ids only settle what two headers leave
open. Must not read files' rows beyond the sample it is given.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Layout:
    """One kind of file of one source: an object, as its exporter calls it."""

    source: str
    name: str
    table: str
    columns: Mapping[str, tuple[str, ...]]
    needs: tuple[tuple[str, ...], ...]
    lacks: tuple[str, ...]
    file_names: tuple[str, ...]
    id_prefix: str
    dates: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """An export format: its layouts, and the SQL that turns them into the contract."""

    name: str
    label: str
    order: int
    nulls: tuple[str, ...]
    folder: Path
    layouts: Mapping[str, Layout]


@dataclass(frozen=True)
class Match:
    """A file's layout, and where each declared column stands in it (0-based; absent: not held)."""

    source: Source
    layout: Layout
    positions: Mapping[str, int]


@cache
def sources() -> tuple[Source, ...]:
    """Every source folder, in the order they are loaded."""
    found = []
    for path in HERE.glob("*/source.toml"):
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
        name = path.parent.name
        layouts = {
            key: Layout(
                source=name,
                name=key,
                table=entry["table"],
                columns={column: tuple(forms) for column, forms in entry["columns"].items()},
                needs=tuple(tuple(group) for group in entry["needs"]),
                lacks=tuple(entry.get("lacks", ())),
                file_names=tuple(entry.get("file_names", ())),
                id_prefix=entry.get("id_prefix", ""),
                dates=tuple(entry.get("dates", ())),
            )
            for key, entry in declared["objects"].items()
        }
        nulls = tuple(declared.get("nulls", ()))
        found.append(
            Source(name, declared["label"], declared["order"], nulls, path.parent, layouts)
        )
    return tuple(sorted(found, key=lambda source: (source.order, source.name)))


def header_form(name: str) -> str:
    """A header as it is compared: no case, accents or punctuation."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def custom_form(name: str) -> str:
    """A Salesforce custom field's own name: `ns__Visit_Purpose__c` -> `visitpurpose`."""
    bare = re.sub(r"__(c|r|s|pc)$", "", name.strip(), flags=re.IGNORECASE)
    return header_form(bare.rpartition("__")[2] if "__" in bare else bare)


def _positions(layout: Layout, header: Sequence[str]) -> dict[str, int]:
    plain: dict[str, int] = {}
    custom: dict[str, int] = {}
    for place, name in enumerate(header):
        plain.setdefault(header_form(name), place)
        custom.setdefault(custom_form(name), place)
    positions = {}
    for column, forms in layout.columns.items():
        place = next(
            (named[form] for form in forms for named in (plain, custom) if form in named), -1
        )
        if place >= 0:
            positions[column] = place
    return positions


def recognise(header: Sequence[str], sample: Sequence[Sequence[str]], stem: str) -> Match | str:
    """The layout of a file.

    Args:
        header: its column names as written.
        sample: a few of its rows, cells by position.
        stem: its file name without the suffix.

    Returns:
        The match, or a sentence saying why there is none.
    """
    candidates: list[tuple[tuple[bool, bool, int], Match]] = []
    for source in sources():
        for layout in source.layouts.values():
            positions = _positions(layout, header)
            place = positions.get("id", -1)
            has_prefix = bool(layout.id_prefix) and any(
                len(row) > place >= 0 and row[place].startswith(layout.id_prefix) for row in sample
            )
            # Ids that carry the object's mark make up for a column that tells it apart.
            needs = layout.needs[:2] if has_prefix else layout.needs
            fits = all(any(column in positions for column in group) for group in needs)
            if not fits or any(column in positions for column in layout.lacks):
                continue
            is_named = header_form(stem) in layout.file_names or stem.lower() in layout.file_names
            rank = (has_prefix, is_named, len(positions))
            candidates.append((rank, Match(source, layout, positions)))
    if not candidates:
        return "no layout we know has these columns: " + ", ".join(header[:8])
    candidates.sort(key=lambda candidate: candidate[0], reverse=True)
    if len(candidates) > 1 and candidates[0][0] == candidates[1][0]:
        names = " or ".join(f"{m.source.label} {m.layout.name}" for _, m in candidates[:2])
        return f"its columns could be {names}; name the file after what it holds"
    return candidates[0][1]
