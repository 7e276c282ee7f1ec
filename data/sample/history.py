"""What happened between Halden & Marsh and its customers: the truth behind the sample exports.

Owns the order of events. It must not know a file format and never reads the clock. Every account
draws from its own stream of chance, so that a change to one leaves the others as they were.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import company
import telling
from business import make_deals, open_cases, rank
from casting import BOOKED, BUSY, CALLED_OFF, cast, meet_people, read_accounts
from model import CADENCE, HORIZON, SEED, TODAY, Account, between, workday
from visiting import REFORM, make_visits
from writing import ALMGREN_LEFT, Writer

RATE = {"A": 14.5, "B": 5.4, "C": 2.1}  # contacts a year, visits and cases and deals apart
ERAS = (  # up to this day: weights of video, call, email, unplaced, neutral, show, ours, todo
    (date(2022, 10, 1), (34, 13, 42, 3, 2, 2, 1, 4)),
    (date(2024, 1, 1), (20, 13, 47, 5, 4, 4, 2, 5)),
    (date(2100, 1, 1), (14, 13, 50, 6, 5, 4, 3, 5)),
)
KINDS = ("video", "call", "email", "unplaced", "neutral", "show", "ours", "todo")


def keep_in_touch(account: Account) -> None:
    """The contacts of every day: catch-ups, calls, e-mails, lunches."""
    own, write, cadence = account.chance, Writer(account), CADENCE[account.tier]
    day = max(account.created, HORIZON)
    rate = RATE[account.size] * {"Prospect": 0.8, "Former": 0.5}.get(account.kind, 1.0)
    late = account.role in ("overdue", "lapsed", "never", "unknown", "quiet", "unvisited")
    restricted = account.role in ("crisis_only", "renewal_only")
    while True:
        pace = rate if day > REFORM else rate * 0.9
        day += timedelta(days=int(own.expovariate(pace / 365)) + 1)
        if day > TODAY:
            break
        if (day.month == 8 or (day.month == 12 and day.day > 20)) and own.random() < 0.55:
            continue
        weights = next(w for until, w in ERAS if day < until)
        kind = own.choices(KINDS, weights)[0]
        if account.role == "quiet" and day > ALMGREN_LEFT:
            if own.random() < 0.7:
                continue
            kind = own.choice(("email", "email", "call"))
        if kind == "unplaced" and (late and (TODAY - day).days <= cadence + 60):
            kind = "video"
        if account.role == "unvisited" and kind == "unplaced":
            kind = "neutral"
        if restricted:
            kind = "email"
        write.add(workday(day), kind)
    if account.role == "unconfirmed":
        for share in (own.uniform(0.05, 0.3), own.uniform(0.4, 0.7)):
            when = TODAY - timedelta(days=int(cadence * share))
            write.add(workday(max(when, account.created)), "unplaced")


def about_cases_and_deals(account: Account) -> None:
    own, write = account.chance, Writer(account)
    gone = ALMGREN_LEFT if account.role == "quiet" else TODAY
    for case in account.cases:
        if account.role == "renewal_only":
            continue
        often = (3, 4, 4, 5, 6) if case.opened > REFORM else (4, 5, 6, 6, 7)
        count = own.choice(often) if case.is_severe else own.choice((0, 0, 1))
        for _ in range(count):
            day = workday(case.opened + timedelta(days=own.randint(1, 12)))
            if day < case.opened or day > TODAY:
                continue
            kind = own.choices(("call", "video", "email"), (45, 33, 22))[0]
            if case.opened > gone and kind == "video":
                kind = "call"
            if case.is_severe:
                linked = case if own.random() < 0.5 else None
                write.add(day, kind, own.choice(company.CRISIS_SUBJECTS), about=case)
                if linked is None:
                    account.history[-1].about = None
            else:
                write.add(day, kind, "Call re spare parts", about=case)
    for deal in account.deals:
        if account.role in ("crisis_only", "quiet") and deal.closes > gone:
            continue
        count = 3 if account.role == "renewal_only" else own.choice((0, 1, 1, 2))
        for _ in range(count if account.role != "crisis_only" else 0):
            first = max(deal.created, deal.closes - timedelta(days=27))
            day = workday(between(own, first, deal.closes))
            if not deal.created <= day <= TODAY or day < HORIZON:
                continue
            kind = own.choices(("video", "call", "email"), (45, 30, 25))[0]
            subject = own.choice(company.RENEWAL_SUBJECTS)
            write.add(day, kind, subject, about=deal if own.random() < 0.45 else None)


def around_the_log(accounts: list[Account]) -> None:
    """What an executive office notes beside visits: lunches, demo days, refusals."""
    chance = Random(f"{SEED}:log")
    good = [a for a in accounts if a.role == "ok" and a.tier in "AB" and "Aurelio" not in a.name]
    for _ in range(52):
        account = chance.choice(good)
        first = max(account.created, TODAY - timedelta(days=720))
        kind = chance.choice(("neutral", "neutral", "ours", "video", "neutral", "ours"))
        Writer(account).add(
            workday(between(chance, first, TODAY - timedelta(days=3))),
            kind,
            is_logged=True,
            by=chance.choice(("ceo", "cfo", "coo", "cto")),
            purpose=chance.choice(("Relationship", "", "")),
        )
    for number in range(9):
        account = chance.choice(good)
        day = workday(between(chance, date(2025, 1, 10), date(2026, 4, 30)))
        Writer(account).add(
            day,
            "visit",
            is_logged=True,
            by=chance.choice(("ceo", "coo")),
            outcome=("Declined", "Cancelled", "No answer")[number % 3],
            note=("Asked for a date after the audit.", "Snow, flight cancelled.", "")[number % 3],
        )


def to_come(accounts: dict[str, Account]) -> None:
    for number, name in enumerate(BOOKED):
        account = accounts[name]
        day = workday(TODAY + timedelta(days=10 + 6 * number))
        made = Writer(account).add(
            day,
            "visit",
            location=f"{account.street}, {account.city}",
            created=TODAY - timedelta(days=5 + 4 * number),
            subject="Visit planned",
        )
        made.subject = "Site visit" if number % 2 else f"Visit {account.name.split(' ')[0]}"
        if account.role == "quiet":
            made.by = "vp_emea"
    for name, days, by in ((BUSY[0], 17, "ceo"), (BUSY[1], 9, "coo")):
        day = TODAY - timedelta(days=days)
        Writer(accounts[name]).add(
            workday(day),
            "visit",
            is_logged=True,
            by=by,
            outcome="Declined",
            note="Too busy before year end, ask again in January.",
        )
    account = accounts[CALLED_OFF]
    Writer(account).add(
        date(2026, 9, 17),
        "visit",
        subject="Canceled: Visit Neckartor",
        location=f"{account.street}, {account.city}",
        created=date(2026, 8, 20),
    )
    chance = Random(f"{SEED}:to come")
    for account in accounts.values():
        if account.tier == "A" and account.role in ("ok", "unvisited") and chance.random() < 0.6:
            Writer(account).add(
                workday(TODAY + timedelta(days=chance.randint(4, 45))),
                "video",
                created=TODAY - timedelta(days=chance.randint(0, 20)),
            )


def tell() -> list[Account]:
    """Every account of the sample with all that happened, the same on every machine."""
    accounts = read_accounts()
    cast(accounts)
    for account in accounts:
        meet_people(account)
        make_deals(account)
        open_cases(account)
    cases = sorted((c for a in accounts for c in a.cases), key=lambda c: c.opened)
    for number, case in enumerate(cases, start=1041):
        case.number = f"{number:08d}"
    rank(accounts)
    for account in accounts:
        keep_in_touch(account)
        about_cases_and_deals(account)
        make_visits(account)
    around_the_log(accounts)
    to_come({a.name: a for a in accounts})
    telling.turn({a.name: a for a in accounts})
    for account in accounts:
        kept = [c for c in account.history if c.kind != "none" and c.day >= HORIZON]
        account.history = sorted(kept, key=lambda c: (c.day, c.kind, c.subject))
    telling.note(accounts)
    return accounts
