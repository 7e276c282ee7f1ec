"""Limits: how much a browser may send at a time, told before a byte of it is read.

Streamlit holds an upload in memory, some two times its size while it arrives, until a run gives it
back (`lib.ui.uploading.let_go`). Owns the refusal. Pure: who calls it counts what is on its way.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.gate.paths import UPLOAD

# One file, as `.streamlit/config.toml` has it, and what a form puts around it.
ONE_BYTES = 200 * (1 << 20) + 1_000_000
# All that is on its way at a time, of everybody.
ALL_BYTES = 500_000_000


def refusal(method: str, path: str, headers: Mapping[str, str], held_bytes: int) -> str | None:
    """Why a request may not bring what it says it will; None where it may.

    Args:
        headers: of the request, their names in small letters.
        held_bytes: what other requests are bringing, or have brought and nobody has taken.
    """
    if method.upper() not in ("PUT", "POST") or not path.startswith(UPLOAD):
        return None
    said = headers.get("content-length", "")
    if not (said.isascii() and said.isdigit()) or "transfer-encoding" in headers:
        return "The upload does not say how large it is. Send it from a browser."
    if int(said[:20]) > ONE_BYTES:
        return f"The file is larger than {ONE_BYTES >> 20} MB. Zip it, or export a part of it."
    if held_bytes + int(said) > ALL_BYTES:
        return "Other files are being taken in. Try again in a minute."
    return None
