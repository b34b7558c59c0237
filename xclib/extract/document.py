"""A report as paragraphs: line, text, part and section. Knows nothing of figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, takewhile

from xclib.care.packed import Packed
from xclib.extract.about import About, recognize
from xclib.extract.about.seen import AIMS_FOLLOW, folded_years
from xclib.extract.tokens import fold, with_points
from xclib.extract.weights import WEIGHED, plan_weight
from xclib.model.codes import looks_back
from xclib.model.numerals import simplify


@dataclass(frozen=True, slots=True)
class Paragraph(Packed):
    """One line of a report.

    Parameters
    ----------
    line : int
        Line of the source text, counted from 1.
    text : str
        The line as it stands, traditional characters as simplified ones.
    part : str
        ``review``, ``plan``, ``annex`` or ``glossary``; empty for an empty line before the first part.
    section : str
        Path of headings: ``1.2``.
    """

    line: int
    text: str
    part: str
    section: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report with what is known of it.

    Parameters
    ----------
    doc : str
        Report id.
    area : str
        The area that reports.
    kind : str
        A name of `xclib.model.codes.KINDS`, such as ``work report``.
    year : int or None
        The year planned for; of a communique, a bulletin or final accounts, the year reported on; of an outline, the first
        year of its plan.
    paragraphs : tuple of Paragraph
        All lines, empty ones too.
    about : About
        What the text says of itself and how sure it is; area, kind and year are those given where any were.
    printed : tuple of str
        The lines as printed, where any has traditional characters.
    """

    doc: str
    area: str
    kind: str
    year: int | None
    paragraphs: tuple[Paragraph, ...]
    about: About = field(default_factory=About)
    printed: tuple[str, ...] = ()

    @property
    def review_year(self) -> int | None:
        """The year that the report looks back on."""
        if self.year is None:
            return None
        return self.year if self.about.looks_back else self.year - 1

    @property
    def plan_year(self) -> int | None:
        """The year that the report looks ahead to, where it does."""
        if self.year is None:
            return None
        ahead = self.about.looks_back and not self.about.part_year and not looks_back(self.kind)
        # Accounts are heard in the year after, which what they say of the next steps is of.
        ahead = ahead or self.kind == "final accounts"
        return self.year + 1 if ahead else self.year

    def forms(self) -> dict[int, str]:
        """Return a printed form of every character that is read as a simplified one, ready for ``str.translate``."""
        whole = "\n".join(self.printed)
        pairs = {(plain, printed) for plain, printed in zip(simplify(whole), whole, strict=True) if plain != printed}
        return {ord(plain): printed for plain, printed in sorted(pairs)}


def parse_text(
    text: str,
    *,
    doc: str = "",
    area: str = "",
    kind: str = "",
    year: int | None = None,
    area_code: str = "",
    title: str = "",
    source_url: str = "",
    published: str = "",
    site: str = "",
) -> Document:
    r"""Split a report into paragraphs and recognize its parts.

    Lines are counted from 1, split at ``\n`` only. ``text``: the report; one line a paragraph. ``doc``, ``area``, ``kind``,
    ``year``, ``area_code``: what is known already; what is not is read from the text where it says so. ``title``,
    ``source_url``, ``published``, ``site``: title, address and ISO date of the page, and whose site it is of, which may say
    what the text does not.

    >>> parse_text("一、2023年工作回顾\n增长5%。\n二、2024年工作安排\n增长6%。").paragraphs[3].part
    'plan'
    """
    plain = with_points(simplify(text))
    printed = () if plain == text else tuple(_TAG.sub("", line) for line in text.split("\n"))
    folded = fold(plain)
    lines = [_TAG.sub("", line) if "<" in line else line for line in folded.split("\n")]
    about = recognize(
        folded,
        title=simplify(title),
        source_url=source_url,
        published=published,
        site=simplify(site),
        area=area,
        area_code=area_code,
        kind=kind,
        year=year,
    )
    document = Document(doc, about.area, about.kind, about.year, (), about, printed)
    # The words of a part of a year are of the same year before and after its middle.
    planned = None if about.part_year else document.plan_year
    # Where this year is looked back on, its name does not speak for the plan.
    weighed = [line.replace("今年", "本年") for line in lines] if about.looks_back else lines
    over = about.looks_back and not about.kind and about.year is None
    reviews = about.kind == "department report" and not any(map(_looks_ahead, weighed))
    parts = _bulletin_parts(lines, about) if looks_back(about.kind) else _parts(weighed, planned, reviews=reviews)
    if over:
        parts = ["review" if part == "plan" else part for part in parts]
    if about.kind == "plan outline":
        parts = _outline_parts(lines, parts, about.year)
    sections = _sections(lines)
    rows = zip(range(1, len(lines) + 1), plain.split("\n"), parts, sections, strict=True)
    return replace(document, paragraphs=tuple(Paragraph(*row) for row in rows))


