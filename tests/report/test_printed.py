"""The printed page: one sheet whatever the company, nothing lost, the same bytes every time."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst

from lib import settings
from lib.report import pdf
from lib.report.formats import PAPERS, look, printed, said
from lib.report.review import Review, shown
from tests.report.reviews import CJK, HOSTILE, RTL, example

SIZES = (0, 1, 12, 400)
LOOK = (settings.ROOT / "lib" / "report" / "look.typ").read_text(encoding="utf-8")
# A name a script; all of them must print on a machine without fonts.
SCRIPTS = (
    "Ελληνικά Ναυπηγεία", "ООО Северсталь Ёлка", "Công ty Nguyễn Đức", "מפעלי ים המלח", RTL,
    "บริษัท ปูนซีเมนต์ไทย", "भारत हेवी इलेक्ट्रिकल्स", "上海汽车集团", "臺灣積體電路", CJK,
    "ソニー・ミュージック", "삼성전자 주식회사", "Škoda Žďár Łódź İzmir",
    "→ ● ■ ◆ ▲ ○ ◌ ◉ ✕ ◷ – … “ ”",
)  # fmt: skip


def read(made: bytes) -> str:
    """The text of the only page, with its lines joined: a name may be broken between two."""
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    assert len(pages) == 1
    return flat(pages[0].extract_text())


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def printed_text(page: Review, paper: str = "a4") -> str:
    return read(printed.pdf(shown(page), {}, paper))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("has_history", [True, False])
@pytest.mark.parametrize("has_places", [True, False])
@pytest.mark.parametrize("accounts", SIZES)
def test_it_is_one_page_with_every_figure(
    accounts: int, has_places: bool, has_history: bool, paper: str
) -> None:
    page = example(accounts, has_places, has_history, stamp="Review 5, frozen by ann")
    text = printed_text(page, paper)
    wanted = [page.title, "20 Nov 2026", page.answer, page.scope, page.stamp, page.since_said]
    for figure in page.figures:
        wanted += [figure.label, figure.value, figure.parts, figure.change]
    wanted += [f"{count} {label[2:]}" for _, label, count in page.map.statuses]
    wanted += [f"{one.count} {one.label}" for one in page.purposes]
    for change in page.moved:
        wanted += [change.net, change.label, f"{change.before} → {change.after}"]
        wanted += [f"{len(change.entered)} {change.entered_as}"] if change.entered else []
        wanted += [f"{len(change.left)} {change.left_as}"] if change.left else []
    for one in page.to_see[:5]:
        wanted += [said.reason(one), one.worth, one.booked or "not booked", one.where]
    wanted += [one.said for one in page.headlines[:3]] + list(page.footnotes)
    wanted += [f"{label}: {said}" for label, said in page.definitions]
    assert [words for words in wanted if flat(words) not in text] == []


@pytest.mark.parametrize("accounts", SIZES)
def test_what_is_cut_is_counted(accounts: int) -> None:
    page = example(accounts)
    text = printed_text(page)
    owed = said.pressing(page)
    rows = text.count("Sendthedrawingsofline2to")
    assert rows == len(owed) or (rows > 0 and flat(said.more_owed(owed[rows:])) in text)
    assert flat(said.untold(page)) in text
    left = [int(count) for count in re.findall(r"and(\d+)more,intheworkbook", text)]
    rows = len(re.findall("AnnaBerg:(Seesthem|Askstheplant)", text))
    assert rows == len(page.tasks) or (rows > 0 and len(page.tasks) - rows in left)
    assert ("thefirst5of266" in text) == (accounts == 400)


def test_what_was_agreed_is_told_where_it_is_asked_for() -> None:
    page = example(12)
    text = printed_text(replace(page, agreed=page.tasks[:2]))
    assert text.index("Agreedinthismeeting") < text.index("Fromthelastmeeting")
    assert "Agreed" not in printed_text(page)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_fullest_page_is_one_page_and_keeps_its_type_readable(paper: str) -> None:
    page = example(400)
    many = replace(
        page,
        answer=page.answer * 3,
        moved=tuple(
            replace(page.moved[n % 2], id=f"c{n}", label=f"Count {n}", group=group)
            for n, group in enumerate(("accounts", "promises", "tiers", "purposes") * 4)
        ),
        due=page.due * 3,
        tasks=page.tasks * 4,
        agreed=page.tasks * 2,
        footnotes=page.footnotes * 3,
        definitions=tuple((f"{label} {n}", said * 2) for n in range(4)
                          for label, said in page.definitions),
    )  # fmt: skip
    text = printed_text(many, paper)
    for n in range(16):
        assert f"Count{n}" in text
    sizes = [float(size) for size in re.findall(r"([\d.]+)pt", source())]
    assert min(size for size in sizes if size > 5) >= 7


def source() -> str:
    return (settings.ROOT / "lib" / "report" / "monday.typ").read_text(encoding="utf-8")


def test_notes_and_names_stay_off_unless_asked_for() -> None:
    page = example(12)
    text = printed_text(page)
    assert "Rossi" not in text and "latetoo" not in text and "thepartscame" not in text
    asked = read(printed.pdf(shown(page, with_notes=True, with_names=True), {}, "a4"))
    assert "thepartscamelateagain,Rossisaid" in asked and "MsRossi" in asked
    assert "in_full" not in str(printed.value(page))


def test_a_hostile_name_is_text() -> None:
    assert flat(HOSTILE) in printed_text(example(12))
    wild = '#panic("x") *_`$\\ @a <l> // /* \u202e'
    page = example(12)
    named = replace(page, to_see=tuple(replace(one, name=wild, why=wild) for one in page.to_see))
    assert flat('#panic("x") *_`$\\ @a <l> // /*') in printed_text(named)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_has_its_glyphs(name: str) -> None:
    covered = set().union(*(characters(path) for path in FACES))
    assert {char for char in name if not char.isspace()} <= covered
    page = example(3)
    named = replace(page, to_see=tuple(replace(one, name=name) for one in page.to_see))
    made = printed.pdf(named, {}, "a4")
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 1


FACES = sorted((settings.ROOT / "static" / "fonts" / "print").glob("*.ttf"))


def characters(face: Path) -> set[str]:
    """What a TrueType face has a glyph for, from its `cmap` table."""
    data = face.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    places = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0]
              for at in range(12, 12 + 16 * tables, 16)}  # fmt: skip
    start = places[b"cmap"]
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[str] = set()
    for n in range(count):
        at = start + struct.unpack_from(">HHI", data, start + 4 + 8 * n)[2]
        (form,) = struct.unpack_from(">H", data, at)
        if form == 12:
            (groups,) = struct.unpack_from(">I", data, at + 12)
            for group in range(groups):
                low, high, _ = struct.unpack_from(">III", data, at + 16 + 12 * group)
                found |= {chr(one) for one in range(low, high + 1)}
        elif form == 4:
            found |= _segments(data, at)
    return found


def _segments(data: bytes, at: int) -> set[str]:
    (twice,) = struct.unpack_from(">H", data, at + 6)
    half = twice // 2
    ends = struct.unpack_from(f">{half}H", data, at + 14)
    starts = struct.unpack_from(f">{half}H", data, at + 16 + twice)
    return {
        chr(one)
        for low, high in zip(starts, ends, strict=True)
        for one in range(low, high + 1)
        if one != 0xFFFF
    }


def test_the_same_page_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = printed.pdf(example(12), {}, "a4")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert printed.pdf(example(12), {}, "a4") == first
    assert b"CreationDate" not in first and b"ModDate" not in first
    assert printed.pdf(example(12), {}, "us-letter") != first


def test_the_fonts_are_ours_alone() -> None:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[pdf.FONTS]
    )
    families = set(fonts.families())
    assert families == set(re.findall(r'"((?:Inter|Noto|Droid|Ground)[^"]*)"', LOOK))


def test_the_inks_are_those_of_every_form() -> None:
    inks = dict(re.findall(r'#let ([\w-]+) = rgb\("(#\w+)"\)', LOOK))
    assert inks == {"ink": look.INK, "soft": look.SOFT, "line-colour": look.LINE,
                    "land": look.LAND, "accent": look.ACCENT}  # fmt: skip


def test_a_status_and_a_purpose_are_told_without_colour() -> None:
    shapes = [mark.shape for mark in (*look.STATUS.values(), look.BUSY)]
    assert len(set(shapes)) == len(shapes)
    assert set(shapes) - {"circle"} <= set(re.findall(r'name == "(\w+)"', LOOK))
    greys = {
        purpose: (mark.pattern, grey(mark.colour) // 40) for purpose, mark in look.PURPOSE.items()
    }
    assert len(set(greys.values())) == len(greys)


def grey(colour: str) -> int:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return round(0.3 * red + 0.59 * green + 0.11 * blue)


def test_who_asked_us_to_wait_is_never_red() -> None:
    dots: list[dict[str, Any]] = printed.value(example(60))["map"]["dots"]
    waiting = sum(dot.is_waiting for dot in example(60).map.dots)
    assert sum(dot["shape"] == "hourglass" for dot in dots) == waiting > 0
    assert {dot["colour"] for dot in dots if dot["shape"] == "hourglass"} == {look.GREY}


def test_a_crowded_part_of_the_world_is_drawn_closer() -> None:
    closer = printed.value(example(120))["map"]["closer"]
    assert [one["label"] for one in closer] == ["Europe: 60", "Asia Pacific: 21"]
    assert printed.value(example(12))["map"]["closer"] == []
    assert printed.value(example(120, region="Europe"))["map"]["closer"] == []


def test_a_picture_is_one_png() -> None:
    made = printed.pictures(example(12), "us-letter", 60.0)
    assert [one[:4] for one in made] == [b"\x89PNG"]
