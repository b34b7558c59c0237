"""One source, several versions: a language chosen, solutions taken out as nbgrader takes them out.

The cells carry nbgrader's own metadata, so the same file can be assigned and graded there; nbgrader itself is not needed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from xclib.briefs.render import from_dict
from xclib.errors import BriefError
from xclib.words.wording import LANGS
from xclib.workshop.answers import Session, read_words

if TYPE_CHECKING:
    from nbformat import NotebookNode

SOLUTION = ("BEGIN SOLUTION", "END SOLUTION")
#: Tag of what only teachers see.
TEACHER = "teacher"


def tags_of(cell: NotebookNode) -> set[str]:
    """Return the tags of a cell."""
    return set(cell.metadata.get("tags", ()))


def graded(cell: NotebookNode) -> dict[str, Any]:
    """Return what nbgrader knows of a cell; empty where it is an ordinary one."""
    return dict(cell.metadata.get("nbgrader", {}))


def choose(notebook: NotebookNode, lang: str, report: str = "") -> NotebookNode:
    """Return the notebook in one language, for one report: other prose dropped, the cell tagged ``parameters`` set."""
    made = deepcopy(notebook)
    made.cells = [cell for cell in made.cells if not tags_of(cell) & set(LANGS) or lang in tags_of(cell)]
    for cell in made.cells:
        if "parameters" in tags_of(cell):
            parameters = {"lang": lang, **({"report": report} if report else {})}
            for name, value in parameters.items():
                cell.source = re.sub(rf'^{name} = "[^"]*"', f'{name} = "{value}"', cell.source, flags=re.MULTILINE)
    return made


def to_student(notebook: NotebookNode, lang: str, report: str = "") -> NotebookNode:
    """Return what a student gets: no solutions, no notes for teachers, no outputs.

    Questions and checks are locked as nbgrader locks them. ``notebook``: a session as written; ``report``: another report
    than the session's own. Raises `BriefError`: a region is not closed, or stands in a cell that is not marked for it.
    """
    made = to_source(notebook, lang, report)
    clear_solutions(made, lang)
    for cell in made.cells:
        metadata = graded(cell)
        if metadata.get("grade") or metadata.get("solution") or metadata.get("locked"):
            cell.metadata["deletable"] = False
        if metadata.get("locked"):
            cell.metadata["editable"] = False
    return made


def to_source(notebook: NotebookNode, lang: str, report: str = "") -> NotebookNode:
    """Return what nbgrader calls the source: one language, with solutions, without notes for teachers."""
    made = choose(notebook, lang, report)
    made.cells = [cell for cell in made.cells if TEACHER not in tags_of(cell)]
    _clear_outputs(made)
    return made


def to_teacher(notebook: NotebookNode, lang: str, report: str = "") -> NotebookNode:
    """Return what a teacher gets: everything in one language, without the marks around solutions."""
    made = choose(notebook, lang, report)
    _clear_outputs(made)
    for cell in made.cells:
        cell.source = "\n".join(line for line in cell.source.split("\n") if not any(mark in line for mark in SOLUTION))
    return made


def clear_solutions(notebook: NotebookNode, lang: str) -> None:
    """Put a stub in the place of each solution, as nbgrader's ``ClearSolutions`` does with these stubs."""
    words = read_words()[lang]
    for cell in notebook.cells:
        stub = words["code" if cell.cell_type == "code" else "text"]
        lines = _with_stub(cell, stub)
        marked = bool(graded(cell).get("solution"))
        if lines is not None and not marked:
            raise BriefError("a solution stands in a cell that is not marked as one", where=cell.id, advice=_ADVICE)
        if marked:
            cell.source = stub if lines is None else "\n".join(lines)


_ADVICE = "see docs/workshop.md, How a session is written"


def _with_stub(cell: NotebookNode, stub: str) -> list[str] | None:
    """Return the lines of a cell with a stub in the place of each solution; None where there is no solution."""
    lines, inside, found = [], False, False
    begins, ends = SOLUTION
    for line in cell.source.split("\n"):
        if begins in line:
            if inside:
                raise BriefError(f"{begins} twice without an end", where=cell.id, advice=_ADVICE)
            inside = found = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + part for part in stub.split("\n")]
        elif ends in line:
            inside = False
        elif not inside:
            lines.append(line)
    if inside:
        raise BriefError(f"{begins} without an end", where=cell.id, advice=_ADVICE)
    return lines if found else None


def _clear_outputs(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def prose(name: str, lang: str, source: str) -> NotebookNode:
    """Return a Markdown cell of one language."""
    return from_dict({"cell_type": "markdown", "id": f"{name}-{lang}", "metadata": {"tags": [lang]}, "source": source})


def joined(cells: Iterable[NotebookNode]) -> NotebookNode:
    """Return cells as a notebook of their own."""
    return from_dict({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def exercises_of(cells: Sequence[NotebookNode]) -> dict[str, str]:
    """Return the exercise that each cell that puts one leads to: name by the cell's id."""
    found: dict[str, str] = {}
    for n, cell in enumerate(cells):
        if cell.cell_type != "markdown" or "exercises" not in tags_of(cell) or "\n## " not in f"\n{cell.source}":
            continue
        lang = next(iter(tags_of(cell) & set(LANGS)), "")
        for after in cells[n + 1 :]:
            if (name := graded(after).get("grade_id")) and (not tags_of(after) & set(LANGS) or lang in tags_of(after)):
                found[cell.id] = str(name).split("-")[1]
                break
    return found


def headings_of(cells: Sequence[NotebookNode]) -> dict[str, str]:
    """Return the heading of each exercise by its name, in the language of the cells."""
    leads = exercises_of(cells)
    return {leads[cell.id]: _split(cell.source)[1] for cell in cells if cell.id in leads}


def with_times(source: NotebookNode, session: Session, words: Mapping[str, Mapping[str, str]]) -> NotebookNode:
    """Return the notebook with each exercise marked as core or further, with its minutes, and a line of the times."""
    made, times = deepcopy(source), session.times
    leads = exercises_of(made.cells)
    for cell in made.cells:
        if cell.id in leads:
            name, lang = leads[cell.id], next(iter(tags_of(cell) & set(LANGS)))
            mark = words[lang]["core" if name in times.core else "further"].format(minutes=times.exercises[name])
            head, heading, rest = _split(cell.source)
            cell.source = f"{head}{heading} {mark}{rest}{_letters(session, name, words[lang]['hands'])}"
    place = next(n for n, cell in enumerate(made.cells) if "en" in tags_of(cell)) + 1
    facts = {"teaching": times.teaching, "core": times.exercising, "further": times.further, "minutes": times.minutes}
    made.cells[place:place] = [prose("times", lang, words[lang]["times"].format(**facts)) for lang in LANGS]
    return made


def _letters(session: Session, name: str, hands: str) -> str:
    """Return the options of a choice with their letters, for a show of hands; empty for what is no choice."""
    question = session.questions.get(name)
    if question is None or question.rules.kind != "choice":
        return ""
    lettered = [f'{chr(ord("A") + n)} `"{option}"`' for n, option in enumerate(question.rules.options)]
    return f"\n\n{hands.format(options=' · '.join(lettered))}"


def _split(source: str) -> tuple[str, str, str]:
    """Return what stands before the heading of an exercise, the heading, and what follows."""
    before, mark, after = f"\n{source}".rpartition("\n## ")
    heading, line, rest = after.partition("\n")
    return f"{before}{mark}"[1:], heading, f"{line}{rest}"
