"""Captions of the fiscal brief's charts: what each shows and what may be said of it, built from its numbers; markup."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from xclib.analyses.fiscal.areas import neighbours
from xclib.analyses.fiscal.budget import Budget
from xclib.analyses.fiscal.cited import derived
from xclib.analyses.fiscal.ratios import elasticities, falls, retained
from xclib.analyses.fiscal.words import cite, name_of, number, word
from xclib.analyses.fiscal.years import growth_path, history
from xclib.economics import Derived
from xclib.formulas import PARAMETER, POINTS
from xclib.present import reckoned
from xclib.rows import records
from xclib.wording import format_number, pick

#: How the ratios of other years come about.
RATIO = "growth of revenue / growth of output, both from one page"

if TYPE_CHECKING:
    import pandas as pd


def caption_levels(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Caption the two levels side by side."""
    out = pick(
        lang,
        "上年水平由本年水平与名义增速推算，不是报告所载。",
        "The earlier levels are derived from level and nominal growth; the report does not state them. ",
    )
    gap = d.get("growth_gap")
    if gap is not None and not gap.low <= 0 <= gap.high:
        size = derived(b, d, "growth_gap", lang, unsigned=True)
        zh, en = ("慢于", "more slowly than") if gap.high < 0 else ("快于", "faster than")
        own = name_of(b.stated["revenue"], lang)
        out += pick(lang, f"{own}增速{zh}地方级，相差{size}。", f"{own.capitalize()} grew {en} the local level, by {size}.")
    return out.strip()


def _runs(frame: pd.DataFrame, lang: str) -> tuple[list[str], list[str]]:
    """Return the runs of joined years and the years that stand alone."""
    used = records(frame[frame["used"]])
    runs, alone = [], []
    for _, group in groupby(used, key=lambda r: str(r["chain"])):
        years = [r["period"] for r in group]
        if len(years) > 1:
            runs.append(f"{years[0]}{pick(lang, '—', '–')}{years[-1]}")
        else:
            alone.append(str(years[0]))
    return runs, alone


def caption_history(b: Budget, code: str, lang: str) -> str:
    """Caption the history of a revenue: which years are joined, and what doubles there are."""
    frame = history(b, code)
    runs, alone = _runs(frame, lang)
    comma = pick(lang, "、", ", ")
    parts = []
    if runs:
        parts.append(pick(lang, f"可连的年份：{comma.join(runs)}", f"Joined: {comma.join(runs)}"))
    if alone:
        parts.append(
            pick(
                lang,
                f"口径、出处或年份不相接而不连：{comma.join(alone)}",
                f"not joined, since name, account or year does not connect: {comma.join(alone)}",
            )
        )
    double = sorted({int(p) for p in frame.loc[~frame["used"], "period"]})
    if double:
        years = comma.join(map(str, double))
        parts.append(
            pick(
                lang,
                f"一年有几种说法的都画出，不取平均：{years}",
                f"years with several statements show them all, unaveraged: {years}",
            )
        )
    weak = sorted({int(p) for p in frame.loc[frame["used"] & (frame["grade"] == "C"), "period"]})
    if weak:
        years = comma.join(map(str, weak))
        parts.append(
            pick(lang, f"只有转载或报刊可据（C级）：{years}", f"on the word of mirrors or the press only (grade C): {years}")
        )
    return pick(lang, "；", "; ").join(parts) + pick(lang, "。", ".")


