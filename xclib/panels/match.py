"""Which headline indicator a figure states of the whole area and the whole year, if any: name, opener, bridge, list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from xclib.model.areas import all_areas, find_areas, read_areas, stem
from xclib.panels.alternatives import Alternatives
from xclib.panels.words import is_subject, read_rules, time_words, zone_before

#: Longest opener and bridge that are looked at.
LONGEST_OPENER, LONGEST_BRIDGE = 40, 90

_STOP = re.compile(
    r"[，。；：！？、,;:!?\t|]|[%倍](?<=\d.)|亿元|万人|个百分点|左右|以内|——|…|"
    r"以上(?<!万元以上)(?<!万元及以上)(?<!规模以上)(?<!限额以上)(?<!二级以上)"
)
_VALUE = r"-?\d[\d,]*(?:\.\d+)?"
_NUMBER = (
    rf"(?:(?:百分之[零一二两三四五六七八九十点]+|{_VALUE})(?:[多余几]?[十百千万亿])*[多余]?(?:元|%|‰|个百分点|人次|人|个|倍|名|美元|位|件|天|[公万亿]?斤|[万亿]?吨(?:标准?煤)?|万?平方米|亩|公顷|微克)?(?:人民币)?"
    r"(?:以上|左右|以内|以下|上下|之间|大关|[多余])?(?:[-—~至到]+-?\d[\d.]*(?:[十百千万亿])*(?:元|%)?)?)"
)
#: The same of values that a copy ran together, 7.07.2, which are parted in one way alone: else there are 2^n for n digits.
_NUMBERS = _NUMBER.replace(_VALUE, r"-?(?<!\d)(?<!\d,)\d[\d,]*(?:\.\d,*\d[\d,]*)*(?:\.\d)?")
#: 二十九亿元: a numeral, whole.
_SPELT = (
    r"(?<![〇零一二两三四五六七八九十百千万亿点])[〇零一二两三四五六七八九十百千万亿点]{2,}(?:多[万亿])?(?:(?<=亿)|多?(?:美?元|人|[公万亿]?斤|吨))(?:人民币)?"
    r"(?![〇零一二两三四五六七八九十百千万亿点])"
)
_DIGITS = r"(?:-?\d[\d.]*|[一二两三四五六七八九十]+(?=[百千万亿])|百分之[零一二两三四五六七八九十点]+)"
#: The values of a list that follow a number: 亿元、4亿元和9%.
_REST = re.compile(
    rf"(?:[^，。；\d、和与及]{{0,6}}(?:[、，]?(?:和|与|及|以及)|、(?!\d+[个项件家名户条座处所场]))(?:约|近|超过?|达|不低于)?{_DIGITS})*"
)
_FROM = re.compile(
    r"^(?:由|从)(?:上年的?|\d{4}年的?|“?十[一二三四]?五”?(?:时?期)?末的?)?[\d.万亿元%和与及、，]+"
    r"(?:增加|提高|增长|提升|上升|扩大|攀升|跃升|增|升|降低|下降|降|调整|变化)[到至为](?:\d{4}年的?)?"
)
#: The stroke of 微克/立方米 parts no items.
_LIST_MARK = re.compile(r"[、，,]?(?:和|与|及|以及)|[、，,]|/(?!立方米)")
#: What stands between a number and the one before it in a list.
_ONE_LESS = re.compile(r"(?:\d|定标准)[^，。；、和与及\d]{0,6}(?:[、，]?(?:和|与|及|以及)|、)(?:约|近|超过?|达|不低于)?$")
#: Amounts of two names with a comma between: 内资9亿元，外资2亿美元，增长.
_ONE_EACH = re.compile(r"\d[^，。；]*元(?:以上|左右)?[，、]")
#: What an item of a list says without a number: 投资与上年持平、零售额增长7%.
_SETTLED = re.compile("持平|达标|同步|稳定|正增长")
#: One number for each of several.
_EACH = re.compile("(?<![年月日平])均|[都各]|双双|同步")
#: 从2万元、1万元: where a movement began.
_LEFT = re.compile("[由从][^到至为]*$")


@dataclass(frozen=True, slots=True)
class Name:
    """A headline name found in a text."""

    families: tuple[str, ...]
    start: int
    end: int
    second: int


@dataclass(frozen=True, slots=True)
class Match:
    """The family that a figure belongs to.

    Parameters
    ----------
    family : str
        As in ``rules.yaml``.
    start : int
        Where its name begins in the text before the number.
    bridge : str
        What stands between the name and the number.
    opener : str
        What stands before the name since the last stop.
    second : int
        How loose the name is: 0, a proper one; 1 and 2 count only where there is none of a smaller number.
    local : bool
        Whether the name says 地方, which sets a locality's own revenue apart.
    name : str
        The name as it stands.
    """

    family: str
    start: int
    bridge: str
    opener: str
    second: int
    local: bool = False
    name: str = ""


#: A name before a number, and the families that the number's label says of it.
_Labelled = tuple[Name, tuple[str, ...]]


@cache
def _names(nation: bool) -> Alternatives:
    """Return one pattern of all names; a group of it tells the families."""
    groups: dict[str, list[str]] = {f"p{index}": pair["names"] for index, pair in enumerate(read_rules()["pairs"])}
    for family, family_rules in read_rules()["families"].items():
        groups[f"n_{family}"] = family_rules["names"] + (family_rules.get("nation", []) if nation else [])
        groups |= {f"{key[0]}_{family}": family_rules[key] for key in ("second", "third") if key in family_rules}
    return Alternatives(groups)


def find_names(text: str, *, nation: bool = False) -> list[Name]:
    """Return the headline names in a text.

    >>> [(n.families, n.start) for n in find_names("城乡居民收入分别增长8%")]
    [(('urban_income', 'rural_income'), 0)]
    """
    return list(_find_names(text, nation))


@lru_cache(maxsize=64)
def _find_names(text: str, nation: bool) -> tuple[Name, ...]:
    found = []
    for match in _names(nation).finditer(text):
        group = match.lastgroup or ""
        families = tuple(read_rules()["pairs"][int(group[1:])]["families"]) if group[1:].isdigit() else (group[2:],)
        # 一般预算收入83亿元、支出120亿元: the second has its kind from the first.
        if (cut := _THEN_SPENT.search(match[0])) is not None:
            found.append(Name(families[:1], match.start(), match.start() + cut.start(), 0))
            found.append(Name(families[1:], match.end() - len("支出"), match.end(), 0))
            continue
        found.append(Name(families, match.start(), match.end(), "nst".find(group[0]) if group[1] == "_" else 0))
    return tuple(found)


#: 引进内资9亿元、外资2亿美元, too.
_THEN_SPENT = re.compile(r"(?<=收入)[^收]*[\d平][^收]*支出$|(?<=内资|资金)[^资]*\d[^资]*外资$")


#: What stands behind the name of a headline number in a label: 居民消费价格涨幅目标, 城镇新增就业岗位.
_AIMED_AT = re.compile("(?:岗位|人数|(?:增长|增速|增幅|涨幅)?(?:预期)?目标定?|增速|增幅|涨幅)$")


def indicator_of(row: Mapping[str, Any]) -> str:
    """Return the headline indicator of a figure whose label is, as a whole, one of its names; else nothing.

    A label that says of which part it is (规模以上固定资产投资) is left alone, and so is a loose name.

    >>> indicator_of({"label": "粮食总产", "scope": "", "measure": "level", "unit_code": "t"})
    'grain'
    >>> indicator_of({"label": "城镇新增就业岗位", "scope": "", "measure": "level", "unit_code": "NR"})
    'urban_new_jobs'
    >>> indicator_of({"label": "居民消费价格涨幅目标", "scope": "", "measure": "growth", "unit_code": "PT"})
    'cpi'
    >>> indicator_of({"label": "岚江粮食总产", "scope": "", "measure": "level", "unit_code": "t"})
    ''
    """
    label = _AIMED_AT.sub("", str(row["label"]))
    names = [] if row["scope"] else find_names(label)
    if [(n.start, n.end, len(n.families), n.second) for n in names] != [(0, len(label), 1, 0)]:
        return ""
    family = read_rules()["families"][names[0].families[0]]
    if family.get("context") or ("scopes" in family and re.search(family["scopes"], label)):
        return ""
    if row["measure"] == "growth" and row["unit_code"] == "PT":
        return str(family.get("growth", ""))
    in_unit = row["measure"] == "level" and row["unit_code"] in family.get("unit", ())
    return str(family["level"]) if in_unit and "level" in family else ""


#: Stands for the area's own names in an opener, so that one pattern serves all areas.
_AREA = "\x00"


@cache
def _openers(family: str) -> re.Pattern[str]:
    words = [w for w in read_rules()["openers"].split() if w not in ("{area}", "{own}")]
    words += [f"{_AREA}(?:地区)?", *read_rules()["families"][family].get("openers", [])]
    return re.compile("(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")*")


@cache
def _own_names(area: str) -> re.Pattern[str]:
    names = sorted({*_short(area), *_own(area)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def _is_opener(text: str, area: str, family: str) -> bool:
    """Whether what stands before a name is of the whole area: the words of the rules, and what the area calls itself."""
    return (
        _openers(family).fullmatch(text) is not None
        or _openers(family).fullmatch(_own_names(area).sub(_AREA, text)) is not None
    )


def _own(area: str) -> tuple[str, ...]:
    """Return what an area calls itself: 全市 in the report of a city; in it 全省 is another area."""
    table: dict[str, list[str]] = read_rules()["own"]
    kind = "nation" if area == "全国" else next((k for k in sorted(table, key=len, reverse=True) if area.endswith(k)), "")
    return (*table.get(kind, ()), *(["市"] if area in read_rules()["undivided"] else ()))


@cache
def _bridge(*extra: str) -> re.Pattern[str]:
    words = sorted(_simple([*read_rules()["bridges"].split(), *extra]), key=len, reverse=True)
    return re.compile("(?:" + "|".join([_NUMBERS, _SPELT, *words]) + ")*")


def _simple(words: Sequence[str]) -> list[str]:
    """Return words without those that others spell: with 达, 到 and 达到, n times 达到 is read in 2^n ways."""
    plain = {word for word in words if not re.search(r"[\[\]()\\.*+?|^$]", word)}

    def spelt(word: str) -> bool:
        ends = [n for n in range(1, len(word)) if word[:n] in plain]
        return any(word[n:] in plain or spelt(word[n:]) for n in ends)

    return [word for word in words if word not in plain or not spelt(word)]


@cache
def _short(area: str) -> tuple[str, ...]:
    """Return the names that an area goes by: 恩施土家族苗族自治州, 恩施州, 恩州 (as 克州) and 恩施.

    >>> _short("恩施土家族苗族自治州"), _short("云南省")
    (('恩施土家族苗族自治州', '恩施州', '恩州', '恩施'), ('云南省', '云南'))
    """
    short = stem(area)
    ranked = ("自治" in area or area.endswith("盟")) and area[-1] in "州盟县旗"
    return tuple(dict.fromkeys((area, *(f"{name}{area[-1]}" for name in (short, area[0]) if ranked), short)))


def opener_of(text: str, start: int) -> str:
    """Return what stands before a name since the last stop.

    >>> opener_of("增长8%，全市地区生产总值", 7)
    '全市'
    """
    left = max(0, start - LONGEST_OPENER)
    stops = [m.end() for m in _STOP.finditer(text, left, start)]
    return text[stops[-1] if stops else left : start]


_COMPARED = re.compile(r"(?:高于|低于(?!每立方米)|快于|高出|超出|领先)[^，。；\d]{1,14}$")
_NEXT = re.compile(r"(?:元|%)(?:以上|左右)?[、和与]\d")
#: 超千亿元的县, 跨越3000亿元、4000亿元: marks on a ladder, not the level.
_CLASS = re.compile(
    r"元?(?:以上)?的[\d一二三四五六七八九十]+个|(?:美?元)?人?(?:以[上下])?的?(?:[县区市镇乡企]|城市)|(?:美?元)?(?:以上)?的[\u4e00-\u9fff]{0,8}(?:园区|区、|企业|集中区|新城|新区|片区)|(?:美?元)?以上[\u4e00-\u9fff]{0,4}企业"
)
_LADDER = re.compile(r"(?:连续|先后|相继|接连|连)(?:突破|跨|迈|越|登|上)(?:(?!(?:台阶|大关|关口)后?，)[^达为])*$")
#: The last mark of a ladder was passed: 跨越3000亿元、4000亿元两个台阶.
_LAST_STEP = re.compile(r"元?(?:[这]?[一二两三四五六七八九]个|的)?(?:新|大)?(?:台阶|大关|关口)")
#: 突破万亿元，并保持平稳增长，由8000亿元提高到: a clause without a subject goes on with the last.
_WENT_ON = re.compile(
    r"[^。；]{0,60}[，、](?:预计)?(?:由|从)[^，。；]{0,20}(?:提高|增加|增长|提升|扩大|上升)[到至](?:\d{4}年的?)?(?:约|近|超过?)?"
)
#: 3258亿元，成为第三个超过3000亿元的城市，比上年增长: a clause about the place of a level, then its growth.
_ASIDE = re.compile(
    r"(?:突破[^，。；]{1,8}，)?(?:完成|实现|达到?|为|突破|超过)*[\d.]+(?:万亿|亿)元(?:人民币)?"
    r"(?:[，、](?:成为|在|位居|居(?!民)|稳居|位列|上升|升至|排|净增|再次|首次|为|是|比|约?占)[^，。；]{1,32}){1,2}"
    r"[，、；](?:比上年|同比|较上年|全年|实际)*(?:增长|下降)"
)
#: 相继突破1200亿元和1300亿元，达到1384亿元: behind the marks that were passed, the level.
_CLIMBED = re.compile(
    r"(?:连续|先后|相继|接连|连)(?:突破|跨[过越上]?|迈[过上]|越过|登上|跃上)[^。；，达]{2,30}[，、]"
    r"(?:预计|去年|年[底末]|\d{4}年(?:末|底)?)*达到?"
)
#: 提前一年实现比2020年翻一番目标，2030年达到: behind a goal that was reached, the level.
_DOUBLED = re.compile(
    r"(?:提前[\d一二两三]年)?(?:实现)?[比较]\d{4}年翻一?番的?(?:目标)?，(?:预计)?(?:去年|\d{4}年)(?:预计)?(?:达到?|超过|突破)"
)
#: 五年累计完成1314亿元，超过前二十年的总和，其中2030年完成351亿元: the last year of a sum.
_THEREOF = re.compile(
    r"(?:完成|实现|达到?)*[\d.]+(?:万亿|亿|万)?(?:美元|元|人)?(?:[，、][^，。；]{1,24})?[，、]其中(?:去年|上年|\d{4}年)(?:预计|完成|实现|达到?|为)*"
    r"(?:[\d.]+(?:万亿|亿|万)(?:美元|元)，(?:比上年)?增长)?"
)
#: 达到3000亿元，占全省的3%；增速达4%: its rate, which needs no other name where no other amount stands between.
_ITS_RATE = re.compile(
    r"[^；。，、]{0,12}元(?:，达到?[\d.]+亿元)?(?:，(?:占|提前|[位稳]?居)[^；。元、]{0,30})?[；，]增[速幅](?:达到?|为)?"
)
_AMOUNT_AHEAD = re.compile(r"\d[^；。]*元[^；。]*$")
#: 一季度下降7%，二季度转正，全年增长3%.
_WHOLE_YEAR = re.compile(
    r"[^；。]{0,70}(?:季度|上半年|逐季|逐月|连续|回升|回落|走势)[^；。]{0,70}[，、到]"
    r"(?:预计)?全年(?:预计)?(?:同比)?(?:(?:负?增长|下降|上涨|涨幅)(?:为|约|达到|达|控制在)?|达到?)"
)
#: 由上年的5：44：51调整为4.1：46.6: of three shares, and of those they were before.
#: No word of it is two others, as 转变 would be: each would double the ways to read a row of them.
_CHANGED = (
    r"(?:进一步|不断|持续|更加|更趋|继续|逐步|日趋|明显|有效|大幅|预计|可望|大体|得到|优化|改善|升级|合理|发生(?:了?[积深]极?刻?)?变化"
    r"|呈现积极变化|趋向合理|有所改善|调整|演变|演进|变化|发展|提升|[变转达调]|实现|趋近|大致|[为到至成是由从的]|比例|比重|已|[上去]年(?:末|底)?|年初|目前|现在|超过"
    r"|五年前|(?:十[一二三四五]?|[七八九])五(?:”?(?:时?期?末|初))?|\d{4}年(?:末|底)?|努力|力争|争取|确保|计划|[将要拟]|[，、：“”])*"
)
_SHARES = re.compile(rf"{_CHANGED}(?:[\d.]+%?(?:[：∶][\d.]+%?){{2}}{_CHANGED})?(?:[\d.]+%?[：∶]){{0,2}}")
_SAME = re.compile(r"均|都|双双|同步|增长")
_BOTH = re.compile(r"(?:比上年|同比|全年|预计)*(?:均|都|双双|同步)")


def match_figure(before: str, after: str, area: str, lead: str = "", label: str = "") -> tuple[Match, ...]:
    """Return the families whose headline figure follows a text: none, one, or those that share a number.

    ``before``: the sentence before the number, as `plain` leaves it; ``after``: what follows the number, its unit first;
    ``area``: name of the area that reports; ``lead``: the end of the sentence before; ``label``: of what the number is, which
    says of which items of a list.

    >>> [m.family for m in match_figure("全市地区生产总值达到3000亿元、增长", "%，", "青岚市")]
    ['gdp']
    >>> match_figure("云泽区地区生产总值增长", "%，", "青岚市")
    ()
    """
    # A和B各达3亿元、2亿元
    before = before.replace("各达", "分别")
    names = find_names(before, nation=area == "全国")
    if not names or _goes_on(before, lead, names[0], area):
        return ()
    name, opener = names[-1], opener_of(before, names[-1].start)
    opened = before[: name.start - len(opener)]
    listed = opened.endswith(("、", "和", "与", "及")) or _LIST_MARK.search(opener) is not None
    # 全区营业收入、工业增加值都要增长30%: 全区 is no city.
    whole = _WHOLE.match(before, max(before.rfind(mark, 0, name.start) for mark in "，。；：") + 1)
    if listed and whole and whole[0] not in (*_own(area), "全社会"):
        return ()
    if (shared := _match_labelled(before, after, names, area, label)) is not None:
        return shared
    bridge = _bridge_of(before, after, name)
    if not _leads_to(bridge, after, name, opened):
        return ()
    if name.families == _RESIDENTS and _of_all(bridge, after):
        match = _open(before, name, "income", bridge, area)
        return () if match is None else (match,)
    return _match_last(before, after, names, area, bridge, listed)


def _bridge_of(before: str, after: str, name: Name) -> str:
    """Return what stands between a name and the number, without what only says that two names share it."""
    bridge = before[name.end :]
    if len(name.families) == 1:
        return bridge
    if re.match("(?:年均)?分别", bridge) and not re.search(r"\d", bridge) and not _ONE_MORE.match(after):
        bridge = bridge.replace("分别", "", 1)
    # 城乡居民收入分别达到2万元和1万元，均增长8%
    return _AMOUNTS.sub("", bridge)


def _leads_to(bridge: str, after: str, name: Name, opened: str) -> bool:
    """Whether what stands between a name and a number leads from the one to the other, and the number is its level."""
    if len(bridge) > LONGEST_BRIDGE or _COMPARED.search(bridge) or _CLASS.match(after):
        return False
    if _LADDER.search(bridge) and not _LAST_STEP.match(after):
        return False
    ways = (_SHARES,) if name.families == ("structure",) else (_bridge(), _WENT_ON, _ASIDE, _THEREOF, _CLIMBED, _DOUBLED)
    if "分别" not in bridge and any(way.fullmatch(bridge) for way in ways):
        return True
    # 一季度、上半年分别增长2.5%、2.7%，全年增长3.1%: the year is behind its parts.
    its_rate = _ITS_RATE.fullmatch(bridge) is not None and not _AMOUNT_AHEAD.search(opened)
    return its_rate or _WHOLE_YEAR.fullmatch(bridge) is not None


def _match_last(before: str, after: str, names: list[Name], area: str, bridge: str, listed: bool) -> tuple[Match, ...]:
    """Return the families of the last name, and of those before it that share its number."""
    name, rate = names[-1], after.startswith("%")
    # 城乡居民收入增长8%: one number for two, where no second follows.
    alone = len(name.families) > 1 and rate and not _ONE_MORE.match(after) and not re.search(r"\d", bridge)
    behind = rate and _BOTH_BEHIND.fullmatch(bridge) is not None
    both = _BOTH.match(bridge) is not None or alone or behind
    if len(name.families) > 1 and not both:
        return ()
    # A、B达到3亿元、2亿元: without 分别 too, the first number is the first name's.
    if not both and listed and _NEXT.match(after):
        return ()
    found = [_open(before, name, family, bridge, area) for family in name.families]
    # Two names that share a number: 居民收入和财政收入均增长8%.
    between = _OWN_AMOUNT if behind else _LIST_MARK
    while both and len(names) > 1 and names[-2].end < name.start and between.fullmatch(before[names[-2].end : name.start]):
        names.pop()
        name = names[-1]
        found += [_open(before, name, family, bridge, area) for family in name.families]
    return tuple(m for m in found if m is not None)


#: A达930元，B达270元，均增长7%: the rate is that of both amounts.
_OWN_AMOUNT = re.compile(r"(?:预计)?(?:达到?|为)?[\d.]+万?亿?美?元(?:以上|左右)?[，、]")
_BOTH_BEHIND = re.compile(rf"{_OWN_AMOUNT.pattern}(?:同比|比上年|实际)*(?:均|都|双双)(?:同比|比上年|实际)*(?:增长|提高|下降)")
#: 城乡居民, the two of them.
_RESIDENTS = ("urban_income", "rural_income")
_ALL = re.compile(
    r"\D*(?:(?P<amount>[\d.]+万?元(?:以上|左右)?[，、](?:同比|比上年|较上年)*(?:增长|提高))"
    r"|(?:增长|提高)[\d.]+%(?:以上|左右)?[，、](?:预计)?(?:达到?|突破|超过))?"
)
_SECOND = re.compile(r"(?:万?元|%)?(?:以上|左右)?(?:[和与及]|[、，]?(?:约|近|超)?\d)")
#: 增长6%，达到2.6万元: the one amount behind a rate says that it is one of all.
_ITS_AMOUNT = re.compile(
    r"%(?:以上|左右)?[，、](?:预计)?(?:达到?|突破|超过)?[\d.]+万?元(?!(?:以上|左右)?(?:[和与及]|[、，]?\d))"
)


def _of_all(bridge: str, after: str) -> bool:
    """Whether an amount of 城乡居民, or the growth behind it, is one of all residents: no second follows it."""
    found = _ALL.fullmatch(bridge)
    if found is None or "分别" in bridge or "比" in bridge[:1] or _SECOND.match(after):
        return False
    if _ITS_AMOUNT.match(after) and not re.search(r"\d", bridge):
        return True
    return after.startswith("%") if found["amount"] else after.startswith("元")


def match_behind(before: str, after: str, area: str) -> tuple[Match, ...]:
    """Return the families that count what stands behind a number: 5万农村贫困人口脱贫, 开工4万套保障性住房.

    ``before``, ``after``, ``area``: as for `match_figure`.

    >>> [m.family for m in match_behind("确保剩余", "农村贫困人口全部脱贫", "青岚市")]
    ['poverty_reduction']
    """
    for family, ahead, pattern in _behind():
        if (found := pattern.match(after)) is None or _is_unsolved(before, after):
            continue
        opener = opener_of(before, len(before))
        if not (verb := ahead.search(opener)):
            continue
        opener = opener[: verb.start()] if verb[0] else opener
        if _is_opener(_COUNT.sub("", opener), area, family):
            return (Match(family, len(before), "", opener, False, name=found[0]),)
    return ()


@cache
def _behind() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    return [
        (name, re.compile(ahead), re.compile(rf"(?:以上|左右|多)?(?:人口?|名)?(?:以上|左右)?(?:{behind})"))
        for name, rules in read_rules()["families"].items()
        for ahead, behind in rules.get("behind", {}).items()
    ]


def _is_unsolved(before: str, after: str) -> bool:
    """Whether a problem or task is one that is left: 还有3万人脱贫问题, 脱贫任务艰巨."""
    clause = _TASK.match(after)
    if clause is None:
        return False
    solved = clause["name"] == "任务" or _SOLVED.search(before) or "解决" in clause[0]
    return not solved or _HARD.search(clause[0]) is not None


_TASK = re.compile("[^，。；]*?脱贫[^，。；]{0,2}(?P<name>任务|问题)[^，。；]*")
_SOLVED = re.compile("(?:解决|完成)[^，。；]*$")
_HARD = re.compile("艰巨|突出|尚未|仍|[繁较很]重|较大|[需亟]")
#: 3.1万户11.2万贫困人口脱贫, 现行标准下, 贫困人口中: what may stand before such a number.
_COUNT = re.compile(
    r"(?:剩余(?:未脱贫)?|(?:现行|国家)?(?:扶贫)?标准下|余下|最后)的?|[^，。；]*贫困人口中(?:有)?|(?:[\d.]+万?[^，。；、\d]{1,12}[、和及])*(?:[\d.]+万?(?:户|个[\u4e00-\u9fff]{0,4}村)、?)*$|[近约超]$"
)


def _open(before: str, name: Name, family: str, bridge: str, area: str, begin: int = 0) -> Match | None:
    opener = opener_of(before[begin:], name.start - begin)
    # 税收和一般公共预算收入均增长: the names before it in the list open it.
    for other in find_names(opener, nation=area == "全国"):
        if _LIST_MARK.fullmatch(opener[other.end :]):
            opener = opener[: other.start]
            break
    # 财政总收入和一般预算收入均增长: what stands before it in the list need not be a headline.
    mark, shared = re.search(r"[和与及]$", opener), _SAME.match(before[name.end :])
    if mark and shared and not time_words("zones").search(opener):
        opener = re.sub(r"[\u4e00-\u9fff（）()]*$", "", opener[: mark.start()])
    if not _is_opener(opener, area, family) or _speaks_of_part(before, name, opener, area):
        return None
    if any(opener.endswith(word) for word in read_rules()["families"][family].get("refuse", ())):
        return None
    if family == "exports" and opener.startswith("其中") and _trades_in_part(before[: name.start - len(opener)], area):
        return None
    local = "地方" in before[name.start : name.end] or opener.endswith("地方")
    return Match(family, name.start, bridge, opener, name.second, local, before[name.start : name.end])


#: Families that parts of an area have figures of, too, in the same words.
_ECONOMY = frozenset(
    [
        *("gdp", "revenue", "total_revenue", "fund_revenue", "expenditure", "fai", "retail", "value_added_industry"),
        *("trade", "exports", "fdi", "share_tertiary", "population"),
    ]
)
_PLACE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,5}?)(?:预计)?(?:实现|完成)")
#: What names of parts and of other areas end in; 攻坚克难完成 opens with none.
_RANK = re.compile(
    "(?:湖区?|新区|片区?|开发区|高新区|经开区|园区?|景区|工业区|社区|新城|[市县州盟旗乡镇村港岛谷场企]|街道|口岸|基地|本级|市直|农垦"
    "|企业|公司|集团)$"
)
#: 去年我市完成: the area itself.
_THE_AREA = re.compile("[我全本][省市区县州盟旗镇]")
#: Characters of a name that says no more than 出口额.
_SHORT = 3
#: 44个县（市）生产总值: what stands between parts that are counted and what is theirs.
_OWNED = re.compile(r"[（(]?[市区旗、]{0,3}[）)]?(?:的)?(?:实现|完成)?")


def _speaks_of_part(before: str, name: Name, opener: str, area: str) -> bool:
    """Whether a sentence has turned to a part: 高新区发展加快，生产总值增长20%."""
    if name.families[0] not in _ECONOMY:
        return False
    sectors = read_rules()["families"][name.families[0]].get("sectors")
    ahead = before[: name.start]
    if sectors and name.end - name.start <= _SHORT and "外" not in ahead and re.search(sectors, ahead):
        return True
    clause = max(before.rfind(mark, 0, name.start) for mark in "，。；：") + 1
    if before.startswith("全社会", name.start) and not time_words("zones").search(before, clause, name.start):
        return False
    whole = (*_own(area), *_short(area), "属地")
    head = find_names(before, nation=area == "全国")[0]
    first = head.start
    # 青湖区实现生产总值；固投: who opens is not the area.
    opened = opener_of(before, first)
    if head.start < name.start and _opens_with_place(opened) and not _is_opener(opened, area, head.families[0]):
        return not any(word in before[first : name.start] for word in whole)
    if first < name.start - len(opener) and any(word in opener for word in whole):
        return False
    zones = time_words("zones").finditer(before, 0, first)
    found = [
        m.end()
        for m in zones
        if _OWNED.fullmatch(before, m.end(), first) or (is_subject(before, m) and _governs(before, m, first))
    ]
    # 全市 after the zone turns back to the whole.
    return bool(found) and max(before.rfind(word, 0, name.start) for word in whole) < found[-1]


def _opens_with_place(opener: str) -> bool:
    """Whether a sentence opens with a place: by its rank, or a name of the catalogue of areas."""
    found = _PLACE.fullmatch(opener)
    if found is None or _THE_AREA.search(found["place"]):
        return False
    return bool(_RANK.search(found["place"]) or find_areas(found["place"]) or found["place"] in _cities())


@cache
def _cities() -> frozenset[str]:
    """Return the short names of provinces, prefectures and cities of counties."""
    cities = [area.name for area in all_areas() if area.name.endswith("市")]
    return frozenset(map(stem, [*read_areas(), *cities]))


def _governs(text: str, zone: re.Match[str], end: int) -> bool:
    """Whether a sentence is still about a zone: it opens the sentence or the item of a list, or was named shortly before."""
    head, between = text[: zone.start()], text[zone.end() : end]
    if not _CLAUSE_END.search(head):
        return True
    opens = not _CLAUSE_END.search(head[head.rfind("；") + 1 :])
    return "；" not in between and (opens or between.count("，") <= _NEAR)


_CLAUSE_END = re.compile("[，。；：]")
#: Clauses behind that of a zone that can be about it.
_NEAR = 2


def _goes_on(before: str, lead: str, first: Name, area: str) -> bool:
    """Whether a sentence that opens with a name goes on about a part: 云泽新区全面建设。生产总值增长23%."""
    if first.families == ("exports",) and _THEREOF_OF.fullmatch(before, 0, first.start):
        return _trades_in_part(lead, area)
    if not _BARE.fullmatch(before, 0, first.start) or first.second > 1 or first.families[0] not in _ECONOMY:
        return False
    zone = zone_before(lead)
    return zone == "兵团" or (zone != "" and not any(word in zone for word in (*_own(area), *_short(area))))


def _trades_in_part(lead: str, area: str) -> bool:
    """Whether a sentence, or an item, is of a part of trade: 服务进出口总额90亿元。其中，出口30亿元."""
    sentence = re.split("[。；]", lead.rstrip("。；"))[-1]
    trades = [
        opener_of(sentence, name.start)
        for name in find_names(sentence, nation=area == "全国")
        if name.families == ("trade",) and not sentence.startswith(("城市", "企业"), name.end)
    ]
    # 占进出口总额的45%: what it is a part of.
    own = [opener for opener in trades if not opener.endswith("占")]
    return bool(own) and not _is_opener(own[-1], area, "trade")


_THEREOF_OF = re.compile("其中[，：]?")
#: 完成生产总值: without its subject.
_BARE = re.compile("(?:预计|全年|完成|实现)*")


_ONE_MORE = re.compile(r"%?(?:以上|左右|以内)?(?:[、，]?(?:和|与|及)|[、/])\s*[\d约近]")


_WHOLE = re.compile("全(?:社会|(?:[省市区县州盟旗镇乡村](?!域))|地区)")
_AMOUNTS = re.compile(
    r"(?:分别|预计为|达到?|为)[^，。；]*\d[^，。；]*，(?:增[幅速](?=均))?(?=(?:同比|比上年)*(?:均|都|双双|同步)[^，。；\d]*$)"
)


def _match_labelled(before: str, after: str, names: list[Name], area: str, label: str) -> tuple[Match, ...] | None:
    """Return the families of the items of a list that a number is of by its label; None where it is one of no list."""
    name, bridge, rest = names[-1], before[names[-1].end :], _REST.match(after)
    more = len(re.findall(_DIGITS, rest[0])) if rest else 0
    if _LADDER.search(bridge) or _LEFT.search(bridge) or after.startswith("、"):
        return None
    items = _labelled(before, names, area, label)
    if not more and not _ONE_LESS.search(before):
        # 新增就业、再就业9万人: an amount is of all of them, a rate of each.
        each = after.startswith("%") or _EACH.search(bridge)
        shared = items and ("分别" in bridge or (each and _LIST_MARK.search(label)))
        return _open_items(before, names, area, items) if shared else None
    # A、B达8元、9元: a label of both goes to their numbers in turn.
    parts = _parts(label, find_names(label, nation=area == "全国"))
    if len(parts) > max(1, more) and "定标准" not in bridge:
        items = _labelled(before, names, area, label[slice(*parts[-1 - more])])
    # 城乡居民收入分别达8元和9元: the last number is of the last of the two, whatever the label says of both.
    if len(name.families) > max(1, more) and _leads_on(bridge):
        items = [(name, (name.families[-1 - more],))]
    elif len(names) > more and items and _in_order(bridge, items[0][0] is name):
        items = [(names[-1 - more], names[-1 - more].families)]
    return _open_items(before, names, area, items) if len(items) == 1 and len(items[0][1]) == 1 else None


def _in_order(bridge: str, of_last: bool) -> bool:
    """Whether numbers are of the names before them in turn, whatever labels say: 内资9亿元，外资2亿美元，增长8%和9%."""
    return "定标准" in bridge or (of_last and "分别" not in bridge and _ONE_EACH.search(bridge) is not None)


def _leads_on(bridge: str) -> bool:
    """Whether nothing but verbs and other numbers of a list stands between its names and one of its numbers."""
    plain = _FROM.sub("", bridge.replace("分别", ""))
    return len(plain) <= LONGEST_BRIDGE and _bridge("和", "与", "及", "以及", "[省国市]定标准").fullmatch(plain) is not None


def _parts(text: str, names: Sequence[Name]) -> list[tuple[int, int]]:
    """Return where the items of a list begin and end; a mark within a name parts none."""
    marks = [m for m in _LIST_MARK.finditer(text) if not any(n.start <= m.start() < n.end for n in names)]
    edges = [0, *(edge for mark in marks for edge in mark.span()), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _labelled(before: str, names: Sequence[Name], area: str, label: str) -> list[_Labelled]:
    """Return those of the names before a number that its label says, each with the families that it says of it."""
    found: list[_Labelled] = []
    inside = find_names(label, nation=area == "全国")
    for start, end in _parts(label, inside):
        of = next((n for n in reversed(inside) if start <= n.start and n.end <= end), None)
        item, words = label[start:end], label[of.start : of.end] if of else label[start:end]
        # 常住 of 常住、户籍人口城镇化率 begins the label of its number.
        begun = [n for n in names if _begins(before, n, item)]
        part = of and not (
            _is_opener(label[start : of.start], area, of.families[0]) and _bridge().fullmatch(label, of.end, end)
        )
        if part and not begun:
            continue
        same = begun or [n for n in names if words and _ends_with(before, n, words)]
        # 生产总值 of 生产总值和人均生产总值 is the one of the whole.
        same = [n for n in same if _is_opener(opener_of(before, n.start), area, n.families[0])] or same
        own = same or [n for n in names if of and not set(of.families).isdisjoint(n.families)]
        if own:
            several = own[-1].families
            both = before[own[-1].start : own[-1].end] in label
            found.append((own[-1], several if both else tuple(f for f in several if of and f in of.families) or several[-1:]))
    return found


def _begins(before: str, name: Name, item: str) -> bool:
    """Whether a name is an item of a label, which may have the rest of it from the last of the list."""
    rest = item.removeprefix(before[name.start : name.end])
    return item != rest and (rest == "" or not before.startswith(rest, name.end))


def _ends_with(before: str, name: Name, words: str) -> bool:
    """Whether a name ends with words, which may go on behind it: 总产量 where 总产 is the name."""
    at = before.find(words, name.start, name.end + len(words))
    return 0 <= at < name.end <= at + len(words)


def _open_items(before: str, names: Sequence[Name], area: str, items: Sequence[_Labelled]) -> tuple[Match, ...]:
    """Return the families of items of a list that stand for the whole area."""
    matches = []
    for name, families in items:
        start, end = next((a, b) for a, b in _parts(before, names) if a <= name.start and name.end <= b)
        # What stands between the other items is none of this one's.
        tail = max(before.rfind("分别"), names[-1].end) if end < len(before) else end
        alone = name is names[-1] and tail <= end
        bridge = before[name.end :] if alone else before[name.end : end] + before[max(tail, end) :]
        if _SETTLED.search(before, name.end, min((n.start for n in names if n.start >= name.end), default=name.end)):
            continue
        matches += [_open(before, name, family, bridge, area, start) for family in families]
    return tuple(m for m in matches if m is not None)
