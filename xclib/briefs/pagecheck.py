"""What a page must not have before anybody sees it: requests, scripts, missing descriptions, leftovers of a failed run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape

from lxml import etree

from xclib.care.shipped import read_beside
from xclib.html.downloads import CSV_TYPE, EXCEL_TYPE
from xclib.html.shell import script_hash

_OPEN_ENDED = ("data-", "aria-")
#: Kinds of input that only the page itself hears.
_INPUTS = frozenset(("search", "text", "range", "number", "checkbox"))
#: Rules of a style.
_RULES = re.compile(r"media|supports|page|font-face|keyframes|(?:top|bottom)-(?:left|center|right)")

_ATTRIBUTE = r"""\s+[a-zA-Z_][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
_TOKEN = re.compile(
    rf"""[^<]+|<!doctype\ html>|<!--[^<>-]*-->|</(?P<closed>[a-zA-Z][a-zA-Z0-9]*)\s*>
    |<(?P<raw>script|style|title)(?P<rawattrs>(?:{_ATTRIBUTE})*)\s*>(?P<body>(?:(?!</|<!--)[\s\S])*)</(?P=raw)\s*>
    |<(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<attrs>(?:{_ATTRIBUTE})*)\s*/?>""".replace("\n    ", ""),
    re.IGNORECASE,
)
_NAME_AND_VALUE = re.compile(r"""\s+([a-zA-Z_][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_PICTURE = re.compile(r"data:,|data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,][^\s,]*(?:,[^\s,]*)?")
_SCHEME = re.compile("[a-z][a-z0-9+.-]*:", re.IGNORECASE)
#: What a style takes from the page itself, and words that it writes.
_OWN = re.compile(r"""url\(\s*(?:"(?:data:|\#)[^"]*"|'(?:data:|\#)[^']*'|(?:data:|\#)[^'"()\s]*)\s*\)""", re.IGNORECASE)
_WORDS = re.compile(r"""content\s*:\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_STEERING = re.compile("[\x00-\x1f\x7f]")


def check_markup(text: str) -> Iterator[str]:
    """Yield what of a page's markup is not as we write it, one line a fault.

    >>> list(check_markup('<p onclick="x()">5.8%</p>'))
    ['<p onclick> is not allowed']
    >>> list(check_markup("<p>5.8% < 6%</p>"))
    ['markup that browsers may read in two ways: < 6%</p>']
    """
    place, once = 0, {"html": 0, "head": 0, "body": 0}
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            yield f"markup that browsers may read in two ways: {_short(text[place : place + 200])}"
            return
        place = token.end()
        tag = (token["raw"] or token["tag"] or "").lower()
        if tag:
            if tag in once:
                once[tag] += 1
            yield from _check_tag(tag, token["attrs"] or token["rawattrs"] or "", token["body"] or "")
    yield from (f"a second <{tag}>" for tag, count in once.items() if count > 1)


@cache
def _allowed(*kinds: str) -> frozenset[str]:
    """Return the words of some lists of what there may be."""
    lists = read_beside(__file__, "markup.yaml")
    return frozenset(word for kind in kinds for word in lists[kind])


def _check_tag(tag: str, written: str, body: str) -> Iterator[str]:
    if tag not in _allowed("tags", "drawn_tags"):
        yield f"<{tag}> is not allowed"
        return
    if tag == "style":
        yield from _check_style(body)
    attributes = _allowed("attributes", "drawn_attributes")
    attrs: dict[str, str] = {}
    for found in _NAME_AND_VALUE.finditer(written):
        name, value = found[1].lower(), unescape(found[2] or found[3] or found[4] or "")
        if name in attrs or not (name in attributes or name.startswith(_OPEN_ENDED)):
            yield f"<{tag} {name}> is not allowed"
        attrs[name] = value
        if name == "style" or (name in ("fill", "stroke", "mask", "clip-path") or name.startswith("marker-")):
            yield from _check_style(value)
    yield from _check_addresses(tag, attrs)
    if tag == "meta" and attrs.get("http-equiv", "content-security-policy").lower() != "content-security-policy":
        yield f"<meta http-equiv={_short(attrs['http-equiv'])}> is not allowed"
    if tag == "input" and attrs.get("type", "text").lower() not in _INPUTS:
        yield f"<input type={_short(attrs['type'])}> is not allowed"


def _check_addresses(tag: str, attrs: dict[str, str]) -> Iterator[str]:
    for name in ("href", "xlink:href", "src", "srcset"):
        if name not in attrs:
            continue
        address = attrs[name].strip(" ")
        if tag == "a" and name == "href":
            if _STEERING.search(address) or not _is_page(address, attrs):
                yield f"<a> with a link that is not a page: {_short(address)}"
        elif (tag, name) == ("link", "href"):
            if attrs.get("rel", "").lower() != "icon" or not address.startswith("data:"):
                yield f"<link href> loads {_short(address)}"
        elif name in ("src", "srcset"):
            if tag not in ("img", "source") or not _PICTURE.fullmatch(address.rpartition(" ")[0] or address):
                yield f"<{tag} {name}> loads {_short(address)}"
        elif not address.startswith("#"):
            yield f"<{tag} {name}> loads {_short(address)}"


def _is_page(address: str, attrs: dict[str, str]) -> bool:
    scheme = _SCHEME.match(address)
    if scheme is None or scheme[0].lower() in ("http:", "https:", "mailto:"):
        return True
    return "download" in attrs and address.startswith(tuple(f"data:{kind};base64," for kind in (CSV_TYPE, EXCEL_TYPE)))


def _check_style(rules: str) -> Iterator[str]:
    # An escape would hide a name from this list and from no browser.
    if "\\" in rules:
        yield f"a style with an escape: {_short(rules[rules.index(chr(92)) :])}"
    rules = re.sub(r"/\*.*?\*/", " ", rules, flags=re.DOTALL)
    bare = _WORDS.sub(" ", _OWN.sub(" ", rules))
    for found in re.finditer(r"([\w-]*)\(|@([\w-]+)", bare):
        called, rule = found[1], found[2]
        if rule and not _RULES.fullmatch(rule.lower()):
            yield f"a style with @{rule}"
        elif called is not None and called.lower() == "url":
            yield f"a style loads {_short(bare[found.start() :])}"
        elif called and called.lower() not in _allowed("functions"):
            yield f"a style with {called}()"


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 80 else f"{one[:79]}…"


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
    faults = [*check_markup(text), *(fault for check in (_head, _scripts, _images, _tables) for fault in check(page))]
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


def _head(page: _Page) -> Iterator[str]:
    if page.unread:
        yield f"the page cannot be read to its end: {page.unread}"
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
    for tag in page.tags:
        kinds = tag.get("class", "").split()
        of_stderr = "jp-RenderedText" in kinds and tag.get("data-mime-type", "").endswith("stderr")
        if "output_error" in kinds or of_stderr:
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


def _visible(page: _Page) -> Iterator[str]:
    """Yield each piece of text that a reader sees or hears."""
    for node in page.nodes:
        shown = isinstance(node.tag, str) and node.tag not in ("style", "script")
        pieces = (node.text if shown else "", node.tail)
        yield from (text for piece in pieces if piece and (text := piece.strip()))
    for tag in page.tags:
        yield from (text for name in ("alt", "title", "aria-label") if (text := tag.get(name)))
