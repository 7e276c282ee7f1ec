"""Where a visitor of the load goes: the pages people open, the filters they turn.

Owns the choice, which is the same for the same seed. What can be chosen is what the server
itself offered; account ids alone are given. Must not send or measure.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

# Address -> the page's title and how often it is opened, of 100.
PAGES: Mapping[str, tuple[str, int]] = {
    "": ("Are we seeing our customers?", 40),
    "review": ("What changed, what did we promise?", 8),
    "coverage": ("Where have we not been?", 8),
    "recency": ("Who is late, by how much, worth how much?", 8),
    "balance": ("Do we only come in trouble or when asking?", 5),
    "account": ("What must I know walking in?", 12),
    "people": ("Do the right people meet?", 4),
    "voice": ("What are customers telling us?", 4),
    "promises": ("Did we do what we said, and tell them?", 4),
    "next": ("Where should we go next, and why there?", 4),
    "moments": ("Who is at a turning point, and did we talk?", 1),
    "data": ("Which numbers can I not trust?", 2),
}
TIER, COUNTRY, OWNER, WHOSE = "Tier", "Country", "Owner", "Whose visits count"
AS_OF = "As of another day"
# Of 100 steps: to another page; a filter turned; the filters taken away; a new tab for the old.
# People filter to what is theirs: of 100 times, how often to their own country, tier, colleague or
# day, and not to another.
OWN = 85
STEPS = {"page": 68, "filter": 17, "unfilter": 5, "tab": 10}


@dataclass(frozen=True)
class Step:
    """One thing a visitor does.

    Args:
        kind: `page`, `filter` or `tab`.
        page: the address of the page it leads to; of a filter, where the visitor is.
        query: the query string to go with; None where a widget is set.
        label, value: the widget that is set, and to what.
    """

    kind: str
    page: str
    query: str | None = None
    label: str = ""
    value: object = None


class Walk:
    """One visitor's way.

    Args:
        seed: the way is the same for the same seed.
        accounts: ids that account pages are opened of.
        newest_on: the day the exports vouch for.
        own: how often, of 100 times, a filter is set to what is the visitor's own.
    """

    def __init__(self, seed: int, accounts: Sequence[str], newest_on: date, own: int = OWN) -> None:
        self._random = random.Random(seed)
        self._accounts = accounts
        self._newest_on = newest_on
        self._own = own
        self._theirs: dict[str, str] = {}

    def pause(self, seconds: float) -> float:
        """How long the visitor looks before the next step: half to one and a half of it."""
        return seconds * self._random.uniform(0.5, 1.5)

    def first(self) -> Step:
        """What opens the first tab: mostly the Overview, as it is."""
        return Step("tab", self._page(), "") if self._random.random() < 0.2 else Step("tab", "", "")

    def step(self, page: str, options: Mapping[str, Sequence[str]]) -> Step:
        """The next step.

        Args:
            page: where the visitor is.
            options: label -> what the widgets on the page offer.
        """
        kind = self._random.choices(list(STEPS), list(STEPS.values()))[0]
        if kind == "filter" and options:
            label, value = self._choice(options)
            return Step("filter", page, None, label, value)
        to = self._page(page)
        if kind == "unfilter":
            return Step("tab", to, self._query(to, {}))
        if kind == "tab":
            return Step("tab", to, self._query(to, self._sent(options)))
        # The navigation takes no query along; the page writes the filters back from its session.
        return Step("page", to, self._query(to, {}))

    def _page(self, but: str | None = None) -> str:
        names = [name for name in PAGES if name != but or name == "account"]
        return self._random.choices(names, [PAGES[name][1] for name in names])[0]

    def _query(self, page: str, filters: Mapping[str, Sequence[str]]) -> str:
        asked = dict(filters)
        if page == "account":
            asked["account"] = [self._random.choice(self._accounts)]
        return urlencode(asked, doseq=True)

    def _choice(self, options: Mapping[str, Sequence[str]]) -> tuple[str, object]:
        label = self._random.choice([TIER, COUNTRY, OWNER, AS_OF, WHOSE])
        if label == AS_OF:
            day = self._day()
            return label, [f"{day:%Y-%m-%d}"]
        offered = options.get(label, ())
        if not offered:
            return TIER, []
        if label == WHOSE:
            return label, self._random.choice(offered[:2])  # anyone's, or the executives'
        return label, [self._one(label, offered)]

    def _sent(self, options: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
        """The filters of a link that somebody sent: one or two of them, or none."""
        query: dict[str, Sequence[str]] = {}
        for name, label in (("tier", TIER), ("country", COUNTRY), ("owner", OWNER)):
            if options.get(label) and self._random.random() < 0.25:
                query[name] = [self._one(label, options[label])]
        if self._random.random() < 0.15:
            query["as_of"] = [self._day().isoformat()]
        return query

    def _one(self, label: str, offered: Sequence[str]) -> str:
        """One of what a filter offers: mostly the visitor's own, which stays the same."""
        if label not in self._theirs:
            self._theirs[label] = self._random.choice(offered)
        its_own = self._random.randrange(100) < self._own and self._theirs[label] in offered
        return self._theirs[label] if its_own else self._random.choice(offered)

    def _day(self) -> date:
        """A week ago, four weeks ago ...: mostly the visitor's own."""
        weeks = self._one(AS_OF, [str(number) for number in (1, 2, 4, 9, 13, 26)])
        return self._newest_on - timedelta(weeks=int(weeks))
