"""What a page must not have before anybody sees it: requests, scripts, missing descriptions, leftovers of a failed run."""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from xclib.briefs.markupcheck import check_markup

_TRACEBACK = re.compile(r"Traceback \(most recent call last\)|\b[A-Z]\w*(?:Error|Exception): ")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{[A-Za-z_][\w.\[\]'\"]*(?:![rsa])?(?::[^{}\s]*)?\}")
_NOT_A_NUMBER = re.compile(r"(?<![A-Za-z0-9_])(?:nan|NaN|NaT|<NA>|inf)(?![A-Za-z0-9_])")
#: "None" is an English word: refused only where it is all that is said, or where a sign, a bracket or Chinese touches it.
_NONE = re.compile(r"^\W*None\W*$|[\[(=]\s*None\b|None[%\])\u3400-\u9fff]|[\u3400-\u9fff]None")
#: What nbconvert writes by itself where a picture has no description.
_NO_ALT = "No description has been provided for this image"


def check_html(text: str, quoted: Collection[str] = ()) -> list[str]:
    """Return what is wrong with a page, one line a fault; an empty list is a page that may be published.

    Faults in the order of the page. ``quoted``: words of the data that look like leftovers of a failed run and are none.

    >>> check_html('<html lang="en"><title>t</title><img src="data:,"></html>')
    ['image 1 has no alt text']
    """
    page = _look(text)
    faults = [*check_markup(text), *(fault for check in (_whole, _head, _scripts, _images, _tables) for fault in check(page))]
    return list(dict.fromkeys([*faults, *_words(page, sorted(quoted, key=len, reverse=True))]))


@dataclass(frozen=True)
class _Page:
    """A page walked once, as a walk costs as much as a check: its elements and comments in their order, and the elements."""

    nodes: Sequence[etree._Element]
    tags: Sequence[etree._Element]
    #: Why the parser gave up before the end; empty where it did not.
    unread: str = ""

    def named(self, *names: str) -> list[etree._Element]:
        """Return the elements of these names."""
        return [tag for tag in self.tags if tag.tag in names]

    def first(self, name: str) -> etree._Element | None:
        """Return the first element of a name."""
        return next(iter(self.named(name)), None)


def _look(text: str) -> _Page:
    # As a browser does: what is no HTML is made some. Bytes, since lxml takes no text that names an encoding.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    if root is None:
        return _Page([], [])
    # What follows </html> stands beside the root, and browsers show it.
    roots = [*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings()]
    nodes = [node for top in roots for node in top.iter()]
    unread = "; ".join(_short(error.message) for error in parser.error_log.filter_from_fatals())
    return _Page(nodes, [node for node in nodes if isinstance(node.tag, str)], unread)


def _text(tag: etree._Element | None) -> str:
    """Return all text inside an element."""
    return "" if tag is None else "".join(tag.itertext())


def looks_left_over(text: str) -> bool:
    """Whether words of a report would be taken for what a failed run leaves.

    >>> looks_left_over("{{ 7*7 }}"), looks_left_over("财政收入")
    (True, False)
    """
    return any(pattern.search(text) for pattern in (_TRACEBACK, _BRACES, _NOT_A_NUMBER, _NONE))


def _whole(page: _Page) -> Iterator[str]:
    if page.unread:
        yield f"the page cannot be read to its end: {page.unread}"


def _head(page: _Page) -> Iterator[str]:
    html = page.first("html")
    if html is None or not html.get("lang", "").strip():
        yield "<html> has no lang"
    if not _text(page.first("title")).strip():
        yield "the page has no title"


def _scripts(page: _Page) -> Iterator[str]:
    policy = _policy(page)
    for script in page.named("script"):
        if script.attrib or f"'{script_hash(_text(script))}'" not in policy:
            yield "<script> is not allowed"


def script_hash(text: str) -> str:
    """Return the hash by which a page's policy lets one inline script run and no other.

    >>> script_hash("")[:14]
    'sha256-47DEQpj'
    """
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _policy(page: _Page) -> str:
    """Return the policy in the head of a page; browsers heed no other."""
    head = page.first("head")
    metas = [] if head is None else head.iter("meta")
    return next((meta.get("content", "") for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"), "")


def _images(page: _Page) -> Iterator[str]:
    for n, tag in enumerate(page.named("img"), 1):
        alt = tag.get("alt", "").strip()
        if not alt or alt == _NO_ALT:
            yield f"image {n} has no alt text"
    for n, tag in enumerate(page.named("svg"), 1):
        if not (tag.get("aria-label") or tag.get("aria-hidden") or tag.find(".//title") is not None):
            yield f"drawing {n} (svg) has no title"


def _tables(page: _Page) -> Iterator[str]:
    for n, table in enumerate(page.named("table"), 1):
        heads = list(table.iter("th"))
        if not heads:
            yield f"table {n} has no header cells (th)"
        elif any(not th.get("scope") for th in heads):
            yield f"table {n} has a th without scope"


def _words(page: _Page, quoted: Sequence[str]) -> Iterator[str]:
    if any(_is_error(tag) for tag in page.tags):
        yield "an error output is shown"
    for text in _visible(page):
        for words in quoted:
            text = text.replace(words, "…")
        if _TRACEBACK.search(text):
            yield f"an error is shown: {_short(text)}"
        if found := _BRACES.search(text):
            yield f"unresolved braces: {_short(text[found.start() :])}"
        if found := _NOT_A_NUMBER.search(text):
            yield f"{found.group()!r} is shown: {_short(text)}"
        if _NONE.search(text):
            yield f"'None' is shown: {_short(text)}"


def _is_error(tag: etree._Element) -> bool:
    classes = tag.get("class", "").split()
    return "output_error" in classes or ("jp-RenderedText" in classes and tag.get("data-mime-type", "").endswith("stderr"))


def _visible(page: _Page) -> Iterator[str]:
    """Yield each piece of text that a reader sees or hears."""
    for node in page.nodes:
        shown = isinstance(node.tag, str) and node.tag not in ("style", "script")
        pieces = (node.text if shown else "", node.tail)
        yield from (text for piece in pieces if piece and (text := piece.strip()))
    for tag in page.tags:
        yield from (text for name in ("alt", "title", "aria-label") if (text := tag.get(name)))


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 80 else f"{one[:79]}…"
