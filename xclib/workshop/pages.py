"""Slides and handout of a session as pages of their own: nothing fetched, read and printed by any browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from xclib.briefs.render import from_dict, to_body
from xclib.html.shell import page
from xclib.words.wording import LANGS, pick
from xclib.workshop.answers import REPORT, Question, Session, evaluate, read_sessions, read_words
from xclib.workshop.timetable import plan
from xclib.workshop.versions import TEACHER, graded, headings_of, joined, tags_of

if TYPE_CHECKING:
    from markupsafe import Markup
    from nbformat import NotebookNode

STARTS = ("slide", "subslide")
#: Tag of what stands in the handout.
HANDOUT = "handout"


def to_slides(session: Session, student: NotebookNode, ran: NotebookNode, lang: str) -> str:
    """Return the slides of a session as one page: arrow keys turn them, they snap as one scrolls, and print one a sheet.

    ``session``: its title stands at the foot; its hints are the speaker's notes of exercises; ``student``: the student
    version: what is shown of exercises; ``ran``: the executed teacher version: outputs of the worked parts, notes for the
    speaker.
    """
    outputs = {cell.id: cell.get("outputs", []) for cell in ran.cells}
    slides: list[dict[str, list[NotebookNode]]] = []
    for cell, kind in _placed(_with_notes(student, ran)):
        if kind in STARTS:
            slides.append({"body": [], "notes": []})
        if slides and (name := _CHECKED.search(cell.source)):
            slides[-1]["notes"].append(_hints(session, name[1], lang))
        if kind == "skip" or not slides:
            continue
        shown = cell
        if cell.cell_type == "code" and not graded(cell):
            shown = from_dict({**cell, "outputs": outputs.get(cell.id, [])})
        slides[-1]["notes" if kind == "notes" else "body"].append(shown)
    made = [{part: to_html(cells, lang) for part, cells in slide.items()} for slide in slides]
    return _page("slides.html.j2", session.title[lang], lang, slides=made, script="slides.js")


#: The call of a check, which names its question.
_CHECKED = re.compile(r'^check\("\d\.(\w+)"')


def _placed(cells: Iterable[NotebookNode]) -> Iterator[tuple[NotebookNode, str]]:
    """Yield cells with their place on slides: what is asked stands on one, also where the notebook names no place."""
    asked, before = False, ""
    for cell in cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "skip")
        puts = "exercises" in tags_of(cell) and cell.cell_type == "markdown" and not graded(cell)
        if kind == "skip" and (puts or (asked and cell.cell_type == "markdown" and not graded(cell))):
            # What is asked of an output stands on a slide of its own, after it.
            kind = "slide" if puts else "-" if before == "markdown" else "subslide"
        asked, before = (asked or puts) and not graded(cell), cell.cell_type
        yield cell, kind


def _hints(session: Session, name: str, lang: str) -> NotebookNode:
    """Return the typical mistakes of a question and what is said of them, for the speaker."""
    question = session.questions[name]
    lines = [f"- {mistake.hint[lang]}" for mistake in question.mistakes]
    return from_dict({"cell_type": "markdown", "id": f"hints-{name}", "metadata": {}, "source": "\n".join(lines)})


def _with_notes(student: NotebookNode, ran: NotebookNode) -> Iterable[NotebookNode]:
    """Yield the cells of the student version, with the speaker's notes of the teacher version where they stand."""
    known = {cell.id: cell for cell in student.cells}
    for cell in ran.cells:
        if cell.id in known:
            yield known[cell.id]
        elif TEACHER in tags_of(cell) and cell.metadata.get("slideshow", {}).get("slide_type") == "notes":
            yield cell


#: Lines to write on for each point of an answer.
_LINES_A_POINT = 2


