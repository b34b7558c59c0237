"""Unemployment and its cap: what the report states, and how far outcomes stayed from what was set for them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from xclib.analyses.livelihood import VINTAGE_NAMES, VINTAGES, Row, fact_words, missing, name_of, rows_of
from xclib.economics import divide
from xclib.figure import Interval
from xclib.formulas import SET, USED
from xclib.indicators import read_indicators
from xclib.present import figure_link, link, reckoned
from xclib.wording import format_figure, format_interval, format_number, pick

UNEMPLOYMENT = ("unemployment_registered", "unemployment_surveyed")
_SIDES = [f"{side}_{part}" for side in ("outcome", "target") for part in ("printed", "value", "bound", "url")]
_CAP_COLUMNS = ["period", *_SIDES, "unit_code", "value", "low", "high", "below", "vintage"]


def rate_name(code: str, lang: str) -> str:
    """Return the name of a rate.

    >>> rate_name("unemployment_surveyed", "zh")
    '城镇调查失业率'
    """
    return read_indicators()[code].name(lang)


def _kind(status: str, bound: str, lang: str) -> str:
    if status == "actual":
        return pick(lang, "实际值", "outcome")
    return pick(lang, "上限", "cap") if bound in ("<", "<=") else pick(lang, "目标", "target")


def unemployment(figures: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return each statement of an unemployment rate, ready for `draw_intervals`; registered and surveyed rates keep apart."""
    found = figures[figures["indicator"].isin(UNEMPLOYMENT) & (figures["measure"] == "level")].copy()
    places = [pick(lang, "附件", "annex") if p == "annex" else pick(lang, "正文", "text") for p in found["part"]]
    kinds = [_kind(s, b, lang) for s, b in zip(found["status"], found["bound"], strict=True)]
    found["group"] = [rate_name(i, lang) for i in found["indicator"]]
    found["label"] = [
        pick(lang, f"{y}年{k}（{p}）", f"{y} {k} ({p})") for y, k, p in zip(found["period"], kinds, places, strict=True)
    ]
    return found.reset_index(drop=True)


def cap_sentences(figures: pd.DataFrame, lang: str) -> list[str]:
    """Return what the rate, its cap and their wording allow one to say; HTML with links."""
    rows, out = rows_of(unemployment(figures, lang)), []
    for code in UNEMPLOYMENT:
        mine = [r for r in rows if r["indicator"] == code]
        caps, real = [r for r in mine if r["status"] == "target"], [r for r in mine if r["status"] == "actual"]
        if caps and real:
            out.append(_gap(real[0], caps[0], lang))
        elif mine:
            zh = "报告有实际值而无目标。" if real else "报告有目标而无实际值，差距无从谈起。"
            en = "The report has an outcome and no target." if real else "The report has a target and no outcome, hence no gap."
            name, label, said = escape(mine[0]["group"]), escape(mine[0]["label"]), figure_link(mine[0], lang)
            out.append(pick(lang, f"{name}，{label}：{said}。{zh}", f"{name}, {label}: {said}. {en}"))
        if {r["bound"] for r in caps} == {"<", "<="} and len({r["value"] for r in caps}) == 1:
            signs = pick(lang, "、", ", ").join(f"{escape(r['label'])} {link(sign_of(r), str(r['source_url']))}" for r in caps)
            zh = f"同一上限有两种写法：{signs}；差别只在端点是否算在内。"
            en = f"One cap is written in two ways: {signs}; they differ only in whether the end point counts."
            out.append(pick(lang, zh, en))
    return out or [missing("失业率", "an unemployment rate", lang)]


def _gap(real: Row, cap: Row, lang: str) -> str:
    gap = cap["value"] - real["value"]
    both = (format_figure(cap, lang), format_figure(real, lang))
    size = reckoned(format_number(abs(gap), lang, decimals=2), SET, lang, *both)
    name, rate, limit = escape(real["group"]), figure_link(real, lang), figure_link(cap, lang)
    kind = _kind("target", cap["bound"], lang)
    zh = (
        f"{name}：{real['period']}年实际值{rate}，{cap['period']}年目标{limit}。"
        f"{kind}比实际值{'高' if gap >= 0 else '低'}{size}个百分点：这是留出的余地，不是预测。"
    )
    en = (
        f"{name}: {rate} in {real['period']}; the target for {cap['period']} is {limit}. The {kind} stands {size} percentage "
        f"points {'above' if gap >= 0 else 'below'} the outcome: that is room left, not a forecast."
    )
    if gap < 0:
        zh = zh.replace("这是留出的余地，不是预测", "要达到它，失业率须下降")
        en = en.replace("that is room left, not a forecast", "the rate has to fall to meet it")
    return pick(lang, zh, en)


def sign_of(row: Row) -> str:
    """Write a bound as a sign.

    >>> sign_of({"bound": "<=", "value": 3.5, "unit": "%"})
    '≤3.5%'
    """
    return (
        {"<=": "≤", ">=": "≥", "~": "≈", "=": ""}.get(row["bound"], str(row["bound"]))
        + format_number(row["value"])
        + str(row["unit"])
    )


def cap_history(series: pd.DataFrame) -> pd.DataFrame:
    """Return the years for which a series states both an outcome and a target of a rate, and what share of it was used.

    A target that is *about* a number counts with that number. ``below``: the outcome's interval lies below the target.
    """
    out = []
    for _, part in series.groupby("period"):
        caps = part[part["status"] == "target"]
        real = part[(part["status"] != "target") & part["bound"].isin(["=", "~"])]
        if caps.empty or real.empty:
            continue
        cap = caps.iloc[0]
        rate = real.sort_values("vintage", key=lambda s: s.map(VINTAGES.index), kind="stable").iloc[0]
        used = divide(Interval(rate["low"], rate["high"]), Interval(cap["value"], cap["value"]))
        out.append(
            {"period": int(cap["period"]), **_side("outcome", rate), **_side("target", cap), "unit_code": cap["unit_code"],
             "value": rate["value"] / cap["value"] * 100, "low": used.low * 100, "high": used.high * 100,
             "below": bool(rate["high"] < cap["value"]), "vintage": rate["vintage"]}
        )  # fmt: skip
    return pd.DataFrame(out, columns=_CAP_COLUMNS)


