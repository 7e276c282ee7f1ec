"""The review as a mail: one HTML file that needs nothing else and leads nowhere.

Owns what `mail.html` is given. Everything is on the elements, since mail programs drop style
sheets; the map is a picture inside the file. Every value is escaped by the template's engine.
"""

from __future__ import annotations

import base64
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from lib import settings
from lib.report import words
from lib.report.formats import Lists, look, printed, said
from lib.report.review import Map, Review

_MOST, _NAMES = 12, 4
_SIGNS = {"done": "☑", "seen": "☑", "open": "☐", "late": "◆", "dropped": "–"}
# Counts whose members are named; of the others, only how many.
_NAMED = ("accounts", "promises")


def html(page: Review, lists: Lists, paper: str) -> bytes:
    """The page as one HTML file."""
    told = [one for one in page.moved if one.group in _NAMED and one.sides]
    owed = said.pressing(page)
    about = (f"As of {words.day(page.day)}", page.scope, page.since_said, page.stamp)
    made = _template().render(
        page=page,
        day=words.day(page.day),
        about=" · ".join(part for part in about if part),
        look=look,
        said=said,
        shape=_shape,
        mark_of=printed.mark_of,
        tones=look.TONES,
        signs=_SIGNS,
        first=printed.TO_SEE,
        heard=printed.HEADLINES,
        most=_MOST,
        names=_NAMES,
        talks=[one for one in page.purposes if one.count],
        told=told,
        quiet=[one for one in page.moved if one not in told],
        owed=owed[:_MOST],
        owed_left=said.more_owed(owed[_MOST:]),
        picture=base64.b64encode(printed.map_picture(page.map)).decode() if page.map.dots else "",
        alt=_alt(page.map),
    )
    return made.encode()


@cache
def _template() -> Template:
    return Environment(
        loader=FileSystemLoader(settings.ROOT / "lib" / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    ).get_template("mail.html")


def _shape(label: str, mark: look.Mark) -> Markup:
    """A status in words, its shape in its colour."""
    name = said.unmarked(label)
    sign = label.removesuffix(name).strip()
    # The darkest red would be lost in the dark.
    deep = "deep" if mark.colour == look.DARK_RED else ""
    drawn = Markup('<span class="{}" style="color:{};">{}</span> {}')
    return drawn.format(deep, mark.colour, sign, escape(name))


def _alt(of: Map) -> str:
    """The map in words, for who does not see it: the counts."""
    counts = ", ".join(
        f"{count:,} {said.unmarked(label).lower()}" for _, label, count in of.statuses
    )
    return f"Map of the accounts ({of.region}): {counts}. {of.note}".strip()
