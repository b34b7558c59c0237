"""Tables of a page that no lines rule: rows whose pieces stand below each other, as columns.

Pure: knows positions and words, nothing of PDF.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import pairwise, takewhile, zip_longest
from math import inf
from typing import NamedTuple

from xclib.formats.tables import Rows

#: A piece that is one number, perhaps with its unit.
_VALUE = re.compile(
    r"[-+−－<>≤≥±约]?\s?\d[\d,，.]*\s?(?:[-—~～]\s?\d[\d,.]*)?\s?(?:%|％|‰|[万亿]?[^\d\s，。；、:：()（）—~～-]{0,5})(?:左右|以上|以下|以内)?"
)
_DATE = re.compile(r"\d+(?:[-—–~至]\d+)?[年月日时号页].*|[\d.]+[、.．]\D*|(?:19|20)\d\d")
_MARK = re.compile(r"[-—–－…/]+")
_CAPTION = re.compile(r"\W*(?:附?表|续表|专栏)\s?\d|.*单位\s*[:：]|注\s*[:：]|(?:资料|数据)来源")
#: Titles of tables, with their numbers and without.
_NUMBERED = re.compile(r"\W*(?:附?表|续表|专栏)\s?[\d一二三四五六七八九十]")
_TITLED = re.compile(_NUMBERED.pattern + r"|(?:表|情况|指标|构成|收支)$")
#: The decimals at the end of a number.
_DECIMALS = re.compile(r"\d\.(\d*)$")
#: Points between two tables that stand beside each other, at least.
_BLANK = 8
#: Lines of two tables beside each other, with those of their titles and units, at least.
_FEW = 3
#: A bracket that the rest of a word closes.
_OPEN = re.compile("[（(][^）)]*$")
_PART = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]")
#: What begins a row of units below heads, and the longest of units.
_UNITS, _UNIT = re.compile(r"(?:计量|计算)?单\s?位"), 8
#: A lone head has no more characters than a title would.
_TITLE = 14
#: Lines above the first row of numbers that may be its head.
_HEADS = 7
#: Rows of numbers farther apart than so many heights of a line belong to two tables.
_APART = 4.5
#: Lines of a name that may stand between the numbers of two rows, at most.
_BETWEEN = 4


#: Heights of a line between the lines of one head, at most.
_WRAPPED = 0.45
#: Heights of a line below a row within which the rest of words that fill their cell stands, at least.
_CLOSE = 0.4
#: Points below which two distances are one.
_SAME = 1.0
#: How many times larger the type of a title is than that of the heads below it.
_LARGER = 1.2
#: Points by which the lines of one head may be set apart.
_SET = 1.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line that stand apart from the others."""

    text: str
    left: float
    right: float

    @property
    def is_value(self) -> bool:
        """Whether the piece is a number, or a mark in the place of one."""
        return (_VALUE.fullmatch(self.text) is not None and _DATE.fullmatch(self.text) is None) or bool(
            _MARK.fullmatch(self.text)
        )


