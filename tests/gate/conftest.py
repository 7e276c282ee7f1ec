"""One server with sign-in, whose people are begun without a provider."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Server, serving

ACCESS = """
[[grant]]
to = ["boss@x.example"]
roles = ["reader", "executive_office", "loader", "administrator"]
accounts = "all"
sees = ["notes", "names", "promises"]

[[grant]]
to = ["reader@x.example"]
accounts = "all"

[[grant]]
to = ["france@x.example", "group:france"]
accounts = { country = "France" }

[[grant]]
to = ["it@x.example"]
roles = ["administrator"]
"""


@pytest.fixture(scope="session")
def served(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("gate")
    # Its own: the sample's is for reading only, and sessions are written beside the builds.
    warehouse = Path(shutil.copytree(sample_warehouse, place / "warehouse"))
    with serving(place, warehouse, ACCESS) as server:
        yield server


@pytest.fixture
def people(served: Server) -> dict[str, str]:
    """Cookies by name."""
    names = ("boss", "reader", "france", "it", "nobody")
    return {name: served.begin(sub=name, email=f"{name}@x.example") for name in names}
