"""The numbers of a table's cells: unit, time, status, measure and label from heads, rows and captions.

What a table is taken to be: captions name it; heads stand over columns, in one row or in several where an upper one covers
columns below it; a column is that of serial numbers, names, units, values or notes; names stand left of the values that they
name, so that a table may have two sides. Everything that is said of a number has one of these places:

- what is measured: the name of the row, and of the columns what tells amounts, or the rates of two amounts, apart; where rows
  are places or years, the head of the column alone. 其中 makes a row or a column part of the one before it;
- the unit: its cell, the head of its column, its row or part of the table, the captions, the nearest first. Several units in a
  caption are those of the columns, or of the rows, in order and by what each can count;
- whether it is an amount, a gain, a rate or a share: the head; where the head only compares, the numbers decide;
- period and status: the head of the column, a dated name of the row and the rows that are parts of it, the captions, the
  report. A rate is of the time of the amount on its left;
- the part of the year and of the area: the head or the row, whichever names one, then the captions.

No two columns may say the same of a row: where they would, each keeps the words that the other has not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise, zip_longest
from typing import Literal

from xclib.extract.cells import TITLE, YEAR, Grid, GridCell, is_ordinal
from xclib.extract.document import Document
from xclib.extract.grids import find_grids
from xclib.extract.heads import (
    Words,
    clean_name,
    is_mean,
    is_unit,
    lasting,
    only_compares,
    read_words,
    split_unit,
    squeeze,
    status_of_cost,
    table_units,
    unit_in,
    unit_of_row,
    units_of_columns,
    units_of_rows,
    units_of_sides,
    years_summed,
)
from xclib.extract.lexicon import words
from xclib.extract.periods import Frame
from xclib.extract.qualify import Heading, cues_of, is_of_a_month
from xclib.extract.table_parts import are_differences, are_gains, are_places, are_rates, coverage_of, is_one_month, scope_of
from xclib.model.areas import areas_by_name
from xclib.model.figure import Coverage, Measure, Status


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table."""

    line: int
    start: int
    #: End of the number with the magnitude that is printed behind it, and of its unit.
    end: int
    stop: int
    unit: str
    #: Magnitude printed elsewhere, as in the head of the column.
    magnitude: str
    label: str
    measure: Measure
    status: Status
    period: str
    #: Signs before the number and words behind it that bound it or turn it round.
    sign: str = ""
    word: str = ""
    falls: bool = False
    coverage: Coverage = "year"
    #: The part of the area, and whether a heading of the text and no word of the table names it.
    scope: str = ""
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A cell with more words than a number, to be read as a sentence about its row."""

    line: int
    start: int
    end: int
    subject: str = ""
    unit: str = ""
    magnitude: str = ""
    #: What the head of its column says of its numbers, and the year of the table; empty and None where they say nothing.
    status: Status | str = ""
    year: int | None = None


Item = Cell | Prose


def read_cells(
    document: Document, frames: Sequence[Frame], headings: Sequence[Heading], grids: Sequence[Grid] | None = None
) -> dict[int, list[Item]]:
    r"""Return the cells of every line that belongs to a table, by line; a serial number or a code has none.

    >>> from xclib.extract.document import parse_text
    >>> from xclib.extract.periods import read_frames
    >>> from xclib.extract.qualify import read_headings
    >>> document = parse_text("表1 2030年产量\n产品\t单位\t产量\n水泥\t万吨\t88.2", kind="statistical communique", year=2030)
    >>> cell = read_cells(document, read_frames(document), read_headings(document))[3][0]
    >>> cell.unit, cell.magnitude, cell.label, cell.period
    ('吨', '万', '水泥', '2030')
    """
    cells: dict[int, list[Item]] = {}
    sheet: _Sheet | None = None
    for grid in find_grids(document) if grids is None else grids:
        cells.update((cell.line, []) for row in (*grid.rows, grid.lost) for cell in row)
        if not grid.rows:
            sheet = None
            continue
        first = grid.rows[0][0].line - 1
        sheet = _Sheet(document, frames[first], headings[first], grid, sheet)
        for item in sheet.items():
            cells[item.line].append(item)
    return cells


@dataclass(slots=True)
class _Column:
    """A column of a table, as its heads and its cells show it."""

    heads: list[str]
    role: str = "empty"
    words: Words = field(default_factory=Words)
    #: What its heads add to the name of a row.
    extra: str = ""
    own: str = ""
    #: What tells its rates from those of other amounts.
    apart: str = ""
    #: Whether its cells name their units, as 4.4% and 28户 do.
    marked: bool = False
    period: str = ""
    status: str = ""
    #: The years up to that of a goal, of which a sum in brackets is: 〔17〕 below 2035年目标.
    term: str = ""
    #: The part of the year and of the area that its heads name; None where they name none.
    coverage: Coverage | Literal[""] = ""
    scope: str | None = None

    @property
    def words_of(self) -> str:
        """All heads together."""
        return "".join(self.heads)

    @property
    def is_level(self) -> bool:
        """Whether the column holds amounts, and no rates, shares or ranks of them."""
        return self.role == "value" and self.words.measure in ("", "level") and not self.words.share


@dataclass(slots=True)
class _Side:
    """Columns of values with the columns that name their rows; a table may have two sides."""

    names: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    #: The part of the table in which the row stands, and the last row that is not part of another.
    within: str = ""
    parent: str = ""
    last: str = ""
    #: Unit of the part.
    unit: str = ""
    repeated: frozenset[str] = frozenset()
    #: The head that one side of a table of two has for itself: 收入.
    head: str = ""
    adds: bool = False
    #: The part of the table, and the unit that a row of it named last: it is that of the rows below that name none.
    counted: tuple[str, str] = ("", "")
    #: Of the last row that is not part of another: its unit, the year that its name has for itself, and whether it is numbered.
    whole: str = ""
    dated: str = ""
    listed: bool = False
    #: Whether the last row was a part of the area among things.
    divided: bool = False
    #: Name of the last row that has one, and the name as printed.
    named: tuple[str, str] = ("", "")
    #: Unit that stands above this side alone.
    own_unit: str = ""
    #: Whether its rows are places.
    places: bool = False
    #: The years that rows above are of.
    years: set[int] = field(default_factory=set)

    def follow(self, old: _Side) -> None:
        """Take over where the rows stand from a side that this one continues on another page."""
        self.within, self.parent, self.last, self.unit = old.within, old.parent, old.last, old.unit
        self.counted, self.whole, self.dated, self.listed = old.counted, old.whole, old.dated, old.listed
        self.divided, self.named = old.divided, old.named


class _Sheet:
    """One table, read from its top."""

    def __init__(self, document: Document, frame: Frame, heading: Heading, grid: Grid, before: _Sheet | None) -> None:
        self.frame, self.grid, self.past, self.now = frame, grid, document.review_year, document.year
        if not document.kind:
            # A table of its own, of whose year no word says that it is planned, has the numbers of that year.
            self.past = document.year
        self.heading, self.area, self.coverage = heading, document.area, heading.coverage
        self.so_far: Coverage = "to date" if heading.coverage == "months" and is_of_a_month(document) else heading.coverage
        self.columns: list[_Column] = []
        self.sides: list[_Side] = []
        #: The sides of the table that this one continues.
        self.overleaf: list[_Side] = []
        #: What its captions say that it is of.
        self.topic = ""
        self.unit = self.rate = self.status = ""
        self.growth = False
        #: Whether a caption says that its numbers are shares.
        self.parted = False
        #: Units of which each row has one, and whether the table prints decimals.
        self.units: tuple[str, ...] = ()
        self.unit_of_side: list[str] = []
        #: Whether it counts things in one column and prices them in others.
        self.counts = False
        #: The one of them that the row has which is being read.
        self.row_unit = ""
        self.decimals = any(cell.value and "." in cell.text for row in grid.rows for cell in row)
        self.year: int | None = None
        self._name(grid.above)
        continued = any("续" in text[:4] for text in grid.above) or _is_running(grid.above, document)
        if before is not None and continued and self._goes_on(before, grid.rows[0]):
            self.unit, self.rate, self.growth = self.unit or before.unit, self.rate or before.rate, before.growth
            self.units, self.year, self.status = self.units or before.units, before.year, before.status
            self.columns, self.overleaf = before.columns, before.sides

    @staticmethod
    def _goes_on(before: _Sheet, row: Sequence[GridCell]) -> bool:
        same = len(row) == len(before.columns)
        return same and (any(c.counts for c in row) or [c.plain for c in row] == before.grid_head())

    def grid_head(self) -> list[str]:
        """Return the lowest head of every column."""
        return [column.heads[-1] if column.heads else "" for column in self.columns]

    def _name(self, captions: Sequence[str]) -> None:
        """Take over what the captions of a table say."""
        for caption in _units_joined(captions):
            # 表9 2031年 is no year 92031.
            text = squeeze(re.sub(r"(?<=\d)\s+(?=(?:19|20)\d\d)", "：", caption))
            if _OF_PAGE.match(text):
                continue
            unit, rate = table_units(text)
            # 表1 人口（万人）
            unit = unit or next((found[1] for found in [_UNIT_BEHIND.search(text)] if found and is_unit(found[1])), "")
            if unit:
                self.unit, self.rate, self.units = unit, rate, units_of_rows(text)
                self.unit_of_side = units_of_sides(text)
            found = read_words(re.sub(r"[(（]?(?:计量|金额|货币)?单位[:：].*$", "", text), None)
            self.topic = (not unit and _topic(found.rest, self.area)) or self.topic
            years = re.findall(r"(?:(?<!\d)|(?<=表\d))(?:19|20)\d\d(?=学?年|[-—–]|$)", text)
            if years:
                # 2029—2030学年 is of the year in which it begins, as in a sentence.
                self.year = int(years[-1] if re.search(r"\d年?[-—–至]\d+(?![\d学])", text) else years[0])
            # What a sentence tells before a table is not what the table is.
            stated = "" if re.search("[，。；]", text) else found.status
            self.status = stated or self.status
            if not found.status and self.now is not None and f"{self.now}年末" in text:
                # What a caption tells of the end of a year is known.
                self.past = self.now
            if part := coverage_of(text, self.so_far):
                # In a table of one month what is summed up is of the year so far.
                self.coverage, self.so_far = part, "to date" if is_one_month(text) else part
            plain = re.sub(r"[(（][^()（）]*[)）]", "", text)
            self.growth = found.measure == "growth" and not re.search(r"[及和与、]", plain) if len(text) > 6 else self.growth
            self.parted = self.parted or found.share

    # --- rows ----------------------------------------------------------------------------------------------------

    def items(self) -> Iterator[Item]:
        """Yield the numbers of the table in the order of its rows."""
        rows, n = self.grid.rows, 0
        while n < len(rows):
            n, heads = self._heads(n)
            begin = n
            while n < len(rows) and not (n > begin and self._opens(rows[n], heads, rows[max(begin, n - _NEAR) : n])):
                n += 1
            body = [row for row in rows[begin:n] if not is_ordinal(row)]
            if body:
                yield from self._block(heads, body)

    @staticmethod
    def _is_form(row: Sequence[GridCell]) -> bool:
        """Whether a row says whose form it is and nothing of its numbers: 主管部门 and its name."""
        texts = list(dict.fromkeys(cell.plain for cell in row))
        if len(row) > 2 and _FORM.fullmatch("".join(texts)):
            return True
        if any(cell.counts for cell in row) or not 1 < len(texts) < 5 or len(row) < 3:
            return False
        of_office = texts[0] in words("office_heads") and _OFFICE.search(texts[1]) is not None
        return of_office or texts[0] in words("form_heads") or (texts[0] == "项目名称" and len(texts) == 2)

    def _heads(self, n: int) -> tuple[int, list[list[str]]]:
        """Return the rows that head those from n on; titles and units among them are taken over."""
        heads: list[list[str]] = []
        captions: list[str] = []
        rows = self.grid.rows
        while n < len(rows):
            texts = [cell.plain for cell in rows[n]]
            distinct = {text for text in texts if text}
            if self._is_form(rows[n]):
                n += 1
                continue
            if not heads and (found := _captions(rows[n])):
                captions += found
                n += 1
                continue
            over = not texts[0] and len(distinct) == 1 and n + 1 < len(rows) and not table_units(max(texts))[0]
            if over and not heads and self._is_head(rows[n + 1], [texts]):
                heads.append(texts)
            elif not heads and len(distinct) == 1:
                if not (TITLE.match(min(distinct)) or table_units(min(distinct))[0] or n + 1 < len(rows)):
                    break
                if any(cell.value for cell in rows[n]) or (len(texts) > 1 and self._is_section(n)):
                    break
                captions += distinct
            elif not (heads and is_ordinal(rows[n])):
                if heads and self._is_units(texts):
                    texts[0] = ""
                elif not self._is_head(rows[n], heads):
                    break
                heads.append(texts)
            n += 1
        self._name(captions)
        return n, heads

    def _is_section(self, n: int) -> bool:
        """Whether a row of one text stands right above rows of numbers in a table whose head is known."""
        return bool(self.columns) and any(c.counts for c in self.grid.rows[n + 1])

    @staticmethod
    def _is_units(texts: Sequence[str]) -> bool:
        """Whether a row gives the units of the heads above it: 单位, 亿元, 万人."""
        return texts[0] in words("unit_heads") and any(texts[1:]) and all(is_unit(text) for text in texts[1:] if text)

    @staticmethod
    def _is_head(row: Sequence[GridCell], above: Sequence[Sequence[str]]) -> bool:
        texts = [cell.plain for cell in row]
        if len({t for t in texts if t}) < 2 - bool(above) or any(len(t) > 50 for t in texts):
            return False
        if any(c.counts or (t and c.is_empty) for c, t in zip(row, texts, strict=True)):
            return False
        if not above:
            # A row that begins with a year holds the numbers of that year.
            return not row[0].is_year
        upper = list(above[-1])
        spans = any(a == b or not b for a, b in pairwise(upper))
        copies = any(a and a == b for a, b in zip(upper, texts, strict=False))
        return len(above) < 6 and (spans or copies or not texts[0])

    def _opens(self, row: Sequence[GridCell], heads: Sequence[Sequence[str]], body: Sequence[Sequence[GridCell]]) -> bool:
        """Whether a row within a table begins another one: it is a title, or heads columns again, as below a head it does."""
        texts = [cell.plain for cell in row]
        distinct = {text for text in texts if text}
        if len(distinct) == 1 and (TITLE.match(min(distinct)) or table_units(min(distinct))[0]):
            return True
        if len(distinct) < 2 or any(c.counts for c in row):
            return False
        # Words in all columns of numbers alone, and none where the rows have their names.
        over = not texts[0] and all(any(r[j].counts for r in body if j < len(r)) for j, text in enumerate(texts) if text)
        again = over or texts[0] in _heading() or (heads and texts[0] == heads[-1][0])
        return texts == self.grid_head() or bool(again and not any(c.is_empty and c.text for c in row))

    # --- columns -------------------------------------------------------------------------------------------------

    def _block(self, heads: list[list[str]], body: list[list[GridCell]]) -> Iterator[Item]:
        width = max(map(len, body))
        if heads and self.sides and heads[-1] == self.grid_head():
            self.overleaf = self.sides
        if heads or not self.columns or len(self.columns) < width:
            paths = _paths(heads, width)
            spans = [part for path in paths for text in path for part in cues_of(text) if part != "year"]
            self.so_far = spans[0] if spans and self.so_far == "to date" else self.so_far
            # A note over all columns is a cell of none.
            parted = [row for row in body if len({cell.plain for cell in row}) > 1]
            self.columns = [self._column(path, [row[j] for row in parted if j < len(row)]) for j, path in enumerate(paths)]
            self._move_heads(body)
            self._find_serials(body)
            self._find_places()
            self._share_units()
            units = any(column.role == "unit" for column in self.columns)
            self.counts = units and self.unit.endswith("元") and any("数量" in column.words_of for column in self.columns)
            if not heads:
                self._guess_rates(body)
        self.sides = self._sides(body)
        for side, old in zip(self.sides, self.overleaf, strict=False):
            side.follow(old)
        self.overleaf = []
        self._find_gains(self.sides, body)
        for side in self.sides:
            self._name_ranks(side, body)
        self.growth = self.growth or self._grows(body)
        aims = any(column.role == "note" and column.words.status == "target" for column in self.columns)
        if aims and not any(column.words.status == "actual" or column.coverage for column in self.columns):
            # 目标任务 beside 投资: what is spent on what is to be done.
            self.status = self.status or "target"
        self._date(self.sides)
        for row in body:
            for side in self.sides:
                yield from self._row(side, row)
            yield from self._sentences(row)

    def _grows(self, body: Sequence[Sequence[GridCell]]) -> bool:
        """Whether a table in percent is of what are amounts by their names: output in % is by how much it grows."""
        if self.unit != "%" or self.parted:
            return False
        heads = ["".join(map(lasting, column.heads)) for column in self.columns if column.is_level]
        names = [self._name_of(side, row)[0] for side in self.sides for row in body]
        return any(2 * sum(_AMOUNT.search(text) is not None for text in texts) > len(texts) for texts in (heads, names))

    def _sentences(self, row: Sequence[GridCell]) -> Iterator[Prose]:
        """Yield the cells of a row that hold sentences: what is to be done, and what came of it."""
        columns = self.columns
        if columns[0].role == "serial" and row[0].text.endswith("。") and (not row[-1].text or len(row) < len(columns)):
            # The number of an item that fills several rows stands in the first of them alone.
            columns = columns[1:]
        reported = any(column.words.status == "actual" for column in columns if column.role == "label")
        for column, cell in zip(columns, row, strict=False):
            whole = "。" in cell.text
            in_prose = column.role == "note" or (column.role == "label" and (len(cell.text) > 40 or whole))
            described = bool(column.heads) and column.heads[-1] in words("text_heads") and not cell.value
            if (described or (in_prose and (whole or len(cell.text) > 12))) and re.search(r"\d", cell.text):
                status = column.words.status or ("target" if reported and column.role == "label" else "")
                yield Prose(cell.line, cell.start, cell.start + len(cell.text), status=status, year=self.year)

    def _column(self, path: list[str], cells: Sequence[GridCell]) -> _Column:
        parts: list[Words] = []
        merged, now = Words(), self._now()
        for n, text in enumerate(path):
            # 万千瓦 below 装机容量 is the unit alone.
            part = Words(text) if n and is_unit(text) else read_words(text, now)
            # 幅度（%） below 比2025年末增减 is of a rate.
            grows = part.unit == "%" and merged.measure == "change" and not merged.share
            if merged.measure == "growth" and not part.measure and part.unit not in ("", *_OF_RATES):
                # 伤亡（人） below 同比±% grows in percent; below 同比± it is the gain itself.
                rate = any("%" in head for head in path[:n])
                part = replace(part, unit="%" if rate else part.unit, measure="growth" if rate else "change")
            if merged.measure == "growth" and part.measure == "level" and not (_BASED.search(text) or _are_indices(cells)):
                # 总指数 below 同比 is what grows.
                part = replace(part, measure="")
            # 增减额 below 同比 is no rate.
            own = part.measure == "level" or (part.measure == "change" and merged.measure == "growth")
            merged = Words(
                part.unit or ("" if own else merged.unit),
                part.measure or ("growth" if grows else merged.measure),
                # 累计结余 may be planned.
                read_words(text.replace("累计", ""), now).status or merged.status or part.status,
                part.period or merged.period,
                part.falls or merged.falls,
                part.share or merged.share,
            )
            parts.append(part)
            # 当年 below 2031年预算数 is of that year.
            now = int(part.period) if part.period.isdigit() and part.period in text else now
        rests = (clean_name(part.rest) for part in parts)
        extra = "".join(dict.fromkeys(rest for rest in rests if rest not in words("generic_heads")))
        marked = any(cell.value and cell.value["unit"] for cell in cells)
        column = _Column(path, _role(path, merged, cells), merged, extra, extra, marked=marked)
        # 比上年同期 is of the months of the amount, whichever they are.
        beside = "同期" if merged.measure or merged.share else "\0"
        # 累计 below 1-9月 is of these months.
        parted = (coverage_of(text.replace(beside, ""), so_far) for so_far in ("", self.so_far) for text in reversed(path))
        column.coverage = next((part for part in parted if part), "")
        scopes = (scope_of(clean_name(text), self.area, among_places=False) for text in path)
        column.scope = next((scope for scope in scopes if scope is not None), None)
        return column

    def _now(self) -> int | None:
        """Return the year that the table calls 本年."""
        return self.year if self.year is not None else self.frame.end

    def _move_heads(self, body: Sequence[Sequence[GridCell]]) -> None:
        """Give columns whose heads a copy put beside them, or that are part of another, those on their left."""
        columns, left = self.columns, None
        for j, column in enumerate(columns):
            if column.role == "value" and not column.heads and left is not None and columns[left].role == "empty":
                columns[j] = self._column(columns[left].heads, [row[j] for row in body if j < len(row)])
            elif j and _is_part(column) and columns[j - 1].is_level:
                # 其中：2030年 beside 毕业生 is part of these, and of their time.
                whole, own = columns[j - 1], column.words
                column.extra = column.extra or whole.extra
                if column.is_level:
                    period = own.period or whole.words.period
                    column.words = replace(own, period=period, status=own.status or whole.words.status)
            if columns[j].role != "empty" or columns[j].heads:
                left = j

    def _find_serials(self, body: Sequence[Sequence[GridCell]]) -> None:
        """Tell columns that number the rows: they stand before the names, or count on from row to row without a head."""
        labels = [j for j, column in enumerate(self.columns) if column.role == "label"]
        notes = [j for j, column in enumerate(self.columns) if column.role == "note"]
        first = next((j for j, column in enumerate(self.columns) if column.role == "value"), 0)
        if not labels and notes and notes[0] < first:
            # 责任单位 before all numbers, and no other name, is whose they are.
            self.columns[notes[0]].role, labels = "label", notes[:1]
        coded = [j for j in labels if all(_CODE.fullmatch(row[j].text) for row in body if j < len(row) and row[j].text)]
        if len(coded) < len(labels):
            # C0904 says of what class a purchase is, not what it is called.
            for j in coded:
                self.columns[j].role = "serial"
            labels = [j for j in labels if j not in coded]
        for j, column in enumerate(self.columns):
            numbers = [int(row[j].text) for row in body if j < len(row) and row[j].text.isdecimal()]
            counts = len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers))
            before = bool(labels) and j < labels[0] and len(numbers) == sum(bool(r[j].value) for r in body if j < len(r))
            bare = counts and not column.heads and j != len(self.columns) - 1
            if column.role == "value" and column.words.measure != "rank" and (before or bare):
                column.role = "serial"

    def _share_units(self) -> None:
        """Give columns one each of the units that a line names in order, 单位：个、张、人, and 男 and 女 that of the whole."""
        groups: dict[str, list[_Column]] = {}
        parts = [(a, b) for a, b in pairwise(self.columns) if a.is_level and b.is_level and _is_part(b)]
        for column in self.columns:
            bare = column.is_level and column.heads and not column.words.unit and not _BASED.search(column.words_of)
            if bare and not any(column is part for _, part in parts):
                groups.setdefault(column.heads[0], []).append(column)
        for unit, columns in zip(units_of_columns(self.units, list(groups)), groups.values(), strict=False):
            for column in columns:
                column.words = replace(column.words, unit=unit)
        units = ((lasting(c.heads[-1]), c.words.unit) for c in self.columns if c.is_level and c.heads)
        named = {name: unit for name, unit in units if unit and name not in words("generic_heads")}
        for column in self.columns:
            if column.is_level and not column.words.unit and column.heads:
                # 50万元以上村数 beside 村数（个）, but not 人均收入 beside 收入（万元）.
                head = "" if "均" in column.heads[-1] else column.heads[-1]
                unit = next((unit for name, unit in named.items() if len(name) > 1 and head.endswith(name)), "")
                column.words = replace(column.words, unit=unit)
        for whole, part in parts:
            # 其中：2030年 beside 毕业生 is counted as these are.
            part.words = replace(part.words, unit=part.words.unit or whole.words.unit)
        people = ""
        for column in self.columns:
            own = column.words.unit
            if self.rate == "‰" and own == "%" and re.search("(?:自然增长|出生|死亡)率$", column.words_of):
                column.words = replace(column.words, unit=self.rate)
            if column.is_level and own.endswith("人"):
                people = own
            elif people and not own and column.heads and _SEX.fullmatch(column.heads[-1]):
                # 人口数（人） beside 男 and 女: the two are parts of it.
                column.words = replace(column.words, unit=people)

    def _find_places(self) -> None:
        """Give columns their scope where their heads are places, whether a list knows them or not."""
        values = [column for column in self.columns if column.is_level and column.heads]
        for level in (0, -1):
            if are_places((), list(dict.fromkeys(column.heads[level] for column in values)), self.area):
                for column in values:
                    column.scope = scope_of(column.heads[level], self.area, among_places=True)

    def _guess_rates(self, body: Sequence[Sequence[GridCell]]) -> None:
        """Without a head, every second number behind amounts with their units is a rate of growth."""
        values = [j for j, column in enumerate(self.columns) if column.role == "value"]
        own = values and all(row[values[0]].value["unit"] for row in body if values[0] < len(row) and row[values[0]].value)  # type: ignore[index]
        if len(values) > 1 and (own or any(column.role == "unit" for column in self.columns)):
            for j in (j for j in values[1::2] if self.columns[j - 1].role != "label"):
                self.columns[j].words = read_words("增长%", None)

    def _sides(self, body: Sequence[Sequence[GridCell]]) -> list[_Side]:
        sides = [_Side()]
        last = max((j for j, column in enumerate(self.columns) if column.role == "value"), default=-1)
        for j, column in enumerate(self.columns):
            side = sides[-1]
            if column.role == "label" and side.values and (side.names or not self._is_ranked(side)):
                first = self.columns[sides[0].names[0]].heads[-1:] if sides[0].names else []
                head = column.heads[-1:]
                if j > last or (head and head != first and not (_names_side(head[0], first) or self._heads_again(side, j))):
                    column.role = "note"
                    continue
                sides.append(_Side(names=[j], values=self._leading(sides)))
            elif column.role == "label":
                side.names.append(j)
            elif column.role == "unit":
                side.units.append(j)
            elif column.role == "value":
                side.values.append(j)
            if column.role in ("label", "empty") and not sides[-1].values:
                # 项目资金（万元） over the names says in what all amounts beside them are.
                sides[-1].own_unit = column.words.unit or sides[-1].own_unit
        for side, unit in zip(sides[1:], self.unit_of_side[1:], strict=False):
            side.own_unit = unit
        for side in sides:
            side.units = side.units or sides[0].units
            self._own_name(side, body)
            over = self.columns[side.names[0]].heads if side.names and len(sides) > 1 else []
            side.head = over[0] if len(over) > 1 and len(over[0]) < 8 and over[0] not in words("name_heads") else ""
            each = [(*self._name_of(side, row), self._time_of(side, row)) for row in body]
            # 总量 and 增速 of the same thing are rows of two names.
            names = Counter((name, how if _says_how(how) else "", when) for name, how, when in each)
            side.repeated = frozenset(name for (name, *_), count in names.items() if name and count > 1)
            extras = {self.columns[j].extra for j in side.values if self.columns[j].is_level}
            heads = [head for j in side.names for head in self.columns[j].heads[-1:]]
            side.places = are_places(heads, [name for name, *_ in names if name], self.area)
            side.adds = len(extras) > 1 or side.places or not side.names
            for column in (self.columns[j] for j in side.values if side.places):
                # 合计, 完成数 of each place: the caption alone says of what.
                column.extra = column.extra or (self.topic if column.is_level else "")
        return sides

    def _leading(self, sides: Sequence[_Side]) -> list[int]:
        """Take from the last side what stands before the names of the one that follows, as on the first: their ranks."""
        first, last = sides[0], sides[-1]
        lead = [j for j in first.values if first.names and j < first.names[0]]
        again = last.values[len(last.values) - len(lead) :]
        if [self.columns[j].heads[-1:] for j in lead] != [self.columns[j].heads[-1:] for j in again]:
            return []
        last.values = last.values[: len(last.values) - len(lead)]
        return again

    def _heads_again(self, side: _Side, j: int) -> bool:
        """Whether the columns behind one have the heads that those of a side have: 预算数, 决算数 once more."""
        behind = [column.heads[-1:] for column in self.columns[j + 1 :] if column.role == "value"]
        return behind[: len(side.values)] == [self.columns[i].heads[-1:] for i in side.values]

    def _is_ranked(self, side: _Side) -> bool:
        """Whether all that a side has as yet is the ranks of its rows."""
        return all(self.columns[j].words.measure == "rank" for j in side.values)

    def _own_name(self, side: _Side, body: Sequence[Sequence[GridCell]]) -> None:
        """Put the column that names the rows last: the one headed 指标 or 项目, else the last that is no class."""
        heads = {j: "".join(self.columns[j].heads[-1:]) for j in side.names}
        # 债券性质 beside 债券项目 says of what kind it is, not what it is called; so does what several rows share.
        own = [j for j, head in heads.items() if not (_KIND_OF.search(head) or head in _OF_TIMES)]
        named = [j for j in own if heads[j] in words("name_heads") or _OF_NAMES.search(heads[j])]
        apart = [j for j in own if _tells_apart([row[j].plain for row in body if j < len(row)])]
        named = named or apart[-1:] or own[-1:]
        if named and named[-1] != side.names[-1]:
            side.names = [j for j in side.names if j != named[-1]] + [named[-1]]

    def _date(self, sides: Sequence[_Side]) -> None:
        """Find period and status of every column; a rate takes those of the latest amount on its left."""
        for side in sides:
            latest: _Column | None = None
            before: _Column | None = None
            reached: _Column | None = None
            amounts: dict[int, _Column] = {}
            staged = any(self.columns[j].words.status for j in side.values)
            for j in side.values:
                column = self.columns[j]
                column.period, column.status = column.words.period, column.words.status
                if staged and not column.status and column.words_of.startswith("总投资"):
                    # What a project costs in all is no part of the months of which the table is.
                    column.coverage = column.coverage or "year"
                    column.status = status_of_cost([self.columns[i].words for i in side.values])
                if column.is_level:
                    column.term = self._term(side, j + 1) if column.status == "target" else ""
                    if before is not None and self._says_same_time(column):
                        # 去年同期 beside 本月 is of that month.
                        column.coverage = before.coverage
                    before = column
                    earlier = latest and (self._last_year(latest) > self._last_year(column) or _EARLIER.search(column.words_of))
                    latest = latest if earlier else column
                    # 完成进度 behind a goal of 2035 is of the year that has reached so much of it.
                    reached = column if column.status == "actual" else reached
                elif latest is None and column.words.measure == "rank":
                    column.extra = column.extra or column.heads[-1]
                elif latest is not None and column.period and column.period == latest.period and not column.words.share:
                    column.status = column.status or latest.status
                    # 年均增长 below 2030年完成 is over the years up to it.
                    column.period = (self._term(side, j) if is_mean(column.words_of) else "") or column.period
                elif latest is not None and not column.period:
                    done = column.words.share and column.words.status == "actual" and self._is_ahead(latest)
                    amounts[j] = of = self._own_amount(side, j, latest) or (reached if done else None) or latest
                    both = "累计" in column.words_of and "累计" in of.words_of
                    column.coverage = (of.coverage if both else "") or column.coverage or of.coverage
                    summed = is_mean(column.words_of) or _GAINED.search(column.words_of)
                    column.period = (self._term(side, j) if summed else "") or of.period
                    column.status = column.status if column.words.share else column.status or of.status
                    column.extra = column.extra or of.extra
            ends = [int(column.period) for column in map(self.columns.__getitem__, side.values) if column.period.isdigit()]
            for column in (self.columns[j] for j in side.values if ends):
                if years := years_summed(column.words_of):
                    column.period = f"{max(ends) - years + 1}/{max(ends)}"
            self._tell_apart(side, amounts)

    def _is_ahead(self, column: _Column) -> bool:
        """Whether a column is of a year after the one that the report plans."""
        return self.past is not None and column.period[-4:].isdecimal() and int(column.period[-4:]) > self.past + 1

    def _own_amount(self, side: _Side, j: int, of: _Column) -> _Column | None:
        """Return the amount right before a rate where another such rate stands before it, the share right before points."""
        before = [self.columns[i] for i in side.values if i < j][-2:]
        points = len(before) > 1 and before[-1].words.share and self.columns[j].words.unit.endswith("百分点")
        points = points and before[-1].period in ("", of.period)
        again = len(before) == 2 and before[0].heads[-1:] == self.columns[j].heads[-1:] and before[1].is_level
        return before[-1] if points or again else None

    def _tell_apart(self, side: _Side, amounts: Mapping[int, _Column]) -> None:
        """Give columns that would say the same of a row what one of their heads says of each alone.

        ``amounts``: those of which rates are, by the number of the column of the rate.
        """
        groups: dict[tuple[object, ...], list[int]] = {}
        for j in side.values:
            column = self.columns[j]
            stated = replace(column.words, falls=False, rest="")
            place = (column.extra if side.adds else "", column.period, column.status, column.coverage, column.scope or "")
            groups.setdefault((stated, *place), []).append(j)
        for alike in groups.values():
            columns = [self.columns[j] for j in alike]
            # 数量 and 金额 of the same goods grow apart; 占GDP比重 and 完成计划 are two shares of one amount.
            of = [clean_name("".join(amounts[j].heads[-1:])) for j in alike if j in amounts]
            ways: list[Sequence[str]] = [of, [column.own for column in columns]]
            if all(column.is_level for column in columns):
                ways += zip_longest(*map(_lasting_heads, columns), fillvalue="")
            apart = next((way for way in ways if len({*way}) == len(columns) > 1), ())
            for column, head in zip(columns, apart, strict=False):
                column.apart = head

    def _find_gains(self, sides: Sequence[_Side], body: Sequence[Sequence[GridCell]]) -> None:
        """Tell gains from rates of growth where the head says neither, by their numbers and what stands before: 比上年增减."""
        for side in sides:
            latest = -1
            for before, j in pairwise([-1, *side.values]):
                column = self.columns[j]
                if column.is_level and not (before == latest >= 0 and self._leads_on(side, before, j, body)):
                    latest = j
                elif column.is_level:
                    # 五年增加值 behind two years, or 调整数 between two budgets is by how much the one became the other.
                    column.words = replace(column.words, measure="change", unit=self.columns[latest].words.unit)
                    column.extra = column.own = ""
                elif column.words.measure == "growth" and before >= 0 and self.columns[before].words.measure == "rank":
                    clear = self._is_rate(column)
                    column.words = column.words if clear else replace(column.words, measure="change", unit="位")
                elif latest >= 0 and (how := self._how_it_grows(side, j, latest, body)):
                    column.words = replace(column.words, measure=how[0], unit=how[1])

    def _name_ranks(self, side: _Side, body: Sequence[Sequence[GridCell]]) -> None:
        """Give ranks that only call themselves so the name of what they order: all of them stand behind it, or before it."""
        among = [j for j in side.values if not side.names or j > side.names[0]]
        bare = [j for j in among if self.columns[j].words.measure == "rank" and not self.columns[j].extra]
        ways = [{j: of for j in bare if (of := self._beside(among, j, step)) is not None} for step in (-1, 1)]
        way = max(ways, key=lambda way: (sum(_orders(body, j, of) for j, of in way.items()), len(way)))
        for j, of in way.items():
            named = (self.columns[i].extra for i in reversed(among) if i == of or (i < of and self.columns[i].is_level))
            self.columns[j].extra = next(filter(None, named), "")

    def _beside(self, among: Sequence[int], j: int, step: int) -> int | None:
        """Return the nearest column of values that holds no ranks, before another one or behind it."""
        return next((i for i in among[::step] if step * i > step * j and self.columns[i].words.measure != "rank"), None)

    def _leads_on(self, side: _Side, before: int, j: int, body: Sequence[Sequence[GridCell]]) -> bool:
        """Whether a column holds the ways between the amounts on both sides of it, or, headed as a gain, before it."""
        head = "".join(self.columns[j].heads[-1:])
        near = (
            [i for i in side.values if i < j][-2:] if _GAINED.search(head) else [before, *[i for i in side.values if i > j][:1]]
        )
        if (
            len(near) < 2
            or not all(self.columns[i].is_level for i in near)
            or not (_GAINED.search(head) or _ADJUSTED.search(head))
        ):
            return False
        rows = [row for row in body if len(row) > max(near) and row[j].value]
        pairs = [(_size(row[near[0]]), _size(row[near[1]])) for row in rows]
        return are_differences([_size(row[j]) for row in rows], [pairs])

    def _how_it_grows(self, side: _Side, j: int, latest: int, body: Sequence[Sequence[GridCell]]) -> tuple[Measure, str] | None:
        """Return measure and unit of a column beside amounts that its head leaves open; None where the head is right."""
        column = self.columns[j]
        over, head = "".join(column.heads[:1]), "".join(column.heads[-1:])
        open_ = column.words.measure == "growth" and not self._is_rate(column)
        twins = [other for other in side.values if other != j and self.columns[other].heads[-1:] == column.heads[-1:]]
        amount = next((twin for twin in twins if twin < j and self.columns[twin].is_level), latest)
        gain: tuple[Measure, str] = ("change", self.columns[amount].words.unit)
        if open_ and _ABSOLUTE.match(head):
            return gain
        if self.rate and _says_not_how(column.heads):
            return "growth", self.rate
        if self.rate or self.unit == "%" or column.words.share or unit_in(head):
            return None
        rows = [row for row in body if max(j, latest) < len(row) and row[j].value and row[latest].value]
        levels = [i for i in side.values if self.columns[i].is_level and all(i < len(row) for row in rows)]
        pairs = [[(_size(row[a]), _size(row[b])) for row in rows] for a, b in pairwise(levels)]
        found = [_size(row[j]) for row in rows]
        if open_:
            marked = {i for i in side.values if any(row[i].text.endswith("%") for row in body if i < len(row))}
            # 起数 below 同比± is the gain where it stands below 同比±% too, and 增减 below 教师（人） where 2030年 does.
            apart = (marked and j not in marked) or any(self._is_rate(self.columns[twin]) for twin in twins)
            apart = apart or (unit_in(over) != "" and _LOOSE.search(head) is not None)
            gained = apart or are_gains(found, [_size(row[latest]) for row in rows]) or are_differences(found, pairs)
            return gain if gained else None
        if column.words.measure != "change":
            return None
        # 距平 beside 平均气温（℃） is in degrees too.
        bare = not column.words.unit and gain[1] not in ("", *_OF_RATES)
        return ("growth", "%") if are_rates(found, pairs) else gain if bare else None

    @staticmethod
    def _is_rate(column: _Column) -> bool:
        """Whether the heads of a column of growth say that it is of rates."""
        says = any(unit_in(h) in _OF_RATES or _RATE.search(h) or is_mean(h) for h in column.heads)
        return column.words.measure == "growth" and says

    def _says_same_time(self, column: _Column) -> bool:
        """Whether the heads of a column say of its part of the year only that it is that of another year."""
        return "年同期" in column.words_of and not coverage_of(column.words_of.replace("同期", ""), self.so_far)

    def _last_year(self, column: _Column) -> str:
        return (column.period or str(self._now()))[-4:]

    def _term(self, side: _Side, stop: int) -> str:
        """Return the years over which a mean is taken: those of the columns before it, without the year to compare with."""
        named = (self.columns[j].words.period for j in side.values if j < stop and self.columns[j].is_level)
        return _span({int(period) for period in named if period.isdigit()})

    # --- numbers -------------------------------------------------------------------------------------------------

    def _name_of(self, side: _Side, row: Sequence[GridCell]) -> tuple[str, str]:
        """Return name of a row, and the name as printed."""
        texts = [row[j].plain for j in side.names if j < len(row) and not (row[j].is_empty and row[j].text)]
        # 合计 may stand in the column of the serial numbers.
        first = row[0].plain if row[0].value is None and not row[0].is_empty and self.columns[0].role == "serial" else ""
        # 小计 beside 耕地 is the sum of that class.
        of = [text for text in texts if text and text not in words("totals")]
        of = [text for text in of if not _is_time(text)] or of
        # 总量（亿元） and 增速（%） beside 地区生产总值 say how it is measured, and not what.
        what = [text for text in of if not _says_how(text)]
        name = next((text for text in reversed(what or of or texts) if text), first)
        return clean_name(name), next((text for text in of if text not in what), name)

    def _time_of(self, side: _Side, row: Sequence[GridCell]) -> str:
        """Return the time that stands beside the name of a row, in a column of times and not of when things are built."""
        dated = (row[j].plain for j in side.names if j < len(row) and _OF_TIMES & {*self.columns[j].heads})
        return next((text for text in dated if _is_time(text)), "")

    def _row(self, side: _Side, row: Sequence[GridCell]) -> Iterator[Item]:
        when = self._time_of(side, row)
        # 1-8月 below 8月 is of the place that stands beside the upper one alone.
        side.named = side.named if when and not row[side.names[-1]].text and side.named[0] else self._name_of(side, row)
        name, printed = side.named
        row_words = read_words(printed, self._now())
        values = [(j, row[j]) for j in side.values if j < len(row) and row[j].plain and row[j].plain != printed]
        if not values:
            measured = any(row[j].plain not in ("", printed) for j in side.units if j < len(row))
            if name and len(name) <= 40 and not measured:
                # 按行业分 says how the rows divide a whole, and is no name of theirs.
                side.within, side.unit = "" if _DIVIDES.match(name) else name, row_words.unit
            return
        dated = _DATED.search(name) if _NOUN.search(name) else None
        begin = dated.end() if dated and not dated.start() else 0
        timed = bool(row_words.period or _WHEN.search(printed)) and not row_words.rest
        scope = None if timed else self._scope(side, name, printed)
        if not self._is_part(side, printed):
            side.whole, side.dated, side.listed = (
                row_words.unit,
                row_words.period if dated else "",
                _LISTED.match(printed) is not None,
            )
        # A county between things is one of them, unless 其中 or a level such as 市本级 begins the parts of the area.
        side.divided = (
            bool(scope) and not side.places and (side.divided or scope not in areas_by_name() or self._is_part(side, printed))
        )
        name = self._called(side, name, row_words, begin, timed=timed, within=side.divided)
        unit = self._unit_beside(side, row, row_words)
        self.row_unit = side.own_unit or self._one_of_units(name, values) or self.unit
        own = replace(row_words, unit=unit, share=row_words.share and unit_in(printed) != "")
        if timed and row_words.period.isdigit():
            side.years.add(int(row_words.period))
        elif is_mean(printed) and not row_words.period:
            own = replace(own, period=_span(side.years))
        if not timed and name:
            period = read_words(when, self._now()).period or (row_words.period if dated else side.dated)
            own = replace(own, period=period, status="rule" if row_words.status == "rule" else "")
        part = coverage_of(printed, self.so_far) or coverage_of(when, self.so_far)
        levels = [cell for j, cell in values if self.columns[j].is_level]
        for j, cell in values:
            if cell.is_empty:
                continue
            for item in self._item(side, self.columns[j], cell, name[begin:], own, timed=timed or not name):
                if isinstance(item, Cell):
                    item = replace(item, sign=item.sign or self._sign_before(row, j))
                    rates = unit in _OF_RATES and self.columns[j].words.measure == "growth"
                    item = self._apart(_as_way(item, cell, levels, of_rates=rates), self.columns[j], part, scope)
                yield item

    def _sign_before(self, row: Sequence[GridCell], j: int) -> str:
        """Return the sign of the bound that a column before one of values holds; empty where there is none."""
        before = next((i for i in range(j - 1, -1, -1) if self.columns[i].role != "unit"), 0)
        return _SIGNS.get(row[before].plain, "") if self.columns[before].role == "sign" else ""

    @staticmethod
    def _is_part(side: _Side, printed: str) -> bool:
        """Whether a row is part of one above it: it says so, is named as others are, or has no number below a listed one."""
        unlisted = side.listed and _LISTED.match(printed) is None
        return printed.startswith(("其中", "#")) or clean_name(printed) in side.repeated or unlisted

    @staticmethod
    def _called(side: _Side, name: str, row_words: Words, begin: int, *, timed: bool, within: bool) -> str:
        """Return what a row is called with those of which it is part; empty where its name is a time or a status alone.

        ``begin``: where the name begins behind its year; ``within``: whether the row is a part of the area among things.
        """
        if row_words.measure in ("growth", "change") and _says_how(name) and not timed:
            return side.last
        if timed or (row_words.status and not row_words.rest):
            return ""
        if not within:
            if name in words("totals"):
                name = side.head + name
            elif name not in side.repeated:
                side.parent = name[begin:]
            elif (side.within or side.parent) not in ("", name):
                name = (side.within or side.parent) + name
        elif side.parent not in ("", name):
            # 其中：市本级 is the row above it, of a part of the area.
            name = side.parent
        side.last = name
        return name

    def _unit_beside(self, side: _Side, row: Sequence[GridCell], row_words: Words) -> str:
        """Return the unit of a row: that of its cell, its name, the part of the table, or the row of which it is part."""
        unit = next((row[j].plain for j in side.units if j < len(row) and not (row[j].is_empty or row[j].value)), "")
        unit = unit or row_words.unit
        if row_words.measure == "level":
            # 性别比（女=100） has not the unit of the people above it.
            return unit
        unit = unit or side.unit or (side.whole if side.whole in ("%", "‰") else "")
        if unit or side.within != side.counted[0]:
            side.counted = (side.within, row_words.unit)
        return unit or (side.counted[1] if not self.unit else "")

    def _one_of_units(self, name: str, values: Sequence[tuple[int, GridCell]]) -> str:
        """Return the unit of a row of amounts where the table names several; empty where it does not say which is whose."""
        amounts = [cell.text for j, cell in values if self.columns[j].is_level and cell.value]
        return unit_of_row(self.units, name, amounts, decimals=self.decimals) if self.units and amounts else ""

    def _scope(self, side: _Side, name: str, printed: str) -> str | None:
        """Return the part of the area that a row is; of other rows those that 其中 sets apart count as places too."""
        return scope_of(name, self.area, among_places=side.places or printed.startswith("其中"))

    def _apart(self, cell: Cell, column: _Column, part: Coverage | Literal[""], scope: str | None) -> Cell:
        """Return a cell with the part of the year and of the area that it covers."""
        # In the row of a month, 累计值 is that of the year up to it.
        within = "to date" if part == "months" and "累计" in column.words_of else part or column.coverage
        coverage = within or (self.coverage if cell.status == "actual" else "year")
        own = next((place for place in (scope, column.scope) if place), None)
        if own is None and (scope, column.scope) != (None, None):
            own = ""
        headed = own is None and self.heading.scope != ""
        return replace(cell, coverage=coverage, scope=self.heading.scope if own is None else own, headed=headed)

    def _item(self, side: _Side, column: _Column, cell: GridCell, name: str, row: Words, *, timed: bool) -> Iterator[Item]:
        label = _label(name, column.extra if side.adds or timed else "", behind=side.places)
        # In the row of a time the caption alone may name what is measured.
        label = label or (self.topic if side.names else "") or clean_name("".join(column.heads[-1:]))
        if column.apart and (name or column.words.measure != "growth"):
            label = _label(label, column.apart)
        value = cell.value
        if value is None:
            if re.search(r"\d", cell.text):
                subject = "" if len(cell.text) > 24 or "。" in cell.text else label
                magnitude, unit = split_unit(column.words.unit or row.unit)
                year = int(column.period) if column.period.isdigit() else self.year
                yield Prose(cell.line, cell.start, cell.start + len(cell.text), subject, unit, magnitude, column.status, year)
            return
        if not label or (cell.is_year and not column.words.unit and not row.unit and not self.unit):
            return
        measure, printed, falls = self._measure(column, row, value["unit"])
        of_mean = is_mean(column.words_of)
        if measure == "level" and printed == row.unit == "%" and not column.words.share and _AMOUNT.search(name):
            measure = "growth"  # 固定资产投资 in % is by how much it grows
        summed = value["open"] in _SUMS or (of_mean and value["open"] in _NEGATIVE)
        if summed and measure == "growth" and row.unit not in ("", "%", "‰") and not value["unit"]:
            # ［15,000］ or （15,000） in a column of yearly growth is the sum over its years.
            measure, printed = "level", row.unit
        own = bool(value["unit"] or value["magnitude"])
        magnitude, unit = split_unit(value["unit"] if own else printed)
        start = cell.start + value.start("number")
        end = cell.start + max(value.end("high"), value.end("number"), value.end("magnitude") if value["magnitude"] else 0)
        period, status = self._time(column, row if timed or not column.period else Words())
        period = column.term if summed and column.term else period
        yield Cell(
            cell.line,
            start,
            end,
            max(end, cell.start + value.end("unit")) if own else end,
            unit,
            magnitude,
            label,
            measure,
            status,
            period,
            value["sign"],
            value["word"],
            falls or "↓" in value["sign"] or (value["open"] in _NEGATIVE and not of_mean),
        )

    def _measure(self, column: _Column, row: Words, own: str) -> tuple[Measure, str, bool]:
        """Return measure, unit as printed, and whether a decrease is printed without its sign."""
        head = column.words
        # 得分 and 完成率 of 地区生产总值增速（%） do not grow; in a row 比上年增减 they do.
        source = head if head.measure or (row.rest and (head.share or head.unit == "分")) else row
        if head.measure == "rank":
            return "rank", "", False
        if head.measure == "level" and _BASED.search(column.words_of):
            return "level", head.unit, False
        # 价格涨跌幅度 over 全市（%） and 城市（%）: the caption alone says that they grow.
        rate = head.unit in ("", "%") and not head.share and not row.share
        growing = self.growth and rate and not row.unit and self.unit in ("", "%") and not own
        measure = source.measure or ("growth" if growing else "level")
        # 28 below 同比增减, among 4.4% and 0.6个百分点, is so many 户 more.
        gained = column.marked and not own and row.unit not in ("", *_OF_RATES) and not self._is_rate(column)
        if source.measure == "growth" and (gained or (own and own not in ("%", "‰", "倍"))):
            measure = "change"
        elif source.measure == "change" and own in ("%", "‰") and not source.share and row.unit not in _OF_RATES:
            # 2.1% below 比上年, beside 元.
            measure = "growth"
        if growing and not source.measure:
            return "growth", "%", False
        # 吨 of the row is that of 数量, and 金额 or any amount beside it has that of a table of money.
        counted = self.counts and "数量" not in column.words_of
        of_goods = not row.unit.endswith(("元", "币")) and (counted or _MONEY.search("".join(column.heads[-1:])))
        # 增减% in the row is of every amount above it, whatever its unit.
        grown = source is row and measure == "growth" and row.unit in _OF_RATES
        # 税收占比（%） in the row is no amount of the 亿元 above it.
        parted = row.share and row.unit in _OF_RATES and not head.measure
        unit = row.unit if grown or parted or (gained and measure == "change") else head.unit or ("" if of_goods else row.unit)
        if not unit or (head.share and head.unit == "%" and not head.measure and row.unit in ("‰",)):
            index = source.measure == "level" and self.row_unit not in _OF_RATES
            unit = "" if index else self._of_table(measure, column.heads, share=head.share or row.share)
        elif head.unit == "%" and measure == "level" and row.unit and not head.share:
            # 全年目标（%） in a row of 亿元 is by how much it is to grow.
            of_amount = head.status == "target" and row.unit not in ("%", "‰")
            measure, unit = "growth" if of_amount else measure, head.unit
        unit = "个百分点" if head.measure == measure == "change" and unit == "%" else unit
        # 能耗降低（%） falls by what the column of its growth holds.
        return measure, unit, source.falls or (measure == "growth" and row.measure == "growth" and row.falls)  # type: ignore[return-value]

    def _of_table(self, measure: str, heads: Sequence[str], *, share: bool) -> str:
        if measure == "growth" or share:
            return self.rate or "%"
        # Of 死亡人数 over 2030年 and 合计 only the first says what is counted.
        own = next((head for head in reversed(heads) if lasting(head) not in ("", *words("generic_heads"))), "")
        counted = _COUNT.search(own)
        unit = next(filter(None, counted.groups()), "个") if counted else ""
        return unit if unit and split_unit(self.row_unit)[1] != unit else self.row_unit

    def _time(self, column: _Column, row: Words) -> tuple[str, Status]:
        period = row.period or column.period or (str(self.year) if self.year is not None else self.frame.period)
        status = row.status or column.status
        if not status and period and self.past is not None:
            ahead = int(period[-4:]) > self.past
            named = str(self.year) if self.year is not None else "" if row.period or column.period else period
            planned = self.status == "target" and period == named
            status = "target" if (ahead and self.status != "actual") or planned else "actual"
        return period, status or self.status or ("actual" if self.frame.part == "review" else "target")  # type: ignore[return-value]


def _as_way(item: Cell, cell: GridCell, levels: Sequence[GridCell], *, of_rates: bool) -> Cell:
    """Return as a change what is the way from one amount of its row to the next: 28, 45, 〔17〕; of rates 5.5, 5.7, 0.2."""
    summed = cell.value is not None and cell.value["open"] in _SUMS
    way = abs(_size(cell)) if summed or (of_rates and item.measure == "growth") else None
    if way is None or not any(abs(after - before) == way for before, after in combinations(map(_size, levels), 2)):
        return item
    return replace(item, measure="change", unit="个百分点" if item.unit == "%" else item.unit)


def _span(named: Collection[int]) -> str:
    """Return the years over which a mean is taken of those named, without the one to compare with; empty where none are."""
    years = sorted(named)
    if len(years) < 2:
        return ""
    every = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0] if every else years[0] + 1}/{years[-1]}"


def _size(cell: GridCell) -> Decimal:
    """Return the number of a cell as printed, without unit and magnitude; not a number where it holds none."""
    return Decimal(re.sub(r"[ ,，]", "", cell.value["number"]) if cell.value else "NaN")


def _orders(body: Sequence[Sequence[GridCell]], ranks: int, numbers: int) -> bool:
    """Whether the ranks of one column order the numbers of another, from the largest or from the smallest."""
    rows = [row for row in body if max(ranks, numbers) < len(row) and row[ranks].value and row[numbers].value]
    found = [_size(row[numbers]) for row in sorted(rows, key=lambda row: _size(row[ranks]))]
    return len(found) > 2 and found in (sorted(found), sorted(found, reverse=True))


def _is_time(text: str) -> bool:
    """Whether a text names a time and nothing else: 2030, 1-8月."""
    return YEAR.fullmatch(text) is not None or (_WHEN.search(text) is not None and not read_words(text, None).rest)


def _are_indices(cells: Sequence[GridCell]) -> bool:
    """Whether numbers lie around the 100 from which indices are reckoned."""
    sizes = [_size(cell) for cell in cells if cell.value]
    return 2 * sum(80 < size < 130 for size in sizes) > len(sizes)


def _is_part(column: _Column) -> bool:
    """Whether a column is of a part of what the one before it is of."""
    return any(head.startswith("其中") for head in column.heads)


def _is_caption(text: str) -> bool:
    """Whether a text gives the unit of a table: 单位：万元, and not 收费金额（单位：万元）, which heads a column."""
    return table_units(text)[0] != "" and re.match(r"[^:：]+[(（]单位", text) is None


def _captions(row: Sequence[GridCell]) -> list[str]:
    """Return what a row says of the whole table, its unit among it; nothing where it is no such row."""
    texts = _units_joined(list(dict.fromkeys(cell.plain for cell in row if cell.plain)))
    others = [text for text in texts if not _is_caption(text)]
    plain = all(_FORM.fullmatch(text) or re.search(r"[:：]|(?:19|20)\d\d年[\d年月日度底末至—-]*$", text) for text in others)
    return texts if len(others) < len(texts) and (plain or len(texts) == 2) else []


def _units_joined(texts: Sequence[str]) -> list[str]:
    """Return texts of which 单位： and the unit behind it, which filled two cells, are one."""
    out: list[str] = []
    for text in texts:
        if out and re.search(r"单位\s?[:：]\s*$", out[-1]) and is_unit(text.strip()):
            text = out.pop() + text
        out.append(text)
    return out


@lru_cache(maxsize=4096)
def _says_how(text: str) -> bool:
    """Whether the name of a row says as what something is measured, and not what: 总量（亿元）, 增速（%）."""
    found = read_words(text, None)
    return (found.measure or found.unit) != "" and found.rest in ("", *words("generic_heads"))


def _tells_apart(names: Sequence[str]) -> bool:
    """Whether each row has a name of its own in a column."""
    filled = [name for name in names if name]
    return len(filled) > 2 and len({*filled}) == len(filled) > len(names) // 2


def _lasting_heads(column: _Column) -> list[str]:
    """Return the heads of a column without time and status; one that says nothing of its own is empty."""
    return ["" if head in words("generic_heads") else head for head in map(lasting, column.heads)]


def _says_not_how(heads: Sequence[str]) -> bool:
    """Whether of the heads of a column one compares, and none says whether by amounts or by rates."""
    others = [head for head in heads if not only_compares(head)]
    return len(others) < len(heads) and not any(read_words(head, None).measure for head in others)


def _topic(caption: str, area: str) -> str:
    """Return what a table is of by its caption, without its number, the area and the form: 城镇新增就业."""
    text = TITLE.sub("", re.sub(r"^附件\s?\d*[:：、]?", "", caption)).lstrip("-—0123456789 、.:：").removeprefix(area)
    named = _TOPIC.match(text)
    return named[1] if named and not re.search(r"指标|情况|状况|概况|数据", named[1]) else ""


def _is_running(above: Sequence[str], document: Document) -> bool:
    """Whether the lines above a table are none, or those that stand on top of every page: the first line of the document."""
    title = next((p.text.strip() for p in document.paragraphs if p.text.strip()), "")
    return all(text == title for text in above)


# --- what a column is ------------------------------------------------------------------------------------------------


#: Rows above one that show what its columns hold.
_NEAR = 20


def _heading() -> frozenset[str]:
    return frozenset((*words("name_heads"), *words("serial_heads"), *words("place_heads"), *words("unit_heads")))


def _names_side(head: str, first: Sequence[str]) -> bool:
    """Whether a head names the rows of a second side of a table: 乡镇 beside 月份, but no place beside 项目."""
    names = words("name_heads")
    return head in names or (head in words("place_heads") and bool(first) and first[0] not in names)


def _role(path: Sequence[str], found: Words, cells: Sequence[GridCell]) -> str:
    last = path[-1] if path else ""
    if any(text in words("serial_heads") or text.endswith(("编码", "代码")) for text in path):
        return "serial"
    filled = [cell for cell in cells if not cell.is_empty]
    if last in words("unit_heads") and (not filled or any(cell.value or is_unit(cell.plain) for cell in filled)):
        return "unit"
    if filled and all(cell.plain in _SIGNS for cell in filled) and any(_SIGNS[cell.plain] for cell in filled):
        return "sign"
    if last in words("note_heads") or (last in words("text_heads") and not any(cell.value for cell in filled)):
        return "note"
    years = sum(cell.is_year for cell in filled)
    values = sum(cell.value is not None and not cell.is_year for cell in filled)
    texts = len(filled) - values
    meant = bool(found.unit or found.measure or found.period or found.status or found.share)
    if not filled:
        return "empty"
    named = last in words("name_heads") or (texts > 0 and last in words("place_heads"))
    ages = values and all(cell.value["unit"] == "岁" for cell in filled if cell.value)
    if values and not named and not (ages and texts) and (values >= texts or meant):
        return "value"
    if not values and texts > 1 and all(is_unit(cell.plain) for cell in filled):
        return "unit"
    named = last in _heading()
    digits = sum(re.search(r"\d", cell.text) is not None for cell in filled)
    sentences = 2 * sum("。" in cell.text for cell in filled) > len(filled)
    return "value" if not values and meant and not named and not sentences and digits > years else "label"


def _paths(heads: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Return the heads of every column from top to bottom; a head whose merged cells were left empty covers them."""
    filled = [[*row, *[""] * (width - len(row))] for row in heads]
    for row, below in pairwise(filled):
        for j in range(1, width):
            if not row[j] and below[j] and not (below[j] and j and not row[j - 1]):
                row[j] = row[j - 1]
    paths = [list(dict.fromkeys(row[j] for row in filled if row[j])) for j in range(width)]
    return [list(_read_on(path)) for path in paths]


