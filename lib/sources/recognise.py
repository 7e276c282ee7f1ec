"""Which layout a file has: told by its header, never by its name alone.

Owns the declarations in `lib/sources/<source>/source.toml` (and those a person made with
`python -m lib map`, under `data/sources/`) and the matching of a header against them. A file's
name, its ids and the files beside it only settle what headers leave open. Must not read files'
rows beyond the sample it is given.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lib.errors import BadReference
from lib.sources import contract, salesforce_ids

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Layout:
    """One kind of file of one source: an object, as its exporter calls it.

    Args:
        table: the contract's table that a row of the file becomes, one for one.
        columns: our name for a column -> the headers it goes by, in the form of `header_form`.
        needs: of each group, one column must be there.
        lacks: none of these columns may be.
        lacks_headers: nor any of these headers, in the form of `header_form`.
        marks: headers that no other exporter writes; they weigh more than the rest.
        fixed: a column of the contract -> what it says in every row.
        dates: columns that hold days or moments; they reach the source's SQL in ISO form.
    """

    source: str
    name: str
    table: str
    columns: Mapping[str, tuple[str, ...]]
    needs: tuple[tuple[str, ...], ...]
    lacks: tuple[str, ...] = ()
    lacks_headers: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    id_prefix: str = ""
    dates: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """An export format: its layouts, and the SQL that turns them into the contract.

    Args:
        order: where two sources know one account, the earlier one's id is kept.
        has_one_locale: whether the files of one export all write days in one order.
        is_own: whether a person declared it here, for a file nobody foresaw.
        is_guarded: whether it puts an apostrophe before what a spreadsheet might run: `'-5`.
        is_fallback: whether any other source's layout that fits is the better reading.
        names_unread: whether the load report names the columns that have no meaning here.
        date_order: `dmy` or `mdy`, as the person said of it, where its values do not tell.
    """

    name: str
    label: str
    order: int
    nulls: tuple[str, ...]
    folder: Path
    layouts: Mapping[str, Layout]
    has_one_locale: bool = False
    is_own: bool = False
    is_guarded: bool = False
    is_fallback: bool = False
    names_unread: bool = False
    date_order: str | None = None


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


def sources(own: Path | None = None) -> tuple[Source, ...]:
    """Every source folder, in the order of `Source.order`.

    Args:
        own: where a person's own sources are kept. They are read each time: a page may have
            saved one since.

    Raises:
        BadReference: where one of them has a mistake.
    """
    theirs = [read(path, True) for path in sorted(own.glob("*/source.toml"))] if own else []
    return tuple(sorted([*_ours(), *theirs], key=lambda source: (source.order, source.name)))


@cache
def _ours() -> tuple[Source, ...]:
    return tuple(read(path, False) for path in HERE.glob("*/source.toml"))


def read(path: Path, is_own: bool) -> Source:
    """The source a folder declares.

    Raises:
        BadReference: it has a mistake.
    """
    try:
        return declared(tomllib.loads(path.read_text(encoding="utf-8")), path.parent, is_own)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadReference(
            f"Reading {path}: {type(error).__name__}: {error}.",
            "Mend it, or make it again with `python -m lib map FILE`.",
        ) from error


def declared(said: Mapping[str, Any], folder: Path, is_own: bool) -> Source:
    """A source as its `source.toml` says it.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it has a mistake.
    """
    # A name of ours and one of theirs may be the same: their schema has its own.
    name = f"own_{folder.name}" if is_own else folder.name
    prefixes = tuple(said.get("prefixes", ()))
    entries = said["objects"]
    layouts = {key: _layout(name, key, _in_full(entries, key), prefixes) for key in entries}
    if is_own:
        _check(name, layouts)
    return Source(
        name=name,
        label=said["label"],
        order=said["order"],
        nulls=tuple(said.get("nulls", ())),
        folder=folder,
        layouts=layouts,
        has_one_locale=bool(said.get("one_locale", False)),
        is_own=is_own,
        is_guarded=bool(said.get("guarded", False)),
        is_fallback=bool(said.get("fallback", False)),
        names_unread=bool(said.get("names_unread", False)),
        date_order=said.get("date_order"),
    )


def _in_full(entries: Mapping[str, Mapping[str, Any]], key: str) -> Mapping[str, Any]:
    """A layout's declaration, with what it takes over from the one it is `like`."""
    entry = entries[key]
    if "like" not in entry:
        return entry
    other = entries[entry["like"]]
    return {**other, **entry, "columns": {**other["columns"], **entry.get("columns", {})}}


def _check(source: str, layouts: Mapping[str, Layout]) -> None:
    """What a person may get wrong by hand, and SQL would not forgive."""
    for name in (source, *layouts):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise ValueError(f"{name} is no name: small letters, digits and _ only")
    for layout in layouts.values():
        if layout.table not in contract.tables():
            raise ValueError(f"there is no table {layout.table}")
        held = contract.tables()[layout.table].all_columns
        named = {*layout.columns, *layout.fixed, *layout.dates, *layout.lacks}
        for column in (*named, *(column for group in layout.needs for column in group)):
            if column not in held:
                raise ValueError(f"{layout.table} has no column {column}")
        if not layout.needs or not all(layout.needs):
            raise ValueError(f"{layout.name} needs nothing, so that every file would be one")


def _layout(
    source: str, name: str, entry: Mapping[str, object], prefixes: Sequence[str] = ()
) -> Layout:
    """A layout as declared.

    Args:
        prefixes: what some programs put before every header of this source; the bare header is
            looked for first.
    """

    def words(key: str) -> tuple[str, ...]:
        return tuple(entry.get(key, ()))  # type: ignore[arg-type]

    def headers(forms: Sequence[str]) -> tuple[str, ...]:
        return (*forms, *(prefix + form for prefix in prefixes for form in forms))

    columns: Mapping[str, Sequence[str]] = entry["columns"]  # type: ignore[assignment]
    needs: Sequence[Sequence[str]] = entry["needs"]  # type: ignore[assignment]
    return Layout(
        source=source,
        name=name,
        table=str(entry["table"]),
        columns={column: headers(forms) for column, forms in columns.items()},
        needs=tuple(tuple(group) for group in needs),
        lacks=words("lacks"),
        lacks_headers=headers(words("lacks_headers")),
        marks=headers(words("marks")),
        file_names=words("file_names"),
        id_prefix=str(entry.get("id_prefix", "")),
        dates=words("dates"),
        fixed=dict(entry.get("fixed", {})),  # type: ignore[call-overload]
    )


@cache
def header_form(name: str) -> str:
    """A header as it is compared: no case, accents or punctuation, letters of any script."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\W_]", "", plain.casefold())


@cache
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
            + ", ".join(header[:8])
            + "; `python -m lib map` declares what they are"
        )
    best = [match for match in found if match.rank == found[0].rank]
    if len(best) > 1:
        best.sort(key=lambda match: beside[match.source.name], reverse=True)
        if beside[best[0].source.name] == beside[best[1].source.name]:
            names = " or ".join(f"{m.source.label} {m.layout.name}" for m in best[:2])
            return f"its columns could be {names}; name the file after what it holds"
    return best[0]


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
