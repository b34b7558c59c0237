"""Cells of the notebooks run by themselves, on the frames of a test."""

from __future__ import annotations

import ast
from typing import Any
from unittest.mock import MagicMock

import nbformat
from conftest import ROOT


def run(notebook: str, name: str, **given: Any) -> Any:
    """Run the first cell of a notebook that assigns a name, after the notebook's imports, and return what it assigns.

    ``given``: the other names that the cell takes; what it shows on its page goes nowhere.
    """
    cells = [
        c.source for c in nbformat.read(ROOT / "notebooks" / f"{notebook}.ipynb", as_version=4).cells if c.cell_type == "code"
    ]
    names: dict[str, Any] = {"page": page()}
    exec(next(source for source in cells if "\nimport xclib as xc" in source), names)
    names |= given
    exec(next(source for source in cells if name in _assigned(source)), names)
    return names[name]


def page(**about: Any) -> MagicMock:
    """Return a page that knows what it is told and shows nothing."""
    silent = MagicMock(**about)
    silent.named.side_effect = "{}_en".format
    return silent


def _assigned(source: str) -> set[str]:
    targets = [target for node in ast.parse(source).body if isinstance(node, ast.Assign) for target in node.targets]
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