# --- parts -----------------------------------------------------------------------------------------------------------

_NUMERALS = "一二三四五六七八九十"
#: A page pasted with its markup.
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_MARKS = " *#　\t>—-"
_ANNEX = re.compile(r"附件\s*\d*\s*[:：]?\s*$|附表|附件\d+$|附\s*[:：]?$")
_GLOSSARY = re.compile(
    r"(?:附件\d?[:：]?)?\s*(?:《?[^，。]{0,20}》?)?(?:有关)?(?:名词|名词术语|用语|词语|术语|名词和用语)(?:解释|注释|说明|释义)|^《[^》，。]{2,16}》释义$|^注释[:：]?$"
)
_HEADING = re.compile(rf"(?:第?[{_NUMERALS}]{{1,3}}[、.．部\s]|[（(][{_NUMERALS}]{{1,3}}[)）])")
_TOP = re.compile(rf"第?[{_NUMERALS}]{{1,3}}[、.．部\s]")
_PLAN_HEAD = re.compile(
    r"今年|明年|今后|未来|下一步|下步|下半年(?!以来)|打算|工作安排|主要任务|目标任务|总体要求|工作任务|重点工作|工作部署|奋斗目标|预期目标|指导思想|工作思路|主要目标|(?:发展|总体)目标$|工作计划$"
)
#: The heading of what is budgeted for the year to come: （三）公共预算安排情况.
_DRAFT_HEAD = re.compile(
    rf"[（(]?[{_NUMERALS}]{{1,3}}[)）、.．][^，。；：]{{0,16}}(?<!年初)预算[（(]?(?:草案[）)]?|安排)(?:情况)?$"
)
_REVIEW_HEAD = re.compile(r"回顾|过去|执行情况|完成情况|主要成就|工作总结|所做的工作|以来的工作|工作情况")
#: 一、“十五五”计划预期目标提前实现: goals that were reached, unless they are yet to be.
_REACHED = re.compile(
    r"^(?!.*(?:确保|力争|努力|推动|推进)).*(?:目标|任务)[^，。；]{0,4}(?:提前|全面|如期|圆满|胜利|超额|顺利)(?:一年)?(?:实现|完成)"
)
#: The same of a numbered heading alone: 一、重点工作开展情况.
_PROGRESS = re.compile("(?:开展|进展|推进|落实)情况")
#: The line of the session at which a report is given, and how far down it stands.
_TO_CONGRESS, _FRONT_LINES = re.compile("届.{2,30}会议上"), 8
#: The title and the day of delivery name the year planned for and head no part, nor does the caption of a table below the plan.
_TITLE = re.compile(r"报告|公报|\d月\d{1,2}日|会议上|表(?:[（(][^）)]*[）)])?$|^附?表\s?[一二三四五六七八九十\d]")
#: A five-year plan; 为“十六五”打好基础 is of the years before it.
_TERM = re.compile(
    r"(?=[十七八九])(?<!为)(?<!为“)(?<!十)(十[一二三四五六]?|[七八九])五”?(?=时期|期间|发展|规划|蓝图|经济|主要|总体|奋斗|战略|基本|思路|目标|的|”|：)"
)
#: The term ahead without its number, what a heading names of it, and the words of one that tells of a term that was.
_NEXT_TERM = re.compile(r"今后的?[五5](?:年|至十年|到十年)|未来的?[五5](?:年|至十年|到十年)|新一届政府")
_GOALS = re.compile(r"目标|任务|要求|构想|展望|思路|设想|考虑|部署|战略|方向|着力点|指导思想|纲要|蓝图")
#: A chapter behind the first is of the term that it names: 二、奋力谱写“十六五”新篇章.
_LATER_CHAPTER = re.compile(rf"第?(?!一)[{_NUMERALS}]{{1,3}}[、.．部\s]")
_ATTAINED = re.compile(r"成就|成效|成绩|完成|圆满|胜利|实现了|全面实现|如期实现|开好局|开局|的基础$")
#: What was done with the next term in mind, 谋划“十六五”发展思路, and the bracketed number of a heading within a part.
_IN_MIND = re.compile(r"谋划|聚焦|着眼|面向|对标|瞄准|锚定|围绕|站在|一年来|牢记|情况|不断|加快|重点(?:抓|做)了")
_LOW = re.compile(rf"[（(][{_NUMERALS}\d]")
#: Weight of a heading against the words of paragraphs.
_ANCHOR = 25.0
_THIS_YEAR = re.compile(r"今年(?!以来|前|上半)|新的一年|我们将")
#: What a department has yet to reach.
_STRIVES = re.compile("力争|努力实现")
#: 今年是“十六五”规划的关键一年 opens the plan of a speech without headings.
_YEAR_IS = re.compile("今年是[^。；]{2,40}年[。，]")
#: Characters at the head of a paragraph that set its time.
_LEAD = 30
#: Weight of the year planned for, or of the year reviewed, at the head of a paragraph.
_NAMED = 4.0
#: Weight of a year to come, 到2035年, anywhere in a paragraph.
_LATER = 3.0
_ANY_YEAR = re.compile(r"((?:19|20)\d\d)年")
_UNTIL = re.compile(r"((?:19|20)(?<![^到。；：，—]..)\d\d)年")
#: Longest heading behind which its paragraph goes on.
_RUN_ON = 20
#: What a beginning of the plan without a heading costs.
_UNMARKED = 14.0


