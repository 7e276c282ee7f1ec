"""The sample company's exports with a payload in every column of text, header and file name.

What decides (dates, ids, amounts, the words by which a contact is read) stays, so that every
page has something to show; what is only shown is hostile.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path

from payloads import EVIL, LONG, PAYLOADS, REFUSED

from lib import settings

Row = dict[str, str]
# Stands in every free text, and must nowhere be read again.
CARD = "4111 1111 1111 1111"
# Before this day a row only costs time.
SINCE = "2025-05-01"
DAY = "2026-11-20"
# Also a column of every file, and the name of one.
HEADERS = (
    "=1+1",
    f"![x](https://{EVIL}/h.png)",
    "<img src=x onerror=window.hostile=1>",
    "@SUM(A1)",
)
FILES = (
    "=1+1.csv",
    "<img src=x onerror=window.hostile=1>.csv",
    "![x](evil.example).csv",
    ":red[late] # *b*.csv",
    "‮vsc.csv",
)


def write(folder: Path) -> Path:
    """The exports; the folder that `python -m lib build` takes."""
    out = folder / "exports"
    crm = out / "salesforce" / DAY
    accounts = _read("salesforce", "Account")
    said = [text for name, text in PAYLOADS.items() if name not in REFUSED]
    names: dict[str, str] = {}
    for number, row in enumerate(accounts):
        text = said[number % len(said)]
        names[row["Name"]] = text if number < len(said) else f"{_short(number)} {number}"
        row["Name"] = names[row["Name"]]
    _fill(accounts, ("BillingStreet", "BillingCity", "Industry"), keep=3)
    _fill(
        accounts, ("Tier__c", "BillingCountry", "BillingState", "Type", "CurrencyIsoCode"), keep=9
    )
    _fill(accounts, ("AccountNumber", "Website", "Description", "Phone", "Rating"))
    _fill([row for row in accounts if row["Visit_Exempt_Reason__c"]], ("Visit_Exempt_Reason__c",))
    next(r for r in accounts if r["Visit_Exempt_Reason__c"])["Visit_Exempt_Reason__c"] = CARD
    _write(crm / "Account.csv", accounts)

    users = _read("salesforce", "User")
    colleagues: dict[str, str] = {}
    for number, row in enumerate(users):
        was = f"{row['FirstName']} {row['LastName']}"
        row["FirstName"] = _short(number * 3)
        row["City"] = _short(number) if number % 2 and row["City"] else row["City"]
        if number % 4 == 3:
            row["Title"] = _short(number)
        colleagues[was] = f"{row['FirstName']} {row['LastName']}"
    _write(crm / "User.csv", users)

    contacts = _read("salesforce", "Contact")
    _fill(contacts, ("FirstName", "MailingCity", "Department", "Description"))
    _fill(contacts, ("LastName", "Title", "Email"), keep=3)
    _write(crm / "Contact.csv", contacts)

    cases = [row for row in _read("salesforce", "Case") if row["CreatedDate"] > "2024"]
    _fill(cases, ("Subject", "Description", "Reason", "Status"))
    _fill(cases, ("Priority",), keep=4)
    cases[1]["Subject"] = f"{CARD} refused"
    _write(crm / "Case.csv", cases)

    deals = _read("salesforce", "Opportunity")
    _fill(deals, ("Name", "Description", "NextStep", "Type"))
    _fill(deals, ("StageName", "CurrencyIsoCode"), keep=6)
    deals[1]["Name"] = f"{CARD} refused"
    _write(crm / "Opportunity.csv", deals)

    for name in ("Event", "Task"):
        rows = [row for row in _read("salesforce", name) if row["ActivityDate"] > SINCE]
        _before(rows, ("Subject", "Location", "Description"))
        _fill(rows, ("Type", "CallDisposition"), keep=2)
        # Rows that are set aside, for a reason that quotes them.
        for row, text in zip(rows[::97], cycle(said), strict=False):
            row["ActivityDate"] = row["ActivityDateTime" if name == "Event" else "Id"] = text
        rows[-1]["Subject"] = PAYLOADS["NUL"]
        for number, column in enumerate(("Subject", "Location", "Description")):
            rows[number + 1][column] = f"pay {CARD} now"
        rows[97]["Description"] = CARD  # set aside
        _write(crm / f"{name}.csv", rows)
    _write(crm / "EventRelation.csv", _read("salesforce", "EventRelation"))

    log = out / "visit_log" / DAY
    for name, columns in (
        ("visits", ("Met", "Notes", "Tour taken", "Introductions", "What we brought", "Purpose")),
        ("promises", ("What we heard", "What we promised")),
    ):
        rows = _read("visit_log", name, ";")
        _before(rows, columns)
        for number, row in enumerate(rows):
            if number == 1:
                row.update(dict.fromkeys(columns[1:], f"of {CARD}"))
            row["Customer"] = names.get(row["Customer"], row["Customer"])
            who = "Visited by" if name == "visits" else "Owner"
            row[who] = colleagues.get(row[who], row[who]) if number % 3 else _short(number)
        _write(log / f"{name}.csv", rows)
    money = [row for row in _read("finance", "invoices") if row["Invoice Date"] > "2024-11"]
    for row in money:
        row["Customer"] = names.get(row["Customer"], row["Customer"])
    _write(out / "finance" / DAY / "invoices.csv", money)

    for number, file_name in enumerate(FILES):
        rows = [
            {"Customer": text, "Visit date": "2026-10-02", "Notes": f"{text} {number}", text: text}
            for text in said[number::9]
        ]
        _write(out / "more" / DAY / file_name, rows)
    return out


def _read(source: str, name: str, delimiter: str = ",") -> list[Row]:
    path = settings.SAMPLE / source / DAY / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """The rows, with columns that nobody asked for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, quoting=csv.QUOTE_ALL)
        lines.writerow([*names, *HEADERS])
        lines.writerows([*(row.get(n, "") for n in names), *HEADERS] for row in rows)


def _short(number: int) -> str:
    texts = [text for name, text in PAYLOADS.items() if name not in LONG + REFUSED]
    return texts[number % len(texts)]


def _each(rows: Sequence[Row], columns: Sequence[str]) -> Iterator[tuple[int, Row, str, str]]:
    number = 0
    for row in rows:
        for column in columns:
            if column in row:
                yield number, row, column, _short(number)
                number += 1


def _fill(rows: Sequence[Row], columns: Sequence[str], keep: int = 0) -> None:
    """Payloads in these columns; of each `keep`, one is, and the others stay."""
    for number, row, column, text in _each(rows, columns):
        if not keep or number // len(columns) % keep == 0:
            row[column] = text


def _before(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Payloads in front of what stands there: a note is still read for what it says."""
    for _, row, column, text in _each(rows, columns):
        row[column] = f"{text} {row[column]}".rstrip() if row[column] else row[column]
