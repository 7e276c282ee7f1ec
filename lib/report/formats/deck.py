"""A deck of slides to be drawn on: its size, faces and colours, and text that stays in its box.

Owns how anything gets onto a slide: cleaned, cut to its room, in a face every office has. Must not
know what is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Inches, Pt

from lib.report.formats import archive, deck_theme, fit, look

# Inches that a card keeps free round its text.
EDGE = 0.2
WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
_TITLE_SIZES = (28.0, 24.0, 21.0)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def inches(self) -> tuple[Any, Any, Any, Any]:
        """The same as `pptx` takes it."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


KICKER = Box(MARGIN, 0.42, WIDTH - 2 * MARGIN, 0.28)
TITLE = Box(MARGIN, 0.74, WIDTH - 2 * MARGIN, 1.0)
# What is below a title of two lines; below one of a single line there is more.
BODY = Box(MARGIN, 1.95, WIDTH - 2 * MARGIN, 4.85)
_ONE_LINE = 0.38
FOOT = Box(MARGIN, 7.0, WIDTH - 2 * MARGIN - 0.8, 0.25)
NUMBER = Box(WIDTH - MARGIN - 0.7, 7.0, 0.7, 0.25)
_PLACES = {
    PP_PLACEHOLDER.TITLE: TITLE.inches,
    PP_PLACEHOLDER.BODY: BODY.inches,
    PP_PLACEHOLDER.FOOTER: FOOT.inches,
    PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER.inches,
}


@dataclass(frozen=True)
class Para:
    """A paragraph.

    Args:
        size: in points.
        most: lines it may take; what is longer is cut at a word.
        after: points kept free below it.
    """

    text: str
    size: float = 14.0
    is_bold: bool = False
    colour: str = look.INK
    most: int = 1
    after: float = 0.0

    def cut_to(self, wide: float) -> Para:
        """The same within its lines."""
        return replace(self, text=fit.cut(self.text, self.size, wide, self.most, self.is_bold))

    def height(self, wide: float) -> float:
        """Inches it takes, as far as can be guessed."""
        lines = max(1, fit.lines(self.text, self.size, wide, self.is_bold))
        return fit.height(lines, self.size, self.text) + self.after / 72


class Deck:
    """Slides one after the other.

    Args:
        title, day: of its properties.
        foot: what stands below every slide.
    """

    def __init__(self, title: str, day: date, foot: str) -> None:
        self._day = day
        self._foot = foot
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self._layout = deck_theme.styled(self._file, _PLACES, _TITLE_SIZES[0])
        about = self._file.core_properties
        about.title, about.author, about.last_modified_by = fit.clean(title), "On Their Ground", ""
        about.created = about.modified = datetime.combine(day, time.min)

    def slide(
        self, topic: str, title: str, notes: Sequence[str], title_box: Box = TITLE
    ) -> tuple[Any, Box]:
        """A new slide, and the place that its title leaves.

        Args:
            topic: what it is about, in small letters.
            title: what it says.
            notes: what the speaker can add.
        """
        made = self._file.slides.add_slide(self._layout)
        text(made, KICKER, [Para(topic, 12, True, look.ACCENT)])
        size = fit.largest(
            fit.clean(title), _TITLE_SIZES, title_box.width, title_box.height, is_bold=True
        )
        head = made.shapes.title
        head.left, head.top, head.width, head.height = title_box.inches
        lines = fit.room(size, title_box.height, title)
        write(head.text_frame, [Para(title, size, True, most=lines)], title_box.width)
        for placeholder in self._layout.placeholders:
            kind = placeholder.placeholder_format.type
            if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                made.shapes.clone_placeholder(placeholder)
        _, foot, number = made.placeholders
        write(foot.text_frame, [Para(self._foot, 10, colour=look.SOFT)], FOOT.width)
        _number(number, len(self._file.slides))
        made.notes_slide.notes_text_frame.text = "\n".join(map(fit.clean, notes))
        is_short = fit.lines(title, size, title_box.width, is_bold=True) == 1
        up = _ONE_LINE if is_short else 0.0
        return made, Box(BODY.left, BODY.top - up, BODY.width, BODY.height + up)

    def to_bytes(self) -> bytes:
        """The file, the same for the same slides."""
        made = BytesIO()
        self._file.save(made)
        return archive.dated(made.getvalue(), self._day)


def text(
    slide: Any,
    box: Box,
    paragraphs: Sequence[Para],
    is_middle: bool = False,
    is_right: bool = False,
) -> Any:
    """Paragraphs in a box of their own."""
    made = slide.shapes.add_textbox(*box.inches)
    write(made.text_frame, paragraphs, box.width, is_right)
    made.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE if is_middle else MSO_ANCHOR.TOP
    return made


def write(frame: Any, paragraphs: Sequence[Para], wide: float, is_right: bool = False) -> None:
    """Paragraphs into a frame without margins, so many inches wide."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill_in(frame, paragraphs, wide, is_right)


def fill_in(frame: Any, paragraphs: Sequence[Para], wide: float, is_right: bool = False) -> None:
    """Paragraphs into a frame that keeps its margins: a cell."""
    for number, one in enumerate(paragraphs):
        line = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        line.space_after = Pt(one.after)
        line.alignment = PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT
        run = line.add_run()
        run.text = one.cut_to(wide).text
        run.font.size, run.font.bold = Pt(one.size), one.is_bold
        run.font.color.rgb = colour(one.colour)


def card(slide: Any, box: Box, paragraphs: Sequence[Para]) -> Any:
    """Paragraphs in a frame that is seen."""
    made = plain(slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.inches))
    made.fill.solid()
    made.fill.fore_color.rgb = colour("#FFFFFF")
    made.line.color.rgb, made.line.width = colour(look.LINE), Pt(1)
    write(made.text_frame, paragraphs, box.width - 2 * EDGE)
    frame = made.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(EDGE)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    return made


def plain(shape: Any) -> Any:
    """A shape without the shadows and shades of the theme."""
    style = shape._element.find(f"{_P}style")
    if style is not None:
        shape._element.remove(style)
    return shape


def describe(shape: Any, name: str, said: str) -> None:
    """What a shape is called, and what is read out in its stead."""
    about = shape._element.xpath(".//p:cNvPr")[0]
    about.set("name", fit.clean(name))
    about.set("descr", fit.clean(said))


def colour(code: str) -> Any:
    """`#1E9E8A` as `pptx` takes it."""
    return RGBColor.from_string(code.removeprefix("#"))


def _number(holder: Any, number: int) -> None:
    """A slide's number that stays right when slides are moved."""
    write(holder.text_frame, [Para(str(number), 10, colour=look.SOFT)], NUMBER.width, True)
    run = holder.text_frame.paragraphs[0].runs[0]._r
    run.tag = f"{_A}fld"
    run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    run.set("type", "slidenum")
