"""The deck: everything is on it, nothing leaves its slide or its box, and it is the same twice."""

from __future__ import annotations

import time
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Emu
from report.reviews import CJK, HOSTILE, LONG, RTL, example

from lib.report.formats import fit, said, slides
from lib.report.review import Review, shown

SIZES = (0, 1, 12, 400)
STAMP = "Review 5, frozen 23 Nov 2026 07:02 UTC by ann"


def deck(page: Review) -> Presentation:
    return Presentation(BytesIO(slides.pptx(shown(page, with_notes=True), {}, "a4")))


def leaves(shapes):
    for shape in shapes:
        if shape.shape_type is not None and shape.shape_type == 6:  # a group
            yield from leaves(shape.shapes)
        else:
            yield shape


def frames(shape):
    """Each text frame with its size in inches, margins taken off."""
    if shape.has_text_frame:
        yield shape.text_frame, shape.width, shape.height
    elif getattr(shape, "has_table", False) and shape.has_table:
        table = shape.table
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield cell.text_frame, column.width, row.height


def words_of(slide) -> str:
    found = []
    for shape in leaves(slide.shapes):
        found += [frame.text for frame, *_ in frames(shape)]
        if getattr(shape, "has_chart", False) and shape.has_chart:
            plot = shape.chart.plots[0]
            found += [str(one) for one in plot.categories]
            found += [f"{value:,.0f}" for series in plot.series for value in series.values]
    return "\n".join(found)


@pytest.mark.parametrize("accounts", SIZES)
def test_nothing_leaves_its_slide(accounts):
    made = deck(example(accounts, stamp=STAMP))
    for slide in made.slides:
        for shape in leaves(slide.shapes):
            if shape.width is None:
                continue
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= made.slide_width + 1000
            if getattr(shape, "has_table", False) and shape.has_table:
                high = sum(row.height for row in shape.table.rows)
                assert shape.top + high <= made.slide_height
                assert sum(one.width for one in shape.table.columns) <= shape.width + 1000
            else:
                assert shape.top + shape.height <= made.slide_height


