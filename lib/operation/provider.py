"""Checks of the sign-in: its configuration, its secret, and whether the provider answers.

The only place that asks anything outside, and only what `server_metadata_url` names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx

from lib.access import policy
from lib.errors import GroundError
from lib.gate import signin
from lib.operation.finding import Finding, fail, ok, warn
from lib.operation.places import Places

SECONDS = 5.0
_LONGEST = 1_000_000  # bytes of an answer
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
_OFF = 60  # seconds that two clocks may differ


def sign_in(places: Places, clock: Callable[[], datetime]) -> Iterator[Finding]:
    """Whether people could sign in."""
    try:
        found = signin.read(places.secrets)
    except GroundError as error:
        yield fail("sign-in", error.message, error.next_step)
        return
    if found is None:
        yield ok("sign-in", "none: local mode, this machine alone")
        return
    yield ok("sign-in", f"configured for {found.origin}{found.base}, its secret is strong")
    try:
        policy.load(places.access)
        yield ok("access", f"{places.access} can be used")
    except GroundError as error:
        yield fail("access", error.message, error.next_step)
    told = tomllib.loads(places.secrets.read_text(encoding="utf-8"))["auth"]
    address = str({**told, **told.get(found.provider, {})}["server_metadata_url"])
    yield from _asked(address, clock)


def _asked(address: str, clock: Callable[[], datetime]) -> Iterator[Finding]:
    host = urlsplit(address).hostname or "the provider"
    look = "Look at server_metadata_url in the secrets file, and at the way to that host."
    try:
        with httpx.Client(timeout=SECONDS, follow_redirects=True) as client:
            answer = client.get(address)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        yield fail("provider", f"{host} does not answer ({type(error).__name__})", look)
        return
    if answer.status_code != 200:
        yield fail("provider", f"{host} answers {answer.status_code}", look)
        return
    told = _told(answer)
    if told is None:
        yield fail("provider", f"{host} answers something else than its metadata", look)
        return
    if missing := [name for name in _NEEDED if not told.get(name)]:
        yield fail("provider", f"{host} does not say its {', '.join(missing)}", look)
        return
    yield ok("provider", f"{host} answers as the issuer {told['issuer']}")
    if "S256" in (told.get("code_challenge_methods_supported") or ()):
        yield ok("PKCE", "S256 is offered, and used")
    else:
        yield warn(
            "PKCE",
            "the provider does not offer S256, so a code that is caught could be used",
            "Switch it on at the provider, where it can be.",
        )
    yield from _clocks(answer.headers.get("date", ""), clock())


def _told(answer: httpx.Response) -> Mapping[str, Any] | None:
    if len(answer.content) > _LONGEST:
        return None
    try:
        told = answer.json()
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _clocks(said: str, now: datetime) -> Iterator[Finding]:
    try:
        off = (now - parsedate_to_datetime(said)).total_seconds()
    except (ValueError, TypeError):
        return
    if abs(off) > _OFF:
        yield warn(
            "clock",
            f"{abs(off):.0f} seconds {'ahead of' if off > 0 else 'behind'} the provider's",
            "Let this machine keep time (NTP): sign-ins are refused where clocks differ.",
        )
    else:
        yield ok("clock", "as the provider's, to the minute")
