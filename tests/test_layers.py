"""Imports point down, never round, and stand at the top of their file."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

BUILDER = Path(__file__).parents[1] / "builder"
LAYERS = (
    "__main__",
    "cli",
    "preview",
    "start",
    "exchange",
    "compiler",
    "report",
    "targets",
    "render",
    "checks",
    "read",
    "questions",
    "model",
    "look",
    "colours",
    "languages",
    "markup",
    "wording",
    "diagnostics",
    "explain",
    "source",
    "memo",
    "resources",
    "__init__",
)
"""From the top down: a module imports from its own layer and those below."""

FILES = sorted(BUILDER.rglob("*.py"))
MODULES = {".".join(("builder", *path.relative_to(BUILDER).with_suffix("").parts)).removesuffix(".__init__"): path for path in FILES}


def layer(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules of `builder` that are imported somewhere in `tree`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            for each in node.names:
                found = next((name for name in (f"{node.module}.{each.name}", node.module or "") if name in MODULES), None)
                if found:
                    yield found


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    height = LAYERS.index(layer(module))
    assert not [name for name in imported(parsed(MODULES[module])) if LAYERS.index(layer(name)) < height]


def test_nothing_is_imported_in_a_circle() -> None:
    graph = {module: set(imported(parsed(path))) - {module} for module, path in MODULES.items()}
    assert set(TopologicalSorter(graph).static_order()) >= set(graph)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BUILDER).as_posix())
def test_imports_stand_at_the_top(path: Path) -> None:
    if path.is_relative_to(BUILDER / "cli"):
        return
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)]
    assert not [node for function in functions if not remembered(function) for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]


def remembered(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
    """Whether a function has nothing to do in most runs, so that what it works with is imported when it has."""
    return isinstance(function, ast.FunctionDef) and any(isinstance(each, ast.Name) and each.id == "remembered" for each in function.decorator_list)


def test_every_layer_is_listed_and_files_stay_small() -> None:
    assert {layer(module) for module in MODULES} <= set(LAYERS)
    assert not [path.name for path in FILES if len(path.read_text("utf-8").splitlines()) > 400]
