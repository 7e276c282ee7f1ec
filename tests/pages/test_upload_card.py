"""Adding exports on the Data page: every state of the card, with real runs of the command."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import zipfile
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from test_pages import text_of, unescaped

from lib.warehouse import publish
from lib.warehouse import upload as store
from lib.warehouse.build import build
from tests.pages.conftest import NOW

ACCOUNTS = "Id,Name,BillingCity,BillingCountry,OwnerId\n001A,Acme,Lyon,France,005A\n"
EVENTS = "Id,Subject,AccountId,ActivityDate,DurationInMinutes\n00UA,Site visit,001A,{},60\n"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with a company of one account and, beside it, a copy to put back."""
    place = tmp_path_factory.mktemp("company") / "place"
    raw = place / "own-raw"
    raw.mkdir(parents=True)
    (raw / "Account.csv").write_text(ACCOUNTS)
    build([raw], place / "own", NOW)
    shutil.copytree(place, place.with_name("kept"))
    return place


@pytest.fixture
def warehouse(company: Path) -> Path:
    """A company of one account, read from the folder that the card adds to."""
    # Put back where it was, as a build knows the folder it was made from.
    shutil.rmtree(company)
    shutil.copytree(company.with_name("kept"), company)
    return company / "own"


def zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.csv", content)
    return packed.getvalue()


def held(app, key: str):
    """What the session holds; AppTest's state has no `get`."""
    return app.session_state[key] if key in app.session_state else None  # noqa: SIM401


def hand_in(app, *files: tuple[str, bytes]):
    turn = held(app, "upload_turn") or 0
    app.file_uploader(key=f"upload_{turn}").set_value(
        [(name, content, "application/octet-stream") for name, content in files]
    ).run()
    return finished(app)


def finished(app):
    """The page once whatever was started is over."""
    assert not app.exception, [error.message for error in app.exception]
    pending = held(app, "upload")
    if pending and pending.run:
        pending.run.process.wait(timeout=120)
        app.run()
        assert not app.exception, [error.message for error in app.exception]
    return app


def said(app) -> str:
    return unescaped("\n".join([text_of(app), *(e.value for e in [*app.error, *app.success])]))


def keys(app) -> set[str]:
    return {button.key for button in app.button}


def test_a_zip_beside_a_hostile_file_is_shown_then_published(look, warehouse):
    app = look(warehouse, "data")
    assert "Nothing changes until you publish" in said(app)
    events = EVENTS.format("2026-03-02") + ",Without id,001A,2026-03-02,60\n"
    hand_in(app, ("export.zip", zipped(Event=events)), ("evil.csv", b"%PDF-1.7"))
    assert "evil.csv is a PDF document, not a table" in said(app)
    assert "1 of 2 rows would be used, 1 set aside." in said(app)
    assert "Then: 1 account, 1 contact on record (now 0)" in said(app)
    [files] = [t.value for t in app.dataframe if "taken_for" in t.value]
    assert files[["file", "taken_for"]].values.tolist() == [
        ["export.zip › Event.csv", "Salesforce: contacts with customers"]
    ]
    [reasons] = [t.value for t in app.dataframe if list(t.value) == ["rows", "reason", "file"]]
    assert reasons.values.tolist() == [[1, "It has no Id", "export.zip › Event.csv"]]
    raw = warehouse.with_name("own-raw")
    assert [path.name for path in raw.rglob("*.*")] == ["Account.csv"]
    before = publish.current(warehouse)
    finished(app.button(key="publish").click().run())
    assert "Published: 1 file added. Everything here speaks of 2 Mar 2026 now." in said(app)
    assert publish.current(warehouse) != before
    assert sorted(path.name for path in raw.rglob("*.*")) == ["Account.csv", "export.zip"]
    assert not list(warehouse.glob(".trial-*"))
    hand_in(app, ("again.zip", (next(raw.rglob("export.zip"))).read_bytes()))
    assert "again.zip is read already, byte for byte, as upload/" in said(app)
    assert "publish" not in keys(app)


def test_the_bytes_are_not_kept_in_memory(look, warehouse, monkeypatch):
    freed = []
    manager = "streamlit.runtime.memory_uploaded_file_manager.MemoryUploadedFileManager"
    remove = MemoryUploadedFileManager.remove_file

    def watched(self, session_id, file_id):
        assert self.get_files(session_id, [file_id])
        remove(self, session_id, file_id)
        freed.extend(self.get_files(session_id, [file_id]) or [file_id])

    monkeypatch.setattr(f"{manager}.remove_file", watched)
    app = look(warehouse, "data")
    hand_in(app, ("evil.csv", b"%PDF-1.7"))
    assert len(freed) == 1 and isinstance(freed[0], str)


