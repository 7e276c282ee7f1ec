"""Sessions: how a query is run on the build that a reader has pinned.

Each query has a cursor of its own: one connection shared between threads gave 617
wrong answers of 4,413 (RELIABILITY.md 1.2). Owns what becomes of a query that fails: no
message holds a row's values. Must not open a build (`lib.warehouse.engine` does).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

import duckdb

from lib import settings
from lib.errors import GroundError, QueryTooSlow
from lib.warehouse.limits import limits
from lib.warehouse.publish import BuildRef
from lib.warehouse.turns import Seat, Seats, in_turn
from lib.warehouse.wholes import Question, Whole, Wholes

if TYPE_CHECKING:  # a command that wants no frame starts in half the time
    import pandas as pd
    import pyarrow as pa

# Errors of a query's text, found before a row is read: they cannot hold a row's values.
_PLANNING = (
    duckdb.ParserException,
    duckdb.SyntaxException,
    duckdb.BinderException,
    duckdb.CatalogException,
)


# DuckDB would rather be asked for a relation. It reads that question twice, a fifth of what the
# questions of a page cost; the copy it warns of takes less than can be measured.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)

# Queries at once. Each uses every core, so twenty side by side end no sooner than twenty in turn,
# but all of them late: at 25 visitors most were stopped at their limit, and their work was lost.
# What is made whole takes seconds. What a page asks takes milliseconds and must not wait for that.
_making = BoundedSemaphore(2)
_asking = BoundedSemaphore(4)
# Pages at once, of those that must ask anything. Python runs one thread at a time, and hands over
# at every call of the engine: eight pages side by side took twice as much of it as two by two.
_pages = Seats(2)
# Questions differ in their text by which filters are set, not to what: there are hundreds.
_MOST_PARSED = 1_000


class BuildDamaged(GroundError):
    """A build that went bad while it was being read; the next lease falls back."""

    title = "The data on disk is damaged"


@dataclass(eq=False)
class Served:
    """One build, open for reading, what was asked of it, and how many leases hold it."""

    ref: BuildRef
    root: duckdb.DuckDBPyConnection
    wholes: Wholes = field(default_factory=lambda: Wholes(settings.WHOLES_BYTES))
    parsed: dict[str, duckdb.Statement | str] = field(default_factory=dict)
    leases: int = 0
    suspect: bool = False


class Session:
    """One build, pinned. Any number of threads may ask it at once.

    Args:
        build_id: the build all answers come from; part of every cache key.
        notice: a sentence for the reader if this is not the newest build, else None.
    """

    def __init__(self, served: Served, notice: str | None) -> None:
        self.build_id = served.ref.build_id
        self.notice = notice
        self._served = served
        self._seat: Seat | None = None

    @contextmanager
    def seated(self) -> Iterator[None]:
        """Until the block ends, ask as a page: only so many long ones are made at once."""
        self._seat = Seat(_pages, settings.SEAT_FREE_QUESTIONS)
        try:
            yield
        finally:
            self._seat.leave()
            self._seat = None

    def ask(self, question: Question) -> pd.DataFrame:
        """All rows of a question, out of what was asked whole before where that will do.

        Raises:
            As `fetch`.
        """
        from lib.warehouse import framed  # as pandas above

        return framed.frame(self._answer(question))

    def told(self, question: Question) -> list[dict[str, Any]]:
        """The same as plain values, for a few rows: days are `datetime`, and NULL is None.

        Raises:
            As `fetch`.
        """
        from lib.warehouse import framed  # as pandas above

        return framed.records(self._answer(question))

    def _answer(self, question: Question) -> pa.Table:
        question = question.over_wholes or question
        kept = self._served.wholes
        if self._seat and not all(kept.has(whole) for whole in question.wholes.values()):
            self._seat.leave()  # it takes seconds, and nobody is to wait for them
        tables = self._wholes(question)
        if self._seat:
            self._seat.take()
        return self._table(question.sql, question.parameters, tables)

    def keep(self, wholes: Iterable[Whole]) -> None:
        """Have relations asked whole, for whoever asks next.

        Raises:
            As `fetch`.
        """
        for whole in wholes:
            self._served.wholes.rows(whole, self._asked)

    def give_way(self, seconds: float) -> None:
        """Wait until no page is made, so long at most."""
        _pages.wait_until_free(seconds)

    @property
    def is_large(self) -> bool:
        """Whether a question of this build takes long enough to be asked ahead."""
        return (self._served.ref.size or 0) > settings.LARGE_BUILD_BYTES

    def fetch(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """All rows of a query, its `$name`s bound from `parameters`.

        Raises:
            QueryTooSlow: it took longer than `settings.QUERY_SECONDS`.
            BuildDamaged: the build's file is damaged.
            GroundError: the query is wrong or failed. No message holds a row's values.
        """
        from lib.warehouse import framed  # as pandas above

        return framed.frame(self._table(sql, parameters or {}))

    def rows(
        self, sql: str, parameters: Mapping[str, object] | None = None
    ) -> list[dict[str, object]]:
        """The same as plain values: dates are `date`, decimals `float`, NULL is None."""
        with self._cursor(_asking) as cursor:
            cursor.execute(self._parsed(cursor, sql), dict(parameters or {}))
            names = [column[0] for column in cursor.description]
            return [
                {name: _plain(value) for name, value in zip(names, row, strict=True)}
                for row in cursor.fetchall()
            ]

    def _table(
        self,
        sql: str,
        parameters: Mapping[str, object],
        tables: Mapping[str, pa.Table] | None = None,
    ) -> pa.Table:
        with self._cursor(_asking, tables) as cursor:
            return cursor.execute(self._parsed(cursor, sql), dict(parameters)).to_arrow_table()

    def _parsed(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement | str:
        """SQL, parsed once for all its days and filters; more than one statement stays text.

        To parse it takes the engine up to a third of what it takes to answer.
        """
        known = self._served.parsed
        if sql not in known and len(known) < _MOST_PARSED:
            statements = cursor.extract_statements(sql)
            known[sql] = statements[0] if len(statements) == 1 else sql
        return known.get(sql, sql)

    def _wholes(self, question: Question) -> dict[str, pa.Table]:
        """The relations that a question names and no build has."""
        kept = self._served.wholes
        return {name: kept.rows(whole, self._asked) for name, whole in question.wholes.items()}

    def _asked(self, question: Question) -> pa.Table:
        with self._cursor(_making, self._wholes(question)) as cursor:
            return cursor.sql(question.sql, params=dict(question.parameters)).to_arrow_table()

    @contextmanager
    def _cursor(
        self, turn: BoundedSemaphore, tables: Mapping[str, pa.Table] | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one query, in its turn, for as long as a query may take.

        Args:
            tables: relations that are none of the build's, by name.
        """
        try:
            # The limit is the query's own: it does not wait at its cost.
            with in_turn(turn, "its turn: many ask at once"):
                cursor = self._served.root.cursor()
                try:
                    with limits.within(settings.QUERY_SECONDS, cursor):
                        for name, table in (tables or {}).items():
                            cursor.register(name, table)
                        yield cursor
                finally:
                    cursor.close()
        except duckdb.Error as error:
            # `from None`: DuckDB's own words may quote a row, and logs show causes.
            raise self._explained(error) from None

    def _explained(self, error: duckdb.Error) -> GroundError:
        if isinstance(error, duckdb.InterruptException):
            return QueryTooSlow(
                f"A query was stopped after {settings.QUERY_SECONDS:g} seconds.",
                "Ask for fewer days or fewer accounts.",
            )
        if isinstance(error, _PLANNING):
            return GroundError(f"A query cannot be run on build {self.build_id}: {error}")
        # Some errors leave an open database unusable, so the next lease opens it anew.
        self._served.suspect = True
        if not self._served.ref.is_whole_now():
            return BuildDamaged(
                f"Build {self.build_id} was damaged while it was being read.",
                "Try again to see the last good build, and run `make build`.",
            )
        return GroundError(
            f"A query on build {self.build_id} failed: {type(error).__name__}.",
            "If it fails again, run `make build`.",
        )


def _plain(value: Any) -> object:
    return float(value) if isinstance(value, Decimal) else value
