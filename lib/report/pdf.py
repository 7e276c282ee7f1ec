"""Printed pages: a value of `lib.report` through a typst template, as PDF or as a picture.

Owns the fonts and how a value reaches a template: as JSON, so that nothing an export holds is
read as markup. Offline, and from our own fonts alone: a page has the same bytes on every machine.
Must not decide what stands on a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from lib import settings
from lib.errors import GroundError

_HERE = Path(__file__).parent
_FONTS = settings.ROOT / "static" / "fonts" / "print"


class NotPrinted(GroundError):
    """A page that could not be laid out."""

    title = "The page could not be printed"


def pdf(template: str, value: Mapping[str, Any], paper: str = "a4") -> bytes:
    """A page as PDF.

    Args:
        template: name of a file of this folder that ends in `.typ`.
        value: what it prints; read in the template from `sys.inputs.value` as JSON.
        paper: `a4` or `us-letter`.

    Raises:
        NotPrinted: the template and the value do not fit.
    """
    return b"".join(_compiled(template, value, paper, "pdf"))


def pictures(
    template: str, value: Mapping[str, Any], paper: str = "a4", dots_an_inch: float = 110.0
) -> Sequence[bytes]:
    """Each page as PNG, to be looked at before it is printed.

    Raises:
        NotPrinted: as `pdf`.
    """
    return _compiled(template, value, paper, "png", dots_an_inch)


@cache
def fonts() -> typst.Fonts:
    """What a name may be written in; the machine's own fonts would differ."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )


def _compiled(
    template: str,
    value: Mapping[str, Any],
    paper: str,
    form: Literal["pdf", "png"],
    dots_an_inch: float = 110.0,
) -> Sequence[bytes]:
    inputs = {"value": json.dumps(value, ensure_ascii=False), "paper": paper}
    try:
        made: Any = typst.compile(
            _HERE / f"{template}.typ",
            format=form,
            ppi=dots_an_inch,
            font_paths=fonts(),
            sys_inputs=inputs,
        )
    except typst.TypstError as error:
        raise NotPrinted(
            f"Laying out the page {template}: {type(error).__name__}.",
            "Please report this with the account's id.",
        ) from None
    return made if isinstance(made, list) else [made]
