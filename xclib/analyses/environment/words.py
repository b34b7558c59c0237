"""The words of the environment brief: subjects, heads, questions and reports' own claims; numbers put into sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

import pandas as pd

from xclib.economics import Derived
from xclib.indicators import read_indicators
from xclib.present import Html, shown_label
from xclib.rows import records
from xclib.wording import format_bound, format_figure, format_interval, format_number, format_value, pick

Row = Mapping[str, Any]
UG = "微克/立方米"
#: Subjects: the words of a label that tell each; the first that matches counts.
SUBJECTS = {
    "air": r"细颗粒物|PM2\.5|PM10|空气|优良天数|重污染|扬尘",
    "water": "水质|河湖|断面|用水|节水|污水",
    "waste": "垃圾|厨余|分类驿站|示范类小区|达标类小区",
    "energy": "能耗|绿电|碳|节能|可再生能源",
    "green": "绿地|绿化|(?<!体育)公园|花园|森林|造林|湿地",
}
#: Indicators whose plan is a control total: a number not to be exceeded, even where the table prints no more than the number.
CEILINGS = ("water_use",)
#: What stands in a plan's cell that was left blank.
BLANK = ("", "-", "–", "—", "/")
#: Cells of plan tables that hold words, and names of other pages, in English.
ENGLISH = {
    "达到市级要求": "as the city requires",
    "与经济增长同步": "in step with economic growth",
    "新增城市绿地": "New urban green space",
    "人均公园绿地面积": "Park area per head",
    "城市绿化覆盖率": "Green cover",
}
#: Heads of tables.
HEADS = {
    "amount": ("面积", "Area"),
    "area": ("地区与年份", "Area and year"),
    "basis": ("算法", "How"),
    "constant": ("等比（95%预测区间）", "Constant rate (95% prediction)"),
    "blank": ("未列数字", "No number listed"),
    "city": ("全市同年", "City, same year"),
    "gap": ("相差（区间）", "Difference (interval)"),
    "came": ("后来公布", "What came"),
    "delivered": ("完成", "Delivered"),
    "dw": ("德宾—沃森", "Durbin-Watson"),
    "each": ("每百人", "Per 100 residents"),
    "grade": ("等级", "Grade"),
    "interval": ("区间", "Interval"),
    "label": ("指标", "Figure"),
    "line": ("直线（95%预测区间）", "Line (95% prediction)"),
    "model": ("模型", "Model"),
    "n": ("年数", "Years"),
    "name": ("项目", "Item"),
    "nature": ("属性", "Nature"),
    "numbers": ("有自己的数字", "With a number"),
    "own": ("自有数字", "Own number"),
    "period": ("时期", "Period"),
    "plan": ("计划", "Plan"),
    "promised": ("承诺", "Promised"),
    "rate": ("每年变化", "Change a year"),
    "ratio": ("承诺 ÷ 完成", "Promised / delivered"),
    "rows": ("行数", "Rows"),
    "sample": ("所用年份", "Sample"),
    "status": ("状态", "Status"),
    "target": ("当年目标", "Target set"),
    "value": ("数值", "Value"),
    "words": ("只有文字", "Words alone"),
}
#: What a report may leave open.
QUESTIONS = {
    "emissions": (
        "排放是否减少：浓度还取决于天气与外来输送，报告没有扣除天气的值。",
        "Whether emissions fell: concentrations also depend on weather and on what blows in; no value net of weather is given.",
    ),
    "next": (
        "下一年的PM2.5：过去的趋势里没有下一年的天气与政策。",
        "PM2.5 of the coming year: a past trend holds neither its weather nor its policy.",
    ),
    "words": (
        "计划表里只有文字的指标是否完成：没有数字，单凭本报告无从核对。",
        "Whether plan indicators that have words alone are met: without a number this report allows no check.",
    ),
    "bases": (
        "同名而口径不同的指标是否进退：两数不能相减。",
        "Whether indicators of one name on different bases moved: such numbers cannot be subtracted.",
    ),
    "stock": (
        "绿地总量与人均绿地：报告只载新建与改造的面积，不载总量。",
        "The stock of green space, in all or per head: the report states what was built or improved, no total.",
    ),
    "waste": (
        "垃圾分类的成效：站点与小区是投入，报告未载垃圾量或回收率。",
        "What waste sorting achieved: stations and communities are inputs; no tonnage or recovery rate is stated.",
    ),
    "water": (
        "水质高出标准多少：达标率不载断面个数，也不载浓度。",
        "How far the water is above the standard: the rate names neither the number of sections nor any concentration.",
    ),
    "use": (
        "用水是否节约：用水总量只有计划数，没有上年实际值。",
        "Whether water was saved: water use has a planned number and no outcome.",
    ),
    "cause": (
        "哪项措施起了作用：报告并列做法与结果，没有对照，因果不能由此推出。",
        "Which measure worked: the report sets measures beside results without a comparison, and shows no cause.",
    ),
    "energy": ("能耗强度的升降：报告未载实际值数字。", "How energy intensity changed: the report states no outcome."),
}
BASES = {
    "outcome − requirement": "实际值 − 要求",
    "outcome / requirement − 1": "实际值 ÷ 要求 − 1",
    "(last / first)^(1 / years) − 1": "(末年 ÷ 首年)^(1/年数) − 1",
}


def english(words: str) -> str:
    """Return words of a report in English where known, else as they are."""
    return ENGLISH.get(words, words)


def cell_words(cell: str, lang: str) -> str:
    """Return what a plan's cell says that has no number; a blank one says nothing.

    >>> cell_words("-", "zh"), cell_words("达到市级要求", "en")
    ('未列数字', 'as the city requires')
    """
    if cell.strip() in BLANK:
        return pick(lang, "未列数字", "no number listed")
    return pick(lang, cell, english(cell))


def heads(lang: str, *names: str) -> dict[str, str]:
    """Return columns with their heads.

    >>> heads("en", "n", "plan")
    {'n': 'Years', 'plan': 'Plan'}
    """
    return {name: pick(lang, *HEADS[name]) for name in names}


def note(*sentences: str) -> Html:
    """Return paragraphs; what a sentence takes from data was escaped, or made by `link`."""
    shown = [s for s in sentences if s]
    return Html("".join(f"<p>{s}</p>" for s in shown), "\n".join(unescape(re.sub("<[^>]+>", "", s)) for s in shown) or " ")


def span(derived: Derived, unit: str, lang: str, decimals: int | None = None) -> str:
    """Return the interval of a derived number with its unit printed once.

    >>> span(Derived(4.5, 5.5, 5.0, ""), "%", "en")
    '4.5 to 5.5%'
    """
    first, last = (format_number(v, lang, decimals=decimals) for v in (derived.low, derived.high))
    if not derived.bounded or first == last:
        return format_interval(derived.low, derived.high, unit, lang, decimals=decimals)
    return f"{first}{pick(lang, '至', ' to ')}{format_value(derived.high, unit, lang, decimals=decimals)}"


def subject_of(label: str) -> str:
    """Return the subject that a label belongs to, or an empty text.

    >>> subject_of("新增屋顶绿化"), subject_of("体育公园改建")
    ('green', '')
    """
    return next((code for code, words in SUBJECTS.items() if re.search(words, label)), "")


def label_of(row: Row, lang: str) -> str:
    """Return what a figure measures: the report's words; in English the translator's, else the catalogue's."""
    if lang == "en" and not row["label_en"] and row["indicator"]:
        return read_indicators()[row["indicator"]].en
    return shown_label(row, lang)


