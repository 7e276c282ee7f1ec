"""Subjects and notes, read once each: what they say, as tables for the SQL.

Owns the temporary tables `heard_themes`, `heard_signs`, `stated_signs` and `heard_phrases`, by
text. Must not decide what a text says (`lib.warehouse.heard`), nor which interactions count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from lib.warehouse import listening
from lib.warehouse.heard import Found, Listener
from lib.warehouse.phrases import Candidates

_BATCH = 20_000
# Notes that are searched for phrases nobody filed: of more than these, every second, third ...
_SEARCHED = 10_000
_FEWEST_ACCOUNTS = 2
_MOST_PHRASES = 2_000
# Lists of signs.csv that hold words without a meaning of their own.
_EMPTY = ("marker", "boilerplate", "ours", "negator", "pending", "sour", "calm")
_TABLES = {
    "heard_themes": ("text", "said_in", "theme", "phrase", "excerpt"),
    "heard_signs": ("text", "said_in", "kind", "sign", "phrase", "excerpt", "outcome"),
    "stated_signs": ("kind", "value", "sign", "outcome"),
    "heard_phrases": ("text", "phrase", "excerpt"),
    "phrases_met": ("text", "phrase", "excerpt"),
}
_COLUMNS = {"tour": "tour", "introduction": "introductions", "information": "information_given"}


def read(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables; needs `source_interactions` and the reference tables."""
    for name, columns in _TABLES.items():
        # (`phrases_met` is gone again when all is read.)
        typed = ", ".join(f"{column} varchar" for column in columns)
        con.execute(f"create or replace temp table {name} ({typed})")
    listener = _listener(con)
    for said_in in ("notes", "subject"):
        con.execute(
            f"create or replace temp table note_texts as select distinct {said_in} as text"
            f" from source_interactions where {said_in} is not null"
        )
        for texts in _batches(con, "note_texts"):
            themes: list[tuple[str | None, ...]] = []
            signs: list[tuple[str | None, ...]] = []
            for text in texts:
                raised, done = listener.heard(text, said_in == "subject")
                themes += [(text, said_in, f.what, f.phrase, f.excerpt) for f in raised]
                signs += [
                    (text, said_in, _kind(f), f.what, f.phrase, f.excerpt, f.outcome) for f in done
                ]
            _insert(con, "heard_themes", themes)
            _insert(con, "heard_signs", signs)
    con.execute("drop table note_texts")
    _read_columns(con, listener)
    _search(con, listener)


def _search(con: duckdb.DuckDBPyConnection, listener: Listener) -> None:
    """Fills `heard_phrases`: what the notes of several accounts repeat and no theme covers."""
    con.execute(
        f"""
        create or replace temp table searched_notes as
        with noted as (
            select distinct notes as text from source_interactions
            where notes is not null and account_id is not null
        )
        select text from noted
        where hash(text) % (select 1 + count(*) // {_SEARCHED} from noted) = 0
        """
    )
    candidates = _candidates(con)
    for texts in _batches(con, "searched_notes"):
        met: list[tuple[str | None, ...]] = []
        for written in texts:
            text = listening.read(written)
            found = candidates.of(text, listener.language(text), listener.filed(text))
            met += [(written, phrase, text.excerpt(*at)) for phrase, at in found.items()]
        _insert(con, "phrases_met", met)
    con.execute(
        f"""
        insert into heard_phrases
        with repeated as (
            select m.phrase
            from phrases_met as m
            inner join source_interactions as i on m.text = i.notes
            where i.account_id is not null
            group by m.phrase
            having count(distinct i.account_id) >= {_FEWEST_ACCOUNTS}
            order by count(distinct i.account_id) desc, m.phrase
            limit {_MOST_PHRASES}
        )
        select m.* from phrases_met as m inner join repeated as r on m.phrase = r.phrase
        """
    )
    con.execute("drop table phrases_met")
    con.execute("drop table searched_notes")


def _candidates(con: duckdb.DuckDBPyConnection) -> Candidates:
    lists = ", ".join(f"'{name}'" for name in _EMPTY)
    empty = con.execute(
        f"select distinct phrase from reference_signs where list in ({lists})"
    ).fetchall()
    names = con.execute(
        """
        select distinct unnest(string_split(as_words(name), ' ')) as word
        from (
            select name from source_accounts
            union select city from source_accounts
            union select state from source_accounts
            union select country from source_accounts
            union select name from source_people
            union select name from source_contacts
        )
        where name is not null
        """
    ).fetchall()
    return Candidates((row[0] for row in empty), (row[0] for row in names))


def _listener(con: duckdb.DuckDBPyConnection) -> Listener:
    def rows(sql: str) -> list[tuple[str, str, str]]:
        found: list[tuple[str, str, str]] = con.execute(sql).fetchall()
        return found

    return Listener(
        rows("select theme, phrase, language from reference_themes"),
        rows("select list, phrase, language from reference_signs"),
        [row[0] for row in rows("select theme from reference_theme_owners where lack_counts")],
        {row[0]: row[1] for row in rows("select stated, tour from reference_stated_tours")},
    )


def _read_columns(con: duckdb.DuckDBPyConnection, listener: Listener) -> None:
    """What the columns of a log say, each of their values once."""
    stated: list[tuple[str | None, ...]] = []
    for kind, column in _COLUMNS.items():
        values = con.execute(
            f"select distinct {column} from source_interactions where {column} is not null"
        ).fetchall()
        for (value,) in values:
            if kind == "tour":
                tour = listener.tour_stated(value)
                stated += [(kind, value, f"tour_{tour}", None)] if tour else []
            elif kind == "introduction":
                found = listener.introductions_stated(value)
                stated += [(kind, value, f.what, f.outcome) for f in found]
                stated += [] if found else [(kind, value, "introduction_none", None)]
            else:
                given = "given" if listener.is_given(value) else "none"
                stated.append((kind, value, f"information_{given}", None))
    _insert(con, "stated_signs", stated)


def _kind(found: Found) -> str:
    return found.what.partition("_")[0]


def _batches(con: duckdb.DuckDBPyConnection, table: str) -> Iterator[list[str]]:
    (number,) = con.execute(f"select count(*) from {table}").fetchall()[0]
    for start in range(0, number, _BATCH):
        yield [
            text
            for (text,) in con.execute(
                f"select text from {table} where rowid >= ? and rowid < ?", [start, start + _BATCH]
            ).fetchall()
        ]


def _insert(
    con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[str | None, ...]]
) -> None:
    if rows:
        marks = ", ".join("unnest(?)" for _ in _TABLES[table])
        con.execute(
            f"insert into {table} select {marks}", [list(c) for c in zip(*rows, strict=True)]
        )
