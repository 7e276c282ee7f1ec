"""Small warehouses that lack something, and a way to open a page of one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small_exports import ACCOUNTS, EVENTS, write
from streamlit.testing.v1 import AppTest

from lib import settings
from lib.access import door
from lib.access.audit import Audit
from lib.access.door import Door, Visitor
from lib.access.policy import SEES, Permit, Person, Rule
from lib.warehouse.build import build

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
APP = settings.ROOT / "app.py"


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two accounts and two visits, long ago: no place, no value, no cases, no deals."""
    warehouse = tmp_path_factory.mktemp("bare")
    exports = write(tmp_path_factory.mktemp("exports"), Account=ACCOUNTS, Event=EVENTS)
    build([exports], warehouse, NOW)
    return warehouse


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An account file with nothing but its header."""
    warehouse = tmp_path_factory.mktemp("empty")
    build([write(tmp_path_factory.mktemp("exports"), Account=ACCOUNTS[:1])], warehouse, NOW)
    return warehouse


@pytest.fixture
def permit(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Give whoever looks at a page other rights than those of the one at the machine."""

    def give(
        *roles: str, rules: tuple[Rule, ...] | None = None, sees: Sequence[str] = SEES
    ) -> None:
        allowed = Permit(frozenset(roles), rules, frozenset(sees))
        visitor = Visitor(Person("ann", "Ann", "ann@x.example"), allowed)
        door.stand(Door(None, tmp_path / "access.toml", Audit(tmp_path / "audit"), visitor))

    yield give
    door.fall()


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch, checked_charts: None):
    """Open a page of a warehouse, with what the URL says; Plotly checks its charts."""
    logging.getLogger("streamlit").setLevel(logging.CRITICAL)

    def open_page(warehouse: Path, page: str = "overview", **url: object) -> AppTest:
        monkeypatch.setattr(settings, "WAREHOUSE", warehouse)
        monkeypatch.setattr(settings, "RAW", warehouse.with_name(f"{warehouse.name}-raw"))
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.query_params.update(url)
        if page != "overview":
            app.switch_page(f"pages/{page}.py")
        app.run()
        assert not app.exception, [error.message for error in app.exception]
        return app

    return open_page
