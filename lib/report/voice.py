"""What customers tell us, in sentences and rows for the Voice page. Pure, plain text.

Must not count nor query; whoever shows a sentence escapes it.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.report import frames, words
from lib.report.words import Row

TOUR = {
    "tour_taken": "Taken",
    "tour_asked": "Asked",
    "tour_not_feasible": "Asked, not feasible",
}
INTRODUCTION = {
    "introduction_offered_by_us": "We offered",
    "introduction_made_by_us": "We made",
    "introduction_offered_by_them": "They offered",
    "introduction_made_by_them": "They made",
}
NOBODY = "Nobody yet"
# Themes that the chart shows.
MOST = 12


def answer(themes: pd.DataFrame) -> str:
    """The page's answer: the theme most accounts raise, and how many are due to be acted on."""
    rows = frames.records(themes)
    if not rows:
        return "Nothing yet: no note or subject of the year says anything that a theme covers."
    acts = [row for row in rows if row["is_to_act"]]
    unowned = [row for row in acts if not row["owner"]]
    said = f"Most of all {raised(rows[0])}"
    if len(rows) > 1:
        said += f"; then {rows[1]['theme'].lower()} ({rows[1]['accounts']:,.0f})"
    said += ". "
    if not acts:
        return (
            f"{said}No theme is at the point where we should act ({rows[0]['acts_at']} accounts)."
        )
    point = words.count(len(acts), "theme is", "themes are") + " at the point where we should act"
    nobody = {
        0: "each has an owner",
        len(acts): "nobody owns any of them" if len(acts) > 1 else "nobody owns it",
    }
    owned = nobody.get(len(unowned), f"{len(unowned)} without an owner")
    return f"{said}{point.capitalize()}; {owned}."


def beside(themes: pd.DataFrame) -> str:
    """What the chart of themes shows, and what it leaves out."""
    acts_at = themes["acts_at"].iloc[0]
    said = (
        f"The dotted line: {acts_at} accounts in a year, where it is time to act. In brackets: "
        "against the year before. Click a bar for the customers' words."
    )
    rest = len(themes) - MOST
    more = words.count(rest, "theme more is", "themes more are")
    return f"{said} {more} in the choice beside." if rest > 0 else said


def raised(row: Row) -> str:
    """`delivery times: 12 accounts this year, 5 the year before`."""
    said = f"{row['theme'].lower()}: {words.count(row['accounts'], 'account')} this year"
    if row["accounts_before"] is None:
        return f"{said} (the exports do not reach back a year further)"
    part = "" if row["is_before_whole"] else ", as far as the exports reach back"
    return f"{said}, {row['accounts_before']:,.0f} the year before{part}"


def theme_line(row: Row) -> str:
    """What one theme comes to."""
    mark = f"Time to act: {row['acts_at']} accounts or more" if row["is_to_act"] else "To watch"
    said = raised(row)
    contacts = words.count(row["contacts"], "contact")
    last = f"in {contacts}, last on {words.day(row['last_on'])}"
    return f"{mark}. {said[0].upper()}{said[1:]}, {last}."


def by_month(months: pd.DataFrame, theme: str, as_of: date) -> pd.DataFrame:
    """One theme's accounts in each of the last twelve months, none left out."""
    last = pd.Period(as_of, "M")
    wanted = pd.DataFrame({"month": [(last - back).to_timestamp() for back in reversed(range(12))]})
    rows = months[months["theme"] == theme]
    found = pd.Series(rows["accounts"].to_numpy(), index=pd.to_datetime(rows["month"]))
    return wanted.assign(accounts=wanted["month"].map(found).fillna(0).astype(int))


def in_order(excerpts: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """What was said, the theme that most accounts raised first."""
    order = {name: place for place, name in enumerate(themes["theme"])}
    rank = excerpts["theme"].map(order)
    return excerpts.assign(rank=rank).sort_values(["rank", "place"]).drop(columns="rank")


def source(row: Row) -> str:
    """Where a row comes from: `visits.csv, row 12`."""
    return f"{str(row['file']).rpartition('/')[2]}, row {row['row']}"


def sources(rows: pd.DataFrame) -> list[str]:
    """The same of many rows."""
    return [
        source({"file": file, "row": row})
        for file, row in zip(rows["file"].tolist(), rows["row"].tolist(), strict=True)
    ]


def tours(taken: words.Figure, never: words.Figure) -> str:
    """How often we took the tour, and where nobody asked."""
    visits = taken.denominator or 0
    if not visits:
        return "No visit in the year."
    said = f"We took the tour at {words.share(taken.numerator or 0, visits)} visits"
    silent, visited = never.numerator or 0, words.count(never.denominator or 0, "account")
    return f"{said}; at {silent:,.0f} of {visited} visited, nothing says that we ever asked."


def introductions(offered: tuple[float, float], made: tuple[float, float]) -> str:
    """What was offered and made, by us and by them.

    Args:
        offered, made: by us, by them.
    """
    return (
        f"By us: {offered[0]:,.0f} offered, {made[0]:,.0f} made. "
        f"By them: {offered[1]:,.0f} offered, {made[1]:,.0f} made."
    )
