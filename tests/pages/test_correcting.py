"""What is corrected on a page counts at the next run, for everybody, and can be taken back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from lib.metrics import query
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import corrections as store
from lib.warehouse import engine
from tests.conftest import NOW


def text_of(app) -> str:
    """All the Markdown on the page, as it reads."""
    said = [element.value for element in [*app.markdown, *app.caption, *app.subheader]]
    return re.sub(r"\\(.)", r"\1", "\n".join(said))


@pytest.fixture
def warehouse(sample_warehouse: Path, tmp_path: Path) -> Path:
    """The sample's build, with corrections of its own."""
    return shutil.copytree(sample_warehouse, tmp_path / "warehouse")


def told(warehouse: Path) -> list[tuple[str, str, str]]:
    return [(row.kind, row.value, row.why) for row in store.load(warehouse).rows]


def evidence(app) -> list[dict[str, object]]:
    """The rows of the table of contacts."""
    frame = next(f.value for f in app.dataframe if "evidence" in f.value.columns)
    return frame.to_dict("records")


def test_a_contact_is_corrected_and_says_so(look, warehouse):
    app = look(warehouse, "balance")
    session, before = look(warehouse, "balance"), app.metric[0].label
    shown = evidence(app)
    place = next(n for n, row in enumerate(shown) if row["purpose"] == "Proactive")
    assert "corrected" not in {row["basis"] for row in shown}
    listed = contacts(warehouse, "outcome = 'completed' and setting <> 'message'")
    id_ = listed[place]["interaction_id"]
    asked = {"corrected_interaction": id_}
    run(app, asked)
    assert app.button(key=f"keep_{id_}").disabled
    app.selectbox(key=f"pur_{id_}").set_value("crisis")
    app.text_input(key=f"why_{id_}").set_value("the line was down")
    run(app, asked)
    app.button(key=f"keep_{id_}").click()
    run(app, asked)
    assert not app.exception
    assert told(warehouse) == [("purpose", "crisis", "the line was down")]
    assert "Everything here counts with it now" in app.toast[0].value
    row = evidence(app)[place]
    assert (row["purpose"], row["basis"]) == ("Crisis", "corrected")
    assert re.match(r"purpose corrected by .+ on 20..-..-..: the line was down", row["evidence"])
    # Another visitor sees it at the next run, without a build.
    assert session.run().metric[0].label == app.metric[0].label != before


def contacts(warehouse: Path, where: str) -> list[dict[str, object]]:
    """Contacts as the page lists them, newest first."""
    with engine.lease(warehouse) as session:
        day = session.rows("select as_of_on from core.build")[0]["as_of_on"]
        asked = query.relation(
            "interaction_as_of",
            Scope((day,), rights=EVERY_ROW),
            where,
            "occurred_on desc, interaction_id",
            200,
        )
        return session.rows(asked.sql, asked.parameters)


def run(app, asked: dict[str, object]):
    """Run the whole app with a dialog open: unlike a browser, AppTest cannot run one alone."""
    for name, value in asked.items():
        app.session_state[name] = value
    return app.run()


def open_drawer(app, account_id: object):
    return run(app, {"opened_account": account_id})


def an_account(warehouse: Path) -> dict[str, object]:
    with engine.lease(warehouse) as session:
        return session.rows(
            "select account_id, name from core.accounts"
            " where exempt_reason is null and stated_tier = 'A' order by 1"
        )[0]


def test_an_account_is_exempt_with_a_reason(look, warehouse):
    account = an_account(warehouse)
    id_ = account["account_id"]
    app = open_drawer(look(warehouse, "recency"), id_)
    app.toggle(key=f"exempt_{id_}").set_value(True)
    open_drawer(app, id_)
    assert app.button(key=f"keep_{id_}").disabled
    app.text_input(key=f"because_{id_}").set_value("in receivership")
    open_drawer(app, id_)
    app.button(key=f"keep_{id_}").click()
    open_drawer(app, id_)
    assert not app.exception
    said = text_of(app)
    assert "Not to be visited: in receivership" in said  # the drawer is open again
    assert "✎ exemption corrected by" in said


