"""The editable tables of `data/reference/`, on the connection of a build.

Owns their names and types (`reference_<file>`), and the word lists as one pattern each.
Must not decide what a word or a rule means: that is the SQL's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from lib.errors import BadReference

TABLES: Mapping[str, Mapping[str, str]] = {
    "visit_policy": {"tier": "varchar", "cadence_days": "integer", "valid_from": "date"},
    "rules": {"rule": "varchar", "value": "double", "valid_from": "date"},
    "words": {"list": "varchar", "word": "varchar"},
    "stated_settings": {"stated": "varchar", "setting": "varchar"},
    "stated_purposes": {"stated": "varchar", "purpose": "varchar"},
    "stated_outcomes": {"stated": "varchar", "outcome": "varchar"},
    "severities": {"stated": "varchar", "is_severe": "boolean"},
    "legal_forms": {"form": "varchar"},
    "titles": {"pattern": "varchar", "rank": "integer", "horizon": "varchar"},
    "our_places": {"place": "varchar"},
    "our_domains": {"domain": "varchar"},
    "free_mail_domains": {"domain": "varchar"},
    "exempt_accounts": {"account_id": "varchar", "reason": "varchar", "valid_from": "date"},
    "countries": {"name_key": "varchar", "country_code": "varchar", "name": "varchar"},
    "states": {
        "country_code": "varchar",
        "name_key": "varchar",
        "state_code": "varchar",
        "name": "varchar",
    },
}
WORD_LISTS = (
    "video",
    "video_location",
    "phone",
    "message",
    "event",
    "our_place",
    "neutral",
    "on_site",
    "meeting",
    "crisis",
    "commercial",
    "desk_work",
)
# No text holds a letter before its own beginning.
_NEVER = r"(x\A)"
# Days that an evidence window may look back or ahead.
_LONGEST_WINDOW = 3660


def load(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Makes the temporary tables `reference_<name>` and `day_offsets`.

    Raises:
        BadReference: where a table is missing, lacks a column or holds a value of another type.
    """
    for name, columns in TABLES.items():
        path = folder / f"{name}.csv"
        casts = ", ".join(
            f"cast({column} as {kind}) as {column}" for column, kind in columns.items()
        )
        try:
            con.execute(
                f"create or replace temp table reference_{name} as select {casts}"
                " from read_csv(?, all_varchar = true, header = true, nullstr = '', delim = ',')",
                [str(path)],
            )
        except duckdb.Error as error:
            raise BadReference(
                f"Reading {path}: {str(error).splitlines()[0]}",
                f"It needs the columns {', '.join(columns)}: see data/reference/README.md.",
            ) from error
    places = str(folder / "places.parquet").replace("'", "''")
    try:
        con.execute(
            "create or replace temp view reference_places as"
            f" select * from read_parquet('{places}')"
        )
    except duckdb.Error as error:
        raise BadReference(
            f"Reading {folder / 'places.parquet'}: it is missing or damaged.",
            "Check it out again, or make it with tools/build_assets.py.",
        ) from error
    con.execute(
        "create or replace temp table day_offsets as"
        f" select cast(range as integer) as days from range({_LONGEST_WINDOW})"
    )


def legal_forms(con: duckdb.DuckDBPyConnection) -> str:
    """The legal forms as alternatives of a pattern, longest first; needs the sources' macros."""
    return _alternatives(
        con, "select distinct as_words(replace(form, '.', '')) from reference_legal_forms"
    )


def patterns(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Each word list as a pattern over text in the form of `as_words`; group 1 is the word found.

    `not_<list>` are phrases in which a word of the list means something else.
    """
    found = {}
    exceptions = [
        f"not_{name}" for name in WORD_LISTS if name not in ("video_location", "desk_work")
    ]
    for name in (*WORD_LISTS, *exceptions):
        words = f"select distinct as_words(word) from reference_words where list = '{name}'"
        if name == "our_place":
            # A colleague's address is one of ours; without a number it may be just a town.
            words += (
                " union select as_words(place) from reference_our_places"
                " union select as_words(street) from source_people"
                " where regexp_matches(street, '[0-9]')"
            )
        alternatives = _alternatives(con, words)
        found[name] = f"(?:^| )({alternatives})(?: |$)" if alternatives else _NEVER
    return found


def _alternatives(con: duckdb.DuckDBPyConnection, words: str) -> str:
    (text,) = con.execute(
        f"select string_agg(word, '|' order by length(word) desc, word)"
        f" from ({words}) as words (word) where word <> ''"
    ).fetchall()[0]
    return text or ""
