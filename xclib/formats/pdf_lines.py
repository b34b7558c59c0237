"""Printed lines put together again as paragraphs: page furniture dropped, hard line breaks undone.

Pure: knows positions and words, nothing of PDF.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, islice, takewhile
from math import inf
from typing import NamedTuple

from xclib.formats.pdf_tables import Piece, PiecedLine, find_open_tables, in_bands
from xclib.formats.source import join_words
from xclib.formats.tables import Rows

#: Share of the page's height at head and foot where running heads and page numbers stand.
MARGIN = 0.12
#: Share of the pages that a line must stand on to be a running head.
REPEATED = 0.5
#: Share of the page's width that a full line reaches at least, unless so many lines end at one place.
FULL, _ALIKE = 0.75, 4
#: Pages within which the right half of a table stands behind the left, and its rows at least.
_SPREAD, _ROWS = 12, 3
#: Points below which two heights are one.
_SAME = 1.5
#: Characters by which the first line of a paragraph is indented.
INDENT = 2
#: Lines at the head of a page among which its title is, and how much larger than the text it is.
_FIRST, _LARGE = 12, 1.2

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:\d{1,4}|[IVXivx]{1,6})[-—–－·\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|Page\s*\d{1,4}",
    re.IGNORECASE,
)
#: What a browser prints at the edges of a page: when it was printed, and whence.
_BROWSER = re.compile(
    r"\d{1,4}/\d{1,2}/\d{1,4},? ?(?:[上下]午)? ?\d{1,2}:\d\d\b|(?:https?|file|\ufb01le)://\S+ \d{1,4}/\d{1,4}$"
)
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十]{1,3}[章节部]|附[件表录注]|注[:：]"
)
#: The number of a main heading begins a line wherever it stands, unless it is the end of a word: 第二、三产业.
_TOP_HEADING = re.compile("[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])[^，。；]{2,40}$")
_CONTINUED = re.compile(r"[\d一二三四五六七八九十\-—–表附 ]{0,9}[（(]?续\s?表?\d{0,3}[）)]?.{0,5}")
#: The end of a line in a list of contents: dots that lead to the number of a page.
LISTED = re.compile(r"[.·…]{3}\s?\d{1,3}$")
_OPEN = re.compile("[第、，；：（(一二三四五六七八九十和及与的]$")
_CLAUSE = re.compile("[，。；、：]")
_Pattern = tuple[str, int]
_NO_CELLS = PiecedLine((), 0.0, 0.0)
_END = re.compile("[。！？；：!?;:…][”’\"')）】》」]*$")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed, in points from the page's upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    #: Size of its type.
    size: float
    #: What wide gaps divide it into; none where it is of one piece.
    pieces: tuple[PrintedLine, ...] = ()
    #: The same as cells of a table, should it be a row of one.
    cells: PiecedLine = _NO_CELLS

    @property
    def middle(self) -> float:
        """The middle of its height."""
        return (self.top + self.bottom) / 2

    def across(self, by: float) -> PrintedLine:
        """Return the line so many points farther to the right."""
        pieces = tuple(piece.across(by) for piece in self.pieces)
        return replace(self, left=self.left + by, right=self.right + by, pieces=pieces, cells=self.cells.across(by))

    def down(self, by: float) -> PrintedLine:
        """Return the line so many points farther down."""
        return replace(self, top=self.top + by, bottom=self.bottom + by, cells=self.cells.down(by))


class PlacedTable(NamedTuple):
    """A table with the place of its upper edge, of its sides where they are known, and the columns that its last row fills."""

    top: float
    rows: Rows
    left: float = 0.0
    right: float = inf
    full: frozenset[int] = frozenset()
    #: Where each row as printed begins and ends; those without words are not among the rows.
    bands: tuple[tuple[float, float], ...] = ()


@dataclass(slots=True)
class PrintedPage:
    """The lines and tables of a page, from top to bottom."""

    width: float
    height: float
    lines: list[PrintedLine]
    tables: list[PlacedTable]


def drop_furniture(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """Return the pages without page numbers and running heads.

    A running head stands at the same edge of at least half of three or more pages, in one size of type, whatever number is in
    it. Of two pages or more it may also be the outermost line, at one height. It may also repeat in smaller type what is
    printed larger: the title, or the heading of a part.
    """
    heads: Counter[_Pattern] = Counter()
    placed: Counter[tuple[_Pattern, int]] = Counter()
    largest: dict[str, float] = {}
    for line in (line for page in pages for line in page.lines):
        largest[line.text] = max(line.size, largest.get(line.text, 0.0))
    for page in pages:
        heads.update({_pattern(line) for line in page.lines if _at_edge(line, page)})
        outermost = page.lines[:1] + page.lines[1:][-1:]
        placed.update({(_pattern(line), round(line.top)) for line in outermost if _at_edge(line, page)})
    often = {text for text, count in heads.items() if count >= max(3, REPEATED * len(pages))}
    often |= {text for (text, _), count in placed.items() if count >= max(2, REPEATED * len(pages))}
    # The head of a table is repeated where the table goes on, and stands below its title where it begins.
    often -= {_pattern(line) for page in pages for line in page.lines[1:-1] if line.pieces and not _at_edge(line, page)}
    return [
        PrintedPage(
            page.width,
            page.height,
            [line for n, line in enumerate(page.lines) if not _is_furniture(n, line, page, often, largest)],
            page.tables,
        )
        for page in pages
    ]


def _is_furniture(n: int, line: PrintedLine, page: PrintedPage, often: set[_Pattern], largest: Mapping[str, float]) -> bool:
    if not _at_edge(line, page):
        return False
    numbered = _BROWSER.match(line.text) or all(_PAGE_NUMBER.fullmatch(part.text) for part in line.pieces or (line,))
    if n in (0, len(page.lines) - 1) and (numbered or line.size < 0.9 * largest[line.text]):
        return True
    return _pattern(line) in often


def _at_edge(line: PrintedLine, page: PrintedPage) -> bool:
    return line.bottom < MARGIN * page.height or line.top > (1 - MARGIN) * page.height


def _pattern(line: PrintedLine) -> _Pattern:
    return re.sub(r"\d+", "0", line.text.replace(" ", "")), round(line.size)


def find_title(pages: Sequence[PrintedPage]) -> str:
    """Return the lines in the largest type, if they are at the head of the first page and larger than the text; else empty.

    >>> head = [PrintedLine("首页", 0, 20, 0, 9, 9), PrintedLine("计划执行", 0, 90, 20, 40, 20)]
    >>> find_title([PrintedPage(595, 842, [*head, PrintedLine("全文", 0, 400, 90, 102, 12)], [])])
    '计划执行'
    """
    head = islice((line for page in pages for line in page.lines), _FIRST)
    size = _title_size(pages)
    rest = dropwhile(lambda line: line.size != size, head)
    return "".join(line.text for line in takewhile(lambda line: line.size == size, rest))


def _title_size(pages: Sequence[PrintedPage]) -> float:
    """Return the size of the largest type, in which titles are set; infinite where none is larger than the text."""
    sizes = sorted(line.size for page in pages for line in page.lines)
    return sizes[-1] if sizes and sizes[-1] > _LARGE * sizes[len(sizes) // 2] else inf


def join_halves(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """Return pages with the right halves of tables beside the left, which wide sheets and facing pages put on another page."""
    out: list[PrintedPage] = []
    for page in pages:
        right = page
        for n in range(len(out) - 1, max(-1, len(out) - 1 - _SPREAD), -1):
            if (both := _ruled_halves(out[n], page)) or (both := _open_halves(out[n], page)):
                out[n], right = both
                right = replace(right, lines=[line for line in right.lines if not _CONTINUED.fullmatch(line.text)])
                break
        out.append(right)
    return out


def _ruled_halves(left: PrintedPage, right: PrintedPage) -> tuple[PrintedPage, PrintedPage] | None:
    """Return two pages with the last table of the one and its right half on the other as one, if all rows are as high."""
    table, rest = left.tables[-1] if left.tables else None, right.tables[0] if right.tables else None
    if table is None:
        return None
    if rest is None:
        half = [line for line in right.lines if table.bands and table.bands[0][0] < line.middle < table.bands[-1][1]]
        rows = in_bands([line.cells for line in half], table.bands) if len(table.bands) == len(table.rows) else ()
        right = replace(right, lines=[line for line in right.lines if line not in half])
    elif abs(table.top - rest.top) < _SAME and len(table.rows) == len(rest.rows):
        rows, right = rest.rows, replace(right, tables=right.tables[1:])
    else:
        rows = ()
    numbers = sum(Piece(row[0], 0, 0).is_value for row in rows)
    if numbers < max(_ROWS, 0.6 * len(rows)):
        return None
    whole = table._replace(rows=tuple(a + b for a, b in zip(table.rows, rows, strict=True)))
    return replace(left, tables=[*left.tables[:-1], whole]), right


def _open_halves(left: PrintedPage, right: PrintedPage) -> tuple[PrintedPage, PrintedPage] | None:
    """Return two pages with the rows of the one that hold numbers alone in the lines of the other that have their heights."""
    several = sum(line.cells.is_numbers for line in right.lines) >= _ROWS
    found = find_open_tables([line.cells for line in left.lines]) if several else []
    if not found:
        return None
    begin, end, rows = found[-1]
    table = left.lines[begin:end]
    heights = [line.middle for line in table if line.cells.has_numbers]
    top, bottom = table[0].top - _SAME, table[-1].bottom + _SAME
    half = [line for line in right.lines if top < line.top < bottom]
    alone = [line.middle for line in half if line.cells.is_numbers]
    named = any(line.cells.has_numbers and not line.cells.is_numbers for line in half)
    if named or len(alone) < max(_ROWS, 0.8 * len(heights)):
        return None
    if any(min(abs(at - height) for height in heights) > _SAME for at in alone):
        return None
    whole = [_joined(line, half, left.width) for line in table]
    whole += [line.across(left.width) for line in half if all(abs(line.middle - other.middle) > _SAME for other in table)]
    whole.sort(key=lambda line: line.top)
    both = find_open_tables([line.cells for line in whole])
    if not both or both[-1][1] < len(whole) or len(both[-1][2][0]) <= len(rows[0]):
        return None
    lines = [*left.lines[:begin], *whole, *left.lines[end:]]
    return replace(left, lines=lines), replace(right, lines=[line for line in right.lines if line not in half])


def _joined(line: PrintedLine, half: Sequence[PrintedLine], by: float) -> PrintedLine:
    """Return a line with that of the right half which has its height."""
    rest = next((other.across(by) for other in half if abs(other.middle - line.middle) <= _SAME), None)
    if rest is None:
        return line
    pieces = (*(line.pieces or (line,)), *(rest.pieces or (rest,)))
    return replace(line, text=f"{line.text} {rest.text}", right=rest.right, pieces=pieces, cells=line.cells.before(rest.cells))


def split_columns(pages: Sequence[PrintedPage], *, tabular: bool = False) -> list[PrintedPage]:
    """Return pages set in two columns as pages one below the other: what is above, left column, right column, the rest.

    ``tabular``: only columns among whose lines are rows of a table, of which some stand beside words of the other column.
    """
    out: list[PrintedPage] = []
    for page in pages:
        rest = page
        while columns := _find_columns(rest, tabular=tabular):
            first, last, gutter = columns
            lines = rest.lines[first:last]
            left = [part for line in lines if (part := _beside(line, gutter, right=False))]
            right = [part for line in lines if (part := _beside(line, gutter, right=True))]
            above, below, beside = _tables_beside(rest, first, last, gutter)
            out.append(PrintedPage(page.width, page.height, rest.lines[:first], above))
            # There may be a third beside either.
            out += split_columns([PrintedPage(gutter, page.height, left, beside[0])], tabular=tabular)
            out += split_columns([PrintedPage(page.width, page.height, right, beside[1])], tabular=tabular)
            rest = PrintedPage(page.width, page.height, rest.lines[last:], below)
        out.append(rest)
    return [page for page in out if page.lines or page.tables] or list(pages)


def _between_tables(page: PrintedPage, gutter: float, top: float) -> tuple[float, float]:
    """Return the upper edges of the tables that stand across a gutter above and below a place."""
    tops = [table.top for table in page.tables if table.left < gutter < table.right]
    return max((at for at in tops if at <= top), default=0.0), min((at for at in tops if at > top), default=inf)


def _tables_beside(
    page: PrintedPage, first: int, last: int, gutter: float
) -> tuple[list[PlacedTable], list[PlacedTable], tuple[list[PlacedTable], list[PlacedTable]]]:
    """Return the tables above and below two columns of lines, and those of the left and of the right one.

    A table as narrow as a column is of it as far as no line or table crosses the gutter, even where it begins or ends the
    column.
    """
    begin = page.lines[first].top
    upper, lower = _between_tables(page, gutter, begin)
    upper = max(upper, page.lines[first - 1].bottom if first else 0.0)
    lower = min(lower, page.lines[last].top if last < len(page.lines) else inf)
    above: list[PlacedTable] = []
    below: list[PlacedTable] = []
    sides: tuple[list[PlacedTable], list[PlacedTable]] = ([], [])
    for table in page.tables:
        if table.left < gutter < table.right:
            (above if table.top <= begin else below).append(table)
        elif upper <= table.top < lower:
            sides[table.left > gutter].append(table)
        else:
            (above if table.top < upper else below).append(table)
    return above, below, sides


def _find_columns(page: PrintedPage, *, tabular: bool) -> tuple[int, int, float] | None:
    """Return the first run of lines in two columns of prose, and where the right one begins; None where there is none.

    The right column begins at one place in all lines, and there are sentences on both sides: a table set without rules has
    words on one side and numbers on the other. A table that stands across both ends them.
    """
    lines = page.lines
    tried: dict[int, int] = {}
    for first, line in enumerate(lines):
        for begin, size in _begins_of(line):
            gutter = begin - 0.5 * size
            # Rows of a table all begin at the same places: the first tells of all.
            if tabular and first < tried.get(round(gutter), 0):
                continue
            upper, lower = _between_tables(page, gutter, line.top)
            last = first
            while last < len(lines) and lines[last].top < lower and not _crosses(lines[last], gutter):
                last += 1
            tried[round(gutter)] = last
            run = [(_beside(line, gutter, right=False), _beside(line, gutter, right=True)) for line in lines[first:last]]
            left, right = _sides(run, tabular=tabular)
            aligned = sum(1 for part in right if abs(part.left - begin) < 0.6 * size or _is_indented(part, begin))
            if min(len(left), len(right)) >= 3 and aligned >= 0.7 * len(right) and _is_prose(left) and _is_prose(right):
                return _first_beside(lines, first, gutter, upper), last, gutter
    return None


def _sides(
    run: Sequence[tuple[PrintedLine | None, PrintedLine | None]], *, tabular: bool
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Return the words left and right of a gutter that show whether it parts columns: those that stand beside each other.

    ``tabular``: all but the rows of a table, whatever stands beside them; none unless words stand beside the rows.
    """
    if not tabular:
        pairs = [(left, right) for left, right in run if left and right]
        return [left for left, _ in pairs], [right for _, right in pairs]
    sides = [[part for part in side if part] for side in zip(*run, strict=True)]
    words = [[part for part in side if not part.cells.has_numbers] for side in sides]
    rows = [[part.top for part in side if part.cells.has_numbers] for side in sides]
    beside = any(tops and any(tops[0] < part.top < tops[-1] for part in words[1 - n]) for n, tops in enumerate(rows))
    return (words[0], words[1]) if beside else ([], [])