def _looks_ahead(line: str) -> bool:
    """Whether a line opens with this year, or strives for something."""
    return _THIS_YEAR.search(line, 0, _LEAD) is not None or _STRIVES.search(line) is not None


def _names_goals(plain: str, year: int | None) -> bool:
    """Whether a line heads the goals of the term that begins with the year planned for: 今后五年的奋斗目标."""
    heads = len(plain) <= 30 or (len(plain) <= 60 and (_HEADING.match(plain) or plain.endswith(("：", ":"))))
    if year is None or not heads or "。" in plain or _REVIEW_HEAD.search(plain) or _ATTAINED.search(plain):
        return False
    if _IN_MIND.search(plain) or _LOW.match(plain):
        return False
    return _names_term(plain, year) and (_GOALS.search(plain) or _LATER_CHAPTER.match(plain)) is not None


def _names_term(plain: str, year: int) -> bool:
    """Whether a text names the term that begins with the year planned for."""
    return _NEXT_TERM.search(plain) is not None or names_plan(plain, year)


def names_plan(plain: str, year: int) -> bool:
    """Whether a text names by its number the five-year plan that begins with a year."""
    return "五" in plain and any(_begins(found[1]) == year for found in _TERM.finditer(plain))


def _tells_of_term(plain: str, year: int) -> bool:
    """Whether a heading is that of an account of the five-year plan that began with a year."""
    return names_plan(plain, year) and _OF_TERM.search(plain) is not None and _GOALS.search(plain) is None


