"""The year's PM2.5: the outcome beside its requirement, the gap with its interval, and what is set for the next year."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

import pandas as pd

from xclib import select
from xclib.analyses.environment.words import UG, Row, cell_words, size_of, span
from xclib.economics import Derived, growth_between, point_of, subtract
from xclib.figure import Interval
from xclib.formulas import PARAMETER
from xclib.present import figure_link, link, reckoned
from xclib.rows import records
from xclib.wording import format_figure, format_number, format_value, pick


@dataclass(frozen=True)
class Air:
    """PM2.5 of a report: outcome, requirement of the same year and the gap between them; None where not stated."""

    outcome: Row | None = None
    required: Row | None = None
    coming: Row | None = None
    gap: Derived | None = None
    percent: Derived | None = None

    @property
    def verdict(self) -> str:
        """``missed``, ``met``, ``open`` where rounding or a bound decides, or ``unknown``; lower is better."""
        if self.gap is None:
            return "unknown"
        return "missed" if self.gap.low > 0 else "met" if self.gap.high <= 0 else "open"


def _best(rows: pd.DataFrame) -> Row | None:
    """Return the statement to work with: the text before the annex, a value before a bound, an earlier line first."""
    if rows.empty:
        return None
    ranked = rows.assign(_a=rows["part"] == "annex", _b=rows["bound"] != "=").sort_values(["_a", "_b", "line"], kind="stable")
    return records(ranked.drop(columns=["_a", "_b"]))[0]


def read_air(figures: pd.DataFrame) -> Air:
    """Return the latest PM2.5 outcome of a report beside the requirement of its year."""
    stated = figures[(figures["indicator"] == "pm25") & figures["period"].str.fullmatch(r"\d{4}")]
    actual, goals = stated[stated["status"] == "actual"], stated[stated["status"] == "target"]
    outcome = _best(actual[actual["period"] == actual["period"].max()])
    year = str(outcome["period"]) if outcome is not None else ""
    required, coming = _best(goals[goals["period"] == year]), _best(goals[goals["period"] > year])
    if outcome is None or required is None:
        return Air(outcome, required, coming)
    goal = float(required["value"])
    cap = Interval(required["low"], required["high"]) if required["bound"] == "~" else Interval(goal, goal)
    got, value = Interval(outcome["low"], outcome["high"]), point_of(outcome["value"], outcome["bound"])
    ends = subtract(got, cap)
    percent = replace(growth_between(got, cap, level_mid=value, base_mid=goal), basis="outcome / requirement − 1")
    return Air(outcome, required, coming, Derived(ends.low, ends.high, value - goal, "outcome − requirement"), percent)


def find_air(air: Air, lang: str, aimed: str = "") -> str:
    """Return the finding on the year's PM2.5.

    Parameters
    ----------
    air : Air
        From `read_air`.
    lang : {'zh', 'en'}
        Language.
    aimed : str
        What an earlier report had set for the year, as markup, where this one states no requirement.

    Examples
    --------
    >>> find_air(Air(None, None, None, None, None), "en")
    'The report does not state PM2.5.'
    """
    if air.outcome is None:
        return pick(lang, "报告未载细颗粒物（PM2.5）浓度。", "The report does not state PM2.5.")
    year, value = air.outcome["period"], figure_link(air.outcome, lang)
    if aimed and air.required is None:
        return pick(
            lang,
            f"{year}年细颗粒物（PM2.5）浓度为{value}；报告未载当年的要求，上年报告所定的是{aimed}。",
            f"PM2.5 was {value} in {year}; the report states no requirement for that year, that of the year before had aimed "
            f"at {aimed}.",
        )
    if air.required is None or air.gap is None or air.percent is None:
        return pick(
            lang,
            f"{year}年细颗粒物（PM2.5）浓度为{value}；报告未载当年的要求，是否达标无从判断。",
            f"PM2.5 was {value} in {year}; the report states no requirement for that year, so whether it was met is not known.",
        )
    zh, en = ("市级要求", "the city's requirement") if "市级" in str(air.required["prefix"]) else ("目标", "a target")
    gap, rate, required = size_of(air.gap), size_of(air.percent), figure_link(air.required, lang)
    given = (format_figure(air.outcome, lang), format_figure(air.required, lang))
    if air.verdict == "open" or math.isnan(gap.mid):
        wide = reckoned(span(air.gap, UG, lang), air.gap.basis, lang, *given)
        told = pick(lang, f"相差{wide}，印出的数字不足以判断", f"{wide} apart, too close for the printed numbers to judge")
    else:
        missed = air.verdict == "missed"
        share, shares = (
            reckoned(text, rate.basis, lang, *given)
            for text in (format_value(rate.mid, "%", lang, decimals=1), span(rate, "%", lang, 1))
        )
        points, wide = (
            reckoned(text, gap.basis, lang, *given) for text in (format_value(gap.mid, UG, lang), span(gap, UG, lang))
        )
        told = pick(
            lang,
            f"{'高' if missed else '低'}{points}（计入四舍五入为{wide}），"
            f"即{share}（{shares}）；此项越低越好，{'未达要求' if missed else '达到要求'}",
            f"{points} {'above' if missed else 'below'} ({wide} with rounding), or {share} "
            f"({shares}); lower is better, so it was {'missed' if missed else 'met'}",
        )
    return pick(
        lang,
        f"{year}年细颗粒物（PM2.5）浓度为{value}，{zh}为{required}：{told}。",
        f"PM2.5 was {value} in {year} against {en} of {required}: {told}.",
    )


def find_missed(figures: pd.DataFrame, lang: str) -> str:
    """Return the report's own count of plan indicators that it missed; empty where it has none."""
    missed = figures[figures["label"].str.contains("未完成.*指标") & (figures["status"] == "actual")]
    whole = figures[(figures["label"] == "计划指标") & (figures["status"] == "actual")]
    if missed.empty or whole.empty:
        return ""
    some, total = (link(format_number(r["value"], lang), str(r["source_url"])) for r in (records(missed)[0], records(whole)[0]))
    return pick(
        lang,
        f"报告自计：计划指标{total}项中有{some}项未完成。",
        f"By the report's own count, {some} of {total} plan indicators fell short.",
    )


