"""A report that was just read: its figures beside its text, to be checked, corrected and kept."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from xclib.data import schema
from xclib.data.rows import grouped
from xclib.errors import UnknownNameError, XclibError, unknown
from xclib.extract.captions import subjects, with_subject
from xclib.extract.document import Document, heading_of
from xclib.extract.figures import explain, read_figures
from xclib.extract.grids import Grid, find_grids
from xclib.formats.prose import Prose
from xclib.formats.source import SourceText
from xclib.html.shell import asset, fill, with_font
from xclib.model.codes import KINDS
from xclib.model.figure import Figure
from xclib.model.indicators import measured, read_indicators
from xclib.model.sources import CONTEXT, Page
from xclib.words.wording import format_figure, format_interval, part_of_year

if TYPE_CHECKING:
    import pandas as pd

#: Columns of `Reading.table`.
COLUMNS = (
    "n",
    "place",
    "number",
    "unit",
    "value",
    "value_high",
    "low",
    "high",
    "bound",
    "bound_word",
    "measure",
    "status",
    "period",
    "scope",
    "coverage",
    "preliminary",
    "basis",
    "label",
    "indicator",
    "part",
    "corrected",
)

#: Columns of ``figures.csv`` that say where a figure stands: no person corrects them.
_PLACE = ("paragraph", "line", "start", "prefix", "suffix", "fragment")


@dataclass
class Reading:
    """What was read from one document.

    Parameters
    ----------
    source : SourceText
        The text and where it comes from.
    document : Document
        What the rules read: its paragraphs, with area, kind and year.
    figures : tuple of Figure
        As the rules read them, at their places in the source; never changed.
    corrections : list of dict
        What a person says instead; rows of ``corrections.csv``.
    prose : Prose
        The way from the document's lines to the source's, where lines of the source may have been joined or divided.

    Examples
    --------
    >>> from xclib.extract.document import parse_text
    >>> text = "全年地区生产总值增长5.8%。"
    >>> reading = Reading.of(SourceText(text, "txt"), parse_text(text, year=2024))
    >>> reading.table[["number", "unit", "measure", "indicator"]].values.tolist()
    [['5.8', '%', 'growth', 'gdp_growth']]
    """

    source: SourceText
    document: Document
    figures: tuple[Figure, ...]
    prose: Prose
    corrections: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(
        cls, source: SourceText, document: Document, prose: Prose | None = None, grids: Sequence[Grid] | None = None
    ) -> Reading:
        """Read the figures of a document; ``grids``: its tables, where they have been found already."""
        prose = prose or Prose(source.lines, tuple(((0, n, 0),) for n, _ in enumerate(source.lines, 1)))
        figures = (_at(figure, *prose.place(figure.line, figure.start)) for figure in read_figures(document, grids))
        return cls(source, document, tuple(figures), prose)

    def __len__(self) -> int:
        return len(self.figures)

    def __repr__(self) -> str:
        known = self.document
        parts = [str(part) for part in (known.area, known.kind, known.year) if part]
        return f"<Reading {known.doc or 'of a document'}: {', '.join([*parts, f'{len(self)} figures'])}>"

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    def figure(self, n: int) -> Figure:
        """Return figure N, counted from 1 in reading order."""
        if not 1 <= n <= len(self.figures):
            raise UnknownNameError(f"no figure {n}", advice=f"figures are numbered 1 to {len(self.figures)}")
        return self.figures[n - 1]

    def correct(self, n: int, *, reason: str, **fields: str) -> Reading:
        """Say what figure N is instead: a person's last word on a field wins over what was read, which is kept.

        Parameters
        ----------
        n : int
            Number of the figure in `table`.
        reason : str
            Why.
        **fields : str
            New values, as printed: ``number="5.6"``, ``status="target"``.

        Returns
        -------
        Reading
            The same object, so that calls can be chained.
        """
        figure = self.figure(n)
        for name, value in fields.items():
            check_correction(figure, name, str(value))
            self._keep(self._correction(figure, name, str(value), reason))
        return self

    def leave_out(self, n: int, *, reason: str) -> Reading:
        """Say that figure N is no figure."""
        self._keep(self._correction(self.figure(n), "*", "", reason))
        return self

    def _keep(self, correction: dict[str, str]) -> None:
        """Keep a correction in place of an earlier one of the same field, as when a cell is run again."""
        place = operator.itemgetter("line", "start", "field")
        self.corrections[:] = [row for row in self.corrections if place(row) != place(correction)] + [correction]

    @staticmethod
    def _correction(figure: Figure, name: str, value: str, reason: str) -> dict[str, str]:
        return {"line": str(figure.line), "start": str(figure.start), "field": name, "value": value, "reason": reason}

    def rows(self) -> list[dict[str, str]]:
        """Return the figures as rows of ``figures.csv``, as read, without corrections."""
        lines = self.source.lines
        page = Page(lines)
        return [_raw_row(figure, lines[figure.line - 1], page) for figure in self.figures]

    def labels(self) -> list[dict[str, str]]:
        """Return labels of rows of tables with what their table is of, as rows of ``labels.csv``: mining, of investment."""
        found, forms = subjects(find_grids(self.document), self.document.area), self.document.forms()
        of = {self.prose.place(line, 0)[0]: subject.translate(forms) for line, subject in found.items()}
        keys = dict.fromkeys((f.scope, f.label, f.line) for f in self.figures if f.label and f.line in of)
        rows = [
            {"scope": scope, "label": label, "line": str(line), "label_zh": with_subject(label, of[line]), "label_en": ""}
            for scope, label, line in keys
        ]
        return [row for row in rows if row["label_zh"] != row["label"] and not row["scope"]]

    def explain(self, n: int) -> list[str]:
        """Return, in lines of text, which rules read figure N and what became of its neighbours.

        Parameters
        ----------
        n : int
            Number of the figure in `table`.
        """
        figure = self.figure(n)
        lines = [
            f"figure {n}, line {figure.line}, {figure.number}{figure.unit}: read by {', '.join(filter(None, figure.rules))}"
        ]
        line = self.prose.line_of(figure.line, figure.start)
        for decision in explain(self.document, line):
            mark = "kept    " if decision.kept else "left out"
            lines.append(f"  {mark} {decision.text} at {self.prose.place(line, decision.start)[1]}: {decision.rule}")
        return lines

    @property
    def table(self) -> pd.DataFrame:
        """The figures as a frame, corrections laid over them; ``n`` is the number to correct by."""
        import pandas as pd

        return pd.DataFrame(list(self._table_rows()), columns=list(COLUMNS)).astype({"value_high": float})

    def _table_rows(self) -> Iterator[dict[str, Any]]:
        return (_table_row(n, figure, fixed, self.document.area) for n, figure, fixed in self._laid_over())

    def _laid_over(self) -> Iterator[tuple[int, Figure, bool]]:
        """Yield the figures with their numbers, corrections laid over them, and whether there were any."""
        fixes: dict[tuple[int, int], dict[str, str]] = {}
        for row in self.corrections:
            fixes.setdefault((int(row["line"]), int(row["start"])), {})[row["field"]] = row["value"]
        for n, figure in enumerate(self.figures, 1):
            fix = fixes.get((figure.line, figure.start), {})
            if "*" not in fix:
                yield n, _corrected(figure, fix), bool(fix)

    def to_records(self, doc: str = "") -> list[dict[str, object]]:
        """Return the figures as records of the annotation standard, corrections laid over them."""
        return [figure.to_record() | ({"doc": doc} if doc else {}) for _, figure, _ in self._laid_over()]

    def doubts(self) -> list[str]:
        """Return, in lines of text, what a person should look at first: figures that lack something or look unlikely."""
        rows = list(self._table_rows())
        kinds = {
            "without a label": [row for row in rows if not row["label"]],
            "without a period": [row for row in rows if not row["period"]],
            "with growth of more than 100%": [
                row for row in rows if row["measure"] == "growth" and row["unit"] == "%" and abs(row["value"]) > 100
            ],
        }
        return [f"{len(found)} {what}: {_places(found)}" for what, found in kinds.items() if found]

    def to_html(self, *, whole: bool = False) -> str:
        """Return the text with its figures marked, beside the table; a whole page or a piece for a notebook."""
        rows = list(self._table_rows())
        counts, known = Counter(str(row["status"]) for row in rows), self.document
        kind = KINDS[known.kind].title_zh.removeprefix("年") if known.kind in KINDS else ""
        head = [known.area, kind, f"{known.year}年" if known.year else "", f"{len(rows)}个数字"]
        html = fill(
            "view.html.j2",
            title=self.source.title or known.doc or known.area if whole else None,
            style=asset("view.css"),
            known=[text for text in head if text],
            counts=counts.most_common(),
            blocks=groupby(_lines(self.source.lines, rows), lambda line: line["wide"]),
            rows=rows,
            names=read_indicators(),
            figure=format_figure,
            period=part_of_year,
            span=_span,
        )
        return with_font(html) if whole else html

    def _repr_html_(self) -> str:
        return self.to_html()


def _places(rows: list[dict[str, Any]]) -> str:
    more = f" and {len(rows) - 8} more" if len(rows) > 8 else ""
    return ", ".join(row["place"] for row in rows[:8]) + more


def _at(figure: Figure, line: int, start: int) -> Figure:
    return figure if (figure.line, figure.start) == (line, start) else replace(figure, line=line, start=start)


def _raw_row(figure: Figure, line: str, page: Page) -> dict[str, str]:
    # A number that a line break cut ends in the next line.
    end = min(figure.start + len(figure.number), len(line))
    shown_end = end + len(figure.unit) if figure.unit and line.startswith(figure.unit, end) else end
    return _cells(figure) | {
        "part": figure.part or "front",
        "paragraph": "0",
        "prefix": line[max(0, figure.start - CONTEXT) : figure.start].strip(),
        "suffix": line[end : end + CONTEXT].strip(),
        "fragment": page.fragment(figure.line, figure.start, shown_end),
    }


def _cells(figure: Figure) -> dict[str, str]:
    """Return the fields of a figure as a row of ``figures.csv`` holds them."""
    row = {name: str(getattr(figure, name, "")) for name in schema.columns("raw", "figures")}
    return row | {"preliminary": "true" if figure.preliminary else "", "sign": "-" if figure.value < 0 else ""}


def check_correction(figure: Figure, name: str, value: str) -> None:
    """Refuse a correction that would not hold: an unknown field, or a value that the field cannot have.

    Raises
    ------
    XclibError
        The field does not exist, or the value is none of its values.
    """
    fields = {field: about for field, about in schema.columns("raw", "figures").items() if field not in _PLACE}
    if name not in fields:
        raise unknown("field", name, list(fields), message=f"no field {name!r}")
    allowed = [str(word) for word in fields[name].get("enum", ())]
    if allowed and value not in allowed:
        raise unknown(name, value, [word for word in allowed if word], where=f"figure at {figure.line}:{figure.start}")
    try:
        _corrected(figure, {name: value})
    except XclibError as error:
        raise type(error)(error.message, where=f"figure at {figure.line}:{figure.start}", advice=error.advice) from None
    except (ValueError, ArithmeticError) as error:
        raise XclibError(
            f"{name} {value!r} does not fit: {error}",
            where=f"figure at {figure.line}:{figure.start}",
            advice="write it as printed",
        ) from None


def _corrected(figure: Figure, fix: Mapping[str, str]) -> Figure:
    if not fix:
        return figure
    from xclib.data.normalize import parse_figure

    row = _cells(figure) | dict(fix)
    return replace(parse_figure(row, figure.doc), rules=(*figure.rules, "corrected by a person"))


def _table_row(n: int, figure: Figure, corrected: bool, area: str) -> dict[str, Any]:
    printed = {name: getattr(figure, name) for name in COLUMNS if hasattr(figure, name)}
    label = figure.label if figure.label.startswith(figure.scope) else figure.scope + figure.label
    place = {"n": n, "place": f"{figure.line}:{figure.start}", "corrected": corrected}
    return printed | measured(figure, area=area) | place | {"label": label}


# --- the view --------------------------------------------------------------------------------------------------------


def _lines(lines: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the lines that are not blank: cells, parted by tabs, of text and figures; a title and headings are set apart."""
    figures = grouped(rows, lambda row: int(row["place"].split(":")[0]))
    for n, text in enumerate(lines, 1):
        if text.strip():
            level = heading_of(text.strip())[0] if len(text) <= 40 and "。" not in text else -1
            kind = "title" if n == 1 and len(text) <= 60 else "head" if level == 0 else ""
            cells, there = _cells_of(text, figures.get(n, ())), n in figures
            yield {"n": n, "kind": kind, "cells": cells, "figures": there, "wide": "\t" in text}


def _cells_of(text: str, rows: Sequence[Mapping[str, Any]]) -> list[list[tuple[str, Mapping[str, Any] | None]]]:
    """Return the cells of a line, each as pieces of text, with the row of a figure where a piece is its number."""
    cells: list[list[tuple[str, Mapping[str, Any] | None]]] = [[]]
    at = 0
    for start, row in sorted(((int(row["place"].split(":")[1]), row) for row in rows), key=operator.itemgetter(0)):
        _add_text(cells, text[at:start])
        at = start + len(row["number"])
        cells[-1].append((text[start:at], row))
    _add_text(cells, text[at:])
    return cells


def _add_text(cells: list[list[tuple[str, Mapping[str, Any] | None]]], text: str) -> None:
    first, *others = text.split("\t")
    cells[-1].append((first, None))
    cells += [[(other, None)] for other in others]


def _span(row: Mapping[str, Any]) -> Markup:
    """Return what is left open around a number, to be broken between its ends."""
    span = format_interval(row["low"], row["high"], row["unit"]) if row["low"] != row["high"] else "精确"
    return escape(span).replace("至", Markup("至<wbr>"))
