"""Which exercise a cell puts, and the time that it states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from xclib.words.wording import LANGS
from xclib.workshop.answers import Session
from xclib.workshop.versions import graded, prose, tags_of

if TYPE_CHECKING:
    from nbformat import NotebookNode


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
