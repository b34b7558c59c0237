"""Web pages: the report inside them, with title and date, and none of the site's furniture."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from xclib.errors import DocumentError
from xclib.formats.html_main import BLOCKS, SITE_LINE, SITES, UNREAD, Element, Page
from xclib.formats.html_unseen import drop_unseen
from xclib.formats.source import SourceText, count_chinese, find_published, iso_date, superscript, tidy
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
    return Cell.of(lines, _span(cell.get("rowspan")), _span(cell.get("colspan")))


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    return int(digits[:6]) if digits.isdecimal() else 1


#: A page with a password field and fewer Chinese characters than this is a login page.
LITTLE = 300

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_XML_HEAD = re.compile(r"<\?xml[^>]{0,200}\?>")
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://[^\s>]{1,2000})")
# What to keep of a page that is nested too deep to parse: words, and where lines and cells end.
_UNREAD_PART = re.compile(r"<(script|style|noscript)\b|<!--", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))})\b[^<>]*>", re.IGNORECASE)
_OTHER_TAG = re.compile(r"</?(?!br\b|title\b|meta\b)[a-zA-Z][^<>]*>")
_TITLE_PARTS = re.compile(r"\s*(?:_+|\||｜|--+|——|\s[-–—]\s|－)\s*")
_TITLE_NAMES = ("articletitle", "og:title", "dc.title", "title")
_SITE_NAMES = ("contentsource", "sitename", "og:site_name")
#: Who runs a site, in the last lines of its pages.
_IMPRINT, _FOOT_LINES = re.compile(r"(?:主办|主管|版权所有)(?:单位|者)?[:：©\s]*([\u4e00-\u9fff]{3,30})"), 60
_DATE_NAMES = ("pubdate", "publishdate", "article:published_time", "datepublished", "dc.date", "dc.date.issued", "date")


def read_html(markup: str, *, where: str = "") -> SourceText:
    r"""Read a page.

    >>> read_html("<html><h1>统计公报</h1><p>全年平稳，</p><script>1</script></html>").text
    '统计公报\n全年平稳，'
    """
    root, warnings = _parse(markup, where)
    if unseen := drop_unseen(root, UNREAD):
        warnings.append(f"{unseen} characters that the page hides (white, tiny, transparent or out of sight) were not read")
    page = Page(root)
    printed = page_lines(page, root, filtered=False, limit=2000).lines
    title = _title(page, printed)
    lines = _main_lines(page, title)
    if count_chinese(lines.text) < LITTLE:
        _refuse_login(root, lines, where)
        if page.has_hidden or unseen > LITTLE:
            root, warnings = _parse(markup, where)
            everything = Page(root, keep_hidden=True)
            shown = _main_lines(everything, title)
            if count_chinese(shown.text) > max(LITTLE, 10 * count_chinese(lines.text)):
                lines = shown
                warnings.append("the text was hidden in the page, and was read all the same")
    if not lines.lines:
        raise DocumentError(
            "the page holds no text of its own", where=where, advice="open it in a browser and save it when it has loaded"
        )
    published = _published(root, printed)
    site, address = _site(root, title, printed), _address(root, markup)
    return SourceText(lines.text, "html", "", title, published, address, lines.tables, tuple(warnings), site)


def block_lines(markup: str) -> Lines:
    r"""Return the lines of markup that stands within a text of another format.

    >>> block_lines("<table><tr><td>指标<td>增速<tr><td>工业<td>5.8%</table>").lines
    ['指标\t增速', '工业\t5.8%']
    """
    root, _ = _parse(markup, "")
    drop_unseen(root, UNREAD)
    return page_lines(Page(root), root, filtered=False)


def _main_lines(page: Page, title: str) -> Lines:
    lines = page_lines(page, page.main(title))
    head = next((n for n, line in enumerate(lines.lines[:60]) if title and line == title), 0)
    # What stands before the title is the site's name and its menus, unless it is prose.
    if not any("。" in line for line in lines.lines[:head]):
        lines.drop(set(range(head)))
    return lines


def _parse(markup: str, where: str) -> tuple[Element, list[str]]:
    markup = _CONTROLS.sub("", _XML_HEAD.sub("", markup, count=1))
    root, complete = _tree(markup)
    if complete and root is not None:
        return root, []
    flat = _OTHER_TAG.sub("", _BLOCK_TAG.sub("<br>", _without_unread(markup)))
    root, complete = _tree(f"<html><body>{flat}</body></html>")
    if root is None or not complete:
        raise DocumentError("holds no HTML that can be read", where=where, advice="save the page again from a browser")
    return root, ["elements nested too deep: read without looking for the main part of the page"]


def _without_unread(markup: str) -> str:
    """Cut scripts, styles and comments out; one that never ends takes the rest with it."""
    kept, at, lower = [], 0, markup.lower()
    while match := _UNREAD_PART.search(markup, at):
        kept.append(markup[at : match.start()])
        close = f"</{match[1].lower()}" if match[1] else "-->"
        if (end := lower.find(close, match.end())) < 0:
            return "".join(kept)
        at = end + len(close)
    return "".join([*kept, markup[at:]])


def _tree(markup: str) -> tuple[Element | None, bool]:
    """Parse; the second value is False where the parser gave up at its limit of depth and lost the rest."""
    # libxml2 stops at 2,048 levels even of huge trees.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(markup.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None, True
    return root, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _refuse_login(root: Element, lines: Lines, where: str) -> None:
    fields = any((field.get("type") or "").lower() == "password" for field in root.iter("input"))
    words = "".join("".join(part.itertext()) for part in root.iter("title", "form"))
    asks = root.find(".//form") is not None and re.search(r"登\s*[录陆]|统一身份认证", words) is not None
    if fields or (asks and count_chinese(lines.text) < LITTLE // 3):
        raise DocumentError(
            "is a login page, not a report", where=where, advice="log in with a browser and save the report's own page"
        )


def _metas(root: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        metas.setdefault(name, tidy(meta.get("content") or ""))
    return metas


def _title(page: Page, printed: list[str]) -> str:
    """Return the title by the metadata, the first heading, or the name of the window, the site's name cut off."""
    metas = _metas(page.root)
    heads = [_words(h) for h in page.root.iter("h1") if h in page.weights and not page.is_furniture(h)]
    texts = [metas.get(_TITLE_NAMES[0], ""), *heads[:1], *(metas.get(name, "") for name in _TITLE_NAMES[1:])]
    for text in [*texts, *map(_words, page.root.iter("title"))]:
        parts = [part for part in _TITLE_PARTS.split(text) if count_chinese(part)]
        # 青岚市人民政府_统计公报 or the other way round: what the page prints decides, else the longest part.
        if parts:
            best = max(parts, key=lambda part: (not part.endswith(SITES), len(part)))
            return next((part for part in [text, *parts] if part in printed), best)
    return ""


