"""Tables whose rows are a line each, their cells parted by tabs, bars or blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from xclib.extract.cells import (
    HALF,
    NUMBER,
    SECTION,
    TITLE,
    Found,
    GridCell,
    Lines,
    cell_between,
    is_ordinal,
    joined,
    kind_of,
    kinds_of,
    one_of,
    printed_width,
    split_words,
)
from xclib.extract.columns import heads_of_spaced, heads_over, in_columns, with_merged
from xclib.extract.document import Paragraph
from xclib.extract.heads import is_unit, squeeze, table_units, unit_in
from xclib.extract.lexicon import words

RULE = re.compile(r"[\s|:=+─━┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛═╬-]*[|─━┌├└═-]{2,}[\s|:=+─━┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛═╬-]*")
#: A cell with more characters is a sentence.
_LONG = 24
#: From how many lines of one run of uneven rows a table with merged heads is sought.
_TRIES = 4
#: A line that parts every two rows of a table, each of which may fill several lines.
_FRAME = re.compile(r"\s*[+┌├└┏┣┗╔╠╚](?:[-=:─━═]{2,}[+┬┼┴┐┤┘┳╋┻┓┫┛╦╬╩╗╣╝])+\s*")
_WIDE = re.compile(r"(?<=\S)(?:[ \u3000]{2,})(?=\S)")
#: What stands before a unit, and a character of a name set apart.
_MAGNITUDES = ("千", "万", "亿", "百万", "千万", "万亿")
#: Numbers parted by blanks hold none themselves.
_PLAIN = r"[-+]?\d[\d,]*(?:\.\d+)?%?"
_SINGLE = re.compile(
    rf"[\s-]*(?P<name>(?=[^|。，；]*?[\u3400-\u9fff])[^\s|—–-][^|。，；]{{0,38}}?)\s+(?P<cells>(?:(?:{_PLAIN}|[-—–…]+)\s+)*{_PLAIN}\s*(?:[-—–…]+\s*)*)$"
)
#: Behind a name: a unit whose magnitude may stand apart, or a number with its unit.
_UNIT_BEHIND = re.compile(r"\s(?P<unit>(?:[十百千万亿]+\s)?\S{1,8})$")
_AMOUNT_BEHIND = re.compile(rf"\s(?P<amount>{NUMBER}\s?[十百千万亿]*\s?[^\d\s]{{1,8}})$")
_ITEM = re.compile(r"\s*[-·•]\s+")
#: A first word whose characters are set apart: 地  区.
_APART = re.compile(r"\s*[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff](?=[\s\[(（]|$)")
_MARK = re.compile(r"\s*(?:-\s|#+)")


def _has_gap(text: str) -> bool:
    """Whether a line has more than one word: without it has one cell, however its cells are parted."""
    return len(text.split(None, 1)) > 1


class Rows:
    """Reads tables with a row a line."""

    def __init__(self, page: Lines) -> None:
        self.page = page
        # Where the run of uneven rows looked through last ends, and how often nothing was found in it.
        self.uneven, self.failed = 0, 0

    def read(self, n: int) -> Found:
        """Return the table that begins on a line."""
        return self._bars(n) or self._tabs(n) or self._spaced(n) or self._blanks(n)

    def _tabs(self, n: int) -> Found:
        if "\t" not in self.page.lines[n][1].strip():
            return None
        rows: list[list[GridCell]] = []
        filled = False
        while (end := n + len(rows)) < len(self.page.lines) and ("\t" in self.page.lines[end][1] or self._parts(end, "\t")):
            rows.append(_split(self.page.lines[end], "\t"))
            if filled and _begins_another(rows[-3:]):
                del rows[-2:]
                break
            filled = filled or any(cell.value for row in rows[-2:-1] for cell in row)
        return n + len(rows), self._squared(rows)

    def _parts(self, n: int, mark: str) -> bool:
        """Whether a line without a mark between cells is the name of a part of the table, whose next row has as many cells."""
        if self.page.kind(n) != "name" or self.page.names_table(n) or n + 1 == len(self.page.lines):
            return False
        above, below = (_split(self.page.lines[i], mark) for i in (n - 1, n + 1))
        as_many = len(above) == len(below) or not any(cell.counts for cell in above)
        return as_many and any(cell.counts for cell in below[1:])

    def _bars(self, n: int) -> Found:
        """Read rows between bars; without one in front, two rows with as many bars must stand together."""
        end = n
        real: list[tuple[Paragraph, str]] = []
        ruled: list[int] = []
        while end < len(self.page.lines) and _FRAME.fullmatch(self.page.lines[end][1]):
            end += 1
        first = self.page.lines[end][1] if end < len(self.page.lines) else ""
        if "|" not in first:
            return None
        framed, cut = first.lstrip().startswith("|"), (0, 0)
        while end < len(self.page.lines) and (
            "|" in self.page.lines[end][1] or _FRAME.fullmatch(self.page.lines[end][1]) or self._parts(end, "|")
        ):
            text = self.page.lines[end][1]
            if _FRAME.fullmatch(text):
                ruled.append(len(real))
            elif not RULE.fullmatch(text):
                uneven = "|" in text and text.count("|") != first.count("|")
                if framed and not text.lstrip().startswith("|"):
                    # The first row has no bar in front: its first cell is empty.
                    if uneven:
                        break
                    framed = False
                if uneven and not framed and not cut[0]:
                    cut = end, len(real)
                    if n < self.uneven and self.failed == _TRIES:
                        break
                real.append(self.page.lines[end])
            end += 1
        rows = [_split(line, "|", framed=framed) for line in real]
        if ruled:
            return end, [row for a, b in pairwise([0, *ruled, len(rows)]) for row in _between_rules(rows[a:b])]
        squared = self._squared(rows)
        if cut[0] and squared == rows:
            # Another table, or none, from there on.
            self.uneven, self.failed = max(end, self.uneven), min(self.failed + 1, _TRIES) if n < self.uneven else 1
            end, squared = cut[0], rows[: cut[1]]
        return (end, squared) if framed or len(squared) > 1 or self.page.lost else None

    def _squared(self, rows: list[list[GridCell]]) -> list[list[GridCell]]:
        """Return rows with each merged cell that a copy holds once in all of its places; what cannot be placed is lost."""
        first = next((i for i, row in enumerate(rows) if any(cell.counts for cell in row[1:]) and not is_ordinal(row)), 0)
        if len({*map(len, rows)}) == 1 or not first:
            return rows
        first -= len(rows[first - 1]) == 1
        heads, body = [row for row in rows[:first] if not is_ordinal(row)], rows[first:]
        width = max(map(len, body))
        full = [row for row in body if len(row) == width]
        kinds = kinds_of(full, width)
        if "value" not in kinds[1:]:
            return rows
        numbered = [row for row in rows[:first] if is_ordinal(row) and len(row) == width]
        found = heads_over(heads, kinds, full)
        placed = [in_columns(row, kinds) if found else [] for row in body]
        self.page.lost = [cell for row, cells in zip(body, placed, strict=True) if not cells for cell in row if cell.value]
        return [*found, *numbered, *filter(None, placed)] if found else []

    def _spaced(self, n: int) -> Found:
        """Read rows whose cells are one blank apart below a head that names them so; a row that lacks cells is lost."""
        if not self._spaces_heads(n):
            return None
        first = next((i for i in range(n + 1, min(n + 4, len(self.page.lines))) if self._spaces_row(i)), 0)
        heads = [joined(split_words(self.page.whole(i))) for i in range(n, first)]
        end = first
        rows: list[list[GridCell]] = []
        while first and (
            self._spaces_row(end)
            or (self._spaces_row(end + 1) and self.page.kind(end) == "name" and not self._spaces_heads(end))
            or (rows and self._goes_on(end, rows[-1]))
        ):
            rows.append(self._words_of_row(end))
            end += 1
        rows = [row for row in rows if not is_ordinal(row)]
        heads = [head for head in heads if not is_ordinal(head)]
        if len(rows) < 2 or not heads:
            return None
        if len(heads[-1]) == 1 and sum(map(len, heads)) != max(map(len, rows)):
            # The name of the first part.
            rows.insert(0, heads.pop())
        found, kinds = heads_of_spaced(heads, rows)
        if not found and any(a.value and is_unit(b.text) for row in rows for a, b in pairwise(row)):
            # 茶叶 300 万吨 280 万吨: a number has its unit behind it and needs no head.
            return None
        filled = [with_merged(row, kinds) if found and len(row) > 1 else row for row in rows]
        unplaced = [cells for row, cells in zip(filled, rows, strict=True) if not (row and found)]
        self.page.lost = [cell for cells in unplaced for cell in cells[1:] if cell.value]
        return end, [*found, *(row for row in filled if row)] if found else []

    def _spaces_heads(self, n: int) -> bool:
        text = self.page.lines[n][1].strip()
        cells = joined(split_words(self.page.whole(n))) if len(text) <= 100 and _has_gap(text) else []
        if len(cells) < 2 or len(_chunks(self.page.lines[n])) > 1 or re.search(r"[。，；|\t]", text):
            return False
        named = {*words("name_heads"), *words("place_heads"), *words("serial_heads"), "年份", "月份", "时间"}
        below = split_words(self.page.whole(n + 1)) if n + 1 < len(self.page.lines) else []
        known = cells[0].plain in named or (len(cells) > 2 and any(unit_in(cell.plain) for cell in cells[1:] + below))
        known = known or (len(cells) > 2 and (self._fill(n + 1, len(cells)) or self._fill(n + 2)))
        return known and not any(cell.value and not cell.is_year for cell in cells)

    def _spaces_row(self, n: int) -> bool:
        text = self.page.lines[n][1].strip() if n < len(self.page.lines) else ""
        if not text or len(text) > 160 or re.search(r"[。；|\t]", text):
            return False
        return any(cell.value and not cell.is_year for cell in split_words(self.page.whole(n))[1:])

    def _fill(self, n: int, width: int = 0) -> bool:
        """Whether a line and the next are a name and as many numbers, one for each other head where their number is known."""
        width = width or (len(self._words_of_row(n)) if self._spaces_row(n) else 0)
        return width > 2 and self._fills(n, width) and self._fills(n + 1, width)

    def _fills(self, n: int, width: int) -> bool:
        row = self._words_of_row(n) if self._spaces_row(n) else []
        return len(row) == width and kind_of(row[0]) == "name" and all(kind_of(cell) != "name" for cell in row[1:])

    def _words_of_row(self, n: int) -> list[GridCell]:
        return _words_of_row(split_words(self.page.whole(n)))

    def _goes_on(self, n: int, row: Sequence[GridCell]) -> bool:
        """Whether a line that ends with a number like a year has the words of the row before it."""
        text = self.page.lines[n][1].strip() if n < len(self.page.lines) else ""
        if not re.search(r"(?:19|20)\d\d$", text) or len(text) > 160 or re.search(r"[。；|\t]", text):
            return False
        return 1 < len(row) == len(self._words_of_row(n))

    def _blanks(self, n: int) -> Found:
        """Read rows whose cells are parted by blanks, and the head above them."""
        if not self._is_blank_row(n) and not (self._may_head(n) and self._row_follows(n)):
            return None
        end = n
        heads: list[list[GridCell]] = []
        rows: list[list[GridCell]] = []
        while end < len(self.page.lines):
            if self._is_blank_row(end):
                rows.append(_blank_row(self.page.lines[end]))
            elif not rows and heads and SECTION.match(self.page.lines[end][1]):
                rows.append([self.page.whole(end)])
            elif not rows and self._may_head(end):
                heads += [head for head in [_chunks(self.page.lines[end])] if not is_ordinal(head)]
            elif rows and self._may_section(end):
                name, _, tail = self.page.whole(end).text.rpartition(" ")
                if not (name and is_unit(tail)):
                    rows.append([self.page.whole(end)])
            else:
                break
            end += 1
        while rows and len(rows[-1]) == 1:
            rows.pop()
            end -= 1
        if not rows or (len(rows) < 2 and not self.page.opened):
            return None
        if not (placed := self._under_heads(heads, rows)):
            width = max(map(_values, rows))
            # A row with fewer values than the others does not say which it lacks.
            short = [row for row in rows if 0 < _values(row) < width and heads]
            self.page.lost = [cell for row in short for cell in row if cell.value]
            rows = [row for row in rows if row not in short]
            placed = _aligned(heads, rows)
        return end, placed

    def _under_heads(self, heads: list[list[GridCell]], rows: list[list[GridCell]]) -> list[list[GridCell]]:
        """Return rows set in columns under heads set in columns, every head where it is printed; nothing where they are not."""
        width = max(map(len, rows))
        full = [row for row in [*heads, *rows] if len(row) == width]
        if len(widest := max(heads, key=len, default=[])) > width:
            # No row fills every column.
            width, full = len(widest), [widest, widest]
        set_out = any(len(head) > 1 for head in heads) and (len(full) > 1 or len(rows) == 1)
        if not set_out or (all(len(row) in (1, width) for row in rows) and all(len(head) == width for head in heads)):
            return []
        texts = {paragraph.line: text for paragraph, text in self._lines_of(heads, rows)}
        placed_rows = _placed(rows, full, texts)
        if not placed_rows:
            return []
        starts = [min(printed_width(texts[row[j].line][: row[j].start]) for row in full) for j in range(width)]
        placed = []
        for head in heads:
            cells = [GridCell("", head[0].line, 0)] * width
            for cell in head:
                at = printed_width(texts[cell.line][: cell.start])
                cells[min(range(width), key=lambda j: abs(starts[j] - at))] = cell
            placed.append(cells)
        return placed + placed_rows

    def _lines_of(self, *tables: list[list[GridCell]]) -> Iterator[tuple[Paragraph, str]]:
        """Yield the lines on which the cells of some tables stand."""
        lines = [cell.line for table in tables for row in table for cell in row]
        first = next(n for n in range(self.page.taken, len(self.page.lines)) if self.page.lines[n][0].line >= min(lines))
        for paragraph, text in self.page.lines[first:]:
            if paragraph.line > max(lines):
                return
            yield paragraph, text

    def _is_blank_row(self, n: int) -> bool:
        text = self.page.lines[n][1]
        if len(text) > 160 or "|" in text or "\t" in text or not _has_gap(text):
            return False
        if _SINGLE.match(text) and (self.page.opened or (self._has_two(n) and (self._has_two(n - 1) or self._has_two(n + 1)))):
            return True
        cells = _chunks(self.page.lines[n])
        if self._numbers_columns(n) or self._numbers_columns(n - 1):
            # Rows without names are known by the row that numbers their columns.
            return True
        return (
            len(cells) > 1
            and any(c.value for c in cells[1:])
            and (kind_of(cells[0]) != "value" or cells[0].is_year or (cells[0].text.isdigit() and not cells[1].value))
            and "。" not in text
        )

    def _numbers_columns(self, n: int) -> bool:
        """Whether a line is 1, 2, 3 and the next has as many numbers."""
        if (
            not 0 <= n < len(self.page.lines) - 1
            or len(self.page.lines[n][1]) > 160
            or not self.page.lines[n][1].lstrip().startswith("1")
        ):
            return False
        own, below = _chunks(self.page.lines[n]), _chunks(self.page.lines[n + 1])
        counts = [cell.text for cell in own] == [str(i + 1) for i in range(len(own))]
        return counts and len(own) == len(below) > 2 and all(cell.value for cell in below)

    def _has_two(self, n: int) -> bool:
        """Whether a line is a name and two numbers or more, which is a row wherever another follows it."""
        text = self.page.lines[n][1] if 0 <= n < len(self.page.lines) else ""
        found = _SINGLE.match(text) if len(text) <= 160 and "\t" not in text and "|" not in text else None
        return found is not None and len(found["cells"].split()) > 1

    def _may_head(self, n: int) -> bool:
        text = self.page.lines[n][1]
        if len(text) > 160 or "。" in text or "|" in text or TITLE.match(text) or table_units(text)[0]:
            return False
        if self.page.opened and _MARK.match(text) and len(text) < 60:
            return True
        cells = _chunks(self.page.lines[n])
        return len(cells) > 1 and not any(c.value and not c.is_year for c in cells)

    def _row_follows(self, n: int) -> bool:
        for i in range(n + 1, min(n + 4, len(self.page.lines))):
            if self._is_blank_row(i):
                return True
            if not self._may_head(i) and not SECTION.match(self.page.lines[i][1]):
                return False
        return False

    def _may_section(self, n: int) -> bool:
        text = self.page.lines[n][1]
        return (
            len(text) < 30
            and n + 1 < len(self.page.lines)
            and self._is_blank_row(n + 1)
            and not TITLE.match(text)
            and not re.search(r"[。，；:：](?!\s*$)|注", text)
            and (_MARK.match(text) is not None or SECTION.match(text) is not None or not self.page.opened)
        )


def _between_rules(lines: list[list[GridCell]]) -> list[list[GridCell]]:
    """Return lines between two rules as one row, or as they are where a column has two numbers, and each is a row."""
    columns = [[cell for cell in column if cell.text] or [column[0]] for column in zip(*lines, strict=False)]
    numbers = [[cell for cell in column if re.search(r"\d", cell.text)] for column in columns]
    if len(lines) < 2 or any(len(found) > 1 for found in numbers):
        return lines
    # A sentence is read where its number stands.
    long = [
        found if found and sum(len(c.text) for c in column) > _LONG else column
        for column, found in zip(columns, numbers, strict=True)
    ]
    return [[GridCell("".join(cell.text for cell in cells), cells[0].line, cells[0].start) for cells in long]]


def _begins_another(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the second of three rows heads a table of another width, right below one that has no line between."""
    before, first, second = rows
    return len(before) != len(first) == len(second) > 1 and not any(cell.value for cell in first)


