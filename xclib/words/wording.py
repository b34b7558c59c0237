"""Numbers and their uncertainty in words, in Chinese and English: what findings, captions and tables print.

A bound is written as a bound, a range as a range, and nothing is written with more digits than its source printed.
"""

from __future__ import annotations

import functools
import inspect
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal, TypeVar

from xclib.errors import unknown
from xclib.model.codes import english_units, read_codes
from xclib.model.figure import read_bounds
from xclib.model.gloss import with_gloss
from xclib.model.numerals import simplify
from xclib.model.units import counts_firms, parse_unit

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
_spoken: ContextVar[Lang] = ContextVar("language", default="zh")
R = TypeVar("R")


def check_lang(lang: str | None = None) -> Lang:
    """Return the language, or raise `UnknownNameError`; without one, the language that is being written.

    >>> check_lang("en"), check_lang()
    ('en', 'zh')
    """
    if lang is None:
        return _spoken.get()
    if lang not in LANGS:
        raise unknown("language", lang, LANGS)
    return lang


@contextmanager
def in_words_of(lang: str | None) -> Iterator[None]:
    """Write in a language within the block: what charts, tables and numbers are written in where none is named.

    >>> with in_words_of("en"):
    ...     format_value(6e11, "元")
    '600 billion yuan'
    """
    token = _spoken.set(check_lang(lang))
    try:
        yield
    finally:
        _spoken.reset(token)


def in_language(write: Callable[..., R]) -> Callable[..., R]:
    """Decorate a function that shows something: it takes ``lang``, and everything under it is written in that language.

    Without ``lang`` it writes in the language that is being written. A generator would write after the block has ended, in
    whatever language its reader has: it is refused.

    >>> greet = in_language(lambda: either("增长", "growth"))
    >>> greet(), greet(lang="en")
    ('增长', 'growth')
    """
    if inspect.isgeneratorfunction(write) or inspect.iscoroutinefunction(write) or inspect.isasyncgenfunction(write):
        raise TypeError(f"{write.__qualname__} runs after it returns: write `with in_words_of(lang)` around its parts instead")

    @functools.wraps(write)
    def written(*args: Any, lang: str | None = None, **kwargs: Any) -> R:  # noqa: ANN401 - those of the function
        with in_words_of(lang):
            return write(*args, **kwargs)

    own = inspect.signature(write)
    named = inspect.Parameter("lang", inspect.Parameter.KEYWORD_ONLY, default=None, annotation="Lang | None")
    written.__signature__ = own.replace(parameters=[*own.parameters.values(), named])  # type: ignore[attr-defined]
    return written


def in_both(write: Callable[..., str], *args: Any) -> dict[str, str]:  # noqa: ANN401 - those of the function
    """Return what a function writes, in each language.

    >>> in_both(either, "增长", "growth")
    {'zh': '增长', 'en': 'growth'}
    """
    found: dict[str, str] = {}
    for lang in LANGS:
        with in_words_of(lang):
            found[lang] = write(*args)
    return found


def pick(lang: str | None, zh: str, en: str) -> str:
    """Return the Chinese or the English text.

    >>> pick("en", "增长", "growth")
    'growth'
    """
    return zh if check_lang(lang) == "zh" else en


def either(zh: str, en: str) -> str:
    """Return the text of the language that is being written.

    >>> either("增长", "growth")
    '增长'
    """
    return pick(None, zh, en)


def format_number(value: float, lang: str | None = None, *, decimals: int | None = None) -> str:
    """Write a number with thousands separators (English) and a true minus sign.

    ``value``: the number; infinity becomes ∞; ``lang``: Chinese text is written without separators below a million, as
    reports do; ``decimals``: decimals; where not given, as many as the number has, and two of one that does not end.

    >>> format_number(6924, "en"), format_number(-3.4, "zh"), format_number(1.285, "en"), format_number(2 / 3, "en")
    ('6,924', '−3.4', '1.285', '0.67')
    """
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    ends = _decimals(value)
    text = f"{abs(value):,.{2 if ends is None else ends}f}" if decimals is None else f"{abs(value):,.{decimals}f}"
    if decimals is None and ends is None:
        text = text.rstrip("0").rstrip(".")
    if check_lang(lang) == "zh":
        text = text.replace(",", "")
    negative = value < 0 and any(c in "123456789" for c in text)
    return f"−{text}" if negative else text


