"""Of which year or years a headline figure is, and whether it is an outcome, a target or a plan: words near it decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from xclib.model.codes import looks_back
from xclib.panels.kinds import FLOWS, RATED, RISING, SLOW, STATES, SUMMED, SUMS
from xclib.panels.match import Match
from xclib.panels.rows import Row
from xclib.panels.words import is_many_years, is_part_year

#: Status, period and first year.
Time = tuple[str, int, int]


def time_of(match: Match, row: Row, before: str, indicator: str) -> Time | None:
    """Return status, period and first year where they are those of the panel.

    These are the year reviewed, the year planned for, and a plan of several years.
    """
    if row["year"] is None or row["year"] != row["year"]:
        return None
    case = _case(match, row, before, indicator)
    if any(is_of_another_time(case) for is_of_another_time in _OTHERS):
        return None
    if plan := _plan(case):
        return plan
    if "/" in case.period:
        return _of_years(case)
    if _is_mean(case):
        return None
    return _of_year_reviewed(case) if case.status == "actual" and case.period == str(case.past) else _of_year_planned(case)


@dataclass(frozen=True)
class _Case:
    """A figure of an indicator, with the words that can say when it is: ``near`` are those about it alone."""

    match: Match
    row: Row
    before: str
    after: str
    indicator: str
    status: str
    year: int
    past: int
    near: str
    outcome: Time
    target: Time

    @cached_property
    def period(self) -> str:
        return str(self.past) if _strayed(self) else str(self.row["period"])

    @cached_property
    def many(self) -> bool:
        """Whether the words near it speak of several years."""
        # Prices 累计 rise over the months of one year; 比2029年增长6%, said of 2030, is growth of a year.
        of_one = "累计" if self.indicator == "cpi" else rf"[比较](?:{self.past - 1}|{self.past})年"
        # 年均增长8%，比上年增长9%: of the year, behind the mean.
        return is_many_years(re.sub(of_one, "", self.near)) and not (self.status == "actual" and _THEN_YEAR.search(self.near))


def _case(match: Match, row: Row, before: str, indicator: str) -> _Case:
    year = int(row["year"])
    past = year if looks_back(row["kind"]) else year - 1
    near = match.opener + before[match.start :]
    # 年均增长5%，其中2030年增长3%: what stands behind the year speaks of it alone.
    alone = [found.start() for found in re.finditer(rf"其中(?:{past}|今)年|[，、]{past}年(?:分别)?(?:比上年|同比)", near)]
    near = near[alone[-1] if alone else 0 :]
    times = ("actual", past, past), ("target", year, year)
    return _Case(match, row, before, row["after"], indicator, row["status"], year, past, near, *times)


# --- figures of times that are not the panel's -----------------------------------------------------------------------


def _is_of_part_year(case: _Case) -> bool:
    whole = case.row.get("coverage", "year") in ("", "year")
    return not whole or is_part_year(case.before) or _START.search(case.match.bridge) is not None


def _is_no_statement(case: _Case) -> bool:
    """Whether a number is where the area stands, arithmetic, or a share of what a term asks: 超额完成“十四五”规划目标25%."""
    stands = case.status == "target" and _NOW.search(case.before)
    share = case.indicator in SLOW and _DONE.search(case.match.bridge)
    return bool(stands or share or _IF.search(case.before))


def _is_movement(case: _Case) -> bool:
    """Whether a number begins a movement, or is the growth over one: 由2015年的40亿元增加到90亿元，增长125%."""
    moved = _MOVED.search(case.match.bridge)
    if moved and _MOVES.match(case.after):
        return True
    whole = moved and not _ONE_YEAR.search(case.match.bridge)
    return case.row["measure"] == "growth" and bool(whole or _since(case.before, case.past))


def _is_sum(case: _Case) -> bool:
    """Whether an outcome is what several years come to."""
    if case.match.family == "poverty_reduction" and ("累计" in case.match.opener or _is_all(case)):
        return True
    # “十四五”时期年均浓度平均值: of all its years.
    if "平均值" in case.match.bridge and _TERM.search(case.before[: case.match.start]):
        return True
    # 年均增长12%左右，达到: nobody says about of a mean that has been.
    if case.status == "actual" and case.indicator in SUMS and _MEANT.search(case.match.bridge):
        return True
    if case.status == "target" and case.indicator in SUMS and _OF_SUM.search(case.before):
        return True
    # 累计增长29%，达到3500亿元: the growth adds up, and not the level behind it.
    adds = case.indicator in ("fdi", "grain") or (case.indicator != "pm25" and case.indicator in SUMS | STATES)
    return adds and "累计" in _GREW.sub("", case.near) and "全年" not in case.near


def _is_in_sum(case: _Case) -> bool:
    """Whether an outcome is set against a term, or in a list or behind a sentence of what one comes to."""
    if case.status != "actual":
        return False
    if case.match.family in _ABROAD and _LED.search(case.row["lead"]) and not _is_of(case):
        return True
    if case.indicator in SUMMED and _is_sum_of_term(case):
        return True
    if case.indicator not in SUMMED | {"grain"}:
        return False
    # 五年累计引进内资9亿元；实际利用外资3亿美元: a sum of years heads the list.
    total = _TOTAL.search(case.before) or _TERMS.search(case.match.opener)
    if total and not re.search(rf"全年|今年|去年|{case.past}年", case.before[total.start() :]):
        return True
    # 五年来，固定资产投资总额达340亿元: a total of the years, as five years' harvests 合计.
    if _IN_ALL.match(case.match.bridge) and (_IN_TERM.search(case.before[: case.match.start]) or "年间" in case.before):
        return True
    # 15亿美元，是前五年的1.6倍: what is set against a term is the sum of one.
    return case.row["measure"] == "level" and _AGAINST.match(case.after) is not None


_OTHERS = (_is_of_part_year, _is_no_statement, _is_movement, _is_sum, _is_in_sum)


# --- figures of the panel's times ------------------------------------------------------------------------------------


def _of_years(case: _Case) -> Time | None:
    """Return the time of what was read as of several years, and may be that of one of them."""
    first, last = case.period.split("/")
    if case.status == "target" and case.row["part"] == "plan":
        return case.target if int(first[:4]) == case.year and _is_years(case) else None
    if int(last) != case.past or case.status != "actual":
        return None
    steady = _is_cap(case.row) or _ALWAYS.search(case.near) is not None
    if case.indicator in STATES or (case.indicator.startswith(("unemployment", "grain")) and not steady):
        return case.outcome
    times = case.indicator in SUMS and _SO_MANY.match(case.after)
    close = case.before[-60:]
    opened = case.before.startswith(f"{case.past}年") and not is_many_years(case.before)
    named = opened or f"{case.past}年" in close
    single = times or named or _ONE_YEAR.search(close) or _ITS_GROWTH.match(case.after)
    return case.outcome if single and not case.many else None


def _is_mean(case: _Case) -> bool:
    """Whether a figure is a mean or sum of years, or a level at their end, which is not named."""
    # 年均增长14%，达到70亿 ends in its last year.
    reached = case.indicator == "fdi" and case.match.bridge.endswith(("，达", "，达到"))
    if case.many and case.indicator not in STATES | SUMS and not reached:
        return True
    # 收入年均增长9%，达到3.2万元: the level of a term, whose last year is not said.
    words = case.before if case.indicator.startswith("share") else case.near
    return case.status == "target" and case.row["measure"] == "level" and _MEAN.search(words) is not None


def _of_year_reviewed(case: _Case) -> Time | None:
    """Return the time of what was read as an outcome of the year reviewed."""
    # 争取专项债券: bonds are won, not striven for.
    strives = case.indicator != "special_bonds" and _STRIVING.search(case.match.opener)
    # 完善去年的措施，力争粮食总产量达到: an aim, for all that the year before is named.
    if strives and case.row["part"] == "plan" and case.indicator not in SUMS:
        return case.target
    intended = _INTENT.search(_BEFORE_TIME.sub("", case.match.bridge)) or _GOAL.match(case.after)
    return None if strives or intended else case.outcome


def _of_year_planned(case: _Case) -> Time | None:
    """Return the time of what was read as of the year planned for: a report of late December reviews 今年, and plans 明年."""
    named = case.period == str(case.year)
    if case.row["part"] == "review":
        grown = case.row["measure"] == "growth" and _GROWN.search(case.near)
        left = "今年" in case.match.opener and (grown or _ITS_GROWTH.match(case.after))
        return case.outcome if named and case.status == "target" and (left or _THIS.search(case.near)) else None
    # 明年 reads as the year after it, as which a goal may be set by its number: 到2032年达到.
    following = case.period == str(case.year + 1) and f"{case.year + 1}年" not in case.before
    ahead = named or (case.status == "target" and following)
    fall = case.row["value"] < 0 and case.indicator in RISING
    return case.target if ahead and not fall and case.indicator not in RATED else None


_DONE = re.compile("完成.*(?:目标|任务)")
_THEN_YEAR = re.compile(r"均[^。；]*%，(?:比上年|同比)增长$")
#: Years that say how rare a growth is, and not when it was: 创近10年新高, 自2014年6月份以来连月第1位.
_STRAY = re.compile(
    r"近?[\d一二三四五六七八九十两]+年来?[^，。；\d]{0,3}(?:新高|最|第一次|首次|首位|新低|未有|罕见)|创[^，。；]{0,6}\d+年[^，。；]{0,6}新高"
    r"|自\d{4}年[^，。；]{0,8}以来|[（(]\d{4}年(?:不变)?价[)）]|创\d{4}年以来"
)


_ESTIMATE = re.compile(r"预计|初步核算|全年")


def _strayed(case: _Case) -> bool:
    """Whether a rate was given years that are not its own: by a word of how rare it is, or in spite of 预计."""
    row, past = case.row, str(case.past)
    if not (case.status == "actual" and row["part"] == "review" and row["measure"] == "growth" and row["unit_code"] == "PT"):
        return False
    if not row["period"] or row["period"].rpartition("/")[2] > past or case.indicator in SLOW or is_many_years(row["lead"]):
        return False
    near = case.before + case.after[:30]
    rest = _STRAY.sub("", near)
    years = _TERM.search(rest) or re.search(r"20\d\d年|19\d\d年", rest.replace(f"{past}年", ""))
    if is_many_years(rest) or years:
        return False
    return bool(rest != near or _ESTIMATE.search(case.before) or _ONE_YEAR.search(case.after[:14]))


_TERM = re.compile(r"五年|十[一二三四五]?五|期间|时期|规划期|到20\d\d年|20[2-5]5年|2030年|翻番|届")


def _plan(case: _Case) -> Time | None:
    """Return status, last and first year of a goal for several years: a mean rate, or a level at their end."""
    # The goals of a term may stand in a chapter of their own, which reads as part of the review.
    if case.status != "target" or case.row["part"] not in ("plan", "review"):
        return None
    if case.indicator in FLOWS and not _is_of_last_year(case):
        return None
    first, _, last = str(case.row["period"]).rpartition("/")
    if not last.isdigit() or not case.year + 1 < int(last) <= case.year + 30:
        return None
    # 2016/2035, in what looks back, mixes two terms.
    if case.row["part"] == "review" and first and not case.year <= int(first) <= case.year + 1:
        return None
    # A cap in the list of the year's targets, under a heading of the term.
    if case.indicator.startswith(("unemployment", "cpi")) and first == str(case.year) and _is_years(case):
        return None
    rate = case.indicator == "cpi" or (case.indicator.endswith("_growth") and case.indicator != "natural_growth")
    if rate and not (_is_fall_of_term(case, first) if case.indicator in SLOW else _is_rate_of_term(case, first)):
        return None
    return ("plan", int(last), int(first) if first else case.year)


def _is_of_last_year(case: _Case) -> bool:
    """Whether investment planned is that of the last year, by its mean growth, and no sum: 年均增长9%，达到800亿元."""
    mean = "年均" in case.match.bridge or MEAN_BEHIND.match(case.after)
    return bool(case.indicator == "fai" and mean and "累计" not in case.near + case.match.bridge)


def _is_fall_of_term(case: _Case, first: str) -> bool:
    """Whether a fall of energy is that over the years of a plan: 五年单位生产总值能耗下降20%."""
    whole = case.row["value"] <= _FALL or (first != "" and _TERM.search(case.before) is not None)
    return whole and "年均" not in case.before[-_FEW:]


def _is_rate_of_term(case: _Case, first: str) -> bool:
    """Whether a rate is the mean of the years from a first one."""
    return first != "" and (case.many or case.indicator == "cpi") and _FROM_TO.search(case.before) is None


def _is_sum_of_term(case: _Case) -> bool:
    """Whether money or people are those of several years: what an amount before them adds up, or a term's capital."""
    match, before = case.match, case.before
    # 2030年利用外资6亿美元、年均增长7%: the year is named.
    named = _is_of(case)
    ahead = _ADDING.search(before) if match.family in _TRADED and "达" not in match.bridge else None
    single = named or (ahead and "预计" in before[ahead.start() :])
    if ahead and not single:
        return True
    # 年均增长17%，达到8.3亿美元: the level at the end.
    if named or case.row["measure"] != "level" or _MOVED.search(match.bridge) or "增长" in match.bridge:
        return False
    if match.family in _ABROAD and "达" not in match.bridge and _IN_TERM.search(before[: match.start]):
        return True
    return match.family == "fdi" and (_IN_TERM.search(before[: match.start]) or MEAN_BEHIND.match(case.after)) is not None


