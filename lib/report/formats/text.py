"""The review as Markdown: what a chat or a wiki takes.

Owns its order. Everything goes through `md`: a name shows as it is and means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib.report import words
from lib.report.escape import md
from lib.report.formats import Lists, said
from lib.report.review import Change, Move, Review, Task

_TO_SEE, _HEADLINES, _NAMES = 5, 3, 8


def markdown(page: Review, lists: Lists, paper: str) -> bytes:
    """The page as Markdown."""
    return ("\n".join(_lines(page)) + "\n").encode()


def _lines(page: Review) -> Iterator[str]:
    yield f"# {md(page.title)}"
    yield ""
    about = (f"As of {words.day(page.day)}", page.scope, page.since_said, page.stamp)
    yield md(" · ".join(part for part in about if part))
    yield ""
    yield f"**{md(page.answer)}**"
    yield from _table(
        ("Figure", "", "Of", "Change"),
        [(one.label, one.value, one.parts, said.changed(one)) for one in page.figures],
    )
    yield from _section(said.TO_SEE, _to_see(page), said.NOBODY_TO_SEE)
    yield from _section(said.WHERE, _standing(page), said.NO_ACCOUNT)
    yield from _section(
        f"{said.CHANGED} {page.since_said}".strip(),
        [_change(one) for one in page.moved],
        said.NOTHING_BEFORE,
    )
    yield from _section(said.WHY, _purposes(page), said.NO_TALK)
    yield from _section(
        said.PROMISES,
        [
            f"{_named(one.name)}, {md(one.owner)}: {md(one.what)}; {md(one.said)}"
            for one in page.due
        ],
        said.NO_PROMISE,
    )
    if page.agreed:
        yield from _section(said.AGREED, [_task(one) for one in page.agreed], "")
    yield from _section(said.LAST_MEETING, [_task(one) for one in page.tasks], said.NO_TASK)
    yield from _section(said.HEADLINES, _headlines(page), said.NO_HEADLINE)
    yield from _section(
        said.COUNTED,
        [
            *(f"{md(label)}: {md(meaning)}" for label, meaning in page.definitions),
            *(md(note) for note in page.footnotes),
        ],
        "",
    )


def _section(title: str, lines: Sequence[str], empty: str) -> Iterator[str]:
    yield ""
    yield f"## {md(title)}"
    yield ""
    if lines:
        yield from (f"- {line}" for line in lines)
    elif empty:
        yield empty


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    yield from (f"| {' | '.join(md(cell) for cell in row)} |" for row in rows)


def _to_see(page: Review) -> list[str]:
    seen = [
        f"{one.place}\\. {_joined(_named(one.name), md(one.where))}: "
        + md("; ".join(filter(None, (one.standing, said.reason(one), one.worth, said.booked(one)))))
        for one in page.to_see[:_TO_SEE]
    ]
    return [*seen, *_cut(len(page.to_see) - len(seen))]


def _task(one: Task) -> str:
    became = _joined(one.what if one.name else "", one.said or one.due, "; ")
    return f"{_named(one.name or one.what)}, {md(one.who)}: {md(became)}"


def _standing(page: Review) -> list[str]:
    counts = [f"{md(label)}: {count:,}" for _, label, count in page.map.statuses]
    return [*counts, *([md(page.map.note)] if page.map.note and counts else [])]


def _change(one: Change) -> str:
    counts = f"{md(one.label)}: {one.before:,} before, {one.after:,} now ({md(one.net)})"
    sides = [
        f"{md(side.means)} {len(side.moves):,}{md(f', {side.worth}' if side.worth else '')}: "
        + _names(side.moves)
        for side in one.sides
    ]
    return "; ".join((counts, *sides))


def _names(moves: Sequence[Move]) -> str:
    # One account may have moved several times: a visit each.
    names = list(dict.fromkeys(move.name for move in moves))
    left = len(names) - _NAMES
    first = ", ".join(_named(name) for name in names[:_NAMES])
    return first + (f" and {left:,} more" if left > 0 else "")


def _purposes(page: Review) -> list[str]:
    if not any(one.count for one in page.purposes):
        return []
    return [
        md(f"{one.label}: {_joined(said.part(one, page), one.change)}") for one in page.purposes
    ]


def _headlines(page: Review) -> list[str]:
    heard = [
        f"{_named(one.theme)}: {md(one.said)}"
        + (f"; {md(one.owner)} has it in hand" if one.owner else f"; {said.NO_OWNER}")
        + (f"; “{md(one.quote)}” ({md(one.quoted)})" if one.quote else "")
        for one in page.headlines[:_HEADLINES]
    ]
    return [*heard, *_cut(len(page.headlines) - len(heard))]


def _cut(left: int) -> list[str]:
    return [said.more(left)] if left > 0 else []


def _named(name: str) -> str:
    return f"**{md(name)}**"


def _joined(first: str, second: str, between: str = ", ") -> str:
    return between.join(part for part in (first, second) if part)
