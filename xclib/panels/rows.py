"""A candidate for a headline figure, and the row of the panel that it becomes: unit, sign, basis, scope and print."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from xclib.model.areas import MUNICIPALITIES
from xclib.panels.match import Match
from xclib.panels.words import plain, read_rules

#: Unit of an indicator as the panel writes it, by the code of its figures.
UNITS = {
    "CNY": "yuan",
    "USD": "US dollars",
    "PT": "%",
    "PS": "persons",
    "NR": "persons",
    "ug/m3": "ug/m3",
    "t": "tonnes",
    "d": "days",
    "1": "%",
}
#: Units of indicators that are not those of their figures' codes.
_OWN_UNITS = {"natural_growth": ("‰", "PT"), "housing_units": ("dwellings", "NR"), "patents_per_10k": ("patents", "NR")}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that states a headline indicator, before one of several is picked."""

    row: Row
    match: Match
    indicator: str
    status: str
    period: int
    order: int
    first_year: int


#: Another figure within a name: 研发经费支出9亿元，增长5%，与生产总值之比; 500万元以上投资 begins with one of its own.
_FIGURES_WITHIN = re.compile(r"(?<=[^\d.A-Z])\d.*[，、；]")
#: Another clause within it: 粮食喜获丰收，总产量.
_CLAUSES_WITHIN = re.compile(r"(?<=^..).*，")


def short_name(name: str) -> str:
    """Return what a figure is called without the other figures, and the other clauses, that stand within.

    >>> short_name("茶税9亿元，增长5%，占财政收入的比重"), short_name("500万元以上茶业投资"), short_name("茶叶喜获丰收，总产量")
    ('茶税…占财政收入的比重', '500万元以上茶业投资', '茶叶…总产量')
    """
    return _CLAUSES_WITHIN.sub("…", _FIGURES_WITHIN.sub("…", name))


def to_row(candidate: Candidate) -> Row:
    """Return the row of the panel."""
    row = _rounded(_signed(_in_own_unit(candidate)), candidate.status)
    unit, code = _OWN_UNITS.get(candidate.indicator, (UNITS[row["unit_code"]], row["unit_code"]))
    city = row["area_code"] in MUNICIPALITIES
    return {
        **{name: row[name] for name in ("doc", "area_code", "area", "bound", "line", "start", "source_url")},
        "level": "province" if city and row["level"] == "major city" else row["level"],
        "indicator": candidate.indicator,
        "status": candidate.status,
        "period": candidate.period,
        **{name: row[name] for name in ("value", "value_high", "low", "high")},
        "unit": unit,
        "as_printed": _printed(row),
        "flag": "",
        "name": short_name(candidate.match.name),
        "picked": True,
        "first_year": candidate.first_year,
        "unit_code": "PS" if unit == "persons" else "PT" if unit == "%" else code,
        "preliminary": candidate.status == "actual" and _is_preliminary(candidate),
        "basis": basis_of(candidate),
        "coverage": "year" if candidate.first_year == candidate.period else "years",
        "scope": _scope(candidate),
        "municipality": city,
    }


#: 茶园初步形成 is no estimate.
_PRELIMINARY = re.compile(r"预计|预期可|初步(?:[核测匡估推预]算|统计|预[计测]|核[定验实]|汇总|修订)|快报|有望")
_COMPARABLE = re.compile(r"同口径|可比|扣除[^，。；]{0,12}(?:退税|因素|影响)|剔除|还原|不变口径|留抵退税")
_REAL = re.compile(r"实际(?!利用|使用|完成|到位|吸收)|[扣剔]除(?:物价|价格)(?:上涨)?(?:因素|影响)|可比价|不变价")
#: 剔除减税影响，实际增长: what is left out is no price.
_LEFT_OUT = re.compile(r"[扣剔]除(?!物价|价格)[^，。；\d]{2,14}(?:退税|因素|影响)")
#: 茶税、茶利同口径分别增长: what stands before 分别, or before the rates of a list, holds for each.
_OF_EACH = re.compile(
    r"(?:(?:同口径|实际(?!利用|使用|完成|到|吸|引|直接|投)(?:收入|增长(?=分别))?|(?:可比|不变)(?:口径|价格?)?)|[扣剔]除[^，。；\d]{2,14}(?:因素|影响))(?:后|相比|计算|计)?，?"
    r"(?:(?:比上年|同比|均|各|预计|年均)*分别[^。；]*|(?:增长|下降)[\d.]+%(?:以上|左右)?[、和与及])$"
)


def _is_preliminary(candidate: Candidate) -> bool:
    """Whether an outcome is an estimate by its words: 预计全年…, 初步核算, 快报."""
    row = candidate.row
    return bool(row.get("preliminary")) or bool(_PRELIMINARY.search(plain(row["before"]))) or "预计" in row["after"][:8]


#: What belongs to a number behind it, and a bracket that has no rate of its own: 增长1%（可比口径增长8%）.
_ITS_OWN = re.compile(r"[^，。；、（(]{0,14}(?:[（(](?![^）)]*\d%)[^）)]{0,24})?")


