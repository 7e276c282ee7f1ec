"""The sample company with a mark in every text: whose it is, and which right it takes to read it.

A mark is `qz`, four digits of the account, and a letter: `a` its name and what it is called by, `n`
notes, `c` a person, `s` the subject of a contact or case, `p` a promise.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from lib import settings

Row = dict[str, str]
DAY = "2026-11-20"
MARK = re.compile(rb"qz(\d{4})([ancsp])")
# The right that each mark takes beside its account.
NEEDS = {"n": "notes", "c": "names", "s": "names", "p": "promises"}


def write(folder: Path) -> dict[str, str]:
    """The exports, into a folder; account id -> its four digits."""
    accounts = _read("salesforce", "Account")
    number = {row["Id"]: f"{n:04}" for n, row in enumerate(accounts)}
    called = {row["Name"]: f"{row['Name']} qz{number[row['Id']]}a" for row in accounts}
    for row in accounts:
        mark = f" qz{number[row['Id']]}"
        row["Name"] = called[row["Name"]]
        row["Description"] += f"{mark}n"
        if row["BillingStreet"]:
            row["BillingStreet"] += f"{mark}a"
    _write(folder, "salesforce", "Account", accounts)

    def marked(name: str, of: Callable[[Row], str], columns: dict[str, str]) -> None:
        rows = _read("salesforce", name)
        for row in rows:
            digits = number.get(of(row))
            for column, letter in columns.items():
                if digits and row.get(column):
                    row[column] += f" qz{digits}{letter}"
        _write(folder, "salesforce", name, rows)

    marked("Contact", lambda row: row["AccountId"], {"LastName": "c", "Description": "n"})
    for name in ("Event", "Task"):
        marked(name, lambda row: row["AccountId"], {"Subject": "s", "Description": "n"})
    marked("Case", lambda row: row["AccountId"], {"Subject": "s", "Description": "n"})
    marked("Opportunity", lambda row: row["AccountId"], {"Name": "a", "Description": "n"})
    for name in ("User", "EventRelation"):
        _write(folder, "salesforce", name, _read("salesforce", name))
    by_name = {old: new[-5:-1] for old, new in called.items()}
    log = {
        "visits": {"Met": "c", "Notes": "n", "Introductions": "n", "What we brought": "n"},
        "promises": {"What we heard": "p", "What we promised": "p"},
    }
    for name, columns in log.items():
        rows = _read("visit_log", name, ";")
        for row in rows:
            digits = by_name.get(row["Customer"])
            for column, letter in columns.items():
                if digits and row[column]:
                    row[column] += f" qz{digits}{letter}"
            row["Customer"] = called.get(row["Customer"], row["Customer"])
        _write(folder, "visit_log", name, rows, ";")
    money = _read("finance", "invoices")
    for row in money:
        row["Customer"] = called.get(row["Customer"], row["Customer"])
    _write(folder, "finance", "invoices", money)
    return number


def said(number: dict[str, str]) -> list[Row]:
    """Corrections of some accounts, whose reasons bear marks: a parent's is of what stands above.

    Args:
        number: account id -> its four digits.
    """
    ids = sorted(number)[::9]
    tiers = [
        {"kind": "tier", "subject": id_, "value": "A", "why": f"as qz{number[id_]}n says"}
        for id_ in ids
    ]
    parents = [
        {"kind": "parent", "subject": id_, "value": above, "why": f"bought by qz{number[above]}n"}
        for id_, above in pairwise(ids)
    ]
    return tiers + parents


def _read(source: str, name: str, delimiter: str = ",") -> list[Row]:
    path = settings.SAMPLE / source / DAY / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _write(folder: Path, source: str, name: str, rows: Sequence[Row], delimiter: str = ",") -> None:
    path = folder / source / DAY / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
