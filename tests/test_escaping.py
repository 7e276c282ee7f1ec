"""Whatever text is drawn is our own, or went through `md` (on the page) or `pl` (in a chart).

Reads the code: an argument of Streamlit that may hold Markdown, or of Plotly that may hold tags, is
a constant, a number, made by an escaper, or made by a function named below that returns safe text.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from lib import settings

PAGES = [
    *sorted((settings.ROOT / "lib/ui").glob("*.py")),
    *sorted(settings.ROOT.glob("pages/*.py")),
]
CHARTS = sorted((settings.ROOT / "lib/charts").glob("*.py"))

# Streamlit's calls whose first words are Markdown.
DRAWN = {
    "markdown", "write", "caption", "subheader", "title", "header", "metric", "info", "warning",
    "error", "success", "toast", "button", "download_button", "form_submit_button", "expander",
    "tabs", "popover", "selectbox", "multiselect", "toggle", "checkbox", "radio", "pills",
    "segmented_control", "dialog", "page_link", "text_input", "text_area", "date_input",
    "number_input", "file_uploader", "slider", "spinner", "status", "progress", "link_button",
}  # fmt: skip
# And their arguments by name.
NAMED = {"label", "body", "help", "text", "delta", "delta_description", "value_text", "caption"}
# Of these the options are Markdown; those of selectbox and multiselect are plain text.
OPTIONS = {"radio", "pills", "segmented_control"}
# What an element may never be given, or be.
NEVER = {"unsafe_allow_html", "ImageColumn", "LinkColumn", "link_button", "components", "iframe"}
# What returns Markdown made by `md`, or words and numbers of our own.
SAFE = {
    "md", "len", "definition", "figures.definition", "sentence", "changes.line", "changes.names",
    "line", "names", "_said", "words.day", "words.count", "words.share", "notes.where",
    "_mark", "_legend",
}  # fmt: skip
NUMBERS = (",", ".0", ",.0", ".1", "+,")
# Parameters and loops that only ever hold words of our own, by file.
OURS = {
    "commitments.py": {"nobody", "label"},
    "correcting.py": {"label"},
    "coverage.py": {"by"},  # country or state
    "filters.py": {"number"},
    "meeting.py": {"names", "at"},  # the steps
    "people.py": {"gaps", "side", "said"},  # theirs, ours; words.count
    "promises.py": {"label"},
    "review.py": {"since"},
    "states.py": {"what", "columns"},
    "tables.py": {"label"},
    "upload.py": {"share"},  # done so far
}
# Attributes that hold numbers or words of this house, by what they are called.
WORDS = {"page.question", "one.change", "card.by", "of.kept.id", "begun.id"}


def called(node: ast.expr) -> str:
    """The name of what is called: `md`, `words.day`, `st.caption`."""
    return ast.unparse(node)


class Reader(ast.NodeVisitor):
    """Finds what is drawn and neither ours nor escaped."""

    def __init__(self, path: Path, tree: ast.Module) -> None:
        self.path = path
        self.given: list[dict[str, list[ast.expr | None]]] = [{}]
        self.found: list[str] = []
        self.constants = {
            name.id
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            for name in ast.walk(target)
            if isinstance(name, ast.Name)
        } | {
            name.asname or name.name
            for node in tree.body if isinstance(node, ast.ImportFrom)
            for name in node.names if name.name.isupper()
        }  # fmt: skip
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.given.append({a.arg: [None] for a in [*node.args.args, *node.args.kwonlyargs]})
        for one in ast.walk(node):
            if isinstance(one, ast.Assign):
                for target in one.targets:
                    self._give(target, one.value)
            elif isinstance(one, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and one.value:
                self._give(one.target, one.value)
            elif isinstance(one, ast.For | ast.comprehension):
                self._give(one.target, one.iter)
        self.generic_visit(node)
        self.given.pop()

    def _give(self, target: ast.expr, value: ast.expr) -> None:
        for name in ast.walk(target):
            if isinstance(name, ast.Name):
                self.given[-1].setdefault(name.id, []).append(value)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name = called(node.func)
        if not name.startswith("st.") or (last := name.rpartition(".")[2]) not in DRAWN:
            return
        drawn = node.args[:2] if last == "metric" else node.args[:1]
        if last == "page_link":
            drawn = []
        drawn = [*drawn, *(k.value for k in node.keywords if k.arg in NAMED)]
        for one in drawn:
            if not self.is_safe(one):
                self.found.append(f"{self.path.name}:{one.lineno} {last}({ast.unparse(one)})")
        for keyword in node.keywords:
            if keyword.arg != "format_func":
                continue
            shown = ast.unparse(keyword.value)
            is_constant = keyword.value
            if last in OPTIONS:
                if "md" not in shown and not self._is_constant(is_constant):
                    self.found.append(f"{self.path.name}:{node.lineno} {last} of {shown}")
            elif "md" in shown.replace("(", " ").split():
                self.found.append(f"{self.path.name}:{node.lineno} {last} shows backslashes")

    def _is_constant(self, node: ast.expr) -> bool:
        names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
        mine = {
            a.arg for one in ast.walk(node) if isinstance(one, ast.Lambda) for a in one.args.args
        }
        return names - mine <= self.constants

    def is_safe(self, node: ast.expr | None, deep: int = 0) -> bool:
        """Whether an expression is words of ours, a number or escaped."""
        if node is None or deep > 9:
            return False
        match node:
            case ast.Constant():
                return True
            case ast.JoinedStr(values=parts):
                return all(self.is_safe(part, deep + 1) for part in parts)
            case ast.FormattedValue(value=value, format_spec=spec):
                is_number = spec is not None and ast.unparse(spec)[2:-1].rstrip("fd%") in NUMBERS
                return is_number or self.is_safe(value, deep + 1)
            case ast.BinOp(op=ast.Sub()):
                return True  # a number
            case ast.BinOp(left=left, right=right):
                return self.is_safe(left, deep + 1) and self.is_safe(right, deep + 1)
            case ast.IfExp(body=body, orelse=other):
                return self.is_safe(body, deep + 1) and self.is_safe(other, deep + 1)
            case ast.BoolOp(values=values) | ast.Tuple(elts=values) | ast.List(elts=values):
                return all(self.is_safe(one, deep + 1) for one in values)
            case ast.GeneratorExp(elt=one) | ast.ListComp(elt=one):
                return self.is_safe(one, deep + 1)
            case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[one]):
                return self.is_safe(one, deep + 1)
            case ast.Call(func=func):
                return called(func) in SAFE or (called(func).endswith(".strip") and (
                    self.is_safe(func.value, deep + 1)))  # fmt: skip
            case ast.Subscript(value=ast.Subscript(value=of) | of):
                ours = self.constants | OURS.get(self.path.name, set())
                return isinstance(of, ast.Name) and of.id in ours
            case ast.Attribute():
                return ast.unparse(node) in WORDS
            case ast.Name(id=name):
                if name in OURS.get(self.path.name, set()) or name in self.constants:
                    return True
                for scope in reversed(self.given):
                    if name in scope:
                        return all(self.is_safe(one, deep + 1) for one in scope[name])
        return False


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_what_a_page_draws_is_ours_or_escaped(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert Reader(path, tree).found == []


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_no_element_takes_html_or_leads_away(path):
    text = path.read_text(encoding="utf-8")
    assert [name for name in NEVER if name in text] == []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and called(node.func) == "st.html":
            drawn = ast.unparse(node.args[0])
            assert drawn in ("STYLE", "f'<script>{SCRIPT}</script>'")


# Columns that hold text of an export, or of a table that people edit.
TEXTS = {
    "account_name", "action", "area", "city", "country", "currency", "deal", "industry", "member",
    "name", "note", "organiser", "owner", "person", "stage", "state", "subject", "theme", "title",
}  # fmt: skip


@pytest.mark.parametrize("path", CHARTS, ids=[path.stem for path in CHARTS])
def test_what_a_chart_says_of_an_export_is_escaped(path):
    """Each such column goes through `pl` where it is taken, or into `customdata`, which is ours."""
    parents: dict[ast.AST, ast.AST] = {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        parents.update(dict.fromkeys(ast.iter_child_nodes(node), node))
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(slice=ast.Constant(value=column)) if column in TEXTS:
                around: ast.AST | None = node
                while not isinstance(around, ast.ListComp | ast.keyword | ast.stmt):
                    around = parents[around]
                is_data = isinstance(parents.get(around), ast.keyword) and (
                    parents[around].arg == "customdata"
                )
                assert "pl(" in ast.unparse(around) or is_data, ast.unparse(node)
