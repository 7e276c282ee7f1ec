"""No other way to a customer's row than through a scope: what would be one fails here.

Found by parsing, as in test_architecture.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.test_architecture import MODULES

# Where a question is put to a build, and of which rows: the command line is of whoever has the
# files themselves, and these are what a page asks through.
ASKING = {"lib.ui.data", "lib.ui.ahead"}
SHOWN = ("lib.ui", "pages", "app", "lib.charts", "lib.report", "lib.gate", "lib.access")
# Caches of the pages that are not `data.cached`, each of what no right changes: a frozen review by
# its bytes, and whose accounts it holds by its digest. Both are asked only once it may be seen.
CACHES = {("lib.ui.reviews", "lru_cache")}


def shown() -> Iterator[tuple[str, ast.Module]]:
    for name, _, tree in MODULES:
        if name.startswith(SHOWN):
            yield name, tree


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_a_page_asks_a_build_in_one_place() -> None:
    for name, tree in shown():
        if name in ASKING:
            continue
        for node in calls(tree):
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                is_session = node.func.value.id == "session"
                assert not (is_session and node.func.attr in ("ask", "fetch", "keep", "rows")), name


def test_no_page_names_a_table() -> None:
    for name, tree in shown():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "from core." not in node.value, f"{name} reads a build past the scope"


def test_every_scope_of_a_page_says_whose_rights() -> None:
    """`Scope` gives nothing where nothing is said; a page may leave it at that, or say whose."""
    for name, tree in shown():
        if name in ("lib.ui.filters", "lib.report.state"):
            continue  # made whole by `lib.ui.page`, and by `lib.ui.reviews`
        for node in calls(tree):
            if called(node) == "Scope":
                told = [word.arg for word in node.keywords]
                # Without a day only what is the company's own can be asked.
                assert "rights" in told or not told or told == ["as_of"], f"{name}:{node.lineno}"


def test_only_the_wall_gives_every_right() -> None:
    for name, tree in shown():
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id in ("EVERYTHING", "EVERY_ROW"):
                # To find out whose an account is; and of what was frozen, before who looks.
                assert name in ("lib.ui.view", "lib.report.state"), name


def test_every_cache_of_a_page_takes_build_and_scope() -> None:
    kept = set()
    for name, tree in shown():
        if not name.startswith(("lib.ui", "pages", "app")):
            continue
        for node in ast.walk(tree):
            word = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
            if word in ("cache_data", "cache_resource", "lru_cache", "cache", "cached_property"):
                kept.add((name, word))
    assert kept == {("lib.ui.data", "cache_data"), ("lib.ui.data", "cache_resource")} | CACHES