def test_a_copy_is_found_by_a_part_of_its_name(look, warehouse):
    account = an_account(warehouse)
    id_ = account["account_id"]
    app = open_drawer(look(warehouse), id_)
    app.text_input(key=f"copy_{id_}_sought").set_value("officine valt")
    open_drawer(app, id_)
    app.button(key=f"keep_{id_}").click()
    open_drawer(app, id_)
    assert not app.exception
    (row,) = store.load(warehouse).rows
    assert (row.kind, row.subject) == ("duplicate", id_)
    open_drawer(app, row.value)
    assert "Counts with 1 other account" in text_of(app)
    app.text_input(key=f"copy_{row.value}_sought").set_value("no such account")
    open_drawer(app, row.value)
    assert "No account is called" in text_of(app)


def test_a_circle_of_parents_is_refused_with_its_reason(look, warehouse):
    with engine.lease(warehouse) as session:
        child = session.rows(
            "select c.account_id, c.name, p.account_id as parent_id from core.accounts as c"
            " inner join core.accounts as p on c.parent_account_id = p.account_id order by 1"
        )[0]
    id_ = child["parent_id"]
    app = open_drawer(look(warehouse), id_)
    app.text_input(key=f"parent_{id_}_sought").set_value(child["account_id"])
    open_drawer(app, id_)
    app.button(key=f"keep_{id_}").click()
    open_drawer(app, id_)
    assert not app.exception
    assert told(warehouse) == []
    said = " ".join(re.sub(r"\\(.)", r"\1", warning.value) for warning in app.warning)
    assert f"{id_} belongs to {child['account_id']}, which belongs to {id_}" in said
    assert "so the exports say" in said


def test_a_contact_is_corrected_in_the_drawer_too(look, warehouse):
    row = contacts(warehouse, "outcome = 'completed' and setting = 'on_site'")[0]
    id_ = row["interaction_id"]
    asked = {"opened_account": row["account_id"], "corrected_interaction": id_}
    app = run(look(warehouse), asked)
    app.selectbox(key=f"set_{id_}").set_value("video")
    run(app, asked)
    app.button(key=f"keep_{id_}").click()
    run(app, asked)
    assert not app.exception
    assert told(warehouse) == [("setting", "video", "")]
    assert "Last contacts, and what each label rests on" in text_of(app)


def test_the_data_page_lists_and_undoes(look, warehouse):
    before = look(warehouse).metric[0].value
    id_ = str(an_account(warehouse)["account_id"])
    rows = [
        {"kind": "exempt", "subject": id_, "value": "sold <b>up</b>", "why": "=1+1"},
        {"kind": "tier", "subject": id_, "value": "C"},
    ]
    store.add(warehouse, rows, "ann", NOW)
    app = look(warehouse, "data")
    assert "2 corrections in force" in text_of(app)
    shown = next(f.value for f in app.dataframe if "undo" in f.value.columns)
    assert list(shown["state"]) == ["in force", "in force"]
    assert list(shown["who"]) == ["ann", "ann"]
    for number in (1, 2):
        store.undo(warehouse, number, "bob", NOW, "they are not")
    app.run()
    assert "0 corrections in force" in text_of(app)
    shown = next(f.value for f in app.dataframe if "undo" in f.value.columns)
    assert "taken back by bob on 2026-11-21: they are not" in set(shown["state"])
    assert look(warehouse).metric[0].value == before


@pytest.mark.parametrize("page", ["overview", "coverage", "recency", "balance", "data"])
def test_a_damaged_file_leaves_every_page_uncorrected_and_says_so(look, warehouse, page):
    (warehouse / store.FILE).write_bytes(b"no database at all" * 100)
    app = look(warehouse, page)
    assert any("without corrections" in warning.value for warning in app.warning)
    assert app.title[0].value.endswith("?")


def test_groups_count_as_one_and_the_page_says_so(look, sample_warehouse):
    each, one = look(sample_warehouse, "recency"), look(sample_warehouse, "recency", groups="one")
    assert "subsidiaries count for their group" in text_of(one)
    assert "subsidiaries" not in text_of(each)
    assert one.toggle(key="groups").value is True
    one.button(key="reset").click().run()
    assert "groups" not in one.query_params
    assert text_of(one) == text_of(each)
