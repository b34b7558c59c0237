"""Tables of accounts with a cell a line, whose rows begin with a code: 208, 20805, 2080505."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice, product
from math import comb, prod

from xclib.extract.cells import Found, GridCell, Lines
from xclib.extract.columns import amount
from xclib.extract.lexicon import words

#: Heads of such a table, at most.
_HEADS = 14
#: By how much sums may differ for what computers leave of decimals.
_CENT = 0.006
#: Ways to share out the cells of rows that lack some, at most.
_WAYS = 256
_CODE = re.compile(r"\d{3,7}")
_SUM = re.compile("合计|总计|小计")


def rows_by_code(page: Lines, n: int, end_of_names: Callable[[int], int], end_of_values: Callable[[int], int]) -> Found:
    """Return the table whose heads begin on a line and whose rows begin with a code; None where none does.

    Empty cells may be left out. Of a row that lacks some, the sum is read, which stands first; what it is made up of is lost,
    unless the row of which it is a part, and the others that are, leave it one column each.
    """
    first = end_of_names(n)
    if page.whole(n).plain not in {*words("name_heads"), *words("serial_heads")}:
        return None
    coded = next((i for i in range(n, min(first, n + _HEADS)) if page.whole(i).plain.endswith(("编码", "代码"))), first)
    if coded + 1 >= first:
        return None
    last, at = first, first
    if page.whole(first - 1).plain == "栏次":
        last, at = first - 1, end_of_values(first)
        # 栏次, 1, 2, 3: behind them stands the sum, or the code of the first row.
        at -= page.kind(at) == "name" and _opens(page, at - 1)
    elif page.whole(first - 1).plain in words("totals"):
        last = at = first - 1
    heads = _heads([page.whole(i) for i in range(n, coded)], [page.whole(i) for i in range(coded, last)])
    numbers = [page.whole(i) for i in range(last, at)]
    if not heads or [cell.text for cell in numbers[1:]] != [str(i + 1) for i in range(len(heads[-1]) - 2 if numbers else 0)]:
        return None
    rows, at = _rows(page, at, len(heads[-1]), end_of_values)
    full = [row for row in rows if len(row) == len(heads[-1])]
    if len(rows) < 3 or not full or not _SUM.search(heads[-1][2].plain):
        return None
    columns = _columns(rows, len(heads[-1]))
    for i, row in enumerate(rows):
        if len(row) < len(heads[-1]):
            rows[i] = [*row[:3], *[GridCell("", row[0].line, 0)] * (len(heads[-1]) - 3)]
            for j, cell in zip(columns.get(i, ()), row[3:], strict=False):
                rows[i][j] = cell
            page.lost += [] if i in columns else [cell for cell in row[3:] if cell.value]
    return at, [*heads, *([numbers] if numbers else []), *rows]


def _heads(above: Sequence[GridCell], below: Sequence[GridCell]) -> list[list[GridCell]]:
    """Return the heads of codes, names and values, of those that stand above the head of the codes and of those from it on.

    项目, 本年支出, then 科目编码, 科目名称, 小计, 基本支出: the second is above all values. Or their own heads stand above.
    """
    if len(below) == 2 and len(above) > 2:
        return [[*below, *above[1:]]]
    if len(below) < 4 or len(above) > 2:
        return []
    upper = [[*[above[0]] * 2, *[above[-1]] * (len(below) - 2)]] if above else []
    return [*upper, list(below)]


def _rows(page: Lines, at: int, width: int, end_of_values: Callable[[int], int]) -> tuple[list[list[GridCell]], int]:
    """Return the rows from a line on, as long as they are so wide at most, and where they end; a sum has no code."""
    rows: list[list[GridCell]] = []
    while _opens(page, at) or (page.kind(at) == "name" and page.whole(at).plain in words("totals")):
        named = at + (page.kind(at) == "value")
        end = end_of_values(named + 1)
        end -= _opens(page, end - 1)
        if not named + 1 < end <= named + width - 1:
            break
        lead = [page.whole(at)] if named > at else [GridCell("", page.whole(at).line, 0)]
        rows.append([*lead, *(page.whole(i) for i in range(named, end))])
        at = end
    return rows, at


def _columns(rows: Sequence[Sequence[GridCell]], width: int) -> dict[int, list[int]]:
    """Return the columns of what makes up the sum of rows that lack cells, where the row above leaves no other.

    208 adds up 20805 and 20808, and the sum without a code 208 and 213: where it has nothing, they have none.
    """
    index = {row[0].text: i for i, row in enumerate(rows)}
    known = {i: [amount(cell) for cell in row[2:]] for i, row in enumerate(rows) if len(row) == width}
    parts: dict[int, list[int]] = {}
    for code, i in index.items():
        over = next((index[code[:cut]] for cut in range(len(code) - 1, -1, -1) if code[:cut] in index), -1)
        parts.setdefault(over, []).append(i)
    columns: dict[int, list[int]] = {}
    for over in sorted(parts, key=lambda i: len(rows[i][0].text)):
        below = parts[over]
        rest = [whole - sum(known[i][j] for i in below if i in known) for j, whole in enumerate(known.get(over, ()))]
        lacking = {i: [*map(amount, rows[i][2:])] for i in below if i not in known}
        ways = list(islice(_shared([*lacking.values()], rest), _WAYS))
        for i, (total, *amounts), *chosen in zip(lacking, lacking.values(), *ways, strict=True):
            if len({*chosen}) != 1:
                continue
            shares = dict(zip(chosen[0], amounts, strict=True))
            known[i] = [total, *(shares.get(j, 0.0) for j in range(1, len(rest)))]
            columns[i] = [2 + j for j in chosen[0]]
    return columns


def _shared(parts: Sequence[Sequence[float]], rest: Sequence[float]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield every choice of columns for the amounts of rows that have a sum each, which leaves none over where it may not."""
    free = [j for j in range(1, len(rest)) if rest[j] > _CENT]
    if prod(comb(len(free), len(own) - 1) for own in parts) > _WAYS:
        return
    # Where the sums of all rows make up the whole, their parts do as well.
    full = abs(rest[0] - sum(own[0] for own in parts)) < _CENT * len(parts) if rest else False
    for choice in product(*(combinations(free, len(own) - 1) for own in parts)):
        left = list(rest)
        for columns, own in zip(choice, parts, strict=True):
            for j, share in zip(columns, own[1:], strict=True):
                left[j] -= share
        if all(-_CENT * len(parts) < left[j] and (not full or left[j] < _CENT * len(parts)) for j in free):
            yield choice


def _opens(page: Lines, n: int) -> bool:
    """Whether a row begins on a line: with a code, and a name on the next."""
    return page.kind(n) == "value" and _CODE.fullmatch(page.whole(n).text) is not None and page.kind(n + 1) == "name"