def _read_on(path: Sequence[str]) -> Iterator[str]:
    """Yield the heads of a column, those as one of which the upper one is the beginning of a sentence.

    2030年为下列各年% over 2020年 is 2030年为2020年%, and 决算数为 over 预算数的% is 决算数为预算数的%.
    """
    begun = ""
    for head in path:
        text = _BASES.sub(head, begun) if _BASES.search(begun) else begun + head
        begun = text if _BEGINS.search(text) and head is not path[-1] else ""
        if not begun:
            yield text


#: What a column may say of the bounds that another one sets.
_SIGNS = {"≥": "≥", "≤": "≤", ">": ">", "<": "<", "大于等于": "≥", "小于等于": "≤", "大于": ">", "小于": "<"}
_SIGNS |= dict.fromkeys(("=", "＝", "等于", "定性"), "")
#: Units of rates.
_OF_RATES = ("%", "‰", "百分点", "个百分点", "倍")
#: Heads of columns that date the rows.
_OF_TIMES = {"年份", "年度", "年", "月份", "季度", "时段", "时间", "时期", "期别", "统计时段", "监测时段"}
#: What a head calls the years below it of which its numbers are percentages.
_BASES = re.compile("(?:下列|以下)各?年份?")
#: A head that the one below it ends: 决算数为.
_BEGINS = re.compile(rf"{_BASES.pattern}|(?<=[数额值])[为占比较]$")
#: Heads of the parts of a number of people.
_SEX = re.compile("[男女]性?(?:人口)?")
#: Heads of columns that name the rows: 站名, 项目名称; not 姓名 and 排名.
_OF_NAMES = re.compile("(?<![姓排])名称?$")
#: Heads of columns that class what another column names.
_KIND_OF = re.compile(r"(?:性质|类型|属性|用途|地点|来源|方式|年限|规格|等级|型号|产地)$|^(?:类别|分类|大类)$")
#: 各县城镇新增就业完成情况表: what stands before the places and the form of a table, and behind it.
_TOPIC = re.compile(
    r"(?:以来|全[省市区县州旗]|各[区县市乡镇街道、（）()]{1,8}|(?:乡镇|县区|区县|县|市)[（(][^）)]{1,6}[）)])*(.{4,14}?)"
    r"(?:分(?:地区|区县|县区|市县|乡镇).*|(?:计划|分配|预算|决算|一览|汇总|统计|执行|完成|情况)*表?)$"
)
#: The number of a form, in a corner of its table: 公开01表.
_FORM = re.compile(r"[\u3400-\u9fff]{0,4}\d{1,2}(?:-\d{1,2})?表|[\u3400-\u9fff]{0,4}附?表\d{1,2}")
#: What stands in brackets at the end of a title.
_UNIT_BEHIND = re.compile(r"^[^。，；|\t()（）]{2,40}[(（]([^()（）\d:：]{1,8})[)）]$")
#: The name of an office.
_OFFICE = re.compile("[局委办院所处站厅部府社会校]$|中心$|公司$|大队$")
#: The head of rows that divide a whole: 按行业分组, 分品种.
_DIVIDES = re.compile(r"按.*分|分(?:季节|品种|行业|地区|类别?|项目|城乡|产业|用途)")
#: A time within the year that names a row.
_WHEN = re.compile(r"\d月|季度|半年|^全年$")
#: A row that has its number in the list.
_LISTED = re.compile(r"[一二三四五六七八九十]{1,3}、")
#: 2029年末债务余额, 上年末结余: the year that a row has for itself.
_DATED = re.compile(r"(?<![比较\d])(?:19|20)\d\d年[度末底初]?(?!\s?[-—–~至]|以|起|之?前)|^上年[末底]")
#: Brackets around a sum over several years, and around a negative number.
_SUMS, _NEGATIVE = ("[", "【", "〔", "［"), ("(", "（")
#: The code of a class: A0201.
_CODE = re.compile(r"[A-Z]{1,3}-?\d{2,}[\dA-Z.-]*")
#: A line of the page over a table, whose date and office are not the table's: 发布日期：2031-04-18，来源：计划财务处.
_OF_PAGE = re.compile(
    r"\W{0,3}(?:(?:发布|发文|成文|公开|公布|更新|生成)(?:日期|时间|机构|单位)|(?:信息|文章|稿件)?来源|作者|索引号|(?:浏览|访问)(?:次数|量))[:：]"
)
#: A count, whatever the unit of the table measures: 个数, 参保人数, 检测批次.
_COUNT = re.compile(
    rf"(?<![\u3400-\u9fff])({'|'.join(words('whole_units'))})数$|([个户人件起套台辆宗次间册艘])数$|([批人件场车架班]次)数?$|[亡伤](人)数?$|"
    r"(?:项目|企业|单位|机构)(?:数|(个)数)$"
)
#: What amounts are headed that stand beside rates.
_ABSOLUTE = re.compile("绝对[数额量值]|[数总金实][额量数]|[额量]$")
#: Names of amounts that no percentage is a part of.
_AMOUNT = re.compile("^[^占]*(?:生产总值|增加值|总产值|投资|预算收入|零售总额|进出口总额|可支配收入|用电量|产量)$")
#: What a column is of that shows what another one grew from.
_EARLIER = re.compile("上[月期周旬季]")
#: What may be a gain or the rate of it.
_LOOSE = re.compile("增减|增加(?!值)|减少")
#: What an amount has gained, which is its name nowhere else: 五年增加值.
_GAINED = re.compile("年(?:累计)?(?:增加|提高)[值量额数]$")
#: What is put on or taken off: 调整数.
_ADJUSTED = re.compile("(?:调整|变动|变更|追加)[数额量]?$")
#: Heads of rates, whatever their numbers.
_RATE = re.compile(r"[率幅速%]|增长")
#: Heads of numbers that have no unit: 性别比（女=100）, 与平均水平之比.
_BASED = re.compile(r"[=＝为]\s?100|之比$")
_MONEY = re.compile(r"金额$|价值$|^货值$")
_NOUN = re.compile(r"[数量积额值率例度重比]$|支出|收入|经费|结余|余额|限额|产量|面积|总值|人口|费$")


def _label(name: str, extra: str, *, behind: bool = False) -> str:
    """Return name and what the column adds to it: 粮食播种面积, but 城市居民消费价格; ``behind``: if the name is a place."""
    if not extra or extra == name or extra in name:
        return name or extra
    return name + extra if behind or _NOUN.search(extra) else extra + name
