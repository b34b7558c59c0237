"""Words of the panel's rules in a text: parts of a year and of an area, several years, and marks of layout."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from xclib.care.shipped import read_beside


def read_rules() -> dict[str, Any]:
    """Return ``rules.yaml``."""
    return read_beside(__file__, "rules.yaml")


@cache
def time_words(key: str) -> re.Pattern[str]:
    """Return the expressions of a list of ``rules.yaml`` as one pattern; zones by their own names too."""
    listed = read_rules()[key].split() + (read_rules()["national_zones"] if key == "zones" else [])
    return re.compile("|".join(listed))


#: 由一季度的下降7%收窄到, 在上半年价格下滑的情况下: where a year began, and what it stood against.
_STOOD_AGAINST = re.compile(
    r"[由从](?:前?[一二三]季度|上半年)[^，。；]{0,24}?(?:到|至|为)|在(?:[一二三]季度|上半年)[^。；]{0,40}?(?:情况|影响|背景|形势)下"
)


def is_part_year(text: str) -> bool:
    """Whether a text speaks last of a part of a year.

    >>> is_part_year("上半年，全市"), is_part_year("上半年增长5%，全年")
    (True, False)
    """
    text = _STOOD_AGAINST.sub("", text)
    parts = list(time_words("part_year").finditer(text))
    if not parts or max(text.rfind(word) for word in ("全年", "去年", "年内")) >= parts[-1].end():
        return False
    # 利润1—11月增长9%；收入增长8%: within an item of a list it holds for that item.
    return "；" not in text[parts[-1].end() :]


def is_many_years(text: str) -> bool:
    """Whether a text speaks of a mean or total of several years."""
    return time_words("many_years").search(text) is not None


#: 较去年, 比去年, 较上年: one word for all, as long as each of them.
_THAN = re.compile("[较比](?:上年|去年)")
#: 2O.7 and l.9: letters that a scan took for digits.
_MISREAD = re.compile(r"(?<=\d)[OoＯ](?=[\d.])|(?<![A-Za-z\d])l(?=\.?\d)")
#: The first is a heading that opens a paragraph: **一、综合实力增强** 全市生产总值.
_DEBRIS = re.compile(
    r"(?=[\s*（(#$_\[①-⑳])(?:\*\*\s*[（(]?[一二三四五六七八九十]{1,3}[)）、.．][^*。]{2,40}\*\*|\s+|[（(][^（）()]{0,8}下同[）)]|[（(]紧接第?\w{1,3}版[)）]|[*#$_]+|\[\d{1,3}\]|[①-⑳])"
)


#: What debris and misread numbers begin with: most texts have none, and are looked through once.
_DEBRIS_BEGINS = re.compile(r"[\s*（(#$_\[①-⑳]")
_MISREAD_BEGINS = re.compile("[OoＯl]")


def plain(text: str) -> str:
    """Return a text without blanks, marks of layout and notes.

    >>> plain("**全市 2030 年[3]**")
    '全市2030年'
    """
    text = _DEBRIS.sub("", text) if _DEBRIS_BEGINS.search(text) else text
    text = _THAN.sub("比上年", text).replace("ＧＤＰ", "GDP").replace("gdp", "GDP")
    return _MISREAD.sub(lambda found: "1" if found[0] == "l" else "0", text) if _MISREAD_BEGINS.search(text) else text


def raw_index(text: str, index: int) -> int:
    """Return where a place of the plain text stands in the text itself.

    >>> raw_index("全 市2030年", 2)
    3
    """
    for debris in _DEBRIS.finditer(text):
        if debris.start() > index:
            break
        index += len(debris[0])
    return index


_WANTED = re.compile(
    r".{4,24}(?:入选|获批|获评|列入)|.{0,8}(?:列入|创建|打造|建成|申建|引育|推进|推动|深化|加快|加强|强化|支持|开展|成为|新增|获批|入选|获评|拥有)"
)
#: 获批自由贸易试验区联动创新区，: its name goes on.
_NAMED_ON = re.compile("建设|数量|(?:[\u4e00-\u9fff]{1,6}区)?，")
#: 升级11个特色街区, 打造一批集聚区, 覆盖所有乡镇: zones that are counted are no subject.
_COUNTED = re.compile(r"(?:[\d一二三四五六七八九十两]个|一批)[^，。；]{0,10}$|覆盖[^，。；]{0,4}$")


#: 抢抓大湾区建设机遇: named as a chance, and no part.
_CHANCE = re.compile(r"(?:深入|深度|主动|积极|全面|加快)*(?:[与同]|抢抓|抓住|依托|围绕|贯彻|落实|对接|融入|服务)")


#: 与云泽、青湖等区加强合作: a partner.
_WITH, _PARTNER = (
    re.compile("[与和同]"),
    re.compile("(?:深入|全面|积极|进一步)*(?:加强|深化|开展|推进|扩大|签订|建立)[^，。；]{0,10}(?:合作|协作|交流|对接)"),
)


_DONE = re.compile(
    r"(?:深入|全面|积极|大力|加快|更好|充分|高质量|高标准|高水平|全力|扎实|持续|有序|着力|进一步|统筹|主动|强力|稳步|[\u4e00-\u9fff]{0,2}有力)*"
    r"(?:复制|推广|借鉴|推进|推动|实施|开展|启动|加强|完善|健全|优化|出台|制定|举办|争取|参与|深化|彰显|聚焦|新增|改造|获批|编制|调整"
    r"|创成|发挥|整合|[用建]好|建设|打造|培育|创建|建立|鼓励|规划|办好|构建|强化|落实|搭建|盘活|申报|争创|畅通|谋划|设立|新建|扩大|提升|做[强大优]|壮大|引导|吸引|加大|压实|明确|修编|抓好|召开)"
)
#: 云泽产业园等项目开工: one of the projects that a list ends with, or that are built; 示范区政策 is no place.
_PROJECTS = re.compile(
    r"[^，。；]{0,8}[、和与及][^，。；]{1,40}等[^，。；]{0,8}(?:项目|工程|窗口)|[^，。；]{0,6}等[^，。；]{0,8}(?:项目|平台|载体|企业|工程|行动|窗口)|政策|招商|[^，。；]{0,6}实施方案"
    r"|[^，。；]{0,4}(?:达到?|增至|增加到)\d+[个家]|[^，。；]{0,12}(?:建成|竣工|开工|投用|投运|揭牌|申建|获批|获[^，。；]{0,6}批准|投入(?:运行|运营|使用)|推介会|洽谈会|论坛|封关|挂牌|升格|验收|(?:正式|启动)运[行营])"
)
_BY_MEANS, _MEANS = (
    re.compile("(?:坚持)?[以把]"),
    re.compile("[^，。；]{0,40}[为作](?:投资|[^，。；]{2,8}的)?(?:重点|重中之重|载体|抓手|引领|龙头|契机|依托|支撑|突破口)"),
)
#: 积极争创国家级示范区，: what a clause of its own ends with is what is done, and not who speaks.
_OBJECT = re.compile(r"(?!.*在)[^，。；]{7,}")
#: 支持云泽区建设区域中心，生产总值达到200亿元: it is the district that grows.
_SUPPORTED, _AS = re.compile("支持"), re.compile("(?:建设|打造|创建|争创)[^，。；设]{2}")
_AIM, _ACTS = re.compile("(?:全年|计划|力争|确保|预计)*"), re.compile("区?(?:计划|力争|预计)?(?:引进|完成|实现|新增)")
_TURNS = re.compile("[^，。；]*，(?:引导|用好|支持)")
#: 跨境电商综合试验区, a status; 向开发区集聚, where things go.
_NO_PLACE = re.compile("跨境(?:电商|电子商务)综合$|[向进入]$")
_GROWS = re.compile(r"[^，。；]{0,6}(?:发展|建设|开发|经济运行)(?=[，。；])")


def is_subject(text: str, zone: re.Match[str]) -> bool:
    """Whether a sentence speaks of a zone, and not of one to be built or counted: 推进示范区建设，零售额增长10%."""
    clause = text[max(text.rfind(mark, 0, zone.start()) for mark in "，。；：") + 1 : zone.start()]
    if _SUPPORTED.match(clause) and _AS.match(text, zone.end()):
        # 支持云泽区创建示范区，引导企业: the next clause is of others.
        return not _TURNS.match(text, zone.end())
    counted = _COUNTED.search(clause)
    if counted and (
        (counted.start() == 0 and _GROWS.match(text, zone.end()))
        or (_AIM.fullmatch(clause, 0, counted.start()) and _ACTS.match(text, zone.end()))
    ):
        return True  # 三个开发区健康发展，实现生产总值; 计划四个园区引进项目23个，完成投资
    if _WITH.search(clause) and _PARTNER.match(text, zone.end()):
        return False
    if counted or zone[0][:1].isdigit() or text.startswith("数量", zone.end()) or _NO_PLACE.search(clause):
        return False
    if text.startswith("，", zone.end()) and _OBJECT.fullmatch(clause):
        return False
    # 以园区建设为重点，: what is done for the whole.
    if _BY_MEANS.match(clause) and _MEANS.match(text, zone.end()):
        return False
    means = ("上的", "平均", "为引领", "为载体", "为抓手", "为龙头", "为契机")
    if text.startswith(means, zone.end()) or _CHANCE.match(clause) or _PROJECTS.match(text, zone.end()):
        return False
    # 深入推进园区制造业提升行动: named in what is done, unless it is the zone that grows.
    if _DONE.match(clause) and not _GROWS.match(text, zone.end()):
        return False
    return not (_NAMED_ON.match(text, zone.end()) and _WANTED.match(clause))


_ZONE = re.compile(
    r"(?!加快|推进|推动|深化|支持|加强|提升)(?:[\u4e00-\u9fff]{2,5}(?:新区|片区|开发区)|新区)"
    r"(?![\u4e00-\u9fff]{0,3}(?:获批|成为|挂牌|设立|入选|被评|获评|荣获|升格|升级|达到))"
)


def zone_before(lead: str) -> str:
    """Return the clause about a zone with which the sentences before one end, or the name of a body beside an area.

    >>> zone_before("茶业兴旺。云泽新区全面建设。"), zone_before("云泽高新区升格。")
    ('云泽新区全面建设', '')
    """
    if not lead.endswith("。"):
        return ""
    sentence = lead.rstrip("。").rpartition("。")[2]
    clause = re.split("[，；：]", sentence)[-1]
    return "兵团" if "兵团" in sentence else clause if _ZONE.match(clause) else ""
