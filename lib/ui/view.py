"""What a page sees: one build, one scope, and the answers asked of them.

Owns which relation answers what. Every answer is cached for its build and scope. Must not
draw, nor hold SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pandas as pd

from lib.access.policy import Permit
from lib.corrections import Corrections, written
from lib.report import answers, briefing, frames, notes, overview, rankings, recency, words
from lib.report.briefing import Known
from lib.report.words import Figure
from lib.scope import EVERYTHING, SETTINGS, UNSPOKEN, Rights, Scope
from lib.ui import data
from lib.ui.data import Build
from lib.ui.filters import Options
from lib.ui.here import Here
from lib.ui.uploading import Place

Made = TypeVar("Made")
# What a file must say before "nobody called it a crisis" can mean there was none.
RULED_OUT_BY = ("cases", "deals")
# Of what is known of an account, what its page also draws as tables: lists, and relations.
_DRAWN = ("cases", "deals", "account_people")
_RELATED = ("interaction_as_of", "held_as_of")


@dataclass(frozen=True)
class View:
    """One build and one scope.

    Args:
        build: the build all answers come from.
        scope: what they are asked of; one as-of date.
        warehouse: where corrections are kept.
        now: the entry point's clock, for the day a correction is made.
        place: where exports are added.
        here: whom it is for, and what they may do.
    """

    build: Build
    scope: Scope
    warehouse: Path
    now: Callable[[], datetime]
    place: Place
    here: Here

    @property
    def as_of(self) -> date:
        """The day all figures speak of."""
        return self.scope.as_of[0]

    @property
    def week_ago(self) -> date:
        """The day that changes are read against."""
        return self.as_of - timedelta(days=7)

    def kept(self, name: str, make: Callable[[], Made]) -> Made:
        """What is made of this view's answers, made once for its build and scope.

        Args:
            name: what it is, with everything that it depends on beside the build and the scope.
            make: makes it, of this view alone: something small that nobody writes to.
        """
        return data.kept(self.build.build_id, self.scope, name, make)

    def of_account(self, account_id: str) -> View:
        """The same view of one account, whatever the lists of filters leave out."""
        return replace(self, scope=self.scope.of_all().only(accounts=(account_id,)))

    def is_known(self) -> bool:
        """Whether the one account of this view (`of_account`) was known on its day."""
        return bool(data.told(self.build.build_id, self.scope, "account_as_of"))

    def known(self) -> Known:
        """What is known of the one account of this view (`of_account`)."""

        def rows(name: str) -> Sequence[words.Row]:
            if name in _DRAWN:
                return frames.records(self.listed(name))
            if name in _RELATED:
                return frames.records(self._related(name))
            return data.told(self.build.build_id, self.scope, name)

        return briefing.known(rows, rows, frames.records(self.table("people")))

    def _related(self, name: str) -> pd.DataFrame:
        # What the exports hold on a day is the same whichever accounts are looked at.
        scope = self.scope.of_all() if name == "held_as_of" else self.scope
        return data.relation(self.build.build_id, scope, name)

    def timeline(self) -> pd.DataFrame:
        """Every contact of two years, and what is planned or was refused, oldest first."""
        since = pd.Timestamp(self.as_of - timedelta(days=731))
        rows = self._related("interaction_as_of")
        is_shown = (rows["outcome"] != "cancelled") & (rows["occurred_on"] >= since)
        return rows[is_shown].sort_values(["occurred_on", "interaction_id"], ignore_index=True)

    def accounts(self) -> pd.DataFrame:
        """account_as_of today, the most valuable first, each with its line of facts."""
        # A copy that shares its values until somebody writes to it.
        return _accounts(self.build.build_id, self.scope).copy(deep=False)

    def coverage_answer(self) -> tuple[str, str]:
        """Where we have not been, and whose money that leaves out."""

        def made() -> tuple[str, str]:
            accounts = self.accounts()
            gaps = frames.records(rankings.gaps(accounts))
            return answers.coverage(gaps, frames.currency(accounts)), notes.apart(accounts)

        return self.kept("coverage", made)

    def overview(self) -> overview.Overview:
        """What the Overview says."""

        def made() -> overview.Overview:
            if self.accounts().empty:
                return overview.Overview(0)
            return overview.overview(
                self.accounts(),
                self.trend(overview.TREND),
                self.as_of,
                self.listed("whom_next"),
                self.changes(),
            )

        return self.kept("overview", made)

    def recency(self) -> recency.Recency:
        """What the Visit recency page says."""
        return self.kept(
            "recency",
            lambda: recency.recency(self.accounts(), self.trend(recency.TREND), self.as_of),
        )

    def changes(self) -> dict[str, list[tuple[str, str]]]:
        """Who became late, was seen, was booked since a week ago."""
        before = data.relation(
            self.build.build_id,
            self.scope.at(self.week_ago),
            "account_as_of",
            columns=("account_id", *rankings.CHANGING),
        )
        return rankings.changes(before, self.accounts())

    def trend(self, ids: Sequence[str]) -> pd.DataFrame:
        """Figures on the days of the year up to today, those that the exports reach back to."""
        return data.metrics(self.build.build_id, self.scope.at(*self.trend_days()), tuple(ids))

    def trend_days(self) -> tuple[date, ...]:
        """The days of a trend, oldest first."""
        return frames.trend_days(self.as_of, self.table("freshness"))

    def figures(self, ids: Sequence[str]) -> Mapping[str, Figure]:
        """Figures today."""
        rows = data.metrics(self.build.build_id, self.scope, tuple(ids))
        return frames.figures_on(rows, self.as_of, ids)

    def figures_a_year_ago(self, ids: Sequence[str]) -> Mapping[str, Figure]:
        """Figures 365 days ago."""
        day = self.as_of - timedelta(days=365)
        rows = data.metrics(self.build.build_id, self.scope.at(day), tuple(ids))
        return frames.figures_on(rows, day, ids)

    def areas(self, by: str) -> pd.DataFrame:
        """Coverage by country or state, as the map shades it."""
        rows = data.metrics(self.build.build_id, self.scope, ("coverage",), (by,))
        return frames.areas(rows, self.accounts(), by)

    def contacts(self) -> pd.DataFrame:
        """Conversations of the window by month and purpose: month, purpose, contacts."""
        rows = data.metrics(self.build.build_id, self.scope, ("contacts",), ("month", "purpose"))
        return rows[rows["value"] > 0].rename(columns={"value": "contacts"})

    def interactions(self) -> pd.DataFrame:
        """The last 200 conversations in scope, newest first."""
        return data.relation(
            self.build.build_id,
            self.scope,
            "interaction_as_of",
            f"outcome = 'completed' and setting not in {UNSPOKEN}",
            "occurred_on desc, interaction_id",
            200,
        )

    def interactions_of(self, account_id: str, limit: int = 200) -> pd.DataFrame:
        """The last completed interactions of one account, newest first."""
        # All of its rows are asked for on its page anyway.
        scope = self.scope.only(accounts=(account_id,))
        rows = data.relation(self.build.build_id, scope, "interaction_as_of")
        completed = rows[rows["outcome"] == "completed"]
        newest = completed.sort_values(
            ["occurred_on", "interaction_id"], ascending=[False, True], ignore_index=True
        )
        return newest.head(limit)

    def clocks(self, account_id: str) -> pd.DataFrame:
        """Each setting's clock of one account, the customer's own place first."""
        rows = self.of_account(account_id)._related("clock_as_of")
        return rows.sort_values("setting", key=lambda names: names.map(SETTINGS.index))

    def everybody(self) -> pd.DataFrame:
        """Every account this reader may see, whatever the filters: account_id, name, city, tier."""
        return _everybody(self.build.build_id, self._unfiltered())

    def choices(self) -> Mapping[str, str]:
        """account_id -> name and city of every account this reader may see."""

        def made() -> dict[str, str]:
            accounts = self.everybody()
            places = frames.by_account(accounts, "city")
            names = frames.by_account(accounts, "name")
            return {id_: " · ".join(filter(None, (names[id_], places[id_]))) for id_ in names}

        return data.kept(self.build.build_id, self._unfiltered(), "choices", made)

    def colleagues(self) -> dict[str, str]:
        """person_id -> name of our people, executives first."""
        return _colleagues(self.table("people"))

    def name_matches(self) -> pd.DataFrame:
        """Names no account goes by and the account each is most like, the most contacts first."""
        rows = data.relation(
            self.build.build_id,
            self.scope,
            "name_matches_as_of",
            "",
            "contacts desc, account_name, score desc, account_id",
        )
        decided = {written(row.subject) for row in self.scope.corrections.of("alias")}
        is_open = ~rows["account_name"].map(written).isin(decided)
        return rows[is_open].drop_duplicates("account_name")

    def duplicate_matches(self) -> pd.DataFrame:
        """Two accounts that may be one customer, those most alike first, the decided left out."""
        rows = data.relation(
            self.build.build_id,
            self.scope,
            "duplicate_matches_as_of",
            "",
            "likeness desc, account_id, other_id",
        )
        decided = {
            frozenset((row.subject, row.value))
            for row in self.scope.corrections.of("duplicate", "distinct")
        }
        pairs = zip(rows["account_id"], rows["other_id"], strict=True)
        return rows[[frozenset(pair) not in decided for pair in pairs]]

    def claims(self) -> pd.DataFrame:
        """Accounts whose export claims a last activity that its rows do not show."""
        return data.relation(
            self.build.build_id,
            self.scope,
            "last_activity_as_of",
            "",
            "claimed_on desc, account_id",
        )

    def corrected_contacts(self) -> pd.DataFrame:
        """Every contact of which a person corrected something, whatever the filters."""
        where = "corrections is not null"
        return data.relation(self.build.build_id, self._unfiltered(), "interaction_list", where)

    def listed(self, list_id: str, account_id: str | None = None) -> pd.DataFrame:
        """The rows of a list of `lib.metrics.lists`; of one account or of all in scope."""
        scope = self.scope.only(accounts=(account_id,)) if account_id else self.scope
        return data.listed(self.build.build_id, scope, list_id)

    def first_said(self, most: int) -> pd.DataFrame:
        """The first so many contacts that raised each theme, as `theme_excerpts` has them."""
        return data.relation(
            self.build.build_id,
            self.scope,
            "theme_excerpts_as_of",
            f"place <= {most:d}",
            "as_of_on, theme, place",
        )

    def holds(self, *what: str) -> bool:
        """Whether the exports held all of these on the day (`lib/sql/core/holds.sql`)."""
        return set(what) <= set(self._related("held_as_of")["held"])

    def table(self, name: str) -> pd.DataFrame:
        """A plain table of the build: loads, rejects, freshness or checks."""
        return data.table(self.build.build_id, self.scope, name)

    def _unfiltered(self) -> Scope:
        """The newest day, no filter: only what the reader's rights leave out is left out."""
        scope = self.scope
        day = (self.build.as_of_on,)
        return Scope(as_of=day, corrections=scope.corrections, rights=scope.rights)

    def missing_files(self) -> list[str]:
        """Which of cases and deals no file was loaded for."""
        loads = self.table("loads")
        loaded = set(loads.loc[loads["status"] == "loaded", "table_name"])
        return [name for name in RULED_OUT_BY if name not in loaded]


