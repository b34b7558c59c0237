"""The year of a report: planned for or reported on, as its kind is filed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from xclib.extract.about.area import SURE
from xclib.extract.about.dating import PLACE, date_text, table, year_in_place
from xclib.extract.about.seen import DIGITS, NUMBERED, Seen
from xclib.extract.weights import plan_weight
from xclib.model.codes import looks_back

_CHAPTER = re.compile("第[一二三四五六七八九十]{1,3}(?:[篇编章节]|部分)")
#: The numerals stand first, for which a search is quick; what may not stand before them comes behind.
_NUMBER = r"(19\d\d|20\d\d|一[〇○零一二三四五六七八九]{3}|二[〇○零一二三四五六七八九]{3})"
_NAMED_YEAR = (
    r"\s?年(?:的|度|全[省市州区县镇乡]|我[省市州区县镇乡])*"
    r"(?:政府|主要|重点|总体|发展|预期|经济(?:和|与)?社会)*"
)
#: 2030年主要目标任务的完成 looks back, where nothing is to be ensured.
_REACHED = "(?:各项)?(?:主要)?(?:目标|任务){1,2}的?(?:全面|顺利|圆满|胜利)*(?:完成|实现)"
_YEAR_AHEAD = re.compile(
    rf"{_NUMBER}{_NAMED_YEAR}(?!{_REACHED})(?:工作)?的?(?:总体|主要|重点)?(?:安排|任务|思路|重点|部署|打算|要求|建议|目标|意见|计划|(?:面临的)?形势|"
    r"(?:[省市区县]政府|[省市区县])?(?:为民|民生|[\d十百]{1,3}件)[^，。\n]{0,8}实事(?!.{0,3}完成))"
)
_YEAR_BEHIND = re.compile(
    rf"{_NUMBER}(?<!确保....){_NAMED_YEAR}(?:(?:工作)?的?(?:回顾|总结|完成情况|基本(?:估[计价]|情况))|{_REACHED})"
)
_Y = r"((?:19|20)\d\d)年(?:度)?"
#: How sure a title makes, and from which share of the weights on a text is dated by what it speaks of.
_CERTAIN, LIKELY = 0.995, 0.75
#: Paragraphs whose words are weighed.
_PARAGRAPHS = 400
#: Longest line that heads a part.
_HEAD_LINE = 40
#: A report of this month or later plans the coming year, from the first of autumn on where it names what is to be done then.
_LATE, _AUTUMN = 11, 8
_PART = r"(?:上半年|前?[一二三四]个?季度|前三季度|第[一二三四]季度|1[-—–~至到]\d{1,2}月|\d{1,2}月份)"
_PART_YEAR = re.compile(_Y + _PART)
#: The end of the year before, which the months of the next are set against, and a year since which something is told.
_SINCE_END, _SINCE = re.compile(r"[比较由从]((?:19|20)\d\d)年[末底]"), re.compile(r"((?:19|20)\d\d)年以来")
#: 截至2030年9月底, 2027年以来至2030年9月: how far an account goes.
_UP_TO = re.compile(r"(?:(?:截[至止]到?|[。，]到)(?=\d{4}年\d{1,2}月[末底])|来[至到](?=\d{4}年\d{1,2}月))((?:19|20)\d\d)年")
_OWN_PART = re.compile(r"(?<![比较与和同于由自])" + _PART_YEAR.pattern)
#: The last month of 1—7月份.
_MONTH = re.compile(r"(?<![\d年])(\d{1,2})月")
#: 书屋局上半年工作总结, whose year the copy left out.
_PART_ALONE = re.compile(rf"{_PART}.{{0,8}}(?:工作|运行|执行)?(?:总结|情况)")
#: The first words of a passage on a part of a year: 上半年，; （一）主要指标。1—6月，; with 1—11月 a whole year may be told of.
_PART_OPENS = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）][^。，]{0,20}。)?(?:今年以来[，,].{0,120}?[，,。；])?(?:截[至止])?今?年?"
    rf"(?!(?:1[-—–~至到])?1\d月)(?:{_PART}|\d月[末底]?)(?:[，,]|全[国省市州区县])"
)
#: What changes the budget of the year that is under way, and the first words of an account of it.
_ADJUSTS = re.compile("预算(?:第?[一二三四]次)?调整(?:[（(].{1,6}[）)])?(?:的?方案|草案)|调整.{0,12}预算的?(?:方案|草案)")
_UNDER_WAY = re.compile("今年以来[，,]")
#: What an account of a budget speaks of, and no change of one.
_CARRIED_OUT = re.compile("草案|执行情况|同比|[比较]上年|完成(?:年初|调整|全年)?预算")
#: Items of such a change, where no title says so, and how many at least.
_ADJUSTED_TO, _ADJUSTMENTS = re.compile("(?:预算|收入|支出|资金|总计)[^，。；\\d]{0,8}(?:相应)?调整为|，调[增减]"), 3
#: The first heading of such a passage: 一、上半年计划执行情况.
_PART_HEADS = re.compile(rf"[（(]?[一1][、.．)）](?:今年)?{_PART}[^，。：]{{0,16}}(?:情况|回顾|总结)$")
#: What a text says early on of the tasks of a year, 2031年要事前三季度落实情况, or its title: 2031年上半年工作报告.
_PART_REVIEWED = re.compile(
    rf"{_Y}[^，。；年]{{0,16}}?{_PART}(?:[^，。；\d]{{0,4}}(?:完成|执行|进展|落实|推进)情况|(?:政府)?工作的?(?:报告|总结|汇报|情况)$)"
)
#: The account of a part of a year that a congress heard: 听取了《关于2031年上半年计划执行情况的报告》.
_HEARD = re.compile(rf"(?:听取|审[议查])[^。]{{0,80}}《[^》]{{0,24}}{_Y}{_PART}[^》]{{0,24}}执行情况的?报告》")
#: What is told of the year that is under way, and from which month on this year is one told of.
_THIS_YEARS, _TOLD_FROM = re.compile(rf"今年以来|今年来|截[至止]到?\d{{1,2}}月\d{{1,2}}日|(?:今年)?{_PART}[，,]"), 4
#: The months that an account is of: 1—7月; the month with which a part of a year ends: 前三季度.
_SO_MANY = re.compile(r"1[-—–~至到](\d{1,2})月")
_ENDS_WITH = {"一季度": 3, "上半年": 6, "二季度": 6, "三季度": 9, "四季度": 12}
_SESSION = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月")
_OPENED = re.compile(r"(?:[刚过去的]{0,8})((?:19|20)\d\d)年(?:，|,|是|我)")
#: The day of delivery; 本届政府2028年1月就职 is none.
_DATED = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(?=[\d一二三四五六七八九十]{1,3}日|在|[）)]|$)")
#: A day in a sentence, which tells of something else: 2028年1月8日，省政府印发.
_SENTENCE_DAY = re.compile(r"日[，,]?(?!在)[^（(）)]{2,}[，。；：]|日[，,](?!在)")
_DELIVERED = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月\d{1,2}日.{0,4}在.{2,20}届")
_ACCOUNTS = re.compile(_Y + r"[^年]{0,40}?决算|决算[^年]{0,6}" + _Y)
_PLANNED = re.compile(r"[与和及、]" + _Y + r"[^，。]{0,30}?(?:计划|预算|安排|打算|思路|要点)")
_DONE = re.compile(_Y + r"(?![^年]{0,4}上半年)[^，。年]{0,30}?(?:执行情况|完成情况|执行的?情况)")
_PLAN = re.compile(_Y + r"[^，。年]{0,24}?(?:预算|计划|绩效目标)(?!执行)")
#: The budget that a department publishes of itself: 2031年度部门预算情况说明.
_PUBLISHED = re.compile(
    _Y
    + r"[^，。年]{0,24}?预算(?:信息|公开|编制|安排|情况|报告|[有相]关|事项|[及和与的]|[“\"]?三公[”\"]?经费|预算)*(?:的?说明)?$"
)
_REPORT = re.compile(_Y + r"[^，。]{0,20}?工作报告|工作报告[（(]?((?:19|20)\d\d)")
_ANY = re.compile(r"((?:19|20)\d\d)年(?!以来)")
#: 关于2030年度茶产管理情况的综合报告: the year of which a title without a kind is an account.
_ACCOUNT_OF = re.compile(_Y + r"[^，。年]{2,30}情况的?(?:综合|专项)?(?:报告|通报|汇报)")
#: What a department's title names where it is that of a plan.
_PLANS = re.compile("计划|安排|要点|打算|思路|部署|目标任务(?!.{0,6}(?:完成|情况))")
#: 2030年云泽市茶山分布, 云泽市2030/2031学年茶学: the name of a page that is no report.
_HEADED_BY = re.compile(
    r"[^，。；：:\d]{0,12}((?:19|20)\d\d)(?:[/-](?:19|20)?\d\d学)?年度?"
    r"(?!\d{1,2}月\d|以来|[^，。；]*(?:工作|回顾|总结))[^，。；]{4,36}$"
)
#: 2030县教育局工作总结, whose 年 the copy lost.
_NO_SIGN = re.compile(r"((?:19|20)\d\d)(?=[\u4e00-\u9fff])")
#: A heading under which this year is looked back on: 一、今年以来工作情况.
_THIS_YEAR = re.compile(
    r"^.{0,6}(?:[今本]年(?:以来|来)?|一年来)(?!.{0,8}(?:计划|打算|安排|任务|目标))的?[^，。；\n]{0,10}(?:情况|总结|回顾|成效)",
    re.M,
)
_NEXT_YEAR = re.compile(r"明年|下一?年度?|来年")
_SPAN = re.compile(r"((?:19|20)\d\d)年?\s?[—–\-－~至到]+\s?((?:19|20)\d\d)年")
_FIVE = re.compile(r"第(十[一二三四五六]?|[六七八九])个五年|[“\"]?(?<!第)(十[一二三四五六]?五|[六七八九]五)[”\"]?")
#: The plan that an outline without a title speaks of.
_OUTLINE = re.compile(rf"(?<![比较是为])(?:{_FIVE.pattern})(?:时期|期间|发展|年)?[^，。；“]{{0,16}}(?:规划|目标|期末)")
#: Its last year: 到2035年.
_UNTIL = re.compile(r"[到至]\s?(20\d[05])\s?年(?![的底末]?.{0,3}远景)")
#: The heading of goals in a passage of a plan, their last year, and how long plans run.
_GOALS = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）](?:总体|主要|发展|奋斗|具体|预期){1,3}目标")
_TO_YEAR, _LONGEST_PLAN = re.compile(r"到((?:19|20)\d\d)年[，,]"), 16
#: 今年是“十六五”规划起步的一年.
_MILESTONE = re.compile(f"今年{PLACE}")
#: 2031年是“十四五”规划的收官之年。今年工作的总体要求: the year that a report is given in, since it is called this year.
_CALLED_NOW = re.compile(
    r"((?:19|20)\d\d)年[，,]?[既又也]?是(?:(?!\d{4}年[，,]?[既又也]?是|去年|\n[\s*#]*[一二三四五六]、)[\s\S]){0,600}?"
    r"今年[^。；，\n]{0,16}?(?:要求|目标|任务|工作|思路)"
)
#: The heading of a part, and one on a plan that is over: 一、“十四五”时期发展的回顾.
_HEADING = re.compile(r"[*#\s　]*([一二三四五])[、.．]([^\n]{2,60})")
_PLAN_OVER = re.compile(
    r"[“\"]?(十[一二三四五六]?|[六七八九])五[”\"]?(?:(?:时期|期间|计划|规划|工作)(?!以来|前|中期)[^“]{0,24}(?:回顾|成就|执行情况|总结|成绩|完成情况)|(?:发展|主要)*(?:成就|成绩|回顾))"
)
#: 一、过去一年工作的回顾, and the sentence below it: 2030年是……
_PAST_YEAR = re.compile(
    r"(?:过去[的]?一年|去年|一年来)[^\n。，]{0,12}(?:回顾|总结)[^\n。]{0,4}\n\s*((?:19|20)\d\d)年(?=[，,是])"
)
#: 刚刚过去的2030年; and the last year of a term, of which the yearly mean is told: 2030年达到5亿元，年均增长.
_JUST_PAST = re.compile(r"刚刚?过去的?((?:19|20)\d\d)年")
_TERM_ENDS = re.compile(r"((?:19|20)\d\d)(?<![到至由从比]....)年[末底]?(?:达到?|突破|超过)[^。；\n]{1,20}年均")

#: 五年来，茶税由2025年的3亿元提高到5亿元, 比2025年增长, 是2025年的2倍: the year before a term that is over.
_OF_TERM = re.compile("五年来|过去的?五年|[这近]五年|五年间|(?<!第)五年(?:累计|新增|净增|完成)")
_TERM_BEGINS = (
    re.compile(rf"[由从]{_Y}[末底]?的\s?\d"),
    re.compile(rf"[比较]{_Y}[末底]?(?:增|提|下|减|扩|降)"),
    re.compile(rf"是{_Y}[末底]?的\s?[\d.]+倍"),
)
_ARRIVED = re.compile(rf"[到至为]{_Y}[末底]?的\s?\d")


#: Headings before the line that a passage opens with, at most, and lines among which it is said what is laid before whom.
_HEADED, _LAID = 4, 8


def is_part_year(seen: Seen, kind: str, year: int | None = None) -> bool:
    """Whether the report is of a part of a year alone, of that which is known where its first line names that.

    Final accounts with half a year behind them are of the whole.
    """
    if kind in ("plan outline", "final accounts"):
        return False
    if kind == "work report":
        return any(map(_PART_REVIEWED.search, seen.head[:4]))
    titles = [title for title in seen.titles if len(title) <= 60]
    alone = kind == "department report" and any(_PART_ALONE.search(title) for title in titles)
    headed = next((n for n, line in enumerate(seen.head[:_HEADED]) if len(line) > _HEAD_LINE), _HEADED)
    first, accounts = seen.head[: max(2, headed + 1)], kind in ("plan report", "budget report", "department report")
    # 2030年工作总结和2031年工作打算 has all of 2030 behind it, though its first paragraph tells of 1—9月.
    accounts = accounts and not any(map(_PLANNED.search, titles))
    opens = accounts and (any(map(_PART_OPENS.match, first)) or any(map(_PART_HEADS.match, seen.head[:2])))
    opens = opens or (accounts and year is not None and any(re.match(f"{year}年{_PART}", line) for line in first))
    # A budget or a plan is told of again within its year: 今年以来，收入完成预算的52%.
    under_way = (
        accounts and kind != "department report" and _UNDER_WAY.match("".join(seen.head[:1])) and not _EVERY.search(seen.text)
    )
    listed = len(_ADJUSTED_TO.findall(seen.text)) >= _ADJUSTMENTS and _CARRIED_OUT.search(seen.text) is None
    # 我局编制了《预算调整方案的报告》，现将预算调整情况报告如下：no title, but it says as much.
    laid = [line for line in seen.head[:_LAID] if "现将" in line]
    adjusts = listed or any(map(_ADJUSTS.search, [*titles, *laid]))
    heard = accounts and kind != "department report" and _HEARD.search(seen.opening) and "决算" not in seen.opening
    under_way = under_way or heard or (kind == "budget report" and adjusts)
    return bool(alone or opens or under_way) or any(_PART_YEAR.search(title) and not _PLANNED.search(title) for title in titles)


def opens_within(seen: Seen, year: int) -> bool:
    """Whether one of the first lines tells of a part of the year under way: 今年以来，…。1—3月，."""
    return any(map(_PART_OPENS.match, seen.head[:_HEADED])) and opens_with(seen, year)


#: Words of what came of a budget.
_CAME_OF_IT = re.compile("决算|执行|完成|实际|实现|同比|入库|批准")


def is_draft(seen: Seen) -> bool:
    """Whether a text tells of what is budgeted, and of nothing that came of it."""
    return "预算" in seen.text and _CAME_OF_IT.search(seen.text) is None


#: The day of which a census or a survey of the land counts: 以2029年12月31日为标准时点.
_POINT = re.compile(
    r"以((?:19|20)\d\d)年\d{1,2}月\d{1,2}日(?:零时|0时|24时)?为(?:标准|调查|普查|统计)(?:时点|时间)|"
    r"标准(?:时点|时间)[是为：]((?:19|20)\d\d)年|普查(?:时点|时间)[是为：]((?:19|20)\d\d)年"
)


@lru_cache(2)
def read_year(seen: Seen, kind: str, part: bool) -> tuple[int | None, bool, float]:
    """Return the year by weighed votes, whether it is the one reported on where the kind leaves that open, and how sure."""
    votes: Counter[int] = Counter()
    backs: dict[int, bool] = {}
    for title in seen.titles:
        year, weight, behind = _titled_year(title, kind, part)
        # Below a title a chapter may be on the plan before.
        below = _CHAPTER.match(title) if max(votes.values(), default=0) > 4 else None
        weight -= 3 * (NUMBERED.match(title) is not None or below is not None)
        if year is not None and weight > votes[year]:
            votes[year], backs[year] = weight, behind
    if not votes and (point := _POINT.search(seen.opening)):
        named = int(point[point.lastindex or 0])
        votes[named], backs[named] = 7, True
    if not votes and kind in ("", "department report") and (announced := _ANNOUNCED.search("\n".join(seen.head[:4]))):
        named = int(next(filter(None, announced.groups())))
        votes[named], backs[named] = 5, True
    if not votes and kind in ("", "bulletin", "statistical communique", "department report") and (posted := _posted_year(seen)):
        votes[posted], backs[posted] = 6, True
    if not votes and (part or kind in ("", "bulletin", "department report")) and (own := _year_of_part(seen, part)):
        votes[own], backs[own] = 6, True
    # The first clause of a passage is no title.
    title = next(iter(seen.titles), "") if seen.title or not re.search("[，。；]", "".join(seen.head[:1])) else ""
    if not votes and kind == "" and not NUMBERED.match(title) and (headed := _HEADED_BY.match(title)):
        votes[int(headed[1])], backs[int(headed[1])] = 5, _PLANS.search(title) is None
    mid = next(filter(None, map(_PART_REVIEWED.search, seen.head[:4])), None) if part and kind == "work report" else None
    if mid:
        votes[int(mid[1])], backs[int(mid[1])] = 6, True
    back = looks_back(kind) or bool(votes and backs[votes.most_common(1)[0][0]])
    if kind != "plan outline":
        if not (back or part):
            _add_plans(seen, votes, kind)
    elif not votes and (ends := Counter(int(year) for year in _UNTIL.findall(seen.opening))):
        votes[min(year for year, count in ends.items() if count == max(ends.values())) - 4] += 5
    elif not votes and (plan := _OUTLINE.search(seen.opening)) and (first := table("plans").get(plan[1] or plan[2][:-1])):
        votes[first] += 5
    if seen.published and not part and kind != "plan outline":
        published, month = int(seen.published[:4]), int(seen.published[5:7])
        votes[published + (month >= _LATE) - back] += 1
    year, sure = _decide(votes)
    if sure == _CERTAIN or kind == "plan outline":
        return year, back, sure
    if kind == "" and (first := _first_of_goals(seen)):
        return first, False, SURE
    # No title and no heading settles it.
    looked_back, likely = date_text(seen.opening)
    own = _last_own_year(seen, kind)
    # Heads of columns name the year before as often: of 13 such passages 11 are of the later year.
    if own is not None and (looked_back is None or likely < LIKELY or own > looked_back):
        looked_back, likely = own, SURE
    if looked_back is None or likely < LIKELY or ((back or part) and votes):
        return year, back, sure
    looks = back or part or (kind == "" and only_reviews(seen))
    dated = looked_back + (not looks)
    if likely < SURE <= sure and dated != year:
        return year, back, sure
    # Of passages held out whose share lies between the two, 91 in 100 are dated right.
    return dated, looks, max(likely, SURE)


#: What was done so far of what is planned for the year: 1—6月累计完成9亿元; how things stood at its end: 截至2030年12月31日.
_DONE_SO_FAR = re.compile(
    r"截[至止]到?(?:19|20)\d\d年(?:年?[末底]|12月31日)|1[-—–~～至到]\d{1,2}月份?(?:项目|全[省市区县])?(?:累计|共|已)?完成"
)


def _year_of_part(seen: Seen, part: bool) -> int | None:
    """Return the only year named in an account of a part of one, 2030年上半年, or in a text of what was done so far."""
    every = {int(found) for found in _EVERY.findall(seen.opening)}
    named = {int(found) for found in _OWN_PART.findall(seen.opening)} if part else set()
    if len(every) == 1 and (part or _DONE_SO_FAR.search(seen.opening)):
        named |= every.intersection(int(found) for found in _TOLD.findall(seen.opening))
    return named.pop() if len(named) == 1 else None


#: How communiqués speak, and how often at least; a year that they name as their own, and any.
_VOICE, _OFTEN = re.compile("年末|[比较]上年|同比|全年(?!空)|比年初"), 4
_OWN = re.compile(
    r"(?<![比较与和同从由自到前按以为于“《（(近—–~～\-\d])(?<!至(?!\d{4}\s?年[底末]))(?<!是(?=\d{4}年的))((?:19|20)\d\d)\s?年"
    r"(?![^，。；\n]{0,12}以来|前|起|[-—～~至到]|规划|计划|不变|价格|国务院|[，,]?[既又也将]?是|\d)"
)
_EVERY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年")
_OPENS = re.compile(r"(?:^|[。；])[ \t\u3000*]*((?:19|20)\d\d)年(?:[，,]|全[省市区县年])", re.M)


def _last_own_year(seen: Seen, kind: str) -> int | None:
    """Return the last year that a text names, where it speaks as communiqués do, of no plan, and names that year as its own.

    Of passages of 700 to 1,500 characters that nothing else dates, 27 in 28 are dated right. The only year needs less voice,
    and none where its months or a line's words follow it.
    """
    every = {int(found) for found in _EVERY.findall(seen.text)}
    before = {int(found) for found in _SINCE_END.findall(seen.text)}
    if len(every) == 1 and before == every and _THIS_YEARS.search(seen.text) and _tells_no_plan(seen):
        # 1—9月，茶园增长5%，较2030年末增加9家: told in the year after the only one named.
        return max(every) + 1
    named = every - before - {int(found) for found in _SINCE.findall(seen.text)} or every
    own = [int(found) for found in _OWN.findall(seen.text)] if named else []
    # The only year, with its months behind it or at the head of a line, needs none.
    part = [int(found) for shape in (_OWN_PART, _UP_TO) for found in shape.findall(seen.text)] if len(named) == 1 else []
    alone = part or (len(named) == 1 and any(line.startswith(f"{max(named)}年") for line in seen.head[:_LAID]))
    own = own or part
    # So does the last year where a sentence opens with it.
    alone = alone or (max(named, default=0) in {int(found) for found in _OPENS.findall(seen.text)} and not sets_goals(seen))
    # And where the first line, a title of no kind, names it: 2030年茶工平均工资数据.
    titles = seen.titles[:1] if kind == "" else []
    alone = alone or any(f"{max(named, default=0)}年" in title and not _PLANS.search(title) for title in titles)
    often = 0 if alone else _OFTEN if len(named) > 1 else _OFTEN // 2
    if not own or max(own) != max(named) or len(_VOICE.findall(seen.text)) < often:
        return None
    return max(own) if _tells_no_plan(seen) else None


def _first_of_goals(seen: Seen) -> int | None:
    """Return the first year of goals under a heading of their own: the one after the earliest year that they start from."""
    ends, named = _TO_YEAR.findall(seen.opening), [int(year) for year in _ANY.findall(seen.opening)]
    if not ends or not any(map(_GOALS.fullmatch, seen.head)):
        return None
    start = min(named)
    return start + 1 if start < max(map(int, ends)) and max(named) - start <= _LONGEST_PLAN else None


def _decide(votes: Counter[int]) -> tuple[int | None, float]:
    """Return the year with most votes, and how sure it is."""
    if not votes:
        return None, 0.0
    (year, most), *others = votes.most_common(2)
    margin = most - (others[0][1] if others else 0)
    if most >= 5 and margin >= 3:
        return year, _CERTAIN
    return year, 0.95 if most >= 4 and margin >= 2 else 0.91 if most >= 3 and margin >= 2 else 0.6


#: Words of goals that are told as if they were reached: 力争茶税翻番, 到2035年，茶税达5亿元.
_GOALS_TOLD = re.compile(r"力争|努力实现|今后|(?:^|[，。；：])到(?:(?:19|20)\d\d)年[末底]?[，,]", re.M)


def sets_goals(seen: Seen) -> bool:
    """Whether a text speaks of goals, which may be worded as if they were reached."""
    return _GOALS_TOLD.search(seen.text) is not None


def only_reviews(seen: Seen) -> bool:
    """Whether a text without a title looks back alone: its words speak of no plan, and call no year this one."""
    return not any(shape.search(seen.text) for shape in (_YEAR_BEHIND, _JUST_PAST)) and _tells_no_plan(seen)


def _tells_no_plan(seen: Seen, most: float = 0.0) -> bool:
    """Whether a text heads no plan of a year, names no draft, and its words speak of none, or weigh little for one."""
    if "草案" in seen.text:
        return False
    return _YEAR_AHEAD.search(seen.text) is None and sum(map(plan_weight, seen.opening.split("\n")[:_PARAGRAPHS])) <= most


def tells_of(seen: Seen, year: int) -> bool:
    """Whether a text without a title is an account of a year, and of nothing to come."""
    dated, likely = date_text(seen.opening)
    return dated == year and likely >= SURE and only_reviews(seen)


def _posted_year(seen: Seen) -> int | None:
    """Return the year of a text that names but the months, 1—7月份, or 前三季度, by the day on which it was published.

    Without them in its title it is told of this year, from April on, and names no other.
    """
    if not seen.posted:
        return None
    year, month = int(seen.posted[:4]), int(seen.posted[5:7])
    months = [int(found) for title in seen.titles for found in _MONTH.findall(title)]
    months = months or [ends for title in seen.titles for word, ends in _ENDS_WITH.items() if word in title]
    named = {int(found) for found in _TOLD.findall(seen.text)}
    if named and max(named) < year - 1:
        # A page of today that copies an account of years ago.
        return None
    if not (months or named):
        months = [int(found) for found in _SO_MANY.findall(seen.text)]
    if months:
        return year - (months[-1] > month)
    # What is asked and answered before the press is of the year under way, whatever others it names.
    own = named <= {year} or any(map(_ASKED.search, seen.head[:_HEADED]))
    return year if month >= _TOLD_FROM and _THIS_YEARS.search(seen.text) and own else None


def reviews_this_year(seen: Seen) -> bool:
    """Whether headings look back on this year, and none of them ahead to the next."""
    heads = "\n".join(line for line in seen.opening.split("\n") if len(line) <= _HEAD_LINE)
    return _THIS_YEAR.search(heads) is not None and _NEXT_YEAR.search(heads) is None


#: 本报6月3日电, of what is told of this year.
_WIRED = re.compile(r"[报社][^，。；\n]{0,12}(?:[4-9]|1[0-2])月\d{1,2}日电")
#: Where a department tells of itself as things stand: 市新闻办举行新闻发布会，介绍茶业.
_BRIEFED = re.compile("(?:举行|召开|在)[^。]{0,60}(?:发布|吹风|通气)会")
#: What heads the words of a press conference or of an interview.
_ASKED = re.compile("(?:发布|吹风|通气|媒体见面)会|记者问|访谈|专访")
#: 今年以来，建成茶舍: said of the year that is under way; so is what was done 今年1—4月.
_SO_FAR = re.compile(r"(?:^|[。\n）)])[^，。；\n]{0,6}今年以来", re.M)
_OF_THIS = re.compile(rf"(?:今年{_PART}|截[至止]到?今年\d{{1,2}}月)(?!计划|预计|目标)")


def is_reported_within(seen: Seen, year: int) -> bool:
    """Whether a paper tells of this year from April on, or a department the press, so that the year told in is the one told of.

    What a department tells the press is of that year, unless the sentence names the year before and not this one. The growth of
    a part of the year is told within it, or after it; so is 今年1—4月 in a text that may be of the year.
    """
    first = "\n".join(seen.head[:4])
    if (_OF_THIS.search(seen.opening) and _may_be_of(seen, year)) or _year_of_part(seen, part=False) == year:
        return True
    if (_WIRED.search(first) and "今年" in seen.text) or re.search(
        rf"{year}年{_PART}[^，。；\d]{{0,16}}(?:增长|下降)", seen.text
    ):
        return True
    sentence = first[briefed.start() :].partition("。")[0] if (briefed := _BRIEFED.search(first)) else ""
    return briefed is not None and ("今年" in sentence or f"{year - 1}年" not in sentence)


def _may_be_of(seen: Seen, year: int) -> bool:
    """Whether a text names no other year, or not the year given, and its titles not the one before."""
    named = {int(found) for found in _ANY.findall(seen.opening)}
    # 今年以来 beside 2029年, which no title names, is of 2030.
    return named <= {year} or (year not in named and not any(f"{year - 1}年" in title for title in seen.titles))


def opens_with(seen: Seen, year: int) -> bool:
    """Whether a department tells from its first line on what came of a year: 2030年以来, or 今年以来 and no other year."""
    first = "\n".join(seen.head[:4])
    if re.search(rf"(?:^|[。\n]).{{0,6}}{year}年度?以来", first):
        return True
    planned = _YEAR_AHEAD.search(seen.text) or any(re.search("计划|要点|安排|打算|思路", title) for title in seen.titles)
    return _may_be_of(seen, year) and _SO_FAR.search(seen.opening) is not None and not planned


#: 记者获悉，2030年，茶业; 现将2030年工作情况汇报如下: the year that a paper, or a department, is about to tell of; so is the
#: year in which it tells the press, 2030年9月3日举行发布会，介绍今年茶业.
_ANNOUNCED = re.compile(
    r"(?:获悉|了解到)[：:，,]?((?:19|20)\d\d)年(?!\d{1,2}月\d)|现[将把就][^。；\d]{0,16}((?:19|20)\d\d)年(?!以来)[^。；]{0,24}(?:情况|总结|工作(?!目标|任务|计划|安排|要点|打算|思路))[^。；]{0,12}如下|"
    r"(?:回顾|总结)了[^，。；\d]{0,16}((?:19|20)\d\d)年(?!以来|[^。；]{0,20}部署)|"
    r"((?:19|20)\d\d)年\d{1,2}月\d{1,2}日[^。\n]{0,60}(?:发布|吹风|通气)会[^。\n]{0,40}今年"
)
#: 1—12月: the account of a year that is over when it is given, where one of eleven months is given within it; 截至12月底 is
#: the end of one.
_LATE_PART = re.compile(r"(?<!今年)(?<!今年\d)[-—–~～至到](?<!截至)12月")


#: Where an account ends and what is to come begins: 二、下一步打算, 明年，; before it what is amiss.
_NEXT_STEP = re.compile(
    r"(?:^|[。\n])[ \t\u3000*#]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）])?(?:下一?步|下半年|明年|今后|存在的?[问困不])"
)


#: What the words of a department's account may weigh for a plan, as they do that tell of what was cared for.
_LITTLE, _MEANT = 4.0, re.compile("力争|争取|努力实现|确保|将(?!军)|目标")
#: A year that is told of, and not set against another: 较2030年提高.
_TOLD = re.compile(r"(?<![比较与和同于由从])((?:19|20)\d\d)年(?!以来)")


def names_no_other(seen: Seen, year: int) -> bool:
    """Whether a text names no year but one, and no plan before the next steps: a department files an account under its year."""
    named = {int(found) for found in _TOLD.findall(re.sub(rf"(?:19|20)\d\d年?[-—–~至到]{{1,2}}(?={year}年)", "", seen.text))}
    if not named <= {year} or (not named and _LATE_PART.search(seen.text)):
        return False
    ahead = _NEXT_STEP.search(seen.text)
    # This year is the one that a department tells of.
    account = replace(seen, text=seen.text[: (ahead and ahead.start()) or None].replace("今年", "本年"))
    return _YEAR_BEHIND.search(seen.text) is not None or _tells_no_plan(
        account, 0.0 if _MEANT.search(account.text) else _LITTLE
    )


#: “十六五”规划实施情况中期评估报告: an account of the years of a plan so far; 总结评估 is one of the whole plan.
_MIDWAY = re.compile(rf"(?:{_FIVE.pattern})[^。；]{{0,50}}中期(?!财政)")


def assessed_plan(title: str) -> int | None:
    """Return the first year of the five-year plan whose course a title assesses, None where it assesses none.

    >>> assessed_plan("“十四五”规划实施情况的中期评估报告"), assessed_plan("“十四五”规划")
    (2021, None)
    """
    found = _MIDWAY.search(title)
    return table("plans").get(found[1] or found[2][:-1]) if found else None


def _titled_year(title: str, kind: str, part: bool) -> tuple[int | None, int, bool]:
    """Return the year that a title gives a report of a kind, its weight, and whether it is one reported on."""
    if kind == "plan outline":
        if over := _PLAN_OVER.search(title):
            return table("plans")[over[1]] + 5, 5, False
        if found := _FIVE.search(title):
            first = found[1] or found[2][:-1]
            return table("plans").get(first), 6, False
        if (span := _SPAN.search(title)) and 1 < int(span[2]) - int(span[1]) <= 15:
            return int(span[1]), 5, False
        return None, 0, False
    if kind in ("", "department report") and (assessed := assessed_plan(title)) is not None:
        # The middle of a plan is assessed in its third year.
        return assessed + 2, 7, True
    if kind == "final accounts" and (found := _ACCOUNTS.search(title)):
        return int(found[1] or found[2]), 7, True
    if kind == "final accounts" and _PART_YEAR.search(title):
        # The half of the next year, in the second line of a title.
        return None, 0, False
    if looks_back(kind) or part:
        found = _PART_YEAR.search(title) or _ANY.search(title)
        return (int(found[1]), 6, True) if found and not _DATED.match(title, found.start()) else (None, 0, False)
    if kind not in ("work report", "bulletin") and (found := _PLANNED.search(title)):
        return int(found[1]), 7, False
    if kind in ("plan report", "budget report"):
        if found := _DONE.search(title):
            return int(found[1]) + 1, 5, False
        if found := _PUBLISHED.search(title):
            return int(found[1]), 7, False
        if found := _PLAN.search(title):
            return int(found[1]), 4, False
    if (
        kind == "department report"
        and not NUMBERED.match(title)
        and (found := _ANY.search(title) or _NO_SIGN.match(title))
        and not _SESSION.match(title, found.start())
    ):
        # 2030年工作总结暨2030年工作计划 sums that year up.
        sums_up = re.match(r"[^，。\d]{0,16}总结", title[found.end() :]) is not None
        return int(found[1]), 5, sums_up or _PLANS.search(title) is None
    if kind == "" and (found := _ACCOUNT_OF.search(title)):
        return int(found[1]), 7, True
    if kind == "work report" and (found := _REPORT.search(title)) and not _SESSION.search(title):
        return int(found[1] or found[2]), 6, False
    return None, 0, False


def _add_plans(seen: Seen, votes: Counter[int], kind: str) -> None:
    """Add the votes of the day of delivery, of the headings and of the years named, for a report that plans."""
    for line in [*seen.titles, *seen.head[:14]]:
        found = _DATED.search(line) if len(line) <= 80 else _DELIVERED.search(line)
        if found and not _SENTENCE_DAY.match(line, line.find("日", found.end())):
            # A report of late in a year plans the next one.
            own, month = int(found[1]), int(found[2])
            votes[own + (month >= _LATE or (month >= _AUTUMN and _plans_after(seen, own)))] += 6
            break
    opened = (_OPENED.match(line) for line in seen.head[:16])
    if first := next(filter(None, opened), None):
        # 2030年，是……的一年 opens the review.
        votes[int(first[1]) + 1] += 2
    ahead = Counter(int(found[1].translate(DIGITS)) for found in _YEAR_AHEAD.finditer(seen.text))
    behind = Counter(int(found[1].translate(DIGITS)) + 1 for found in _YEAR_BEHIND.finditer(seen.text))
    # The year planned for has its tasks named, and the one before it its results; plans to come are named less often.
    for year in {*ahead, *behind}:
        votes[year] += 3 * (ahead[year] > 0) + 3 * (behind[year] > 0)
    if milestone := _MILESTONE.search(seen.text):
        votes[year_in_place(*milestone.groups())] += 4
    if called := Counter(int(year) for year in _CALLED_NOW.findall(seen.opening)):
        votes[called.most_common(1)[0][0]] += 4
    votes.update(_headed_years(seen))


def _plans_after(seen: Seen, year: int) -> bool:
    """Whether a text names what is to be done in the year after one."""
    return any(int(found[1].translate(DIGITS)) == year + 1 for found in _YEAR_AHEAD.finditer(seen.text))


#: How often an account of a year names the one before, with which it compares.
_IN_PASSING = 5


def sums_up_own_year(seen: Seen, year: int) -> bool:
    """Whether a report was given late in a year and sums that up: it names the tasks of the next, or what this one brings.

    A new congress of the autumn hears of the five years that end with its own.
    """
    dated = (_DATED.search(line) for line in [*seen.titles, *seen.head[:14]] if len(line) <= 80)
    found = next(filter(None, dated), None)
    if found is None or int(found[1]) != year or int(found[2]) < _AUTUMN:
        return False
    if seen.text.count(f"{year - 1}年") > max(_IN_PASSING, seen.text.count(f"{year}年")):
        # An account of the year before, and of what is left to do in this one.
        return False
    return _plans_after(seen, year) or re.search(f"预计(?:今年|{year}年)", seen.text) is not None


def _headed_years(seen: Seen) -> Counter[int]:
    """Return the votes of the headings: the first looks back on the year or the plan that it names, a later one ahead."""
    votes: Counter[int] = Counter()
    for line in seen.heads:
        found = _HEADING.match(line)
        years = set(_ANY.findall(line))
        if found is None or (len(years) != 1 and not _PLAN_OVER.search(line)):
            continue
        if found[1] == "一" and len(years) == 1:
            votes[int(years.pop()) + 1] += 3
        elif found[1] == "一" and (over := _PLAN_OVER.search(line)):
            votes[table("plans")[over[1]] + 5] += 4
        elif found[1] == "二" and len(years) == 1 and not re.search(r"[到至]20\d\d年", line):
            votes[int(years.pop())] += 2
    for pattern, weight in ((_PAST_YEAR, 3), (_JUST_PAST, 5), (_TERM_ENDS, 4)):
        if past := pattern.search(seen.opening):
            votes[int(past[1]) + 1] += weight
    if not votes and _OF_TERM.search(seen.opening):
        bases = Counter(int(base) for shape in _TERM_BEGINS for base in shape.findall(seen.opening))
        base = max(bases, key=bases.__getitem__, default=0)
        if base and max(map(int, _ANY.findall(seen.opening))) <= base + 5:
            votes[max(map(int, _ARRIVED.findall(seen.opening)), default=base + 5) + 1] += 3
    return votes


def reports_on(text: str, year: int) -> bool:
    """Whether a text that names a year speaks of its outcomes, and of no year after it."""
    phrases = re.findall(rf"{year}年[^。\n]{{0,60}}", text)
    done = sum(re.search(r"完成|实现|达到|比上年|同比|增长\d|下降\d", words) is not None for words in phrases)
    plans = sum(re.search(r"力争|确保|预期|目标|计划|安排|要", words) is not None for words in phrases)
    later = len(re.findall(rf"{year + 1}年", text))
    earlier = len(re.findall(rf"{year - 1}年", text))
    return bool(phrases) and done > 2 * plans and len(phrases) > earlier and later <= len(phrases)


def planned_year(text: str, year: int) -> int:
    r"""Return the year that a report plans for where it is filed under the year it reviews, else the year it is filed under.

    Yearbooks file reports so. A report that names the next year's tasks and never its own year's plans for the next.

    >>> planned_year("一、2030年工作回顾\n二、2031年工作安排", 2030), planned_year("二、2030年工作安排", 2030)
    (2031, 2030)
    """
    ahead = [int(found[1].translate(DIGITS)) for found in _YEAR_AHEAD.finditer(text)]
    behind = [int(found[1].translate(DIGITS)) for found in _YEAR_BEHIND.finditer(text)]
    if year in ahead or year - 1 in behind:
        return year
    # 2030—2032年 is the term of a plan.
    last, own, coming = (len(re.findall(rf"(?<![—\-\d]){year + n}年", text)) for n in (-1, 0, 1))
    plans_ahead = year + 1 in ahead or year in behind or (coming >= 3 * max(1, last) and own > last)
    return year + 1 if plans_ahead else year
