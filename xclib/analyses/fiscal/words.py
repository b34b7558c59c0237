"""Words of the fiscal brief: what its codes, revenues and derived numbers are called, and how numbers are cited."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from xclib.analyses.fiscal.budget import Row
from xclib.economics import Derived
from xclib.indicators import read_indicators
from xclib.present import link
from xclib.wording import format_bound, format_figure, format_interval, format_value, full_label, pick

if TYPE_CHECKING:
    import pandas as pd

#: What the codes of the frames are called.
WORDS = {
    "first": ("首次公布", "first account"),
    "later": ("事后", "later account"),
    "expected": ("年末预计", "estimate at year's end"),
    "undated": ("时点不明", "undated"),
    "derived": ("推算", "derived"),
    "stated": ("所载", "stated"),
    "comparable": ("同口径", "comparable basis"),
    "target": ("目标", "target"),
    "booked": ("入库数", "as booked"),
    "local": ("地方级", "local level"),
    "three": ("三级税收", "tax revenue of all three levels"),
    "real": ("对不变价GDP", "over GDP at constant prices"),
    "adjusted": ("同口径收入，对不变价GDP", "comparable revenue, over GDP at constant prices"),
    "nominal": ("对名义GDP", "over nominal GDP"),
    "received": ("从上级获得", "received from the higher-level government"),
    "paid": ("已兑现或拨付", "paid out"),
    "yearly": ("逐年承诺", "yearly commitment"),
    "promised": ("承诺", "promised"),
    "amount": ("所载金额，未说已付", "stated, payment not said"),
    "low": ("低", "low"),
    "central": ("中", "central"),
    "high": ("高", "high"),
    "growth": ("直接设增速", "growth assumed"),
    "buoyancy": ("GDP增速×弹性", "GDP growth × buoyancy"),
    "below": ("低于目标", "below target"),
    "within": ("符合目标", "on target"),
    "above": ("高于目标", "above target"),
    "": ("无目标", "no target"),
    "anticipatory": ("预期性", "anticipatory"),
    "binding": ("约束性", "binding"),
    "same": ("口径相同", "same basis"),
    "shifted": ("口径有变", "basis shifted"),
    "caveat": ("须谨慎比", "with caveat"),
    "false": ("不可比", "not comparable"),
}

_NOMINAL = ("水平÷（1＋增速），均为名义", "level / (1 + growth), both nominal")
_SAME = ("；假定同口径只调整当年，不调整基数", "; assumes that the basis adjusts its year and not the year before")
_REAL = ("名义收入增速÷不变价GDP增速，比值含价格", "nominal revenue growth / real GDP growth: prices are in the ratio")

#: Derived numbers: name in both languages ({own} is the area's own revenue), unit, and basis in both languages.
DERIVED = {
    "local_before": (("上年地方级收入", "Local-level revenue a year earlier"), "元", _NOMINAL),
    "revenue_before": (("上年{own}", "{own} a year earlier"), "元", _NOMINAL),
    "share": (("{own}占地方级", "{own}, share of the local level"), "%", ("同年两数之比", "ratio of one year's amounts")),
    "share_before": (("上年占比", "The share a year earlier"), "%", ("两个推算数之比", "ratio of the two derived levels")),
    "share_change": (
        ("占比变动", "Change of the share"),
        "个百分点",
        ("占比×［1−（1＋地方级增速）÷（1＋本级增速）］", "share × (1 − (1 + local-level growth) / (1 + own growth))"),
    ),
    "growth_gap": (
        ("增速之差，{own}减地方级", "Growth of {own} less local level"),
        "个百分点",
        ("两个名义增速相减", "difference of two nominal rates"),
    ),
    "booked_before": (
        ("上年增速，入库数", "Growth a year earlier, as booked"),
        "%",
        ("上年推算数÷再上年所载数−1", "derived level / stated level of the year before − 1"),
    ),
    "adjusted_before": (
        ("上年同口径水平", "Level a year earlier, comparable basis"),
        "元",
        ("再上年所载数×（1＋同口径增速）" + _SAME[0], "stated level of the year before × (1 + comparable growth)" + _SAME[1]),
    ),
    "refunds": (
        ("同口径水平减入库水平", "Comparable less booked level"),
        "元",
        ("同一假定", "same assumption"),
    ),
    "growth_adjusted": (
        ("本年对上年同口径水平的增速", "Growth over the comparable level"),
        "%",
        (
            "本年所载数÷上年同口径水平−1，同一假定，且本年无同类调整",
            "stated level / comparable level − 1, same assumption, and nothing of the kind to adjust this year",
        ),
    ),
    "two_year_growth": (
        ("两年平均增速", "Mean growth a year over two years"),
        "%",
        ("两端均为所载数，几何平均", "geometric mean, both ends stated"),
    ),
    "mean_growth": (
        ("可连各年的平均增速", "Mean growth a year over the joined years"),
        "%",
        ("两端均为所载数，几何平均", "geometric mean, both ends stated"),
    ),
    "gdp_nominal": (
        ("GDP名义增速", "Nominal growth of GDP"),
        "%",
        (
            "现价水平之比−1；水平只是界限，则只得一侧",
            "ratio of levels at current prices − 1; one-sided where a level is a bound",
        ),
    ),
    "buoyancy": (
        ("弹性，对不变价GDP", "Buoyancy over GDP at constant prices"),
        "",
        _REAL,
    ),
    "buoyancy_two_year": (
        ("两年平均的弹性，对不变价GDP", "Buoyancy over two years, GDP at constant prices"),
        "",
        (
            "收入与不变价GDP两年平均增速之比，不受上年基数影响，比值含价格",
            "ratio of two-year mean growth, revenue nominal and GDP real: free of last year's base; prices are in the ratio",
        ),
    ),
    "buoyancy_nominal": (
        ("弹性，对名义GDP", "Buoyancy over nominal GDP"),
        "",
        ("名义收入增速÷名义GDP增速", "nominal revenue growth / nominal GDP growth"),
    ),
    "target_level": (
        ("目标的水平", "Level that the target implies"),
        "元",
        ("本年所载数×（1＋目标增速），名义", "stated level × (1 + target growth), nominal"),
    ),
    "target_buoyancy": (
        ("两个目标的隐含弹性", "Buoyancy that the two targets imply"),
        "",
        ("收入目标（名义）÷GDP目标（不变价）", "revenue target (nominal) / GDP target (constant prices)"),
    ),
    "parent_share": (
        ("地方级占上级地区收入", "Local-level revenue, share of the parent area's"),
        "%",
        ("同年两数之比；假定后者包括前者", "ratio of one year's amounts; assumes that the one is part of the other"),
    ),
    "per_head": (
        ("人均收入数量级", "Revenue per head, order of magnitude"),
        "元",
        ("收入÷常住人口", "revenue / resident population"),
    ),
}


def word(code: str, lang: str) -> str:
    """Return what a code of the frames is called.

    >>> word("comparable", "en")
    'comparable basis'
    """
    return pick(lang, *WORDS[code])


def money_unit(lang: str, *, small: bool = False) -> tuple[float, str]:
    """Return the size and the name of the unit in which amounts are drawn.

    >>> money_unit("zh")
    (100000000.0, '亿元')
    """
    if lang == "zh":
        return (1e4, "万元") if small else (1e8, "亿元")
    return (1e6, "million yuan") if small else (1e9, "billion yuan")


def scaled(frame: pd.DataFrame, lang: str, *, small: bool = False) -> pd.DataFrame:
    """Return a frame with its amounts in the unit in which they are drawn."""
    size = money_unit(lang, small=small)[0]
    columns = [c for c in ("value", "low", "mid", "high") if c in frame]
    return frame.assign(**{c: frame[c] / size for c in columns})


def name_of(row: Row, lang: str) -> str:
    """Return whose revenue a figure is, from its label; a label that does not say gives the bare name.

    >>> name_of({"label": "区级一般公共预算收入", "scope": ""}, "en")
    'district-level revenue'
    """
    found = re.match(r"(省|市|区|县|地方)级", row["label"])
    if lang == "zh":
        return f"{found[0]}收入" if found else "一般公共预算收入"
    told = {"省": "provincial", "市": "city", "区": "district", "县": "county", "地方": "local"}
    return f"{told[found[1]]}-level revenue" if found else "general public budget revenue"


def range_words(low: float, high: float, unit: str, lang: str, *, decimals: int | None = None) -> str:
    """Return an interval in words, with the unit of money once where both ends share it.

    >>> range_words(4.708e10, 4.754e10, "元", "en", decimals=2)
    '47.08 to 47.54 billion yuan'
    """
    if unit == "元" and math.isfinite(low) and math.isfinite(high):
        ends = [format_value(v, unit, lang, decimals=decimals) for v in (low, high)]
        first, last = (re.fullmatch(r"([−\d.,]+)(.*)", end) for end in ends)
        if first and last and first[2] == last[2] and ends[0] != ends[1]:
            return pick(lang, f"{ends[0].removesuffix(unit)}至{ends[1]}", f"{first[1]} to {ends[1]}")
    return format_interval(low, high, unit, lang, decimals=decimals)


def number(d: Derived, unit: str, lang: str, *, decimals: int | None = None, bare: bool = False) -> str:
    """Return a derived number with its interval; where it has no value, the interval alone.

    >>> number(Derived(0.73, 1.11, 0.9, ""), "", "en", decimals=2)
    '0.90 (0.73 to 1.11)'
    """
    if decimals is None:
        decimals = {"元": 1 if lang == "zh" else 2, "%": 1}.get(unit, 2)
    points = "" if unit != "个百分点" else pick(lang, unit, " percentage points")
    plain = "" if points else unit
    low = d.low if d.low != 0 or not math.isnan(d.mid) else -math.inf
    span = range_words(low, d.high, plain, lang, decimals=decimals)
    value = format_value(d.mid, plain, lang, decimals=decimals)
    if math.isnan(d.mid):
        return span + points
    if value == span or bare:
        return value + points
    return pick(lang, f"{value}{points}（{span}）", f"{value}{points} ({span})")


def said(row: Row, lang: str) -> str:
    """Return a figure in words; 近 stays near, rather than any number below.

    >>> said({"value": 9e8, "bound": "<", "unit": "元", "convention": "near"}, "en")
    'nearly 900 million yuan'
    """
    if row.get("convention") != "near":
        return format_figure(row, lang)
    return pick(lang, "近", "nearly ") + format_value(row["value"], row["unit"], lang)


def cite(row: Row, lang: str) -> str:
    """Return a figure in words as a link to its page."""
    return link(said(row, lang), str(row["source_url"]))


def grew(row: Row, lang: str) -> str:
    """Say growth of a figure as a rise or a fall, with its link."""
    size = dict(row) | {"value": abs(row["value"])}
    return pick(lang, "下降" if row["value"] < 0 else "增长", "down " if row["value"] < 0 else "up ") + cite(size, lang)


def label(row: Row, lang: str) -> str:
    """Return a figure's label; the Chinese one where nobody translated it."""
    return str((lang == "en" and row.get("label_en")) or full_label(row))


def plan_name(row: Row, lang: str) -> str:
    """Return the name of a row of `xclib.plan`; the Chinese one where there is no other."""
    return str((lang == "en" and row["name_en"]) or full_label(row, name="name_zh"))


def plan_words(row: Row, lang: str) -> str:
    """Return what a row of `xclib.plan` asks for: its number with its bound, or its rule in words.

    >>> plan_words({"plan": "与一般公共预算支出同步", "value": float("nan")}, "en")
    'in step with general public budget expenditure'
    """
    if not math.isnan(row["value"]):
        return format_bound(row["value"], row["bound"], row["unit"], lang)
    found = re.fullmatch(r"与(.+?)(基本)?(?:保持)?同步", row["plan"])
    if lang == "zh" or not found:
        return str(row["plan"])
    names = {alias: i.en for i in read_indicators().values() for alias in i.aliases if i.measure == "level"}
    whole = names.get(found[1], found[1])
    return f"{'broadly ' if found[2] else ''}in step with {whole[:1].lower()}{whole[1:]}"
