"""Cells that hold a number and another in brackets, where a table says what the brackets hold: 402.6（5.4）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from xclib.extract.cells import Grid, GridCell
from xclib.extract.document import Document
from xclib.extract.heads import read_words

#: A number, and another in brackets behind it.
_TWO = re.compile(r"([-+]?\d[\d,.]*)\s*[(（]\s*([-+]?\d[\d,.]*)\s*%?\s*[)）]")
#: What a caption or a note says of brackets: 括号内为同比增速，%.
_SAYS = re.compile(r"[(（]?括号[内里中]的?(?:数[字据值]?)?均?[为是系]?([^\s，。；、,;:()（）%]{2,12})[^()（）]*[)）]?")
#: A head that says it itself: 产值（增速）.
_HEAD = re.compile(r"[(（]((?:同比)?(?:增速|增幅|增长率?)|占比|比重|位次|排名)[,，]?\s*[%％]?[)）]")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
#: How many lines below a table may hold a note of it.
_BELOW = 3


def with_brackets_apart(grid: Grid, document: Document) -> Grid:
    r"""Return a table in which what brackets hold has a column of its own; as it is where nothing says what they hold.

    >>> from xclib.extract.document import parse_text
    >>> from xclib.extract.grids import find_grids
    >>> document = parse_text("表1 产值（括号内为增速）\n镇\t产值（亿元）\n南塘镇\t4.6（5.4）\n古桥镇\t2.5（6.2）")
    >>> [[c.text for c in row] for row in find_grids(document)[0].rows]
    [['镇', '产值（亿元）', '产值增速'], ['南塘镇', '4.6', '5.4'], ['古桥镇', '2.5', '6.2']]
    """
    first = next((n for n, row in enumerate(grid.rows) if any(map(_two, row))), 0)
    if not first or len({len(row) for row in grid.rows}) > 1:
        return grid
    stated = _stated(grid, document)
    columns = {j: what for j in range(1, len(grid.rows[0])) if (what := _what(grid, first, j, stated))}
    if not columns:
        return grid
    rows = [list(_parted(row, n - first + 1, columns)) for n, row in enumerate(grid.rows)]
    # The caption's 增速 is that of the brackets, not of the table.
    return Grid(rows, [_SAYS.sub("", line) for line in grid.above], grid.lost)


def _two(cell: GridCell) -> re.Match[str] | None:
    return _TWO.fullmatch(cell.text) if cell.text.endswith((")", "）")) else None


def _stated(grid: Grid, document: Document) -> str:
    """Return what the lines above and below a table, or its last row, say that brackets hold."""
    last = grid.rows[-1][0]
    below = [p.text for p in document.paragraphs[last.line : last.line + _BELOW]]
    found = next((m for line in (*grid.above, last.text, *below) if (m := _SAYS.search(line))), None)
    return found[1] if found and _compares(found[1]) else ""


def _compares(what: str) -> bool:
    """Whether what is said names a rate of growth, a share or a rank: any other amount needs a unit of its own."""
    found = read_words(what, None)
    return found.measure in ("growth", "rank") or found.share


def _what(grid: Grid, first: int, j: int, stated: str) -> str:
    """Return what the brackets of a column hold, empty where most of its cells have none or nothing says it."""
    filled = [row[j] for row in grid.rows[first:] if row[j].counts]
    if not filled or 2 * sum(_two(cell) is not None for cell in filled) < len(filled):
        return ""
    return next((m[1] for row in grid.rows[:first] if (m := _HEAD.search(row[j].text))), stated)


def _parted(row: Sequence[GridCell], below: int, columns: Mapping[int, str]) -> Iterator[GridCell]:
    """Yield the cells of a row with a cell more for each column of two numbers; the lowest row of heads is row 0."""
    merged = len({cell.plain for cell in row}) == 1
    for j, cell in enumerate(row):
        if j not in columns:
            yield cell
        elif below <= 0:
            yield GridCell(_HEAD.sub("", cell.text), cell.line, cell.start)
            own = _IN_BRACKETS.sub("", cell.text)
            yield GridCell(own if below < 0 else own + columns[j], cell.line, cell.start)
        elif found := _two(cell):
            yield GridCell(found[1], cell.line, cell.start)
            yield GridCell(found[2], cell.line, cell.start + found.start(2))
        else:
            yield cell
            yield cell if merged else GridCell("", cell.line, cell.start)
