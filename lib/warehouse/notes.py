"""Subjects and notes, read once each: what they say, as tables for the SQL.

Owns the temporary tables `heard_themes`, `heard_signs`, `stated_signs` and `heard_phrases`, by
text. Must not decide what a text says (`lib.warehouse.heard`), nor which interactions count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from lib.warehouse.heard import Found, Listener

_BATCH = 20_000
_TABLES = {
    "heard_themes": ("text", "theme", "phrase", "excerpt"),
    "heard_signs": ("text", "kind", "sign", "phrase", "excerpt", "outcome"),
    "stated_signs": ("kind", "value", "sign", "outcome"),
    "heard_phrases": ("text", "phrase", "excerpt"),
}
_COLUMNS = {"tour": "tour", "introduction": "introductions", "information": "information_given"}


def read(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables; needs `source_interactions` and the reference tables."""
    for name, columns in _TABLES.items():
        typed = ", ".join(f"{column} varchar" for column in columns)
        con.execute(f"create or replace temp table {name} ({typed})")
    listener = _listener(con)
    con.execute(
        "create or replace temp table note_texts as"
        " select subject as text from source_interactions where subject is not null"
        " union select notes as text from source_interactions where notes is not null"
    )
    for texts in _batches(con, "note_texts"):
        themes: list[tuple[str | None, ...]] = []
        signs: list[tuple[str | None, ...]] = []
        for text in texts:
            raised, done = listener.heard(text)
            themes += [(text, found.what, found.phrase, found.excerpt) for found in raised]
            signs += [
                (text, _kind(f), f.what, f.phrase, f.excerpt, f.outcome) for f in done
            ]
        _insert(con, "heard_themes", themes)
        _insert(con, "heard_signs", signs)
    con.execute("drop table note_texts")
    _read_columns(con, listener)


def _listener(con: duckdb.DuckDBPyConnection) -> Listener:
    def rows(sql: str) -> list[tuple[str, str, str]]:
        return con.execute(sql).fetchall()

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
