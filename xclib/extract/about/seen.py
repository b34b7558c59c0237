"""What of a text is looked at to recognize it: its first and last lines, its titles, the years that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from xclib.extract.about.words import read_weights
from xclib.extract.tokens import fold

#: Lines at the beginning, and characters of each, in which a report names itself.
_LINES, CHARS = 40, 200
#: A heading with a number, which is no title.
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]")
#: First lines among which that sentence stands which names the report, and last ones that may say when it was published.
_HEADED, _LAST = 8, 6
#: Characters of a text in which words are counted.
_OPENING = 60000
_ANY_YEAR = re.compile(r"(?:19|20)\d\d年")
Name = TypeVar("Name")

#: 发布时间：2031-08-28, and the line under a headline: 云泽晚报2031年8月28日, 2031-08-28 09:30来源：云泽网.
_POSTED = re.compile(
    r"(?:(?:发布|发文|成文|公开|更新|发稿|印发)(?:时间|日期)?|时间|日期)[:：]?((?:19|20)\d\d)[-—./年](\d{1,2})"
    r"|^[^\d，。；]{0,8}((?:19|20)\d\d)[-./年](\d{1,2})[-./月]\d{1,2}日?(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)*[）)]?(?:(?:来源|字体|字号|浏览|点击|阅读|作者|编辑|(?<=[:：]\d\d))[^，。；]{0,24})?$"
)
#: The day on which a page was looked at.
_TODAY = re.compile(r"今天是[:：]?\s?(?:19|20)\d\d年\s?\d{1,2}月\s?\d{1,2}日")
_WIDE, _WIDE_DIGIT = str.maketrans("０１２３４５６７８９", "0123456789"), re.compile("[０-９]")
DIGITS = str.maketrans("〇○零OoО一二三四五六七八九", "000000123456789")
_CHINESE_YEAR = re.compile(r"[一二](?<![〇○零一二三四五六七八九].)[〇○零OoО0一二三四五六七八九]{3}(?=\s*年)")
_CHINESE_MONTH = re.compile(r"[一二三四五六七八九十](?<=\d年.)(?:(?<=十)[一二])?(?=月)")
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CLAUSE = re.compile("[，。；]")
#: Where the first sentence begins in the line of the title: 茶务局2030年工作总结今年以来.
_GLUED = re.compile(r"(?<=总结|报告|计划|汇报|打算|要点|公报)(?=今年|一年来|近年来|(?:19|20)\d\d年|各位|在[^，。]{2})")
#: 今年是“十四五”规划的第二年 is no title, though it names a plan and a year; nor is what counts: 2030年安排茶舍12家.
_SENTENCE = re.compile(r"^各位|[今去]年|是|举行|召开|\d[项个家户人]")
#: The first line that ends the titles: a greeting, or what leads up to a list.
_NO_TITLE = re.compile("^各位|[；：，]$")
#: A document that is given out or laid before someone: 昨天，《云泽市…纲要》提交审议; or named with who asked for it:
#: 受委托，向大会报告云泽市2030年预算执行情况，请予审议.
_NAMED_DOCUMENT = re.compile(
    "委托，[^。]{0,16}?(?:现?将|报告)(?P<laid>[^《。]{8,90}?)(?:的?报告|提请|汇报|报告如下|[，。])"
    "|(?:印发|发布|公布|出台|披露)[了的]?(?:关于)?《(?P<issued>[^》]{6,60})》"
    "|作了?(?:关于)?《(?P<given>[^》]{6,60}?)(?:的(?:报告|说明))?》"
    "|(?<![并时]将)《(?P<tabled>[^》]{6,60})》(?:（[^）]*）)?(?:提交|发布|公布|出台|印发|确定的)"
)
#: 现将2030年茶务目标任务列举如下: what follows is meant to be done.
AIMS_FOLLOW = re.compile(
    "现将[^。；]{0,20}(?:目标任务|工作计划|工作要点|工作安排|工作任务|工作打算|工作思路)(?!.{0,4}情况)[^。；]{0,8}如下"
)
#: How a line ends that no title goes on from: its kind, a bracket, the month of its making.
_WHOLE_LINE = re.compile(r"(?:报告|公报|[）)]|\d年\d{1,2}月)$")
#: The number of an annex before its title: 附表三, 附件1：.
_ANNEX = re.compile(r"附[件表](?:[一二三四五六七八九十]{1,3}|\d{1,2}(?=(?:19|20)\d\d年|\D))?[:：、．.]?(?=\S)")
_MARK = ' *#　—-─_\t>【】《》"“”'


def plain(line: str) -> str:
    """Return a line without blanks and marks of layout, its years in digits."""
    line = "".join(line[: 2 * CHARS].split()).replace("*", "").replace("#", "")[:CHARS]
    return _CHINESE_MONTH.sub(lambda found: str(_MONTHS.index(found[0]) + 1), plain_years(line))


def _bare(line: str) -> str:
    """Return a line without marks of layout and the number of an annex that stand before a title."""
    line = line.strip(_MARK)
    return line[found.end() :] if (found := _ANNEX.match(line)) else line


def plain_years(text: str) -> str:
    """Return a text with the years in it in plain digits, of the same length.

    >>> plain_years("二〇三〇年和２０３１年")
    '2030年和2031年'
    """
    return folded_years(text.translate(_WIDE) if _WIDE_DIGIT.search(text) else text)


def folded_years(text: str) -> str:
    """Return a folded text, which has no wide digits, with the years in it in plain digits, of the same length."""
    return _CHINESE_YEAR.sub(lambda found: found[0].translate(DIGITS), text) if "年" in text else text


@dataclass(eq=False)
class Seen:
    """A text, and what of it is looked at; one is itself alone, so that what is read of it is kept by it.

    Parameters
    ----------
    text, title, source_url, published, site : str
        The folded text; title, address and ISO date of its page, and whose site it is of, empty where it has none.
    """

    text: str
    title: str
    source_url: str
    published: str
    site: str = ""

    def __post_init__(self) -> None:
        self.text = _TODAY.sub("", folded_years(self.text))

    @property
    def opening(self) -> str:
        """As much of the text as is counted; more would say no more."""
        return self.text[:_OPENING]

    @cached_property
    def head(self) -> list[str]:
        """The first lines that hold anything."""
        lines: list[str] = []
        for line in self.text[: _LINES * 10 * CHARS].split("\n"):
            if bare := plain(line):
                lines.append(bare)
            if len(lines) >= _LINES:
                break
        return lines

    @cached_property
    def heads(self) -> list[str]:
        """The lines of the opening that head the parts of a report: 一、, 二、."""
        lines = (line.strip(_MARK) for line in self.opening.split("\n") if len(line) <= CHARS)
        return [plain(line) for line in lines if line and line[0] in "一二三四五" and "。" not in line]

    @cached_property
    def foot(self) -> list[str]:
        """The last lines, where a report may be signed."""
        return [bare for line in self.text[-1000:].split("\n")[-6:] if 0 < len(bare := plain(line)) <= 40]

    @cached_property
    def posted(self) -> str:
        """The year and month in which the page was published: its date, else that of a line such as 发布时间：2031-08-28.

        Such a line stands below the title, or below the text.
        """
        last = [plain(line) for line in self.text[-1000:].split("\n")[-_LAST:] if len(line) <= CHARS // 2]
        found = next(filter(None, map(_POSTED.search, [*self.head[:12], *reversed(last)])), None)
        return self.published[:7] or (f"{found[1] or found[3]}-{int(found[2] or found[4]):02}" if found else "")

    @cached_property
    def titles(self) -> list[str]:
        """The title of the page, the first lines that are no sentences, and pairs of them, as a title may fill two."""
        short = [_bare(line) for line in self.head[:12]]
        short = short[: next((i for i, line in enumerate(short) if "。" in line or _NO_TITLE.search(line)), len(short))]
        short = [line for line in short if len(line) <= 90]
        whole = [_bare(plain(self.title))] if self.title else []
        # A line that has a year of its own and its end begins no longer title.
        joined = [a + b for a, b in pairwise(short[:6]) if not _WHOLE_LINE.search(a)]
        if short or not self.head:
            return [*whole, *short, *joined, *self._named()]
        # A text without lines of its own begins with its title, a passage from the middle of one with a sentence.
        first = _GLUED.split(_CLAUSE.split(self.head[0][:40], maxsplit=1)[0], maxsplit=1)[0]
        return [*whole, *self._named()] if _SENTENCE.search(first) else [*whole, first, *self._named()]

    def _named(self) -> list[str]:
        """Return the document that a paper or a notice tells of in its first sentence, unless it tells how things stand."""
        sentence = next((line for line in self.head[:_HEADED] if "。" in line), "")
        found = None if "今年以来" in self.text else _NAMED_DOCUMENT.search(sentence[:CHARS])
        return [next(filter(None, found.groups()))] if found else []


def titles(text: str) -> list[str]:
    r"""Return the lines at the head of a text that may be its title, the likeliest first.

    >>> titles("青岚市统计局\n青岚市2030年国民经济和社会发展统计公报\n一、综合")[0]
    '青岚市2030年国民经济和社会发展统计公报'
    """
    lines = [line for line in Seen(fold(text), "", "", "").titles if not NUMBERED.match(line)]
    named = [line for line in lines if any(p.search(line) for rows in read_weights("titles").values() for _, p in rows)]
    return sorted(named or lines, key=lambda line: _ANY_YEAR.search(line) is None)


def best(scores: Iterable[tuple[Name, float]]) -> tuple[Name | None, float, float]:
    """Return what has the highest score, the score, and how far it is above the next."""
    ranked = sorted(scores, key=lambda row: -row[1])
    if not ranked:
        return None, 0.0, 0.0
    after = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], ranked[0][1], ranked[0][1] - after
