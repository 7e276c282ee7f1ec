"""The Monday page on the screen: one card a part, all of one `Review`.

Owns how each part is drawn, on the page and, larger, in a meeting. Must not compute: what is said
here is what every printed form says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.charts import balance
from lib.charts import review as charts
from lib.report import words
from lib.report.escape import md
from lib.report.review import Due, Headline, KeyFigure, Map, Purpose, Review, ToSee
from lib.ui import commitments, draw, states, tables
from lib.ui.reviews import Shown
from lib.ui.view import View

_COLOUR = {
    "on_track": "green",
    "due": "orange",
    "overdue": "red",
    "lapsed": "red",
    "never": "red",
}
_STATE = {"late": ":red[◆]", "due": ":orange[■]", "untold": "○"}
_BAR = 104  # pixels


def answer(page: Review, says_of: bool = True) -> None:
    """The sentence, and what it speaks of where nothing else on the screen says that."""
    with st.container(key="answer"):
        st.markdown(md(page.answer))
        if says_of:
            st.caption(md(spoken_of(page)))


def spoken_of(page: Review, frozen: str = "") -> str:
    """The day, which review, the filters, and what it is compared with."""
    since = f"changes are {page.since_said}" if page.since else ""
    said = (f"As of {words.day(page.day)}", page.stamp or frozen, page.scope, since)
    return " · ".join(one for one in said if one)


def figures(page: Review, says_since: bool = True) -> None:
    """Four key figures, each with its parts and its change; since when, where there is room."""
    since = f"since {_short(page.since)}" if page.since else None
    with st.grid(len(page.figures), min_column_width=165, key="figures"):
        for one in page.figures:
            st.metric(
                f"{md(one.label)} :gray[· {md(one.parts)}]" if one.parts else md(one.label),
                md(one.value),
                delta=one.change or None,
                delta_color=_colour(one),
                delta_arrow="off" if one.way == "same" else "auto",
                delta_description=since if one.change and says_since else None,
                height="stretch",
                help=md(one.definition),
            )


def to_see(
    view: View,
    of: Shown,
    page: Review,
    people: Mapping[str, str],
    is_wide: bool = False,
    most: int = 5,
) -> None:
    """The first few to see: why, whether booked, and who goes; the name opens the account.

    Args:
        is_wide: whether who goes stands beside the name, in place of where they are.
    """
    with st.container(key="rows_see", height="stretch"):
        if not page.to_see:
            st.markdown("Nobody is late, and nobody is unknown.")
        for number, one in enumerate(page.to_see[:most]):
            with st.container(key=f"row-see-{number}"):
                with _line(f"named-{number}", not is_wide):
                    st.button(
                        md(one.name),
                        type="tertiary",
                        key=f"see-{number}",
                        wrap=True,
                        on_click=tables.open_account,
                        args=(one.account_id,),
                    )
                    place = "" if is_wide else one.where
                    about = " · ".join(part for part in (place, one.worth) if part)
                    st.caption(md(about), width="stretch" if is_wide else "content")
                    if is_wide:
                        _goes(view, of, one, people, 290)
                st.markdown(f"{_mark(one.status, one.standing)} · {md(one.why)}")
                if not is_wide:
                    with _line(f"goes-{number}"):
                        _goes(view, of, one, people)
        if len(page.to_see) > most and not is_wide:
            rest = len(page.to_see) - most
            st.caption(f"And {rest:,} more, in the workbook and on “Where next”.")


def where(
    view: View,
    of: Shown,
    where: Map,
    frame: str = "review",
    height: int = 380,
    enlarged: float = 1.0,
) -> None:
    """The map, or why there is none; the statuses with their counts stand under it."""
    if not where.dots:
        states.no_locations()
    else:
        draw.chart(
            draw.kept(
                view,
                f"review map of {of.kept or 'today'}, {height} {enlarged}",
                lambda: charts.review_map(_dots(where), where.region, height, enlarged),
            ),
            f"review-map-{frame}",
            "Map of accounts by status, sized by value",
            on_click=tables.open_if_account,
            frame=frame,
        )
    with st.container(key="said-statuses"):
        st.markdown(_legend(where))
        if where.dots and where.note:
            st.caption(md(where.note))


def _dots(where: Map) -> pd.DataFrame:
    dots = pd.DataFrame([vars(dot) for dot in where.dots])
    labels = {status: label for status, label, _ in where.statuses}
    return dots.assign(note=dots["status"].map(labels).fillna(""))


def purposes(
    rows: Iterable[Purpose], height: int = _BAR, type_size: int = 11, frame: str | None = None
) -> None:
    """Why we came: all conversations of the window as one bar, each with its count and change."""
    rows = list(rows)
    if not any(one.count for one in rows):
        st.markdown("No conversation is on record in the window.")
        return
    counts = pd.Series({one.id: one.count for one in rows})
    draw.chart(
        balance.purpose_bar(counts, height, type_size),
        "review-purpose",
        "Conversations by purpose",
        frame=frame,
    )
    changed = [f"{md(one.label)} {md(one.change)}" for one in rows if one.change not in ("", "0")]
    if changed:
        st.caption(f"Since the review before: {', '.join(changed)}.")


def due(rows: Iterable[Due], most: int = 15) -> None:
    """Promises to customers that are late, due this week or not told yet, by owner."""
    rows = list(rows)
    if not rows:
        st.markdown("No promise is late, due this week, or done and untold.")
    shown = rows[:most]
    for owner, theirs in groupby(sorted(shown, key=lambda one: one.owner), lambda one: one.owner):
        with st.container(key=f"row-due-{owner}"):
            st.markdown(f"**{md(owner)}**")
            for one in theirs:
                st.markdown(
                    f"{_STATE[one.state]} {md(one.what)} :gray[· {md(one.name)} · {md(one.said)}]"
                )
    if len(rows) > len(shown):
        st.caption(f"And {len(rows) - len(shown):,} more on the Promises page.")


def headlines(rows: Iterable[Headline], most: int = 3) -> None:
    """What customers say: the themes most of them raised."""
    shown = list(rows)[:most]
    if not shown:
        st.markdown("No theme was heard in the window.")
    for one in shown:
        with st.container(key=f"row-heard-{one.theme}"):
            act = " :orange[■ to act on]" if one.is_to_act else ""
            owner = f" · {md(one.owner)} has it" if one.owner else " · no owner yet"
            st.markdown(f"**{md(one.theme)}**{act}  \n{md(one.said)}:gray[{owner}]")
            if one.quote:
                st.markdown(f"“{md(one.quote)}” :gray[{md(one.quoted)}]")


def definitions(page: Review) -> None:
    """The footnote: what is left out, how far back the history goes, what each figure counts."""
    st.caption(md(" ".join(page.footnotes)))
    with st.expander("How these figures are counted", icon=":material/menu_book:"):
        for label, said in page.definitions:
            st.markdown(f"**{md(label)}.** {md(said)}")


def _line(key: str, may_wrap: bool = True) -> DeltaGenerator:
    return st.container(
        key=key, horizontal=True, vertical_alignment="center", gap="small", wrap=may_wrap
    )


def _goes(view: View, of: Shown, one: ToSee, people: Mapping[str, str], width: int = 210) -> None:
    if one.booked:
        st.markdown(f":green[✓] Booked {md(one.booked)}", width="content")
    elif commitments.goer(of, one) is None:
        st.markdown(":gray[○ Nothing booked]", width="content")
    commitments.who_goes(view, of, one, people, width)


def _mark(status: str, label: str) -> str:
    """A status in words, its shape in its colour; grey where a busy customer has us wait."""
    shape, _, name = label.partition(" ")
    colour = _COLOUR.get(status, "gray") if label == words.STATUS.get(status) else "gray"
    return f":{colour}[{md(shape)}] {md(name)}"


def _legend(where: Map) -> str:
    said = [
        # One word to the line breaker: a shape stays with its name and its count.
        f"{_mark(id_, label)} **{number:,}**".replace(" ", "\u00a0")
        for id_, label, number in where.statuses
        if number
    ]
    if where.unplaced and where.dots:
        said.append(f":gray[{where.unplaced:,} not placed]")
    return " \u2003 ".join(said)


def _short(day: str) -> str:
    """An ISO day without its year, where a phone has no room: 13 Nov."""
    on = date.fromisoformat(day)
    return f"{on.day} {on:%b}"


def _colour(one: KeyFigure) -> Literal["normal", "inverse", "off"]:
    """Streamlit colours a rise green: turned round where a fall is better."""
    if one.way not in ("better", "worse"):
        return "off"
    is_fall = one.change.startswith(("-", "−"))
    return "normal" if (one.way == "better") != is_fall else "inverse"
