"""A list on two days, row beside row: what only one of them counts.

Owns how a row is found again on the other day. Pure; must not know what is counted
(`lib.report.movements` does).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.report import frames

_Name = tuple[object, ...]
_Names = Mapping[_Name, int]


@dataclass(frozen=True, eq=False)
class Paired:
    """A list on both days.

    Args:
        was, now: its rows, each once.
        then, since: of every row of `now`, its place in `was`, and the other way round; -1 where
            it is not there.
    """

    was: pd.DataFrame
    now: pd.DataFrame
    then: np.ndarray
    since: np.ndarray

    @classmethod
    def of(cls, was: pd.DataFrame, now: pd.DataFrame, key: list[str]) -> Paired:
        """Pair two lists.

        Args:
            key: the columns that name a row, the same from day to day.
        """
        was, was_named = _once(was, key)
        now, now_named = _once(now, key)
        return cls(was, now, _places(now_named, was_named), _places(was_named, now_named))

    def parted(self, in_was: pd.Series, in_now: pd.Series) -> tuple[np.ndarray, np.ndarray]:
        """The rows that are counted now and were not, and those that were and are not.

        Args:
            in_was, in_now: whether each row of a day is counted on it.

        Returns:
            Places in `now`, and places in `was`.
        """
        counted, counts = in_was.to_numpy(dtype=bool), in_now.to_numpy(dtype=bool)
        return (
            np.flatnonzero(counts & ~_there(counted, self.then)),
            np.flatnonzero(counted & ~_there(counts, self.since)),
        )


def _once(rows: pd.DataFrame, key: list[str]) -> tuple[pd.DataFrame, _Names]:
    """The first row of each name, and the place of each name."""
    # Plain names: a merge of two such lists takes five times as long.
    names = frames.tuples(rows, key)
    places = {name: at for at, name in enumerate(names)}
    if len(places) < len(names):
        return _once(rows.drop_duplicates(key), key)
    return rows, places


def _places(names: Iterable[_Name], among: _Names) -> np.ndarray:
    return np.array([among.get(name, -1) for name in names], dtype=int)


def _there(members: np.ndarray, at: np.ndarray) -> np.ndarray:
    there: np.ndarray = np.append(members, False)[at]  # the last is at -1
    return there
