"""Which report each exercise is built with: the one asked for, or the workshop's own where that lacks what is needed."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from xclib.briefs.render import from_dict
from xclib.data import store
from xclib.errors import BriefError, UnknownNameError
from xclib.words.wording import LANGS
from xclib.workshop.answers import LACKING, REPORT, Session, Texts, evaluate, read_words
from xclib.workshop.kernel import stored
from xclib.workshop.versions import graded, prose, tags_of

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
class Line:
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
    return {name for line in lines_of(cells) if not line.answer for name in line.used | line.set}


def rests_on_report(cells: list[NotebookNode], part: Part) -> bool:
    """Whether a part uses anything that is computed from the report."""
    changing = _changing(cells[: part.ends]) - {_CHECK}
    return any(line.used & changing for line in lines_of(cells[part.begins : part.ends]) if line.set != {_CHECK})


def renew(cells: list[NotebookNode], begins: int, ends: int, report: str) -> str:
    """Return code that takes another report and computes anew what the cells between two places use of it.

    ``begins``, ``ends``: the cells that take it.
    """
    changing = _changing(cells[:begins])
    wanted = _wanted(cells[begins:ends]) & changing
    kept = [f'{_REPORT} = "{report}"']
    for line in reversed(lines_of(cells[:begins])):
        if line.set & wanted and line.used & changing and not line.answer:
            kept.insert(1, line.text)
            wanted |= line.used & changing
    return "\n".join(kept)


def lines_of(cells: Iterable[NotebookNode]) -> list[Line]:
    """Return the statements of cells in their order."""
    return [line for cell in cells if cell.cell_type == "code" for line in _read(cell)]


def _read(cell: NotebookNode) -> Iterable[Line]:
    for node in ast.parse(cell.source).body:
        inside, text = list(ast.walk(node)), ast.get_source_segment(cell.source, node) or ""
        names = [n for n in inside if isinstance(n, ast.Name)]
        own = frozenset(stored(node))
        # The `a` of `[a / b for a in ends]` is no name of the notebook's, nor is an argument.
        local = {n.id for n in names if isinstance(n.ctx, ast.Store)} | {n.arg for n in inside if isinstance(n, ast.arg)}
        used = {n.id for n in names if isinstance(n.ctx, ast.Load)} - (local - own)
        changed = own | {base for n in inside if (base := _base(n))}
        used |= changed if isinstance(node, ast.AugAssign) else set()
        yield Line(text, frozenset(used), changed, bool(graded(cell).get("solution")))


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
    for line in lines_of(cells):
        if line.used & changing and not line.answer:
            changing |= line.set
    return changing


def _wanted(cells: Iterable[NotebookNode]) -> set[str]:
    """Return the names that cells use, answers included, before they set them."""
    wanted: set[str] = set()
    known: set[str] = set()
    for line in lines_of(cells):
        wanted |= line.used - known
        if not line.answer:
            known |= line.set - line.used
    return wanted


#: What the report at hand lacks for an exercise.
Lack = tuple[Texts, ...]


@dataclass(frozen=True)
class Fit:
    """A session's report, and what the report that was asked for lacks of it."""

    #: Empty for what stands in the notebook.
    report: str
    asked: str = ""
    #: What is lacking, where nothing in the session can take the report that was asked for.
    lacking: Lack = ()
    #: Questions that take the workshop's own report while the others take the one asked for, with what is lacking.
    borrowed: Mapping[str, Lack] = field(default_factory=dict)

    def of(self, question: str) -> str:
        """Return the report that a question takes."""
        return REPORT if question in self.borrowed else self.report or REPORT

    def sentence(self, lang: str) -> str:
        """Return what is lacking as a sentence; empty where nothing is."""
        what = self.lacking or chain.from_iterable(self.borrowed.values())
        names = ", ".join(name for name in self.borrowed if name)
        says = "unfit" if self.lacking else "partly"
        return (
            _lack_in_words(lang, says, self.asked, what, self.report if self.lacking else REPORT, names) if self.asked else ""
        )


def _lack_in_words(lang: str, says: str, asked: str, what: Iterable[Texts], taken: str, names: str = "") -> str:
    """Return a sentence on what a report lacks, each thing once."""
    words = read_words()[lang]
    listed = words["joint"].join(dict.fromkeys(text[lang] for text in what))
    return str(words[says].format(asked=asked, what=listed, taken=taken, names=names))


