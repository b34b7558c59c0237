"""Words of a page that nobody sees: white on white, of no size, transparent, out of sight, hidden by the page's styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from lxml import etree

from xclib.formats.html_main import Element

Style: TypeAlias = "Mapping[str, str]"

#: Characters of style sheets and rules in them that are looked through.
MAX_SHEET, MAX_RULES = 500_000, 5_000

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)"
_ZERO = re.compile(r"(?=[^a-z]*0)[-+]?0*\.?0*(?:px|pt|em|rem|%|ex|ch|vw|vh|mm|cm|in|pc)?", re.IGNORECASE)
_TINY = re.compile(r"0*[01](?:\.\d+)?(?:px|pt)|0*\.0\d*r?em|0*[0-5](?:\.\d+)?%", re.IGNORECASE)
_FAR = re.compile(r"-\s*\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vw|vh)?", re.IGNORECASE)
_WHITE = re.compile(
    r"(?:ghost|floral)?white(?:smoke)?|snow|ivory|#f{3}f?|#(?:f[9a-f]){3}(?:ff)?"
    r"|rgba?\(\s*255(?:\s*[, ]\s*255){2}\s*(?:[,/]\s*[\d.]+%?\s*)?\)"
    r"|hsla?\([^)]*100%\s*\)",
    re.IGNORECASE,
)
_CLEAR = re.compile(
    r"transparent|(?:rgb|hsl)a?\((?:[^),/]+,){3}\s*0*\.?0*%?\s*\)|(?:rgb|hsl)a?\([^)/]+/\s*0*\.?0*%?\s*\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00",
    re.IGNORECASE,
)
_NO_BACKGROUND = re.compile(r"none|inherit|initial|unset|0|0 0|0% 0%", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"([a-zA-Z][\w-]*)?((?:[.#][\w-]+)*)")
_NAME = re.compile(r"[.#][\w-]+")
#: What must be declared in a rule for it to decide anything here.
_DECISIVE = frozenset(
    [
        *(
            "display",
            "visibility",
            "font-size",
            "font",
            "color",
            "background",
            "background-color",
            "background-image",
            "opacity",
        ),
        *("text-indent", "position", "overflow", "clip", "clip-path", "transform", "filter", "content-visibility"),
    ]
)


#: What elements are that a style sets out as a table, in the words of ARIA.
_SET_OUT = {"table": "table", "table-row": "row", "table-cell": "cell"}


@dataclass(frozen=True, slots=True)
class _Seen:
    """How the words in an element are seen, as far as it is handed down."""

    gone: bool = False
    hidden: bool = False
    tiny: bool = False
    faint: bool = False
    filled: bool = False

    @property
    def unseen(self) -> bool:
        return self.gone or self.hidden or self.tiny or (self.faint and not self.filled)


def drop_unseen(root: Element, keep: frozenset[str] = frozenset()) -> int:
    """Take words that nobody sees out of a page, and return how many characters they had.

    What a style sheet does not display is marked so in the element itself, and left: much of a page is folded away until it is
    asked for. What it sets out as a table is marked with its role.

    ``root``: the page; changed in place. ``keep``: elements that hold no words of the page, whatever is in them.

    >>> root = etree.HTML("<p>增长5%<span style='font-size:0'>增长9%</span>。</p>")
    >>> drop_unseen(root), "".join(root.itertext())
    (4, '增长5%。')
    """
    sheet = _Sheet(root)
    dropped = 0
    seen = [_Seen()]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            style = sheet.style(element)
            seen.append(_look(seen[-1], style, element))
            if style.get("display") == "none":
                element.set("style", "display:none")
            elif role := _SET_OUT.get(style.get("display", "")):
                element.set("role", role)
            if seen[-1].unseen and element.text and element.tag not in keep:
                dropped += len("".join(element.text.split()))
                element.text = None
            continue
        seen.pop()
        if seen[-1].unseen and element.tail:
            dropped += len("".join(element.tail.split()))
            element.tail = None
    return dropped


def _look(outer: _Seen, style: Style, element: Element) -> _Seen:
    if not style and "color" not in element.attrib and "bgcolor" not in element.attrib and "background" not in element.attrib:
        return outer
    seen = outer
    if _is_gone(style):
        seen = replace(seen, gone=True)
    if visible := style.get("visibility"):
        seen = replace(seen, hidden=visible in ("hidden", "collapse"))
    if size := style.get("font-size") or _size_of(style.get("font", "")):
        seen = replace(seen, tiny=_ZERO.fullmatch(size) is not None or _TINY.fullmatch(size) is not None)
    background = style.get("background-color") or style.get("background") or element.get("bgcolor") or element.get("background")
    if (background and not _is_plain(background)) or style.get("background-image", "none") != "none":
        seen = replace(seen, filled=True)
    elif background and _WHITE.match(background):
        seen = replace(seen, filled=False)
    if color := (style.get("color") or element.get("color") or "").strip():
        clear = _CLEAR.fullmatch(color) is not None or color == background
        seen = replace(seen, gone=seen.gone or clear, faint=_WHITE.fullmatch(color) is not None)
    return seen


def _is_gone(style: Style) -> bool:
    """Whether an element is out of sight with all that is in it."""
    get = style.get
    placed = get("position") in ("absolute", "fixed")
    boxed = get("overflow") in ("hidden", "clip")
    flat = any(_ZERO.fullmatch(get(name, "1")) for name in ("height", "width", "max-height", "max-width"))
    return bool(
        re.fullmatch(r"0*(?:\.0\d*)?%?", get("opacity", "1"))
        or get("content-visibility") == "hidden"
        or _FAR.match(get("text-indent", ""))
        or (placed and any(_FAR.match(get(name, "")) for name in ("left", "top", "right", "bottom", "margin-left")))
        or (boxed and flat)
        or (
            placed
            and re.match(r"rect\(\s*[01](?:px)?[, ]\s*[01](?:px)?[, ]\s*[01](?:px)?[, ]\s*[01](?:px)?\s*\)", get("clip", ""))
        )
        or re.search(r"scale[xy]?\(\s*0(?:\.0+)?\s*[,)]|translate[xy]?\(\s*-\d{4,}", get("transform", ""), re.IGNORECASE)
        or re.search(r"opacity\(\s*0%?\s*\)", get("filter", ""))
        or re.match(r"(?:inset\(\s*(?:50|100)%|circle\(\s*0)", get("clip-path", ""))
    )


def _size_of(font: str) -> str:
    found = re.search(rf"(?<![\w.])({_NUMBER}(?:px|pt|em|rem|%)?)(?=/|\s)", font)
    return found[1] if found else ""


def _is_plain(background: str) -> bool:
    """Whether a background is that of the paper."""
    value = background.strip()
    return bool(_NO_BACKGROUND.fullmatch(value) or _WHITE.fullmatch(value) or _CLEAR.fullmatch(value))


# --- style sheets ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule whose selector is a tag, a class, an id, or several of them on one element."""

    #: Ids, classes, tags, place in the sheet: of two rules the higher one wins.
    rank: tuple[int, int, int, int]
    tag: str
    names: frozenset[str]
    declared: Mapping[str, str]


