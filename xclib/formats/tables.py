"""Tables of any format: merged cells written out, and the lines that rows become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain

from xclib.formats.source import SourceTable, join_words

Rows = tuple[tuple[str, ...], ...]

#: No printed table is wider; a page that claims more is broken or hostile.
MAX_COLUMNS = 200
#: Cells of one table up to which merged ones are written out.
MAX_CELLS = 200_000
#: A cell with more characters than this holds prose, and its table only lays out a page.
PROSE_CELL = 400

_VALUE = re.compile(r"[-+−—–±≈<>≤≥约]?\s*[\d０-９][\d０-９,，.．\s]*[%％‰]?")
#: What stands where there is no number.
_NONE = frozenset("-—–－/")
#: A merged year heads each of its columns.
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed, with the rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1
    #: Its lines, where it has several.
    lines: tuple[str, ...] = ()

    @classmethod
    def of(cls, lines: Iterable[str], rows: int = 1, columns: int = 1) -> Cell:
        """Return a cell of one or several lines; empty ones count for nothing."""
        filled = tuple(filter(None, lines))
        return cls(reduce(join_words, filled, ""), rows, columns, filled if len(filled) > 1 else ())


def expand(cells: Iterable[Sequence[Cell]]) -> Rows:
    """Write merged cells out in each place that they cover.

    A merged number is one figure, so it is written once, in its first place. Cells with a line for each of several rows are
    so many rows.

    Rows of equal length, empty ones left out; none where they would fill the memory. ``cells``: rows as the source has them.

    >>> expand([[Cell("指标", rows=2), Cell("2023年", columns=2)], [Cell("总量"), Cell("增速")]])
    (('指标', '2023年', '2023年'), ('指标', '总量', '增速'))
    """
    lines = [list(row) for row in cells]
    if all(cell.rows == 1 for row in lines for cell in row):
        lines = list(chain.from_iterable(map(_rows_of, lines)))
    grid: list[dict[int, str]] = [{} for _ in lines]
    total = 0
    for i, row in enumerate(lines):
        j = 0
        for cell in row:
            while j in grid[i]:
                j += 1
            # Spans that go on for ever are not believed; the cells themselves all stay.
            believed = total <= MAX_CELLS
            width = max(1, min(cell.columns, MAX_COLUMNS - j)) if believed else 1
            height = max(1, min(cell.rows, len(lines) - i)) if believed else 1
            total += width * height
            copy = "" if _VALUE.fullmatch(cell.text) and not _YEAR.fullmatch(cell.text) else cell.text
            for y in range(i, i + height):
                for x in range(j, j + width):
                    grid[y].setdefault(x, copy)
            grid[i][j] = cell.text
            j += width
    return _square([[line.get(x, "") for x in range(max(line, default=-1) + 1)] for line in grid])


def _rows_of(row: list[Cell]) -> list[list[Cell]]:
    """Return the rows that stand in one, a line each: names in some cells and, line for line, numbers in others."""
    heights = {len(cell.lines) for cell in row if cell.lines}
    stacks = [cell.lines for cell in row if cell.lines]
    numbers = sum(all(map(_is_number, lines)) for lines in stacks)
    if len(heights) != 1 or not 0 < numbers < len(stacks) or any(line[0] in "(（" for lines in stacks for line in lines):
        return [row]
    below = max(heights)
    apart = [[Cell(line, 1, cell.columns) for line in cell.lines] or [replace(cell, rows=below)] for cell in row]
    return [[cells[n] for cells in apart if n < len(cells)] for n in range(below)]


def _is_number(text: str) -> bool:
    return _VALUE.fullmatch(text) is not None or text in _NONE


def _square(rows: list[list[str]]) -> Rows:
    filled = [row for row in rows if any(row)]
    width = max((len(row) for row in filled), default=0)
    if width * len(filled) > 10 * MAX_CELLS:
        return ()
    return tuple(tuple(row + [""] * (width - len(row))) for row in filled)


def is_data(rows: Rows) -> bool:
    """Whether rows are a table of data, rather than a layout of the page.

    >>> is_data((("指标", "增速"), ("工业", "5.8%"))), is_data((("只有一格",),))
    (True, False)
    """
    return len(rows) > 1 and len(rows[0]) > 1 and max(len(cell) for row in rows for cell in row) <= PROSE_CELL


class Lines:
    r"""Collects the lines of a text and the tables among them.

    >>> lines = Lines()
    >>> lines.add("附表"); lines.add_table((("指标", "增速"), ("工业", "5.8%")))
    >>> lines.text, lines.tables[0].line
    ('附表\n指标\t增速\n工业\t5.8%', 2)
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._tables: list[tuple[int, Rows]] = []

    def add(self, line: str) -> None:
        """Add one line, unless it is empty."""
        if line:
            self.lines.append(line)

    def insert(self, at: int, line: str) -> None:
        """Add one line before the one at this position, counted from 0."""
        self.lines.insert(at, line)
        self._tables = [(n + (n > at), rows) for n, rows in self._tables]

    def add_table(self, rows: Rows) -> None:
        """Add a table: one line a row."""
        if rows:
            self._tables.append((len(self.lines) + 1, rows))
            self.lines.extend("\t".join(row) for row in rows)

    def extend(self, other: Lines) -> None:
        """Add the lines and tables of another text."""
        self._tables += [(line + len(self.lines), rows) for line, rows in other._tables]
        self.lines += other.lines

    def drop(self, unwanted: set[int]) -> None:
        """Leave out the lines with these positions, counted from 0; lines of tables stay."""
        inside = {n for line, rows in self._tables for n in range(line - 1, line - 1 + len(rows))}
        unwanted = unwanted - inside
        kept = [n for n in range(len(self.lines)) if n not in unwanted]
        places = {old: new for new, old in enumerate(kept)}
        self._tables = [(places[line - 1] + 1, rows) for line, rows in self._tables]
        self.lines = [self.lines[n] for n in kept]

    @property
    def text(self) -> str:
        """The lines, separated by line feeds."""
        return "\n".join(self.lines)

    @property
    def tables(self) -> tuple[SourceTable, ...]:
        """The tables, with the line where each begins."""
        return tuple(SourceTable(line, rows) for line, rows in self._tables)
