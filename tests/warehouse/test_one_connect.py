"""DuckDB is opened in one module, `lib.warehouse.engine`, and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from lib import settings

ENGINE = settings.ROOT / "lib" / "warehouse" / "engine.py"
# A process of its own, which opens a stranger's file in memory and ends: no build is near.
CONFINED = settings.ROOT / "lib" / "sources" / "parquet_child.py"


def uses_of_duckdb(source: str) -> Iterator[str]:
    """The functions of `duckdb` that a module names, types and errors aside.

    `connect` is one; `sql`, `execute` and the like use a hidden shared connection.
    """
    tree = ast.parse(source)
    known_as = {
        alias.asname or alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name.partition(".")[0] in ("duckdb", "_duckdb")
    }
    for node in ast.walk(tree):
        used: list[str] = []
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used = [node.attr] if node.value.id in known_as else []
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("duckdb", "_duckdb")
        ):
            used = [alias.name for alias in node.names]
        yield from (name for name in used if not name[0].isupper())


@pytest.mark.parametrize(
    "source",
    [
        "import duckdb\nduckdb.connect()",
        "import duckdb as d\nwith d.connect('x') as c: pass",
        "from duckdb import connect",
        "import duckdb\nduckdb.sql('select 1')",
    ],
)
def test_it_would_be_seen(source: str) -> None:
    assert list(uses_of_duckdb(source))


def test_only_the_engine_connects() -> None:
    root = settings.ROOT
    modules = [*root.glob("*.py"), *(root / "lib").rglob("*.py"), *(root / "pages").rglob("*.py")]
    assert ENGINE in modules
    found = {
        str(module.relative_to(root)): names
        for module in modules
        if module not in (ENGINE, CONFINED) and (names := list(uses_of_duckdb(module.read_text())))
    }
    assert not found
    assert "connect" in list(uses_of_duckdb(ENGINE.read_text()))
