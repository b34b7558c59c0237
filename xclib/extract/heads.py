"""What the words of a table say of its numbers: unit, time, status and measure in a head, a row or a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import cycle

from xclib.extract.about.dating import table
from xclib.extract.lexicon import words
from xclib.model.figure import Measure, Status
from xclib.model.units import read_units

#: A call of a note behind a word: 居住[10], 钢材【3】.
NOTE = re.compile(r"[\[【〔]\s*注?\s*\d{1,3}\s*[\]】〕]|[①-⑳]")
#: A blank before a word of English.
_ENGLISH = re.compile(r"\s(?=[A-Z][a-z]{2})")
_BRACKET = re.compile(r"[(（]([^()（）]{1,16})(?:[)）]|$)")
_MAGNITUDE = re.compile(r"([十百千万亿]*)(.*)$")
_UNIT_LINE = re.compile(r"单位[:：](?P<unit>(?:dB[(（]A[)）]|(?!单位[:：])[^\s。；;()（）:：*|｜]){1,12})")
#: What is no amount of anything.
_RATES = ("%", "‰", "百分点", "个百分点")
_PEOPLE = re.compile(
    r"[人生师员工](?:总|人)?数?$|人口|人员|编制数?$|(?:在[职编岗册]|[退离]休)(?:人?数)?$|(?:[迁流][入出]|出生|死亡|受伤|伤亡)数?$"
)
#: Heads of sums of money, and no count of what they are paid for.
_OF_MONEY = re.compile(
    r"(?:投资|[内外]资|资[产金]|负债|权益|总额|金额|经费|产值|总值|收入|支出|税|补[助贴]|[价费款]|成本|利润|[算售业]额|[估概]算|[预决]算数?)[^数人户量积]{0,3}$"
)
#: Heads that name what is counted or measured below them.
_COUNTED = re.compile(r"[数量积额值员生师工口]$")
_RATIO = re.compile(r"自然增长率|机械增长率|贡献率")
#: A head that says only what the number is compared with.
_BESIDE = (
    r"^[比较与同](?:上年|去年|上月|上季度?|上期|[多历]年|常年|(?:19|20)\d\d年)"
    r"(?:同期|同月|平均|均值|[末底度值])*(?:相?比|比较)?"
)
#: A head of yearly means among which sums over the years stand in brackets: 年均[累计].
_OR_SUM = r"年均[\[［【〔/／]累计"
_GROWTH = re.compile(
    rf"{_BESIDE}(?:$|[(（])|{_OR_SUM}|增长|增速|增幅|增减|变化(?=$|[(（])|变[化动](?:率|幅度)|涨跌|涨幅|降幅|同比|环比|±|升降|上涨|下降|降低|增加(?!值)|减少|[年期末]提高|[+＋]\s?[/／、-]\s?[-－]|[增减][收支]额|^[增减][收支]$|距平|多增|本次调整(?!后)|调整金?额|(?:加快|放缓|收窄|[比较与][年月季]初)(?=$|[(（])|百分点|(?:上[年月]末?|年初)净[增减](?!长)|(?:上年|去年)(?:同期)?[多少]$|增量$|(?:增长|涨跌)[额量数]"
)
_FALLS = re.compile(r"降幅|下降|降低|减少|压减|减幅")
_ROSE = re.compile(r"增|涨|升|±")
_DIFFERENCE = re.compile(
    rf"{_BESIDE}(?:$|[(（])|"
    r"增减[额数量]|(?:[重率]|占比)(?:变化|增减)|增量|提高|[±增减][加少收支]?额|^[增减][收支]$|距平(?!.*率)|[增减][加少][数量]|多增|本次调整(?!后)|调整金?额|(?:加快|放缓|收窄|[比较与][年月季]初)(?=$|[(（])|百分点|(?:上[年月]末?|年初)净[增减](?!长)|(?:上年|去年)(?:同期)?[多少]$|增量$|(?:增长|涨跌)[额量数]"
)
_SHARE = re.compile(
    r"占比|比重|^占(?!地|用|道|有|补)|占[^,，、]{1,12}(?:%|比|的)|完成(?:年初|调整|年度)?(?:预算|计划|目标)|(?:预算|计划|目标|进度)的?(?:%|比)|构成|结构(?=$|[(（])|完成率|进度|(?<!容积)(?<!总和生育)(?<![汇功频速倍])率$|比例$|(?:存贷|抚养|负担|赔付)比$|亏损面|覆盖面|百分比|为[^,，]{1,12}的?%"
)
#: Heads that name their unit themselves: 得分, 优良天数, 增减百分点.
_SELF = re.compile(r"[得评总扣加满准](分)$|(分)值(?:权重)?$|(天)数$|(个?百分点)$")
_RANK = re.compile(r"位次|排名|名次|排位|排序|序位")
_MOVED = re.compile(r"(?:[位名]次|排[名位序]|序位)的?(?:变[化动]|升降|进退|上升|下降)|(?:上升|下降|升降|进退)[位名]次")
#: What an index is reckoned from: 以上年同月价格为100.
_BASE = r"以?(?:上[年月]|去年|(?:19|20)\d\d年)(?:同[期月])?(?:价格)?\s?[=＝为]{1,2}\s?100"
_INDEX = re.compile(
    rf"{_BASE}|(?:[之入别师生]比|系数)$|[=＝]\s?100|上年(?:同期|同月)?\s?100|指数(?!.{{0,3}}(?:同比|[比较]上年|变化|升降|增[长幅减速]))"
)
_COMPARED = re.compile(
    rf"{_BASE}|"
    r"(?:比|较|同|与)(?:\d{4}年|上年|去年|同期|前年)[^增减±%升降涨]{0,8}|(?:是|为|相当于)(?:\d{4}年|上年|去年)"
)
_SPAN = re.compile(r"((?:19|20)\d\d)年?\s?[-—–~～至到]\s?((?:19|20)\d\d)(?:年|$)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|$|(?=[^\d.,]))")
#: The years of a mean: “十五五”年均.
_OF_PLAN = re.compile(r"[“\"]?(十[一二三四五六]?)五[”\"]?(?:时期|期间|规划)?(?=年均|平均)")
_RELATIVE = re.compile(r"上年|去年|前年|本年|当年|今年|明年|(?<!结转)下年|五年|5年|^同期(?=[数值额]?(?:[(（]|$))")
_BACK = {"同期": -1, "上年": -1, "去年": -1, "前年": -2, "本年": 0, "当年": 0, "今年": 0, "明年": 1, "下年": 1}
#: Names of the four budgets, whose 预算 says nothing of the status.
_BUDGETS = re.compile(
    r"(?:一般)?公共(?:财政)?预算|政府性基金预算|国有资本经营预算|社会保险基金预算|基金预算|部门预算(?=执行|收支|支出)|余额预算(?=情况)|计划生育|计划单列"
)
_ACTUAL = re.compile(
    r"已(?!知|下达|列入)|快报|进展|执行|决算|完成|实际|实绩|实现|预计|现状|公报|达到值|累计|"
    r"[为占](?:年初|调整|年度?|全年|变动)?(?:投资)?(?:预算|计划|目标|任务)"
)
#: What air, water and goods have to keep to; 保障标准 is what is paid.
_RULE = re.compile(r"(?:[一二三IⅠⅡ]级|国家|评价|排放)标准|标准限?值|限值")
_TARGET = re.compile(r"年度指标值|^拟|预测|测算|约束值|预算|计划(?!完成率)|目标|预期|安排|规划|任务")
_PER = re.compile(r"(.+?)[为占是较比].+%")
_STATUS_WORDS = re.compile(
    r"(?:(?:调整|年初|年度|全年|变动|期初)?(?:预算|计划|规划|目标|任务|预期|决算|执行|实际|预计|完成))+(?:情况|数|值|额|安排|调整|为|进度)*"
)
_OVER_YEARS = re.compile(r"(?:[三四五35]年|时期|期间|五[”\"]?)累计")
#: 决算数 within a head; but 实际使用金额 is a name.
_STATED = re.compile(
    r"(?:调整|年初|年度|变动|期初)?(?:预算|计划|规划|目标|预期|决算|执行|实际|预计|完成)+(?:[数值]|情况|为|安排)+"
)
#: What the number is compared with: 比上年执行数增长 is of a budget where its amount is.
_BASE_STATED = re.compile(
    r"[比较与](?:上年|去年|(?:19|20)\d\d年)?(?:年初|调整|全年)?(?:预算|执行|决算|预计|完成|实际)+[数值额]?(?:相比|比较)?(?=[增减提降±]|$|[(（])"
)
_TIME_WORDS = re.compile(
    r"(?:本|上|报告)期末?|(?:截[至止]到?)?(?:19|20)\d\d年?[度末底]?(?:累计)?|[三四五35]年(?:累计|合计)|(?:上|去|本|当|今|前|明)年(?:同期|末|度|底)?|\d{1,2}\s?[-—–至]?\s?\d{0,2}月份?末?|年末|年底|"
    r"(?:自?年初[至起]?|1?\s?[-—–~至])?[本当]月[止末]?|(?:第|前)?[一二两三四1-4](?:\s?[-—–~至到]\s?[一二三四1-4])?个?季度末?|[本当]季度?末?|[上下]半年|^全年$|^同期[数值额]?$"
)
_GROWTH_WORDS = re.compile(
    rf"{_BASE}|为(?:上年|去年)同期|上升或下降|[\[［【〔]累计[\]］】〕]|"
    r"[比较与同](?:上年|去年|上月|上季度?|同期|上期|[多历]年|常年|[年月季]初|\d{4}年?)(?:决算数?|完成数?|执行数?|同期|同月|同口径|平均|均值|末|底)*(?:相比|比较|比(?=$|[(（]))?(?:净?[增减][加少]?额?(?=$|[(（]))?|(?:名义|实际|(?<!自然)(?<!机械))增长率?|增速|增幅|增减[额数]?|多增|本次调整(?:金?额|数)?|调整金?额|涨跌幅?度?|涨幅|降幅|[同环]比(?:变(?:[化动](?:率|幅度?)?|幅))?|变[化动](?:率|幅度)|距平(?:百分)?率?|±|升降|(?:全[国省市区县州])?(?:位次|排[名位序]|名次)|速度|幅度|(?<=年)提高|[%％‰]"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a text of a table says of numbers; empty where it says nothing."""

    #: Magnitude and unit as printed: 万元.
    unit: str = ""
    measure: Measure | str = ""
    status: Status | str = ""
    #: Year or span of years.
    period: str = ""
    #: Whether the number is printed without the sign of its decrease.
    falls: bool = False
    #: Whether the number is a share or a rate, in % where no other unit is named.
    share: bool = False
    #: What is left of the text when all of this is taken off: the thing that is measured.
    rest: str = ""


