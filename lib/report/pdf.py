"""Printed pages: a value of `lib.report` through a typst template, as PDF or as a picture.

Owns the fonts and how a value reaches a template: as JSON, so that nothing an export holds is
read as markup. Offline, and from our own fonts alone: a page has the same bytes on every machine.
Must not decide what stands on a page.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from lib import settings
from lib.errors import GroundError

_HERE = Path(__file__).parent
# What a name may be written in; the machine's own fonts would differ.
FONTS = settings.ROOT / "static" / "fonts" / "print"
# A page takes a second or two; a machine that is busy may take its time.
_SECONDS = 90.0


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


def _compiled(
    template: str,
    value: Mapping[str, Any],
    paper: str,
    form: Literal["pdf", "png"],
    dots_an_inch: float = 110.0,
) -> Sequence[bytes]:
    task = {
        "template": str(_HERE / f"{template}.typ"),
        "form": form,
        "dots_an_inch": dots_an_inch,
        "fonts": str(FONTS),
        "inputs": {"value": json.dumps(value, ensure_ascii=False), "paper": paper},
    }
    try:
        done = subprocess.run(
            [sys.executable, str(_HERE / "pdf_child.py")],
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotPrinted(
            f"Laying out the page {template}: {type(error).__name__}.",
            "Try again; if it fails again, please report this with the account's or review's id.",
        ) from None
    return list(_pages(done.stdout))


def _pages(made: bytes) -> Iterator[bytes]:
    """The pages the child wrote, each with its length in front."""
    at = 0
    while at < len(made):
        (length,) = struct.unpack_from(">Q", made, at)
        yield made[at + 8 : at + 8 + length]
        at += 8 + length
