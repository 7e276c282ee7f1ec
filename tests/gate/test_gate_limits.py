"""What a browser may send at a time."""

from __future__ import annotations

import pytest

from lib.gate import limits

UPLOAD = "/_stcore/upload_file/session/file"


@pytest.mark.parametrize(
    ("headers", "held", "why"),
    [
        ({"content-length": "150000000"}, 0, None),
        ({"content-length": "150000000"}, 350_000_000, None),
        ({"content-length": "150000000"}, 400_000_000, "Other files"),
        ({"content-length": "220000000"}, 0, "larger than 200 MB"),
        ({"content-length": "9" * 5000}, 0, "larger than 200 MB"),
        ({"content-length": "-1"}, 0, "does not say"),
        ({"content-length": "٣"}, 0, "does not say"),
        ({}, 0, "does not say"),
        ({"content-length": "10", "transfer-encoding": "chunked"}, 0, "does not say"),
    ],
)
def test_an_upload_says_its_size_and_there_is_room(
    headers: dict[str, str], held: int, why: str | None
) -> None:
    said = limits.refusal("PUT", UPLOAD, headers, held)
    assert (said is None) if why is None else why in str(said)


def test_nothing_else_is_looked_at() -> None:
    assert limits.refusal("GET", "/", {}, 1 << 40) is None
    assert limits.refusal("DELETE", UPLOAD, {}, 1 << 40) is None
