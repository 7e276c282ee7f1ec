import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.report import tabular
from lib.report.escape import md, seen
from lib.ui import export


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://evil.example/x.png)",
        "[log in](http://evil.example)",
        "# heading",
        "**bold** _it_ `code`",
        ":red[late] :material/home:",
        "<form action=http://evil.example>",
        "http://evil.example",
        "$x^2$",
        "~~gone~~ | table",
    ],
)
def test_markdown_in_a_name_is_only_text(text):
    escaped = md(text)
    bare = escaped.replace("\\\\", "")
    for at, character in enumerate(bare):
        if character in "![]()<>#*_`:$~|/":
            assert bare[at - 1] == "\\"


def test_a_name_stays_on_one_line():
    assert md("Alder\n\n# Birch") == "Alder \\# Birch"


def test_plain_names_stay_readable():
    assert md("Officine Valtorta") == "Officine Valtorta"
    assert md(None) == ""


@given(st.text())
def test_undoing_the_escape_gives_the_text_back(text):
    undone = ""
    characters = iter(md(text))
    for character in characters:
        undone += next(characters) if character == "\\" else character
    assert undone.replace("\u2060", "") == " ".join(seen(text).split()).replace("\u2060", "")


def test_what_acts_on_a_screen_is_left_out():
    assert md("Al\x1b[31mder \u202egnp.exe \ufeff=1") == "Al\\[31mder gnp\\.exe \\=1"
    assert seen("one\n\ttwo שלום é 👩‍👧") == "one\n\ttwo שלום é 👩‍👧"


@pytest.mark.parametrize("text", ["-- and ->", "<- a >= b", ":streamlit:", "a ~= b <-> c"])
def test_no_sign_is_put_in_the_place_of_what_was_typed(text):
    bare = md(text).replace("\\", "")
    assert bare.replace("\u2060", "") == text
    assert not re.search(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)|:streamlit:", bare)


@pytest.mark.parametrize("text", ["https://evil.example/x", "www.evil.example", "jo@evil.example"])
def test_no_address_becomes_a_link(text):
    # The patterns by which GitHub's Markdown finds links in plain text.
    links = r"(https?://|www(?=[.]))[-.\w]+|[-.\w+]+@[-\w]+(?:[.][-\w]+)+"
    assert re.search(links, text)
    assert not re.search(links, md(text).replace("\\", ""), re.IGNORECASE)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "＝1+1"])
def test_a_formula_is_only_text(text):
    assert tabular.neutral(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [" =1", "\u200b=1", "\ufeff=1", "\u00a0=1", '"=1"', "'=1", "＋1", "－1", "＠a", "\tx"],
)
def test_what_is_not_seen_hides_no_formula(text):
    assert tabular.neutral(text) == f"'{text}"


def test_a_formula_cannot_begin_where_another_country_parts_a_line():
    assert tabular.neutral("\t=1") == "'\t'=1"
    text = "a;=1+1 b\t@x\nnote: x=1, y-2 | 'c' |-1"
    assert tabular.neutral(text) == "a;'=1+1 b\t'@x\nnote: x=1, y-2 | 'c' |'-1"


@pytest.mark.parametrize("text", ["x=1", "a-b", "jo@example", "1 + 1", "Alder & Sons", "", "2-3"])
def test_a_text_that_is_no_formula_is_left_alone(text):
    assert tabular.neutral(text) == text


@given(st.text(alphabet="=+-@'\";|\t\n\r ab\ufeff＝"))
def test_what_was_neutralised_is_read_back_as_it_was(text):
    assert tabular.restored(tabular.neutral(text)) == text


def test_numbers_and_days_are_left_alone():
    frame = pd.DataFrame(
        {
            "=name": ["=1+1", 'Alder; "Sons"'],
            "value": [-5.0, None],
            "last": pd.to_datetime(["2026-11-20", None]),
        }
    )
    text = export.csv_of(frame).decode("utf-8-sig")
    assert text == ('\'=name,value,last\r\n\'=1+1,-5.0,2026-11-20\r\n"Alder; ""Sons""",,\r\n')
