"""Asked ahead: what pages will want of a new build, and of a day that somebody has looked at.

Of a new build that is its newest day, and those that people compare it with: a week, a month, a
quarter and half a year before; of each, everybody's visits and the executives'.

Owns one thread, while there is something to ask, that has a large build's relations kept whole for
the next click, and one that looks for new builds. Must not answer anything: what a reader may see
is part of what is kept, as of every answer. What fails here is asked for again by whoever needs it.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Lock, Thread
from time import sleep

from lib import problems
from lib.access.policy import LOCAL
from lib.errors import GroundError
from lib.metrics import scoped
from lib.metrics.scoped import Whole
from lib.report import frames
from lib.scope import ANYONE, EXECUTIVES, Scope
from lib.ui import data
from lib.ui.view import View, rights
from lib.warehouse import engine

# Days that wait; of more, those that were looked at first are left out.
_MOST_WAITING = 4
_MOST_KNOWN = 500
# Between two looks for a new build.
_LOOK_SECONDS = 30.0
# How long a relation for later waits until no page is made.
_GIVE_WAY_SECONDS = 2.0
# What the newest day is compared with, in weeks before it.
_WEEKS_BEFORE = (1, 4, 13, 26)
# A build, a day and whose rights.
_Asked = tuple[Path, str, Scope, Sequence[date]]


class Ahead:
    """What is to be asked for, the newest first, one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[_Asked] = deque(maxlen=_MOST_WAITING)
        self._later: deque[_Asked] = deque()
        self._known: OrderedDict[tuple[str, object], None] = OrderedDict()
        self._is_asking = False

    def ask(
        self, warehouse: Path, build_id: str, scope: Scope, days: Callable[[], Sequence[date]]
    ) -> None:
        """Have what is kept whole of a scope asked for, unless it was.

        Args:
            scope: without a filter, of one day.
            days: tells those of its trends.
        """
        with self._lock:
            if self._is_known(build_id, scope):
                return
            self._remember(build_id, scope)
        asked = (warehouse, build_id, scope, days())
        with self._lock:
            self._waiting.append(asked)
            self._start()

    def ask_later(
        self, warehouse: Path, build_id: str, scopes: Sequence[tuple[Scope, Sequence[date]]]
    ) -> None:
        """The same of several, in their order, each when nothing else waits.

        Args:
            scopes: each with the days of its trends.
        """
        with self._lock:
            # Those of a build before are of no use to anybody.
            self._later = deque((warehouse, build_id, *one) for one in scopes)
            self._start()

    def _is_known(self, build_id: str, scope: Scope) -> bool:
        return (build_id, scope.key) in self._known

    def _remember(self, build_id: str, scope: Scope) -> None:
        self._known[build_id, scope.key] = None
        if len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)

    def _start(self) -> None:
        if not self._is_asking:
            self._is_asking = True
            Thread(target=self._run, name="ahead", daemon=True).start()

    def _run(self) -> None:
        while True:
            self._look()
            with self._lock:
                if self._waiting:
                    continue
                if not self._later:
                    self._is_asking = False
                    return
                warehouse, build_id, scope, days = self._later.popleft()
                if self._is_known(build_id, scope):
                    continue
            self._keep(warehouse, build_id, scoped.wholes_of(scope, days), is_later=True)
            # Not before: whoever looks at it meanwhile need not wait until it gives way.
            with self._lock:
                self._remember(build_id, scope)

    def _look(self) -> None:
        """Ask for the days that somebody looks at, the last one first."""
        while True:
            with self._lock:
                if not self._waiting:
                    return
                warehouse, build_id, scope, days = self._waiting.pop()
            self._keep(warehouse, build_id, scoped.wholes_of(scope, days))

    def _keep(
        self, warehouse: Path, build_id: str, wholes: Sequence[Whole], is_later: bool = False
    ) -> None:
        for whole in wholes:
            # A lease for each: a newer build need not wait for the last of this one.
            with _going_on(), engine.lease(warehouse) as session:
                if session.build_id != build_id:
                    return
                if is_later:
                    self._look()
                    session.give_way(_GIVE_WAY_SECONDS)
                session.keep([whole])


@contextmanager
def _going_on() -> Iterator[None]:
    """What fails ends no thread: nobody would start it again. What nobody foresaw is on record."""
    try:
        yield
    except GroundError:
        pass
    except Exception as error:
        problems.report(error)


_ahead = Ahead()


def watch(warehouse: Path, with_notes: bool) -> None:
    """From now on, have each new build's newest day asked for, before anybody looks.

    It is asked for those who may see everything; what others may see only their own look tells.

    Args:
        with_notes: whether notes are part of that.
    """
    Thread(target=_watch, args=(warehouse, with_notes), name="new builds", daemon=True).start()


def _watch(warehouse: Path, with_notes: bool) -> None:
    known = ""
    while True:
        with _going_on(), data.pinned(warehouse) as session:
            if session.is_large and session.build_id != known:
                known = session.build_id
                _ask_first(warehouse, session, with_notes)
        sleep(_LOOK_SECONDS)


def _ask_first(warehouse: Path, session: engine.Session, with_notes: bool) -> None:
    build = data.build(session)
    corrections, _ = data.corrections(warehouse, session)
    every = rights(build, corrections, LOCAL)
    scope = Scope(
        (build.as_of_on,),
        corrections=corrections,
        rights=every if with_notes else every.without_notes(),
    )
    freshness = data.table(build.build_id, scope, "freshness")
    days = [build.as_of_on - timedelta(weeks=weeks) for weeks in (0, *_WEEKS_BEFORE)]
    scopes = [
        (replace(scope, as_of=(day,), whose=whose), frames.trend_days(day, freshness))
        for day in days
        for whose in (ANYONE, EXECUTIVES)
    ]
    # Everybody's newest day is what most will look at: it gives way to nobody.
    _, newest_days = scopes[0]
    _ahead.ask(warehouse, build.build_id, scope, lambda: newest_days)
    _ahead.ask_later(warehouse, build.build_id, scopes[1:])


def of(view: View) -> None:
    """Ask for what other pages want of a view's day; of a small build they ask in no time."""
    if view.build.is_large:
        scope = view.scope.of_all()
        _ahead.ask(view.warehouse, view.build.build_id, scope, view.trend_days)
