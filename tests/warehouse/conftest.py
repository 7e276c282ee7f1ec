from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lib import settings

Builder = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


@pytest.fixture
def builder(warehouse: Path) -> Builder:
    """Start another process that makes `count` builds from number `first` on."""

    def start(first: int, count: int, stop_at: str = "") -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.warehouse.builds", warehouse, str(first), str(count)],
            cwd=settings.ROOT,
            env={**os.environ, "GROUND_STOP_AT": stop_at},
            stdout=subprocess.PIPE,
            text=True,
        )

    return start
