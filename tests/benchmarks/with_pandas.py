"""The same three questions asked of pandas, as an analyst would write them.

Owns nothing of ours: it reads the CSV files itself, with the main rules only (words, a
severe case within 14 days, an open deal within 30). Its answers are near ours, not equal:
it knows no unknown, no languages beyond a few words, no point in time but the one asked.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

CADENCE = {"A": 182, "B": 365, "C": 730}
VIDEO = r"teams|zoom|webex|meet\.google|video|virtual|online"
EVENT = r"trade show|expo|conference|summit|booth|messe"
OURS = r"our office|kaiserstrasse 44"
NEUTRAL = r"restaurant|lunch|dinner|hotel|golf|café"
ON_SITE = (
    r"site visit|plant|factory|tour|their office|client site|usine|planta|werks|walkthrough|floor"
)
CRISIS = r"escalation|outage|complaint|urgent|recall|breach|line down|recovery"
COMMERCIAL = r"renewal|quote|proposal|pricing|negotiation|contract|purchase order|angebot|offer"

Timed = Callable[[Callable[[], object]], dict[str, float]]


def answer(exports: Path, day: str, timed: Timed) -> dict[str, object]:
    """Seconds to read, to prepare and to ask; the answers; the peak in bytes."""
    frames: dict[str, pd.DataFrame] = {}
    made: dict[str, Any] = {}
    at = pd.Timestamp(day)

    def read() -> None:
        for file in sorted(exports.glob("*.csv")):
            frames[file.stem] = pd.read_csv(file, dtype=str, keep_default_na=False)

    def prepare() -> None:
        made["accounts"], made["contacts"] = _accounts(frames, at), _contacts(frames)

    found: dict[str, object] = {"read": timed(read), "prepare": timed(prepare)}
    asked = {"coverage": _coverage, "days_since_visit": _days_since, "ratio": _ratio}
    for name, question in asked.items():
        kept: list[object] = []
        found[name] = timed(lambda q=question, k=kept: k.append(q(made, at)))
        found[f"{name}_answer"] = kept[-1]
    return found


def _live(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["IsDeleted"] != "1"]


def _accounts(frames: dict[str, pd.DataFrame], at: pd.Timestamp) -> pd.DataFrame:
    accounts = _live(frames["Account"])[["Id", "Name"]].copy()
    deals = _live(frames["Opportunity"])
    closes = pd.to_datetime(deals["CloseDate"])
    won = deals[(deals["IsWon"] == "1") & (closes <= at) & (closes > at - pd.Timedelta(days=365))]
    value = won["Amount"].astype(float).groupby(won["AccountId"]).sum()
    accounts["value"] = accounts["Id"].map(value)
    place = accounts.sort_values(["value", "Id"], ascending=[False, True]).index
    share = pd.Series(np.arange(1, len(place) + 1) / len(place), index=place)
    accounts["tier"] = np.select([share <= 0.2, share <= 0.5], ["A", "B"], "C")
    accounts["cadence"] = accounts["tier"].map(CADENCE)
    return accounts


def _contacts(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    columns = ["Id", "WhoId", "WhatId", "AccountId", "Subject", "ActivityDate"]
    events = _live(frames["Event"])[[*columns, "Location"]].assign(kind="Meeting", inbound=False)
    tasks = _live(frames["Task"])
    tasks = tasks[tasks["IsClosed"] == "1"].assign(
        kind=tasks["TaskSubtype"], inbound=tasks["CallType"] == "Inbound", Location=""
    )[[*columns, "Location", "kind", "inbound"]]
    rows = pd.concat([events, tasks], ignore_index=True)
    known = [frames["Case"], frames["Opportunity"], frames["Contact"]]
    links = pd.concat([frame[["Id", "AccountId"]] for frame in known]).set_index("Id")["AccountId"]
    accounts = frames["Account"]["Id"]
    what = rows["WhatId"].map(links).fillna(rows["WhatId"].where(rows["WhatId"].isin(accounts)))
    own = rows["AccountId"].where(rows["AccountId"].isin(accounts))
    rows["account"] = own.fillna(what).fillna(rows["WhoId"].map(links))
    rows = rows.dropna(subset=["account"])
    rows["day"] = pd.to_datetime(rows["ActivityDate"]).dt.normalize()
    names = frames["Account"].set_index("Id")
    subject, place = rows["Subject"].str.lower(), rows["Location"].str.lower()
    both = subject + " | " + place
    city = rows["account"].map(names["BillingCity"]).str.lower()
    name = rows["account"].map(names["Name"]).str.lower()
    held = [bool(p) and (c in p or n in p) for p, c, n in zip(place, city, name, strict=True)]
    rows["setting"] = np.select(
        [
            both.str.contains(VIDEO), rows["kind"] == "Call", rows["kind"] == "Email",
            both.str.contains(EVENT), place.str.contains(OURS), both.str.contains(NEUTRAL),
            np.array(held) | both.str.contains(ON_SITE), rows["kind"] == "Meeting",
        ],
        ["video", "phone", "message", "event", "our_place", "neutral", "on_site", "unplaced"],
        "unknown",
    )  # fmt: skip
    rows = rows[~subject.str.startswith("canceled:")]
    return _with_purpose(rows, frames)


def _with_purpose(rows: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    cases, deals = frames["Case"], _live(frames["Opportunity"])
    severe = cases[(cases["Priority"] == "High") | (cases["IsEscalated"] == "1")]
    opened = severe[["AccountId"]].assign(
        opened=pd.to_datetime(severe["CreatedDate"]).dt.normalize()
    )
    rows = pd.merge_asof(
        rows.sort_values("day"), opened.sort_values("opened"), left_on="day", right_on="opened",
        left_by="account", right_by="AccountId", suffixes=("", "_case"),
    )  # fmt: skip
    due = deals[["AccountId"]].assign(
        due=pd.to_datetime(deals["CloseDate"]), created=pd.to_datetime(deals["CreatedDate"])
    )
    rows = pd.merge_asof(
        rows, due.sort_values("due"), left_on="day", right_on="due", left_by="account",
        right_by="AccountId", direction="forward", suffixes=("", "_deal"),
    )  # fmt: skip
    subject = rows["Subject"].str.lower()
    rows["purpose"] = np.select(
        [
            rows["WhatId"].isin(severe["Id"]),
            subject.str.contains(CRISIS),
            (rows["day"] - rows["opened"]).dt.days < 14,
            rows["WhatId"].isin(deals.loc[deals["IsClosed"] == "0", "Id"]),
            subject.str.contains(COMMERCIAL),
            ((rows["due"] - rows["day"]).dt.days <= 30) & (rows["created"] <= rows["day"]),
            rows["inbound"],
        ],
        ["crisis", "crisis", "crisis", "commercial", "commercial", "commercial", "inbound"],
        "proactive",
    )
    return rows[["account", "day", "setting", "purpose"]]


def _days_since(made: dict[str, Any], at: pd.Timestamp) -> int:
    return int(_last_visits(made, at).notna().sum())


def _last_visits(made: dict[str, Any], at: pd.Timestamp) -> pd.Series:
    rows = made["contacts"]
    visits = rows[(rows["setting"] == "on_site") & (rows["day"] <= at)]
    last = visits.groupby("account")["day"].max()
    merged = made["accounts"].merge(last.rename("last"), left_on="Id", right_index=True, how="left")
    return (at - merged["last"]).dt.days.set_axis(merged["Id"])


def _coverage(made: dict[str, Any], at: pd.Timestamp) -> float:
    days = _last_visits(made, at)
    return float((days.to_numpy() <= made["accounts"]["cadence"].to_numpy()).mean())


def _ratio(made: dict[str, Any], at: pd.Timestamp) -> float:
    rows = made["contacts"]
    year = rows[(rows["day"] <= at) & (rows["day"] > at - pd.Timedelta(days=365))]
    count = year[year["setting"] != "message"]["purpose"].value_counts()
    return float(count["proactive"] / count["crisis"])