def _anchor(plain: str, year: int | None) -> float:
    """Weight of a heading line, and of the year it names."""
    if _names_goals(plain, year) or AIMS_FOLLOW.search(plain):
        return _ANCHOR
    if not plain or len(plain) > 60 or "。" in plain or (not _HEADING.match(plain) and len(plain) > 30):
        return 0.0
    planned = year is not None and f"{year}年" in plain
    reviewed = year is not None and f"{year - 1}年" in plain
    if not _HEADING.match(plain) and (_TITLE.search(plain) or (planned and reviewed)):
        return 0.0
    reviews = _REVIEW_HEAD.search(plain) or (_HEADING.match(plain) and _PROGRESS.search(plain))
    if reviews or (reviewed and not planned):
        return -_ANCHOR
    if _REACHED.search(plain):
        return -_ANCHOR
    if _DRAFT_HEAD.match(plain):
        return _ANCHOR
    top = _TOP.match(plain) is not None
    if (_PLAN_HEAD.search(plain) and (top or planned)) or planned:
        return _ANCHOR
    return 0.0


#: Numbers of the five-year plans whose goals reports head, the first from 1986 on.
_NUMBERS = ("七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六")


def _begins(number: str) -> int:
    """Return the first year of a five-year plan: 九五 is 1996–2000, 十三五 2016–2020."""
    return 1986 + 5 * _NUMBERS.index(number)


def _parts(lines: Sequence[str], year: int | None, *, reviews: bool = False) -> list[str]:
    """Review up to the best place to split, plan after it; annex and glossary behind their own headings.

    ``reviews``: whether the text is of a kind that opens with its review.
    """
    tail = len(lines)
    contents = _contents(lines)
    lines = ["" if i in contents else line for i, line in enumerate(lines)]
    appendix: dict[int, str] = {}
    for i, line in enumerate(lines):
        plain = line.strip(_MARKS)
        if i and 0 < len(plain) <= 40:
            if _GLOSSARY.match(plain) and not plain[0].isdigit() and "附件" not in plain[3:]:
                appendix[i] = "glossary"
            elif i > 3 and _ANNEX.match(plain):
                appendix[i] = "annex"
    if not appendix and (first := _definitions(lines)) is not None:
        appendix[first] = "glossary"
    if appendix:
        tail = min(appendix)
    scores = [_score(folded_years(line.strip(_MARKS)), year) for line in lines[:tail]]
    glued = {i for i in range(1, tail) if _ends_in_heading(lines[i - 1], year)}
    for i in glued:
        scores[i] += _ANCHOR
    scores = _under_goals(scores, lines, year)
    # gain[k]: review for the first k paragraphs, plan for the rest.
    before = [0.0, *accumulate(-s for s in scores)]
    after = sum(scores)
    glued |= {i for i in range(1, tail) if _YEAR_IS.match(lines[i].strip(_MARKS))}
    gains = [b + (after + b) - (0.0 if k in glued else _split_cost(scores, k)) for k, b in enumerate(before)]
    if reviews or any(_TO_CONGRESS.search(line, 0, WEIGHED) for line in lines[:_FRONT_LINES]):
        # A report given to a congress opens with its review.
        gains[0] -= _UNMARKED
    cut = max(range(len(gains)), key=lambda k: (gains[k], k))
    while 0 < cut < len(scores) and not lines[cut - 1].strip():
        cut -= 1
    parts = ["review"] * cut + ["review" if _recalls(line, year) else "plan" for line in lines[cut:tail]]
    if year is not None:
        back = _chapters_back(
            lines[cut:tail], lambda plain: _tells_of_term(plain, year - 5) or _STAFFED.search(plain) is not None
        )
        parts[cut:] = ["review" if behind else part for part, behind in zip(parts[cut:], back, strict=True)]
    current = "annex"
    for i in range(tail, len(lines)):
        current = appendix.get(i, current)
        parts.append(current)
    return parts


def _ends_in_heading(line: str, year: int | None) -> bool:
    """Whether a paragraph ends in what heads the next one: a heading of the plan that a copy left there, or goals to come."""
    if "。" not in line:
        return False
    heading = line.rpartition("。")[2].strip(_MARKS)
    if heading.endswith("："):
        return _names_goals(heading, year)
    return _HEADING.match(heading) is not None and _anchor(heading, year) > 0


