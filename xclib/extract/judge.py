"""Whether a number of a line is a figure: one rule after the other, and the first that fits decides.

The rules look at a few characters on either side and at the unit; what the words further away say is the business of context.
Every rule answers with its name, ``keep …`` where it keeps the number, and with nothing where it does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from xclib.extract.lexicon import word_re, word_set, words
from xclib.extract.tokens import Token
from xclib.model.numerals import FORMAL, parse_numeral
from xclib.model.units import parse_unit

#: What may stand behind a number that ends its clause, or an item of a list.
ENDS = frozenset("，。、；,;和”）") | {""}
_DURATIONS = frozenset({"天", "小时", "个小时", "个月", "月", "分钟"})
_FORMAL = str.maketrans(FORMAL)


@dataclass(slots=True)
class _Case:
    """A number to be judged, with the characters beside it."""

    text: str
    token: Token
    #: A few characters before the number, behind its unit, and behind the number itself.
    before: str
    after: str
    following: str
    number: str
    unit: str
    #: Whether the number is plain digits.
    plain: bool


def judge(text: str, token: Token) -> Token:
    """Return the token kept or left out, with the rule that decided."""
    if token.low is None:
        return token.left_out("no numeral")
    before, after = text[max(0, token.start - 14) : token.start], text[token.stop : token.stop + 26]
    following = text[token.end : token.end + 14]
    number = token.text if token.kind == "digits" else token.text.translate(_FORMAL)
    case = _Case(text, token, before, after, following, number, token.unit, token.text.isdigit())
    rule = _by_kind(case)
    if rule.startswith("keep"):
        return token.decided(True, rule[5:])
    if rule in ("year", "list number") and (fixed := _behind_another(case)):
        return fixed
    return token.left_out(rule)


def _by_kind(case: _Case) -> str:
    match case.token.kind:
        case "digits":
            return _sign(case) or _year(case) or _listed(case) or _digit_unit(case) or _length(case) or _bare(case)
        case "chinese":
            return _chinese_name(case) or _chinese_unit(case) or "keep count in words"
        case "rank":
            return _rank(case)
        case "first":
            return _first(case)
        case "tenth":
            return "keep share in tenths"
        case "andhalf":
            return "time frame" if case.unit != "个百分点" and _is_frame(case) else "keep andhalf"
        case kind:
            return f"keep {kind}"


# --- digits ----------------------------------------------------------------------------------------------------------

_LATIN = re.compile(r"[A-Za-z&]")
_DIGITS_OF_YEAR = 4
_FUSED = re.compile(r"20[0-3]\d(\d{1,3})$")
#: 2.2 at the head of a line, where a whole thing is no count: 2.2项目进度.
_SECTION = re.compile(r"\d{1,2}\.(\d{1,2})$")
#: Counters of what a list number may stand before, 1.4个部门; 2.2项目进度 is a heading.
_NUMBERED = frozenset("个家户名所座笔起宗套辆台幢栋处")
_PAGE = re.compile(r"\s*[-—–]\s*\d{1,3}\s*[-—–]\s*$")
_LIST_NUMBER = re.compile(r"\d{1,2}\s?[.．、)）](?!\d)")
#: The number of a table or of a chart at the head of a line: 附表2 石桥县…
_TABLE = re.compile(r"\W{0,4}(?:附?[表图]|附件|续表|专栏)\s?")
#: What parts such a number from the title behind it.
_AFTER_TABLE = frozenset(" \u3000:：、.．")
#: The same where a text points to one: （详见表2-1）.
_POINTS_AT = re.compile(r"[见如附（(]附?[表图]\s?$")
_RECORD = re.compile(r"(?:电话|热线|邮编|号码|标识码|备|编号|网|代码|文号)[^，。]{0,12}$")
#: Short numbers that are called: 12345 of a hotline.
_HOTLINE = re.compile(r"1\d{2}$|1\d{4}$")
_COUNTS = frozenset("0123456789两二三四五六七八九十")
_NEVER = word_re("never")


#: A store of energy is named by its power and what it holds: 200MW/400MWh.
_POWER, _HOURS = re.compile(r"(?:瓦|W)[/／]$"), re.compile(r"(?:瓦时|[Ww]h)$")


def _sign(case: _Case) -> str:
    """Judge by what touches the number: 2-1-1, 4+N, 5G, PM2.5."""
    before, following = case.before, case.following
    last, next_one = before[-1:], following[:1]
    if next_one == "#":
        return "part of a name"
    if last and last in "-—–":
        coded = _LATIN.match(before[-2:-1]) and case.unit not in ("%", "元")
        if coded or before[-2:-1].isdigit():
            return "chain of numbers"
    if next_one and next_one in "-—" and following[1:2].isdigit():
        return "chain of numbers"
    if last and last in "/／" and _HOURS.search(case.unit) and _POWER.search(before):
        return ""
    numbered = case.plain or (case.token.high and not case.unit)
    if (numbered and case.token.start < 8 and _TABLE.fullmatch(before)) or (not case.unit and _POINTS_AT.search(before)):
        return "list number"
    if case.token.high and not case.unit and not before.strip() and case.after[:1].strip():
        # 3-12 各县区用水量: the number of a table at the head of its line.
        return "list number"
    if (last and last in "+×·•/＋") or (next_one and next_one in "+×＋·"):
        return "name with a sign"
    if last == " " and not case.unit and _LATIN.match(before[-2:-1]):
        # GB/T 19001-2016.
        return "part of a name"
    if last.isascii() and _LATIN.match(last) and case.unit not in ("元", "%"):
        return "part of a name"
    if following[:1].isascii() and _LATIN.match(following) and not _LATIN.match(case.unit or "一"):
        return "part of a name"
    return ""


def _year(case: _Case) -> str:
    number = case.number
    if not case.plain:
        return ""
    if case.unit and not case.token.tail and 5 <= len(number) <= 7 and _FUSED.match(number):
        return "year" if case.before[-1:] in ("", "。") else ""
    dated = len(number) == _DIGITS_OF_YEAR and number.startswith(("19", "20"))
    if not dated or not (not case.unit or case.unit == "年" or case.unit in word_set("digit_only")):
        return ""
    # 《茶务年鉴》（2030卷） is named by its year.
    bracketed = case.before.endswith("（") and case.after.startswith("）")
    counted = (bool(case.unit) and not bracketed) or case.before.endswith(("达", "为", "到", "了"))
    return "" if counted and _BOUNDED.match(case.after) else "year"


def _behind_another(case: _Case) -> Token | None:
    """Return 20 for 202320项, of 2023 that lost its 年, and 4 for 1.4个部门, behind the number of a list."""
    fused = _FUSED.match(case.number)
    listed = _SECTION.match(case.number) if case.unit in _NUMBERED and not case.before.strip() else None
    found = fused or listed
    if not found or not case.unit:
        return None
    token, rule = case.token, "lost 年" if fused else "amount"
    start = token.start + found.start(1)
    return replace(token, start=start, text=found[1], low=parse_numeral(found[1]), kept=True, rule=rule)


#: 2度以下（含2度）: a bracket that says of a limit whether it counts.
_LIMIT_BEFORE = re.compile(r"(?:以[上下内]|[—–~～-]\d)[^，。；（）\d]{0,6}[（(]不?含$")


def _listed(case: _Case) -> str:
    """Judge numbers of headings, notes and records."""
    before, last = case.before, case.before[-1:]
    if case.plain and not case.unit:
        opening = not before or last in " *#。；：:;（(、" or before.endswith(("附件", "表"))
        if len(case.number) <= 2 and opening and _LIST_NUMBER.match(case.text, case.token.start):
            return "list number"
        if _RECORD.search(before) or (_HOTLINE.match(case.number) and "热线" in case.following):
            return "record number"
        if len(case.text) < 12 and _PAGE.match(case.text):
            return "page number"
    if not before.strip() and _SECTION.match(case.number) and case.after[:1] not in ENDS and _is_whole(case.unit):
        return "list number"
    if last and last in "（(" and case.following[:1] in ("）", ")"):
        return "list number"
    if before.endswith(("（含", "(含", "（不含", "(不含")) and case.after[:1] in ("）", ")") and _LIMIT_BEFORE.search(before):
        return "limit that is named again"
    if case.unit == "个" and _EACH.match(case.after):
        return "name of a list"
    if last == "个" and before[-2:-1] in _COUNTS:
        if case.unit in ("%", "小时", "分钟", "天"):
            return "name of a list"
        return "size class" if case.after[:1] not in ENDS else ""
    return ""


def _is_whole(unit: str) -> bool:
    """Whether a unit counts things that come whole, so that a number with decimals counts none."""
    return (
        unit not in _DURATIONS
        and unit not in ("人", "岁", "人次", "年", "天")
        and parse_unit(unit).dimension in ("count", "persons")
    )


#: 三个100%, 5个24小时.
_EACH = re.compile(r"\d+(?:\.\d+)?(?:%|小时|分钟|天|”|’)")
_CIRCLE = re.compile(r"覆盖率|.{0,8}?(?:圈|生活区|服务半径|服务体系|通勤|步行|见园|见绿|入园|交通圈|可达|直达)")
#: 5亿元以上项目: a class of projects, not a statement about one.
_CLASS = re.compile(
    r"(?:以上|以下)?的?[\u4e00-\u9fff]{0,8}"
    r"(?:项目|企业|工程|园区|产业|集群|园|大户|村|镇|县|乡|品牌|商超|市场|公司|基地|集团|楼宇)(?=[^，。；的]{0,10}\d|[达有为、])"
)
_OVER = ("超", "过", "超过", "突破", "逾")
#: Firms of a size that are counted: 新增20亿元骨干企业3家.
_COUNTED = re.compile("级?(?:工业|重点|骨干|龙头)?企业[0-9一二两三四五六七八九十]{1,4}[户家个]")
#: 3个产值超: by what the members of a class are sized, before its size, and the class behind it.
_SIZED = re.compile(
    r"[个家]年?(?:(?:产值|产业规模|营业收入|营收|主营业务收入|税收|销售额)|(?P<spent>投资额?))(?P<over>超过?|过|突破|逾)?$"
)
_OF_CLASS = re.compile(r"(?:(?P<over>及?以上)?的?[\u4e00-\u9fff]{0,6}(?:集群|企业|园区|基地|项目|产业)|、\d+[个家])")
#: 每3年, 每2小时: how often something is, and not per how many.
_EVERY = _DURATIONS | {"", "年", "日", "周", "次"}
#: 茶工10万人生产事故死亡人数: per so many who work.
_PER_WORKERS = re.compile(r"(?:生产|安全|事故|死亡){1,4}(?:人数|率)")
#: 5‰人口变动抽样调查: the part that a survey asks.
_SAMPLE = re.compile("[\u4e00-\u9fff]{0,8}抽样")


def _digit_unit(case: _Case) -> str:
    """Judge by the unit and what follows it."""
    before, after, unit = case.before, case.after, case.unit
    if unit in ("年", "周年"):
        return _years(case)
    if unit == "级":
        strong = "震" in before[-6:] + after[:4] or after[:2] in ("大风", "强风")
        return "keep magnitude of a quake" if strong else "size class"
    if not _is_many(case) and (found := _NEVER.match(case.text, _behind(case))) and len(unit) <= len(found[0]):
        return "name or date"
    if unit and after[:1] == "级":
        return "size class"
    # 每10万人拥有茶师300人, 茶工10万人生产事故死亡人数: per so many. 每3年 is how often.
    if unit not in _EVERY and (before.endswith("每") or (unit == "人" and _PER_WORKERS.match(after))):
        return "denominator"
    return next((name for name, holds in _OF_UNIT.get(unit, ()) if holds(case)), "")


#: Fields on slopes: 25度以上坡耕地.
_SLOPE = re.compile("(?:以[上下])?的?陡?坡")


#: 8日内办结; 8日内地, 8日内部 is a day and a name.
_WITHIN_DAYS = re.compile("以?内(?![河陆地资贸科涝部镜存蒙需外容])")


def _is_many(case: _Case) -> bool:
    """Whether a number is a measure, 10万路, 8.8日 and 8日内, where a small one is a name, 10路 and 8日."""
    low = case.token.low
    days = case.unit == "日" and (_WITHIN_DAYS.match(case.after) or (low is not None and low.decimals > 0))
    return bool(case.unit) and low is not None and (low.multiplier >= 3 or bool(days))


def _is_of_class(case: _Case) -> bool:
    """Whether an amount bounds a class of those that are counted: 收入5亿元以上企业."""
    after = case.after
    if after.startswith("规模以上") or _COUNTED.match(after) or _is_sized(case):
        return True
    return not case.token.tail and _CLASS.match(after) is not None and (after[0] == "以" or case.before.endswith(_OVER))


def _is_all_of(case: _Case) -> bool:
    """Whether 100% says of what kind something is: 更多100%茶田."""
    kind = case.before.endswith(("更多", "一批", "的", "“")) and case.after[:1] not in "，。、；）"
    return case.number == "100" and kind


#: What a number with a unit is if a test holds.
_OF_UNIT: dict[str, tuple[tuple[str, Callable[[_Case], object]], ...]] = {
    "度": (
        ("coordinate", lambda case: case.before.endswith(("东经", "西经", "北纬", "南纬"))),
        ("size class", lambda case: _SLOPE.match(case.after)),
    ),
    "个": (("time frame", lambda case: case.after.startswith(words("years_in_words"))),),
    "美元": (
        ("denominator", lambda case: case.number == "1" and case.after[:1] == "兑"),
        ("size class", _is_of_class),
    ),
    "%": (
        ("name of a kind", _is_all_of),
        ("name of a part of a tax", lambda case: case.before.endswith("税") and case.after.startswith("部分")),
        ("name of a survey", lambda case: _SAMPLE.match(case.after)),
    ),
    "‰": (("name of a survey", lambda case: _SAMPLE.match(case.after)),),
    "元": (("size class", _is_of_class),),
    "位": (("keep top ranks", lambda case: case.plain and case.before.endswith("前")),),
    "名": (("keep top ranks", lambda case: case.plain and case.before.endswith("前")),),
    "条": (("policy named by its articles", lambda case: _is_policy(case)),),
}


def _is_sized(case: _Case) -> bool:
    """Whether an amount is the size of a class of things that are counted: 2个产值50亿元的园区.

    What was invested without a bound, 3个投资50亿元的项目, may be what they cost.
    """
    sized, of = _SIZED.search(case.before), _OF_CLASS.match(case.after)
    return sized is not None and of is not None and bool(not sized["spent"] or sized["over"] or of["over"])


def _behind(case: _Case) -> int:
    """Where the word behind the number begins, past a blank."""
    return case.token.end + (case.text[case.token.end : case.token.end + 1] == " ")


def _length(case: _Case) -> str:
    """Judge lengths of time and of ways: measured, or a frame, or a name."""
    unit, after = case.unit, case.after
    if unit == "小时" and after.startswith(("滑动", "均值", "平均")):
        return "name of a mean"
    if unit in ("分钟", "公里", "米", "小时") and _CIRCLE.match(after):
        return "name of a radius"
    if unit in ("小时", "h") and case.number == "24" and not after.startswith(("内", "以内")):
        return "round the clock"
    if unit == "点" or (unit == "日" and "." not in case.number and not after.startswith(("内", "以内", "以上"))):
        return "date"
    if unit in _DURATIONS and _is_frame(case):
        return "time frame"
    return ""


_MOVED = re.compile(r"(?:下降|上升|提高|提升|降低|回落|增加|扩大|缩小|缩减|调整|[升降增减])[为至到]")
#: 收入比值为2.01，比上年缩小0.04: by how much an index without a unit moved.
_CHANGED = re.compile("(?:缩小|扩大|提高|提升|上升|下降)了?$")
#: The short name of an index behind it: 价格指数（CPI）101.2.
_ABBREVIATED = re.compile(r"（[A-Za-z]{2,8}）$")
_BASE = re.compile(r"(?:以[^，。]{1,10}为|（[^，。（）]{1,8}[为=＝])$")


#: 由2029年的0.5提高到2030年的0.6: the year before the end of a movement.
_OF_YEAR = re.compile(r"(?<=到)(?:19|20)\d\d年的$")


def _bare(case: _Case) -> str:
    """Judge a number without unit or magnitude: a cell, a rank, a damaged count, a score; else part of a name."""
    low, before = case.token.low, _ABBREVIATED.sub("", case.before) if case.before.endswith("）") else case.before
    if case.unit or case.token.tail or (low is not None and low.multiplier):
        return "keep amount"
    if before.endswith("前"):
        return "keep top ranks"
    before = _OF_YEAR.sub("", before)
    if case.token.high is not None and low is not None:
        # 20-2茶厂 goes down, and is a name.
        return "keep range" if case.token.high.value >= low.value else "part of a name"
    if case.number == "100" and _BASE.search(before):
        return "base of an index"
    alone = len(case.text) < 40 and not case.text.strip("- 0123456789<>≥≤.|")
    if alone or before.endswith(words("bare_before")):
        return "keep bare number"
    if low is not None and low.decimals and before.rstrip().endswith(words("scores")):
        return "keep score"
    if low is not None and low.decimals and _MOVED.match(case.after):
        return "keep end of a movement"
    if low is not None and low.decimals and case.after[:1] in ("，", "。", "；") and _CHANGED.search(before):
        return "keep change of an index"
    # 第二产业增加值28.4，: the copy lost the unit; 4.0 is a version.
    if (
        low is not None
        and low.decimals
        and _BOUNDED.match(case.after)
        and before.endswith(words("measured"))
        and not case.number.endswith(".0")
    ):
        return "keep number without its unit"
    return "keep number of places" if case.plain and _PLACES.match(case.after) else "part of a name"


#: What may stand between a number without a unit and the end of its clause: 控制在1.55以内，.
_BOUNDED = re.compile("(?:及?以[上下内]|左右)?(?:[，。、；,;和”）]|$)")
#: Places that digits count without a counter, 15省份, 9县区; 五省区 in characters is what a region is called.
_PLACES = re.compile("省(?:份|区|市)|县(?:区|市|（市)|区县|市[县州]|州市|盟市|旗县|乡镇|镇[街乡]|街镇")


_POLICY = re.compile(r"等?[具硬]?体?(?:措施|政策|举措|意见|办法|规定|措|新政|干货|实招|禁令|铁规)")


_POLICY_NAME = re.compile(
    r"(?:政策|措施|意见|规定|就业|发展|纾困|惠企|企业|经济|增长|金融|创新|实体|开放|人才|改革|保障|办法|投资|消费|帮扶|增收|成本|增效|倍增|工业|健康|试点|(?<!整)改|稳|扶|惠)"
    r"[”’]?$|[“‘《][^”’》]{0,12}$"
)


#: More articles than any policy is named by: 收到意见785条.
_ARTICLES = 150


def _is_policy(case: _Case) -> bool:
    before, after = case.before, case.after
    if _POLICY.match(after):
        return not before.endswith(("大类", "类"))
    if (after[:1] and after[0] not in "，。、；,;：:）)等”") or not before:
        return False
    # 某某十条 is a name by itself; 28条 needs the name of a policy before it.
    if case.token.low is not None and case.token.low.value > _ARTICLES:
        return False
    named = case.token.kind == "chinese" or _POLICY_NAME.search(before) is not None
    return named and not before.rstrip("”’").endswith(words("policy_tail"))


def _is_frame(case: _Case) -> bool:
    spent = case.before.endswith(words("spent_before")) and not case.before.endswith(("利用", "使用", "运用"))
    # 前11个月, 前4天: the months and days up to now.
    first = (
        case.unit in ("个月", "月", "天", "日") and case.before.endswith("前") and not case.before.endswith(("提前", "目前"))
    )
    return spent or first or case.after.startswith(words("spent_after"))


_LENGTHS = word_re("lengths", ahead=False)


def _years(case: _Case) -> str:
    before, low = case.before, case.token.low
    if _LENGTHS.search(before):
        return "time frame" if case.after.startswith(("行动", "规划", "计划")) else "keep length of time"
    clause = re.split("[，。；]", before)[-1]
    if any(word in clause for word in ("年限", "寿命", "周期")) or (low is not None and low.decimals and case.unit == "年"):
        return "keep length of time"
    return "time frame"


# --- Chinese characters ----------------------------------------------------------------------------------------------

_ONES = frozenset("一二两三四五六七八九十")
_TENS = frozenset("十百千万亿")
_SOME = frozenset("多余几")


#: 数十家, 几百个; but 总数十二个 is a count.
_VAGUE = re.compile(r"几$|(?<![总人户个次件量倍张天])数$")


def _chinese_name(case: _Case) -> str:
    """Judge what is no count, or a magnitude alone."""
    number, unit, before = case.number, case.unit, case.before
    if case.token.start < 8 and case.following[:1] in _AFTER_TABLE and _TABLE.fullmatch(before):
        # 表三 支出预算总表: no 三支.
        return "list number"
    if number in ("一", "零", "〇"):
        return _one(case)
    if unit in ("年", "周年"):
        return _years(case)
    if before.endswith("前") and len(before) > 2 and (unit in ("位", "名") or (not unit and case.following[:1] in ENDS)):
        return "keep top ranks"
    if not _ONES & set(number) or (number[0] in "百千万亿" and "十" not in number):
        return _magnitude(case)
    if not unit:
        counted = number[-1] in "万亿" and (_SOME & set(number) or case.following.startswith(words("people")))
        return "keep count of people" if counted else "part of a name"
    if unit in word_set("digit_only") or unit[0] in "级强号日月时":
        return "no count"
    if unit == "元" and len(number) == 1:
        return "name of a material"
    if len(number) > 1 and not _TENS & set(number) and "点" not in number and case.token.high is None:
        return "about a few"
    if before.endswith(("第", "“", "‘", "初", "每", "《", "这", "某")) or _ORDINAL_BEFORE.search(before):
        return "ordinal or name"
    if _VAGUE.search(before):
        return "about a few"
    return ""


def _one(case: _Case) -> str:
    """Judge 一 and 零: an article and part of a word, but of a rate and of a length of time."""
    if case.unit in ("倍", "个百分点"):
        return "keep count in words"
    if case.before.endswith("提前") and (case.unit in _DURATIONS or case.unit == "年"):
        return "keep length of time"
    return "article" if case.number == "一" else "part of a word"


#: 七次、八次全会.
_SESSIONS = re.compile(r"(?:[、和及][一二三四五六七八九十]{1,3}次){1,4}全")


def _chinese_unit(case: _Case) -> str:
    """Judge by the counter and what follows it."""
    number, unit, after = case.number, case.unit, case.after
    if number == "两" and after and after[0] in "“‘":
        return "name of a pair"
    if unit in ("分钟", "公里") and _CIRCLE.match(after):
        return "name of a radius"
    if unit == "个" and _EACH.match(after):
        return "name of a list"
    if unit == "个" and after.startswith(words("years_in_words")):
        return "time frame"
    if unit == "大":
        return _kinds(case)
    if (unit + after[:2]).startswith(("项规定", "人制")) or (
        unit == "类" and (after.startswith("水") or case.before.endswith(("一、", "二、", "三、")))
    ):
        return "name of a rule"
    if unit in ("成", "分", "代", "出", "面", "点") and after[:1] not in ENDS:
        return "part of a word"
    if (unit in ("种", "对") and not after[:1].strip("，。、；")) or (number == "十" and unit == "分"):
        return "part of a word"
    if unit in _DURATIONS and _is_frame(case):
        return "time frame"
    if unit == "条" and _is_policy(case):
        return "policy named by its articles"
    if (unit == "次" and (after.startswith(words("sessions")) or _SESSIONS.match(after))) or after.startswith(
        ("中全会", "全会")
    ):
        return "session"
    return ""


def _kinds(case: _Case) -> str:
    """Judge 三大: 三大, 五大 count what follows; 十大 and the congresses are names."""
    if case.number in ("十", "八") or len(case.number) > 1 or case.before.endswith("党的") or "奖" in case.after[:8]:
        return "name of a list"
    return "keep kinds"


_SIZE = re.compile(
    r"\s?(?:美?元|吨|亩|千瓦)?(?:的?(?:企业|项目|产业)|级|俱乐部|企业|产业|园区|集群|强|项目|工程|斤粮|大市|基地|板块|航母|镇|村|县|投资计划)"
    r"|美?元?的[\u4e00-\u9fff]{0,6}(?:企业|项目|园区|集群|产业)(?=[^，。；]{0,3}\d|[、，。；和达])"
    r"|美?元的(?:县|乡镇|镇|村|城区|街道)"
    r"|美?元(?!大关|台阶|关口)的?[\u4e00-\u9fff]{1,4}(?:企业|项目)(?=[^，。；]{0,6}\d|[、，。；和达])"
)


def _magnitude(case: _Case) -> str:
    """Judge 百, 千亿 without a digit: 近百场 is a figure, 百家, 千亿级产业 are names."""
    number, unit, tail = case.number, case.unit, case.token.tail
    if "级" in (case.following[:1], case.after[:1]) or (number in ("万", "亿", "亿万", "百", "千") and not unit and not tail):
        return "size class"
    if case.before.endswith("每") or case.following.startswith("元GDP"):
        return "denominator"
    if unit and (tail in ("余", "多") or _SOME & set(number)):
        return "keep about a hundred"
    if not case.before.endswith(words("round_before")) or case.before.endswith(words("round_not")):
        return "part of a name"
    sized = _SIZE.match(case.text, case.token.end) or case.after.startswith("以上")
    if _is_sized(case) or (sized and not case.following.startswith(("元大关", "元台阶"))):
        return "size class"
    return "keep round number" if unit or number[-1] in "万亿" else "part of a name"


# --- ranks -----------------------------------------------------------------------------------------------------------

_CLAUSE = re.compile(r"[，。；;,！：]")
_AFTER_RANK = frozenset("，。、；和,）上升跃提下降滑前的及与;”") | {""}
_AFTER_FIRST = frozenset("，。、；,;)）和及与！” \n上跃升提前至") | {""}


#: 摆在各项工作首位.
_PUT = re.compile(r"[放摆][在到]了?[^，。]{0,8}$")


def _first(case: _Case) -> str:
    """Judge 首位: a rank, unless something is put first."""
    head = _CLAUSE.split(case.before)[-1]
    put = _PUT.search(head) is not None or head.endswith((*words("not_rank_before"), *words("not_first_before")))
    return "no rank" if put or case.following.startswith(words("not_rank_after")) else "keep rank"


#: 第一、二批, 第一、第二、第三产业; 第三季度 behind 排名第一 dates what follows.
_ORDINALS = re.compile(
    r"(?:[、和及至到~—-]\s?[一二三四五六七八九十\d]{1,3}){1,4}[批期类届级次章条款产轮季线年]|(?:[、和及]第[一二三]){1,2}产业"
)
_ORDINAL_BEFORE = re.compile(r"第[一二三四五六七八九十\d]{1,3}[、和及至到~—-]\s?$")


#: 位居百强县投资潜力第3.
_RANKED = re.compile(r"位居|位列|名列|排名|跻身|居全[国省市]|列全[国省市]")


def _rank(case: _Case) -> str:
    """Judge 第一, 第3: a rank where a place is taken, else an ordinal."""
    head = _CLAUSE.split(case.before)[-1]
    rest = case.following.lstrip()
    if _ORDINALS.match(rest):
        return "ordinal"
    first = case.token.low is not None and case.token.low.value == 1
    if first and head.endswith(words("not_rank_before")):
        return "no rank"
    if not head or (rest[:1] == "，" and len(head) < 2):
        return "list number"
    if case.unit:
        taken = rest[1:2] in _AFTER_RANK or any(word in head for word in "居列排")
        return "keep rank" if taken else "ordinal"
    ranked = head.endswith(words("rank_words")) or _RANKED.search(head) is not None
    return "keep rank" if rest[:1] in _AFTER_FIRST and ranked else "ordinal"
