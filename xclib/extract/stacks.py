"""Tables whose every cell is a line, as a copy from a page leaves them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise, zip_longest

from xclib.extract.broken_heads import are_broken, are_torn
from xclib.extract.cells import CAPTION, GREW, SECTION, TITLE, Found, GridCell, Lines, kind_of, kinds_of, with_whole_names
from xclib.extract.columns import (
    NATURES,
    agrees,
    by_digits,
    heads_of,
    in_numbered_part,
    is_no_part,
    may_part,
    places_across,
    suits,
    under_merged,
)
from xclib.extract.heads import is_unit, read_words, table_units, unit_in
from xclib.extract.lexicon import word_set, words
from xclib.extract.stack_breaks import rows_of_broken
from xclib.extract.stack_codes import rows_by_code
from xclib.extract.stack_columns import columns_in_turn

#: Heads of a table whose cells are a line each, at most.
_HEADS = 14
#: From how many lines of a run of short lines a table is looked for that takes the rest of the run.
_TRIES = 6
#: Cells in a row of them, at most.
_WIDEST = 10
#: So many bare numbers alone on their lines are what is left of a table.
_HEAP = 4
#: What stands below 公式: A=B+C, B.
_FORMULA = re.compile(r"[A-Z](?:=[A-Z+*/-]+)?")
_NATURE = re.compile(r"\s*(?:预期性|约束性|-+|—+)\s*$")


class Stacks:
    """Reads tables with a cell a line."""

    def __init__(self, page: Lines) -> None:
        self.page = page
        #: Whether no cell stands above a line, by the line and where the latest table ends.
        self.alone: dict[tuple[int, int], bool] = {}
        #: The end of the latest run of short lines that was found to be no table.
        self.plain = 0
        #: By where a run of short lines ends: from how many lines of it no table was found that takes the rest of it.
        self.tried: Counter[int] = Counter()
        #: The same of tables whose heads are broken.
        self.broken: Counter[int] = Counter()
        #: By width and place within a row: the kinds of a first row, where it is, and where the rows like it end.
        self.runs: dict[tuple[int, int], tuple[list[str], int, int]] = {}
        #: The same of rows that measure nothing, which none of them does.
        self.serial: dict[tuple[int, int], int] = {}

    def read(self, n: int) -> Found:
        """Return the table that begins on a line; of one whose cells cannot be told apart all numbers are lost."""
        if self._opens_bars(n):
            if (found := self._barred(n)) or max(self.page.bars[n + 1 : self._end_of_bars(n)]) > 1:
                # Where empty cells are told, what they tell is not guessed anew.
                return found or self._lost(n)
        elif self._names_alone(n) or any(self._opens_bars(i) for i in range(n + 1, n + 4)):
            # What names a table with bars is no cell of it.
            return None
        if (found := self._in_turn(n)) or any(self._in_turn(i) for i in range(n + 1, n + 4)):
            # What names a table is no cell of it.
            return found
        found = (
            self._cut_heads(n)
            or self._whole_run(n)
            or self._coded(n)
            or self._numbered(n)
            or self._column(n)
            or self._broken(n)
            or self._heap(n)
        )
        return self._untorn(n, found[0], with_whole_names(found[1])) if found else None

    def _untorn(self, n: int, end: int, rows: list[list[GridCell]]) -> Found:
        """Return a table, without a row where its cells show that they are not what they were taken for."""
        sides = places_across(rows)
        if not are_torn(rows) and (not sides or len({*map(len, rows)}) == 1):
            return end, [list(row) for row in zip(*rows, strict=True)] if sides else rows
        self.page.lost = [self.page.whole(i) for i in range(n, end) if self.page.kind(i) == "value"]
        return end, []

    def _names_alone(self, n: int) -> bool:
        """Whether none but names stand from a line on to one that is no cell, so that there are no values."""
        return self.page.kind(n) == "name" and self.page.kind(self._next_no_name[n]) == "long"

    def _opens_bars(self, n: int) -> bool:
        """Whether a table begins here whose every cell is a line, empty ones too, with bars between them."""
        here = self.page.bars[n : n + 3]
        return len(here) == 3 and all(here) and (n in (0, self.page.taken) or not self.page.bars[n - 1])

    def _end_of_bars(self, n: int) -> int:
        end = n
        while end < len(self.page.lines) and self.page.bars[end] and (self.page.bars[end + 1] or self.page.kind(end) != "long"):
            end += 1
        return end

    def _lost(self, n: int) -> Found:
        """Take the numbers between bars whose heads are not clear: nothing is read of them."""
        end = self._end_of_bars(n)
        self.page.lost = [self.page.whole(i) for i in range(n, end) if self.page.kind(i) == "value"]
        return end, []

    def _barred(self, n: int) -> Found:
        """Read a table with bars between its cells."""
        end = self._end_of_bars(n)
        lines = [i for i in range(n, end) for _ in range(self.page.bars[i])]
        cells = [self.page.whole(i) if last else GridCell("", self.page.lines[i][0].line, 0) for i, last in _with_last(lines)]
        cells += [GridCell("", cells[-1].line, 0)] * (self.page.bars[end] - 1)
        titles = _end_of_titles(cells)
        marks = _numbers_of_columns(cells)
        used, rows = _in_period([cell for i, cell in enumerate(cells) if i >= titles and i not in marks])
        used += len(marks) + titles
        over = [[cell] for cell in cells[:titles] if cell.text]
        numbered = [[cell for i, cell in enumerate(cells) if i in marks]] if marks else []
        return ((lines[used] if used < len(lines) else end), over + rows + numbered) if rows else None

    def _in_turn(self, n: int) -> Found:
        """Read a table whose columns stand below each other."""
        if self.page.kind(n) != "name" or self._in_plan_table(n) or not self._heads_alone(n):
            return None
        heads = word_set("name_heads") | word_set("place_heads") | word_set("serial_heads")
        if self.page.kind(n + 1) == "name" and self.page.whole(n + 1).plain in heads:
            return None
        if self.page.whole(n).plain not in heads and (self.page.names_table(n) or not (n and self.page.names_table(n - 1))):
            return None
        return columns_in_turn(self.page, n, self._next_no_name.__getitem__, self._end_of_values)

    def _coded(self, n: int) -> Found:
        """Read a table whose rows begin with codes and may lack cells."""
        if self.page.kind(n) != "name" or not self._heads_alone(n):
            return None
        return rows_by_code(self.page, n, self._next_no_name.__getitem__, self._end_of_values)

    def _cut_heads(self, n: int) -> Found:
        """Read a table whose heads show that the copy broke them; where it is not clear how, all its numbers are lost."""
        first = self._next_no_name[n] if self.page.kind(n) == "name" else n
        if first >= self._next_break[n] or first - n < 3 or self.page.kind(first) != "value" or first - n > 2 * _HEADS:
            return None
        lines = [self.page.whole(i) for i in range(n, first - 1)]
        if not are_broken(lines) or self._in_plan_table(n) or not self._heads_alone(n):
            return None
        if found := self._broken(n):
            return found
        end = self._next_break[n]
        self.page.lost = [self.page.whole(i) for i in range(n, end) if self.page.kind(i) == "value"]
        return end, []

    def _broken(self, n: int) -> Found:
        """Read a table whose heads and names the copy broke over several lines."""
        end = self._next_break[n] if self.page.kind(n) == "name" else n
        if end == n or self.broken[end] == _TRIES or self._in_plan_table(n) or not self._heads_alone(n):
            return None
        self.broken[end] += 1
        return rows_of_broken(self.page, n, self._next_no_name.__getitem__, self._end_of_values)

    def _whole_run(self, n: int) -> Found:
        """Read a table whose every cell is a line, where its rows leave no cell of the run of short lines over."""
        if self.page.kind(n) != "name" or n < self.plain or self._in_plan_table(n) or not self._heads_alone(n):
            return None
        end = self._next_break[n]
        if self.tried[end] == _TRIES or not any(
            self.page.kind(i) == "value" for i in range(n + 1, min(n + _HEADS + _WIDEST, end))
        ):
            return None
        self.tried[end] += 1
        cells = [self.page.whole(i) for i in range(n, end)]
        marks = _numbers_of_columns(cells)
        body = [cell for i, cell in enumerate(cells) if i not in marks]
        used, rows = _in_period(body)
        full = used == len(body) and len(rows) > 3 and len(rows[-1]) == max(map(len, rows)) and rows[-1][-1].text
        if not (full and self._measured(rows, rows[0])):
            return None
        return end, [*rows, *([[cell for i, cell in enumerate(cells) if i in marks]] if marks else [])]

    def _numbered(self, n: int) -> Found:
        """Read rows of numbers without names below heads and a row that numbers the columns: 1, 2, 3."""
        first = self._end_of_names(n, _HEADS)
        width = 0
        while self.page.kind(first + width) == "value" and self.page.whole(first + width).text == str(width + 1):
            width += 1
        end = self._end_of_values(first)
        if width < 2 or first - n < width or end - first < 2 * width or (end - first) % width or not self._heads_alone(n):
            return None
        cells = [self.page.whole(i) for i in range(n, end)]
        heads = [cells[:width]] if first - n == width else under_merged(cells[: first - n], width, 0)
        return (end, heads + [cells[i : i + width] for i in range(first - n, end - n, width)]) if heads else None

    def _column(self, n: int) -> Found:
        """Read a table whose every cell is a line: a head, then rows of the same kinds of cells."""
        if self.page.kind(n) == "long":
            return None
        annex = self.page.lines[n][0].part == "annex"
        if not self._in_plan_table(n) and (named := self._natured(n) or self._serial_rows(n) or self._named(n)):
            return named
        names = 0 if self.page.whole(n).is_year else self._end_of_names(n, _WIDEST) - n
        for width in range(2, _WIDEST + 1):
            if self.page.kind(n + width - 1) == "long":
                # No row is so wide.
                break
            head = width <= names
            begin = n + width if head else n
            end = self._repeats(begin, width)
            rows = (end - begin) // width
            if annex and self._next_with_unit[begin] < end:
                # A plan table whose names carry their units and whose rows are uneven: read name by name.
                continue
            if not self._in_plan_table(n) and (
                not self._heads_alone(n) if head else self._next_bare[begin] < end and (width > 2 or self._below_heads(n))
            ):
                # Heads over several rows, or none: which column is which is not known.
                continue
            if rows >= (4 if not head else 3 if annex else 2) and self._measures(begin, end, width, headed=head):
                half, rest = divmod(width, 2)
                kinds = [self.page.kind(i) for i in range(begin, begin + width)]
                if (
                    not rest
                    and kinds == 2 * [self.page.kind(i) for i in range(end, end + half)]
                    and self.page.kind(end + half) == "long"
                ):
                    # The other side of a table of two is longer.
                    end += half
                cells = [self.page.whole(i) for i in range(n, end)]
                return end, [cells[i : i + width] for i in range(0, len(cells), width)]
        return self._pair(n) if annex else None

    def _serial_rows(self, n: int) -> Found:
        """Read rows that 1, 2, 3 begin, a name behind each, below one row of heads that 序号 begins.

        A row may lack cells: of its values those are read whose column is certain.
        """
        if self.page.whole(n).plain not in words("serial_heads") or not self._heads_alone(n):
            return None
        width = next((i for i in range(_HEADS) if self._opens_row(n + i, 1)), 0)
        starts = [n + width]
        while width > 2 and (follow := self._next_row(starts[-1], len(starts) + 1, width)):
            starts.append(follow)
        last = range(starts[-1] + 1, starts[-1] + width)
        end = next((i for i in last if self.page.kind(i) == "long" or self._is_sum(i)), last.stop)
        bounds = [*starts, end]
        parts = [[self.page.whole(i) for i in range(a, b)] for a, b in pairwise(bounds)]
        full = [part for part in parts if len(part) == width]
        kinds = kinds_of(full, width)
        if len(full) < 2 or len(full) == len(parts):
            # Rows that lack nothing are read as they stand.
            return None
        if kinds[1] != "name" or "value" not in kinds[2:] or not self._measured(full, parts[0]):
            return None
        heads = [self.page.whole(i) for i in range(n, n + width)]
        rows = [part if len(part) == width else self._filled_up(part, full, heads, kinds) for part in parts]
        sums = self._end_of_values(end + 1)
        if self._is_sum(end) and sums - end == kinds.count("value"):
            first = kinds.index("value", 1)
            empty = GridCell("", self.page.lines[end][0].line, 0)
            values = [self.page.whole(i) for i in range(end + 1, sums)]
            rows.append(
                [empty, self.page.whole(end), *[empty] * (first - 2), *values, *[empty] * (width - first - len(values))]
            )
            end = sums
        return end, [heads, *rows]

    def _is_sum(self, n: int) -> bool:
        return self.page.kind(n) == "name" and self.page.whole(n).plain in words("totals")

    def _opens_row(self, n: int, number: int) -> bool:
        return self.page.kind(n) == "value" and self.page.whole(n).text == str(number) and self.page.kind(n + 1) == "name"

    def _next_row(self, begin: int, number: int, width: int) -> int:
        """Return where the row with a number begins, the row before it being so wide at most; 0 where that is not clear."""
        if self._opens_row(begin + width, number):
            return begin + width
        found = [i for i in range(begin + 2, begin + width) if self._opens_row(i, number)]
        return found[0] if len(found) == 1 else 0

    def _filled_up(
        self, part: Sequence[GridCell], full: Sequence[Sequence[GridCell]], heads: Sequence[GridCell], kinds: Sequence[str]
    ) -> list[GridCell]:
        """Return a row that lacks cells with those left empty, names before its values and behind them in their places."""
        first = kinds.index("value", 1)
        last = max(j for j, kind in enumerate(kinds) if kind == "value") + 1
        values = [cell for cell in part[1:] if kind_of(cell) != "name"]
        lead = 1 + next((i for i, cell in enumerate(part[1:]) if kind_of(cell) != "name"), len(part) - 1)
        tail = part[lead + len(values) :]
        empty = GridCell("", part[0].line, 0)
        if lead != first or len(tail) > len(kinds) - last or part[lead : lead + len(values)] != values:
            self.page.lost += [cell for cell in part[1:] if cell.value]
            return [*part[:2], *[empty] * (len(kinds) - 2)]
        placed = by_digits(values, [row[:last] for row in full], heads[first:last])
        self.page.lost += [cell for cell in values if cell.value and cell not in placed]
        return [*part[:lead], *placed, *tail, *[empty] * (len(kinds) - last - len(tail))]

    def _named(self, n: int) -> Found:
        """Read rows that begin with a name each, below one row of heads; a row with cells missing is lost but for its name."""
        first = self._end_of_names(n, _HEADS)
        if (
            first - n < 3
            or self.page.kind(first) not in ("value", "none")
            or self.page.whole(n).is_year
            or any(self._numbers_or_codes(i) for i in range(n + 1, first))
            # The title of the table.
            or (len(self.page.whole(n).plain) > 8 and self.page.whole(n + 1).plain in words("name_heads"))
            or not self._heads_alone(n)
        ):
            return None
        # The number of a row stands before its name, 序号; the first row may be a sum without one.
        end = self._end_of_values(first)
        sums = self.page.kind(first) == "value" and self.page.kind(end) == "name" and self.page.whole(end - 1).text.isdigit()
        serial = self.page.whole(n).plain in words("serial_heads") and (self.page.kind(first + 1) == "name" or sums)
        lead = 2 if serial or (first - n > 3 and is_unit(self.page.whole(first - 1).plain)) else 1
        begin = first if serial and self.page.kind(first + 1) == "name" else first - 1 if serial else first - lead
        values = (
            self._end_of_values(first + 2 if begin == first else first) - serial - begin - (lead if begin != first - 1 else 1)
        )
        # The name of the first part may stand between heads and rows.
        over = self.page.whole(n).plain in words("name_heads") and begin - n == lead + values + 1
        over = over and all(read_words(self.page.whole(i).plain, None).period for i in range(n + lead, begin - 1))
        parted = SECTION.match(self.page.lines[begin - 1][1]) or (over and may_part(self.page.whole(begin - 1)))
        width = begin - n - bool(parted)
        rows = [[self.page.whole(i) for i in range(n, n + width)]]
        at = n + width
        for many in (values, self._most_values(begin, lead) if not serial else 0):
            if many and (merged := under_merged(rows[0], lead + many, lead)):
                rows, width = merged, lead + many
                break
        heads = len(rows)
        short: list[tuple[int, list[GridCell]]] = []
        while (self.page.kind(at) == "name" or (serial and self.page.kind(at + 1) == "name")) and not self.page.names_table(at):
            if serial:
                own = lead if self.page.kind(at) != "name" else 1 if self.page.kind(at + 1) == "value" else 0
            else:
                own = (
                    lead
                    if self.page.kind(at + lead - 1) == "name" and (lead == 1 or is_unit(self.page.whole(at + 1).plain))
                    else 0
                )
            stop = self._end_of_values(at + own) if own else at
            # The last number before a name may be that of its row.
            stop -= serial and own > 0 and self._numbers_next(at, stop, width - (own < lead))
            cells = [
                *[GridCell("", self.page.lines[at][0].line, 0)] * (lead - own if own else 0),
                *map(self.page.whole, range(at, stop)),
            ]
            if len(cells) == width:
                rows.append(cells)
            elif stop > at + own:
                short.append((len(rows), cells))
                rows.append(cells[:lead])
            elif self.page.kind(at) == "name" and self.page.kind(at + 1) == "name" and len(rows[-1]) > 1:
                # The name of a part of the table.
                rows.append([self.page.whole(at)])
                stop = at + 1
            else:
                break
            at = stop
        while rows and len(rows[-1]) == 1 and not (short and short[-1][0] == len(rows) - 1):
            rows.pop()
            at -= 1
        full = [row for row in rows[heads:] if len(row) == width]
        if len(full) < 2 or not self._measured(full, rows[heads - 1]) or not agrees(rows[:heads], full):
            return None
        for i, cells in short:
            placed = by_digits(cells[lead:], full, rows[heads - 1][lead:])
            self.page.lost += [cell for cell in cells[lead:] if cell.value and cell not in placed]
            # What is left of a row of which nothing is read is its number.
            rows[i] = cells[: lead if any(cell.text for cell in placed) else lead - 1] + placed
        return at, [row for row in rows if any(cell.text for cell in row)]

    def _numbers_or_codes(self, n: int) -> bool:
        """Whether a head stands over the numbers or the codes of rows: behind another head it begins the lower row of heads."""
        head = self.page.whole(n).plain
        return head in words("serial_heads") or head.endswith(("编码", "代码"))

    def _most_values(self, n: int, lead: int) -> int:
        """Return the most values that at least two rows from one on have each."""
        counts: Counter[int] = Counter()
        while self.page.kind(n) == "name":
            n += lead if self.page.kind(n + lead - 1) == "name" else 1
            end = self._end_of_values(n)
            counts[end - n] += 1
            n = end
        return max((many for many, rows in counts.items() if rows > 1), default=0)

    def _numbers_next(self, begin: int, stop: int, width: int) -> bool:
        """Whether the last number of a row that may be so wide is that of the next row: its code, or its serial number."""
        if self.page.kind(stop) != "name" or stop - begin < 2:
            return False
        last, own = self.page.whole(stop - 1).text, self.page.whole(begin).text
        coded = last.isdigit() and len(last) > 2 and (not own.isdigit() or own[0] == last[0])
        return coded or stop - begin > width or (own.isdecimal() and last == str(int(own) + 1))

    def _natured(self, n: int) -> Found:
        """Read rows that end with 预期性 or 约束性 below heads that end with 属性; the class of an indicator stands once."""
        last = next(
            (i for i in range(n, n + _HEADS) if self.page.kind(i) != "name" or self.page.whole(i).plain.endswith("属性")), n
        )
        if last - n < 2 or self.page.kind(last) != "name" or not self._heads_alone(n):
            return None
        rows = [[self.page.whole(i) for i in range(n, last + 1)]]
        at, full, lost = last + 1, 0, []
        while self.page.kind(at) == "name":
            behind = next((i for i in range(at, at + len(rows[0])) if self.page.kind(i) != "name"), at)
            end = self._end_of_values(behind)
            if end == behind or behind == at or self.page.kind(end) == "long" or self.page.whole(end).plain not in NATURES:
                break
            cells = [self.page.whole(i) for i in range(at, end + 1)]
            missing = len(rows[0]) - len(cells)
            if missing and not full:
                # The first row has its class: what stands above the heads is none of them.
                return None
            if 0 <= missing < 2 and end - behind == len(rows[0]) - (behind - at) - missing - 1:
                rows.append([GridCell("", cells[0].line, 0)] * missing + cells)
                full += 1
            else:
                lost += [cell for cell in cells if cell.value]
            at = end + 1
        if full < 2 or not suits(rows[:1], kinds_of(rows[1:], len(rows[0]))):
            return None
        self.page.lost = lost
        return at, rows

    def _end_of_names(self, n: int, most: int) -> int:
        """Return the first line from one on that is no name that may head a column, after so many at most."""
        end = n
        while end - n < most and self.page.kind(end) == "name" and not self.page.names_table(end):
            end += 1
        return end

    def _end_of_values(self, n: int) -> int:
        """Return the first line from one on that is no value and no empty cell."""
        return self._next_other[n] if n < len(self.page.lines) else n

    def _measured(self, rows: Sequence[Sequence[GridCell]], head: Sequence[GridCell]) -> bool:
        """Whether the columns of rows hold more than the numbers of pages or of rows."""
        cells = [cell for row in rows for cell in row[1:] if cell.value or GREW.fullmatch(cell.text)]
        return any(not cell.text.isdigit() for cell in cells) or any(unit_in(cell.plain) for cell in head) or self.page.opened

    def _heads_alone(self, n: int) -> bool:
        """Whether no cell of a table stands right above a line, so that its first head may be there."""
        if (n, self.page.taken) not in self.alone:
            self.alone[n, self.page.taken] = self._none_above(n)
        return self.alone[n, self.page.taken]

    def _none_above(self, n: int) -> bool:
        if n == 0 or n == self.page.taken or self.page.kind(n - 1) == "long" or self.page.names_table(n - 1):
            return True
        over: list[str] = []
        for i in range(n - 1, max(self.page.taken, n - 5) - 1, -1):
            if self.page.kind(i) == "long" or self.page.names_table(i):
                break
            over.append(self.page.whole(i).plain)
        heads = {*words("name_heads"), *words("place_heads"), *words("unit_heads"), *words("serial_heads")}
        # 主要指标 above 指标 names the table.
        named = self.page.whole(n).plain in word_set("name_heads")
        return CAPTION.search(over[0]) is not None and not unit_in(over[0]) and heads.isdisjoint(over[named:])

    def _below_heads(self, n: int) -> bool:
        """Whether a head that names rows stands a few lines above: 项目, 预算数, 执行数."""
        above = range(n - 1, max(self.page.taken, n - 5) - 1, -1)
        return any(self.page.whole(i).plain in words("name_heads") for i in above if self.page.kind(i) == "name")

    def _in_plan_table(self, n: int) -> bool:
        """Whether a line is of an annex whose indicators are 预期性 or 约束性, which is read name by name."""
        return self.page.lines[n][0].part == "annex" and self._has_natures

    @cached_property
    def _has_natures(self) -> bool:
        return any(paragraph.part == "annex" and text.strip() in NATURES for paragraph, text in self.page.lines)

    @cached_property
    def _next_bare(self) -> list[int]:
        """For every line, the first from it on whose number has no unit of its own."""

        def is_bare(n: int) -> bool:
            found = self.page.whole(n).value if self.page.kind(n) == "value" else None
            return found is not None and not found["unit"]

        return self._first_from(is_bare)

    @cached_property
    def _next_other(self) -> list[int]:
        """For every line, the first from it on that is no value and no empty cell."""
        return self._first_from(lambda n: self.page.kind(n) not in ("value", "none"))

    @cached_property
    def _next_no_name(self) -> list[int]:
        """For every line, the first from it on that is no name."""
        return self._first_from(lambda n: self.page.kind(n) != "name")

    @cached_property
    def _next_with_unit(self) -> list[int]:
        """For every line, the first from it on that names a unit."""
        return self._first_from(lambda n: self.page.kind(n) != "long" and unit_in(self.page.whole(n).plain) != "")

    @cached_property
    def _next_break(self) -> list[int]:
        """For every line, the first from it on that is no cell or names a table."""
        return self._first_from(lambda n: self.page.kind(n) == "long" or self.page.names_table(n))

    def _first_from(self, holds: Callable[[int], bool]) -> list[int]:
        first = [len(self.page.lines)] * (len(self.page.lines) + _WIDEST + 1)
        for n in range(len(self.page.lines) - 1, -1, -1):
            first[n] = n if holds(n) else first[n + 1]
        return first

    def _heap(self, n: int) -> Found:
        """Take the numbers of a table whose cells are a line each and cannot be told apart: nothing is read of them."""
        if n < self.plain or self.page.kind(n) != "value" or self._in_plan_table(n):
            return None
        end = n
        bare: list[GridCell] = []
        last = n
        while self.page.kind(end) != "long":
            cell = self.page.whole(end)
            if self.page.kind(end) == "value" and cell.value and not cell.value["unit"]:
                bare += [] if cell.text.isdigit() else [cell]
                last = end + 1
            end += 1
        if len(bare) < _HEAP:
            self.plain = end
            return None
        self.page.lost = [self.page.whole(i) for i in range(n, last) if self.page.kind(i) == "value"]
        return last, []

    def _repeats(self, begin: int, width: int) -> int:
        """Return where the rows end whose cells are of the same kinds as those of the first."""
        first = [self.page.kind(begin + j) for j in range(width)]
        if "value" not in first or "long" in first or (first[0] != "name" and (first[0] != "value" or first[1] != "name")):
            return begin
        kinds, since, until = self.runs.get((width, begin % width), ([], 0, 0))
        if kinds == first and since <= begin < until:
            return until
        end = begin + width
        while all(self.page.kind(end + j) in (first[j], "none") for j in range(width)) and self.page.kind(end) != "none":
            end += width
        self.runs[width, begin % width] = first, begin, end
        return end

    def _measures(self, begin: int, end: int, width: int, *, headed: bool) -> bool:
        """Whether a column holds more than the numbers of pages or of rows."""
        if not headed and self.serial.get((width, begin % width)) == end:
            return False
        measures = self._columns_measure(begin, end, width, headed=headed)
        if not measures:
            self.serial[width, begin % width] = end
        return measures

    def _columns_measure(self, begin: int, end: int, width: int, *, headed: bool) -> bool:
        measures = False
        for j in range(width):
            texts = [self.page.whole(i).text for i in range(begin + j, end, width) if self.page.kind(i) == "value"]
            whole = [int(text) for text in texts if text.isdecimal()]
            if texts and not j and not self._numbers_rows(texts, begin - width if headed else begin):
                return False
            if j and len(whole) == len(texts) > 1 and all(b == a + 1 for a, b in pairwise(whole)):
                return False
            if texts and (len(whole) < len(texts) or any(b < a for a, b in pairwise(whole))):
                measures = True
            if texts and headed and j and (unit_in(self.page.whole(begin - width + j).plain) or self.page.opened):
                measures = True
        return measures

    def _numbers_rows(self, texts: Sequence[str], head: int) -> bool:
        """Whether numbers that stand first in their rows are codes or serial numbers, and no column of values."""
        serial = all(b.isdecimal() and a.isdecimal() and int(b) == int(a) + 1 for a, b in pairwise(texts))
        return serial or self.page.whole(head).plain in words("serial_heads")

    def _pair(self, n: int) -> Found:
        """Read a name with its unit and the value below it; any other number alone on its line is serial."""
        if self.page.kind(n) == "value":
            return n + 1, [[self.page.whole(n)]]
        if (
            not unit_in(self.page.whole(n).plain)
            or self.page.kind(n) != "name"
            or not read_words(self.page.whole(n).plain, None).rest
        ):
            return None
        for i in range(n + 1, n + 4):
            if self.page.kind(i) == "value":
                return i + 1, [[self.page.whole(n), self.page.whole(i)]]
            if self.page.kind(i) != "name" or unit_in(self.page.whole(i).plain) or _NATURE.match(self.page.lines[i][1]):
                return None
        return None


def _with_last(numbers: Sequence[int]) -> Iterator[tuple[int, bool]]:
    """Yield numbers in order, and whether each is the last of its like."""
    yield from ((number, number != after) for number, after in zip_longest(numbers, numbers[1:]))


def _end_of_titles(cells: Sequence[GridCell]) -> int:
    """Return where the rows end that hold a title or a unit and empty cells beside it."""
    end = 0
    for i, cell in enumerate(cells[:-2]):
        alone = cells[i + 1].is_empty and (cells[i + 2].is_empty or TITLE.match(cell.text) or CAPTION.search(cell.plain))
        unit = table_units(cell.text)[0] != "" and (cells[i + 1].is_empty or end == i > 0)
        if cell.text and (cell.plain in words("name_heads") or not (alone or unit)):
            break
        end = i + 1
    return end


def _numbers_of_columns(cells: Sequence[GridCell]) -> set[int]:
    """Return where a row stands that numbers the columns: 栏次, 1, 2; on two sides 栏次, 1, 栏次, 2; 公式, A=B+C, B."""
    marks: set[int] = set()
    number = 0
    for i, cell in enumerate(cells):
        if cell.plain in ("栏次", "公式") or (i - 1 in marks and _FORMULA.fullmatch(cell.text)):
            marks.add(i)
        elif i - 1 in marks and cell.text in ("", str(number + 1)):
            number += bool(cell.text)
            marks.add(i)
    return marks


def _in_period(cells: Sequence[GridCell]) -> tuple[int, list[list[GridCell]]]:
    """Return how many of a run of cells make a table, and its rows with their heads; none where they are not clear.

    Of all ways to cut the run whose heads suit the columns, the one that holds the most numbers in the fewest odd rows.
    """
    kinds = [kind_of(cell) for cell in cells]
    numbers = {id(cell) for cell in cells if cell.value}
    ways = []
    for width in range(2, _WIDEST + 4):
        for begin in range(1, min(4 * width, 2 * _HEADS, len(cells) - width + 1)):
            for whole in (begin, begin + width - 1):
                end, rows = _rows_from(cells, kinds, begin, whole, width)
                held = sum(id(cell) in numbers for row in rows for cell in row)
                if held and len(rows) > 1:
                    odd = sum(2 * (len(row) < width) + (not row[0].text) for row in rows)
                    ways.append((-held, odd, begin, end, rows))
    most = -min((way[0] for way in ways), default=0)
    for held, _, begin, end, rows in sorted(ways, key=lambda way: way[:2]):
        if -held < 0.75 * most:
            break
        if heads := heads_of(cells[:begin], max(map(len, rows)), rows):
            return end, heads + rows
    return 0, []


def _rows_from(
    cells: Sequence[GridCell], kinds: Sequence[str], begin: int, whole: int, width: int
) -> tuple[int, list[list[GridCell]]]:
    """Return where rows of so many cells end that begin at one, and the rows; each column is of one kind.

    ``whole``: where the first row begins that lacks no cell. The name of a part of the table may stand alone; a class that
    spans rows, and the number of a sum, may be missing.
    """
    columns = ["" if kind == "none" else kind for kind in kinds[whole : whole + width]]
    if len(columns) < width or "value" not in columns[1:] or not _begins_row(columns, cells[whole : whole + 1]):
        return begin, []
    if kinds[begin] == "none" or (whole > begin and columns[0] != "value"):
        return begin, []
    if columns[:2] == ["name", "name"] and not read_words(cells[begin].plain, None).rest:
        # 增减% classes no rows: it is the last of the heads.
        return begin, []

    def fits(at: int, first: int = 0) -> bool:
        row = kinds[at : at + width - first]
        same = _alike(row, columns[first:])
        after = row[:1] == [columns[1]] and "name" in row[:2]
        opens = after if first else _begins_row(row, cells[at : at + 1])
        return same and opens and (len(row) == width - first or "value" in row)

    lead = next((j - 1 for j in range(1, width) if columns[j] == "value" and columns[j - 1] == "name"), 0)

    def is_sum(at: int) -> bool:
        # 合计 over the columns of the number, the name and what else precedes the values.
        row = kinds[at + 1 : at + width - lead]
        return lead > 1 and cells[at].plain in words("totals") and row[:1] == ["value"] and _alike(row, columns[lead + 1 :])

    rows = []
    while begin < len(cells):
        first = 0 if fits(begin) else 1 if fits(begin, 1) else lead if is_sum(begin) else width - 1
        if first == width - 1 and not (kinds[begin] == "name" and fits(begin + 1) and not is_no_part(cells[begin])):
            break
        row = list(cells[begin : begin + width - first])
        if first < width - 1:
            empty = GridCell("", row[0].line, 0)
            part = in_numbered_part(row, columns) if first == 1 else []
            row = part or [*[empty] * first, *row, *[empty] * (width - first - len(row))]
            columns = [other or ("" if cell.is_empty else kind_of(cell)) for cell, other in zip(row, columns, strict=True)]
        rows.append(row)
        begin += width - first
    classes = [row[0].text for row in rows if len(row) == width]
    if columns[0] == "name" and len(classes) > 2 and not any(classes[1:]):
        # What only the first row has is the last of the heads.
        return begin, []
    return begin, rows


def _alike(kinds: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether cells of such kinds may stand in columns of such kinds."""
    return all(not other or kind in (other, "none") for kind, other in zip(kinds, columns, strict=False))


def _begins_row(kinds: Sequence[str], cells: Sequence[GridCell]) -> bool:
    """Whether cells of such kinds begin with a name, or with the number of a row or an empty cell before one."""
    return kinds[:1] == ["name"] or (kinds[1:2] == ["name"] and (cells[0].is_empty or cells[0].text.isdigit()))
