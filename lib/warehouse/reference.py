"""The editable tables of `data/reference/`, on the connection of a build.

Owns their names and types (`reference_<file>`), and the word lists as one pattern each.
Must not decide what a word or a rule means: that is the SQL's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from lib.errors import BadReference
from lib.warehouse import postal

TABLES: Mapping[str, Mapping[str, str]] = {
    "visit_policy": {"tier": "varchar", "cadence_days": "integer", "valid_from": "date"},
    "rules": {"rule": "varchar", "value": "double", "valid_from": "date"},
    "next_weights": {"reason": "varchar", "points": "integer", "valid_from": "date"},
    "words": {"list": "varchar", "word": "varchar"},
    "stated_settings": {"stated": "varchar", "setting": "varchar"},
    "stated_purposes": {"stated": "varchar", "purpose": "varchar"},
    "stated_outcomes": {"stated": "varchar", "outcome": "varchar"},
    "severities": {"stated": "varchar", "is_severe": "boolean"},
    "stated_promises": {"stated": "varchar", "state": "varchar"},
    "legal_forms": {"form": "varchar"},
    "titles": {"pattern": "varchar", "rank": "integer", "horizon": "varchar"},
    "executive_days": {"person": "varchar", "days": "double", "valid_from": "date"},
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
    "centres": {
        "country_code": "varchar",
        "state_code": "varchar",
        "latitude": "double",
        "longitude": "double",
    },
    "territories": {"country_code": "varchar", "part_code": "varchar"},
    "themes": {"theme": "varchar", "phrase": "varchar", "language": "varchar"},
    "theme_owners": {"theme": "varchar", "owner": "varchar", "lack_counts": "boolean"},
    "signs": {"list": "varchar", "phrase": "varchar", "language": "varchar"},
    "stated_tours": {"stated": "varchar", "tour": "varchar"},
    "currencies": {"written": "varchar", "currency": "varchar"},
    "exchange_rates": {
        "from_currency": "varchar",
        "to_currency": "varchar",
        "rate": "double",
        "valid_from": "date",
    },
    "place_aliases": {
        "written": "varchar",
        "in_country": "varchar",
        "city": "varchar",
        "state": "varchar",
        "country": "varchar",
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
    "promise",
    "kick_off",
    "renewal",
    "repeat",
    "termination",
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
    _check_rates(con, folder / "exchange_rates.csv")
    for name in ("places", "postal_codes"):
        _view(con, f"reference_{name}", folder / f"{name}.parquet")
    if files := sorted((folder / "postal").glob("*.txt")):
        postal.add(con, files)
    con.execute(
        "create or replace temp table day_offsets as"
        f" select cast(range as integer) as days from range({_LONGEST_WINDOW})"
    )


def _check_rates(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """One house currency, and one rate a currency and day; else sums would mean nothing."""
    (wrong, houses, double) = con.execute(
        """
        select
            count(*) filter (
                where valid_from is null
                or not coalesce(rate > 0 and isfinite(rate), false)
                or not coalesce(regexp_full_match(from_currency, '[A-Z]{3}'), false)
                or not coalesce(regexp_full_match(to_currency, '[A-Z]{3}'), false)
            ),
            string_agg(distinct to_currency, ' and ' order by to_currency),
            count(*) - count(distinct (from_currency, valid_from)),
        from reference_exchange_rates
        """
    ).fetchall()[0]
    what = None
    if wrong:
        what = f"{wrong} of its rows lack two codes of three capitals, a rate above 0 or a day."
    elif " and " in (houses or ""):
        what = f"its rates lead to {houses}, but sums can be in one currency only."
    elif double:
        what = "it holds two rates of one currency for one day."
    if what:
        raise BadReference(f"Reading {path}: {what}", "See data/reference/README.md.")


def _view(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    literal = str(path).replace("'", "''")
    try:
        con.execute(
            f"create or replace temp view {name} as select * from read_parquet('{literal}')"
        )
    except duckdb.Error as error:
        raise BadReference(
            f"Reading {path}: it is missing or damaged.",
            "Check it out again, or make it with `python -m tools.build_assets`.",
        ) from error


def legal_forms(con: duckdb.DuckDBPyConnection) -> str:
    """The legal forms as alternatives of a pattern, longest first; needs the sources' macros."""
    forms = "select 'form' as list, as_words(replace(form, '.', '')) as word"
    return _alternatives(con, f"{forms} from reference_legal_forms").get("form", "")


def patterns(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Each word list as a pattern over text in the form of `as_words`; group 1 is the word found.

    `not_<list>` are phrases in which a word of the list means something else.
    """
    # A colleague's address is one of ours; without a number it may be just a town.
    words = """
        select list, as_words(word) as word from reference_words
        union
        select 'our_place' as list, as_words(place) as word from reference_our_places
        union
        select 'our_place' as list, as_words(street) as word from source_people
        where regexp_matches(street, '[0-9]')
    """
    exceptions = [
        f"not_{name}" for name in WORD_LISTS if name not in ("video_location", "desk_work")
    ]
    found = _alternatives(con, words)
    return {
        name: f"(?:^| )({found[name]})(?: |$)" if name in found else _NEVER
        for name in (*WORD_LISTS, *exceptions)
    }


def promise_patterns(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The word list `promise` and its exceptions, as in `patterns`: sources look for them too."""
    words = "select list, as_words(word) as word from reference_words"
    found = _alternatives(con, f"{words} where list in ('promise', 'not_promise')")
    return {
        name: f"(?:^| )({found[name]})(?: |$)" if name in found else _NEVER
        for name in ("promise", "not_promise")
    }


def _alternatives(con: duckdb.DuckDBPyConnection, words: str) -> dict[str, str]:
    """The words of each list, parted by `|`, longest first.

    Args:
        words: a select with the columns `list` and `word`.
    """
    rows = con.execute(
        f"""
        select list, string_agg(word, '|' order by length(word) desc, word)
        from (select distinct list, word from ({words}) where word <> '')
        group by list
        """
    ).fetchall()
    return dict(rows)
