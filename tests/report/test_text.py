"""The page as Markdown: all of it, and names that mean nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from report.reviews import HOSTILE, example

from lib.report.escape import md
from lib.report.formats import said, text
from lib.report.review import Review, shown


def markdown(page: Review) -> str:
    return text.markdown(shown(page, with_notes=True), {}, "a4").decode()


def test_the_whole_page_in_its_order():
    page = example(12, stamp="Review 5")
    made = markdown(page)
    heads = re.findall(r"^## (.*)$", made, re.MULTILINE)
    assert heads == [
        "Whom to see next", "Where they are", "What changed since review 4, of 13 Nov 2026",
        "Why we came", "Promises to customers", "From the last meeting", "What customers say",
        "How this is counted",
    ]  # fmt: skip
    assert md(page.answer) in made and "Review 5" in made
    assert "and 3 more, in the workbook" in made
    assert all(md(one.said) in made for one in (*page.due, *page.tasks))


@pytest.mark.parametrize("accounts", (0, 1, 400))
def test_any_size(accounts):
    assert markdown(example(accounts, has_history=False)).count("## ") == 8


def test_an_empty_page_says_so():
    made = markdown(example(0, has_history=False))
    for sentence in (
        said.NOBODY_TO_SEE, said.NOTHING_BEFORE, said.NO_TALK, said.NO_PROMISE, said.NO_TASK,
        said.NO_HEADLINE,
    ):  # fmt: skip
        assert sentence in made


def test_what_was_agreed_is_told_where_it_is_asked_for():
    page = example(12)
    made = markdown(replace(page, agreed=page.tasks[:2]))
    assert made.index("## Agreed in this meeting") < made.index("## From the last meeting")
    assert "Agreed" not in markdown(page)


def test_no_place_leaves_no_comma():
    page = example(12)
    made = markdown(replace(page, to_see=tuple(replace(one, where="") for one in page.to_see)))
    assert ", :" not in made


def test_a_name_means_nothing():
    made = markdown(example(12))
    assert md(HOSTILE) in made
    assert "](" not in made and "<b>" not in made and "http://" not in made


def test_notes_stay_off_unless_asked_for():
    made = text.markdown(shown(example(12)), {}, "a4").decode()
    assert "the parts came" not in made and "Rossi" not in made