#: Magnitudes that a number is written in, the largest first.
_POWERS = {
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")), "en": ((12, " trillion"), (9, " billion"), (6, " million")),
}  # fmt: skip


#: An amount of money below it stands in billions, as those beside it do; 万亿元 is what Chinese has for a round one.
_TRILLION_YUAN = 1e13


def _scaled(value: float, lang: str | None, unit: str = "") -> tuple[float, str]:
    """Return a large number in 亿, 万亿 or 万, or in billions and millions."""
    powers = _POWERS[check_lang(lang)] if math.isfinite(value) else ()
    least = {" trillion": _TRILLION_YUAN} if unit == "元" else {}
    fits = ((power, word) for power, word in powers if abs(value) >= least.get(word, 10.0**power))
    return next(((value / 10.0**power, word) for power, word in fits), (value, ""))


def unit_in_english(unit: str) -> str:
    """Return a printed unit in English: empty for a counter, as printed where nobody has named it.

    >>> unit_in_english("亩"), unit_in_english("家"), unit_in_english("元/平方米"), unit_in_english("kWh")
    ('mu', '', 'yuan/m²', 'kWh')
    """
    known, unit = english_units(), simplify(unit)
    if unit in known:
        return known[unit]
    parts = unit.split("/")
    if len(parts) > 1 and all(part in known for part in parts):
        return "/".join(known[part] for part in parts)
    return "" if parse_unit(unit).code in ("NR", "1") else unit


def _decimals(value: float, most: int = 4) -> int | None:
    """Return how many decimals a number has; None of one that does not end within ``most``.

    >>> _decimals(1.285), _decimals(0.1 + 0.2), _decimals(7.0), _decimals(1 / 3)
    (3, 1, 0, None)
    """
    return next((n for n in range(most + 1) if math.isclose(value, round(value, n), rel_tol=1e-9, abs_tol=1e-9)), None)


def format_value(value: float, unit: str, lang: str | None = None, *, decimals: int | None = None) -> str:
    """Write a value with its unit, large ones in 亿 or billions.

    ``value``: in the printed unit, magnitude applied; ``decimals``: decimals of the scaled number.

    >>> format_value(6e11, "元"), format_value(6e11, "元", "en"), format_value(5.8, "%", "en")
    ('6000亿元', '600 billion yuan', '5.8%')
    >>> format_value(33757, "元", "zh"), format_value(137000, "元", "zh")
    ('33757元', '13.7万元')
    >>> [format_value(1.0, unit, "en") for unit in ("个百分点", "人", "吨标准煤", "元")], format_value(0.1, "个百分点", "en")
    (['1 percentage point', '1 person', '1 tonne of standard coal', '1 yuan'], '0.1 percentage points')
    """
    text = _with_unit(value, unit, check_lang(lang), decimals)
    return _ONE.sub(r"\1", text).replace("1 people", "1 person") if text.startswith("1 ") else text


#: One of a unit in the plural, which English text has of all other numbers.
_ONE = re.compile(r"(?<=^1 )((?!(?:tr|b|m)illion).+?)s(?= of | per |$)")
#: Below it nobody writes 3.3757万元 for 33757元: 万 takes at most three decimals there.
_PLAIN, _DIGITS_OF_TEN_THOUSAND = 1e6, 3


