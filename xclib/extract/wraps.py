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


def goes_on(text: str, following: str) -> bool:
    """Whether a line breaks off within a clause with which the next one goes on.

    >>> goes_on("今年计划完成茶事20项，其中新建茶舍3家，改造书屋5间，修缮老", "旧茶亭7座，植树8亩。")
    True
    >>> goes_on("今年计划完成茶事20项，其中新建茶舍3家，改造书屋5间，茶业兴旺", "二、书业，书屋7座。")
    False
    """
    text, following = fold(text).rstrip(), fold(following).strip()
    if len(text) < _SHORTEST or "|" in text or not _BROKEN.search(text) or not _PROSE.search(text):
        return False
    return bool(_GOES_ON.match(following)) and not _BEGINS.match(following) and heading_of(following)[0] < 0


def runs(paragraphs: Sequence[Paragraph]) -> dict[int, list[Paragraph]]:
    """Return the lines of every broken paragraph, under the number of its first."""
    found: dict[int, list[Paragraph]] = {}
    last: list[Paragraph] = []
    for before, paragraph in pairwise(paragraphs):
        if before.text and paragraph.text and goes_on(before.text, paragraph.text):
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
