"""A server is ready where a page would be: with a build, an older one, and none."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from lib.warehouse import publish
from lib.warehouse.readiness import ready
from tests.conftest import NOW


@pytest.fixture
def served(sample_warehouse: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "warehouse"
    copied.mkdir()
    for build in publish.kept(sample_warehouse):
        shutil.copy2(build.path, copied)
    shutil.copy2(sample_warehouse / "current.json", copied)
    return copied


def test_ready_and_how_old(sample_warehouse: Path) -> None:
    found = ready(sample_warehouse, NOW)
    assert found.is_ready and found.age_days == 1
    assert publish.current(sample_warehouse).build_id in found.why  # type: ignore[union-attr]


def test_nothing_published(tmp_path: Path) -> None:
    found = ready(tmp_path / "none", NOW)
    assert not found.is_ready and "No build is published" in found.why and found.age_days is None


def test_a_lost_pointer_is_said(served: Path) -> None:
    (served / "current.json").write_text("{")
    found = ready(served, NOW)
    assert found.is_ready and "pointer" in found.why


def test_a_damaged_build_is_not_ready(served: Path) -> None:
    build = publish.current(served)
    assert build
    build.path.chmod(0o600)
    with build.path.open("r+b") as file:
        file.truncate(5_000)
    found = ready(served, NOW)
    assert not found.is_ready and "can be opened" in found.why


def test_cheap_enough_to_be_asked_each_second(sample_warehouse: Path) -> None:
    ready(sample_warehouse, NOW)
    began = time.process_time()
    for _ in range(50):
        ready(sample_warehouse, NOW)
    assert (time.process_time() - began) / 50 < 0.02


def test_an_older_build_is_said(served: Path) -> None:
    pointer = json.loads((served / "current.json").read_text())
    pointer["builds"].insert(0, {"build_id": "20261122T060000Z-gone", "size": 1, "sha256": "0"})
    (served / "current.json").write_text(json.dumps(pointer))
    found = ready(served, NOW)
    assert found.is_ready and "2026-11-22 06:00 UTC, could not be opened; showing" in found.why
