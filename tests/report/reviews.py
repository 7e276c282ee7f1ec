"""Reviews to render, of any size, with whatever a name can hold."""

from __future__ import annotations

from lib.report.review import (
    Change,
    Dot,
    Due,
    Headline,
    KeyFigure,
    Map,
    Move,
    Purpose,
    Review,
    Task,
    ToSee,
)

LONG = "Gemeinnützige Wohnungsbaugenossenschaft Oberschwaben-Allgäu und Partner GmbH & Co. KG a. A."
RTL = "شركة المياه الوطنية المحدودة"
CJK = "株式会社北陸精密工業"
HOSTILE = '=HYPERLINK("http://evil.example","x") <b>*#[x](http://evil.example)</b>'
NAMES = ("Officine Valtorta S.p.A.", "Kestrel Bay Foods, Inc.", LONG, RTL, CJK, HOSTILE)
STATUSES = (
    ("on_track", "● On track"),
    ("due", "■ Due soon"),
    ("overdue", "◆ Overdue"),
    ("lapsed", "▲ Lapsed"),
    ("never", "○ Never visited"),
    ("unknown", "◌ Unknown"),
)
_PLACES = ((9.67, 45.7), (-87.9, 43.04), (9.8, 47.8), (46.7, 24.7), (136.6, 36.56), (-0.1, 51.5))


def example(
    accounts: int = 12,
    has_places: bool = True,
    has_history: bool = True,
    region: str = "World",
    stamp: str = "",
) -> Review:
    """A review of a company with so many accounts; all names of `NAMES` among them.

    Args:
        has_places: whether any account can be placed on a map.
        has_history: whether there is a review before, promises, tasks and headlines.
        region: of the map.
        stamp: of a frozen one.
    """
    names = [f"{NAMES[n % 6]}{f' {n // 6 + 1}' if n >= 6 else ''}" for n in range(accounts)]
    status = [STATUSES[n % 6] for n in range(accounts)]
    late = [n for n in range(accounts) if n % 6 >= 2]
    moves = tuple(
        Move(
            f"A{n}",
            names[n],
            "",
            f"€{900 - n}k a year",
            f"365 days since the visit of {n % 28 + 1} Nov 2025",
            f"visits.csv, row {n + 2}",
        )
        for n in late
    )
    counts = tuple((code, label, sum(one[0] == code for one in status)) for code, label in STATUSES)
    return Review(
        as_of="2026-11-20",
        title="Are we seeing our customers?",
        scope="" if accounts != 12 else "tier A or B · visits by executives",
        since="2026-11-13" if has_history else "",
        since_said="since review 4, of 13 Nov 2026" if has_history else "",
        answer=f"We have been on site with {accounts - len(late)} of {accounts} accounts within "
        "their cadence; 4 of the 12 largest have been left alone.",
        figures=(
            KeyFigure("coverage", "Coverage", "33–41 %", f"{accounts - len(late)} of {accounts}",
                      "+3.0 pts" if has_history else "", "better" if has_history else "",
                      "Accounts visited at their own place within their tier's cadence."),
            KeyFigure("neglected", "Left alone", str(len(late)), f"of {accounts}",
                      "-2" if has_history else "", "better" if has_history else "",
                      "Late or unknown, nothing booked, nobody busy."),
            KeyFigure("neglected_value", "Value left alone", "€7.1M", "",
                      "+€0.4M" if has_history else "", "worse" if has_history else "",
                      "What these are worth in a year."),
            KeyFigure("proactive_crisis_ratio", "Proactive to crisis", "2.1 : 1", "81 : 38",
                      "0" if has_history else "", "same" if has_history else "",
                      "Conversations of our own accord to those in a crisis."),
        ),
        to_see=tuple(
            ToSee(place + 1, f"A{n}", names[n], "Bergamo, Italy", status[n][0], status[n][1],
                  "162 days late, last visit 1 Dec 2025; nobody came unprompted in a year; "
                  "renewal on 3 Feb 2027; nothing booked",
                  "3 Dec 2026" if n % 4 == 3 else "", f"€{900 - n}k a year")
            for place, n in enumerate(late)
        ),
        map=Map(
            region,
            tuple(
                Dot(f"A{n}", names[n], _PLACES[n % 6][0] + n // 6 * 0.7, _PLACES[n % 6][1],
                    status[n][0], n % 7 == 6, max(0.12, 1 - n / 40))
                for n in range(accounts)
            ) if has_places else (),
            counts,
            0 if has_places else accounts,
            "" if has_places else "No account here can be placed on a map.",
        ),
        purposes=(
            Purpose("proactive", "Proactive", 81 * bool(accounts), 0.43 * bool(accounts), "+4"),
            Purpose("crisis", "Crisis", 38 * bool(accounts), 0.2 * bool(accounts), "-1"),
            Purpose("commercial", "Commercial", 40 * bool(accounts), 0.21 * bool(accounts), "0"),
            Purpose("inbound", "They called us", 11 * bool(accounts), 0.06 * bool(accounts), "+1"),
            Purpose("unclassified", "Unclassified", 19 * bool(accounts), 0.1 * bool(accounts), ""),
        ),
        moved=(
            Change("late", "accounts", "Late", len(late), len(late) + len(moves[:3]) - 1 if moves
                   else 0, moves[:3], moves[:1], "became late", "late no more", "€2.6M", "€898k",
                   "down"),
            Change("booked", "accounts", "Booked", 4, 4 + len(moves), moves, (), "newly booked",
                   "no longer booked", "€9.9M", "", "up"),
        ) if has_history else (),
        due=tuple(
            Due(f"P{n}", ("Anna Berg", "Nobody named")[n % 2], f"A{n}", names[n],
                "Send the drawings of line 2 to …", "Send the drawings of line 2 to Ms Rossi",
                ("late", "due", "untold")[n % 3],
                ("9 days late", "due 26 Nov 2026", "done 3 Nov 2026; tell them")[n % 3])
            for n in range(min(accounts, 14))
        ) if has_history else (),
        tasks=tuple(
            Task(n + 1, ("visit", "action")[n % 2], "Anna Berg",
                 ("Sees them", "Asks the plant about lead times")[n % 2], f"A{n}", names[n],
                 "26 Nov 2026", ("seen", "open", "late", "done", "dropped")[n % 5],
                 ("seen on 18 Nov 2026 by Anna Berg (visits.csv, row 12)", "due 26 Nov 2026",
                  "4 days late", "done, says ann on 19 Nov 2026", "dropped: sold")[n % 5])
            for n in range(min(accounts, 9))
        ) if has_history else (),
        headlines=tuple(
            Headline(theme, 9 - n, f"{9 - n} accounts, 4 the year before", owner, n == 0,
                     "the parts came … late again, … said", "the parts came late again, Rossi said",
                     "Officine Valtorta S.p.A., 3 Nov 2026")
            for n, (theme, owner) in enumerate(
                (("Delivery times", "Ken Ito"), ("Price increases", ""), ("Documentation", ""),
                 ("Spare parts", "Ana Lund"))
            )
        ) if has_history and accounts else (),
        footnotes=(
            "2 exempt accounts are left out of coverage.",
            "The history begins on 3 Jan 2022; no visit before it is unknown, never called never.",
            "10 of 11 files read · 2,400 rows loaded · 12 set aside · every check passed",
        ),
        definitions=(("Coverage", "Accounts visited at their own place within their cadence."),
                     ("Left alone", "Late or unknown, nothing booked, nobody busy.")),
        stamp=stamp,
    )  # fmt: skip
