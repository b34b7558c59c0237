r"""The tables of a document as grids of cells, whatever a copy made of them.

A row may be printed with tabs, between bars, parted by blanks, or one cell a line. Merged cells stand in each of their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from xclib.extract.cells import TITLE, Grid, Lines
from xclib.extract.document import Document, Paragraph
from xclib.extract.heads import table_units
from xclib.extract.rows import Rows
from xclib.extract.stacks import Stacks
from xclib.extract.tokens import FOLD
from xclib.extract.two_numbers import with_brackets_apart

__all__ = ["Grid", "find_grids"]

_FOLD = FOLD | str.maketrans("｜│┃‖*", "|||| ")
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]+")
#: Lines above a table that may name it, and their length at most.
_ABOVE, _LONG = 3, 80
#: What stands above a table and names neither it nor its unit: 公开05表, 编制单位：云泽市水务局.
_FORM = re.compile(
    r"(?:公开)?[\dA-Z-]{1,6}表|附?表\s?[\d一二三四五六七八九十-]{1,5}|(?:编制|填报|公开)?(?:部门|单位|机关)(?:名称)?[:：]\S{4,}"
)
_AROUND = " \t\u00a0\u3000\r\ufeff"
_BARE = _AROUND + "|"
#: The number of a page: — 5 —.
_PAGE = re.compile(r"\s*[-—–]\s*\d{1,3}\s*[-—–]\s*")
#: A cell on a line of its own, with the bar behind it.
_CELL_LINE = re.compile(r"\s*[^|\s][^|]*\|\s*")


def find_grids(document: Document) -> list[Grid]:
    r"""Return the tables of a document in reading order.

    >>> from xclib.extract.document import parse_text
    >>> grid = find_grids(parse_text("表1 人口\n指标\t年末数\n城镇\t210.4"))[0]
    >>> [[c.text for c in row] for row in grid.rows], grid.above
    ([['指标', '年末数'], ['城镇', '210.4']], ['表1 人口'])
    """
    lines, bars = _lines(document)
    # A communique is full of tables; a passage of one may begin within.
    grids = _grids(Lines(lines, bars, opened=document.kind.startswith("statistical")))
    return [with_brackets_apart(grid, document) for grid in grids]


def _grids(page: Lines) -> Iterator[Grid]:
    """Yield the tables of lines that are not blank."""
    rows, stacks = Rows(page), Stacks(page)
    n = 0
    while n < len(page.lines):
        text = page.lines[n][1]
        if _is_prose(text):
            page.opened = False
        else:
            page.lost = []
            end, cells = rows.read(n) or stacks.read(n) or (n, [])
            if end > n:
                yield Grid(cells, _above(page, n), page.lost)
                n = page.taken = end
                continue
            if TITLE.match(text) or table_units(text)[0]:
                page.opened = True
        n += 1


def _is_prose(text: str) -> bool:
    return len(text) > 200 and "|" not in text and "\t" not in text


def _above(page: Lines, n: int) -> list[str]:
    """Return the lines right above a table, the nearest last."""
    above: list[str] = []
    forms = 0
    for i in range(n - 1, page.taken - 1, -1):
        text = page.lines[i][1].strip(" *#-\t|")
        forms += _FORM.fullmatch(text) is not None and not table_units(text)[0]
        if n - i - forms > _ABOVE:
            break
        if len(text) > _LONG or text.endswith(("。", "；")):
            break
        if text:
            above.insert(0, text)
        if TITLE.match(text) and not _FORM.fullmatch(text):
            # 单位：万元 may stand above the title too.
            over = page.lines[i - 1][1].strip() if i > page.taken else ""
            return [over, *above] if table_units(over)[0] and len(over) <= _LONG else above
    return above


def _lines(document: Document) -> tuple[list[tuple[Paragraph, str]], list[int]]:
    """Return the lines that are not blank, and how many bars stand before each of them and at the end.

    A bar may be a line, or the end of one: of several lines that end with a bar each is a cell.
    """
    lines: list[tuple[Paragraph, str]] = []
    bars = [0]
    filled = [(p, _folded(p.text)) for p in document.paragraphs if p.text.strip(_AROUND) and not _PAGE.fullmatch(p.text)]
    for barred, run in groupby(filled, key=lambda line: "|" in line[1]):
        block = list(run)
        cells = [_is_bar(text) or _CELL_LINE.fullmatch(text) is not None for _, text in block]
        ended = barred and all(cells) and sum(not _is_bar(text) for _, text in block) > 2
        bars[-1] += ended
        for paragraph, text in block:
            if _is_bar(text):
                bars[-1] += 1
            elif text.strip(_BARE):
                lines.append((paragraph, text.replace("|", " ") if ended else text))
                bars.append(int(ended))
    return lines, bars


def _is_bar(text: str) -> bool:
    return text.strip(_AROUND) == "|"


def _folded(text: str) -> str:
    """Return a line in half-width, breaks within its cells blanked; offsets stay. Prose is no row of a table."""
    if _is_prose(text):
        return text
    folded = _FOLDED.sub(lambda found: found[0].translate(_FOLD), text)
    return re.sub(r"<br\s?/?>", lambda found: " " * len(found[0]), folded) if "<br" in folded else folded
