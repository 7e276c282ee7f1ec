"""Warehouses to look at: the sample company, and small ones that lack something."""

from __future__ import annotations

import csv
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib import settings
from lib.warehouse.build import build

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
APP = settings.ROOT / "app.py"
PAGES = ("overview", "coverage", "recency", "balance", "data")
HOSTILE = "<b>Birch</b> ![x](http://evil.example/x.png)"
ACCOUNTS = [
    ["Id", "Name", "CreatedDate", "IsDeleted"],
    ["001000000000001AAA", "Alder & Sons", "2023-01-05T08:00:00.000Z", "false"],
    ["001000000000002AAA", HOSTILE, "2023-01-05T08:00:00.000Z", "false"],
]
EVENTS = [
    ["Id", "WhatId", "Subject", "ActivityDate", "CreatedDate", "Description", "IsDeleted"],
    *(
        [
            f"00U00000000000{number}AAA",
            f"00100000000000{account}AAA",
            "Site visit",
            day,
            f"{day}T08:00:00.000Z",
            "card 4111 1111 1111 1111",
            "false",
        ]
        for number, (account, day) in enumerate([(1, "2024-02-20"), (2, "2023-01-10")])
    ),
]


def write(folder: Path, **files: list[list[str]]) -> Path:
    """A Salesforce Data Export with these files."""
    folder = folder / "salesforce" / "2024-03-01"
    folder.mkdir(parents=True)
    for name, rows in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return folder.parents[1]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up company of `data/sample`."""
    warehouse = tmp_path_factory.mktemp("sample")
    build([settings.SAMPLE], warehouse, NOW)
    return warehouse


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
def look(monkeypatch: pytest.MonkeyPatch):
    """Open a page of a warehouse, with what the URL says."""
    logging.getLogger("streamlit").setLevel(logging.CRITICAL)

    def open_page(warehouse: Path, page: str = "overview", **url: object) -> AppTest:
        monkeypatch.setattr(settings, "WAREHOUSE", warehouse)
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.query_params.update(url)
        if page != "overview":
            app.switch_page(f"pages/{page}.py")
        app.run()
        assert not app.exception, [error.message for error in app.exception]
        return app

    return open_page