@dataclass(frozen=True, slots=True)
class PiecedLine:
    """A line of a page as pieces from left to right."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    #: The same with narrower gaps parted, as cells that their words fill leave them.
    fine: tuple[Piece, ...] = ()

    @property
    def parted(self) -> PiecedLine:
        """The line with its narrower gaps parted."""
        return replace(self, pieces=self.fine or self.pieces)

    def across(self, by: float) -> PiecedLine:
        """Return the line so many points farther to the right."""
        pieces, fine = (tuple(replace(p, left=p.left + by, right=p.right + by) for p in ps) for ps in (self.pieces, self.fine))
        return replace(self, pieces=pieces, fine=fine)

    def before(self, line: PiecedLine) -> PiecedLine:
        """Return the line and another at its right as one."""
        return replace(self, pieces=self.pieces + line.pieces, fine=(self.fine or self.pieces) + (line.fine or line.pieces))

    def down(self, by: float) -> PiecedLine:
        """Return the line so many points farther down."""
        return replace(self, top=self.top + by, bottom=self.bottom + by)

    def beside(self, gutter: float, *, right: bool) -> PiecedLine:
        """Return the part of the line on one side of a gutter."""
        pieces, fine = (tuple(p for p in ps if (p.left > gutter) is right) for ps in (self.pieces, self.fine))
        return replace(self, pieces=pieces, fine=fine)

    @property
    def is_numbers(self) -> bool:
        """Whether the line is numbers alone."""
        return bool(self.pieces) and all(piece.is_value for piece in self.pieces)

    @property
    def has_numbers(self) -> bool:
        """Whether the line is a name with numbers apart from it, or numbers apart from each other."""
        return len(self.pieces) > 1 and any(piece.is_value for piece in self.pieces[1:]) and len(self.pieces[0].text) <= 40


def find_open_tables(lines: Sequence[PiecedLine]) -> list[tuple[int, int, Rows]]:
    """Return the tables among the lines of a page: first line, line behind the last, rows.

    >>> def line(top, *words):
    ...     return PiecedLine(tuple(Piece(w, 100.0 * n, 100.0 * n + 12 * len(w)) for n, w in enumerate(words)), top, top + 12)
    >>> find_open_tables([line(0, "指标", "增速"), line(20, "工业", "5.8"), line(40, "农业", "2.1")])
    [(0, 3, (('指标', '增速'), ('工业', '5.8'), ('农业', '2.1')))]
    """
    return next(find_overleaf([lines]))


def find_overleaf(pages: Iterable[Sequence[PiecedLine]]) -> Iterator[list[tuple[int, int, Rows]]]:
    """Yield the tables of each page; one that ends its page may go on below, in the same columns, with a row or more."""
    before: list[tuple[float, float]] = []
    for lines in pages:
        found = _find(_with_tails(lines), before)
        before = found[-1].columns if found and found[-1].end == len(lines) else []
        yield [(table.begin, table.end, table.rows) for table in found]


def find_rest(above: Sequence[PiecedLine], below: Sequence[PiecedLine]) -> range:
    """Return the lines of a page, at its head or below the repeated head of a table, that go on with a row cut overleaf."""
    lines = _with_tails(above)
    found = _find(lines, []) if any(line.has_numbers for line in lines[-_BETWEEN:]) else []
    if not found or found[-1].end < len(lines):
        return range(0)
    table = lines[found[-1].begin :]
    head = [_text(line) for line in takewhile(lambda line: not line.has_numbers, table)]
    begin = len(head) if [_text(line) for line in below[: len(head)]] == head else 0
    end, over = begin, table[-1]
    for line, after in zip_longest(below[begin:], below[begin + 1 :]):
        # The first half of the name beside the next numbers is no rest.
        if line.has_numbers or (after and after.has_numbers and line.bottom > after.top):
            break
        # Close enough for the rest of words that fill their cell, and for none else.
        line = line.down(over.bottom - line.top + 0.3 * _height(line))
        if not _goes_on(line, over, found[-1].columns):
            break
        end, over = end + 1, line
    return range(begin, end)


class _Found(NamedTuple):
    """A table among lines: the first, the one behind the last, its rows and columns."""

    begin: int
    end: int
    rows: Rows
    columns: list[tuple[float, float]]


def _find(lines: Sequence[PiecedLine], before: Sequence[tuple[float, float]]) -> list[_Found]:
    found: list[_Found] = []
    n = done = 0
    while n < len(lines):
        if not lines[n].has_numbers:
            n += 1
            continue
        last = _last_row(lines, n)
        rows = [line.parted for line in lines[n : last + 1] if line.has_numbers]
        # Halves of names reach above the first numbers and below the last.
        upper = n - (n > done and lines[n - 1].bottom > lines[n].top)
        lower = last + 1 + (last + 1 < len(lines) and lines[last + 1].top < lines[last].bottom)
        columns = _with_names(_columns(rows), lines[upper:lower])
        # A row alone at the end of a page goes on overleaf; one below heads at the top of a page is the last.
        at_top = not done and _first_head(lines, n, done, columns) == 0
        at_edge = len(rows) == 1 and (last >= len(lines) - 2 or at_top)
        goes_on = at_edge and _is_headed(lines, n, done, columns)
        if at_top and (same := _as_before(columns, before)):
            columns, goes_on = same, True
        if goes_on or (len(rows) > 1 and len(columns) > 1 and _shares_column(rows, columns) and not _is_contents(rows)):
            begin = _first_head(lines, n, done, columns)
            stop = _tail(lines, n, last, columns)
            block = [line.parted for line in lines[begin:stop]]
            heads = [line for line in block[: n - begin] if not _stands_beside(line, lines[n], columns)]
            columns = _without_halves(_with_empty(columns, heads), rows, heads)
            found.append(_Found(begin, stop, _table(block, n - begin, columns), columns))
            done = n = stop
        else:
            n = last + 1
    return found


def _last_row(lines: Sequence[PiecedLine], n: int) -> int:
    """Return the last row of numbers of the table whose first is line n."""
    last, end = n, n + 1
    while end < len(lines) and end - last <= _BETWEEN and lines[end].top - lines[last].bottom < _APART * _height(lines[last]):
        if lines[end].has_numbers:
            last = end
        elif (len(lines[end].pieces) > 1 and not _wraps(lines[end])) or _CAPTION.match(_text(lines[end])):
            break
        end += 1
    return last


def _as_before(columns: Sequence[tuple[float, float]], before: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the columns of the table overleaf with these in them; none where one is in none of those, or two in one."""
    over = [[j for j, (left, right) in enumerate(before) if left < b and a < right] for a, b in columns]
    if len(columns) < 2 or any(len(found) != 1 for found in over) or len({found[0] for found in over}) < len(over):
        return []
    inside = {found[0]: span for found, span in zip(over, columns, strict=True)}
    return [(min(a, inside.get(j, (a, b))[0]), max(b, inside.get(j, (a, b))[1])) for j, (a, b) in enumerate(before)]


def in_bands(lines: Sequence[PiecedLine], bands: Sequence[tuple[float, float]]) -> Rows:
    """Return lines as the rows of a table that begin and end at these heights, in columns of their own."""
    columns = _columns(lines)
    rows = [[""] * len(columns) for _ in bands if columns]
    for line in lines:
        for n in (n for n, (top, bottom) in enumerate(bands) if top < _middle(line) < bottom):
            for piece in line.pieces:
                rows[n][_column_of(piece, columns)] += piece.text
    return tuple(map(tuple, rows))


