"""The words of the livelihood brief: heads and titles of its tables and charts, its key findings and its headline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from xclib.analyses.livelihood import (
    FIELDS,
    Row,
    about_words,
    childcare_claim,
    field_sentence,
    field_table,
    head_sentence,
    missing,
    note,
    per_head_rows,
    plain,
    rows_of,
    told,
)
from xclib.analyses.livelihood_jobs import sign_of, unemployment
from xclib.analyses.livelihood_pairs import count_verdicts
from xclib.figure import Interval
from xclib.formulas import CHANGE, DEFLATED, USED
from xclib.present import Html, link, table
from xclib.wording import pick

People = tuple[int, Interval, pd.DataFrame] | None

#: Heads of columns.
HEADS = {
    "field": ("领域", "Field"), "name": ("项目", "Item"), "delivered": ("完成", "Delivered"),
    "promised": ("承诺", "Promised"), "change": ("变化", "Change"), "verdict": ("承诺比完成", "Promise is"),
    "grade": ("口径", "Basis"), "note": ("说明", "Note"), "why": ("为何不比", "Why not"), "label": ("项目", "Item"),
    "figure": ("完成", "Delivered"), "basis": ("单位", "Per"), "rate": ("折算值（区间）", "Rate (interval)"),
    "period": ("年份", "Year"), "told": ("所载", "As stated"), "area": ("地区", "Area"),
    "source_grade": ("来源等级", "Grade of source"), "source_name": ("来源所用名称", "Name in the source"),
    "kind": ("性质", "Kind"), "income": ("收入增速（名义）", "Income, nominal"), "prices": ("消费价格", "Consumer prices"),
    "real": ("扣除价格后", "Income, deflated"), "gdp": ("产出增速（不变价）", "Output, constant prices"),
    "vintage": ("版本", "Vintage"), "rate_name": ("指标", "Rate"), "target": ("目标", "Target"),
    "outcome": ("实际值", "Outcome"), "share": ("完成率（区间）", "Outcome / target (interval)"),
    "past": ("上年实际值", "Outcome before"), "plan": ("计划", "Plan"),
    "nature": ("属性", "Nature"), "indicator": ("指标", "Indicator"), "lower": ("低于", "lower"),
    "equal": ("持平", "equal"), "higher": ("高于", "higher"), "open": ("不能判定", "undecided"), "n": ("合计", "All"),
}  # fmt: skip
#: Titles of tables and charts, and sentences that stand where there is nothing to show.
TITLES = {
    "unemployment": ("失业率：实际值是一个值，上限是一个范围", "Unemployment: the outcome is a value, the cap a range"),
    "fields": ("报告按领域载明的民生数字，点击数值回到原文", "Figures on livelihood, by field; each value links to the source"),
    "heads": (
        "按{}年常住人口折算；区间只含舍入与来源之差，不含其后的人口变动",
        "Per head of the resident population of {}; intervals hold rounding and the difference of sources, no later change of "
        "population",
    ),
    "no heads": (
        "资料中没有该地区的常住人口，不作折算。",
        "No resident population of the area is on record, so nothing is told per head.",
    ),
    "caps": ("目标与实际值（上两图所据）", "Targets and outcomes behind the charts"),
    "people": ("折算所用的人口", "The population used"),
    "counts": ("完成与承诺：数量", "Delivered and promised: counts"),
    "shares": ("完成与承诺：比例", "Delivered and promised: percentages"),
    "cap pairs": (
        "失业率的承诺是上限，越低越好，不与其他比例同读。",
        "A promise on unemployment is a cap, where less is better: not to be read like the others.",
    ),
    "pairs": ("可以相比的对", "Pairs that compare"),
    "grades": ("承诺比完成，按口径分", "Promise against delivery, by grade"),
    "apart": ("另行处理、没有计入的对", "Pairs treated apart and not counted"),
    "no traps": ("没有登记看似成对而不可比的对。", "No pair that only looks like one is on record."),
    "own rates": ("{}：其他来源所载的失业率", "{}: unemployment in other sources"),
    "no own rates": ("{}：其他来源没有失业率。", "{}: no unemployment rate in other sources."),
    "names": ("名称不同的失业率不作比较。", "Rates of different names are not compared."),
    "levels": ("{}人均可支配收入：各来源所载", "{}: disposable income per head as stated"),
    "no levels": ("资料中没有{}的收入水平。", "No level of income of {} is on record."),
    "gaps": ("收入增速减产出增速（百分点）", "Growth of income minus growth of output (percentage points)"),
    "trend": (
        "居民收入增速：一个版本的各年与最小二乘线",
        "Growth of income: the years of one vintage and a least-squares line",
    ),
    "real": ("来源写明的居民收入实际增速", "Real growth of income where a source states it"),
    "no real": ("资料中没有写明是实际的收入增速。", "No growth of income that is said to be real is on record."),
    "annex": ("{}年计划（目标，不是实际值）", "Plan for {} (targets, not outcomes)"),
    "alone": ("没有上年可比数的承诺：{}项", "Promises without a comparable number of the year before: {}"),
    "in step": ("同步", "in step"),
    "jobs": ("报告未载就业数字。", "The report does not state figures on jobs."),
}


def title(code: str, lang: str, *told_in: object) -> str:
    """Return a title or sentence of the brief.

    >>> title("annex", "en", 2031)
    'Plan for 2031 (targets, not outcomes)'
    """
    return pick(lang, *TITLES[code]).format(*told_in)


def heads(lang: str, *columns: str, **renamed: str) -> dict[str, str]:
    """Return the heads of columns; ``renamed`` gives a column the head of another.

    >>> heads("en", "period", told="real")
    {'period': 'Year', 'told': 'Income, deflated'}
    """
    return {c: pick(lang, *HEADS[c]) for c in columns} | {c: pick(lang, *HEADS[h]) for c, h in renamed.items()}


#: Columns that stand to the right, and which column holds the address of which.
_RIGHT = (
    "delivered",
    "promised",
    "change",
    "figure",
    "rate",
    "income",
    "prices",
    "real",
    "gdp",
    "target",
    "outcome",
    "share",
    "n",
    "lower",
    "equal",
    "higher",
    "open",
)
_LINKS = {
    "delivered": "delivered_url", "promised": "promised_url", "figure": "url", "income": "income_url", "prices": "prices_url",
    "gdp": "gdp_url", "target": "target_url", "outcome": "outcome_url", "plan": "url", "past": "past_url", "told": "source_url",
}  # fmt: skip


#: How the numbers of a column were computed that have no formula of their own.
_HOW = {"change": CHANGE, "share": USED, "real": DEFLATED}


def listing(
    rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], caption: str | Html, lang: str, *, none: str = ""
) -> Html:
    """Return a table of the brief, or the sentence that stands in its place where there are no rows."""
    told_rows = list(rows)
    if not told_rows:
        return note(none)
    links = {c: url for c, url in _LINKS.items() if c in columns}
    right, formulas = [c for c in columns if c in _RIGHT], {"rate": "how_basis"}
    how = {name: basis for name, basis in _HOW.items() if name in columns}
    return table(told_rows, columns, caption=caption, lang=lang, links=links, formulas=formulas, numeric=right, how=how)


def field_listing(figures: pd.DataFrame, lang: str) -> Html:
    """Return the table of fields: its cells hold many figures, so they wrap, and each number is a link of its own."""
    rows = field_table(figures, lang)
    if not rows:
        return note(missing("民生数字", "figures on livelihood", lang))
    columns, caption = heads(lang, "field", "delivered", "promised"), title("fields", lang)
    cells = [{c: row["field"] if c == "field" else Html(row[c], plain(row[c])) for c in columns} for row in rows]
    return table(cells, columns, caption=caption, lang=lang)


def hotline(figures: pd.DataFrame, lang: str) -> str:
    """Return requests, score and rank of the hotline as one sentence without its stop; HTML with links, empty without them."""
    mine = figures[(figures["field"] == "hotline") & (figures["status"] == "actual")]
    calls, score, rank = (
        rows_of(mine[part])
        for part in (mine["indicator"] == "hotline_calls", mine["indicator"] == "hotline_score", mine["measure"] == "rank")
    )
    if not calls:
        return field_sentence(figures, "hotline", lang)
    taken = link(told(calls[0], lang), calls[0]["source_url"])
    zh, en = f"{FIELDS['hotline'][0]}：受理市民热线诉求{taken}", f"The citizens' hotline took {taken} requests"
    if score:
        points = link(told(score[0], lang), score[0]["source_url"])
        zh, en = f"{zh}，平均综合成绩{points}", f"{en}; the average score was {points}"
    if score and rank:
        place = link(told(rank[0], lang), rank[0]["source_url"])
        whole = "全市" in str(rank[0].get("prefix", ""))
        zh, en = f"{zh}，{'在全市' if whole else ''}{place}", f"{en}, {place}{' in the city' if whole else ''}"
    return pick(lang, zh, en)


def services(figures: pd.DataFrame, people: People, lang: str) -> list[str]:
    """Return what is said of services per head, each empty one left out; HTML with links."""
    calls, gap = hotline(figures, lang), pick(lang, "", " ")
    if calls:
        calls += pick(lang, "。", ".")
        rate = head_sentence(per_head_rows(figures, people[1], lang), "hotline_calls", people[0], lang) if people else ""
        calls = f"{calls}{gap}{rate}" if rate else calls
    return [sentence for sentence in (calls, childcare_claim(figures, people, lang)) if sentence.strip()]


def headline(
    figures: pd.DataFrame, judged: pd.DataFrame, per_head: Sequence[Row], people: People, lang: str
) -> list[dict[str, str]]:
    """Return two or three headline numbers: unemployment, the way promises lie, and one service per head."""
    out = []
    rates = rows_of(unemployment(figures, lang))
    for row in sorted(rates, key=lambda r: (r["status"] != "actual", r["part"] == "annex"))[:1]:
        cap = next((r for r in rates if r["status"] == "target" and r["indicator"] == row["indicator"] and r is not row), None)
        set_for = f"{cap['label']} {sign_of(cap)}" if cap is not None else row["label"]
        item = {"label": f"{row['group']} ({row['period']})", "value": told(row, lang), "note": set_for}
        note_url = {"note_url": str(cap["source_url"])} if cap is not None else {}
        out.append(item | {"url": str(row["source_url"])} | note_url)
    count = count_verdicts(judged)
    ways = " / ".join(str(count[k]) for k in ("lower", "equal", "higher"))
    compare = pick(
        lang, f"{len(judged)}对中可比{sum(count.values())}对", f"{sum(count.values())} of {len(judged)} pairs compare"
    )
    if judged.empty:
        ways, compare = "–", pick(lang, "尚无人工配对", "no pairs graded yet")
    label = pick(lang, "承诺低于/持平/高于上年完成", "Promised lower / equal / higher than delivered")
    out.append({"label": label, "value": ways, "note": compare})
    for rate in [h for h in per_head if h["code"] == "hotline_calls"][:1]:
        of = rate["basis"]
        if people:
            of += pick(lang, f"（人口为{people[0]}年）", f" (population of {people[0]})")
        how = {"formula": pick(lang, "件数 ÷ 常住人口", "requests / resident population"), "inputs": rate["how_inputs"]}
        out.append({"label": rate["label"], "value": about_words(rate["derived"], lang), "note": of} | how)
    if len(out) < 2:
        stated = pick(lang, "报告所载", "stated in the report")
        out.append({"label": pick(lang, "民生数字", "Figures on livelihood"), "value": str(len(figures)), "note": stated})
    return out
