"""What a tester broke: each fails until it is mended."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime

import pytest
from serving import Server
from streamlit.proto.BackMsg_pb2 import BackMsg
from visits import Visit, files

from lib.access.audit import Audit


def _id(sent: bytes, key: bytes) -> str:
    return re.findall(rb"\$\$ID-[0-9a-f]+-" + key, sent)[-1].decode()


def _keep(visit: Visit, what: str, account: str = "") -> BackMsg:
    """The form of the review, filled in and handed in by hand."""
    asked = BackMsg()
    asked.rerun_script.page_name = "review"
    states = asked.rerun_script.widget_states.widgets
    states.add(id=_id(visit.received, rb"who_0"), string_value="Somebody")
    states.add(id=_id(visit.received, rb"what_0"), string_value=what)
    if account:
        states.add(id=_id(visit.received, rb"account_0"), string_value=account)
    form = rb"FormSubmitter:commitment_0[ -~]*?Keep this"
    states.add(id=_id(visit.received, form), trigger_value=True)
    return asked


def _taken(served: Server) -> list[tuple[str, str]]:
    path = served.warehouse / "reviews.sqlite"
    if not path.exists():
        return []
    with sqlite3.connect(path) as con:
        rows = con.execute("select what, account_id from tasks").fetchall()
    return [(str(what), str(account)) for what, account in rows]


@pytest.mark.parametrize("how", ["ended", "demoted"])
def test_nothing_is_written_after_the_right_to_is_gone(served: Server, how: str) -> None:
    """The callback of a widget runs before the script asks who it is for."""
    before = served.access.read_text()
    token = served.begin(sub="boss", email="boss@x.example")
    try:
        with Visit(served.address, token) as visit:
            visit.run("review")
            asked = _keep(visit, f"written when {how}")
            if how == "ended":
                served.sessions.end(token, datetime.now(UTC))
            else:
                served.access.write_text(
                    before.replace('"reader", "executive_office", "loader", "administrator"',
                                   '"reader"')
                )  # fmt: skip
            visit.say(asked)
    finally:
        served.access.write_text(before)
    assert f"written when {how}" not in {what for what, _ in _taken(served)}


def test_a_form_takes_no_account_that_was_not_offered(served: Server) -> None:
    """A selectbox hands any text on to a callback."""
    token = served.begin(sub="boss", email="boss@x.example")
    with Visit(served.address, token) as visit:
        visit.run("review")
        visit.say(_keep(visit, "about nobody's", "not-an-account"))
    assert ("about nobody's", "not-an-account") not in _taken(served)


def _made(visit: Visit) -> str:
    """The address of the first file of a page, made."""
    visit.ask_for(files(visit.run("recency"))[0])
    visit.hear_until(b"/media/", 60)
    return re.findall(rb"/media/[0-9a-z]+\.csv", visit.received)[0].decode()


def test_an_address_that_is_echoed_opens_no_file(served: Server, people: dict[str, str]) -> None:
    """Who knows a file's address must not open it by saying it."""
    with Visit(served.address, people["boss"]) as visit:
        address = _made(visit)
        with Visit(served.address, people["france"]) as other:
            other.run(f"x{address}?")
        assert served.get(address, people["france"]).status_code == 404


def test_a_file_is_made_for_nobody_but_who_was_offered_it(
    served: Server, people: dict[str, str]
) -> None:
    """Streamlit makes it for whoever knows its id, with the rights and in the name of its owner."""
    with Visit(served.address, people["boss"]) as visit:
        file = files(visit.run("recency"))[0]
        before = Audit(served.warehouse / "audit").read()
        with Visit(served.address, people["france"]) as other:
            other.run("recency")
            other.ask_for(file)
            other.hear(2)
            assert b"/media/" not in other.received
        exports = [one for one in Audit(served.warehouse / "audit").read() if one not in before]
        assert {one["action"] for one in exports} <= {"page", "account"}
        visit.ask_for(file)
        visit.hear_until(b"/media/", 60)


def test_a_file_waits_for_its_reader(served: Server, people: dict[str, str]) -> None:
    """Streamlit lets go of it when anybody's next two runs end."""
    with Visit(served.address, people["boss"]) as visit:
        address = _made(visit)
        with Visit(served.address, people["france"]) as other:
            for page in ("coverage", "recency", "balance"):
                other.run(page)
        answer = served.get(address, people["boss"])
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].endswith(".csv")
        assert answer.headers["content-type"].startswith("text/csv")
        assert answer.headers["cache-control"] == "no-store"
        assert b"Account" in answer.content[:300] or b"name" in answer.content[:300]
        assert served.get(address, people["france"]).status_code == 404
        assert served.get(address, people["reader"]).status_code == 404


def test_an_address_goes_with_the_rights_it_was_told_under(served: Server) -> None:
    token = served.begin(sub="france", email="france@x.example")
    with Visit(served.address, token) as visit:
        address = _made(visit)
        before = served.access.read_text()
        served.access.write_text(before.replace('country = "France"', 'country = "Germany"'))
        try:
            assert served.get(address, token).status_code == 404
        finally:
            served.access.write_text(before)
