r"""The tables of a document as grids of cells, whatever a copy made of them.

A row may be printed with tabs, between bars, parted by blanks, or one cell a line. Merged cells stand in each of their places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, groupby, islice, pairwise, takewhile, zip_longest

from xclib.extract.document import Document, Paragraph
from xclib.extract.heads import is_unit, read_words, squeeze, table_units, unit_in
from xclib.extract.lexicon import words
from xclib.extract.tokens import FOLD

_FOLD = FOLD | str.maketrans("｜│┃‖*", "|||| ")
#: A number in a cell, with what may stand around it.
_NUMBER = r"[-+]?\s?(?:\d{1,3}(?:[ ,，]\s?\d{3})+|\d+)(?:\.\d+)?"
VALUE = re.compile(
    r"(?P<open>[\[【〔［]|[(（](?=\d[\d ]*[,.]\d))?\s*"
    rf"(?P<sign>(?:[<>≤≥±▲△约近超负]|{'|'.join(words('bounds_before'))})*)\s*(?P<number>{_NUMBER})(?:\s*%?\s*(?P<dash>[-—–~至])\s*(?P<high>\d[\d,]*(?:\.\d+)?))?"
    r"\s*(?P<magnitude>(?:[十百万亿]|千(?![瓦米克伏升]))*)\s*(?P<unit>[^\d\s，。；、()（）<>≥≤|]{0,8}?)\s*(?P<word>(?:及?以上|以内|以下|左右)?)\s*(?:[(（][^()（）]*[)）])?(?(open)\s*[\]】〕］)）])"
)
#: Units that make a date, an ordinal or a class of a number alone in a cell.
_NO_UNITS = frozenset({"月", "日", "号", "级", "期", "届", "时", "月份", "区"})
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-—–~至]\s?(?:(?:19|20)?\d\d))?年?")
RULE = re.compile(r"[\s|:=+─━┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛═╬-]*[|─━┌├└═-]{2,}[\s|:=+─━┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛═╬-]*")
_ORDINAL = re.compile(r"[甲乙丙丁戊]|[(（]?\d{1,2}[)）]?(?:\s?[=＝].*)?|[A-Z](?:\s?[=＝].*)?")
TITLE = re.compile(r"\W{0,4}(?:附?表|专栏|续表)\s?[\d一二三四五六七八九十]*")
#: Lines above a table that may name it, and their length at most.
_ABOVE, _LONG = 3, 80
#: The last line above a table that is none of its cells: its title, or a numbered heading.
_CAPTION = re.compile(
    r"(?:情况|表|如下|指标|公报|报告|完成|变动|单位.*)[)）：:]?$|^[(（]?[一二三四五六七八九十]{1,3}[、)）]|^(?:19|20)\d\d年.{4}|^附件"
)
#: Heads of a table whose cells are a line each, at most.
_HEADS = 14
#: From how many lines of a run of short lines a table is looked for that takes the rest of the run.
_TRIES = 6
#: Cells in a row of them, at most.
_WIDEST = 10
#: So many bare numbers alone on their lines are what is left of a table.
_HEAP = 4
#: A cell on a line of its own is at most so long.
_SHORT = 42
#: A line without it has one cell, however its cells are parted.
_GAP = re.compile(r"\S\s+\S")
_WIDE = re.compile(r"(?<=\S)(?:[ \u3000]{2,})(?=\S)")
#: What stands before a unit, and a character of a name set apart.
_MAGNITUDES = ("千", "万", "亿", "百万", "千万", "万亿")
_HALF = re.compile(r"[\u3400-\u9fff](?:[(（].*)?")
#: Numbers parted by blanks hold none themselves.
_PLAIN = r"[-+]?\d[\d,]*(?:\.\d+)?%?"
_SINGLE = re.compile(
    rf"[\s-]*(?P<name>(?=[^|。，；]*?[\u3400-\u9fff])[^\s|—–-][^|。，；]{{0,38}}?)\s+(?P<cells>(?:(?:{_PLAIN}|[-—–…]+)\s+)*{_PLAIN}\s*(?:[-—–…]+\s*)*)$"
)
#: Behind a name: a unit whose magnitude may stand apart, or a number with its unit.
_UNIT_BEHIND = re.compile(r"\s(?P<unit>(?:[十百千万亿]+\s)?\S{1,8})$")
_AMOUNT_BEHIND = re.compile(rf"\s(?P<amount>{_NUMBER}\s?[十百千万亿]*\s?[^\d\s]{{1,8}})$")
_SECTION = re.compile(r"[\s-]*[一二三四五六七八九十]{1,3}、\S{2,20}\s*$")
_BARE = " \t\u3000|｜│┃‖\r\ufeff"
_AROUND = " \t\u00a0"
_LONE_BARS = frozenset("|｜│┃‖")
_ITEM = re.compile(r"\s*[-·•]\s+")
_NATURE = re.compile(r"\s*(?:预期性|约束性|-+|—+)\s*$")
_NATURES = frozenset({"预期性", "约束性"})
_MARK = re.compile(r"\s*(?:-\s|#+)")
#: A cell on a line of its own, with the bar behind it.
_CELL_LINE = re.compile(r"[^|]*[^|\s][^|]*\|\s*")


#: A row of people of some age: 16—59岁, 65周岁及以上.
_AGED = re.compile(r"\d{1,3}\s?(?:[-—–~至]\s?\d{1,3}\s?)?周?岁")
#: A cell that says how much was gained or lost.
_GREW = re.compile(
    r"(?:同比|年均|比上年)?(?:增长|下降|提高|降低|上升|上涨|回落|增加|减少)[约\s]?\d[\d.,]*\s?(?:%|‰|个?百分点)(?:左右|以[上内])?"
)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell, and where its text stands."""

    #: Folded to half-width, without blanks around it.
    text: str
    line: int
    start: int

    @property
    def plain(self) -> str:
        """The text without inner blanks and calls of notes; a cell that would be nothing else is a number in brackets."""
        return squeeze(self.text) or self.text.strip()

    @property
    def is_empty(self) -> bool:
        """Whether the cell holds nothing, or a mark that stands for nothing."""
        return self.plain in words("no_value")

    @property
    def value(self) -> re.Match[str] | None:
        """The number that the cell consists of, with its unit; None where it holds other words, or nothing."""
        found = VALUE.fullmatch(self.text) if 0 < len(self.text) <= _SHORT else None
        if not found or found["unit"] in _NO_UNITS or (found["unit"] and not is_unit(found["unit"])):
            return None
        return None if found["unit"] == "年" and self.is_year else found

    @property
    def is_year(self) -> bool:
        """Whether the cell is a year alone: 2030."""
        return _YEAR.fullmatch(self.text) is not None


