"""When somebody of ours stood on the ground of a customer, and which visits reached the log.

Owns the visits that took place. What is booked or refused is in `history.py`.
"""

from __future__ import annotations

from datetime import date, timedelta

from model import CADENCE, HORIZON, TODAY, Account, workday
from writing import ALMGREN_LEFT, Writer

REFORM = date(2025, 10, 1)  # the leadership team begins to ask who has not been seen
FRIENDS_VISITOR = "coo"
# What the newest week has to tell: days since the last visit of three that were seen in it and
# of two that became late.
THIS_WEEK = {
    "Uhlenhorst Biotech AG": 3,
    "Highmark Bottling Co.": 2,
    "Méridien Emballages SA": 4,
    "Neckartor Elektronik AG": 185,
    "Vantage Lift Trucks, Inc.": 368,
}


def visit_days(account: Account) -> list[date]:
    """The days somebody of ours stood on their ground, backwards from the last one."""
    own, cadence = account.chance, CADENCE[account.tier]
    share = {
        "ok": lambda: own.uniform(0.04, 0.78) if own.random() < 0.82 else own.uniform(0.83, 0.98),
        "unconfirmed": lambda: own.uniform(1.1, 2.3),
        "overdue": lambda: own.uniform(1.08, 1.85),
        "lapsed": lambda: own.uniform(2.1, 2.6),
        "exempt": lambda: 3.0,
        "crisis_only": lambda: 0.2,
        "renewal_only": lambda: 0.3,
    }
    if account.role in ("never", "unknown", "unvisited"):
        return []
    if account.role == "friend":
        return [
            workday(date(2024, 12, 3) + timedelta(days=30 * k + own.randint(0, 9)))
            for k in range(24)
        ]
    if account.role == "quiet":
        last = ALMGREN_LEFT - timedelta(days=own.randint(6, 130))
        last = min(last, TODAY - timedelta(days=int(cadence * own.uniform(1.02, 1.25))))
    else:
        last = TODAY - timedelta(days=max(2, int(cadence * share[account.role]())))
    last = workday(
        TODAY - timedelta(days=THIS_WEEK[account.name]) if account.name in THIS_WEEK else last
    )
    first = max(account.created + timedelta(days=20), HORIZON + timedelta(days=10))
    days, reform = [], REFORM + timedelta(days=own.randint(0, 260))
    while last >= first:
        if last > date(2022, 5, 1) or own.random() < 0.25:
            days.append(last)
        gap = cadence * own.uniform(0.5, 0.93)
        if last - timedelta(days=int(gap)) < reform:
            gap = cadence * own.uniform(0.8, 1.5 if account.role == "quiet" else 2.1)
        last = workday(last - timedelta(days=int(gap)))
    if not days and account.role in ("ok", "overdue", "lapsed", "quiet"):
        account.role = "never" if account.created >= HORIZON else "unknown"
    return sorted(days)


def make_visits(account: Account) -> None:
    own, write = account.chance, Writer(account)
    days = visit_days(account)
    if account.role == "crisis_only":
        days = [workday(c.opened + timedelta(days=6)) for c in account.cases]
    if account.role == "renewal_only":
        days = [
            workday(d.closes - timedelta(days=9))
            for d in account.deals
            if d.closes.year > 2021
            and HORIZON < d.closes - timedelta(days=9) <= TODAY
            and d.created < d.closes - timedelta(days=12)
        ]
    for day in sorted(set(days)):
        if account.role == "friend":
            write.add(
                day,
                "visit",
                is_logged=True,
                by=FRIENDS_VISITOR,
                purpose="Relationship",
                note=own.choice(
                    (
                        "Coffee with the owner.",
                        "",
                        "Good chat, nothing new.",
                        "Walked the shop floor.",
                        "Old friends.",
                    )
                ),
            )
            continue
        subject = ""
        if account.role == "crisis_only":
            subject = own.choice(("Recovery plan on the floor", "Root cause, line 2"))
        elif account.role == "renewal_only":
            subject = own.choice(("Renewal discussion", "Contract renewal {name}"))
        logged = (
            day > TODAY - timedelta(days=729)
            and account.role in ("ok", "overdue", "unconfirmed", "lapsed", "quiet")
            and not account.name.startswith("Aurelio")  # a name two accounts share
            and own.random() < {"A": 0.46, "B": 0.42, "C": 0.26}[account.tier]
        )
        americas = account.country in ("United States", "Canada", "Mexico", "Brazil")
        lead = "vp_am" if americas else "vp_emea"
        executive = own.choice(("ceo", "ceo", "coo", "cto", "cfo", lead, lead, "vp_service"))
        if logged:
            write.add(
                day,
                "visit",
                is_logged=True,
                by=executive,
                purpose=own.choice(("Relationship", "Relationship", "")),
            )
        else:
            visit = write.add(day, "visit", subject)
            if own.random() < 0.12:
                visit.with_executive = executive
