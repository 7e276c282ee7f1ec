"""The policy lets run the two scripts in a page that we know, as they stand, and no other."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit

from lib.gate import headers
from lib.ui import meeting

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_the_scripts_in_a_page_are_those_that_may_run():
    in_index = re.findall(r"<script>(.*?)</script>", INDEX.read_text(), re.DOTALL)
    assert {_hash(script) for script in [*in_index, meeting.SCRIPT]} == set(
        re.findall(r"'sha256-[^']+'", headers.POLICY)
    )


@pytest.mark.parametrize("loose", ["'unsafe-eval'", "'wasm-unsafe-eval'", "*", "http", "blob:"])
def test_nothing_loose_is_in_it(loose):
    assert loose not in headers.POLICY
    assert "'unsafe-inline'" not in headers.POLICY.partition("style-src")[0]