def _split(line: tuple[Paragraph, str], mark: str, *, framed: bool = False) -> list[GridCell]:
    """Return the cells between marks; outside a frame of bars there is none."""
    text = line[1]
    ends = [i for i, char in enumerate(text) if char == mark] + [len(text)]
    cells, begin = [], 0
    for end in ends:
        cells.append(cell_between(line, begin, end))
        begin = end + 1
    if framed:
        cells = cells[1:-1] if text.rstrip().endswith("|") else cells[1:]
    return cells


def _chunks(line: tuple[Paragraph, str]) -> list[GridCell]:
    """Return the pieces of a line that two blanks or more part."""
    text = line[1]
    item = _ITEM.match(text)
    cells, begin = [], item.end() if item else 0
    apart = _APART.match(text, begin)
    for gap in _WIDE.finditer(text, apart.end() if apart else begin):
        cells.append(cell_between(line, begin, gap.start()))
        begin = gap.end()
    return [*cells, cell_between(line, begin, len(text))]


def _words_of_row(row: list[GridCell]) -> list[GridCell]:
    """Return the cells of a row: a name with its characters set apart, 稻 谷, and a unit with its magnitude, 亿 吨, are one."""
    apart = sum(1 for _ in takewhile(lambda cell: HALF.fullmatch(cell.plain) and cell.text not in _MAGNITUDES, row))
    out = [one_of(row[:apart]), *row[apart:]] if apart > 1 else list(row)
    for i in range(len(out) - 2, 0, -1):
        if out[i].text in _MAGNITUDES and is_unit(out[i].text + out[i + 1].text):
            out[i : i + 2] = [one_of(out[i : i + 2])]
    return out


