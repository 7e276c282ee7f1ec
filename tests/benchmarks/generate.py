"""Salesforce-form exports of any size, made up, the same for the same seed.

Owns the shape of what is measured: the Data Export's files with their columns, every
field quoted, LF, UTF-8; subjects of which about a third are distinct; multi-line mails;
a mix of locations. Columns are made whole with numpy: a million interactions take well
under a minute. Must not measure anything.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from itertools import repeat
from pathlib import Path

import numpy as np
import vocabulary as v
from numpy.typing import NDArray

# Size name -> accounts, interactions.
SIZES: Mapping[str, tuple[int, int]] = {"small": (1_000, 50_000), "large": (10_000, 1_000_000)}
NOBODY = "000000000000000AAA"
NEWEST = np.datetime64("2026-11-20", "D")
YEARS_OF_DAYS = 5 * 365
EVENT_SHARE = 0.35

Texts = list[str]
Numbers = NDArray[np.int64]
Days = NDArray[np.datetime64]


def generate(folder: Path, accounts: int, interactions: int, seed: int = 2) -> None:
    """Write the seven files of an export into a folder.

    Args:
        folder: is made if it is not there.
        accounts, interactions: how many; the other files grow with the accounts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = _Company(np.random.default_rng(seed), accounts)
    made.write_records(folder)
    events = round(interactions * EVENT_SHARE)
    made.write_events(folder, events)
    made.write_tasks(folder, interactions - events)


def ids(prefix: str, numbers: Numbers) -> Texts:
    """18-character ids: prefix, instance, a counter in base 62, the three check letters."""
    alphabet = np.frombuffer(
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", np.uint8
    )
    fixed = np.frombuffer(f"{prefix}5g00".encode(), np.uint8)
    out = np.empty((numbers.size, 18), np.uint8)
    out[:, :7] = fixed
    # Spread, so that capitals occur in every place; the step and 62^8 share no factor.
    left = (numbers * 7_368_787 + 19_960_315) % 62**8
    for place in range(14, 6, -1):
        left, digit = np.divmod(left, 62)
        out[:, place] = alphabet[digit]
    letters = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", np.uint8)
    is_capital = (out[:, :15] >= 65) & (out[:, :15] <= 90)
    for block in range(3):
        five = is_capital[:, 5 * block : 5 * block + 5]
        out[:, 15 + block] = letters[five @ (1 << np.arange(5))]
    return out.view("S18").ravel().astype("U18").tolist()


def moments(days: Days, seconds: Numbers | int = 0) -> Texts:
    """`2026-11-20 08:32:00`, as the Data Export writes a moment."""
    stamps = days.astype("datetime64[s]") + np.asarray(seconds, "timedelta64[s]")
    text = np.datetime_as_string(stamps, unit="s").astype("U19")
    text.view("U1").reshape(text.size, 19)[:, 10] = " "
    return text.tolist()


