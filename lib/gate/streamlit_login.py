"""What we know of the inside of Streamlit's login: its cookies, and the token of its link.

Owns every use of a part of Streamlit that it does not promise to keep; `tests/canaries` fails when
one of them changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http.cookies import SimpleCookie

from starlette.datastructures import MutableHeaders
from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

_USER = "_streamlit_user"
_OURS = (_USER, "_streamlit_user_tokens")


def token(provider: str) -> str:
    """What `st.login` puts into its link; it holds for two minutes."""
    return encode_provider_token(provider)


def claims(set_cookies: Sequence[str]) -> Mapping[str, object] | None:
    """What the provider said of a person, from the cookies that the callback sets; None if none.

    The provider's token was checked by Authlib before Streamlit signs its claims into them.
    """
    told = _values(set_cookies)

    def one(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, told[name]) if name in told else None

    kept = get_cookie_with_chunks(one, _USER)
    if not kept:
        return None
    said: dict[str, object] = json.loads(kept)
    return said if said.get("is_logged_in") and said.get("sub") else None


def forget(told: MutableHeaders) -> None:
    """Take Streamlit's cookies out of an answer."""
    others = [one for one in told.getlist("set-cookie") if not _is_ours(one)]
    del told["set-cookie"]
    for one in others:
        told.append("set-cookie", one)


def shorten(told: MutableHeaders, seconds: int, secure: bool) -> None:
    """Let Streamlit's cookies live no longer than a session, and go over https alone."""
    kept = []
    for one in told.getlist("set-cookie"):
        if _is_ours(one) and "Max-Age=0" not in one:
            parts = [part.strip() for part in one.split(";")]
            parts = [part for part in parts if not part.lower().startswith(("max-age", "expires"))]
            one = "; ".join([*parts, f"Max-Age={seconds}", *(["Secure"] if secure else [])])
        kept.append(one)
    del told["set-cookie"]
    for one in kept:
        told.append("set-cookie", one)


def _is_ours(set_cookie: str) -> bool:
    return set_cookie.startswith(_OURS)


def _values(set_cookies: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in set_cookies:
        jar: SimpleCookie = SimpleCookie()
        jar.load(one)
        found.update({name: morsel.value for name, morsel in jar.items() if morsel.value})
    return found
