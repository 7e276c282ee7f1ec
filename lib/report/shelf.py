"""The reviews that are kept, as a page sees them: which one came before, what was taken on in them.

Owns which reviews can be compared. Must not know where they are kept (`lib.warehouse.reviews`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lib.report.state import scope_key
from lib.report.words import Row
from lib.scope import Scope


class Kept(Protocol):
    """What must be known of a frozen review (`lib.warehouse.reviews.Kept`)."""

    @property
    def id(self) -> int: ...
    @property
    def as_of(self) -> date: ...
    @property
    def scope_key(self) -> str: ...


@dataclass(frozen=True, eq=False)
class Shelf:
    """The reviews that are kept.

    Args:
        kept: all of them.
        load: the number of one -> its content, as it was frozen.
        taken: everything taken on in their meetings (`lib.warehouse.tasks.Taken` as
            dictionaries).
    """

    kept: Sequence[Kept] = ()
    load: Callable[[int], bytes] | None = None
    taken: Sequence[Row] = ()

    def before(self, scope: Scope) -> Kept | None:
        """The newest review of an earlier day that the same was asked of; None without one."""
        (day,), key = scope.as_of, scope_key(scope)
        earlier = [one for one in self.kept if one.as_of < day and one.scope_key == key]
        return max(earlier, key=lambda one: (one.as_of, one.id), default=None)

    def taken_in(self, scope: Scope) -> Sequence[Row]:
        """What was taken on in the meetings of comparable reviews."""
        key = scope_key(scope)
        return [row for row in self.taken if row["scope_key"] == key]
