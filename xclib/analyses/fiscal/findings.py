"""What the sections of the fiscal brief say: sentences built from the numbers, each claim chosen by them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from xclib.analyses.fiscal.budget import Budget, best_fact
from xclib.analyses.fiscal.cited import derived, given, reckon
from xclib.analyses.fiscal.words import DERIVED, cite, grew, label, name_of, number, plan_name, plan_words, said
from xclib.analyses.fiscal.years import chain_of, history
from xclib.economics import Derived
from xclib.present import link, reckoned
from xclib.rows import records
from xclib.wording import format_figure, format_value, pick

if TYPE_CHECKING:
    import pandas as pd


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
    told = derived(b, d, "share", lang)
    out += pick(lang, f"{own}占地方级的{told}", f" {own.capitalize()} is {told} of the local level")
    if "share_change" in d:
        out += _say_change(b, d, b.year - 1, lang)
    return out + pick(lang, "。", ".")


def _say_change(b: Budget, d: Mapping[str, Derived], year: int, lang: str) -> str:
    change = d["share_change"]
    if change.low <= 0 <= change.high:
        return pick(lang, f"，与{year}年的推算占比分不出高低", f", not to be told from what is implied for {year}")
    told = derived(b, d, "share_change", lang, unsigned=True)
    zh, en = ("低", "below") if change.high < 0 else ("高", "above")
    return pick(lang, f"，比由增速推算的{year}年占比{zh}{told}", f", {told} {en} what the growth rates imply for {year}")


def say_base(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say whether this year's growth rests on a low base; empty where no comparable basis is known."""
    same = best_fact(b.rows, "revenue_growth_comparable", b.year - 1)
    if "booked_before" not in d or same is None:
        return ""
    booked, two = (derived(b, d, key, lang) for key in ("booked_before", "two_year_growth"))
    rate = cite(same, lang)
    low = rests_on_base(b, d)
    zh, en = ("含低基数", "includes a low base") if low else ("未见低基数", "shows no low base")
    if "退税" in same["indicator_zh"]:
        # 剔除…因素: with the refunds added back. "Net of refunds" would be the booked figure.
        zh_same, en_same = f"剔除留抵退税因素后的同口径增速为{rate}", f"{rate} once VAT credit refunds are added back"
    else:
        zh_same, en_same = f"同口径增速为{rate}", f"{rate} on the comparable basis"
    return pick(
        lang,
        f"本年增速{zh}：{b.year - 1}年入库数推算为{booked}，{zh_same}。"
        f"{b.year - 2}—{b.year}年平均每年{two}，不受{b.year - 1}年基数影响。",
        f"This year's growth {en}: {b.year - 1} as booked comes to {booked}, {'but' if low else 'and'} to {en_same}. "
        f"Mean growth {b.year - 2}–{b.year} of {two} a year does not depend on {b.year - 1}.",
    )


