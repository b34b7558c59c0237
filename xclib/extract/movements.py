"""The time of a movement's first end: 由5%提高到6% tells of the year before, or of the one that it leaves."""

from __future__ import annotations

import re

from xclib.extract.periods import Frame, left_in
from xclib.extract.tokens import Place

#: The first end of a movement: 由5%.
_LEAVES = re.compile(r"[由从自](?P<between>[^，、由从自]{0,16})$")
#: 到6%, behind the parts of a ratio, a few words, or a comma before the verb.
_REACHES = re.compile(
    r"(?:[：、和]\d[\d.]*[^，。；、\d]{0,4})*(?:[^，。；\d]{0,10}|[^，。；\d]{0,4}，(?:增[加长]|提[高升]|[上下]升|降低?|下降|减少|扩大))了?[到至为]"
)
#: 由3亿元调整为4亿元: both are budgets, or aims, of the year.
_ADJUSTS = re.compile("[，、]?(?:调[整增减高低]|[上下]调)[为至到]")
_DATED = re.compile(r"(?:\d|[上去今当前]|[〇○零一二三四五六七八九]{2})年|[年季月]末|期|初|底|“|季度|月份|半年")
_NOW = re.compile(r"目前|现在|现有")


def read_movement(place: Place, frame: Frame, period: str, *, span: Frame | None = None, budget: bool = False) -> str:
    """Return the period of a number that may be the first end of a movement, 由5%到6%: the year before.

    In a ``span`` of years printed before it, 2026—2030年, it is the first of them; in a ``budget`` both ends are of one year.
    """
    found = _LEAVES.search(place.pre)
    if not found or not period or _DATED.search(found["between"]) or not _REACHES.match(place.following):
        return period
    base = left_in(place)
    if base is not None:
        return str(base)
    if span is not None:
        return str(span.start)
    adjusted = (budget and frame.part == "plan") or "目标" in place.clause
    if adjusted and _ADJUSTS.match(place.following):
        return period
    if frame.year is not None and _NOW.search(found["between"]):
        return str(frame.year - 1)
    first = int(period.split("/")[0])
    term = frame.is_span and frame.start is not None and frame.start <= first <= (frame.end or first)
    return str((frame.start if term and frame.start is not None else first) - 1)
