"""The six first notebooks stay what a reader can change: short, with the method in the cell."""

from __future__ import annotations

import ast
import re

import nbformat
import pytest
from conftest import ROOT

FIRST = ("growth", "fiscal", "livelihood", "environment", "targets", "scorecard")
#: Lines of code in all six; what belongs to no reader's question goes into a function of the analysis.
CEILING = 600


def code(name: str) -> list[str]:
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "code"]


def lines(source: str) -> list[str]:
    return [line for line in source.splitlines() if line.strip() and not line.strip().startswith("#")]


def shows_a_frame(source: str) -> bool:
    """Whether a cell ends in a value that Jupyter shows, and not in a call of the page."""
    body = ast.parse(source).body
    last = body[-1] if body else None
    return isinstance(last, ast.Expr) and not ast.unparse(last).startswith(("page.", "telling.", "standing_tables."))


def test_all_six_have_no_more_lines_of_code_than_agreed() -> None:
    counts = {name: sum(len(lines(source)) for source in code(name)) for name in FIRST}
    assert sum(counts.values()) <= CEILING, counts


@pytest.mark.parametrize("name", FIRST)
def test_frames_are_shown_and_few_lines_import(name: str) -> None:
    cells = code(name)
    assert sum(map(shows_a_frame, cells)) >= 5
    assert len(re.findall(r"^(?:from|import) xclib", "\n".join(cells), re.M)) <= 3
    assert not re.search("[\u4e00-\u9fff]", "\n".join(cells)), "words stand in the catalogue"


def test_charts_and_formulas_stand_in_the_cells() -> None:
    every = "\n".join(source for name in FIRST for source in code(name))
    assert len(re.findall(r"\b(?:sns|plt|ax|axes)\.\w+\(", every)) >= 12
    assert len(set(re.findall(r'"(\w+ ~ [^"]+)"', every))) >= 8