def value_of(row: Row, lang: str) -> str:
    """Return a figure in words; the plan of an indicator that is a control total as the ceiling that it is.

    >>> value_of({"indicator": "water_use", "status": "target", "value": 2e8, "unit": "立方米", "bound": "="}, "en")
    'at most 200 million m³ (control total)'
    """
    if row["indicator"] in CEILINGS and row["status"] == "target":
        most = format_bound(row["value"], "<=", row["unit"], lang)
        return most + pick(lang, "（控制总量）", " (control total)")
    return format_figure(row, lang)


def under_way(row: Row) -> bool:
    """Tell whether an outcome is said to be taken forward (推进) and not done, by the words that lead up to its number.

    >>> under_way({"status": "actual", "prefix": "绿化,加快推进"}), under_way({"status": "actual", "prefix": "推进整治,建成"})
    (True, False)
    """
    clause = re.split(r"[,，。;；:：]", str(row["prefix"]))[-1]
    return row["status"] == "actual" and bool(re.search("推进(?!完|建成)", clause))


def list_figures(rows: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return figures as rows of a table: what, how much, outcome or target, which year."""
    words = {
        "actual": pick(lang, "实际值", "outcome"),
        "target": pick(lang, "目标", "target"),
        "rule": pick(lang, "规则", "rule"),
    }
    return [
        {
            "label": label_of(r, lang),
            "value": pick(lang, r["number"], f"rank {r['value']:g}") if r["measure"] == "rank" else value_of(r, lang),
            "status": pick(lang, "推进中", "under way") if under_way(r) else words[r["status"]],
            "period": r["period"] or pick(lang, "未载", "not stated"),
            "url": r["source_url"],
        }
        for r in records(rows)
    ]


def derived_rows(items: Iterable[tuple[str, Derived | None, str]], lang: str) -> list[dict[str, str]]:
    """Return what we computed as rows of a table: name, value, interval and how; what is None is left out."""
    return [
        {
            "name": name,
            "value": pick(lang, "只有区间", "interval only")
            if math.isnan(d.mid)
            else format_value(d.mid, unit, lang, decimals=1),
            "interval": span(d, unit, lang, 1),
            "basis": pick(lang, BASES[d.basis], d.basis),
            "how_basis": d.basis,
        }
        for name, d, unit in items
        if d is not None
    ]


def size_of(derived: Derived) -> Derived:
    """Return a derived number without its sign."""
    low, high = sorted((abs(derived.low), abs(derived.high)))
    return Derived(low, high, abs(derived.mid), derived.basis)
