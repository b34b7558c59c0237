"""Lines that a copy broke within a clause: they are read as the one paragraph that they make together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xclib.extract.document import Paragraph, heading_of
from xclib.extract.tokens import fold
from xclib.model.figure import Figure

#: The last words of a broken line: few, behind a mark, without a number or a mark of their own.
_BROKEN = re.compile(r"[，。；：、][^，。；：、\d（）\s]{0,19}[\u4e00-\u9fff]$")
#: Marks and numbers that a heading has none of.
_PROSE = re.compile(r"[。；]|\d.*\d")
#: How a line begins that goes on with a clause, and how one does that begins a paragraph of its own.
_GOES_ON = re.compile(r"[\u4e00-\u9fff\d“][^|]*[，。；]")
_BEGINS = re.compile(r"(?:19|20)\d\d年|[今去上]年|[一二三四五六七八九十]是|全[国省市州县区旗镇乡]|截[至止]")
#: Shortest line that is broken.
_SHORTEST = 30
#: A page whose long lines are of one width, but for so many columns, breaks them there: so many of them, of so many.
_LONG, _RAGGED, _MANY, _SHARE = 40, 4, 5, 0.6
#: Characters that are one column wide; all behind them are two.
_NARROW = re.compile("[\x00-\u2e7f]+")
#: How a line begins that no other goes on with, at a full width.
_OPENS = re.compile(r"[\s*#|\-—]|[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)")


def goes_on(text: str, following: str) -> bool:
    """Whether a line breaks off within a clause with which the next one goes on.

    >>> goes_on("今年计划完成茶事20项，其中新建茶舍3家，改造书屋5间，修缮老", "旧茶亭7座，植树8亩。")
    True
    >>> goes_on("今年计划完成茶事20项，其中新建茶舍3家，改造书屋5间，茶业兴旺", "二、书业，书屋7座。")
    False
    """
    if text.endswith("。"):
        return False
    text, following = fold(text).rstrip(), fold(following).strip()
    if len(text) < _SHORTEST or "|" in text or not _BROKEN.search(text) or not _PROSE.search(text):
        return False
    return bool(_GOES_ON.match(following)) and not _BEGINS.match(following) and heading_of(following)[0] < 0


def _width(text: str) -> int:
    """Return how many columns a line fills."""
    return len(text) + len(_NARROW.sub("", text))


def full_width(texts: Sequence[str]) -> int:
    """Return the width at which a page breaks its lines; 0 where it breaks none.

    >>> full_width(["茶" * 38, "树" * 37, "书" * 38, "园" * 38, "油" * 37, "业" * 9]), full_width(["茶" * 38, "树" * 90])
    (72, 0)
    """
    widths = [width for text in texts if 2 * len(text) >= _LONG and (width := _width(text.rstrip())) >= _LONG]
    widest = max(widths, default=0) - _RAGGED
    full = sum(width >= widest for width in widths)
    return widest if full >= _MANY and full >= _SHARE * len(widths) else 0


def runs(paragraphs: Sequence[Paragraph]) -> dict[int, list[Paragraph]]:
    """Return the lines of every broken paragraph, under the number of its first."""
    found: dict[int, list[Paragraph]] = {}
    last: list[Paragraph] = []
    full = full_width([paragraph.text for paragraph in paragraphs])
    for before, paragraph in pairwise(paragraphs):
        if not (before.text and paragraph.text):
            continue
        broken = full and _width(before.text.rstrip()) >= full and "|" not in before.text and not _OPENS.match(paragraph.text)
        if broken or goes_on(before.text, paragraph.text):
            last = last if last and last[-1] is before else [before]
            last.append(paragraph)
            found[last[0].line] = last
    return found


def joined(run: Sequence[Paragraph]) -> Paragraph:
    """Return the paragraph that broken lines make together."""
    return replace(run[0], text="".join(paragraph.text.strip() for paragraph in run))


def parted(figures: Sequence[Figure], run: Sequence[Paragraph]) -> list[Figure]:
    """Return the figures of a joined paragraph where they stand in the lines that it is made of."""
    places: list[tuple[int, int]] = []
    for paragraph in run:
        margin = len(paragraph.text) - len(paragraph.text.lstrip())
        places.extend((paragraph.line, margin + n) for n in range(len(paragraph.text.strip())))
    return [replace(figure, line=places[figure.start][0], start=places[figure.start][1]) for figure in figures]