def _first_beside(lines: Sequence[PrintedLine], n: int, gutter: float, upper: float) -> int:
    """Return the first line of two columns whose lines do not stand beside each other above line n, if it is so."""
    first = n
    while first and lines[first - 1].top > upper and not _crosses(lines[first - 1], gutter):
        first -= 1
    return first if any(_beside(line, gutter, right=True) for line in lines[first:n]) else n


def _begins_of(line: PrintedLine) -> list[tuple[float, float]]:
    """Return where a right column may begin, with the size of its type: at a piece, or as much before as it is indented."""
    ends = zip(line.pieces, line.pieces[1:], strict=False)
    found = [((piece.left - by * piece.size), piece.size, before.right) for before, piece in ends for by in (0, INDENT)]
    return [(begin, size) for begin, size, end in found if begin - 0.5 * size > end]


def _is_indented(line: PrintedLine, begin: float) -> bool:
    return abs(line.left - begin - INDENT * line.size) < 0.6 * line.size


def _is_prose(lines: Sequence[PrintedLine]) -> bool:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) // 2] >= 8 and 2 * sum(1 for line in lines if _CLAUSE.search(line.text)) >= len(lines)


def _crosses(line: PrintedLine, gutter: float) -> bool:
    return any(part.left < gutter < part.right for part in line.pieces or (line,))


