"""Key findings of the fiscal brief: sentences built from the numbers, each claim chosen by them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from xclib.analyses.fiscal.budget import Budget, best_fact, population, records, span_of
from xclib.analyses.fiscal.ratios import elasticities
from xclib.analyses.fiscal.words import cite, grew, label, name_of, number, plan_name, plan_words
from xclib.analyses.fiscal.years import chain_of, history
from xclib.economics import Derived, subtract
from xclib.indicators import read_indicators
from xclib.present import link
from xclib.wording import format_figure, format_number, format_value, pick

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


def findings(b: Budget, d: Mapping[str, Derived], support: pd.DataFrame, plan: pd.DataFrame, lang: str) -> list[str]:
    """Return the key findings: sentences with links; what is not stated is said to be missing.

    Parameters
    ----------
    b, d : Budget, dict of Derived
        From `read_budget` and `derive`.
    support, plan : DataFrame
        From `support`, and the fiscal rows of `xclib.plan`.
    lang : {'zh', 'en'}
        Language.
    """
    told = [say_levels(b, d, lang), say_base(b, d, lang), say_buoyancy(b, d, lang), say_target(b, d, lang)]
    told.insert(1, say_parent(b, lang))
    return [t for t in [*told, say_support(b, support, lang), say_rules(plan, lang)] if t]


def say_levels(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say what the levels of government take in, and how the share moved."""
    parts = []
    for key in ("local", "revenue"):
        if b.has(key):
            grown = pick(lang, "，", ", ") + grew(b.stated[f"{key}_growth"], lang) if b.has(f"{key}_growth") else ""
            parts.append(f"{name_of(b.stated[key], lang)}{pick(lang, '', ' ')}{cite(b.stated[key], lang)}{grown}")
    if not parts:
        return pick(lang, f"报告未载{b.year}年一般公共预算收入。", f"The report does not state budget revenue of {b.year}.")
    out = pick(lang, f"{b.year}年{'；'.join(parts)}，均为名义数。", f"{b.year}: {'; '.join(parts)}, all at current prices.")
    if "share" not in d:
        zh = "报告未把地方级与本级分列，占比无从算起。"
        return out + pick(lang, zh, " The report does not state local-level and own revenue apart, so there is no share.")
    own = name_of(b.stated["revenue"], lang)
    told = number(d["share"], "%", lang, decimals=2)
    out += pick(lang, f"{own}占地方级的{told}", f" {own.capitalize()} is {told} of the local level")
    if (change := d.get("share_change")) is not None:
        out += _say_change(change, b.year - 1, lang)
    return out + pick(lang, "。", ".")


def _say_change(change: Derived, year: int, lang: str) -> str:
    if change.low <= 0 <= change.high:
        return pick(lang, f"，与{year}年的推算占比分不出高低", f", not to be told from what is implied for {year}")
    ends = sorted((abs(change.low), abs(change.high)))
    told = number(Derived(ends[0], ends[1], abs(change.mid), ""), "个百分点", lang)
    zh, en = ("低", "below") if change.high < 0 else ("高", "above")
    return pick(lang, f"，比由增速推算的{year}年占比{zh}{told}", f", {told} {en} what the growth rates imply for {year}")


def say_parent(b: Budget, lang: str) -> str:
    """Say how the parent area's revenue grew; what it covers is what the local level covers. Empty without a parent."""
    parent = best_fact(b.around[b.around["area_code"] == b.area[:2] + "0000"], "revenue_growth", b.year)
    if parent is None or not b.has("local_growth"):
        return ""
    gap = subtract(b.span("local_growth"), span_of(parent))
    name, rate = (parent["area_zh"] if lang == "zh" else parent["area_en"]), grew(parent, lang)
    out = pick(
        lang,
        f"同年{name}全域{rate}，与之范围相当的是地方级",
        f"{name} as a whole: {rate}; what compares with it is the local level",
    )
    if gap.low <= 0 <= gap.high:
        return out + pick(lang, "，二者分不出高低。", ", and the two cannot be told apart.")
    ends = sorted((abs(gap.low), abs(gap.high)))
    size = number(Derived(ends[0], ends[1], abs(b.mid("local_growth") - parent["value"]), ""), "个百分点", lang, decimals=1)
    zh, en = ("高", "higher") if gap.low > 0 else ("低", "lower")
    return out + pick(lang, f"，{zh}{size}。", f", {size} {en}.")


