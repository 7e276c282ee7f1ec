"""From records that name their account to records that have it: `lib/sql/links`, once for all.

Owns the order in which these relations are made, and `source_<table>`, which the rest of the
build reads. Must not decide what a name means: that is the SQL's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import duckdb

from lib import settings
from lib.sources import contract
from lib.sources.likeness import create_near_names
from lib.sources.masking import create_masked_texts
from lib.sql import graph

FOLDER = settings.SQL / "links"
# What the rest of the build reads beside `source_<table>`.
_HANDED_ON = ("unlinked_rows", "used_rows", "title_ranks")
# Free text, of which numbers are masked before it is kept.
_FREE_TEXT = {
    "accounts": ("exempt_reason",),
    "interactions": (
        "subject", "location", "notes", "introductions", "information_given", "tour",
    ),
    "cases": ("subject",),
    "deals": ("name",),
    "commitments": ("learnt", "action"),
}  # fmt: skip


def run(
    con: duckdb.DuckDBPyConnection,
    parameters: Mapping[str, str],
    are_few: bool,
    progress: Callable[[str], None],
) -> None:
    """Makes every relation of `lib/sql/links` from `staged_<table>`; notes folded accounts."""
    models = graph.models(FOLDER)
    written = graph.written(models, are_few)
    con.execute("create schema staging.links")
    con.execute("use staging.links")
    create_masked_texts(con, _FREE_TEXT)
    near_names_wanted = True
    for name in graph.in_order(models):
        if near_names_wanted and "near_names" in graph.reads(models[name]):
            create_near_names(con)
            near_names_wanted = False
        progress(f"finding accounts: {name.replace('_', ' ')}")
        is_kept = name.startswith("source_") or name in ("unlinked_rows", "title_ranks")
        kind = "table" if is_kept or name in written else "view"
        con.execute(*graph.creation(kind, name, models[name], parameters))
    for name in models:
        if name.startswith("source_") or name in _HANDED_ON:
            con.execute(f"create or replace temp view {name} as select * from staging.links.{name}")
    for name in contract.tables():
        if f"source_{name}" not in models:
            con.execute(f"create or replace temp view source_{name} as select * from staged_{name}")
    con.execute("insert into load_duplicates select source, 'accounts', file, row from folded_rows")