def _with_unit(value: float, unit: str, lang: str, decimals: int | None) -> str:
    scaled, word = _scaled(value, lang, unit)
    if word and decimals is None:
        # 110.4万 is 1.104 million: a change of magnitude must not lose a printed digit.
        decimals = _decimals(scaled, most=8)
        if word == "万" and abs(value) < _PLAIN and (decimals or 0) > _DIGITS_OF_TEN_THOUSAND:
            scaled, word, decimals = value, "", None
        elif decimals is None:
            decimals = 2
    number = format_number(scaled, lang, decimals=decimals)
    if lang == "zh":
        return f"{number}{word}{unit}"
    unit_name = unit_in_english(unit)
    joint = "" if unit_name in ("", "%", "‰") else " "
    return f"{number}{word}{joint}{unit_name}"


#: Units of rates and of their changes.
_RATES = ("%", "‰", "个百分点")


def format_bound(value: float, bound: str, unit: str, lang: str | None = None, *, word: str = "") -> str:
    """Write a value with what its words say of it.

    ``bound``: one of '=', '~', '>', '>=', '<', '<=': what the words around it make of it; ``word``: the word itself, if known.

    >>> format_bound(6e11, ">", "元", "en")
    'more than 600 billion yuan'
    >>> [format_bound(900, "<", "场", "zh", word=word) for word in ("近", "不足", "低于", "")]
    ['近900场', '不足900场', '低于900场', '低于900场']
    >>> [format_bound(-3.4, ">=", "%", lang) for lang in LANGS]
    ['降幅不低于3.4%', 'a fall of at least 3.4%']
    """
    meant = _meant(bound, word)
    if value < 0 and bound in ("<", "<=", ">", ">="):
        if unit in _RATES:  # its bound is that of its size: nobody reads at most −3.4% as a fall of at least 3.4%
            return pick(lang, "降幅{}", "a fall of {}").format(in_bound(meant, lang).format(format_value(-value, unit, lang)))
        meant = meant if meant == "near" else bound.translate(str.maketrans("<>", "><"))
    return in_bound(meant, lang).format(format_value(value, unit, lang))


def in_bound(bound: str, lang: str | None) -> str:
    """Return the words of a bound, with a place for the value: ``more than {}``."""
    return str(read_codes()["bound"][bound][check_lang(lang)])


#: Words that say that a number was not reached.
_SHORT = ("不足", "不到", "未满", "不满")


def _meant(bound: str, word: str) -> str:
    """Return the code of a bound as its word says it: 近 and 不足 are apart from 低于."""
    sets, convention = read_bounds().get(word, ("", ""))
    if sets != bound or bound != "<":
        return bound
    return "near" if convention == "near" else "short" if word in _SHORT else bound


def format_interval(
    low: float, high: float, unit: str, lang: str | None = None, *, decimals: int | None = None
) -> str:  # fmt: skip
    """Write an interval; one with an open end as a bound.

    >>> format_interval(5.26, float("inf"), "%", "en", decimals=1)
    'at least 5.3%'
    >>> format_interval(1.0, math.inf, "个百分点", "en"), format_interval(0.1, 1.0, "个百分点", "en")
    ('at least 1 percentage point', '0.1 to 1 percentage points')
    >>> format_interval(5.75, 5.85, "%", "zh"), format_interval(4.5265e10, 4.5275e10, "元", "zh")
    ('5.75%至5.85%', '452.65亿至452.75亿元')
    >>> format_interval(4.5265e10, 4.5275e10, "元", "en")
    '45.265 to 45.275 billion yuan'
    """
    lang = check_lang(lang)
    if math.isinf(low) and math.isinf(high):
        return pick(lang, "不能确定", "undetermined")
    if math.isinf(high):
        return in_bound(">=", lang).format(format_value(low, unit, lang, decimals=decimals))
    if math.isinf(low):
        return in_bound("<=", lang).format(format_value(high, unit, lang, decimals=decimals))
    if low == high:
        return format_value(low, unit, lang, decimals=decimals)
    return _span(low, high, unit, lang, decimals=decimals)


#: Signs that stand at each end of a span; words of a unit stand at its last end alone.
_AT_BOTH_ENDS = ("", "%", "‰")


