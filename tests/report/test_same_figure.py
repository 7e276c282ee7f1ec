"""The same figure everywhere: what the page says, every form of it says."""

from __future__ import annotations

import csv
import html
import re
import zipfile
from io import BytesIO, StringIO

import openpyxl
import pypdf
import pytest
from pptx import Presentation
from report.reviews import example
from report.test_slides import words_of

from lib.report.formats.all import FORMATS
from lib.report.review import Review, shown

STAMP = "Review 5, frozen 23 Nov 2026 07:02 UTC by ann"


def _of_pdf(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages)


def _of_pptx(made: bytes) -> str:
    return "\n".join(words_of(slide) for slide in Presentation(BytesIO(made)).slides)


def _of_html(made: bytes) -> str:
    text = re.sub(r"(?s)<(style|script|title|head)\b.*?</\1>", " ", made.decode())
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def _of_xlsx(made: bytes) -> str:
    def said(value: object) -> str:
        return f"{value:,}" if isinstance(value, int) else str(value)

    book = openpyxl.load_workbook(BytesIO(made))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    return "\n".join(said(cell.value) for cell in cells if cell.value is not None)


def _of_zip(made: bytes) -> str:
    with zipfile.ZipFile(BytesIO(made)) as files:
        texts = [files.read(name).decode("utf-8-sig") for name in files.namelist()]
    lines = [line for text in texts for line in csv.reader(StringIO(text, newline=""))]
    return "\n".join(cell for line in lines for cell in line)


def _of_md(made: bytes) -> str:
    return re.sub(r"\\(.)", r"\1", made.decode())


WORDS = {
    "pdf": _of_pdf, "pptx": _of_pptx, "html": _of_html, "xlsx": _of_xlsx, "zip": _of_zip,
    "md": _of_md,
}  # fmt: skip


def figures(page: Review) -> list[str]:
    """Everything on a page that is counted."""
    return [
        *(part for one in page.figures for part in (one.value, one.parts, one.change)),
        *(f"{one.count:,}" for one in page.purposes),
        *(one.change for one in page.purposes),
        *(part for one in page.moved for part in (f"{one.before:,}", f"{one.after:,}", one.net)),
        *(f"{count:,}" for *_, count in page.map.statuses),
    ]


def has(words: str, figure: str) -> bool:
    """Whether a figure stands in a text by itself, a plus sign or not: a cell `+3` holds 3."""
    bare = re.escape(figure.removeprefix("+"))
    return re.search(rf"(?<![\d,.]){bare}(?![\d]|[.,]\d)", words) is not None


def test_every_form_is_read():
    assert set(WORDS) == set(FORMATS)


@pytest.mark.parametrize("accounts", (12, 400))
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_figure_everywhere(form, accounts):
    page = shown(example(accounts, stamp=STAMP))
    words = WORDS[form](FORMATS[form].render(page, {}, "a4"))
    # Typeset text holds spaces that do not break, and lines that do.
    words = re.sub(r"\s+", " ", words.replace("\u2212", "-"))
    missing = [one for one in figures(page) if one and not has(words, one)]
    assert not missing


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_page_gives_the_same_bytes(form):
    page = shown(example(12, stamp=STAMP))
    assert FORMATS[form].render(page, {}, "a4") == FORMATS[form].render(page, {}, "a4")
