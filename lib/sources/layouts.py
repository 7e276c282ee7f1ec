"""Layouts: what the files of each source look like, as its `source.toml` declares it.

Owns the declarations in `lib/sources/<source>/source.toml` and those a person made with
`python -m lib map`, under `data/sources/`: how they are read and what is a mistake in one. Must
not look at an export (`lib.sources.recognise` tells whose it is).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lib.errors import BadReference
from lib.sources import contract
from lib.sql import graph

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
        has_months: whether a column for each month of a sheet reaches the SQL as one, `months`.
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
    has_months: bool = False


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
        shared: relations of its that other sources have too -> their file in `lib/sources/shared`.
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
    shared: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None

    @property
    def models(self) -> Mapping[str, str]:
        """Its relations: those written in its folder, and those it shares with others."""
        common = graph.models(HERE / "shared")
        return {
            **graph.models(self.folder),
            **{name: common[file] for name, file in self.shared.items()},
        }


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
        shared=dict(said.get("shared", {})),
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
        has_months=bool(entry.get("months", False)),
    )
