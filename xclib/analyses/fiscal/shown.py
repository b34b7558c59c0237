"""Tables of the fiscal brief in its language, with intervals, bases and links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from xclib.analyses.fiscal.areas import neighbours
from xclib.analyses.fiscal.budget import Budget, Row
from xclib.analyses.fiscal.cited import given, taken
from xclib.analyses.fiscal.numbers import inputs
from xclib.analyses.fiscal.targets import targets_met
from xclib.analyses.fiscal.words import DERIVED, label, name_of, number, plan_name, plan_words, range_words, said, word
from xclib.analyses.fiscal.years import history
from xclib.economics import Derived
from xclib.formulas import OF_OWN, PARAMETER
from xclib.present import Html, table
from xclib.rows import records
from xclib.wording import format_figure, format_interval, format_number, format_value, pick

if TYPE_CHECKING:
    import pandas as pd

#: Heads of all tables.
HEADS = {
    "name": ("项目", "Item"),
    "year": ("年份", "Year"),
    "printed": ("原文名称", "Name as printed"),
    "value": ("数值", "Value"),
    "interval": ("区间", "Interval"),
    "basis": ("依据", "Basis"),
    "status": ("时点", "Account"),
    "grade": ("来源等级", "Source grade"),
    "kind": ("性质", "Kind"),
    "share": ("相当于本级收入", "Of own revenue"),
    "case": ("情景", "Case"),
    "growth": ("收入增速", "Revenue growth"),
    "against": ("与目标比", "Against the target"),
    "target": ("目标", "Target"),
    "outcome": ("结果", "Outcome"),
    "plan": ("计划", "Plan"),
    "nature": ("属性", "Nature"),
    "delivered": ("完成", "Delivered"),
    "promised": ("承诺", "Promised"),
    "note": ("说明", "Note"),
    "area": ("地区", "Area"),
}


def _show(
    rows: Sequence[Mapping[str, Any]], caption: str | Html, lang: str, names: str, links: Mapping[str, str] | None = None,
    formulas: Mapping[str, str] | None = None, how: Mapping[str, str] | None = None,
) -> Html:  # fmt: skip
    columns = {n: pick(lang, *HEADS[n]) for n in names.split()}
    numeric = [
        n for n in ("value", "interval", "share", "growth", "delivered", "promised", "target", "outcome") if n in columns
    ]
    return table(
        [dict(r) for r in rows], columns, caption=caption, lang=lang, links=links, formulas=formulas, numeric=numeric, how=how
    )


def paragraph(text: str, lang: str) -> Html:
    """Show a sentence made of escaped text and links, or say that the report states nothing on it."""
    if not text:
        text = pick(lang, "没有可列的。", "Nothing on record.")
        return Html(f'<p class="missing">{text}</p>', text)
    return Html(f"<p>{text}</p>", re.sub(r"<[^>]+>", "", text))


def used(figures: pd.DataFrame, b: Budget, *others: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of a report that the brief stands on: what it states of revenue and output, and other frames' rows."""
    ids = {row["figure_id"] for row in b.stated.values()}
    for other in others:
        ids |= {part for told in other["figure_id"].dropna() for part in str(told).split("+")}
    return figures[figures["figure_id"].isin(ids)]


def show_derived(b: Budget, d: Mapping[str, Derived], names: Sequence[str], caption: str, lang: str) -> Html:
    """Show derived numbers with interval and basis; those that do not follow are left out.

    A basis that takes a figure from another page names that figure and links to it.
    """
    pages = inputs(b)
    own = name_of(b.stated["revenue"], lang) if b.has("revenue") else pick(lang, "本级收入", "own revenue")
    rows = []
    for name in names:
        if name in d:
            title, unit, basis = DERIVED[name]
            told = pick(lang, *title).format(own=own)
            value = (
                "–"
                if d[name].mid != d[name].mid
                else number(d[name], unit, lang, bare=True, decimals=2 if unit == "%" else None)
            )
            span = number(Derived(d[name].low, d[name].high, float("nan"), ""), unit, lang, decimals=2 if unit == "%" else None)
            row = {"name": told[:1].upper() + told[1:], "value": value, "interval": span, "basis": pick(lang, *basis)}
            row |= {"how_basis": row["basis"], "how_inputs": given(b, name, lang)}
            if (source := pages.get(name)) is not None:
                told = taken(source, b, lang)
                row |= {"basis": row["basis"] + pick(lang, f"（{told}）", f" ({told})"), "url": str(source["source_url"])}
            rows.append(row)
    formulas = {"value": "how_basis", "interval": "how_basis"}
    return _show(rows, caption, lang, "name value interval basis", {"basis": "url"}, formulas)


