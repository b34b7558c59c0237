"""The fiscal brief's first screen: own revenue and its place, the target, and what the headline growth hides."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from xclib.analyses.first_screen import join, points, screen
from xclib.analyses.fiscal.budget import Budget
from xclib.analyses.fiscal.cited import derived, reckon, span
from xclib.analyses.fiscal.findings import rests_on_base, say_base, say_buoyancy
from xclib.analyses.fiscal.words import cite, grew, name_of, number
from xclib.analyses.standing import Standing
from xclib.analyses.standing_words import clause, versus
from xclib.economics import Derived
from xclib.wording import pick


def findings(b: Budget, d: Mapping[str, Derived], stands: Sequence[Standing], area: str, lang: str) -> list[str]:
    """Return the three findings: sentences with links; what is not stated is said to be missing or falls away.

    Parameters
    ----------
    b, d : Budget, dict of Derived
        From `read_budget` and `derive`.
    stands : sequence of Standing
        Growth of revenue in the year reported and next year's target, as `xclib.analyses.standing.stand` returns them.
    area : str
        Name of the area.
    lang : {'zh', 'en'}
        Language.
    """
    known = {s.status: s for s in stands}
    watch = say_share(b, d, lang) or say_base(b, d, lang) or say_buoyancy(b, d, lang)
    return screen(_happened(b, d, known["actual"], area, lang), _planned(b, d, known["target"], lang), watch, lang)


def _sentence(parts: Sequence[str], lang: str) -> str:
    some = [p for p in parts if p]
    if lang == "zh":
        return "，".join(some) + "。"
    return f"{some[0]}{', ' if some[1:] else ''}{' and '.join(some[1:])}."


def _stop(part: str, lang: str) -> str:
    return part + pick(lang, "。", ".") if part else ""


def _happened(b: Budget, d: Mapping[str, Derived], stand: Standing, area: str, lang: str) -> str:
    area = escape(area)
    if not b.has("revenue"):
        return pick(
            lang, f"报告没有写{area}{b.year}年一般公共预算收入。", f"The report states no budget revenue of {area} in {b.year}."
        )
    name, size = name_of(b.stated["revenue"], lang), cite(b.stated["revenue"], lang)
    head = pick(lang, f"{b.year}年{area}{name}{size}", f"{area}'s {name} was {size} in {b.year}")
    rate = ""
    if b.has("revenue_growth"):
        told = span(b, "revenue_growth", lang)
        rate = pick(lang, "名义", "") + grew(b.stated["revenue_growth"], lang)
        rate += pick(lang, f"（{told}）", f" in nominal terms ({told})") if told else pick(lang, "", " in nominal terms")
    return join(
        _sentence([head + (pick(lang, "，", ", ") + rate if rate else ""), versus(stand, lang)], lang),
        _stop(clause(stand, lang), lang),
        _base(b, d, lang),
        lang=lang,
    )


def _base(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say that the year before was low, and what is left over two years; empty where it was not."""
    if not rests_on_base(b, d) or "two_year_growth" not in d:
        return ""
    before, two = d["booked_before"], derived(b, d, "two_year_growth", lang, bare=True)
    size = derived(b, d, "booked_before", lang, unsigned=True)
    zh, en = ("下降", "fell by") if before.high < 0 else ("只增长", "grew by only")
    return pick(
        lang,
        f"基数偏低：{b.year - 1}年的入库数推算{zh}{size}，{b.year - 2}—{b.year}年平均每年增长{two}。",
        f"The base was low: revenue as booked {en} {size} in {b.year - 1}, as levels and rates imply, and growth averaged "
        f"{two} a year over {b.year - 2}–{b.year}.",
    )


def _planned(b: Budget, d: Mapping[str, Derived], stand: Standing, lang: str) -> str:
    if not b.has("target"):
        return pick(
            lang,
            f"报告没有写{b.year + 1}年的收入增速目标。",
            f"The report states no target for the growth of revenue in {b.year + 1}.",
        )
    head = pick(
        lang,
        f"{b.year + 1}年目标增长{cite(b.stated['target'], lang)}",
        f"The target for {b.year + 1} is growth of {cite(b.stated['target'], lang)}",
    )
    if (level := d.get("target_level")) is not None:
        ends = reckon(b, "target_level", number(Derived(level.low, level.high, math.nan, ""), "元", lang), lang)
        head += pick(lang, f"，即{ends}", f", or {ends}")
    less = ""
    if b.has("revenue_growth"):
        outcome = pick(lang, f"{b.year}年的实际值", f"the outcome of {b.year}")
        less = points(b.span("target"), b.span("revenue_growth"), outcome, lang)
    asked = ""
    if "target_buoyancy" in d:
        told, gdp = derived(b, d, "target_buoyancy", lang), cite(b.stated["gdp_target"], lang)
        asked = pick(
            lang,
            f"与经济增长目标{gdp}（不变价）合看，隐含的收入弹性是{told}。",
            f"With the GDP target of {gdp} (constant prices) it implies a buoyancy of {told}.",
        )
    return join(_sentence([head, less, versus(stand, lang)], lang), _stop(clause(stand, lang), lang), asked, lang=lang)


def say_share(b: Budget, d: Mapping[str, Derived], lang: str) -> str:
    """Say that own revenue and that of all local levels moved apart, and which share is left; empty where neither is told."""
    change = d.get("share_change")
    if change is None or change.low <= 0 <= change.high or not b.has("local", "local_growth", "revenue"):
        return ""
    own, share = name_of(b.stated["revenue"], lang), derived(b, d, "share", lang, bare=True)
    size = derived(b, d, "share_change", lang, unsigned=True)
    total, grown = cite(b.stated["local"], lang), grew(b.stated["local_growth"], lang)
    zh, en = (
        (("快于", "降到", "低"), ("faster than", "slipped to", "below"))
        if change.high < 0
        else (("慢于", "升到", "高"), ("more slowly than", "rose to", "above"))
    )
    return pick(
        lang,
        f"地方级收入{total}，{grown}，{zh[0]}{own}：{own}占地方级的比重{zh[1]}{share}，比推算的{b.year - 1}年{zh[2]}{size}。"
        "看财力不能只看地方级的增速。",
        f"Local-level revenue, {total}, {grown}, grew {en[0]} {own}, whose share {en[1]} {share}, {size} {en[2]} what growth "
        f"rates imply for {b.year - 1}. The local level's growth does not tell what the area may spend.",
    )