def write(path: Path, columns: Mapping[str, Sequence[str] | str]) -> None:
    """A file, every field quoted; a column that is one text holds it in every row."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(_line(tuple(columns)))
        cells = (repeat(c) if isinstance(c, str) else c for c in columns.values())
        out.writelines(map(_line, zip(*cells, strict=False)))


def _line(cells: tuple[str, ...]) -> str:
    return '"' + '","'.join(cells) + '"\n'


class _Company:
    """The accounts and people that every file points at."""

    def __init__(self, rng: np.random.Generator, accounts: int) -> None:
        self.rng = rng
        self.size = accounts
        self.account = ids("001", np.arange(accounts))
        # A heavy tail: some accounts are met often, many hardly.
        weight = rng.pareto(1.6, accounts) + 0.15
        self.weight = weight / weight.sum()
        place = rng.integers(0, len(v.PLACES), accounts)
        self.city = [v.PLACES[p][0] for p in place]
        self.state = [v.PLACES[p][1] for p in place]
        self.country = [v.PLACES[p][2] for p in place]
        self.street = self.many(
            accounts,
            lambda n: f"{self.pick(v.STREETS)} {n % 180 + 1}",
        )
        stem = [f"{a}{b}" for a in v.NAME_HEADS for b in v.NAME_TAILS]
        self.name = [
            f"{stem[n % len(stem)]} {v.TRADES[n // len(stem) % len(v.TRADES)]} {form}"
            for n, form in enumerate(self.choose(v.LEGAL_FORMS, accounts))
        ]
        self.user = ids("005", np.arange(max(20, accounts // 50)))
        self.contacts = accounts * 5
        self.contact = ids("003", np.arange(self.contacts))
        self.cases, self.deals = accounts * 4, accounts * 6

    def pick(self, texts: Sequence[str]) -> str:
        return texts[int(self.rng.integers(len(texts)))]

    def choose(self, texts: Sequence[str], size: int, p: Sequence[float] | None = None) -> Texts:
        """A text of a few for each of many."""
        return [texts[n] for n in self.rng.choice(len(texts), size, p=p).tolist()]

    def many(self, size: int, text: object) -> Texts:
        return [text(n) for n in range(size)]  # type: ignore[operator]

    def days(self, size: int, first: int = 0, last: int = YEARS_OF_DAYS) -> Days:
        """Days from `last` to `first` days before the newest one."""
        return NEWEST - self.rng.integers(first, last, size).astype("timedelta64[D]")

    def of(self, texts: Sequence[str], at: Numbers) -> Texts:
        return [texts[n] for n in at.tolist()]

    def stamps(self, created: Days) -> dict[str, Sequence[str] | str]:
        """Who made and changed a record, and when: the columns that end every file."""
        changed = np.minimum(created + self.rng.integers(0, 20, created.size), NEWEST)
        at, who = moments(changed, 36_000), self.choose(self.user, created.size)
        return {
            "CreatedDate": moments(created, self.rng.integers(25_000, 65_000, created.size)),
            "CreatedById": who,
            "LastModifiedDate": at,
            "LastModifiedById": who,
            "SystemModstamp": at,
        }

    def flags(self, chance: float, size: int) -> Texts:
        return self.choose(("0", "1"), size, (1 - chance, chance))

    def write_records(self, folder: Path) -> None:
        """Account, Contact, User, Case, Opportunity."""
        n = self.size
        empty = dict.fromkeys(v.ACCOUNT_EMPTY, "")
        write(folder / "Account.csv", {
            "Id": self.account, "IsDeleted": self.flags(0.002, n), "MasterRecordId": NOBODY,
            "Name": self.name, "Type": self.choose(v.ACCOUNT_TYPES, n), "ParentId": NOBODY,
            "BillingStreet": self.street, "BillingCity": self.city, "BillingState": self.state,
            "BillingPostalCode": "10115", "BillingCountry": self.country,
            "Phone": "+49 30 555 0197", "Website": "https://www.example.com",
            "Industry": self.choose(v.INDUSTRIES, n), "AnnualRevenue": "3000000",
            "Description": self.choose(v.PARAGRAPHS, n), "CurrencyIsoCode": "EUR",
            "OwnerId": self.choose(self.user, n), **empty, **self.stamps(self.days(n, 200, 3_000)),
        })  # fmt: skip
        of = np.repeat(np.arange(n), 5)
        first, last = self.choose(v.FIRST_NAMES, of.size), self.choose(v.LAST_NAMES, of.size)
        write(folder / "Contact.csv", {
            "Id": self.contact, "IsDeleted": "0", "MasterRecordId": NOBODY,
            "AccountId": self.of(self.account, of), "FirstName": first, "LastName": last,
            "MailingCity": self.of(self.city, of), "Phone": "+49 30 555 0197",
            "ReportsToId": NOBODY,
            "Email": [f"{a}.{b}@example.com".lower() for a, b in zip(first, last, strict=True)],
            "Title": self.choose(v.TITLES, of.size), "OwnerId": self.choose(self.user, of.size),
            **dict.fromkeys(v.CONTACT_EMPTY, ""), **self.stamps(self.days(of.size, 0, 2_500)),
        })  # fmt: skip
        u = len(self.user)
        write(folder / "User.csv", {
            "Id": self.user, "Username": [f"user{k}@example.com" for k in range(u)],
            "FirstName": self.choose(v.FIRST_NAMES, u), "LastName": self.choose(v.LAST_NAMES, u),
            "Title": self.choose(v.TITLES, u), "Street": "Kaiserstrasse 44",
            "City": "Frankfurt am Main", "Country": "Germany", "Email": "user@example.com",
            "Alias": "user", "IsActive": self.flags(0.9, u), "ProfileId": "00e5g000001abcDAAQ",
            **self.stamps(self.days(u, 1_500, 3_000)),
        })  # fmt: skip
        self._write_cases(folder)
        self._write_deals(folder)

    def _write_cases(self, folder: Path) -> None:
        n = self.cases
        of, opened = self.case_of = self.rng.choice(self.size, n, p=self.weight), self.days(n)
        closed = opened + self.rng.integers(0, 60, n)
        is_closed = (closed <= NEWEST).tolist()
        shut = zip(moments(closed, 57_600), is_closed, strict=True)
        write(folder / "Case.csv", {
            "Id": ids("500", np.arange(n)), "IsDeleted": "0",
            "CaseNumber": [f"{k:08d}" for k in range(n)],
            "ContactId": self.of(self.contact, of * 5), "AccountId": self.of(self.account, of),
            "ParentId": NOBODY, "Type": "",
            "Status": ["Closed" if c else "Working" for c in is_closed], "Origin": "Email",
            "Subject": self.choose(v.TROUBLE, n),
            "Priority": self.choose(("Low", "Medium", "High"), n, (0.3, 0.5, 0.2)),
            "Description": self.choose(v.PARAGRAPHS, n),
            "IsClosed": ["1" if c else "0" for c in is_closed],
            "ClosedDate": [day if c else "" for day, c in shut],
            "IsEscalated": self.flags(0.04, n), "OwnerId": self.choose(self.user, n),
            **self.stamps(opened),
        })  # fmt: skip

    def _write_deals(self, folder: Path) -> None:
        n = self.deals
        of, opened = self.deal_of = self.rng.choice(self.size, n, p=self.weight), self.days(n)
        due = opened + self.rng.integers(20, 240, n)
        is_closed = due <= NEWEST
        is_won = is_closed & (self.rng.random(n) < 0.4)
        code = is_closed.astype(int) + is_won
        amount = (self.rng.lognormal(10.5, 1.2, n) / 500).astype(int) * 500
        write(folder / "Opportunity.csv", {
            "Id": ids("006", np.arange(n)), "IsDeleted": "0",
            "AccountId": self.of(self.account, of), "IsPrivate": "0",
            "Name": self.choose(v.TOPICS, n), "Description": "",
            "StageName": self.of(("Negotiation", "Closed Lost", "Closed Won"), code),
            "Amount": [f"{a}.0" for a in amount.tolist()], "Probability": "50.0",
            "CloseDate": moments(due), "Type": "", "NextStep": "", "LeadSource": "",
            "IsClosed": self.of("01", is_closed.astype(int)),
            "IsWon": self.of("01", is_won.astype(int)), "ForecastCategory": "Pipeline",
            "CurrencyIsoCode": "EUR", "CampaignId": NOBODY,
            "OwnerId": self.choose(self.user, n), **self.stamps(opened),
        })  # fmt: skip

    def activities(
        self, size: int, last: int, ahead: int
    ) -> tuple[Numbers, Days, Days, dict[str, Sequence[str]]]:
        """Which account each activity is with, when it was and was entered, what it points at.

        Args:
            last: the furthest plan is so many days ahead.
            ahead: activities are entered up to so many days before they take place.

        A tenth is linked to a case of the account and a seventh to a deal, in the weeks after
        these were opened; a fifth only to a contact.
        """
        of, day = self.rng.choice(self.size, size, p=self.weight), self.days(size, -last)
        created = day - self.rng.integers(0, ahead, size)
        kind = self.rng.random(size)
        what = self.of(self.account, of)
        for prefix, linked, (owner, opened) in (
            ("500", kind < 0.10, self.case_of),
            ("006", (kind >= 0.10) & (kind < 0.25), self.deal_of),
        ):
            rows = np.flatnonzero(linked)
            record = self.rng.integers(0, owner.size, rows.size)
            of[rows] = owner[record]
            created[rows] = opened[record] + self.rng.integers(0, 20, rows.size)
            day[rows] = created[rows] + self.rng.integers(0, ahead, rows.size)
            for row, text in zip(rows.tolist(), ids(prefix, record), strict=True):
                what[row] = text
        for row in np.flatnonzero((kind >= 0.25) & (kind < 0.45)).tolist():
            what[row] = NOBODY
        who = self.of(self.contact, of * 5 + self.rng.integers(0, 5, size))
        has_who = self.flags(0.6, size)
        who = [
            w if h == "1" or x == NOBODY else NOBODY
            for w, h, x in zip(who, has_who, what, strict=True)
        ]
        return of, day, np.minimum(created, NEWEST), {"WhoId": who, "WhatId": what}

    def subjects(self, of: Numbers, usual: Sequence[str], special: Sequence[str]) -> Texts:
        """A text for each: most from a list, the others with names and numbers in them."""
        size = of.size
        texts = self.choose(usual, size)
        rows = np.flatnonzero(self.rng.random(size) < 0.36)
        form = self.rng.integers(0, len(special), rows.size).tolist()
        number = self.rng.integers(1_000, 99_999, rows.size).tolist()
        topic, person = self.choose(v.TOPICS, rows.size), self.choose(v.LAST_NAMES, rows.size)
        for k, row in enumerate(rows.tolist()):
            account = int(of[row])
            texts[row] = special[form[k]].format(
                account=self.name[account], city=self.city[account], topic=topic[k],
                person=person[k], number=number[k],
            )  # fmt: skip
        return texts

    def locations(self, of: Numbers) -> Texts:
        """Links, nothing, the account's address, name or town, restaurants, fairs, our office."""
        kinds = self.rng.choice(8, of.size, p=(0.3, 0.14, 0.1, 0.12, 0.1, 0.06, 0.12, 0.06))
        number = self.rng.integers(10**9, 10**10, of.size).tolist()
        usual = self.choose(v.LOCATIONS, of.size)
        make = (
            lambda a, n, u: "Microsoft Teams Meeting",
            lambda a, n, u: "",
            lambda a, n, u: f"https://example.zoom.us/j/{n}",
            lambda a, n, u: f"{self.street[a]}, {self.city[a]}",
            lambda a, n, u: self.name[a],
            lambda a, n, u: self.city[a],
            lambda a, n, u: u,
            lambda a, n, u: f"Room {n % 400}",
        )
        rows = zip(kinds.tolist(), of.tolist(), number, usual, strict=True)
        return [make[kind](a, n, u) for kind, a, n, u in rows]

    def write_events(self, folder: Path, size: int) -> None:
        """Event."""
        of, day, created, links = self.activities(size, 60, 30)
        hour = self.rng.integers(8, 18, size) * 3600
        at = moments(day, hour)
        write(folder / "Event.csv", {
            "Id": ids("00U", np.arange(size)), **links,
            "Subject": self.subjects(of, v.MEETINGS, v.MEETING_FORMS),
            "Location": self.locations(of), "IsAllDayEvent": "0", "ActivityDateTime": at,
            "ActivityDate": moments(day), "DurationInMinutes": "60",
            "Description": self.choose(("", *v.PARAGRAPHS), size),
            "AccountId": self.of(self.account, of), "OwnerId": self.choose(self.user, size),
            "Type": self.choose(("", "Meeting", "Other"), size, (0.8, 0.15, 0.05)),
            "IsPrivate": "0", "ShowAs": "Busy", "IsDeleted": self.flags(0.01, size),
            "IsChild": "0", "IsGroupEvent": "0", "GroupEventType": "0",
            **self.stamps(created), **dict.fromkeys(v.EVENT_EMPTY, ""),
            "RecurrenceActivityId": NOBODY, "IsRecurrence": "0",
        })  # fmt: skip

    def write_tasks(self, folder: Path, size: int) -> None:
        """Task."""
        of, day, created, links = self.activities(size, 20, 5)
        is_done = day <= NEWEST
        kind = self.choose(("Email", "Call", "Task"), size, (0.55, 0.25, 0.2))
        write(folder / "Task.csv", {
            "Id": ids("00T", np.arange(size)), **links,
            "Subject": self.subjects(of, v.TASKS, v.TASK_FORMS), "ActivityDate": moments(day),
            "Status": self.of(("Not Started", "Completed"), is_done.astype(int)),
            "Priority": "Normal", "OwnerId": self.choose(self.user, size),
            "Description": self.choose(("", *v.PARAGRAPHS, *v.MAILS), size), "Type": "",
            "IsDeleted": self.flags(0.01, size), "AccountId": self.of(self.account, of),
            "IsClosed": self.of("01", is_done.astype(int)), **self.stamps(created),
            "IsArchived": "0", "CallDurationInSeconds": "",
            "CallType": [
                ("Inbound" if n % 3 == 0 else "Outbound") if k == "Call" else ""
                for n, k in enumerate(kind)
            ],
            "CallDisposition": "", "CallObject": "", "ReminderDateTime": "",
            "IsReminderSet": "0", "TaskSubtype": kind,
        })  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a made-up Salesforce export.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("size", choices=SIZES)
    options = parser.parse_args()
    generate(options.folder, *SIZES[options.size])
