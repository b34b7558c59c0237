"""The main part of a page: where its prose stands, and what is furniture of the site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from xclib.care.shipped import read_beside

Element: TypeAlias = "etree._Element"

_WORDS: dict[str, list[str]] = read_beside(__file__, "pages.yaml")
#: Elements that never hold words of the report.
UNREAD = frozenset(_WORDS["unread"])
#: Elements that begin a line of their own.
BLOCKS = frozenset(_WORDS["blocks"])
_LISTS = frozenset(_WORDS["lists"])
_FURNITURE = frozenset(_WORDS["furniture"])
_IMPRINT = re.compile("|".join(_WORDS["imprint"]), re.IGNORECASE)
#: Last words of the name of a site.
SITES = tuple(_WORDS["sites"])
_BUTTON = "|".join(map(re.escape, _WORDS["buttons"]))
#: A line that the site put around the text; a stroke is a piece of its own, so that a row of them is read in one way only.
SITE_LINE = re.compile(rf"(?:[【\[〖(（]?(?:{_BUTTON}|\|)[】\]〗)）]?[\s:：/]*)+|" + "|".join(_WORDS["lines"]))
#: A part with less of the page's prose than this may be left out when it looks like furniture.
SMALL = 0.1
#: Nor is a part with so many marks of punctuation furniture, however short the page.
MARKS = 12
#: A paragraph with so many marks of punctuation is prose.
PROSE_MARKS = 4

_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_OF_YEAR = re.compile(r"(?:19|20)\d\d年(?!\d{1,2}月\d).{4}")
_PROSE = re.compile("[，。；、？！]")
#: A cell with a number: 5.2, 1,200万元, 增长5%左右.
_NUMBER_CELL = re.compile(
    r"\s*(?:同比|年均|比上年|增长|下降|提高|降低|上升|上涨|回落|增加|减少|控制在|达到|不低于|不超过|[约≥≤<>＜＞]){0,3}\s*[-+]?\d[\d.,%\s]*"
    r"(?:[‰％]|个?百分点|左右|以[上内下]|[万亿]{0,2}(?:美?元|人|吨|亩|公里|平方米|千瓦时|[户家个])){0,2}\s*"
)
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@dataclass(slots=True)
class Weight:
    """How much prose and how much linked text an element holds."""

    #: Marks of Chinese sentences outside links, and cells with a number.
    prose: int = 0
    text: int = 0
    linked: int = 0

    def add(self, other: Weight) -> None:
        """Add the weight of a child."""
        self.prose += other.prose
        self.text += other.text
        self.linked += other.linked


def is_unread(element: Element, *, keep_hidden: bool = False) -> bool:
    """Whether an element holds no visible words: scripts, controls, hidden parts."""
    tag = element.tag
    if not isinstance(tag, str) or tag in UNREAD:
        return True
    if keep_hidden or not element.attrib:
        return False
    get = element.get
    return get("hidden") is not None or get("aria-hidden") == "true" or bool(_HIDDEN.search(get("style", "")))


def weigh(root: Element, *, keep_hidden: bool = False) -> dict[Element, Weight]:
    """Return the weight of each visible element, in one walk without recursion."""
    weights: dict[Element, Weight] = {}
    open_: list[Weight] = [Weight()]
    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            # The walk reports the end of an element that it skips, so both events put and take a weight.
            open_.append(Weight())
            if is_unread(element, keep_hidden=keep_hidden):
                walk.skip_subtree()
                continue
            links += element.tag == "a"
            _weigh_text(open_[-1], element.text, links, element.tag in ("td", "th"))
            continue
        weight = open_.pop()
        if not is_unread(element, keep_hidden=keep_hidden):
            links -= element.tag == "a"
            if len(element) and element.tag in ("td", "th") and 0 < weight.text < 40 and not (weight.prose or weight.linked):
                # A number may stand in a paragraph of its cell.
                weight.prose += _NUMBER_CELL.fullmatch("".join(element.itertext())) is not None
            weights[element] = weight
            open_[-1].add(weight)
        _weigh_text(open_[-1], element.tail, links, False)
    return weights


def _weigh_text(weight: Weight, text: str | None, links: int, cell: bool) -> None:
    if not text or text.isspace():
        return
    weight.text += len(text)
    if links:
        weight.linked += len(text)
    else:
        weight.prose += len(_PROSE.findall(text)) + (cell and _NUMBER_CELL.fullmatch(text) is not None)


def _is_named(element: Element) -> bool:
    names = _NAME_PARTS.findall(f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}")
    return any(name.lower() in _FURNITURE for name in names)


def _key(text: str) -> str:
    return re.sub(r"\s+", "", text)


class Page:
    """A parsed page with the weights of its elements.

    Examples
    --------
    >>> page = Page(etree.HTML("<div><a>首页</a></div><div id='zoom'><p>全年平稳，增长5.8%。</p></div>"))
    >>> page.main().get("id")
    'zoom'
    """

    def __init__(self, root: Element, *, keep_hidden: bool = False) -> None:
        self.root, self.keep_hidden = root, keep_hidden
        self.weights = weigh(root, keep_hidden=keep_hidden)
        whole = self.weights.get(root, Weight())
        self.total = max(1, whole.prose)
        #: Whether no sentence stands outside links, as where the mark that ends one was lost.
        self.is_one_link = whole.prose == 0

    @property
    def has_hidden(self) -> bool:
        """Whether the page hides elements that may hold words."""
        return any(
            element.attrib and is_unread(element) and not is_unread(element, keep_hidden=True) for element in self.root.iter()
        )

    def unread(self, element: Element) -> bool:
        """Whether an element holds no visible words."""
        return is_unread(element, keep_hidden=self.keep_hidden)

    def main(self, title: str = "") -> Element:
        """Return the innermost element that holds the title and outside which there is only furniture.

        Rather a line of furniture too many than an annex too few: the search stops where a second part holds prose.
        """
        kept = self._around(title)
        here = self.root
        while True:
            parts = [part for part in here if part in self.weights and not self.is_furniture(part)]
            full = [part for part in parts if part in kept or self.weights[part].prose or (not kept and self._names_year(part))]
            # A lone paragraph is not the main part of a page, but a lone cell that lays it out may be.
            if len(full) != 1 or full[0].tag not in BLOCKS or full[0].tag == "p":
                return here
            here = full[0]

    def _names_year(self, element: Element) -> bool:
        """Whether an element may be the title that the window does not show: one line that names a year, and no day."""
        weight = self.weights[element]
        return not weight.linked and 8 <= weight.text <= 60 and _OF_YEAR.search(_key("".join(element.itertext()))) is not None

    def _around(self, title: str) -> set[Element]:
        """Return the element that prints the title last before the prose begins, and the elements around it."""
        found: Element | None = None
        wanted = _key(title)
        for element in self.root.iter() if wanted else ():
            weight = self.weights.get(element)
            if weight is None or weight.text < len(wanted):
                continue
            if len(_PROSE.findall(element.text or "")) >= PROSE_MARKS and found is not None:
                break
            if weight.text <= 4 * len(wanted) and not weight.linked and _key("".join(element.itertext())) == wanted:
                found = element
        return set() if found is None else {found, *found.iterancestors()}

    def is_furniture(self, element: Element) -> bool:
        """Whether an element is navigation, imprint, or a list of links."""
        weight = self.weights.get(element)
        if weight is None or element.tag not in BLOCKS or element.tag in ("html", "body"):
            return False
        if weight.prose > max(MARKS, SMALL * self.total) or weight.prose > 0.5 * self.total:
            return False
        if element.tag == "header" and element.find(".//h1") is None:
            return True
        if element.attrib and _is_named(element):
            return True
        if weight.linked > 0.6 * weight.text and weight.prose < 3 and element.tag in _LISTS and not self.is_one_link:
            return True
        # A paragraph that is a link from end to end leads to another article, unless all of the page is one.
        if element.tag in ("p", "li", "dd") and weight.text > 8 and weight.linked > 0.9 * weight.text and not self.is_one_link:
            return True
        return 4 <= weight.text <= 600 and _IMPRINT.search("".join(element.itertext())) is not None