def name_required(air: Air, lang: str) -> str:
    """Return what the requirement is called beside a line in a chart."""
    if air.required is None:
        return ""
    by_city = "市级" in str(air.required["prefix"])
    word = pick(lang, "市级要求", "the city's requirement") if by_city else pick(lang, "目标", "target")
    return pick(lang, f"{air.required['period']}年{word}", f"{word} of {air.required['period']}")


def mark_required(air: Air, lang: str) -> tuple[float, str] | None:
    """Return where a chart draws the requirement, and what it writes there; None without one."""
    if air.required is None:
        return None
    value = float(air.required["value"])
    return value, f"{name_required(air, lang)}{pick(lang, '：', ': ')}{format_number(value, lang)}"


def find_limit(air: Air, limit: float, lang: str) -> str:
    """Say on which side of an annual limit the outcome lies; empty without a limit or an outcome."""
    if air.outcome is None or limit <= 0:
        return ""
    low, high, year = air.outcome["low"], air.outcome["high"], air.outcome["period"]
    zh, en = (
        ("高于", "above")
        if low > limit
        else ("不高于", "not above")
        if high <= limit
        else ("难以区分于", "too close to tell from")
    )
    told = reckoned(format_value(limit, UG, lang), PARAMETER, lang, "GB 3095-2012")
    return pick(
        lang,
        f"国家标准GB 3095—2012二级年均限值{told}是另一把尺：{year}年的值{zh}它。",
        f"The national annual limit of {told} (GB 3095-2012, class 2) is another yardstick: the value of {year} is {en} it.",
    )