def say_base(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say whether this year's growth rests on a low base; empty where no comparable basis is known."""
    same = best_fact(b.here, "revenue_growth_comparable", b.year - 1)
    if "refunds" not in d or same is None:
        return ""
    refunds = "留抵退税" in same["indicator_zh"]
    why = pick(lang, "留抵退税" if refunds else "调整项", "VAT credit refunds" if refunds else "what it adjusts for")
    booked, two = (number(d[k], "%", lang) for k in ("booked_before", "two_year_growth"))
    low = d["booked_before"].high < same["low"]
    zh = "本年增速含低基数" if low else "本年增速未见低基数"
    en = "This year's growth includes a low base" if low else "This year's growth shows no low base"
    gap = d["growth_adjusted"]
    ends = sorted((abs(gap.low), abs(gap.high)))
    over = number(Derived(ends[0], ends[1], abs(gap.mid), ""), "%", lang)
    side_zh, side_en = ("低", "below") if gap.mid < 0 else ("高", "above")
    return pick(
        lang,
        f"{zh}：{b.year - 1}年入库数推算为{booked}，扣除{why}的同口径为{cite(same, lang)}。"
        f"若同口径只调整{b.year - 1}年、不调整其基数，{b.year}年比同口径的{b.year - 1}年{side_zh}{over}；"
        f"{b.year - 2}—{b.year}年平均每年{two}，不受{b.year - 1}年基数影响。",
        f"{en}: {b.year - 1} as booked comes to {booked}, but to {cite(same, lang)} net of {why}. "
        f"If that basis adjusts {b.year - 1} and not its base, {b.year} lies {over} {side_en} the comparable {b.year - 1}; "
        f"mean growth {b.year - 2}–{b.year} of {two} a year does not depend on {b.year - 1}.",
    )


def say_buoyancy(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say how revenue moved with output, and on which basis."""
    if "buoyancy" not in d:
        if not b.has("revenue_growth", "gdp_growth"):
            return ""
        zh = "收入或产出下降，二者之比没有弹性的意义，不算。"
        return pick(lang, zh, "Revenue or output fell; their ratio would not be a buoyancy, and none is given.")
    ratio, up, down = number(d["buoyancy"], "", lang), *(cite(b.stated[k], lang) for k in ("revenue_growth", "gdp_growth"))
    out = pick(
        lang,
        f"名义收入增速{up}与不变价GDP增速{down}之比为{ratio}，比值含价格变动",
        f"Nominal revenue growth of {up} over real GDP growth of {down} is {ratio}; prices are in that ratio",
    )
    if "buoyancy_nominal" in d:
        side, gdp = number(d["buoyancy_nominal"], "", lang), cite(b.stated["gdp"], lang)
        out += pick(lang, f"；对名义GDP（所载水平{gdp}），此比{side}", f"; over nominal GDP (level stated: {gdp}) it is {side}")
    return out + pick(lang, "。", ". ") + _say_rank(b, d, lang)


def _say_rank(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say how this year's ratio stands among the others on record; a small sample gets a small claim."""
    frame = elasticities(b, d)
    past = frame[(frame["basis"] == "real") & (frame["period"] < b.year)]
    if past.empty:
        return ""
    now, n = d["buoyancy"], len(past)
    higher = now.low > past["high"].max()
    zh, en = ("高于", "above") if higher else ("低于", "below") if now.high < past["low"].min() else ("不出", "within")
    low, high = (format_number(past["value"].agg(f), lang, decimals=2) for f in ("min", "max"))
    based = higher and "refunds" in d
    why = pick(lang, "，其中有低基数，不宜当作常态", "; a low base is part of it, so it is no norm") if based else ""
    return pick(
        lang,
        f"有据可查的此前{n}个年份在{low}至{high}之间，{b.year}年{zh}此范围{why}。",
        f"The {n} earlier years on record lie between {low} and {high}; {b.year} is {en} that range{why}.",
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


def say_target(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say what the target asks for, as a level and beside the path so far."""
    if not b.has("target"):
        zh = f"报告未载{b.year + 1}年收入增速目标。"
        return pick(lang, zh, f"The report does not state a target for the growth of revenue in {b.year + 1}.")
    goal = cite(b.stated["target"], lang)
    out = pick(lang, f"{b.year + 1}年目标增长{goal}", f"The target for {b.year + 1} is growth of {goal}")
    if (level := d.get("target_level")) is not None:
        span = number(Derived(level.low, level.high, math.nan, ""), "元", lang)
        out += pick(lang, f"，即{span}", f", that is {span}")
    if (mean := d.get("mean_growth")) is not None:
        aim, told = b.span("target"), number(mean, "%", lang)
        first = next(r["period"] for r in records(chain_of(b, history(b))) if r["vintage"] != "derived")
        zh, en = ("高于", "above") if aim.low > mean.high else ("低于", "below") if aim.high < mean.low else ("合于", "on")
        out += pick(
            lang,
            f"；{first}—{b.year}年平均每年{told}，目标{zh}这条路径",
            f"; mean growth {first}–{b.year} was {told} a year, so the target lies {en} that path",
        )
    if "target_buoyancy" in d:
        told, gdp = number(d["target_buoyancy"], "", lang), cite(b.stated["gdp_target"], lang)
        out += pick(
            lang, f"。与GDP目标{gdp}合看，所含弹性为{told}", f". With the GDP target of {gdp} it implies a buoyancy of {told}"
        )
    return out + pick(lang, "。", ".")


def say_support(b: Budget, support: pd.DataFrame, lang: str) -> str:
    """Say the largest amounts given and received, apart."""
    if support.empty:
        return pick(lang, "报告未载奖励、补助一类的金额。", "The report does not state amounts of rewards or subsidies.")
    told = []
    for received, zh, en in (
        (False, "给出的以", "The largest amount given is"),
        (True, "从上级获得的以", "the largest received from above is"),
    ):
        rows = records(support[(support["kind"] == "received") == received])
        if not rows:
            continue
        row, part = rows[0], ""
        if b.has("revenue"):
            ratio = number(Derived(row["share_low"], row["share_high"], row["share"], ""), "%", lang)
            own = name_of(b.stated["revenue"], lang)
            part = pick(lang, f"（相当于{own}的{ratio}）", f" (equal to {ratio} of {own})")
        name = escape(label(row, lang) if lang == "zh" else f"“{label(row, lang)}”")
        told.append(pick(lang, f"{zh}{name}{cite(row, lang)}为最大{part}", f"{en} {name}, {cite(row, lang)}{part}"))
    text = pick(lang, "所载支持资金中，" + "；".join(told), "; ".join(told))
    text = text if lang == "zh" else text[:1].upper() + text[1:]
    return text + pick(lang, "。各笔性质不同，不相加。", ". They differ in kind and are not added up.")


def say_rules(plan: pd.DataFrame, lang: str) -> str:
    """Say which fiscal indicators of the annex have a rule and no number; empty where there is none."""
    rows = [r for r in records(plan) if math.isnan(r["value"])]
    dash = pick(lang, "：", " — ")
    told = [link(plan_name(r, lang), r["source_url"]) + dash + escape(plan_words(r, lang)) for r in rows]
    if not told:
        return ""
    said = pick(lang, "；", "; ").join(told)
    return pick(lang, f"附表有指标不设数字，只设规则，{said}。", f"The annex sets a rule without a number: {said}.")


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
    told, own = format_value(size, "元", lang), name_of(b.stated["revenue"], lang)
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


def headline(b: Budget, d: Mapping[str, Derived], lang: str) -> list[dict[str, str]]:
    """Return two or three headline numbers, as text."""
    gone = pick(lang, "未载", "not stated")
    items = [{"label": pick(lang, "一般公共预算收入", "Budget revenue"), "value": gone, "note": str(b.year)}]
    if b.has("revenue"):
        name = name_of(b.stated["revenue"], lang)
        rate = f"{b.mid('revenue_growth'):+.1f}%".replace("-", "−") if b.has("revenue_growth") else gone
        value = format_value(b.mid("revenue"), "元", lang)
        note = pick(lang, f"{b.year}年，名义{rate}", f"{b.year}, {rate} nominal")
        items = [{"label": name[:1].upper() + name[1:], "value": value, "note": note}]
    if "share" in d:
        note = pick(
            lang,
            f"{b.year}年地方级{format_value(b.mid('local'), '元', lang)}",
            f"local level: {format_value(b.mid('local'), '元', lang)}",
        )
        name = pick(lang, "占地方级收入", "Share of local-level revenue")
        items.append({"label": name, "value": number(d["share"], "%", lang, bare=True), "note": note})
    name = pick(lang, f"{b.year + 1}年收入目标", f"Revenue target, {b.year + 1}")
    value, note = gone, ""
    if b.has("target"):
        value = format_figure(b.stated["target"], lang)
        if (level := d.get("target_level")) is not None:
            note = pick(lang, "即", "that is ") + number(Derived(level.low, level.high, math.nan, ""), "元", lang)
    return [*items, {"label": name, "value": value, "note": note or pick(lang, "不推测", "not guessed")}]
