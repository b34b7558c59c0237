"""Tables with a cell a line whose heads and names a copy broke over several lines: 上年同期, 零售额."""

from __future__ import annotations

from collections.abc import Callable

from xclib.extract.cells import SECTION, Found, GridCell, Lines, is_cut, joined_cell, printed_width
from xclib.extract.columns import agrees, put_together
from xclib.extract.heads import is_unit
from xclib.extract.lexicon import word_set

#: Lines of heads at most.
_HEADS = 30
#: Lines of a name and its unit at most.
_DEEP = 4
#: Rows of such a table at least, and numbers in each.
_FEW, _NARROW = 3, 2


def rows_of_broken(page: Lines, n: int, end_of_names: Callable[[int], int], end_of_values: Callable[[int], int]) -> Found:
    """Return the table that begins on a line, its heads and names put together; None where that is not clear.

    Every row has a number, or a mark for none, in each column. Of a row whose name may as well stand below that of a part,
    nothing is read.
    """
    first = end_of_names(n)
    many = end_of_values(first) - first
    if many < _NARROW or first - n > _HEADS:
        return None
    names = word_set("name_heads") | word_set("place_heads")
    if names.isdisjoint((page.whole(n).plain, page.whole(n).plain + page.whole(n + 1).plain)):
        return None
    rows, end = _rows(page, n, first, end_of_names, end_of_values)
    lead = 1 + all(len(own) > 1 and is_unit(own[-1].plain) for own, _ in rows)
    heads = put_together(rows[0][0][:-lead], lead + many)
    if sum(len(values) == many for _, values in rows) < _FEW or not heads:
        return None
    rows[0][0][:] = rows[0][0][-lead:]
    widest = max((printed_width(own[0].text) for own, _ in rows if len(own) == lead), default=0)
    out = [heads]
    for own, values in rows:
        over = own[:-lead]
        if len(over) == 1 and is_cut(over[0], own[1], widest):
            own, over = [joined_cell(own[:2]), *own[2:]], []
        if len(values) != many or (over and not SECTION.match(over[-1].text)):
            page.lost += [cell for cell in values if cell.value]
        else:
            out += [[cell] for cell in over] + [[*own[-lead:], *values]]
    return (end, out) if agrees([heads], out[1:]) else None


def _rows(
    page: Lines, n: int, first: int, end_of_names: Callable[[int], int], end_of_values: Callable[[int], int]
) -> tuple[list[tuple[list[GridCell], list[GridCell]]], int]:
    """Return the names and the numbers of each row, the first with the heads above it, and where they end."""
    rows: list[tuple[list[GridCell], list[GridCell]]] = []
    at = n
    while (end := end_of_values(first)) > first > at and (not rows or first - at <= _DEEP):
        rows.append(([page.whole(i) for i in range(at, first)], [page.whole(i) for i in range(first, end)]))
        at, first = end, end_of_names(end)
    return rows, at