def _side(name: str, row: pd.Series) -> dict[str, object]:
    told = {"printed": row["as_printed"], "value": row["value"], "bound": row["bound"], "url": row["source_url"]}
    return {f"{name}_{part}": value for part, value in told.items()}


def cap_table(series: Mapping[str, pd.DataFrame], lang: str) -> list[dict[str, str]]:
    """Return what the charts of shares are made of: each year's target and outcome in words, with their addresses."""
    out = []
    for code, facts in series.items():
        for row in rows_of(cap_history(facts)):
            shown = {"period": str(row["period"]), "rate_name": rate_name(code, lang)}
            for side in ("target", "outcome"):
                stated = {part: row[f"{side}_{part}"] for part in ("value", "bound")}
                stated |= {"as_printed": row[f"{side}_printed"], "unit_code": row["unit_code"]}
                shown |= {side: fact_words(stated, lang), f"{side}_url": str(row[f"{side}_url"])}
            ends = format_interval(row["low"], row["high"], "%", lang, decimals=0)
            out.append(shown | {"share": ends, "vintage": pick(lang, *VINTAGE_NAMES[row["vintage"]])})
    return out


def cap_claim(history: pd.DataFrame, area: str, name: str, lang: str) -> str:
    """Say how often the outcome lay below the figure that was set for it; HTML."""
    area = area or pick(lang, "所属省市", "Province or municipality")
    if history.empty:
        return pick(
            lang,
            f"{area}{name}：资料中没有同年的目标与实际值。",
            f"{area}, {name.lower()}: no year with both a target and an outcome.",
        )
    n, below = len(history), int(history["below"].sum())
    low, high = _ends(history, lang)
    area, name = escape(area), escape(name)
    years = pick(lang, "—", "–").join(dict.fromkeys(str(y) for y in (history["period"].min(), history["period"].max())))
    every = below == n > 1
    zh_some = "各年" if every else f"其中{below}年" if below else "没有一年"
    en_some = (f"all {n}" if every else f"{below or 'none'} of the {n}") + (" years" if n > 1 else " year")
    zh = f"{area}{name}：{years}年中目标与实际值俱全的有{n}年，{zh_some}实际值低于所定数字，实际值为它的{low}至{high}。"
    en = (
        f"{area}, {name.lower()}: in {en_some} within {years} with both, the outcome lay below the figure set, "
        f"at {low} to {high} of it."
    )
    return pick(lang, zh, en)


def _ends(history: pd.DataFrame, lang: str) -> list[str]:
    """Return the lowest and the highest share of the figure set that was used, each with its year."""
    found = [history.loc[getattr(history["value"], f"idx{end}")()] for end in ("min", "max")]
    return [
        reckoned(
            f"{format_number(row['value'], lang, decimals=0)}%", USED, lang,
            f"{row['period']}: {row['outcome_printed']} / {row['target_printed']}",
        )
        for row in found
    ]  # fmt: skip


def cap_brief(history: pd.DataFrame, area: str, lang: str) -> str:
    """Say in one line how the same rate did under its caps before; HTML."""
    n, below = len(history), int(history["below"].sum())
    (low, high), area = _ends(history, lang), escape(area)
    first, last = history["period"].min(), history["period"].max()
    zh = f"{area}{first}—{last}年有据的{n}年中{below}年实际值低于所定数字，为它的{low}至{high}。"
    en = f"In {area} it lay below the figure set in {below} of {n} years within {first}–{last}, at {low} to {high} of it."
    return pick(lang, zh, en)


def cap_finding(figures: pd.DataFrame, facts: Mapping[str, pd.DataFrame], lang: str) -> str:
    """Return the first rate that the report states, its cap, and what the same rate did under its caps before; HTML."""
    stated = [code for code in UNEMPLOYMENT if (figures["indicator"] == code).any()]
    first = cap_sentences(figures, lang)[0]
    used = cap_history(facts[stated[0]]) if stated else pd.DataFrame()
    if used.empty:
        return first
    claim = cap_brief(used, name_of(facts[stated[0]], lang), lang)
    return f"{first}{pick(lang, '', ' ')}{claim}"


def cap_chart(used: pd.DataFrame) -> pd.DataFrame:
    """Return `cap_history` for `draw_bars`, in whole percent."""
    return used.assign(label=used["period"].astype(str), value=used["value"].round())


def cap_title(name: str, lang: str) -> str:
    """Return the title of the chart of shares."""
    return pick(lang, f"{name}：实际值相当于所定数字的百分之几", f"{name}: outcome in percent of the figure set")


def _source_name(row: Row, lang: str) -> str:
    stated = str(row["indicator_zh"])
    return stated if lang == "zh" else f"{rate_name(row['indicator'], lang)} ({stated})"


def rate_table(*facts: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return statements of unemployment from other sources, each under the name that its source uses."""
    kinds = {"target": ("目标", "target"), "actual": ("实际值", "outcome"), "preliminary": ("预计", "expected")}
    return [
        {
            "period": str(row["period"]),
            "source_name": _source_name(row, lang),
            "told": fact_words(row, lang),
            "kind": pick(lang, *kinds[row["status"]]),
            "source_url": row["source_url"],
        }
        for row in rows_of(pd.concat(facts).sort_values("period", kind="stable"))
    ]
