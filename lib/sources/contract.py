"""The contract every source fills: `contract.toml`, read once.

Owns the names and types of the source tables. Must not know any source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Carried by every table beside its own columns.
PROVENANCE: Mapping[str, str] = {
    "source": "varchar",
    "file": "varchar",
    "row": "bigint",
    "recorded_on": "date",
    "modified_at": "timestamp",
    "set_aside": "varchar",
}


@dataclass(frozen=True)
class Table:
    """One table of the contract: its key and its columns with their types."""

    name: str
    grain: str
    key: str
    columns: Mapping[str, str]

    @property
    def all_columns(self) -> Mapping[str, str]:
        """Its own columns, then those every table carries."""
        return {**self.columns, **PROVENANCE}


@cache
def tables() -> Mapping[str, Table]:
    """The tables of the contract by name."""
    text = Path(__file__).with_name("contract.toml").read_text(encoding="utf-8")
    return {
        name: Table(
            name,
            entry["grain"],
            entry["key"],
            dict(entry["columns"]),
        )
        for name, entry in tomllib.loads(text).items()
    }