#: The heading of what there is, told before what is planned: 一、单位基本情况, （二）人员构成.
_STAFFED = re.compile("(?:基本情况|概况|职[责能]|(?:机构|岗位|人员)(?:编制|设置|构成|组成)?(?:情况)?)$")
#: Weight at which a paragraph under the plan that opens with the year before, or the term, is an account of it.
_ACCOUNT = -3.0
_YEAR_PAST = re.compile(r"(?:[^，。；：]{1,8}(?:说|指出|表示|介绍)[，：])?(?:刚?刚?过去的)?((?:19|20)\d\d)年")
_TERM_PAST = re.compile("过去的?五年|五年来")


def _recalls(line: str, year: int | None) -> bool:
    """Whether a paragraph under the plan is an account of the year before, as news of a meeting has behind its title."""
    plain = line.strip(_MARKS)
    if not plain or year is None or f"{year}年" in plain[:WEIGHED]:
        return False
    named = _YEAR_PAST.match(plain)
    if not (named and named[1] == str(year - 1)) and not _TERM_PAST.match(plain):
        return False
    return not _THIS_YEAR.search(plain, 0, WEIGHED) and plan_weight(plain) <= _ACCOUNT


#: Headings of an outline, the highest first, and the words of one that looks back.
_CHAPTERS = (
    r"第[一二三四五六七八九十百]+[篇编]",
    r"第[一二三四五六七八九十百]+章",
    r"第[一二三四五六七八九十百]+节",
    "[一二三四五六七八九十]+[、.．]",
    "[（(]",
)
_CHAPTER = re.compile("|".join(f"({shape})" for shape in _CHAPTERS))
#: Rank of the last that divides a whole outline, 第一节, of a heading without a number, and the longest of that.
_SECTION, _UNNUMBERED, _SHORT = 3, 4, 30
#: What a heading within the plan names of the term that is over: “十六五”时期茶业发展情况.
_OF_TERM = re.compile(r"情况|回顾|成就|成效|成绩")
#: A heading of an outline that looks back, on what the years before brought or on how things stand when it is made.
_BROUGHT = re.compile(
    r"回顾|成就|成效|成绩|背景|基础条件|基本情况|(?:发展|现实|良好|主要)基础|奠定|完成情况|“?十[一二三四五六]?五”?时期(?:经济|发展(?!环境)|取得)(?!.*(?:目标|思路|要求|任务|方针|战略|原则|重点))"
)
_STANDS = re.compile(
    r"(?:形势|挑战|机遇|发展环境|现状|概况|(?:存在的?|主要|突出)+(?:问题|不足|短板|困难)|(?:问题|短板)[与和])(?!.*(?:目标|思路|总体要求))"
)

#: One that begins with what is to be done looks ahead: 第三章 抢抓战略机遇, 优化发展环境, 夯实发展基础.
_TO_DO = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}(?:[篇编章节]|部分)|[（(]?[一二三四五六七八九十\d]{1,3}[)）、．.])?\s*(?:积极|主动|着力|持续|全面|切实|有效)?"
    r"(?:优化|营造|抢抓|抓住|把握|用好|应对|补齐|补强|解决|破解|化解|防范|提升|夯实|打牢|筑牢|厚植|巩固|打造|改善|构建|创造|完善|健全|增强|加强|强化)"
    r"(?!.*(?:回顾|成就|现状|情况|取得|显著|明显))"
)


def outline_heading(words: str) -> str:
    """Return what a heading of an outline looks back on: ``term``, ``state`` or nothing.

    >>> [outline_heading(words) for words in ("发展成就与形势", "“十六五”时期发展环境", "形势和主要目标", "抢抓发展机遇")]
    ['term', 'state', '', '']
    """
    if _TO_DO.match(words):
        return ""
    return "term" if _BROUGHT.search(words) else "state" if _STANDS.search(words) else ""


def _outline_parts(lines: Sequence[str], parts: Sequence[str], year: int | None) -> list[str]:
    """Return the parts of an outline: all of it plans, but for the chapters whose headings look back.

    Where no heading does, as in a passage, the paragraphs are told by their words.
    """
    back = _chapters_back(lines, lambda plain: outline_heading(plain) != "", _MEANS)
    if year is not None and not any(back):
        back = _words_back(lines, year)
    rows = zip(parts, back, strict=True)
    return [part if part in ("annex", "glossary") else "review" if behind else "plan" for part, behind in rows]