def _site(root: Element, title: str, printed: list[str]) -> str:
    """Return whose site a page is of, a name a line: by its metadata, the name of the window and the imprint."""
    metas = _metas(root)
    windows = [part for window in root.iter("title") for part in _TITLE_PARTS.split(_words(window))]
    imprint = [found[1] for found in map(_IMPRINT.search, printed[-_FOOT_LINES:]) if found]
    names = [*(metas.get(name, "") for name in _SITE_NAMES), *windows, *imprint]
    return "\n".join(dict.fromkeys(name for name in names if name and name not in title and title not in name))


def _words(element: Element) -> str:
    return tidy("".join(element.itertext()))


def _published(root: Element, printed: list[str]) -> str:
    metas = _metas(root)
    dates = [metas.get(name, "") for name in _DATE_NAMES] + [t.get("datetime") or "" for t in root.iter("time")]
    return next(filter(None, map(iso_date, dates)), "") or find_published(printed)


def _address(root: Element, markup: str) -> str:
    saved = _SAVED_FROM.search(markup[:4096])
    links = [link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for url in [saved[1] if saved else "", *links, _metas(root).get("og:url", "")]:
        if is_web_address(url):
            return url
    return ""


def is_web_address(url: str) -> bool:
    """Whether a text is an absolute web address.

    >>> is_web_address("https://www.example.org/a.html"), is_web_address("/a.html")
    (True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