def _beside(line: PrintedLine, gutter: float, *, right: bool) -> PrintedLine | None:
    """Return the part of a line on one side of a gutter; None where there is none."""
    parts = [part for part in line.pieces or (line,) if (part.left > gutter) is right]
    if not parts:
        return None
    text = " ".join(part.text for part in parts)
    pieces = tuple(parts) if len(parts) > 1 else ()
    cells = line.cells.beside(gutter, right=right)
    return PrintedLine(text, parts[0].left, parts[-1].right, line.top, line.bottom, line.size, pieces, cells)


def join_lines(pages: Sequence[PrintedPage]) -> list[str | Rows]:
    """Return paragraphs and tables in order, lines that the page broke put together.

    A line begins a paragraph where it is indented, where the line before it ends short of the margin, after a gap, in
    another size of type, or with the mark of a heading after the end of a sentence.
    """
    out: list[str | Rows] = []
    before: PrintedLine | None = None
    full: frozenset[int] = frozenset()
    leading, largest = _leading(pages), _title_size(pages)
    for page in pages:
        edges = _edges(page)
        waiting = sorted(page.tables, key=lambda table: table.top)
        for n, line in enumerate(page.lines):
            while waiting and waiting[0].top <= line.top:
                _add_table(out, waiting[0].rows, full)
                full = waiting.pop(0).full
                before = None
            titled = largest if n else inf
            if (
                before is not None
                and isinstance(out[-1], str)
                and (_in_title(line, before, titled) or not _begins(line, before, edges, leading, first=n == 0))
            ):
                out[-1] = join_words(out[-1], line.text)
            else:
                out.append(line.text)
            before = line
        for table in waiting:
            _add_table(out, table.rows, full)
            full = table.full
            before = None
        # Left and right pages may be set at different margins: compare with this page's own on the next.
        before = None if before is None else _moved(before, edges)
    return out