def find_sides(lines: Sequence[PiecedLine]) -> tuple[float, float, float] | None:
    """Return where two tables with titles stand beside each other: top, bottom, and what parts them; None where none do.

    >>> def line(top, *pieces):
    ...     return PiecedLine(tuple(Piece(text, left, left + 12 * len(text)) for text, left in pieces), top, top + 12)
    >>> rows = [line(20, ("工业", 0), ("5", 90), ("小学", 150), ("9", 280)), line(40, ("农业", 0), ("2", 90), ("初中", 150))]
    >>> title, prose = line(0, ("表1 增速", 30), ("表2 学校", 200)), line(60, ("各项工作平稳推进，主要指标好于预期。", 0))
    >>> find_sides([title, *rows, prose])
    (0, 60, 126.0)
    """
    for n, line in enumerate(lines):
        titles = [piece.text for piece in line.pieces]
        if len(titles) != 2 or not any(map(_NUMBERED.match, titles)) or not all(map(_TITLED.search, titles)):
            continue
        spans: list[tuple[float, float]] = [(piece.left, piece.right) for piece in line.pieces]
        gaps: list[tuple[float, float]] = []
        end = n
        while end < len(lines) and (free := _gaps(spans, line.pieces, lines[end])):
            spans += [(piece.left, piece.right) for piece in lines[end].pieces]
            gaps, end = free, end + 1
        if end - n >= _FEW:
            first, last = min(a for a, _ in spans), max(b for _, b in spans)
            own = [(piece.left + piece.right) / 2 for piece in line.pieces]
            # Each title stands over the middle of its table.
            gap = min(gaps, key=lambda g: abs((first + g[0]) / 2 - own[0]) + abs((g[1] + last) / 2 - own[1]))
            return line.top, lines[end].top if end < len(lines) else lines[-1].bottom, sum(gap) / 2
    return None


def _gaps(spans: Sequence[tuple[float, float]], titles: Sequence[Piece], line: PiecedLine) -> list[tuple[float, float]]:
    """Return the stretches between two titles that spans and a line leave, those as narrow as a blank left out."""
    begin, end = titles[0].right, titles[1].left
    covered = _merged([(-inf, begin), *spans, *((piece.left, piece.right) for piece in line.pieces), (end, inf)])
    return [(a[1], b[0]) for a, b in pairwise(covered) if b[0] - a[1] > _BLANK and begin <= a[1] and b[0] <= end]


def _height(line: PiecedLine) -> float:
    return max(line.bottom - line.top, 1.0)


def _text(line: PiecedLine) -> str:
    return "".join(piece.text for piece in line.pieces)


def _wraps(line: PiecedLine) -> bool:
    return all(len(piece.text) <= 14 for piece in line.pieces)


def _columns(rows: Sequence[PiecedLine]) -> list[tuple[float, float]]:
    """Return the columns: the stretches that the pieces of all rows together cover."""
    return _merged([(piece.left, piece.right) for row in rows for piece in row.pieces])


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the stretches that spans together cover."""
    columns: list[list[float]] = []
    for left, right in sorted(spans):
        if columns and left < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    return [(left, right) for left, right in columns]


def _with_names(columns: list[tuple[float, float]], lines: Sequence[PiecedLine]) -> list[tuple[float, float]]:
    """Return the columns as wide as words on lines without numbers; those alone are a column, if none stands with numbers."""
    words = [(piece.left, piece.right) for line in lines if not line.has_numbers for piece in line.pieces]
    over = [[j for j, (left, right) in enumerate(columns) if left < b and a < right] for a, b in words]
    wide = list(columns)
    for (a, b), j in ((span, found[0]) for span, found in zip(words, over, strict=True) if len(found) == 1):
        wide[j] = (min(a, wide[j][0]), max(b, wide[j][1]))
    beside = [span for span, found in zip(words, over, strict=True) if not found]
    groups = [[span for span in beside if a <= span[0] < b] for a, b in _merged(beside)]
    wide = sorted([*wide, *((min(a for a, _ in group), max(b for _, b in group)) for group in groups if len(group) > 1)])
    return wide if all(a[1] <= b[0] for a, b in pairwise(wide)) else columns


def _with_empty(columns: list[tuple[float, float]], heads: Sequence[PiecedLine]) -> list[tuple[float, float]]:
    """Return the columns with those that have a head and no number on this page."""
    # No head begins where its numbers have ended.
    beyond = [(piece.left, piece.right) for line in heads for piece in line.pieces if piece.left >= columns[-1][1]]
    columns = [*columns, *_merged(beyond)]
    most = max(heads, key=lambda line: len(line.pieces), default=None)
    if most is None or len(most.pieces) <= len(columns):
        return columns
    apart = [p for p in most.pieces if all(p.right <= left or p.left >= right for left, right in columns)]
    return sorted([*columns, *((piece.left, piece.right) for piece in apart)])


def _without_halves(
    columns: Sequence[tuple[float, float]], rows: Sequence[PiecedLine], heads: Sequence[PiecedLine]
) -> list[tuple[float, float]]:
    """Return the columns with those put together whose words stand at the left of a cell and whose numbers at the right.

    No row has pieces in both, and below the heads above them no second one begins.
    """
    out = list(columns[:1])
    held = [{_column_of(piece, columns) for piece in row.pieces} for row in rows]
    lefts = [piece.left for line in heads for piece in line.pieces]
    first, second = ([p.text for row in rows for p in row.pieces if _column_of(p, columns) == j] for j in (0, 1))
    # Names, their numbers at the right, are two columns; 合计 or a dash and the numbers of rows are one.
    numbers = all(map(_MARK.fullmatch, first)) or all(map(str.isdigit, second))
    joined: set[int] = {0}
    for j, (left, right) in enumerate(columns[1:], 1):
        begin = out[-1][0]
        apart = any(j in row and not joined.isdisjoint(row) for row in held) or any(begin + 1 < x < right for x in lefts)
        headed = any(abs(begin - x) < 1 for x in lefts)
        if (len(out) > 1 or numbers) and headed and not apart:
            out[-1] = (begin, right)
            joined.add(j)
        else:
            out.append((left, right))
            joined = {j}
    return out


def _with_tails(lines: Sequence[PiecedLine]) -> list[PiecedLine]:
    """Return lines with each number whole whose last digits its narrow cell has put on the next line.

    Such a line has digits alone, each at the right of a number that lacks so many decimals as the others have. It keeps its
    place, with nothing on it.
    """
    out = list(lines)
    many = Counter(len(found[1]) for line in lines for piece in line.pieces if (found := _DECIMALS.search(piece.text)))
    usual = max(many, key=lambda count: many[count], default=0)
    for n, (line, below) in enumerate(pairwise(lines)):
        tails = {over: piece for piece in below.pieces if piece.text.isdigit() and (over := _number_over(piece, line, usual))}
        if len(tails) == len(below.pieces):
            pieces, fine = (
                [replace(p, text=p.text + tails[p].text) if p in tails else p for p in ps] for ps in (line.pieces, line.fine)
            )
            out[n], out[n + 1] = replace(line, pieces=tuple(pieces), fine=tuple(fine)), replace(below, pieces=(), fine=())
    return out


def _number_over(tail: Piece, line: PiecedLine, decimals: int) -> Piece | None:
    """Return the number of a line that ends or begins where the digits below it do and has so many decimals with them."""
    near = (p for p in line.pieces if min(abs(p.right - tail.right), abs(p.left - tail.left)) < 2 and p.right > tail.right - 2)
    return next((p for p in near if (found := _DECIMALS.search(p.text)) and len(found[1]) + len(tail.text) == decimals), None)


def _is_headed(lines: Sequence[PiecedLine], n: int, done: int, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a lone row of two numbers or more stands below heads: the table goes on overleaf."""
    numbers = sum(piece.is_value for piece in lines[n].pieces)
    begin = _first_head(lines, n, done, columns)
    return numbers > 1 and any(len(line.pieces) > 2 for line in lines[begin:n])


