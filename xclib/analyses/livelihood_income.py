"""Income over the years: levels that do or do not tie, growth against output, and a line through few points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from xclib.analyses.livelihood import VINTAGE_NAMES, VINTAGES, fact_words, rows_of, true_minus
from xclib.economics import growth_between, implied_deflator, subtract
from xclib.estimates import Trend, linear_trend
from xclib.figure import Interval
from xclib.formulas import OLS_LINE, WITHOUT_ONE
from xclib.present import reckoned
from xclib.wording import format_interval, format_number, pick

#: Levels of income in the catalogue, with the word of their sources that tells them apart.
LEVELS = {"income": ("居民", "residents"), "urban_income": ("城镇居民", "urban residents")}


def _stated(series: pd.DataFrame) -> pd.DataFrame:
    """Keep outcomes that are values: a bound is not a value, a target no outcome."""
    return series[(series["status"] != "target") & series["bound"].isin(["=", "~"])]


def ties(levels: pd.DataFrame, growth: pd.DataFrame) -> pd.DataFrame:
    """Compare the growth that two levels imply with the growth that was stated, within one vintage.

    Returns
    -------
    DataFrame
        ``period``, ``vintage``, ``implied_low``, ``implied_high``, ``stated``, ``stated_low``, ``stated_high``, ``agrees``.
    """
    out = []
    levels, growth = _stated(levels), _stated(growth)
    for now in rows_of(levels):
        same = levels["vintage"] == now["vintage"]
        past = rows_of(levels[same & (levels["period"] == now["period"] - 1)])
        told = rows_of(growth[(growth["vintage"] == now["vintage"]) & (growth["period"] == now["period"])])
        if past and told:
            made = growth_between(Interval(now["low"], now["high"]), Interval(past[0]["low"], past[0]["high"]))
            agrees = made.low <= told[0]["high"] and told[0]["low"] <= made.high
            out.append(
                (
                    int(now["period"]),
                    now["vintage"],
                    made.low,
                    made.high,
                    told[0]["as_printed"],
                    told[0]["low"],
                    told[0]["high"],
                    agrees,
                )
            )
    names = ["period", "vintage", "implied_low", "implied_high", "stated", "stated_low", "stated_high", "agrees"]
    return pd.DataFrame(out, columns=names)


def tie_claim(tied: pd.DataFrame, lang: str) -> str:
    """Say how many steps of the level tie to the growth stated; plain text."""
    if tied.empty:
        return pick(
            lang,
            "没有同一版本的相邻两年可以核对，水平之间不连线。",
            "No two successive years of one vintage can be checked, so no levels are connected.",
        )
    n, good = len(tied), int(tied["agrees"].sum())
    zh = f"同一版本的相邻两年有{n}处可核对，其中{good}处水平之比与公布的增速吻合。"
    en = (
        f"Successive years of one vintage can be checked {n} times; the ratio of levels agrees with the growth stated in "
        f"{good} of them."
    )
    if good < n:
        zh += "不吻合处，上年水平或是约数，或已修订、改了口径，故不连线。"
        en += " Elsewhere a level was rounded, revised or redefined, so the line is broken there."
    return pick(lang, zh, en)


def level_chart(levels: Sequence[pd.DataFrame], growth: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return series of income levels for `draw_vintages` in 万元 or thousand yuan; one ``base`` runs as far as levels tie."""
    scale = 1e4 if lang == "zh" else 1e3
    stated = _stated(pd.concat(levels, ignore_index=True))
    kept = stated.sort_values(["indicator", "vintage", "period"], kind="stable")
    tied = ties(stated[stated["indicator"] == "income"], growth)
    joined = {(r["period"], r["vintage"]) for r in rows_of(tied) if r["agrees"]}
    bases, at = [], -1
    for row in rows_of(kept):
        if row["indicator"] != "income" or (row["period"], row["vintage"]) not in joined:
            at += 1
        bases.append(f"run {at}")
    names = [
        f"{pick(lang, *LEVELS[i])} · {pick(lang, *VINTAGE_NAMES[v])}"
        for i, v in zip(kept["indicator"], kept["vintage"], strict=True)
    ]
    scaled = {c: kept[c] / scale for c in ("value", "low", "high")}
    return kept.assign(**scaled, base=bases, vintage=names).sort_values("period", kind="stable").reset_index(drop=True)