#: What is meant to come of a plan.
_MEANT = re.compile("力争|争取|确保|目标|将(?!军)|(?<![主重需])要(?!素)")


def _words_back(lines: Sequence[str], year: int) -> list[bool]:
    """Return of each line whether it tells of the term that is over: 由2025年的3亿元增加到2030年的5亿元, and what follows."""
    out: list[bool] = []
    for line in lines:
        plain = folded_years(line.strip(_MARKS))
        named = [int(found[1]) for found in _ANY_YEAR.finditer(plain)]
        behind = bool(out) and out[-1]
        over = next(_TERM.finditer(plain, 0, _LEAD), None)
        chapter = (found := _CHAPTER.match(plain)) is not None and (found.lastindex or _SECTION + 1) <= _SECTION
        ahead = _MEANT.search(plain) or names_plan(plain, year) or max(named, default=0) >= year or plan_weight(plain) > 0
        base = re.search(f"[。；](?:截[至止]到?)?{year - 1}年", plain)
        if over and _begins(over[1]) == year - 5:
            behind = True
        elif chapter or ahead:
            behind = False
        elif year - 1 in named and not (base and any(char.isdigit() for char in plain[: base.start()])):
            # 比2030年增加: the last year of that term as the base of what is planned; as is one behind other numbers,
            # 培育茶馆9家。2030年茶税5亿元.
            behind = re.search(f"[比较与和以为是]{year - 1}年", plain) is None
        out.append(behind)
    return out


#: What heads the section of a chapter on basis and aims, 发展基础和总体要求, in which its outline begins to plan.
_MEANS = re.compile(
    "^(?!.*(?:完成|实现|达成|进展|情况|评估|回顾)).*(?:目标|指导思想|总体(?:要求|思路)|基本(?:原则|思路)|发展(?:思路|战略|定位)|展望)"
)


def _chapters_back(lines: Sequence[str], looks_back: Callable[[str], bool], meant: re.Pattern[str] | None = None) -> list[bool]:
    """Return of each line whether it stands in a chapter whose heading looks back, and in no section on what is ``meant``."""
    out: list[bool] = []
    back: int | None = None
    ahead: int | None = None
    for line in lines:
        plain = line[:80].strip(_MARKS + "。")
        if len(plain) <= 40 and "。" not in plain and (found := _CHAPTER.match(plain)):
            level = found.lastindex or 0
            # A chapter that looks back ends with the next of its rank.
            if back is None or level <= back:
                back, ahead = level if looks_back(plain) else None, None
            elif meant and (ahead is None or level <= ahead):
                ahead = level if meant.search(plain) else None
        elif plain.endswith("回顾") and looks_back(plain) and len(plain) <= _SHORT and not re.search("[，。；]", plain):
            back = _UNNUMBERED
        elif back == _UNNUMBERED and len(plain) <= _SHORT and _GOALS.search(plain) and not re.search("[，。；]", plain):
            back = None
        out.append(back is not None and ahead is None)
    return out


#: What heads the rest of a year of which a part is told of: 三、下半年工作建议.
_REST = re.compile("(?:下半年|下一?步|下一?阶段|[三四]季度).{0,12}(?:建议|打算|安排|措施|思路|重点|工作|目标|任务)$")
#: A note of a communiqué: [47]茶速铁路是指.
_DEFINES = re.compile(r"\s*\[\d{1,3}\]\s?[^，。]{2,24}是指")


def _bulletin_parts(lines: Sequence[str], about: About) -> list[str]:
    """Return the parts of a report that looks back: all of it, but for the chapters on the rest of the year under way.

    Its notes define what it measures.
    """
    within = about.part_year or about.kind == "final accounts"
    ahead = _chapters_back(lines, lambda plain: within and _REST.search(plain) is not None)
    parts = ("plan" if later else "review" for later in ahead)
    return ["glossary" if _DEFINES.match(line) else part for line, part in zip(lines, parts, strict=True)]


