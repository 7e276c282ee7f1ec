"""What every test may use: one build of the sample company, made once."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import plotly.graph_objects as go
import pytest

from lib import settings
from lib.charts import theme
from lib.warehouse import publish
from lib.warehouse.build import build

# The tests' own clock: a day after the sample's newest.
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


sys.path.insert(0, str(Path(__file__).parent / "hostile"))


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one build of the sample company; for reading only."""
    return _built(tmp_path_factory, "sample", lambda folder: settings.SAMPLE)


@pytest.fixture(scope="session")
def hostile_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one build of the company of payloads; for reading only."""
    import company

    return _built(tmp_path_factory, "hostile", company.write)


@pytest.fixture
def checked_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a chart is told, Plotly knows and takes, or the test fails.

    A page draws its charts unchecked, since Plotly checks every value twice.
    """
    unchecked = theme.figure

    def checked(height: int, **layout: object) -> go.Figure:
        return go.Figure(unchecked(height, **layout).to_dict())

    monkeypatch.setattr(theme, "figure", checked)


def _built(folders: pytest.TempPathFactory, name: str, exports: Callable[[Path], Path]) -> Path:
    base = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # one for all workers: whoever comes first makes it
    warehouse = base / name / "warehouse"
    warehouse.parent.mkdir(exist_ok=True)
    with (warehouse.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if publish.current(warehouse) is None:
            build([exports(warehouse.parent)], warehouse, NOW)
    return warehouse
