"""What a person may say a column is: `fields.toml`, read once.

Owns the words of the mapping page and of `python -m lib map`, and which headers a field goes by
in the layouts we know. Must not look at a file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lib.sources import layouts


@dataclass(frozen=True)
class Field:
    """A column of the contract, as it is asked for.

    Args:
        kind: what its cells look like: day, id, name, email, domain, choice, text, flag, number,
            latitude, longitude.
        forms: the headers it goes by in known layouts, in the form of `header_form`.
        words: words its header may hold.
        tells: whether it speaks for its table.
        is_fixable: whether one value may stand for every row.
        choices: what that value may be; empty for any.
    """

    name: str
    label: str
    group: str
    kind: str
    forms: frozenset[str]
    words: frozenset[str]
    tells: bool
    is_fixable: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """What may be said of a file of one table.

    Args:
        row: what one row is, in words.
        needs: of each group, one field must be mapped.
        words: in a file's name or header they speak for the table.
    """

    table: str
    label: str
    row: str
    needs: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    fields: Mapping[str, Field]


@cache
def forms() -> Mapping[str, Form]:
    """The tables a file may be mapped to, by name, in the order they are thought of."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {
        table: Form(
            table,
            entry["label"],
            entry["row"],
            tuple(tuple(group) for group in entry["needs"]),
            frozenset(entry["words"]),
            {name: _field(table, name, said) for name, said in entry["fields"].items()},
        )
        for table, entry in tomllib.loads(text).items()
    }


def _field(table: str, name: str, said: Mapping[str, object]) -> Field:
    def words(key: str) -> tuple[str, ...]:
        return tuple(said.get(key, ()))  # type: ignore[arg-type]

    return Field(
        name,
        str(said["label"]),
        str(said["group"]),
        str(said["kind"]),
        _forms(table, {name, *words("like")}),
        frozenset(words("words")),
        bool(said.get("tells", False)),
        bool(said.get("fixed", False)),
        words("choices"),
    )


def _forms(table: str, columns: set[str]) -> frozenset[str]:
    """The headers that known layouts of a table have for these columns."""
    return frozenset(
        form
        for source in layouts.sources()
        for layout in source.layouts.values()
        if layout.table == table
        for column, found in layout.columns.items()
        if column in columns
        for form in found
    )
