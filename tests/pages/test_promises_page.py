"""The pages of promises and turning points: what they say, and what a form on them keeps."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from small_exports import HOSTILE, write

from lib.metrics import lists
from lib.scope import EVERY_ROW, Scope
from lib.warehouse import corrections as store
from lib.warehouse import engine
from lib.warehouse.build import build
from tests.conftest import NOW


def text_of(app) -> str:
    said = [element.value for element in [*app.markdown, *app.caption, *app.subheader]]
    return re.sub(r"\\(.)", r"\1", "\n".join(said))


@pytest.fixture
def warehouse(sample_warehouse: Path, tmp_path: Path) -> Path:
    """The sample's build, with corrections of its own."""
    return shutil.copytree(sample_warehouse, tmp_path / "warehouse")


def promises(warehouse: Path) -> dict[str, dict[str, object]]:
    with engine.lease(warehouse) as session:
        day = session.rows("select as_of_on from core.build")[0]["as_of_on"]
        asked = lists.rows(
            "promises", Scope((day,), corrections=store.load(warehouse), rights=EVERY_ROW)
        )
        return {row["commitment_id"]: row for row in session.rows(asked.sql, asked.parameters)}


def test_the_oldest_untold_is_named_and_owners_are_in_the_order_of_names(look, warehouse):
    app = look(warehouse, "promises")
    said = text_of(app)
    oldest = max(
        (row for row in promises(warehouse).values() if row["state"] == "done"),
        key=lambda row: row["days"],
    )
    assert f"Waiting longest to be told: {oldest['name']}, “{oldest['action']}”" in said
    chart = app.get("plotly_chart")[0].proto.spec
    names = re.search(r'"y":\[("[^\]]+")\]', chart).group(1).replace('"', "").split(",")
    assert names == sorted(names)


def test_a_promise_written_on_the_page_counts_at_once_and_is_done_and_told(look, warehouse):
    app = look(warehouse, "promises")
    account = next(row for row in promises(warehouse).values() if row["state"] == "told")
    before = set(promises(warehouse))
    customer = next(box for box in app.selectbox if box.label == "Customer")
    customer.set_value(account["account_id"])
    fields = {field.label: field for field in app.text_input}
    fields["What we promised"].set_value("Send <b>the table</b>")
    fields["Who has it in hand"].set_value("Ann")
    button = next(b for b in app.button if b.label == "Keep this promise")
    button.click()
    app.run()
    assert not app.exception
    (made,) = set(promises(warehouse)) - before
    row = promises(warehouse)[made]
    assert (row["state"], row["owner"], row["action"]) == ("open", "Ann", "Send <b>the table</b>")
    app.session_state["asked_promise"] = made
    app.run()
    assert app.button(key=f"keep_{made}").disabled is False  # the day it was done is proposed
    app.button(key=f"keep_{made}").click()
    app.session_state["asked_promise"] = made
    app.run()
    assert promises(warehouse)[made]["state"] == "done"


def test_a_promise_of_the_export_is_told(look, warehouse):
    done = next(row for row in promises(warehouse).values() if row["state"] == "done")
    id_ = done["commitment_id"]
    app = look(warehouse, "promises")
    app.session_state["asked_promise"] = id_
    app.run()
    assert not app.exception
    app.button(key=f"keep_{id_}").click()
    app.session_state["asked_promise"] = id_
    app.run()
    assert not app.exception
    row = promises(warehouse)[id_]
    assert row["told_on"] is not None and row["done_on"] == done["done_on"]


def test_no_promise_is_no_zero_and_the_form_is_there(look, bare):
    app = look(bare, "promises")
    said = text_of(app)
    assert "Your exports hold nothing on this" in said
    assert not app.metric
    assert any(button.label == "Keep this promise" for button in app.button)


def test_what_an_export_says_of_a_turning_point_is_text(look, tmp_path):
    accounts = [
        ["Id", "Name", "CreatedDate", "IsDeleted", "Churn_Date__c"],
        ["001000000000001AAA", HOSTILE, "2023-01-05T08:00:00.000Z", "false", "2024-02-01"],
    ]
    events = [
        ["Id", "WhatId", "Subject", "ActivityDate", "CreatedDate", "Description", "IsDeleted"],
        ["00U000000000001AAA", "001000000000001AAA", "Site visit", "2024-02-20",
         "2024-02-20T08:00:00.000Z", "", "false"],
    ]  # fmt: skip
    build([write(tmp_path / "exports", Account=accounts, Event=events)], tmp_path / "w", NOW)
    app = look(tmp_path / "w", "moments")
    assert HOSTILE not in "\n".join(element.value for element in [*app.markdown, *app.caption])
    assert "1 customer is at a turning point" in text_of(app)
