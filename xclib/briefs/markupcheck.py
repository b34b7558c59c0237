"""Which markup a page may have: what we write and nothing else, in the plain grammar that every browser reads alike.

A list of what is bad is never complete, and a parser repairs a page differently from a browser. So a page is read by a
grammar that leaves nothing to repair; elements, attributes, addresses and words of style stand in lists of what there may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from xclib.care.shipped import read_beside
from xclib.html.downloads import CSV_TYPE, EXCEL_TYPE

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
