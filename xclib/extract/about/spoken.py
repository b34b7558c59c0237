"""The years that the sentences of a text speak of, where no title says which is the report's: a passage, a copy's middle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from xclib.extract.weights import plan_weight

_YEAR = re.compile(r"((?:19|20)\d\d)\s?年")
#: 比2025年, 到2035年, 由2025年的: a year that is compared with or counted up to.
_BESIDE = re.compile(r"(?:[到至比较与同由从自于按在以是为近逾超过]|(?<!预计)(?:展望|力争|确保|争取|截至|相比)|[—\-－~～])\s?$")
#: Where a year opens a clause, 2030年，全市; or a sentence says that it is over or to come.
_OPENS = re.compile(r"(?:^|[。，；！：、*\s（(—]|预计|全面完成|回顾|不平凡的|过去的|过的|做好|建议)$")
#: 2021—2025年, 2030年5月1日, 2030年底前, 2030年以来: not the whole year, or more than it.
_OTHERWISE = re.compile(r"远景|[—\-－~～至到]|\d{1,2}月|[底末]?[前起]|以[来前]|度")
#: The name of a plan or a prize holds the year of its own.
_QUOTED = re.compile(r"[“《][^”》]*$")
#: The explanation of a word: 12.双碳：指2030年前….
_DEFINITION = re.compile(r"[\s*]*[\[【（(〔]?\d{1,3}[\]】）)〕.．、：:].{0,40}[：:]|.{2,24}[：:]是?指|[\s*]*(?:注释|名词解释)")
#: What is to come is no outcome, whatever stands around it: 2035年力争达到.
_TO_COME = re.compile(
    "力争|确保|争取|(?<!完成)(?<!实现)目标(?!(?:任务)?(?:全面|圆满|顺利|如期)*(?:完成|实现))|左右|以上|以内|将"
)
#: A base five years before the year reviewed, as reports of a term have: 是2025年的2倍.
_BASE = re.compile(r"(?:[比较由从]|[是为])\s?((?:19|20)\d\d)年[末底]?(?=的|[增提下上翻]|相比)")
#: From this weight on a paragraph is of the plan, or of the review.
_CLEAR = 1.0
#: Paragraphs that are looked at, and years of each.
_PARAGRAPHS, _A_LINE = 400, 6
#: Characters within which a year opens a paragraph.
_HEAD = 16
_UNTIL = re.compile(r"(?:[到至]|力争|确保|争取)\s?((?:19|20)\d\d)\s?年")
#: 2030年为民办实事完成情况 lists what was to be done.
_OVER = re.compile("回顾|完成情况|总结")
_SENTENCE = re.compile("[。；]")


def is_glossary(text: str) -> bool:
    """Whether most lines of a text explain words, so that the years in them are those of other papers."""
    lines = [line for line in text.split("\n")[:_PARAGRAPHS] if line.strip()]
    return 2 * sum(_DEFINITION.match(line) is not None for line in lines) > len(lines)


def spoken_years(text: str) -> tuple[Counter[int], Counter[int]]:
    """Return how much the sentences of a text speak for each year as the one looked back on, and as the one planned for.

    >>> spoken_years("2030年，全市新增就业3万人，比上年增长5.2%。")
    (Counter({2030: 3}), Counter())
    """
    behind: Counter[int] = Counter()
    ahead: Counter[int] = Counter()
    bases: Counter[int] = Counter()
    total = 0.0
    for line in text.split("\n")[:_PARAGRAPHS]:
        total += (weight := plan_weight(line))
        if _YEAR.search(line) and not _DEFINITION.match(line):
            if weight <= -_CLEAR:
                behind.update(_years_behind(line))
                bases.update(int(found[1]) for found in _BASE.finditer(line))
            elif weight >= _CLEAR:
                ahead.update(_years_ahead(line))
    # 2030年达到5亿元 in a plan is what is aimed at.
    later = {int(found[1]) for found in _UNTIL.finditer(text)}
    counted = {year for year in behind if total < 0 or year not in later}
    if not counted or (total > 0 and not ahead):
        return Counter(), ahead
    last = max(counted)
    # What happened in the years before stands beside them.
    return Counter({last: behind[last] + (2 if bases[last - 5] else 0)}), ahead


def _years_behind(line: str) -> Iterator[int]:
    """Yield the years of whose outcomes a paragraph of the review speaks, one that opens a sentence more often."""
    for found in islice(_YEAR.finditer(line), _A_LINE):
        before, after = line[max(0, found.start() - 20) : found.start()], line[found.end() : found.end() + 40]
        if _BESIDE.search(before) or _QUOTED.search(before) or _OTHERWISE.match(after) or not _OPENS.search(before):
            continue
        if not _TO_COME.search(_SENTENCE.split(after, maxsplit=1)[0]):
            yield from [int(found[1])] * (3 if after.startswith(("是", "，", ",")) else 2)


def _years_ahead(line: str) -> Iterator[int]:
    """Yield the year with which a paragraph of the plan opens."""
    found = _YEAR.search(line, 0, _HEAD)
    if found and not (
        _BESIDE.search(line, 0, found.start()) or _OVER.search(line, 0, 2 * _HEAD) or _OTHERWISE.match(line, found.end())
    ):
        yield int(found[1])
