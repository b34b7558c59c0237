"""What a page must not have before anybody sees it: requests, scripts, missing descriptions, leftovers of a failed run."""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bs4 import BeautifulSoup, Comment, Declaration, Doctype, ProcessingInstruction, Tag
from bs4.element import NavigableString, Script, Stylesheet

from xclib.downloads import CSV_TYPE, EXCEL_TYPE

#: Attributes that make a browser fetch something; a link of a sentence (<a href>) is followed by hand and is fine.
_FETCHING = ("src", "srcset", "href", "xlink:href", "poster", "data", "background", "action", "formaction", "ping", "manifest")
_FORBIDDEN_TAGS = ("iframe", "frame", "object", "embed", "base", "form", "noscript")
_CSS_FETCH = re.compile(r"@import|url\(\s*['\"]?\s*(?!['\"]?(?:data:|#))", re.IGNORECASE)
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)|\b[A-Z]\w*(?:Error|Exception): ")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{[A-Za-z_][\w.\[\]'\"]*(?:![rsa])?(?::[^{}\s]*)?\}")
_NOT_A_NUMBER = re.compile(r"(?<![A-Za-z0-9_])(?:nan|NaN|NaT|<NA>|inf)(?![A-Za-z0-9_])")
#: "None" is an English word: refused only where it is all that is said, or where a sign, a bracket or Chinese touches it.
_NONE = re.compile(r"^\W*None\W*$|[\[(=]\s*None\b|None[%\])\u3400-\u9fff]|[\u3400-\u9fff]None")
#: What nbconvert writes by itself where a picture has no description.
_NO_ALT = "No description has been provided for this image"


def check_html(text: str, quoted: Collection[str] = ()) -> list[str]:
    """Return what is wrong with a page, one line a fault; an empty list is a page that may be published.

    Parameters
    ----------
    text : str
        A whole HTML page.
    quoted : collection of str
        Words of the data that look like leftovers of a failed run and are none.

    Returns
    -------
    list of str
        Faults in the order of the page.

    Examples
    --------
    >>> check_html('<html lang="en"><title>t</title><img src="data:,"></html>')
    ['image 1 has no alt text']
    """
    page = _look(BeautifulSoup(text, "lxml"))
    faults = [fault for check in (_head, _resources, _styles, _images, _tables) for fault in check(page)]
    return list(dict.fromkeys([*faults, *_words(page, sorted(quoted, key=len, reverse=True))]))


@dataclass(frozen=True)
class _Page:
    """A page walked once, in its order: a walk costs as much as a check."""

    soup: BeautifulSoup
    tags: Sequence[Tag]
    strings: Sequence[NavigableString]

    def named(self, *names: str) -> list[Tag]:
        """Return the tags of these names."""
        return [tag for tag in self.tags if tag.name in names]


def _look(soup: BeautifulSoup) -> _Page:
    tags, strings = list[Tag](), list[NavigableString]()
    for node in soup.descendants:
        if isinstance(node, Tag):
            tags.append(node)
        elif isinstance(node, NavigableString):
            strings.append(node)
    return _Page(soup, tags, strings)


def looks_left_over(text: str) -> bool:
    """Whether words of a report would be taken for what a failed run leaves.

    >>> looks_left_over("{{ 7*7 }}"), looks_left_over("财政收入")
    (True, False)
    """
    return any(pattern.search(text) for pattern in (_TRACEBACK, _BRACES, _NOT_A_NUMBER, _NONE))


def _head(page: _Page) -> Iterator[str]:
    soup = page.soup
    if not (soup.html and str(soup.html.get("lang", "")).strip()):
        yield "<html> has no lang"
    if not (soup.title and soup.title.get_text(strip=True)):
        yield "the page has no title"


