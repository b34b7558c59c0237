"""Whether a session is written as docs/workshop.md says: sections, languages, exercises, checks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xclib.words.wording import LANGS
from xclib.workshop.answers import Session
from xclib.workshop.compare import KINDS
from xclib.workshop.marks import exercises_of
from xclib.workshop.versions import TEACHER, graded, tags_of

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: Sections that every session has, in this order, each in both languages.
SECTIONS = ("aims", "prior", "worked", "exercises", "mistakes", "debrief", "reading")
#: Rungs that exercises climb.
RUNGS = ("predict", "run", "change", "explain")
#: What a session may take in class.
MINUTES = (25, 40)
#: Core exercises of a session.
CORE = 4
#: Lines of a code cell outside of solutions.
LINES = 8
_CHECK = re.compile(r'check\("(\d\.\w+)"')
_SCHEMA = {"schema_version", "grade", "grade_id", "locked", "solution", "task"}


def find_faults(session: Session, notebook: NotebookNode) -> list[str]:
    """Return what is wrong with a session as it is written, one line a fault; empty where nothing is."""
    parts = (_sections, _languages, _cells, _marks, _dependence, _paper)
    return [*(fault for part in parts for fault in part(notebook)), *_questions(session, notebook)]


def _sections(notebook: NotebookNode) -> Iterator[str]:
    for lang in LANGS:
        found = [part for cell in notebook.cells if lang in (tags := tags_of(cell)) for part in SECTIONS if part in tags]
        if tuple(dict.fromkeys(found)) != SECTIONS:
            yield f"sections in {lang} are {found}, not {list(SECTIONS)}"
        rungs = [part for cell in notebook.cells if lang in (tags := tags_of(cell)) for part in RUNGS if part in tags]
        if tuple(dict.fromkeys(rungs)) != RUNGS:
            yield f"exercises in {lang} climb {list(dict.fromkeys(rungs))}, not {list(RUNGS)}"


def _languages(notebook: NotebookNode) -> Iterator[str]:
    """Prose comes in pairs: the Chinese cell, then the English one, with the same tags."""
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    for zh, en in zip(prose[::2], prose[1::2], strict=False):
        if tags_of(zh) - tags_of(en) != {"zh"} or tags_of(en) - tags_of(zh) != {"en"}:
            yield f"cells {zh.id} and {en.id} are no pair of zh and en with the same other tags"
    if len(prose) % 2:
        yield f"cell {prose[-1].id} has no partner in the other language"


def _cells(notebook: NotebookNode) -> Iterator[str]:
    parameters = [cell for cell in notebook.cells if "parameters" in tags_of(cell)]
    if len(parameters) != 1 or not all(f"{n} = " in parameters[0].source for n in ("report", "lang")):
        yield 'one cell tagged "parameters" sets report and lang'
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if cell.outputs and not cell.source.startswith("# NBVAL_CHECK_OUTPUT"):
            yield f"cell {cell.id} keeps outputs"
        if graded(cell).get("solution"):
            continue
        if len(cell.source.split("\n")) > LINES:
            yield f"cell {cell.id} has more than {LINES} lines"
        if any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in ast.walk(ast.parse(cell.source))):
            yield f"cell {cell.id} defines a function outside of an answer"


def _marks(notebook: NotebookNode) -> Iterator[str]:
    ids = [metadata["grade_id"] for cell in notebook.cells if (metadata := graded(cell))]
    yield from (f"grade_id {i} stands twice" for i in {i for i in ids if ids.count(i) > 1})
    for cell in notebook.cells:
        metadata = graded(cell)
        if not metadata:
            continue
        if TEACHER in tags_of(cell):
            yield f"cell {cell.id} is for teachers and graded"
        if not set(metadata) - {"points", "cell_type"} >= _SCHEMA or metadata["schema_version"] != 3:
            yield f"cell {cell.id} lacks nbgrader's metadata of schema 3"
        elif metadata["grade"] and not metadata.get("points", 0) > 0:
            yield f"cell {cell.id} is graded without points"


def _dependence(notebook: NotebookNode) -> Iterator[str]:
    """No code but its own uses an answer: who leaves an exercise out can do every other."""
    code = [(_exercise(cell), *_names(cell.source)) for cell in notebook.cells if cell.cell_type == "code"]
    given = {name for exercise, stored, _ in code if not exercise for name in stored}
    makers: dict[str, str] = {}
    for exercise, stored, _ in code:
        makers |= dict.fromkeys(stored - given - makers.keys(), exercise)
    for exercise, stored, used in code:
        for name in sorted((used - stored) & makers.keys()):
            if makers[name] != exercise:
                yield f"{exercise or 'a given cell'} uses {name}, which is the answer of {makers[name]}"


def _exercise(cell: NotebookNode) -> str:
    """Return the exercise of an answer or its check, such as ``2-q1``; empty for a cell that is given."""
    return "-".join(graded(cell).get("grade_id", "").split("-")[:2])


def _names(source: str) -> tuple[set[str], set[str]]:
    """Return the names that code makes, arguments included, and those that it uses."""
    nodes = list(ast.walk(ast.parse(source)))
    made = {node.arg for node in nodes if isinstance(node, ast.arg)} | {n.name for n in nodes if isinstance(n, ast.FunctionDef)}
    names = [node for node in nodes if isinstance(node, ast.Name)]
    stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return stored | made, {node.id for node in names if isinstance(node.ctx, ast.Load)}


#: Words that point to a cell, which paper does not have.
_CELL = re.compile(r"\b(?:cells?|code) (?:below|above)\b|\b(?:next|last) cell\b|下一?格|上一?格|[上下]面[^。；，]*格")


def _paper(notebook: NotebookNode) -> Iterator[str]:
    """Cells are not printed, so that what is printed does not point to them."""
    for cell in notebook.cells:
        if "handout" in tags_of(cell) and (found := _CELL.search(cell.source)):
            yield f"cell {cell.id} is for paper, which has no {found[0]!r}"


def _times(session: Session, notebook: NotebookNode) -> Iterator[str]:
    times = session.times
    if not MINUTES[0] <= times.minutes <= MINUTES[1]:
        yield f"the session takes {times.minutes} minutes, not {MINUTES[0]} to {MINUTES[1]}"
    put = list(dict.fromkeys(exercises_of(notebook.cells).values()))
    if put != list(times.exercises):
        yield f"exercises in the notebook are {put}, minutes are given for {list(times.exercises)}"
    if len(times.core) != CORE or not set(times.core) <= set(times.exercises):
        yield f"core exercises are {list(times.core)}, not {CORE} of those that there are"


def _questions(session: Session, notebook: NotebookNode) -> Iterator[str]:
    yield from _times(session, notebook)
    tests = [cell for cell in notebook.cells if graded(cell).get("grade") and cell.cell_type == "code"]
    checked = [name for cell in tests for name in dict.fromkeys(_CHECK.findall(cell.source))]
    if checked != [question.id for question in session.questions.values()]:
        yield f"checked are {checked}, questions are {[q.id for q in session.questions.values()]}"
    for cell in tests:
        if len(_CHECK.findall(cell.source)) != 1 or "\n" in cell.source:
            yield f"cell {cell.id} is not one call of check, which is what nbgrader grades"
    written = [cell for cell in notebook.cells if graded(cell).get("grade") and cell.cell_type == "markdown"]
    if not written:
        yield "nothing is answered in words"
    for question in session.questions.values():
        texts = [
            question.blank,
            question.hint,
            *(m.hint for m in question.mistakes),
            *([question.right] * bool(question.right)),
        ]
        if question.rules.kind not in KINDS:
            yield f"{question.id} is of kind {question.rules.kind!r}, not one of {', '.join(KINDS)}"
        if (question.rules.kind == "property") != bool(question.example):
            yield f"{question.id}: a property, and nothing else, has an example of an answer that has it"
        if not all(set(text) == set(LANGS) and all(text.values()) for text in texts):
            yield f"{question.id} has a text that is not in both languages"
        if not question.mistakes:
            yield f"{question.id} names no typical mistake"
        if any(bool(m.answer) == bool(m.when) or bool(m.when) != bool(m.example) for m in question.mistakes):
            yield f"{question.id}: a mistake has an answer, or a condition (when) and an example"
