"""The time that a number speaks of: the frame of its paragraph, the expressions of time before it, and the period they give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from xclib.extract.about.seen import folded_years, plain
from xclib.extract.about.year import assessed_plan
from xclib.extract.document import Document, Paragraph, heading_of, names_plan, outline_heading
from xclib.extract.lexicon import alternatives, opening
from xclib.extract.tokens import Place, Reading, Token, fold
from xclib.extract.weights import read_weights
from xclib.model.codes import looks_back
from xclib.model.figure import Measure

_BASE_BEFORE = re.compile(
    r"(?:比|较|同|(?<=[高低快慢优好大小多少等当近早晚迟先])于|以|按|(?<![一二三四五六七八九十要因])是|相当于|超过|超|对比|为|与|从|由|扣除|剔除|含|占)\s?$"
)
#: 调整为2030年的: a movement arrives in a year, and does not compare with it.
_ARRIVES = re.compile(r"(?:调整|优化|变|转变|演变|增加?|提高|上升|提升|下降|降低|减少|扩大|缩小|增长)为\s?$")
#: 由“十四五”末的, 由2025年的: a movement leaves a year.
_OF = re.compile(r"(?:[同时]?期|期间)?[末初底]?(?:的|位?居|排|位列)")
#: 与近五年均值相比: a mean of years to compare with.
_MEAN_NEXT = re.compile("(?:同期)?的?(?:均值|平均(?!每))")
#: 由2030年3元提高到5元: the same without a word between.
_NUMBER_NEXT = re.compile(r"[末初底]?(?:全[国省市州区县](?=第)|第[一二三四五六七八九十]+次[^，。；\d]{0,10})?\s?第?\d")
#: 低于上年的要求 compares; 低于上年的5%, 低于上年的目标5% give a number of last year's.
_SET_THEN = re.compile(
    r"期?[末初底]?的[^，。；、\d]{0,4}?(?:要求|目标|任务|控制[数线]|计划|规划|预算|水平|标准|基数|规定)"
    r"(?!(?:值|数)?[约为是]?[\d.]+(?:[%％]|[万亿]?元))"
)
#: 低于上年的涨幅, without a number of its own, compares, too.
_NO_NUMBER = re.compile(r"(?!期?[末初底]?的[^，。；、]{0,8}?[-－\d一二三四五六七八九十百两约近])")
#: 上年结转收入 is an item of this year's account, as is what is done about 上年审计查出的问题.
_CARRIED = re.compile(r"(?:末)?(?:净|滚存|专项)?(?:结转|结余|结存)|审计(?:工作)?(?:报告)?(?:查出|发现|反映|指出|提出)")
_CN_DIGITS = str.maketrans("零〇○一二三四五六七八九", "000123456789")
_PLAN_NAMES = ("六五", "七五", "八五", "九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五", "十六五")
_PLANS = {name: 1981 + 5 * number for number, name in enumerate(_PLAN_NAMES)}
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True, slots=True)
class Frame:
    """The time that a paragraph speaks of.

    Parameters
    ----------
    start, end : int or None
        First and last year; None where the report does not say.
    part : str
        Part of the report.
    year : int or None
        The year planned for.
    now : int or None
        The year that 今年 names, where it is not the one planned for.
    plan : int or None
        The first year of the five-year plan whose aims an account of its middle sets outcomes against.
    state : bool
        Whether it is of how things stand at its end, as in an outline or behind 到2030年，: what no verb is said of is there
        then.
    """

    start: int | None
    end: int | None
    part: str
    year: int | None
    now: int | None = None
    plan: int | None = None
    state: bool = False

    @property
    def period(self) -> str:
        """As a period of a figure."""
        if self.end is None:
            return ""
        return str(self.end) if self.start in (None, self.end) else f"{self.start}/{self.end}"

    @property
    def is_span(self) -> bool:
        """Whether more than one year."""
        return self.end is not None and self.start != self.end


_SPAN_CUE = re.compile(
    r"(?=[5“五以十平成本过近这])(?:过去的?五年|五年来|五年间|[这近]五年|本届政府(?!的?(?:开局|第|最后|履职|任期的?[第最]))|五年中|“?十[一二三四五六]五”?(?:时期|期间)|五年工作|过去5年|(?<!\d)5年来|"
    r"(?:以来的|成就的|平凡的)五年|这是[^。；\d]{2,40}的五年[。，])"
    # 为近五年来最高增速 says how rare a growth is.
    r"(?!(?:同期)?的?(?:均值|平均(?!每)))(?!来?[^，。；是]{0,4}(?:最[高低快大好]|第一次|首次|新高|新低|罕见|未有))"
)
#: “十六五”以来，书屋增加: a paragraph of a plan that is over or under way, whatever year is told of.
_TERM_OPENS = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）.、])?(?:[^，。；\d]{2,16}。)?(?:纵观|回顾|回首|整个)?“?((?:[六七八九]|十[一二三四五六]?)五)”?(?:规划)?"
    r"(?:(?:时期|期间)(?:以来)?[，,]|以来[，,])"
)
#: 2030年的任务已经完成。回顾过去五年，我们: the second sentence says what the paragraph is about.
_LOOKS_BACK = re.compile(
    r"。(?:回顾|回首|纵观|总结)?(?:过去的?五年|这五年|五年来|“十[一二三四]五”(?:时期|期间))[，,]|收官[^。]{0,6}。“十[一二三四五]?五”时期是"
)
#: Under a heading on how things stand, too, a paragraph of the term.
_TERM_RESUMED = re.compile("(?:过去|这)?五年来?，")
#: 2030年是“十五五”时期的最后一年: what opens is of that year, for all that it names the term.
_IS_YEAR = re.compile("，?是")
_YEARS_CUE = re.compile(r"(?:(?:过去的?|[这近])?(?=[三四]年来)|(?:以来的|过去的?)(?=[三四]年(?![前级内])))([三四])年")
_YEAR_CUE = re.compile(r"今年以来|一年来|过去的?一年|刚刚过去的|去年|这一年|(?:20|19)\d\d年(?!\d{1,2}月(?:\d{1,2}日|$))")
_FUTURE_CUE = re.compile(
    r"今后五年|未来五年|今后5年|未来5年|[“\"]?((?:十[一二三四五六]?|(?<!十)[七八九])五)[”\"]?"
    r"(?:时期|期间|发展|经济社会|规划主要|主要|奋斗|总体|战略|基本|思路|目标|的)"
)
#: 实现今后五年的蓝图，今年尤为要紧: under a heading of one year, a paragraph of that year.
_YEAR_AS_STEP = re.compile(r"(?:完成|实现|落实|做好)[^，。；]{0,24}，(?:今年|(?:19|20)\d\d年)(?:是|至关|尤为|十分|非常|的)")
#: 2031年的主要目标是：the list below it is of the year, for all that its heading names a term.
_YEAR_S_LIST = r"(?:{0}年|今年)[^。；：:]{{0,30}}目标[^。；：:]{{0,8}}[：:]\s*$"
#: 从今年开始，进入了新的规划期: a year from which on is none to speak of alone.
_NEXT_CUE = re.compile(r"(?<![从自])(?:今年|明年|(?:20|19)\d\d年(?!\d{1,2}月(?:\d{1,2}日|[）)]|$)))")
#: A mean over several years; 年均浓度 and 年均气温 are means of one.
_YEARLY_MEAN = re.compile(r"年均(?![浓气降相值工汇pP]|水质)|年平均(?:增|递)|年递增|平均每年")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
#: Characters of a paragraph in which a cue sets its frame.
_LEAD = 60
#: Where at the latest a cue begins that opens a paragraph.
_HEAD = 12


def read_frames(document: Document) -> list[Frame]:
    """Return the time frame of every paragraph: one year, or the years of a term."""
    past = document.review_year
    if past is None:
        return list(_named_frames(document))
    account = _Account(document, past)
    frames = [account.frame_of(paragraph) for paragraph in document.paragraphs]
    now = past + 1 if _is_of_year_before(document) else past if _within_year(document, past) else None
    return frames if now is None else [replace(f, now=now) if f.part == "review" else f for f in frames]


class _Account:
    """The time that a report speaks of, paragraph by paragraph: what one opens holds until another changes it."""

    def __init__(self, document: Document, past: int) -> None:
        self.document, self.past, self.year, self.ahead = document, past, document.year, document.plan_year
        midway = _midway_through(document)
        # The middle of a plan is assessed in its third year, by the two that are over.
        over = _is_drawn_up_before(document, past) or (midway is not None and past == midway + 2)
        last = past - 1 if over else past
        self.of_year = Frame(last, last, "review", self.year, state=document.kind == "plan outline")
        self.of_term = replace(self.of_year, start=past - 4)
        self.of_plan = Frame(self.ahead, self.ahead, "plan", self.year)
        since = _first_of_account(document, last)
        if midway is not None:
            self.of_year, self.of_term = replace(self.of_year, plan=midway), replace(self.of_term, start=midway, plan=midway)
            self.of_plan = replace(self.of_plan, start=last + 1, end=midway + 4)
        elif since is not None:
            # Up to the year in which it is given, where it names that and does not plan it.
            named = any(f"{self.year}年" in paragraph.text for paragraph in document.paragraphs)
            until = self.year if named and document.kind != "work report" else last
            self.of_term = Frame(since, until, "review", self.year)
        self.set_out = self.of_plan  # what is planned, under a heading that names no rest of a year
        self.review = (
            self.of_term if since is not None or midway is not None else _first_frame(document, self.of_year, self.of_term)
        )
        # A congress from May on sums up its own year so far; one of the autumn plans for the five years from the next on.
        given = [self.year is not None and _given_in(document, months) == self.year for months in (_FROM_MAY, _IN_AUTUMN)]
        reviewed, later = given if document.kind == "work report" else (False, False)
        self.so_far = Frame(self.year, self.year, "review", self.year) if reviewed else None
        self.of_terms = _terms_ahead(document, self.year, int(later)) or self.of_plan
        self.plan = _first_plan(document, self.of_plan, self.of_terms)
        self.aims = _aims_listed(document, self.year)
        self.headed = False
        self.other: Frame | None = None
        self.back = False
        self.far: int | None = None
        self.situation = False

    def frame_of(self, paragraph: Paragraph) -> Frame:
        """Return the frame of the next paragraph."""
        lead = _lead(paragraph)
        self._head(lead)
        part_year = self.document.about.part_year
        if paragraph.part == "review":
            if (part_year and _REST_OF_YEAR.match(lead)) or _is_of_the_budget(self.document, paragraph):
                return self.of_plan
            tasks = self.aims.get(paragraph.line) or _tasks_set(lead, paragraph, self.year)
            return tasks or (self._looked_back(lead, paragraph) if paragraph.text else self.other or self.review)
        if paragraph.part == "plan":
            return self.of_year if part_year and _PART_TOLD.match(lead) else self._planned(lead, paragraph)
        if paragraph.part == "annex":
            return replace(self.of_plan, part="annex")
        # A definition holds in no year of its own.
        return Frame(None, None, paragraph.part, self.year)

    def _head(self, lead: str) -> None:
        """Read a heading of the highest rank for the one year that what stands under it is of, of an outline any one."""
        depth, words = heading_of(lead)
        if depth == 0:
            next_one = self.past + 1
            named = {int(found[1]) for found in _YEAR.finditer(words)} == {next_one}
            # The accounts of a year go on with the months of the next.
            named = named or (self.document.kind == "final accounts" and _UNDER_WAY.search(words) is not None)
            self.other = Frame(next_one, next_one, "review", self.year) if named else None
            rest = _REMAINING.search(words) is not None
            self.of_plan = Frame(self.year, self.year, "plan", self.year) if rest else self.set_out
            if _STANDING.fullmatch(words):
                # What there is, told before what the years of a term brought.
                self.other = self.of_year
        if self.document.kind == "plan outline" and (head := _ANY_HEAD.fullmatch(lead)):
            situation = outline_heading(head["words"]) == "state"
            self.other = self.of_year if situation else None if self.situation else self.other
            self.situation = situation

    def _looked_back(self, lead: str, paragraph: Paragraph) -> Frame:
        if self.so_far is not None and _SO_FAR.match(lead):
            return self.so_far
        self.review = _review_frame(lead, self.review, self.of_year, self.of_term, self.past)
        # 四年来 in a second sentence speaks of its own paragraph alone.
        alone = self.review == self.of_year and not _YEAR_CUE.search(lead)
        within = _years_frame(lead, self.of_year) if alone else None
        resumed = self.situation and (_TERM_RESUMED.match(lead) or _term_opening(lead, self.of_year))
        if resumed or (f"{self.past}年" in lead and self.other != self.of_year):
            self.other = None
        # 2030年是收官之年。五年来，我们砥砺前行: a list of dashes below it is of the term.
        self.review = self.of_term if self.back and lead.startswith("——") else self.review
        self.back = _LOOKS_BACK.search(lead) is not None if lead else self.back
        frame = self.other or _spanned(lead, self.review) or within or self.review
        if self.review.is_span and re.search(_LAST_YEAR.format(self.past), paragraph.text):
            self.review = self.of_year
        elif paragraph.text.endswith("：") and _LOOKS_BACK.search(paragraph.text):
            # 2030年收官。回首过去五年，成就体现在三个方面：the list below it is of the term.
            self.review = self.of_term
        return frame

    def _planned(self, lead: str, paragraph: Paragraph) -> Frame:
        self.headed = _heads_one_year(lead, self.ahead, self.headed)
        # 完成今后五年的目标，今年是关键 under a heading of one year speaks of the term in its own paragraph alone.
        self.plan = _plan_frame(lead, self.of_plan if self.headed else self.plan, self.of_plan, self.of_terms)
        if self.headed and self.plan.is_span and _YEAR_AS_STEP.match(lead):
            self.plan = self.of_plan
        frame = _spanned(lead, self.plan) or self._beyond(lead)
        if self.plan != self.of_plan and re.search(_YEAR_S_LIST.format(self.ahead), paragraph.text):
            self.plan = self.of_plan
        return frame

    def _beyond(self, lead: str) -> Frame:
        """Return the year behind the years of a plan that a paragraph opens with, also of the list of dashes below it."""
        if not lead.startswith("——"):
            named = _LOOKS_FAR.match(lead)
            self.far = int(named[1]) if named else None
        last = self.plan.end if self.plan.is_span else None
        if self.far and last and self.far > last:
            return replace(self.plan, start=self.far, end=self.far)
        return replace(self.plan, state=True) if self.far and self.far == last else self.plan


#: 到2045年，茶业全面振兴。, 展望2045年，: what stands behind is of that year, sentence by sentence.
_LOOKS_FAR = re.compile(r"(?:展望|[到至])((?:19|20)\d\d)年[，,]")
#: 现将2028年以来的茶业工作情况报告如下: an account of several years that are no term.
_ACCOUNT_SINCE = re.compile(
    r"(?:现将|现就|报告)[^，。；]{0,12}?((?:19|20)\d\d)年以来[^。；]{0,30}(?:情况|工作)[^。；]{0,12}如下"
)


#: 2028年以来，在市委的领导下: the same at the head of a review, of a government's years in office.
_OPENS_SINCE = re.compile(r"[\s*#　]*((?:19|20)\d\d)年以来，(?=[^。\d]*(?:领导|面对|我们|政府|坚持))")


def _first_of_account(document: Document, last: int) -> int | None:
    """Return the first year of which a report says at its head that it tells from then on, None where it says none."""
    heads = document.paragraphs[:_OPENING_LINES]
    openings = (_ACCOUNT_SINCE.search(fold(paragraph.text[-4 * _LEAD :])) for paragraph in heads)
    if document.kind == "work report":
        # 过去五年，… 2029年以来，面对干旱: behind what opens the term, a part of it.
        leads = takewhile(lambda lead: not _TERM_RESUMED.match(lead), map(_lead, heads))
        openings = (_OPENS_SINCE.match(lead) for lead in leads)
    found = next(filter(None, openings), None)
    return int(found[1]) if found and int(found[1]) < last else None


def _midway_through(document: Document) -> int | None:
    """Return the first year of the plan that a report assesses before its end, None where it assesses none."""
    titles = (plain(paragraph.text) for paragraph in document.paragraphs[:_TITLES])
    first = next(filter(None, map(assessed_plan, titles)), None)
    return first if first is not None and document.year in (first + 1, first + 2, first + 3) else None


def _is_drawn_up_before(document: Document, past: int) -> bool:
    """Whether an outline tells how things stood in the last year but one of the term before it, and names the last nowhere."""
    if document.kind != "plan outline":
        return False
    head = f"{past - 1}年，"
    opens = sum(fold(paragraph.text).startswith(head) for paragraph in document.paragraphs)
    return opens > 0 and not any(f"{past}年" in paragraph.text for paragraph in document.paragraphs)


#: The years of a plan at its head, lines in which they stand, and how many years a plan has at most.
_OF_PLAN = re.compile(r"((?:19|20)\d\d)年?[—–\-~至]{1,2}((?:19|20)\d\d)年")
_PLAN_LINES, _LONGEST_PLAN = 6, 15


#: By when something is to be reached: 到2033年，.
_UNTIL = re.compile(r"[到至]\s?((?:19|20)\d\d)年")


def _terms_ahead(document: Document, year: int | None, later: int) -> Frame | None:
    """Return the term that a report plans for, so many years later than its year; None where that is not known."""
    return None if year is None else Frame(year + later, _last_planned(document, year) + later, "plan", year + later)


def _last_planned(document: Document, year: int) -> int:
    """Return the last year of the term that a report plans for: the fifth, where it does not name another.

    Such is that of 某某三年行动计划（2031—2033年） and, where no five-year plan is named, the last of 到2033年.
    """
    if document.kind == "plan outline":
        for paragraph in document.paragraphs[:_PLAN_LINES]:
            for first, last in _OF_PLAN.findall(fold(paragraph.text[: 4 * _LEAD])):
                if int(first) == year < int(last) <= year + _LONGEST_PLAN:
                    return int(last)
        texts = [paragraph.text for paragraph in document.paragraphs]
        if not any(names_plan(text, year) for text in texts):
            named = (int(until) for text in texts for until in _UNTIL.findall(text))
            return max((until for until in named if year < until <= year + 4), default=year + 4)
    return year + 4


#: Last year, where nothing is set against it, and the words of a text that tells of its own year.
_LAST, _OWN = re.compile("(?<![比较与同和于])去年(?!同|初)"), ("今年", "本年")


def _is_of_year_before(document: Document) -> bool:
    """Whether a paper tells of a communiqué or a department in the year after it, so that last year is the one reported on."""
    texts = [paragraph.text for paragraph in document.paragraphs]
    # What a department tells of last year is of the year given, where it names that; so without a kind.
    named = document.kind in ("", "department report") and any(f"{document.year}年" in text for text in texts)
    if not (looks_back(document.kind) or named) or document.about.part_year or not document.about.looks_back:
        return False
    return any(map(_LAST.search, texts)) and not any(word in text for text in texts for word in _OWN)


#: What is to come of a year of which a part is told of: 展望下半年工作，确保增长5%.
_REST_OF_YEAR = re.compile(r"(?:展望|做好|抓好|谋划)?(?:下半年|下一?步|下一?阶段|四季度)[^，。；\d]{0,6}[，,]")
#: The account of that part, whatever its words weigh: 上半年，茶税完成5亿元.
_PART_TOLD = re.compile(r"今?年?(?:上半年|[前一]?[一二三]个?季度|1[-—–~～至到]\d{1,2}月份?|截[至止]\d{1,2}月[末底]?)[，,]")
#: The heading of what was done so far in the year that is under way.
_UNDER_WAY = re.compile(r"今年(?:以来|上半年|前|1)|本年以来")
#: The heading of what is left to do in the year under way: 三、今年后几个月工作.
_REMAINING = re.compile(r"(?:今|(?:19|20)\d\d)年最?后[几一二三四五六\d]个月")
#: The heading of what there is: 一、基本情况.
_STANDING = re.compile(r"(?:[\u4e00-\u9fff]{0,6})?(?:基本情况|基本概况|概况|现状|存在的?(?:主要|突出)?(?:问题|不足))")
#: A heading within an outline: （二）面临形势, 第二节 存在的主要问题.
_ANY_HEAD = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[篇章节]\s*|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])(?P<words>[^，。；：]{2,24})。?"
)
#: What is planned to be spent, set against what was planned or came in before: 茶务支出5万元，较上年预算数增加1万元.
_BUDGET_LINE = re.compile(
    r"[较比与](?:[上去]年|(?:19|20)\d\d年)度?预算数?(?:相比)?[，,]?(?:[增减多少持]|下降|提高)|"
    r"预算数?为?\s?\d[\d.,]*[万亿]*元，?[较比](?:[上去]年|(?:19|20)\d\d年)度?(?:预计|实际)?(?:完成|执行|决算)数"
)
_OUTTURN_BEFORE = re.compile(r"[较比](?:[上去]年|(?:19|20)\d\d年)度?(?:预计|实际)?(?:完成|执行|决算)数")
_CAME_OF_IT = re.compile("决算|执行|完成")
#: What a plan to change the budget of the year that is under way raises, cuts and keeps for later.
_ADJUSTED = re.compile(r"调整[为至到]|调[增减]|预留(?!面向|中小|[^，。；]{0,6}份额)|拟[安使分用发]|[可将]发行|级使用\s?\d")
#: A paragraph that says what is to be done, 2030年的主要任务是：…, 主要预期目标为, and words of what came of it.
_TASKS_ARE = re.compile(
    r"^\s*(?P<ahead>(?:19|20)\d\d)年[，,][^。]{0,12}(?:预计|预期|将|力争|计划)|任务是：|主要预期目标[^，。；：]{0,6}[是为]|"
    r"^\s*(?:(?:19|20)\d\d年|今年|全年)?的?(?:工作|主要|奋斗|总体|具体)+目标(?:主要)?(?:包括|[是为])"
)
_CAME_OF_TASKS = re.compile("已|了|超额|实际(?![利使]用|到位)|同比|目前|截[至止]|[比较]上年|完成率")


def _tasks_set(lead: str, paragraph: Paragraph, year: int | None) -> Frame | None:
    """Return the frame of a paragraph that opens with the tasks of a year and tells nothing of what came of them."""
    found = _TASKS_ARE.search(lead.replace(":", "："))
    if found is None or _FUTURE_CUE.search(lead) or _CAME_OF_TASKS.search(paragraph.text):
        return None
    named = _YEAR.search(lead, 0, found.end())
    of = int(named[1]) if named else year  # 2030年，计划投资5亿元 in an account of 2030 is none of its tasks
    return None if found["ahead"] and (of or 0) <= (year or 9999) else Frame(of, of, "plan", year)


#: The aims of a plan or of a year to come, of which a list follows: “十六五”的主要目标是：, and an item of it.
_AIMS_BELOW = re.compile(
    r"(?:“?(?P<plan>(?:[六七八九]|十[一二三四五六]?)五)”?|到(?P<year>(?:19|20)\d\d)年)[^。；]{0,30}(?:目标|指标)[^。；：]{0,8}[是为：]{1,2}\s*$"
)
_ITEM = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）.、．]|[一二三四五六七八九十]是|——|[①-⑩])")


def _aims_listed(document: Document, year: int | None) -> dict[int, Frame]:
    """Return the frame of every line of a list of aims of years to come, in a paper that looks back otherwise."""
    below: Frame | None = None
    found: dict[int, Frame] = {}
    for paragraph in document.paragraphs:
        if below is not None and _ITEM.match(paragraph.text.strip()) and not _CAME_OF_TASKS.search(paragraph.text):
            found[paragraph.line] = below
        elif paragraph.text.strip():
            below = _aims_below(paragraph, year)
    return found


def _aims_below(paragraph: Paragraph, year: int | None) -> Frame | None:
    """Return the frame of the aims that a paragraph leads on to at its end; None where it leads on to none to come."""
    named = None if paragraph.text.endswith("。") else _AIMS_BELOW.search(fold(paragraph.text[-2 * _LEAD :]))
    if named is None or year is None:
        return None
    first = _PLANS[named["plan"]] if named["plan"] else int(named["year"])
    last = first + 4 if named["plan"] else first
    return Frame(first, last, "plan", year) if last > year else None


#: Lines of a report that may be its title.
_TITLES = 3


def _is_of_the_budget(document: Document, paragraph: Paragraph) -> bool:
    """Whether a paragraph explains the budget of the coming year, wherever it stands in the report."""
    if document.kind != "budget report":
        return False
    adjusts = document.about.part_year and _ADJUSTED.search(paragraph.text)
    named = "预算" in paragraph.text and f"{document.plan_year}年" in paragraph.text
    if not (adjusts or named or _BUDGET_LINE.search(paragraph.text)):
        return False
    titles = "".join(line.text[:_LEAD] for line in document.paragraphs[:_TITLES] if line is not paragraph)
    of_accounts = "决算" in titles and "预算" not in titles
    return not of_accounts and _CAME_OF_IT.search(_OUTTURN_BEFORE.sub("", paragraph.text)) is None


#: 2030—2035年：what follows in the paragraph is of those years.
_SPANNED = re.compile(r"[（(]?[一二三四五六\d]?[)）.、]?((?:19|20)\d\d)年?(?:[—–\-~至到]{1,2}|一)((?:19|20)\d\d)年[：:，,]")


def _spanned(lead: str, frame: Frame) -> Frame | None:
    """Return the years that open a paragraph with a colon behind them, in its part; None where none do."""
    found = _SPANNED.match(lead)
    return replace(frame, start=int(found[1]), end=int(found[2])) if found and found[1] < found[2] else None


#: Lines at the head of a document that may name the day of its delivery, and what they name it as.
_OPENING_LINES = 14
_FROM_MAY, _IN_AUTUMN = (re.compile(rf"((?:19|20)\d\d)年(?:{months})月") for months in ("[5-9]|1[0-2]", "[89]|1[0-2]"))
#: What is told of the year that is under way.
_SO_FAR = re.compile(r"(?:特别是|尤其是)?(?:今年(?:以来|上半年|前|1)|上半年[，,])")


def _given_in(document: Document, months: re.Pattern[str]) -> int | None:
    """Return the year in which a report was given, where a line at its head names one of these months of it."""
    heads = (plain(p.text) for p in document.paragraphs[:_OPENING_LINES] if len(p.text) <= 2 * _LEAD)
    found = next(filter(None, map(months.search, heads)), None)
    return int(found[1]) if found is not None else None


def _within_year(document: Document, past: int) -> bool:
    """Whether a report was made within the year that it looks back on, so that 今年 is that year in its review."""
    # A department writes its review at the end of the year.
    return document.kind == "department report" or _given_in(document, _IN_AUTUMN) == past


def _lead(paragraph: Paragraph) -> str:
    """Return the head of a paragraph, in which a cue sets its frame."""
    head = paragraph.text[: 2 * _LEAD]
    return folded_years(fold((_DEBRIS.sub("", head) if _DEBRIS_SIGN.search(head) else head)[:_LEAD])) if head else ""


def _named_frames(document: Document) -> Iterator[Frame]:
    """Yield the frames of a document of unknown year: the year that a heading or the head of a paragraph named last."""
    named: int | None = None
    for paragraph in document.paragraphs:
        lead = _lead(paragraph)
        found = _YEAR.search(lead)
        since = found is not None and lead.startswith("以来", found.end())
        if found and _opens(found, lead) and not since and not _BASE_BEFORE.search(lead, 0, found.start()):
            named = int(found[1])
        known = named if paragraph.part in ("review", "plan") else None
        frame = Frame(known, known, paragraph.part, None)
        yield _spanned(lead, frame) or frame


#: Blanks and marks of layout, which copies put inside 2013 年.
_DEBRIS_SIGN = re.compile(r"[\s*#<]")
_DEBRIS = re.compile(r"(?:[\s*#]|</?[A-Za-z][^<>]{0,60}>)+")
#: 特别是刚刚过去的2020年，我们: behind the account of a term, the account of its last year begins.
_LAST_YEAR = r"(?:^|[。！；])(?:特别是|尤其是)?刚?刚?过去的(?:{0}年|一年)|[。！]{0}年，?(?:是|我们|面对|全[市省州区]上下)"
_HEAD_LINE = re.compile(r"[（(]?(?:第?[一二三四五六七八九十]{1,3}[、.．部）)]|\d{1,2}[、.．])|.{0,40}$")


#: 做好“十六五”开局工作: the first year of a term, and not the term.
_OPENS_TERM = re.compile(r"^[^。；]*(?:开局(?:之年|工作|起步)|(?:良好|精彩)开局)[^。；]*$")


_OF_YEARS = re.compile(r"五年|[今往]后|未来|十[一二三四五六]?五")
_STOP = re.compile("[。；，]")


def _heads_one_year(lead: str, year: int | None, before: bool) -> bool:
    """Whether a paragraph stands under a heading that names the year planned for and no term."""
    if heading_of(lead)[0] == 0 and _OPENS_TERM.search(lead):
        return True
    if year is None or len(lead) >= _LEAD or _STOP.search(lead) or not _HEAD_LINE.match(lead):
        return before
    if _OF_YEARS.search(lead):
        return False
    return before or ("年" in lead and re.search(rf"{year}年(?!\d{{1,2}}月)|今年", lead) is not None)


def _first_frame(document: Document, one: Frame, span: Frame) -> Frame:
    """Return the frame of the review before any cue: a term, where the words of its paragraphs speak of many years.

    The first report of a new government, of the nation in years such as 2018 and 2023, looks back on the whole term.
    """
    past = document.review_year
    if document.area == "全国" and document.kind == "work report" and document.year is not None and document.year % 5 == 3:
        return span
    if past is None or (past == document.year and document.kind != "work report"):
        return one
    if document.kind == "plan outline":
        return span
    weight, nowhere = 0.0, Frame(None, None, "review", None)
    for paragraph in document.paragraphs:
        if paragraph.part != "review":
            continue
        cued = _review_frame(paragraph.text[:_LEAD], nowhere, one, span, past)
        if cued is not nowhere:
            if cued.is_span:
                # 回顾五年工作，我们体会到 closes what went before; 这五年，是 opens the term behind the account of one year.
                weight += _CLOSED if _CLOSES.search(paragraph.text, 0, _WEIGHED) else -_CLOSED
            break
        weight += _term_weight(paragraph, "term_review", past)
    return span if weight > _TERM else one


def _first_plan(document: Document, one: Frame, span: Frame) -> Frame:
    """Return the frame of the plan before any cue: a term, where its paragraphs name the last year of one."""
    year = document.year
    if year is None:
        return one
    if document.kind == "plan outline":
        return span
    weight, nowhere = 0.0, Frame(None, None, "plan", None)
    for paragraph in document.paragraphs:
        if paragraph.part != "plan":
            continue
        cued = _plan_frame(paragraph.text[:_LEAD], nowhere, one, span)
        if cued is not nowhere:
            weight += _CLOSED if cued.is_span else 0.0
            break
        weight += _term_weight(paragraph, "term_plan", year)
    return span if weight > _TERM_AHEAD else one


_CLOSES = re.compile(r"体会|启示|经验|来之不易|感谢|敬意|深知|感悟")
#: Weight of a cue of a term behind the paragraphs in question.
_CLOSED = 5.0
#: So much must speak for a term against one year, of which reports speak three times as often.
_TERM, _TERM_AHEAD = 2.0, 5.0
#: What one paragraph may weigh, and how much of it is read.
_MOST, _WEIGHED = 4.0, 1500


@cache
def _terms(name: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    """Return the shapes that speak for a term, with their weights."""
    return tuple((re.compile(shape), float(weight)) for weight, row in read_weights()[name].items() for shape in row)


def _term_weight(paragraph: Paragraph, name: str, year: int) -> float:
    """Return how much a paragraph speaks for a term (above 0) or for one year (below)."""
    text = _YEAR.sub(lambda found: f"年{int(found[1]) - year:+d}", paragraph.text[:_WEIGHED])
    total = sum(weight for shape, weight in _terms(name) if shape.search(text))
    return max(-_MOST, min(_MOST, total))


def _opens(found: re.Match[str] | None, lead: str) -> bool:
    """Whether a cue stands at the head of a paragraph, or in a heading, and not within a sentence about something else."""
    if found is None:
        return False
    return (found.start() <= _HEAD and "。" not in lead[: found.start()]) or (len(lead) < _LEAD and "。" not in lead)


def _review_frame(lead: str, current: Frame, one: Frame, span: Frame, past: int | None) -> Frame:
    if _LOOKS_BACK.search(lead):
        return span
    if (term := _term_opening(lead, one)) is not None:
        return term
    cue, single = _SPAN_CUE.search(lead), _YEAR_CUE.search(lead)
    if single and (past is None or (single[0].endswith("年") and single[0][:4].isdigit() and single[0] != f"{past}年")):
        single = None
    if single and not _opens(single, lead):
        single = None
    of_year = single is not None and (single[0] == "今年以来" or _IS_YEAR.match(lead, single.end()))
    if cue and not of_year and (not single or cue.start() <= single.start() or "“" in cue[0]):
        return span
    if (years := _years_frame(lead, one)) and not single and _opens(_YEARS_CUE.search(lead), lead):
        return years
    return one if single else current


def _term_opening(lead: str, one: Frame) -> Frame | None:
    """Return the years so far of a plan that a paragraph opens with; None where it opens with none, or one to come."""
    named = _TERM_OPENS.match(lead)
    if named is None or one.end is None or (first := _PLANS[named[1]]) > one.end:
        return None
    return replace(one, start=first, end=min(first + 4, one.end))


def _years_frame(lead: str, one: Frame) -> Frame | None:
    """Return the years that a paragraph names early on as its own, 四年来; None where it names none."""
    years = _YEARS_CUE.search(lead) if "三年" in lead or "四年" in lead else None
    if years is None or one.end is None or years.start() > 2 * _HEAD:
        return None
    return Frame(one.end - _COUNT[years[1]] + 1, one.end, "review", one.year)


def _plan_frame(lead: str, current: Frame, one: Frame, span: Frame) -> Frame:
    if one.end is None:
        return one
    year = one.end
    if "年" not in lead and "五" not in lead:
        return current
    future, single = _FUTURE_CUE.search(lead), _NEXT_CUE.search(lead)
    if single and (not _opens(single, lead) or (single[0][:4].isdigit() and single[0] != f"{year}年")):
        single = None
    if future and (not single or future.start() <= single.start()):
        if future[1]:
            start = _PLANS.get(future[1], year)
            if start <= year <= start + 4 and year - start <= 1:
                return Frame(start, start + 4, "plan", year)
            return current
        return replace(span, end=(span.start or year) + 4)
    if single:
        return one
    return current


#: 在2020年的基础上, 达到2020年的1.3倍: a year to compare with.
_BASIS = re.compile(
    r"(?:期?末)?(?:的?[较]?高基数)?的?(?:基础上|(?:同期)?水平)|的\s?(?:[\d.]+|[一两二三四五六七八九十])\s?[倍成]"
)
#: 在2029年大幅增长的基础上: the same, where no number of that year stands between.
_ON_BASIS = re.compile(r"(?![^，。；]{0,8}百分之)[^，。；\d]{1,14}基础上")
#: What is amiss; 困难群众 and 矛盾纠纷 are whom and what a government cares for.
_AMISS = (
    r"(?:问题|困难|不足|短板|差距|矛盾)"
    r"(?!群众|家庭|职工|企业|户|学生|人员|时期|局面|纠纷|(?:逐一|逐项|全部|得到|及时)?(?:解决|整改|化解))"
)
#: Words before it, at most 30; 克服困难 and 整改存在的问题 are of what was overcome.
_BEFORE_AMISS = r"(?:(?!克服|面对|应对|战胜|解决|化解|破解|针对|整改|补齐)[^。；]){0,30}?"
#: The head of the account of what is amiss: 存在的问题：…, 我们也看到，茶业仍有不少短板.
_PROBLEMS = re.compile(
    rf"{_BEFORE_AMISS}(?:(?:存在|看到|认识到|[还仍]有|[还仍]面临){_BEFORE_AMISS}{_AMISS}|{_AMISS}[^，。；\d]{{0,4}}[：:])"
)

#: 自2017年起: the years from then on.
_SINCE_THEN = ("以来", "至今", "起", "开始")
#: 创2017年以来最好位次: how long it has not been so good.
_RECORD = re.compile(r"份?以来的?(?:最|首|新高|新低|同期|历史|第[一二三四五六七八九十\d]+高|高于)")
#: 创10年来新高: the same.
_RECORD_OF_YEARS = re.compile("(?:以?来)?的?(?:最[高低好快大多少]|新高|新低)")
#: 恢复到2029年的91%: how much of it there is again.
_PART_OF_IT = re.compile(r"(?:同期)?的?\s?[\d.]+%")


#: 空间规划（2021—2035年）: the years of a plan's name.
_TITLED = re.compile(r"(?:规划|计划|方案|纲要|行动|意见)[》”\"]?[（(]$")


#: 今年1—11月 in a review: of the year that it looks back on, since so much of the next is not over when it is told.
_MONTHS_OVER = re.compile(r"(?:1月?[-—–~～至到]|前)(?:9|1[0-2])个?月|前三季度")


#: 分别比1—7月与上年同期提升: the second of two things that growth is set against.
_BESIDE_BASE = re.compile(r"[比较][^，。；比较]{1,16}[和与及、]$")
#: “十五五”前四年, “十五五”后三年: the first years of that term, and its last.
_IN_TERM = re.compile(r"(?<!十)((?:[六七八九]|十[一二三四五六]?)五)”?(?:时期|期间|规划)?的?$")
#: What makes years of the name of a plan: “十六五”期间, and “十六五”茶路总投入约5亿元 without a word for them.
_OF_A_PLAN = ("时期", "期间", "末", "以来", "五年", "期末")
_SUM_OF_PLAN = re.compile(r"[^，。；、规划\d]{0,8}(?:总投[入资]|累计|总共|共计)[^，。；、\d]{0,6}\d")
#: 到2035年，茶路成网，全年茶客达到5万人: the whole of the year that was named, which stands near.
_BY_YEAR, _NEAR = re.compile(r"[到至]\s?(?:19|20)\d\d年"), 300
#: 2026年至2030年的4年里: the years named.
_NAMED_BEFORE = re.compile(r"\d\d年的")


def read_time(token: Token, text: str, frame: Frame) -> Frame | None:
    """Return the frame that a time expression sets, None where it only compares or names.

    >>> from xclib.extract.scan import scan
    >>> read_time(scan("2021年")[0], "2021年", Frame(2023, 2023, "review", 2024)).period
    '2021'
    """
    after = text[token.end : token.end + 4]
    before = _CENSUS.sub("", text[max(0, token.start - 20) : token.start])[-4:]
    # 成立于2028年，当年产值5亿元
    dates = frame.part != "glossary" and not after.startswith("，当年")
    dated = (_FOUNDED.search(before) and dates) or _DATES_FROM.match(text, token.end)
    if dated or _is_base(token, text, before, after):
        return None
    if token.text == "今年" and frame.part == "review" and _MONTHS_OVER.match(text, token.end):
        frame = replace(frame, now=frame.end)

    years: tuple[int, int] | None
    match token.kind:
        case "year":
            years = _named_year(token, after, frame)
        case "span":
            years = _named_span(token, text)
        case "plan":
            years = _named_term(token, text, after, frame)
        case "lately":
            return _lately_within(token, text, frame)
        case _:
            if token.text == "上年" and frame.part == "review" and frame.year != frame.end:
                # What is amiss was so in the year that is over, not the one before it.
                amiss = _PROBLEMS.match(text, 0, min(_LEAD, token.start))
                return replace(frame, start=frame.end) if amiss else _relative(token.text, frame)
            if token.text == "全年" and _BY_YEAR.search(text, max(0, token.start - _NEAR), token.start):
                return None
            return _relative(token.text, frame)
    return None if years is None else Frame(*years, frame.part, frame.year)


def _named_year(token: Token, after: str, frame: Frame) -> tuple[int, int] | None:
    """Return the year printed, or the years since then; None where it is not known until when."""
    value, end = int(re.sub(r"\s", "", token.text).translate(_CN_DIGITS)[:4]), frame.end or frame.year
    # Since a day, 自2030年5月1日起, holds what is a rule or a state.
    since = (token.text.endswith("年") or not after.startswith("起")) and after.startswith(_SINCE_THEN)
    if since and end is None and after.startswith("以来"):
        return None
    return (value, end) if since and end is not None and value < end else (value, value)


def _named_span(token: Token, text: str) -> tuple[int, int] | None:
    """Return the two years of a span, None where it is part of a title."""
    if _TITLED.search(text, max(0, token.start - 6), token.start):
        return None
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", token.text)]
    return (years[0], years[-1]) if years[0] <= years[-1] else None


def _named_term(token: Token, text: str, after: str, frame: Frame) -> tuple[int, int] | None:
    """Return the years of a five-year plan, its last year behind 末, None where the plan itself is meant."""
    start = _PLANS.get(token.text.strip('“”‘’"'))
    if start is None or not (after.startswith(_OF_A_PLAN) or _SUM_OF_PLAN.match(text, token.end)):
        return None
    if after.startswith(("末", "期末")):
        return start + 4, start + 4
    # “十四五”以来, said before its end, is of the years so far.
    past = frame.part == "review" and after.startswith("以来") and frame.end is not None and frame.end >= start
    return start, min(start + 4, frame.end) if past and frame.end is not None else start + 4


def _lately_within(token: Token, text: str, frame: Frame) -> Frame | None:
    """Return the years that 近三年 tells of, or 后三年 of a plan that is named before it."""
    within = _lately(token.text, frame)
    term = _IN_TERM.search(text, max(0, token.start - 8), token.start)
    if term is None or within is None or within.start is None or within.end is None:
        return within
    more = within.end - within.start
    first = _PLANS[term[1]] + (4 - more if token.text.startswith("后") else 0)
    return Frame(first, first + more, frame.part, frame.year)


#: 达到上年两倍以上: so many times the year before.
_TIMES_OF = re.compile(r"(?:同期)?的?(?:\d[\d.]*|[一二两三四五六七八九十]+)倍")
#: 完成2035年目标（5亿元）的80%: how far it has come by now.
_SHARE_OF_AIM = re.compile(r"”?(?:规划|计划)?的?(?:总?目标|任务)+[值数]?(?:（[^（）]{0,16}）)?的\s?[\d.]+%")


#: A census before its year: 同第五次全国人口普查2000年相比.
_CENSUS = re.compile("第[一二三四五六七]次[^，、；\\d]{0,4}普查$")
#: 始建于1958年，库容3亿立方米: since when there is something says not when it is told of.
_FOUNDED = re.compile("(?:始建|[创成]立|创[办建]|组建|设立)于$")
#: 1980年及以后出生的茶农, 2000年以前建成的茶舍: of when they are, and not when they are told of.
_DATES_FROM = re.compile(r"(?:及?[以之][前后])?出生|及?[以之]前(?:建成|竣工|登记|注册)[^，。；\d]{0,6}的")


def _is_base(token: Token, text: str, before: str, after: str) -> bool:
    """Whether an expression of time only compares, 比2030年, 在2030年基础上, or names an item of an account, 上年结转."""
    if token.kind == "lately" and (
        _NAMED_BEFORE.match(before) or (_MEAN_NEXT.match(text, token.end) and before[-1:] in "与比较同")
    ):
        return True
    if before.rstrip("“").endswith(("完成", "达到", "实现")) and _SHARE_OF_AIM.match(text, token.end):
        return True
    beside = after.startswith("同期") and _BESIDE_BASE.search(text, max(0, token.start - 24), token.start)
    if token.kind == "relative" and (
        beside or _CARRIED.match(text, token.end) or (token.text == "前一年" and before.endswith("提"))
    ):
        return True
    if token.kind == "relative" and token.text[0] in "上去" and _TIMES_OF.match(text, token.end):
        return True
    if _BASE_BEFORE.search(before) and token.kind != "lately" and not _moves(token, text, before, after):
        return True
    based = _BASIS.match(text, token.end)
    # 到“十六五”末水平达到5% says when.
    until = based is not None and "末" in based[0] and before.rstrip("“").endswith(("到", "至"))
    rests = before.endswith("在") and _ON_BASIS.match(text, token.end)
    record = _RECORD if token.kind != "lately" else _RECORD_OF_YEARS
    regained = before.endswith(("恢复到", "恢复至")) and _PART_OF_IT.match(text, token.end)
    return bool((based and not until) or rests or regained or record.match(text, token.end))


def _moves(token: Token, text: str, before: str, after: str) -> bool:
    """Whether something leaves a year, passes through a span or arrives, where a word before it might compare."""
    compares = before.endswith("于") and (_SET_THEN.match(text, token.end) or _NO_NUMBER.match(text, token.end))
    leaves = before[-1:] in "从由于" and _OF.match(after) and not compares
    counted = before[-1:] in "从由" and token.text.endswith("年") and _NUMBER_NEXT.match(text, token.end)
    # 从2026年到2030年: a span that is passed through is no base.
    passes = before[-1:] in "从自由" and (token.kind == "span" or after.startswith(_SINCE_THEN))
    return bool(leaves or counted or passes or _ARRIVES.search(before))


def _lately(text: str, frame: Frame) -> Frame | None:
    digits = re.search(r"\d+|[两二三四五六七八九十]", text)
    if not digits or frame.end is None or "多" in text:
        return None
    count = int(digits[0]) if digits[0].isdigit() else _COUNT[digits[0]]
    if not 2 <= count <= 10:
        return None
    if text.startswith(("今后", "未来", "之后", "往后", "后")) and frame.year is not None:
        return Frame(frame.year, frame.year + count - 1, frame.part, frame.year)
    if (
        frame.part == "plan"
        and frame.year is not None
        and not text.startswith(("过去", "近", "前", "头"))
        and not text.endswith("来")
    ):
        return frame if frame.is_span else Frame(frame.year, frame.year + count - 1, frame.part, frame.year)
    if frame.part == "plan" and frame.year is not None and text.startswith(("过去", "近")):
        return Frame(frame.year - count, frame.year - 1, frame.part, frame.year)
    last = frame.end if frame.part == "review" else (frame.year or frame.end) - 1
    return Frame(last - count + 1, last, frame.part, frame.year)


def _relative(text: str, frame: Frame) -> Frame | None:
    year, end = frame.now or frame.year, frame.end or frame.year
    if year is None or end is None:
        return None
    if text == "本世纪末":
        return Frame(_CENTURY, _CENTURY, frame.part, year) if year <= _CENTURY else None
    if text == "今年":
        return Frame(year, year, frame.part, year)
    if text in ("去年", "上年", "上年度", "上一年", "上一年度", "前一年"):
        back = end - 1 if text != "去年" and frame.part == "review" else year - 1
        return Frame(back, back, frame.part, year)
    if text in ("前年", "明年"):
        other = year - 2 if text == "前年" else year + 1
        return Frame(other, other, frame.part, year)
    if text in ("一年来", "过去一年", "过去的一年", "这一年", "全年") and frame.part == "review":
        return Frame(end, end, frame.part, year)
    if text == "全年" and frame.part == "plan" and frame.is_span:
        return Frame(year, year, frame.part, year)
    if text in ("过去一年", "过去的一年") and frame.part == "plan":
        return Frame(year - 1, year - 1, frame.part, year)
    return None


#: The year that ends the century of reports until then.
_CENTURY = 2000
_STOCK_BEFORE = re.compile(
    r"(?:达|到|至|突?破|超过|接近|逼近|(?<!次)跨越|跨上|迈上|跃上|恢复到|占|调整为|优化为|变为|稳居|位居)(?:了|近|约|超过|全市|全省|每(?:立方米|平方公里|升))*$"
)
_STOCK_VERB = re.compile(
    r"(?:[仍还尚设]|[仍尚][还有])有|拥有|出栏|在[孵营研]|在建(?![成设筑立])|每[百千万]|(?:^|[^\d百])千人|人均(?![增减])|现有|保有|集聚|聚集|(?<!新)入驻|居民(?:人均)?可支配|日均|全长|^年(?![均内初底末度])"
)
#: 青岚市现辖3县，茶农5万户: what there is, to the end of the sentence.
_GOVERNS = re.compile(r"(?<![管])[现下]?辖有?\d")
#: The next item of a list that such a verb opens: 现有茶社5家，茶馆6座; 接待茶客9万人 is no item of it.
_STOCK_LISTED = re.compile(
    r"(?:拥有|现有|保有)(?:[^，。；、\d]{1,18}[\d.]+[百千万亿]*[\u4e00-\u9fff]{1,3}[，、]"
    rf"(?!接待|[新建增完实获引培改扩开投累年全]|{alternatives('done', 'lead')}))+[^，。；、\d]{{1,18}}$"
)
#: 全市有医院20所；全县有3个镇年税收突破1000万元: what there is; 全市有20万人脱贫 is what happened.
_THERE_IS = re.compile(r"全[国省市区县州]共?有(?P<noun>[^，。；、\d]*)$")
_OVER = re.compile(r"[，。；、]|$")
#: 9个茶县中，5个: those of which some are told.
_OF_THEM = re.compile(r"[^，。；、\d]{1,14}(?<![高初集城])中(?![学小心等村])，?(?:[^，。；\d]{0,6}\d|[ⅠⅡⅢ])")
_STANDS = re.compile(
    r"[^，。；]{0,8}(?:纳入|参[加保]|享受|(?:突破|超过?|达到?)\d|(?:村|镇|乡|社区|街道|学校|医院|机构|企业)(?:[（，。；、]|$))"
)
_HELD = re.compile(r"(?:控制|稳定|保持|维持)(?:在|到)?(?:了|近|约|超过)*$")
#: The words of a clause that names what there is, and no deed.
_NO_DEED = (
    "(?:[高特]新|[^、新建招开创移施划设完连办引培获发部改推增入评组购配添投认整撤关送派淘停迁退拆充扶服帮惠训罚访奖注孵壮聘支规吸选储腾])"
    "{0,10}"
)
_STOCK_NOUN = re.compile(
    r"(?:余额|总额|里程|率|比重|面积|人口|(?:在校|在册|常住)(?:学?生|人)(?:数|员)?|参[保合](?:人[数员]?)?|天数|总产|总数|收入|产值|总值|生产总值|GDP|水平|规模|寿命|密度|浓度|周期|利润|利税|覆盖|强度|度|市场主体|能力|存栏|年产|"
    r"增加值|贸易额|交易额|销售额|装机|用户|从业人员|年限|总长|[^增减排投质力]量)(?:[^，、增减新累]{0,6})$"
)
#: 书屋床位3张, where nothing is done to them; 书屋3座, a count of things that stand.
_INSTITUTION = re.compile(
    rf"^{_NO_DEED}(?:注册)?(?:床位|泊位|机场|[院学]校|高校|医院|基站|充电桩|合作社|航线|企业|研究生|[本专]科生|教师|医师|护士|员)$"
)
#: 茶企超9家, where nothing is done to them; 连续两年超9亿元.
_OVER_THERE = re.compile(
    rf"^{_NO_DEED}(?:企业|主体|营收|进出口)(?:数量?|总数)?(?:已|均)?[超逾]$|连续[^，。；、]{{1,2}}年均?[超逾]$"
)
_STANDING_THERE = re.compile(rf"(?!$|.*(?:[消清拆]除|除险|加固|治理|解决)){_NO_DEED}")
_THINGS = frozenset("座家所条处张架个辆")
#: Units in which nothing is added up: 新增茶工平均年限15年, 新增茶车占比9%.
_NO_SUM = frozenset({"%", "‰", "年", "岁"})
#: Units of how much there is of it in each: 微克/立方米, 亿元/平方公里.
_DENSE = re.compile("[毫微]?克/|元/|人/")
_FLOW = re.compile(
    rf"(?<!公)(?:{alternatives('flows')})(?!(?<=共)[同享建]|(?<=五年)前|(?<=年均)[浓气汇值]|(?<=建成)区|(?<=投入)(?:占|强度|比重))"
)
#: What is added up over a term, whatever verb stands between: 新增就业达20万人.
_ADDED_UP = re.compile(rf"(?=[投{opening('added_up')}])(?:{alternatives('added_up')}|(?<![产占])投资总额)(?!率)")
#: Words of a clause that speak of several years at once, 五年新增, 连续迈上三个台阶.
_MANY = re.compile(
    r"(?:(?<!第)五|(?<![\d.])5)年(?!级|规划|计划|行动|期|后|前的)|累计|先后|相继|连续?[跨迈登跃上突]|[一二两三四五六七八九十几\d]次[跨突]|历年|总共|[共总]计|年均[^，、；]{1,4}平均值"
)
#: 到2030年，生产总值达到500亿元；累计投资: a year up to which is counted.
_BY_YEAR = re.compile(r"[到至](?:20|19)\d\d年(?![末底]?的)")
#: A rank of the whole term, 增速居全省第3位.
_RATE_OF_TERM = re.compile(r"增速|增幅|每年|先后|多次")
#: 自2027年起均超过: in every year.
_EVERY_YEAR = re.compile(r"^[^、和与]*(?<![人年平])均(?=[超达保突居])")
#: 比上年同期20亿元增加: the same of the year before.
_LAST_YEARS = re.compile(r"[比较]\s?(?:上年|去年)(?:同期|决算数?|执行数?)?[的（]?$")
#: The same with its name, and the verb that stands behind it: 比上年茶税20亿元减少.
_LAST_YEARS_OF = re.compile(r"[比较]\s?(?:上年|去年)(?:同期)?(?=[^，。；、\d]{2,16}$)[^增减升降提高低多少翻长]*$")
_MOVED_FROM = re.compile("(?:净|同口径)?(?:减[少收支]|增[加长收支]|下降|上升|提高|降低)")
#: 五年翻一番, where no expression of time was found.
_FIVE = re.compile(r"(?:(?<!第)五|(?<![\d.])5)年(?:内|间)?(?:翻|连|前进|上升|实现|净增|增长|新增|完成|共|$)")
_PLAN_END = r"[“\"]?([六七八九十]?[一二三四五六七八九十]?五)[”\"]?期?末"
_NAMED = rf"(?:(?:{_CENSUS.pattern[:-1]})?((?:19|20)\d\d)年|{_PLAN_END})"
#: A remark on the year named, 2030年（上次普查，下同）.
_NOTE = r"末?(?:\d{1,2}月\d{1,2}日(?:零时)?)?(?:（[^（）]{0,40}）)?"
#: 比2025年的20亿元增加, 比“十四五”末的20亿元增加: the number is of the year named.
_THAT_OF = re.compile(rf"[比较与同由从]\s?{_NAMED}{_NOTE}(?:同期|第[一二三四五六七八九十]+次[^，、；]{{0,10}})?的$")
#: 比“十四五”计划目标20亿元超过: the aim is of the last year of the plan.
_AIM_OF = re.compile(
    r"[比较]\s?(?:((?:19|20)\d\d)年|[“\"]?((?:[六七八九]|十[一二三四五六]?)五)[”\"]?)(?:计划|规划)?(?:确定)?的?目标$"
)
#: 比2025年增长, 比“十四五”末增加: growth over all the years since.
_AGAINST = re.compile(rf"[比较]\s?{_NAMED}")
#: The same with a note in a bracket behind the year: 比2025年末（上次普查的年份，下同）增加.
_AGAINST_NOTED = re.compile(rf"[比较]\s?{_NAMED}{_NOTE}[^，；]*$")
#: 比2025年增加3万人，增长5%; 村20个，增加2个: what goes on in the same sentence without a year of its own.
_AGAINST_BEFORE = re.compile(rf"[比较]\s?{_NAMED}(?![^；]*(?:同比|环比|[比较](?:[上去]年|年初))[^；]*$)[^。]*$")
_GROWS_ALONE = re.compile(r"[，,](?:净|共|也|同时)?(?:增[加长]|减少|下降|降低|提高|上升)(?:了|约|近)?$")
#: 与2025年的20万人相比，增加: the same, said of the clauses behind it, of which the first may grow 同比.
_BESIDE = re.compile(rf"[与同和]{_NAMED}{_NOTE}[^，；]{{0,40}}相比，?(?![^；]*(?:[比较](?:[上去]年|{_NAMED})|，[^；]*同比))")
#: 两年平均增长: so many years up to the last.
_MEAN_OF_YEARS = re.compile(r"([两二三四五六七八九])年(?:平均(?![数值])|年均)")
#: 由2025年的3亿元增加到8亿元，年均增长; 是“十四五”末的2倍，年均增长: the years that a mean is of begin after the year named.
_FROM = re.compile(rf"[由从自比较是为]\s?{_NAMED}")
#: 由2025年底的9家减少到2030年底的4家，减少: how much a movement came to in all the years since, up to the one it arrives in.
_MOVED_SINCE = re.compile(
    rf"[由从]{_NAMED}[末底]?的[^，；。]*?[到至](?:(?P<to>(?:19|20)\d\d)年)?[^，；。]*，"
    r"(?:共|净|累计|年均)?(?:增[加长]|减少|下降|降低|提高|提升|上升)了?$"
)
#: 达到3亿元，年均增长5%, 接待茶客3万人，茶税5亿元，年均分别增长, 300家，是2025年的2倍: the amount is of the last year.
_OF_THE_END = re.compile(
    rf"(?:[，、][^，。；、\d]{{1,12}}\d[\d.]*[万亿]*[^，。；、\d]{{1,3}}(?=，年均分别))?[，,、（(](?:均|都|分别|已|预计)*(?:年均|创历史|创新高|[比较是为]{_NAMED})"
)
#: 累计接待茶客9万人，实现茶税5亿元，年均分别增长: the next of a list of sums.
_SUMMED_BEFORE = re.compile(r"累计[^，。；、\d]{1,12}\d[\d.]*[万亿]*[^，。；、\d]{1,3}[，、][^，。；、\d达到]{1,12}$")
#: 改造茶舍超过9处: more than so many in all, whatever may be bounded so at the end of the term.
_DONE_OVER = re.compile(
    rf"(?:(?:{alternatives('done_over')})(?!区)|(?<!固定资产)投资(?=[超逾近约]))(?![^，。；]*(?:里程|总量|总数|总产|余额)[超逾近约])[^，。；、]*(?:超过?|逾|近|约)$"
)
#: 新增茶社5家，累计达到9家: all there are now.
_TOTAL_NOW = re.compile(r"新增[^，。；、\d]{1,14}\d[\d.]*[^，。；、\d]{1,4}，累计已?达到?$")
#: 是“十四五”期间的3倍: two terms are compared; 完成“十四五”的70% is of the term under way.
_TERM_AGAINST_TERM = re.compile(
    r"(?:上一?个五年|前五年|(?<!完成)(?<!完成[“\"])[“\"]?(?<!二)十[一二三四五]?五[”\"]?(?:期间|时期)?)的?$"
)


#: Characters before a number among which another term and its amount stand.
_NEAR_TERM = 40
_OTHER_TERM = r"[是为比较]\s?“?([六七八九]|十[一二三四五六]?)五”?(?:时期|期间)的?"
#: 是“十四五”时期30亿元的1.8倍: the amount is of that term, the multiple of the one told of, as is what stands before it.
_OF_OTHER, _TIMES_OTHER, _BESIDE_OTHER = (
    re.compile(_OTHER_TERM + "$"),
    re.compile(_OTHER_TERM + r"[\d.]+[万亿]*[^，。；、\d]{1,3}的$"),
    # 茶税3亿元，桑税5亿元，分别比“十五五”时期增长: of each of them.
    re.compile(
        rf"(?:多?[，、][^，。；、\d]{{1,14}}\d[\d.]*多?[万亿]*[^，。；、\d]{{1,3}}){{0,3}}[，,](?:均|分别)?(?:{_OTHER_TERM}|[是为比较]上一?个五年)"
    ),
)
#: Two numbers of a list, 3亿元和5亿元; 3户9人 stand side by side.
_NEXT_OF_LIST = re.compile(r"\s?[、和与及]{1,2}\s?(?:近|约|超过?)?$")
_SHARE_OF = re.compile(
    r"\d[\d.]*[万亿千百多余]*[^\d，。；、]{0,5}[，、]?(?:(?:约|均|分别)*占|(?:结案|审结|办结|办复|答复|回复)率)[^，；、\d]*$"
)
#: A part of the number before it, and what stands beside that part: 54个，其中县级13个、乡级20个.
_PARTS = re.compile(
    r"[、，,；（(]?其中[：，]?(?P<beside>(?:[^，。；、\d]{0,14}\d[\d.]*[^，。；、\d]{1,8}[，、])*)"
    r"(?:[^，。；、\d]{0,6}(?:[超过]\d+[万亿]*元|\d+[万亿]*元以上))?[^，。；、\d]{0,14}$"
)
#: Characters before a number among which what it is a part of stands.
_NEAR_WHOLE = 100


def _is_part(place: Place) -> bool:
    """Whether a number is a part of one before it, and no verb says that a further part came about in a time of its own."""
    found = _PARTS.search(place.sentence[-_NEAR_WHOLE:])
    own = _FLOW.search(place.pre) or _STOCK_BEFORE.search(place.pre)
    return found is not None and not (found["beside"] and own)


def is_of_last_year(place: Place) -> bool:
    """Whether an amount is what one of this year is set against: 比上年执行数20亿元增长, 比上年茶税20亿元减少."""
    if _LAST_YEARS.search(place.pre):
        return True
    return _MOVED_FROM.match(place.post) is not None and _LAST_YEARS_OF.search(place.pre) is not None


def _base(pattern: re.Pattern[str], text: str) -> int | None:
    """Return the last year of a text that a pattern finds named as a base."""
    found = [m for m in pattern.finditer(text) if m[1] or m[2] in _PLANS]
    if not found:
        return None
    return int(found[-1][1]) if found[-1][1] else _PLANS[found[-1][2]] + 4


def _base_before(place: Place, last: Reading | None) -> int | None:
    """Return the year named in an earlier clause, or before a bracket, that a change is still set against."""
    if (noted := _base(_AGAINST_NOTED, place.sentence)) is not None:
        return noted
    if not _GROWS_ALONE.search(place.sentence):
        return None
    compared = last is not None and last.measure in ("growth", "change")
    named = _AGAINST_BEFORE.search(place.sentence)
    # 茶税比2025年翻番；产值3亿元，增长5%: of the year. 村20个，比2025年增加2个；镇5个，增加1个: counted as often.
    listed = named is not None and "；" in named[0] and not re.search("增长(?:了|约|近)?$", named[0])
    # 茶税比2025年增长2倍；其中红茶税3亿元，增长5倍: a part of it.
    listed = listed or (named is not None and re.search("[；，]其中[^。；]*$", named[0]) is not None)
    return _base(_AGAINST, named[0]) if named and (compared or listed) else None


#: 比2020年翻一番，年均增长7%: the mean of what the number before tells of, and of no other thing.
_MEAN_ALONE = re.compile(
    r"[，、；。]?(?:平均每年|年均|年平均|[比较](?:上一?个五年|[“\"]?[一二三四六七八九十]{1,2}五[”\"]?)[^，。；、\d]{0,8}[快慢高低落降]出?$)"
)


def _is_mean_of_last(place: Place, last: Reading | None) -> bool:
    """Whether a number is the yearly mean of a change over several years right before it, or sets that against another term.

    增加60万人。平均每年增加6万人; 年均增长8%，比“十四五”快1个百分点.
    """
    several = last is not None and last.measure in ("growth", "change") and "/" in last.period
    return several and _MEAN_ALONE.match(place.pre) is not None


def _since(base: int, governing: Frame) -> str:
    """Return the years from the one after a base on: of growth against it."""
    if governing.end is None or base >= governing.end:
        return governing.period
    return replace(governing, start=base + 1).period


#: By how much an aim was surpassed: 比目标30亿元超过.
_SURPLUS = re.compile(
    r"(?P<than>[比较][^，。；、\d]{0,12}(?:计划|目标|任务|预算)数?)\d[\d.]*[万亿千百]*[^，。；、\d]{1,4}(?P<by>超[过出额]?|高出|多)$"
)


def surplus_of(place: Place) -> str:
    """Return the words for how far an amount surpasses an aim, 比目标超过, empty where it is none of that kind."""
    found = _SURPLUS.search(place.clause) if place.pre.endswith(("过", "出", "超", "额", "多")) else None
    return found["than"] + found["by"] if found else ""


def read_period(
    place: Place,
    measure: Measure,
    frame: Frame,
    explicit: Frame | None = None,
    *,
    near: bool = True,
    rule: str = "",
    last: Reading | None = None,
) -> str:
    """Return the period: the expression of time that governs, else that of the paragraph.

    In a term of five years a stock or a rank is that of its last year, a flow or a mean that of the whole term.

    ``place``: the number and the words around it; ``measure``: what the number is, one of 'level', 'growth', 'change', 'rank';
    ``frame``: the time that the paragraph speaks of; ``explicit``: the last expression of time before the number in its
    sentence; ``near``: whether that stands in the number's own clause; ``rule``: the rule that read the measure; ``last``: the
    figure before in the sentence.
    """
    if last is not None and _is_beside(place, measure, explicit or frame, last):
        return last.period
    if other := _other_term(place, measure, frame):
        return other
    governing = explicit or frame
    if explicit is None and measure != "rank" and (until := _mean_until(place, frame)):
        return until
    within = frame.is_span and governing.end is not None and (frame.start or 0) <= governing.end <= (frame.end or 0)
    if (
        (not near or _BY_YEAR.search(place.sentence))
        and within
        and not governing.is_span
        and (
            _MANY.search(place.clause)
            or (
                frame.part == "plan"
                and governing.end == frame.end
                and "新增" in place.clause
                and place.token.unit not in _NO_SUM
            )
        )
    ):
        governing = frame
    if (against := _against(place, measure, governing, last)) is not None:
        return against
    # The yearly mean of an amount, where nothing tells of more than a year, is that of the year.
    mean = "年" in place.pre and not governing.is_span and _YEARLY_MEAN.search(place.pre[-14:])
    if mean and (within or measure != "level" or place.token.unit in ("个百分点", "百分点") or _ADDED_UP.search(place.pre)):
        return _mean_of(place, frame, governing, frame if within else None)
    # 比2028年降低1个百分点，低于全市2个百分点: behind a change of the level the gap is that of the level.
    if rule == "gap" and last is not None and measure == "level" and last.measure == "growth":
        return last.period
    if not governing.is_span:
        to_the_end = measure in ("growth", "change") and governing.end == frame.end and not _OF_ONE_YEAR.search(place.pre)
        if (place.token.kind == "double" or to_the_end) and within and frame.part == "plan":
            # 到2036年，茶税翻一番, 能耗下降5%: within the years of the term up to then.
            return replace(governing, start=frame.start).period
        if frame.part == "review" and governing.end is not None and "年" in place.clause and _FIVE.search(place.clause):
            return replace(governing, start=governing.end - 4).period
        return governing.period
    if measure in ("growth", "change") and _is_of_a_year(place, governing):
        return str(governing.end)
    every = explicit is not None and explicit.is_span and _EVERY_YEAR.search(place.pre) is not None
    # Midway through a plan what is added up is called so.
    if frame.state and frame.part == "plan" and measure == "level" and _HELD.search(place.pre):
        return str(governing.end)
    of_term = _of_the_term(place, measure, rule, bare=governing.plan is None, state=frame.state)
    return governing.period if every or of_term else str(governing.end)


def _is_beside(place: Place, measure: Measure, governing: Frame, last: Reading) -> bool:
    """Whether a number is of the time of the one before: the next of a list, a part, a share or a multiple of it."""
    if place.token.unit == "倍" and "/" in last.period and _OF_OTHER.search(place.pre):
        # 累计9户，是“十四五”时期的3倍.
        return True
    if last.measure != measure or measure not in ("level", "rank"):
        return False
    if (place.clause and not place.pre) or _NEXT_OF_LIST.match(place.pre):
        return True
    if measure == "level" and governing.is_span and _is_part(place):
        return True
    # 投入累计9亿元，占支出的80%: a share is of the years of the amount before it.
    return governing.is_span and place.token.unit in ("%", "") and _SHARE_OF.search(place.sentence[-40:]) is not None


def _other_term(place: Place, measure: Measure, frame: Frame) -> str:
    """Return the term that a number is set against, or, behind an amount of that, the term told of; empty without one."""
    if "五" in place.pre and measure == "level" and place.token.unit != "倍" and (other := _OF_OTHER.search(place.pre)):
        first = _PLANS[other[1] + "五"]
        return f"{first}/{first + 4}"
    return frame.period if frame.is_span and _TIMES_OTHER.search(place.sentence[-_NEAR_TERM:]) else ""


def _mean_until(place: Place, frame: Frame) -> str:
    """Return the years of a planned mean behind which the year stands in which it ends; empty without one."""
    if frame.part != "plan" or frame.year is None or not _YEARLY_MEAN.search(place.pre[-14:]):
        return ""
    reached = _REACHED_IN.match(place.following)
    return f"{frame.year}/{reached[1]}" if reached is not None and int(reached[1]) > frame.year else ""


def _against(place: Place, measure: Measure, governing: Frame, last: Reading | None) -> str | None:
    """Return the period of a number that is a base, or is set against one; None where no base is named."""
    named = place.pre.endswith(("的", "目标"))
    # The clause of 与2030年（上次普查，下同）的 began within the bracket.
    words = place.sentence if named and "）" in place.pre and "（" not in place.pre else place.pre
    if named and (base := _base(_AIM_OF if place.pre.endswith("目标") else _THAT_OF, words)) is not None:
        return str(base)
    if last is not None and surplus_of(place):
        return last.period
    if "年" in place.pre and measure == "level" and governing.end is not None and is_of_last_year(place):
        return str(governing.end - 1)
    if measure in ("growth", "change"):
        base = _base(_AGAINST, place.clause)
        base = _base_before(place, last) if base is None else base
        if base is None and (moved := _MOVED_SINCE.search(place.sentence)):
            base = _base(_MOVED_SINCE, place.sentence)
            governing = replace(governing, end=int(moved["to"])) if moved["to"] else governing
        if base is not None:
            return _since(base, governing)
        if governing.end is not None and (mean := _MEAN_OF_YEARS.search(place.pre)):
            return replace(governing, start=governing.end - _COUNT[mean[1]] + 1).period
        if (base := _base(_BESIDE, place.sentence)) is not None:
            return _since(base, governing)
    return last.period if last is not None and _is_mean_of_last(place, last) else None


#: 增长17%，年均增长13.5%: beside a mean, a growth of its size is that of the last year.
_BESIDE_MEAN = re.compile(r"%?\s?[，、,]年均(?:增长|递增)?(\d+(?:\.\d+)?)%")
#: 年均增长8%以上，2033年达到: the year in which the mean of a plan ends.
_REACHED_IN = re.compile(r"(?:以上|左右)?[，,]到?((?:19|20)\d\d)年")
#: 比重较上年提高: in the account of a term, too, of one year.
_ON_YEAR_BEFORE = re.compile(r"(?<![均年])[比较](?:上年|去年|上一年)(?:同期|末|底)?[^，；、\d]{0,6}$")
#: The same, and a pace, which is that of the year it is reached in: 到2035年，茶税增速达到8%.
_OF_ONE_YEAR = re.compile(rf"{_ON_YEAR_BEFORE.pattern}|增速|增长速度|涨幅")
#: So many times its mean a growth of several years may well be.
_TIMES = 2.5


def _is_of_a_year(place: Place, governing: Frame) -> bool:
    """Whether a growth in a term is that of its last year: the mean of the term stands beside it, or the year before."""
    if governing.part == "review" and _ON_YEAR_BEFORE.search(place.pre):
        return True
    found, number = _BESIDE_MEAN.match(place.following), place.token.low
    if found is None or number is None or place.token.unit != "%":
        return False
    return number.value < _TIMES * float(found[1])


def _mean_of(place: Place, frame: Frame, governing: Frame, term: Frame | None) -> str:
    """Return the years that a yearly mean is of, where the words name but the last of them."""
    base = _base(_FROM, place.sentence)
    if base is not None and (frame.part == "review" or base == (frame.year or 0) - 1):
        return _since(base, governing)
    if governing.end is None:
        return ""
    if term is not None:
        return replace(governing, start=term.start).period
    if frame.part == "plan":
        first = frame.year if frame.year is not None and frame.year < governing.end else None
        return replace(governing, start=first or governing.start).period
    return replace(governing, start=governing.end - 4).period


def _of_the_term(place: Place, measure: Measure, rule: str, *, bare: bool, state: bool) -> bool:
    """Whether a number in a term of several years is of all of them, one without a verb too where it is ``bare``.

    Not so an institution without a verb in an account of how things stand, ``state``.
    """
    pre, clause = place.pre, place.clause
    if (place.token.unit == "年" and "连续" in clause) or ("累计" in pre and _TOTAL_NOW.search(place.sentence)):
        return False
    if measure == "rank":
        return _RATE_OF_TERM.search(pre) is not None
    if measure in ("growth", "change") or _HELD.search(pre) or _TERM_AGAINST_TERM.search(pre):
        return True
    if _YEARLY_MEAN.search(pre) and place.token.unit != "%":
        return True
    if _GOVERNS.search(place.sentence):
        return False
    if rule in ("ratio", "gap"):
        return rule == "gap" and _YEARLY_MEAN.search(pre) is not None
    beside = place.token.unit in ("元", "%") and _BESIDE_OTHER.match(place.following)
    if beside or place.token.unit in ("次", "场", "场次"):
        return True
    since = pre if _STOCK_BEFORE.search(clause) else clause
    if (_ADDED_UP.search(since) and (place.token.unit not in _NO_SUM or "每年" in since)) or _MANY.search(since):
        return True
    of_the_end = _OF_THE_END.match(place.following)
    if pre.endswith(("过", "超", "逾", "近", "约")) and _DONE_OVER.search(pre):
        return True
    if of_the_end and _SUMMED_BEFORE.search(place.sentence):
        return True
    if of_the_end or _STOCK_BEFORE.search(pre) or _STOCK_VERB.search(clause) or "期末" in clause or _OVER_THERE.search(pre):
        return False
    if _says_what_there_is(place) or _STOCK_LISTED.search(place.sentence):
        return False
    if _FLOW.search(clause[-24:]):
        return True
    unit = place.token.unit
    level = (
        unit in ("%", "‰", "倍")
        or "占" in pre
        or (_DENSE.match(unit) is not None and pre != "")
        or _STOCK_NOUN.search(pre) is not None
    )
    listed = unit in _THINGS and _STANDING_THERE.fullmatch(pre) and not _FLOW.search(place.sentence)
    return bare and not (level or (state and (listed or _INSTITUTION.search(pre))))


def _says_what_there_is(place: Place) -> bool:
    """Whether a clause says what there is in the whole area."""
    if _OF_THEM.match(place.following):
        return True
    found = _THERE_IS.search(place.clause)
    return found is not None and bool(_STANDS.match(place.following) or (found["noun"] and _OVER.match(place.following)))


def left_in(place: Place) -> int | None:
    """Return the year printed that a movement leaves, behind its first end or set beside it; None without one."""
    base = _base(_FROM, place.following)
    return _base(_BESIDE, place.sentence) if base is None else base
