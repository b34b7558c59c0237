"""Tables that a copy has put down one column after the other, every cell on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from xclib.extract.cells import Found, GridCell, Lines
from xclib.extract.heads import is_unit, read_words, unit_in
from xclib.extract.lexicon import words

#: A head of rows that are months or years, which say as little of a subject as heads do.
_TIME = re.compile("[年月]|季度|时间")
#: Rows of such a table at least, and heads above a column of numbers at most.
_FEW, _DEEP = 3, 2
#: Heads that stand together, at least.
_PAIR = 2


class _Column(NamedTuple):
    """A column: its heads from top to bottom, and its cells."""

    heads: list[GridCell]
    cells: list[GridCell]
    counts: bool


def columns_in_turn(page: Lines, n: int, end_of_names: Callable[[int], int], end_of_values: Callable[[int], int]) -> Found:
    """Return the table whose columns stand below each other from a line on, each below its heads; None where none does.

    指标, 客运量, 货运量, 单位, 万人, 万吨, 绝对数, 24.6, 90.3: a column has as many cells as the others.
    """
    first = end_of_names(n)
    many = end_of_values(first) - first
    if many < _FEW:
        return None
    columns: list[_Column] = []
    at = n
    while (begin := end_of_names(at)) > at and end_of_values(begin) - begin == many:
        columns += _named(page, at, begin, many)
        heads = [page.whole(i) for i in range(at + (begin - at - 1) // (many + 1) * (many + 1), begin)]
        columns.append(_Column(heads, [page.whole(i) for i in range(begin, begin + many)], counts=True))
        at = begin + many
    unit, together, end = _together(page, at, many, end_of_names, end_of_values)
    if columns and end > at and not together:
        page.lost = [page.whole(i) for i in range(n, end) if page.kind(i) == "value"]
        return end, []
    columns, at = columns + together, end
    last = end_of_names(at)
    if page.kind(last) == "long" and last > at and (last - at) % (many + 1) == 0:
        columns += _named(page, at, last + 1, many)
        at = last
    if not _stand_in_turn(columns):
        return None
    behind = range(at, at + 2 * (many + 1))
    uneven = any(
        page.kind(i) == "value" for i in takewhile(lambda i: page.kind(i) != "long" and not page.names_table(i), behind)
    )
    if not uneven:
        return at, [*unit, *_rows(columns)]
    if sum(column.counts for column in columns) < _FEW:
        return None
    end = at
    while page.kind(end) != "long" and not page.names_table(end):
        end += 1
    # Of columns that lack cells it is not known which.
    page.lost = [page.whole(i) for i in range(at, end) if page.kind(i) == "value"]
    return end, _rows(columns)


def _together(
    page: Lines, at: int, many: int, end_of_names: Callable[[int], int], end_of_values: Callable[[int], int]
) -> tuple[list[list[GridCell]], list[_Column], int]:
    """Return the columns whose heads stand together before all of their cells, the unit among them, and where they end.

    None where their decimals are those of rows.
    """
    begin = end_of_names(at)
    heads = [page.whole(i) for i in range(at, begin) if not page.names_table(i)]
    end = end_of_values(begin)
    if len(heads) < _PAIR or end - begin != many * len(heads) or begin - at > len(heads) + 1:
        return [], [], at
    cells = [page.whole(i) for i in range(begin, end)]
    columns = [_Column([head], cells[k * many : (k + 1) * many], counts=True) for k, head in enumerate(heads)]
    across = [[_decimals(cell) for cell in cells[k :: len(heads)]] for k in range(len(heads))]
    if _alike(across) > _alike([[_decimals(cell) for cell in column.cells] for column in columns]):
        return [], [], end
    return [[page.whole(i)] for i in range(at, begin) if page.names_table(i)], columns, end


def _named(page: Lines, at: int, end: int, many: int) -> list[_Column]:
    """Return the columns of names from one line to another, a head each."""
    begins = range(at, end - many - 1, many + 1)
    return [_Column([page.whole(i)], [page.whole(j) for j in range(i + 1, i + many + 1)], counts=False) for i in begins]


def _stand_in_turn(columns: Sequence[_Column]) -> bool:
    """Whether the cells below each other are columns and not rows, which may have as many cells.

    Of the heads above numbers and the names of rows, those say more of units and times that are heads; and the numbers of a
    column have as many decimals.
    """
    serials = [n for n, column in enumerate(columns) if column.heads[-1].plain in words("serial_heads")]
    named = [column for column in columns if not column.counts]
    counted = [column for column in columns[len(serials) :] if column.counts]
    if not named or not counted or any(serials) or _TIME.search(columns[0].heads[0].plain):
        return False
    if any(len(column.heads) > _DEEP for column in columns):
        return False
    if any(all(is_unit(cell.plain) for cell in column.cells) for column in named[1:]):
        return True
    heads, names = _share([column.heads[-1] for column in counted]), _share(named[0].cells)
    if heads != names:
        return heads > names
    down = [[_decimals(cell) for cell in column.cells] for column in counted]
    return _alike(down) > _alike(list(zip(*down, strict=True)))


def _share(cells: Sequence[GridCell]) -> float:
    """Return the share of cells that head columns: they name a unit, or say of no subject."""
    return sum(map(_heads, cells)) / len(cells)


def _heads(cell: GridCell) -> bool:
    stated = read_words(cell.plain, None)
    # 合计 and 全市 name rows as well.
    general = {word for word in words("generic_heads") if word not in words("totals") and word[0] != "全"}
    return bool(stated.unit) or stated.rest == "" or stated.rest in general


def _decimals(cell: GridCell) -> int:
    return len(cell.value["number"].partition(".")[2]) if cell.value else 0


def _alike(rows: Sequence[Sequence[int]]) -> float:
    """Return the share of numbers beside each other that have as many decimals."""
    pairs = [a == b for row in rows for a, b in pairwise(row)]
    return sum(pairs) / max(1, len(pairs))


def _rows(columns: Sequence[_Column]) -> list[list[GridCell]]:
    """Return the columns as rows, a head of several columns written out above each."""
    deep = max(len(column.heads) for column in columns)
    lower = Counter(column.heads[-1].plain for column in columns)
    heads: list[list[GridCell]] = []
    over: _Column | None = None
    for column in columns:
        over = column if len(column.heads) == deep else over if over and _belongs(column, over, lower) else None
        own = column.heads[-1]
        heads.append([*over.heads[:-1], own] if over else [own] * deep)
    down = [[*above, *column.cells] for above, column in zip(heads, columns, strict=True)]
    return [list(row) for row in zip(*down, strict=True)]


def _belongs(column: _Column, over: _Column, lower: Counter[str]) -> bool:
    """Whether a column with one head stands below the upper head of another.

    It says no subject, repeats a lower head, is a part of what it stands beside, or has its unit of the upper head alone.
    """
    own = column.heads[-1].plain
    stated, general = read_words(own, None), {"", *words("generic_heads")}
    part = (
        over.heads[-1].plain in words("totals") or own.startswith("其中") or (unit_in(over.heads[0].plain) and not stated.unit)
    )
    return column.counts and bool(part or lower[own] > 1 or is_unit(own) or stated.rest in general)
