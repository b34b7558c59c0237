"""The environment brief's analysis on invented areas, by hand-computed numbers, and on the project's own data."""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd
import pytest
from conftest import text_of

import xclib as xc
from xclib.analyses import environment
from xclib.analyses.environment.course import chain_back, extrapolate
from xclib.analyses.environment.plan import promise_ratio, sort_pairs
from xclib.analyses.environment.words import subject_of

UG = "微克/立方米"
XICHENG = "cn-110102-plan-2024"


def figure(**told: Any) -> dict[str, Any]:
    """A row of `xclib.figures` with what a test does not care about filled in."""
    row: dict[str, Any] = {
        "figure_id": "x:1:0", "report_id": "x", "part": "review", "line": 1, "start": 0, "number": "20", "unit": UG, "unit_code": "ug/m3",
        "label": "细颗粒物浓度", "label_en": "", "scope": "", "value": 20.0, "value_high": math.nan, "low": 19.5, "high": 20.5, "bound": "=",
        "factor": 1.0, "dimension": "concentration", "measure": "level", "status": "actual", "period": "2030", "indicator": "pm25",
        "topic": "environment", "prefix": "", "suffix": "", "corrected": False, "source_url": "https://qinglan.example/report",
    }  # fmt: skip
    return row | told


def goal(value: float, **told: Any) -> dict[str, Any]:
    return figure(**({"value": value, "low": value, "high": value, "status": "target", "line": 2} | told))


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(figure()))


def fact(period: int, value: float, **told: Any) -> dict[str, Any]:
    """A row of `xclib.facts` or `xclib.series`."""
    row: dict[str, Any] = {
        "area_code": "999901", "area_zh": "青岚市", "area_en": "Qinglan City", "period": period, "months": "", "indicator": "pm25",
        "indicator_zh": "细颗粒物年均浓度", "status": "actual", "value": value, "low": value - 0.5, "high": value + 0.5, "bound": "=",
        "grade": "A", "vintage": "first", "as_printed": f"{value:g}{UG}", "origin": "context", "unit_code": "ug/m3",
        "source_url": f"https://qinglan.example/{period}",
    }  # fmt: skip
    return row | told


def facts(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(fact(2030, 1.0)))


def pair(**told: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "pair": "p", "topic": "environment", "name_zh": "新增绿地", "name_en": "New green space", "grade": "same", "reason": "", "note_zh": "", "note_en": "",
        "delivered": 4.0, "delivered_low": 3.5, "delivered_high": 4.5, "delivered_bound": "=", "delivered_period": "2030", "unit_delivered": "公顷",
        "promised": 9.0, "promised_low": 9.0, "promised_high": 9.0, "promised_bound": "=", "promised_period": "2031", "unit_promised": "公顷",
        "delivered_url": "https://qinglan.example/d", "promised_url": "https://qinglan.example/p",
    }  # fmt: skip
    return row | told


def pairs(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(pair()))


def plan_row(name: str, plan: str, nature: str = "binding", **told: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "number": 1, "part": "", "name_zh": name, "name_en": f"{name} en", "scope": "", "plan": plan, "nature": nature, "indicator": "",
        "figure_id": "", "value": math.nan, "unit": "", "source_url": "https://qinglan.example/annex",
    }  # fmt: skip
    return row | told


def plan(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(plan_row("", "")))


@pytest.mark.parametrize(
    ("outcome", "required", "verdict", "low", "high"),
    [
        # 20 ± 0.5 against 16: 3.5 to 4.5 above.
        (figure(), goal(16.0), "missed", 3.5, 4.5),
        (figure(), goal(22.0), "met", -2.5, -1.5),
        # The printed numbers are equal, so that rounding decides.
        (figure(), goal(20.0), "open", -0.5, 0.5),
        # A cap is its number, not the range below it.
        (figure(), goal(16.0, bound="<=", low=0.0), "missed", 3.5, 4.5),
        # About 20 leaves 19 to 21 open.
        (figure(), goal(20.0, bound="~", low=19.0, high=21.0), "open", -1.5, 1.5),
        # Below 20, how far below is not said.
        (figure(bound="<", low=0.0, high=20.0), goal(25.0), "met", -25.0, -5.0),
    ],
)
def test_outcome_beside_requirement(
    outcome: dict[str, Any], required: dict[str, Any], verdict: str, low: float, high: float
) -> None:
    air = environment.read_air(frame(outcome, required))
    assert air.gap is not None
    assert (air.verdict, air.gap.low, air.gap.high) == (verdict, low, high)


