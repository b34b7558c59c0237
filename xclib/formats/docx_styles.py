"""The styles of a docx, and the numbers that it counts paragraphs with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xclib.formats.docx_parts import Element, attribute, name_of

#: Properties that decide it.
_LOOKS = ("vanish", "strike", "dstrike", "vertAlign", "color", "sz", "shd", "highlight", "position")
#: Half-points of type that nobody can read.
_TINY = 3
#: Styles that are based on one another are followed so far.
_CHAIN = 20
_WHITE = frozenset(["ffffff", "fefefe"])
_NO_FILL = frozenset(["", "auto", "none", "nil", "clear", "white", *_WHITE])

Looks = dict[str, str]


class Styles:
    """The styles of a Word file, as far as they hide or raise words.

    ``styles``: the part ``word/styles.xml``.
    """

    def __init__(self, styles: Element | None) -> None:
        self._own: dict[str, tuple[str, Looks]] = {}
        self._default: Looks = {}
        self._named: dict[str, Looks] = {}
        if styles is None:
            return
        self._default = _looks(styles.find("{*}docDefaults/{*}rPrDefault/{*}rPr"))
        for style in styles.iterfind("{*}style"):
            base = attribute(style.find("{*}basedOn"))
            self._own[attribute(style, "styleId")] = (base, _looks(style.find("{*}rPr")))

    def unread(self, run: Element) -> str:
        """Return why a reader of the document does not read a run, as a phrase; empty where they do."""
        looks = self._of(run)
        if _is_on(looks.get("strike")) or _is_on(looks.get("dstrike")):
            return "struck out and"
        size = looks.get("sz", "")
        hidden = _is_on(looks.get("vanish")) or (size.isdecimal() and int(size) <= _TINY)
        if hidden or (looks.get("color", "").lower() in _WHITE and not _is_filled(run, looks)):
            return "hidden (by Word, white or tiny) and"
        return ""

    def is_raised(self, run: Element | None) -> bool:
        """Whether a run is a superscript, by itself or by its style."""
        return run is not None and self._of(run).get("vertAlign") == "superscript"

    def _of(self, run: Element) -> Looks:
        own, looks = run.find("{*}rPr"), self._default
        paragraph = next(run.iterancestors("{*}p"), None)
        of_paragraph = None if paragraph is None else paragraph.find("{*}pPr/{*}pStyle")
        for name in (attribute(of_paragraph), attribute(run.find("{*}rPr/{*}rStyle"))):
            if name and (of_style := self._look_up(name)):
                looks = looks | of_style
        return looks if own is None or not len(own) else looks | _looks(own)

    def _look_up(self, name: str) -> Looks:
        if name not in self._named:
            looks: Looks = {}
            for own in reversed(list(self._chain(name))):
                looks = looks | own
            self._named[name] = looks
        return self._named[name]

    def _chain(self, name: str) -> Iterator[Looks]:
        for _ in range(_CHAIN):
            if name not in self._own:
                return
            name, looks = self._own[name]
            yield looks


def _looks(properties: Element | None) -> Looks:
    found = {}
    for element in properties if properties is not None else ():
        if (name := name_of(element)) in _LOOKS:
            found[name] = attribute(element, "fill" if name == "shd" else "val")
    return found


def _is_on(value: str | None) -> bool:
    return value is not None and value not in ("0", "false", "off")


def _is_filled(run: Element, looks: Looks) -> bool:
    """Whether something lies behind a run on which white type is seen: its own colour, the paragraph's, the cell's."""
    fills = [looks.get("shd", ""), looks.get("highlight", "")]
    for path, above in (("{*}pPr/{*}shd", "p"), ("{*}tcPr/{*}shd", "tc"), ("{*}tblPr/{*}shd", "tbl")):
        fills += [
            attribute(found, "fill")
            for ancestor in run.iterancestors(f"{{*}}{above}")
            if (found := ancestor.find(path)) is not None
        ]
    # The style of a table may fill its head, and a drawing what stands in it: neither is looked up.
    behind = next(run.iterancestors("{*}tbl", "{*}txbxContent"), None) is not None
    return behind or any(fill.lower() not in _NO_FILL for fill in fills)


_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
    ]
)
_DECIMAL = frozenset(["decimal", "decimalZero", "decimalFullWidth", "decimalHalfWidth"])


def chinese_number(number: int) -> str:
    """Write a number below 100 in Chinese, as headings count.

    >>> [chinese_number(n) for n in (3, 10, 12, 40, 56)]
    ['三', '十', '十二', '四十', '五十六']
    """
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


class Numbering:
    """The lists of a Word file, counted on as its paragraphs are read.

    ``numbers``: the part ``word/numbering.xml``; ``styles``: the part ``word/styles.xml``, since headings get their number from
    their style.
    """

    def __init__(self, numbers: Element | None, styles: Element | None) -> None:
        self._lists = _read_lists(numbers)
        self._styles = _read_styles(styles)
        self._counts: dict[str, list[int]] = {}

    def label(self, paragraph: Element, style: str) -> str:
        """Return the number printed before a paragraph, and count it; empty where it has none or a bullet."""
        from_style = self._styles.get(style, ("", ""))
        own = paragraph.find("{*}pPr/{*}numPr")
        ids = _number_ids(own) if own is not None else ("", "")
        list_id, depth = ids[0] or from_style[0], ids[1] or from_style[1] or "0"
        found = self._lists.get(list_id)
        if found is None or not depth.isdecimal() or int(depth) not in found[1]:
            return ""
        abstract, levels = found
        level = levels[int(depth)]
        counts = self._counts.setdefault(abstract, [])
        while len(counts) <= int(depth):
            counts.append(levels[len(counts)].start - 1 if len(counts) in levels else 0)
        counts[int(depth)] += 1
        del counts[int(depth) + 1 :]
        if level.form not in _CHINESE | _DECIMAL:
            return ""
        return re.sub(r"%([1-9])", lambda match: _counted(counts, levels, int(match[1]) - 1), level.pattern)


def _counted(counts: list[int], levels: dict[int, _Level], depth: int) -> str:
    if depth >= len(counts):
        return ""
    number = counts[depth]
    return chinese_number(number) if depth in levels and levels[depth].form in _CHINESE else str(number)


def _number_ids(element: Element) -> tuple[str, str]:
    return attribute(element.find("{*}numId")), attribute(element.find("{*}ilvl"))


def _read_lists(numbers: Element | None) -> dict[str, tuple[str, dict[int, _Level]]]:
    if numbers is None:
        return {}
    abstracts: dict[str, dict[int, _Level]] = {}
    for abstract in numbers.iterfind("{*}abstractNum"):
        levels = abstracts.setdefault(attribute(abstract, "abstractNumId"), {})
        for level in abstract.iterfind("{*}lvl"):
            start, depth = attribute(level.find("{*}start")) or "1", attribute(level, "ilvl")
            if depth.isdecimal() and start.isdecimal() and int(depth) < 10:
                levels[int(depth)] = _Level(
                    attribute(level.find("{*}numFmt")), attribute(level.find("{*}lvlText")), int(start[:6])
                )
    lists = {}
    for number in numbers.iterfind("{*}num"):
        abstract_id = attribute(number.find("{*}abstractNumId"))
        lists[attribute(number, "numId")] = (abstract_id, abstracts.get(abstract_id, {}))
    return lists


def _read_styles(styles: Element | None) -> dict[str, tuple[str, str]]:
    if styles is None:
        return {}
    found = {attribute(style, "styleId"): style.find("{*}pPr/{*}numPr") for style in styles.iterfind("{*}style")}
    return {name: _number_ids(element) for name, element in found.items() if element is not None}
