"""The access file: which people and groups have which roles and see which accounts.

Owns the file's form and what follows from it for one person. Nobody who is not named in it sees
anything, and a file with a mistake gives nobody anything. Must not know how somebody signed in
(`lib.gate`), nor which accounts a build holds (`lib.metrics.query.entitled` finds them).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lib.errors import GroundError

READER, LOADER, OFFICE, ADMINISTRATOR = "reader", "loader", "executive_office", "administrator"
ROLES = (READER, LOADER, OFFICE, ADMINISTRATOR)
# What accounts can be chosen by; `self` are those that the person owns, `team` a list of owners.
DIMENSIONS = ("account", "country", "industry", "kind", "owner", "state", "team", "tier")
SEES = ("notes", "names", "promises")
ALL = "all"
SELF = "self"
_GROUP = "group:"
_KEYS = {"to", "roles", "accounts", "sees"}

# Dimension -> the values of which one must hold; all dimensions of a rule must.
Rule = tuple[tuple[str, tuple[str, ...]], ...]


class BadPolicy(GroundError):
    """An access file that cannot be used: nobody gets anything from it."""

    title = "The access file has a mistake"


@dataclass(frozen=True)
class Person:
    """Who signed in, as the provider says.

    Args:
        subject: the provider's own id of the person, which never goes to another.
        name: to show.
        email: lower case; "" where there is none that the provider stands by.
        groups: as the provider names them.
    """

    subject: str
    name: str = ""
    email: str = ""
    groups: frozenset[str] = frozenset()

    @property
    def who(self) -> str:
        """How they are named in what is kept: the e-mail address, else the subject."""
        return self.email or self.subject


@dataclass(frozen=True)
class Permit:
    """What one person may do and see.

    Args:
        roles: of `ROLES`.
        rules: what chooses the accounts they may see: of each rule all must hold, of the rules
            one. None for every account.
        sees: of `SEES`. They hold for all the accounts.
    """

    roles: frozenset[str] = frozenset()
    rules: tuple[Rule, ...] | None = ()
    sees: frozenset[str] = frozenset()

    @property
    def is_anything(self) -> bool:
        """Whether they may come in at all."""
        return bool(self.roles)

    @property
    def rule(self) -> str:
        """A name of what is let through, the same from build to build; "" for everything."""
        shown = self.sees - {"notes"}
        if self.rules is None and shown == {"names", "promises"}:
            return ""
        told = repr((self.rules, sorted(shown)))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def may(self, *roles: str) -> bool:
        """Whether they have one of these roles."""
        return bool(self.roles.intersection(roles))


# Who sits at the machine that serves this has the files themselves.
LOCAL = Permit(frozenset(ROLES), None, frozenset(SEES))


@dataclass(frozen=True)
class _Grant:
    to: frozenset[str]
    roles: frozenset[str]
    rules: Rule | None
    sees: frozenset[str]
    gives_accounts: bool


@dataclass(frozen=True)
class Policy:
    """The access file, read.

    Args:
        person: the claim that names a person in it.
        groups: the claim that lists groups.
    """

    person: str
    groups: str
    _grants: tuple[_Grant, ...]

    def of(self, claims: Mapping[str, object]) -> Person:
        """Who somebody is, from what the provider says of them."""
        # Not casefold: it makes one of two addresses that differ.
        email = str(claims.get(self.person) or "").strip().lower()
        # An address that the provider does not stand by could be anybody's.
        if claims.get("email_verified") in (False, "false") or email.startswith(_GROUP):
            email = ""
        told = claims.get(self.groups)
        groups = told if isinstance(told, list | tuple) else [told] if told else []
        return Person(
            str(claims.get("sub") or ""),
            str(claims.get("name") or email),
            email,
            frozenset(str(group) for group in groups),
        )

    def permit(self, person: Person) -> Permit:
        """What a person may do and see: all that their grants give, added up.

        Whether notes, names and promises are shown holds for all of a person's accounts, so it is
        the least that the grants with accounts say. Notes name people, so they take both rights.
        """
        theirs = {person.email, person.subject, *(f"{_GROUP}{one}" for one in person.groups)} - {""}
        grants = [grant for grant in self._grants if grant.to & theirs]
        giving = [grant for grant in grants if grant.gives_accounts]
        rules: tuple[Rule, ...] | None = ()
        if any(grant.rules is None for grant in giving):
            rules = None
        else:
            rules = tuple(dict.fromkeys(_of_oneself(grant.rules or (), person) for grant in giving))
        sees = frozenset(SEES if giving else ()).intersection(*(grant.sees for grant in giving))
        return Permit(
            frozenset().union(*(grant.roles for grant in grants)),
            rules,
            sees if "names" in sees else sees - {"notes"},
        )


def load(path: Path) -> Policy:
    """The access file as it is now.

    Raises:
        BadPolicy: it is not there, or has a mistake; with which.
    """
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise BadPolicy(
            f"Reading the access file {path}: {error.strerror}.",
            "Without it nobody sees anything. docs/sign-in.md shows how one looks.",
        ) from None


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> Policy:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _mistake(path, f"{error}") from None
    if unknown := told.keys() - {"identity", "teams", "grant"}:
        raise _mistake(path, f"it has a part {sorted(unknown)[0]!r}")
    identity = told.get("identity", {})
    teams = {
        str(name): _texts(path, owners, f"team {name}")
        for name, owners in told.get("teams", {}).items()
    }
    grants = [
        _grant(path, number, grant, teams)
        for number, grant in enumerate(told.get("grant", []), start=1)
    ]
    return Policy(
        str(identity.get("person", "email")),
        str(identity.get("groups", "groups")),
        tuple(grants),
    )


def _grant(
    path: Path, number: int, told: Mapping[str, object], teams: Mapping[str, Sequence[str]]
) -> _Grant:
    where = f"grant {number}"
    if unknown := told.keys() - _KEYS:
        raise _mistake(path, f"{where} has a field {sorted(unknown)[0]!r}")
    to = _texts(path, told.get("to", ()), f"{where}, to")
    if not to:
        raise _mistake(path, f"{where} names nobody in `to`")
    roles = _some_of(path, ROLES, told.get("roles", [READER]), f"{where}, roles")
    sees = _some_of(path, SEES, told.get("sees", ()), f"{where}, sees")
    accounts = told.get("accounts")
    rules: Rule | None = ()
    if accounts == ALL:
        rules = None
    elif isinstance(accounts, Mapping):
        rules = _rule(path, where, accounts, teams)
    elif accounts is not None:
        raise _mistake(path, f"{where}, accounts is neither {ALL!r} nor a table of {DIMENSIONS}")
    names = (name if name.startswith(_GROUP) else name.lower() for name in to)
    return _Grant(frozenset(names), roles, rules, sees, accounts is not None)


def _rule(
    path: Path, where: str, told: Mapping[str, object], teams: Mapping[str, Sequence[str]]
) -> Rule:
    chosen: dict[str, tuple[str, ...]] = {}
    for name, values in told.items():
        if name not in DIMENSIONS:
            raise _mistake(
                path, f"{where} chooses accounts by {name!r}, which is none of {DIMENSIONS}"
            )
        chosen[name] = tuple(_texts(path, values, f"{where}, {name}"))
        if not chosen[name]:
            raise _mistake(path, f"{where}, {name} names none")
    if not chosen:
        raise _mistake(path, f"{where}, accounts names nothing; write {ALL!r} for every account")
    for team in chosen.pop("team", ()):
        if team not in teams:
            raise _mistake(path, f"{where} names the team {team!r}, which [teams] does not")
        chosen["team"] = (*chosen.get("team", ()), *teams[team])
    return tuple(sorted(chosen.items()))


def _of_oneself(rule: Rule, person: Person) -> Rule:
    """`self` stands for the one who asks; their provider's id is never an owner's of ours."""
    return tuple(
        (name, tuple(person.email or "-" if one == SELF else one for one in values))
        if name == "owner"
        else (name, values)
        for name, values in rule
    )


def _texts(path: Path, told: object, where: str) -> Sequence[str]:
    values = [told] if isinstance(told, str) else told
    if not isinstance(values, Iterable) or any(
        not isinstance(one, str) or not one.strip() for one in values
    ):
        raise _mistake(path, f"{where} is no text and no list of texts")
    return [str(one).strip() for one in values]


def _some_of(path: Path, allowed: Collection[str], told: object, where: str) -> frozenset[str]:
    values = _texts(path, told, where)
    if unknown := [one for one in values if one not in allowed]:
        raise _mistake(path, f"{where} has {unknown[0]!r}, which is none of {', '.join(allowed)}")
    return frozenset(values)


def _mistake(path: Path, what: str) -> BadPolicy:
    return BadPolicy(
        f"Reading the access file {path}: {what}.",
        "Nobody sees anything until it is mended; `python -m lib access check` reads it again.",
    )
