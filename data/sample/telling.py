"""What came of it: notes, tours, introductions, promises, invoices and turning points.

Owns what is told beside the bare contact. Draws from streams of its own, so that what happened in
`history.py` stays as it was. It must not know a file format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import heard
from model import SEED, TODAY, Account, Contacted, workday
from writing import Writer

FIRST_NOTES = date(2023, 11, 1)  # the executive office asks for notes from here on
FIRST_PROMISES = date(2025, 10, 1)  # and keeps a list of what is promised
# Former customers: when each left, whether somebody went to ask why.
LEFT = {
    "Tösstal Webmaschinen AG": (date(2023, 6, 30), False),
    "Northfork Materials Co.": (date(2024, 3, 31), False),
    "Cervecería Tres Volcanes S.A.": (date(2024, 12, 31), False),
    "Dallmeyer Kunststoffe GmbH": (date(2026, 9, 30), True),
    "Pompes Charentelle SAS": (date(2026, 8, 31), False),
    "Pemberton Flow Controls": (date(2026, 11, 6), False),
}
# Sales of the last year against the years before; everybody else grows a little.
FALLING = {
    "Kartony Warciańskie Sp. z o.o.": 0.61,
    "Norrvidden Skog AB": 0.77,
    "Caldervale Resins Ltd": 0.99,
    "Vetreria Malaspina S.r.l.": 0.8,
    "Chimie Beaurivage SAS": 1.0,
}
# Month weights of a year, by industry; the others are flat but for August and December.
SEASONS = {
    "Food & Beverage": (4, 5, 9, 13, 15, 14, 10, 6, 7, 7, 6, 4),
    "Packaging": (5, 6, 8, 10, 12, 12, 9, 6, 9, 10, 8, 5),
    "Logistics": (5, 5, 6, 6, 7, 7, 7, 7, 11, 15, 15, 9),
    "Energy": (6, 6, 7, 10, 12, 12, 11, 9, 9, 8, 6, 4),
}
FLAT = (8, 9, 9, 9, 9, 9, 8, 5, 9, 9, 9, 7)


@dataclass
class Promise:
    """One row of the list that the executive office keeps."""

    account: Account
    visit: Contacted
    learnt: str
    action: str
    owner: str
    due: date
    done: date | None
    told: date | None


@dataclass
class Invoice:
    account: Account
    day: date
    amount: int


def note(accounts: Iterable[Account]) -> None:
    """Write down what was heard, in about half of the meetings that nobody noted yet."""
    for account in accounts:
        own = Random(f"{SEED}:notes:{account.name}")
        for it in account.history:
            chance, place, theme = own.random(), own.random(), own.random()
            tour, brought, words = own.random(), own.random(), Random(own.random())
            is_meeting = it.kind in ("visit", "unplaced", "ours", "neutral", "video")
            if not is_meeting or it.note or it.outcome or not FIRST_NOTES <= it.day <= TODAY:
                continue
            if account.role in ("crisis_only", "renewal_only"):
                continue
            if chance < (0.55 if it.kind == "visit" else 0.13):
                it.note = " ".join(_heard(account, it, theme, words))
            if it.kind != "visit":
                continue
            if it.is_logged:
                it.tour = "yes" if tour < 0.34 else "not feasible" if tour < 0.4 else ""
                it.tour = it.tour or ("no" if tour < 0.62 else "")
                it.brought = words.choice(heard.BROUGHT) if brought < 0.22 else ""
                if place < 0.2:
                    it.introduction = _filled(words.choice(heard.INTRODUCTIONS), it)
            elif tour < 0.16:
                local = heard.TOURS_LOCAL.get(account.language)
                said = local if local and words.random() < 0.6 else words.choice(heard.TOURS)
                it.note = f"{it.note} {_filled(said, it)}".strip()
            elif tour < 0.2:
                it.note = f"{it.note} {words.choice(heard.NO_TOURS)}".strip()
            elif place < 0.1:
                said = _filled(words.choice(heard.INTRODUCTIONS), it)
                it.note = f"{it.note} {said}".strip()


def _heard(account: Account, it: Contacted, theme: float, words: Random) -> list[str]:
    """One or two sentences: a theme of the year, now and then with a pleasantry."""
    if theme < 0.22:
        return [words.choice(heard.PLEASANTRIES)]
    weights = {name: years.get(it.day.year, 1) for name, (years, _, _) in heard.THEMES.items()}
    told = []
    for _ in range(1 if words.random() < 0.75 else 2):
        name = words.choices(list(weights), list(weights.values()))[0]
        said = heard.SAID[name]
        told.append(words.choice(said.get(account.language, said["en"])))
        it.themes.append(name)
        weights.pop(name)
    return told


def _filled(pattern: str, it: Contacted) -> str:
    assert it.who is not None
    return pattern.format(first=it.who.first, last=it.who.last)


def turn(accounts: dict[str, Account]) -> None:
    """Contracts that end, projects that begin, customers that left."""
    for account in accounts.values():
        own = Random(f"{SEED}:turns:{account.name}")
        write = Writer(account)
        write.own = own
        contracts = [d for d in account.deals if d.is_won and d.is_renewal]
        if contracts and account.kind == "Customer":
            ends = max(d.closes for d in contracts)
            while ends < TODAY - timedelta(days=20):
                ends += timedelta(days=365)
            account.renews = workday(ends)
        for deal in account.deals:
            begins = deal.name.startswith(("Gateway rollout", "PLC migration", "Vision"))
            day = workday(deal.closes + timedelta(days=own.randint(9, 30)))
            if begins and deal.is_won and date(2024, 1, 1) < day < TODAY:
                is_met = own.random() < 0.35 and account.role == "ok"
                if account.role in ("crisis_only", "renewal_only"):
                    continue
                kind = "unplaced" if is_met else "video"
                write.add(day, kind, f"Kick-off {deal.name.split(',')[0]}")
        if account.name in LEFT:
            account.left, was_asked = LEFT[account.name]
            if was_asked:
                asked = write.add(
                    workday(account.left + timedelta(days=16)), "neutral", "Lunch with {last}"
                )
                asked.by, asked.note = "vp_emea", heard.WHY_LEFT[0]


def promise(accounts: Iterable[Account]) -> list[Promise]:
    """What was promised at visits where something was heard, and what became of it."""
    chance = Random(f"{SEED}:promises")
    made = []
    for account in accounts:
        if account.kind != "Customer" or account.name.startswith("Aurelio"):
            continue
        for it in account.history:
            if it.kind != "visit" or not it.themes or not FIRST_PROMISES <= it.day <= TODAY:
                continue
            is_new = (TODAY - it.day).days < 70
            if chance.random() > (0.95 if it.is_logged or is_new else 0.3):
                continue
            name = it.themes[0]
            said = heard.SAID[name]
            due = workday(it.day + timedelta(days=chance.choice((14, 30, 30, 45, 60))))
            done = workday(it.day + timedelta(days=chance.randint(6, 75)))
            # What is not done after four months is mostly forgotten: of a few, not of many.
            is_kept = chance.random() < (0.88 if (TODAY - it.day).days > 120 else 0.6)
            kept = done if is_kept and done <= TODAY else None
            told = None
            if kept and chance.random() < 0.62:
                later = sorted(
                    c.day
                    for c in account.history
                    if kept <= c.day <= TODAY and c.kind not in ("todo", "show") and not c.outcome
                )
                told = later[0] if later else None
            made.append(
                Promise(
                    account,
                    it,
                    said["en"][0].rstrip("."),
                    heard.THEMES[name][2],
                    heard.THEMES[name][1],
                    due,
                    kept,
                    told,
                )
            )
    return sorted(made, key=lambda p: (p.visit.day, p.account.name))


def invoice(accounts: Iterable[Account]) -> list[Invoice]:
    """Monthly invoices of the customers that bought in the last year, four years of them."""
    sent = []
    for account in accounts:
        value = account.won_last_year()
        if account.kind != "Customer" or not value:
            continue
        own = Random(f"{SEED}:invoices:{account.name}")
        season = SEASONS.get(account.industry, FLAT)
        begins = max(account.created, date(2022, 1, 1))
        per_year = max(6_000.0, min(value, 900_000) * own.uniform(0.25, 0.5))
        for year in range(2022, 2027):
            growth = 1.04 ** (year - 2025)
            for month in range(1, 13):
                day = date(year, month, own.randint(18, 27))
                noise = own.uniform(0.93, 1.07)
                if day < begins or day > TODAY:
                    continue
                level = growth
                if account.name in FALLING and day > TODAY - timedelta(days=365):
                    level = FALLING[account.name]
                amount = per_year * level * noise * season[month - 1] / sum(season)
                sent.append(Invoice(account, day, round(amount)))
    return sorted(sent, key=lambda i: (i.day, i.account.name))
