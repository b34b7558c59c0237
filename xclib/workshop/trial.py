"""Every question tried: the right answer, a blank, each typical mistake; and what was said in executed notebooks."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xclib.words.wording import LANGS
from xclib.workshop.answers import LACKING, REPORT, VERDICT_MIME, Question, Session, Verdict, check, evaluate

if TYPE_CHECKING:
    from nbformat import NotebookNode


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
