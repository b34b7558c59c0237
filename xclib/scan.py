"""Every number of a line, kept as a figure or left out by a named rule: no context beyond a few characters on either side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from xclib.judge import judge
from xclib.lexicon import alternatives, read_guards, words
from xclib.numerals import Numeral, parse_numeral
from xclib.tokens import TIMES, Token
from xclib.units import read_units

_CN = "零〇一二两三四五六七八九十百千万亿"
_MAG = r"(?:[多余几]?(?:十|百(?!分|公里)|千(?![瓦米克伏卡赫帕]|公里)|万|亿|兆(?!瓦)))"
#: Thousands may be cut off by a comma, or by a blank: 总值2 063.4亿元.
_DIGITS = (
    r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|(?<=[\u4e00-\u9fff])[1-9]\d{0,2} \d{3}(?!\d)(?=(?:\.\d+)?\s?[万亿元人])|\d+)(?:\.\s?\d+)?"
)
_NUMBER = rf"{_DIGITS}(?:\s?{_MAG}{{1,8}})?"
_DASH = r"(?:\s?(?:--|——|[—–―~]|至|到)\s?|-|\s-\s)"

_MASTER = re.compile(
    "|".join(
        (
            # A copy that lost its digits, 增长1$1.$2%, says no number.
            r"(?P<skip>[\d.]*\$\d\.\$\d+|《[^《》]{1,60}》|\[\d{1,3}\]|!\[[^\]]{0,200}\]\([^)]{0,300}\)|https?[:：]//[^\s)]{1,300}|〔[^〕]{1,12}〕)",
            r"(?P<span>(?:19|20)\d\d\s?年?\s?(?:-|—|–|~|至|到){1,2}\s?(?:19|20)\d\d\s?年)",
            r"(?P<year>(?:(?:19|20)\s?\d\s?\d\s?|[一二][九〇零○0][〇零○0一二三四五六七八九]{2})年(?!代)(?:\s?\d{1,2}\s?月(?:\d{1,2}日)?)?)",
            r"(?P<date>\d{1,2}\s?月\s?\d{1,2}\s?日|\d{1,2}\s?[-—–~至到]{1,2}\s?\d{1,2}\s?月|(?<!个)\d{1,2}月份?(?!个)|"
            r"(?:[上本]世纪)?(?:\d0|[二三四五六七八九]十)年代|\d\d[:：]\d\d(?![:：.\d]))",
            r"(?P<plan>[“‘\"]?(?<![零〇一二两三四五六七八九])(?:十[一二三四五六]?|[六七八九])五(?:[”’\"]|(?=时期|期间|规划|计划|末|以来|开局|收官|目标|发展)))",
            r"(?P<lately>(?:过去|近|这|未来|今后|最近|之后|往后|(?<![提学])前|后|头)的?[两二三四五六七八九十\d]{1,3}多?年(?:来|间|里|中|以来)?|"
            r"(?<![提超])[两二三四五六七八九十百\d]{1,3}多?[个年]*年(?:来|间|里|中(?!期)|以来)|(?<![\d第连续十])[三四五3-5]年(?=累计|间|全|平均|共|新增|年均|总共|合计))",
            r"(?P<relative>(?<!初)今年|去年|上年度?|前年|明年|上一年度?|前一年|[当本全]年|一年来|这一年|过去的?一年|年初|年末|年底|“十[一-六]五”)",
            rf"(?P<phrase>{alternatives('phrases')})",
            rf"(?P<quote>“(?!{_DIGITS}(?:[:：∶]\d+(?:\.\d+)?){{2,6}}”)[^“”]{{1,24}}”|\"[^\"]{{1,18}}\"|‘[^‘’]{{1,12}}’)",
            rf"(?P<ratio>{_DIGITS}(?:\s?[:：∶﹕比]\s?\d+(?:\.\d+)?){{2,6}}|{_DIGITS}\s?[:：∶﹕]\s?\d+(?:\.\d+)?)",
            r"(?P<slash>(?<![\d/.])\d{1,2}[/／]\d{1,2}(?![\d/／.年月]))",
            rf"(?P<part>(?:百|千|万|[{_CN}]{{1,4}})分之(?:{_DIGITS}|[{_CN}点]{{1,8}}))",
            r"(?P<double>翻了?(?:[一两二三四五六]|半|\d+(?:\.\d+)?)番|翻了?一倍)",
            rf"(?P<rank>第\s?(?:\d+|[{_CN}]{{1,4}}))",
            r"(?P<first>首位)",
            rf"(?P<digits>{_NUMBER}(?P<tail>\s?[%‰]?{_DASH}{_NUMBER}(?![-—\d]))?)",
            r"(?P<tenth>[一二三四五六七八九](?:成半|成(?![立员为功果都就长交品效熟本套型人份绩分员立])[一二三四五六七八九]?)(?=以上|多|的|左右|[，。、；,]|达|为|集|是))",
            r"(?P<half>一半|(?<=[过近超])半(?=[，。、；,的])|半(?=(?:个)?(?:小时|月|天|数以上)))",
            rf"(?P<chinese>[{_CN}]{{1,12}}(?:点[{_CN}]{{1,4}})?(?P<ctail>(?:至|到|—)[{_CN}]{{1,4}})?)",
        )
    )
)


@cache
def _units() -> re.Pattern[str]:
    known = ({str(u) for u in read_units()} | set(words("counters"))) - set(words("no_units"))
    names = sorted(known, key=len, reverse=True)
    guards = read_guards()
    one = "|".join(re.escape(n) + (f"(?![{guards[n]}])" if n in guards else "") for n in names)
    per = alternatives("per")
    return re.compile(
        rf"\s?((?:{one})(?:/(?:{per})|每(?:立方米|平方米|平方公里|亩|公顷|吨))?(?:[（(][次处只套件张场个家户座台条项所间期批][）)])?)"
    )


_LOOSE = re.compile(r"\s?([多余来几]?)")


def scan(text: str) -> list[Token]:
    """Return every number and time expression of a folded line, in order.

    >>> [(t.text, t.unit, t.kept) for t in scan("新建3家医院，第2届大会")]
    [('3', '家', True), ('第2', '', False)]
    """
    tokens = list(_scan(text))
    for i in range(len(tokens) - 2, -1, -1):
        tokens[i] = _shared_unit(text, tokens[i], tokens[i + 1])
    return tokens


def _shared_unit(text: str, token: Token, after: Token) -> Token:
    """分别减少2万、3万亩: the unit printed last serves the list."""
    if token.unit or not after.kept or not after.unit or token.kind != "digits" or after.kind != "digits" or token.low is None:
        return token
    if token.rule not in ("amount", "part of a name", "bare number") or text[token.stop : after.start].strip() not in (
        "、",
        "和",
        "及",
        "与",
    ):
        return token
    if "." not in token.text and token.text.isdigit() and not after.text.isdigit() and not token.kept:
        return token
    return replace(token, unit=after.unit, kept=True, rule="unit of a list")


def _scan(text: str) -> Iterator[Token]:
    position = 0
    search = _MASTER.search
    while found := search(text, position):
        kind = str(found.lastgroup)
        kind = {"tail": "digits", "ctail": "chinese"}.get(kind, kind)
        start, end = found.span()
        position = end
        if kind == "quote" and not _has_number(text, start, end):
            position = start + 1
            continue
        if kind == "ratio":
            yield from _ratio(text, start, end)
            continue
        if kind == "digits" and found["tail"] and _is_movement(text, start, found.start("tail"), found["tail"]):
            end = position = found.start("tail")
        token = Token(kind, start, end, text[start:end].rstrip())
        if kind in TIMES or kind in ("skip", "date", "phrase", "quote"):
            yield token.left_out("time" if kind in TIMES or kind == "date" else kind)
            continue
        token = judge(text, _measured(text, token))
        position = max(token.stop if token.unit else token.end, position)
        yield token


_ANY_NUMBER = re.compile(rf"[\d{_CN}半]")


def _has_number(text: str, start: int, end: int) -> bool:
    return _ANY_NUMBER.search(text, start, end) is not None


def _is_movement(text: str, start: int, cut: int, tail: str) -> bool:
    """Whether 由5%到6% stands here: two figures, not a range."""
    if not re.match(r"\s?[%‰]?\s?[至到]", tail):
        return False
    before = text[max(0, start - 14) : start]
    return any(w in before.rpartition("，")[2] for w in "由从自")


def _ratio(text: str, start: int, end: int) -> Iterator[Token]:
    """Each part of 25.7:26.8:47.4 is a figure; 10:30 is a time of day."""
    parts = list(re.finditer(r"\d+(?:\.\d+)?", text[start:end]))
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    clock = len(parts) == 2 and not ("比" in text[max(0, start - 12) : start] or "." in text[start:end])
    for part in parts:
        token = Token(
            "ratio", start + part.start(), start + part.end(), part[0], start + part.end(), low=parse_numeral(part[0])
        )
        name = clock or (before in "/-—" and before) or (after in "/" and after)
        yield token.left_out("time of day") if name else token.decided(True, "ratio")


def _measured(text: str, token: Token) -> Token:
    """Return the token with its numeral, its unit and the words between."""
    low, high = _parse(token)
    loose = _LOOSE.match(text, token.end)
    tail, place = (loose[1], loose.end()) if loose and loose[1] else ("", token.end)
    found = _units().match(text, place) if token.kind not in ("first", "double") else None
    unit = found[1] if found else ""
    stop = found.end() if found else place
    if token.kind == "rank" and unit not in ("位", "名"):
        unit, stop = "", token.end
    if token.kind == "double":
        unit, stop = "倍", token.end
    if found is None and tail in ("来", "几"):
        tail = ""
    return Token(token.kind, token.start, token.end, token.text, stop, unit, low, high, tail)


_SPLIT = re.compile(rf"[%‰]?{_DASH}")


def _parse(token: Token) -> tuple[Numeral | None, Numeral | None]:
    text = token.text
    if token.kind == "slash":
        above, _, below = text.replace("／", "/").partition("/")
        return parse_numeral(f"{below}分之{above}"), None
    if token.kind == "double":
        return parse_numeral("翻一番" if text.endswith("倍") else text), None
    if token.kind in ("digits", "chinese"):
        pieces = _SPLIT.split(text, maxsplit=1)
        if len(pieces) == 2 and pieces[1]:
            low, high = parse_numeral(pieces[0]), parse_numeral(pieces[1])
            if low and high and not low.multiplier and high.multiplier:
                low = Numeral(low.text, low.value.scaleb(high.multiplier), high.multiplier, low.decimals, low.kind)
            return low, high
    return parse_numeral(text), None