def _span(low: float, high: float, unit: str, lang: str, *, decimals: int | None = None) -> str:
    """Join two ends, with their unit and an English magnitude that they share written once; 亿 stays at both."""
    first, last = (_with_unit(v, unit, lang, decimals) for v in (low, high))
    if first == last:
        return format_value(low, unit, lang, decimals=decimals)
    word, other = (_scaled(v, lang, unit)[1] for v in (low, high))
    unit_name = unit if lang == "zh" else unit_in_english(unit)
    if unit_name not in _AT_BOTH_ENDS:
        first = first.removesuffix(unit_name).rstrip()
    if lang == "en" and word and word == other:
        first = first.removesuffix(word)
    return f"{first}{pick(lang, '至', ' to ')}{last}"


def full_label(row: Mapping[str, Any], *, name: str = "label") -> str:
    """Return what a row measures, in Chinese, with its narrower scope behind it.

    >>> full_label({"label": "公园覆盖率", "scope": "老城以外"})
    '公园覆盖率（老城以外）'
    >>> full_label({"label": "岚江企业", "prefix": "岚江企业新增", "unit": "家", "measure": "level"})
    '新增岚江企业'
    >>> full_label({"label": "茶税收入为年初预算", "unit": "%", "measure": "level"})
    '茶税收入完成年初预算'
    >>> full_label({"label": "县域增速", "prefix": "县域增速快于全市", "unit": "个百分点", "measure": "level"})
    '县域增速快于全市'
    >>> full_label({"label": "岚江茶园", "label_zh": "嵐江茶園", "prefix": "新增", "unit": "亩", "measure": "level"})
    '新增嵐江茶園'
    """
    printed = str(row.get("label_zh") or row[name]) if name == "label" else str(row[name])
    if simplify(printed) != simplify(str(row[name])):
        return printed  # as a person has it, or with its scope
    label, scope = printed, str(row.get("scope") or "")
    label = label if label.startswith(scope) else f"{label}（{scope}）"
    return _as_change(label, row) if name == "label" else label


#: 茶厂新增70家 are as many new ones, and a rate that is 高于全省1个百分点 is none of 1 point.
_ADDED = re.compile(r"(新增|净增)(?:约|近|超过?|达|了)?$")
_COMPARED = re.compile(r"(?:高于|快于|低于|慢于|优于|高出|好于)[^，。；、\d]{1,8}$")


#: 收入为预算的101%: what the label leaves is no name of a share.
_OF_BUDGET = re.compile("为((?:年初|年度|调整后?)?预算数?)$")


def _as_change(label: str, row: Mapping[str, Any]) -> str:
    """Return a label with what the words before the number make of it: what was added, or how far one rate is from another."""
    before = str(row.get("prefix") or "")
    if row.get("unit") == "个百分点":
        found = _COMPARED.search(before)
        return f"{label}{found[0]}" if found and row.get("measure") == "level" and found[0][:2] not in label else label
    label = _OF_BUDGET.sub(r"完成\1", label) if row.get("unit") == "%" else label
    added = _ADDED.search(before)
    return f"{added[1]}{label}" if added and row.get("measure") == "level" and not re.search("[新净]增", label) else label


#: What ends the reach of 累计: a new sentence or clause of its own, or words that name one year's number.
_OWN_YEAR = re.compile("[。；;]|新|当年|全年|本年|年内")
#: Characters between two numbers of one clause.
_CLAUSE = 15


def totals(rows: Iterable[Mapping[str, Any]]) -> list[bool]:
    """Return which figures 累计 makes totals to date; it reaches the next number of its clause, too.

    So many firms with so much capital are both up to the year. ``rows``: rows of `xclib.figures` in the order of the text.

    >>> firms = {"line": 3, "start": 10, "prefix": "累计引进企业", "label_en": "", "unit_code": "NR", "status": "actual"}
    >>> capital = firms | {"start": 22, "prefix": "家、注册资本", "unit_code": "CNY"}
    >>> totals([firms, capital]), totals([firms, capital | {"prefix": "家；全年投资"}])
    ([True, True], [True, False])
    """
    found, total, last = [], False, (0, 0)
    for row in rows:
        prefix = str(row["prefix"])
        near = row["line"] == last[0] and row["start"] - last[1] <= _CLAUSE and not _OWN_YEAR.search(prefix)
        named = "累计" in prefix or "cumulative" in str(row["label_en"]).lower()
        total = named or (total and near and row["unit_code"] != "PT" and row["status"] == "actual")
        last = (row["line"], row["start"])
        found.append(total)
    return found


