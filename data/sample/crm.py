"""The rows of a Salesforce weekly Data Export.

Owns what each object holds. It must not invent a fact that `history.py` did not tell, save for
the furniture of a CRM (phone numbers, flags, durations).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import company
from casting import EXEMPT_REASONS
from crm_objects import EXPORT_DAY, HEADERS, NULL_ID, STAGES, salesforce_id
from model import SEED, TODAY, Account, Case, Contacted


def at(day: date, minutes: int = 0) -> str:
    """A day and the minutes into it, as the export writes both dates and times."""
    return f"{day.isoformat()} {minutes // 60:02d}:{minutes % 60:02d}:00"


def ascii_name(text: str) -> str:
    """Letters for an address: accents off, lower case, nothing else."""
    text = text.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(c for c in plain.lower() if c.isalnum())


class Export:
    """The rows of every object, and the ids that tie them together."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.accounts = accounts
        self.rows: dict[str, list[dict[str, object]]] = {kind: [] for kind in HEADERS}
        self.chance = Random(f"{SEED}:export")
        self.user = {key: salesforce_id("User", n) for n, key in enumerate(company.PEOPLE, 1)}
        self.id: dict[int, str] = {}  # by identity of the thing
        self.by_name = {a.name: salesforce_id("Account", n) for n, a in enumerate(accounts, 1)}

    def add(self, kind: str, **values: object) -> str:
        row = {"Id": salesforce_id(kind, len(self.rows[kind]) + 1), **values}
        self.rows[kind].append(row)
        return str(row["Id"])

    def stamps(self, created: date, by: str, modified: date | None = None) -> dict[str, object]:
        minute = 420 + self.chance.randint(0, 660)
        changed = at(min(TODAY, max(created, modified or created)), minute)
        return {
            "CreatedDate": at(created, minute),
            "CreatedById": self.user[by],
            "LastModifiedDate": changed,
            "LastModifiedById": self.user[by],
            "SystemModstamp": changed,
        }

    def users(self) -> None:
        street, city, state, code, country = company.HEAD_OFFICE
        for key, (first, last, title, active, start, end) in company.PEOPLE.items():
            mail = f"{ascii_name(first)}.{ascii_name(last)}@{company.DOMAIN}"
            office = key in ("ceo", "cfo", "coo", "cto", "vp_emea", "vp_service", "de_west", "desk")
            day = date.fromisoformat(end or EXPORT_DAY)
            address = {"Street": street, "City": city, "State": state, "PostalCode": code}
            self.add(
                "User",
                Username=mail,
                FirstName=first,
                LastName=last,
                CompanyName="Halden & Marsh",
                Title=title,
                **(address if office else {}),
                Country=country if office else "",
                Email=mail,
                Alias=ascii_name(last)[:8],
                CommunityNickname=ascii_name(first + last),
                IsActive=int(active),
                TimeZoneSidKey="Europe/Berlin",
                LocaleSidKey="en_GB",
                EmailEncodingKey="UTF-8",
                ProfileId="00e5g000001abcDAAQ",
                UserType="Standard",
                LanguageLocaleKey="en_US",
                LastLoginDate=at(day, 512),
                **self.stamps(date.fromisoformat(start), "desk", day),
            )

    def account(self, account: Account) -> str:
        own, closed = self.chance, [c.day for c in account.history if c.day <= TODAY]
        parent = next(
            (i for n, i in self.by_name.items() if account.parent and n.startswith(account.parent)),
            NULL_ID,
        )
        # Mass mailings touch it, bookings run ahead of it: as in real life, not to be trusted.
        last = max(closed, default=account.created)
        if own.random() < 0.25:
            last = max(last, TODAY - timedelta(days=own.randint(1, 12)))
        where = account.position or ("", "")
        address = {
            "Street": account.street,
            "City": account.city,
            "PostalCode": account.postal_code,
            "State": account.state if account.country != "Germany" or own.random() < 0.6 else "",
            "Country": account.country,
        }
        shipped = own.random() < 0.2
        return self.add(
            "Account",
            Name=account.name,
            Type=account.kind,
            ParentId=parent,
            **{f"Billing{k}": v for k, v in address.items()},
            **{f"Shipping{k}": v for k, v in address.items() if shipped},
            BillingLatitude=where[0],
            BillingLongitude=where[1],
            BillingGeocodeAccuracy="Address" if account.position else "",
            Phone=account.phone,
            AccountNumber=f"HM-{own.randint(10000, 99999)}",
            Website=f"https://www.{ascii_name(account.name)[:22]}.example",
            Industry=account.industry,
            AnnualRevenue=own.randint(6, 900) * 500_000 if own.random() < 0.7 else "",
            NumberOfEmployees=own.randint(4, 300) * 10 if own.random() < 0.8 else "",
            Ownership=own.choice(("Private", "Private", "Public", "")),
            Rating=own.choice(("Hot", "Warm", "", "", "")),
            CurrencyIsoCode="EUR",
            OwnerId=self.user[account.owner],
            **self.stamps(account.created, "desk", last),
            LastActivityDate=at(last),
            AccountSource=own.choice(("", "", "Trade Show", "Referral")),
            Tier__c=account.tier_stated,
            Customer_Since__c=at(account.since) if account.since else "",
            Visit_Exempt_Reason__c=EXEMPT_REASONS.get(account.name, ""),
            ERP_Number__c=f"{own.randint(200000, 299999)}" if account.kind == "Customer" else "",
            Contract_End__c=at(account.renews) if account.renews else "",
            Churn_Date__c=at(account.left) if account.left else "",
        )

    def belongings(self, account: Account, account_id: str) -> None:
        own, host = self.chance, ascii_name(account.name)[:22] + ".example"
        for contact in account.contacts:
            self.id[id(contact)] = self.add(
                "Contact",
                AccountId=account_id,
                FirstName=contact.first,
                LastName=contact.last,
                Email=f"{ascii_name(contact.first)}.{ascii_name(contact.last)}@{host}",
                Title=contact.title,
                Phone=account.phone,
                MailingCity=account.city,
                MailingCountry=account.country,
                OwnerId=self.user[account.owner],
                HasOptedOutOfEmail=int(own.random() < 0.05),
                HasOptedOutOfFax=0,
                DoNotCall=0,
                **self.stamps(contact.created, "desk"),
            )
        for case in sorted(account.cases, key=lambda c: c.number):
            who = own.choice(account.contacts)
            self.id[id(case)] = self.add(
                "Case",
                IsDeleted=0,
                CaseNumber=case.number,
                ContactId=self.id[id(who)],
                AccountId=account_id,
                Type=own.choice(("Electronic", "Mechanical", "Other", "")),
                Status="Closed"
                if case.closed
                else "Escalated"
                if case.is_escalated
                else own.choice(("New", "Working")),
                Origin=own.choice(("Phone", "Email", "Email", "Web")),
                Subject=case.subject,
                Priority=case.priority,
                IsClosed=int(case.closed is not None),
                ClosedDate=at(case.closed, 960) if case.closed else "",
                IsEscalated=int(case.is_escalated),
                OwnerId=self.user["desk"],
                **self.stamps(case.opened, "desk", case.closed),
            )
        for deal in account.deals:
            done = deal.stage.startswith("Closed")
            category = "Closed" if deal.is_won else "Omitted" if done else "Pipeline"
            self.id[id(deal)] = self.add(
                "Opportunity",
                AccountId=account_id,
                IsPrivate=0,
                Name=deal.name,
                StageName=deal.stage,
                StageSortOrder=list(STAGES).index(deal.stage) + 1,
                Amount=f"{deal.amount}.0",
                Probability=f"{STAGES[deal.stage]}.0",
                ExpectedRevenue=f"{deal.amount * STAGES[deal.stage] // 100}.0",
                CloseDate=at(deal.closes),
                Type="Existing Customer - Replacement"
                if deal.is_renewal
                else own.choice(("Existing Customer - Upgrade", "New Customer", "")),
                IsClosed=int(done),
                IsWon=int(deal.is_won),
                ForecastCategory=category,
                ForecastCategoryName=category,
                CurrencyIsoCode=deal.currency,
                HasOpportunityLineItem=0,
                OwnerId=self.user[account.owner],
                **self.stamps(deal.created, account.owner, deal.closes if done else None),
                FiscalYear=deal.closes.year,
                FiscalQuarter=(deal.closes.month - 1) // 3 + 1,
            )

    def activity(self, account: Account, account_id: str, it: Contacted) -> None:
        own, created = self.chance, it.created or it.day
        what = account_id
        if it.about is not None:
            begun = it.about.opened if isinstance(it.about, Case) else it.about.created
            created = max(created, begun)  # nothing is linked to what does not exist yet
            what = self.id[id(it.about)]
        elif own.random() < 0.22 and it.kind != "todo":
            what = NULL_ID  # only the person is named: the account is two steps away
        shared = dict(
            WhoId=self.id[id(it.who)]
            if it.who and (what == NULL_ID or own.random() < 0.7)
            else NULL_ID,
            WhatId=what,
            AccountId=account_id,
            OwnerId=self.user[it.by],
            Description=it.note,
            Subject=it.subject,
            IsDeleted=int(it.kind in ("email", "todo") and own.random() < 0.004),
            IsArchived=int((TODAY - it.day).days > 365),
            IsReminderSet=0,
            ActivityDate=at(it.day),
            **self.stamps(created, it.by, min(it.day, TODAY)),
        )
        if it.kind in ("call", "email", "todo"):
            is_open = it.kind == "todo" and (TODAY - it.day).days < 60 and own.random() < 0.5
            called = it.kind == "call"
            inbound = called and own.random() < 0.3
            self.add(
                "Task",
                **shared,
                Status="Not Started" if is_open else "Completed",
                IsClosed=int(not is_open),
                Priority="Normal",
                Type={"call": "Call", "email": "Email"}.get(it.kind, "")
                if own.random() < 0.3
                else "",
                CallDurationInSeconds=own.randint(60, 2400)
                if called and own.random() < 0.7
                else "",
                CallType=("Inbound" if inbound else "Outbound") if called else "",
                CallDisposition="Connected" if called and own.random() < 0.3 else "",
            )
            return
        start = 480 + 30 * own.randint(0, 16)
        event = self.add(
            "Event",
            **shared,
            Location=it.location,
            IsAllDayEvent=0,
            ActivityDateTime=at(it.day, start),
            DurationInMinutes=own.choice((30, 60, 60, 90, 120)),
            Type="Meeting" if own.random() < 0.11 else "",
            IsPrivate=0,
            ShowAs="Busy",
            IsChild=0,
            IsGroupEvent=int(bool(it.with_executive)),
            GroupEventType="1" if it.with_executive else "0",
            IsRecurrence=0,
        )
        people = [self.user[it.with_executive]] if it.with_executive else []
        if it.kind == "visit" and it.who and own.random() < 0.6:
            people.append(self.id[id(it.who)])
        for person in people:
            self.add(
                "EventRelation",
                RelationId=person,
                EventId=event,
                IsDeleted=0,
                Status=own.choice(("Accepted", "New")),
                **self.stamps(created, it.by),
            )