def _is_of(case: _Case) -> bool:
    """Whether a sentence has named the year reviewed, and no term since."""
    sentence = case.before[max(case.before.rfind(mark) for mark in "。；") + 1 :]
    found = list(re.finditer(rf"全年|今年|去年|(?<![到至—－–～~-]){case.past}年", sentence))
    return bool(found) and _YEARS.search(sentence, found[-1].end()) is None


def _is_cap(row: Row) -> bool:
    """Whether a rate was kept within bounds, and not held at a number that is no round cap: 控制在3.9%."""
    held = "控制" in (row["bound_word"] or "") and (2 * row["value"]) % 1 > 0
    return row["bound"] != "=" and not held


def _is_years(case: _Case) -> bool:
    """Whether a rate under the heading of a plan of years is the year's own: nothing near it speaks of several."""
    before, indicator = case.before, case.indicator
    rate = indicator.endswith("_growth") or indicator in ("cpi", "unemployment_registered", "unemployment_surveyed")
    several = case.many or is_many_years(before) or _TERM.search(before) or _TERM.search(case.after[:30])
    return rate and not several and ("目标" in before or "今年" in case.row["lead"] + before)


def _since(before: str, past: int) -> bool:
    """Whether a sentence counts growth from years before the last: 比“十一五”末增长62%, and what follows it."""
    before = _TWICE.sub("", _SPELT_YEAR.sub(lambda year: year[0].translate(_DIGITS), before))
    found = [m for m in _BASE.finditer(before) if m[1] is None or int(m[1]) < past - 1]
    return bool(found) and not _ONE_YEAR.search(before, found[-1].end())