def to_handout(sessions: Sequence[tuple[Session, NotebookNode]], lang: str) -> str:
    """Return the handout of all sessions as one page for A4: what is tagged for it, with room to write.

    ``sessions``: session and its student version.
    """
    sheets = []
    for session, student in sessions:
        cells: list[NotebookNode] = []
        for before, cell in zip([None, *student.cells], student.cells, strict=False):
            if HANDOUT in tags_of(cell):
                cells.append(cell)
            elif before and HANDOUT in tags_of(before) and graded(cell) and cell.cell_type == "markdown":
                lines = _LINES_A_POINT * int(graded(cell).get("points", 1))
                ruled = '<div class="line"></div>' * lines
                cells[-1] = from_dict({**before, "source": f'{before.source}\n\n<div class="lines">{ruled}</div>'})
        sheets.append(_facts(session, lang) | {"body": to_html(cells, lang)})
    return _page("handout.html.j2", read_words()[lang]["workshop"], lang, sheets=sheets)


def to_key(sessions: Sequence[tuple[Session, NotebookNode, Mapping[str, str]]], lang: str) -> str:
    """Return the lecturer's answer key: of every exercise what is right and why, and typical mistakes with their hints.

    ``sessions``: session, its teacher version, and the report that each of its questions takes.
    """
    parts = []
    for session, teacher, reports in sessions:
        headings, cells = headings_of(teacher.cells), [cell for cell in teacher.cells if cell.cell_type == "markdown"]
        written = {str(graded(cell)["grade_id"]).split("-")[1]: [cell] for cell in cells if graded(cell).get("grade_id")}
        exercises = [
            {"name": f"{session.number}.{name}", "heading": headings[name], "written": to_html(written.get(name, ()), lang)}
            | _keyed(session, name, reports, lang)
            for name in session.times.exercises
        ]
        parts.append(_facts(session, lang) | {"exercises": exercises})
    return _page("key.html.j2", read_words()[lang]["key"], lang, parts=parts)


def _keyed(session: Session, name: str, reports: Mapping[str, str], lang: str) -> dict[str, Any]:
    """Return the answer to a question that is checked, why, and the hints; nothing of them where it is answered in writing."""
    question = session.questions.get(name)
    if question is None:
        return {"answer": "", "right": "", "mistakes": []}
    hints = [mistake.hint[lang] for mistake in question.mistakes]
    return {"answer": shown_answer(session, question, reports[name]), "right": question.right.get(lang, ""), "mistakes": hints}


def shown_answer(session: Session, question: Question, report: str) -> str:
    """Return the expected answer as it is written in a key; empty where any of a kind will do."""
    if question.rules.kind in ("property", "function"):
        return question.example or ("" if question.rules.kind == "property" else question.answer)
    expected = evaluate(session, question.answer, report or REPORT)
    if question.rules.kind == "interval":
        return f"({expected[0]:,.6g}, {expected[1]:,.6g})"
    if question.rules.kind == "set":
        members = expected["figure_id"] if hasattr(expected, "columns") else expected
        return ", ".join(str(member) for member in sorted(members, key=str))
    if question.rules.kind == "frame":
        return str(expected.to_string(index=False))
    return str(expected) if isinstance(expected, str) else f"{float(expected):,.6g}"


def to_index(sessions: Sequence[Session], lang: str, langs: Sequence[str]) -> str:
    """Return the page from which a session is opened: the timetable with links."""
    words = read_words()
    others = [
        {"lang": other, "tag": words[other]["tag"], "name": pick(other, "中文", "English")}
        for other in LANGS
        if other in langs and other != lang
    ]
    facts = [_facts(session, lang) for session in sessions]
    named = words[lang]["plans"]
    plans = [{"name": named[name], "slots": plan(name, read_sessions(), lang)} for name in named]
    return _page("workshop.html.j2", words[lang]["workshop"], lang, sessions=facts, others=others, plans=plans)


def _facts(session: Session, lang: str) -> dict[str, Any]:
    return {
        "number": session.number,
        "stem": session.stem,
        "title": session.title[lang],
        "asks": session.asks[lang],
        "minutes": session.times.minutes,
    }


def to_html(cells: Sequence[NotebookNode], lang: str) -> Markup:
    """Return cells as HTML, code and outputs included."""
    from markupsafe import Markup

    return Markup(str(to_body(joined(cells), lang, "workshop")).strip()) if cells else Markup("")


def _page(template: str, title: str, lang: str, *, script: str = "", **values: object) -> str:
    words = read_words()[lang] | {"colon": pick(lang, "：", ": ")}
    return page(template, script=script, style="workshop.css", title=title, words=words, **values)
