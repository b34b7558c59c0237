"""What the words around a number say of it: bound, measure and sign, status."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from xclib.extract.lexicon import alternatives, any_of, opening, word_set
from xclib.extract.periods import Frame, is_of_last_year, surplus_of
from xclib.extract.tokens import PACE_BEHIND, Place, Reading
from xclib.model.figure import Bound, Measure, Status, read_bounds
from xclib.model.units import parse_unit

# --- bound -----------------------------------------------------------------------------------------------------------

_AFTER_WORDS = {
    "以上": ">=",
    "及以上": ">=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
    "以下": "<=",
    "左右": "~",
    "上下": "~",
    "余": ">",
    "多": ">",
}
_AFTER = re.compile(
    r"[的]?\s?(数?及?以上|以内|之内|内(?=[，。、；完分办实解到]|$)|及?以下|左右|上下|余(?=[，。、；元人]|$)|多(?=[，。、；]|$))"
)
#: What they open with.
_AFTER_OPENS = frozenset("的数及以之内左上余多 \t")
#: Behind an aim: 4.5%的控制目标.
_AIM_NEXT = re.compile("(?:左右)?的[^，。；、\\d]{0,8}目标")
#: Words that bound a number from before it, with the bound that counts in a text (bounds.yaml sets the intervals).
_GAP = r"(?:了|到|至|为|在|的|出|合|计|需|人民币|全市|全省|全国|总|共|建[有成设]|有|配备|高达|达)*"


@cache
def _before() -> re.Pattern[str]:
    every = [
        w
        for w in read_bounds()
        if w not in _AFTER_WORDS and w not in ("上", "来", "几", "起", "起步", "前后", "力争达到", "控制在", "破")
    ]
    every += ["控制在", "低于", "高于", "首破", "破", "再破", "冲破", "不低", "不少", "过"]
    # What a number is per may stand between, PM2.5低于每立方米35微克, and what it is a part of, 约占茶产的三成.
    return re.compile(rf"({any_of(every)}){_GAP}\s?(?:每[^，。；、的\d]{{1,4}}|(?<=约占)[^，。；、\d]{{1,10}}的?)?$")


_NO_BOUND = re.compile(
    r"(?:附近|邻近|临近|靠近|亲近|节约|签约|履约|预约|集约|违约|大约定|制约|合约|公约|条约|契约|简约|通过|走过|经过|不过|超额|赶超|反超|看破|打破|通报|渡过|度过|透过|越过岭|远近|贴近|新近|走近|网上|(?:历史|史上|多年|年来|以来|同期|全[国省市])最[高低])$"
)
_BARE_UP = re.compile(r"上\s?$")


#: 多, 余 and 几 inside a magnitude: 3700多万, 十几万.
_SOME = re.compile(r"[多余几](?=[十百千万亿])")
_CROSSING = frozenset({"跨越", "迈上", "站上", "迈过", "越过"})
#: What is broken open one by one: 立案30起，破20起; an item is a case where one is named, 快递业务量破5万件 is passed.
_CASES = frozenset({"起", "宗", "案"})
_DURATIONS = frozenset({"天", "日", "小时", "个小时", "分钟", "个工作日", "工作日", "个月"})


def read_bound(place: Place) -> tuple[Bound, str]:
    """Return the bound and the word that sets it.

    >>> from xclib.extract.scan import scan
    >>> read_bound(Place(scan("近9亿元")[0], "近", "近", "近", "", ""))
    ('<', '近')
    """
    token = place.token
    if token.unit in _DURATIONS and place.post.startswith("内"):
        return "<=", "内"
    if token.kind in ("digits", "chinese") and not token.text.isascii() and (inner := _SOME.search(token.text)):
        return ">", inner[0]
    if token.kind == "double" and "近" in token.text:
        return "<", "近"
    if place.post[:1] in _AFTER_OPENS and (found := _AFTER.match(place.post)):
        word = found[1].removeprefix("数").removeprefix("及")
        if token.kind == "rank":
            return "=", ""
        return _AFTER_WORDS[word], word  # type: ignore[return-value]
    if token.tail:
        return ">", token.tail
    pre = place.pre[-12:]
    if token.rule == "top ranks":
        return (">", "退出") if "退" in pre else ("<=", "前")
    if token.rule == "round number" and _BARE_UP.search(pre):
        return ">", "上"
    if token.unit in ("%", "") and pre.endswith("的") and (share := _SHARE_BOUND.search(place.pre)):
        return read_bounds()[share["word"]][0], share["word"]
    found = _before().search(pre)
    if not found or _NO_BOUND.search(pre[: found.end(1)]):
        return _symbol(place)
    word = found[1]
    if _sets_none(word, place, pre):
        return "=", ""
    bound = {"过": ">", "首破": ">", "再破": ">", "冲破": ">", "破": ">", "不低": ">=", "不少": ">=", "控制在": "<="}.get(word)
    if bound is None:
        bound = read_bounds()[word][0]
    return bound, word  # type: ignore[return-value]


def _sets_none(word: str, place: Place, pre: str) -> bool:
    """Whether a word that sets bounds says something else here."""
    unit = place.token.unit
    if word in ("不足", "不到", "接近") and pre.endswith("的"):
        # 准备不足的3家: which of them.
        return True
    if word in ("最高", "最低"):
        # 浓度最低的3个城市: which of them, and no bound of how many.
        return pre.endswith("的") or parse_unit(unit).dimension == "temperature"
    if word in ("超过", "超出", "超", "超额"):
        return bool(surplus_of(place))
    if word in _CROSSING:
        # 跨越三个台阶: three steps, not more.
        return unit in ("个", "大")
    if word in ("低于", "高于") and _AIM_NEXT.match(place.post):
        # 低于4.5%的控制目标: the aim itself, unless it is to lie below.
        return _STILL_MEANT.search(place.clause) is None and "实现" not in place.clause
    if word == "破":
        return unit in _CASES or (unit == "件" and "案" in place.sentence)
    return word in ("高于", "低于", "高", "低") and unit in ("个百分点", "百分点")


#: What a share passes, or does not, before the whole that it is of: 超过茶税的5%. 超过计划的5% says by how much.
_SHARE_BOUND = re.compile(
    r"(?P<word>不足|不到|接近|(?:不?超过|不低于|不少于)(?![^，。；、\d]*(?:计划|目标|任务|年|平均|水平)))[^，。；、\d]{1,14}的$"
)


def _symbol(place: Place) -> tuple[Bound, str]:
    last = place.pre[-1:]
    if last in "<>≤≥" and last:
        return {"<": "<", ">": ">", "≤": "<=", "≥": ">="}[last], last  # type: ignore[return-value]
    return "=", ""


# --- measure ---------------------------------------------------------------------------------------------------------

_RATES = frozenset({"%", "‰", "倍", "番", "成", ""})
_POINTS = frozenset({"个百分点", "百分点", "个千分点", "个万分点", "个十万分点", "个基点", "基点", "个基本点", "基本点"})
_FILL = (
    r"(?:了|约|近|超过|超|逾|不低于|不少于|不超过|高于|低于|突破|达到|达|在|均|分别|各|都|速度|率|不足|不到|至少|最高|幅度|的|出|目标|"
    r"控制|保持|预计|为|\s|[:：(（]|[-—])*"
)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(
        rf"(?=[{opening('up', 'down')}])(?P<verb>(?P<up>{alternatives('up')})|"
        rf"(?P<down>{alternatives('down')})(?!(?<=[审核]减)率))(?P<fill>{_FILL})$"
    )


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('growth_nouns')})[^，、。]{{0,10}}$")


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('share_nouns')}|(?<!增长)比例)[^增降提升减]{{0,8}}$")


@cache
def _cuts() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('cut_verbs')})(?![到至为的率额]|金额)[^，、。到至达为]{{1,18}}$")


_GROWTH_LOOSE = re.compile(r"增长(?:速度|率|幅度|目标|预期)?[^，、。到至]{0,10}$")
_GROWTH_AFTER = re.compile(
    r"(?:以上|左右)?(?:的(?:经济|预期|年均|高速|较快|快速|平稳|稳定|经济)*(?:速度|幅度)?(?:递增|增长|增速|增幅|速度|涨幅)|的?(?:速度|幅度)?递增)"
)
_CUT_AFTER = re.compile(
    r"(?:以上|左右)?(?:的(?:幅度|比例)?(?:压减|压缩|削减|下降|递减|核减|降幅)|的?(?:幅度|比例)?递减)(?![到至为])"
)
_RAISED = re.compile(r"(?:提高|提升|增加|上浮|提速|缩短)(?!工程|行动|项目|改造)[^，、。到至达为]{1,8}$")
_COMPARED = re.compile(r"(?:[同环]比|[比较][^，。]{1,14})(?:净|略)?(?:多|少|高|低|增|减)[^，。]{0,6}$")


def _is_built(unit: str) -> bool:
    """Whether things of this unit are improved, 改造提升23栋, and not raised by so much."""
    dimension = parse_unit(unit).dimension
    return (
        "/" not in unit
        and unit not in ("位", "个位次", "位次", "名", "分", "岁", "年", "天")
        and dimension
        in (
            "count",
            "persons",
            "length",
            "area",
            "time",
        )
    )


_NEW = re.compile(r"(?:新|净|再)增(?![加长])[^，、。]{0,2}$")
_CONNECTOR = re.compile(
    r"\s?(?:、|和|及|与|以及|或|，|,|；|/|\s)*(?:左右|以上|以内)?(?:、|和|及|与|以及|或|，|\s)?(?:约|近|超|超过)?$"
)


#: The number before, where one opens a clause of the same list: 分别增长5%，6%; not 增加5项；某台开通运行，6项….
_NUMBER_BEFORE = re.compile(r"[\d一二三四五六七八九十百千万亿][^，、；\d]{0,8}[，、,\s]$")


#: 列全省5位, 位列茶业百强榜7名: a place without 第.
_PLACED = re.compile("[居列排]全[国省市州盟县区旗]$")
_PLACED_IN = re.compile(r"(?:位列|名列|位居|排名)[^，。；、\d的]{2,24}(?<!前)$")
#: 排名由全省58位提升至31位: the place that is left, and what stands between it and the one that is reached.
_LEFT_PLACE = re.compile(
    r"(?:(?:排名|位次|排位|名次)[^，。；、\d]{0,12}[由从][^，。；、\d]{0,8}|[由从](?:原来的)?全[国省市州盟县区旗])$"
)
_TO_PLACE = re.compile(r"[^，。；、\d]{0,6}[升进移降滑退跌跃高][^，。；、\d]{0,3}[至到]")
#: 排名提升33位: by how many places, and not which.
_PLACES_ON = re.compile("(?:[升进移降退跌滑]|提高|增加|再进)了?$")
#: Where a place in a list ends; 排名攀升茶企3名 goes on.
_AT_PLACE = frozenset("，。；、,;）") | {""}


#: How a word before a number is called from there on: 比上年回落（以下简称“回落”）5%.
_CALLED = re.compile(r"（以下简称[^（）]{0,12}）$")
#: 减少5起4人: accidents or cases, and those whom they befell.
_CASES_AND_PEOPLE = frozenset({("起", "人"), ("件", "人"), ("宗", "人")})
#: 增加3公顷(45亩): the same change in another unit.
_IN_OTHER_UNIT = re.compile(r"[（(]折?合?约?")


def _is_of_one_kind(unit: str, other: str) -> bool:
    """Whether two units are of one dimension, part by part: 亩 and 公顷, 公斤/亩 and 吨/公顷."""
    parts, others = unit.split("/"), other.split("/")
    return len(parts) == len(others) and all(
        parse_unit(a).dimension == parse_unit(b).dimension for a, b in zip(parts, others, strict=True)
    )


def read_measure(place: Place, last: Reading | None, last_unit: str) -> tuple[Measure, bool, str]:
    """Return measure, whether a decrease, and the rule that decided.

    ``last`` is the reading of the figure before in the sentence, ``last_unit`` its unit; a list hands its measure on.
    """
    token, pre = place.token, _CALLED.sub("", place.pre) if "以下简称" in place.pre else place.pre
    pre = pre.replace("增加值", "产值").replace("自然增长率", "自然比率")
    if pre != place.pre:
        place = replace(place, pre=pre)
    if token.kind in ("rank", "first") or token.rule == "top ranks" or _is_place(place, pre, last, last_unit):
        return "rank", False, "rank"
    if token.kind == "double":
        return "growth", False, "doubling"
    if token.kind == "ratio":
        return "level", False, "ratio"
    bare = token.kind in ("part", "tenth", "half", "slash") or token.rule == "number without its unit"
    rate = token.unit in _RATES and (bool(token.unit) or bare)
    if last is not None and (same := _as_last(place, last, last_unit, rate=rate)):
        return same
    if token.unit in _POINTS:
        return _points(place)
    verb = _verbs().search(pre[-24:])
    if verb and _is_reached(verb):
        verb = None
    if rate:
        return _rate(place, verb)
    return _amount(place, verb)


def _as_last(place: Place, last: Reading, last_unit: str, *, rate: bool) -> tuple[Measure, bool, str] | None:
    """Return the measure that the figure before hands on to a number: one of a list, an aim, the same in another unit."""
    unit, pre = place.token.unit, place.pre
    moves = last.measure in ("growth", "change")
    same_unit = unit == last_unit or {unit, last_unit} == {"%", "倍"}
    listed = len(pre) < 5 and _CONNECTOR.match(pre) and (pre or _NUMBER_BEFORE.search(place.sentence))
    if moves and same_unit and listed:
        return last.measure, last.negative, "list"
    again = not same_unit and _IN_OTHER_UNIT.fullmatch(pre) and _is_of_one_kind(unit, last_unit)
    if last.measure == "change" and (
        again or (pre in ("", "、", "和") and place.clause and (last_unit, unit) in _CASES_AND_PEOPLE)
    ):
        return last.measure, last.negative, "same in another unit"
    if same_unit and "verb before its object" in last.rules and _LISTED.match(pre):
        return last.measure, last.negative, "list"
    if moves and same_unit and _AIMED.match(pre):
        return last.measure, last.negative, "aim"
    if moves and same_unit and _AIM_BESIDE.match(pre):
        return last.measure, last.negative, "aim beside"
    grew = last.measure == "growth" and same_unit
    if grew and _AIM_SET.search(pre) and _AIM_AFTER.match(place.post):
        return "growth", last.negative, "growth aimed at"
    if rate and (grew or (not same_unit and _PACE_MOVED.search(place.sentence))) and _OF_THE_WHOLE.fullmatch(pre):
        return "growth", last.negative and same_unit, "list"
    # 分别增加5平方公里和6个百分点
    points = unit in _POINTS and last.measure == "change" and pre in ("和", "、", "及", "与")
    return ("change", last.negative, "list") if points else None


def _is_place(place: Place, pre: str, last: Reading | None, last_unit: str) -> bool:
    """Whether a number without 第 is a place, or the next of a list of them."""
    unit = place.token.unit
    if unit not in ("位", "名") or _PLACES_ON.search(pre):
        return False
    listed = last is not None and last.measure == "rank" and unit == last_unit
    if listed and pre.endswith(("至", "到")):
        return _TO_PLACE.match(pre) is not None
    listed = listed and pre.startswith("、")
    if _PLACED.search(pre) or (("由" in pre or "从" in pre) and _TO_PLACE.match(place.post) and _LEFT_PLACE.search(pre)):
        return True
    return place.post[:1] in _AT_PLACE and (listed or _PLACED_IN.search(pre) is not None)


_AIMED = re.compile(r"[，、；]?(?:并|且)?(?:力争|争取|确保|奋斗目标|控制在)(?:达到|达|为|突破|完成|实现)?(?:不低于|超过)?$")
#: 增长5%（计划7%）: the aim of the same growth, which was not reached.
_AIM_BESIDE = re.compile("[（(](?:年度|全年|年初)?(?:计划|任务|目标|预期)[为是：:]?$")
#: 增长7%，高于年初5%的目标, 下降17%，完成县里下达16%的目标: the aim is of the same growth.
_AIM_SET = re.compile(
    r"(?:[高低]于|超过?|[比较]|(?:^|[，、])(?:超额)?(?:完成|实现|达到)(?=$|[^，。；、\d]*[初年达定出求级期划]$))[^，。；、\d]{0,10}$"
)
#: 增长7%（全市11%）, 比全市（11%）和全省平均水平（9%）高: the same growth in the whole that the area is part of.
_WHOLE = "(?:全[国省市州区县]|[省市州])(?:平均)?"
_OF_THE_WHOLE = re.compile(
    rf"[（(](?:其中|同期)?{_WHOLE}(?:为|是)?|(?:[比较]|[高低快慢]于|[）)](?:[和、]|以及)){_WHOLE}(?:水平)?(?:增[速幅])?[（(]"
)
#: A pace that moved by points, before what it is set against: 增速提高2个百分点，比全市（11%）.
_PACE_MOVED = re.compile("增[速幅][^，、；%]{0,8}[提回加放扩缩上下][^，、；%]{0,12}百分点，[^，、；]{0,12}$")
_LISTED = re.compile(r"(?:左右|以上)?[、和及][^，、增升提]{1,12}$")


def _is_reached(verb: re.Match[str]) -> bool:
    """降至3%, 提高到5%, 增加为: a level is reached; 增速为5% is no such thing."""
    if verb["verb"] in word_set("growth_nouns") or verb["verb"] in ("增幅", "增速", "涨幅"):
        return False
    return verb["fill"][:1] == "的" or (verb["fill"][:1] in ("达", "为") and verb["verb"] not in ("增长", "上涨"))


#: What a rate is set against, and how: 比全省平均水平高, 低于去年同期.
_AGAINST = re.compile(
    r"(?:(?:(?<![同环占对])[比较]|与(?=[^，。]{2,20}相比))[^，。]{1,24}?(?P<verb>(?<![提升])高|(?<![降减])低|(?<!增)多|(?<!减)少|(?<!加)快|(?<![减放])慢)[出了约近]*|(?P<than>高于|低于|快于|慢于)[^，。]{1,14})$"
)
_BEFORE_NOW = re.compile(
    r"上年|去年|前年|常年|同期|上月|上季|上半年|\d月|季度|\d年(?!的?(?:[\d.]+%的)?(?:规划|预期)?目标)|年初(?!人代会|预[算期定]|[目计]|确定|下达)|年底|年末|期末|时期|以前|之前|过去|往年|五”(?!(?:规划|计划)?的?(?:预期)?目标)|上次|普查"
)
_OTHERS = re.compile(r"全[国省市县区州]|平均|城镇|农村|目标|预期|计划|预算")
_PEER = re.compile(r"全[国省市县区州].{0,6}平均|平均水平|平均(?=高|低|多|少)")
_PULLED_DOWN = re.compile(r"负(?:向|面)?(?:拉动|影响|贡献)[^，。]{0,14}$|(?:下拉|拉低)[^，。]{0,14}$")


#: 低于全省, 超目标任务; 低收入家庭 and 超额 are names.
_APART = re.compile(
    r"(?:高于|低于|快于|高出|领先|低(?!收入|保|碳|效|龄|空|压|产|端|成本)|慢于|好于|优于|拉动|上拉|超(?!额|市|低|高|大|级)|超出)[^，。]{0,14}$"
)


def _against(place: Place) -> re.Match[str] | None:
    """Return what a number is set against, and how; None where nothing before it compares."""
    near = place.clause[-40:]
    return _AGAINST.search(near) if "比" in near or "较" in near or "于" in near else None


def _points(place: Place) -> tuple[Measure, bool, str]:
    pre = place.pre[-24:]
    if _PULLED_DOWN.search(pre):
        return "level", True, "pulled down"
    against = None if place.post.startswith("的水平") else _against(place)
    if against:
        if not _BEFORE_NOW.search(against[0]):
            return "level", False, "gap"
        return "change", (against["verb"] or against["than"])[0] in "低少慢", "against another year"
    if _APART.search(pre) and not re.search(r"(?:降低|提高|减低|升高)[^，。]{0,5}$", pre):
        return "level", False, "gap"
    if verb := _verbs().search(pre):
        return "change", verb["down"] is not None, "verb of change"
    return "level", False, "points"


#: 出口同比-8.3%: the sign stands for the verb; behind 同比 a copy may have lost it, and no number is of anything else.
_SIGNED_RATE = re.compile(r"(?:(?P<alone>同比)|环比|[比较](?:上年|去年)(?:同期|末)?|增减|能耗(?:\[\d\])?)[：为]?\s?$")


#: A rate that a noun names as a fall; 降幅收窄 and 降幅全市第一 state no rate.
_FALL = re.compile(
    r"(?:降幅|跌幅|减幅|下降幅度)(?:(?:收窄|扩大|回落|缩小)[到至为]|达到?|为|是|约|近|超过?|在|均|分别|高|预计|控制|保持|[：（\s])*$|浓度(?:同比|均|平均)?改善(?:了|率)?(?:达|为)?$"
)


#: Up to a number of a list of names with their pace: 增速居前三位的是青岚（5%）、云泽（4%）, 降幅较大的有茶业（3%）.
_LIST_OF_PACES = re.compile(
    r"(?P<noun>增速|增幅|涨幅|增长率|降幅)[^，。；：、\d（）]{0,14}(?:\d?位?的[^，。；：、\d（）]{0,6}(?:分别|依次)?[是为有]|[分依][别次][是为])：?"
    r"(?:[^，。；：、\d（）]{2,12}（?\d[\d.]*%）?[、，和])*[^，。；：、\d（）]{2,12}（?$"
)


def _rate(place: Place, verb: re.Match[str] | None) -> tuple[Measure, bool, str]:
    pre, token = place.pre, place.token
    if _CUT_AFTER.match(place.post):
        return "growth", True, "verb behind"
    if _GROWTH_AFTER.match(place.post):
        return "growth", False, "verb behind"
    if verb is None and (paces := _LIST_OF_PACES.search(place.sentence)):
        return "growth", paces["noun"] == "降幅", "list of paces"
    against = _against(place)
    if (
        against
        and (against["verb"] or against["than"][:1] in "高低")
        and _PEER.search(against[0])
        and not _BEFORE_NOW.search(against[0])
    ):
        # 比全省平均高出2%: a gap between two places.
        return "level", False, "gap"
    if verb:
        bare = verb["verb"] in ("高", "低", "少", "多")
        if bare and (pre.endswith("最" + verb["verb"]) or not _COMPARED.search(place.clause)):
            return "level", False, "share"
        return (
            "growth",
            verb["down"] is not None and verb["verb"] not in word_set("growth_nouns"),
            "verb of growth",
        )
    signed = _SIGNED_RATE.search(pre)
    if signed and (signed["alone"] or token.text[:1] in ("-", "－", "−", "–", "负", "+", "＋")):
        return "growth", False, "rate with a sign"
    short = pre[-24:]
    if _shares().search(short):
        return "level", False, "share"
    if _FALL.search(short):
        return "growth", True, "noun of a fall"
    if _nouns().search(short) or (_GROWTH_LOOSE.search(short) and token.unit != "‰"):
        return "growth", False, "noun of growth"
    if _cuts().search(short):
        return "growth", True, "verb before its object"
    if "幅" in place.post and (moved := PACE_BEHIND.match(place.post)):
        return "growth", moved[1] == "降", "noun of growth"
    if token.unit in ("%", "倍") and _RAISED.search(short):
        return "growth", False, "verb before its object"
    return "level", False, "level"


#: 增收5亿元 said of revenue against a year before; 带动农户增收5亿元 is what they earned.
_EARNED_MORE = re.compile(
    r"(?:^\s?|[同环]比|[比较与][^，]{1,14}(?:[年期月数绩]|决算)(?:相比)?(?:的?\d[\d,.]*\s?[千万亿]*元)?)增收"
)
#: 比上年增加资金5亿元, 较去年同期多支出3亿元: the verb stands before its object.
_MORE_OF = re.compile(r"(?:同比|[比较与](?:上|去|前)?年[^，。]{0,10})(?:增加|多(?![元种样年]))(?!值)[^，、。到至达为\d]{1,8}$")
#: 调增茶务收入5亿元: so much more than was budgeted.
_ADDED_TO = re.compile(r"调增(?![到至为的])[^，、。到至达为\d]{1,18}$")
#: 茶园规模扩大16平方公里, 比上年扩大16平方公里: the extent grew; 提升书屋16平方米 improves so many.
_EXTENT = re.compile(r"(?:面积|规模|范围|[同环]比|[比较](?:[上去]年|\d{4}年)(?:同期|末)?)$")
#: 提升5万农村人口饮水安全, 提高3万群众收入: for how many people something was made better.
_PEOPLE_NEXT = re.compile(r"[^，。；、\d]{0,4}(?:人口|群众|居民|农民|村民|农户|学生|职工)")
#: What the outcome of a list of indicators is counted in: 能耗下降等3项指标.
_INDICATORS = ("指标", "约束性指标", "预期性指标", "主要指标", "主要经济指标")


def _amount(place: Place, verb: re.Match[str] | None) -> tuple[Measure, bool, str]:
    pre = place.pre[-24:]
    if pre.endswith("净增"):
        return "change", False, "net gain"
    if ("增" in pre and _NEW.search(pre)) or place.post.startswith(_INDICATORS):
        return "level", False, "newly added"
    if (
        verb
        and verb["verb"] in ("提升", "提高", "升", "扩大", "加快", "高", "放大", "提速")
        and (_is_built(place.token.unit) or (not place.token.unit and _PEOPLE_NEXT.match(place.post)))
        and not _EXTENT.search(pre, 0, verb.start())
    ):
        return "level", False, "noun"
    against = _against(place)
    if against and against["verb"] and _OTHERS.search(against[0]) and not _BEFORE_NOW.search(against[0]):
        return "level", False, "gap"
    if (
        verb
        and (len(verb["verb"]) > 1 or _COMPARED.search(place.clause))
        and verb["verb"] not in ("增速", "翻", "增效", "加快")
        and (verb["verb"] != "增收" or _EARNED_MORE.search(place.clause))
    ):
        return "change", verb["down"] is not None, "verb of change"
    if not pre.endswith("的") and _cuts().search(pre):
        return "change", True, "verb before its object"
    if place.token.unit == "元" and (
        (("年" in place.clause or "同比" in place.clause) and _MORE_OF.search(place.clause[-40:])) or _ADDED_TO.search(pre)
    ):
        return "change", False, "verb before its object"
    return "level", False, "level"


# --- status ----------------------------------------------------------------------------------------------------------

_TARGET_IN_REVIEW = re.compile(
    r"(?=[力计今全年本规预目任要将未争确拟建下接需须\d])(?:(?:力争(?!上游|取)|(?:(?<![动年划成按超比较])(?<![比较]年初)(?<!按年度)(?<!按原定)|(?<!完成)(?<![比较超过于占])(?:今年|全年|年初|本年|\d{4}年)(?:[全我][国省市州县区旗镇乡局])?)计划"
    r"(?:年内|今年(?!的)|总投资(?!的|\d[\d.]*[万亿]*元的|(?:同比)?(?:增长|下降))|投资(?!的|\d[\d.]*[万亿]*元的)|规模(?!的)|完成(?!率|情况)|新增|新开工(?!项目)|到|于|分[^类别配解]|开工|实施|施行|实现|增长|下降|建设|种植|造林|植树|育苗|新建|修建|改造|争取|引进|采购|培训|开展|举办|组织|脱贫|退出|"
    r"的(?=[\u4e00-\u9fff])|(?=[^，。；、\d]{2,10}(?:面积|产量|投资|收入|任务)$))|(?<!占)规划(?:到|总投资|新建)|(?<![比高出于好])(?<![比于]年[度初])预期目标|目标(?:任务)?[是为：]|(?<!完成)任务数?[是为]|(?<![比较超占于为])目标值|要求(?=[为的达到]*$)|"
    r"^(?:年度|全年)?(?:目标|计划)(?:任务|内容)?：[^。；]*$|(?<![所必急军内外供特])[需须](?:要|再)?(?=(?:增长|达到|实现|完成|新增|保持)[^。；，]{0,10}$)|将(?:达|于|在|再|采购|购置|新建|新增|完成|实现|建成|投|拨款|安排|推出|增至|增加到?\d)|未来(?!社区|乡村|科技|城|产业|工厂|医院|网络|学校|教育|市场)|今后|拟(?=脱贫|退出|新建|新增|改造|实施))[^。；，]{0,40}$|"
    r"(?:力争|争取|确保)[到至]\d{4}年[^。；]{0,40}$|^建议[：:][^。；]*$|将(?<=我.将)(?:锚定|聚焦|紧盯|围绕|坚持|全力|加快|深入)[^。；]*$|确保(?:全年|年内|今年)[^。；，]{0,40}$|下达[^。；\d]{0,24}(?:计划|任务|目标)[为是：][^。；]*$|(?:下一?步|接下来)[，,][^。；]*$|(?<![主重])将(?:继续|持续|进一步|着力|大力)[^。；\d]*$)"
)
#: Without one of these words nothing of that stands there. Bare words are found faster than what stands around them.
_TARGET_SIGN = re.compile("力争|争取|确保|计划|规划|目标|任务|要求|建议|需|须|将|拟|未来|今后|接下来|下步|下一步|下达")
#: Words of an outcome near the end of a clause: 计划完成5亿元 is one too, unless what was completed of it stands behind.
_COMPLETED = re.compile(r"(?<!计划)完成|完成率|超额|好于|高于[^，。；]{0,7}预期")
_MEANT_ONLY = re.compile(r"[^。；]*[，、（](?:实际|已|目前|现|累计|共)*完成(?!率)[^，。；]{0,8}\d")
#: Name of the rule by which an amount is a plan's or a budget's.
PLANNED_SUM = "planned sum"
#: A sum that was planned stands beside the outcome: 完成年计划710亿元的89.4%, 年初预算为50亿元.
_PLANNED_SUM = re.compile(
    r"(?:计划|预算|目标|任务|预期|指标)(?:调整)?(?:数|额|总额|总投资|投资)?的?[（(]?$|[占成为](?:计划|目标|任务)[^，。；、\d（）]{0,6}（$"
)
_SHARE_OF_IT = re.compile(r"[）)]?的\s?\d[\d.]*\s?[%倍]")
#: Without one of these words before it no amount is planned.
_PLAN_NAMED = re.compile("计划|预算|目标|任务|预期|指标")
#: 比“十四五”目标30亿元超过5亿元: the aim, and how far it was surpassed.
_AIM_BEFORE = re.compile(r"[比较][^，。；、\d]{0,12}(?:计划|目标|任务|预算)数?的?$")
_SURPASSED = re.compile(r"(?:超[过出额]?|高出|增加|减少|多)了?(?=\d)")
_PLANNED_AS = re.compile(
    r"(?:预算|预期|计划|目标)(?:数|额|指标总[量数])?(?:为|是|安排)$|(?:年初|调整|总)预算数?$|预算金额$|[（(](?:年度?|全年)?(?:计划|任务|目标)数?为?$|"
    r"^(?:年度|全年|当年)(?:投资|收入|支出)?(?:计划|任务|目标)(?:投资)?(?:数|额)?$|"
    r"(?<!完成)(?<!完成了)(?<![占比较超达出过于])(?:全年|年度)(?:净增)?计划(?:分别)?[为是]?$|计划分别为$"
)
#: 服务率全年计划为90%, 控制在年度目标4%以内: a rate that is planned.
_PLANNED_RATE = re.compile(
    r"(?<!完成)(?<![占比较超达])全年计划[为是]$|(?:规划|计划|年度|全年|预期|控制)目标（$|与[^，。；\d]{0,6}目标值?$|控制在(?:年度|全年)?(?:目标|计划)值?$"
)
#: 收入任务5亿元，完成6亿元.
_TASK, _TASK_DONE = (
    re.compile(r"(?:任务|计划|目标|指标|预算)数?$"),
    re.compile(
        r"[，,；](?:截[至止][^，。；]{2,8}，?|\d{1,2}[-—~至]\d{1,2}月份?)?"
        r"(?:(?:[全我][省市州县区旗镇乡])?(?:实际|累计|现|已|共)*完成(?:[^，。；\d]{2,8}(?=\d[\d.]*[万亿]?[亩户人套座处公]))?|实际(?:支出|使用|执行|动支))\d"
    ),
)
#: 预计将达到: an estimate of the year that the report looks back on is no promise.
_ESTIMATED = re.compile(r"预计[^。；]{0,40}将")
#: A condition is no outcome and no promise.
_CONDITION_OPENS = frozenset("如若倘假一凡每")
_CONDITION = re.compile(r"^(?:如果|若(?![干羌尔水非])|倘若|假如|假设|一旦|凡是|每(?=增长|提高|下降|降低|增加|减少|新增))")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_DONE_IN_PLAN = re.compile(
    r"(?:目前|已(?:有|达|经|突破|超过|(?:全部|全面|提前|基本|如期|累计)?(?:(?:开工|建成)(?![^，。；]{2,12}率)|完成|整改|办结|收回|归还|追回|实现|落实|到位|迈上|跨上|登上))(?!的)|"
    r"(?:完成|实现|达到|突破|新增|建成|获得|取得|迈上|跨上|登上|跃上)了)[^，。；的]{0,16}$|仅(?:完成|成交|实现|支出)$"
)
#: Words of what is still to come; 主要, 重要, 需要, 将军 and 使用 hold none of them.
_TO_COME = (
    r"力争|确保|争取|(?<![主重需])要(?!素|求[^，。；]{0,8}的)|(?<![大天行])使(?![用命者馆])|"
    r"(?<![大小老上中少健干闯名猛强])将(?![军乐领士才帅近])"
)
#: 全年完成5亿元 stands beside the months with the plan for the whole year; 占全年计划的40% is an outcome.
_WHOLE_YEAR = r"(?<![去上前]年)全年|下半年|(?<![去上前])年[底末]|年内"
#: 1至5月，全市完成: what a plan says of so many months is over, unless it is still meant.
_MONTHS_OVER = re.compile(
    r"(?:^|[，。；：（(])(?:今年|(?:19|20)\d\d年)?1月?份?[—\-－~～至到]\d{1,2}月"
    rf"(?![^。；]*(?:{_TO_COME}|预计|(?:{_WHOLE_YEAR}|目标|计划)(?!(?:计划|目标|任务|预算|预期){{0,2}}(?:总?[额数])?的$)))"
)
#: 据统计，2030年茶园达3万亩: what was counted, wherever it stands.
_COUNTED = re.compile(r"\s*据[^，。；]{0,6}统计[，,]")
_YEAR_NAMED = r"(?:今年|(?:19|20)\d\d年)"
_FIRST_MONTHS = r"(?:第?一季度|上半年|前三季度|1[-—~至到]\d{1,2}月份?|前[一二三两123]个?月|[一二三123]月份?(?!\d))"
#: 截至今年2月底, 今年一季度增长, 2030年7月至2031年6月: what a review says of the beginning of the year in which it is given, up
#: to words of later.
_SO_FAR = re.compile(
    rf"(?:(?:19|20)\d\d年\d{{1,2}}月[-—~至到]{{1,2}}(?:19|20)\d\d年\d{{1,2}}月|截[至止到]?{_YEAR_NAMED}(?:{_FIRST_MONTHS}|\d{{1,2}}月)|"
    rf"(?:^|[。；])至{_YEAR_NAMED}\d{{1,2}}月[底末]?，(?=[^。；]*已)|"
    rf"(?:^|[，。；]){_YEAR_NAMED}{_FIRST_MONTHS}(?=[^。；]*(?:已|累计|同比|(?:增长|下降|增速|增幅)[^，。；]{{0,6}}(?:$|[，。；]))))(?!底?前)"
    rf"(?![^。；]*(?:{_TO_COME}|预计|计划|{_WHOLE_YEAR}|明年|(?<![比较]){_YEAR_NAMED}(?!{_FIRST_MONTHS})))"
)
#: The same of what has been done by then, of which a part before a semicolon gives the date: 其中茶事9件已办结8件.
_DONE_BY_THEN = re.compile(
    rf"^(?!.*(?:{_TO_COME})).*已(?:经|全部|基本)?(?:完成|整改|办结|支出|拨付|归还|收回|上缴|退回|追回|建成|开工)"
)
_STILL_MEANT = re.compile(rf"[由从]目前|{_TO_COME}")
_AGE = re.compile(r"周?岁")
_RULE = re.compile(r"(?:最高|给予|每人每月|每人每年|每月发放|按照|按(?=每|实际|[^，。]{2,8}的$)|标准为)[^，。]{0,14}$")
_RULE_AFTER = re.compile(r"(?:(?:以内)?、[^，。；]{0,16}?)?的?[^，。]{0,6}(?:补贴|补助|奖励|补偿|奖补|资助|资金支持|标准|贴息)")
#: 对合格的茶村每村奖补3万元: what each is granted.
_GRANTS = re.compile(
    r"对[^，。；\d]{2,30}(?:一次性|每[村户家人亩个处])[^，。；\d]{0,8}(?:奖励|奖补|补贴|补助|资助)(?:最高|不超过|不低于)?$|"
    r"^对[^，。；\d]{0,26}(?:获|评|认定|达|符合|入选|通过|首次|超|列入|满|建成|实现|取得|购)[^，。；\d]{1,20}的(?:奖励|奖补|补贴|补助)$"
)
#: 贷款额度最高30万元, 补贴期限不超过36个月: how much and how long at most.
_AT_MOST = re.compile(
    "(?:(?:补贴|补助|奖励|奖补|资助|贷款|贴息|返还)(?:额度|标准|金额|期限|比例)?)(?:最高|最长|最多|不超过)$|最高(?:额度|限额|标准)为?$|"
    "单[个家项][^，。；]{2,8}(?:(?<![入收额值资积润税价量])最高|不超过)$|每[件户人亩台辆套]不超过$|最高(?:给予|奖励|奖补|补贴|补助|资助)$|"
    "不得(?:少于|低于|超过|高于|大于|小于)$"
)
#: Their last characters.
_AT_MOST_ENDS = "高长多过度额准为予励补贴助于"
#: 按每户不少于2平方米的标准配建: a standard to be kept.
_KEPT = re.compile("按照?[^，。；]{2,24}$")
_STANDARD = re.compile(r"[^，。；、\d]{0,8}标准(?:配|建|执行|落实|调剂|安排|拨付|发放|给予|补)")
#: 按甲类每人每年50元、乙类每人每年30元拨付: what each is paid by.
_PER_HEAD, _IS_PAID = (
    re.compile(r"按照?[^，。；]{0,40}每[人户亩][^，。；\d]{0,4}$"),
    re.compile(r"[^，。；]{0,24}(?:拨付|发放)"),
)
_DONE = re.compile(r"新增[^，]{0,4}$|共有|已有|由[^，]{2,40}等$")
#: 30亩以上的种粮大户4家, 5千万以上的67个: the number says which things are counted.
_SIZE_OF = re.compile(
    r"及以[上下]的?(?![且并和或与及达占完增减下提降实的])[\u4e00-\u9fff]{2}|"
    r"及?以[上下](?:的\s?\d|的?[\u4e00-\u9fff]{0,8}(?:大户|农户|家庭农场|合作社|项目|企业|客户|单位)(?=[^，。；的]{0,10}\d))|"
    r"及?以[上下]的?[\u4e00-\u9fff]{0,8}(?:村|企业|项目|户|班额?)(?:全部|基本|动态|全面)*(?:清零|消除|出清|出列)"
)
#: The same of villages by those who live there: 30户以上自然村.
_VILLAGE_OF = re.compile("及?以[上下]的?自然村")
#: The same in units that count no things: 20吨以下茶炉9座, 50万元以下的茶贷4亿元.
_MEASURES_SIZE = frozenset({"元", "美元", "吨", "蒸吨", "亩", "平方米", "千瓦", "度", "级", "分", "米"})
_THING_OF_SIZE = re.compile(
    r"及?以[上下]的?(?:达到?\d+[家户个]|(?![和与及或且]|[新建改扩投用支实完发推培打达增开安提升降下上减])[\u4e00-\u9fff]{2,12}?(?:累计|共|达到?|增长)?\d)"
)
#: What those that are counted lie above or below: 茶税超过2亿元的县有3个.
_OVER = re.compile("(?:超过?|突破|[高低]于|不足|不到|达到?)$")
_THOSE_OVER = re.compile(r"的[^，。；、的\d]{1,10}(?:共|已)?(?:有|达到?|为)?\d+[家户个]")
_LIMIT_OF = re.compile(r"(?:^|是)对(?![^，。]*[率度重](?:稳定在|保持在|达到?)?$)[^，。]{1,40}$")


def _is_planned_sum(place: Place) -> bool:
    """Whether an amount is that of a plan or a budget, with which the outcome beside it is compared."""
    if not _PLAN_NAMED.search(place.pre):
        return False
    if place.token.unit in ("%", "个百分点"):
        if place.token.unit == "%" and "%" in place.sentence and place.pre.endswith(("高于目标值", "低于目标值")):
            return True
        return (_PLANNED_RATE.search(place.pre) or _AIM_BESIDE.match(place.pre)) is not None
    beside = _PLANNED_SUM.search(place.pre) and _SHARE_OF_IT.match(place.post)
    surpassed = _AIM_BEFORE.search(place.pre) and _SURPASSED.match(place.post)
    done = _TASK_DONE.match(place.following) and _TASK.search(place.pre)
    return bool(beside or surpassed or done or _PLANNED_AS.search(place.pre))


#: 今年我区计划完成: who plans it stands before the plan.
_WE_PLAN = re.compile(r"(?:今年|\d{4}年)[全我][国省市州县区旗镇乡局]计划完成")
#: What is aimed at, up to its 完成: 力争完成, 确保全年完成.
_AIMS = re.compile(r".*(?:力争|确保)(?:[^，。；]{0,10}?完成)?")


def _is_completed(place: Place) -> bool:
    """Whether words of intent before an amount give way to words of what came of it."""
    near = place.clause[-14:]
    aims = _AIMS.search(near)
    planned = "计划完成" in near and not place.clause.startswith("计划完成") and _WE_PLAN.search(place.clause) is None
    return bool(_COMPLETED.search(near, aims.end() if aims else 0) or (planned and not _MEANT_ONLY.match(place.following)))


#: The budget of a year told in its accounts: 会议批准的收入为30亿元, 年初预算5亿元, 经费预算总计3万元, 预算较上年增加.
_BUDGETED = re.compile(
    r"(?:会议?|人大|常委会|人代会|代表大会)[^，。；\d]{0,24}?(?:批准|通过|审议)(?=的|调整[为到至]|[，,]?[^，。；]{0,16}(?:预算|收入|支出))|"
    r"(?<![成占为比较达超于])(?:年初|年度|调整后?的?|变动|收入|支出|经费|采购)预算(?:总计|总额|合计|总数|安排|额|数|收入|支出){0,2}"
    r"(?:(?:相应)?调[整增减][为到至]|[为是共])?(?=\s?\d|[较比])"
)
#: Words that lead on to what was collected and spent.
_OUTCOME = re.compile(
    r"实际|完成|执行|决算|累计|债务余额|实现(?:收入|支出)|同比|(?<!上年)(?<!上年净)(?<!上年结转)结[余转]|支出合计(?!预算)|占(?:年初|年度|全年|调整)|的\s?\d[\d.]*\s?%"
)


def budgeted_spans(text: str) -> list[tuple[int, int]]:
    """Return where a line of accounts tells what was budgeted: up to the words for what came of it.

    >>> text = "会议批准的收入为30亿元，支出40亿元。实际完成收入31亿元。"
    >>> [text[a:b] for a, b in budgeted_spans(text)]
    ['的收入为30亿元，支出40亿元。']
    """
    if "预算" not in text and "批准" not in text and "通过" not in text:
        return []
    spans: list[tuple[int, int]] = []
    for found in _BUDGETED.finditer(text):
        if not spans or found.end() >= spans[-1][1]:
            outcome = _OUTCOME.search(text, found.end())
            spans.append((found.end(), outcome.start() if outcome else len(text)))
    return spans


#: Name of the rule by which words of intent make a number a target.
INTENT = "word of intent"
#: The same of what opens no list of things to do: what a project is to cost (引进项目3个，计划总投资9亿元，其中茶业2个), and
#: the name of an aim (控制在预期目标2.7%以内；新增书屋2家).
PLANNED_COST, AIM = "planned cost", "aim by name"
_AIM_NAMED = ("预期目标", "目标值")
#: A cost that is named at the head of what is intended: 2031年计划总投资.
_COST = re.compile(".{0,5}计划总?投资")
#: What a list of things to do holds no more: 计划新建3处，实际新建4处.
_LIST_ENDS = re.compile(
    r"完成|实现|达(?=[到成了近约\d])|实际|目前|现[有已]|截[至止]|累计|已|同比|[比较]上|增长|下降|共(?!计划)"
)


def read_status(place: Place, frame: Frame, explicit: Frame | None, last: Reading | None = None) -> tuple[Status, str]:
    """Return the status and the rule that decided; ``last`` is the figure before, if only past a semicolon."""
    unit, end = place.token.unit, explicit.end if explicit is not None else None
    aged = "岁" in unit and _AGE.match(unit) and "寿命" not in place.clause
    if aged and (place.token.high or place.post.startswith(("以上", "以下", "及以上", "及以下", "至", "的"))):
        return "rule", "age limit"
    if frame.part == "glossary":
        if end is not None and frame.year is not None and end <= frame.year:
            return "actual", "past year"
        return ("actual", "done") if _DONE.search(place.clause) else ("rule", "glossary")
    if rule := _rule_of(place):
        return "rule", rule
    if frame.part == "review":
        # A paragraph of a plan that is over may go on with years since.
        reviewed = None if frame.end is None else max(frame.end, (frame.year or 0) - 1)
        if frame.year is None and f"到{end}年" not in place.sentence:
            # Where nothing says when a text was written, a year is to come only if something is to be reached by it.
            reviewed = None
        if end is not None and reviewed is not None and end > reviewed:
            so_far = end == reviewed + 1 and (
                any(map(_SO_FAR.search, (place.sentence, place.sentence + place.following)))
                or _DONE_BY_THEN.search(place.clause + place.post) is not None
            )
            return ("actual", "months that are over") if so_far else ("target", "later year")
        return _status_in_review(place, explicit, last)
    if frame.part == "plan":
        past = end is not None and frame.year is not None and end < frame.year
        if past and _is_planned_sum(place):
            return "target", PLANNED_SUM
        return _status_in_plan(place, past=past or is_of_last_year(place))
    return "target", frame.part


def _rule_of(place: Place) -> str:
    """Return what a number lays down, empty where it lays down nothing."""
    unit = place.token.unit
    if place.clause[:1] in _CONDITION_OPENS and _CONDITION.match(place.clause):
        return "condition"
    granted = _RULE_AFTER.match(place.post) and _RULE.search(place.clause) if unit in ("元", "%") else None
    if granted or (unit in ("元", "%") and _IS_PAID.match(place.post) and _PER_HEAD.search(place.clause)):
        return "grant"
    if unit == "元" and "亿" not in place.token.text and _GRANTS.search(place.clause):
        return "grant"
    if place.clause[-1:] in _AT_MOST_ENDS and _AT_MOST.search(place.clause):
        return "limit of a grant"
    if "标准" in place.post and _STANDARD.match(place.post) and _KEPT.search(place.clause):
        return "limit of a grant"
    if place.post.startswith(("以", "及以")):
        sized = _SIZE_OF.match(place.post) and unit not in ("%", "家", "户", "个", "项", "次")
        villages = unit in ("户", "人") and _VILLAGE_OF.match(place.post)
        if sized or villages or (unit in _MEASURES_SIZE and _THING_OF_SIZE.match(place.post)):
            return "size that counts"
    if place.post.startswith("的") and _OVER.search(place.pre) and _THOSE_OVER.match(place.post):
        return "size that counts"
    return "limit of a grant" if place.post.startswith("以上") and _LIMIT_OF.search(place.clause) else ""


#: 增长5%的预期目标, 下降4%、天数减少6%的改善目标, 新建8万套目标任务: the number is the aim. 五大目标, 六项目标任务 counts aims.
_AIM_AFTER = re.compile(
    r"(?:以上|左右|以内)?(?P<of>(?:[、和与][^，。；：]{2,20}?\d%(?:以上|左右|以内)?|(?:[、和]\d[\d.]*[万亿]*元)+)?的(?:[^，。；：、\d]{2}(?=目标))?)?(?:经济|社会|预期|年度|全年|增长|奋斗|工作|发展|既定|总体|计划|控制)*(?:目标|(?<=[的度年])任务)"
)
#: 下达茶舍3家、茶农410人增收计划: what was set down as a plan, up to its name. 下达5亿元、占计划的80% tells how much was paid,
#: and 下达3批计划 how many plans there were.
_SET_DOWN, _AS_PLAN = re.compile("下达[^，；]{0,24}$"), re.compile("[^，。；占按入支用]{0,16}计划(?![^。；]{0,12}完成)")
#: What tasks are set down in, where money and notices are given out: 县下达茶舍改造30户.
_TASKED_IN = frozenset({"户", "套", "亩", "公顷", "公里", "座", "口"})
#: 超出县下达任务3户, 争取县下达指标3亩: by how much a task was surpassed, and what was asked for and given.
_GAINED = re.compile("(?:超出|争取)[^，；]{0,8}下达")
_COUNTS_PLANS = frozenset({"批", "批次", "次", "项", "笔"})
#: 完成市下达的3亿元的任务, 超额完成新建8座的任务: a task that someone set, or that was surpassed. 完成种茶8亩的任务 tells what
#: was done.
_TASKED = re.compile("下达|要求|提出|确定|规定|定下|定的|超额|超过")
_COUNTS_AIMS = frozenset({"个", "大", "项", "类", "方面"})


#: 种茶170亩（任务148亩），其中: the part is of what stands before the bracket.
_NOTED_BEFORE = re.compile("）[，；]其中[^，。；]*$")
#: Within a bracket that is still open.
_WITHIN = re.compile(r"（[^（）]*$")


def _status_in_review(place: Place, explicit: Frame | None, last: Reading | None) -> tuple[Status, str]:
    if _is_planned_sum(place):
        return "target", PLANNED_SUM
    aim = _AIM_AFTER.match(place.post) if "目标" in place.post or "任务" in place.post else None
    named = aim is not None and (not aim[0].endswith("任务") or _TASKED.search(place.clause) is not None)
    if aim and named and (aim["of"] or place.token.unit not in _COUNTS_AIMS):
        return "target", AIM
    set_down = _SET_DOWN.search(place.clause)
    tasked = place.token.unit in _TASKED_IN and not _GAINED.search(place.clause)
    if set_down and (tasked or (place.token.unit not in _COUNTS_PLANS and _AS_PLAN.match(place.post))):
        return "target", PLANNED_SUM
    # 减排21%（完成目标），增长5%: what a bracket holds says nothing of what follows it.
    before = place.sentence[-80:]
    before = (_BRACKETS.sub("", before) if "（" in before or "(" in before else before)[-60:]
    if _TARGET_SIGN.search(before) and (intent := _TARGET_IN_REVIEW.search(before)) and not _is_completed(place):
        if _COST.match(intent[0]):
            return "target", PLANNED_COST
        if explicit is not None and _ESTIMATED.search(before):
            return "actual", "estimate"
        return "target", AIM if intent[0].startswith(_AIM_NAMED) else INTENT
    # 计划新建书屋3家，改造8家；植树5万株: a list of things to do goes on.
    listed = last is not None and last.rules[-1:] == (INTENT,) and last.measure == "level"
    # 计划总投资9亿元（茶园5亿元，茶舍4亿元）.
    listed = listed or (last is not None and last.rules[-1:] == (PLANNED_COST,) and _WITHIN.search(place.sentence) is not None)
    # 全年计划15万人，其中茶农2万人; 计划分别为15万人和2万人.
    part = (place.clause.startswith("其中") and not _NOTED_BEFORE.search(place.sentence)) or place.pre in ("和", "、", "及")
    listed = listed or (part and last is not None and last.rules[-1:] == (PLANNED_SUM,))
    # 下达早茶任务3亩，晚茶4亩.
    listed = listed or (tasked and last is not None and last.rules[-1:] == (PLANNED_SUM,) and "下达" in place.sentence)
    meant = listed and not _LIST_ENDS.search(place.clause + place.post)
    return ("target", INTENT) if meant else ("actual", "review")


#: 当前，茶税占比5%: how things stand when a plan is made.
_STANDS_SO = re.compile(r"\s*(?:但是?|然而|同时)?，?(?:当前|目前|现阶段)[，,]")
_TO_BE = re.compile(rf"{_TO_COME}|今年|年[内底]|目标|计划|实现|达到|完成|争|继续")


#: How many an office has and may have: 核定行政编制27名，含茶正1名.
_STAFF = re.compile(
    r"核定|(?<!收回)(?<!精简)(?<!新增)(?<!盘活)(?:事业|行政|人员)编制|领导职数|实有人数|在职(?:人员|职工)(?:人?数|总数|共|有|为)*(?:\d|$)"
)


#: What may be owed, set by a higher level: 省财政厅核定我市债务限额5亿元.
_LIMITED = re.compile(r"(?:核定|下达|批准)[^；]*限额")
#: The limit itself, or one of its two kinds: 其中一般债务2亿元.
_OF_LIMIT = re.compile("限额|^[，、]?(?:其中)?[：，]?(?:[^，、]{2,6}[、和]|新增)?(?:一般|专项)债[务券]$")


def _status_in_plan(place: Place, *, past: bool) -> tuple[Status, str]:
    if past:
        return "actual", "past year"
    if place.token.unit in ("名", "人", "个") and _STAFF.search(place.sentence.rpartition("；")[2]):
        return "actual", "staff"
    if place.token.unit == "元" and _OF_LIMIT.search(place.clause) and _LIMITED.search(place.sentence):
        return "actual", "limit set"
    if _COUNTED.match(place.sentence) or ("月" in place.sentence and _MONTHS_OVER.search(place.sentence)):
        return "actual", "months that are over"
    if _STANDS_SO.match(place.sentence) and not _TO_BE.search(place.sentence):
        return "actual", "as things stand"
    if _DONE_IN_PLAN.search(place.clause) and not _STILL_MEANT.search(place.clause):
        return "actual", "done already"
    return "target", "plan"