def _resources(page: _Page) -> Iterator[str]:
    for script in page.named("script"):
        if script.attrs or f"'{script_hash(script.get_text())}'" not in _policy(page.soup):
            yield "<script> is not allowed"
    for tag in page.named(*_FORBIDDEN_TAGS):
        yield f"<{tag.name}> is not allowed"
    for tag in page.tags:
        for name, value in tag.attrs.items():
            told = str(value).strip()
            if name.startswith("on"):
                yield f"<{tag.name} {name}=…> runs a script"
            elif name == "href" and tag.name in ("a", "area"):
                if re.match(r"(?i)\s*(javascript|vbscript|data|file):", told) and not _is_download(tag, told):
                    yield f"<a> with a link that is not a page: {_short(told)}"
            elif name in _FETCHING and not told.lower().startswith(("data:", "#")):
                yield f"<{tag.name} {name}> loads {_short(told)}"
        if tag.name == "meta" and str(tag.get("http-equiv", "")).lower() == "refresh":
            yield "<meta http-equiv=refresh> is not allowed"


def script_hash(text: str) -> str:
    """Return the hash by which a page's policy lets one inline script run and no other.

    >>> script_hash("")[:14]
    'sha256-47DEQpj'
    """
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _policy(soup: BeautifulSoup) -> str:
    """Return the policy in the head of a page; browsers heed no other."""
    told = soup.head.find("meta", attrs={"http-equiv": "Content-Security-Policy"}) if soup.head else None
    return str(told.get("content", "")) if told else ""


def _is_download(tag: Tag, address: str) -> bool:
    """Whether a link saves a table that the page holds, and can show nothing."""
    return bool(tag.get("download")) and address.startswith(tuple(f"data:{kind};base64," for kind in (CSV_TYPE, EXCEL_TYPE)))


def _styles(page: _Page) -> Iterator[str]:
    rules = [tag.get_text() for tag in page.named("style")]
    rules += [str(tag["style"]) for tag in page.tags if tag.has_attr("style")]
    for rule in rules:
        if found := _CSS_FETCH.search(rule):
            yield f"a style loads {_short(rule[found.start() :])}"


def _images(page: _Page) -> Iterator[str]:
    for n, tag in enumerate(page.named("img"), 1):
        alt = str(tag.get("alt", "")).strip()
        if not alt or alt == _NO_ALT:
            yield f"image {n} has no alt text"
    for n, tag in enumerate(page.named("svg"), 1):
        if not (tag.get("aria-label") or tag.get("aria-hidden") or tag.find("title")):
            yield f"drawing {n} (svg) has no title"


def _tables(page: _Page) -> Iterator[str]:
    for n, table in enumerate(page.named("table"), 1):
        heads = table.find_all("th")
        if not heads:
            yield f"table {n} has no header cells (th)"
        elif any(not th.get("scope") for th in heads):
            yield f"table {n} has a th without scope"


def _words(page: _Page, quoted: Sequence[str]) -> Iterator[str]:
    if any(_is_error(tag) for tag in page.tags):
        yield "an error output is shown"
    for told in _visible(page):
        for words in quoted:
            told = told.replace(words, "…")
        if _TRACEBACK.search(told):
            yield f"an error is shown: {_short(told)}"
        if found := _BRACES.search(told):
            yield f"unresolved braces: {_short(told[found.start() :])}"
        if found := _NOT_A_NUMBER.search(told):
            yield f"{found.group()!r} is shown: {_short(told)}"
        if _NONE.search(told):
            yield f"'None' is shown: {_short(told)}"


def _is_error(tag: Tag) -> bool:
    classes = tag.get_attribute_list("class")
    return "output_error" in classes or ("jp-RenderedText" in classes and str(tag.get("data-mime-type", "")).endswith("stderr"))


def _visible(page: _Page) -> Iterator[str]:
    """Yield each piece of text that a reader sees or hears."""
    unseen = (Comment, Declaration, Doctype, ProcessingInstruction, Stylesheet, Script)
    for node in page.strings:
        if not isinstance(node, unseen) and (told := node.strip()):
            yield told
    for tag in page.tags:
        yield from (str(tag[name]) for name in ("alt", "title", "aria-label") if tag.get(name))


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 80 else f"{one[:79]}…"
