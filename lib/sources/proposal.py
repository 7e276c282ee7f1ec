"""What a file nobody foresaw most likely holds: a table, and a field for each column, with why.

Pure: from a header and the facts of its columns to a proposal; a person confirms it. Owns how a
name and a column's content are weighed. A column is never proposed for what its cells are not:
`Order Date` that holds no dates is not a day. Must not read files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lib.sources.facts import Facts
from lib.sources.fields import Field, Form, forms
from lib.sources.recognise import header_form

# Of a column's filled cells, how many must look like what it is taken for.
MOST = 0.6
# How well it fits: its name is one we know; it names our accounts; its name holds our word; its
# cells alone.
_KNOWN, _ACCOUNTS, _WORD, _CONTENT = 8, 6, 4, 1
_ID_WORDS = {"id", "no", "nr", "number", "code", "key", "ref", "num", "nummer", "codigo"}
_VISITS = {
    "visit", "visits", "visited", "besuch", "besuche", "besucht", "visite", "visites", "visita",
    "visitas", "bezoek", "bezoeken", "checkin",
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A field, the column it is taken from, and why in words."""

    field: str
    header: str
    place: int
    reason: str
    score: int


@dataclass(frozen=True)
class Proposal:
    """What a file is taken for.

    Args:
        columns: the fields found, in the order of the file.
        fixed: fields that say one thing in every row.
        left: headers that are not used.
        missing: of each list of fields, one is still needed.
    """

    table: str
    columns: tuple[Choice, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    missing: tuple[tuple[str, ...], ...] = ()


def propose(facts: Sequence[Facts], stem: str, table: str | None = None) -> Proposal:
    """The likeliest reading of a file.

    Args:
        facts: of each of its columns.
        stem: its file name without the suffix.
        table: what the person says it holds; None to weigh all tables.
    """
    known = forms()
    if table:
        return _of_table(facts, stem, known[table])
    found = [_of_table(facts, stem, form) for form in known.values()]
    return max(found, key=lambda proposal: _weight(proposal, facts, stem))


def _weight(proposal: Proposal, facts: Sequence[Facts], stem: str) -> tuple[bool, int]:
    """Whether it has all it needs, and how much speaks for it."""
    form = forms()[proposal.table]
    scores = sum(
        choice.score * (2 if form.fields[choice.field].tells else 1) for choice in proposal.columns
    )
    said = words_in(stem) & form.words
    headed = set().union(*(words_in(fact.header) for fact in facts)) & form.words
    return not proposal.missing, scores + 12 * len(said) + 3 * len(headed)


def _of_table(facts: Sequence[Facts], stem: str, form: Form) -> Proposal:
    possible = [
        choice
        for fact in facts
        if re.search(r"\w", header_form(fact.header))
        for wanted in form.fields.values()
        if (choice := _fit(fact, wanted))
    ]
    order = list(form.fields)
    # The best fit first; of equals, the field asked for first and the column that stands first.
    possible.sort(key=lambda choice: (-choice.score, order.index(choice.field), choice.place))
    taken: dict[str, Choice] = {}
    used: set[int] = set()
    needed = {name for group in form.needs for name in group}
    for choice in possible:
        # Cells alone say little: only what cannot be done without is filled from them.
        if choice.score <= _CONTENT and choice.field not in needed:
            continue
        if choice.score <= _CONTENT and _is_met(form, taken, choice.field):
            continue
        if choice.field not in taken and choice.place not in used:
            taken[choice.field] = choice
            used.add(choice.place)
    columns = tuple(sorted(taken.values(), key=lambda choice: choice.place))
    return Proposal(
        form.table,
        columns,
        _fixed(form, facts, stem),
        tuple(fact.header for fact in facts if fact.place not in used),
        missing(form, set(taken)),
    )


def missing(form: Form, held: set[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of which no field is held."""
    return tuple(group for group in form.needs if not held & set(group))


def _is_met(form: Form, taken: Mapping[str, Choice], name: str) -> bool:
    return all(set(group) & taken.keys() for group in form.needs if name in group)


def _fixed(form: Form, facts: Sequence[Facts], stem: str) -> dict[str, str]:
    """A list of visits is one: each row was there, unless it says something else."""
    if form.table != "interactions":
        return {}
    named = words_in(stem).union(*(words_in(fact.header) for fact in facts))
    if named & _VISITS:
        return {"fallback_channel": "meeting", "fallback_setting": "on_site"}
    return {}


def _fit(fact: Facts, wanted: Field) -> Choice | None:
    """How a column fits a field, if it does."""
    looks = _looks(fact, wanted.kind)
    if looks is None or wanted.choices:
        return None
    name, words = header_form(fact.header), words_in(fact.header)
    if name in wanted.forms:
        score, why = _KNOWN, "its name"
    elif wanted.name in ("account_id", "account_name") and _names_accounts(fact, wanted.kind):
        score, why = _ACCOUNTS, "its values are accounts we know"
    elif words & wanted.words and _agrees(words, wanted):
        score, why = _WORD, f'its name holds "{sorted(words & wanted.words)[0]}"'
    elif max(fact.days if wanted.kind == "day" else 0, fact.emails) >= MOST * fact.filled > 0:
        score, why = _CONTENT, "what it holds"
    else:
        return None
    return Choice(wanted.name, fact.header, fact.place, f"{why}{looks}", score)


def _agrees(words: set[str], wanted: Field) -> bool:
    """An id is called one, and a name is not."""
    is_id = bool(words & _ID_WORDS)
    return is_id if wanted.kind == "id" else not (is_id and wanted.kind in ("name", "text"))


def _names_accounts(fact: Facts, kind: str) -> bool:
    # An account without an id of its own goes by its name: that is a name.
    hits = (fact.ids if fact.ids > fact.names else 0) if kind == "id" else fact.names
    return fact.filled > 0 and hits >= fact.filled / 2


def _looks(fact: Facts, kind: str) -> str | None:
    """What a column's cells say for a kind, in words; None where they speak against it."""
    if not fact.filled:
        return "; it is empty"
    least = MOST * fact.filled
    count = {
        "day": max(fact.days, fact.serials),
        "email": fact.emails,
        "number": fact.numbers,
        "latitude": fact.latitudes,
        "longitude": fact.longitudes,
        "domain": fact.domains,
        "flag": fact.flags,
    }.get(kind)
    if count is not None:
        noun = {"day": "dates", "email": "e-mail addresses", "domain": "web addresses",
                "flag": "yes or no"}.get(kind, "numbers")  # fmt: skip
        return f"; {count} of {fact.filled} cells are {noun}" if count >= least else None
    is_dated, is_mail = fact.days >= least, fact.emails >= least
    if kind == "id":
        return None if is_dated or is_mail or fact.spaced >= least else ""
    if kind == "name":
        return None if is_dated or fact.numbers >= least else ""
    return None if is_dated or (is_mail and kind == "choice") else ""


def words_in(name: str) -> set[str]:
    """The words of a header or a file's name: `visitDate` and `visit_date` hold two."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    plain = unicodedata.normalize("NFKD", parted).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return set(re.findall(r"[^\W_\d]+", bare)) | {header_form(name)}
