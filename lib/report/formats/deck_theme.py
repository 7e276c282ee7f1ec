"""What every slide has of its master: the face, the palette, and where titles and numbers stand.

Owns the changes to the empty presentation that `pptx` brings along. Must not know a slide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE

from lib.report.formats import look

# Every office has it.
FACE = "Arial"
_THEME = {
    "dk1": look.INK, "lt1": "#FFFFFF", "dk2": look.SOFT, "lt2": look.LAND,
    "accent1": look.ACCENT, "accent2": look.GREEN, "accent3": look.AMBER, "accent4": look.RED,
    "accent5": look.DARK_RED, "accent6": look.GREY,
}  # fmt: skip
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def styled(file: Any, places: Mapping[Any, Sequence[Any]], size: float) -> Any:
    """The one layout, its master in the house's face and colours.

    Args:
        file: a new presentation, which is changed.
        places: kind of placeholder -> left, top, width, height.
        size: of titles, in points.
    """
    layout = file.slide_layouts.get_by_name("Title Only")
    for other in list(file.slide_layouts):
        if other is not layout:
            file.slide_layouts.remove(other)
    # A picture of the empty template, which is none of these slides.
    package = file.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(key)
    master = file.slide_master
    for holder in (*master.placeholders, *layout.placeholders):
        kind = holder.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:  # every slide says the day it speaks of
            holder._element.getparent().remove(holder._element)
            continue
        holder.left, holder.top, holder.width, holder.height = places[kind]
        if kind == PP_PLACEHOLDER.TITLE:
            holder.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    head = master._element.find(f"{_P}txStyles/{_P}titleStyle/{_A}lvl1pPr")
    head.set("algn", "l")
    head.find(f"{_A}defRPr").set("sz", f"{size:.0f}00")
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _coloured(theme.blob)
    return layout


def _coloured(theme: bytes) -> bytes:
    root = etree.fromstring(theme)
    for name, code in _THEME.items():
        (place,) = root.iter(f"{_A}{name}")
        place[:] = [etree.Element(f"{_A}srgbClr", val=code.removeprefix("#"))]
    for fonts in ("majorFont", "minorFont"):
        (place,) = root.iter(f"{_A}{fonts}")
        place.find(f"{_A}latin").set("typeface", FACE)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
