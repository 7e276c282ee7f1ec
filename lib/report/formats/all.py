"""Every form the review leaves the house in, by the ending of its file.

Owns their list. What draws one is imported when it is asked for: the command line starts without.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.report.formats import Format, Lists
from lib.report.review import Review

_OFFICE = "application/vnd.openxmlformats-officedocument"


def _pdf(page: Review, lists: Lists, paper: str) -> bytes:
    from lib.report.formats import printed

    return printed.pdf(page, lists, paper)


def _pptx(page: Review, lists: Lists, paper: str) -> bytes:
    from lib.report.formats import slides

    return slides.pptx(page, lists, paper)


def _html(page: Review, lists: Lists, paper: str) -> bytes:
    from lib.report.formats import mail

    return mail.html(page, lists, paper)


def _xlsx(page: Review, lists: Lists, paper: str) -> bytes:
    from lib.report.formats import workbook

    return workbook.xlsx(page, lists, paper)


def _zip(page: Review, lists: Lists, paper: str) -> bytes:
    from lib.report.formats import workbook

    return workbook.csv_zip(page, lists, paper)


def _md(page: Review, lists: Lists, paper: str) -> bytes:
    from lib.report.formats import text

    return text.markdown(page, lists, paper)


FORMATS: Mapping[str, Format] = {
    one.suffix: one
    for one in (
        Format("pdf", "PDF, one page", "application/pdf", _pdf),
        Format("pptx", "Slides", f"{_OFFICE}.presentationml.presentation", _pptx),
        Format("html", "E-mail", "text/html", _html),
        Format("xlsx", "Workbook of every list", f"{_OFFICE}.spreadsheetml.sheet", _xlsx),
        Format("zip", "Every list as CSV", "application/zip", _zip),
        Format("md", "Markdown", "text/markdown", _md),
    )
}
