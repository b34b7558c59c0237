"""The cells of a table, and the lines of a document that may hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xclib.extract.document import Paragraph
from xclib.extract.heads import is_unit, squeeze, table_units
from xclib.extract.lexicon import words

#: A number in a cell, with what may stand around it.
NUMBER = r"[-+]?\s?(?:\d{1,3}(?:[ ,，]\s?\d{3})+|\d+)(?:\.\d+)?"
VALUE = re.compile(
    r"(?P<open>[\[【〔［]|[(（](?=\d[\d ]*[,.]\d|\d{3,}\s*[)）]))?\s*"
    rf"(?P<sign>(?:[<>≤≥±▲△↑↓约近超负]|{'|'.join(words('bounds_before'))})*)\s*(?P<number>{NUMBER})(?:\s*%?\s*(?P<dash>[-—–~至])\s*(?P<high>\d[\d,]*(?:\.\d+)?))?"
    r"\s*(?P<magnitude>(?:[十百万亿]|千(?![瓦米克伏升]))*)\s*(?P<unit>[^\d\s，。；、()（）<>≥≤|]{0,8}?)\s*(?P<word>(?:及?以上|以内|以下|左右)?)\s*(?:[(（][^()（）]*[)）])?(?(open)\s*[\]】〕］)）])"
)
#: Units that make a date, an ordinal or a class of a number alone in a cell.
_NO_UNITS = frozenset({"月", "日", "号", "级", "期", "届", "时", "月份", "区"})
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-—–~至]\s?(?:(?:19|20)?\d\d))?(?:年(?:[(（][^()（）\d]*[)）])?)?")
TITLE = re.compile(r"\W{0,4}(?:附?表|专栏|续表)\s?[\d一二三四五六七八九十]*")
SECTION = re.compile(r"[\s-]*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])\S{2,20}\s*$")
#: The last line above a table that is none of its cells: its title, or a numbered heading.
CAPTION = re.compile(
    r"(?:情况|表|如下|指标|公报|报告|完成|变动|单位.*)(?:[(（][^()（）]{1,16}[)）])?[)）：:]?$|^[(（]?[一二三四五六七八九十]{1,3}[、)）]|^(?:19|20)\d\d年.{4}|^附件"
)
#: A cell on a line of its own is at most so long.
_SHORT = 42
_AROUND = " \t\u00a0"
HALF = re.compile(r"[\u3400-\u9fff](?:[(（].*)?")
#: How a name begins that is not the rest of the one above it.
OPENS = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（]?[一二三四五六七八九十\d]{1,2}[)）.．、]|[①-⑳]|其中|#")
#: How much narrower than the widest name of a column one is that a copy broke there, and how wide that name is at least.
RAGGED, _WIDE = 2, 12
#: A name whose bracket the rest of it closes, what else no name begins with, and a unit behind a name.
_UNCLOSED, _REST, _BRACKETED = re.compile("[(（][^)）]*$"), re.compile("[)）及和与、，]"), re.compile(r"[(（][^()（）]*[)）]$")
#: A row of people of some age: 16—59岁, 65周岁及以上.
_AGED = re.compile(r"\d{1,3}\s?(?:[-—–~至]\s?\d{1,3}\s?)?周?岁")
#: A cell that says how much was gained or lost.
GREW = re.compile(
    r"(?:同比|年均|比上年)?(?:增长|下降|提高|降低|上升|上涨|回落|增加|减少)[约\s]?\d[\d.,]*\s?(?:%|‰|个?百分点)(?:左右|以[上内])?"
)


#: What numbers a column: 甲, 1, 3=1+2, A=B+C; and what stands before such.
_ORDINAL = re.compile(r"栏次|行次|公式|[甲乙丙丁戊]|[(（]?\d{1,2}[)）]?(?:[=＝].*)?|[A-Z](?:[=＝].*)?")


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
    def counts(self) -> bool:
        """Whether the cell holds a number that is no year and no age, as heads are: 2030, 0—14岁."""
        return self.value is not None and not self.is_year and _AGED.match(self.text) is None

    @property
    def is_year(self) -> bool:
        """Whether the cell is a year alone: 2030."""
        return YEAR.fullmatch(self.text) is not None


@dataclass(slots=True)
class Grid:
    """Rows of cells, with the lines above that may name the table."""

    rows: list[list[GridCell]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    #: Numbers whose columns the copy has lost; nothing is read of them.
    lost: list[GridCell] = field(default_factory=list)


#: How a table is read that may begin on a line: where it ends, and its rows; None where none begins there.
Found = tuple[int, list[list[GridCell]]] | None


class Lines:
    """The lines that are not blank, and what is known of them when one is reached."""

    def __init__(self, lines: Sequence[tuple[Paragraph, str]], bars: Sequence[int], *, opened: bool) -> None:
        self.lines, self.bars = lines, bars
        #: Whether tables are to be expected: in a communique, and below a title of one.
        self.opened = opened
        #: Where the table before ends.
        self.taken = 0
        #: Numbers of the table whose columns the copy has lost.
        self.lost: list[GridCell] = []
        self._kinds: dict[int, str] = {}
        self._cells: dict[int, GridCell] = {}
        self._naming: dict[int, bool] = {}

    def whole(self, n: int) -> GridCell:
        """Return a line as one cell."""
        if n not in self._cells:
            self._cells[n] = cell_between(self.lines[n], 0, len(self.lines[n][1]))
        return self._cells[n]

    def kind(self, n: int) -> str:
        """Return what a line is as a cell: name, value or none; long where it is no cell, and behind the last line."""
        if n >= len(self.lines):
            return "long"
        if n not in self._kinds:
            text = self.lines[n][1].strip()
            if len(text) > _SHORT or "|" in text or "\t" in text or re.search(r"[。；]", text):
                kind = "long"
            else:
                kind = kind_of(self.whole(n))
            self._kinds[n] = kind
        return self._kinds[n]

    def names_table(self, n: int) -> bool:
        """Whether a line is the title of a table, or its unit."""
        if n not in self._naming:
            text = self.lines[n][1].strip()
            self._naming[n] = TITLE.match(text) is not None or table_units(text)[0] != ""
        return self._naming[n]


def cell_between(line: tuple[Paragraph, str], start: int, end: int) -> GridCell:
    """Return the cell between two offsets, blanks and marks of emphasis around it left out."""
    text = line[1]
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return GridCell(text[start:end], line[0].line, start)


def kind_of(cell: GridCell) -> str:
    """Return what a cell holds: a name, a value or none."""
    if cell.is_empty:
        return "none"
    return "value" if cell.counts or GREW.fullmatch(cell.text) else "name"


def kinds_of(rows: Sequence[Sequence[GridCell]], width: int) -> list[str]:
    """Return what the columns of rows so wide hold; empty where it is nothing."""
    return [next((kind for row in rows if (kind := kind_of(row[j])) != "none"), "") for j in range(width)]


def split_words(cell: GridCell) -> list[GridCell]:
    """Return the words of a cell that blanks part."""
    return [GridCell(m[0], cell.line, cell.start + m.start()) for m in re.finditer(r"\S+", cell.text) if m[0] != "-"]


def joined(cells: list[GridCell]) -> list[GridCell]:
    """Return the words of a head; characters set apart are two to a word: 单 位 产 量."""
    out: list[GridCell] = []
    half = False
    for cell in cells:
        if out and ((half and HALF.fullmatch(cell.text)) or cell.text[0] in "(（"):
            out[-1] = GridCell(out[-1].text + cell.text, out[-1].line, out[-1].start)
            half = False
        else:
            out.append(cell)
            half = len(cell.text) == 1 and "\u3400" <= cell.text <= "\u9fff" and cell.text not in "男女"
    return out


def one_of(cells: Sequence[GridCell]) -> GridCell:
    """Return cells beside each other as one."""
    return GridCell(" ".join(cell.text for cell in cells), cells[0].line, cells[0].start)


def is_ordinal(row: Sequence[GridCell]) -> bool:
    """Whether a row numbers the columns: 甲, 1, 2, 3=1+2; 公式, A=B+C, B, C."""
    texts = [cell.plain for cell in row if cell.plain]
    whole = [int(m[0]) for text in texts if (m := re.match(r"\d{1,2}(?!\d|\.)", text.strip("()（）")))]
    counts = len(whole) > 1 and whole[0] <= 2 and all(b == a + 1 for a, b in pairwise(whole))
    letters = sum(text[0] in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for text in texts)
    return (counts or letters > 1) and all(_ORDINAL.fullmatch(text) for text in texts)


def printed_width(text: str) -> int:
    """Return how much room a text takes in type of one width, in which Chinese takes two places."""
    return len(text) + sum(char > "\u2e7f" for char in text)


def is_cut(name: GridCell, rest: GridCell, widest: int) -> bool:
    """Whether a name goes on with the rest on the next line: it fills the column, whose other names are so wide at most.

    A wider one may as well be the name of a part of the table.
    """
    fills = abs(printed_width(name.text) - widest) <= RAGGED and widest >= _WIDE
    opens = OPENS.match(rest.text) is not None or rest.plain in words("totals")
    return fills and not opens and (not OPENS.match(name.text) or not SECTION.match(name.text))


def with_whole_names(rows: Sequence[list[GridCell]]) -> list[list[GridCell]]:
    """Return rows with the names put together that a copy evidently broke: 公路里程（公, 里）; 零售总, 额."""
    out: list[list[GridCell]] = []
    for row in rows:
        if out and len(out[-1]) == 1 < len(row) and _is_rest_of(row[0], out[-1][0]):
            row = [joined_cell([*out.pop(), row[0]]), *row[1:]]
        out.append(row)
    return out


def _is_rest_of(rest: GridCell, name: GridCell) -> bool:
    """Whether a cell is no name of its own behind one that may as well be whole."""
    if _UNCLOSED.search(name.plain):
        return re.match("[^(（]*[)）]", rest.plain) is not None
    return _REST.match(rest.plain) is not None or _BRACKETED.sub("", rest.plain) in {"", *words("broken_off")}


def joined_cell(cells: Sequence[GridCell]) -> GridCell:
    """Return the lines of one cell as one."""
    return GridCell("".join(cell.text for cell in cells), cells[0].line, cells[0].start)
