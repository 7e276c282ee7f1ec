"""Which relation reads which, and in what order to make them.

Owns the reading of SQL files: their text, and the names they select from, found by
parsing (sqlglot), never by searching text. Must not run SQL, nor know what it means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import sqlglot
from sqlglot import exp

from lib.errors import BadReference

_NAMED = re.compile(r"\$([a-z][a-z_0-9]*)")


@cache
def models(folder: Path) -> Mapping[str, str]:
    """The SQL files of a folder: relation name -> its select, without the closing semicolon."""
    return {
        path.stem: path.read_text(encoding="utf-8").rstrip().rstrip(";")
        for path in sorted(folder.glob("*.sql"))
    }


@cache
def _named(sql: str) -> Counter[str]:
    """How often a select names each relation, its own CTEs left out."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    names = (
        ".".join(part for part in (table.db, table.name) if part)
        for table in tree.find_all(exp.Table)
        if table.name
    )
    return Counter(name for name in names if name not in own)


@cache
def reads(sql: str) -> frozenset[str]:
    """The relations a select reads, as written (`name` or `schema.name`), its own CTEs left out."""
    return frozenset(_named(sql))


def written(selects: Mapping[str, str], are_few: bool) -> frozenset[str]:
    """Which of `selects` to make as tables; the others can do as views.

    A select that names a relation twice reads it twice, and what is read once need not be written.

    Args:
        are_few: rows, so that planning is what takes time. A view is planned wherever it is read:
            then everything is written.
    """
    readings = sum((_named(sql) for sql in selects.values()), Counter[str]())
    return frozenset(name for name in selects if are_few or readings[name] > 1)


def creation(
    kind: str, name: str, sql: str, parameters: Mapping[str, object]
) -> tuple[str, dict[str, object] | None]:
    """The statement that makes a relation, and the parameters to run it with.

    Args:
        kind: `table`, `view` and so on, with `temp` in front where it is.
        parameters: what `sql` may name. A view cannot be given any, so there they are written out.
    """
    if kind.endswith("view"):
        return f"create {kind} {name} as {_with_values(sql, parameters)}", None
    # An engine refuses a parameter that the statement does not name.
    named = {key: parameters[key] for key in _NAMED.findall(sql) if key in parameters}
    return f"create {kind} {name} as {sql}", named or None


def _with_values(sql: str, parameters: Mapping[str, object]) -> str:
    def literal(match: re.Match[str]) -> str:
        value = parameters.get(match[1])
        return match[0] if value is None else "'" + str(value).replace("'", "''") + "'"

    return _NAMED.sub(literal, sql)


def grain(sql: str) -> str:
    """What one row is, from the file's first line: `-- one row per account` -> `one row per …`."""
    return sql.lstrip().splitlines()[0].removeprefix("--").strip()


def in_order(selects: Mapping[str, str], wanted: frozenset[str] | None = None) -> tuple[str, ...]:
    """The names of `selects`, each after those it reads.

    Args:
        selects: relation name -> select.
        wanted: only these and what they need; all where it is None.

    Raises:
        BadReference: where two relations read each other.
    """
    queue = list(selects) if wanted is None else [name for name in wanted if name in selects]
    needs: dict[str, frozenset[str]] = {}
    while queue:
        name = queue.pop()
        if name not in needs:
            needs[name] = (reads(selects[name]) & selects.keys()) - {name}
            queue.extend(needs[name])
    # In the order they came in, so that the same question is always the same text.
    needs = {name: needs[name] for name in selects if name in needs}
    try:
        return tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise BadReference(f"The SQL files {error.args[1]} read each other in a circle.") from error
