"""How like two names are: what a person is shown to choose from, never a match by itself.

Owns the relation `near_names`: for each name that no account goes by, the accounts that come
nearest. Must not join anything.
"""

from __future__ import annotations

import duckdb
import numpy as np
from rapidfuzz import fuzz, process

NEAREST = 3
# Below this, two names have little more in common than letters.
LEAST = 70.0
# Names compared at most, so that a file of strangers costs seconds: the rest have none near.
MOST = 5_000
BATCH = 500


def create_near_names(con: duckdb.DuckDBPyConnection) -> None:
    """Makes `near_names`: account_name as written, account_id, name, score from 0 to 100.

    Reads `unmatched_names` and `account_names`.
    """
    con.execute(
        "create or replace temp table near_names"
        " (account_name varchar, account_id varchar, name varchar, score double)"
    )
    wanted = con.execute(
        f"select account_name, name_key from unmatched_names order by all limit {MOST}"
    ).fetchall()
    known = con.execute(
        "select account_id, name, name_key from account_names where name_key <> '' order by all"
    ).fetchall()
    if not wanted or not known:
        return
    keys = [key for _, _, key in known]
    found = []
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        scores = process.cdist(
            [key for _, key in batch], keys, scorer=fuzz.WRatio, score_cutoff=LEAST, workers=-1,
            dtype=np.float32,
        )  # fmt: skip
        for (written, _), row in zip(batch, scores, strict=True):
            best = np.argsort(-row, kind="stable")[:NEAREST]
            found += [
                (written, known[at][0], known[at][1], float(row[at])) for at in best if row[at]
            ]
    if found:
        con.execute(
            "insert into near_names select unnest(?), unnest(?), unnest(?), unnest(?)",
            [list(column) for column in zip(*found, strict=True)],
        )