def _begins(line: PrintedLine, before: PrintedLine, edges: tuple[float, float], leading: float, *, first: bool) -> bool:
    left, right = edges
    before_right = before.right + (right if first else 0.0)
    gap = 0.0 if first else line.top - before.top
    # A full line may be ragged by a character or two, and more where no sentence ends.
    slack = (2.2 if _END.search(before.text) else 5) * before.size
    return (
        line.left > left + 1.3 * line.size
        or before_right < right - slack
        or abs(line.size - before.size) > 0.12 * before.size
        or gap > 1.6 * leading
        or _is_listed(before)
        or (_HEADING.match(line.text) is not None and _END.search(before.text) is not None)
        or (_TOP_HEADING.match(line.text) is not None and _OPEN.search(before.text) is None)
    )


def _is_listed(line: PrintedLine) -> bool:
    """Whether a line is of a list of contents: it ends with the number of a page, apart or behind dots."""
    apart = _HEADING.match(line.text) is not None and len(line.pieces) == 2 and line.pieces[1].text.isdigit()
    return apart or LISTED.search(line.text) is not None


def _in_title(line: PrintedLine, before: PrintedLine, size: float) -> bool:
    """Whether a line goes on with a title of such type: close below the middle of the line before, and no remark of its own."""
    central = abs(line.left + line.right - before.left - before.right) < line.size
    return before.size == line.size == size and central and line.top - before.top < 2.2 * size and line.text[0] not in "（(—"