@data.shared
def _accounts(build_id: str, scope: Scope) -> pd.DataFrame:
    return frames.with_notes(frames.on(_account_rows(build_id, scope), scope.as_of[0]))


@data.cached
def _everybody(build_id: str, scope: Scope) -> pd.DataFrame:
    return _account_rows(build_id, scope)[["account_id", "name", "city", "tier"]]


def _account_rows(build_id: str, scope: Scope) -> pd.DataFrame:
    order = "house_value desc nulls last, value desc nulls last, account_id"
    return data.relation(build_id, scope, "account_as_of", "", order)


def rights(build: Build, corrections: Corrections, permit: Permit) -> Rights:
    """What a permit lets through of this build."""
    scope = Scope(as_of=(build.as_of_on,), corrections=corrections, rights=EVERYTHING)
    accounts = None if permit.rules is None else data.entitled(build.build_id, scope, permit.rules)
    return Rights(
        accounts,
        notes="notes" in permit.sees,
        names="names" in permit.sees,
        promises="promises" in permit.sees,
        rule=permit.rule,
    )


def options(build: Build, corrections: Corrections, rights: Rights) -> Options:
    """What the filters can choose from, as this build has it and this reader may see it."""
    return _options(
        build.build_id, Scope(as_of=(build.as_of_on,), corrections=corrections, rights=rights)
    )


@data.cached
def _options(build_id: str, scope: Scope) -> Options:
    accounts = _account_rows(build_id, scope)
    people = data.table(build_id, scope, "people")
    horizons = data.table(build_id, scope, "freshness")["horizon_on"].dropna()
    newest_on = scope.as_of[0]
    return Options(
        values={
            name: sorted(accounts[name].dropna().astype(str).unique())
            for name in ("tier", "country", "industry", "owner")
        },
        people=_colleagues(people),
        first_on=min([newest_on, *pd.to_datetime(horizons).dt.date]),
        newest_on=newest_on,
    )


def _colleagues(people: pd.DataFrame) -> dict[str, str]:
    """person_id -> name, executives first; two people of one name are told apart by their id."""
    named = people.dropna(subset=["name"]).sort_values(
        ["is_executive", "name"], ascending=[False, True]
    )
    twice = named["name"].duplicated(keep=False)
    names = named["name"].where(~twice, named["name"] + " (" + named["person_id"] + ")")
    return dict(zip(named["person_id"], names, strict=True))