#: What makes of the name of a level that of its growth or its change, and words that say so already.
_MOVES = {
    "growth": ("增速", "Growth", "增速", "增幅", "降幅", "涨幅", "增长", "rowth", "Fall ", "Rise ", "Change "),
    "change": ("变动", "Change", "变动", "增减", "Fall ", "Rise ", "Change "),
}


#: Names that say already that something moved.
_MOVED = ("降低", "提高", "增加", "减少", "下降", "上升")
#: What is meant to fall: a 增速 of it reads as a rise.
_LESS_IS_MEANT = re.compile("(?:能耗|电耗|水耗|物耗|煤耗|排放|排放量|浓度|强度|死亡(?:人数)?|事故(?:起数)?|用水量)$")
#: What stands before a rate whose prices are taken out.
_REAL = re.compile("(?:实际|价格因素[，,]?)(?:同比|比上年|平均|年均)?(?:增长|提高|增加|下降|上涨)?[约近超]?$")


#: What a multiple is of, before its number, and names that say already that they are ratios.
_TIMES = re.compile("[是为](?P<of>(?:(?P<year>(?:19|20)\\d\\d)年|[^，。；：、是为]{2,9}))的$")
_RATIO = re.compile("倍|比|率|系数")


def _multiple(row: Mapping[str, Any], name: str, lang: str) -> str:
    """Return the name of a level that is given as a multiple of another: 1.5 times that of 2025 is no amount of the year."""
    if row["measure"] != "level" or row.get("unit_code") != "X" or _RATIO.search(full_label(row)):
        return name
    of = _TIMES.search(str(row.get("prefix") or ""))
    if lang == "zh":
        return f"{name}（为{of['of']}的倍数）" if of else f"{name}（倍数）"
    return f"{name} (multiple of {of['year']})" if of and of["year"] else f"{name} (as a multiple)"


#: What makes of a rate one on a comparable basis, before it.
_COMPARABLE = re.compile("(?:同|可比)口径")


def shown_label(row: Mapping[str, Any], lang: str | None = None) -> str:
    """Return what a figure measures as a table shows it: a rate or a change never stands under the name of a level.

    A rate on a comparable basis (可比口径) is told apart from the one as booked.

    >>> shown_label({"label": "地区生产总值", "label_zh": "", "label_en": "Gross regional product", "measure": "growth"}, "en")
    'Growth of gross regional product'
    >>> shown_label({"label": "居民消费价格", "label_zh": "", "label_en": "Rise of consumer prices", "measure": "growth"}, "en")
    'Rise of consumer prices'
    >>> shown_label({"label": "城镇化率", "label_zh": "", "label_en": "Urbanization rate", "measure": "change"}, "en")
    'Change of urbanization rate'
    >>> shown_label({"label": "居民消费价格", "label_en": "", "measure": "growth"}, "zh")
    '居民消费价格涨幅'
    >>> shown_label({"label": "居民收入", "label_en": "", "measure": "growth", "prefix": "扣除价格因素实际增长"}, "zh")
    '居民收入实际增速'
    >>> shown_label({"label": "单位产值能耗", "label_en": "", "measure": "growth"}, "zh")
    '单位产值能耗变化'
    >>> shown_label({"label": "公文数量", "label_en": "", "measure": "growth", "value": -20.0}, "zh")
    '公文数量变化'
    >>> shown_label({"label": "生均经费", "label_en": "", "measure": "change", "value": 200, "unit": "元"}, "zh")
    '生均经费增加'
    >>> shown_label({"label": "出生率比计划降低", "label_en": "", "measure": "change", "value": -1.1, "unit": "个千分点"}, "zh")
    '出生率比计划降低'
    >>> shown_label({"label": "居民收入", "label_en": "", "measure": "level", "unit_code": "X", "prefix": "是2025年的"}, "zh")
    '居民收入（为2025年的倍数）'
    >>> shown_label({"label": "财政收入", "label_en": "Revenue", "measure": "growth", "prefix": "，按可比口径增长"}, "en")
    'Growth of revenue (comparable basis)'
    """
    name = _named(row, check_lang(lang))
    booked = row["measure"] != "growth" or "可比" in name or "口径" in name or "comparable" in name
    if booked or not _COMPARABLE.search(str(row.get("prefix") or "")):
        return name
    return pick(lang, f"{name}（可比口径）", f"{name} (comparable basis)")


