"""Answers and hints of the workshop: one file a session, worked out from the report at hand, told without the answer."""

from __future__ import annotations

import ast
import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any, Literal

import yaml

from xclib.care.shipped import read_beside
from xclib.data import front
from xclib.data.raw import data_root, raw_state
from xclib.errors import UnknownNameError, XclibError
from xclib.words.wording import check_lang
from xclib.workshop.compare import Rules, differ, is_blank, normal
from xclib.workshop.kernel import failure_before, watch
from xclib.workshop.timetable import Times

State = Literal["right", "blank", "mistake", "wrong", "stale", "absent", "broken"]

#: The type under which a verdict stands in an executed notebook.
VERDICT_MIME = "application/vnd.xclib.verdict+json"
HOME = Path(__file__).parent
#: The report that is checked where none is named.
REPORT = "cn-110102-plan-2024"

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer, as an expression or as a condition with an example, and what is said of it."""

    name: str
    hint: Texts
    answer: str = ""
    when: str = ""
    example: str = ""
    #: What its example is about, where that differs from the question's.
    of: str = ""


@dataclass(frozen=True)
class Question:
    """One question of a session."""

    id: str
    answer: str
    rules: Rules
    blank: Texts
    hint: Texts
    right: Texts = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    #: Of a property: an answer that has it, to be tried.
    example: str = ""
    #: Of a property of an answer about something: such a thing, to try it with.
    of: str = ""


@dataclass(frozen=True)
class Session:
    """One session: what its file says."""

    number: int
    name: str
    times: Times
    title: Texts
    asks: Texts
    use: Mapping[str, str]
    let: Mapping[str, str]
    questions: Mapping[str, Question]
    #: Names of ``let`` without which it does not run, and what each is called.
    needs: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """Name of its files: ``1-figures``."""
        return f"{self.number}-{self.name}"


@dataclass(frozen=True)
class Verdict:
    """What is said of one answer; true where it is right."""

    question: str
    state: State
    message: str
    #: Name of the typical mistake.
    mistake: str = ""
    lang: str = "zh"
    #: What is off, as a code of ``words.yaml``, where no typical mistake fits.
    code: str = ""

    def __bool__(self) -> bool:
        return self.state == "right"

    def __repr__(self) -> str:
        return f"{read_words()['marks'][self.state]} {self.question}  {self.message}"

    __str__ = __repr__

    def _ipython_display_(self) -> None:
        """Show itself as an output, not as the cell's result, which nbgrader would take for partial credit."""
        from IPython.display import publish_display_data

        publish_display_data(self._repr_mimebundle_())  # type: ignore[no-untyped-call]

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        ink = _INKS.get(self.state, "#a3161a")
        style = f"margin:.25rem 0;padding:.35rem .75rem;border-left:4px solid {ink}"
        html = f'<p role="status" style="{style}">{escape(repr(self))}</p>'
        facts = {"question": self.question, "state": self.state, "mistake": self.mistake}
        return {"text/plain": repr(self), "text/html": html, VERDICT_MIME: facts}


#: Colours of verdicts that are not of a wrong answer.
_INKS = {"right": "#1a7f37", "blank": "#505a64", "absent": "#505a64", "broken": "#505a64"}


def read_words() -> dict[str, Any]:
    """Return what checks say by themselves, in both languages."""
    return read_beside(__file__, "words.yaml")


@cache
def read_sessions() -> dict[int, Session]:
    """Return the sessions by number, as far as they are written."""
    paths = sorted(HOME.glob("[0-9]-*.yaml"))
    return {session.number: session for session in map(_read_session, paths)}


def _read_session(path: Path) -> Session:
    stored = yaml.safe_load(path.read_text(encoding="utf-8"))
    number, _, name = path.stem.partition("-")
    let = {str(k): str(v) for k, v in stored.get("let", {}).items()}
    questions = {str(key): _question(f"{number}.{key}", entry) for key, entry in stored["questions"].items()}
    exercises = {str(key): int(minutes) for key, minutes in stored["exercises"].items()}
    times = Times(int(stored["times"]["teaching"]), exercises, tuple(stored["times"]["core"]))
    use = {"pd": "pandas", "np": "numpy", "math": "math", "xc": "xclib", **stored.get("use", {})}
    return Session(int(number), name, times, stored["title"], stored["asks"], use, let, questions, stored.get("needs", {}))


def _question(name: str, entry: Mapping[str, Any]) -> Question:
    named = {part.name for part in fields(Rules)}
    close: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items() if k in named}
    mistakes = tuple(Mistake(**_as_text(mistake)) for mistake in entry.get("mistakes", ()))
    return Question(name, rules=Rules(**close), mistakes=mistakes, **_as_text(entry, *close, "mistakes"))


def _as_text(entry: Mapping[str, Any], *without: str) -> dict[str, Any]:
    """Return what stands in an entry: texts by language, and expressions as text, also where YAML reads a number."""
    return {k: v if isinstance(v, Mapping) else str(v) for k, v in entry.items() if k not in without}


