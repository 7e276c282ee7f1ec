"""People with a sign-in for the load: who they are, what they may see, and their cookies.

Owns the access file and the sessions, which begin without a provider and end with the load. Must
not start a server, nor send anything.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

RIGHTS = 'sees = ["notes", "names", "promises"]'


@dataclass(frozen=True)
class Reader:
    """Who visits.

    Args:
        accounts: ids that account pages are opened of.
        cookie: the `Cookie` header of the session; "" where nobody signs in.
    """

    accounts: Sequence[str]
    cookie: str = ""


@dataclass(frozen=True)
class Company:
    """Whom a company with sign-in lets in.

    Args:
        told: what `python -m lib serve` is told.
    """

    readers: Sequence[Reader]
    told: Sequence[str]


@contextmanager
def company(
    place: Path, warehouse: Path, port: int, country_of: dict[str, str], users: int, limited: int
) -> Iterator[Company]:
    """Sessions of readers, for as long as the block.

    Args:
        place: an empty folder, for the access file and the secrets.
        port: of the server.
        country_of: account id -> its country, "" for none.
        limited: how many of the users see one country alone, the largest first; all others see
            everything.
    """
    from lib.access.door import COOKIE
    from lib.access.sessions import Sessions

    theirs: dict[str, list[str]] = {}
    for id_, country in country_of.items():
        theirs.setdefault(country, []).append(id_)
    countries = sorted((name for name in theirs if name), key=lambda name: -len(theirs[name]))
    sessions, now = Sessions(warehouse / "sessions.sqlite"), datetime.now(UTC)
    grants, readers, tokens = [], [], []
    for number in range(users):
        country = countries[number % len(countries)] if number < limited else ""
        email = f"visitor{number}@load.example"
        accounts = f"{{ country = [{json.dumps(country)}] }}" if country else '"all"'
        grants.append(f'[[grant]]\nto = "{email}"\naccounts = {accounts}\n{RIGHTS}\n')
        token, _ = sessions.begin({"sub": email, "email": email}, email, now)
        tokens.append(token)
        readers.append(Reader(theirs.get(country) or list(country_of), f"{COOKIE}={token}"))
    access, hidden = place / "access.toml", place / "secrets.toml"
    access.write_text("\n".join(grants))
    hidden.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{secrets.token_urlsafe(32)}"\nclient_id = "load"\nclient_secret = "-"\n'
        'server_metadata_url = "http://localhost:9/.well-known/openid-configuration"\n'
    )
    try:
        yield Company(readers, ["--access", str(access), "--secrets", str(hidden)])
    finally:
        for token in tokens:
            sessions.end(token, datetime.now(UTC))