def _moved(line: PrintedLine, edges: tuple[float, float]) -> PrintedLine:
    """Return a line with its right end told from the margin of its own page."""
    return replace(line, right=line.right - edges[1])


def _edges(page: PrintedPage) -> tuple[float, float]:
    """Return the margins of a page: where the leftmost lines begin, and the farthest that lines reach."""
    if not page.lines:
        return 0.0, 0.0
    size = sorted(line.size for line in page.lines)[len(page.lines) // 2]
    starts, ends = sorted(line.left for line in page.lines), sorted(line.right for line in page.lines)
    # A single line may hang out of the margins.
    many = len(starts) > 4
    left = starts[1] if many and starts[1] > starts[0] + 0.5 * size else starts[0]
    right = ends[-2] if many and ends[-1] > ends[-2] + size else ends[-1]
    # A page of headings alone has no full line to show its margin; lines of a column alone end at one place.
    alike = sum(1 for end in ends if end > right - 1.2 * size) >= _ALIKE
    return left, right if alike else max(right, FULL * page.width)


def _leading(pages: Sequence[PrintedPage]) -> float:
    """Return the usual distance from line to line."""
    steps = [b.top - a.top for page in pages for a, b in zip(page.lines, page.lines[1:], strict=False) if b.top > a.top]
    return sorted(steps)[(len(steps) - 1) // 2] if steps else 1e9


def _add_table(out: list[str | Rows], rows: Rows, full: frozenset[int]) -> None:
    """Add a table; one that goes on from the page before is put together, its repeated head left out.

    ``full``: the columns that the last row on that page fills.
    """
    last = out[-1] if out else ""
    if isinstance(last, tuple) and len(last[0]) == len(rows[0]):
        shared = 0
        while shared < min(len(last), len(rows)) and last[shared] == rows[shared]:
            shared += 1
        rest = rows[shared:]
        if rest and _completes(last[-1], rest[0], full):
            last, rest = (*last[:-1], tuple(a + b for a, b in zip(last[-1], rest[0], strict=True))), rest[1:]
        out[-1] = last + rest
        return
    out.append(rows)


def _completes(row: Sequence[str], rest: Sequence[str], full: frozenset[int]) -> bool:
    """Whether words alone are the rest of a row cut by the page: its first cell is above, or those above fill their cells."""
    both = [j for j, (a, b) in enumerate(zip(row, rest, strict=True)) if a and b]
    if not both or any(re.search(r"\d$", row[j]) or rest[j][0].isdigit() for j in both):
        return False
    return not rest[0] or (full.issuperset(both) and len(both) == sum(map(bool, rest)) and _HEADING.match(rest[0]) is None)