_CONTENTS = re.compile(r"目\s*[录次]$")
_PAGE_NUMBER = re.compile(r"(?:[.…·\s]{2,}|[-—]{1,2})\d{1,3}$")
#: Lines at the head of a document in which a list of contents begins, and how many of them make one without its name.
_FRONT, _RUN = 60, 3


def _contents(lines: Sequence[str]) -> range:
    """Return the lines of the list of contents, whose headings head nothing; none where there is no such list."""
    filled = [(i, line.strip(_MARKS)) for i, line in enumerate(lines[:_FRONT]) if line.strip(_MARKS)]
    named = next((n for n, (_, plain) in enumerate(filled) if _CONTENTS.match(plain)), None)
    if named is not None:
        rows = _listed([(i, line.strip(_MARKS)) for i, line in enumerate(lines) if i > filled[named][0] and line.strip(_MARKS)])
        return range(filled[named][0], rows[-1] + 1) if rows else range(0)
    for n, (_, plain) in enumerate(filled):
        if plain.startswith("一、"):
            rows = _listed(filled[n:])
            again = any(line.strip(_MARKS).startswith("一、") for line in lines[rows[-1] + 1 :]) if rows else False
            return range(rows[0], rows[-1] + 1) if len(rows) >= _RUN and again else range(0)
    return range(0)


def _listed(rows: Sequence[tuple[int, str]]) -> list[int]:
    """Return the lines with which a list of headings goes on: short, numbered or with a page, and none of them twice."""
    seen: set[str] = set()
    out: list[int] = []
    for i, plain in rows:
        title = _PAGE_NUMBER.sub("", plain)
        numbered = heading_of(plain)[0] >= 0 or _PAGE_NUMBER.search(plain) or plain.startswith("第")
        first = plain.startswith("一、") and any(row.startswith("一、") for row in seen)
        if len(plain) > _LONGEST + 20 or "。" in plain or not numbered or title in seen or first:
            break
        seen.add(title)
        out.append(i)
    return out


#: Opens an account of the year before, which speaks against the plan even under the goals of a term.
_LAST_YEAR = re.compile("[（(]?[一二三四五六七八九]?[）)]?(?:去年|过去的?一年|一年来)")
#: The heading of a draft budget or plan: 二、2031年预算草案.
_DRAFT = re.compile(r"(?:预算|计划)[（(]?(?:草案|安排|编制)|收支预算|预算收支")


#: A paragraph that opens with the year by which goals are to be reached: 力争到2035年.
_GOAL_YEAR = re.compile(r"(?P<strives>力争|争取|确保|努力)?[到至]((?:19|20)\d\d)年[末底]?(?=[，,])")


def _opens_with_goals(lines: Sequence[str], year: int | None) -> bool:
    """Whether the first paragraph of a passage strives for a year to come, so that what follows is worded as if reached."""
    first = next((plain for line in lines[:_FRONT_LINES] if "。" in (plain := line.strip(_MARKS)) or len(plain) > _SHORT), "")
    found = _GOAL_YEAR.match(first)
    return found is not None and (int(found[2]) > year if year is not None else found["strives"] is not None)


def _under_goals(scores: Sequence[float], lines: Sequence[str], year: int | None) -> list[float]:
    """Return the scores, none of which speaks against the plan under a heading that beats their words.

    Such are the heading of a draft budget, and that of the goals of a term, which are worded as if they were reached.
    """
    out, draft, goals = [], False, _opens_with_goals(lines, year)
    for score, line in zip(scores, lines, strict=False):
        plain = line.strip(_MARKS)
        if abs(score) >= _ANCHOR:
            draft = score > 0 and (draft or _DRAFT.search(line) is not None)
            goals = score > 0 and (goals or _names_goals(plain, year))
        held = score < 0 and (draft or goals)
        account = held and not draft and (_LAST_YEAR.match(plain) or plain.startswith(f"{(year or 0) - 1}年"))
        out.append(0.0 if held and not account else score)
    return out


