"""What every test may use: one build of the sample company, made once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib import settings
from lib.warehouse.build import build

# The tests' own clock: a day after the sample's newest.
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one build of the sample company; for reading only."""
    warehouse = tmp_path_factory.mktemp("sample") / "warehouse"
    build([settings.SAMPLE], warehouse, NOW)
    return warehouse