def test_gap_in_percent_has_the_interval_of_rounding() -> None:
    air = environment.read_air(frame(figure(), goal(16.0)))
    assert air.percent is not None
    assert (air.percent.low, air.percent.mid, air.percent.high) == pytest.approx((21.875, 25.0, 28.125))
    zh, en = (environment.find_air(air, lang) for lang in ("zh", "en"))
    assert "25.0%" in zh
    assert "21.9至28.1%" in zh
    assert "未达要求" in zh
    assert 'href="https://qinglan.example/report"' in zh
    assert "25.0%" in en
    assert "21.9 to 28.1%" in en
    assert "missed" in en


def test_a_bound_as_outcome_has_no_printed_gap() -> None:
    air = environment.read_air(frame(figure(bound="<", low=0.0, high=20.0), goal(16.0)))
    assert air.gap is not None
    assert math.isnan(air.gap.mid)
    assert air.verdict == "open"
    assert "nan" not in environment.find_air(air, "en")


def test_who_set_the_requirement_is_read_from_the_words_before_it() -> None:
    city = environment.read_air(frame(figure(), goal(16.0, prefix="对照市级要求")))
    own = environment.read_air(frame(figure(), goal(16.0)))
    assert "市级要求" in environment.find_air(city, "zh")
    assert "市级" not in environment.find_air(own, "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_missing_is_said(lang: str) -> None:
    nothing, alone = environment.read_air(frame()), environment.read_air(frame(figure()))
    assert pick(lang, "未载", "not state") in environment.find_air(nothing, lang)
    assert alone.verdict == "unknown"
    assert pick(lang, "未载", "no requirement") in environment.find_air(alone, lang)
    assert "2031" in environment.find_coming(alone, plan(), lang)
    words = plan(plan_row("细颗粒物", "达到市级要求", indicator="pm25"))
    assert pick(lang, "达到市级要求", "as the city requires") in environment.find_coming(alone, words, lang)
    assert "18" in environment.find_coming(environment.read_air(frame(figure(), goal(18.0, period="2031"))), words, lang)
    assert environment.find_gaps(environment.list_gaps(facts().assign(kind=""), facts(), facts(), lang), "", lang) == ""


def pick(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def test_a_year_that_equals_a_part_of_it_is_doubtful() -> None:
    own = facts(fact(2028, 30.0), fact(2029, 28.0), fact(2030, 27.0, origin="r"), fact(2031, 25.0, status="target"))
    part = facts(fact(2028, 30.0, months="01-09"), fact(2029, 33.0, months="01-06"))
    stated = environment.list_statements(own, part)
    assert stated[["period", "months", "kind"]].values.tolist() == [
        [2028, "", "doubtful"], [2028, "01-09", "part"], [2029, "", "other"], [2029, "01-06", "part"], [2030, "", "report"],
    ]  # fmt: skip
    assert environment.one_a_year(stated, 2020, 2040)["period"].tolist() == [2029, 2030]
    assert environment.choose_rows(stated, own, 2020, 2040) is own


def test_one_value_a_year_takes_the_better_source_and_no_bound() -> None:
    rows = facts(fact(2029, 31.0, grade="C"), fact(2029, 30.0), fact(2030, 29.0, bound="<"))
    assert environment.one_a_year(rows, 2020, 2040)[["period", "value"]].values.tolist() == [[2029, 30.0]]


def test_too_few_years_make_no_trend() -> None:
    course = environment.read_course(facts(*(fact(2028 + n, 30.0 - n) for n in range(3))), facts(), 2000, 2040)
    assert not course.fitted
    assert environment.draw_line(course).empty
    assert environment.check_extrapolations(course, facts(), [2031]).empty
    assert "4" in environment.find_course(course, "青岚市", "zh")


def test_a_straight_line_and_a_constant_rate_are_found_again() -> None:
    line = environment.read_course(
        facts(*(fact(2025 + n, v) for n, v in enumerate((40.1, 37.9, 36.0, 34.1, 31.9)))), facts(), 2000, 2040
    )
    first = line.models[(line.models["sample"] == "stated") & ~line.models["log"]].iloc[0]
    # Least squares by hand: slope is sum((t - 2)(y - mean)) / 10 = -20.2 / 10.
    assert first["rate"] == pytest.approx(-2.02)
    assert first["n"] == 5
    assert first["low"] < -2.02 < first["high"]
    rate = environment.read_course(facts(*(fact(2025 + n, 50 * 0.9**n) for n in range(6))), facts(), 2000, 2040)
    second = rate.models[(rate.models["sample"] == "stated") & rate.models["log"]].iloc[0]
    assert second["rate"] == pytest.approx(-10.0)


def test_pace_of_two_halves() -> None:
    points = facts(*(fact(2025 + n, v) for n, v in enumerate((40.0, 36.0, 32.4, 31.0, 29.0))))
    (a, b, early), (_, c, late) = environment.pace(points)
    assert (a, b, c) == (2025, 2027, 2029)
    assert early.mid == pytest.approx(-10.0)
    assert early.low < early.mid < early.high
    assert late.mid == pytest.approx((math.sqrt(29.0 / 32.4) - 1) * 100)


def test_earlier_levels_are_implied_not_observed() -> None:
    points = facts(fact(2030, 45.0))
    changes = facts(fact(2030, -10.0, low=-10.05, high=-9.95), fact(2029, -20.0, low=-20.05, high=-19.95))
    back = chain_back(points, changes, 2000)
    assert back["period"].tolist() == [2028, 2029]
    assert back["doubtful"].all()
    assert back["value"].tolist() == pytest.approx([62.5, 50.0])
    assert back["low"][1] == pytest.approx(44.5 / 0.9005)
    assert back["high"][1] == pytest.approx(45.5 / 0.8995)
    assert chain_back(points, changes, 2029)["period"].tolist() == [2029]


def test_each_look_ahead_uses_the_years_before_it_alone() -> None:
    rows = facts(
        *(fact(2024 + n, v) for n, v in enumerate((60.0, 50.0, 40.0, 30.0, 29.0))), fact(2029, 30.0, status="target", bound="~")
    )
    course = environment.read_course(rows, facts(), 2000, 2040)
    checks = environment.check_extrapolations(course, rows, environment.next_years(course, 2027))
    assert checks["period"].tolist() == [2028, 2029]
    assert checks["n"].tolist() == [4, 5]
    assert checks["line"][0] == pytest.approx(20.0)
    assert checks["came"][0] == 29.0
    assert checks["target"][1] == 30.0
    told = environment.find_extrapolation(checks, "en")
    assert "29.0 came" in text_of(told)
    assert "above the 29" in text_of(told)
    assert told.endswith("no forecast.")


def test_the_interval_of_one_year_is_wider_than_that_of_the_mean() -> None:
    rows = facts(*(fact(2025 + n, v) for n, v in enumerate((41.0, 37.0, 37.0, 33.0, 33.0))))
    course = environment.read_course(rows, facts(), 2000, 2040)
    one, band = extrapolate(course.points, 2030, log=False), environment.draw_line(course).iloc[-1]
    assert one is not None
    assert one.mid == pytest.approx(band["fit"])
    assert one.low < band["low"] < band["high"] < one.high


def test_gap_to_the_city_of_the_same_year() -> None:
    own = environment.list_statements(
        facts(fact(2028, 30.0), fact(2030, 31.0, origin="r")), facts(fact(2028, 30.0, months="01-10"))
    )
    other = facts(fact(2029, 28.0, area_zh="云泽区", area_en="Yunze District"), fact(2020, 9.0))
    city = facts(fact(2028, 29.0), fact(2029, 28.0), fact(2030, 27.0))
    gaps = environment.list_gaps(own, other, city, "zh")
    assert gaps[["period", "value", "low", "high", "own"]].values.tolist() == [
        [2030, 4.0, 3.0, 5.0, True], [2028, 1.0, 0.0, 2.0, True], [2029, 0.0, -1.0, 1.0, False],
    ]  # fmt: skip
    told = environment.find_gaps(gaps, "青岚市", "zh")
    assert "差距比2028年大" in told
    assert "尚不能定论" in told
    assert "1个明确高出" in environment.find_peers(gaps, "青岚市", "zh")
    narrower = environment.list_gaps(own, other, facts(fact(2028, 25.0), fact(2030, 30.0)), "zh")
    assert "天气" not in environment.find_gaps(narrower, "青岚市", "zh")


@pytest.mark.parametrize(
    ("label", "subject"),
    [
        ("新增屋顶绿化", "green"),
        ("体育公园改建", ""),
        ("断面水质达标率", "water"),
        ("万元地区生产总值能耗", "energy"),
        ("生活垃圾分类", "waste"),
        ("PM2.5浓度", "air"),
        ("学位", ""),
    ],
)
def test_subject_of_a_label(label: str, subject: str) -> None:
    assert subject_of(label) == subject


def test_topic_takes_in_what_has_none_by_its_words() -> None:
    rows = frame(
        figure(), figure(topic="", label="垃圾分类站"), figure(topic="", label="学位"), figure(topic="livelihood", label="公园")
    )
    assert environment.on_topic(rows)["subject"].tolist() == ["air", "waste"]


def test_pairs_by_what_is_promised() -> None:
    rows = pairs(
        pair(),
        pair(name_zh="屋顶绿化", promised=3.0, promised_low=3.0, promised_high=3.0),
        pair(name_zh="垂直绿化", promised=4.2, promised_low=4.2, promised_high=4.2),
        pair(name_zh="覆盖率", grade="false"),
        pair(name_zh="同年目标", promised_period="2030"),
    )
    assert sort_pairs(rows, "zh") == {"more": ["新增绿地"], "less": ["屋顶绿化"], "level": ["垂直绿化"]}
    assert set(environment.chart_pairs(rows, "en")["unit"]) == {"ha"}
    assert len(environment.find_false(rows, "zh")) == 1
    assert "覆盖率" in environment.pair_rows(rows, "zh")[-1]["name"]


def test_ratio_of_promise_to_outcome() -> None:
    ratio = promise_ratio(pair())
    assert ratio is not None
    assert (ratio.low, ratio.mid, ratio.high) == (200.0, 225.0, pytest.approx(9 / 3.5 * 100))
    assert promise_ratio(pair(unit_delivered="%", unit_promised="%")) is None
    assert promise_ratio(pair(delivered=0.0, delivered_low=0.0, delivered_high=0.0)) is None
    bound = promise_ratio(pair(promised_bound=">=", promised_high=math.inf))
    assert bound is not None
    assert math.isnan(bound.mid)
    assert math.isinf(bound.high)


def test_a_printed_hundred_percent_is_drawn_as_a_value() -> None:
    share = pair(unit_delivered="%", unit_promised="%", delivered=100.0, delivered_low=99.5, delivered_high=100.0)
    drawn = environment.chart_pairs(pairs(share), "zh").iloc[0]
    assert (drawn["delivered_low"], drawn["delivered_high"]) == (100.0, 100.0)


def test_binding_rows_with_and_without_a_number() -> None:
    rows = plan(
        plan_row("细颗粒物", "达到市级要求"),
        plan_row("用水总量", "1", figure_id="x:1:0", value=1.0),
        plan_row("上市企业", "85", "anticipatory", figure_id="x:1:0", value=85.0),
    )
    assert environment.count_numbers(rows).values.tolist() == [["binding", 2, 1, 1, 0], ["anticipatory", 1, 1, 0, 0]]
    told = environment.find_binding(rows, "zh")
    assert "约束性指标2行" in told
    assert "细颗粒物" in told
    assert "预期性指标1行" in told
    shown = environment.plan_rows(rows, frame(figure()), "zh")
    assert [r["own"] for r in shown] == ["有", "有", "无"]
    assert shown[-1]["plan"] == "达到市级要求"
    assert "未附" in environment.find_binding(plan(), "zh")


def test_a_blank_cell_is_no_word() -> None:
    rows = plan(plan_row("劳动生产率", "-", "anticipatory"), plan_row("细颗粒物", "达到市级要求"), plan_row("能耗", " "))
    counted = environment.count_numbers(rows).set_index("nature")
    assert counted.loc["anticipatory"].tolist() == [1, 0, 0, 1]
    assert counted.loc["binding"].tolist() == [2, 0, 1, 1]
    assert [r["plan"] for r in environment.plan_rows(rows, frame(), "en")] == [
        "no number listed",
        "as the city requires",
        "no number listed",
    ]
    assert "2行没有" in environment.find_binding(rows, "zh")
    assert "1行只有文字" in environment.find_binding(rows.iloc[:2], "zh")


@pytest.mark.parametrize("bound", ["=", "<="])
def test_a_control_total_is_a_ceiling(bound: str) -> None:
    use = {
        "label": "用水总量",
        "indicator": "water_use",
        "unit": "立方米",
        "value": 2e8,
        "low": 2e8,
        "high": 2e8,
        "bound": bound,
    }
    rows = frame(figure(**use, status="target"), figure(**use))
    told = environment.list_figures(rows, "zh")
    assert told[0]["value"] == "不超过2亿立方米（控制总量）"
    assert "控制总量" not in told[1]["value"]
    annex = plan(plan_row("用水总量", "2", unit="亿立方米", indicator="water_use", figure_id="x:1:0", value=2e8))
    assert environment.plan_rows(annex, rows.iloc[:1], "en")[0]["plan"] == "at most 200 million m³ (control total)"
    assert "2亿立方米</a>是不得超过的控制总量" in environment.find_binding(annex, "zh")


@pytest.mark.parametrize(
    ("prefix", "status", "told"),
    [
        ("绿化,合作推进", "actual", "under way"),
        ("推进绿化,建成", "actual", "outcome"),
        ("绿化,推进完成", "actual", "outcome"),
        ("绿化,推进", "target", "target"),
    ],
)
def test_what_is_taken_forward_is_not_done(prefix: str, status: str, told: str) -> None:
    assert environment.list_figures(frame(figure(prefix=prefix, status=status)), "en")[0]["status"] == told


def test_a_pair_with_a_caveat_says_so_where_it_is_counted() -> None:
    rows = pairs(pair(grade="caveat", name_en="Green space"), pair(name_zh="屋顶绿化", name_en="Roofs"))
    said = environment.find_pairs(rows, "en", numbers=True)
    assert said.count("(with a caveat)") == 1
    assert "9 ha</a> (with a caveat), Roofs" in said
    assert "新增绿地（口径有保留）、屋顶绿化" in environment.find_pairs(rows, "zh")


def test_every_number_behind_a_chart_of_air_has_its_page() -> None:
    rows = facts(*(fact(2024 + n, 60.0 - 5 * n) for n in range(5)), fact(2029, 30.0, status="target", bound="~"))
    course = environment.read_course(rows, facts(), 2000, 2040)
    assert [r["url"] for r in environment.point_rows(course, "zh")] == [f"https://qinglan.example/{2024 + n}" for n in range(5)]
    last, ahead = environment.extrapolation_rows(environment.check_extrapolations(course, rows, [2028, 2029]), "en")
    assert (last["came"], last["came_url"], last["target_url"]) == ("40", "https://qinglan.example/2028", "")
    assert (ahead["target"], ahead["target_url"], ahead["came_url"]) == ("about 30", "https://qinglan.example/2029", "")
    own = environment.list_statements(facts(fact(2028, 44.0, source_url="https://qinglan.example/own")), facts())
    (gap,) = environment.gap_rows(environment.list_gaps(own, facts(), rows.iloc[:5], "en"), "en")
    assert (gap["value"], gap["city"], gap["gap"]) == ("44", "40", "+4 (3 to 5)")
    assert (gap["url"], gap["city_url"]) == ("https://qinglan.example/own", "https://qinglan.example/2028")


def test_green_area_per_head_needs_a_sourced_population() -> None:
    # 2 ± 0.005 hectares over 40,000 people: 50 m² per 100 residents.
    green = frame(
        figure(label="新建绿地", unit="公顷", dimension="area", factor=1e4, value=2.0, low=1.995, high=2.005, indicator="")
    )
    topic = environment.on_topic(green)
    people = facts(
        fact(2028, 39000.0, indicator="population"),
        fact(2029, 41000.0, indicator="population"),
        fact(2029, 40000.0, low=40000.0, high=40000.0, indicator="population_census"),
        fact(2035, 1.0, indicator="population"),
    )
    rows, base = environment.green_per_head(topic, [people], 2030, "zh")
    assert base is not None
    assert base["value"] == 40000.0
    # 19,950 / 400 and 20,050 / 400.
    assert (rows[0]["each"], rows[0]["interval"]) == ("50.00平方米", "49.88至50.12平方米")
    assert environment.green_per_head(topic, [facts()], 2030, "zh") == ([], None)
    assert "不算人均" in environment.find_people(None, "zh")


def test_water_says_when_a_target_is_shared() -> None:
    water = {"unit": "%", "unit_code": "PT", "indicator": "water_quality", "value": 100.0, "low": 99.5, "high": 100.0}
    run = figure(label="水质达标率连续保持", unit="年", value=5.0, low=5.0, high=5.0, indicator="")
    shared = figure(**(water | {"low": 100.0, "label": "断面水质达标率和土地安全利用率", "period": "2031", "status": "target"}))
    topic = environment.on_topic(frame(figure(**water, label="断面水质达标率"), run, shared))
    assert "连续" in environment.find_water(topic, "zh")
    assert "合用一个数字" in environment.find_water(topic, "zh")
    alone = environment.on_topic(frame(figure(**water, label="断面水质达标率")))
    assert "合用" not in environment.find_water(alone, "zh")


def test_open_questions_follow_from_the_report() -> None:
    empty = environment.list_open_questions(environment.on_topic(frame()), plan(), pairs(), "en")
    full = environment.list_open_questions(
        environment.on_topic(frame(figure())), plan(plan_row("细颗粒物", "达到市级要求")), pairs(), "en"
    )
    assert empty
    assert not any("PM2.5" in q for q in empty)
    assert any("emissions" in q for q in full)
    assert any("words alone" in q for q in full)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_untrusted_words_are_escaped(lang: str) -> None:
    bad = "<b>x</b>"
    said = [
        environment.find_binding(plan(plan_row(bad, bad, name_en=bad)), lang),
        environment.find_subject(environment.on_topic(frame()), plan(plan_row("能耗" + bad, bad, name_en=bad)), "energy", lang),
        environment.find_pairs(pairs(pair(name_zh=bad, name_en=bad)), lang, numbers=True),
        *environment.find_false(pairs(pair(name_zh=bad, name_en=bad, note_zh=bad, note_en=bad, grade="false")), lang),
        environment.find_air(environment.read_air(frame(figure(unit=bad), goal(16.0, unit=bad))), lang),
    ]
    assert not any("<b>" in s for s in said)


def test_xicheng_missed_the_citys_requirement() -> None:
    figures = xc.figures(XICHENG)
    topic = environment.on_topic(figures)
    air = environment.read_air(topic)
    assert air.gap is not None
    assert air.percent is not None
    assert (air.verdict, air.gap.low, air.gap.high) == ("missed", 4.5, 5.5)
    assert air.percent.mid == pytest.approx(16.129, abs=1e-3)
    assert environment.find_claim(air, "zh")
    assert "市级要求" in environment.name_required(air, "zh")
    binding = environment.count_numbers(xc.plan(XICHENG)).set_index("nature").loc["binding"]
    assert binding.tolist() == [8, 4, 4, 0]


def test_xicheng_has_too_few_years_and_beijing_enough() -> None:
    stated = environment.list_statements(xc.series("pm25", "110102"), xc.facts("pm25", area="110102", part_year=True))
    assert (stated["kind"] == "part").sum() == 3
    assert set(stated.loc[stated["kind"] == "doubtful", "period"]) == {2020, 2021}
    city = xc.facts("pm25", area="110000")
    assert environment.choose_rows(stated, city, 2013, 9999) is city
    course = environment.read_course(city, xc.facts("pm25_growth", area="110000"), 2013, 2025)
    line = course.models.iloc[0]
    assert line["n"] == 10
    assert line["rate"] == pytest.approx(-4.5)
    assert line["dw"] < 1
    assert course.implied["period"].tolist() == [2013, 2014, 2015]


NO_GAPS = environment.list_gaps(facts().assign(kind=""), facts(), facts(), "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_screen_says_how_far_the_air_was_from_its_requirement(lang: str) -> None:
    rows = frame(figure(), goal(16.0))
    course = environment.read_course(facts(), facts(), 2013, 9999)
    air, topic = environment.read_air(rows), environment.on_topic(rows)
    table = plan(plan_row("甲", "1", value=1.0), plan_row("乙", "达到市级要求"))
    told = environment.findings(air, rows, topic, table, NO_GAPS, course, [], "", lang)
    assert len(told) == 2, "nothing to watch without neighbours or years"
    plain = [re.sub("<[^>]+>", "", t) for t in told]
    assert pick(lang, "比目标的16微克/立方米高4（3.5至4.5）", "4 (3.5 to 4.5) or some 25% above its target of 16") in plain[0]
    assert pick(lang, "约束性指标2项，1项有数字", "Of 2 binding indicators in the plan 1 has a number") in plain[1]
    assert not any("nan" in t for t in plain)


def test_a_gap_that_grew_is_told_with_its_doubt() -> None:
    row = {"own": True, "url": "https://a.example", "kind": "report", "stated": 34.0, "city": 30.0}
    wide = pd.DataFrame([
        row | {"period": 2030, "value": 4.0, "low": 3.0, "high": 5.0},
        row | {"period": 2028, "value": 1.0, "low": 0.0, "high": 2.0, "kind": "doubtful"},
    ])  # fmt: skip
    assert "尚不能定论" in environment.say_gap(wide, "青岚市", "zh")
    assert "not settled" not in environment.say_gap(wide.assign(kind="report"), "Qinglan", "en")
    assert environment.say_gap(wide.assign(low=0.0, high=5.0), "青岚市", "zh") == "", "intervals that meet show no change"