@pytest.mark.parametrize("accounts", SIZES)
def test_no_text_leaves_its_box(accounts):
    """By a guess of its own: letters as wide as 0.56 of their size, an em where they are CJK."""
    for slide in deck(example(accounts, stamp=STAMP)).slides:
        for shape in leaves(slide.shapes):
            for frame, wide, high in frames(shape):
                inside = Emu(wide - frame.margin_left - frame.margin_right).inches
                needed = 0.0
                for line in frame.paragraphs:
                    for run in line.runs:
                        ems = sum(1.0 if one > "\u2e7f" else 0.56 for one in run.text)
                        lines = -(-ems * run.font.size.inches // inside)
                        needed += max(1, lines) * run.font.size.inches * 1.15
                room = Emu(high - frame.margin_top - frame.margin_bottom).inches
                assert not frame.text or needed <= room * 1.05 + 0.02, frame.text


@pytest.mark.parametrize("accounts", SIZES)
def test_every_slide_says_something(accounts):
    made = deck(example(accounts, has_history=accounts > 1, has_places=accounts > 1))
    for slide in made.slides:
        assert slide.shapes.title.text
        assert len([one for one in leaves(slide.shapes) if one.shape_type != 14]) >= 2
    assert len(made.slides) >= 9


def test_the_page_is_on_it():
    page = example(12, stamp=STAMP)
    made = [words_of(slide) for slide in deck(page).slides]
    assert page.answer in made[0]
    for figure in page.figures:
        for part in (figure.label, figure.value, figure.parts, figure.change):
            assert part in made[0]
    for one in page.to_see[:5]:
        assert said.sentence(said.reason(one)) in made[1]
    assert made[1].count("nothing yet") == 4 and "3 Dec 2026" in made[1]
    assert "and 3 more, in the workbook" in made[1]
    for _, label, count in page.map.statuses:
        assert f"{label[2:]}\n{count}" in made[2]
    for change in page.moved:
        assert f"{change.label}: {change.before} to {change.after} ({change.net})" in made[3]
    for purpose in page.purposes:
        assert f"{purpose.count} of 189" in made[4] and purpose.change in made[4]
    assert STAMP in made[-1]
    for note in page.footnotes:
        assert note in made[-1]


def test_what_was_agreed_has_a_slide_where_it_is_asked_for():
    page = example(12)
    made = deck(replace(page, agreed=page.tasks[:2])).slides
    assert len(made) == len(deck(page).slides) + 1
    assert "Agreed in this meeting" in words_of(made[6])
    assert all(one.who in words_of(made[6]) for one in page.tasks[:2])


def test_nothing_is_cut_where_there_is_room():
    page = example(5)
    long = "Dr. Maximiliane-Friederike von Hohenstein-Lauenburg"
    page = replace(page, due=tuple(replace(one, owner=long) for one in page.due))
    for slide in deck(page).slides:
        assert "…" not in words_of(slide).replace("to …", "").replace("… ", "")


def test_no_place_draws_no_world():
    slide = deck(example(12, has_places=False)).slides[2]
    assert "No account here can be placed on a map." in words_of(slide)
    assert not [one for one in slide.shapes if one.name == "Land"]


def test_more_counts_than_a_chart_can_show():
    page = example(12)
    tiers = [replace(page.moved[0], id=f"tier_{n}", group="tiers") for n in range(40)]
    made = deck(replace(page, moved=(*page.moved, *tiers))).slides[3]
    (chart,) = [one.chart for one in made.shapes if one.has_chart]
    assert len(list(chart.plots[0].categories)) == 18


def test_names_are_text_and_stand_as_they_are():
    page = example(12)
    made = deck(page)
    everything = "\n".join(words_of(slide) for slide in made.slides)
    assert RTL in everything and CJK in everything
    assert '=HYPERLINK("http' in everything and LONG.split()[0] in everything
    for slide in made.slides:
        assert not [one for one in slide.part.rels.values() if one.is_external]


def test_signs_that_no_file_may_hold():
    page = example(12)
    bad = "Evil\x0b\x00\ufffe \u202eexe.nimda"
    to_see = tuple(replace(one, name=bad) for one in page.to_see)
    dots = tuple(replace(one, name=bad) for one in page.map.dots)
    page = replace(page, to_see=to_see, map=replace(page.map, dots=dots))
    assert "Evil exe.nimda" in words_of(deck(page).slides[1])


def test_every_account_is_a_shape_of_its_own_with_a_name():
    page = example(12)
    (group,) = [one for one in deck(page).slides[2].shapes if one.name == "Accounts"]
    assert len(group.shapes) == len(page.map.dots)
    assert {fit.clean(dot.name) for dot in page.map.dots} == {one.name for one in group.shapes}
    assert "Map of 12 accounts" in group._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr")[0]


def test_charts_are_native_and_described():
    made = deck(example(12))
    charts = [one for slide in made.slides for one in slide.shapes if one.has_chart]
    assert len(charts) == 2
    for one in charts:
        assert one._element.xpath("./p:nvGraphicFramePr/p:cNvPr/@descr")[0].startswith("Bars: ")


def test_speaker_notes_define_the_figures():
    page = example(12)
    notes = deck(page).slides[0].notes_slide.notes_text_frame.text
    assert all(f"{one.label}: {one.definition}" in notes for one in page.figures)


def test_the_same_page_gives_the_same_bytes(monkeypatch):
    page = example(12)
    first = slides.pptx(page, {}, "a4")
    time.sleep(2.1)  # a zip counts two seconds
    assert slides.pptx(page, {}, "us-letter") == first
    with zipfile.ZipFile(BytesIO(first)) as parts:
        assert b"2026-11-20T00:00:00Z" in parts.read("docProps/core.xml")
        assert not [name for name in parts.namelist() if "thumbnail" in name]


def test_a_crowded_world_is_looked_at_closer():
    made = deck(example(400))
    assert len(made.slides) == 10
    assert "Closer: " in made.slides[3].shapes.title.text


@pytest.mark.parametrize("text", ["", "word", LONG, CJK * 9, RTL * 5, HOSTILE, "x" * 400])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_cut_text_fits(text, most):
    made = fit.cut(text, 14, 2.5, most)
    assert fit.lines(made, 14, 2.5) <= most
    assert made == fit.clean(text) or made.endswith("…")