def caption_growth(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Caption growth year by year against its mean."""
    out = pick(lang, "均为名义增速。", "All nominal. ")
    if (growth_path(b)["kind"] == "derived").any():
        out += pick(lang, "推算值由两年水平相除。", "Derived rates are ratios of two levels. ")
    if "mean_growth" in d:
        mean = derived(b, d, "mean_growth", lang)
        out += pick(
            lang,
            f"虚线为可连各年的平均{mean}；目标不是结果。",
            f"The dashed line is the mean of the joined years, {mean}; a target is not an outcome.",
        )
    return out.strip()


def caption_ratios(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Caption buoyancy year by year: how many years there are, which were left out, and how this year stands among them."""
    frame = elasticities(b, d)
    n = int((frame["basis"] == "real").sum())
    out = pick(
        lang,
        f"{n}个年份，同一页面上的两个增速相除；收入口径前后有变，只比大小，不作趋势。"
        if n > 1
        else "只有一年：同一页面上的两个增速相除。",
        f"{n} years, each a ratio of two rates from one page; the definition of revenue changes between them, so no trend. "
        if n > 1
        else "One year: a ratio of two rates from one page. ",
    )
    if (frame["basis"] == "nominal").any():
        told = derived(b, d, "buoyancy_nominal", lang)
        out += pick(lang, f"对名义GDP{told}", f"Over nominal GDP: {told}")
        if not d["gdp_nominal"].bounded:
            zh = "，GDP水平只是界限，故只有一侧"
            out += pick(lang, zh, "; the level of GDP is a bound, so the ratio has one side")
        out += pick(lang, "。", ". ")
    return (out + _say_rank(b, d, lang)).strip()


def _say_rank(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say how this year's ratio stands among the others on record; a small sample gets a small claim."""
    frame = elasticities(b, d)
    before = frame[frame["period"] < b.year]
    past, same = before[before["basis"] == "real"], records(before[before["basis"] == "adjusted"])
    if past.empty or "buoyancy" not in d:
        return ""
    now, n = d["buoyancy"], len(past)
    zh, en = (
        ("高于", "above")
        if now.low > past["high"].max()
        else ("低于", "below")
        if now.high < past["low"].min()
        else ("不出", "within")
    )
    ends, stated = [past.loc[past["value"].agg(f)] for f in ("idxmin", "idxmax")], pick(lang, "{}年", "{}")
    low, high = (reckoned(format_number(r["value"], lang, decimals=2), RATIO, lang, stated.format(r["period"])) for r in ends)
    comma, notes = pick(lang, "、", ", "), []
    if fell := comma.join(f"{year}{pick(lang, '年', '')}" for year in falls(b)):
        notes.append(pick(lang, f"{fell}入库收入下降，未计", f"booked revenue fell in {fell}, left out"))
    for row in same:
        told = reckoned(number(Derived(row["low"], row["high"], row["value"], ""), "", lang), RATIO, lang)
        notes.append(pick(lang, f"{row['period']}年同口径为{told}", f"{row['period']} on the comparable basis: {told}"))
    left = pick(lang, f"（{'；'.join(notes)}）", f" ({'; '.join(notes)})") if notes else ""
    return pick(
        lang,
        f"此前收入、产出都增长且同页可据的{n}年在{low}至{high}之间{left}，{b.year}年{zh}此范围。",
        f"The {n} earlier years in which both grew, with both rates on one page, lie between {low} and {high}{left}; "
        f"{b.year} is {en} that range.",
    )


def caption_retained(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Caption own revenue against what all levels collect: a share of the local levels, a mere ratio to taxes."""
    frame = retained(b, d)
    parts = []
    for whole in ("local", "three"):
        part = frame[frame["whole"] == whole]
        if part.empty:
            continue
        ends = [format_number(v, lang, decimals=1) for v in (part["value"].min(), part["value"].max())]
        span = f"{ends[0]}%" if ends[0] == ends[1] else f"{ends[0]}%{pick(lang, '至', ' to ')}{ends[1]}%"
        span = reckoned(span, "part / whole", lang, pick(lang, "各年最低与最高", "lowest and highest of the years"))
        n = part["period"].nunique()
        parts.append(pick(lang, f"对{word(whole, lang)}{span}（{n}个年份）", f"over {word(whole, lang)}: {span} ({n} years)"))
    if not parts:
        return ""
    comma = pick(lang, "、", ", ")
    if (frame["whole"] == "three").any():
        # 三级收入, the wider name, holds more than taxes.
        wide = sorted({int(p) for p in frame.loc[(frame["whole"] == "three") & ~frame["name"].str.contains("税"), "period"]})
        years = comma.join(map(str, wide))
        but = pick(lang, f"（{years}年为三级收入）", f" (in {years} all revenue of three levels)") if wide else ""
        parts.append(
            pick(
                lang,
                f"三级含中央分成；分子含非税收入，分母只是税收{but}，是两数之比，不是留成比例",
                f"the three levels include the centre's part; own revenue holds non-tax revenue, the other side taxes alone"
                f"{but}, so this is a ratio, not a retention rate",
            )
        )
    made = comma.join(str(p) for p in sorted(set(frame.loc[frame["vintage"] == "derived", "period"])))
    but = pick(lang, f"除{made}年由推算而得外，", f" but for {made}, which is derived") if made else ""
    parts.append(pick(lang, f"{but}两数出自同一页", f"both amounts are from one page{but}"))
    out = pick(lang, "；", "; ").join(parts) + pick(lang, "。", ".")
    return out[:1].upper() + out[1:]


def caption_support(part: pd.DataFrame, lang: str) -> str:
    """Caption amounts of one size: how many of each kind."""
    counts = part["kind"].value_counts(sort=False).items()
    told = pick(lang, "、", "; ").join(pick(lang, f"{word(str(k), lang)}{n}笔", f"{n} {word(str(k), lang)}") for k, n in counts)
    return pick(
        lang,
        f"按性质分：{told}。量级相近的同图，各图尺度不同，不相加。",
        f"By kind: {told}. Amounts of similar size share a chart; scales differ between charts; nothing is added up.",
    )


def caption_fan(b: Budget, growth: tuple[float, float, float], lang: str) -> str:
    """Caption the fan: whose assumptions it shows."""
    rates = [reckoned(f"{format_number(g, lang)}%", PARAMETER, lang) for g in growth]
    out = pick(
        lang,
        f"扇形按{b.year + 1}年增速{rates[0]}、{rates[1]}、{rates[2]}，是设定的情景，不是预测。",
        f"The fan assumes growth of {rates[0]}, {rates[1]} and {rates[2]} in {b.year + 1}: scenarios set, not forecasts. ",
    )
    for row in records(history(b)):
        if row["vintage"] == "derived":
            out += pick(lang, f"{row['period']}年水平为推算。", f"The level of {row['period']} is derived. ")
    if b.has("target"):
        goal = cite(b.stated["target"], lang)
        out += pick(
            lang,
            f"菱形为目标{goal}换成的水平，其区间见表。",
            f"The diamond is the level of the target, {goal}; its interval stands in the table.",
        )
    return out.strip()


def caption_areas(b: Budget, lang: str) -> str:
    """Caption growth beside other areas, with the gap between both bases where an area states both."""
    frame = neighbours(b)
    out = pick(
        lang,
        "均为名义增速、同一年；各地口径可能不同，地方级与本级不互比。",
        "All nominal and of one year; definitions may differ between areas, and the two levels do not compare. ",
    )
    for (year, _), group in frame.groupby(["period", "area_code"]):
        booked, same = (records(group[group["basis"] == k]) for k in ("booked", "comparable"))
        if booked and same:
            gap = same[0]["value"] - booked[0]["value"]
            rates = [f"{format_number(r['value'], lang)}%" for r in (same[0], booked[0])]
            size = reckoned(format_number(abs(gap), lang, decimals=1), POINTS, lang, *rates)
            name = escape(same[0]["area_zh"] if lang == "zh" else same[0]["area_en"])
            out += pick(
                lang,
                f"{name}{year}年同口径比入库数{'高' if gap > 0 else '低'}{size}个百分点。",
                f"In {name}, {year} growth on the comparable basis lies {size} points {'above' if gap > 0 else 'below'} "
                "that as booked. ",
            )
    return out.strip()
