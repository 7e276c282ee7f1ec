"""Seeded little companies as Salesforce exports, full of edges.

Owns what may go into a world; knows no rule of the product. Dates cluster on the edges of
every window, seen from each as-of day of the world.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.oracle.reading import Reference, id18

Row = dict[str, str]
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PREFIX = {
    "account": "001", "contact": "003", "event": "00U", "task": "00T",
    "case": "500", "opportunity": "006", "user": "005",
}  # fmt: skip
FILES = {
    "account": ("Account", "Accounts"), "contact": ("Contact", "Contacts"),
    "event": ("Event", "Events"), "task": ("Task", "Tasks"), "case": ("Case", "Cases"),
    "opportunity": ("Opportunity", "Opportunities"), "user": ("User", "Users"),
}  # fmt: skip
EDGES = (
    0, 1, 2, 13, 14, 15, 29, 30, 31, 60, 90, 91, 145, 146, 147, 182, 183, 200, 291, 292, 293, 364,
    365, 366, 400, 583, 584, 585, 729, 730, 731, 900, 1459, 1460, 1461,
)  # fmt: skip
STREETS = ("12 Rue des Lilas", "Hauptstrasse 7", "200 Bay Street", "Via Roma 3", "1 Golf Road")
CITIES = ("Lyon", "Köln", "Toronto", "Milano", "São Paulo", "Des Moines")
NAMES = (
    "Acier", "Brückner", "Coral", "Delta", "Évora", "Falcon", "Granit", "Helix", "Iberia",
    "Jansen", "Kestrel", "Lumen", "Golf & Spa", "Plant Systems", "Summit", "Hotel Adler",
)  # fmt: skip
FORMS = ("", "", "GmbH", "Inc", "S.A.", "Ltd")
PLAIN = (
    "Catch up", "Introduction", "Discussion with the board", "Jahresplanung", "Échange annuel",
    "Hablar del futuro", "Ideas for next year", "QBR", "Strategy meeting", "Kundentermin",
    "Réunion annuelle", "Reunión anual", "Follow-up", "Call", "Quick call", "Email: thank you",
    "Anruf", "Appel de suivi", "Llamada de seguimiento", "Brief", "Correo enviado",
    "Besuch bei Kunde", "Visite client", "Visita al cliente", "Site visit", "Plant tour",
    "Werksführung", "Factory tour and review", "Implant study", "Meeting with plant manager",
    "Conference call", "Conference room B booked", "Trade show", "Messegespräch", "Salon privé",
    "Feria industrial", "Lunch", "Mittagessen", "Déjeuner", "Almuerzo", "Golf day", "Hotel bar",
    "Teams", "Teams call", "Zoom", "Webex review", "Microsoft Teams Meeting", "Visioconférence",
    "Escalation review", "Line down!", "Reklamation", "Réclamation urgente", "Queja del cliente",
    "Urgent: outage", "No complaints so far", "Recall training", "Renewal", "Quote follow-up",
    "Angebot besprechen", "Devis", "Propuesta", "Contract manufacturing tour", "Preisverhandlung",
    "Renewal after outage", "Prepare site visit", "Send quote", "Schedule plant tour",
    "Schedule call", "Book lunch",
    "Vorbereitung Werksbesuch", "Our office tour", "Visit to our showroom", "Call for tenders",
    "Letter of intent", "Demo unit", "Onsite workshop", "Vor-Ort-Termin", "Sur site", "En sitio",
    "Customer visit", "visit", "Touring", "planta baja", "", "???", "R&D day at HQ visit",
)  # fmt: skip
PLACES = (
    "", "", "", "", "Lyon", "Köln", "Koeln", "Toronto office", "Via Roma 3", "12, rue des Lilas",
    "Hauptstrasse 70", "Kaiserstrasse 44, Frankfurt", "Our office", "Bei uns", "Restaurant Le Nord",
    "Hotel Ritz, Lyon", "Golf Club", "Teams", "https://teams.microsoft.com/l/meetup-join/1",
    "https://zoom.us/j/99", "meet.google.com/abc", "Online", "Phone", "Telefon", "Plant 2",
    "Their office", "Usine", "Messe Hannover", "Convention center", "Conference room B",
    "Customer site", "Werk 3", "tbd", "Room 4.12", "Building 7", "Starbucks", "San Paolo",
)  # fmt: skip
FRAMES = ("{}", "Re {} matters", "FW: {}", "Team / {}", "{} 2026")


@dataclass
class World:
    """One export's rows, object -> rows, the days worth asking and how it is written."""

    seed: int
    form: str
    days: list[date]
    objects: dict[str, list[Row]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        is_loader = self.form == "loader"
        rng = random.Random(self.seed)
        for name, rows in self.objects.items():
            columns = list(self.columns[name])
            if is_loader:
                rng.shuffle(columns)
            encoding = "utf-8-sig" if is_loader and rng.random() < 0.5 else "utf-8"
            upper = is_loader and rng.random() < 0.3
            path = folder / f"{FILES[name][is_loader]}.csv"
            with path.open("w", encoding=encoding, newline="") as file:
                writer = csv.writer(
                    file, quoting=csv.QUOTE_MINIMAL if is_loader else csv.QUOTE_ALL,
                    lineterminator="\n",
                )  # fmt: skip
                writer.writerow([c.upper() if upper else c for c in columns])
                if not rows:
                    file.write("\n")
                writer.writerows([[row.get(c, "") for c in columns] for row in rows])


HEADERS = {
    "case": ["Id", "IsDeleted", "AccountId", "Subject", "Status", "Priority", "IsClosed",
             "IsEscalated", "ClosedDate", "CreatedDate"],
    "opportunity": ["Id", "IsDeleted", "AccountId", "Name", "StageName", "Amount", "CloseDate",
                    "IsClosed", "IsWon", "CreatedDate"],
    "contact": ["Id", "IsDeleted", "AccountId", "FirstName", "LastName", "Title", "CreatedDate"],
    "event": ["Id", "WhoId", "WhatId", "Subject", "Location", "ActivityDate", "AccountId", "Type",
              "IsDeleted", "CreatedDate"],
    "task": ["Id", "WhoId", "WhatId", "Subject", "ActivityDate", "Status", "AccountId", "Type",
             "IsClosed", "IsDeleted", "CallType", "CreatedDate"],
    "user": ["Id", "FirstName", "LastName", "Title", "IsActive"],
}  # fmt: skip


class Maker:
    """Makes one world from a seed."""

    def __init__(self, seed: int, reference: Reference, accounts: int, each: int) -> None:
        self.rng = random.Random(seed)
        self.form = "loader" if seed % 2 else "export"
        self.reference = reference
        self.serial = 0
        self.created: dict[str, date] = {}
        newest = date(2026, 6, 30)
        self.days = [newest, *(newest - timedelta(days=n) for n in (1, 14, 30, 182, 365, 800))]
        self.world = World(seed, self.form, self.days)
        self.accounts, self.each = accounts, each

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def new_id(self, name: str) -> str:
        self.serial += 1
        middle = "".join(self.rng.choice(ALPHABET) for _ in range(7))
        return f"{PREFIX[name]}{middle}{self.serial:05d}"

    def ref(self, key: str | None) -> str:
        """A lookup: 15 or 18 characters, or this form's null."""
        if not key:
            return "000000000000000AAA" if self.form == "export" else ""
        return key if self.chance(0.4) else id18(key) or ""

    def some_day(self, latest: int = 90) -> date:
        """A day on or near an edge of some window, or any day."""
        base = self.rng.choice(self.days)
        if self.chance(0.75):
            return base - timedelta(days=self.rng.choice(EDGES))
        if self.chance(0.4):
            return self.days[0] + timedelta(days=self.rng.randint(1, latest))
        return base - timedelta(days=self.rng.randint(0, 1500))

    def stamp(self, when: date | None, time: str = "09:30:00") -> str:
        if when is None:
            return ""
        return f"{when} {time}" if self.form == "export" else f"{when}T{time}.000+0000"

    def date(self, when: date) -> str:
        return f"{when} 00:00:00" if self.form == "export" else f"{when}"

    def bool(self, value: bool) -> str:
        return str(int(value)) if self.form == "export" else str(value).lower()

    def words(self) -> str:
        if self.chance(0.75):
            return self.rng.choice(PLAIN)
        name = self.rng.choice(
            ["on_site", "neutral", "event", "crisis", "commercial", "video", "phone", "meeting",
             "our_place", "message", "not_on_site", "not_event", "not_crisis", "not_commercial",
             "not_phone", "not_neutral", "desk_work"]
        )  # fmt: skip
        word = self.rng.choice(sorted(self.reference.words[name]))
        frame = self.rng.choice(FRAMES)
        text = frame.format(word)
        return self.rng.choice((text, text.title(), text.upper()))

    def make(self) -> World:
        rng, objects = self.rng, self.world.objects
        has_tier, has_arr, has_since = rng.random() < 0.5, rng.random() < 0.3, rng.random() < 0.3
        users = [self.new_id("user") for _ in range(4)]
        objects["user"] = [
            {"Id": self.ref(u), "FirstName": "Ann", "LastName": f"Lee {n}", "Title": "Sales",
             "IsActive": self.bool(True)}
            for n, u in enumerate(users)
        ]  # fmt: skip
        ids = [self.new_id("account") for _ in range(self.accounts)]
        objects["account"] = []
        for n, key in enumerate(ids):
            created = self.some_day() if self.chance(0.5) else date(2019, 1, 1 + n % 28)
            self.created[key] = created
            row = {
                "Id": self.ref(key),
                "IsDeleted": self.bool(self.chance(0.03)),
                "Name": f"{rng.choice(NAMES)} {rng.choice(('', n))} {rng.choice(FORMS)}".strip()
                .replace("  ", " "),
                "BillingStreet": rng.choice(STREETS),
                "BillingCity": rng.choice(CITIES),
                "BillingCountry": "Canada",
                "Industry": rng.choice(("Energy", "Retail", "Chemicals", "")),
                "AnnualRevenue": str(rng.randint(1, 9) * 1_000_000),
                "OwnerId": self.ref(rng.choice(users)),
                "CreatedDate": self.stamp(created),
            }  # fmt: skip
            if has_tier:
                row["Tier__c"] = rng.choice(("A", "B", "C", "D", "", ""))
            if has_arr:
                row["ARR__c"] = rng.choice(("", "", "5000", "250000.50", "90000"))
            if has_since:
                row["Customer_Since__c"] = self.date(self.some_day()) if self.chance(0.5) else ""
            objects["account"].append(row)
        contacts = {self.new_id("contact"): rng.choice(ids) for _ in range(self.accounts)}
        objects["contact"] = [
            {"Id": self.ref(key), "IsDeleted": self.bool(self.chance(0.05)),
             "AccountId": self.ref(account), "FirstName": "Kim", "LastName": "Roe",
             "Title": "CEO", "CreatedDate": self.stamp(self.old_or_edge())}
            for key, account in contacts.items()
        ]  # fmt: skip
        cases = self.cases(ids, list(contacts))
        deals = self.deals(ids)
        links = (ids, contacts, cases, deals)
        objects["event"] = [self.event(links) for _ in range(self.accounts * self.each // 2)]
        objects["task"] = [self.task(links, users) for _ in range(self.accounts * self.each // 2)]
        for name in ("event", "task"):
            objects[name] += [dict(row) for row in rng.sample(objects[name], 2)]
            rng.shuffle(objects[name])
        self.thin_out()
        for name, rows in objects.items():
            known = list(dict.fromkeys(key for row in rows for key in row))
            self.world.columns[name] = known or HEADERS[name]
        return self.world

    def old_or_edge(self) -> date:
        return date(2019, 3, 1) if self.chance(0.8) else self.some_day()

    def cases(self, ids: list[str], contacts: list[str]) -> dict[str, str]:
        keys, rows = {}, []
        for _ in range(self.accounts // 2):
            key, account = self.new_id("case"), self.rng.choice(ids)
            keys[key] = account
            self.created[key] = opened = self.some_day()
            priority = self.rng.choice(
                ("High", "Medium", "Low", "Urgent", "critical", "P1", "P3", "Sev 1", "1 - High", "")
            )
            closed = self.chance(0.5)
            rows.append(
                {"Id": self.ref(key), "IsDeleted": self.bool(self.chance(0.05)),
                 "AccountId": self.ref(account), "ContactId": self.ref(None), "Subject": "Issue",
                 "Status": "Closed" if closed else "New", "Priority": priority,
                 "IsClosed": self.bool(closed), "IsEscalated": self.bool(self.chance(0.1)),
                 "ClosedDate": self.stamp(opened + timedelta(days=9)) if closed else "",
                 "CreatedDate": self.stamp(opened, self.rng.choice(("00:00:00", "23:59:59")))}
            )  # fmt: skip
        self.world.objects["case"] = rows
        return keys

    def deals(self, ids: list[str]) -> dict[str, str]:
        keys, rows = {}, []
        for _ in range(self.accounts):
            key, account = self.new_id("opportunity"), self.rng.choice(ids)
            keys[key] = account
            closes = self.some_day(latest=60)
            stage = self.rng.choice(
                ("Prospecting", "Negotiation/Review", "Closed Won", "Closed Lost")
            )
            created = closes - timedelta(days=self.rng.choice((0, 5, 30, 31, 100, 400)))
            self.created[key] = created
            rows.append(
                {"Id": self.ref(key), "IsDeleted": self.bool(self.chance(0.05)),
                 "AccountId": self.ref(account), "Name": "Offer", "StageName": stage,
                 "Amount": self.rng.choice(("", "1000", "2500.5", "40000", "1000")),
                 "CloseDate": self.date(closes), "IsClosed": self.bool("Closed" in stage),
                 "IsWon": self.bool(stage == "Closed Won"), "CreatedDate": self.stamp(created)}
            )  # fmt: skip
        self.world.objects["opportunity"] = rows
        return keys

    def link(self, links: tuple[list[str], dict[str, str], dict[str, str], dict[str, str]]) -> Row:
        """WhoId, WhatId and AccountId: agreeing, or so that one way alone leads on."""
        ids, contacts, cases, deals = links
        rng = self.rng
        way = rng.choice(
            (
                "account",
                "what",
                "what",
                "who",
                "case",
                "case",
                "deal",
                "deal",
                "both",
                "none",
                "gone",
            )
        )
        if way == "none":
            return {"WhoId": self.ref(None), "WhatId": self.ref(None), "AccountId": self.ref(None)}
        if way == "gone":
            what = rng.choice(("001", "006", "500", "a0X")) + "zzzzzzz" + "99999"
            who = rng.choice(list(contacts)) if self.chance(0.3) else None
            return {"WhoId": self.ref(who), "WhatId": self.ref(what), "AccountId": self.ref(None)}
        who = what = None
        account = rng.choice(ids)
        if way == "what":
            what = account
        elif way == "who":
            who, account = rng.choice(list(contacts.items()))
        elif way in ("case", "deal"):
            what, account = rng.choice(list((cases if way == "case" else deals).items()))
        elif way == "both":
            what, account = rng.choice(list((cases | deals).items()))
            who = rng.choice(list(contacts))
        is_stated = way == "account" or self.chance(0.5)
        if way == "both" and max(self.created[what], self.created[account]) > min(self.days):
            who = None  # where two ways disagree, the nearer is there on every day asked
        return {
            "WhoId": self.ref(who),
            "WhatId": self.ref(what),
            "AccountId": self.ref(account if is_stated else None),
        }

    def recorded(self, when: date) -> date:
        """Most rows are written on their day or before it, some late."""
        if self.chance(0.6):
            return min(when, self.days[0]) - timedelta(days=self.rng.choice((0, 0, 1, 20)))
        return min(when + timedelta(days=self.rng.choice((1, 15, 40, 200))), self.days[0])

    def event(self, links: tuple[list[str], dict[str, str], dict[str, str], dict[str, str]]) -> Row:
        when = self.some_day()
        subject = self.words()
        if self.chance(0.05):
            subject = self.rng.choice(("Canceled: ", "Cancelled: ", "CANCELED: ")) + subject
        row = {
            "Id": self.ref(self.new_id("event")),
            **self.link(links),
            "Subject": subject,
            "Location": self.rng.choice(PLACES),
            "Description": "line one\nline, \"two\"" if self.chance(0.2) else "",
            "Type": self.rng.choice(("", "", "", "Meeting", "Call", "Email", "Other")),
            "IsDeleted": self.bool(self.chance(0.03)),
            "CreatedDate": self.stamp(self.recorded(when)),
        }  # fmt: skip
        if self.form == "export":
            return {**row, "ActivityDateTime": self.stamp(when, "14:00:00"),
                    "ActivityDate": self.date(when), "DurationInMinutes": "60"}  # fmt: skip
        return {**row, "StartDateTime": self.stamp(when, "22:15:00"),
                "EndDateTime": self.stamp(when, "23:15:00")}  # fmt: skip

    def task(
        self,
        links: tuple[list[str], dict[str, str], dict[str, str], dict[str, str]],
        users: list[str],
    ) -> Row:
        when = self.some_day()
        status = self.rng.choice(
            ("Completed",) * 5
            + ("Not Started", "In Progress", "Waiting on someone else", "Deferred")
        )
        if status == "Completed":
            when = min(when, self.days[0])
        type_ = self.rng.choice(("", "", "", "Meeting", "Call", "Email", "Other"))
        is_call = type_ == "Call" or (type_ == "" and self.chance(0.3))
        call_type = self.rng.choice(("", "Inbound", "Outbound")) if is_call else ""
        row = {
            "Id": self.ref(self.new_id("task")),
            **self.link(links),
            "Subject": self.words(),
            "ActivityDate": self.date(when),
            "Status": status,
            "Priority": self.rng.choice(("High", "Normal", "Low")),
            "OwnerId": self.ref(self.rng.choice(users)),
            "Type": type_,
            "IsDeleted": self.bool(self.chance(0.03)),
            "IsClosed": self.bool(status == "Completed"),
            "CallType": call_type,
            "CreatedDate": self.stamp(self.recorded(when)),
        }
        if self.form == "loader":
            known = {
                "Call": "Call",
                "Email": "Email",
                "Meeting": self.rng.choice(("Task", "Task", "Call")),
                "Other": "Task",
            }
            if call_type:
                row["TaskSubtype"] = "Call"
            else:
                row["TaskSubtype"] = known.get(type_) or self.rng.choice(
                    ("Task", "Email", "Call", "")
                )
        return row

    def thin_out(self) -> None:
        """Leaves out what real exports leave out: files, rows of files, columns."""
        objects = self.world.objects
        for name in ("case", "opportunity"):
            fate = self.rng.random()
            if fate < 0.12:
                objects[name] = []
            elif fate < 0.24:
                del objects[name]
        for name in ("user", "contact"):
            if self.chance(0.1):
                del objects[name]
        if self.form != "loader":
            return
        droppable = {
            "event": ("CreatedDate", "IsDeleted", "Type", "AccountId", "Location"),
            "task": ("CreatedDate", "IsDeleted", "Type", "IsClosed", "TaskSubtype", "CallType"),
            "case": ("IsEscalated", "IsClosed"),
            "opportunity": ("IsClosed", "IsWon"),
            "account": ("CreatedDate", "BillingStreet"),
        }
        for name, columns in droppable.items():
            for column in columns:
                if self.chance(0.12):
                    for row in objects.get(name, ()):
                        row.pop(column, None)


def make(seed: int, reference: Reference, accounts: int = 60, each: int = 8) -> World:
    """A world of so many accounts, with so many activities each; the same for the same seed."""
    return Maker(seed, reference, accounts, each).make()


def before(world: World, as_of: date) -> World:
    """The world without every row recorded after a day.

    A row's day of record is its created date; where the export has none, the day it speaks of.
    """
    left = World(world.seed, world.form, world.days, columns=world.columns)
    for name, rows in world.objects.items():
        left.objects[name] = [row for row in rows if _recorded(row) <= as_of.isoformat()]
    return left


def _recorded(row: Row) -> str:
    names = ("CreatedDate", "ActivityDate", "StartDateTime", "CloseDate")
    return next((row[name][:10] for name in names if row.get(name)), "")
