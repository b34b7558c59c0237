"""Tables with a cell a line whose heads and names a copy broke over several lines: 上年同期, 零售额."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xclib.extract.broken_heads import put_together
from xclib.extract.cells import OPENS, RAGGED, SECTION, Found, GridCell, Lines, is_cut, joined_cell, printed_width
from xclib.extract.columns import agrees
from xclib.extract.heads import is_unit
from xclib.extract.lexicon import word_set

#: Lines of heads at most.
_HEADS = 30
#: Lines at most that may name the table, of which its first head is not one.
_TITLES = 3
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
    titles = range(n, min(n + _TITLES, first - 1))
    begin = next((i for i in titles if not names.isdisjoint(_words_from(page, i))), -1)
    if begin < 0:
        return None
    rows, end = _rows(page, begin, first, end_of_names, end_of_values)
    lead = 1 + all(len(own) > 1 and is_unit(own[-1].plain) for own, _ in rows)
    widest = _widest([own for own, _ in rows[1:]], lead)
    heads, rows[0][0][:] = _parted(rows[0][0], lead, lead + many, widest)
    if sum(len(values) == many for _, values in rows) < _FEW or not heads:
        return None
    out = [*([page.whole(i)] for i in range(n, begin)), heads]
    for own, values in rows:
        over = own[:-lead]
        if len(over) == 1 and is_cut(over[0], own[1], widest):
            own, over = [joined_cell(own[:2]), *own[2:]], []
        if len(values) != many or (over and not SECTION.match(over[-1].text)):
            page.lost += [cell for cell in values if cell.value]
        else:
            out += [[cell] for cell in over] + [[*own[-lead:], *values]]
    return (end, out) if agrees([heads], out[begin - n + 1 :]) else None


def _words_from(page: Lines, n: int) -> tuple[str, str]:
    """Return a line, and what it makes with the next."""
    own = page.whole(n).plain
    return own, own + page.whole(n + 1).plain


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


def _widest(names: Sequence[Sequence[GridCell]], lead: int) -> int:
    """Return the width of the column of names: that of the widest, or of wider halves where several are as wide."""
    whole = max((printed_width(own[0].text) for own in names if len(own) == lead), default=0)
    halves = [printed_width(own[-lead - 1].text) for own in names if len(own) > lead]
    return max(halves) if len(halves) > 1 and min(halves) >= max(whole, max(halves) - RAGGED) else whole


def _parted(lines: Sequence[GridCell], lead: int, width: int, widest: int) -> tuple[list[GridCell], list[GridCell]]:
    """Return the heads so many that lines make, and the name of the first row below them, which may fill two lines."""
    if heads := put_together(lines[:-lead], width):
        return heads, list(lines[-lead:])
    cut = len(lines) > lead + 1 and not OPENS.match(lines[-lead - 1].plain) and is_cut(lines[-lead - 1], lines[-lead], widest)
    return put_together(lines[: -lead - 1], width) if cut else [], list(lines[-lead - 1 :])
