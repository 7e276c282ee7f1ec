"""Every chart is checked here."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _checked(checked_charts: None) -> None:
    """Whatever a test draws."""
