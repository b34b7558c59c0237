"""Which report a session is built with: the one asked for, or the workshop's own where that lacks what the session needs."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xclib.briefs.render import from_dict
from xclib.data import store
from xclib.errors import BriefError, UnknownNameError
from xclib.words.wording import LANGS
from xclib.workshop.answers import REPORT, Session, Texts, evaluate, read_words
from xclib.workshop.versions import tags_of

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True)
class Fit:
    """A session's report, and what the report that was asked for lacks of it."""

    #: Empty for what stands in the notebook.
    report: str
    asked: str = ""
    lacking: tuple[Texts, ...] = ()

    def sentence(self, lang: str) -> str:
        """Return what is lacking as a sentence; empty where nothing is."""
        if not self.lacking:
            return ""
        words = read_words()[lang]
        what = words["joint"].join(text[lang] for text in self.lacking)
        return str(words["unfit"].format(asked=self.asked, what=what, taken=self.report))


def fit(session: Session, report: str) -> Fit:
    """Return the report that a session is built with.

    Parameters
    ----------
    session : Session
        Its file names what it needs of a report.
    report : str
        The one asked for; empty for the session's own.

    Returns
    -------
    Fit
        With the workshop's own report, where the one asked for lacks something.

    Raises
    ------
    BriefError
        It lacks something, and the workshop's own report is not in this data folder.
    """
    lacking = () if report in ("", REPORT) else tuple(_lacking(session, report))
    if not lacking:
        return Fit(report)
    found = Fit(REPORT, report, lacking)
    try:
        store.report_row(REPORT)
    except UnknownNameError:
        advice = "take a report that has it, or leave the session out"
        raise BriefError(f"{found.sentence('en')} It is not in this data folder", where=session.stem, advice=advice) from None
    return found


def _lacking(session: Session, report: str) -> Iterator[Texts]:
    missing = [words for name, words in session.needs.items() if not _is_there(session, name, report)]
    yield from missing
    if not missing:
        failing = [q.id for q in session.questions.values() if not _is_there(session, q.answer, report)]
        for name in failing:
            yield {lang: read_words()[lang]["for"].format(question=name) for lang in LANGS}


def _is_there(session: Session, expression: str, report: str) -> bool:
    try:
        return evaluate(session, expression, report) is not None
    except (LookupError, TypeError, AttributeError, ValueError):
        return False


def with_note(source: NotebookNode, found: Fit) -> NotebookNode:
    """Return the notebook with a cell under its title that says why another report is used; itself where none is."""
    if not found.lacking:
        return source
    made = deepcopy(source)
    place = next(n for n, cell in enumerate(made.cells) if "en" in tags_of(cell)) + 1
    made.cells[place:place] = [
        from_dict(
            {"cell_type": "markdown", "id": f"report-{lang}", "metadata": {"tags": [lang]}, "source": found.sentence(lang)}
        )
        for lang in LANGS
    ]
    return made
