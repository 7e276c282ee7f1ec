"""The rules of DESIGN.md sections 2, 3 and 5 over a Salesforce export: slow, plain, from its words.

Owns a second opinion on every interaction and account. Reads no SQL and imports nothing
from `lib`; each rule stands once, in the order in which the design gives it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.oracle.reading import Reference, Row, day, flag, holds, id18, plain

IN_PERSON = {"on_site", "their_event", "event", "our_place", "neutral", "in_person_unplaced"}
ALWAYS = date.min
YEAR = timedelta(days=365)


@dataclass
class Account:
    row: Row
    id: str
    known_on: date
    name: str = ""


@dataclass
class Case:
    account: str | None
    known_on: date
    opened_on: date | None
    is_severe: bool


@dataclass
class Deal:
    account: str | None
    known_on: date
    closes_on: date | None
    is_closed: bool
    is_won: bool
    amount: float | None

    def is_open_on(self, when: date) -> bool:
        """A closed deal was open until the day before it closed."""
        return not self.is_closed or (self.closes_on is not None and when < self.closes_on)


@dataclass
class Contact:
    """One interaction: the name that DESIGN.md gives its conversations, short."""

    row: Row
    id: str
    account: str
    occurred_on: date
    known_on: date
    channel: str | None
    direction: str | None
    setting: str
    outcome: str | None
    case: str | None = None
    deal: str | None = None
    words: str = ""

    def outcome_at(self, as_of: date) -> str:
        """What is dated after the day is a plan, unless it was called off."""
        if self.outcome in (None, "completed"):
            return "planned" if self.occurred_on > as_of else "completed"
        return self.outcome


@dataclass
class Oracle:
    """Answers for one export.

    Args:
        export: object -> rows (see `reading.read_export`).
        reference: the tables of data/reference.
    """

    export: dict[str, list[Row]]
    reference: Reference
    accounts: dict[str, Account] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    deals: dict[str, Deal] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)
    unlinked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for row in self._rows("account"):
            key = _id(row, "id")
            self.accounts[key] = Account(row, key, _created(row) or ALWAYS, row.get("name", ""))
        self._people = {
            _id(row, "id"): (id18(row.get("accountid", "")), _created(row) or ALWAYS)
            for row in self._rows("contact")
        }
        for row in self._rows("case"):
            account = id18(row.get("accountid", ""))
            if not account:
                account = self._people.get(id18(row.get("contactid", "")) or "", (None, ALWAYS))[0]
            self.cases[_id(row, "id")] = Case(
                account, _created(row) or ALWAYS, _created(row),
                plain(row.get("priority", "")) in self.reference.severe
                or flag(row.get("isescalated", "")),
            )  # fmt: skip
        for row in self._rows("opportunity"):
            stage = plain(row.get("stagename", ""))
            closes_on = day(row.get("closedate", ""))
            self.deals[_id(row, "id")] = Deal(
                id18(row.get("accountid", "")), _created(row) or closes_on or ALWAYS, closes_on,
                flag(row["isclosed"]) if "isclosed" in row else stage.startswith("closed"),
                flag(row["iswon"]) if "iswon" in row else stage == "closed won",
                float(row["amount"]) if row.get("amount") else None,
            )  # fmt: skip
        self._cases_of, self._deals_of = defaultdict(list), defaultdict(list)
        for case in self.cases.values():
            self._cases_of[case.account].append(case)
        for deal in self.deals.values():
            self._deals_of[deal.account].append(deal)
        for row in self._rows("event"):
            self._add(row, "event")
        for row in self._rows("task"):
            self._add(row, "task")

    def _rows(self, name: str) -> list[Row]:
        return self.export.get(name, [])

    # --- reading one activity -------------------------------------------------------------

    def _add(self, row: Row, kind: str) -> None:
        account, linked_on = self._account(row)
        when = next(
            (
                day(row[name])
                for name in ("activitydate", "activitydatetime", "startdatetime")
                if row.get(name)
            ),
            None,
        )
        if account is None or when is None:
            self.unlinked.append(_id(row, "id"))
            return
        channel, is_stated = self._channel(row, kind)
        what = id18(row.get("whatid", ""))
        subject = row.get("subject", "")
        recorded_on = _created(row) or when
        # A task that is done, and whose due day is all there is, was no booking before that day.
        if kind == "task" and (
            flag(row.get("isclosed", "")) or row.get("status", "").lower() == "completed"
        ):
            recorded_on = max(recorded_on, when)
        self.contacts.append(
            Contact(
                row, _id(row, "id"), account, when,
                max(recorded_on, linked_on, self.accounts[account].known_on),
                channel,
                row.get("calltype", "").lower()
                if row.get("calltype", "").lower() in ("inbound", "outbound") else None,
                self._setting(row, kind, self.accounts[account], channel, is_stated),
                self._outcome(row, kind),
                what if what in self.cases else None,
                what if what in self.deals else None,
                subject,
            )
        )  # fmt: skip

    def _account(self, row: Row) -> tuple[str | None, date]:
        """The account, and the day from which the link to it could be followed."""
        stated, what, who = (id18(row.get(n, "")) for n in ("accountid", "whatid", "whoid"))
        case, deal = self.cases.get(what or ""), self.deals.get(what or "")
        person = self._people.get(who or "", (None, ALWAYS))
        if stated:  # an account that is named and not there is not replaced by a guess
            return (stated if stated in self.accounts else None), ALWAYS
        for account, known_on in (
            (what, ALWAYS),
            (case.account if case else None, case.known_on if case else ALWAYS),
            (deal.account if deal else None, deal.known_on if deal else ALWAYS),
            person,
        ):
            if account in self.accounts:
                return account, known_on
        return None, ALWAYS

    def _channel(self, row: Row, kind: str) -> tuple[str | None, bool]:
        """Meeting, call or email, and whether a field says so rather than the subject."""
        for name in ("type", "tasksubtype"):
            stated = plain(row.get(name, ""))
            if stated in ("call", "email", "meeting"):
                return stated, True
        if row.get("calltype"):
            return "call", True
        subject, place = row.get("subject", ""), row.get("location", "")
        for words, channel in (("phone", "call"), ("message", "email"), ("meeting", "meeting")):
            # An entry in a calendar happened; "Prepare site visit" on a list of tasks did not.
            if channel == "meeting" and kind == "task" and self._is_desk_work(subject):
                continue
            found = self.reference.hit(words, subject)
            # "Email: prices" in a calendar is a mail; "Review of the mail campaign" is not.
            is_led = plain(subject).startswith(found or "")
            if found and (channel != "email" or kind == "task" or is_led):
                return channel, False
            there = self.reference.hit(words, place)
            if channel != "meeting" and there and plain(place).startswith(there):
                return channel, False
        return ("meeting" if kind == "event" else None), False

    def _is_desk_work(self, subject: str) -> bool:
        text = plain(subject) + " "
        return any(text.startswith(f"{word} ") for word in self.reference.words["desk_work"])

    def _setting(
        self, row: Row, kind: str, account: Account, channel: str | None, is_stated: bool
    ) -> str:
        hit = self.reference.hit
        subject, place = row.get("subject", ""), row.get("location", "")
        name = plain(account.name)
        is_desk_work = kind == "task" and self._is_desk_work(subject)
        if is_desk_work and not is_stated:
            return {"call": "phone", "email": "message"}.get(channel or "", "unknown")
        if hit("video", subject) or hit("video", place) or hit("video_location", place):
            return "video"
        if channel == "call":
            return "phone"
        if channel == "email":
            return "message"
        if hit("event", subject, name) or hit("event", place, name):
            return "event"
        ours = any(holds(plain(place), address) for address in self.reference.our_places)
        if ours or hit("our_place", subject) or hit("our_place", place):
            return "our_place"
        if hit("neutral", subject, name) or hit("neutral", place, name):
            return "neutral"
        street, city = (plain(account.row.get(n, "")) for n in ("billingstreet", "billingcity"))
        if any(holds(plain(place), known) for known in (street, city, *self._names(name))):
            return "on_site"
        if hit("on_site", place, name):
            return "on_site"
        if not is_desk_work and hit("on_site", subject, name):
            return "on_site"
        return "in_person_unplaced" if channel == "meeting" else "unknown"

    def _names(self, name: str) -> Iterator[str]:
        yield name
        for form in self.reference.legal_forms:
            if name.endswith(f" {form}"):
                yield name.removesuffix(f" {form}")

    def _outcome(self, row: Row, kind: str) -> str | None:
        """What the row itself says; None where only its date can tell."""
        if row.get("subject", "").lower().startswith(("canceled:", "cancelled:")):
            return "cancelled"
        if kind == "event":
            return None
        stated = self.reference.outcomes.get(plain(row.get("status", "")), "planned")
        if "isclosed" not in row:
            return stated
        if not flag(row["isclosed"]):
            return "planned"
        return "completed" if stated == "planned" else stated

    # --- purpose ---------------------------------------------------------------------------

    def purpose(self, contact: Contact, as_of: date) -> tuple[str, str]:
        """Purpose and basis of a contact as they were known on a day."""
        when, hit = contact.occurred_on, self.reference.hit
        case, deal = self.cases.get(contact.case or ""), self.deals.get(contact.deal or "")
        if case and case.is_severe and case.known_on <= as_of:
            return "crisis", "linked"
        if hit("crisis", contact.words):
            return "crisis", "inferred"
        within = timedelta(days=self.reference.rules["severe_case_days"])
        for other in self._cases_of[contact.account]:
            if (
                other.is_severe
                and other.opened_on
                and when - within < other.opened_on <= when
                and other.known_on <= as_of
            ):
                return "crisis", "inferred"
        if deal and deal.known_on <= as_of and deal.is_open_on(when):
            return "commercial", "linked"
        if hit("commercial", contact.words):
            return "commercial", "inferred"
        ahead = timedelta(days=self.reference.rules["deal_due_days"])
        for offer in self._deals_of[contact.account]:
            if (
                offer.closes_on
                and offer.known_on <= when
                and offer.is_open_on(when)
                and when <= offer.closes_on <= when + ahead
            ):
                return "commercial", "inferred"
        if contact.direction == "inbound":
            return "inbound", "inferred"
        if "case" in self.export and "opportunity" in self.export:
            return "proactive", "inferred"
        return "unclassified", "inferred"

    def known(self, as_of: date) -> list[Contact]:
        return [contact for contact in self.contacts if contact.known_on <= as_of]

    # --- accounts ---------------------------------------------------------------------------

    def values(self, as_of: date) -> dict[str, tuple[float | None, str | None]]:
        found: dict[str, tuple[float | None, str | None]] = {}
        for account in self.accounts.values():
            if account.known_on > as_of:
                continue
            stated = account.row.get("arr__c", "")
            won = [
                deal.amount
                for deal in self._deals_of[account.id]
                if deal.is_won
                and deal.amount is not None
                and deal.known_on <= as_of
                and deal.closes_on
                and as_of - YEAR < deal.closes_on <= as_of
            ]
            if stated:
                found[account.id] = float(stated), "stated"
            elif won:
                found[account.id] = sum(won), "deals_won"
            else:
                found[account.id] = None, None
        return found

    def tiers(self, as_of: date) -> dict[str, tuple[str, str]]:
        values = {key: value for key, (value, _) in self.values(as_of).items()}
        stated = {key: self.accounts[key].row.get("tier__c", "") for key in values}
        n = len(values)
        ranked = sorted(values, key=lambda key: (values[key] is None, -(values[key] or 0), key))
        found = {}
        for rank, key in enumerate(ranked, start=1):
            if stated[key]:
                found[key] = stated[key], "stated"
            elif all(value is None for value in values.values()):
                found[key] = "B", "default"
            elif rank <= self.reference.rules["tier_a_share"] * n:
                found[key] = "A", "value"
            elif rank <= self.reference.rules["tier_b_share"] * n:
                found[key] = "B", "value"
            else:
                found[key] = "C", "value"
        return found

    def as_of(self, as_of: date) -> dict[str, dict[str, Any]]:
        """One row per account known on the day, by id."""
        known = self.known(as_of)
        horizon = min((contact.occurred_on for contact in known), default=None)
        values, tiers = self.values(as_of), self.tiers(as_of)
        owners = {
            _id(row, "id"): f"{row.get('firstname', '')} {row.get('lastname', '')}".strip()
            for row in self._rows("user")
        }
        mine = defaultdict(list)
        for contact in known:
            mine[contact.account].append(contact)
        rows = {}
        for key, (value, value_basis) in values.items():
            account = self.accounts[key]
            rows[key] = {
                "account_id": key,
                "name": account.name,
                "value": value,
                "value_basis": value_basis,
                "owner": owners.get(id18(account.row.get("ownerid", "")) or ""),
                **self._status(account, tiers[key], horizon, as_of, mine[key]),
            }
        return rows

    def _status(
        self,
        account: Account,
        tier: tuple[str, str],
        horizon: date | None,
        as_of: date,
        mine: list[Contact],
    ) -> dict[str, Any]:
        rules = self.reference.rules
        cadence = self.reference.cadences.get(tier[0], self.reference.cadences["*"])
        done = [c for c in mine if c.outcome_at(as_of) == "completed" and c.occurred_on <= as_of]
        talks = [c for c in done if c.setting not in ("message", "unknown")]
        purposes = [(c, self.purpose(c, as_of)[0]) for c in talks]

        def last(days: Iterator[date]) -> date | None:
            return max(days, default=None)

        visited = last(c.occurred_on for c in done if c.setting == "on_site")
        unplaced = last(c.occurred_on for c in done if c.setting == "in_person_unplaced")
        days = (as_of - visited).days if visited else None
        began = day(account.row.get("customer_since__c", "")) or _created(account.row)
        if days is not None and days <= rules["due_share"] * cadence:
            status = "on_track"
        elif days is not None and days <= cadence:
            status = "due"
        elif unplaced and (as_of - unplaced).days <= cadence:
            status = "unconfirmed"
        elif days is not None and days <= rules["lapse_factor"] * cadence:
            status = "overdue"
        elif days is not None:
            status = "lapsed"
        elif began and horizon and began >= horizon:
            status = "never"
        else:
            status = "unknown"
        booked = [
            c.occurred_on
            for c in mine
            if c.occurred_on > as_of and c.setting == "on_site" and c.outcome_at(as_of) == "planned"
        ]
        is_busy = any(
            c.outcome in ("declined", "no_response")
            and c.occurred_on <= as_of <= c.occurred_on + timedelta(days=rules["reask_days"])
            for c in mine
        )
        year = [(c, purpose) for c, purpose in purposes if c.occurred_on > as_of - YEAR]
        counts = {
            f"contacts_{name}_365": sum(1 for _, purpose in year if purpose == name)
            for name in ("proactive", "crisis", "commercial", "inbound", "unclassified")
        }
        proactive = last(c.occurred_on for c, purpose in purposes if purpose == "proactive")
        return {
            "tier": tier[0],
            "tier_basis": tier[1],
            "cadence_days": cadence,
            "status": status,
            "last_visit_on": visited,
            "days_since_visit": days,
            "last_in_person_on": last(c.occurred_on for c in done if c.setting in IN_PERSON),
            "last_contact_on": last(c.occurred_on for c in done),
            "last_proactive_on": proactive,
            "days_since_proactive": (as_of - proactive).days if proactive else None,
            "next_booked_on": min(booked, default=None),
            "is_booked": bool(booked),
            "is_asked_busy": is_busy,
            "is_neglected": status in ("overdue", "lapsed", "never", "unknown")
            and not booked
            and not is_busy,
            "visits_365": sum(1 for c, _ in year if c.setting == "on_site"),
            "contacts_365": len(year),
            **counts,
            "is_at_extremes": counts["contacts_crisis_365"] + counts["contacts_commercial_365"] > 0
            and counts["contacts_proactive_365"] + counts["contacts_unclassified_365"] == 0,
            "planned_365": min((as_of - began).days if began else 365, 365) / cadence,
            "industry": account.row.get("industry") or None,
            "began_on": began,
            "horizon_on": horizon,
        }

    def interactions(self, as_of: date) -> dict[str, dict[str, Any]]:
        """One row per interaction known on the day, by id."""
        found = {}
        for contact in self.known(as_of):
            purpose, basis = self.purpose(contact, as_of)
            if contact.occurred_on > as_of:  # what it will be for, nobody knows yet
                purpose = basis = None
            found[contact.id] = {
                "account_id": contact.account,
                "account_name": self.accounts[contact.account].name,
                "occurred_on": contact.occurred_on,
                "channel": contact.channel,
                "direction": contact.direction,
                "setting": contact.setting,
                "outcome": contact.outcome_at(as_of),
                "purpose": purpose,
                "purpose_basis": basis,
                "subject": contact.row.get("subject", "").strip() or None,
            }
        return found


def _id(row: Row, name: str) -> str:
    key = id18(row[name])
    assert key, f"a row without {name}"
    return key


def _created(row: Row) -> date | None:
    return day(row.get("createddate", ""))