def _pick(stated: Sequence[dict[str, Any]], year: int, vintage: str = "") -> dict[str, Any] | None:
    found = [r for r in stated if r["period"] == year and r["vintage"] == (vintage or r["vintage"])]
    return min(found, key=lambda r: (VINTAGES.index(r["vintage"]), r["grade"]), default=None)


_STEPS = ["period", "vintage", "income", "income_url", "prices", "prices_url", "real_low", "real_high", "gdp", "gdp_url"]
_STEPS += [f"{kind}_gap_{end}" for kind in ("nominal", "real") for end in ("low", "mid", "high", "verdict")]


def in_step(income: pd.DataFrame, gdp: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """Set growth of income against growth of output, nominal and deflated, year by year.

    Income and output come from one vintage, the earliest published that has both. Output is at constant prices; income is
    at current prices, and divided by the rise of consumer prices where one is stated.

    Returns
    -------
    DataFrame
        One row a year: ``income``, ``gdp``, ``prices`` as printed with their addresses, and for ``nominal`` and ``real`` the
        gap in percentage points: ``_low``, ``_mid``, ``_high``, ``_verdict`` (ahead, behind, open; empty if unknown).
    """
    pays, outputs, rises = (rows_of(_stated(series)) for series in (income, gdp, prices))
    out = []
    for year in sorted({r["period"] for r in pays} & {r["period"] for r in outputs}):
        both = ((v, _pick(pays, year, v), _pick(outputs, year, v)) for v in VINTAGES)
        found = next(((v, i, g) for v, i, g in both if i and g), None)
        if found is None:
            continue
        vintage, earned, made = found
        rise = _pick(rises, year)
        row = {
            "period": int(year), "vintage": vintage, "income": earned["as_printed"], "income_url": earned["source_url"],
            "gdp": made["as_printed"], "gdp_url": made["source_url"], "real_gap_verdict": "",
            "prices": rise["as_printed"] if rise else "–", "prices_url": rise["source_url"] if rise else "",
        }  # fmt: skip
        pay, output = (Interval(r["low"], r["high"]) for r in (earned, made))
        row |= _gap("nominal", pay, earned["value"], output, made["value"])
        if rise:
            real = implied_deflator(
                pay, Interval(rise["low"], rise["high"]), nominal_mid=earned["value"], real_mid=rise["value"]
            )
            row |= {"real_low": real.low, "real_high": real.high} | _gap("real", real.interval, real.mid, output, made["value"])
        out.append(row)
    return pd.DataFrame(out, columns=_STEPS)


def _gap(kind: str, pay: Interval, pay_mid: float, output: Interval, output_mid: float) -> dict[str, Any]:
    gap = subtract(pay, output)
    told = "ahead" if gap.low > 0 else "behind" if gap.high < 0 else "open"
    return {
        f"{kind}_gap_low": gap.low,
        f"{kind}_gap_mid": pay_mid - output_mid,
        f"{kind}_gap_high": gap.high,
        f"{kind}_gap_verdict": told,
    }


def step_counts(steps: pd.DataFrame, kind: str) -> dict[str, int]:
    """Return in how many years income ran ahead of output, behind it, or neither can be told; ``kind``: nominal or real."""
    return {k: int((steps[f"{kind}_gap_verdict"] == k).sum()) for k in ("ahead", "behind", "open")}


def taken_nominal(steps: pd.DataFrame, tied: pd.DataFrame, lang: str) -> str:
    """Say that growth counts as nominal where its source does not say, and which years their levels confirm; no stop."""
    good = tied[tied["agrees"]] if len(tied) else tied
    known = set(zip(good["period"], good["vintage"], strict=True))
    sure = [int(p) for p, v in zip(steps["period"], steps["vintage"], strict=True) if (p, v) in known]
    if not len(steps) or len(sure) == len(steps):
        return ""
    years = pick(lang, "、", ", ").join(map(str, sure))
    zh = "收入增速来源未注明名义或实际的，按名义计，" + (f"仅{years}年可由水平核对" if sure else "没有一年可由水平核对")
    en = "income growth is taken as nominal unless its source says real; levels confirm it for "
    return pick(lang, zh, en + (f"{years} only" if sure else "no year"))


def step_claim(steps: pd.DataFrame, tied: pd.DataFrame, place: str, lang: str) -> str:
    """Say whether income kept step with output, whether that depends on prices, and what is taken for granted; plain text."""
    if steps.empty:
        return pick(
            lang,
            "资料中没有同年同版本的收入与产出增速，无从核对是否同步。",
            "No year has growth of income and of output of one vintage, so step cannot be checked.",
        )
    nominal, real = step_counts(steps, "nominal"), step_counts(steps, "real")
    n, m = sum(nominal.values()), sum(real.values())
    early, dash = int((steps["vintage"] == "expected").sum()), pick(lang, "—", "–")
    years = f"{steps['period'].min()}{dash}{steps['period'].max()}"
    zh = (
        f"{place}{years}年可比的{n}年（{early}年为年底预计），名义收入增速高于产出{nominal['ahead']}年、"
        f"低于{nominal['behind']}年、分不出{nominal['open']}年"
    )
    en = (
        f"{place}: in {n} comparable years of {years} ({early} as expected at the year's end) nominal income grew faster than "
        f"output in {nominal['ahead']}, slower in {nominal['behind']}, {nominal['open']} undecided"
    )
    if m:
        zh += f"；扣除所属省市消费价格的{m}年，高于{real['ahead']}年、低于{real['behind']}年、分不出{real['open']}年"
        en += (
            f"; net of consumer prices of the province or municipality ({m} years): faster in {real['ahead']}, slower in "
            f"{real['behind']}, {real['open']} undecided"
        )
    if m and (nominal["ahead"] > nominal["behind"]) != (real["ahead"] > real["behind"]):
        zh += "，同步与否取决于是否扣除价格"
        en += ", so step depends on whether prices are taken out"
    taken = taken_nominal(steps, tied, lang)
    return pick(lang, f"{zh}{f'（{taken}）' if taken else ''}。", f"{en}{f' ({taken})' if taken else ''}.")


def _ends(row: dict[str, Any], kind: str) -> dict[str, float]:
    return {"value": round(row[f"{kind}_gap_mid"], 1), "low": row[f"{kind}_gap_low"], "high": row[f"{kind}_gap_high"]}


def step_chart(steps: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the gaps for `draw_intervals`, a row a year and basis."""
    names = {
        "nominal": pick(lang, "名义收入 − 产出", "nominal income − output"),
        "real": pick(lang, "扣除价格后的收入 − 产出", "deflated income − output"),
    }
    rows = [
        {
            "label": f"{row['period']}",
            "group": names[kind],
            **_ends(row, kind),
        }
        for row in rows_of(steps)
        for kind in names
        if row[f"{kind}_gap_verdict"]
    ]
    return pd.DataFrame(rows, columns=["label", "group", "low", "value", "high"])


@dataclass(frozen=True)
class GrowthTrend:
    """A line through the growth rates of one vintage, and how far it depends on any one of them."""

    history: pd.DataFrame
    trend: Trend
    vintage: str
    #: Slopes without one year each: the least and the greatest.
    without_one: tuple[float, float]
    #: Years without which the 95% interval holds 0.
    hangs_on: tuple[int, ...]


def growth_trend(growth: pd.DataFrame) -> GrowthTrend | None:
    """Fit a line to the vintage that has most years; None with fewer than five, where leaving one out leaves too few."""
    kept = _stated(growth)
    runs = {v: kept[kept["vintage"] == v].drop_duplicates("period") for v in VINTAGES}
    vintage = max(runs, key=lambda v: len(runs[v]))
    history = runs[vintage].sort_values("period").reset_index(drop=True)
    years, values = [int(y) for y in history["period"]], [float(v) for v in history["value"]]
    trend = linear_trend(years, values) if len(years) >= 5 else None
    if trend is None:
        return None
    fits = [linear_trend(years[:n] + years[n + 1 :], values[:n] + values[n + 1 :]) for n in range(len(years))]
    slopes = [f.slope for f in fits if f]
    weak = tuple(year for year, f in zip(years, fits, strict=True) if f and not f.significant)
    return GrowthTrend(history.assign(doubtful=history["bound"] == "~"), trend, vintage, (min(slopes), max(slopes)), weak)


def trend_claim(found: GrowthTrend | None, area: str, lang: str) -> str:
    """Say which way growth went, with its interval, its number of years and its weakness; HTML."""
    if found is None:
        return pick(
            lang,
            f"{area}同一版本的收入增速不足五年，不作趋势估计。",
            f"{area}: fewer than five years of one vintage of income growth, so no trend is fitted.",
        )
    t, (least, most) = found.trend, found.without_one
    slope, low, high = (reckoned(format_number(v, lang, decimals=2), OLS_LINE, lang) for v in (t.slope, t.low, t.high))
    a, b = (reckoned(format_number(v, lang, decimals=2), WITHOUT_ONE, lang) for v in (least, most))
    area = escape(area)
    vintage, dash = pick(lang, *VINTAGE_NAMES[found.vintage]), pick(lang, "—", "–")
    years = f"{found.history['period'].min()}{dash}{found.history['period'].max()}"
    zh = (
        f"{area}居民收入增速（{vintage}，{years}年中的{t.n}年）每年变化{slope}个百分点（95%区间{low}至{high}）；"
        f"逐一去掉一年，在{a}与{b}之间。"
    )
    en = (
        f"{area}: growth of income ({vintage}, {t.n} years of {years}) changed by {slope} percentage points a year "
        f"(95%: {low} to {high}); leaving out one year each, between {a} and {b}."
    )
    way = pick(lang, *(("下降", "fall") if t.slope < 0 else ("上升", "rise")))
    if not t.significant:
        return pick(lang, f"{zh}区间含0，分不清升降。", f"{en} The interval holds 0: neither rise nor fall can be told.")
    if found.hangs_on:
        hung = pick(lang, "、", ", ").join(str(year) for year in found.hangs_on)
        zh += f"去掉{hung}中任一年，区间就含0：{way}系于个别年份，不可外推。"
        en += (
            f" Without any one of {hung} the interval holds 0: the {way} depends on single years and is not to be extrapolated."
        )
        return pick(lang, zh, en)
    zh += f"{way}不系于某一年，但年份少而不全，不可外推。"
    en += f" The {way} does not depend on any one year, but the years are few and incomplete: not to be extrapolated."
    return pick(lang, zh, en)


def step_table(steps: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return the growth rates behind `in_step` in words, with their addresses."""
    out = []
    for row in rows_of(steps):
        real = format_interval(row["real_low"], row["real_high"], "%", lang, decimals=1) if row["real_gap_verdict"] else "–"
        told = {k: row[k] for k in ("income", "prices", "gdp", "income_url", "prices_url", "gdp_url")}
        told |= {"period": str(row["period"]), "real": real, "vintage": pick(lang, *VINTAGE_NAMES[row["vintage"]])}
        write = true_minus if lang == "zh" else english
        out.append(told | {k: write(str(told[k])) for k in ("income", "prices", "gdp")})
    return out


def english(printed: str) -> str:
    """Return a printed rate in English.

    >>> english("9%左右"), english("下降1.2%")
    ('about 9%', '−1.2%')
    """
    number = "".join(c for c in printed if c in "0123456789.,-%–")
    sign = "−" if printed.startswith("下降") else ""
    return ("about " if "左右" in printed else "") + sign + number.replace("-", "−")


def step_title(steps: pd.DataFrame, tied: pd.DataFrame, lang: str) -> str:
    """Return the title of `step_table`, with what is taken for granted in it."""
    taken = taken_nominal(steps, tied, lang)
    head = pick(
        lang,
        "收入与产出的增速；价格为所属省市",
        "Growth of income and output; prices of the province or municipality",
    )
    return head + pick(lang, "；", "; ") + taken if taken else head


def real_table(facts: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return growth that its source says is real, in words."""
    rows = rows_of(facts.sort_values("period", kind="stable"))
    return [
        {"period": str(r["period"]), "area": r[f"area_{lang}"], "told": fact_words(r, lang), "source_url": r["source_url"]}
        for r in rows
    ]
