"""The review page says what the metrics and the accounts say, and nothing an export smuggles in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lib.metrics import query
from lib.report import monday
from lib.scope import Scope
from lib.warehouse import engine

SCOPE = Scope((date(2026, 11, 20),))


def test_its_figures_are_the_metrics(sample_warehouse: Path) -> None:
    asked = query.metrics(("coverage", "neglected"), SCOPE)
    with engine.lease(sample_warehouse) as session:
        page = monday.review(SCOPE, session.fetch)
        coverage, neglected = session.rows(asked.sql, asked.parameters)
    assert page.figures[0].parts == f"{coverage['numerator']:.0f} of {coverage['denominator']:.0f}"
    assert page.figures[1].value == f"{neglected['value']:.0f}"
    assert f"{coverage['numerator']:.0f} of" in page.answer


def test_whom_to_see_next_is_left_alone_and_the_reasons_are_facts(sample_warehouse: Path) -> None:
    with engine.lease(sample_warehouse) as session:
        page = monday.review(SCOPE, session.fetch)
        asked = query.relation("account_as_of", SCOPE)
        accounts = {row["name"]: row for row in session.rows(asked.sql, asked.parameters)}
    assert len(page.see_next) == 5
    for name, _, reason in page.see_next:
        assert accounts[name]["is_neglected"]
        assert "nothing booked" in reason
    assert page.see_next[0][0] == "Officine Valtorta S.p.A."


def test_a_name_means_nothing_in_the_text() -> None:
    page = monday.Review(
        as_of=date(2026, 11, 20),
        answer="We have.",
        figures=(),
        see_next=(("![x](http://evil.example/p.png)", "[Here](http://evil.example)", "*late*"),),
        changes={"Seen on site": ("# A | B",)},
        apart="1 account valued in <b>",
        health="All is well.",
    )
    text = monday.markdown(page)
    assert "1 account valued in \\<b" in text
    assert "![x]" not in text and "](http" not in text
    assert "# A |" not in text.replace("\\# A \\|", "")