def _named(row: Mapping[str, Any], lang: str) -> str:
    name = full_label(row) if lang == "zh" else str(row.get("label_en") or with_gloss(full_label(row)))
    real = row["measure"] == "growth" and bool(_REAL.search(str(row.get("prefix") or "")))
    if row["measure"] not in _MOVES or name.endswith(_MOVED) or any(word in name for word in _MOVES[row["measure"]][2:]):
        if not real or "实际增速" in name or "real growth" in name.lower():
            return _multiple(row, name, lang)
        return re.sub("增速$", "实际增速", name) if lang == "zh" else re.sub("^Growth", "Real growth", name)
    zh, en = _MOVES[row["measure"]][:2]
    if row["measure"] == "growth":
        fell = float(row.get("value") or 0) < 0 and not row.get("indicator")
        zh = "涨幅" if name.endswith(("价格", "价格指数")) else "变化" if fell or _LESS_IS_MEANT.search(name) else zh
        en = "Change" if fell else en
    elif float(row.get("value", 0)) > 0 and row.get("unit") != "个百分点":
        zh = "增加"
    zh, en = (f"实际{zh}", f"Real {uncapital(en)}") if real else (zh, en)
    return f"{name}{zh}" if lang == "zh" else f"{en} of {uncapital(name)}"


