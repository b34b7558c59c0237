"""Every number of a line, kept as a figure or left out by a named rule: no context beyond a few characters on either side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from xclib.extract.judge import ENDS, judge
from xclib.extract.lexicon import alternatives, read_guards, words
from xclib.extract.tokens import TIMES, Token
from xclib.model.numerals import FORMAL, MAGNITUDES, NOTE, Numeral, parse_numeral, parse_range
from xclib.model.units import read_units

_ONES = "一二两三四五六七八九"
_CN = f"零〇{_ONES}十百千万亿廿卅"
#: What a quotation holds of which the number is a part.
_ANY = rf"[\d{_CN}半]"
#: An item of a motto: “一城引领、两翼展开、三带联动”.
_SLOGAN = r"[一二两三四五六七八九十][^“”\d、，。；]{1,8}"
_MAG = r"(?:[多余几]?(?:十|百(?!分|公里)|千(?![瓦米克伏卡赫帕]|公里)|万|亿|兆(?![瓦伏帕])))"
#: Thousands may be cut off by a comma, or by a blank: 总值2 063.4亿元; a blank may stand beside the point, and · for it.
_DIGITS = (
    r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|"
    r"(?<=[\u4e00-\u9fff，：（、])(?<![第表图])[1-9]\d{0,2}(?: \d{3})+(?!\d)"
    r"(?=(?:\.\d+)?\s?[万亿元人吨户公套个家亩台辆只头件名平立千处座条所艘架床项kmt])|\d+)"
    r"(?:\s?\.\d+|\.\s\d+|·\d{1,2}(?=\s?(?:[%‰万亿倍]|个百分)))?"
)
_MARK = rf"(?:{NOTE}|（注?\d{{1,2}}）(?=[万亿]))"
#: 2亿5000万, 25万6千, 14万一千, 1千零20, 4万9300: what is printed in pieces.
_PIECES = (
    r"(?:(?<=万亿)\d{1,4}亿)?"
    rf"(?:零?(?:\d{{1,4}}|[{_ONES}])(?:[多余几]?(?:[十万]|百(?!分)|千(?![瓦米克伏卡赫帕]))){{1,2}})*"
    r"(?:(?:零\d{1,3}|(?<=万)\d{4})(?![\d.,，年]))?"
)
_NUMBER = rf"{_DIGITS}(?:\s?(?:{_MARK}\s?)?{_MAG}{{1,8}}{_PIECES})?"
_DASH = r"(?:\s?(?:--|——|[—–~]|至|到)\s?|-|\s-\s)"
_PART = rf"(?:百|千|万|[{_CN}]{{1,4}})分之(?:负|-)?(?:{_DIGITS}|[{_CN}点]{{1,8}})"
_WORDS = rf"[{_CN}]{{1,24}}(?:[多余几][十百千万亿]{{1,3}}){{0,2}}(?:点[零〇{_ONES}]{{1,6}}(?![十百千点])[万亿]{{0,2}})?"
_TENTHS = rf"(?:[{_ONES}](?:[至到][{_ONES}]|[二三四五六七八九])?)成"

_FORMAL_FIRST = "".join(c for c in FORMAL if c not in "廿卅卌佰仟萬億")
#: The kinds of token, each with its shape; of two that fit the first counts.
_SHAPES = {
    # A copy that lost its digits, 增长1$1.$2%, says no number.
    "skip": (
        r"[\d.][\d.]{0,14}\$\d\.\$\d+|\$\d\.\$\d+|《[^《》]{1,80}》|\[\d{1,3}\]|!\[[^\]]{0,200}\][(（][^)）]{0,300}[)）]|https?：//[^\s)）]{1,300}|〔[^〕]{1,12}〕|"
        # Telephones, numbers of identity, sections, addresses, degrees of a map.
        r"0(?<!\d0)\d{2,3}-\d{7,8}|1(?<!\d1)[3-9]\d{9}(?![\d.元])|\d(?<!\d\d)\d{16}[\dXx]|\d\d{0,3}(?:\.\d{1,3}){2,}|"
        r"\d\d*(?:\.\d+)?°(?!C)(?:\s?\d+(?:\.\d+)?[′'](?:\s?\d+(?:\.\d+)?[″\"])?)?"
    ),
    "span": (
        r"(?:19|20)\d\d(?:\s?(?:年\s?(?:\d{1,2}\s?月份?)?)?\s?(?:-|—|–|~|至|到){1,2}\s?|年一)"
        r"(?:19|20)\d\d(?:\s?年(?:\s?\d{1,2}\s?月(?!\d))?|(?=[，。；、,;)）】〕]|\s*$))"
    ),
    "year": (
        r"(?:19|20)\d\d(?:[-—–~至/]{1,2}(?:19|20)?\d\d)?学年度?[初末]?|"
        r"(?:(?:19|20)\s?\d\s?\d\s?|[一二][九〇零○0][〇零○0一二三四五六七八九]{2})年(?!代)(?:\s?\d{1,2}\s?月(?:\d{1,2}日)?)?"
    ),
    "date": (
        r"\d\d?\s?(?:月\s?\d{1,2}\s?日|[-—–~至到]{1,2}\s?\d{1,2}\s?月)|\d(?<!个\d)\d?月份?(?!个)|"
        r"[上本]世纪(?:\d0|[二三四五六七八九]十)年代|\d0年代|[二三四五六七八九]十年代|"
        r"\d\d?\s?(?:[时点]\s?\d{1,2}\s?分(?![钟之])|[-—–~至到、]\s?\d{1,2}\s?季度)"
    ),
    "plan": (
        r"[“‘\"]?(?<![零〇一二两三四五六七八九])(?:十[一二三四五六]?|[六七八九])五"
        r"(?:[”’\"]|(?=时期|期间|规划|计划|末|以来|开局|收官|目标|发展))"
    ),
    "lately": (
        r"(?:过去|近|这|未来|今后|最近|之后|往后|(?<![提学])前|后|头)的?[两二三四五六七八九十\d]{1,3}多?年(?:来|间|里|中|以来)?|"
        r"(?<![提超])[两二三四五六七八九十百\d]{1,3}多?[个年]*年(?:来|间|里|中(?!期)|以来)|(?<![\d第连续十前后用每满])[三四五3-5]年"
        rf"(?=间|全|平均|合计|{alternatives('added_up', 'flows')})"
    ),
    "relative": (
        r"(?<!初)今年|去年|本世纪末|上年度?|前年|明年|上一年度?|前一年|[当本全]年|一年来|这一年|"
        r"过去的?一年|年初|年末|年底|“十[一-六]五”"
    ),
    "phrase": alternatives("phrases"),
    "quote": (
        rf"“{_SLOGAN}(?:[、，]{_SLOGAN}){{2,12}}”|“(?!{_DIGITS}(?:：\d+(?:\.\d+)?){{2,6}}”)(?=[^“”]{{0,23}}{_ANY})[^“”]{{1,24}}”|"
        rf"\"(?=[^\"]{{0,17}}{_ANY})[^\"]{{1,18}}\"|‘(?=[^‘’]{{0,11}}{_ANY})[^‘’]{{1,12}}’"
    ),
    "ratio": rf"{_DIGITS}(?:(?:\s?[：比]\s?\d+(?:\.\s?\d+)?){{2,6}}|\s?：\s?\d+(?:\.\s?\d+)?)",
    "slash": r"(?<![\d/.])\d{1,2}[/／]\d{1,2}(?![\d/／.年月万])",
    "part": rf"{_PART}(?:{_DASH}(?:{_PART}|[{_CN}]{{1,4}}(?=[，。；、）左以的])))?",
    "double": r"翻(?:[了近约]{0,2}(?:[一两二三四五六]|半|\d+(?:\.\d+)?)番|了?一倍)",
    "rank": rf"第\s?(?:\d+|[{_CN}]{{1,4}})",
    "first": "首位",
    "money": rf"(?:\d+|[{_CN}]{{1,6}})元(?:[\d{_ONES}]角(?:[\d{_ONES}]分)?|零?[\d{_ONES}]分)",
    "formal": rf"[{_FORMAL_FIRST}][零万亿{''.join(FORMAL)}]{{1,24}}(?=元)",
    "andhalf": rf"(?:\d+|[{_ONES}十]{{1,3}})个半(?=小时|月|百分点|工作日)",
    "digits": rf"(?:零下)?{_NUMBER}(?P<tail>(?:\s?[%‰])?{_DASH}[-负]?{_NUMBER}(?![-—\d]))?",
    "tenth": (
        rf"{_TENTHS}半|{_TENTHS}(?![立员为功果都就长交品效熟本套型人份绩分])[{_ONES}]?(?=以上|多|的|左右|[，。、；,]|达|为|集|是)|"
        rf"(?<=[超近约逾达过占到]){_TENTHS}(?![立员功果都就长交品效熟本套型份绩分])[{_ONES}]?"
    ),
    "half": r"一半|(?<=[过近超])半(?=[，。、；,的数])|半(?=(?:个)?(?:小时|月|天|百分点|数以上))",
    "chinese": rf"{_WORDS}(?P<ctail>(?:至|到|—)[{_CN}]{{1,24}})?",
}
#: The characters that an alternative begins with. Looking for one of them first makes the search ten times as fast.
_FIRST = f'0-9{_CN}{_FORMAL_FIRST}《\\[!h〔$.“‘"第首翻半过近这未今最之往后前头去上明当本全年' + re.escape(
    "".join(sorted({w[0] for w in words("phrases")}))
)
#: A name stands behind its shape, since a branch that begins with a group is tried even where its first character is not there.
_NAMED = [f"(?:{shape})(?P<{kind}>)" for kind, shape in _SHAPES.items()]
#: A number before a unit or a magnitude, 5.8%, which no kind before that of digits takes, and none needs to be tried for.
_PLAIN, _DIGITS_AT = r"\d{1,8}(?:\.\d{1,4})?[^\d\s.,，·：比/／个多元$°\-—–~至到、年月时点季学]", list(_SHAPES).index("digits")
_MASTER = re.compile(f"(?=[{_FIRST}])(?:(?!{_PLAIN})(?:{'|'.join(_NAMED[:_DIGITS_AT])})|{'|'.join(_NAMED[_DIGITS_AT:])})")


@cache
def _names() -> dict[str, list[str]]:
    """Return the known units by their first character, longest first; a Latin one by its first letter in either case."""
    names: dict[str, list[str]] = {}
    for name in sorted(_known(), key=len, reverse=True):
        for first in {name[0].lower(), name[0].upper()} if _any_case(name) else {name[0]}:
            names.setdefault(first, []).append(name)
    return names


@cache
def _known() -> frozenset[str]:
    return frozenset(read_units()) | frozenset(words("counters"))


def _any_case(name: str) -> bool:
    """Whether a unit is printed in any case, as kWh; of single letters, m and M are two units."""
    return len(name) > 1 and name[-1].isascii() and name[-1].isalnum()


@cache
def _unit_of(first: str) -> re.Pattern[str] | None:
    """Return the pattern of the units that begin with a character."""
    guards, hidden = read_guards(), frozenset(words("no_units"))
    every = []
    for name in _names().get(first, ()):
        if name not in hidden:
            latin = r"(?![A-Za-z\d²³])" if name[-1].isascii() and name[-1].isalnum() else ""
            one = re.escape(name) + (f"(?!(?!大关)[{guards[name]}])" if name in guards else "") + latin
            every.append(f"(?i:{one})" if _any_case(name) else one)
    return re.compile("|".join(every)) if every else None


@cache
def _per() -> re.Pattern[str]:
    per = alternatives("per")
    return re.compile(
        rf"(?:/[百千万亿]{{0,2}}(?:{per})(?:[/·](?:{per}))?|/[（(](?:{per})·(?:{per})[)）]|(?<=/人)[·、](?:月|日|天|年(?![底初末]))|每(?:立方米|平方米|平方公里|平方千米|亩|公顷|吨|秒))?"
        r"(?:[（(][次处只套件张场个家户座台条项所间期批段匹羽辆部名](?:、[只匹羽台套])?[）)])?"
    )


#: What may stand between a number and its unit; 90（含）平方米以下 takes in the bound.
_TAKES_IN = "（含）"
_GAP = re.compile(rf"\s?(?:(?:{NOTE}|{_TAKES_IN})\s?)?")
#: What the words behind a unit begin with that say per what it is.
_PER_OPENS = frozenset("/每（(·、")


def _unit_at(text: str, place: int) -> tuple[str, int]:
    """Return the unit at a place and its end, past a blank or a footnote mark; empty where none is known."""
    begin, first = place, text[place : place + 1]
    if first not in _names() and (gap := _GAP.match(text, place)):
        begin = gap.end()
        first = text[begin : begin + 1]
    pattern = _unit_of(first)
    found = pattern.match(text, begin) if pattern else None
    if not found:
        return "", place
    end = found.end()
    if text[end : end + 1] in _PER_OPENS and (behind := _per().match(text, end)):
        end = behind.end()
    return text[begin:end], end + len(_TAKES_IN) * text.startswith(_TAKES_IN, end)


_LOOSE, _LOOSE_OPENS = re.compile(r"\s?([多余来几])"), frozenset("多余来几 \t")


def scan(text: str) -> list[Token]:
    """Return every number and time expression of a folded line, in order.

    >>> [(t.text, t.unit, t.kept) for t in scan("新建3家医院，第2届大会")]
    [('3', '家', True), ('第2', '', False)]
    """
    tokens = list(_scan(text))
    for i in range(len(tokens) - 2, -1, -1):
        if tokens[i + 1].unit and tokens[i].unit in _UNSHARED:
            tokens[i] = _shared_unit(text, tokens[i], tokens[i + 1])
    for i in range(1, len(tokens)):
        if tokens[i].kind == "rank":
            tokens[i] = _shared_rank(text, tokens[i - 1], tokens[i])
    return tokens


_NEXT_RANK = re.compile(r"[、和及与][^，。；、]{1,12}$")


def _shared_rank(text: str, before: Token, token: Token) -> Token:
    """投资潜力居第3、城镇化质量第4: the verb printed first serves the list."""
    if token.kept or token.rule != "ordinal" or before.kind != "rank" or not before.kept:
        return token
    if token.unit or text[token.stop : token.stop + 1] not in ENDS or not _NEXT_RANK.match(text[before.stop : token.start]):
        return token
    return token.decided(True, "rank of a list")


#: The units of a number that may share that of the next: none, and the front of one.
_UNSHARED = frozenset({"", "个"})
#: What joins the numbers of a list; a copy may print 1.5,2.5万吨.
_LIST = frozenset({"、", "和", "及", "与", ","})
#: Words that hand a list of numbers out: 分别增加2和3.5万吨, 连续跨越60、70、80亿元.
_HANDED_OUT = re.compile(r"(?:(?:分别|依次|各)[^，。；、\d]{0,16}|跨越|突破|超过?)(?:\d[\d.]*[、和及与,])*$")
_LAST_MAGNITUDE = re.compile(r"[十百千万亿]+$")
#: How many times larger than its neighbour a number of one list and one magnitude may be.
_ALIKE = 100


def _shared_unit(text: str, token: Token, after: Token) -> Token:
    """分别减少2万、3万亩: the unit printed last serves the list, and so does the magnitude in 12.5、13.1亿元.

    拉动0.1个、0.9个百分点 prints the front of it with every number; of 居第4、第3位 the ranks share it.
    """
    if token.unit == "个" and after.unit.endswith("分点") and text[token.stop : after.start] in _LIST:
        return replace(token, unit=after.unit)
    if token.kind == after.kind == "rank" and after.kept and after.unit and text[token.stop : after.start] in _LIST:
        return token if token.unit else replace(token, unit=after.unit, kept=True, rule="rank of a list")
    if token.unit or not after.kept or token.kind != "digits" or after.kind != "digits" or token.low is None:
        return token
    between = text[token.stop : after.start].strip()
    if token.rule not in ("amount", "part of a name", "bare number", "number without its unit") or between not in _LIST:
        return token
    handed = _HANDED_OUT.search(text, max(0, token.start - 40), token.start) is not None
    if between == "," and not handed:
        return token
    if not handed and token.text.isdigit() and not after.text.isdigit() and not token.kept:
        return token
    magnitude = after.magnitude or ("" if token.low.multiplier else _last_magnitude(after.text))
    power = parse_numeral("1" + magnitude) if magnitude else None
    alike = power is not None and after.low is not None and token.low.value * power.value < after.low.value * _ALIKE
    low = _scaled(token.low, magnitude) if alike else token.low
    return replace(token, unit=after.unit, magnitude=magnitude if alike else "", low=low, kept=True, rule="unit of a list")


def _last_magnitude(number: str) -> str:
    found = _LAST_MAGNITUDE.search(number)
    return found[0] if found else ""


def _scan(text: str) -> Iterator[Token]:
    position = stop = 0
    search = _MASTER.search
    while found := search(text, position):
        kind = str(found.lastgroup)
        start, end = found.span()
        position = end
        if kind == "ratio":
            yield from _ratio(text, start, end)
            continue
        if kind in TIMES or kind in ("skip", "date", "phrase", "quote"):
            rule = "time" if kind in TIMES or kind == "date" else kind
            yield Token(kind, start, end, text[start:end].rstrip(), rule=rule)
            continue
        if kind == "digits":
            end = _cut(text, found, start, end)
        elif kind == "chinese" and found["ctail"] and _is_movement(text, start):
            end = found.start("ctail")
        token = _measured(text, kind, start, end)
        if kind == "digits":
            token = _signed(text, token, stop)
        token = judge(text, _joined(text, token))
        position = stop = max(token.stop if token.unit else token.end, token.end)
        yield token


_OPENING = re.compile(r"(?:^|[。；])\s*$")
#: The number of a list before a number: 1. 300户.
_LISTED = re.compile(r"\d{1,2}(?=\.\s)")
#: The same in a run of items within a line, which the copy sets close: 1.6个茶社。2.4个茶亭; 1.6公里 is measured, and no item.
_IN_RUN = re.compile(r"(?P<item>\d{1,2})\.\d{1,3}(?!\d|\s?[.%‰万亿千百元倍米亩吨度]|平方|立方|公[里顷斤]|小时)")
#: Characters within which the item before one, or behind it, begins.
_NEAR = 1000


def _cut(text: str, found: re.Match[str], start: int, end: int) -> int:
    """Return where a number ends: before what is no second end of a range, or behind the number of a list."""
    point = _LISTED.match(found[0]) if "." in found[0] else None
    if "." in found[0] and _OPENING.search(text[max(0, start - 3) : start]):
        run = _IN_RUN.match(text, start)
        if point or (run and _has_neighbour(text, start, int(run["item"]))):
            return text.index(".", start)
    if (tail := found["tail"]) is None:
        return end
    sign = tail.lstrip()[0]
    # 5.2%至450亿元: a rate and an amount, not a range.
    apart = sign in "%‰" and text[end : end + 2].lstrip()[:1] != sign
    return found.start("tail") if apart or (re.match(r"\s?[%‰]?\s?[至到]", tail) and _is_movement(text, start)) else end


def _has_neighbour(text: str, start: int, item: int) -> bool:
    """Return whether the item before one stands before its place, or, for the first of a line, the second behind it."""
    if item > 1:
        before = re.compile(rf"(?:^|[。；：])\s*{item - 1}\.\d")
        return before.search(text, max(0, start - _NEAR), start) is not None
    return re.search(r"[。；]\s*2\.\d", text[start : start + _NEAR]) is not None


_MOVES = re.compile(r"[由从自](?:(?:19|20)\d\d年)?[^，、\d]{0,13}$")


def _is_movement(text: str, start: int) -> bool:
    """Whether 由5%到6% stands here: two figures, not a range."""
    return _MOVES.search(text[max(0, start - 19) : start]) is not None


#: What stands before a minus that belongs to the number: 增长-3.9%, 结余-5万元.
_BEFORE_MINUS = frozenset("长降幅率速为达至到是约值额余数差在、和及与，：（| 润入")
_RATES = frozenset({"%", "‰", "个百分点", "百分点", "元", "℃", "摄氏度", "倍", "美元"})


def _signed(text: str, token: Token, stop: int) -> Token:
    """Return the token with the sign before it: -3.9, 负3.9, +5.2; a dash between two words is none."""
    at = token.start - 1
    sign = text[at : at + 1] if at >= stop else ""
    if not sign or sign not in "-+负—–" or token.low is None:
        return token
    ahead = text[max(0, at - 2) : at].rstrip()
    last = ahead[-1:]
    if sign in "—–":
        signed = bool(last) and last in "长降幅率速为"
    elif sign == "负":
        # 税负, 担负 and 正负 are words of their own.
        signed = not last or last in _BEFORE_MINUS
    elif text[at - 1 : at].isspace() and last.isdigit():
        # Cells of a row that a copy ran together: 5.2 -3.1.
        signed = token.low.decimals > 0
    elif last and (last in "-—–+%‰）”" or (last.isascii() and last.isalnum())):
        signed = False
    else:
        rate = token.unit in _RATES or (not token.unit and token.low.decimals > 0)
        signed = rate or (sign == "-" and bool(last) and last in _BEFORE_MINUS)
    if not signed:
        return token
    number = text[at : token.end].rstrip()
    low = (
        parse_numeral(("+" if sign == "+" else "-") + number[1:])
        if token.high is None
        else replace(token.low, value=-token.low.value)
    )
    if low is None:
        return token
    return replace(token, start=at, text=number, low=low)


_SECOND = re.compile(rf"(?P<dash>{_DASH})(?:(?P<digits>[-负]?{_NUMBER})|(?P<chinese>{_WORDS}))(?![-—\d])")


def _joined(text: str, token: Token) -> Token:
    """Return a range whose unit is printed twice, 10亿元至20亿元, as one; an increase and what it reached are two."""
    if not token.unit or token.high is not None or token.low is None or token.tail or token.kind not in ("digits", "chinese"):
        return token
    dashed = text[token.stop : token.stop + 2].lstrip()[:1] in _DASHES
    found = _SECOND.match(text, token.stop) if dashed else None
    if not found or found.lastgroup != token.kind:
        return token
    second = _measured(text, token.kind, found.start(token.kind), found.end(token.kind))
    if second.unit != token.unit or second.low is None or second.high is not None or second.low.value <= token.low.value:
        return token
    if found["dash"].strip() in ("至", "到") and (_is_movement(text, token.start) or _raised(text, token)):
        return token
    return replace(
        token, end=second.end, text=text[token.start : second.end], stop=second.stop, high=second.low, tail=second.tail
    )


def _raised(text: str, token: Token) -> bool:
    """Whether a verb of change stands before the number: 提高100元至2000元."""
    verb = _change().search(text[max(0, token.start - 8) : token.start])
    return verb is not None and not verb[0].startswith(("增长", "增幅", "增速", "递增"))


@cache
def _change() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('up', 'down')})(?:了|约|近|超)?$")


_COMPARES = re.compile(r"比(?![赛武拼])")
_DAY_BEFORE = re.compile(r"(?:日\s*|\d\s+)$")


def _ratio(text: str, start: int, end: int) -> Iterator[Token]:
    """Each part of 25.7:26.8:47.4 is a figure; 10:30 is a time of day."""
    parts = list(re.finditer(r"\d+(?:\.\s?\d+)?", text[start:end]))
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    # 2031-05-19 18:00:17
    stamp = len(parts) == 3 and "." not in text[start:end] and _DAY_BEFORE.search(text, max(0, start - 4), start)
    clock = stamp or (len(parts) == 2 and not (_COMPARES.search(text, max(0, start - 12), start) or "." in text[start:end]))
    for part in parts:
        token = Token(
            "ratio", start + part.start(), start + part.end(), part[0], start + part.end(), low=parse_numeral(part[0])
        )
        name = clock or (before in "/-—" and before) or (after in "/" and after)
        yield token.left_out("time of day") if name else token.decided(True, "ratio")


#: 50亿、100亿项目: what projects and firms are sized by is money; 2亿产业工人 are people.
_SUMS_OF = re.compile(
    r"(?:(?:、|和|及|与|至|到)\d[\d.]*亿)*(?:及?以上)?的?(?:重大|工业|产业|制造业)?(?:项目|企业|产业|园区|集群)"
    r"(?!工人|职工|人口|员工|用户|人才|人员|大军)"
)


def _measured(text: str, kind: str, start: int, end: int) -> Token:
    """Return the number with its numeral, its unit and the words between."""
    number = text[start:end].rstrip()
    if kind == "formal":
        kind = "chinese"
    low, high = _parse(kind, number)
    if low is None and kind == "digits" and (first := re.match(rf"{_DIGITS}(?:\s?{_MAG}{{1,8}})?", number)):
        # Two numbers run together are read one after the other.
        number = first[0]
        end, low = start + len(number), parse_numeral(number)
    if kind in ("first", "double"):
        loose = _LOOSE.match(text, end)
        return Token(kind, start, end, number, end, "倍" if kind == "double" else "", low, high, loose[1] if loose else "")
    if kind == "money":
        return Token(kind, start, end, number, end, "元", low, high)
    loose = _LOOSE.match(text, end) if text[end : end + 1] in _LOOSE_OPENS else None
    tail, place = (loose[1], loose.end()) if loose else ("", end)
    unit, stop = _unit_at(text, place)
    magnitude, ahead = "", None
    if kind == "andhalf" and not unit:
        unit, stop = "月", end + 1
    if kind == "rank" and unit not in ("位", "名"):
        unit, stop = "", end
    if not unit and tail in ("来", "几"):
        tail = ""
    if unit == "人民币" and low is not None and not low.multiplier:
        unit, stop = "", place
    if not unit and not tail and kind == "digits" and low is not None and not low.multiplier:
        magnitude, unit, stop, ahead = _bracketed(text, start, end)
        low, high = _scaled(low, magnitude), high and _scaled(high, magnitude)
    if not (unit or tail) and number.endswith("亿") and _SUMS_OF.match(text, end):
        unit, stop = "元", end
    return Token(kind, start, end, number, stop, unit, low, high, tail, magnitude, ahead)


_BRACKET = r"（(?:单位：)?([^（），。\d\s][^（），。\s]{0,11})）"
_BRACKET_BEFORE, _BRACKET_BEHIND = re.compile(rf"{_BRACKET}[：为是达]{{0,2}}\s?$"), re.compile(rf"\s?{_BRACKET}")


def _bracketed(text: str, start: int, end: int) -> tuple[str, str, int, int | None]:
    """Return magnitude and unit printed in brackets beside a bare number, its end, and where a bracket before it begins.

    收入（亿元）：123.4, 123.4（亿元）.
    """
    if (
        text[end : end + 2].lstrip()[:1] == "（"
        and (found := _BRACKET_BEHIND.match(text, end))
        and (split := _split_unit(found[1]))
    ):
        return *split, found.end(), None
    low = max(0, start - 16)
    found = _BRACKET_BEFORE.search(text[low:start]) if "）" in text[max(low, start - 4) : start] else None
    if found and (split := _split_unit(found[1])):
        return *split, end, low + found.start()
    return "", "", end, None


def _split_unit(printed: str) -> tuple[str, str] | None:
    """Return magnitude and unit of 亿元 or 万千瓦, nothing where the unit is unknown."""
    cut = 0
    while printed[cut:] not in _known():
        if printed[cut] not in MAGNITUDES or cut + 1 == len(printed):
            return None
        cut += 1
    return printed[:cut], printed[cut:]


def _scaled(numeral: Numeral, magnitude: str) -> Numeral:
    head = parse_numeral("1" + magnitude) if magnitude else None
    if head is None:
        return numeral
    return replace(numeral, value=numeral.value * head.value, multiplier=numeral.multiplier + head.multiplier)


_DASHES = frozenset("-—–~至到")


@lru_cache(1024)
def _parse(kind: str, text: str) -> tuple[Numeral | None, Numeral | None]:
    if kind == "slash":
        above, _, below = text.replace("／", "/").partition("/")
        return parse_numeral(f"{below}分之{above}"), None
    if kind == "double":
        return parse_numeral("翻一番" if text.endswith("倍") else text), None
    if (kind in ("chinese", "part", "tenth") or (kind == "digits" and _DASHES & set(text))) and (pair := parse_range(text)):
        return pair
    return parse_numeral(text), None
