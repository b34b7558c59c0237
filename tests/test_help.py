"""`?` behind any function that a cell calls: what it takes, and an example."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from IPython.core.oinspect import getdoc

from xclib.explain import attach

NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))


def read_code(path: Path) -> list[ast.Module]:
    """Return the code cells of a notebook, magics left out."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    told = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    return [ast.parse(re.sub(r"(?m)^[%!].*$", "", source)) for source in told]


def called(path: Path) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the functions and classes of xclib that a notebook names in its code, as `growth.path`."""
    trees = read_code(path)
    names: dict[str, Any] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom) and "xclib" in ast.unparse(node):
                exec(compile(ast.Module([node], []), str(path), "exec"), names)
    assigned = {n.id for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                told = ast.unparse(node)
                root, *rest = told.split(".")
                if root in names and root not in assigned and all(part.isidentifier() for part in rest):
                    found = names[root]
                    for part in rest:
                        found = getattr(found, part, None)
                    if callable(found) and getattr(found, "__module__", "").startswith("xclib"):
                        yield told, found


def functions() -> dict[str, Callable[..., Any]]:
    found = {}
    for path in NOTEBOOKS:
        for _, function in called(path):
            found[f"{function.__module__}.{function.__qualname__}"] = function
    return found


FUNCTIONS = functions()


def test_the_notebooks_call_the_library() -> None:
    """The walk finds what is there: else the tests below would pass on nothing."""
    assert len(NOTEBOOKS) >= 6
    for path in NOTEBOOKS:
        told = {name for name, _ in called(path)}
        brief = path.parent.name == "notebooks"  # and no session of the workshop
        assert not brief or {"present.table", "present.findings", "present.figures_used"} & told, path.name
        assert any(name.startswith("xc.") for name in told), path.name
    assert len(FUNCTIONS) > 150


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_help_says_what_it_takes_and_shows_it(name: str) -> None:
    function = FUNCTIONS[name]
    attach()
    told = getdoc(function) or ""
    assert told, f"{name} has no docstring"
    sections = dict(re.findall(r"(?m)^([A-Z][a-z]+)\n-+\n((?:.*\n?)+?)(?=^[A-Z][a-z]+\n-+\n|\Z)", told + "\n"))
    takes = [p for p in inspect.signature(function).parameters if p not in ("self", "cls")]
    if takes:
        said = sections.get("Parameters") or sections.get("Attributes", "")
        heads = {n.strip("*` ") for line in said.splitlines() if re.match(r"\S", line) for n in line.split(" : ")[0].split(",")}
        missing = [p for p in takes if p not in heads]
        assert not missing, f"{name}: no word of {', '.join(missing)}"
    assert ">>> " in sections.get("Examples", ""), f"{name} shows no example"
