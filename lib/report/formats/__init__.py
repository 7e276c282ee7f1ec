"""The review in every form it leaves the house in: one function a form, all of one value.

Owns which forms there are and what each is called. Must not compute a figure: a form draws what
`lib.report.review.Review` says. The same page gives the same bytes, whatever the clock says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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


def file_name(
    page: Review,
    suffix: str,
    number: int = 0,
    paper: str = PAPERS[0],
    asked_for: Iterable[str] = (),
) -> str:
    """What its file is called: the day, which review, what it holds more; no customer's name.

    Args:
        number: of a frozen review; 0 for one that is not.
        asked_for: what is in it because it was asked for: `notes`, `names`, `agreed`.
    """
    parts = (
        f"monday-{page.as_of}",
        f"review-{number}" * bool(number),
        "letter" * (paper == "us-letter"),
        *(f"with-{one}" for one in asked_for),
    )
    return f"{'-'.join(part for part in parts if part)}.{suffix}"
