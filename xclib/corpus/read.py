"""Reports of a corpus read into rows: one chunk at a time, whatever one of them raises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from xclib.corpus.item import Item, read_item
from xclib.extract.figures import read_figures
from xclib.extract.tokens import fold
from xclib.formats.prose import Prose, read_prose
from xclib.formats.read import within_limits
from xclib.model.areas import area_code
from xclib.model.figure import Figure
from xclib.model.indicators import measured

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
    known, document = read_item(item)
    prose = read_prose((known.text or "").split("\n"))
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
    printed = {name: getattr(figure, name) for name in COLUMNS if hasattr(figure, name)}
    return printed | measured(figure, area=area) | around | {"lead": text[max(0, sentence - LEAD) : sentence]}