def show_history(b: Budget, code: str, caption: str, lang: str) -> Html:
    """Show every statement of a revenue with its name as printed, account and source grade."""
    rows = []
    for r in records(history(b, code)):
        # The name as printed is what tells definitions apart, so it stays Chinese.
        told = {
            "year": str(r["period"]),
            "printed": "–" if r["vintage"] == "derived" else gloss(str(r["name"]), lang),
            "status": word(r["vintage"], lang),
            "grade": "–" if r["vintage"] == "derived" else r["grade"],
            "url": r["source_url"],
        }
        rows.append(told | {"value": format_value(r["value"], "元", lang, decimals=1 if lang == "zh" else 2)})
    return _show(rows, caption, lang, "year value printed status grade", {"value": "url"})


#: What the parts of a revenue's name are in English, in their order.
_PARTS = (
    ("区级", "district-level"), ("市级", "city-level"), ("县级", "county-level"), ("省级", "provincial"),
    ("地方级", "local-level"), ("三级", "three-level"), ("一般公共预算", "general public budget"),
    ("公共财政预算", "public finance budget"), ("地方财政", "local fiscal"), ("财政", "fiscal"), ("税收", "tax revenue"),
    ("收入", "revenue"),
)  # fmt: skip


def gloss(name: str, lang: str) -> str:
    """Return a name as printed, with its English behind it on an English page; a name with unknown parts stays alone.

    >>> gloss("区级一般公共预算收入", "en"), gloss("三级税收", "zh"), gloss("其他收入", "en")
    ('区级一般公共预算收入 (district-level general public budget revenue)', '三级税收', '其他收入')
    """
    rest, told = name, []
    while found := next(((zh, en) for zh, en in _PARTS if rest.startswith(zh)), None):
        rest = rest.removeprefix(found[0])
        told.append(found[1])
    return name if lang == "zh" or rest else f"{name} ({' '.join(told)})"


def show_support(support: pd.DataFrame, caption: str, lang: str) -> Html:
    """Show amounts of support with their kind and share."""
    rows = []
    for r in records(support):
        part = (
            format_interval(r["share_low"], r["share_high"], "%", lang, decimals=2) if r["share_low"] == r["share_low"] else "–"
        )
        told = {"name": label(r, lang), "value": said(r, lang), "kind": word(r["kind"], lang), "share": part}
        rows.append(told | {"url": r["source_url"], "interval": range_words(r["low"], r["high"], r["unit"], lang)})
    return _show(rows, caption, lang, "name value interval kind share", {"value": "url"}, how={"share": OF_OWN})


def show_rules(rules: pd.DataFrame, caption: str, lang: str) -> Html:
    """Show the parameters of support policies as rules: what may be paid, not what was."""
    rows = [
        {"name": label(r, lang), "value": r["ratio"] or format_figure(r, lang), "url": r["source_url"]} for r in records(rules)
    ]
    return _show(rows, caption, lang, "name value", {"value": "url"})


def show_scenarios(cases: pd.DataFrame, caption: str, lang: str) -> Html:
    """Show scenarios with their basis and where they stand against the target."""
    rows = []
    for r in records(cases):
        ratio = (
            ""
            if r["elasticity"] != r["elasticity"]
            else pick(lang, "，弹性", ", buoyancy ") + format_number(r["elasticity"], lang)
        )
        told = {
            "case": f"{word(r['case'], lang)} · {word(r['way'], lang)}{ratio}",
            "growth": f"{format_number(r['growth'], lang)}%",
        }
        span = range_words(r["low"], r["high"], "元", lang, decimals=1 if lang == "zh" else 2)
        value = format_value(r["value"], "元", lang, decimals=1 if lang == "zh" else 2)
        rows.append(told | {"value": value, "interval": span, "against": word(r["against"], lang)})
    how = {"growth": PARAMETER} | dict.fromkeys(("value", "interval"), "base × (1 + growth)")
    return _show(rows, caption, lang, "case growth value interval against", how=how)


