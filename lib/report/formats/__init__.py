"""The review in every form it leaves the house in: one function a form, all of one value.

Owns which forms there are and what each is called. Must not compute a figure: a form draws what
`lib.report.review.Review` says. The same page gives the same bytes, whatever the clock says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lib.report.review import Review
from lib.report.tabular import Table

PAPERS = ("a4", "us-letter")
# Every list behind the page, by the name of its sheet.
Lists = Mapping[str, Table]


@dataclass(frozen=True)
class Format:
    """A form of the review.

    Args:
        suffix: of its file, without the dot; also what it is called on the command line.
        label: on the screen.
        mime: its media type.
        render: page, its lists and the paper -> the file's bytes.
    """

    suffix: str
    label: str
    mime: str
    render: Callable[[Review, Lists, str], bytes]


def file_name(page: Review, suffix: str, number: int = 0, paper: str = "") -> str:
    """What its file is called: the day, which review it is, what it shows; no customer's name.

    Args:
        number: of the frozen review; 0 for one that is not.
        paper: where there is a choice of it.
    """
    parts = [
        f"monday-{page.as_of}",
        f"review-{number}" if number else "",
        "letter" if paper == "us-letter" else "",
        "with-notes" if any(one.quote for one in page.headlines) else "",
        "with-agreed" if page.agreed else "",
    ]
    return f"{'-'.join(part for part in parts if part)}.{suffix}"