_BOLD = re.compile(r"\s*\*\*[^*：]{2,40}：\s*\*\*")
_DEFINITION = re.compile(r"[（(\[]?\d{1,3}[)）\]]?[.、．]?\s*[“《]?[^，。：]{2,40}：")
#: What is measured behind the colon, and no word that is explained: 1.茶业产值：增长5%.
_MEASURED = re.compile(r"[^：]*：(?:预计|实际|上半年|年均|同比)?(?:增长|下降|增加|减少|完成|实现|达|到资)")


def _definitions(lines: Sequence[str]) -> int | None:
    """Return the first of four or more numbered definitions, 17.某词：, that end the text, None where most are measured."""
    filled = [i for i, line in enumerate(lines) if line.strip(_MARKS)]
    found = list(takewhile(lambda i: _DEFINITION.match(lines[i].strip(_MARKS)) or _BOLD.match(lines[i]), reversed(filled)))
    measured = sum(_MEASURED.match(lines[i]) is not None for i in found)
    return found[-1] if len(found) >= 4 and 2 * measured < len(found) else None


def _split_cost(scores: Sequence[float], k: int) -> float:
    """Return what a split costs: a plan that begins without its heading needs more than a paragraph's words."""
    return 0.0 if k in (0, len(scores)) or scores[k] >= _ANCHOR else _UNMARKED


def _score(plain: str, year: int | None) -> float:
    if not plain:
        return 0.0
    # 五、2031年打算。新增茶馆5家: the heading runs on.
    head = plain.partition("。")[0] if _TOP.match(plain) else plain
    if anchor := _anchor(head if len(head) <= _RUN_ON else plain, year):
        return anchor
    if len(plain) <= 20:
        return 0.0
    lead = plain[:_LEAD]
    ahead = _THIS_YEAR.search(lead) or (year is not None and _names_term(plain[:60], year))
    named = _NAMED if ahead else 0.0
    if year is not None:
        named += (_NAMED if f"{year}年" in lead else 0.0) - (_NAMED if f"{year - 1}年" in lead else 0.0)
        named += _LATER if any(int(found[1]) > year for found in _UNTIL.finditer(plain, 0, WEIGHED)) else 0.0
    return plan_weight(plain) + named


# --- sections --------------------------------------------------------------------------------------------------------

#: The number of a heading, of one depth after the other.
_LEVEL = re.compile(
    rf"(?=[第{_NUMERALS}（(\d])(?:第?([{_NUMERALS}]{{1,3}})(?:、|．|\.(?!\d)|部分)|[（(]([{_NUMERALS}]{{1,3}})[)）]|[（(]?(\d{{1,2}})(?:[)）]|[、．]|\.(?!\d)))"
)


#: Where the words of a heading end that goes on in the same line.
_HEADED = re.compile(r"[。：；！]")
#: Longest words of a heading.
_LONGEST = 40


def heading_of(line: str) -> tuple[int, str]:
    """Return the depth of a numbered line, -1 where it has no number, and its words where they are those of a heading.

    >>> heading_of("（二）市本级收支。收入3亿元。"), heading_of("收入3亿元。")
    ((1, '市本级收支'), (-1, ''))
    """
    if not (plain := line[: 2 * _LONGEST].strip(_MARKS)):
        return -1, ""
    depth, number = _numbered(plain)
    words = _HEADED.split(plain[number.end() :], maxsplit=1)[0] if number else ""
    return depth, words if len(words) <= _LONGEST else ""


def _numbered(plain: str) -> tuple[int, re.Match[str] | None]:
    """Return the depth and the number of a line, -1 and None where it begins with none."""
    found = _LEVEL.match(plain)
    return (found.lastindex or 0) - 1 if found else -1, found


def _ordinal(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _NUMERALS.find(text) + 1
    return (_NUMERALS.find(tens) + 1 if tens else 1) * 10 + (_NUMERALS.find(ones) + 1 if ones else 0)


def _sections(lines: Sequence[str]) -> list[str]:
    path: list[int] = []
    section = ""
    sections = []
    for line in lines:
        depth, number = _numbered(line[:40].strip(_MARKS))
        if number:
            path = [*path[:depth], *[0] * (depth - len(path)), _ordinal(number[depth + 1])]
            section = ".".join(map(str, path))
        sections.append(section)
    return sections
