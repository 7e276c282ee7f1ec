"""Deals and cases of an account, and the tier that follows from what it buys.

Owns the amounts and what goes wrong. It must not know who visited whom.
"""

from __future__ import annotations

from datetime import date, timedelta

import company
from model import HORIZON, TODAY, Account, Case, Deal, workday

DEALS = {"A": 2.15, "B": 1.02, "C": 0.4}
CASES = {"A": 1.7, "B": 0.79, "C": 0.32}


def make_deals(account: Account) -> None:
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
            won = {"Customer": 0.23, "Prospect": 0.0, "Former": 0.1}[account.kind]
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
    if account.role == "crisis_only":
        account.deals.append(
            Deal(
                date(2025, 11, 4), date(2026, 2, 27), 640_000, "EUR", "Closed Won",
                "PLC migration, three dairies", False,
            )
        )  # fmt: skip
    if account.role == "unvisited":
        for closes, amount, name in (
            (date(2025, 12, 18), 1_240_000, "Vision inspection cell, phase 2"),
            (date(2026, 3, 30), 685_000, "Service contract 2026"),
            (date(2026, 9, 25), 1_140_000, "Sensor retrofit, Brescia and Modena"),
        ):
            account.deals.append(
                Deal(closes - timedelta(days=150), closes, amount, "EUR", "Closed Won", name, False)
            )


def open_cases(account: Account) -> None:
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


def rank(accounts: list[Account]) -> None:
    """The tier each account has today: the stated one, else by rank of value, then id."""
    ranked = sorted(range(len(accounts)), key=lambda i: (-accounts[i].won_last_year(), i))
    for place, index in enumerate(ranked):
        account = accounts[index]
        by_value = "A" if place < len(ranked) / 5 else "B" if place < len(ranked) / 2 else "C"
        account.tier = account.tier_stated or by_value
