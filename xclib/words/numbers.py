"""A quantity in words, with the link to its page or the formula by which it was computed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from xclib.care.shipped import read_beside
from xclib.economics.formulas import LEFT_OPEN
from xclib.economics.quantity import Quantity
from xclib.model.areas import english_name
from xclib.words.markup import computed, link, placed
from xclib.words.wording import check_lang, format_figure, format_interval, format_number, format_value, in_bound, pick

_FITTED = re.compile("ordinary least squares: (?P<formula>.+); 95% interval, (?P<errors>.+) errors")


def _chinese() -> dict[str, Any]:
    return read_beside(__file__, "formulas.yaml")


#: Columns of estimates, as readers call them, in Chinese and English.
_NAMES = {
    "area_code": ("地区", "area"),
    "period": ("年份", "year"),
    "home": ("所在省份", "province"),
    "new_term": ("换届", "new term"),
}
_CODES = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")


def explain(basis: str, lang: str) -> str:
    """Return how a number was computed in the language of a page; a basis that is not listed stays as it is.

    ``basis``: as in the ``basis`` of a quantity.

    >>> explain("part / whole", "zh"), explain("part / whole", "en")
    ('部分 ÷ 全体', 'part / whole')
    >>> explain("ordinary least squares: outcome ~ target; 95% interval, HC3 errors", "zh")
    '普通最小二乘：outcome ~ target；HC3标准误，95%区间'
    >>> explain("ordinary least squares: income ~ gdp | area_code + period; 95% interval, clustered(area_code) errors", "en")
    'ordinary least squares: income ~ gdp | area + year; 95% interval, clustered(area) errors'
    """
    english = check_lang(lang) == "en"
    if basis.startswith("ordinary least squares"):
        basis = _CODES.sub(lambda code: _NAMES[code[0]][english], basis)
    if english:
        return basis
    if fitted := _FITTED.fullmatch(basis):
        errors = fitted["errors"]
        for english, chinese in _chinese()["errors"].items():
            errors = errors.replace(english, chinese)
        return str(_chinese()["fitted"]).format(formula=fitted["formula"], errors=errors)
    return str(_chinese()["basis"].get(basis, basis))


#: Significant digits of computed amounts: no more than what they were computed from.
_DIGITS = 4


def is_mixed(amounts: Iterable[Quantity], lang: str) -> bool:
    """Whether stated amounts of money would stand in two units beside each other, in 亿元 and in 万亿元.

    >>> small, large = (Quantity(v, v, v, "元", printed=v) for v in (5.8e12, 2.7e13))
    >>> is_mixed([small, large], "zh"), is_mixed([large], "zh"), in_words(large, "zh", largest=False)
    (True, False, '270000亿元')
    """
    least = _LARGE[lang][0][0]
    sizes = [abs(of.printed) >= least for of in amounts if of.is_stated and of.unit == "元" and abs(of.printed) >= _size(lang)]
    return len({*sizes}) > 1


def in_words(of: Quantity, lang: str, digits: int | None = None, *, largest: bool = True) -> str:
    """Return a quantity in words: a stated one as printed, a computed one by its interval.

    ``digits``: decimals of a computed number; of an amount of money its significant digits. ``largest``: whether an amount may
    be written in 万亿 or trillions, which it is not beside smaller ones.

    >>> in_words(Quantity(math.nan, 5.26, math.inf, "%", basis="part / whole"), "en", 1)
    'at least 5.3%'
    """
    if of.is_stated:
        return _stated(of, lang, largest=largest)
    if of.unit == "元" and _is_large(of.low, of.high, lang=lang):
        # What rounding leaves open around a printed amount has one digit more than the amount.
        return _money_between(of.low, of.high, lang, digits or (None if of.basis in LEFT_OPEN else _DIGITS))
    return format_interval(of.low, of.high, _unit(of, lang), lang, decimals=digits)


def _unit(of: Quantity, lang: str) -> str:
    return "" if of.counts_firms and lang == "en" else of.unit


def fall_in_words(of: Quantity, lang: str, digits: int | None = None) -> str:
    """Return a negative rate by its size, for a sentence that says that something fell; any other as it is.

    >>> fall_in_words(Quantity(-1.4, -1.45, -1.35, "%", printed=-1.4), "en")
    '1.4%'
    """
    return in_words(of.size if of.high <= 0 else of, lang, digits)


def cite(of: Quantity, lang: str, text: str = "") -> Markup:
    """Return a quantity as markup: a link to the page that states it, or its formula with the numbers that went in.

    >>> cite(Quantity(5.0, 5.0, 5.0, "%", printed=5.0, url="https://a.example/"), "en")
    Markup('<a href="https://a.example/">5%</a>')
    """
    text = text or in_words(of, lang)
    if of.is_stated:
        return placed(text, place_in_words(of.place, lang)) if of.place else link(text, of.url, of.indicator)
    return computed(text, explain(of.basis, lang), given(of, lang))


def place_in_words(place: str, lang: str) -> str:
    """Return document and line of a number whose document came without an address.

    >>> place_in_words("政府工作报告-国务院/2031:7", "en"), place_in_words("政府工作报告-青岚市/2031:7", "zh")
    ("line 7 of the State Council's work report of 2031", '青岚市2031年政府工作报告第7行')
    >>> place_in_words("cn-999901-work-2031:7", "en")
    'line 7 of cn-999901-work-2031'
    """
    doc, _, line = place.rpartition(":")
    found = re.fullmatch(r"政府工作报告-(?:.+/)?(.+)/(\d{4})", doc)
    if not found:
        registered = re.fullmatch(r"cn-\d{6}-[a-z]+-\d{4}", doc)
        return pick(lang, f"{doc}第{line}行", f"line {line} of {doc}") if registered else place
    whose = "the State Council's" if found[1] == "国务院" else f"{english_name('', found[1])}'s"
    zh, en = f"{found[1]}{found[2]}年政府工作报告第{line}行", f"line {line} of {whose} work report of {found[2]}"
    return pick(lang, zh, en)


def given(of: Quantity, lang: str) -> str:
    """Return the inputs of a computed number in words, with the year where it differs.

    >>> given(Quantity(5.0, 5.0, 5.0, basis="x", inputs=(Quantity(4.0, 4.0, 4.0, "%", printed=4.0, period=2030),)), "en")
    '2030: 4%'
    """
    return pick(lang, "；", "; ").join(_dated(in_words(q, lang), q, lang) for q in of.inputs)


def cite_inputs(of: Quantity, lang: str) -> Markup:
    """Return the same as `given` as markup, each number with its own link or formula."""
    return Markup(pick(lang, "；", "; ")).join(_dated(cite(q, lang), q, lang) for q in of.inputs)


def _dated(text: str, of: Quantity, lang: str) -> str:
    return pick(lang, f"{of.period}年：", f"{of.period}: ") + text if of.period else text


def estimate_in_words(of: Quantity, lang: str, digits: int | None = None) -> str:
    """Return the number followed by its interval; only one of them where they read the same or there is no number.

    >>> estimate_in_words(Quantity(0.9, 0.727, 1.111, basis="part / whole"), "en", 2)
    '0.90 (0.73 to 1.11)'
    """
    room = in_words(of, lang, digits)
    if math.isnan(of.value) or (point := point_in_words(of, lang, digits)) == room:
        return room
    return pick(lang, f"{point}（{room}）", f"{point} ({room})")


def point_in_words(of: Quantity, lang: str, digits: int | None = None) -> str:
    """Return the number alone, without its interval: the estimate of a regression, an amount of money; of a bound the bound.

    >>> point_in_words(Quantity(-0.25, -0.5, 0.1, "个百分点", basis="part / whole"), "en", 2)
    '−0.25 percentage points'
    >>> point_in_words(Quantity(math.nan, 6.3e11, math.inf, "元", basis="base × (1 + growth)"), "en")
    'at least 630 billion yuan'
    """
    if math.isnan(of.value):
        return in_words(of, lang, digits)
    if of.unit == "元":
        return _money(of.value, lang, digits or _DIGITS)
    return format_value(of.value, of.unit, lang, decimals=digits)


def signed(of: Quantity, lang: str, digits: int = 1) -> str:
    """Return the number alone with its sign and without its unit.

    >>> signed(Quantity(0.34, 0.3, 0.4), "en"), signed(Quantity(-0.34, 0.3, 0.4), "en"), signed(Quantity(0.01, 0, 0), "en")
    ('+0.3', '−0.3', '0.0')
    """
    text = format_number(of.value, lang, decimals=digits)
    return text if text.startswith("−") or not text.strip("0.") else f"+{text}"


def _stated(of: Quantity, lang: str, *, largest: bool = True) -> str:
    if of.unit == "元" and abs(of.printed) >= _size(lang) and not of.word:
        return in_bound(of.bound, lang).format(_money(of.printed, lang, largest=largest))
    if of.is_range:
        return format_interval(of.low, of.high, _unit(of, lang), lang)
    row = {"value": of.printed, "bound": of.bound, "bound_word": of.word, "unit": _unit(of, lang)}
    return format_figure(row, lang)


#: Share of a unit that an amount must have to be written in it beside a larger one.
_LEAST_OF_UNIT = 0.1
#: What amounts of a province or a city are written in, and from where those of the nation have a larger unit.
_LARGE = {
    "zh": ((1e13, 1e12, "万亿元"), (1e8, 1e8, "亿元")),
    "en": ((1e13, 1e12, " trillion yuan"), (1e9, 1e9, " billion yuan")),
}


def _money(value: float, lang: str, digits: int | None = None, beside: float = 0.0, *, largest: bool = True) -> str:
    """Write an amount in 亿元 or billion yuan, so that a sentence keeps to one unit; a very large or small one as it comes.

    ``beside``: the other end of a span, which is written in one unit; ``largest``: as of `in_words`.

    >>> _money(4984310000000, "zh"), _money(458e9, "en", 2), _money(40924, "zh", 2), _money(126e12, "zh"), _money(28.5e12, "en")
    ('49843.1亿元', '460 billion yuan', '4.1万元', '126万亿元', '28.5 trillion yuan')
    """
    if digits is not None and value:
        value = round(value, digits - 1 - math.floor(math.log10(abs(value))))
    if not _is_large(value, lang=lang):
        return format_value(value, "元", lang)
    most = max(abs(value), abs(beside))
    size, word = next((size, word) for least, size, word in _LARGE[lang][not largest :] if most >= least)
    scaled = value / size
    # 5061.0597亿元 was printed in 万元: six digits say enough. Of 1.285亿元, and of 1.2845 to 1.2855, none may be lost.
    before = len(str(int(abs(scaled))))
    least = (2 if lang == "zh" else 3) + round(math.log10(size / _size(lang)))
    text = format_number(scaled, lang, decimals=max(least, 6 - before))
    return (text.rstrip("0").rstrip(".") if "." in text else text) + word


def _is_large(*values: float, lang: str) -> bool:
    return any(math.isfinite(v) and abs(v) >= _size(lang) for v in values)


def _size(lang: str) -> float:
    return 1e8 if lang == "zh" else 1e9


def _money_between(low: float, high: float, lang: str, digits: int | None) -> str:
    """Write what lies between two amounts, the unit once; an open end leaves a bound."""
    known = [x for x in (low, high) if math.isfinite(x)]
    most = max(map(abs, known), default=0.0)
    size = next((size for least, size, _ in _LARGE[lang] if most >= least), 0.0)
    # One unit for both ends, unless the lower one has less than a tenth of it: 9.9亿元至10.05万亿元.
    ends = [_money(x, lang, digits, beside=most if min(map(abs, known)) >= _LEAST_OF_UNIT * size else 0.0) for x in known]
    if len(ends) < 2:
        one_sided = in_bound(">=" if math.isfinite(low) else "<=", lang)
        return one_sided.format(ends[0]) if ends else pick(lang, "不能确定", "undetermined")
    words = [next((word for _, _, word in _LARGE[lang] if end.endswith(word)), "") for end in ends]
    first = ends[0].removesuffix(words[0]) if words[0] == words[1] else ends[0]
    return ends[0] if ends[0] == ends[1] else f"{first}{pick(lang, '至', ' to ')}{ends[1]}"