def _is_all(case: _Case) -> bool:
    """Whether people who left poverty are all of several years: 43万贫困人口全部脱贫, but for 剩余的8960名贫困人口."""
    return (
        "全部" in case.match.name and not re.search("剩余|未脱贫", case.match.name) and not _LEFT.search(case.before[-_NEAR:])
    )


#: 只要增长6%，就可以达到: arithmetic, and no target, up to the end of what follows from it.
_IF = re.compile(r"(?:只要|如果|假如|倘若|即使)(?:(?!就[^，。；]*，)[^。；])*$")
#: 能耗下降3%的目标预计可以完成: the target, not the outcome.
_GOAL = re.compile(r"[^，。；]*的[^，。；]{0,14}(?:目标|任务)(?:预计|可望|有望|将|能够)")
#: 累计引进资金83亿元、利用外资6亿美元: what stands behind an amount that adds up adds up.
#: 累计减税12亿元，完成投资: of another thing.
_ADDING = re.compile(
    r"累计[^，、；。\d]{0,8}(?:引进|引来|引资|利用|吸引|投资|预算收入|生产总值|零售|外资|内资|资金|进出口|出口)[^；。]{1,52}元[^；。]{0,20}[、，][^，、；。\d]*$"
)
_IN_ALL = re.compile("总额达|总量达|合计")
#: What speaks of a term.
_YEARS = re.compile("[三四五]年|五”|期间|时期|届|(?<!年)累计")
#: What reports add up over a term.
_TRADED = frozenset(["trade", "exports", "fdi", "fai", "retail"])
_ABROAD = frozenset(["trade", "exports"])
#: 累计引资24亿元，比“十四五”增长1.1倍。: money of a term added up, and the trade behind it is of the term too.
_LED = re.compile(r"累计[^。；]*(?:[引外内]资|资金|出口)[^。；]*[比是]“?(?:十[一二三四]?|[八九])五”?[^。；]*。$")
#: 五年来，利用外资150亿美元; “十四五”期间进出口总额95亿美元; 利用外资12亿美元、年均增长7%
_IN_TERM = re.compile("(?:[三四五]年来|期间|时期)，?(?:全[市省区州]|完成|实现)*$")
#: 9亿美元，年均增长17%
MEAN_BEHIND = re.compile(r"[^，。；、]{0,6}[，、]年均增长")
#: 累计完成进出口33亿美元，其中，完成出口23亿美元: a part of a sum.
_OF_SUM = re.compile(r"累计[^；。]{4,50}[，、]其中，?[\u4e00-\u9fff]*$")
#: It heads the list only where no number stands before it: 投资增长9%，五年累计410亿元 says it of investment alone.
_TOTAL = re.compile(rf"(?:^|[。；;])[^。；;\d]*[三四五]年(?:来|间)?累计(?!翻|增长|下降|提高)|{_OF_SUM.pattern}")
#: 五年吸引外资83亿美元, 五年全省粮食总产
_TERMS = re.compile("(?<![一二三四五六七八九〇○零])[三四五]年(?:来|间)?(?:全[省市区州国])?$")
#: 从“六五”到“十五”，经济年均增长12%: of terms that have been.
_FROM_TO = re.compile("从“?[一二三四五六七八九十]+五”?到")
#: 已经进入新阶段，城镇化率接近35%; 结构不合理的状况没有得到改变: where the area stands.
_NOW = re.compile(
    r"已经?(?:进入|处于|具备)(?![^。]*(?:到20\d\d年|今后|未来))|(?:问题|矛盾|状况)[^。]{0,30}(?:没有得到|尚未|依然|仍然)"
)
#: Characters before a rate that can say that it is a mean.
_FEW = 12
#: Less than this no year's energy falls.
_FALL = -10
_LEFT = re.compile(r"(?:剩余|余下|最后|确保|力争)[^，。；]*$")
#: Characters before a number that can say whose people it counts.
_NEAR = 30
_THIS = re.compile(r"今年(?:预计|可|将|有望|全年)|预计今年")
#: 今年出口9.2亿美元，比上年增长: a draft of the year before speaks, or the year would not be over.
_GROWN = re.compile(r"\d[^。；，]*[，、](?:同比|比上年|较上年)(?:增长|下降)$")
_GREW = re.compile(r"累计(?:增长|下降|提高)[\d.]+%")
#: 15亿美元，是前五年的1.6倍, 是“十四五”时期的2倍
_AGAINST = re.compile(
    r"[^，。；、]{0,6}[，、](?:年均(?:增长|递增)[\d.]+%(?:以上|左右)?[，、])?[^，。；\d]{0,4}(?:是|比|较|为)(?:[前上]一?个?[三四五]年|上一?届|“?(?:十[一二三四五]?|[六七八九])五”?(?:时期|期间|期|(?=增长))(?!末))(?!的?年?[平年]均|的?每年)"
)
#: Words in a paragraph about a term that speak of its last year alone.
_START = re.compile(r"(?:由|从)(?:上年的?|\d{4}年的?)?$")
#: 8010亿元，分别是2025年的4倍: the levels of two years.
_SO_MANY = re.compile(r"[^。；]*是(?:\d{4}年|五年前|“?十[一二三四五]?五”?(?:期?末))的?[\d.一二两三四五六七八九十]+倍")
_MOVED = re.compile(r"由(?!负)|从")
_MOVES = re.compile(r"(?:元|%|人|个|微克)?(?:左右|以上)?(?:增加|增长|提高|上升|扩大|提升|跃升|攀升|下降|降低|增|升|降)[到至为]")
_BASE = re.compile(r"[比较](?:“?(?:十[一二三四]?|[七八九])五”?(?:期?末|时期)?|((?:19|20)\d\d)年)(?:分别|共|累计)?(?:增长|减少)")
#: 比一九七八年减少.
_SPELT_YEAR = re.compile("[一二][九〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
#: 增长14%，比2029年增长8%；: of one figure, and not of what follows it.
_TWICE = re.compile(r"(?<=增长)[\d.]+%[^，。；\d]{0,4}[，、][比较]\d{4}年(?:同期)?增长[\d.]+%")
#: 提前实现规划目标: an outcome, for all that it names the goal.
_BEFORE_TIME = re.compile("提前[^，。；]*")
_INTENT = re.compile(r"要|力争|争取|确保|计划|目标|必须")
_MEAN = re.compile("年均(?!浓度|值)")
_MEANT = re.compile(r"年均(?:增长|递增)[\d.]+%(?:左右|以上)")
_STRIVING = re.compile(r"力争|争取")
_ONE_YEAR = re.compile(r"同比|比上年|较上年|去年|全年|一年来|仅增长")
#: 40亿美元，同比增长5%: its growth says that it is of a year.
_ITS_GROWTH = re.compile(r"[^，。；、]{0,6}[，、](?:同比|比上年|较上年)(?:增长|下降)")
#: 始终控制在4%: a rate of all years of a term.
_ALWAYS = re.compile(r"始终|一直|历年|每年|常年|均|都|连续|持续|稳定|保持|以内|以下")
