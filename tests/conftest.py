"""What every test may use: one build of the sample company, made once."""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib import settings
from lib.warehouse import publish
from lib.warehouse.build import build

# The tests' own clock: a day after the sample's newest.
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one build of the sample company; for reading only."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # one for all workers: whoever comes first makes it
    warehouse = base / "sample" / "warehouse"
    warehouse.parent.mkdir(exist_ok=True)
    with (warehouse.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if publish.current(warehouse) is None:
            build([settings.SAMPLE], warehouse, NOW)
    return warehouse