def test_discarded_files_leave_nothing(look, warehouse):
    app = hand_in(look(warehouse, "data"), ("Event.csv", EVENTS.format("2026-03-02").encode()))
    app.button(key="discard").click().run()
    assert "publish" not in keys(app)
    assert not list(warehouse.glob(".trial-*"))
    assert not (warehouse.with_name("own-raw") / "upload").exists()


def test_dates_that_read_two_ways_are_asked_about(look, warehouse):
    app = hand_in(look(warehouse, "data"), ("Event.csv", EVENTS.format("03/02/2026").encode()))
    assert "No row of these files" in said(app) or "0 of 1 row would be used" in said(app)
    [choice] = [group for group in app.get("button_group") if "two ways" in group.label]
    choice.set_value("dmy").run()
    finished(app)
    assert "1 of 1 row would be used" in said(app)
    assert "as of 3 Feb 2026" in said(app)


def test_a_trial_that_is_killed_says_so_and_can_be_done_again(look, warehouse):
    app = look(warehouse, "data")
    app.file_uploader(key="upload_0").set_value(
        [("Event.csv", EVENTS.format("2026-03-02").encode(), "text/csv")]
    ).run()
    os.killpg(app.session_state["upload"].run.process.pid, signal.SIGKILL)
    finished(app)
    assert "Reading stopped before its end" in said(app)
    assert "publish" not in keys(app)
    finished(app.button(key="again").click().run())
    assert "1 of 1 row would be used" in said(app)


def test_two_sessions_do_not_see_each_other_and_one_waits(look, warehouse):
    first, second = look(warehouse, "data"), look(warehouse, "data")
    hand_in(first, ("Event.csv", EVENTS.format("2026-03-02").encode()))
    hand_in(second, ("Event.csv", EVENTS.format("2026-04-02").replace("00UA", "00UB").encode()))
    assert "publish" in keys(first) & keys(second)
    with publish.new_build(warehouse, "20261122T000000Z-other"):
        finished(first.button(key="publish").click().run())
    assert "Another build of" in said(first)
    assert "Wait until it has finished" in said(first)
    assert not list((warehouse.with_name("own-raw") / "upload").rglob("*.csv"))
    finished(first.button(key="publish").click().run())
    finished(second.button(key="publish").click().run())
    assert "2 Apr 2026" in said(second)
    assert len(list((warehouse.with_name("own-raw") / "upload").rglob("*.csv"))) == 2


def test_the_first_files_of_a_stranger_start_their_company(look, tmp_path):
    app = look(tmp_path / "none", "data")
    assert app.subheader[0].value == "There is no warehouse yet"
    hand_in(app, ("Account.csv", ACCOUNTS.encode()))
    assert "Then: 1 account" in said(app)
    finished(app.button(key="publish").click().run())
    assert app.title[0].value == "Which numbers can I not trust?"
    assert "Published: 1 file added." in said(app)


def test_the_made_up_company_is_not_mixed_in(look, sample_warehouse):
    app = look(sample_warehouse, "data")
    assert "your first files start your own: the two are never mixed" in said(app).lower()


def test_files_nobody_can_use_say_why_and_cannot_be_published(look, warehouse):
    app = hand_in(look(warehouse, "data"), ("Odd.csv", b"a,b\n1,2\n"))
    [files] = [t.value for t in app.dataframe if "taken_for" in t.value]
    assert files["taken_for"].tolist() == ["○ Not used"]
    assert files["said"].str.len().min() > 20
    assert "publish" not in keys(app)


def test_what_was_forgotten_for_a_day_is_gone_and_said(look, warehouse):
    app = hand_in(look(warehouse, "data"), ("Event.csv", EVENTS.format("2026-03-02").encode()))
    store.Upload(app.session_state["upload"].upload.folder).discard()
    app.run()
    assert re.search("deleted after a day", said(app))


def test_where_nothing_can_be_written_nothing_is_offered(look, warehouse):
    raw = warehouse.with_name("own-raw")
    (raw / "Account.csv").rename(raw.with_name("kept.csv"))
    raw.rmdir()
    raw.write_text("")
    app = look(warehouse, "data")
    assert "Nothing can be added here" in said(app)
    assert not app.get("file_uploader")


def test_without_sign_in_nobody_can_add_from_elsewhere(look, warehouse, monkeypatch):
    get = st.get_option
    monkeypatch.setattr(st, "get_option", lambda n: "0.0.0.0" if n == "server.address" else get(n))
    app = look(warehouse, "data")
    assert "no sign-in stands in front" in said(app)
    assert not app.get("file_uploader")