def _is_contents(rows: Sequence[PiecedLine]) -> bool:
    """Whether rows are headings with the numbers of their pages, which do not fall."""
    numbers = [row.pieces[-1].text for row in rows if len(row.pieces) == 2]
    if len(numbers) < max(len(rows), _FEW) or not all(re.fullmatch(r"\d{1,3}", number) for number in numbers):
        return False
    headings = sum(_PART.match(row.pieces[0].text) is not None for row in rows)
    return 2 * headings > len(rows) and all(int(a) <= int(b) for a, b in pairwise(numbers))


def _shares_column(rows: Sequence[PiecedLine], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether numbers stand below each other in two rows at least."""
    counts = [0] * len(columns)
    for row in rows:
        for j in {_column_of(piece, columns) for piece in row.pieces if piece.is_value}:
            counts[j] += 1
    return max(counts) > 1


def _column_of(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    middle = (piece.left + piece.right) / 2
    return min(range(len(columns)), key=lambda j: max(columns[j][0] - middle, middle - columns[j][1], 0.0))


def _covers(piece: Piece, columns: Sequence[tuple[float, float]]) -> list[int]:
    """Return the columns below a head: those it overlaps, else the nearest."""
    over = [j for j, (left, right) in enumerate(columns) if min(right, piece.right) - max(left, piece.left) > 0]
    return over or [_column_of(piece, columns)]


def _first_head(lines: Sequence[PiecedLine], n: int, done: int, columns: Sequence[tuple[float, float]]) -> int:
    """Return the first line of the head of a table whose numbers begin at line n."""
    begin = n
    for i in range(n - 1, max(done, n - _HEADS) - 1, -1):
        line = lines[i]
        alone = len(line.pieces) == 1
        wide = alone and (line.pieces[0].left < columns[0][1] and len(columns) > 1 and line.pieces[0].right > columns[1][0])
        titled = alone and (len(line.pieces[0].text) > _TITLE or _is_titled(line, lines[i + 1], columns))
        if (
            _CAPTION.match(_text(line))
            or wide
            or titled
            or any(len(piece.text) > 24 and len(_close(piece.text)) < 2 for piece in line.pieces)
        ):
            break
        if lines[i + 1].top - line.bottom > 3 * _height(line) or re.search("[。；]", _text(line)):
            break
        begin = i
    # A lone piece on top is a caption, unless it stands over columns of numbers.
    while (
        begin < n
        and len(lines[begin].pieces) == 1
        and not _stands_beside(lines[begin], lines[n], columns)
        and (n - begin == 1 or (lines[begin].pieces[0].left < columns[0][1] and len(lines[begin + 1].pieces) == 1))
    ):
        begin += 1
    return begin


def _stands_beside(line: PiecedLine, row: PiecedLine, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line is the first half of the name beside the numbers of a row: it reaches below their upper edge."""
    return line.bottom > row.top and _is_name(line, row, columns)


def _is_titled(line: PiecedLine, below: PiecedLine, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether words are a title and no head: in larger type, or apart over the middle of all columns, those of names too."""
    piece = line.pieces[0]
    middle = abs(piece.left + piece.right - columns[0][0] - columns[-1][1]) < 6
    apart = middle and below.top - line.bottom > 0.9 * _height(line)
    return len(piece.text) > 7 and (apart or _height(line) > _LARGER * _height(below))


def _tail(lines: Sequence[PiecedLine], n: int, last: int, columns: Sequence[tuple[float, float]]) -> int:
    """Return the line behind a table whose numbers begin at line n: the rest of a wrapped name may stand below the last."""
    after, close = last + 1 + _repeats(lines, last), _close_to_row(lines[n : last + 1])
    while after < len(lines) and not lines[after].has_numbers and _goes_on(lines[after], lines[after - 1], columns, close):
        after += 1
    return after


def _repeats(lines: Sequence[PiecedLine], last: int) -> bool:
    """Whether words stand below the last row just as they do below the one before: its name in another language."""
    if last < 2 or last + 1 == len(lines) or any(line.has_numbers for line in (lines[last - 1], lines[last + 1])):
        return False
    row, words, end, below = lines[last - 2 : last + 2]
    if not row.has_numbers or len(words.pieces) != 1 or len(below.pieces) != 1 or _CAPTION.match(_text(below)):
        return False
    near = words.top - row.top < end.top - words.top
    down, across = (below.top - end.top) - (words.top - row.top), below.pieces[0].left - words.pieces[0].left
    return near and max(abs(down), abs(across)) < _SAME


def _close_to_row(lines: Sequence[PiecedLine]) -> float:
    """Return the heights of a line below a row within which what fills its cell goes on: less than from row to row."""
    gaps = [(b.top - a.bottom) / _height(b) for a, b in pairwise(lines) if a.has_numbers and b.has_numbers]
    return max(_CLOSE, 0.7 * min(gaps, default=0.0))


def _goes_on(line: PiecedLine, above: PiecedLine, columns: Sequence[tuple[float, float]], close: float = _CLOSE) -> bool:
    """Whether a line is the rest of words of the line above, which fill their cells where it is not close to them."""
    text, gap = _text(line), (line.top - above.bottom) / _height(line)
    over = {_column_of(piece, columns): piece for piece in above.pieces}
    pairs = [(j, over.get(j), piece) for piece in line.pieces for j in [_column_of(piece, columns)]]
    inside = all(piece.right <= columns[j][1] + 2 for j, _, piece in pairs)
    if gap > 0.8 or not inside or not _wraps(line) or _CAPTION.match(text) or re.search("[。；]", text):
        return False
    if all(begun and (piece.text[0] in "（(" or _OPEN.search(begun.text)) for _, begun, piece in pairs):
        return True
    full = all(begun and begun.right > columns[j][1] - 1.2 * _height(line) for j, begun, _ in pairs)
    return (gap < 0.25 and above.has_numbers) or (gap < close and full and _PART.match(text) is None)


def _above_rest(body: Sequence[PiecedLine], numbered: Sequence[int], columns: Sequence[tuple[float, float]]) -> dict[int, int]:
    """Return the rows whose words go on in lines below them, by the line, where words stand at the top of their cells.

    There the lines of a table do not overlap, and none but the title of a part is above the first that has numbers.
    """
    overlap = any(b.top - a.top < 0.9 * min(_height(a), _height(b)) for a, b in pairwise(body))
    if overlap or not numbered or numbered[0] != _part_above(body, numbered[0], columns):
        return {}
    row, close = 0, _close_to_row(body)
    rest: dict[int, int] = {}
    for i, line in enumerate(body):
        if i in numbered or _PART.match(_text(line)):
            row = i
        elif rest.get(i - 1, row) == row and row in (i - 1, rest.get(i - 1)) and _goes_on(line, body[i - 1], columns, close):
            rest[i] = row
        else:
            row = -1
    return rest


def _without_splits(body: Sequence[PiecedLine]) -> list[int]:
    """Return the lines of numbers that are rows, and no halves of a row whose words stand on two lines beside its numbers."""

    def splits(i: int) -> bool:
        near = [body[k] for k in (i - 1, i + 1) if 0 <= k < len(body)]
        close = [line for line in near if abs(_middle(line) - _middle(body[i])) < 0.8 * _height(line)]
        return any(line.has_numbers and len(line.pieces) > len(body[i].pieces) for line in close)

    return [i for i, line in enumerate(body) if line.has_numbers and not splits(i)]


def _table(lines: Sequence[PiecedLine], heads: int, columns: Sequence[tuple[float, float]]) -> Rows:
    part = _part_above(lines, heads, columns)
    heads -= part
    pitch = _pitch([line for line in lines if line.has_numbers])
    # The first half of the name beside the first numbers.
    wrapped = heads > 1 and _is_names(lines[heads - 1], lines[heads], columns)
    if (
        heads
        and not part
        and (wrapped or _is_name(lines[heads - 1], lines[heads], columns))
        and _middle(lines[heads]) - _middle(lines[heads - 1]) < 0.75 * pitch
    ):
        heads -= 1
    head = _heads([_parted(line, columns) for line in lines[:heads] if not _is_formulas(line)], columns)
    body = list(lines[heads:])
    numbered = _without_splits(body)
    rest = _above_rest(body, numbered, columns)
    parts: dict[int, list[PiecedLine]] = {i: [body[i]] for i in numbered}
    rows: dict[int, list[str]] = {}
    for i, line in enumerate(body):
        if i in parts:
            continue
        # A line without numbers is the rest of the name beside it, or a row of its own: the title of a part.
        near = rest[i] if i in rest else _nearest(body, numbered, i)
        named = any(_column_of(piece, columns) == 0 and not piece.is_value for piece in body[near].pieces)
        beside = abs(_middle(body[near]) - _middle(line)) < 0.75 * pitch and not (named and _PART.match(_text(line)))
        if i in rest or beside:
            parts[near].append(line)
        else:
            parts[i] = [line]
    for i, group in parts.items():
        rows[i] = _cells(sorted(group, key=lambda line: line.top), columns)
    table = [rows[i] for i in sorted(rows)]
    return tuple(map(tuple, head + table))


def _nearest(body: Sequence[PiecedLine], numbered: Sequence[int], i: int) -> int:
    """Return the row that a line stands beside: of two as near, the one on whose other side words stand as far away."""
    middle = _middle(body[i])
    near = nsmallest(2, numbered, key=lambda k: abs(_middle(body[k]) - middle))
    first, last = near[0], near[-1]
    if abs(abs(_middle(body[first]) - middle) - abs(_middle(body[last]) - middle)) > _SAME:
        return first
    words = [_middle(line) for line in body if not line.has_numbers]
    return next((k for k in near if any(abs(2 * _middle(body[k]) - middle - at) < _SAME for at in words)), first)


def _part_above(lines: Sequence[PiecedLine], n: int, columns: Sequence[tuple[float, float]]) -> int:
    """Return how many lines above the first row are the title of a part, the rest of which a narrow cell puts below it."""
    begin = next((k for k in (n - 1, n - 2) if k >= 0 and len(lines[k].pieces) == 1 and _PART.match(_text(lines[k]))), n)
    return n - begin if begin >= n - 1 or _goes_on(lines[n - 1], lines[begin], columns) else 0


def _is_formulas(line: PiecedLine) -> bool:
    """Whether a line says how columns are reckoned: 公式, A=B+C, B, C."""
    return len(line.pieces) > 2 and all(re.fullmatch(r"公|公?\s?式|[A-Z](?:=.+)?", piece.text) for piece in line.pieces)


def _close(text: str) -> list[str]:
    """Return the heads that a text is made of, each with its unit in brackets but for the last, or 其中 behind its whole."""
    if re.search("[（(]", text) is None:
        return re.split("(?<=.)(?=其中[:：])", text)
    parts = re.findall(r"[^（）()]+[（(][^（）()]+[）)]|(?<=[）)])[^（）()]+$", text)
    return parts if "".join(parts) == text else []


def _parted(line: PiecedLine, columns: Sequence[tuple[float, float]]) -> PiecedLine:
    """Return a line of heads with those apart that stand so close as to be one piece: 浓度（微克）同比（%）."""
    pieces: list[Piece] = []
    for piece in line.pieces:
        parts, over = _close(piece.text), _covers(piece, columns)
        if len(over) == len(parts) + 1 > 2 and piece.left - columns[over[0]][0] > 0.6 * (
            columns[over[0]][1] - columns[over[0]][0]
        ):
            # The names of rows may reach below the first of the heads.
            over = over[1:]
        apart = len(parts) > 1 and len(parts) == len(over)
        pieces += [Piece(part, *columns[j]) for part, j in zip(parts, over, strict=True)] if apart else [piece]
    return replace(line, pieces=tuple(pieces))


def _is_name(line: PiecedLine, row: PiecedLine, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line is the first half of a name beside the numbers of a row."""
    piece = line.pieces[0]
    j = _column_of(piece, columns)
    named = j == 0 or any(_column_of(other, columns) == j and not other.is_value for other in row.pieces)
    inside = j + 1 == len(columns) or piece.right <= columns[j + 1][0]
    beside = {_column_of(other, columns) for other in row.pieces if other.is_value}
    return len(line.pieces) == 1 and inside and not piece.is_value and (named or (j == 1 and j not in beside))


def _is_names(line: PiecedLine, row: PiecedLine, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line holds the first halves of several words of a row: none is or stands over a number."""
    beside = {_column_of(other, columns) for other in row.pieces if other.is_value}
    return len(line.pieces) > 1 and not any(p.is_value or _column_of(p, columns) in beside for p in line.pieces)


def _closes(head: Piece, rest: Piece) -> bool:
    """Whether words below a head close the bracket that it leaves open."""
    inside = head.left - 1 <= rest.left and rest.right <= head.right + 1
    return inside and _OPEN.search(head.text) is not None and re.match("[^（(]*[）)]", rest.text) is not None


def _unwrapped(lines: Sequence[PiecedLine]) -> list[PiecedLine]:
    """Return lines of heads with those put together whose pieces all begin below one of the line above."""
    out: list[PiecedLine] = []
    for line in _without_wraps(lines):
        over = {
            n: piece
            for piece in line.pieces
            for n, p in enumerate(out[-1].pieces if out else ())
            if abs(p.left - piece.left) < 1
        }
        if out and (
            closing := [(n, p, piece) for piece in line.pieces for n, p in enumerate(out[-1].pieces) if _closes(p, piece)]
        ):
            # The rest of one head, whatever else the line holds.
            for n, p, piece in closing:
                pieces = list(out[-1].pieces)
                pieces[n] = replace(p, text=p.text + piece.text)
                out[-1] = replace(out[-1], pieces=tuple(pieces))
            line = replace(line, pieces=tuple(p for p in line.pieces if all(p is not piece for _, _, piece in closing)))
            if not line.pieces:
                continue
            over = {}
        if out and len(over) == len(line.pieces) and line.top >= out[-1].bottom - 0.2 * _height(line):
            joined = [
                Piece(p.text + over[n].text, p.left, max(p.right, over[n].right)) if n in over else p
                for n, p in enumerate(out[-1].pieces)
            ]
            out[-1] = PiecedLine(tuple(joined), out[-1].top, line.bottom)
        else:
            out.append(line)
    return out


@dataclass(slots=True)
class _Head:
    """A head that may be of several lines."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def _without_wraps(lines: Sequence[PiecedLine]) -> list[PiecedLine]:
    """Return lines of heads, each head of several lines whole and in the line of those beside its middle.

    Heads of one line and of two stand beside each other by their middles, so the line of the one lies between those of the
    other. Each line of a head has its middle or an end below that of the first.
    """
    heads: list[_Head] = []
    for line in lines:
        close = [h for h in heads if -0.1 < (line.top - h.bottom) / _height(line) < _WRAPPED and _is_beside(lines, h, line)]
        owners = [_owner(piece, close) for piece in line.pieces]
        apart = len({id(owner) for owner in owners if owner}) == sum(owner is not None for owner in owners)
        for piece, owner in zip(line.pieces, owners, strict=True):
            if owner and apart and _is_below(piece, owner):
                owner.text, owner.bottom = owner.text + piece.text, line.bottom
                owner.left, owner.right = min(owner.left, piece.left), max(owner.right, piece.right)
            else:
                heads.append(_Head(piece.text, piece.left, piece.right, line.top, line.bottom))
    return _in_lines(heads)


def _is_beside(lines: Sequence[PiecedLine], head: _Head, rest: PiecedLine) -> bool:
    """Whether a line stands beside the middle of a head and a line below it."""
    return any(head.bottom > line.top and line.bottom > rest.top and head.top < line.top < rest.top for line in lines)


def _owner(piece: Piece, heads: Sequence[_Head]) -> _Head | None:
    """Return the head over a piece, the nearest."""
    over = [head for head in heads if head.left < piece.right and piece.left < head.right]
    return min(over, key=lambda head: abs(head.left + head.right - piece.left - piece.right), default=None)


def _is_below(piece: Piece, head: _Head) -> bool:
    middles = abs(head.left + head.right - piece.left - piece.right) / 2
    return min(middles, abs(head.left - piece.left), abs(head.right - piece.right)) < _SET


def _in_lines(heads: Sequence[_Head]) -> list[PiecedLine]:
    """Return heads as lines of those with one middle."""
    groups: list[list[_Head]] = []
    close = 0.6 * min((head.bottom - head.top for head in heads), default=0.0)
    for head in sorted(heads, key=lambda head: head.top + head.bottom):
        if groups and head.top + head.bottom - groups[-1][0].top - groups[-1][0].bottom < close:
            groups[-1].append(head)
        else:
            groups.append([head])
    return [
        PiecedLine(
            tuple(Piece(head.text, head.left, head.right) for head in sorted(group, key=lambda head: head.left)),
            min(head.top for head in group),
            max(head.bottom for head in group),
        )
        for group in groups
    ]


def _heads(lines: Sequence[PiecedLine], columns: Sequence[tuple[float, float]]) -> list[list[str]]:
    """Return the head of every column, its lines put together, below the heads that cover several columns."""
    if len(lines) > 1 and _gives_units(lines[-1], columns):
        return [*_heads(lines[:-1], columns), _cells(lines[-1:], columns)]
    lines = _unwrapped(lines)
    wide = _with_offset(columns, lines)
    placed = [{j: piece.text for piece in line.pieces for j in _covers(piece, wide)} for line in lines]
    # Units in brackets stand below the lowest heads.
    base = max((n for n, line in enumerate(lines) if not all(p.text[:1] in "（(" for p in line.pieces)), default=-1)
    lowest = placed[base] if placed else {}
    headed = {over[0] for line in lines for piece in line.pieces if len(over := _covers(piece, wide)) == 1}
    bare = set(range(1, len(columns))) - headed - lowest.keys()
    upper, own, begins = [""] * len(columns), [""] * len(columns), [left for left, _ in columns]
    for n, (line, texts) in enumerate(zip(lines, placed, strict=True)):
        others = {j for m, other in enumerate(placed[:base]) if m != n for j in other}
        # A sum may have no head of its own below the one that covers it.
        free = [j for j in sorted(lowest.keys() | bare) if j not in others and (j or columns[0][1] > line.pieces[0].left)]
        # What stands over columns without a head below is the head of each alone.
        stands_over = n < base and not lowest.keys().isdisjoint(texts)
        above = [piece for piece in line.pieces if not set(free).isdisjoint(_covers(piece, wide))]
        if stands_over and len(above) < len(free) and any(j not in texts for j in free):
            for piece in line.pieces:
                own[_column_of(piece, wide)] += "" if piece in above else piece.text
            for j, piece in _spread(above, free, _with_lowest(columns, wide, lines[base])).items():
                upper[j] += piece.text
                begins[j] = piece.left
        else:
            for piece in line.pieces:
                over = _covers(piece, wide)
                # One above several that have heads below it covers them.
                covers = n < base and len(over) > 1 and lowest.keys() >= set(over)
                for j in (j for j in over if texts[j] == piece.text):
                    (upper if covers else own)[j] += piece.text
                    begins[j] = piece.left if covers else begins[j]
    return _two_rows(upper, own, begins)


def _gives_units(line: PiecedLine, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line of heads is a row of its own with a unit for each of those above it: 计量单位, 万根, 公里."""
    named = _UNITS.fullmatch(line.pieces[0].text) is not None and _column_of(line.pieces[0], columns) == 0
    return named and len(line.pieces) > 2 and all(len(piece.text) <= _UNIT for piece in line.pieces)


def _cells(lines: Sequence[PiecedLine], columns: Sequence[tuple[float, float]]) -> list[str]:
    """Return the cells of the row that lines make up."""
    cells = [""] * len(columns)
    for line in lines:
        for piece in line.pieces:
            cells[_column_of(piece, columns)] += piece.text
    return cells


def _two_rows(upper: list[str], own: list[str], begins: Sequence[float]) -> list[list[str]]:
    """Return the rows of heads: a head that no other column shares is one with what is below it."""
    heads = list(zip(upper, begins, strict=True))
    shared = [any(head == heads[i] for i in (j - 1, j + 1) if 0 <= i < len(heads)) for j, head in enumerate(heads)]
    low = [below if both else over + below for over, below, both in zip(upper, own, shared, strict=True)]
    high = [over if both and over else below for over, below, both in zip(upper, low, shared, strict=True)]
    return [row for row in (high, low) if any(row)] if high != low else [low] if any(low) else []


def _with_offset(columns: Sequence[tuple[float, float]], heads: Sequence[PiecedLine]) -> Sequence[tuple[float, float]]:
    """Return the columns with their heads, where heads at the left of their cells stand beside numbers at the right.

    The head of a column begins before its numbers end. Lines of which each head so gets a column of its own decide.
    """
    wide = list(columns)
    # A head over several others is of none of their columns.
    lowest = [
        replace(line, pieces=tuple(p for p in line.pieces if all(len(_below(p, o)) < 2 for o in heads))) for line in heads
    ]
    # From the lowest, whose heads are of one column each; what one above says against it does not count.
    for line in reversed(lowest):
        spans = [_whole_head(piece, lowest) for piece in line.pieces]
        at = [next((j for j, (_, right) in enumerate(columns) if left < right), -1) for left, _ in spans]
        over = [[j for j, (left, right) in enumerate(columns) if left < b and a < right] for a, b in spans]
        clear = -1 not in at and all(b > a for a, b in pairwise(at))
        wrapped = [span != (piece.left, piece.right) for span, piece in zip(spans, line.pieces, strict=True)]
        if clear and (len(at) > 1 or any(wrapped)) and all(found in ([], [j]) for found, j in zip(over, at, strict=True)):
            wider = {j: (min(wide[j][0], left), max(wide[j][1], right)) for (left, right), j in zip(spans, at, strict=True)}
            tried = [wider.get(j, span) for j, span in enumerate(wide)]
            wide = tried if all(a[1] <= b[0] for a, b in pairwise(tried)) else wide
    return wide


def _below(head: Piece, line: PiecedLine) -> list[Piece]:
    """Return the pieces of another line that stand below a head."""
    return [piece for piece in line.pieces if piece.left < head.right and head.left < piece.right]


def _whole_head(piece: Piece, lines: Sequence[PiecedLine]) -> tuple[float, float]:
    """Return where a head on several lines begins and ends: its pieces begin below each other."""
    below = [other for line in lines for other in line.pieces if abs(other.left - piece.left) < 1]
    return min(other.left for other in below), max(other.right for other in below)


def _with_lowest(
    columns: Sequence[tuple[float, float]], wide: Sequence[tuple[float, float]], lowest: PiecedLine
) -> list[tuple[float, float]]:
    """Return the columns as wide as their lowest heads and their numbers together; ``wide``: those with heads beside them."""
    out = list(columns)
    for piece in lowest.pieces:
        if len(over := _covers(piece, wide)) == 1:
            left, right = out[over[0]]
            out[over[0]] = (min(left, piece.left), max(right, piece.right))
    return out


def _spread(pieces: Sequence[Piece], free: Sequence[int], columns: Sequence[tuple[float, float]]) -> dict[int, Piece]:
    """Share columns out among the heads above them: they stand over its middle or left, or all where it ends or begins."""

    def inward(left: float, right: float, piece: Piece) -> float:
        return min(abs(left + right - piece.left - piece.right) / 2, abs(left - piece.left))

    def rightmost(_: float, right: float, piece: Piece) -> float:
        return abs(right - piece.right)

    def leftmost(left: float, _: float, piece: Piece) -> float:
        return abs(left - piece.left)

    spans = [columns[j] for j in free]
    # What begins with its cell begins where the column before ends.
    cells = [(columns[j - 1][1] if j else columns[j][0], columns[j][1]) for j in free]
    ways = [_ends(pieces, spans, inward), _ends(pieces, spans, rightmost), _ends(pieces, cells, leftmost)]
    ends = min(ways, key=lambda way: way[0])[1]
    shares: dict[int, Piece] = {}
    for piece, (begin, end) in zip(pieces, pairwise((0, *ends)), strict=False):
        shares.update(dict.fromkeys(free[begin:end], piece))
    return shares


def _ends(
    pieces: Sequence[Piece], columns: Sequence[tuple[float, float]], cost: Callable[[float, float, Piece], float]
) -> tuple[float, tuple[int, ...]]:
    """Return where the columns of every piece end, and what it costs to share them out so."""
    nothing: tuple[float, tuple[int, ...]] = (float("inf"), ())
    best = [(0.0, nothing[1])] + [nothing] * len(columns)
    for piece in pieces:
        now = [nothing] * (len(columns) + 1)
        for end in range(1, len(columns) + 1):
            for begin in range(end):
                total = best[begin][0] + cost(columns[begin][0], columns[end - 1][1], piece)
                if total < now[end][0]:
                    now[end] = (total, (*best[begin][1], end))
        best = now
    return best[-1]


def _middle(line: PiecedLine) -> float:
    return (line.top + line.bottom) / 2


def _pitch(rows: Sequence[PiecedLine]) -> float:
    steps = sorted(_middle(b) - _middle(a) for a, b in pairwise(rows))
    # Beside a row alone is what reaches over its lines.
    return steps[len(steps) // 2] if steps else 1.3 * _height(rows[0])
