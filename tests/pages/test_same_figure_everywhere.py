"""For one scope, the screen, the command line and every file say the same figures."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from pages.test_review_page import text_of
from report.test_same_figure import WORDS, figures, has

from lib.metrics import catalogue
from lib.report import figures as wording
from lib.report import state
from lib.report.words import Figure
from lib.warehouse import reviews
from tests.command import call

DAY = "2026-11-20"
SCOPES = {"all": {}, "filtered": {"tier": ["A", "B"], "country": ["Germany", "Italy"]}}


@pytest.mark.parametrize("scope", SCOPES)
def test_screen_files_and_command_line_agree(look, sample_warehouse, tmp_path, scope) -> None:
    warehouse = shutil.copytree(sample_warehouse, tmp_path / "warehouse")
    where = [f"{name}={value}" for name, values in SCOPES[scope].items() for value in values]
    asked = ["--where", *where] if where else []
    for day in ("2026-11-13", DAY):
        assert call("reviews", "start", "--as-of", day, *asked, warehouse=warehouse).code == 0
    page = state.from_bytes(reviews.load(warehouse, 2)[1]).page
    wanted = [one for one in figures(page) if one]
    assert len(wanted) > 60

    # Every file, written by the command line.
    for form, read in WORDS.items():
        out = tmp_path / f"page.{form}"
        answer = call("report", "--review", 2, "--out", out, warehouse=warehouse)
        assert answer.code == 0, answer.err
        text = re.sub(r"\s+", " ", read(out.read_bytes()).replace("\u2212", "-"))
        assert not [one for one in wanted if not has(text, one)], form

    # The screen: today's page, and the frozen one.
    for choice in ({}, {"review": "2"}):
        app = look(warehouse, "review", **SCOPES[scope], **choice)
        for one, card in zip(page.figures, app.metric, strict=True):
            assert plain(card.value) == one.value
            assert one.parts in plain(card.label)
            assert plain(card.delta or "").split(" ")[0] == one.change.split(" ")[0]
        text = re.sub(r"\s+", " ", text_of(app))
        charts = " ".join(
            json.dumps(json.loads(at.proto.spec), ensure_ascii=False)
            for at in app.get("plotly_chart")
        )
        for change in page.moved:
            assert has(text, f"{change.after:,}"), change.label
        for purpose in page.purposes:
            if purpose.count:
                assert has(charts, f"{purpose.count:,}") or has(charts, str(purpose.count))
        assert page.answer in text

    # The metrics themselves.
    ids = [one.id for one in page.figures]
    answer = call("metric", *ids, "--as-of", DAY, *asked, "--format", "json", warehouse=warehouse)
    for row, one in zip(answer.rows, page.figures, strict=True):
        figure = Figure(
            row["metric"],
            *(row[part] for part in ("value", "numerator", "denominator", "low", "high")),
        )
        metric = catalogue.metric(row["metric"])
        assert wording.said(metric, figure, "EUR") == one.value
        assert wording.parts(metric, figure, "EUR") == one.parts


def plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).replace("\u00a0", " ").replace("\u2060", "")
