"""The Monday page as a value: everything that stands on it, in the words it stands there.

Owns what a review is (`lib.report.plain` has its form as JSON). Every rendering (screen,
PDF, slides, mail, workbook, Markdown) takes this value and computes nothing, so no two can differ.
Pure; must not fetch (`lib.report.reviewing` does) nor know a format (`lib.report.formats`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class KeyFigure:
    """A figure in words.

    Args:
        value: as it is read, `59–66 %`.
        parts: what it is made of, `141 of 238`; may be empty.
        change: against the review before, signed, `+3`; empty where it cannot be said.
        way: `better`, `worse` or `same`; empty where no way is good or nothing is compared.
    """

    id: str
    label: str
    value: str
    parts: str
    change: str
    way: str
    definition: str


@dataclass(frozen=True)
class ToSee:
    """An account to see next.

    Args:
        place: its rank; accounts with the same facts have the same.
        status: as in `lib.scope.STATUSES`.
        standing: that in words, with its shape: `◆ Overdue`.
        why: one sentence, facts only.
        booked: `3 Dec 2026`, or empty where nothing is.
        worth: `€2.4M a year`, `value unknown`.
        points: what gave it its place: `80: value 44, never visited 32, nothing booked 4`.
    """

    place: int
    account_id: str
    name: str
    where: str
    status: str
    standing: str
    why: str
    booked: str
    worth: str
    points: str = ""


@dataclass(frozen=True)
class Dot:
    """An account on the map.

    Args:
        size: 0 to 1: its diameter as a share of the largest's; the area goes with value.
        is_waiting: late only because it asked us to come later: drawn grey, never red.
    """

    account_id: str
    name: str
    longitude: float
    latitude: float
    status: str
    is_waiting: bool
    size: float


@dataclass(frozen=True)
class Map:
    """Where the accounts are.

    Args:
        region: a fixed view, a key of `lib.report.outline.VIEWS`.
        statuses: status, its label and how many accounts have it, placed or not, in the order
            of `lib.scope.STATUSES`; `busy` counts those that asked us to wait.
        unplaced: how many have no place.
        note: what the map leaves out, in words; may be empty.
    """

    region: str
    dots: tuple[Dot, ...]
    statuses: tuple[tuple[str, str, int], ...]
    unplaced: int
    note: str


@dataclass(frozen=True)
class Purpose:
    """Conversations of the window for one purpose.

    Args:
        share: 0 to 1, of all conversations.
        change: against the review before, signed; empty where there is none.
    """

    id: str
    label: str
    count: int
    share: float
    change: str


@dataclass(frozen=True)
class Move:
    """Something that came in or went out of a count, and why.

    Args:
        name: of the account.
        what: of a promise or a contact, what it is; else empty.
        worth: `€2.4M a year`; empty where it is not known or says nothing.
        cause: one sentence: the visit, the day, the row.
        row: where it is read from, `visits.csv, row 12`; empty where no row says it.
    """

    account_id: str
    name: str
    what: str
    worth: str
    cause: str
    row: str


@dataclass(frozen=True)
class Side:
    """What came into a count (`sign` 1) or went out of it (-1), and what that means."""

    sign: int
    means: str
    worth: str
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Change:
    """One count before and now. `before + len(entered) - len(left) == after`, always.

    Args:
        id: `late`, `accounts`, `booked`, `seen`, `tier_A`, `purpose_crisis`, `promises_late` ...
        group: under which heading it stands: `accounts`, `tiers`, `purposes` or `promises`.
        label: of what is counted: "Late".
        entered_as, left_as: what coming in and going out mean: "became late", "late no more".
        worth_entered, worth_left: their values together; empty where nothing is known.
        way: which way is good: up, down or none.
    """

    id: str
    group: str
    label: str
    before: int
    after: int
    entered: tuple[Move, ...]
    left: tuple[Move, ...]
    entered_as: str
    left_as: str
    worth_entered: str
    worth_left: str
    way: str

    @property
    def sides(self) -> tuple[Side, ...]:
        """What came in, then what went out; only where anything did."""
        both = (
            Side(1, self.entered_as, self.worth_entered, self.entered),
            Side(-1, self.left_as, self.worth_left, self.left),
        )
        return tuple(side for side in both if side.moves)

    @property
    def net(self) -> str:
        """The difference with its sign: `+3`, `-1`, `0`."""
        return signed(self.after - self.before)


@dataclass(frozen=True)
class Due:
    """A promise to a customer that is late, due within the week, or done and not told.

    Args:
        owner: who has it in hand; "Nobody named" where nobody is.
        name: of the account.
        what: without names of people at the customer; `what_in_full` with them.
        state: `late`, `due` or `untold`.
        said: "9 days late", "due 26 Nov 2026", "done 3 Nov 2026; tell them".
    """

    commitment_id: str
    owner: str
    account_id: str
    name: str
    what: str
    what_in_full: str
    state: str
    said: str


@dataclass(frozen=True)
class Task:
    """What somebody took on in the meeting before.

    Args:
        kind: `visit` (sees an account) or `action`.
        who: of ours.
        name: of the account; empty for an action that is about none.
        due: in words; empty where no day was set.
        state: `done` (by hand), `seen` (closed by a matching visit), `open`, `late` or `dropped`.
        said: "seen on 21 Nov 2026 by Anna Berg (visits.csv, row 12)".
    """

    id: int
    kind: str
    who: str
    what: str
    account_id: str
    name: str
    due: str
    state: str
    said: str


@dataclass(frozen=True)
class Headline:
    """A theme customers raised.

    Args:
        accounts: how many raised it in the window.
        said: "9 accounts, 4 the year before".
        owner: of the theme; may be empty.
        is_to_act: whether it is raised by as many as call for acting on it.
        quote: the words of one of them, without names; `quote_in_full` with them. Both empty
            where notes may not be seen.
        quoted: of which account and day: "Valtorta, 3 Nov 2026"; empty without a quote.
    """

    theme: str
    accounts: int
    said: str
    owner: str
    is_to_act: bool
    quote: str
    quote_in_full: str
    quoted: str


@dataclass(frozen=True)
class Review:
    """One Monday page.

    Args:
        as_of: ISO day that all figures speak of.
        title: "Are we seeing our customers?"
        scope: what is filtered, in words; empty where nothing is.
        since: ISO day of what it is compared with; empty where nothing is.
        since_said: "since review 4, of 13 Nov 2026", "since a week before, 13 Nov 2026".
        answer: the sentence.
        figures: four.
        to_see: everybody worth seeing, the first first; a page shows five.
        moved: movements against `since`, in reading order.
        due: promises by owner; tasks: of the meeting before; headlines: all, the first three shown.
        footnotes: exclusions, horizon, freshness: a sentence each.
        definitions: label and description of every figure on the page.
        agreed: what was taken on in its own meeting, where that is asked for: no frozen part of it.
        stamp: "Review 5, frozen 23 Nov 2026 07:02 UTC by ann"; empty for one that is not frozen.
    """

    as_of: str
    title: str
    scope: str
    since: str
    since_said: str
    answer: str
    figures: tuple[KeyFigure, ...]
    to_see: tuple[ToSee, ...]
    map: Map
    purposes: tuple[Purpose, ...]
    moved: tuple[Change, ...]
    due: tuple[Due, ...]
    tasks: tuple[Task, ...]
    headlines: tuple[Headline, ...]
    footnotes: tuple[str, ...]
    definitions: tuple[tuple[str, str], ...]
    stamp: str = ""
    agreed: tuple[Task, ...] = ()

    @property
    def day(self) -> date:
        """The as-of date."""
        return date.fromisoformat(self.as_of)


def signed(number: float) -> str:
    """`+3`, `-1`, `0`."""
    return f"{number:+,.0f}" if number else "0"


def shown(page: Review, with_notes: bool = False, with_names: bool = False) -> Review:
    """The page as it may be shown: without notes and names of their people unless asked for.

    Whatever a renderer is given, `quote` and `what` are what it prints.
    """
    headlines = (
        replace(
            one,
            quote=(one.quote_in_full if with_names else one.quote) if with_notes else "",
            quote_in_full="",
            quoted=one.quoted if with_notes else "",
        )
        for one in page.headlines
    )
    due = (
        replace(one, what=one.what_in_full if with_names else one.what, what_in_full="")
        for one in page.due
    )
    return replace(page, headlines=tuple(headlines), due=tuple(due))