@cache
def _units() -> frozenset[str]:
    return frozenset((*read_units(), *words("counters"), *words("table_units")))


def split_unit(unit: str) -> tuple[str, str]:
    """Return magnitude and unit of a printed unit.

    >>> split_unit("亿立方米"), split_unit("万千瓦时"), split_unit("千克")
    (('亿', '立方米'), ('万', '千瓦时'), ('', '千克'))
    """
    found = _MAGNITUDE.match(unit)
    assert found is not None
    magnitude, rest = found.groups()
    if magnitude.endswith("千") and rest.startswith(("瓦", "米", "克", "伏", "升")):
        return magnitude[:-1], "千" + rest
    if magnitude.endswith("百") and rest.startswith("分"):
        return "", unit
    return magnitude, rest


def is_unit(text: str) -> bool:
    """Whether a text is a unit, with or without magnitude.

    >>> [is_unit(t) for t in ("万吨", "%", "人/百亿元", "元/500克", "折100%", "含税")]
    [True, True, True, True, False, False]
    """
    # 元/500克 is per so much.
    text = re.sub(r"(?<=[/／])\d+(?=[^\d万])", "", text)
    if not text or re.search(r"\d(?![\d万])", text.replace("m3", "").replace("m2", "")):
        return False
    own = split_unit(text)[1]
    if own in _units() or own in ("%", "％", "‰"):
        return True
    if not own:
        return text[-1] in "万亿"
    parts = re.split(r"[/／每·]", own)
    return len(parts) > 1 and any(split_unit(part)[1] in _units() for part in parts)


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Return a text without blanks, calls of notes and its words in English: 指　标[3] and 指标 Item are 指标."""
    own = next((n for n in range(len(text), 0, -1) if "\u3400" <= text[n - 1] <= "\u9fff"), 0)
    english = _ENGLISH.search(text, own) if own else None
    text = text[: english.start()] if english else text
    return NOTE.sub("", re.sub(r"\s+|<br\s*/?>", "", text)).replace("％", "%").replace("﹪", "%")


def unit_in(text: str) -> str:
    """Return the unit that a head or a name carries in brackets or at its end, empty where it has none.

    >>> unit_in("用水总量(亿立方米)"), unit_in("比上年增长%"), unit_in("化肥（折100%）"), unit_in("县（市、区）")
    ('亿立方米', '%', '', '')
    """
    found = ""
    for bracket in _BRACKET.finditer(text):
        if re.fullmatch("[市县区旗乡镇街道、]+", bracket[1]):
            # 县（市、区） is a head of places.
            continue
        # 党建（20分） has so many points at most.
        parts = (
            re.sub(r"^\d{1,3}(?=分$)|^±", "", part)
            for part in re.split(r"[,，、;；]", bracket[1].removeprefix("单位").lstrip(":："))
        )
        ends = bracket.end() == len(text)
        # Of 比例（%）变化（百分点）, two heads in one, the lower one's is that of the numbers.
        found = next((part for part in parts if is_unit(part) or (ends and re.fullmatch(r"[万亿][^\d，、]{1,5}", part))), found)
    if not found and re.search(r"[^\d(（][%‰]$", text):
        found = text[-1]
    return found


def table_units(text: str) -> tuple[str, str]:
    """Return the unit of a table by a line such as 单位：亿元、%: of amounts, and of rates where it names one apart.

    >>> table_units("单位：亿元、%"), table_units("（单位:%）"), table_units("一、综合")
    (('亿元', '%'), ('%', ''), ('', ''))

    A body that is named as 单位 is none.

    >>> table_units("填报单位：青岚区统计处　单位：万元"), table_units("责任单位：青岚区统计处")
    (('万元', ''), ('', ''))
    """
    amounts, rates = _named_units(text)
    if not amounts:
        return (rates[0] if rates else ""), ""
    return amounts[0], rates[0] if rates else ""


def units_of_sides(text: str) -> list[str]:
    """Return the units of the amounts on each side of a table, where a line names them apart.

    >>> units_of_sides("单位：万吨、%　　单位：亿千瓦时、%"), units_of_sides("单位：亿元、%")
    (['万吨', '亿千瓦时'], ['亿元'])
    """
    return [table_units(part)[0] for part in re.split(r"(?=单位[:：])", squeeze(text)) if table_units(part)[0]]


def units_of_rows(text: str) -> tuple[str, ...]:
    """Return the units of which a line such as 单位：所、万人 leaves each row one; none where it names no two.

    >>> units_of_rows("单位：所、万人"), units_of_rows("单位：亿元、%")
    (('所', '万人'), ())
    """
    amounts, _ = _named_units(text)
    return tuple(amounts) if len(amounts) > 1 and all(map(is_unit, amounts)) else ()


def unit_of_row(units: Sequence[str], name: str, numbers: Sequence[str], *, decimals: bool) -> str:
    """Return the one of several units that a row of a table has; empty where it is not clear.

    People are counted in 人 and nothing else is. A number with decimals is no bare count, and in a table that prints
    ``decimals`` whole numbers are one.

    >>> unit_of_row(["座", "万立方米"], "水库", ["85"], decimals=True), unit_of_row(["个", "人"], "职工", ["8"], decimals=False)
    ('座', '人')
    """
    broken = any("." in number for number in numbers)
    held = [unit for unit in units if _may_count(name, unit, units)] or list(units)
    if decimals and len(held) > 1:
        held = [unit for unit in held if (unit in words("whole_units")) != broken]
    return held[0] if len(held) == 1 else ""


def units_of_columns(units: Sequence[str], heads: Sequence[str]) -> tuple[str, ...]:
    """Return the units of columns where a line names one each, or one for all that count people; else they are of rows.

    >>> units_of_columns(("个", "张", "人"), ("机构数", "床位数", "技术人员")), units_of_columns(("所", "人"), ("城镇", "农村"))
    (('个', '张', '人'), ())
    >>> units_of_columns(("所", "人"), ("学校数", "招生数", "在校学生数"))
    ('所', '人', '人')
    >>> units_of_columns(("万美元", "个"), ("新设企业数", "合同外资额", "实际使用外资"))
    ('个', '万美元', '万美元')
    >>> units_of_columns(("亿元", "万美元"), ("内资", "外资")), units_of_columns(("亿元", "万美元"), ("本月", "累计"))
    (('亿元', '万美元'), ())
    >>> units_of_columns(("户", "人", "人/户"), ("家庭户户数", "集体户户数", "家庭户人口", "平均家庭户规模"))
    ('户', '户', '人', '人/户')
    """
    named = all(lasting(head) not in ("", *words("generic_heads")) for head in heads)
    if named and len(units) == len(heads) > 1 and all(unit.endswith("元") for unit in units):
        return tuple(units)
    of_people = [unit for unit in units if split_unit(unit)[1].startswith("人")]
    people = [_PEOPLE.search(head) is not None for head in heads]
    counted = len(heads) > 1 and all(map(_COUNTED.search, heads))
    if (
        not counted
        or len(of_people) not in (min(1, sum(people)), sum(people))
        or len(units) - len(of_people) != people.count(False)
    ):
        each = [[unit for unit in units if _may_count(head, unit, units)] for head in heads]
        shared = tuple(one[0] for one in each if len(one) == 1)
        return shared if len(shared) == len(heads) and {*shared} == {*units} and len(units) > 1 else ()
    counts, things = cycle(of_people), (unit for unit in units if unit not in of_people)
    return tuple(next(counts if count else things) for count in people)


def _may_count(head: str, unit: str, units: Sequence[str]) -> bool:
    """Whether a head may be of one of several units: 户数 is of 户, 人口 of 人 and what is 平均 of 人/户."""
    own = split_unit(unit)[1]
    money = [other for other in units if other.endswith(("元", "币"))]
    if 0 < len(money) < len(units) and (_OF_MONEY.search(head) or unit in money):
        return unit in money and _OF_MONEY.search(head) is not None
    mean = re.search("平均|[人户每]均|每", head) is not None and any("/" in other for other in units)
    if mean or "/" in own:
        return mean and "/" in own
    named = [other for other in units if head.endswith(f"{split_unit(other)[1]}数")]
    return unit in named if named else own.startswith("人") == (_PEOPLE.search(head) is not None)


def _named_units(text: str) -> tuple[list[str], list[str]]:
    """Return the units of amounts and of rates that a line names for a table."""
    for found in _UNIT_LINE.finditer(squeeze(text)) if "位" in text else ():
        units = [unit.removeprefix("人民币").removesuffix("人民币") for unit in re.split(r"[、，,和及]", found["unit"]) if unit]
        if any(map(is_unit, units)):
            return [u for u in units if u not in _RATES], [u for u in units if u in ("%", "‰")]
    return [], []


@lru_cache(maxsize=4096)
def read_words(text: str, year: int | None) -> Words:
    """Return what a text of a table says.

    >>> w = read_words("比上年增长（%）", 2030)
    >>> w.unit, w.measure, w.period, w.rest
    ('%', 'growth', '', '')
    >>> read_words("上年决算数", 2030).period, read_words("2031年预算数", 2030).status, read_words("得分", 2030).unit
    ('2029', 'target', '分')
    """
    unit = unit_in(text) or next(filter(None, named.groups() if (named := _SELF.search(text)) else ()), "")
    measure, share = _measure(text, unit)
    falls = measure in ("growth", "change") and _FALLS.search(text) is not None and not _ROSE.search(text)
    if not unit and measure == "change" and _RANK.search(text):
        unit = "位"
    elif not unit and (measure == "growth" or share):
        unit = "个百分点" if measure == "change" else "%" if not re.search(r"倍$", text) else "倍"
    return Words(unit, measure, _status(text), _period(text, year), falls, share, _rest(text))


def _measure(text: str, unit: str) -> tuple[str, bool]:
    if _RANK.search(text):
        return ("change" if _MOVED.search(text) else "rank"), False
    if _INDEX.search(text):
        return "level", False
    if unit and unit not in ("%", "‰") and re.match(r"比(?![重例率值赛])|较(?![好差大高强])", text):
        # 比汛限水位（米） is by how much.
        return "change", False
    if _GROWTH.search(text) and not _RATIO.search(text):
        if unit in ("%", "‰") or (not unit and not _DIFFERENCE.search(text)):
            loose = not unit and re.search(r"增加(?!值)|减少|增减$|降低|下降", text) and not re.search(r"同比|比上年|幅", text)
            return ("change" if loose and not re.search("(?:下降|降低)率?$", text) else "growth"), False
        return "change", _SHARE.search(text) is not None
    return "", _SHARE.search(text) is not None


def _status(text: str) -> Status | str:
    # 年均增长［累计］, 五年累计 say over how long, not that it has happened.
    plain = _BUDGETS.sub("", _OVER_YEARS.sub("", text.replace("累计", "") if is_mean(text) else text))
    plain = _BASE_STATED.sub("", plain)
    if _RULE.search(plain):
        return "rule"
    if (compared := _PER.match(plain)) and (own := _status(compared[1])):
        # 预算数为上年执行数的% speaks of what is planned.
        return own
    if _ACTUAL.search(plain):
        return "actual" if not re.search(r"完成时|应完成|计划完成(?!率)|目标完成(?!率|情况)", plain) else "target"
    return "target" if _TARGET.search(plain) else ""


def _period(text: str, year: int | None) -> str:
    plain = _COMPARED.sub("", text)
    if span := _SPAN.search(plain):
        return f"{span[1]}/{span[2]}"
    if years := _YEAR.findall(plain):
        return str(years[0])
    if is_mean(plain) and (plan := _OF_PLAN.search(plain)):
        first = table("plans")[plan[1]]
        return f"{first}/{first + 4}"
    found = _RELATIVE.search(plain)
    if not found or year is None:
        return ""
    if found[0] in _BACK:
        return str(year + _BACK[found[0]])
    return f"{year - 4}/{year}" if re.search(r"累计|平均|年均|合计", plain) else ""


def _rest(text: str) -> str:
    rest = _BRACKET.sub(lambda b: "" if _says_no_thing(b[1]) else b[0], text)
    rest = _TIME_WORDS.sub("", _OF_PLAN.sub("", _GROWTH_WORDS.sub("", _BASE_STATED.sub("", rest))))
    if _BUDGETS.search(rest) is None:
        rest = "" if _STATUS_WORDS.fullmatch(rest.removeprefix("为")) else _STATED.sub("", rest)
    rest = rest.strip("、,，:：的#-—()（） ")
    # 百分点 of 比2020年±百分点 is how it counts, not what.
    return "" if rest in _RATES else rest if re.search(r"[(（][^()（）]*$", rest) is None else f"{rest}）"


def _says_no_thing(text: str) -> bool:
    """Whether what stands in brackets is a unit, a time or a status and no part of a name."""
    parts = re.split(r"[,，、]", text.removeprefix("单位").lstrip(":："))
    return all(
        is_unit(p)
        or re.fullmatch(r"\d{1,3}分", p)
        or not _STATUS_WORDS.sub("", _TIME_WORDS.sub("", _GROWTH_WORDS.sub("", p.strip("+-"))))
        for p in parts
    ) or bool(
        re.fullmatch(
            r"[万亿][^\d，、]{1,5}|累计|可比价|现价|不变价|按?可比价格?(?:计算)?|当年价|以?上年[^，、]{0,8}100|[男女][=＝为]?100",
            text,
        )
    )


_LEADS = re.compile(
    r"(?:其中|附(?=[:：])|其|中|#|[*·•●○◆■□▪-]+|[:：]|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[、．]|\.(?!\d)|[)）])|[①-⑳])"
)


def clean_name(text: str) -> str:
    """Return the name of a row without list number, 其中 and unit.

    >>> clean_name("其中：城镇"), clean_name("（一）税收收入（万元）"), clean_name("1.增值税"), clean_name("化肥（折100%）")
    ('城镇', '税收收入', '增值税', '化肥（折100%）')
    """
    while (found := _LEADS.match(text)) and found.end() < len(text) and found[0] not in ("其", "中"):
        text = text[found.end() :]
    return _BRACKET.sub(lambda b: "" if _says_no_thing(b[1]) else b[0], text).rstrip("%:：")


def lasting(text: str) -> str:
    """Return a head without what it says of time and status.

    >>> lasting("2030年调整预算数"), lasting("定基"), lasting("年末余额")
    ('', '定基', '余额')
    """
    rest = _TIME_WORDS.sub("", text)
    return "" if _STATUS_WORDS.fullmatch(rest) else clean_name(rest)


def only_compares(text: str) -> bool:
    """Whether a head says with what its numbers are compared, and not how.

    >>> only_compares("与上年相比"), only_compares("比上年（%）"), only_compares("比上年增长")
    (True, False, False)
    """
    return re.search(rf"{_BESIDE}$", text) is not None


def years_summed(text: str) -> int:
    """Return over how many years a head sums up without naming them; 0 where it does not.

    >>> years_summed("五年累计"), years_summed("2030年累计")
    (5, 0)
    """
    found = re.search(r"([三四五345])年(?:累计|合计)", text)
    return {"三": 3, "四": 4, "五": 5}.get(found[1]) or int(found[1]) if found else 0


def is_mean(text: str) -> bool:
    """Whether the head of a rate speaks of the mean of several years: 年均增长.

    >>> is_mean("年均增长（%）"), is_mean("年均［累计］"), is_mean("年均浓度")
    (True, True, False)
    """
    return re.search(rf"(?:年均|平均)[^浓气降相]{{0,4}}增|平均增|年均(?:增|%|$)|{_OR_SUM}|复合增", text) is not None


def status_of_cost(heads: Sequence[Words]) -> str:
    """Return target for what projects cost in all where a table plans a year and tells of nothing done in it, else nothing."""
    planned = [int(head.period) for head in heads if head.status == "target" and head.period.isdigit()]
    if not planned:
        return ""
    earlier = (head.period.isdigit() and int(head.period) < max(planned) for head in heads if head.status == "actual")
    return "target" if all(earlier) else ""