def list_derived(
    air: Air, halves: Iterable[tuple[int, int, Derived]], name: str, lang: str
) -> list[tuple[str, Derived | None, str]]:
    """Return the numbers that the brief computes on PM2.5, for `derived_rows`."""
    paces = [(pick(lang, f"{name}{a}—{b}年年均变化", f"{name}, yearly change {a}–{b}"), d, "%") for a, b, d in halves]
    ends = [
        (pick(lang, "PM2.5与要求之差", "PM2.5, gap to the requirement"), air.gap, UG),
        (pick(lang, "同上，百分比", "The same in percent"), air.percent, "%"),
    ]
    return [*ends, *paces]


def headline(air: Air, topic: pd.DataFrame, plan: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return the headline of the brief: PM2.5, water, and binding indicators with a number of their own."""
    none = pick(lang, "未载", "not stated")
    items = [{"label": "PM2.5", "value": none, "note": pick(lang, "报告没有此数", "no figure in the report")}]
    if air.outcome is not None:
        items[0] |= {"value": format_figure(air.outcome, lang), "note": str(air.outcome["period"])}
        items[0]["url"] = str(air.outcome["source_url"])
    if air.outcome is not None and air.required is not None:
        words = {"missed": ("未达", "missed"), "met": ("达到", "met"), "open": ("难判", "within rounding")}[air.verdict]
        goal = f"{name_required(air, lang)}{pick(lang, '', ': ')}{format_figure(air.required, lang)}"
        items[0]["note_url"] = str(air.required["source_url"])
        items[0]["note"] = f"{goal}{pick(lang, '，', '; ')}{pick(lang, *words)}"
    water = topic[(topic["indicator"] == "water_quality") & (topic["status"] == "actual")]
    if len(water):
        first = records(water)[0]
        label = pick(lang, "断面水质达标率", "Water sections up to standard")
        note, url = str(first["period"]), str(first["source_url"])
        items.append({"label": label, "value": format_figure(first, lang), "note": note, "url": url})
    binding = plan[plan["nature"] == "binding"]
    label = pick(lang, "约束性指标有自己的数字", "Binding indicators with a number")
    told, remark = none, pick(lang, "报告未附约束性指标", "no binding indicators in the report")
    if len(binding):
        told = f"{int(binding['value'].notna().sum())} / {len(binding)}"
        remark = pick(lang, "按计划表的行数", "rows of the plan table")
    items.append({"label": label, "value": told, "note": remark})
    return items


def find_coming(air: Air, plan: pd.DataFrame, lang: str) -> str:
    """Say what is set for the next year: a number, words without one, or nothing."""
    if air.coming is not None:
        told, year = figure_link(air.coming, lang), air.coming["period"]
        return pick(lang, f"{year}年的PM2.5目标为{told}。", f"The PM2.5 target of {year} is {told}.")
    year = "" if air.outcome is None else str(int(air.outcome["period"]) + 1)
    zh, en = (f"{year}年", year) if year else ("下一年", "the next year")
    rows = plan[(plan["indicator"] == "pm25") & plan["value"].isna()]
    if rows.empty:
        return pick(lang, f"报告未载{zh}的PM2.5目标。", f"The report states no PM2.5 target for {en}.")
    cell = link(cell_words(rows.iloc[0]["plan"], lang), rows.iloc[0]["source_url"])
    return pick(
        lang,
        f"{zh}的PM2.5没有自己的数字，计划表只写“{cell}”：单凭本报告，届时无法核对。",
        f"PM2.5 of {en} has no number of its own; the plan table says “{cell}”: this report alone will not allow a check.",
    )


def find_claim(air: Air, lang: str) -> str:
    """Return the report's own explanation of its result, named as its claim; empty where none is recorded."""
    if air.outcome is None:
        return ""
    told = select.claims(str(air.outcome["report_id"]))
    told = told[told["line"] == air.outcome["line"]]
    if told.empty:
        return ""
    source = link(pick(lang, "报告的解释", "The report's explanation"), air.outcome["source_url"])
    return pick(
        lang,
        f"{source}（是它的说法，不是这里的结论，也未经这里检验）：{escape(told.iloc[0]['claim_zh'])}。",
        f"{source} (its claim, neither ours nor tested here): {escape(told.iloc[0]['claim_en'])}.",
    )
