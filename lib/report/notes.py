"""What stands beside a chart, a map or a table: what it shows, and what it leaves out.

Plain text and pure, as the answers are (`lib.report.answers`). Whoever shows it escapes it.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.report import frames, words

# To a reader who may see some accounts only: what stands on the Data page.
OWN_ACCOUNTS = (
    "Every figure is made of the accounts you may see. How the files of the whole company were "
    "read is for those who see them all."
)


def claims(number: int) -> str:
    """The heading over accounts whose export claims another last activity than its rows."""
    return f"{words.count(number, 'account')} whose stated last activity is not what the rows say"


def seen(accounts: pd.DataFrame) -> str:
    """Of these customers, how many were seen within their cadence; exempt ones left out."""
    counted = accounts[accounts["status"] != "exempt"]
    if counted.empty:
        return "none to visit"
    ours = counted["status"].isin(["on_track", "due"]).sum()
    return f"{words.share(ours, len(counted))} seen within their cadence"


def where(unplaced: int) -> str:
    """The small map's heading, with what it cannot show."""
    return f"Where they are ({unplaced} not placed)" if unplaced else "Where they are"


def placing(accounts: pd.DataFrame) -> str:
    """How many accounts the map cannot show, or not where they are."""
    missing = len(frames.unplaced(accounts))
    rough = len(frames.roughly_placed(accounts)) - missing
    said = [f"{words.count(missing, 'account')} not placed"] if missing else []
    if rough:
        counted = f"{rough:,}" if missing else words.count(rough, "account")
        said.append(f"{counted} placed only by state or country")
    return f"{', '.join(said)}, and why"


def bubbles(accounts: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """What the map's bubbles mean, how many stand for a whole area, and how many it leaves out.

    Args:
        accounts: those that the view speaks of.
        drawn: those of them that have a bubble.
    """
    said = (
        "Bubble area: value. Deeper blue: more of the accounts there seen within their cadence."
        " Click a bubble for the account, an area for its list."
    )
    central = int(drawn["location_basis"].isin(["state", "country"]).sum())
    if central:
        said += f" {words.count(central, 'account stands', 'accounts stand')} at the centre of a"
        said += " state or country: no more is known."
    placed = accounts.dropna(subset=["latitude", "longitude"])
    if away := len(placed) - len(drawn):
        only = words.count(away, "account is", "accounts are")
        said += f" {only} placed only by their country and not drawn here."
    return said


def left_out(number: int, apart: int = 0) -> str:
    """What a chart by value cannot show: accounts without one, and those in another currency."""
    said = "Click a point for the account."
    if number:
        without = words.count(number, "account has", "accounts have")
        said += f" {without} no value and cannot be placed here."
    if apart:
        said += f" {words.count(apart, 'account')} in another currency cannot either."
    return said


def apart(accounts: pd.DataFrame) -> str:
    """Whose value the sums of money leave out because it is in another currency; else empty."""
    rows = frames.valued_apart(accounts[accounts["status"] != "exempt"])
    if rows.empty:
        return ""
    found = [str(name) for name in sorted(rows["currency"].dropna().unique())]
    names = " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
    valued = words.count(
        len(rows), f"account valued in {names} is", f"accounts valued in {names} are"
    )
    return (
        f"{valued} not in the sums of money, which are in {frames.currency(accounts)}:"
        " data/reference/exchange_rates.csv holds no rate."
    )


def purposes(counts: pd.Series, as_of: date) -> str:
    """All conversations of the window by purpose, the ones not drawn included."""
    called = {"inbound": "where they called us"}
    parts = [
        f"{counts[name]:,.0f} {called.get(str(name), words.PURPOSE[name].lower())}"
        for name in counts.index
        if counts[name]
    ]
    return (
        f"{counts.sum():,.0f} conversations in the 365 days up to {words.day(as_of)}: "
        f"{', '.join(parts)}. Above each month: proactive to "
        "crisis, as a ratio from ten contacts on. E-mail is not counted."
    )


def reasons(rejects: pd.DataFrame) -> str:
    """How many rows were set aside for each reason, the most frequent first."""
    counts = rejects["reason"].value_counts()
    said = [f"{reason} ({number:,})" for reason, number in counts.items() if number > 1][:4]
    rest = len(counts) - len(said)
    return "; ".join([*said, *([words.count(rest, "other reason")] if rest else [])])
