"""What every answer tells a browser: what it may fetch, run and keep."""

from __future__ import annotations

from collections.abc import Mapping

# The only scripts in a page that are no file of ours: one line of Streamlit 1.67's index.html,
# and lib.ui.meeting.SCRIPT. tests/test_content_policy.py names both and checks the hashes.
_SCRIPTS = (
    "'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
    "'sha256-puVkefG6dGJQQdoOCHB6ZgbSOLYeGc8r9zeLwjXk6fM='",
)
# What a page may fetch and run. docs/decisions/0029 says what each part is for.
POLICY: str = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {' '.join(_SCRIPTS)}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
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
