"""Which addresses are open to whom: all are closed but those named here.

Owns that list, and what an address is. Pure.
"""

from __future__ import annotations

from enum import Enum

LOGIN = "/auth/login"
LOGOUT = "/auth/logout"
CALLBACK = "/oauth2callback"
SIGNED_OUT = "/signed-out"
READY = "/ready"
HEALTH = "/_stcore/health"
SOCKET = "/_stcore/stream"
# Streamlit's own code, the same for everybody on earth.
BUNDLE = "/static/"
# Files made for one session: open to the one that was told their address.
MEDIA = "/media/"
UPLOAD = "/_stcore/upload_file/"
_TOLD = (MEDIA, UPLOAD)
# Of the server, not of any customer: for whoever runs it.
_OF_THE_SERVER = ("/_stcore/metrics", "/_stcore/agent")
# Never asked for by a person who opens a page.
_MACHINERY = ("/_stcore/", "/media/", "/app/static/", "/component/", "/auth/", "/static/")
# What a message to a browser that gives an address of those holds somewhere.
TOLD_SIGNS = tuple(one.encode() for one in _TOLD)


class Kind(Enum):
    """What an address is open to."""

    OPEN = "anybody"
    INSIDE = "whoever is signed in"
    TOLD = "the session that was told of it"
    SERVER = "an administrator"


def kind(path: str) -> Kind:
    """What an address is open to: new ones only to whoever is signed in.

    Args:
        path: decoded, without the base path.
    """
    if path in (LOGIN, LOGOUT, CALLBACK, SIGNED_OUT, READY, HEALTH) or path.startswith(BUNDLE):
        return Kind.OPEN
    if path.startswith(_TOLD):
        return Kind.TOLD
    if path.startswith(_OF_THE_SERVER):
        return Kind.SERVER
    return Kind.INSIDE


def is_crooked(path: str) -> bool:
    """Whether an address could mean another one to whoever reads it next."""
    parts = path.split("/")
    return ".." in parts or "." in parts or "\\" in path or "//" in path or "\0" in path


def is_page(path: str) -> bool:
    """Whether a person may have typed or followed it, and can be sent to sign in."""
    return not path.startswith(_MACHINERY)


def way_back(path: str, query: str) -> str:
    """A page's address to come back to after signing in; "/" for any that leads elsewhere."""
    wanted = path + (f"?{query}" if query else "")
    is_ours = path.startswith("/") and not is_crooked(path) and is_page(path)
    is_plain = len(wanted) <= 1500 and wanted.isascii() and wanted.isprintable()
    return wanted if is_ours and is_plain and not set(wanted) & set(' ";,<>') else "/"
