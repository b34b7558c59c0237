"""Sentences beside the charts and tables of the fiscal brief: what a reader should know before using their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from xclib.analyses.fiscal.budget import Budget, best_fact, population, span_of
from xclib.analyses.fiscal.cited import derived, reckon, taken
from xclib.analyses.fiscal.words import cite, grew, name_of, number, said
from xclib.economics import Derived, subtract
from xclib.formulas import POINTS
from xclib.indicators import read_indicators
from xclib.present import reckoned
from xclib.wording import format_value, pick

if TYPE_CHECKING:
    import pandas as pd

#: What a reader of a fiscal brief looks for first, and words by which other figures would show it.
_LOOKED_FOR = ("expenditure", "expenditure_growth", "expenditure_education_share", "revenue_three_levels")
_LOOKED_FOR_WORDS = {
    "税收收入|非税": ("税收与非税收入的构成", "the split of revenue into tax and other"),
    "债务|债券": ("政府债务", "government debt"),
    "赤字": ("收支差额", "the balance"),
    "转移支付": ("转移支付", "transfers between governments"),
    "政府性基金|土地出让": ("政府性基金收入", "revenue of government funds"),
}


def say_parent(b: Budget, lang: str) -> str:
    """Say how the parent area's revenue grew; what it covers is what the local level covers. Empty without a parent."""
    parent = best_fact(b.around[b.around["area_code"] == b.area[:2] + "0000"], "revenue_growth", b.year)
    if parent is None or not b.has("local_growth"):
        return ""
    gap = subtract(b.span("local_growth"), span_of(parent))
    name, rate = escape(parent["area_zh"] if lang == "zh" else parent["area_en"]), grew(parent, lang)
    out = pick(
        lang,
        f"同年{name}全域{rate}，与之范围相当的是地方级",
        f"{name} as a whole: {rate}; what compares with it is the local level",
    )
    if gap.low <= 0 <= gap.high:
        return out + pick(lang, "，二者分不出高低。", ", and the two cannot be told apart.")
    ends = sorted((abs(gap.low), abs(gap.high)))
    gap_told = number(Derived(ends[0], ends[1], abs(b.mid("local_growth") - parent["value"]), ""), "个百分点", lang, decimals=1)
    size = reckoned(gap_told, POINTS, lang, said(b.stated["local_growth"], lang), taken(parent, b, lang))
    zh, en = ("高", "higher") if gap.low > 0 else ("低", "lower")
    return out + pick(lang, f"，{zh}{size}。", f", {size} {en}.")


def say_comparable(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say how this year stands to the comparable level of the year before, and on what conditions; empty where unknown."""
    same = best_fact(b.rows, "revenue_growth_comparable", b.year - 1)
    if "growth_adjusted" not in d or same is None:
        return ""
    gap = d["growth_adjusted"]
    if gap.low < 0 < gap.high:
        side, over = pick(lang, "分不出高低", "level with"), ""
    else:
        over = derived(b, d, "growth_adjusted", lang, unsigned=True)
        side = pick(lang, "低" if gap.mid < 0 else "高", "below" if gap.mid < 0 else "above")
    refunds = "退税" in same["indicator_zh"]
    what_zh, what_en = ("退税", "refunds") if refunds else ("同类调整项", "items of the kind")
    more_zh, more_en = (
        (f"；{b.year}年若有退税，则比这更高", f"; refunds in {b.year} would make it more") if refunds else ("", "")
    )
    stands = pick(lang, f"{side}{over}", f"{over} {side}".strip())
    return pick(
        lang,
        f"若同口径只调整{b.year - 1}年、不调整其基数，且{b.year}年没有{what_zh}可加回，"
        f"{b.year}年入库数比同口径的{b.year - 1}年{stands}{more_zh}。",
        f"If that basis adjusts {b.year - 1} alone and not its base, and {b.year} had no {what_en} left to add back, revenue "
        f"of {b.year} as booked lies {stands} the comparable level of {b.year - 1}{more_en}.",
    )


def say_rebased(b: Budget, lang: str) -> str:
    """Say that the level of GDP was put on a new base since; empty where no page does so."""
    levels = b.here[(b.here["indicator"] == "gdp") & (b.here["base"] != "")]
    then = set(levels.loc[levels["period"].isin([b.year - 1, b.year]), "base"])
    later = levels[(levels["period"] > b.year) & ~levels["base"].isin(then)]
    if later.empty or not then:
        return ""
    year, rate = later["period"].min(), later["base"].iloc[0].rsplit("-", 1)[-1]
    return pick(
        lang,
        f"GDP水平其后换了基数（{year}年的水平已按{rate}年经济普查）。这里用报告当时的水平；按新基数，名义增速与弹性会不同。",
        f"The level of GDP has since been put on a new base (that of {year} follows the census of {rate}). The levels here are "
        "those of the report's time; on the new base, nominal growth and buoyancy would differ.",
    )


def say_heads(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say revenue per head; only as an order of magnitude where the population is an older year's."""
    people = population(b)
    if people is None or "per_head" not in d:
        return pick(
            lang,
            "未见可用的常住人口，人均收入不算。",
            "No usable resident population is at hand, so revenue per head is not given.",
        )
    size = float(f"{d['per_head'].mid:.1e}")
    told, own = reckon(b, "per_head", format_value(size, "元", lang), lang), name_of(b.stated["revenue"], lang)
    out = pick(lang, f"{own}按常住人口约{told}一人", f"{own.capitalize()} comes to about {told} per resident")
    out += pick(
        lang,
        f"（人口为{people['period']}年{cite(people, lang)}）",
        f" (population of {people['period']}: {cite(people, lang)})",
    )
    if people["period"] != b.year:
        out += pick(lang, "；分子分母不同年，只是数量级", "; the years differ, so this is an order of magnitude only")
    zh = "。收入随纳税人登记地而定，不等于居民负担。"
    return out + pick(lang, zh, ". Revenue follows where taxpayers are registered; it is not what residents bear.")


def missing(figures: pd.DataFrame, lang: str) -> str:
    """Say what a reader would look for and the report does not state as a number; empty where nothing is missing."""
    names = read_indicators()
    absent = [names[code].name(lang) for code in _LOOKED_FOR if not (figures["indicator"] == code).any()]
    labels = figures["label"] + figures["prefix"]
    absent += [pick(lang, zh, en) for words, (zh, en) in _LOOKED_FOR_WORDS.items() if not labels.str.contains(words).any()]
    if not absent:
        return ""
    told = escape(pick(lang, "、", ", ").join(absent if lang == "zh" else [a[:1].lower() + a[1:] for a in absent]))
    return pick(lang, f"报告未以数字载明：{told}。", f"The report states no number for: {told}.")
