"""Numbers that Word prints before paragraphs without having them in the text: 一、 （二） 3."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xclib.formats.docx_parts import Element, attribute

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
