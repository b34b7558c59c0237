"""The subjects of a line, from number to number: what is carried on, what a list hands out, what a head lends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from xclib.extract.labels import (
    LONGEST,
    PLANNED,
    SHARE,
    phrase_before,
    read_label,
    region,
    sets_against_aim,
    strip_lead,
    thing_of,
    without_verb,
)
from xclib.extract.lexicon import alternatives, word_re, word_set, words
from xclib.extract.tokens import PACE_BEHIND, Place, close_up
from xclib.model.figure import Measure
from xclib.model.units import parse_unit

# --- nouns that several items share ----------------------------------------------------------------------------------

_MARKS = re.compile("、")
_WORDS = re.compile(r"以及|(?<![调缓饱温])和(?![谐平美睦])|(?<![普涉])及(?![率格时])|(?<!参)与(?!率)")
_SPLIT = re.compile(f"、|(?<=”)(?=“)|{_WORDS.pattern}")
#: Ends of what is measured; a name without one may lack what the names beside it say.
_ENDED = re.compile(
    r"(?:收入|投资|总额|总量|面积|产量|余额|增加值|价格|率|量|数|额|值|费|税|(?<!机器)(?<!个)人|人口|资产|能耗|水耗|电耗|警情|销售|游客|支出|经费|投入|利润|水平|人次|比重|比例|指数|浓度|[内外]资|税收)$(?<!需氧量)"
)
_RATE = re.compile(r"(?<=..)[毛净]?(?:[^（）]{2}[率量额值](?<!需氧量)|(?:减排|报销|优良|补助|支付|达标|合格|完成)比例)$")
#: The share of a whole that several items have: 茶业、瓷业在总产值中所占的比重.
_SHARE_IN = re.compile(r"(?<=..)(?:在[^、]{2,12}中)?所?占(?:[^、]{2,12}的?|的)?(?:比重|比例|份额)$")
#: 一、二、三产业: an item is only the front of the noun.
_FRONT = re.compile(r"第?[一二三]$")
_SECTOR = re.compile(r"第?[一二三]")
#: A sector without a noun, and what it grew in: 茶业投资增长5%。按产业看，第一产业增长6%.
_SECTOR_ALONE, _OF_SECTORS = re.compile(r"第[一二三]产业"), re.compile(r"(?:投资|用电量)$")
#: What is counted of those who work in a sector: 从业人员5万人。其中，第一产业3万人.
_OF_WORKERS = re.compile("(?:人员|人数|投资|用电量)$")
_SECTORS = re.compile(r"^(?:第?一、?第?二、?第?三(?:次|大)?|一二三(?:次|大)?|三[次大])产业?")
#: Several that are counted before what is measured of each: 甲、乙两县粮食产量; 一、二、三类地区 counts none.
_TOGETHER = re.compile(
    r"(?P<names>[^、和及与]+[、和及与].+?)(?<![、和及与])[两三四五六七八九十](?:[市县区省州盟旗镇乡村国家类]|个?行业|个(?:部门|领域|单位|地区|园区)的?)(?P<noun>[\u4e00-\u9fff]{2,})$"
)
#: The two sides of an account: 公共预算收入和支出.
_OTHER_SIDE = re.compile(r"(?P<whole>(?P<of>[^、，]{2,}(?<!总))(?:收入|支出|进口|出口))[、和](?P<other>收入|支出|进口|出口)$")
#: Two sides that one word names: 城乡收入, 男女童入学率.
_SIDES = {"城乡": ("城镇", "农村"), "男女": ("男", "女")}
_BANKED = re.compile(r"(.*)存、?贷款(.*)$")


def items_of(label: str, count: int = 0) -> list[str]:
    """Return the items of a list, each with the noun that they share at its end.

    ``label``: the phrase before the numbers. ``count``: how many numbers there are; the split that gives as many is taken.

    >>> items_of("城镇和农村居民人均可支配收入")
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> items_of("茶园和果园面积、茶叶产量", 2)
    ['茶园和果园面积', '茶叶产量']
    """
    label = label.replace("城、乡", "城乡", 1)
    together = _TOGETHER.match(label)
    if together and len(names := _SPLIT.split(together["names"])) == count:
        return [name + together["noun"] for name in names]
    if sectors := _SECTORS.match(label):
        return [f"第{n}产业{label[sectors.end() :]}" for n in "一二三"]
    if count == 2 and (paired := _OTHER_SIDE.match(label)):
        return [paired["whole"], paired["of"] + paired["other"]]
    if count == 2 and (banked := _BANKED.match(label)):
        return [f"{banked[1]}{kind}款{banked[2]}" for kind in "存贷"]
    items = _names_of(label, count)
    if len(items) == 1 and (sides := _SIDES.get(label[:2])):
        return [side + label[2:] for side in sides]
    if len(items) < 2:
        return items
    if items[0][0] == "第" and _FRONT.match(items[0]) and _SECTOR.match(items[-1]):
        items[-1] = "第" + items[-1].removeprefix("第")
    if of_product := _PER_PRODUCT.match(items[0]):
        items = [of_product["per"] + item if _USED.fullmatch(item) else item for item in items]
    # An item takes the rate of the next that has one, as the first of 茶室、茶亭覆盖率和污水治理率 does.
    full = [next((other for other in items[i:-1] if other.endswith("率")), items[-1]) for i in range(1, len(items))]
    return [*(_with_tail(item, model) for item, model in zip(items, full, strict=False)), items[-1]]


def _names_of(listed: str, count: int) -> list[str]:
    """Return the names of a list, split so that there are ``count`` of them if a split gives as many."""
    names = [name for name in map(str.strip, _SPLIT.split(listed)) if name]
    if not count or len(names) == count:
        return names
    marked = [name for name in _MARKS.split(listed) if name]
    # 批发和零售、住宿和餐饮及其他: the last word that joins may do so to the whole list, 以及 before all others.
    joins = list(_WORDS.finditer(marked[-1])) if len(marked) > 1 else []
    last = ([word for word in joins if word[0] == "以及"] or joins)[-1:]
    ended = [[*marked[:-1], marked[-1][: word.start()], marked[-1][word.end() :]] for word in last]
    splits = [marked, [name for name in _WORDS.split(listed) if name], *ended]
    return next((split for split in splits if len(split) == count), names)


#: How fast, which the fuller name says behind what is measured: 茶业、瓷业支出同比增速.
_PACE = re.compile(r"(?<=..)(?:同比)?(?:增长率|增[速幅])$")


#: A name that ends with signs or a bracket, and what is measured of it: PM2.5浓度.
_CODED = re.compile(
    r"(?:[^（）]*（)?[\u4e00-\u9fff]*[A-Za-z][A-Za-z₀-₉\d.-]*）?\s?(?P<noun>(?:[\u4e00-\u9fff]{0,6}(?:浓度|排放|[量率值数]))?)"
)


#: A county or a city that stands alone in a list of those, of which the last says what is told: 青岚县、云泽县茶税.
_PLACE_ALONE = re.compile("[\u4e00-\u9fff]{1,5}?(?<!地)(?<!园)(?<!社)[区县市州旗]")


def _with_tail(item: str, last: str) -> str:
    last = _PACE.sub("", last)
    if _PART_OF.search(item):
        return item
    if _FRONT.match(item) and (front := _SECTOR.match(last)):
        return item + last[front.end() :]
    if _is_whole(item, last):
        share = _SHARE_IN.search(last) or _PART_OF.search(last)
        alike = share and (last.removesuffix(share[0]).endswith(item[-2:]) or ("占" in share[0] and _OF_WHOLE_SUM.search(item)))
        return item + share[0] if share and alike else item
    if _CODED.match(item) and (form := _CODED.match(last)):
        # 烟尘（PM10）、细尘（PM2.5）浓度: names of one form, of which the last says what is measured.
        return item + form["noun"]
    if item[-1:].isascii():
        return item
    if _INSURED.search(item) and (insurance := last.find("保险")) > 0:
        return item + last[insurance:]
    if _BEGUN.fullmatch(item) and (begun := _BEGUN.match(last)):
        return item + last[begun.end() :]
    if _PLACE_ALONE.fullmatch(item) and (place := _PLACE_ALONE.match(last)) and item[-1] == place[0][-1]:
        return item + last[place.end() :]
    if any(item in group and last[:1] in group for group in words("alike")) and len(item) == 1:
        # 轻、重工业占比: the items differ in a character.
        return item + last[1:]
    for tail in words("tails"):
        if last.endswith(tail) and len(last) > len(tail) and not item.endswith(tail[-2:]):
            # 城镇常住居民 has the first word of 居民人均可支配收入 already.
            return item + (tail[2:] if item.endswith(tail[:2]) else tail)
    if len(item) == _ZONE_NAME and (zone := _ZONE.match(last)):
        return item + zone["tail"]
    lent = lend(item, last, listed=True)
    rate = _OF_THOSE.search(last) or _RATE.search(last) or _SHARE_IN.search(last) or _PART_OF.search(last)
    return item + rate[0] if lent == item and rate else lent


#: Parts of an area that only the last of a list calls so: 岭南、岭北地区茶税.
_ZONE, _ZONE_NAME = re.compile(r"[\u4e00-\u9fff]{2}(?P<tail>[地片]区(?!生产总值).+)"), 2
#: Risks that are insured, of which the last of a list alone says so: 养老、失业保险参保人数.
_INSURED = re.compile("(?:养老|医疗|失业|工伤|生育)$")
#: The share or the number of those who are with each item: 参观茶馆、茶山的游客比例.
_OF_THOSE = re.compile("(?<=..)的[^、的]{1,8}(?:比例|比重|人数|数量|次数)$")
#: Grades of the same things: 国家级、省级茶园.
_GRADED = re.compile(
    "(?:国家|世界|全国|[部省地市区县州盟镇乡村]|乡镇)级|劣?[ⅠⅡⅢⅣⅤⅥIV一二三四五六～~—-]{1,5}类|[优良好较极差]{1,3}[级类]|[1-5]?A{1,5}级|“[^“”]{1,6}”"
)
#: What the quality of a grade is said of, 水质为Ⅲ类的断面, and where it is measured: 9个湖泊水域中，Ⅲ类占5%.
_QUALITY, _SITES = (
    re.compile("^水质[为达]|(?<=类)的"),
    re.compile("(?:监测|水质|考核)*(?:断面|点位|监测点|水域|湖泊|湖库|水库|水源地?)$"),
)
#: Sums of which a share may be told: 茶业增加值、瓷业占生产总值比重.
_OF_WHOLE_SUM = re.compile("(?:增加值|产值|投资额?|[进出]口额?|收入|支出)$")
#: The share that items have of what all know: 茶业投资、瓷业投资占比.
_PART_OF = re.compile("(?<=..)(?:占比|比重)$")
#: What was done to the same things: 新开工、新投产茶园项目.
_BEGUN = re.compile("(?:新|已|拟)?(?:开工|投产|竣工|签约|落地|续建|引进|开业|建成|认定|新建)")
#: What is used up for each of a product: 万元GDP能耗、水耗.
_PER_PRODUCT = re.compile("(?P<per>(?:单位|每?万元)(?:地区生产总值|国内生产总值|GDP|工业增加值|生产总值))[能水电煤]耗")
_USED = re.compile("[能水电煤]耗|用水量|(?:二氧化)?碳排放(?:量|强度)?")
#: A rate or an income of people, which other people have too: 茶农人口和茶商人口城镇化率, 茶农人口、茶商人均纯收入.
_OF_PEOPLE = re.compile("人口[^、，]{2,6}率$|(?<=[^、，]{2})人均[^、，]{0,4}收入$")


def _examples(clause: str, label: str, count: int) -> list[str]:
    """Return what is measured of each example of a class.

    >>> _examples("茶业、瓷业等优势产业产值分别", "优势产业产值", 2), _examples("茶叶、瓷器等产品分别", "产品", 2)
    (['茶业产值', '瓷业产值'], ['茶叶', '瓷器'])
    """
    found = _EXAMPLES.search(clause)
    names = _names_of(phrase_before(found["names"], "level"), count) if found else []
    return [name + _CLASS.sub("", label.rpartition("等")[2]) for name in names]


def _is_whole(item: str, beside: str) -> bool:
    return _ENDED.search(item) is not None and not (item.endswith("人口") and _OF_PEOPLE.search(beside))


@cache
def _pairs(name: str) -> list[tuple[str, str]]:
    """Return the pairs of a list of words, each in both orders."""
    both = [tuple(pair.split("/")) for pair in words(name)]
    return [pair for one, other in both for pair in ((one, other), (other, one))]


#: The two directions of a trade, and those whose trade it is: 茶企进出口，其中出口.
_TRADE, _TRADED = (
    ("出口", "进口"),
    re.compile("(?!对外|外贸|货物|商品|服务|一般|加工)(?P<who>[^，、]{2,}?)进出口(?:总?[额值])?"),
)
#: Ends that are not lent: those of a list, and sums.
_NO_LOAN = re.compile(r"[、和]|^(?:.?总.|数量|增速|占比)")


#: The seats of a network of three levels: 文明实践中心8个、所45个、站300个.
_SEATS = word_re("seats", ahead=False)


@cache
def _sides() -> dict[str, list[str]]:
    """Return the words that name the other side of each that names one: 支出 of 收入."""
    pairs = list(_pairs("counterparts"))
    return {one: [other for name, other in pairs if name == one] for one, _ in pairs}


def counterpart(item: str, model: str) -> str:
    """Return the other side of what is named, of which an item gives the last word alone; empty where it is none.

    >>> counterpart("支出", "茶乡公共预算收入"), counterpart("支出", "茶税"), counterpart("支出预算", "茶乡收入预算")
    ('茶乡公共预算支出', '', '茶乡支出预算')
    """
    if item.endswith(("预算", "决算")):
        account = item[-2:]
        sided = counterpart(item[:-2], model.removesuffix(account))
        return sided + account * (sided != "" and model.endswith(account))
    if item not in (every := _sides()):
        return ""
    sides = (model.removesuffix(other) for other in every[item] if model.endswith(other))
    # 进口 behind 进出口 is a part of it.
    return next((side + item for side in sides if not side.endswith("进")), "")


def lend(item: str, model: str, *, listed: bool = False) -> str:
    """Return an item with the noun that a fuller one beside it ends with.

    ``item``, ``model``: the short name and the full one. ``listed``: whether they are items of one list, 茶具、瓷具出口,
    which share any noun; else only what is measured is lent.

    >>> lend("集体企业", "国有控股企业增加值"), lend("农村", "城镇居民人均可支配收入"), lend("茶具", "茶叶产量")
    ('集体企业增加值', '农村居民人均可支配收入', '茶具')
    >>> lend("支出", "茶乡公共预算收入")
    '茶乡公共预算支出'
    >>> lend("茶园项目", "“茶五”项目库总投资")
    '茶园项目'
    """
    if sided := counterpart(item, model):
        return sided
    if item in _TRADE and (trade := _TRADED.fullmatch(model)):
        return trade["who"] + item
    if _is_whole(item, model) or item.startswith(("调入", "调出")):
        return item
    if _SEATS.fullmatch(item) and (seat := _SEATS.search(model)):
        return model[: seat.start()] + item
    if _GRADED.fullmatch(item) and (grade := _GRADED.match(model)):
        return item + model[grade.end() :]
    for one, other in _pairs("opposites"):
        if item.endswith(one) and (at := model.find(other)) >= 0:
            return item + model[at + len(other) :]
    for size in (4, 3, 2, 1):
        at = model.find(item[-size:], 1)
        if at < 0 and size > 1 and not listed and model.startswith(item[-size:]):
            at = 0
        if len(item) > size and at >= 0:
            rest = model[at + size :]
            fits = rest in word_set("tails") if size == 1 else listed or _ENDED.search(rest) or item.endswith("地区")
            lent = len(rest) > 1 and fits and not _NO_LOAN.search(rest)
            return item + rest if lent else item
    return item


#: Examples and their class: 茶业、瓷业等优势产业产值.
_EXAMPLES = re.compile(r"(?P<names>[^、]+、.+)(?<![高初中平同上])等(?=[\u4e00-\u9fff])(?!级|于)")
_CLASS = re.compile(
    r".*(?:产业链|产业|集群|园区|[行专]业|产品|消费品|商品|领域|方面|指标|企业|主体|项目|平台|事业|污染物|服务业|保险|问题|区域|地区|县市)的?"
)


def _owners(before: str, noun: str, measure: Measure, count: int) -> list[str]:
    """Return a noun with each of the owners that the clause before names: 茶区、果区扩容，产值分别.

    >>> _owners("发展茶区、果区得到保护", "总产值", "level", 2), _owners("茶区、果区扩容", "茶农", "level", 2)
    (['茶区总产值', '果区总产值'], [])
    """
    if len(noun) > _SHORT or not (_ENDED.search(noun) or noun in word_set("general")):
        return []
    clause = re.split("[，,；：]", before)[-1]
    named = phrase_before(clause, measure)
    owners = _examples(clause, named, count) or _names_of(without_verb(named), count)
    if len(owners) != count or len(owners[-1]) > max(map(len, owners[:-1])) + 3 or re.search(r"\d", named):
        return []
    owners[0] = _DONE_FOR.sub("", owners[0])
    if max(map(len, owners)) > _OWNER:
        return []
    return [owner + (noun[2:] if owner.endswith(noun[:2]) else noun) for owner in owners]


#: What is done for the owners: 发展茶业、果业.
_DONE_FOR = re.compile(f"^(?:{alternatives('acts', 'governs')})+(?=..)")
#: Length of a noun, at most, that says what is measured of those whom the clause before names.
_SHORT = 7
#: Length of the name of one of them, at most; what is longer names works: 港区规划编制和航线优化方案落地.
_OWNER = 8
#: Those that the sentence before named: 三者所占比重分别为.
_THEM = re.compile("[两二三四五六]者(?=.)")
#: What introduces names one by one: 最高的3个县依次是青岚、云泽和岭南.
_IN_TURN = re.compile(r"^.*(?:依次|分别)[是为](?=.)")
_SPREAD = re.compile(r"分别|依次|分[居列获]|各自|各(?=[增减上下提是为占达]|$)")


def hands_out(pre: str) -> bool:
    """Return whether the words before a number give several numbers a subject each: A、B分别增长."""
    return _SPREAD.search(pre) is not None


# --- one line --------------------------------------------------------------------------------------------------------

#: The name of a rate or a share.
_IS_RATE = re.compile("(?:率|比重|占比)$")
#: Longest title that a line begins with: 茶业支出。安排9亿元.
_TITLE = 16
#: Characters before a number that are looked at.
_FAR = 400
_BRACKETS = re.compile(r"[（(）)]")
_ASIDE = re.compile(r"（[^（）]*）")
_CLOSES = re.compile(r"[^（），；：。]{0,10}）")
#: A bracket with clauses of its own, no part of a name, （预计，下同）, and a year set beside, 与2030年同期相比.
_REMARK = re.compile(r"（[^（）]*[，；：][^（）]*）|[与同和](?:19|20)\d\d年[^，。；、（）]{0,12}相比")
#: What leads from a share to its amount: 茶税占收入的2%（即3元）.
_THAT_IS = re.compile("，?[（(]?[即约计]{0,2}")
#: The item of a budget under its class and its section: 教育支出（类）普通教育（款）小学教育（项）。
_ITEM = re.compile(
    r"(?:（[类款]）|^|[\d.．、）])\s?(?P<name>[^（）。；：.．、\d][^（）。；：\d]{1,39})(?:（项）|（[类款]）(?=。|$))"
)
#: A sentence that compares, and says not what: 支出5亿元。较上年增加1亿元.
_COMPARES = re.compile(
    r"(?:^|[，；])(?:其中，?)?(?:\d{1,2}月份?|[一二三四]季度)(?:同比|环比)?(?:[为增升降]|[上下][升降涨]|回[升落])|(?:[上下]半年|前[一二三]个?季度|\d{1,2}[-—~至]\d{1,2}月)(?:累计|实际|预计|已)?(?:完成|实现|达)|同比|平均每年|年均|[比较](?:上|去)年|[比较](?:19|20)\d\d年|与(?:上|去|\d{4})年"
)
#: A column of an account, where the sentence before names the item: 茶税预算为5亿元。决算数为6亿元.
_COLUMN_ALONE = re.compile(rf"(?:(?:19|20)\d\d年度?)?(?:{alternatives('account_columns')})[为是]?")
#: What a colon sets before its numbers: ——茶农人均收入：年均增长8%; 主要目标 is no thing that is measured.
_TITLED = re.compile(
    r"(?:^|[。；—-])(?P<head>[^。；，：,\d—-]{2,24}(?<!目标)(?<!情况)(?<!方面)(?<!工作)(?<!任务)(?<!成效)(?<![特要重]点)(?<![是为])(?<![指提]出)(?<!强调))：[^。；，：]*$"
)
#: What leads a list of parts: 货物周转量：公路…
_HEAD = re.compile(r"(?:^|[。；，：,])(?P<head>[^。；，：,\d]{2,40})：$")
#: A whole of which the parts follow: 总诊疗量中，医院…
_WHOLE = re.compile(r"(?:^|[。；])[^。；，]{2,30}中，$")
#: The number of a footnote: 常住人口[2]中.
_NOTE = re.compile(r"\[\d{1,2}\]")
#: The same of which shares are told: 在茶农中，男性5万人，占30%.
_OF_WHOLE = re.compile(
    r"(?:^|[。；，])在?([^。；，：\d]{2,20})(?<![过进历]程)(?<!工作)(?<!活动)(?<!实践)(?<!行动)(?<!建设)(?<!发展)(?<!之)中[，,](?!其)"
)
#: The same where the part follows at once: 茶费支出中茶学支出.
_WHOLE_BEFORE = re.compile(r"(?:^|[。；，])(?!在)([^。；，：、\d每]{2,18}?(?:支出|收入|人口|总量|总数))中(?![的心小等间期央])")
_HEAD_NOUN = re.compile(r"(?:周转量|诊疗量|运量|产量|总量|面积|收入|支出|投资|余额|增加值|总额|数量|人数|销量|人口|人次)$")
#: Of what, in a head that the items of its list say: 主要工业产品产量, 主要作物产量.
_PRODUCTS = re.compile(r"^(?:其|的)?(?:主要|规模以上|规上).*(?:品|作物)(?=产量|销量|总量)")
_HEAD_VERB = re.compile(
    r"(?:[居列排]|位[居列])[^，]*$|(?:的?(?:地区|区域|年龄|学历|职称)?(?:情况|分布|构成|结构))?(?:如下|是|为)?$"
)
_VIEWED = re.compile(r"[分从按][^，。；]{1,12}[看分][，,]")
#: What several rivals are set against: 分别高于全国、全省2和3个百分点, 比全国、全省分别高2和3个百分点.
_AGAINST = re.compile(
    r"(?P<own>[^比较]*?)(?:分别(?:仅|只|约|已)?(?P<verb>(?:高[于出]|低于|[快慢好优]于|领先|超出|占))(?P<rivals>.*)"
    r"|(?P<than>[比较])(?P<each>[^年期]+)分别(?P<gap>[快慢高低多少][出了]?)|分别[比较][^，年期]{2,14}[快慢高低多少][出了]?)$"
)
_EACH_OF = re.compile("分别约?")
_RIVALS = re.compile(rf"{_SPLIT.pattern}|(?<=全[国省市区])(?=全)")
#: What all of several are set against, by a noun of their pace: 增速分别比全市快2、3个百分点.
_PACES = re.compile(
    r"(?P<noun>增速|增幅|涨幅|降幅|占比|比重)?分别"
    r"(?P<gap>[比较][^，年期]{2,14}[快慢高低多少]出?|(?:高[于出]|低于|[快慢好优]于|领先|超出)[^，年期、和与]{2,14})$"
)
_AGES = frozenset({"岁", "周岁"})
_AND_OVER = re.compile("(?:及?以[上下])?的?")
#: A share of those of an age, which alone names them: 30岁（含）以下占5%.
_OF_THAT_AGE = re.compile("(?P<age>(?:（含）)?(?:及?以[上下])?(?:（含）)?)的?占比?[为达]?")
#: The same goes on within its clause: 由5%上升到6%, 预算数5亿元的40%.
_GOES_ON = re.compile(
    r"的?(?:以上|左右)?的?(?:上升|下降|提高|提升|增加|增长|增|降低|降|减少|回落|扩大|缩小|发展|压减|调整)?"
    r"(?:[到至为](?:目前|现在|今年|去年|上年)?的?(?:\d{4}年(?:\d{1,2}月)?[末底]?的?)?)?(?:约|近|超过?)?$"
)
#: 茶税年均增长7%；2030年达到5亿元: a sentence that names a year and no thing goes on with the one before.
_YEAR_REACHED = re.compile(r"[到至]?\d{4}年[末底]?(?:已)?(?:达到?|为|增至|增加[到至]|实现|完成|突破|超过)(?:了|约|近)?")
#: The other end of what left from somewhere, whatever the verb: 由5元放宽至6元.
_ARRIVES = re.compile(r"[^，。；、：\d]{0,6}[到至为](?:了|约|近|超过|目前的?)?$")
#: What it arrives from: 由5%, 由上年的5%.
_LEFT = re.compile(r"[由从](?:(?:上年|去年|年初|\d{4}年)[末底初]?的?)?$")
#: What several subjects came to, behind their growth, 分别增长5%、6%，达5亿元、6亿元, and by how much they grew, behind that.
_REACHED = re.compile(
    r"[，,](?:按可比(?:口径|价格?)(?:计算)?[，,]?)?(?:(?:分别|各)?(?:达到?|为|突破|实现)|(?:分别|均)?[是为](?:\d{4}年|“[^”]{2,3}”|[三五十]年前)[期末底]*的|(?:同比|[比较](?:上年|去年)(?:同期)?|实际|年均|分别)*(?:增长|下降|提高|上升|净?增加?|减少|降低|回落)(?:[到至](?:\d{4}年(?:\d{1,2}月)?[末底]?的?)?)?)$"
)
#: A total whose parts are named by their kind alone: 货物周转量…，其中铁路…
_TOTAL = re.compile("(?:床位|(?:货物|旅客)?(?:周转量|吞吐量|运输?量)|总产量|产量|发电量|用电量|保有量|诊疗人次|价格)$")
_TOTAL_ENDS = ("量", "次", "格", "位")
_WIDER = re.compile(r"(?:全|我(?=国))([国省市区县州])$")
#: The same amount in another unit: 水资源量5亿立方米，折合径流深6毫米.
_CONVERTED = re.compile("[，,（]?(?:折合?|折算|按(?:[美欧]元|人民币)计[价算])(?![后旧])")
#: A school or a level of schooling, alone or with whom it has: 小学, 初中招生, 普通高校在校学生.
_SCHOOL = re.compile(
    r"(?:招收)?(?P<school>(?!新|改|扩|建|在)[^，]{0,12}?"
    r"(?:学校|小学|中学|初中|高中|大学|高校|院校|学院|教育|中专|职高|技校|研究生(?:培养(?:单位|机构))?|[本专]科|幼儿园))"
    r"(?P<tail>(?:招收[^，]{0,8}|招生|学生|在校(?:学)?生|毕业生|教职工|专任教师)(?:人|总)?数?)?$"
)
#: Characters beside the first label of a sentence, at most, where the sentence before may say of which school it is.
_BESIDE = 4
#: Labels before, at most, among which a school is looked for.
_EARLIER = 40
#: Words that a later number of a list may have before it.
_NEXT = re.compile(
    r"(?:左右|以上|以内|以下)?(?:[、，和及与以\s]*(?:约|近|超过?|逾)?|(?:[、，和及与]|以及)(?:增长|下降|上升|提高|提升|降低|减少|增加|回落)了?)$"
)


#: Of whom each item of a list is told: 每百户茶农拥有茶机5台、茶车2辆.
_OF_EACH = re.compile(r"(?:年[末底]|全[省市区县州旗])*(?P<each>(?:平均)?每?[百千万](?:[户人]|人口)[^，、\d]{0,8}拥有(?!量))")
#: What stands before a part of those that were counted before.
_OF_THEM = re.compile("[，、]?(?:其中|目前)?(?:有|已有|已|另有|还有)")


def _overlaid(own: str, head: str) -> str:
    """Return a name with its head behind it, where they meet said once: 外出茶农 and 茶农总量 are 外出茶农总量."""
    meet = next((size for size in (4, 3, 2) if head.startswith(own[-size:])), 0)
    return own + head[meet:]


#: Places in a bracket, or behind 其中, which is measured of all of them: 茶税增长5%（云泽区增长6%）.
_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,7}(?:[市县区州旗盟镇乡]|州直|本级)$")
#: What places in brackets are measured by, behind how many there are: 茶税超过5亿元的县有3个，分别为青岚（9亿元）.
_SIZED_BY = re.compile(
    r"(?:^|[，；])(?P<what>[^，；]{2,30}?)(?:[高低]于|超过?|达到?|突破|在)[^，；]{1,16}的[^，；\d]{1,8}有?\d+[个家]"
    r"(?:（[^（）]*）)?，(?:分别|依次)?[为是]"
)
#: What a place has most of, 最大雨量为石桥站; the next in the row, 其次为云泽市; a place that has most or least, 云泽市最小.
_MOST = re.compile(r"[^，、]*最[大小高低多少](?P<what>[^，、为是]{2,8}[量率值数度])[为是](?P<who>[^，、]{2,12})$")
_RIVAL = re.compile(r"(?:其?次|最[大小高低多少快慢])(?:的)?[为是]")
_MOST_BEHIND = re.compile(r"(?:^|[。，；])([^。，；\d]{2,8})最[大小高低多少快慢](?:，?[为是达])?(?:\d[\d.]*[^\d，；、]{1,6})?$")
_SITE = re.compile(r"^[\u4e00-\u9fff]{1,8}[市县区州站镇]")
#: Characters up to a number among which those are looked for.
_NEAR = 160
#: Offices, which are counted by none of the counters of what they hand out or decide: 公开茶讯48条，其中各部门29条.
_OFFICE = re.compile("(?:部门|政府|办公室|机关|法院|检察院|街镇|街道|乡镇|省级|市级|县级|区级|[局厅委])$")
_PAPERS = frozenset({"条", "件", "宗", "起", "篇", "笔", "人次", "件次"})
#: All of them, in front of what is measured: 全市茶税, 县（市、区）茶税.
_ALL_OF = re.compile("^(?:全[国省市区县州盟旗]|县（市、区）|县市区|市县|区县|城乡(?=居民))(?=..)")


@dataclass(slots=True)
class Subject:
    """What figures are about, and in which units and measures it has been stated."""

    name: str = ""
    kinds: set[tuple[str, Measure]] = field(default_factory=set)


_AMOUNT = r"(?:超过?|过|达到)?(?:\d[\d.]*[百千]?|[十百千])?(?:(?:亿|\d万)元(?:及?以上|级)?|(?<=[十百千])亿元?级)"
#: The size of those that are counted, in front of their number: 其中超50亿元5个、10亿元以上9个.
_OF_SIZE = re.compile(rf"(?:^|[、，]|其中)(?:投资|有)?(?P<size>{_AMOUNT})的?有?$")
_SIZE_INSIDE = re.compile(_AMOUNT)


def resized(name: str, size: str) -> str:
    """Return the name of things with another size.

    >>> resized("新签约超10亿元茶园", "超50亿元"), resized("新引进茶园", "10亿元以上")
    ('新签约超50亿元茶园', '10亿元以上茶园')
    """
    return _SIZE_INSIDE.sub(size, name, count=1) if _SIZE_INSIDE.search(name) else size + thing_of(name)


#: Those of whom an income or what is spent is told a head: 人均可支配收入3万元，其中城镇居民4万元.
_RESIDENTS = frozenset({"城镇居民", "城镇常住居民", "农村居民", "农村常住居民"})
_PER_HEAD = re.compile("人均(?:可支配|纯|消费|生活)+.*(?:收入|支出)$")
#: What is told of an area by its name without 市 or 县: 云泽GDP, 云泽城镇化率.
_OF_AREA = re.compile(
    r"生产总值|GDP|(?:一般)?公共预算|财政|固定资产|规模|规上|社会消费品|城镇|农村|城乡|居民|外贸|进出口|人均|常住|户籍|工业|农业|第[一二三]产业"
)
#: What stands before the name of a county or a town in the full name of an area: 青岚市 before 云泽县.
_LAST_NAME = re.compile(r"^.*[市州盟区县](?=.{2,}[区县市旗镇乡]$)")


@lru_cache(1)
def _last_name(area: str) -> str:
    return _LAST_NAME.sub("", area)


#: Nouns that do not say of what, and those that say what is told of the subject that goes on.
_NAMELESS = word_set("general") | {"", "总量"}
_TOLD_BESIDE = word_set("general") | word_set("yields_of_branch")


#: What is done to the thing of the number before, where that alone is said.
_DEEDS = word_set("deeds") | {"改造"}
#: An office, and what it took on, of which the next number says what came: 云泽法院受理茶案5件，审结3件.
_OFFICE_DID = re.compile("(?P<who>[^，、]{2,}?(?:[局院庭]|机关|机构))(?:共|新)*(?:受理|收到?|立案)(?P<what>.*)")
#: How many were done of those that were told in the same unit: 改造茶舍30户，每户补助2元，已完成32户.
_CAME_OF_IT = re.compile("[，、；]?(?:截至目前|目前|实际|已|累计|共)+(?:完成|实施|建成)了?")
#: What an area, or its level, ends with: 市本级, 全县. 财政支出 beside 财政总收入 has a name of its own.
_LEVEL_ENDS = tuple("级省市州区县旗盟镇乡")
#: Characters of a name too short to say of what whole a share is.
_BARE = 2
#: The account that heads a line: （二）政府性基金预算。收入9亿元, 3.全市社会保险基金预算：.
_OF_ACCOUNT = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s?)?(?:(?:19|20)\d\d年)?(?:全[省市州区县]|[省市州区县]本?级)?"
    r"(?P<account>(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算)(?:收支)?(?:执行|安排|完成|编制)?(?:情况)?[。：]"
)


class Subjects:
    """What passes from label to label within a line.

    ``text``: the folded line; ``area``: name of the area that reports: in the report of a district 全市 is another area, and
    stays in the label; ``account``: the budget whose heading the line stands under.
    """

    def __init__(self, text: str, area: str = "", account: str = "") -> None:
        self.text, self.area, self.stop, self.start = text, area, 0, 0
        self.own = (area, _last_name(area))
        self.short = self.own[1][:-1] if len(self.own[1]) > 2 and self.own[1][-1] in "省市县区州盟旗" else ""
        self.itemized = "（款）" in text or "（类）" in text
        headed = _OF_ACCOUNT.match(text) if "预算" in text else None
        self.account = headed["account"] if headed else account
        self.title = self.spoken = self.owner = ""
        self.now = self.before = Subject()
        self.total, self.parts, self.age = ("", ""), False, (0, 0)
        self.items: list[str] = []
        self.seen: list[str] = []
        self.shares: list[str] = []
        self.earlier: list[str] = []
        # The amount told last, and the whole of which shares are told, with their units.
        self.stated = self.whole = ("", "")
        self.handed: list[str] = []
        self.of_unit: dict[str, str] = {}
        self.aspect, self.viewed = "", False
        # What was told of before each bracket that is open.
        self.outer: list[tuple[Subject, tuple[str, str], tuple[str, str]]] = []
        self.joined = False  # whether a semicolon joins this sentence to the one before
        self.begin(0)

    def begin(self, start: int) -> None:
        """Begin a sentence."""
        self.title = self.text[self.start : start - 1] if self.stop <= self.start < start - 3 else ""
        item = _ITEM.search(self.text, self.start, start) if self.itemized and self.stop <= self.start else None
        # 与上年相比 behind a whole and its parts is of the whole.
        whole = self.seen[0] if self.seen and "其中" in self.text[self.start : self.stop] else ""
        self.spoken = whole or self.now.name or self.spoken
        # 分季度看 is of the whole, not of the parts that a sentence between has named.
        parts = self.seen and (
            (self.parts and self.joined)
            or self.text.startswith("其中", self.start)
            or _VIEWED.match(self.text, self.start) is not None
        )
        # A sentence without a number, between this one and the last number, may be about something else, as may one of several.
        ends = self.text.count("。", self.stop, start) + self.text.count("；", self.stop, start)
        if ends > 1 or len(set(self.seen)) > 1:
            self.owner = ""
        elif self.now.name not in _NAMELESS:
            self.owner = self.now.name
        if self.outer and "）" in self.text[self.stop : start]:
            # 茶园9公顷（135亩）。其中: the whole is the one before the bracket.
            self.stated = self.outer[0][2]
        joined = self.joined
        self.joined = self.text[start - 1 : start] == "；"
        self.start, self.now = start, Subject(item["name"] if item else "")
        if not self.joined and not self.text.startswith("其中", start):
            self.total, self.parts = ("", ""), False
        if self.seen and not parts:
            self.before = Subject(self.seen[0], {("%", "growth")})
            if len({*self.seen}) == 1:
                # A sentence on several things has no whole of which the next may tell the parts.
                self.before.kinds.update((unit, "level") for unit, label in self.of_unit.items() if label == self.seen[0])
        if self.text.startswith("其中", start):
            self.whole = self.whole if joined else self.stated
        elif not self.joined:
            self.whole = ("", "")
        if self.seen:
            self.earlier = [*(self.earlier if joined else ()), *self.seen][-_EARLIER:]
        self.items, self.seen, self.shares, self.handed, self.aspect = [], [], [], [], ""
        self.parted: set[str] = set()
        self.outer = []
        self.head = self.last = self.last_unit = ""
        self.of_unit = {}
        self.left = self.shared = self.apart = False
        # The end of a part's name with its whole, of which a part behind a semicolon may be another.
        self.beside = ("", "")
        self.viewed = self.viewed and joined
        self.sited = ""

    def name(self, place: Place, measure: Measure, counts: bool, count: int) -> str:
        """Return the label of the next number, of which ``count`` stand in a row from here on."""
        gap = close_up(self.text[max(self.stop, self.start, place.token.start - _FAR) : place.token.start])
        self.stop = place.token.stop
        self._step(gap)
        label = self._next(place, measure, counts, count, gap)
        if measure == "level":
            label = self._of_whole(label, place)
            self.shares += [label] * (place.token.unit == "%")
        if self.last_unit in _AGES and place.token.unit not in _AGES:
            label = self._of_age(label, gap)
        if place.token.unit == "元" and self.last_unit == "%" and label == self.last and _THAT_IS.fullmatch(gap):
            label = label.partition("占")[0]
        self.left = _LEFT.search(place.pre) is not None
        if place.token.unit in _AGES:
            self.age = place.token.start, place.token.stop
        if self.parts:
            self.parted.add(label)
        self.last, self.last_unit = ("" if place.token.unit == "年" else label), place.token.unit
        if gap == "、" and measure == "level" and label == self.now.name and place.token.unit not in self.of_unit:
            # 发放茶贷5笔、9亿元，税收3亿元，分别增长5%、6%和7%: one name for each number.
            self.seen.append(label)
        self.of_unit[place.token.unit] = label
        self.shared = measure == "level" and label != self.now.name
        return label

    def _around_bracket(self, place: Place, gap: str) -> str:
        """Return what stands before and behind the bracket that closes right before a number; empty where a number does."""
        if (whole := _ASIDE.sub("", gap)) != gap:
            return whole
        # 国内增值税（50%部分）3亿元: the number before this one stands within the bracket.
        closes = _CLOSES.match(gap)
        before = self.text[self.start : max(self.start, self.text.rfind("（", self.start, place.token.start))]
        name = re.split("[，；：。]", _ASIDE.sub("", close_up(before)))[-1]
        return name + gap[closes.end() :] if closes and name and not re.search(r"\d", name) else ""

    def _next(self, place: Place, measure: Measure, counts: bool, count: int, gap: str) -> str:
        place, gap = self._past_bracket(place, gap)
        if not self.now.name and (viewed := _VIEWED.match(gap)) and "，" not in gap[viewed.end() :]:
            self.now, self.viewed = self.before, True
        carried = self._carried(place, measure, count, gap)
        label, subject = self._own(place, measure, counts, carried, gap)
        if counts and (size := self._size_of(place, label, carried)):
            return size
        if count > 1 and (items := self._listed(place, measure, gap, counts, count)):
            self.now = Subject(subject or self.now.name, {(place.token.unit, measure)})
            return self._hand_out(items)
        if not subject and (again := self._again(place, measure, counts, count, gap)):
            return again
        self.items = []
        if self.last and ((label == self.now.name and _GOES_ON.match(gap)) or (self.left and _ARRIVES.match(gap))):
            if gap == "的" and self.last.endswith(("计划", "任务")) and not self.last.startswith(self.now.name):
                return f"{self.now.name}占{self.last}"
            return self.last
        if not subject and label == self.now.name and (moved := self._moved(place, measure)):
            return moved
        self._state(place, measure, label, subject)
        return self._settled(place, measure, label, subject, count)

    def _past_bracket(self, place: Place, gap: str) -> tuple[Place, str]:
        """Return a place, and what stands before it, without the bracket that lies between a name and its number."""
        if "）" in place.pre and "（" not in place.pre and (whole := self._around_bracket(place, gap)):
            gap = re.split("[，；：。]", whole)[-1]
            place = replace(place, pre=gap)  # the clause began within the bracket
        noted = place.pre.endswith("（") and (place.token.unit == "%" or place.post.startswith("）"))
        if noted and not sets_against_aim(place.pre[:-1]):
            place = replace(place, pre=place.pre[:-1])
        return place, gap

    def _carried(self, place: Place, measure: Measure, count: int, gap: str) -> str:
        """Return the subject that a number may take over, that of the sentence before among them."""
        if place.pre.startswith("涉及") and parse_unit(self.last_unit).dimension in ("count", "persons"):
            return self.last
        if place.pre and place.pre in "为达是" and (most := _MOST_BEHIND.search(place.sentence)) and _SITE.fullmatch(most[1]):
            return ""
        carried = (self.aspect if self.aspect and SHARE.match(place.pre) else "") or self.now.name
        if carried or "，" in gap or not (count == 1 or "月" in gap):
            return carried
        if _COLUMN_ALONE.fullmatch(place.pre):
            item = phrase_before(self.title, "level")
            return item if _ENDED.search(item) and len(item) <= _TITLE else re.sub("(?<=[入出])预算$", "", self.owner)
        of_before = phrase_before(place.pre, measure) in word_set("of_sentence_before") or _YEAR_REACHED.fullmatch(place.pre)
        if "幅" in place.post and PACE_BEHIND.match(place.post):
            return self.owner
        compared = place.pre[:1] in ("与", "同") and place.post.startswith("相比")
        return self.owner if of_before or compared or sets_against_aim(place.pre) else ""

    def _own(self, place: Place, measure: Measure, counts: bool, carried: str, gap: str) -> tuple[str, str]:
        """Return label and subject as a number's own words give them, or what stands before its sentence."""
        own = phrase_before(place.pre, measure)
        # 收入9亿元，其中茶捐收入8亿元；支出7亿元: the other side of the whole, not of its part.
        whole = self.whole[0] if "；" in gap else ""
        # 公共预算收入增长5%；支出安排9亿元: whatever was told of the one, also in the part before the semicolon.
        before = self.before.name if self.joined or self.parts else ""
        side, model = own[-2:], carried or before
        if sided := counterpart(own, whole) or counterpart(own, model):
            return sided, sided
        # 市本级公共预算收入5亿元；市本级支出6亿元.
        of_level = own[:-2].endswith(_LEVEL_ENDS) and model.startswith(own[:-2])
        if of_level and (sided := counterpart(side, model)):
            return sided, sided
        label, subject = read_label(place, measure, carried, counts)
        if self.account and label in ("收入", "支出"):
            label = subject = self.account + label
        label, subject = (label, subject) if label else self._from_before(gap)
        # 茶坊改造开工5家，改造面积9亩，完工3家: of the workshops, not of the area.
        alike = self.of_unit.get(place.token.unit, "")
        deed = (
            label
            if (place.token.unit, "level") in self.now.kinds and alike.startswith(carried)
            else label.removeprefix(carried)
        )
        if deed in _DEEDS and counts and measure == "level" and (done := alike):
            # 新建茶路9公里，改造5公里; but 茶路整治9公里，改造茶亭.
            thing = thing_of(done)
            office = _OFFICE_DID.match(done)
            of_thing = office["who"] + deed + office["what"] if office else deed + thing
            label, subject = (label if deed == "改造" and thing == done else of_thing), ""
            self.seen.append(label)
        if counts and place.token.unit != "元" and label == carried and _CAME_OF_IT.fullmatch(place.pre):
            label = self.of_unit.get(place.token.unit, label)
        return (self.last if counts and label == carried and self._is_of_last(place) else label), subject

    def _again(self, place: Place, measure: Measure, counts: bool, count: int, gap: str) -> str:
        """Return the next of several subjects that were handed out; empty where a number is of none of them."""
        if count > 1 and len(self.handed) == count and SHARE.match(place.pre):
            # 茶税和桑税分别为5元和6元，占财政收入的7%和8%.
            self.items = [read_label(place, measure, name, counts)[0] for name in self.handed]
            return self.items.pop(0)[-LONGEST:]
        if count > 1 and len(self.handed) == count and (_GOES_ON.match(gap) or _REACHED.match(gap)):
            # 分别由5元、6元提高到7元、8元: the second ends are of the same subjects.
            self.items = self.handed[1:]
            return self.handed[0][-LONGEST:]
        return self.items.pop(0)[-LONGEST:] if self.items and _NEXT.match(place.pre) else ""

    def _moved(self, place: Place, measure: Measure) -> str:
        """Return what a movement behind a share or an amount is of; empty where it is of the subject that goes on."""
        if self._is_of_share(place, measure):
            # 占茶税的40%，提高2个百分点: it is the share that moved.
            return self.last
        # 播种面积5亩，产量3吨，增长6%: it is the product that grew.
        return self.aspect if measure in ("growth", "change") else ""

    def _settled(self, place: Place, measure: Measure, label: str, subject: str, count: int) -> str:
        """Return a label with what it leaves out, and keep it as the subject that goes on."""
        kind = place.token.unit, measure
        if subject and subject == label:
            label = subject = self._of_school(self._lent(subject, kind), place)
            if (each := _OF_EACH.match(place.clause)) and each["each"] not in label:
                label = subject = each["each"] + label
            if measure != "rank":
                label = subject = self._elsewhere(place.pre, label)
            total = _TOTAL.search(label) if label.endswith(_TOTAL_ENDS) else None
            if total and not (self.total[0] and label.endswith(self.total[0])):
                self.total = total[0], place.token.unit
        if not self.now.name or (subject and not _CONVERTED.match(place.pre)):
            self.now = Subject(subject or label, {kind})
            self.seen += [self.now.name] * count if self.now.name else []
        else:
            self.now.kinds.add(kind)
        return label

    def _from_before(self, gap: str) -> tuple[str, str]:
        """Return the label and subject of a number without words: the title, the sentence before, or what a colon follows."""
        if 0 < len(title := phrase_before(self.title, "level")) <= _TITLE:
            return title, ""
        if self.spoken and _COMPARES.match(gap):
            return self.spoken, self.spoken
        titled = _TITLED.search(gap)
        head = phrase_before(titled["head"], "level") if titled else ""
        return head, head

    def _hand_out(self, items: list[str]) -> str:
        """Keep the subjects of numbers in a row, and return the first."""
        self.items, self.handed, self.aspect = items[1:], items, ""
        named = self.seen[-len(items) :]
        # 分别完成计划的5%和6%，分别增长7%和8%: the same subjects again.
        if len(named) < len(items) or not all(map(str.startswith, items, named)):
            self.seen += items
        return items[0][-LONGEST:]

    def _size_of(self, place: Place, label: str, carried: str) -> str:
        """Return the name of those counted, of which their size alone stands before the number; empty where none does."""
        alone = carried and (label == carried or _SIZE_INSIDE.fullmatch(label))
        if not alone or (found := _OF_SIZE.search(place.clause)) is None:
            return ""
        size = found["size"]
        if not _ENDED.search(carried):
            return resized(carried, size)
        # 茶税收入超6亿元，超20亿元的9个: those of a bound upon the amount told before.
        return (carried + size)[-LONGEST:] if size[0] in "超过达" or "以" in size else ""

    def _is_of_last(self, place: Place) -> bool:
        """Whether a number is of those that were counted right before it: 48家茶企开工，有20家竣工."""
        return bool(self.last) and place.token.unit == self.last_unit and _OF_THEM.fullmatch(place.pre) is not None

    def _of_whole(self, label: str, place: Place) -> str:
        """Return the label of a share with its whole, where the words beside it leave that out: 其中茶农5万人，占30%."""
        unit = place.token.unit
        if unit != "%":
            self.stated = label, unit
        elif "占" in label and (SHARE.match(place.pre) or self.handed):
            part, _, whole = label.partition("占")
            if whole:
                self.whole = whole, self.stated[1]
                self.beside = part[-_BARE:], whole
            elif self.apart and part.endswith(self.beside[0] or "\n"):
                return (label + self.beside[1])[:LONGEST]
            elif self.handed and not (self.whole[0] and _ENDED.search(part)) and part.endswith(self.whole[0][-2:]):
                return part  # 茶社中，石社和土社分别占5%和6%: the parts are named by what they are
            elif (within := self._whole_within(part)) and len(within) <= _TITLE:
                return (label + within)[:LONGEST]
            elif self.whole[0] != part and self.whole[1] in ("", self.stated[1]):
                return (label + self.whole[0])[:LONGEST] if len(self.whole[0]) <= _TITLE else part + "占比"
        return label

    def _whole_within(self, part: str) -> str:
        """Return the whole whose name that of a part ends with, told before it: 茶园资产 after 资产, 负债 and 权益."""
        named = (name for name in reversed([*self.earlier, *self.seen]) if len(name) > _BARE and name != part)
        return next((name for name in named if part.endswith(name) or part.startswith(name + "中")), "")

    def _of_age(self, label: str, gap: str) -> str:
        """Return a label with the age of whom it names, which stands right before it: 65岁及以上茶农."""
        if shared := _OF_THAT_AGE.fullmatch(gap):
            return self.text[slice(*self.age)] + shared["age"]
        whole = self.text[slice(*self.age)] + _AND_OVER.match(gap)[0] + label  # type: ignore[index]
        if not label or not (self.text[self.age[0] : self.stop]).startswith(whole):
            return label
        if self.now.name == label:
            self.now.name = whole
        return whole

    def _is_of_share(self, place: Place, measure: Measure) -> bool:
        """Whether a change in points is that of the share right before it."""
        points = measure == "change" and place.token.unit in ("个百分点", "百分点")
        return points and self.last_unit == "%" and self.shared and not self.handed

    def _state(self, place: Place, measure: Measure, label: str, subject: str) -> None:
        """Keep what a label says beside the subject that goes on, where that is an amount, which a growth behind it is of."""
        if subject:
            self.aspect, self.handed = "", []
        elif measure == "level" and label != self.now.name and not (self.aspect and label.startswith(self.aspect)):
            own = phrase_before(place.pre, measure)
            amount = place.token.unit not in ("%", "‰", "倍") and (own in _TOLD_BESIDE or PLANNED.fullmatch(own) is not None)
            amount = amount and not label.endswith("增量")
            self.aspect = label if amount else ""
            self.seen += [label] * amount

    def _step(self, gap: str) -> None:
        """Read what stands before a number for brackets, whose subjects end with them, and for the head of a list."""
        if self.itemized and (item := _ITEM.search(gap)):
            self.now = Subject(item["name"])
        for bracket in _BRACKETS.findall(gap) if "（" in gap or "）" in gap else ():
            if bracket in "（(":
                self.outer.append((self.now, self.whole, self.stated))
            elif self.outer:
                self.now, self.whole, self.stated = self.outer.pop()
        if "中，" in gap and (whole := _WHOLE.search(gap[: gap.find("，") + 1])):
            noun = phrase_before(whole[0].strip("。；，中"), "level")
            self.head = noun if _HEAD_NOUN.search(noun) else ""
        if "；" in gap:
            self.apart = True
        if "其中" in gap and not gap.startswith("其中"):
            self.whole, self.apart = self.stated, False
        elif "中" in gap and (of := _OF_WHOLE.search(_NOTE.sub("", gap)) or _WHOLE_BEFORE.search(gap)):
            self.whole = phrase_before(of[1], "level"), ""
        self.parts = self.parts or "其中" in gap
        colon = gap.rfind("：")
        if colon >= 0:
            found = _HEAD.search(gap[: colon + 1])
            noun = phrase_before(_HEAD_VERB.sub("", found["head"]), "level") if found else ""
            noun = self.now.name if gap.startswith("的") and "，" not in gap else noun
            self.head = noun if _HEAD_NOUN.search(noun) or noun.endswith("人员") else ""

    def _of_school(self, label: str, place: Place) -> str:
        """Return a label with the school that was named last in its sentence, or before it where the label opens it."""
        if label not in words("of_schools"):
            return label
        # 初中9所（含完全中学5所），招生7万人: the school in the bracket is none of it.
        # 高校9所，其中甲类4所；招生7万人: of the whole, not of its part.
        named = [name for name in [*self.seen[-_EARLIER:], self.now.name] if name not in self.parted]
        here = [found["school"] for found in map(_SCHOOL.match, named) if found]
        opens = not self.seen and place.token.start - self.start < len(label) + _BESIDE
        before = [found["school"] for found in map(_SCHOOL.match, self.earlier) if found] if opens else []
        if not self.joined and len(set(before)) > 1:
            before = []  # 小学9所，初中3所。在校生5万人 is of both.
        return (here or before or [""])[-1] + label

    def _elsewhere(self, pre: str, label: str) -> str:
        """Return a label with the larger area that it is of, where that is not the area that reports."""
        own = next((name for name in self.own if name and label.startswith(name) and len(label) > len(name) + 1), "")
        if own and _ENDED.search(label):
            # 青岚市域茶田 keeps 市域.
            return strip_lead(label[len(own) - (label[len(own)] in "域区辖级属直") :])
        if self.short and label.startswith(self.short) and _OF_AREA.match(rest := strip_lead(label[len(self.short) :])):
            return rest
        if not self.area or len(label) < 3 or not ("全" in pre or "我国" in pre):
            return label
        found = _WIDER.search(pre[: max(pre.find(label[:4]), 0)])
        here = found is None or self.area.endswith(found[1])
        return label if here or found is None else found[0] + label

    def _lent(self, own: str, kind: tuple[str, Measure]) -> str:
        """Return a subject with the noun that the head of its list, or the item before it, states for both."""
        if self.head:
            if not _ENDED.search(own):
                return _overlaid(own, _PRODUCTS.sub("", self.head))
            self.head = ""
        if _SECTOR_ALONE.fullmatch(own):
            whole = self.now if self.now.name else self.before
            if kind[1] == "growth" and (spent := _OF_SECTORS.search(whole.name)):
                return own + spent[0]
            if kind[1] == "level" and kind in whole.kinds and _OF_WORKERS.search(whole.name):
                return own + _ALL_OF.sub("", _SECTOR_ALONE.sub("", whole.name))
        stated = "growth" if self.total[0] == "价格" else "level"
        if kind == (self.total[1], stated) and self.parts and not (_ENDED.search(own) or own.endswith(self.total[0])):
            return own if own.endswith("用电") else _overlaid(own, self.total[0])
        if (place := self._of_place(own, kind)) != own:
            return place
        model = self.now.name or (self.before.name if self.joined or self.parts else "")
        if kind != ("%", "level") and own in _RESIDENTS and (per_head := _PER_HEAD.search(model)):
            return own + per_head[0]
        lent = lend(own, _QUALITY.sub("", self.now.name)) if kind in self.now.kinds else own
        if lent == own and kind[0] == "%" and _GRADED.fullmatch(own) and (sites := _SITES.search(self.of_unit.get("个", ""))):
            return own + sites[0]
        if self.viewed and lent == own and kind[1] == "level" and kind in self.before.kinds:
            return own if _ENDED.search(own) or own[-2:] in self.before.name else own + self.before.name
        people = kind[0] == "人" and lent == own and kind in self.now.kinds
        whose = _SCHOOL.fullmatch(self.now.name) if people else None
        if whose and whose["tail"] and (school := _SCHOOL.fullmatch(own)) and not school["tail"]:
            return own + whose["tail"]
        return lent

    def _of_place(self, own: str, kind: tuple[str, Measure]) -> str:
        """Return the name of a place with what is told of it, where that of a whole around it has been told."""
        near = self.text[max(self.start, self.stop - _NEAR) : self.stop]
        if self.outer and (by := _SIZED_BY.search(near)):
            return own + phrase_before(by["what"], "level")
        if ("最" in near or "次" in near) and (rival := self._of_rival(own, kind, near)):
            return rival
        office = kind[0] in _PAPERS and _OFFICE.search(own) is not None
        whole = self.outer[-1][0] if self.outer else self.now if self.parts else Subject()
        # 茶税居前两位的市为青岚（9亿元）、云泽（8亿元）: the places stand alone.
        ranked = bool(self.outer) and kind[1] in ("level", "growth") and any(of == "rank" for _, of in whole.kinds)
        own = re.split("[为是]", own)[-1] if ranked else own
        name = whole.name if ranked or kind in whole.kinds else self.of_unit.get(kind[0], "") if self.outer else ""
        if not name or not (office or (ranked and own not in whole.name) or _PLACE.search(own) or region().fullmatch(own)):
            return own
        if not (office or _ENDED.search(name)):
            return own
        if not name.endswith(self.sited or "\n"):
            self.sited = _ALL_OF.sub("", name)
        return own + self.sited

    def _of_rival(self, own: str, kind: tuple[str, Measure], near: str) -> str:
        """Return the next in a row of places with what is told of the one before it; empty where it is none."""
        if most := _MOST.match(own):
            return most["who"] + most["what"]
        beside = _RIVAL.match(own) or _MOST_BEHIND.search(near)
        name = self.now.name if kind in self.now.kinds else self.earlier[-1] if self.earlier and not self.now.name else ""
        measured, own = _SITE.sub("", name), _RIVAL.sub("", own)
        found = beside and _SITE.fullmatch(own) and measured != name and _ENDED.search(measured)
        return own + measured if found else ""

    def _listed(self, place: Place, measure: Measure, gap: str, counts: bool, count: int) -> list[str]:
        """Return one subject for each number of a list; empty where the words do not say."""
        gap = _REMARK.sub("", gap)
        clause = gap[1 + max(gap.rfind(mark) for mark in "，,；：") :]
        own = phrase_before(clause, measure)
        if not hands_out(clause):
            items = items_of(own, count)
            if len(clause) > 1 and not own and measure == "growth" and len(self.seen) == len(set(self.seen)) == count:
                # 收茶3件，售茶2件，同比上升5%和6%: as many as were told of before.
                items = [read_label(place, measure, name, counts)[0] for name in self.seen]
            return items if len(items) == count else []
        lead = _AGAINST.match(clause)
        if lead and lead["own"] and len(items := items_of(phrase_before(lead["own"], measure), count)) == count:
            return [item + _EACH_OF.sub("", lead[0][len(lead["own"]) :]).rstrip("的") for item in items]
        if lead and len(rivals := _RIVALS.split(lead["rivals"] or lead["each"] or "")) == count:
            name = (
                read_label(replace(place, pre=lead["own"]), measure, self.now.name, counts)[0] if lead["own"] else self.now.name
            )
            return [name + (lead["verb"] or lead["than"]) + rival + (lead["gap"] or "").rstrip("了") for rival in rivals]
        if measure == "level" and (pace := _PACES.match(clause)) and len(self.seen) >= count:
            return [name + (pace["noun"] or "") + pace["gap"] for name in self.seen[-count:]]
        named = [name for name in self.seen if not name.endswith("指标")] if own.endswith("指标") else []
        if named and len(named) >= count:
            return named[-count:]
        if (them := _THEM.match(own)) and len(names := list(dict.fromkeys(self.earlier))) >= count:
            return [name + own[them.end() :] for name in names[-count:]]
        label, named_here = read_label(place, measure, self.now.name, counts)
        if own and named_here:
            if len(items := _examples(clause, label, count)) == count:
                return items
            items = [self._of_place(item, (place.token.unit, measure)) for item in items_of(own, count)]
            return items if len(items) > 1 else _owners(gap[: -len(clause) - 1], own, measure, count)
        # 茶农3万人，甲的收入和乙的税，年均分别增长5%、6%: what stands between is nearer than what was told before.
        earlier = (_IN_TURN.sub("", part) for part in re.split("[，,；：]", gap[: -len(clause) - 1])[:-4:-1])
        phrases = ((part, phrase_before(part, measure)) for part in earlier)
        lists = (items for part, phrase in phrases for items in (_examples(part, phrase, count), items_of(phrase, count)))
        named = next((items for items in lists if len(items) == count), [])
        if not own and named:
            return named
        # 茶农5万人，占30%，茶商2万人，占10%，分别提高2个、1个百分点: it is the shares that move by points.
        if place.token.unit in ("个百分点", "百分点") and len(self.shares) >= count:
            return self.shares[-count:]
        # 资产3亿元，负债率61%，权益1亿元，分别增长8%、5%: a rate moves by points.
        amounts = [name for name in self.seen if not (measure == "growth" and _IS_RATE.search(name))]
        names = amounts if len(amounts) >= count else self.seen
        if len(names) >= count:
            return [read_label(place, measure, name, counts)[0] for name in names[-count:]]
        # 茶税和桑税均为2025年的2倍，分别增长6%和7%: one name was that of both.
        return items if len(items := items_of(self.now.name, count)) == count else []
