"""The house stays as DESIGN.md section 6 draws it: who imports whom, which SQL reads which.

Found by parsing, so a breach fails here before anybody has to notice it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib import settings
from lib.sources import contract, loader, recognise
from lib.sql import graph

ROOT = settings.ROOT
# Values and words that any layer may use.
COMMON = {"lib.errors", "lib.settings", "lib.scope", "lib.corrections", "lib.problems"}
# Layer -> the layers of ours it may import, beside COMMON and itself.
MAY_IMPORT = {
    "lib.sql": set(),
    "lib.sources": {"lib.sql"},
    "lib.warehouse": {"lib.sources", "lib.sql"},
    "lib.metrics": {"lib.sql"},
    "lib.charts": set(),
    "lib.access": set(),
    # The server asks whether the builds can be read, what a page says when all else fails, and has
    # new builds asked of ahead; what the builds hold it cannot know.
    "lib.gate": {"lib.access", "lib.warehouse.readiness", "lib.ui.problems", "lib.ui.ahead"},
    "lib.operation": {"lib.warehouse", "lib.access", "lib.gate.signin"},
    "lib.report": {"lib.metrics"},
    "lib.ui": {
        "lib.access",
        "lib.metrics",
        "lib.report",
        "lib.warehouse.engine",
        "lib.warehouse.corrections",
        "lib.warehouse.reviews",
        "lib.warehouse.tasks",  # a review is frozen, and what people take on kept, on a page
        "lib.warehouse.mapping",  # a file is looked at and its mapping kept on a page too
        # The Data page takes files in, and has a process of its own try and publish them.
        "lib.warehouse.upload",
        "lib.warehouse.trial",
        "lib.warehouse.running",
        "lib.charts",
    },
    "lib.commands": {
        "lib.report",
        "lib.metrics",
        "lib.warehouse",
        "lib.sources",
        "lib.access",
        "lib.gate",
        "lib.operation",
    },
    "lib.cli": {"lib.commands"},
    "lib.__main__": {"lib.cli"},
    "pages": {"lib.ui", "lib.charts", "lib.report"},
    "app": {"lib.ui"},
}
# Only these touch files or the engine.
ENGINES = {
    "duckdb": {"lib.sources", "lib.warehouse"},
    "streamlit": {"lib.ui", "lib.gate", "pages", "app"},
}
# Entry points, and the parts of the shell that hold a session's clock.
MAY_READ_CLOCK = {"lib.cli", "app"}
CLOCKS = {"now", "today", "utcnow", "time", "monotonic"}


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    paths = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "lib").rglob("*.py")]
    for path in sorted(paths):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        yield name, path, ast.parse(path.read_text(encoding="utf-8"))


MODULES = list(modules())


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_in(name: str, layer: str) -> bool:
    return name == layer or name.startswith(f"{layer}.")


def layer_of(module: str) -> str:
    return max((layer for layer in MAY_IMPORT if is_in(module, layer)), key=len, default="")


@pytest.mark.parametrize(("name", "path", "tree"), MODULES, ids=[name for name, *_ in MODULES])
def test_imports(name: str, path: Path, tree: ast.Module) -> None:
    layer = layer_of(name)
    if not layer:
        assert name in COMMON | {"lib"}, f"{name} belongs to no layer"
        allowed: set[str] = set(COMMON)
    else:
        allowed = MAY_IMPORT[layer] | COMMON | {layer}
    for target in imported(tree):
        if target.split(".")[0] in ("lib", "pages", "app"):
            permitted = any(is_in(target, prefix) for prefix in allowed) or any(
                target == f"lib.{prefix.removeprefix('lib.')}" for prefix in allowed
            )
            assert permitted, f"{name} imports {target}"
        for engine_, layers in ENGINES.items():
            if is_in(target, engine_):
                assert layer in layers, f"{name} imports {engine_}"


@pytest.mark.parametrize(("name", "path", "tree"), MODULES, ids=[name for name, *_ in MODULES])
def test_no_clock_below_the_entry_points(name: str, path: Path, tree: ast.Module) -> None:
    if name in MAY_READ_CLOCK:
        return
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in CLOCKS
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in ("date", "datetime", "time", "dt", "pd")
        ):
            pytest.fail(f"{name}:{node.lineno} reads the clock")


@pytest.mark.parametrize(("name", "path", "tree"), MODULES, ids=[name for name, *_ in MODULES])
def test_every_module_says_what_it_owns(name: str, path: Path, tree: ast.Module) -> None:
    assert ast.get_docstring(tree) or not path.read_text(encoding="utf-8").strip()


def test_a_page_draws_and_does_not_know() -> None:
    for path in (ROOT / "pages").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 70, path.name
        for node in ast.walk(tree):
            assert not isinstance(node, ast.FunctionDef | ast.Try | ast.ClassDef), path.name


SQL_FILES = sorted((ROOT / "lib").rglob("*.sql"))


@pytest.mark.parametrize("path", SQL_FILES, ids=lambda path: str(path.relative_to(ROOT / "lib")))
def test_sql_has_its_shape(path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    if path.parent.name == "macros":
        return
    assert graph.grain(sql).startswith("one row"), "the first line says the grain"
    assert "current_date" not in sql and "now()" not in sql
    longest = 125 if "sources" in path.parts else 100
    assert len(sql.splitlines()) <= longest
    if path.parent.name in ("core", "as_of"):
        for word in ("::", "exclude", "group by all", "union all by name", "qualify", "date '"):
            assert word not in sql.lower(), f"{word} is DuckDB's own"


def names(folder: str) -> set[str]:
    return set(graph.models(settings.SQL / folder))


def test_which_sql_reads_which() -> None:
    """raw <- sources <- links <- evidence <- core <- as_of."""
    links, evidence, core, as_of = (names(f) for f in ("links", "evidence", "core", "as_of"))
    sourced = {f"staged_{name}" for name in contract.tables()} | {
        "staged_namings", "near_names", "masked_texts",
    }  # fmt: skip
    staged = {f"source_{name}" for name in contract.tables()} | {
        "load_files", "load_rejects", "load_duplicates", "day_offsets", "unlinked_rows",
        "used_rows", "record_versions",
        "near_names",
        # What lib.warehouse.notes found in subjects and notes.
        "heard_themes", "heard_signs", "heard_phrases", "stated_signs",
        "source_met_contacts", "source_interaction_contacts", "title_ranks", "masked_texts",
    }  # fmt: skip
    scoped = core | {
        "as_of", "windows", "visit_settings", "company_accounts", "contact_stays",
        "all_interactions",
    }  # fmt: skip
    in_core = {f"core.{name}" for name in core}
    for folder, allowed in {
        "links": links | sourced,
        "evidence": evidence | core | staged,
        "core": evidence | core | staged,
        "as_of": as_of | scoped,
        # What lib.metrics.corrected and lib.metrics.scoped put together of core.
        "scope": in_core | names("scope") | {"chosen_people", "read_interactions"},
        "checks": in_core,
    }.items():
        for name, sql in graph.models(settings.SQL / folder).items():
            read = {r for r in graph.reads(sql) if not r.startswith("reference_")}
            assert read <= allowed, f"{folder}/{name} reads {sorted(read - allowed)}"
            if folder == "as_of":
                assert not any(r.startswith("reference_") for r in graph.reads(sql))
    for source in recognise.sources():
        models = source.models
        raw = {f"raw_{layout}" for layout in source.layouts}
        for name, sql in models.items():
            read = graph.reads(sql) - models.keys() - raw
            assert not read, f"{source.name}/{name} reads {sorted(read)}"


def test_no_macro_takes_the_name_of_another() -> None:
    names = re.findall(r"macro ([a-z_0-9]+)\(", loader.macros())
    assert [name for name in set(names) if names.count(name) > 1] == []