def _blank_row(line: tuple[Paragraph, str]) -> list[GridCell]:
    """Return name, unit and values of a row that blanks part."""
    cells = _chunks(line)
    if len(cells) > 2 or not (found := _SINGLE.match(line[1])):
        return cells
    values = [(found.start("cells") + m.start(), found.start("cells") + m.end()) for m in re.finditer(r"\S+", found["cells"])]
    begin, end = found.span("name")
    cut = end
    if amount := _AMOUNT_BEHIND.search(line[1], begin, end):
        cut = amount.start("amount")
    elif (unit := _UNIT_BEHIND.search(line[1], begin, end)) and len(unit["unit"]) > 1 and is_unit(squeeze(unit["unit"])):
        cut = unit.start("unit")
    behind = [cell_between(line, cut, end)] if cut < end else []
    return [cell_between(line, begin, cut), *behind, *(cell_between(line, *value) for value in values)]


def _placed(rows: list[list[GridCell]], full: list[list[GridCell]], texts: dict[int, str]) -> list[list[GridCell]]:
    """Return rows with every cell in the column under which it is printed; nothing where the columns do not stand apart."""
    width = len(full[0])
    spans = [[_span(row[j], texts) for row in full] for j in range(width)]
    columns = [(min(a for a, _ in column), max(b for _, b in column)) for column in spans]
    if any(end >= start for (_, end), (start, _) in pairwise(columns)):
        return []
    out = []
    for row in rows:
        cells = [GridCell("", row[0].line, 0)] * width
        for cell in row if 1 < len(row) < width else ():
            begin, end = _span(cell, texts)
            under = [j for j, (a, b) in enumerate(columns) if begin <= b and end >= a]
            if len(under) != 1 or cells[under[0]].text:
                return []
            cells[under[0]] = cell
        out.append(cells if 1 < len(row) < width else row)
    return out


