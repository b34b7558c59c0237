"""The scorecard on an invented plan whose verdicts can be told by hand, and on the project's own data."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import FIGURES, REPORT, figure_row, text_of, write_rows

import xclib as xc
from xclib import schema, select
from xclib.analyses import scorecard
from xclib.analyses.scorecard import ambition, story, words
from xclib.analyses.scorecard.oddities import disagreeing, worded
from xclib.analyses.scorecard.plan import form_of

INF = math.inf
ID = REPORT["report_id"]
XICHENG = "cn-110102-plan-2024"


def stated(value: float, bound: str = "=", low: float | None = None, high: float | None = None, **told: Any) -> dict[str, Any]:
    return {
        "value": value,
        "bound": bound,
        "low": value if low is None else low,
        "high": value if high is None else high,
        **told,
    }


FLOOR, CAP = stated(5, ">=", 5, INF), stated(3.5, "<", 0, 3.5)


@pytest.mark.parametrize(
    ("outcome", "target", "direction", "verdict"),
    [
        (stated(36, low=35.5, high=36.5), stated(31), "down", "missed"),
        (stated(30), stated(31), "down", "met"),  # better than the target is met
        (stated(100, low=99.5, high=100), stated(100), "up", "met"),  # judged as printed, not by its rounding
        (stated(5, ">", 5, INF), FLOOR, "up", "met"),
        (stated(4, ">", 4, INF), FLOOR, "up", "open"),  # a floor is not met by a bound that may lie below it
        (stated(4, "<", 0, 4), FLOOR, "up", "missed"),
        (stated(4.6), stated(5, "~", 4.5, 5.5), "up", "met"),
        (stated(4.4), stated(5, "~", 4.5, 5.5), "up", "missed"),
        (stated(9), stated(5, "~", 4.5, 5.5), "none", "missed"),  # where neither way is better, beyond is off
        (stated(3.5), CAP, "down", "missed"),  # less than 3.5 leaves 3.5 out
        (stated(3.4), CAP, "down", "met"),
        (stated(6.2), stated(6, "=", 6, 6.5), "up", "met"),
        (stated(2, factor=1e4), stated(1.9e4, factor=1.0), "up", "met"),  # units are brought to one
    ],
)
def test_a_target_is_met_only_by_what_lies_inside(
    outcome: dict[str, Any], target: dict[str, Any], direction: str, verdict: str
) -> None:
    assert scorecard.judge(outcome, target, direction) == verdict


@pytest.mark.parametrize(
    ("plan", "value", "form"),
    [
        ("85", 85.0, "number"), ("-", math.nan, "none"), ("与经济增长同步", math.nan, "in_step"),
        ("达到省级要求", math.nan, "requirement"), ("稳步提高", math.nan, "other"),
    ],
)  # fmt: skip
def test_words_of_a_plan_are_told_from_numbers(plan: str, value: float, form: str) -> None:
    assert form_of({"plan": plan, "value": value}) == form


# A report with a plan, worked out by hand


def plan_row(number: int, name: str, plan: str, *, line: int, code: str, **told: str) -> dict[str, str]:
    row = dict.fromkeys(schema.columns("raw", "plan"), "")
    row |= {"number": str(number), "name_zh": name, "name_en": f"Item {line}", "plan": plan, "line": str(line)}
    row |= {"dimension_zh": "绿色发展", "dimension_en": "Green", "nature": "binding", "unit": "%", "indicator": code}
    return row | told


def annex(line: int, number: str, label: str, **told: str) -> dict[str, str]:
    basic = {"line": str(line), "start": "0", "part": "annex", "status": "target", "period": "2031", "measure": "level"}
    return figure_row(number=number, label=label, **(basic | told))


PLAN = [
    plan_row(1, "地区生产总值增速", "5左右", line=20, code="gdp_growth", nature="anticipatory"),
    plan_row(2, "登记失业率", "<4", line=21, code="unemployment_registered", dimension_zh="共享发展", dimension_en="Shared"),
    plan_row(3, "细颗粒物(PM2.5)年均浓度", "达到省级要求", line=22, code="pm25", unit="微克/立方米"),
    plan_row(4, "食品安全抽检合格率", "98以上", line=23, code="food_safety", part="1"),
    plan_row(4, "药品抽检合格率", "提高", line=24, code="drug_safety", part="2"),
    plan_row(5, "常住人口规模", "达到省级要求", line=25, code="population", unit="万人"),
    plan_row(6, "教育支出占一般公共预算支出比例", "与支出同步", line=26, code="expenditure_education_share"),
]
TEXT = [
    figure_row(line="3", number="6", label="地区生产总值"),
    figure_row(line="4", number="3.2", label="登记失业率", measure="level"),
    figure_row(line="4", start="40", number="4", label="登记失业率", measure="level", status="target", bound="<=", bound_word="以内"),
    figure_row(line="5", number="31", unit="微克/立方米", label="细颗粒物(PM2.5)累计浓度", measure="level"),
    figure_row(line="5", start="40", number="30", unit="微克/立方米", label="细颗粒物(PM2.5)累计浓度", measure="level", status="target"),
    figure_row(line="6", number="6", unit="项", label="计划指标", measure="level"),
    figure_row(line="6", start="20", number="5", unit="项", label="完成计划目标指标", measure="level"),
    figure_row(line="8", part="plan", number="5", bound="~", bound_word="左右", status="target", period="2031"),
    figure_row(line="8", start="40", part="plan", number="7", label="一般公共预算收入", status="target", period="2031"),
    figure_row(
        line="9", part="plan", number="4", label="登记失业率", measure="level", status="target", period="2031", bound="<=", bound_word="以内"
    ),
    annex(20, "5", "地区生产总值增速", bound="~", bound_word="左右", measure="growth"),
    annex(21, "4", "登记失业率", bound="<", bound_word="<"),
    annex(23, "98", "食品安全抽检合格率", bound=">=", bound_word="以上"),
]  # fmt: skip
REMARKS = [{"indicator": "population", "status": "actual", "line": "7", "kind": "met", "words": "人口调控目标"}]


@pytest.fixture
def planned(invented: Path) -> Path:
    """The invented report with a plan table of six numbers and seven rows."""
    folder = invented / "raw" / ID
    write_rows(folder / "figures.csv", "figures", TEXT)
    write_rows(folder / "plan.csv", "plan", PLAN)
    write_rows(folder / "remarks.csv", "remarks", REMARKS)
    return invented


def everything(report: str, area: str, year: int, lang: str) -> dict[str, Any]:
    figures, plan, remarks = xc.figures(report), xc.plan(report), select.remarks(report)
    rows = scorecard.plan_rows(plan, figures, lang)
    series = {code: xc.series(code, area) for code in plan["indicator"] if code}
    audited = scorecard.audit(rows, figures, series, remarks, report=report, year=year, lang=lang)
    return {
        "figures": figures, "rows": rows, "audited": audited, "claim": scorecard.claim_of(figures),
        "odd": scorecard.oddities(rows, figures, remarks, lang), "weighed": scorecard.weigh(xc.pairs(report), ("same",)),
    }  # fmt: skip


@pytest.mark.usefixtures("planned")
def test_each_number_of_the_plan_is_counted_once_by_its_worst_row() -> None:
    """1 growth without target; 2 within 4 met; 3 31 against 30 missed; 4 nothing; 5 words; 6 nothing."""
    found = everything(ID, "999901", 2030, "en")
    assert scorecard.tally(found["audited"]) == {
        "met": 1, "missed": 1, "open": 0, "no_target": 1, "words": 1, "nothing": 2,
    }  # fmt: skip
    told = scorecard.plain(scorecard.checked_sentence(found["audited"], 2030, "en"))
    assert "2 can be checked from the report alone: 1 missed (item 22: 31 µg/m³ against 30 µg/m³)" in told
    assert "1 met (item 21: 3.2% against at most 4%)" in told
    assert "Of the other 4, 1 has an outcome but no target of that year, 1 is told in words only and 2 have no outcome" in told
    claim = scorecard.plain(scorecard.claim_sentence(found["claim"], 2030, "en"))
    assert claim == "The report says that 5 of the 6 plan indicators of 2030 were met."
    assert "not the same list" not in scorecard.coincidence(found["claim"], found["rows"], 2030, "en")


@pytest.mark.usefixtures("planned")
def test_a_number_of_the_plan_has_a_number_only_if_all_its_rows_have() -> None:
    found = everything(ID, "999901", 2030, "en")
    green, shared, whole = scorecard.by_dimension(found["rows"], "en")
    assert (green["n"], green["numbers"], shared["numbers"], whole["n"], whole["numbers"]) == (5, 1, 1, 6, 2)
    assert (whole["binding"], whole["binding_numbers"]) == (5, 1)
    told = scorecard.plan_sentence(found["rows"], found["audited"], 2031, "en")
    assert told.endswith("Of the 5 binding ones 4 have none; item 22, missed in 2030, is among them.")


@pytest.mark.usefixtures("planned")
def test_a_target_of_the_year_may_stand_on_another_page(planned: Path) -> None:
    from conftest import context_row

    row = context_row(indicator="gdp_growth", indicator_zh="地区生产总值", period="2030", measure="growth", as_printed="6.5%")
    row |= {"value": "6.5", "unit_code": "PT", "status": "target", "vintage": "target"}
    write_rows(planned / "raw" / "context.csv", "context", [row])
    audited = everything(ID, "999901", 2030, "en")["audited"].set_index("number")
    assert audited.loc[1, ["kind", "target", "target_url"]].tolist() == ["missed", "6.5%", "https://qinglan.example/2030"]


@pytest.mark.usefixtures("planned")
def test_what_does_not_agree_is_found_and_shown_with_both_places() -> None:
    odd = everything(ID, "999901", 2030, "en")["odd"]
    told = [(row["name"], row["annex"], row["text"], row["why"]) for row in odd]
    assert told[0][0] == "Item 20"  # growth of output under the green dimension
    assert "Listed under Green, but it is about growth" in told[0][3]
    assert ("Item 21", "less than 4% (<4%)", "at most 4% (4%以内)") in [t[:3] for t in told]
    assert any("yearly mean (年均)" in why and "to date (累计)" in why for *_, why in told)
    assert any(name == "Item 26" and "keep step" in why for name, *_, why in told)
    assert [t[0] for t in told if "not in the annex" in t[3]] == ["Growth of general public budget revenue"]
    # Growth of output is about 5 in both places.
    assert not [t for t in told if t[0] == "Item 20" and "bound" in t[3]]
    assert all(row["annex_url"].startswith("https://") for row in odd if row["annex"] != "–")
    assert all(row["text_url"].startswith("https://") for row in odd if row["text"] != "–")


def test_a_value_that_differs_and_a_number_beside_words() -> None:
    names = ["indicator", "part", "status", "period", "line", "start", "value", "factor", "bound", "bound_word", "number"]
    names += ["unit", "label", "scope", "prefix", "source_url", "low", "high"]
    text = dict.fromkeys(names, "") | {"indicator": "gdp_growth", "part": "plan", "status": "target", "line": 5, "start": 1}
    text |= {"value": 6.0, "low": 6.0, "high": 6.0, "factor": 1.0, "bound": "=", "number": "6", "unit": "%", "label": "增速"}
    row = {"form": "number", "value": 5.0, "factor": 1.0, "bound": "=", "indicator": "gdp_growth", "told": "5%", "plan": "5"}
    row |= {"unit": "%", "name": "Growth", "source_url": "", "scope": ""}
    plan, figures, nothing = pd.DataFrame([row]), pd.DataFrame([text]), pd.DataFrame(columns=["indicator", "status", "words"])
    assert [f["why"] for f in disagreeing(plan, figures, nothing, "en")] == ["The two values differ"]
    asked = pd.DataFrame(
        [{"indicator": "gdp_growth", "status": "target", "words": "均达到市级要求", "source_url": "https://a"}]
    )
    found = worded(plan, figures[:0], asked, "en")
    assert [(f["annex"], f["text"]) for f in found] == [("5%", "as the city requires")]
    assert worded(plan, figures, asked, "en") == []  # the text has a number too


# Promises beside deliveries


def pair(name: str, delivered: float, promised: float, **told: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"pair": name, "topic": "livelihood", "name_zh": name, "name_en": name, "grade": "same", "reason": ""}
    row |= {"note_zh": "", "note_en": "", "delivered_ids": "a", "promised_ids": "b"}
    for side, value, year in (("delivered", delivered, "2030"), ("promised", promised, "2031")):
        row |= {side: value, f"{side}_low": value, f"{side}_high": value, f"{side}_bound": "=", f"{side}_period": year}
        row |= {f"unit_{side}": "个", f"{side}_url": "https://qinglan.example"}
    return row | told


PAIRS = pd.DataFrame(
    [
        pair("a", 100, 80),
        pair("b", 100, 50),
        pair("c", 50, 100, grade="shifted", reason="wording"),
        pair("d", 10, 5, delivered_low=10, delivered_high=20, delivered_bound=">", topic="culture"),  # 5/20 to 5/10
        pair("e", 89, 90, unit_delivered="%", unit_promised="%"),
        pair("f", 10, 99, grade="false", reason="stock_flow"),
        pair("g", 36, 31, promised_period="2030"),
        pair("gdp_growth", 5.8, 5, unit_delivered="%", unit_promised="%", topic="growth"),
    ]
)


def test_ratios_carry_their_bounds_and_no_false_pair() -> None:
    weighed = scorecard.weigh(PAIRS, ("same", "shifted", "caveat")).set_index("pair")
    assert weighed["ratio_low"].dropna().to_dict() == {"a": 0.8, "b": 0.5, "c": 2.0, "d": 0.25}
    assert weighed.loc["d", "ratio_high"] == 0.5
    assert math.isnan(weighed.loc["d", "ratio"])  # a bound is not a value
    assert next(iter(weighed["topic"])) == "growth"


def test_the_median_is_an_interval_and_its_spread_over_grades_is_told() -> None:
    """All four: lows .25 .5 .8 2, highs .5 .5 .8 2 -> 0.65; the strictest three: 0.5."""
    weighed = scorecard.weigh(PAIRS, ("same", "shifted", "caveat"))
    assert ambition.median_ratio(weighed) == (0.65, 0.65)
    assert ambition.medians(weighed) == [(0.5, 0.5), (0.65, 0.65)]
    told = scorecard.ambition_sentence(weighed, "en")
    assert "Of 6 pairs of delivery and promise that can be decided, 4 are promised lower, 0 equal and 2 higher" in told
    assert "0.65 times the delivery (0.50 to 0.65, depending on how strictly pairs are chosen)" in text_of(told)
    assert ambition.median_ratio(weighed[:3]) is None


def test_grades_that_are_not_wanted_do_not_count() -> None:
    strict = scorecard.by_topic(scorecard.weigh(PAIRS, ("same",)), "en")[-1]
    assert (strict["n_pairs"], strict["ratios"], strict["median"], strict["false"]) == (5, 3, "0.50", 1)


def test_pairs_are_listed_with_their_own_topic() -> None:
    weighed = scorecard.weigh(PAIRS, ("same", "shifted", "caveat"))
    rows = {row["name"]: (row["topic"], row["ratio"]) for row in scorecard.pair_rows(weighed, "en")}
    assert rows["d"] == ("Culture", "0.25 to 0.50")
    assert rows["e"] == ("Livelihood", "–")
    assert [row["name"] for row in scorecard.pair_rows(weighed, "en", aside=("false",))] == ["f"]


def test_elsewhere_counts_an_area_once_and_the_nation_never() -> None:
    def row(code: str, status: str, value: float, **told: Any) -> dict[str, Any]:
        base = {"doc": code, "area_code": code, "area": code, "level": "province", "status": status, "bound": "="}
        year = "2030" if status == "actual" else "2031"
        return base | {"period": year, "value": value, "low": value, "high": value} | told

    many = [r for n in range(10) for r in (row(f"p{n}", "actual", 6), row(f"p{n}", "target", 5 if n < 3 else 7))]
    twice = [row("p0", "actual", 6, doc="x"), row("p0", "target", 5, doc="x")]
    nation = [row("n", "actual", 6, level="nation"), row("n", "target", 5, level="nation")]
    found = scorecard.steps(pd.DataFrame([*many, *twice, *nation]), 2030)
    assert found["step"].value_counts().to_dict() == {"higher": 7, "lower": 3}
    weighed = scorecard.weigh(PAIRS, ("same",))
    assert story.base_rate(weighed, found, "en") == (
        "Of 10 provinces and cities in the panel, 3 set growth surely below the last outcome."
    )
    assert story.base_rate(weighed, found[:9], "en") == ""
    assert "10 provinces" in scorecard.others_sentence(found, 2030, "en")


# Reports that have less, and words


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_without_plan_pairs_or_claim_says_so(lang: str) -> None:
    found = everything(ID, "999901", 2030, lang)
    assert len(FIGURES) == len(found["figures"])
    assert found["rows"].empty
    assert found["odd"] == []
    steps = scorecard.steps(scorecard.read_growth(), 2030)  # no panel in this folder
    assert steps.empty
    told = scorecard.findings(found["claim"], found["rows"], found["audited"], found["weighed"], steps, 2030, lang)
    missing = {"zh": ("没有说", "没有计划表", "尚未由人"), "en": ("does not say", "no plan table", "Nobody")}[lang]
    assert all(word in " ".join(told) for word in missing)
    items = scorecard.headline(found["claim"], found["rows"], found["audited"], found["weighed"], 2030, lang)
    assert not any(word in str(told) + str(items) for word in ("nan", "None", "inf"))
    assert scorecard.tally(found["audited"])["nothing"] == 0
    assert scorecard.by_dimension(found["rows"], lang) == scorecard.by_topic(found["weighed"], lang) == []
    assert scorecard.used(found["figures"], found["rows"], found["weighed"], found["claim"]).empty


@pytest.mark.usefixtures("invented")
def test_the_notebook_runs_to_its_end_on_a_report_that_has_nothing(tmp_path: Path) -> None:
    from xclib.briefs import make_briefs

    notebook = Path(__file__).resolve().parent.parent / "notebooks" / "scorecard.ipynb"
    made = make_briefs(ID, notebooks=[notebook], langs=["en"], out=tmp_path / "briefs").check()
    page = (tmp_path / "briefs" / ID / "scorecard.en.html").read_text(encoding="utf-8")
    assert [brief.status for brief in made.briefs] == ["made"]
    assert "nothing can be checked" in page
    assert "Nobody has paired" in page


def test_names_are_escaped() -> None:
    audited = pd.DataFrame([{"number": 1, "kind": "met", "name": "<b>x</b>", "outcome": "a & b", "target": "1"}])
    told = scorecard.checked_sentence(audited.assign(outcome_url="javascript:x", target_url=""), 2030, "en")
    assert "&lt;b&gt;x&lt;/b&gt;: a &amp; b against 1" in told
    assert "<a" not in told


def test_words_stand_in_both_languages() -> None:
    assert all(zh and en for zh, en in [*words.HEADS.values(), *words._WORDS.values()])
    assert [words.items(n, "en", "pair") for n in (0, 1, 2)] == ["0 pairs", "1 pair", "2 pairs"]


# With the project's own tables


def test_the_projects_own_report() -> None:
    """Twenty numbers in 21 rows: PM2.5 missed, four with an outcome, population, income and productivity in words."""
    found = everything(XICHENG, "110102", 2023, "zh")
    assert scorecard.tally(found["audited"]) == {
        "met": 0, "missed": 1, "open": 0, "no_target": 4, "words": 3, "nothing": 12,
    }  # fmt: skip
    assert {name: row["value"] for name, row in found["claim"].items()} == {"total": 20.0, "met": 19.0, "missed": 1.0}
    missed = found["audited"][found["audited"]["kind"] == "missed"].iloc[0]
    assert (missed["indicator"], missed["outcome"], missed["target"]) == ("pm25", "36微克/立方米", "31微克/立方米")
    assert (len(found["rows"]), scorecard.by_dimension(found["rows"], "zh")[-1]["n"]) == (21, 20)
    told = [(row["annex"], row["text"]) for row in found["odd"]]
    assert ("<3.5%", "3.5%以内") in told
    assert ("120个", "120个以上") in told
    assert ("1亿立方米", "达到市级要求") in told
    assert "独缺“开放”" in found["odd"][0]["why"]
    weighed = scorecard.weigh(xc.pairs(XICHENG), ("same", "shifted", "caveat"))
    assert (weighed[weighed["grade"] == "false"]["ratio_low"].isna()).all()
    assert (weighed["aside"] == "").sum() == 26


def test_no_remark_of_the_data_is_about_an_indicator_outside_the_plan() -> None:
    assert set(select.remarks(XICHENG)["indicator"]) <= set(xc.plan(XICHENG)["indicator"])
