"""The lines of a page: one a block element, with its tables."""

from __future__ import annotations

import re

from lxml import etree

from xclib.formats.html_main import BLOCKS, SITE_LINE, Element, Page
from xclib.formats.source import join_words, superscript, tidy
from xclib.formats.tables import Cell, Lines, Rows, expand, is_data

_SPACE = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"\r\n?|\n")


def page_lines(page: Page, element: Element, *, filtered: bool = True, limit: int = 0) -> Lines:
    r"""Return the lines of an element.

    >>> root = etree.HTML("<p>一、工业<br>增加值增长\n5.8%。</p>")
    >>> page_lines(Page(root), root).lines
    ['一、工业', '增加值增长5.8%。']
    """
    return _Writer(page, filtered).write(element, limit)


class _Writer:
    """Walks an element and breaks its words into lines."""

    def __init__(self, page: Page, filtered: bool) -> None:
        self.page, self.filtered = page, filtered
        self.lines = Lines()
        self._words: list[str] = []
        self._pre = 0

    def write(self, element: Element, limit: int = 0) -> Lines:
        skipped: Element | None = None
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                if not self._open(node, node is element):
                    skipped = node
                    walk.skip_subtree()
                continue
            self._close(node, skipped=node is skipped)
            skipped = None if node is skipped else skipped
            if node is not element:
                self._add(node.tail)
            if limit and len(self.lines.lines) >= limit:
                break
        self._flush()
        return self.lines

    def _open(self, node: Element, is_top: bool) -> bool:
        """Begin an element; False where it was read already or is not to be read."""
        tag = node.tag
        if self.page.unread(node) and not is_top:
            return False
        if tag in BLOCKS:
            self._flush()
        if self.filtered and not is_top and self.page.is_furniture(node):
            return False
        if tag == "br":
            self._flush()
        elif tag == "sup":
            self._words.append(superscript("".join(node.itertext()), "".join(self._words[-2:])))
            return False
        elif _is_table(node) and (rows := table_rows(self.page, node)):
            for caption in node.iterchildren("caption"):
                self.lines.add(tidy("".join(caption.itertext())))
            self.lines.add_table(rows)
            return False
        self._pre += tag == "pre"
        self._add(node.text)
        return True

    def _close(self, node: Element, *, skipped: bool) -> None:
        if node.tag in BLOCKS:
            self._flush()
        if node.tag == "pre" and not skipped:
            self._pre -= 1

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._pre:
            self._words.append(text)
            return
        first, *rest = _LINE_BREAK.split(text)
        self._words.append(first)
        for line in rest:
            self._flush()
            self._words.append(line)

    def _flush(self) -> None:
        if not self._words:
            return
        line = _one_line("".join(self._words))
        self._words.clear()
        if line and not (self.filtered and len(line) <= 120 and SITE_LINE.fullmatch(line)):
            self.lines.add(line)


def _one_line(text: str) -> str:
    return tidy(_SPACE.sub(_soft_break, text))


def _soft_break(match: re.Match[str]) -> str:
    """Blanks of the markup: a line feed in Chinese text is not a blank."""
    if "\n" not in match[0]:
        return " "
    start, end = match.span()
    before, after = match.string[max(0, start - 1) : start], match.string[end : end + 1]
    return " " if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() else ""


def _is_table(element: Element) -> bool:
    return element.tag == "table" or element.get("role") in ("table", "grid")


def table_rows(page: Page, table: Element) -> Rows:
    """Return the rows of a table of data, marked as one by tags or by roles; none where the table only lays out the page."""
    if any(_is_table(inner) for inner in table.iterdescendants()):
        return ()
    rows = []
    for row in table.iterdescendants():
        if (row.tag == "tr" or row.get("role") == "row") and not page.unread(row):
            rows.append([_cell(page, cell) for cell in row if _is_cell(cell) and not page.unread(cell)])
    expanded = expand(rows)
    return expanded if expanded and is_data(expanded) else ()


def _is_cell(element: Element) -> bool:
    return element.tag in ("td", "th") or element.get("role") in ("cell", "gridcell", "columnheader", "rowheader")


def _cell(page: Page, cell: Element) -> Cell:
    lines = page_lines(page, cell, filtered=False).lines if len(cell) else [_one_line(cell.text or "")]
    text = ""
    for line in lines:
        text = join_words(text, line)
    return Cell(text, _span(cell.get("rowspan")), _span(cell.get("colspan")))


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    return int(digits[:6]) if digits.isdecimal() else 1