def basis_of(candidate: Candidate) -> str:
    """Return the basis of a growth rate: real, nominal or comparable; empty for levels and for prices."""
    indicator = candidate.indicator
    if not indicator.endswith("_growth") or indicator == "natural_growth":
        return ""
    # What follows a comma speaks of the next figure: 零售额增长5%，预算收入同口径增长6%.
    near = candidate.match.bridge + _ITS_OWN.match(candidate.row["after"])[0]  # type: ignore[index]
    if listed := _OF_EACH.search(plain(candidate.row["before"]), candidate.match.start):
        near += listed[0]
    if indicator in ("gdp_growth", "value_added_industry_growth", "energy_intensity_growth"):
        return "real"
    real = _REAL.search(near)
    if _LEFT_OUT.search(near) or (_COMPARABLE.search(near) and not real):
        return "comparable"
    return "real" if real else candidate.row.get("basis") or "nominal"


#: 出口总额（不含省属企业）9亿元, 生产总值9亿元（不含云泽，下同）
_WITHOUT = re.compile(r"[^，。；、（(]{0,12}[（(]((?:不含|不包括)[^（）()，、\d]{1,12})(?<!为)(?<!完成)(?<!实现)[）)，]")


#: Families of air, which is measured in the built-up parts, and what names one of these before an item of a list about it.
_AIR = frozenset(["pm25", "good_air_share", "good_air_days"])
_AIR_OF = re.compile(
    r"(中心城区|中心城市|主城区|市区|城区)(?:环境)?(?:空气|大气|细颗粒|PM|优良)(?:(?!全[市省州区国])[^。；水])*[，、]$"
)
_OF_ALL = re.compile("全[市省州区国]|设区")


def _scope(candidate: Candidate) -> str:
    """Return the words that say of which part a figure is, where a part stands for the whole: 市区, 500万元以上."""
    match = candidate.match
    words = read_rules()["families"][match.family].get("scopes")
    found = re.search(words, match.opener[-12:] + match.name) if words else None
    if found is None:
        found = _WITHOUT.match(match.bridge) or _WITHOUT.match(candidate.row["after"])
    if found is None and match.family in _AIR and not _OF_ALL.search(match.opener):
        # 市区PM2.5浓度31微克/立方米，优良天数297天: the second is of the same air.
        found = _AIR_OF.search(plain(candidate.row["before"])[: match.start])
    return found[found.lastindex or 0] if found else ""


def _in_own_unit(candidate: Candidate) -> Candidate:
    """Return the candidate with its value in the panel's unit: ‰ of a population, people who left poverty."""
    row, indicator = candidate.row, candidate.indicator
    factor = 1.0
    if indicator == "natural_growth" and row["unit"] in ("%", "％") and abs(row["value"]) < 1.5:
        factor = 10.0
    elif indicator == "poverty_reduction" and row["value"] < 0:
        factor = -1.0
    return candidate if factor == 1.0 else replace(candidate, row=in_other_unit(row, factor))


def in_other_unit(row: Row, factor: float) -> Row:
    """Return a row with its numbers in another unit; a factor below 0 turns its interval round."""
    ends = {name: row[name] * factor for name in ("value", "low", "high")}
    if factor < 0:
        ends["low"], ends["high"] = ends["high"], ends["low"]
    return {**row, **ends, "value_high": None if row["value_high"] is None else row["value_high"] * factor}


#: 控制在2.6%、3.7%和4‰以内: the word behind a list holds for each of it.
_WITHIN = re.compile(r".{0,3}(?:[、和与及][\d.]+[%‰]){0,3}(?:以内|以下|之内|左右)")


def _rounded(row: Row, status: str) -> Row:
    """Return the row of an outcome that was held at a number as that number: 控制在3.6%, without 以内."""
    if status != "actual" or row["bound"] != "<=" or "控制" not in (row["bound_word"] or ""):
        return row
    if _WITHIN.match(row["after"]):
        return row
    digits = len(str(row["number"]).partition(".")[2].rstrip("%‰"))
    half = 0.5 * 10.0**-digits
    return {**row, "bound": "=", "low": round(row["value"] - half, 9), "high": round(row["value"] + half, 9)}


#: 降幅收窄到4.5%; 降幅收窄，转为增长4.5% is no fall.
_FELL = re.compile("降幅(?!.*(?:增长|增速|上升|回升|转正))")


def _signed(candidate: Candidate) -> Row:
    """Return the row with the sign that its bridge gives: 能耗下降4.5%, 出口降幅收窄到4.5% are falls."""
    row, bridge = candidate.row, candidate.match.bridge
    falls = "降" in bridge if candidate.indicator == "energy_intensity_growth" else _FELL.search(bridge)
    if not candidate.indicator.endswith("_growth") or row["value"] < 0 or not falls:
        return row
    return in_other_unit(row, -1)


def _printed(row: Row) -> str:
    """Return number and unit with the word that bounds them, as printed."""
    word = row["bound_word"] or ""
    before = word if word and row["before"].endswith(word) else ""
    after = row["after"][: len(row["unit"]) + len(word)]
    tail = after if word and after.endswith(word) else after[: len(row["unit"])]
    return f"{before}{row['number']}{tail}"
