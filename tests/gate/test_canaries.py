"""Random people on every page: no byte that is sent to anybody holds what they may not see.

Every text of the company bears a mark that says whose it is and which right it takes. Whoever sees
everything looks first, so that every cache is warm with what the others may not have.
`GROUND_PEOPLE=200 pytest tests/gate/test_canaries.py` tries more of them.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

import canaries
import duckdb
import pytest
from serving import Server, serving
from visits import Visit, files

from lib.ui.page import PAGES
from lib.warehouse import corrections
from lib.warehouse.build import build

PEOPLE = int(os.environ.get("GROUND_PEOPLE", "2"))
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
BOSS = """
[[grant]]
to = "boss@x.example"
roles = ["reader", "executive_office", "loader", "administrator"]
accounts = "all"
sees = ["notes", "names", "promises"]
"""


@dataclass(frozen=True)
class Company:
    server: Server
    number: dict[str, str]
    country: dict[str, str]
    owner: dict[str, str]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    place = tmp_path_factory.mktemp("canaries")
    number = canaries.write(place / "exports")
    warehouse = place / "warehouse"
    build([place / "exports"], warehouse, NOW)
    path = max(warehouse.rglob("*.duckdb"))
    with duckdb.connect(str(path), read_only=True) as con:
        rows = con.execute("select account_id, country, owner from core.accounts").fetchall()
    corrections.add(warehouse, canaries.said(number), "boss@x.example", NOW)
    with serving(place, warehouse, BOSS) as server:
        yield Company(
            server, number,
            {id_: country for id_, country, _ in rows if country},
            {id_: owner for id_, _, owner in rows if owner},
        )  # fmt: skip


@dataclass(frozen=True)
class Reader:
    name: str
    grant: str
    accounts: frozenset[str]
    sees: frozenset[str]


def readers(company: Company, seed: int) -> list[Reader]:
    """People with rights by country, owner or list, and with any of the three rights."""
    chance = Random(seed)
    found = []
    for n in range(PEOPLE):
        name = f"p{n}@x.example"
        sees = [one for one in ("notes", "names", "promises") if chance.random() < 0.6]
        by = ("country", "owner", "account", "none")[n % 4 if n < 4 else chance.randrange(3)]
        if by == "account":
            values = chance.sample(sorted(company.number), chance.randint(1, 12))
            accounts = frozenset(values)
        elif by == "none":
            values, accounts = ["no such account"], frozenset()
        else:
            of = company.country if by == "country" else company.owner
            values = chance.sample(sorted(set(of.values())), 2)
            accounts = frozenset(id_ for id_, one in of.items() if one in values)
        if "names" not in sees:
            sees = [one for one in sees if one != "notes"]
        roles = chance.choice((["reader"], ["reader", "executive_office"]))
        grant = (
            f'\n[[grant]]\nto = "{name}"\nroles = {roles}\nsees = {sees}\n'
            f"accounts = {{ {'account' if by == 'none' else by} = {values} }}\n"
        ).replace("'", '"')
        found.append(Reader(name, grant, accounts, frozenset(sees)))
    return found


def walk(company: Company, token: str, chance: Random) -> Iterator[tuple[str, bytes]]:
    """Every page, filtered and not, deep links to what is not theirs, every file: where, bytes."""
    server = company.server
    some = sorted(company.number)
    for page in PAGES:
        name = page.path.removeprefix("pages/").removesuffix(".py")
        queries = [""]
        if name == "account":
            queries = [f"account={id_}" for id_ in chance.sample(some, 4)]
        elif name in ("overview", "coverage"):
            country = chance.choice(sorted(set(company.country.values())))
            queries.append(f"country={country}&tier=A&whose=executives")
        for query in queries:
            where = f"{name}?{query}"
            with Visit(server.address, token) as visit:
                told = visit.run("" if name == "overview" else name, query)
                yield where, visit.received
                offered = files(told)
                # The suite tries a few of the many forms of a review; by hand, all.
                for id_ in offered if PEOPLE > 9 else chance.sample(offered, min(2, len(offered))):
                    yield f"{where} {id_}", taken(server, token, visit, id_)


def taken(server: Server, token: str, visit: Visit, id_: str) -> bytes:
    """A file's bytes, what is packed in it unpacked."""
    visit.ask_for(id_)
    visit.hear_until(b"/media/", 60)
    [address] = re.findall(rb"/media/[0-9a-z.]+", visit.received)
    answer = server.get(address.decode(), token)
    assert answer.status_code == 200
    return unpacked(answer.content)


def unpacked(content: bytes) -> bytes:
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"\n".join(unpacked(archive.read(name)) for name in archive.namelist())
    if content[:4] == b"%PDF":
        parts = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
        return content + b"\n".join(
            zlib.decompressobj().decompress(p) for p in parts if p[:1] == b"x"
        )
    return content


def test_nobody_is_sent_what_they_may_not_see(company: Company) -> None:
    seed = int(os.environ.get("GROUND_SEED", "6"))
    people = readers(company, seed)
    company.server.access.write_text(BOSS + "".join(one.grant for one in people))
    boss = company.server.begin(sub="boss", email="boss@x.example")
    warm = b"".join(sent for _, sent in walk(company, boss, Random(seed)))
    marks = canaries.MARK.findall(warm)
    assert {letter for _, letter in marks} == {b"%c" % c for c in b"ancsp"}, "the marks are there"
    assert len({digits for digits, _ in marks}) > 150
    id_of = {digits: id_ for id_, digits in company.number.items()}
    ids = re.compile(b"|".join(id_.encode() for id_ in company.number))
    for person in people:
        token = company.server.begin(sub=person.name, email=person.name)
        seen = set()
        # What a deep link asks for comes back in no address, and in nothing else.
        for where, sent in walk(company, token, Random(seed)):
            for digits, letter in canaries.MARK.findall(sent):
                assert id_of[digits.decode()] in person.accounts, (person, where)
                right = canaries.NEEDS.get(letter.decode())
                assert right is None or right in person.sees, (person, where, right)
                seen.add(digits)
            foreign = {one.decode() for one in ids.findall(sent)} - person.accounts
            asked = set(re.findall(r"account=(\w+)", where))
            assert foreign <= asked, (person, where, foreign)
            assert b"Something went wrong" not in sent
        assert bool(seen) is bool(person.accounts), person
