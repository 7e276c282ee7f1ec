"""The mapping page: a file nobody foresaw, through the whole app, to the next build."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from small_exports import ACCOUNTS, EVENTS, write

from lib import settings
from lib.warehouse import engine
from lib.warehouse.build import build

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
DIARY = """Wann;Bei wem;Wer von uns;Notiz;Anlass
03/04/2026;Alder & Sons;Ann Poe;Alles gut;Routine
05/04/2026;Alder & Sons;Ben Rae;**Maschine** steht;Notfall
bald;Alder & Sons;Ben Rae;;
"""


@pytest.fixture
def exports(tmp_path, monkeypatch):
    folder = write(tmp_path / "exports", Account=ACCOUNTS, Event=EVENTS)
    (folder / "diary.csv").write_text(DIARY, encoding="utf-8")
    monkeypatch.setattr(settings, "OWN_SOURCES", tmp_path / "sources")
    build([folder], tmp_path / "warehouse", NOW, own_sources=tmp_path / "sources")
    return folder


def widget(app, kind, label):
    [found] = [one for one in getattr(app, kind) if label in one.label]
    return found


def warnings(app):
    return " ".join(warning.value for warning in app.warning)


def test_a_file_is_mapped_on_the_page_and_read_by_the_next_build(look, exports, tmp_path):
    app = look(tmp_path / "warehouse", "map")
    assert widget(app, "selectbox", "File").value == "diary.csv"
    # Its names are accounts of the build: nobody needs to say whose name it is.
    assert widget(app, "selectbox", "Bei wem").value == "account_name"
    assert widget(app, "selectbox", "Wann").value == "occurred_on"
    widget(app, "selectbox", "Wer von uns").set_value("organiser_name")
    widget(app, "selectbox", "Where every row took place").set_value("on_site").run()
    app.segmented_control[0].set_value("dmy").run()
    assert not app.exception
    frame = app.dataframe[0].value
    assert [str(day)[:10] for day in frame["occurred_on"].dropna()] == ["2026-04-03", "2026-04-05"]
    assert list(frame["set_aside"].dropna()) == ["Its date cannot be read: bald"]
    app.button(key="map_keep").click()
    app.run()
    assert not app.exception
    assert "Kept as diary" in app.success[0].value
    build([exports], tmp_path / "warehouse", NOW, own_sources=tmp_path / "sources")
    with engine.lease(tmp_path / "warehouse") as session:
        rows = session.rows(
            "select setting, organiser from core.interactions where file = 'diary.csv'"
            " order by occurred_on"
        )
    assert [tuple(row.values()) for row in rows] == [("on_site", "Ann Poe"), ("on_site", "Ben Rae")]


def test_what_cannot_work_is_said_and_not_kept(look, exports, tmp_path):
    app = look(tmp_path / "warehouse", "map")
    widget(app, "selectbox", "Wann").set_value("").run()
    assert not app.exception
    assert "Day it took place" in warnings(app)
    assert not [button for button in app.button if "Keep" in button.label]
    widget(app, "selectbox", "Wann").set_value("occurred_on")
    widget(app, "selectbox", "Notiz").set_value("occurred_on").run()
    assert not app.exception
    assert "only the first" in warnings(app)


def test_a_file_that_is_gone_since_is_said(look, exports, tmp_path):
    (exports / "diary.csv").unlink()
    app = look(tmp_path / "warehouse", "map")
    assert "no longer where the build read it" in app.info[0].value
