"""Who the customers are and which part each plays.

Owns the accounts as they enter the CRM and the parts of the story. It must not say what happens.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import company
import places
from model import HORIZON, SEED, Account, Contact, between, workday

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
    "Celulose Rio Manso S.A.": ("lapsed", "B"),
    "Autopeças Jaraguari Ltda.": ("overdue", "B"),
    "Tsurumi Bay Logistics K.K.": ("overdue", "B"),
}
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
PARTS = {"never": 14, "unknown": 11, "unconfirmed": 17, "overdue": 10, "lapsed": 7}


def territory(country: str, state: str, chance: Random) -> str:
    if country == "Germany":
        if state in company.GERMAN_SOUTH:
            return "de_south"
        return "de_west" if state in company.GERMAN_WEST else "de_north"
    if country == "United States":
        if state in company.US_MIDWEST:
            return "us_mid"
        return "us_east" if state in company.US_EAST else "us_west"
    return company.TERRITORY[country]


def read_accounts() -> list[Account]:
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
                    owner=territory(country, state, chance),
                    chance=chance,
                )
            )
    return accounts


def cast(accounts: list[Account]) -> None:
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


def meet_people(account: Account) -> None:
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