def say_buoyancy(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say how revenue moved with output, on which basis, and what of it is left without the base of the year before."""
    if "buoyancy" not in d:
        if not b.has("revenue_growth", "gdp_growth"):
            return ""
        zh = "收入或产出下降，二者之比没有弹性的意义，不算。"
        return pick(lang, zh, "Revenue or output fell; their ratio would not be a buoyancy, and none is given.")
    ratio, up, down = derived(b, d, "buoyancy", lang), *(cite(b.stated[k], lang) for k in ("revenue_growth", "gdp_growth"))
    out = pick(
        lang,
        f"名义收入增速{up}与不变价GDP增速{down}之比为{ratio}，比值含价格变动",
        f"Nominal revenue growth of {up} over real GDP growth of {down} is {ratio}; prices are in that ratio",
    )
    if rests_on_base(b, d):
        out += pick(lang, "和低基数，不宜当作常态", ", and so is a low base: it should not be read as normal")
    if "buoyancy_two_year" in d:
        told = derived(b, d, "buoyancy_two_year", lang)
        out += pick(
            lang,
            f"；按{b.year - 2}—{b.year}年两年平均为{told}",
            f". Over the two years {b.year - 2}–{b.year} the same ratio is {told}",
        )
    return out + pick(lang, "。", ".")


def rests_on_base(b: Budget, d: Mapping[str, Derived]) -> bool:
    """Whether revenue as booked grew less the year before than on the comparable basis, so that this year's base is low."""
    same = best_fact(b.rows, "revenue_growth_comparable", b.year - 1)
    return same is not None and "booked_before" in d and d["booked_before"].high < same["low"]


def say_target(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say what the target asks for, as a level and beside the path so far."""
    if not b.has("target"):
        zh = f"报告未载{b.year + 1}年收入增速目标。"
        return pick(lang, zh, f"The report does not state a target for the growth of revenue in {b.year + 1}.")
    goal = cite(b.stated["target"], lang)
    out = pick(lang, f"{b.year + 1}年目标增长{goal}", f"The target for {b.year + 1} is growth of {goal}")
    if (level := d.get("target_level")) is not None:
        ends = reckon(b, "target_level", number(Derived(level.low, level.high, math.nan, ""), "元", lang), lang)
        out += pick(lang, f"，即{ends}", f", that is {ends}")
    if (mean := d.get("mean_growth")) is not None:
        aim, told = b.span("target"), derived(b, d, "mean_growth", lang)
        first = next(r["period"] for r in records(chain_of(b, history(b))) if r["vintage"] != "derived")
        zh, en = ("高于", "above") if aim.low > mean.high else ("低于", "below") if aim.high < mean.low else ("不出", "on")
        out += pick(
            lang,
            f"，{zh}{first}—{b.year}年平均每年{told}的路径",
            f", {en} the path of {first}–{b.year}, {told} a year",
        )
    if "target_buoyancy" in d:
        told, gdp = derived(b, d, "target_buoyancy", lang), cite(b.stated["gdp_target"], lang)
        out += pick(
            lang,
            f"。与GDP目标{gdp}合看，隐含弹性为{told}，名义对不变价",
            f". With the GDP target of {gdp} it implies a buoyancy of {told}, nominal over constant prices",
        )
    return out + pick(lang, "。", ".")


def say_support(b: Budget, support: pd.DataFrame, lang: str) -> str:
    """Say the largest amounts given and received, apart."""
    if support.empty:
        return pick(lang, "报告未载奖励、补助一类的金额。", "The report does not state amounts of rewards or subsidies.")
    told = []
    for received, zh, en in (
        (False, "给出的以", "The largest amount given is"),
        (True, "从上级获得的以", "the largest received from the higher-level government is"),
    ):
        rows = records(support[(support["kind"] == "received") == received])
        if not rows:
            continue
        row, part = rows[0], ""
        if b.has("revenue"):
            ratio = number(Derived(row["share_low"], row["share_high"], row["share"], ""), "%", lang)
            both = (said(row, lang), said(b.stated["revenue"], lang))
            ratio = reckoned(ratio, "part / whole", lang, *both)
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
    return pick(lang, f"附件有指标不设数字，只设规则，{said}。", f"The annex sets a rule without a number: {said}.")


def headline(b: Budget, d: Mapping[str, Derived], lang: str) -> list[dict[str, str]]:
    """Return two or three headline numbers, as text."""
    gone = pick(lang, "未载", "not stated")
    items = [{"label": pick(lang, "一般公共预算收入", "Budget revenue"), "value": gone, "note": str(b.year)}]
    if b.has("revenue"):
        name = name_of(b.stated["revenue"], lang)
        rate = f"{b.mid('revenue_growth'):+.1f}%".replace("-", "−") if b.has("revenue_growth") else gone
        value = format_value(b.mid("revenue"), "元", lang)
        note = pick(lang, f"{b.year}年，名义{rate}", f"{rate} nominal, {b.year}")
        url = str(b.stated["revenue"]["source_url"])
        items = [{"label": name[:1].upper() + name[1:], "value": value, "note": note, "url": url}]
        if b.has("revenue_growth"):
            items[0]["note_url"] = str(b.stated["revenue_growth"]["source_url"])
    if "share" in d:
        note = pick(
            lang,
            f"{b.year}年地方级{format_value(b.mid('local'), '元', lang)}",
            f"local level: {format_value(b.mid('local'), '元', lang)}",
        )
        name = pick(lang, "占地方级收入", "Share of local-level revenue")
        basis = pick(lang, *DERIVED["share"][2])
        items.append({"label": name, "value": number(d["share"], "%", lang, bare=True), "note": note, "formula": basis})
        items[-1] |= {"inputs": given(b, "share", lang), "note_url": str(b.stated["local"]["source_url"])}
    name = pick(lang, f"{b.year + 1}年收入目标", f"Revenue target, {b.year + 1}")
    value, note, url = gone, "", ""
    how: dict[str, str] = {}
    if b.has("target"):
        url = str(b.stated["target"]["source_url"])
        value = format_figure(b.stated["target"], lang)
        if (level := d.get("target_level")) is not None:
            note = pick(lang, "即", "that is ") + number(Derived(level.low, level.high, math.nan, ""), "元", lang)
            how = {
                "note_formula": pick(lang, *DERIVED["target_level"][2]),
                "note_inputs": given(b, "target_level", lang),
            }
    return [*items, {"label": name, "value": value, "note": note or pick(lang, "不推测", "not guessed"), "url": url} | how]