def show_areas(b: Budget, caption: str, lang: str) -> Html:
    """Show growth of other areas in the latest years, with basis, account and grade."""
    rows = []
    for r in records(neighbours(b)):
        told = {
            "area": r["area_zh"] if lang == "zh" else r["area_en"],
            "year": str(r["period"]),
            "basis": word(r["basis"], lang),
        }
        told |= {
            "value": format_figure(r, lang),
            "status": word(r["vintage"], lang),
            "grade": r["grade"],
            "url": r["source_url"],
        }
        rows.append(told)
    return _show(rows, caption, lang, "area year value basis status grade", {"value": "url"})


def show_targets(b: Budget, caption: str | Html, lang: str) -> Html:
    """Show past targets with their outcomes."""
    rows = []
    for r in records(targets_met(b)):
        told = {"area": r["area_zh"] if lang == "zh" else r["area_en"], "year": str(r["period"])}
        told |= {
            "target": format_figure(r["target"], lang),
            "outcome": _outcome(r, lang),
            "against": _against(r, lang),
        }
        rows.append(told | {"target_url": r["target"]["source_url"], "url": r["outcome"]["source_url"]})
    return _show(rows, caption, lang, "area year target outcome against", {"target": "target_url", "outcome": "url"})


def _outcome(case: Row, lang: str) -> str:
    row = case["outcome"]
    if row.get("kind") == "derived":
        return f"{format_value(row['value'], '%', lang, decimals=1)}{pick(lang, '（推算）', ' (derived)')}"
    zh, en = {
        "comparable": ("（同口径）", " (comparable basis)"),
        "upper": ("（同口径，入库数更低）", " (comparable basis; booked: lower)"),
    }.get(case["basis"], ("", ""))
    return format_figure(row, lang) + pick(lang, zh, en)


def _against(case: Row, lang: str) -> str:
    """Return the verdict; where the budget was adjusted within the year, also the verdict by that."""
    if not case["against_adjusted"]:
        return word(case["result"], lang)
    told = format_figure(case["adjusted"], lang)
    if case["adjusted_level"]:
        level = format_figure(case["adjusted_level"], lang)
        told += pick(lang, f"、{level}", f", {level}")
    zh, en = {"below": ("未达到", "missed"), "within": ("相符", "met"), "above": ("超过", "exceeded")}[case["against_adjusted"]]
    return pick(
        lang,
        f"{word(case['result'], lang)}；与年中调整预算（{told}）{zh}"
        if zh == "相符"
        else f"{word(case['result'], lang)}；{zh}年中调整预算（{told}）",
        f"{word(case['result'], lang)}; the budget as adjusted in the year ({told}) was {en}",
    )


def show_pairs(pairs: pd.DataFrame, caption: str, lang: str) -> Html:
    """Show what was delivered beside what is promised, also pairs that must not be compared, which are named as such."""
    rows = []
    for r in records(pairs):
        told = {"name": r["name_zh"] if lang == "zh" else r["name_en"], "basis": word(r["grade"], lang)}
        told |= {"note": r["note_zh"] if lang == "zh" else r["note_en"]}
        for side in ("delivered", "promised"):
            row = {"value": r[side], "bound": r[f"{side}_bound"], "unit": r[f"unit_{side}"], "value_high": float("nan")}
            told |= {side: format_figure(row, lang), f"{side}_url": r.get(f"{side}_url", "")}
        rows.append(told)
    links = {"delivered": "delivered_url", "promised": "promised_url"}
    return _show(rows, caption, lang, "name delivered promised basis note", links)


def show_plan(plan: pd.DataFrame, caption: str, lang: str) -> Html:
    """Show the annex's indicators, also those without a number."""
    rows = [
        {"name": plan_name(r, lang), "plan": plan_words(r, lang), "nature": word(r["nature"], lang), "url": r["source_url"]}
        for r in records(plan)
    ]
    return _show(rows, caption, lang, "name plan nature", {"plan": "url"})
