"""What pages read: the pinned build, and cached answers as DataFrames.

Owns the caches, which demand the build id and the whole scope
(RELIABILITY.md 3, 21), and the lease that pins one build for a whole page run.
Must not count: `lib.metrics.query` writes every question, from the scope.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from lib.corrections import NONE, Corrections
from lib.errors import GroundError
from lib.metrics import lists, query, scoped
from lib.scope import Scope
from lib.warehouse import corrections as store
from lib.warehouse import engine

Answer = TypeVar("Answer", bound=Callable[..., object])
Made = TypeVar("Made")

_BY_KEY: dict[str | type[Any], Callable[[Any], Any]] = {Scope: lambda scope: scope.digest}
# A Monday page of 8,000 accounts and 50,000 contacts holds 16 MB, the accounts themselves five.
_SHARED = 40
# What is made of answers is small; a chart of 8,000 accounts, the largest, half a megabyte.
_MADE = 1_000

_session: ContextVar[engine.Session] = ContextVar("session")


@dataclass(frozen=True)
class Build:
    """The build a page reads.

    Args:
        build_id: part of every cache key.
        as_of_on: the newest day its exports vouch for; where nothing in them has a date, the
            day of the build.
        is_dated: whether anything has.
        exports_from: the folder they were read from.
        is_sample: whether this is the made-up company.
        is_large: whether it is worth asking ahead.
        notice: why this is not the newest build, or None.
    """

    build_id: str
    as_of_on: date
    is_dated: bool
    exports_from: str
    is_sample: bool
    is_large: bool = False
    notice: str | None = None


@contextmanager
def pinned(warehouse: Path, build_id: str | None = None) -> Iterator[engine.Session]:
    """One build for a whole page run; nothing below it can see another.

    Args:
        build_id: the one that was on the page, for what is asked after its run; else the newest.

    Raises:
        NoWarehouse: none is published, or none of those kept can be opened; or `build_id` cannot.
    """
    with engine.lease(warehouse, build_id) as session, session.seated():
        token = _session.set(session)
        try:
            yield session
        finally:
            _session.reset(token)


def cached(answer: Answer) -> Answer:
    """Keep an answer for its build and scope; refuse a function that does not name both."""
    _demand(answer)
    keep = st.cache_data(show_spinner=False, max_entries=400, hash_funcs=_BY_KEY)
    return keep(answer)  # type: ignore[return-value]


def shared(answer: Answer) -> Answer:
    """The same for what is large and never written to: all get the one that is kept, no copy.

    What `cached` keeps is unpickled at every run: of a Monday page, with all that is frozen of it,
    that took two thirds of the run.
    """
    return _keeping(_SHARED)(answer)


def _keeping(most: int) -> Callable[[Answer], Answer]:
    def keep(answer: Answer) -> Answer:
        _demand(answer)
        shared = st.cache_resource(show_spinner=False, max_entries=most, hash_funcs=_BY_KEY)
        return shared(answer)  # type: ignore[return-value]

    return keep


def kept(build_id: str, scope: Scope, name: str, make: Callable[[], Made]) -> Made:
    """What is made of answers, made once for its build and scope; all get the one that is kept.

    Args:
        name: what it is, with everything that it depends on beside the build and the scope.
        make: makes it of answers of that scope alone: something small that nobody writes to.
    """
    made: Made = _kept(build_id, scope, name, make)
    return made


def _demand(answer: Callable[..., object]) -> None:
    names = list(inspect.signature(answer).parameters)
    if names[:2] != ["build_id", "scope"]:
        raise TypeError(f"{answer.__name__} must take build_id and scope first, not {names[:2]}")


@_keeping(_MADE)
def _kept(build_id: str, scope: Scope, name: str, _make: Callable[[], object]) -> Any:
    return _make()


def digest(scope: Scope) -> str:
    """A scope in a few letters, for what is put on record."""
    return scope.digest[:12]


def _on(build_id: str) -> engine.Session:
    session = _session.get()
    if session.build_id != build_id:
        raise RuntimeError(f"the page is pinned to {session.build_id}, not to {build_id}")
    return session


def _fetch(build_id: str, question: scoped.Query) -> pd.DataFrame:
    return _on(build_id).ask(question)


def ask(build_id: str) -> Callable[[scoped.Query], pd.DataFrame]:
    """What runs a question on the pinned build, for an answer that is made of several."""
    return lambda question: _fetch(build_id, question)


@cached
def metrics(
    build_id: str, scope: Scope, ids: tuple[str, ...], by: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Figures, as `query.metrics` gives them: a row per metric, date and value of `by`."""
    return _fetch(build_id, query.metrics(ids, scope, by))


@cached
def relation(
    build_id: str,
    scope: Scope,
    name: str,
    where: str = "",
    order_by: str = "",
    limit: int | None = None,
    columns: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Rows of a relation as of the scope's dates, its filters applied; all columns without."""
    return _fetch(build_id, query.relation(name, scope, where, order_by, limit, columns))


@cached
def listed(build_id: str, scope: Scope, list_id: str) -> pd.DataFrame:
    """The rows of a list, its scope's filters applied."""
    return _fetch(build_id, lists.rows(list_id, scope))


@cached
def told(build_id: str, scope: Scope, name: str) -> list[dict[str, Any]]:
    """The rows of a list, or else of a relation, as `frames.records` gives them.

    Of one account these are few, and a frame of them takes longer than the question.
    """
    is_list = name in lists.load()
    return _on(build_id).told(lists.rows(name, scope) if is_list else query.relation(name, scope))


@cached
def entitled(
    build_id: str, scope: Scope, rules: Sequence[Sequence[tuple[str, Sequence[str]]]]
) -> tuple[str, ...]:
    """The ids of the accounts that an access file's rules choose."""
    return tuple(_fetch(build_id, query.entitled(rules, scope))["account_id"])


def table(build_id: str, scope: Scope, name: str) -> pd.DataFrame:
    """A table of the build that is the same for every date, as `query.table` allows."""
    return _table(build_id, scope.of_no_day(), name)


@cached
def _table(build_id: str, scope: Scope, name: str) -> pd.DataFrame:
    return _fetch(build_id, query.table(name, scope))


def corrections(warehouse: Path, session: engine.Session) -> tuple[Corrections, GroundError | None]:
    """The corrections in force, or none of them and why they cannot be read."""
    try:
        return store.load(warehouse, session), None
    except store.CorrectionsUnreadable as error:
        return NONE, error


def build(session: engine.Session) -> Build:
    """What the pinned build says of itself."""
    row = table(session.build_id, Scope(as_of=()), "build").iloc[0]
    is_dated = pd.notna(row["as_of_on"])
    return Build(
        session.build_id,
        pd.Timestamp(row["as_of_on"] if is_dated else row["built_at"]).date(),
        bool(is_dated),
        str(row["exports_from"]),
        bool(row["is_sample"]),
        session.is_large,
        session.notice,
    )
