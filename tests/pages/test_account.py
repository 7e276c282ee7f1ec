"""The account page: which account it is of, what it says, and the brief."""

from __future__ import annotations

import pytest
from test_pages import text_of, unescaped

from lib.warehouse import engine

KESTREL = "0015g0000003qPPAAY"
VALTORTA = "Officine Valtorta S.p.A."


def test_without_an_account_it_asks_for_one(look, sample_warehouse):
    assert "Choose an account above" in text_of(look(sample_warehouse, "account"))


def test_an_account_that_is_not_there_is_one_that_is_not_chosen(look, sample_warehouse):
    app = look(sample_warehouse, "account", account="0015g0000000000AAA")
    assert "Choose an account above" in text_of(app)
    assert "account" not in app.query_params


def test_the_url_names_the_account_whatever_the_filters(look, sample_warehouse):
    app = look(sample_warehouse, "account", account=KESTREL, country="Italy")
    said = unescaped(text_of(app))
    assert "every 182 days" in said and "nothing of our own accord" in said
    assert app.selectbox(key="account").value == KESTREL


def test_another_is_chosen_and_the_url_says_so(look, sample_warehouse):
    app = look(sample_warehouse, "account", account=KESTREL)
    box = app.selectbox(key="account")
    valtorta = next(one for one in box.options if one.startswith(VALTORTA))
    box.select(valtorta).run()
    assert not app.exception
    assert app.query_params["account"] != [KESTREL]
    assert "Never visited" in unescaped(text_of(app))


def test_a_day_before_it_was_known_says_so(look, sample_warehouse):
    app = look(sample_warehouse, "account", account=KESTREL, as_of="2021-12-01")
    assert "No contact of any kind" in text_of(app) or "not known yet" in text_of(app)


@pytest.mark.parametrize("toggle", ["brief_names", "brief_letter", "brief_shown"])
def test_the_brief_is_made_as_asked_for(look, sample_warehouse, toggle):
    app = look(sample_warehouse, "account", account=KESTREL)
    app.toggle(key=toggle).set_value(True).run()
    assert not app.exception


def test_a_contact_that_is_older_than_the_latest_of_all_is_corrected_there(look, sample_warehouse):
    with engine.lease(sample_warehouse) as session:
        (old,) = session.rows(
            "select interaction_id from core.interactions where account_id = $account"
            " and setting = 'on_site' order by occurred_on limit 1",
            {"account": KESTREL},
        )
    app = look(sample_warehouse, "account", account=KESTREL)
    app.session_state["corrected_interaction"] = old["interaction_id"]
    app.run()
    assert not app.exception
    assert any(box.label == "Where it was" for box in app.selectbox)


def test_who_left_is_said_first(look, sample_warehouse):
    app = look(sample_warehouse, "account", account="0015g0000003qU2AAI")
    said = unescaped(text_of(app))
    assert "Left 6 Nov 2026: nobody has talked in person yet, 28 days left. On track" in said