def fit(session: Session, report: str, notebook: NotebookNode) -> Fit:
    """Return the report that a session and each of its exercises are built with.

    With the workshop's own report where the one asked for lacks something. ``session``: its file names what it needs of a
    report; ``report``: the one asked for; empty for the session's own; ``notebook``: the session as written: what is taught
    for an exercise needs figures, too. Raises `BriefError`: it lacks something, and the workshop's own report is not in
    this data folder.
    """
    if report in ("", REPORT):
        return Fit(report)
    cells = notebook.cells
    resting = [part for part in parts_of(cells) if rests_on_report(cells, part)]
    lacks = {part.question: tuple(_lacking(session, report, cells, part)) for part in resting}
    borrowed = {name: lack for name, lack in lacks.items() if lack}
    if not borrowed:
        return Fit(report)
    whole = all(lacks[part.question] for part in resting if part.question)
    each = tuple({text["en"]: text for lack in borrowed.values() for text in lack}.values())
    found = Fit(REPORT, report, lacking=each) if whole else Fit(report, report, borrowed=borrowed)
    try:
        store.report_row(REPORT)
    except UnknownNameError:
        advice = "take a report that has it, or leave the session out"
        raise BriefError(f"{found.sentence('en')} It is not in this data folder", where=session.stem, advice=advice) from None
    return found


def _lacking(session: Session, report: str, cells: list[NotebookNode], part: Part) -> Iterator[Texts]:
    """Yield what a report lacks for a part: what its cells name, what its answer rests on, or the answer itself."""
    question = session.questions.get(part.question)
    used = names_in(cells[part.begins : part.ends]) | (_rests_on(session, question.answer) if question else set())
    missing = [words for name, words in session.needs.items() if name in used and not _is_there(session, name, report)]
    yield from missing
    if question and not missing and not _is_there(session, question.answer, report):
        yield {lang: read_words()[lang]["for"].format(question=question.id) for lang in LANGS}


def _rests_on(session: Session, expression: str) -> set[str]:
    """Return the names of ``let`` that an expression uses, directly or not."""
    names = {node.id for node in ast.walk(ast.parse(expression.strip(), mode="eval")) if isinstance(node, ast.Name)}
    known = names & set(session.let)
    return known.union(*(_rests_on(session, session.let[name]) for name in known))


def _is_there(session: Session, expression: str, report: str) -> bool:
    try:
        return evaluate(session, expression, report) is not None
    except LACKING:
        return False


def with_note(source: NotebookNode, found: Fit) -> NotebookNode:
    """Return the notebook with notes that say where another report is used, and cells that take it; itself where none is."""
    if found.borrowed:
        return _with_switches(source, found)
    if not found.lacking:
        return source
    made = deepcopy(source)
    place = next(n for n, cell in enumerate(made.cells) if "en" in tags_of(cell)) + 1
    made.cells[place:place] = [prose("report", lang, found.sentence(lang)) for lang in LANGS]
    return made


def _with_switches(source: NotebookNode, found: Fit) -> NotebookNode:
    made = deepcopy(source)
    switches = _switches(source.cells, found)
    ends = [part.begins for part, _ in switches[1:]] + [len(source.cells)]
    for n, ((part, report), end) in reversed(list(enumerate(zip(switches, ends, strict=True)))):
        code = renew(source.cells, part.begins, end, report)
        cell = from_dict({"cell_type": "code", "id": f"switch-{n}", "metadata": {}, "source": code})
        cell.outputs, cell.execution_count = [], None
        why = _reason(part, report, found)
        made.cells[part.begins : part.begins] = [*(prose(f"switch-{n}", lang, why[lang]) for lang in LANGS), cell]
    return made


def _switches(cells: list[NotebookNode], found: Fit) -> list[tuple[Part, str]]:
    """Return the parts at which the report changes, each with the one that it takes; what rests on none changes nothing."""
    current, switches = found.report, []
    for part in parts_of(cells):
        wanted = found.of(part.question)
        if wanted != current and (part.question in found.borrowed or rests_on_report(cells, part)):
            switches.append((part, wanted))
            current = wanted
    return switches


def _reason(part: Part, report: str, found: Fit) -> Texts:
    says, lack = ("back", ()) if report == found.asked else ("away", found.borrowed[part.question])
    return {lang: _lack_in_words(lang, says, found.asked, lack, report) for lang in LANGS}