def _span(cell: GridCell, texts: dict[int, str]) -> tuple[int, int]:
    """Return where a cell begins and ends in type of one width."""
    text = texts[cell.line]
    return printed_width(text[: cell.start]), printed_width(text[: cell.start + len(cell.text)])


def _has_unit(row: list[GridCell]) -> bool:
    return len(row) > 2 and not row[1].value and is_unit(row[1].plain)


def _values(row: list[GridCell]) -> int:
    """Return how many cells a row has behind its name and its unit."""
    return len(row) - 1 - _has_unit(row)


def _aligned(heads: list[list[GridCell]], rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """Return rows of one width under one head: values stand at the right, a unit before them."""
    units = any(map(_has_unit, rows))
    width = 1 + units + max(len(row) - 1 - _has_unit(row) for row in rows)
    out = []
    for row in rows:
        lead = row[: 1 + _has_unit(row)]
        empty = GridCell("", row[0].line, row[0].start)
        out.append([*lead, *[empty] * (width - len(row)), *row[len(lead) :]])
    if not heads or all(len(head) == width for head in heads):
        return heads + out
    lines = [joined([word for piece in head for word in split_words(piece)]) for head in heads]
    lines = [line for line in lines if line]
    if not lines:
        return out
    first = lines[0][0]
    names = [
        c for line in lines for c in line if c.text in words("name_heads") or (c is first and c.text in words("place_heads"))
    ]
    lines = [[c for c in line if c not in names and not (units and c.text in words("unit_heads"))] for line in lines]
    values = width - 1 - units
    first = names[0] if names else GridCell("", out[0][0].line, 0)
    lead = [first, GridCell(words("unit_heads")[0], first.line, 0)] if units else [first]
    if len(lines) > 1 and len(lines[0]) > 1 and len(lines[-1]) == values and values % len(lines[0]) == 0:
        # 合同金额, 实际金额 over 绝对数, 增长%, 绝对数, 增长%.
        upper = [cell for cell in lines[0] for _ in range(values // len(lines[0]))]
        return [[*lead, *upper], [*lead, *lines[-1]], *out]
    flat = joined([cell for line in lines for cell in line])[-values:]
    missing = [GridCell("", first.line, 0)] * (values - len(flat))
    return [[*lead, *missing, *flat], *out]
