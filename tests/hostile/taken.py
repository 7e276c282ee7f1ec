"""What a file of ours must not hold: a formula, a link, a thing fetched, a name in its own name."""

from __future__ import annotations

import csv
import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO, StringIO

import openpyxl
import pypdf
from lxml import etree
from payloads import EVIL

# Told apart from what is written: what a spreadsheet takes off, and what it computes.
_OFF = re.compile(r"^[\s\x00-\x1f​-‏⁠﻿]+")
_SIGNS = tuple("=+-@＝＋－＠")
_NUMBER = re.compile(r"[+-]?[\d.,]+(e[+-]?\d+)?")
_FILE_NAME = re.compile(r"[a-z0-9][A-Za-z0-9._-]{0,79}")
_LEADS = ("src", "href", "action", "background", "poster", "data", "srcset", "formaction", "cite")


def check(name: str, content: bytes) -> None:
    """Fails where a file could do anything but be read."""
    assert _FILE_NAME.fullmatch(name), name
    _KINDS[name.rpartition(".")[2]](content)


def rows(content: bytes) -> list[list[str]]:
    """The cells of a CSV of ours."""
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def _csv(content: bytes) -> None:
    text = content.decode("utf-8-sig")
    # As we part a line, and as other countries do.
    for delimiter in ",;\t|":
        for cells in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            for cell in cells if delimiter == "," else cells[1:]:
                bare = _OFF.sub("", cell)
                is_formula = bare.startswith(_SIGNS) and not _NUMBER.fullmatch(bare)
                assert not is_formula, (delimiter, cell[:80])
    csv.field_size_limit(1 << 20)


def _xlsx(content: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(content))
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                assert cell.hyperlink is None
                if isinstance(cell.value, str) and cell.value.startswith(_SIGNS):
                    assert cell.quotePrefix, cell.value  # still a text once somebody edits it
    _office(content)


def _office(content: bytes) -> None:
    """No part leads out of the file, or is a formula; those within it neither."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            held = parts.read(name)
            assert not name.lower().endswith((".vml", ".js", ".vbs")), name
            assert "vba" not in name.lower() and "activex" not in name.lower(), name
            if name.endswith(".xlsx"):
                _xlsx_within(held)
            elif name.endswith((".xml", ".rels")):
                root = etree.fromstring(held)
                for element in root.iter():
                    kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
                    assert kind not in ("hlinkClick", "hlinkHover", "hyperlink", "oleObj", "video")
                    assert element.get("TargetMode") != "External", (name, dict(element.attrib))


def _xlsx_within(content: bytes) -> None:
    for sheet in openpyxl.load_workbook(BytesIO(content)):
        for line in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in line)
    _office(content)


class _Leading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "form", "a", "link", "base", "object", "embed", "input"):
            self.found.append(tag)
        for name, value in attributes:
            leads = name in _LEADS and not (value or "").startswith("data:image/png;base64,")
            if leads or name.startswith("on") or (tag == "meta" and name == "http-equiv"):
                self.found.append(f"{tag} {name}={value}")
            if name == "style" and re.search(r"url\(|expression|@import", value or ""):
                self.found.append(f"{tag} {name}={value}")


def _html(content: bytes) -> None:
    parser = _Leading()
    parser.feed(content.decode())
    assert parser.found == []
    assert EVIL in content.decode()  # as words


def _pdf(content: bytes) -> None:
    for page in pypdf.PdfReader(BytesIO(content)).pages:
        assert not page.get("/Annots")
    assert not re.search(rb"/(URI|JavaScript|JS|Launch|OpenAction|EmbeddedFile)\b", content)


def _zip(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as held:
        for name in held.namelist():
            check(name, held.read(name))


def _markdown(content: bytes) -> None:
    bare = re.sub(r"\\.", "", content.decode(), flags=re.DOTALL)
    assert not re.search(r"[<\[\]!$`]|https?:", bare)


_KINDS = {
    "csv": _csv,
    "xlsx": _xlsx,
    "pptx": _office,
    "html": _html,
    "pdf": _pdf,
    "zip": _zip,
    "md": _markdown,
}
