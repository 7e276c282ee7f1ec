"""Write the sample company's exports: python data/sample/generate.py [FOLDER].

Owns the two file formats (a Salesforce weekly Data Export and an executive office's visit log);
`history.py` owns what happened. The same bytes on every machine: seeded, no clock, no network,
standard library only.
"""

from __future__ import annotations

import csv
import io
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import company
from history import EXEMPT_REASONS, SEED, TODAY, Account, Case, Contacted, tell

NULL_ID = "000000000000000AAA"
EXPORT_DAY = TODAY.isoformat()
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
STAMPS = "CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp"
RECURRENCE = (
    "RecurrenceActivityId IsRecurrence RecurrenceStartDateTime RecurrenceEndDateOnly "
    "RecurrenceTimeZoneSidKey RecurrenceType RecurrenceInterval RecurrenceDayOfWeekMask "
    "RecurrenceDayOfMonth RecurrenceInstance RecurrenceMonthOfYear"
)
HEADERS = {
    "Account": "Id IsDeleted MasterRecordId Name Type ParentId BillingStreet BillingCity "
    "BillingState BillingPostalCode BillingCountry BillingLatitude BillingLongitude "
    "BillingGeocodeAccuracy ShippingStreet ShippingCity ShippingState ShippingPostalCode "
    "ShippingCountry Phone Fax AccountNumber Website Sic Industry AnnualRevenue "
    "NumberOfEmployees Ownership TickerSymbol Description Rating Site CurrencyIsoCode OwnerId "
    f"{STAMPS} LastActivityDate Jigsaw JigsawCompanyId AccountSource SicDesc Tier__c "
    "Customer_Since__c Visit_Exempt_Reason__c ERP_Number__c",
    "Contact": "Id IsDeleted MasterRecordId AccountId Salutation FirstName LastName "
    "MailingStreet MailingCity MailingState MailingPostalCode MailingCountry Phone Fax "
    "MobilePhone ReportsToId Email Title Department LeadSource Birthdate Description OwnerId "
    f"HasOptedOutOfEmail HasOptedOutOfFax DoNotCall {STAMPS} LastActivityDate "
    "LastCURequestDate LastCUUpdateDate EmailBouncedReason EmailBouncedDate Jigsaw "
    "JigsawContactId",
    "User": "Id Username FirstName LastName CompanyName Division Department Title Street City "
    "State PostalCode Country Email Phone Alias CommunityNickname IsActive TimeZoneSidKey "
    "UserRoleId LocaleSidKey EmailEncodingKey ProfileId UserType LanguageLocaleKey ManagerId "
    f"LastLoginDate {STAMPS}",
    "Event": "Id WhoId WhatId Subject Location IsAllDayEvent ActivityDateTime ActivityDate "
    "DurationInMinutes Description AccountId OwnerId Type IsPrivate ShowAs IsDeleted IsChild "
    f"IsGroupEvent GroupEventType {STAMPS} IsArchived {RECURRENCE} ReminderDateTime "
    "IsReminderSet",
    "EventRelation": f"Id RelationId EventId Status RespondedDate Response {STAMPS} IsDeleted",
    "Task": "Id WhoId WhatId Subject ActivityDate Status Priority OwnerId Description Type "
    f"IsDeleted AccountId IsClosed {STAMPS} IsArchived CallDurationInSeconds CallType "
    "CallDisposition CallObject ReminderDateTime IsReminderSet",
    "Case": "Id IsDeleted CaseNumber ContactId AccountId AssetId ParentId SuppliedName "
    "SuppliedEmail SuppliedPhone SuppliedCompany Type Status Reason Origin Subject Priority "
    f"Description IsClosed ClosedDate IsEscalated OwnerId {STAMPS}",
    "Opportunity": "Id IsDeleted AccountId IsPrivate Name Description StageName "
    "StageSortOrder Amount Probability ExpectedRevenue TotalOpportunityQuantity CloseDate Type "
    "NextStep LeadSource IsClosed IsWon ForecastCategory ForecastCategoryName CurrencyIsoCode "
    f"CampaignId HasOpportunityLineItem Pricebook2Id OwnerId {STAMPS} LastActivityDate "
    "FiscalYear FiscalQuarter",
}
PREFIX = {
    "Account": "001",
    "Contact": "003",
    "User": "005",
    "Opportunity": "006",
    "Event": "00U",
    "Task": "00T",
    "Case": "500",
    "EventRelation": "0RE",
}
LOOKUPS = {
    "MasterRecordId",
    "ParentId",
    "ReportsToId",
    "WhoId",
    "WhatId",
    "AccountId",
    "RecurrenceActivityId",
    "ContactId",
    "AssetId",
    "CampaignId",
    "ManagerId",
    "UserRoleId",
}
STAGES = {
    "Prospecting": 10,
    "Qualification": 10,
    "Needs Analysis": 20,
    "Value Proposition": 50,
    "Proposal/Price Quote": 75,
    "Negotiation/Review": 90,
    "Closed Won": 100,
    "Closed Lost": 0,
}
SETTINGS = {"visit": "On site", "neutral": "Restaurant", "ours": "Our office", "video": "Video"}


