"""What every answer tells a browser: what it may fetch, run and keep."""

from __future__ import annotations

from collections.abc import Mapping

# What a page may fetch and run. docs/decisions/0029 says what each part is for.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'self'; "
    "form-action 'self'"
)


def of(is_https: bool) -> Mapping[str, str]:
    """The headers of every answer."""
    always = {
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if is_https:
        always["strict-transport-security"] = "max-age=31536000"
    return always
