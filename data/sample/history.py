"""What happened between Halden & Marsh and its customers: the truth behind the sample exports.

Owns who was where and why. It must not know a file format (`generate.py` does) and never reads
the clock. Every account draws from its own stream of chance, so that a change to one leaves the
others as they were.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import company
import places

SEED = "Halden & Marsh 14"
TODAY = date(2026, 11, 20)
HORIZON = date(2021, 11, 22)
REFORM = date(2025, 10, 1)  # the leadership team begins to ask who has not been seen
ALMGREN_LEFT = date.fromisoformat(company.ALMGREN_LEFT)
CADENCE = {"A": 182, "B": 365, "C": 730}

# Name -> role and tier: the accounts that the README tells of.
STORY: dict[str, tuple[str, str]] = {
    "Officine Valtorta S.p.A.": ("unvisited", "A"),
    "Kestrel Bay Foods, Inc.": ("crisis_only", "A"),
    "Chimie Beaurivage SAS": ("renewal_only", "A"),
    "Taunus Sensorik GmbH": ("friend", "C"),
    "Spessart Feinwerk KG": ("friend", "C"),
    "Mainbogen Verpackung GmbH": ("friend", "C"),
    "Brightwater Pharma, Inc.": ("exempt", "A"),
    "Greystoke Power plc": ("exempt", "B"),
    "Nishizono Robotics K.K.": ("exempt", "B"),
    "Caldervale Chemicals plc": ("overdue", "A"),
    "Neckartor Elektronik AG": ("overdue", "A"),
    "Dunmore Automotive Corp.": ("lapsed", "A"),
    "Kempenland Systems N.V.": ("overdue", "A"),
    "Laboratoires Verdanne SA": ("overdue", "B"),
}
FRIENDS_VISITOR = "coo"
EXEMPT_REASONS = {
    "Brightwater Pharma, Inc.": "Clean-room campus, no visitors until validation ends",
    "Greystoke Power plc": "Closed site: nuclear licensed area",
    "Nishizono Robotics K.K.": "Closed site: export-control zone",
}
BUSY = ("Kempenland Systems N.V.", "Laboratoires Verdanne SA")
BOOKED = (
    "Caldervale Chemicals plc",
    "Dunmore Automotive Corp.",
    "Hohenbrück Maschinenbau AG",
    "Kungsvik Fordon AB",
    "Oakhaven Robotics, Inc.",
    "Laboratoires Sorelis SAS",
    "Industrias Quintanilla S.A.",
    "Odrzańskie Zakłady Motorowe S.A.",
)
CALLED_OFF = "Neckartor Elektronik AG"
# How many of the remaining accounts play each part; the rest are seen in good time.
PARTS = {"never": 14, "unknown": 11, "unconfirmed": 17, "overdue": 12, "lapsed": 8}
RATE = {"A": 14.5, "B": 5.4, "C": 2.1}  # contacts a year, visits and cases and deals apart
DEALS = {"A": 2.15, "B": 1.02, "C": 0.4}
CASES = {"A": 1.7, "B": 0.79, "C": 0.32}
ERAS = (  # up to this day: weights of video, call, email, unplaced, neutral, show, ours, todo
    (date(2022, 10, 1), (34, 13, 42, 3, 2, 2, 1, 4)),
    (date(2024, 1, 1), (20, 13, 47, 5, 4, 4, 2, 5)),
    (date(2100, 1, 1), (14, 13, 50, 6, 5, 4, 3, 5)),
)
KINDS = ("video", "call", "email", "unplaced", "neutral", "show", "ours", "todo")


@dataclass
class Contact:
    first: str
    last: str
    title: str
    created: date


@dataclass
class Case:
    opened: date
    closed: date | None
    priority: str
    is_escalated: bool
    subject: str
    number: str = ""

    @property
    def is_severe(self) -> bool:
        return self.priority == "High" or self.is_escalated


@dataclass
class Deal:
    created: date
    closes: date
    amount: int
    currency: str
    stage: str
    name: str
    is_renewal: bool

    @property
    def is_won(self) -> bool:
        return self.stage == "Closed Won"


@dataclass
class Contacted:
    """One dated contact. `kind`: visit, video, call, email, unplaced, neutral, show, ours, todo."""

    day: date
    kind: str
    subject: str
    location: str = ""
    by: str = ""
    who: Contact | None = None
    about: Case | Deal | None = None
    created: date | None = None
    is_logged: bool = False  # kept in the visit log, not in the CRM
    purpose: str = ""  # as the log says it
    outcome: str = ""
    note: str = ""
    with_executive: str = ""


@dataclass
class Account:
    name: str
    country: str
    city: str
    state: str
    postal_code: str
    street: str
    position: tuple[float, float] | None
    phone: str
    industry: str
    parent: str
    owner: str
    chance: Random
    role: str = "ok"
    size: str = "C"
    tier_stated: str = ""
    tier: str = "C"
    kind: str = "Customer"
    created: date = HORIZON
    since: date | None = None
    contacts: list[Contact] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    history: list[Contacted] = field(default_factory=list)

    @property
    def language(self) -> str:
        return company.LANGUAGE.get(self.country, "en")

    def won_last_year(self) -> int:
        return sum(d.amount for d in self.deals if d.is_won and 0 <= (TODAY - d.closes).days < 365)


def between(chance: Random, first: date, last: date) -> date:
    return first + timedelta(days=int(chance.random() * ((last - first).days + 1)))


def workday(day: date) -> date:
    """The day, or the last working day before a weekend or the turn of the year."""
    if (day.month, day.day) == (1, 1):
        day -= timedelta(days=9)
    elif day.month == 12 and day.day > 23:
        day = day.replace(day=22)
    return day - timedelta(days=max(0, day.weekday() - 4))


def _territory(country: str, state: str, chance: Random) -> str:
    if country == "Germany":
        if state in company.GERMAN_SOUTH:
            return "de_south"
        return "de_west" if state in company.GERMAN_WEST else "de_north"
    if country == "United States":
        if state in company.US_MIDWEST:
            return "us_mid"
        return "us_east" if state in company.US_EAST else "us_west"
    return company.TERRITORY[country]


def _read_accounts() -> list[Account]:
    accounts = []
    for country, block in places.ACCOUNTS.items():
        code, patterns = places.COUNTRIES[country]
        for line in block.strip().splitlines():
            name, city, industry, *marks = line.split("|")
            chance = Random(f"{SEED}:{name}")
            n, h = chance.randint(2, 88), chance.randint(110, 7900)
            street = chance.choice(patterns).format(
                n=n, h=h, k=n % 5 + 1, m=n % 17 + 1, j=h % 20 + 1
            )
            position = None
            if city:
                state, postal_code, latitude, longitude = places.CITIES[city]
                off = (chance.uniform(-0.02, 0.02), chance.uniform(-0.03, 0.03))
                if chance.random() < 0.4:
                    position = (round(latitude + off[0], 6), round(longitude + off[1], 6))
            else:
                city, street, postal_code = places.UNPLACED[name]
                state = ""
            accounts.append(
                Account(
                    name=name,
                    country=country,
                    city=city.removesuffix(" UK"),
                    state=state,
                    postal_code=postal_code,
                    street=street,
                    position=position,
                    phone=f"{code} {chance.randint(20, 99)} 555 01{chance.randint(10, 99)}",
                    industry=places.INDUSTRIES[industry],
                    parent=marks[0].removeprefix("<") if marks else "",
                    owner=_territory(country, state, chance),
                    chance=chance,
                )
            )
    return accounts


def _cast(accounts: list[Account]) -> None:
    """Give every account its size, its part and the day it entered the CRM."""
    chance = Random(f"{SEED}:cast")
    others = [a for a in accounts if a.name not in STORY and a.owner != "nordic"]
    chance.shuffle(others)
    parts = [part for part, count in PARTS.items() for _ in range(count)]
    for account, part in zip(others, parts, strict=False):
        account.role = part
    for account in accounts:
        own = account.chance
        if account.name in STORY:
            account.role, account.size = STORY[account.name]
            account.tier_stated = account.size
        else:
            account.size = own.choices("ABC", (15, 33, 52))[0]
            if account.role in ("never", "unknown") and account.size == "A":
                account.size = "B"
            if account.owner == "nordic":
                account.role, account.size = "quiet", own.choices("ABC", (25, 50, 25))[0]
            account.tier_stated = account.size if own.random() < 0.72 else ""
        if account.name in BOOKED and account.name not in STORY and account.role != "quiet":
            account.role, account.size = "ok", "A"
            account.tier_stated = "A"
        if account.role == "never":
            account.created = between(own, date(2022, 3, 1), date(2026, 8, 20))
            account.kind = "Prospect" if own.random() < 0.5 else "Customer"
        elif account.role == "unvisited":
            account.created = date(2022, 2, 14)
        elif account.role == "unknown" or own.random() < 0.66:
            account.created = between(own, date(2016, 3, 1), date(2021, 9, 30))
        else:
            account.created = between(own, date(2021, 12, 1), date(2024, 9, 30))
        if account.role in ("ok", "unconfirmed", "lapsed") and account.size != "A":
            account.kind = own.choices(("Customer", "Prospect", "Former"), (88, 8, 4))[0]
        account.created = workday(account.created)
        if account.created < HORIZON and own.random() < 0.5:
            account.since = between(own, date(1996, 1, 1), account.created)
        elif account.role == "unvisited":
            account.since = date(2022, 5, 2)


def _people(account: Account) -> None:
    own, language = account.chance, account.language
    for number in range({"A": 4, "B": 3, "C": 2}[account.size]):
        tongue = language if number == 0 or own.random() < 0.92 else "en"
        account.contacts.append(
            Contact(
                own.choice(company.FIRST_NAMES[tongue]),
                own.choice(company.LAST_NAMES[tongue]),
                own.choice(company.TITLES.get(tongue, company.TITLES["en"]))
                if own.random() < 0.95
                else "",
                account.created + timedelta(days=number and own.randint(0, 30)),
            )
        )


def _deals(account: Account) -> None:
    own = account.chance
    rate = DEALS[account.size] * {"Prospect": 0.6, "Former": 0.5}.get(account.kind, 1.0)
    typical = {"A": 210_000, "B": 62_000, "C": 17_000}[account.size]
    start = max(account.created, date(2021, 9, 1))
    currency = "USD" if account.country == "United States" and own.random() < 0.12 else "EUR"
    day = start
    while True:
        day += timedelta(days=int(own.expovariate(rate / 365)) + 1)
        if day > TODAY:
            break
        if day.month == 8 and own.random() < 0.5:
            continue
        closes = day + timedelta(days=own.randint(35, 210))
        if own.random() < 0.35:  # quarters close late
            closes = date(closes.year, (closes.month - 1) // 3 * 3 + 3, own.randint(24, 30))
        closes = max(workday(closes), day + timedelta(days=3))
        renewal = account.role == "renewal_only" or own.random() < 0.25
        if closes > TODAY:
            stage = own.choice(
                (
                    "Prospecting",
                    "Qualification",
                    "Needs Analysis",
                    "Value Proposition",
                    "Proposal/Price Quote",
                    "Negotiation/Review",
                )
            )
        else:
            won = {"Customer": 0.29, "Prospect": 0.0, "Former": 0.1}[account.kind]
            stage = "Closed Won" if own.random() < won + 0.2 * renewal else "Closed Lost"
        amount = int(typical * own.lognormvariate(0, 0.55)) // 500 * 500 + 500
        name = "Service contract {y}" if renewal else own.choice(company.DEAL_PRODUCTS)
        account.deals.append(
            Deal(
                day,
                closes,
                amount,
                currency,
                stage,
                name.format(y=closes.year, k=own.randint(1, 7), n=own.randint(2, 30) * 10),
                renewal,
            )
        )
    for year in range(2022, 2027):  # frame orders, pushed harder this year
        closes = workday(date(year, 1, 12) + timedelta(days=own.randint(0, 70)))
        if account.kind == "Customer" and own.random() < (0.34 if year == 2026 else 0.1):
            created = closes - timedelta(days=own.randint(20, 50))
            if created > max(account.created, date(2021, 9, 1)):
                amount = int(typical * own.uniform(0.15, 0.6)) // 500 * 500 + 500
                account.deals.append(
                    Deal(
                        created,
                        closes,
                        amount,
                        "EUR",
                        "Closed Won",
                        f"Spare parts frame {year}",
                        False,
                    )
                )
    if account.role == "unvisited":
        for closes, amount, name in (
            (date(2025, 12, 18), 1_240_000, "Vision inspection cell, phase 2"),
            (date(2026, 3, 30), 685_000, "Service contract 2026"),
            (date(2026, 9, 25), 1_140_000, "Sensor retrofit, Brescia and Modena"),
        ):
            account.deals.append(
                Deal(closes - timedelta(days=150), closes, amount, "EUR", "Closed Won", name, False)
            )


def _cases(account: Account) -> None:
    own = account.chance
    if account.role == "crisis_only":
        opened = [
            date(2022, 3, 8),
            date(2022, 9, 20),
            date(2023, 2, 14),
            date(2023, 8, 22),
            date(2024, 1, 23),
            date(2024, 7, 9),
            date(2024, 11, 12),
            date(2025, 3, 4),
            date(2025, 6, 17),
            date(2025, 10, 7),
            date(2026, 1, 20),
            date(2026, 4, 14),
            date(2026, 7, 7),
            date(2026, 10, 6),
        ]
    else:
        rate = CASES[account.size] * (0.15 if account.kind == "Prospect" else 1.0)
        opened, day = [], max(account.created, HORIZON) + timedelta(days=10)
        while (day := day + timedelta(days=int(own.expovariate(rate / 365)) + 1)) <= TODAY:
            opened.append(day)
    for day in opened:
        severe_share = 0.56 if day < date(2025, 10, 1) else 0.44
        severe = own.random() < severe_share and account.role != "renewal_only"
        severe = severe or account.role == "crisis_only"
        closed: date | None = day + timedelta(days=int(own.expovariate(1 / 16)) + 1)
        if closed and closed > TODAY:
            closed = None
        account.cases.append(
            Case(
                day,
                closed,
                "High" if severe else own.choice(("Medium", "Medium", "Low")),
                severe and own.random() < 0.35,
                own.choice(company.CASE_SUBJECTS),
            )
        )


def _rank(accounts: list[Account]) -> None:
    """The tier each account has today: the stated one, else by rank of value, then id."""
    ranked = sorted(range(len(accounts)), key=lambda i: (-accounts[i].won_last_year(), i))
    for place, index in enumerate(ranked):
        account = accounts[index]
        by_value = "A" if place < len(ranked) / 5 else "B" if place < len(ranked) / 2 else "C"
        account.tier = account.tier_stated or by_value


def _visit_days(account: Account) -> list[date]:
    """The days somebody of ours stood on their ground, backwards from the last one."""
    own, cadence = account.chance, CADENCE[account.tier]
    share = {
        "ok": lambda: own.uniform(0.04, 0.78) if own.random() < 0.82 else own.uniform(0.83, 0.98),
        "unconfirmed": lambda: own.uniform(1.1, 2.3),
        "overdue": lambda: own.uniform(1.08, 1.85),
        "lapsed": lambda: own.uniform(2.1, 2.6),
        "exempt": lambda: 3.0,
        "crisis_only": lambda: 0.2,
        "renewal_only": lambda: 0.3,
    }
    if account.role in ("never", "unknown", "unvisited"):
        return []
    if account.role == "friend":
        return [
            workday(date(2024, 12, 3) + timedelta(days=30 * k + own.randint(0, 9)))
            for k in range(24)
        ]
    if account.role == "quiet":
        last = ALMGREN_LEFT - timedelta(days=own.randint(6, 130))
        last = min(last, TODAY - timedelta(days=int(cadence * own.uniform(1.02, 1.25))))
    else:
        last = TODAY - timedelta(days=max(2, int(cadence * share[account.role]())))
    last = workday(last)
    first = max(account.created + timedelta(days=20), HORIZON + timedelta(days=10))
    days, reform = [], REFORM + timedelta(days=own.randint(0, 260))
    while last >= first:
        if last > date(2022, 5, 1) or own.random() < 0.25:
            days.append(last)
        gap = cadence * own.uniform(0.5, 0.93)
        if last - timedelta(days=int(gap)) < reform:
            gap = cadence * own.uniform(0.8, 1.5 if account.role == "quiet" else 2.1)
        last = workday(last - timedelta(days=int(gap)))
    if not days and account.role in ("ok", "overdue", "lapsed", "quiet"):
        account.role = "never" if account.created >= HORIZON else "unknown"
    return sorted(days)


class _Writer:
    """Writes an account's contacts the way that account's people would."""

    def __init__(self, account: Account) -> None:
        self.account, self.own = account, account.chance

    def owner(self, day: date) -> str:
        owner = self.account.owner
        if owner == "uk" and day < date(2023, 4, 3):
            return "uk_old" if day <= date(2023, 3, 17) else "vp_emea"
        if owner == "nordic" and day > ALMGREN_LEFT:
            return "vp_emea" if self.own.random() < 0.3 else "desk"
        if owner == "us_west" and day <= date(2024, 6, 28) and self.account.state in ("AL", "TX"):
            return "us_old"
        if owner == "ca" and day < date(2019, 7, 1):
            return "vp_am"
        return owner

    def words(self, pattern: str, who: Contact, case: str = "") -> str:
        short = self.account.name.split(",")[0].rsplit(" ", 1)[0]
        return pattern.format(
            name=short,
            first=who.first,
            last=who.last,
            case=case,
            city=self.account.city,
            r=self.own.choice(company.RESTAURANTS),
        )

    def site(self) -> str:
        account, own = self.account, self.own
        full = f"{account.street}, {account.city}" if account.city else account.name
        if account.name in places.UNPLACED:
            return account.name
        return own.choice(
            (
                full,
                full,
                account.street,
                account.name,
                f"{account.name}, {account.city}",
                account.city,
            )
        )

    def add(self, day: date, kind: str, subject: str = "", **more: object) -> Contacted:
        own, account = self.own, self.account
        known = [c for c in account.contacts if c.created <= day] or account.contacts[:1]
        who, location = own.choice(known), ""
        if kind == "visit":
            if own.random() < 0.2:
                subject = subject or own.choice(company.SITE_SUBJECTS)
                location = "" if own.random() < 0.5 else self.site()
            else:
                location = self.site()
            subject = subject or own.choice(company.VISIT_SUBJECTS)
        elif kind == "video":
            location = own.choice(
                (
                    "Teams",
                    "Microsoft Teams Meeting",
                    "Microsoft Teams-Besprechung",
                    "Teams",
                    f"https://haldenmarsh.zoom.us/j/9{own.randint(10**8, 10**9)}",
                )
            )
            local = company.LOCAL.get(account.language, company.PROACTIVE)
            subject = subject or own.choice(local if own.random() < 0.4 else company.PROACTIVE)
        elif kind == "unplaced":
            local = company.LOCAL.get(account.language, company.PROACTIVE)
            subject = subject or own.choice(local if own.random() < 0.3 else company.PROACTIVE)
        elif kind == "neutral":
            pattern, location = own.choice(company.NEUTRAL)
            subject = subject or pattern
            location = self.words(location, who) if account.city else ""
        elif kind == "show":
            subject, location, month = own.choice(company.SHOWS)
            day = workday(date(day.year, month, 10 + day.day % 4))
            if not max(account.created, HORIZON) <= day <= TODAY:
                return Contacted(day, "none", "")
        elif kind == "ours":
            location = own.choice(
                (
                    "Kaiserstrasse 44",
                    "Kaiserstrasse 44, Frankfurt",
                    "Our office",
                    "Our office, Kaiserstrasse 44",
                )
            )
            subject = subject or own.choice(("Demo centre", "Roadmap", "Lab day with {last}"))
        elif kind == "call":
            subject = (
                subject if own.random() < 0.5 and subject else own.choice(company.CALL_SUBJECTS)
            )
        elif kind == "email":
            subject = own.choice(company.EMAIL_SUBJECTS)
        else:
            subject = own.choice(company.TODO_SUBJECTS)
        by = self.owner(day)
        about = more.get("about")
        case = about.number if isinstance(about, Case) else ""
        contacted = Contacted(day, kind, self.words(subject, who, case), location, by, who)
        if kind in ("call", "email"):
            late = 0 if own.random() < 0.9 else own.randint(1, 6)
        elif own.random() < 0.05:
            late = own.randint(2, 45)
        else:
            late = -own.randint(0, 24) if own.random() < 0.8 else own.randint(0, 2)
        contacted.created = min(
            TODAY, max(day + timedelta(days=late), account.created, HORIZON - timedelta(days=20))
        )
        for key, value in more.items():
            setattr(contacted, key, value)
        account.history.append(contacted)
        return contacted


def _contacts(account: Account) -> None:
    """The contacts of every day: catch-ups, calls, e-mails, lunches."""
    own, write, cadence = account.chance, _Writer(account), CADENCE[account.tier]
    day = max(account.created, HORIZON)
    rate = RATE[account.size] * {"Prospect": 0.8, "Former": 0.5}.get(account.kind, 1.0)
    late = account.role in ("overdue", "lapsed", "never", "unknown", "quiet", "unvisited")
    restricted = account.role in ("crisis_only", "renewal_only")
    while True:
        day += timedelta(days=int(own.expovariate(rate / 365)) + 1)
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


def _about_cases_and_deals(account: Account) -> None:
    own, write = account.chance, _Writer(account)
    gone = ALMGREN_LEFT if account.role == "quiet" else TODAY
    for case in account.cases:
        if account.role == "renewal_only":
            continue
        count = own.choice((3, 4, 4, 5, 6)) if case.is_severe else own.choice((0, 0, 1))
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


def _visits(account: Account) -> None:
    own, write = account.chance, _Writer(account)
    days = _visit_days(account)
    if account.role == "crisis_only":
        days = [workday(c.opened + timedelta(days=6)) for c in account.cases]
    if account.role == "renewal_only":
        days = [
            workday(d.closes - timedelta(days=9))
            for d in account.deals
            if d.closes.year > 2021
            and HORIZON < d.closes - timedelta(days=9) <= TODAY
            and d.created < d.closes - timedelta(days=12)
        ]
    for day in sorted(set(days)):
        if account.role == "friend":
            write.add(
                day,
                "visit",
                is_logged=True,
                by=FRIENDS_VISITOR,
                purpose="Relationship",
                note=own.choice(
                    (
                        "Coffee with the owner.",
                        "",
                        "Good chat, nothing new.",
                        "Walked the shop floor.",
                        "Old friends.",
                    )
                ),
            )
            continue
        subject = ""
        if account.role == "crisis_only":
            subject = own.choice(("Recovery plan on the floor", "Root cause, line 2"))
        elif account.role == "renewal_only":
            subject = own.choice(("Renewal discussion", "Contract renewal {name}"))
        logged = (
            day > TODAY - timedelta(days=729)
            and account.role in ("ok", "overdue", "unconfirmed", "lapsed", "quiet")
            and own.random() < {"A": 0.4, "B": 0.36, "C": 0.22}[account.tier]
        )
        americas = account.country in ("United States", "Canada", "Mexico", "Brazil")
        lead = "vp_am" if americas else "vp_emea"
        executive = own.choice(("ceo", "ceo", "coo", "cto", "cfo", lead, lead, "vp_service"))
        if logged:
            write.add(
                day,
                "visit",
                is_logged=True,
                by=executive,
                purpose=own.choice(("Relationship", "Relationship", "")),
            )
        else:
            visit = write.add(day, "visit", subject)
            if own.random() < 0.12:
                visit.with_executive = executive


def _around_the_log(accounts: list[Account]) -> None:
    """What an executive office notes beside visits: lunches, demo days, refusals."""
    chance = Random(f"{SEED}:log")
    good = [a for a in accounts if a.role == "ok" and a.tier in "AB"]
    for _ in range(52):
        account = chance.choice(good)
        first = max(account.created, TODAY - timedelta(days=720))
        kind = chance.choice(("neutral", "neutral", "ours", "video", "neutral", "ours"))
        _Writer(account).add(
            workday(between(chance, first, TODAY - timedelta(days=3))),
            kind,
            is_logged=True,
            by=chance.choice(("ceo", "cfo", "coo", "cto")),
            purpose=chance.choice(("Relationship", "", "")),
        )
    for number in range(9):
        account = chance.choice(good)
        day = workday(between(chance, date(2025, 1, 10), date(2026, 4, 30)))
        _Writer(account).add(
            day,
            "visit",
            is_logged=True,
            by=chance.choice(("ceo", "coo")),
            outcome=("Declined", "Cancelled", "No answer")[number % 3],
            note=("Asked for a date after the audit.", "Snow, flight cancelled.", "")[number % 3],
        )


def _to_come(accounts: dict[str, Account]) -> None:
    for number, name in enumerate(BOOKED):
        account = accounts[name]
        day = workday(TODAY + timedelta(days=10 + 6 * number))
        made = _Writer(account).add(
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
        _Writer(accounts[name]).add(
            workday(day),
            "visit",
            is_logged=True,
            by=by,
            outcome="Declined",
            note="Too busy before year end, ask again in January.",
        )
    account = accounts[CALLED_OFF]
    _Writer(account).add(
        date(2026, 9, 17),
        "visit",
        subject="Canceled: Visit Neckartor",
        location=f"{account.street}, {account.city}",
        created=date(2026, 8, 20),
    )
    chance = Random(f"{SEED}:to come")
    for account in accounts.values():
        if account.tier == "A" and account.role in ("ok", "unvisited") and chance.random() < 0.6:
            _Writer(account).add(
                workday(TODAY + timedelta(days=chance.randint(4, 45))),
                "video",
                created=TODAY - timedelta(days=chance.randint(0, 20)),
            )


def tell() -> list[Account]:
    """Every account of the sample with all that happened, the same on every machine."""
    accounts = _read_accounts()
    _cast(accounts)
    for account in accounts:
        _people(account)
        _deals(account)
        _cases(account)
    cases = sorted((c for a in accounts for c in a.cases), key=lambda c: c.opened)
    for number, case in enumerate(cases, start=1041):
        case.number = f"{number:08d}"
    _rank(accounts)
    for account in accounts:
        _contacts(account)
        _about_cases_and_deals(account)
        _visits(account)
    _around_the_log(accounts)
    _to_come({a.name: a for a in accounts})
    for account in accounts:
        kept = [c for c in account.history if c.kind != "none" and c.day >= HORIZON]
        account.history = sorted(kept, key=lambda c: (c.day, c.kind, c.subject))
    return accounts