def uncapital(name: str) -> str:
    """Return a name as it stands within a sentence; one in capitals or quotation marks keeps its first letter.

    >>> uncapital("Urban jobs"), uncapital("GDP per head"), uncapital("E-commerce")
    ('urban jobs', 'GDP per head', 'e-commerce')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() or name.startswith("E-") else name


#: What makes a number of several years the mean of one, before it.
_YEARLY = re.compile("(?:年均|年平均|[两二三四五六]年(?:来)?平均)[^，。；：（]*$")


#: What coverage says that is not of the whole year.
_PARTLY = {"half": ("年上半年", "first half"), "quarter": ("年季度数", "quarters"), "months": ("年部分月份", "months")}


#: Which quarters a number is of, right before it.
_QUARTER = re.compile("(?<![、和])(前三|[一二三四])季度[^季，。；]*$")
_QUARTERS = {"一": "first quarter", "二": "second quarter", "三": "third quarter", "四": "fourth quarter"}
_QUARTERS |= {"前三": "first three quarters"}


def shown_period(row: Mapping[str, Any], lang: str | None = None) -> str:
    """Return the year of a figure; an amount that the text calls cumulative is not one year's.

    >>> shown_period({"period": "2023", "prefix": "累计引进企业"}, "en")
    'up to 2023'
    >>> [shown_period({"period": "2026/2030", "prefix": "累计改造"}, lang) for lang in LANGS]
    ['2026—2030年累计', '2026–2030, cumulative']
    >>> [shown_period({"period": "2030/2031", "prefix": "出口两年平均增长"}, lang) for lang in LANGS]
    ['2030—2031年年均', '2030–2031, yearly mean']
    >>> [shown_period({"period": "2031", "coverage": "half", "status": "actual"}, lang) for lang in LANGS]
    ['2031年上半年', 'first half of 2031']
    >>> spring = {"period": "2031", "coverage": "quarter", "status": "actual", "prefix": "二季度增长"}
    >>> [shown_period(spring, lang) for lang in LANGS]
    ['2031年二季度', 'second quarter of 2031']
    >>> shown_period({"period": "2031", "prefix": "累计浓度", "apart": "to date"}, "en")  # a mean over months of the year
    '2031, to date'
    """
    if (period := str(row["period"])) in ("", "<NA>"):
        return "–"
    if row.get("apart") == "to date":
        return pick(lang, f"{period}年内累计", f"{period}, to date")
    first, _, last = period.partition("/")
    total, yearly = "累计" in str(row.get("prefix", "")), bool(_YEARLY.search(str(row.get("prefix", ""))))
    if last:
        zh, en = ("年累计", ", cumulative") if total else ("年年均", ", yearly mean") if yearly else ("", "")
        return pick(lang, f"{first}—{last}{zh}", f"{first}–{last}{en}")
    zh, en = _PARTLY.get(str(row.get("coverage", "")), ("", ""))
    if zh and row.get("status") == "actual" and not (total and row["coverage"] == "months"):
        zh, en = ("年下半年", "second half") if "下半年" in str(row.get("prefix", "")) else (zh, en)
        if row["coverage"] == "quarter" and (of := _QUARTER.search(str(row.get("prefix", "")))):
            zh, en = f"年{of[1]}季度", _QUARTERS[of[1]]
        return pick(lang, f"{period}{zh}", f"{en} of {period}")
    return pick(lang, f"累计至{period}", f"up to {period}") if total else period


def part_of_year(row: Mapping[str, Any], lang: str | None = None) -> str:
    """Return the period of a figure as it is kept, with the part of the year where it is not of the whole.

    >>> [part_of_year({"period": 2031, "coverage": of, "status": "actual"}, "en") for of in ("year", "half")]
    ['2031', 'first half of 2031']
    """
    period = str(row["period"])
    known = period not in ("", "<NA>")
    return shown_period(row, lang) if known and row["coverage"] != "year" else period if known else ""


def in_period(row: Mapping[str, Any], lang: str | None = None) -> str:
    """Return the period of a figure as it stands in brackets behind its name.

    >>> in_period({"period": "2031/2035", "prefix": ""}, "zh"), in_period({"period": "2031"}, "en")
    ('2031—2035年', '2031')
    """
    period = shown_period(row, lang)
    return pick(lang, f"{period}{'年' * period[-1:].isdigit()}", period)


def format_figure(row: Mapping[str, Any], lang: str | None = None) -> str:
    """Write a row of `xclib.figures` as the report means it: number, unit and bound.

    >>> format_figure({"value": 9e8, "bound": "<", "bound_word": "近", "unit": "元"}, "en")
    'nearly 900 million yuan'
    >>> format_figure({"value": 4.5, "value_high": float("nan"), "bound": "~", "unit": "%"}, "en")
    'about 4.5%'
    >>> format_figure({"value": 1600, "bound": "=", "unit": "户", "label": "新增经营主体"}, "en")
    '1,600'
    >>> format_figure({"value": 3, "bound": "<=", "unit": "位", "measure": "rank"}, "zh")
    '前3位'
    """
    unit = shown_unit(row, lang)
    if row.get("measure") == "rank":
        first = row["bound"] == "="
        return pick(lang, f"{'第' if first else '前'}{row['value']:g}位", f"{'No.' if first else 'top'} {row['value']:g}")
    high = row.get("value_high", math.nan)
    if high is not None and not math.isnan(high):
        return _span(row["value"], high, unit, check_lang(lang))
    return format_bound(row["value"], row["bound"], unit, lang, word=str(row.get("bound_word") or ""))


def shown_unit(row: Mapping[str, Any], lang: str | None = None) -> str:
    """Return the unit of a figure as a language writes it: in English, 户 of firms is a counter like any other."""
    in_english = check_lang(lang) == "en"
    return "" if in_english and counts_firms(str(row["unit"]), str(row.get("label") or "")) else str(row["unit"])