@dataclass(slots=True)
class Grid:
    """Rows of cells, with the lines above that may name the table."""

    rows: list[list[GridCell]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    #: Numbers whose columns the copy has lost; nothing is read of them.
    lost: list[GridCell] = field(default_factory=list)


def find_grids(document: Document) -> list[Grid]:
    r"""Return the tables of a document in reading order.

    >>> from xclib.extract.document import parse_text
    >>> grid = find_grids(parse_text("表1 人口\n指标\t年末数\n城镇\t210.4"))[0]
    >>> [[c.text for c in row] for row in grid.rows], grid.above
    ([['指标', '年末数'], ['城镇', '210.4']], ['表1 人口'])
    """
    lines = _unbarred([(p, _folded(p.text)) for p in document.paragraphs if p.text.strip(_BARE)])
    # A communique is full of tables; a passage of one may begin within.
    finder = _Finder(lines, _bars_before(document), opened=document.kind.startswith("statistical"))
    return list(finder.grids())


def _bars_before(document: Document) -> list[int]:
    """Return how many lines with nothing but a bar stand before each other line that is not blank, and at the end."""
    counts, bars = [], 0
    for paragraph in document.paragraphs:
        text = paragraph.text.strip(_AROUND + "\u3000\r\ufeff")
        if text in _LONE_BARS:
            bars += 1
        elif paragraph.text.strip(_BARE):
            counts.append(bars)
            bars = 0
    return [*counts, bars]


def _folded(text: str) -> str:
    """Return a line in half-width, breaks within its cells blanked; offsets stay. Prose is no row of a table."""
    if len(text) > 200 and "|" not in text and "\t" not in text:
        return text
    folded = text.translate(_FOLD)
    return re.sub(r"<br\s?/?>", lambda found: " " * len(found[0]), folded) if "<br" in folded else folded


def _unbarred(lines: list[tuple[Paragraph, str]]) -> list[tuple[Paragraph, str]]:
    """Return the lines without the bars of a table whose every cell is a line that ends with one."""
    out: list[tuple[Paragraph, str]] = []
    for barred, run in groupby(lines, key=lambda line: "|" in line[1]):
        block = list(run)
        if barred and len(block) > 2 and all(_CELL_LINE.fullmatch(text) for _, text in block):
            block = [(paragraph, text.replace("|", " ")) for paragraph, text in block]
        out += block
    return out


class _Finder:
    """Walks the lines that are not blank."""

    def __init__(self, lines: Sequence[tuple[Paragraph, str]], bars: Sequence[int], *, opened: bool) -> None:
        self.lines, self.bars, self.opened = lines, bars, opened
        self.taken = 0
        self.kinds: dict[int, str] = {}
        self.cells: dict[int, GridCell] = {}
        self.naming: dict[int, bool] = {}
        #: Whether no cell stands above a line, by the line and where the latest table ends.
        self.alone: dict[tuple[int, int], bool] = {}
        #: The end of the latest run of short lines that was found to be no table.
        self.plain = 0
        #: By where a run of short lines ends: from how many lines of it no table was found that takes the rest of it.
        self.tried: Counter[int] = Counter()
        #: By width and place within a row: the kinds of a first row, where it is, and where the rows like it end.
        self.runs: dict[tuple[int, int], tuple[list[str], int, int]] = {}
        #: The same of rows that measure nothing, which none of them does.
        self.serial: dict[tuple[int, int], int] = {}

    def grids(self) -> Iterator[Grid]:
        n = 0
        while n < len(self.lines):
            text = self.lines[n][1]
            if len(text) > 200 and "|" not in text and "\t" not in text:
                self.opened = False
                n += 1
                continue
            self.lost: list[GridCell] = []
            end, rows = (
                self._bars(n)
                or self._tabs(n)
                or self._spaced(n)
                or self._blanks(n)
                or self._barred(n)
                or self._whole_run(n)
                or self._numbered(n)
                or self._column(n)
                or self._heap(n)
                or (n, [])
            )
            if end > n:
                yield Grid(rows, self._above(n), self.lost)
                n = self.taken = end
                continue
            if TITLE.match(text) or table_units(text)[0]:
                self.opened = True
            n += 1

    def _above(self, n: int) -> list[str]:
        """Return the lines right above a table, the nearest last."""
        above: list[str] = []
        for i in range(n - 1, max(self.taken, n - _ABOVE) - 1, -1):
            text = self.lines[i][1].strip(" *#-\t|")
            if len(text) > _LONG or text.endswith(("。", "；")):
                break
            if text:
                above.insert(0, text)
            if TITLE.match(text):
                # 单位：万元 may stand above the title too.
                over = self.lines[i - 1][1].strip() if i > self.taken else ""
                return [over, *above] if table_units(over)[0] and len(over) <= _LONG else above
        return above

    def _tabs(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        if "\t" not in self.lines[n][1].strip():
            return None
        end = n + 1
        while end < len(self.lines) and "\t" in self.lines[end][1]:
            end += 1
        return end, [_split(line, "\t") for line in self.lines[n:end]]

    def _bars(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read rows between bars; without one in front, two rows with as many bars must stand together."""
        first = self.lines[n][1]
        if "|" not in first:
            return None
        framed, end, real = first.lstrip().startswith("|"), n, []
        while end < len(self.lines) and "|" in self.lines[end][1]:
            text = self.lines[end][1]
            if not RULE.fullmatch(text):
                if not framed and text.count("|") != first.count("|"):
                    break
                if framed and not text.lstrip().startswith("|"):
                    # The first row has no bar in front: its first cell is empty.
                    if text.count("|") != first.count("|") or first.rstrip().endswith("|"):
                        break
                    framed = False
                real.append(self.lines[end])
            end += 1
        return (end, [_split(line, "|", framed=framed) for line in real]) if framed or len(real) > 1 else None

    def _spaced(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read rows whose cells are one blank apart below a head that names them so; a row that lacks cells is lost."""
        if not self._spaces_heads(n):
            return None
        first = next((i for i in range(n + 1, min(n + 4, len(self.lines))) if self._spaces_row(i)), 0)
        heads = [_joined(_split_words(self._whole(i))) for i in range(n, first)]
        end = first
        rows: list[list[GridCell]] = []
        while first and (
            self._spaces_row(end)
            or (self._spaces_row(end + 1) and self._kind(end) == "name")
            or (rows and self._goes_on(end, rows[-1]))
        ):
            rows.append(self._words_of_row(end))
            end += 1
        rows = [row for row in rows if row[0].plain != "栏次"]
        if len(rows) < 2:
            return None
        if len(heads[-1]) == 1 and sum(map(len, heads)) != max(map(len, rows)):
            # The name of the first part.
            rows.insert(0, heads.pop())
        found, kinds = _heads_of_spaced(heads, rows)
        if not found and any(a.value and is_unit(b.text) for row in rows for a, b in pairwise(row)):
            # 茶叶 300 万吨 280 万吨: a number has its unit behind it and needs no head.
            return None
        filled = [_with_merged(row, kinds) if found and len(row) > 1 else row for row in rows]
        unplaced = [cells for row, cells in zip(filled, rows, strict=True) if not (row and found)]
        self.lost = [cell for cells in unplaced for cell in cells[1:] if cell.value]
        return end, [*found, *(row for row in filled if row)] if found else []

    def _spaces_heads(self, n: int) -> bool:
        text = self.lines[n][1].strip()
        cells = _joined(_split_words(self._whole(n))) if len(text) <= 100 and _GAP.search(text) else []
        if len(cells) < 2 or len(_chunks(self.lines[n])) > 1 or re.search(r"[。，；|\t]", text):
            return False
        named = {*words("name_heads"), *words("place_heads"), *words("serial_heads"), "年份", "月份", "时间"}
        below = _split_words(self._whole(n + 1)) if n + 1 < len(self.lines) else []
        known = cells[0].plain in named or (len(cells) > 2 and any(unit_in(cell.plain) for cell in cells[1:] + below))
        return known and not any(cell.value and not cell.is_year for cell in cells)

    def _spaces_row(self, n: int) -> bool:
        text = self.lines[n][1].strip() if n < len(self.lines) else ""
        if not text or len(text) > 160 or re.search(r"[。；|\t]", text):
            return False
        return any(cell.value and not cell.is_year for cell in _split_words(self._whole(n))[1:])

    def _words_of_row(self, n: int) -> list[GridCell]:
        return _words_of_row(_split_words(self._whole(n)))

    def _goes_on(self, n: int, row: Sequence[GridCell]) -> bool:
        """Whether a line that ends with a number like a year has the words of the row before it."""
        text = self.lines[n][1].strip() if n < len(self.lines) else ""
        if not re.search(r"(?:19|20)\d\d$", text) or len(text) > 160 or re.search(r"[。；|\t]", text):
            return False
        return 1 < len(row) == len(self._words_of_row(n))

    # --- blanks --------------------------------------------------------------------------------------------------

    def _blanks(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read rows whose cells are parted by blanks, and the head above them."""
        if not self._is_blank_row(n) and not (self._may_head(n) and self._row_follows(n)):
            return None
        end = n
        heads: list[list[GridCell]] = []
        rows: list[list[GridCell]] = []
        while end < len(self.lines):
            if self._is_blank_row(end):
                rows.append(_blank_row(self.lines[end]))
            elif not rows and heads and _SECTION.match(self.lines[end][1]):
                rows.append([self._whole(end)])
            elif not rows and self._may_head(end):
                heads.append(_chunks(self.lines[end]))
            elif rows and self._may_section(end):
                name, _, tail = self._whole(end).text.rpartition(" ")
                if not (name and is_unit(tail)):
                    rows.append([self._whole(end)])
            else:
                break
            end += 1
        while rows and len(rows[-1]) == 1:
            rows.pop()
            end -= 1
        if not rows or (len(rows) < 2 and not self.opened):
            return None
        if not (placed := self._under_heads(heads, rows)):
            width = max(map(_values, rows))
            # A row with fewer values than the others does not say which it lacks.
            short = [row for row in rows if 0 < _values(row) < width and heads]
            self.lost = [cell for row in short for cell in row if cell.value]
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
        texts = {paragraph.line: text for paragraph, text in self.lines_of(heads, rows)}
        placed_rows = _placed(rows, full, texts)
        if not placed_rows:
            return []
        starts = [min(_printed(texts[row[j].line], row[j].start) for row in full) for j in range(width)]
        placed = []
        for head in heads:
            cells = [GridCell("", head[0].line, 0)] * width
            for cell in head:
                at = _printed(texts[cell.line], cell.start)
                cells[min(range(width), key=lambda j: abs(starts[j] - at))] = cell
            placed.append(cells)
        return placed + placed_rows

    def lines_of(self, *tables: list[list[GridCell]]) -> Iterator[tuple[Paragraph, str]]:
        """Yield the lines on which the cells of some tables stand."""
        lines = [cell.line for table in tables for row in table for cell in row]
        first = next(n for n in range(self.taken, len(self.lines)) if self.lines[n][0].line >= min(lines))
        for paragraph, text in self.lines[first:]:
            if paragraph.line > max(lines):
                return
            yield paragraph, text

    def _is_blank_row(self, n: int) -> bool:
        text = self.lines[n][1]
        if len(text) > 160 or "|" in text or "\t" in text or not _GAP.search(text):
            return False
        if _SINGLE.match(text) and (self.opened or (self._has_two(n) and (self._has_two(n - 1) or self._has_two(n + 1)))):
            return True
        cells = _chunks(self.lines[n])
        if self._numbers_columns(n) or self._numbers_columns(n - 1):
            # Rows without names are known by the row that numbers their columns.
            return True
        return (
            len(cells) > 1
            and any(c.value for c in cells[1:])
            and (not cells[0].value or cells[0].is_year or (cells[0].text.isdigit() and not cells[1].value))
            and "。" not in text
        )

    def _numbers_columns(self, n: int) -> bool:
        """Whether a line is 1, 2, 3 and the next has as many numbers."""
        if not 0 <= n < len(self.lines) - 1 or len(self.lines[n][1]) > 160 or not self.lines[n][1].lstrip().startswith("1"):
            return False
        own, below = _chunks(self.lines[n]), _chunks(self.lines[n + 1])
        counts = [cell.text for cell in own] == [str(i + 1) for i in range(len(own))]
        return counts and len(own) == len(below) > 2 and all(cell.value for cell in below)

    def _has_two(self, n: int) -> bool:
        """Whether a line is a name and two numbers or more, which is a row wherever another follows it."""
        text = self.lines[n][1] if 0 <= n < len(self.lines) else ""
        found = _SINGLE.match(text) if len(text) <= 160 and "\t" not in text and "|" not in text else None
        return found is not None and len(found["cells"].split()) > 1

    def _may_head(self, n: int) -> bool:
        text = self.lines[n][1]
        if len(text) > 100 or "。" in text or "|" in text or TITLE.match(text) or table_units(text)[0]:
            return False
        if self.opened and _MARK.match(text) and len(text) < 60:
            return True
        cells = _chunks(self.lines[n])
        return len(cells) > 1 and not any(c.value and not c.is_year for c in cells)

    def _row_follows(self, n: int) -> bool:
        for i in range(n + 1, min(n + 4, len(self.lines))):
            if self._is_blank_row(i):
                return True
            if not self._may_head(i) and not _SECTION.match(self.lines[i][1]):
                return False
        return False

    def _may_section(self, n: int) -> bool:
        text = self.lines[n][1]
        return (
            len(text) < 30
            and n + 1 < len(self.lines)
            and self._is_blank_row(n + 1)
            and not TITLE.match(text)
            and not re.search(r"[。，；:：]|注", text)
            and (_MARK.match(text) is not None or _SECTION.match(text) is not None or not self.opened)
        )

    # --- one cell a line -----------------------------------------------------------------------------------------

    def _barred(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read a table whose every cell is a line, empty ones too, with a line that is a bar between them."""
        opens = n == self.taken or not self.bars[n - 1]
        if not (opens and self.bars[n] and any(self.bars[n + 1 : n + 2]) and any(self.bars[n + 2 : n + 3])):
            return None
        end = n
        while end < len(self.lines) and self.bars[end] and (self.bars[end + 1] or self._kind(end) != "long"):
            end += 1
        lines = [i for i in range(n, end) for _ in range(self.bars[i])]
        cells = [self._whole(i) if last else GridCell("", self.lines[i][0].line, 0) for i, last in _with_last(lines)]
        cells += [GridCell("", cells[-1].line, 0)] * (self.bars[end] - 1)
        marks = _numbers_of_columns(cells)
        used, rows = _in_period([cell for i, cell in enumerate(cells) if i not in marks])
        used += len(marks)
        over = [[cell for i, cell in enumerate(cells) if i in marks]] if marks else []
        return ((lines[used] if used < len(lines) else end), rows + over) if rows else None

    def _whole_run(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read a table whose every cell is a line, where its rows leave no cell of the run of short lines over."""
        if self._kind(n) != "name" or n < self.plain or self._in_plan_table(n) or not self._heads_alone(n):
            return None
        end = n
        while self._kind(end) != "long" and not self._names_table(end):
            end += 1
        if self.tried[end] == _TRIES or not any(self._kind(i) == "value" for i in range(n + 1, min(n + _HEADS, end))):
            return None
        self.tried[end] += 1
        cells = [self._whole(i) for i in range(n, end)]
        marks = _numbers_of_columns(cells)
        body = [cell for i, cell in enumerate(cells) if i not in marks]
        used, rows = _in_period(body)
        full = used == len(body) and len(rows) > 3 and len(rows[-1]) == max(map(len, rows)) and rows[-1][-1].text
        if not (full and self._measured(rows, rows[0])):
            return None
        return end, [*rows, *([[cell for i, cell in enumerate(cells) if i in marks]] if marks else [])]

    def _numbered(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read rows of numbers without names below heads and a row that numbers the columns: 1, 2, 3."""
        first = self._end_of_names(n, _HEADS)
        width = 0
        while self._kind(first + width) == "value" and self._whole(first + width).text == str(width + 1):
            width += 1
        end = self._end_of_values(first)
        if width < 2 or first - n < width or end - first < 2 * width or (end - first) % width or not self._heads_alone(n):
            return None
        cells = [self._whole(i) for i in range(n, end)]
        heads = [cells[:width]] if first - n == width else _under_merged(cells[: first - n], width, 0)
        return (end, heads + [cells[i : i + width] for i in range(first - n, end - n, width)]) if heads else None

    def _column(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read a table whose every cell is a line: a head, then rows of the same kinds of cells."""
        if self._kind(n) == "long":
            return None
        annex = self.lines[n][0].part == "annex"
        if not self._in_plan_table(n) and (named := self._natured(n) or self._serial_rows(n) or self._named(n)):
            return named
        names = 0 if self._whole(n).is_year else self._end_of_names(n, _WIDEST) - n
        for width in range(2, _WIDEST + 1):
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
                kinds = [self._kind(i) for i in range(begin, begin + width)]
                if (
                    not rest
                    and kinds == 2 * [self._kind(i) for i in range(end, end + half)]
                    and self._kind(end + half) == "long"
                ):
                    # The other side of a table of two is longer.
                    end += half
                cells = [self._whole(i) for i in range(n, end)]
                return end, [cells[i : i + width] for i in range(0, len(cells), width)]
        return self._pair(n) if annex else None

    def _serial_rows(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read rows that 1, 2, 3 begin, a name behind each, below one row of heads that 序号 begins.

        A row may lack cells: of its values those are read whose column is certain.
        """
        if self._whole(n).plain not in words("serial_heads") or not self._heads_alone(n):
            return None
        width = next((i for i in range(_HEADS) if self._opens_row(n + i, 1)), 0)
        starts = [n + width]
        while width > 2 and (follow := self._next_row(starts[-1], len(starts) + 1, width)):
            starts.append(follow)
        last = range(starts[-1] + 1, starts[-1] + width)
        end = next((i for i in last if self._kind(i) == "long" or self._is_sum(i)), last.stop)
        bounds = [*starts, end]
        parts = [[self._whole(i) for i in range(a, b)] for a, b in pairwise(bounds)]
        full = [part for part in parts if len(part) == width]
        kinds = _kinds_of(full, width)
        if len(full) < 2 or len(full) == len(parts):
            # Rows that lack nothing are read as they stand.
            return None
        if kinds[1] != "name" or "value" not in kinds[2:] or not self._measured(full, parts[0]):
            return None
        heads = [self._whole(i) for i in range(n, n + width)]
        rows = [part if len(part) == width else self._filled_up(part, full, heads, kinds) for part in parts]
        sums = self._end_of_values(end + 1)
        if self._is_sum(end) and sums - end == kinds.count("value"):
            first = kinds.index("value", 1)
            empty = GridCell("", self.lines[end][0].line, 0)
            values = [self._whole(i) for i in range(end + 1, sums)]
            rows.append([empty, self._whole(end), *[empty] * (first - 2), *values, *[empty] * (width - first - len(values))])
            end = sums
        return end, [heads, *rows]

    def _is_sum(self, n: int) -> bool:
        return self._kind(n) == "name" and self._whole(n).plain in words("totals")

    def _opens_row(self, n: int, number: int) -> bool:
        return self._kind(n) == "value" and self._whole(n).text == str(number) and self._kind(n + 1) == "name"

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
        values = [cell for cell in part[1:] if _kind_of(cell) != "name"]
        lead = 1 + next((i for i, cell in enumerate(part[1:]) if _kind_of(cell) != "name"), len(part) - 1)
        tail = part[lead + len(values) :]
        empty = GridCell("", part[0].line, 0)
        if lead != first or len(tail) > len(kinds) - last or part[lead : lead + len(values)] != values:
            self.lost += [cell for cell in part[1:] if cell.value]
            return [*part[:2], *[empty] * (len(kinds) - 2)]
        placed = _by_digits(values, [row[:last] for row in full], heads[first:last])
        self.lost += [cell for cell in values if cell.value and cell not in placed]
        return [*part[:lead], *placed, *tail, *[empty] * (len(kinds) - last - len(tail))]

    def _named(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read rows that begin with a name each, below one row of heads; a row with cells missing is lost but for its name."""
        first = self._end_of_names(n, _HEADS)
        if first - n < 3 or self._kind(first) not in ("value", "none") or self._whole(n).is_year or not self._heads_alone(n):
            return None
        # The number of a row stands before its name, 序号; the first row may be a sum without one.
        end = self._end_of_values(first)
        sums = self._kind(first) == "value" and self._kind(end) == "name" and self._whole(end - 1).text.isdigit()
        serial = self._whole(n).plain in words("serial_heads") and (self._kind(first + 1) == "name" or sums)
        lead = 2 if serial or (first - n > 3 and is_unit(self._whole(first - 1).plain)) else 1
        begin = first if serial and self._kind(first + 1) == "name" else first - 1 if serial else first - lead
        values = (
            self._end_of_values(first + 2 if begin == first else first) - serial - begin - (lead if begin != first - 1 else 1)
        )
        # The name of the first part may stand between heads and rows.
        over = self._whole(n).plain in words("name_heads") and begin - n == lead + values + 1
        over = over and all(read_words(self._whole(i).plain, None).period for i in range(n + lead, begin - 1))
        parted = _SECTION.match(self.lines[begin - 1][1]) or (over and _may_part(self._whole(begin - 1)))
        width = begin - n - bool(parted)
        rows = [[self._whole(i) for i in range(n, n + width)]]
        at = n + width
        for many in (values, self._most_values(begin, lead) if not serial else 0):
            if many and (merged := _under_merged(rows[0], lead + many, lead)):
                rows, width = merged, lead + many
                break
        heads = len(rows)
        short: list[tuple[int, list[GridCell]]] = []
        while (self._kind(at) == "name" or (serial and self._kind(at + 1) == "name")) and not self._names_table(at):
            if serial:
                own = lead if self._kind(at) != "name" else 1 if self._kind(at + 1) == "value" else 0
            else:
                own = lead if self._kind(at + lead - 1) == "name" and (lead == 1 or is_unit(self._whole(at + 1).plain)) else 0
            stop = self._end_of_values(at + own) if own else at
            # The last number before a name may be that of its row.
            stop -= serial and own > 0 and self._numbers_next(at, stop, width - (own < lead))
            cells = [
                *[GridCell("", self.lines[at][0].line, 0)] * (lead - own if own else 0),
                *map(self._whole, range(at, stop)),
            ]
            if len(cells) == width:
                rows.append(cells)
            elif stop > at + own:
                short.append((len(rows), cells))
                rows.append(cells[:lead])
            elif self._kind(at) == "name" and self._kind(at + 1) == "name" and len(rows[-1]) > 1:
                # The name of a part of the table.
                rows.append([self._whole(at)])
                stop = at + 1
            else:
                break
            at = stop
        while rows and len(rows[-1]) == 1 and not (short and short[-1][0] == len(rows) - 1):
            rows.pop()
            at -= 1
        full = [row for row in rows[heads:] if len(row) == width]
        if len(full) < 2 or not self._measured(full, rows[heads - 1]):
            return None
        for i, cells in short:
            placed = _by_digits(cells[lead:], full, rows[heads - 1][lead:])
            self.lost += [cell for cell in cells[lead:] if cell.value and cell not in placed]
            # What is left of a row of which nothing is read is its number.
            rows[i] = cells[: lead if any(cell.text for cell in placed) else lead - 1] + placed
        return at, [row for row in rows if any(cell.text for cell in row)]

    def _most_values(self, n: int, lead: int) -> int:
        """Return the most values that at least two rows from one on have each."""
        counts: Counter[int] = Counter()
        while self._kind(n) == "name":
            n += lead if self._kind(n + lead - 1) == "name" else 1
            end = self._end_of_values(n)
            counts[end - n] += 1
            n = end
        return max((many for many, rows in counts.items() if rows > 1), default=0)

    def _numbers_next(self, begin: int, stop: int, width: int) -> bool:
        """Whether the last number of a row that may be so wide is that of the next row: its code, or its serial number."""
        if self._kind(stop) != "name" or stop - begin < 2:
            return False
        last, own = self._whole(stop - 1).text, self._whole(begin).text
        coded = last.isdigit() and len(last) > 2 and (not own.isdigit() or own[0] == last[0])
        return coded or stop - begin > width or (own.isdigit() and last == str(int(own) + 1))

    def _natured(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read rows that end with 预期性 or 约束性 below heads that end with 属性; the class of an indicator stands once."""
        last = next((i for i in range(n, n + _HEADS) if self._kind(i) != "name" or self._whole(i).plain.endswith("属性")), n)
        if last - n < 2 or self._kind(last) != "name":
            return None
        rows = [[self._whole(i) for i in range(n, last + 1)]]
        at, full, lost = last + 1, 0, []
        while self._kind(at) == "name":
            behind = next((i for i in range(at, at + len(rows[0])) if self._kind(i) != "name"), at)
            end = self._end_of_values(behind)
            if end == behind or behind == at or self._kind(end) == "long" or self._whole(end).plain not in _NATURES:
                break
            cells = [self._whole(i) for i in range(at, end + 1)]
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
        if full < 2:
            return None
        self.lost = lost
        return at, rows

    def _end_of_names(self, n: int, most: int) -> int:
        """Return the first line from one on that is no name that may head a column, after so many at most."""
        end = n
        while end - n < most and self._kind(end) == "name" and not self._names_table(end):
            end += 1
        return end

    def _end_of_values(self, n: int) -> int:
        """Return the first line from one on that is no value and no empty cell."""
        return self._next_other[n] if n < len(self.lines) else n

    def _measured(self, rows: Sequence[Sequence[GridCell]], head: Sequence[GridCell]) -> bool:
        """Whether the columns of rows hold more than the numbers of pages or of rows."""
        cells = [cell for row in rows for cell in row[1:] if cell.value or _GREW.fullmatch(cell.text)]
        return any(not cell.text.isdigit() for cell in cells) or any(unit_in(cell.plain) for cell in head) or self.opened

    def _heads_alone(self, n: int) -> bool:
        """Whether no cell of a table stands right above a line, so that its first head may be there."""
        if (n, self.taken) not in self.alone:
            self.alone[n, self.taken] = self._none_above(n)
        return self.alone[n, self.taken]

    def _none_above(self, n: int) -> bool:
        if n == 0 or n == self.taken or self._kind(n - 1) == "long" or self._names_table(n - 1):
            return True
        over: list[str] = []
        for i in range(n - 1, max(self.taken, n - 5) - 1, -1):
            if self._kind(i) == "long" or self._names_table(i):
                break
            over.append(self._whole(i).plain)
        heads = {*words("name_heads"), *words("place_heads"), *words("unit_heads"), *words("serial_heads")}
        return _CAPTION.search(over[0]) is not None and not unit_in(over[0]) and heads.isdisjoint(over)

    def _below_heads(self, n: int) -> bool:
        """Whether a head that names rows stands a few lines above: 项目, 预算数, 执行数."""
        above = range(n - 1, max(self.taken, n - 5) - 1, -1)
        return any(self._whole(i).plain in words("name_heads") for i in above if self._kind(i) == "name")

    def _in_plan_table(self, n: int) -> bool:
        """Whether a line is of an annex whose indicators are 预期性 or 约束性, which is read name by name."""
        return self.lines[n][0].part == "annex" and self._has_natures

    @cached_property
    def _has_natures(self) -> bool:
        return any(paragraph.part == "annex" and text.strip() in _NATURES for paragraph, text in self.lines)

    @cached_property
    def _next_bare(self) -> list[int]:
        """For every line, the first from it on whose number has no unit of its own."""

        def is_bare(n: int) -> bool:
            found = self._whole(n).value if self._kind(n) == "value" else None
            return found is not None and not found["unit"]

        return self._first_from(is_bare)

    @cached_property
    def _next_other(self) -> list[int]:
        """For every line, the first from it on that is no value and no empty cell."""
        return self._first_from(lambda n: self._kind(n) not in ("value", "none"))

    @cached_property
    def _next_with_unit(self) -> list[int]:
        """For every line, the first from it on that names a unit."""
        return self._first_from(lambda n: self._kind(n) != "long" and unit_in(self._whole(n).plain) != "")

    def _first_from(self, holds: Callable[[int], bool]) -> list[int]:
        first = [len(self.lines)] * (len(self.lines) + _WIDEST + 1)
        for n in range(len(self.lines) - 1, -1, -1):
            first[n] = n if holds(n) else first[n + 1]
        return first

    def _heap(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Take the numbers of a table whose cells are a line each and cannot be told apart: nothing is read of them."""
        if n < self.plain or self._kind(n) != "value" or self._in_plan_table(n):
            return None
        end = n
        bare: list[GridCell] = []
        last = n
        while self._kind(end) != "long":
            cell = self._whole(end)
            if self._kind(end) == "value" and cell.value and not cell.value["unit"] and not cell.text.isdigit():
                bare.append(cell)
                last = end + 1
            end += 1
        if len(bare) < _HEAP:
            self.plain = end
            return None
        self.lost = [self._whole(i) for i in range(n, last) if self._kind(i) == "value"]
        return last, []

    def _kind(self, n: int) -> str:
        if n >= len(self.lines):
            return "long"
        if n not in self.kinds:
            text = self.lines[n][1].strip()
            if len(text) > _SHORT or "|" in text or "\t" in text or re.search(r"[。；]", text):
                kind = "long"
            else:
                kind = _kind_of(self._whole(n))
            self.kinds[n] = kind
        return self.kinds[n]

    def _names_table(self, n: int) -> bool:
        if n not in self.naming:
            text = self.lines[n][1].strip()
            self.naming[n] = TITLE.match(text) is not None or table_units(text)[0] != ""
        return self.naming[n]

    def _repeats(self, begin: int, width: int) -> int:
        """Return where the rows end whose cells are of the same kinds as those of the first."""
        first = [self._kind(begin + j) for j in range(width)]
        if "value" not in first or "long" in first or (first[0] != "name" and (first[0] != "value" or first[1] != "name")):
            return begin
        kinds, since, until = self.runs.get((width, begin % width), ([], 0, 0))
        if kinds == first and since <= begin < until:
            return until
        end = begin + width
        while all(self._kind(end + j) in (first[j], "none") for j in range(width)) and self._kind(end) != "none":
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
            texts = [self._whole(i).text for i in range(begin + j, end, width) if self._kind(i) == "value"]
            whole = [int(text) for text in texts if text.isdigit()]
            if texts and not j and not self._numbers_rows(texts, begin - width if headed else begin):
                return False
            if j and len(whole) == len(texts) > 1 and all(b == a + 1 for a, b in pairwise(whole)):
                return False
            if texts and (len(whole) < len(texts) or any(b < a for a, b in pairwise(whole))):
                measures = True
            if texts and headed and j and (unit_in(self._whole(begin - width + j).plain) or self.opened):
                measures = True
        return measures

    def _numbers_rows(self, texts: Sequence[str], head: int) -> bool:
        """Whether numbers that stand first in their rows are codes or serial numbers, and no column of values."""
        serial = all(b.isdigit() and a.isdigit() and int(b) == int(a) + 1 for a, b in pairwise(texts))
        return serial or self._whole(head).plain in words("serial_heads")

    def _whole(self, n: int) -> GridCell:
        if n not in self.cells:
            self.cells[n] = _cell(self.lines[n], 0, len(self.lines[n][1]))
        return self.cells[n]

    def _pair(self, n: int) -> tuple[int, list[list[GridCell]]] | None:
        """Read a name with its unit and the value below it; any other number alone on its line is serial."""
        if self._kind(n) == "value":
            return n + 1, [[self._whole(n)]]
        if not unit_in(self._whole(n).plain) or self._kind(n) != "name" or not read_words(self._whole(n).plain, None).rest:
            return None
        for i in range(n + 1, n + 4):
            if self._kind(i) == "value":
                return i + 1, [[self._whole(n), self._whole(i)]]
            if self._kind(i) != "name" or unit_in(self._whole(i).plain) or _NATURE.match(self.lines[i][1]):
                return None
        return None


def _with_last(numbers: Sequence[int]) -> Iterator[tuple[int, bool]]:
    """Yield numbers in order, and whether each is the last of its like."""
    yield from ((number, number != after) for number, after in zip_longest(numbers, numbers[1:]))


def _numbers_of_columns(cells: Sequence[GridCell]) -> set[int]:
    """Return where the cells of a row stand that numbers the columns: 栏次, 1, 2, 3; on two sides 栏次, 1, 栏次, 2."""
    marks: set[int] = set()
    number = 0
    for i, cell in enumerate(cells):
        if cell.plain == "栏次":
            marks.add(i)
        elif i - 1 in marks and cell.text in ("", str(number + 1)):
            number += bool(cell.text)
            marks.add(i)
    return marks


def _in_period(cells: Sequence[GridCell]) -> tuple[int, list[list[GridCell]]]:
    """Return how many of a run of cells make a table, and its rows with their heads; none where they are not clear.

    Of all ways to cut the run whose heads suit the columns, the one that holds the most numbers in the fewest odd rows.
    """
    kinds = [_kind_of(cell) for cell in cells]
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
        if heads := _heads_of(cells[:begin], max(map(len, rows)), rows):
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
        if first == width - 1 and not (kinds[begin] == "name" and fits(begin + 1) and not _is_no_part(cells[begin])):
            break
        row = list(cells[begin : begin + width - first])
        if first < width - 1:
            empty = GridCell("", row[0].line, 0)
            row = [*[empty] * first, *row, *[empty] * (width - first - len(row))]
            columns = [other or ("" if cell.is_empty else _kind_of(cell)) for cell, other in zip(row, columns, strict=True)]
        rows.append(row)
        begin += width - first
    return begin, rows


def _alike(kinds: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether cells of such kinds may stand in columns of such kinds."""
    return all(not other or kind in (other, "none") for kind, other in zip(kinds, columns, strict=False))


def _is_no_part(cell: GridCell) -> bool:
    """Whether a cell with words is none that could name a part of a table."""
    return is_unit(cell.plain) or cell.plain in _NATURES


def _begins_row(kinds: Sequence[str], cells: Sequence[GridCell]) -> bool:
    """Whether cells of such kinds begin with a name, or with the number of a row or an empty cell before one."""
    return kinds[:1] == ["name"] or (kinds[1:2] == ["name"] and (cells[0].is_empty or cells[0].text.isdigit()))


def _heads_of(cells: Sequence[GridCell], width: int, rows: Sequence[Sequence[GridCell]]) -> list[list[GridCell]]:
    """Return the rows of heads above rows so wide, the cells that name the table first; none where they are not clear."""
    if cells and _SECTION.match(cells[-1].text) and (above := _heads_of(cells[:-1], width, rows)):
        return [*above, [cells[-1]]]
    kinds = _kinds_of([row for row in rows if len(row) == width], width)
    lead = next((j for j in range(1, width) if kinds[j] == "value"), 1)
    named = [n for n, cell in enumerate(cells) if TITLE.match(cell.text) or table_units(cell.text)[0]]
    for begin in range(named[-1] + 1 if named else 0, len(cells)):
        cell, heads = cells[begin], cells[begin:]
        if len(cell.plain) > 8 and any(other.plain in words("name_heads") for other in heads[1:2]):
            # The title of the table.
            continue
        if len(heads) % width == 0:
            found = [list(heads[i : i + width]) for i in range(0, len(heads), width)]
        else:
            found = _under_merged(heads, width, lead, rows) or _under_merged(heads, width, 0) or []
        if found and _suit(found, kinds):
            return [*([above] for above in cells[:begin]), *found]
        if not cell.is_empty and (cell.plain in words("name_heads") or not _CAPTION.search(cell.plain)):
            break
    years = _years_at_end(cells)
    if len(years) == width - 1 and lead == 1:
        # What heads the names is left empty.
        return [*([above] for above in cells[: -len(years)]), [GridCell("", years[0].line, 0), *years]]
    # One row of heads, and the name of the first part.
    headed = cells[-width - 1 : -width] and cells[-width - 1].plain in words("name_heads")
    parted = (headed or len(_years_at_end(cells[:-1])) == width - 1) and _may_part(cells[-1])
    return [*above, [cells[-1]]] if parted and (above := _heads_of(cells[:-1], width, rows)) else []


def _years_at_end(cells: Sequence[GridCell]) -> list[GridCell]:
    return list(takewhile(lambda cell: cell.is_year, reversed(cells)))[::-1]


def _may_part(cell: GridCell) -> bool:
    """Whether a cell may name a part of a table: it says nothing of time, status, unit and measure."""
    return (
        _kind_of(cell) == "name"
        and not (_is_no_part(cell) or _is_measure(cell) or cell.plain in words("generic_heads"))
        and (read_words(cell.plain, None).rest == cell.plain)
    )


def _suit(heads: Sequence[Sequence[GridCell]], kinds: Sequence[str]) -> bool:
    """Whether heads may stand above columns of such kinds: names above names, numbers of rows above numbers."""
    names, serials = words("name_heads"), words("serial_heads")
    over = {cell.plain for cell in heads[0][:1]} & set(names)
    if len(heads) > 1 and over and heads[1][0].plain in names and heads[1][0] != heads[0][0]:
        # The heads of the second side of the table.
        return False
    if len(heads) > 1 and over and heads[0][0] is heads[0][1] and kinds[1] == "value":
        # What names the rows heads no values.
        return False
    if kinds[:1] == ["name"] and heads[-1][0].is_year:
        return False
    if any(cell.value and not cell.is_year for row in heads for cell in row):
        return False
    return all(
        kind in ("", "name" if head.plain in names else "value" if head.plain in serials else kind)
        for head, kind in zip(heads[-1], kinds, strict=True)
    )


def _kinds_of(rows: Sequence[Sequence[GridCell]], width: int) -> list[str]:
    """Return what the columns of rows so wide hold; empty where it is nothing."""
    return [next((kind for row in rows if (kind := _kind_of(row[j])) != "none"), "") for j in range(width)]


def _kind_of(cell: GridCell) -> str:
    if cell.is_empty:
        return "none"
    value = (cell.value and not cell.is_year and not _AGED.match(cell.text)) or _GREW.fullmatch(cell.text)
    return "value" if value else "name"


def _under_merged(
    heads: Sequence[GridCell], width: int, lead: int, rows: Sequence[Sequence[GridCell]] = ()
) -> list[list[GridCell]] | None:
    """Return the two rows of heads of a table so wide, merged cells in each of their places; None where they are not clear.

    指标, 全市, 市本级, then 执行数, 增长（%）, 执行数, 增长（%）: the heads below begin anew under each above. Some above have
    none below them: those with a unit, else those that name what is measured, else all but years.
    """
    if width >= len(heads):
        return None
    years = [cell.plain for cell in heads if cell.is_year]

    def is_no_latest(cell: GridCell) -> bool:
        return not years or cell.plain != max(years)

    dated = [_names_year(cell) for cell in heads]
    for stands_alone in (_has_own_unit, _is_measure, _is_no_year, is_no_latest):
        singles = [i < lead or stands_alone(cell) for i, cell in enumerate(heads)]
        # No more heads below than columns.
        for many in range(max(lead + 1, len(heads) - width), len(heads) - 1):
            above, below, alone = heads[:many], heads[many:], singles[:many]
            if any(dated[:many]) and any(dated[many:]):
                continue
            if sum(alone) + len(below) == width and (parts := _dealt(below, alone.count(False))):
                given = iter(parts)
                columns = [(cell, [cell] if single else next(given)) for cell, single in zip(above, alone, strict=True)]
                return [[over for over, under in columns for _ in under], [cell for _, under in columns for cell in under]]
    return _over_years(heads, width, lead, rows)


def _over_years(
    heads: Sequence[GridCell], width: int, lead: int, rows: Sequence[Sequence[GridCell]]
) -> list[list[GridCell]] | None:
    """Return the two rows of heads where one head stands above years and the numbers below them show which it is.

    常住人口, 比重, then 2030年, 2020年: the years divide what is printed alike in both of their columns.
    """
    below = [cell for cell in heads if cell.is_year]
    many = len(heads) - len(below)
    full = [row for row in rows if len(row) == width]
    if len(heads) != width + 1 or len(below) < 2 or list(heads[many:]) != below or len(full) < 2:
        return None
    printed = [{_digits(row[j]) for row in full} - {"none"} for j in range(width)]

    def divides(i: int) -> bool:
        own, others = printed[i : i + len(below)], printed[1:i] + printed[i + len(below) :]
        return all(kinds == own[0] for kinds in own) and own[0] not in others

    fitting = [i for i in range(max(lead, 1), many) if divides(i)]
    if len(fitting) != 1:
        return None
    at = fitting[0]
    over = [*heads[:at], *[heads[at]] * len(below), *heads[at + 1 : many]]
    return [over, [*heads[:at], *below, *heads[at + 1 : many]]]


def _by_digits(values: Sequence[GridCell], full: Sequence[Sequence[GridCell]], heads: Sequence[GridCell]) -> list[GridCell]:
    """Return the cells below so many heads of a row that lacks some; a value whose column is not certain is left out.

    Whole numbers, those with decimals and negative ones keep to columns that hold such. What the other numbers of the row leave
    one place is certain.
    """
    width = len(heads)
    empty = [GridCell("", full[0][0].line, 0)] * width
    held = [{_digits(row[j - width]) for row in full} for j in range(width)]
    falls = [
        read_words(head.plain, None).measure in ("growth", "change") or any(row[j - width].text.startswith("-") for row in full)
        for j, head in enumerate(heads)
    ]

    def may_stand(cell: GridCell, j: int) -> bool:
        return (_digits(cell) == "few" or _digits(cell) in held[j]) and (falls[j] or not cell.text.startswith("-"))

    def places(cells: Sequence[GridCell], columns: Sequence[int]) -> list[int]:
        given = iter(columns)
        return [next((j for j in given if may_stand(cell, j)), -1) for cell in cells]

    first, last = places(values, range(width)), places(values[::-1], range(width)[::-1])[::-1]
    if len(full) < 3 or -1 in first + last:
        return empty
    at = {column: cell for cell, column, other in zip(values, first, last, strict=True) if column == other}
    return [at.get(j, empty[j]) for j in range(width)]


def _digits(cell: GridCell) -> str:
    """Return how a number is printed: with decimals, with thousands, or with so few digits that it may stand anywhere."""
    number = cell.value["number"] if cell.value else ""
    return "none" if not number else "decimals" if "." in number else "thousands" if len(number.lstrip("+-")) > 3 else "few"


#: Heads that name what is measured, so that none need stand below them.
_MEASURE = re.compile(r"(?:[数额率重值]|%|增幅|增速|增长|增减|备注|属性)$")
_LEVEL_HEAD = re.compile(r"^(?:绝对[数值额量]|总量|完成[数额]|金额|[总产]值|产量|数[值量]|(?:调整)?预算数|执行数)")
_RATE_HEAD = re.compile(r"增|同比|[%位名]|排")


def _has_own_unit(cell: GridCell) -> bool:
    return unit_in(cell.plain) != ""


def _is_measure(cell: GridCell) -> bool:
    return _has_own_unit(cell) or _MEASURE.search(cell.plain) is not None


def _is_no_year(cell: GridCell) -> bool:
    return not cell.is_year


def _names_year(cell: GridCell) -> bool:
    return re.search(r"(?:19|20)\d\d年", cell.plain) is not None


def _dealt(below: Sequence[GridCell], many: int) -> list[list[GridCell]] | None:
    """Return lower heads in so many parts; None where it is not clear where each begins.

    No head comes twice in a part, a rank begins none, and an amount does not follow its rate.
    """
    if not many:
        return None
    size, rest = divmod(len(below), many)
    names = [cell.plain for cell in below]
    if many > 1 and not rest and all(names[i] == names[i % size] for i in range(len(names))) and len(set(names[:size])) == size:
        return [list(below[i : i + size]) for i in range(0, len(below), size)]
    # A part of one head only where there is no other way.
    ways = list(islice(_ways(names, many, 2), 2)) or list(islice(_ways(names, many, 1), 2))
    if len(ways) != 1 or len(below) == many:
        return None
    ends = [0, *accumulate(ways[0])]
    return [list(below[a:b]) for a, b in pairwise(ends)]


def _ways(names: Sequence[str], many: int, least: int) -> Iterator[list[int]]:
    """Yield the sizes of parts that lower heads may have."""
    if many == 1:
        if len(names) >= least and _is_part(names):
            yield [len(names)]
        return
    for size in range(least, len(names) - least * (many - 1) + 1):
        if _is_part(names[:size]):
            yield from ([size, *others] for others in _ways(names[size:], many - 1, least))


def _is_part(names: Sequence[str]) -> bool:
    """Whether heads may stand together below one."""
    rates = [_RATE_HEAD.search(name) is not None for name in names]
    levels = [_LEVEL_HEAD.match(name) is not None for name in names]
    late = any(level and any(rates[:i]) for i, level in enumerate(levels))
    years = [_YEAR.fullmatch(name) is not None for name in names]
    if late or years != sorted(years, reverse=True):
        return False
    return len(set(names)) == len(names) and not re.match("[位排]", names[0])


def _cell(line: tuple[Paragraph, str], start: int, end: int) -> GridCell:
    """Return the cell between two offsets, blanks and marks of emphasis around it left out."""
    text = line[1]
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return GridCell(text[start:end], line[0].line, start)


def _split(line: tuple[Paragraph, str], mark: str, *, framed: bool = False) -> list[GridCell]:
    """Return the cells between marks; outside a frame of bars there is none."""
    text = line[1]
    ends = [i for i, char in enumerate(text) if char == mark] + [len(text)]
    cells, begin = [], 0
    for end in ends:
        cells.append(_cell(line, begin, end))
        begin = end + 1
    if framed:
        cells = cells[1:-1] if text.rstrip().endswith("|") else cells[1:]
    return cells


def _chunks(line: tuple[Paragraph, str]) -> list[GridCell]:
    """Return the pieces of a line that two blanks or more part."""
    text = line[1]
    item = _ITEM.match(text)
    cells, begin = [], item.end() if item else 0
    for gap in _WIDE.finditer(text, begin):
        cells.append(_cell(line, begin, gap.start()))
        begin = gap.end()
    return [*cells, _cell(line, begin, len(text))]


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
    behind = [_cell(line, cut, end)] if cut < end else []
    return [_cell(line, begin, cut), *behind, *(_cell(line, *value) for value in values)]


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
    return _printed(text, cell.start), _printed(text, cell.start + len(cell.text))


def _printed(text: str, offset: int) -> int:
    """Return where a character stands in type of one width, in which Chinese takes two places."""
    return offset + sum(char > "\u2e7f" for char in text[:offset])


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
    lines = [_joined([word for piece in head for word in _split_words(piece)]) for head in heads]
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
    flat = _joined([cell for line in lines for cell in line])[-values:]
    missing = [GridCell("", first.line, 0)] * (values - len(flat))
    return [[*lead, *missing, *flat], *out]


def _heads_of_spaced(
    heads: Sequence[Sequence[GridCell]], rows: Sequence[Sequence[GridCell]]
) -> tuple[list[list[GridCell]], list[str]]:
    """Return the heads of rows whose cells are one blank apart, and what the columns hold; none where they are not clear."""
    widths = Counter(map(len, rows))
    named = [list(head) for head in heads]
    if len(named) == 1 and named[0][-1].plain in words("note_heads") and not widths[len(named[0])]:
        # No row has a note.
        named[0].pop()
    width = len(named[0]) if len(named) == 1 else max(widths, key=lambda many: widths[many])
    full = [row for row in rows if len(row) == width]
    if len(full) < 2 or len({*map(_kind_of_name, full)}) > 1:
        return [], []
    kinds = _kinds_of(full, width)
    found = named if len(named) == 1 else _heads_of([cell for head in heads for cell in head], width, full)
    return (found, kinds) if found and "value" in kinds[1:] and _suit(found[-1:], kinds) else ([], [])


def _kind_of_name(row: Sequence[GridCell]) -> bool:
    """Whether a row begins with words; 2030 and 3月 name a row too."""
    return _kind_of(row[0]) == "name" or row[0].text.isdigit()


def _with_merged(row: list[GridCell], kinds: Sequence[str]) -> list[GridCell]:
    """Return a row with columns of such kinds: 合计 over the names, or a class of the row above before its number.

    Of another row that lacks cells there is nothing.
    """
    width, lead = len(kinds), kinds.index("value", 1)
    empty = GridCell("", row[0].line, 0)
    apart = len(row) - width + 1
    if apart > 1 == lead and all(_kind_of(cell) == "name" for cell in row[:apart]):
        # A name whose characters are set apart: 衣 着.
        return [_one_of(row[:apart]), *row[apart:]]
    if len(row) == width - 1 and kinds[:3] == ["name", "value", "name"] and row[0].text.isdigit():
        return [empty, *row]
    if len(row) == width - lead + 1 and row[0].plain in words("totals"):
        return [row[0], *[empty] * (lead - 1), *row[1:]]
    return row if len(row) == width else []


def _words_of_row(row: list[GridCell]) -> list[GridCell]:
    """Return the cells of a row: a name with its characters set apart, 稻 谷, and a unit with its magnitude, 亿 吨, are one."""
    apart = sum(1 for _ in takewhile(lambda cell: _HALF.fullmatch(cell.plain) and cell.text not in _MAGNITUDES, row))
    out = [_one_of(row[:apart]), *row[apart:]] if apart > 1 else list(row)
    for i in range(len(out) - 2, 0, -1):
        if out[i].text in _MAGNITUDES and is_unit(out[i].text + out[i + 1].text):
            out[i : i + 2] = [_one_of(out[i : i + 2])]
    return out


def _one_of(cells: Sequence[GridCell]) -> GridCell:
    """Return cells beside each other as one."""
    return GridCell(" ".join(cell.text for cell in cells), cells[0].line, cells[0].start)


def _split_words(cell: GridCell) -> list[GridCell]:
    return [GridCell(m[0], cell.line, cell.start + m.start()) for m in re.finditer(r"\S+", cell.text) if m[0] != "-"]


def _joined(cells: list[GridCell]) -> list[GridCell]:
    """Return the words of a head; characters set apart are two to a word: 单 位 产 量."""
    out: list[GridCell] = []
    half = False
    for cell in cells:
        if out and ((half and _HALF.fullmatch(cell.text)) or cell.text[0] in "(（"):
            out[-1] = GridCell(out[-1].text + cell.text, out[-1].line, out[-1].start)
            half = False
        else:
            out.append(cell)
            half = len(cell.text) == 1 and "\u3400" <= cell.text <= "\u9fff"
    return out
