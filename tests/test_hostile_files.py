"""Every file and table that leaves the house, made of the payloads of tests/hostile."""

from __future__ import annotations

import shutil
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper

import company
import pytest
import taken

from lib.cli import main
from lib.metrics import catalogue, lists
from lib.report.formats.all import FORMATS
from lib.warehouse import engine

pytestmark = pytest.mark.slow


def said(*arguments: object) -> bytes:
    """What a command writes to standard output."""
    raw = BytesIO()
    out = TextIOWrapper(raw, encoding="utf-8", newline="")
    with redirect_stdout(out):
        assert main([str(argument) for argument in arguments]) in (0, 1)
    out.flush()
    return raw.getvalue()


@pytest.fixture(scope="module")
def frozen(hostile_warehouse, tmp_path_factory):
    """A copy of the warehouse, with a review."""
    mine = tmp_path_factory.mktemp("frozen") / "warehouse"
    shutil.copytree(hostile_warehouse, mine)
    said("reviews", "start", "--warehouse", mine)
    return mine


@pytest.mark.parametrize("form", FORMATS)
def test_a_review_of_payloads_is_only_text(frozen, tmp_path, form):
    made = tmp_path / f"monday.{form}"
    asked = ("--review", "last", "--with-notes", "--with-names")
    said("report", "--warehouse", frozen, "--out", made, *asked)
    taken.check(made.name, made.read_bytes())


def test_a_brief_of_a_payload_is_only_text(hostile_warehouse, tmp_path):
    made = tmp_path / "brief.pdf"
    for name in ("![x](https://evil.example/b.png)", "@SUM(1,1)"):
        said("brief", name, "--warehouse", hostile_warehouse, "--out", made,
             "--with-names", "--with-notes")  # fmt: skip
        taken.check(made.name, made.read_bytes())


def test_no_table_of_the_command_line_is_computed(hostile_warehouse):
    where = ("--warehouse", hostile_warehouse, "--format", "csv")
    for asked in (
        *(("list", name) for name in lists.load()),
        ("metric", *catalogue.load()),
        ("metric", "coverage", "--by", "owner", "tier"),
        ("accounts",),
        ("interactions", "--since", "2026-09-01"),
        ("rejects",),
    ):
        made = said(*asked, *where)
        taken.check("made.csv", made)
        assert len({len(row) for row in taken.rows(made)}) == 1


def test_a_terminal_is_told_nothing_that_it_would_do(hostile_warehouse):
    made = said("accounts", "--warehouse", hostile_warehouse).decode()
    assert made.count("\n") == len(made.splitlines())
    assert all(
        line.isprintable()
        for line in made.split("\n")
        for line in [
            line.replace("\u00ad", "")
            .replace("\u200b", "")
            .replace("\u200c", "")
            .replace("\u200d", "")
            .replace("\u2060", "")
        ]
    )


def test_numbers_stay_numbers(hostile_warehouse):
    made = said("accounts", "--warehouse", hostile_warehouse, "--format", "csv")
    header, *rows = taken.rows(made)
    at = header.index("longitude")
    west = [row[at] for row in rows if row[at].startswith("-")]
    assert west and all(float(cell) < 0 for cell in west)


def test_no_number_of_a_card_is_kept(hostile_warehouse):
    with engine.lease(hostile_warehouse) as session:
        columns = session.rows(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'core' and data_type = 'VARCHAR'"
        )
        found = [
            column
            for column in columns
            if session.rows(
                f'select 1 from core."{column["table_name"]}"'
                f" where contains(\"{column['column_name']}\", '{company.CARD}') limit 1"
            )
        ]
        masked = session.rows("select count(*) as n from core.rejects where contains(raw, '••••')")
    assert found == []
    assert masked[0]["n"] >= 1