def salesforce_id(kind: str, number: int) -> str:
    """An 18-character id: prefix, instance, number in base 62, and the case checksum."""
    digits = ""
    number = 916_132 + number * 7
    while number:
        number, digit = divmod(number, 62)
        digits = BASE62[digit] + digits
    body = f"{PREFIX[kind]}5g{digits.rjust(10, '0')}"
    bits = (
        sum(1 << i for i, letter in enumerate(body[at : at + 5]) if letter.isupper())
        for at in (0, 5, 10)
    )
    return body + "".join(CHECK[b] for b in bits)


def at(day: date, minutes: int = 0) -> str:
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
            inbound = called and own.random() < 0.13
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


def as_written(account: Account, chance: Random) -> str:
    """An account's name as somebody types it: punctuation and legal form come and go."""
    name, change = account.name, chance.random()
    if change < 0.6:
        return name
    if change < 0.7:
        return name.upper()
    if change < 0.8:
        return name.replace(".", "").replace(",", "")
    for form in (
        " GmbH & Co. KG",
        " GmbH",
        " AG",
        " SAS",
        " S.p.A.",
        " B.V.",
        " Ltd",
        ", Inc.",
        " LLC",
        " S.A.",
    ):
        if name.endswith(form):
            return name.removesuffix(form)
    return name + " "


def visit_log(accounts: Iterable[Account]) -> list[dict[str, str]]:
    chance = Random(f"{SEED}:visit log")
    rows = []
    for account in accounts:
        for it in account.history:
            if not it.is_logged:
                continue
            first, last = company.PEOPLE[it.by][:2]
            happened = not it.outcome
            tour = happened and it.kind == "visit" and chance.random() < 0.35
            rows.append(
                {
                    "Date": it.day.isoformat(),
                    "Customer": as_written(account, chance),
                    "Visited by": f"{first} {last}",
                    "Met": f"{it.who.first} {it.who.last}" if it.who and happened else "",
                    "Setting": SETTINGS[it.kind],
                    "Purpose": it.purpose,
                    "Notes": it.note or (chance.choice(NOTES) if happened else ""),
                    "Tour taken": "yes" if tour else "",
                    "Outcome": it.outcome,
                }
            )
    for day, name, note in STRANGERS:
        rows.append(
            {
                "Date": day,
                "Customer": name,
                "Visited by": "Annelise Brandt",
                "Met": "",
                "Setting": "On site",
                "Purpose": "",
                "Notes": note,
                "Tour taken": "",
                "Outcome": "",
            }
        )
    return sorted(rows, key=lambda r: (r["Date"], r["Customer"]))


NOTES = (
    "",
    "",
    "",
    "Delivery times came up again.",
    "Wants one contact for all plants.",
    "Portal login is a nuisance.\nSecond customer this month to say so.",
    "New plant manager, worth a second call.",
    "Asked what we do about energy data.",
    'Happy with the retrofit; "best supplier of the year".',
    "Spare parts too slow.",
    "Would like to see the roadmap earlier.",
    "Quiet visit, good people.",
)
# Names the log holds and the CRM does not, and one that two accounts share.
STRANGERS = (
    ("2025-03-06", "Bergmann & Cie", "Introduced by the bank."),
    ("2025-09-24", "Northgate Robotics", "Start-up next door, curious about gateways."),
    ("2026-05-12", "Fa. Schuster", ""),
    ("2026-02-18", "Aurelio Logistics", "On the way from the airport."),
)


def _csv(header: Sequence[str], rows: Iterable[Mapping[str, object]], **options: object) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", **options)  # type: ignore[arg-type]
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [row.get(c, NULL_ID if c in LOOKUPS else DEFAULTS.get(c, "")) for c in header]
        )
    return text.getvalue()


DEFAULTS = {"IsDeleted": 0}


def write(folder: Path) -> None:
    """Write both exports under the folder, replacing the files that are there."""
    accounts = tell()
    export = Export(accounts)
    export.users()
    for account in accounts:
        export.belongings(account, export.account(account))
    entries = [
        (it.created or it.day, n, a, it)
        for a in accounts
        for n, it in enumerate(a.history)
        if not it.is_logged
    ]
    for _, _, account, it in sorted(entries, key=lambda e: (e[0], e[2].name, e[1])):
        export.activity(account, export.by_name[account.name], it)
    salesforce = folder / "salesforce" / EXPORT_DAY
    salesforce.mkdir(parents=True, exist_ok=True)
    for kind, header in HEADERS.items():
        text = _csv(header.split(), export.rows[kind], quoting=csv.QUOTE_ALL)
        (salesforce / f"{kind}.csv").write_bytes(text.encode("utf-8"))
    log = folder / "visit_log" / EXPORT_DAY
    log.mkdir(parents=True, exist_ok=True)
    rows = visit_log(accounts)
    (log / "visits.csv").write_bytes(_csv(list(rows[0]), rows, delimiter=";").encode("utf-8-sig"))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
