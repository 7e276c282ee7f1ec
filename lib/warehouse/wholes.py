"""What was asked of a build whole, in memory: nobody asks for the same rows of a day twice.

Owns what is kept and what is let go of. Whoever wants rows that somebody is just asking for waits
for them. Must not know what a relation means (`lib.metrics.wholes` says which are worth it), nor
open a build: it is told how to ask.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Protocol
from weakref import WeakValueDictionary

from lib.warehouse.turns import in_turn

if TYPE_CHECKING:
    import pyarrow as pa

# The column that says which day a row is of.
_DAY = "as_of_on"


class Question(Protocol):
    """SQL, its parameters, and the relations that it names and no build has."""

    @property
    def sql(self) -> str: ...
    @property
    def parameters(self) -> Mapping[str, object]: ...
    @property
    def wholes(self) -> Mapping[str, Whole]: ...
    @property
    def over_wholes(self) -> Question | None: ...


class Whole(Protocol):
    """The rows of a relation on some days; the key is the same for the same rows of a day.

    All accounts are asked for and kept, whichever are wanted; all are wanted where none is named.
    """

    @property
    def key(self) -> Hashable: ...
    @property
    def days(self) -> tuple[date, ...] | None: ...
    @property
    def of(self) -> Callable[[tuple[date, ...]], Question]: ...
    @property
    def accounts(self) -> tuple[str, ...]: ...


class Wholes:
    """The rows that one build was asked for.

    Args:
        most: bytes to keep; those that were not asked for longest go first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._lock = Lock()
        # By key and day; of what is the same on every day, the day is None.
        self._kept: OrderedDict[tuple[Hashable, date | None], pa.Table] = OrderedDict()
        self._asking: WeakValueDictionary[Hashable, _Turn] = WeakValueDictionary()

    def rows(self, whole: Whole, ask: Callable[[Question], pa.Table]) -> pa.Table:
        """The rows of a relation, those asked that are not kept.

        Args:
            ask: what runs a question.

        Raises:
            QueryTooSlow: somebody is asking for them, and for too long.
            Whatever `ask` raises: then nothing is kept of it.
        """
        import pyarrow as pa

        days: tuple[date | None, ...] = whole.days or (None,)
        # Who wants what is kept does not wait while other days of it are asked for.
        found = self._found(whole.key, days)
        if len(found) < len(days):
            found = self._asked(whole, days, ask)
        rows = pa.concat_tables([found[day] for day in days])
        return _of(rows, whole.accounts) if whole.accounts else rows

    def _asked(
        self, whole: Whole, days: Sequence[date | None], ask: Callable[[Question], pa.Table]
    ) -> dict[date | None, pa.Table]:
        turn = self._turn(whole.key)
        with in_turn(turn.lock, "what another was asking"):
            found = self._found(whole.key, days)  # another may have asked for them meanwhile
            if missing := [day for day in days if day not in found]:
                made = ask(whole.of(tuple(day for day in missing if day)))
                found |= self._keep(whole.key, _parted(made, missing))
            return found

    def has(self, whole: Whole) -> bool:
        """Whether all rows of a relation are kept."""
        with self._lock:
            return all((whole.key, day) in self._kept for day in whole.days or (None,))

    def _turn(self, key: Hashable) -> _Turn:
        """What keeps others from asking for the same meanwhile; none is made of itself."""
        with self._lock:
            return self._asking.setdefault(key, _Turn())

    def _found(self, key: Hashable, days: Sequence[date | None]) -> dict[date | None, pa.Table]:
        with self._lock:
            found = {day: self._kept[key, day] for day in days if (key, day) in self._kept}
            for day in found:
                self._kept.move_to_end((key, day))
            return found

    def _keep(
        self, key: Hashable, made: dict[date | None, pa.Table]
    ) -> dict[date | None, pa.Table]:
        with self._lock:
            for day, rows in made.items():
                self._kept[key, day] = rows
                self._bytes += rows.nbytes
            while self._bytes > self._most:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= gone.nbytes
        return made


class _Turn:
    """A lock that lasts as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self.lock = Lock()


def _of(rows: pa.Table, accounts: tuple[str, ...]) -> pa.Table:
    """The rows of some accounts, their texts spelt out.

    The engine would read all rows and every text that is numbered: of one account that is most of
    what its page costs.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    found = rows.filter(pc.is_in(rows["account_id"], value_set=pa.array(accounts)))
    columns = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in found.columns
    ]
    return pa.table(columns, names=found.column_names)


def _parted(rows: pa.Table, days: Sequence[date | None]) -> dict[date | None, pa.Table]:
    """The rows of each day, each apart, so that each can go by itself, and no larger than need be.

    Most texts are one of a few: each stands once, and a row has its number. And all is copied,
    since what the engine hands over may hold more memory than its rows take.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    def of(day: date | None) -> pa.Table:
        is_wanted = pa.repeat(True, len(rows)) if day is None else pc.equal(rows[_DAY], day)
        found = rows.filter(is_wanted).combine_chunks()
        columns = [
            column.dictionary_encode() if pa.types.is_string(column.type) else column
            for column in found.columns
        ]
        return pa.table(columns, names=found.column_names)

    return {day: of(day) for day in days}
