"""One report of a corpus, what its text and its name say of it, and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

from xclib.errors import DocumentError
from xclib.extract.about import planned_year
from xclib.extract.document import Document, parse_text
from xclib.extract.figures import read_figures
from xclib.extract.tokens import fold
from xclib.formats.prose import Prose, read_prose
from xclib.formats.read import Opened, read_opened, within_limits
from xclib.model.areas import area_code, find_area
from xclib.model.figure import Figure
from xclib.model.indicators import measured
from xclib.model.numerals import simplify

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Item:
    """One report before it is read.

    Parameters
    ----------
    doc : str
        Document id: the one given, else the path below the folder or archive, without suffix.
    text : str or None
        The text, where it is known.
    body : bytes
        The file, where it is not.
    name : str
        Its name, whose suffix tells the format.
    kind, level, area, title, source_url : str
        What is known already; empty where the text is to say it.
    year : int or None
        The year planned for; of a communique, the year reported on.
    problem : str
        Why the report cannot be read, found out before reading.
    """

    doc: str
    text: str | None = None
    body: bytes = b""
    name: str = ""
    kind: str = ""
    level: str = ""
    area: str = ""
    year: int | None = None
    title: str = ""
    source_url: str = ""
    problem: str = ""

    @property
    def size(self) -> int:
        """Bytes or characters that it holds in memory."""
        return len(self.body) + len(self.text or "")

    def digest(self) -> bytes:
        """Return what tells this item from any other."""
        fields = (str(value) for name, value in asdict(self).items() if name not in ("text", "body"))
        body = self.body if self.text is None else self.text.encode("utf-8", "surrogatepass")
        return sha256("\x1f".join(fields).encode("utf-8", "surrogatepass") + b"\x1e" + body).digest()


def read_item(item: Item) -> tuple[Item, Document, Prose]:
    """Return an item with what its text and its name say of it, the parsed document, and the prose that it was parsed from.

    Raises `DocumentError`: the item cannot be read as a report.
    """
    if item.problem:
        raise DocumentError(item.problem, where=item.doc)
    if item.text is None:
        source = read_opened(Opened(item.body, item.name or "bytes"))
        item = replace(
            item, text=source.text, title=item.title or source.title, source_url=item.source_url or source.source_url
        )
    prose = read_prose((item.text or "").split("\n"))
    text = prose.text
    given = {"doc": item.doc, "kind": item.kind, "title": item.title, "source_url": item.source_url}
    document = parse_text(text, area=item.area, year=item.year, **given)
    # The last year in a path is that of what it leads to.
    named = [int(found) for found in _YEAR.findall(item.doc)][-1:]
    area, year = document.area or _area_of_name(item.doc), next(iter(named), None) if document.year is None else document.year
    if document.kind == "work report" and year is not None:
        year = planned_year(text, year)
    if (area, year) != (document.area, document.year):
        document = parse_text(text, area=area, year=year, **given | {"kind": document.kind})
    known = find_area(document.area)
    level = item.level or (known.level if known else "")
    return replace(item, kind=document.kind, area=document.area, year=document.year, level=level), document, prose


def _area_of_name(doc: str) -> str:
    """Return the known area that stands alone in a path, the innermost first: 省/市/2021."""
    for part in reversed(re.split(r"[/\\_\-\s]", doc)):
        if find_area(part) is not None:
            return part
    return ""


#: Characters of the sentence that are kept before and behind a number, and of the one before it, for rules that read more
#: than its label.
BEFORE, AFTER, LEAD = 240, 60, 80
#: Seconds that a report may take.
TIMEOUT = 60.0

#: Columns of the data set, with their Arrow types.
COLUMNS: dict[str, str] = {
    **dict.fromkeys(("doc",), "string"),
    **dict.fromkeys(("line", "start"), "int32"),
    **dict.fromkeys(("number", "unit", "unit_code"), "string"),
    **dict.fromkeys(("value", "value_high", "low", "high"), "float64"),
    **dict.fromkeys(("bound", "bound_word", "measure", "status", "period", "label", "scope", "indicator"), "string"),
    **dict.fromkeys(("coverage", "basis"), "string"),
    "preliminary": "bool_",
    **dict.fromkeys(("part", "section", "kind", "level", "area", "area_code"), "string"),
    "year": "int32",
    **dict.fromkeys(("source_url", "before", "after", "lead"), "string"),
}
#: Those that a figure has itself.
_PRINTED = tuple(name for name in COLUMNS if name in Figure.__dataclass_fields__)
REPORT_COLUMNS: dict[str, str] = {
    **dict.fromkeys(("doc", "kind", "level", "area", "area_code"), "string"),
    "year": "int32",
    **dict.fromkeys(("title", "source_url"), "string"),
    **dict.fromkeys(("chars", "figures"), "int32"),
}
FAILURE_COLUMNS: dict[str, str] = {"doc": "string", "error": "string", "message": "string"}

Row = dict[str, Any]


@dataclass(slots=True)
class Part:
    """What was read from one chunk of reports."""

    figures: list[Row] = field(default_factory=list)
    reports: list[Row] = field(default_factory=list)
    failures: list[Row] = field(default_factory=list)

    def add(self, other: Part) -> None:
        """Take in what was read from a part of the chunk."""
        self.figures += other.figures
        self.reports += other.reports
        self.failures += other.failures


def died(item: Item) -> Part:
    """Return what is recorded of a report whose reader was killed, as by the system for want of memory."""
    return Part(failures=[{"doc": item.doc, "error": "WorkerDied", "message": "the process that read it was killed"}])


def read_chunk(items: Sequence[Item], timeout: float = TIMEOUT) -> Part:
    """Read a few reports, in a process of their own; what one of them raises is recorded and the others are read.

    >>> report = Item("云泽区/2031", text="云泽区生产总值增长5.8%。", year=2031)
    >>> part = read_chunk([report, Item("empty", problem="no text")])
    >>> len(part.figures), part.failures[0]["doc"]
    (1, 'empty')
    """
    part = Part()
    for item in items:
        try:
            part.add(within_limits(_read_one, item.doc, item.size, timeout, item))
        except Exception as error:
            part.failures.append({"doc": item.doc, "error": type(error).__name__, "message": str(error)[:300]})
    return part


def _read_one(item: Item) -> Part:
    known, document, prose = read_item(item)
    rows = _rows(known, document.paragraphs, read_figures(document), prose)
    row = {name: getattr(known, name, None) for name in REPORT_COLUMNS}
    row |= {"area_code": area_code(known.area), "chars": len(known.text or ""), "figures": len(rows)}
    return Part(rows, [row])


def _rows(item: Item, paragraphs: Sequence[Any], figures: Iterable[Figure], prose: Prose) -> list[Row]:
    shared = {name: getattr(item, name) for name in ("doc", "kind", "level", "area", "year", "source_url")}
    shared["area_code"] = area_code(item.area)
    folded: tuple[int, str] = (0, "")
    rows = []
    for figure in figures:
        if folded[0] != figure.line:
            folded = (figure.line, fold(paragraphs[figure.line - 1].text))
        line, start = prose.place(figure.line, figure.start)
        rows.append(_row(figure, folded[1], item.area) | shared | {"line": line, "start": start})
    return rows


def _row(figure: Figure, text: str, area: str) -> Row:
    end = figure.start + len(figure.number)
    sentence = 1 + max(text.rfind(mark, 0, figure.start) for mark in "。！？")
    begin = max(figure.start - BEFORE, sentence)
    around = {"before": text[begin : figure.start], "after": text[end : end + AFTER]}
    printed = {name: getattr(figure, name) for name in _PRINTED}
    printed |= {"label": simplify(figure.label), "scope": simplify(figure.scope)}  # as the words around are
    return printed | measured(figure, area=area) | around | {"lead": text[max(0, sentence - LEAD) : sentence]}
