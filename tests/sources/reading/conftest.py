"""Reading bytes as a file, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from readings import Reading, read_all


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Read bytes as the one document they hold."""
    staging = tmp_path / "staging"
    staging.mkdir()

    def read_bytes(data: bytes, name: str = "visits.csv") -> Reading:
        path = tmp_path / name
        path.write_bytes(data)
        [reading] = read_all(path, staging)
        assert not list(staging.iterdir()), "a staged copy was left behind"
        return reading

    return read_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A directory with a `staging` directory in it."""
    (tmp_path / "staging").mkdir()
    return tmp_path