def find_question(question: str) -> tuple[Session, Question]:
    """Return a question and its session by an id such as ``1.q3``.

    Raises `UnknownNameError`: no such session or question.
    """
    number, _, key = question.partition(".")
    sessions = read_sessions()
    session = sessions.get(int(number)) if number.isdecimal() else None
    if session is None:
        known = ", ".join(map(str, sessions))
        raise UnknownNameError(f"unknown question {question!r}", advice=f"sessions are {known}; write it as 1.q1")
    if key not in session.questions:
        advice = f"questions of session {number} are {', '.join(q.id for q in session.questions.values())}"
        raise UnknownNameError(f"unknown question {question!r}", advice=advice)
    return session, session.questions[key]


def evaluate(session: Session, expression: str, report: str) -> Any:  # noqa: ANN401 - any answer
    """Work out an expression of a session's file for a report; the names of ``let`` that it needs first."""
    return _evaluate(session.number, expression, report, (str(data_root()), raw_state(data_root())))


@lru_cache(maxsize=512)
def _evaluate(number: int, expression: str, report: str, data: object) -> Any:  # noqa: ANN401
    session = read_sessions()[number]
    tree = ast.parse(expression.strip(), session.stem, mode="eval")
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names: dict[str, Any] = {"report": report}
    names |= {name: importlib.import_module(module) for name, module in session.use.items() if name in used}
    names |= {name: _evaluate(number, session.let[name], report, data) for name in used & set(session.let)}
    return eval(compile(tree, session.stem, "eval"), names)


def check(question: str, answer: object = ..., *, of: object = None, report: str = REPORT, lang: str = "zh") -> Verdict:
    """Check an answer of the workshop, with a hint that does not give it away.

    Parameters
    ----------
    question : str
        Session and question, as ``1.q3``.
    answer : object
        A number, pair, list of ids, table, word or function, as the question says; ``...`` is not answered yet.
    of : object
        What the answer is about, where the question names it.
    report : str
        The report at hand, from which the expected answer is worked out.
    lang : {'zh', 'en'}
        Language of the hint.

    Returns
    -------
    Verdict
        True where the answer is right; shows itself in a notebook.

    Raises
    ------
    UnknownNameError
        No such question, report or language.

    Examples
    --------
    >>> check("1.q3", lang="en").state, bool(check("1.q3", 0.4527, lang="en"))
    ('blank', False)
    """
    verdict = _judge(question, answer, of, report, check_lang(lang))
    if _GRADING in os.environ and not verdict:
        raise WrongAnswer(repr(verdict))
    return verdict


#: Set by nbgrader in kernels that grade or validate: there a wrong answer is an error, elsewhere a hint.
_GRADING = "NBGRADER_EXECUTION"


class WrongAnswer(AssertionError):
    """An answer that is not right, where nbgrader grades or validates; its text is the hint."""


def _judge(question: str, answer: object, of: object, report: str, lang: str) -> Verdict:
    session, asked = find_question(question)
    words = read_words()[lang]
    if failed := failure_before(question):
        return Verdict(question, "stale", words["stale"].format(error=failed), lang=lang)
    if is_blank(answer, asked.rules):
        nothing = words["none"] if answer is None else ""
        return Verdict(question, "blank", _joined(lang, words["blank"], nothing, asked.blank[lang]), lang=lang)
    try:
        expected = evaluate(session, asked.answer, report)
    except Exception as error:  # whatever fails in working out what is expected is no mistake of a student
        if isinstance(error, UnknownNameError) and f"unknown report {report!r}" in str(error):
            raise
        state: State = "absent" if _is_lacking(session, asked, report, error) else "broken"
        return Verdict(question, state, words[state].format(error=type(error).__name__), lang=lang)
    difference = differ(expected, answer, asked.rules, of)
    if difference is None:
        return Verdict(question, "right", _joined(lang, words["right"], asked.right.get(lang, "")), lang=lang)
    # True and False pass for 1 and 0 in a mistake's condition, and are none of these slips.
    for mistake in asked.mistakes if difference.code != "truth" else ():
        if _is_made(mistake, session, answer, asked.rules, of, report):
            return Verdict(question, "mistake", mistake.hint[lang], mistake.name, lang)
    off = words["differences"][difference.code].format(**difference.values)
    return Verdict(question, "wrong", _joined(lang, off, asked.hint[lang]), lang=lang, code=difference.code)


def _is_lacking(session: Session, asked: Question, report: str, error: Exception) -> bool:
    """Whether it is the report that lacks a figure: where the workshop's own report cannot be asked either, xclib is broken."""
    if not isinstance(error, LACKING):
        return False
    if report == REPORT or REPORT not in set(front.reports()["report_id"]):
        return report != REPORT
    try:
        evaluate(session, asked.answer, REPORT)
    except Exception:
        return False
    return True


#: What an expression raises of which a report lacks the figures.
LACKING = (LookupError, TypeError, AttributeError, ValueError, XclibError)


def _is_made(mistake: Mistake, session: Session, answer: object, rules: Rules, of: object, report: str) -> bool:
    try:
        if mistake.when:
            return bool(evaluate(session, f"lambda answer, of: ({mistake.when})", report)(normal(answer, rules), of))
        return differ(evaluate(session, mistake.answer, report), answer, rules) is None
    except Exception:  # a condition that cannot be asked of this answer
        return False


def _joined(lang: str, *parts: str) -> str:
    return ("" if lang == "zh" else " ").join(part for part in parts if part)


# The answer cell of a first question runs before its check does: cells are noted as soon as `xc.check` is named.
watch()
