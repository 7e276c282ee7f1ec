"""How a contact is written into the CRM by the people of an account.

Owns subject, place, author and the day it was recorded. It must not decide that a contact happens.
"""

from __future__ import annotations

from datetime import date, timedelta

import company
import places
from model import HORIZON, TODAY, Account, Case, Contact, Contacted, workday

ALMGREN_LEFT = date.fromisoformat(company.ALMGREN_LEFT)


class Writer:
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
