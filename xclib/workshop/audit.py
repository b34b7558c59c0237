"""Whether a session is written as docs/workshop.md says, and what is said of every answer to its questions."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xclib.words.wording import LANGS
from xclib.workshop.answers import LACKING, REPORT, VERDICT_MIME, Question, Session, Verdict, check, evaluate
from xclib.workshop.compare import KINDS
from xclib.workshop.fitting import lines_of
from xclib.workshop.versions import TEACHER, exercises_of, graded, tags_of

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
        for what, order in (("sections", SECTIONS), ("rungs", RUNGS)):
            found = [part for cell in notebook.cells if lang in (tags := tags_of(cell)) for part in order if part in tags]
            if tuple(dict.fromkeys(found)) != order:
                yield f"{what} in {lang} are {list(dict.fromkeys(found))}, not {list(order)}"


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
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    # Of an answer or its check the exercise, such as 2-q1; nothing of a cell that is given.
    code = [("-".join(graded(cell).get("grade_id", "").split("-")[:2]), lines_of([cell])) for cell in cells]
    given = {name for exercise, lines in code if not exercise for line in lines for name in line.set}
    makers: dict[str, str] = {}
    for exercise, lines in code:
        makers |= dict.fromkeys({name for line in lines for name in line.set} - given - makers.keys(), exercise)
    for exercise, lines in code:
        own = {name for line in lines for name in line.set}
        for name in sorted({name for line in lines for name in line.used - own} & makers.keys()):
            if makers[name] != exercise:
                yield f"{exercise or 'a given cell'} uses {name}, which is the answer of {makers[name]}"


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
    questions = session.questions.values()
    tests = [cell for cell in notebook.cells if graded(cell).get("grade") and cell.cell_type == "code"]
    checked = [name for cell in tests for name in dict.fromkeys(_CHECK.findall(cell.source))]
    if checked != [question.id for question in questions]:
        yield f"checked are {checked}, questions are {[q.id for q in questions]}"
    for cell in tests:
        if len(_CHECK.findall(cell.source)) != 1 or "\n" in cell.source:
            yield f"cell {cell.id} is not one call of check, which is what nbgrader grades"
    if not any(graded(cell).get("grade") and cell.cell_type == "markdown" for cell in notebook.cells):
        yield "nothing is answered in words"
    yield from (f"{question.id}{fault}" for question in questions for fault in _faults_of(question))


def _faults_of(question: Question) -> Iterator[str]:
    mistakes, kind = question.mistakes, question.rules.kind
    texts = [question.blank, question.hint, *(m.hint for m in mistakes), *filter(None, [question.right])]
    if kind not in KINDS:
        yield f" is of kind {kind!r}, not one of {', '.join(KINDS)}"
    if (kind == "property") != bool(question.example):
        yield ": a property, and nothing else, has an example of an answer that has it"
    if not all(set(text) == set(LANGS) and all(text.values()) for text in texts):
        yield " has a text that is not in both languages"
    if not mistakes:
        yield " names no typical mistake"
    if any(bool(m.answer) == bool(m.when) or bool(m.when) != bool(m.example) for m in mistakes):
        yield ": a mistake has an answer, or a condition (when) and an example"


@dataclass(frozen=True)
class Trial:
    """One answer that was tried, and whether what was said of it is what should have been said."""

    question: str
    #: ``right``, ``blank`` or ``mistake``.
    tried: str
    #: Name of the mistake.
    name: str
    verdict: Verdict
    good: bool


def try_session(session: Session, report_of: Callable[[str], str] = lambda name: REPORT) -> list[Trial]:
    """Try each question of a session in both languages.

    The right answer passes, a blank gets the question's own nudge, each mistake its own hint; no text shows the answer.
    ``report_of``: returns the report from which the answer of a question is worked out, by the question's name.
    """
    return [
        trial
        for name, question in session.questions.items()
        for lang in LANGS
        for trial in _try(session, question, report_of(name), lang)
    ]


def _try(session: Session, question: Question, report: str, lang: str) -> Iterator[Trial]:
    try:
        expected = evaluate(session, question.answer, report)
    except LACKING as error:
        yield Trial(
            question.id, "right", "", Verdict(question.id, "absent", f"{type(error).__name__}: {error}", lang=lang), False
        )
        return

    def tried(answer: object, of: str = question.of) -> Verdict:
        about = evaluate(session, of, report) if of else None
        return check(question.id, answer, of=about, report=report, lang=lang)

    verdict = tried(evaluate(session, question.example, report) if question.example else expected)
    yield Trial(question.id, "right", "", verdict, verdict.state == "right")
    verdict = tried(...)
    good = verdict.state == "blank" and question.blank[lang] in verdict.message and not gives_away(verdict.message, expected)
    yield Trial(question.id, "blank", "", verdict, good)
    for mistake in question.mistakes:
        try:
            wrong = evaluate(session, mistake.example or mistake.answer, report)
        except LACKING:
            # Nobody can make a mistake with a figure that another report lacks.
            if report == REPORT:
                raise
            continue
        verdict = tried(wrong, mistake.of or question.of)
        hidden = not gives_away(verdict.message + question.hint[lang], expected)
        # With another report two mistakes may come to one answer, or a mistake to the right one.
        known = verdict.mistake == mistake.name or (report != REPORT and verdict.state in ("mistake", "right"))
        yield Trial(question.id, "mistake", mistake.name, verdict, known and hidden)


def gives_away(text: str, expected: Any) -> bool:  # noqa: ANN401
    """Whether a text holds a number of the expected answer, as a person might write it.

    >>> gives_away("it is 45.27 billion", 4.527e10), gives_away("think of 亿", 4.527e10), gives_away("2 steps", 2)
    (True, False, False)
    """
    found = {float(n) for n in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))}
    return bool(found & {scaled for number in _numbers(expected) for scaled in _scaled(number)})


def _numbers(expected: Any) -> list[float]:  # noqa: ANN401
    if isinstance(expected, list | tuple):
        return [n for part in expected for n in _numbers(part)]
    if isinstance(expected, str | bool) or hasattr(expected, "__len__") or callable(expected):
        return []
    return [abs(float(expected))]


def _scaled(number: float) -> Iterable[float]:
    """Return a number and its multiples of 万, 亿, million and billion; one of one digit says nothing and is left out."""
    if math.isinf(number) or math.isnan(number) or number in range(10):
        return ()
    return (float(f"{number / 10.0**power:.12g}") for power in (0, 4, 6, 8, 9, 12))


def read_verdicts(notebook: NotebookNode) -> list[dict[str, str]]:
    """Return what the checks of an executed notebook said, in order."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return [dict(data[VERDICT_MIME]) for output in outputs if VERDICT_MIME in (data := output.get("data", {}))]