class _Sheet:
    """The simple rules of a page's own style sheets; no others are understood."""

    def __init__(self, root: Element) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        sheets = (style for style in root.iter("style") if style.get("media", "all") in ("all", "screen", ""))
        text = "\n".join(style.text or "" for style in sheets)[:MAX_SHEET]
        for n, (selectors, body) in enumerate(_rules(_COMMENT.sub(" ", text))):
            declared = _declared(body)
            if n >= MAX_RULES:
                break
            for selector in selectors.split(",") if _DECISIVE & declared.keys() else ():
                if (found := _SELECTOR.fullmatch(selector.strip())) and found[0]:
                    self._add(found[1] or "", _NAME.findall(found[2]), declared, n)

    def _add(self, tag: str, names: list[str], declared: Mapping[str, str], n: int) -> None:
        ids = sum(name[0] == "#" for name in names)
        rule = _Rule((ids, len(names) - ids, bool(tag), n), tag.lower(), frozenset(names), declared)
        self._rules.setdefault(names[-1] if names else rule.tag, []).append(rule)

    def style(self, element: Element) -> Style:
        """Return the declarations that hold for an element, its own ones last."""
        own = _declared(element.get("style", "")) if element.attrib else {}
        if not self._rules:
            return own
        names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
        rules = [
            rule
            for key in (str(element.tag), *names)
            for rule in self._rules.get(key, ())
            if rule.tag in ("", element.tag) and rule.names <= names
        ]
        style: dict[str, str] = {}
        for rule in sorted(rules, key=lambda rule: rule.rank):
            style.update(rule.declared)
        return style | own


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and bodies; those for print or under another condition are left out."""
    depth = start = begin = 0
    head = ""
    for mark in re.finditer("[{}]", sheet):
        if mark[0] == "{":
            if depth == 0:
                head, begin = sheet[start : mark.start()].rpartition(";")[2].replace("<!--", "").strip(), mark.end()
            depth += 1
            continue
        depth = max(0, depth - 1)
        if depth == 0:
            if head.lower() in ("@media screen", "@media all"):
                yield from _rules(sheet[begin : mark.start()])
            elif not head.startswith("@"):
                yield head, sheet[begin : mark.start()]
            start, head = mark.end(), "@"


def _declared(body: str) -> dict[str, str]:
    """Return the declarations of a rule or an attribute, names and values in lower case."""
    found: dict[str, str] = {}
    for part in body.split(";") if ":" in body else ():
        name, _, value = part.partition(":")
        found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found
