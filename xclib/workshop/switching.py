"""Parts of a session that take another report: where they begin, and what is computed anew there."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xclib.workshop.versions import graded, tags_of

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: The variable that names the report at hand; whatever is computed from it changes with the report.
_REPORT = "report"
#: Every check names the report, also that of a question which rests on none.
_CHECK = "check"


@dataclass(frozen=True)
class Part:
    """The cells up to the check of a question: what is taught for it, its exercise, its answer."""

    #: Name of the question; empty for what follows the last one.
    question: str
    begins: int
    ends: int


@dataclass(frozen=True)
class _Line:
    """A statement, with the names that it uses and sets (a column or an item that it sets counts for its table)."""

    text: str
    used: frozenset[str]
    set: frozenset[str]
    answer: bool


def parts_of(cells: list[NotebookNode]) -> list[Part]:
    """Return the parts of a notebook, one a checked question; the first begins after the cell of parameters."""
    begins = 1 + next(n for n, cell in enumerate(cells) if "parameters" in tags_of(cell))
    parts = []
    for n, cell in enumerate(cells):
        if cell.cell_type == "code" and graded(cell).get("grade"):
            parts.append(Part(str(graded(cell)["grade_id"]).split("-")[1], begins, n + 1))
            begins = n + 1
    return [*parts, Part("", begins, len(cells))]


def names_in(cells: Iterable[NotebookNode]) -> set[str]:
    """Return the names that code uses or sets, apart from answers."""
    return {name for line in _lines(cells) if not line.answer for name in line.used | line.set}


def rests_on_report(cells: list[NotebookNode], part: Part) -> bool:
    """Whether a part uses anything that is computed from the report."""
    changing = _changing(cells[: part.ends]) - {_CHECK}
    return any(line.used & changing for line in _lines(cells[part.begins : part.ends]) if line.set != {_CHECK})


def renew(cells: list[NotebookNode], begins: int, ends: int, report: str) -> str:
    """Return code that takes another report and computes anew what the cells between two places use of it.

    ``begins``, ``ends``: the cells that take it.
    """
    changing = _changing(cells[:begins])
    wanted = _wanted(cells[begins:ends]) & changing
    kept = [f'{_REPORT} = "{report}"']
    for line in reversed(_lines(cells[:begins])):
        if line.set & wanted and line.used & changing and not line.answer:
            kept.insert(1, line.text)
            wanted |= line.used & changing
    return "\n".join(kept)


def _lines(cells: Iterable[NotebookNode]) -> list[_Line]:
    return [line for cell in cells if cell.cell_type == "code" for line in _read(cell)]


def _read(cell: NotebookNode) -> Iterable[_Line]:
    for node in ast.parse(cell.source).body:
        text = ast.get_source_segment(cell.source, node) or ""
        names = [n for n in ast.walk(node) if isinstance(n, ast.Name)]
        stored = {n.id for n in names if isinstance(n.ctx, ast.Store)} | {base for n in ast.walk(node) if (base := _base(n))}
        used = {n.id for n in names if isinstance(n.ctx, ast.Load)} | (stored if isinstance(node, ast.AugAssign) else set())
        # The `a` of `[a / b for a in ends]` is no name of the notebook's.
        loops = [n.target for n in ast.walk(node) if isinstance(n, ast.comprehension)]
        local = {n.id for target in loops for n in ast.walk(target) if isinstance(n, ast.Name)}
        yield _Line(text, frozenset(used - local), frozenset(stored - local), bool(graded(cell).get("solution")))


def _base(node: ast.AST) -> str:
    """Return the name whose column, item or attribute is set; empty for anything else."""
    if not (isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store)):
        return ""
    inner: ast.expr = node
    while isinstance(inner, ast.Subscript | ast.Attribute):
        inner = inner.value
    return inner.id if isinstance(inner, ast.Name) else ""


def _changing(cells: Iterable[NotebookNode]) -> set[str]:
    """Return the names whose values change with the report; those of answers, which nothing else uses, are left out."""
    changing = {_REPORT}
    for line in _lines(cells):
        if line.used & changing and not line.answer:
            changing |= line.set
    return changing


def _wanted(cells: Iterable[NotebookNode]) -> set[str]:
    """Return the names that cells use, answers included, before they set them."""
    wanted: set[str] = set()
    known: set[str] = set()
    for line in _lines(cells):
        wanted |= line.used - known
        if not line.answer:
            known |= line.set - line.used
    return wanted
