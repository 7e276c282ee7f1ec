"""What the executive office keeps in spreadsheets: visits, and what was promised at them."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import company
from model import SEED, Account
from telling import Promise

SETTINGS = {"visit": "On site", "neutral": "Restaurant", "ours": "Our office", "video": "Video"}
# Names the log holds and the CRM does not, and one that two accounts share.
STRANGERS = (
    ("2025-03-06", "Bergmann & Cie", "Introduced by the bank."),
    ("2025-09-24", "Northgate Robotics", "Start-up next door, curious about gateways."),
    ("2026-05-12", "Fa. Schuster", ""),
    ("2026-02-18", "Aurelio Logistics", "On the way from the airport."),
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
            rows.append(
                {
                    "Date": it.day.isoformat(),
                    "Customer": as_written(account, chance),
                    "Visited by": f"{first} {last}",
                    "Met": f"{it.who.first} {it.who.last}" if it.who and happened else "",
                    "Setting": SETTINGS[it.kind],
                    "Purpose": it.purpose,
                    "Notes": it.note,
                    "Tour taken": it.tour,
                    "Introductions": it.introduction,
                    "What we brought": it.brought,
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
                "Introductions": "",
                "What we brought": "",
                "Outcome": "",
            }
        )
    return sorted(rows, key=lambda r: (r["Date"], r["Customer"]))


def promise_list(promises: Iterable[Promise]) -> list[dict[str, str]]:
    """What was promised at a visit, by whom, and what became of it."""
    rows = []
    for number, it in enumerate(promises, start=1):
        first, last = company.PEOPLE[it.owner][:2]
        rows.append(
            {
                "No.": f"P-{number:03d}",
                "Customer": it.account.name,
                "Visit date": it.visit.day.isoformat(),
                "What we heard": it.learnt,
                "What we promised": it.action,
                "Owner": f"{first} {last}",
                "Due": it.due.isoformat(),
                "Done on": it.done.isoformat() if it.done else "",
                "Customer told on": it.told.isoformat() if it.told else "",
            }
        )
    return rows
