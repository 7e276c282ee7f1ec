"""A list on two days, row beside row: what only one of them counts.

Owns how a row is found again on the other day. Pure; must not know what is counted
(`lib.report.movements` does).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class Paired:
    """A list on both days.

    Args:
        was, now: its rows, each once.
        was_at, now_at: of every row of either day, its place on each; -1 where it is not there.
    """

    was: pd.DataFrame
    now: pd.DataFrame
    was_at: np.ndarray
    now_at: np.ndarray

    @classmethod
    def of(cls, was: pd.DataFrame, now: pd.DataFrame, key: list[str]) -> Paired:
        """Pair two lists.

        Args:
            key: the columns that name a row, the same from day to day.
        """
        was, now = was.drop_duplicates(key), now.drop_duplicates(key)
        places = [was[key].assign(was=range(len(was))), now[key].assign(now=range(len(now)))]
        if was.empty or now.empty:  # a frozen list without a row does not know what it is of
            at = pd.concat([one.drop(columns=key) for one in places])
        else:
            at = places[0].merge(places[1], how="outer", on=key)
        was_at, now_at = (at[name].fillna(-1).to_numpy(dtype=int) for name in ("was", "now"))
        return cls(was, now, was_at, now_at)

    def parted(self, in_was: pd.Series, in_now: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The rows that are counted now and were not, and those that were and are not.

        Args:
            in_was, in_now: whether each row of a day is counted on it.
        """
        counted, counts = _there(in_was, self.was_at), _there(in_now, self.now_at)
        return (
            self.now.iloc[self.now_at[counts & ~counted]],
            self.was.iloc[self.was_at[counted & ~counts]],
        )


def _there(members: pd.Series, at: np.ndarray) -> np.ndarray:
    there: np.ndarray = np.append(members.to_numpy(dtype=bool), False)[at]  # the last is at -1
    return there
