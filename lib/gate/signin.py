"""The sign-in as it is configured: `[auth]` of the secrets file, looked at before anything starts.

Owns what must be there and what is too weak. No message holds a secret. Must not ask the provider
(`python -m lib doctor` does).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lib.access.secrets import weakness
from lib.errors import GroundError
from lib.gate import paths

_NEEDED = ("client_id", "client_secret", "server_metadata_url")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class BadSignIn(GroundError):
    """A sign-in that cannot be used: nothing is served."""

    title = "The sign-in cannot be used"


@dataclass(frozen=True)
class SignIn:
    """A sign-in that can be used.

    Args:
        provider: its name in the secrets; `default` where it has none.
        origin: scheme, host and port under which people reach the dashboard.
        base: the path that everything lies under; "" for none.
    """

    provider: str
    origin: str
    base: str


def read(path: Path) -> SignIn | None:
    """The sign-in of a secrets file; None where there is no file, or no `[auth]` in it.

    Raises:
        BadSignIn: it cannot be used; with why.
    """
    if not path.exists():
        return None
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        # A parser's message quotes what stands there.
        raise _bad(path, f"it cannot be read ({type(error).__name__})") from None
    auth = told.get("auth")
    if not auth:
        return None
    providers = [name for name, value in auth.items() if _is_provider(value)]
    if len(providers) > 1:
        raise _bad(path, "[auth] has several providers; name one")
    provider = providers[0] if providers else "default"
    said = {**auth, **(auth[provider] if providers else {})}
    for name in (*_NEEDED, "redirect_uri", "cookie_secret"):
        if not str(said.get(name) or "").strip():
            raise _bad(path, f"[auth] has no {name}")
    if "expose_tokens" in auth:
        raise _bad(path, "[auth] has expose_tokens, which hands the provider's tokens to pages")
    if why := weakness(str(said["cookie_secret"])):
        raise _bad(
            path,
            f"its cookie_secret is weak: {why}",
            "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )
    return SignIn(provider, *_where(path, str(said["redirect_uri"])))


def _where(path: Path, redirect: str) -> tuple[str, str]:
    parts = urlsplit(redirect)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise _bad(path, "its redirect_uri is no address")
    if not parts.path.endswith(paths.CALLBACK):
        raise _bad(path, f"its redirect_uri does not end with {paths.CALLBACK}")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise _bad(
            path,
            "its redirect_uri is http, so cookies could be read on the way",
            "Put a proxy with a certificate in front (docs/sign-in.md) and write https.",
        )
    return f"{parts.scheme}://{parts.netloc}", parts.path.removesuffix(paths.CALLBACK)


def _is_provider(value: object) -> bool:
    return isinstance(value, Mapping) and "client_id" in value


def _bad(path: Path, why: str, next_step: str = "") -> BadSignIn:
    return BadSignIn(
        f"Reading the sign-in of {path}: {why}.",
        next_step or "docs/sign-in.md shows how it looks.",
    )
