"""The livelihood analysis, on invented frames with numbers that can be checked by hand."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import text_of

import xclib as xc
from xclib import estimates
from xclib.analyses import (
    livelihood,
    livelihood_income,
    livelihood_jobs,
    livelihood_opening,
    livelihood_pairs,
    livelihood_story,
)
from xclib.analyses.standing import Standing
from xclib.figure import Interval

URL = "https://qinglan.example/report"


def figure(**told: Any) -> dict[str, Any]:
    """A row of `xclib.figures` about the invented 青岚市."""
    value = told.get("value", 500.0)
    row = {
        "figure_id": "x:3:1",
        "part": "review",
        "number": "500",
        "unit": "个",
        "label": "托位数量",
        "scope": "",
        "label_en": "",
    }
    row |= {
        "value": value,
        "value_high": math.nan,
        "low": value,
        "high": value,
        "bound": "=",
        "bound_word": "",
        "convention": "exact",
    }
    row |= {"unit_code": "NR", "measure": "level", "status": "actual", "period": "2030", "indicator": "", "topic": "livelihood"}
    return row | {"corrected": False, "source_url": URL} | told


def figures(*rows: dict[str, Any]) -> pd.DataFrame:
    return livelihood.on_topic(pd.DataFrame([figure(figure_id=f"x:3:{n}", **row) for n, row in enumerate(rows)]))


RATE = {"label": "登记失业率", "indicator": "unemployment_registered", "unit": "%", "unit_code": "PT"}
OUTCOME = RATE | {"value": 2.0, "low": 1.95, "high": 2.05}
CAP = RATE | {
    "value": 3.0,
    "low": 0.0,
    "high": 3.0,
    "bound": "<=",
    "bound_word": "以内",
    "status": "target",
    "period": "2031",
    "part": "plan",
}


def pair(name: str = "家庭养老床位", delivered: float = 500, promised: float = 300, **told: Any) -> dict[str, Any]:
    """A row of `xclib.pairs`."""
    row = {"pair": name, "topic": "livelihood", "name_zh": name, "name_en": "Home-care beds", "grade": "same", "reason": ""}
    row |= {"note_zh": "", "note_en": "", "delivered_ids": f"x:1:{name}", "promised_ids": f"x:2:{name}"}
    for side, value, year in (("delivered", delivered, "2030"), ("promised", promised, "2031")):
        row |= {side: value, f"{side}_low": value, f"{side}_high": value, f"{side}_bound": "=", f"{side}_period": year}
        row |= {f"unit_{side}": "张", f"{side}_url": f"{URL}#{side}"}
    return row | told


def judged(*rows: dict[str, Any], **told: Any) -> pd.DataFrame:
    return livelihood_pairs.judge_pairs(pd.DataFrame(list(rows), columns=list(pair())), **told)


def fact(period: int, value: float, half: float = 0.05, **told: Any) -> dict[str, Any]:
    """A row of `xclib.facts`."""
    row = {"period": period, "value": value, "low": value - half, "high": value + half, "bound": "=", "bound_word": ""}
    row |= {
        "status": "actual",
        "vintage": "first",
        "grade": "A",
        "as_printed": f"{value:g}%",
        "unit_code": "PT",
        "source_url": URL,
    }
    return (
        row
        | {"indicator": "income_growth", "indicator_zh": "登记失业率", "area_zh": "青岚市", "area_en": "Qinglan City"}
        | told
    )


def facts(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(fact(2030, 1)))


# Fields


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("市民热线诉求", "hotline"),
        ("困难家庭毕业生帮扶率", "jobs"),
        ("千人居家为老服务床位与机构养老床位数", "elderly"),
        ("普惠托位", "childcare"),
        ("老旧小区综合整治完工", "renewal"),
        ("保障性住房计划竣工", "housing"),
        ("学校交通综合治理", "streets"),
        ("普惠性幼儿园覆盖率", "education"),
        ("社区卫生服务中心", "health"),
        ("创新型社区议事厅", "community"),
        ("参与群众", "other"),
        ("协作地区实现就业人数", "assistance"),
        ("对口支援项目", "assistance"),
        ("重点群体就业援助", "jobs"),
    ],
)
def test_a_label_belongs_to_one_field(label: str, field: str) -> None:
    assert livelihood.field_of(label) == field


def test_rules_and_other_topics_are_left_out() -> None:
    assert len(figures({}, {"status": "rule"}, {"topic": "growth"})) == 1


def test_a_field_tells_delivered_and_promised_apart() -> None:
    rows = livelihood.field_table(figures({}, {"label": "创建托位", "value": 700.0, "status": "target"}), "zh")
    link = '<a href="https://qinglan.example/report">'
    assert rows == [{"field": "托育", "delivered": f"托位数量 {link}500个</a>", "promised": f"创建托位 {link}700个</a>"}]


def test_people_of_partner_areas_are_not_jobs_at_home() -> None:
    rows = figures({"label": "实现就业", "label_zh": "协作地区实现就业人数"}, {"label": "实现就业", "label_zh": ""})
    assert rows["field"].tolist() == ["assistance", "jobs"]
    assert "协作" not in livelihood.field_sentence(rows, "jobs", "zh")


def test_cells_of_the_field_table_wrap_and_link_each_figure() -> None:
    rows = figures({}, {"label": "<b>托位</b>"}, {"label": "创建托位", "status": "target"})
    html = livelihood_story.field_listing(rows, "zh")._repr_html_()
    assert html.count("<a ") == 3
    assert 'class="number"' not in html
    assert "<b>" not in html
    assert "托育 | 托位数量 500个；" in repr(livelihood_story.field_listing(rows, "zh"))
    assert "not state" in repr(livelihood_story.field_listing(figures({}).iloc[:0], "en"))


def test_a_rank_is_no_amount_and_near_is_not_less() -> None:
    assert livelihood.told(figure(measure="rank", number="第一", unit="", value=1.0), "zh") == "居第一"
    assert livelihood.told(figure(measure="rank", number="第一", unit="", value=1.0), "en") == "rank 1"
    near = figure(value=19200.0, unit="名", bound="<", bound_word="近")
    assert livelihood.told(near, "zh") == "近1.92万名"
    assert livelihood.told(near, "en") == "nearly 19,200 people"


def test_what_a_report_says_is_escaped() -> None:
    said = livelihood.field_sentence(figures({"label": "<b>托位</b>"}), "childcare", "zh")
    assert "<b>" not in said
    assert "&lt;b&gt;" in said


def test_a_bound_is_told_with_its_interval() -> None:
    rows = figures(
        {"label": "实现就业", "value": 200.0, "low": 180.0, "high": 200.0, "bound": "<", "bound_word": "近", "unit": "人"}
    )
    assert "180至200人" in livelihood.bound_sentences(rows, "jobs", "zh")[0]
    assert livelihood.bound_sentences(figures({"label": "实现就业"}), "jobs", "zh") == []


# Unemployment


def test_the_gap_to_a_cap_is_room_and_no_forecast() -> None:
    (said,) = livelihood_jobs.cap_sentences(figures(OUTCOME, CAP), "en")
    assert "2%" in said
    assert "1.00 percentage points above the outcome" in text_of(said)
    assert "not a forecast" in said


def test_two_spellings_of_a_cap_are_told() -> None:
    said = livelihood_jobs.cap_sentences(figures(OUTCOME, CAP, CAP | {"bound": "<", "part": "annex"}), "zh")
    assert len(said) == 2
    assert "≤3%" in said[1]
    assert "&lt;3%" in said[1]


@pytest.mark.parametrize(("rows", "word"), [((OUTCOME,), "无目标"), ((CAP,), "无实际值"), ((), "报告未载失业率")])
def test_half_a_pair_of_rate_and_cap_is_told(rows: tuple[dict[str, Any], ...], word: str) -> None:
    stated = figures(*rows, {})
    assert word in livelihood_jobs.cap_sentences(stated, "zh")[0]


def test_registered_and_surveyed_rates_are_never_joined() -> None:
    surveyed = CAP | {"indicator": "unemployment_surveyed", "label": "城镇调查失业率"}
    said = livelihood_jobs.cap_sentences(figures(OUTCOME, surveyed), "en")
    assert len(said) == 2
    assert not any("percentage points" in s for s in said)


def test_share_of_the_cap_by_hand() -> None:
    target = {"status": "target", "vintage": "target", "bound": "<="}
    used = livelihood_jobs.cap_history(
        facts(fact(2028, 1.5), fact(2028, 3.0, **target), fact(2029, 2.95), fact(2029, 3.0, **target), fact(2030, 1.0))
    )
    assert used["value"].round(1).tolist() == [50.0, 98.3]
    assert used["low"].round(2).tolist() == [48.33, 96.67]
    assert used["below"].tolist() == [True, False]
    assert "1 of the 2 years" in livelihood_jobs.cap_claim(used, "Qinglan City", "Rate", "en")


def test_the_first_published_outcome_counts_and_a_bound_is_none() -> None:
    target = fact(2029, 4.0, status="target", vintage="target", bound="<=")
    used = livelihood_jobs.cap_history(facts(target, fact(2029, 3.0, vintage="expected"), fact(2029, 2.0)))
    assert used["value"].tolist() == [50.0]
    assert livelihood_jobs.cap_history(facts(target, fact(2029, 3.0, bound="<="))).empty


def test_the_table_of_caps_links_both_sides() -> None:
    target = {"status": "target", "vintage": "target", "bound": "<=", "as_printed": "3%以内", "source_url": f"{URL}#cap"}
    series = {"unemployment_registered": facts(fact(2029, 1.5), fact(2029, 3.0, **target)), "unemployment_surveyed": facts()}
    (row,) = livelihood_jobs.cap_table(series, "en")
    assert (row["target"], row["outcome"], row["share"]) == ("at most 3%", "1.5%", "48% to 52%")
    assert (row["target_url"], row["outcome_url"]) == (f"{URL}#cap", URL)
    assert livelihood_jobs.cap_table(series, "zh")[0]["target"] == "3%以内"
    brief = livelihood_jobs.cap_finding(figures(OUTCOME), series, "zh")
    assert "2029年有据的1年中1年" in brief


def test_no_history_is_told_as_missing() -> None:
    empty = livelihood_jobs.cap_history(facts())
    assert "没有" in livelihood_jobs.cap_claim(empty, "", "登记失业率", "zh")
    assert livelihood_jobs.cap_finding(figures({}), {}, "en") == "The report does not state an unemployment rate."


# Per head


def people(*rows: tuple[int, float, float]) -> pd.DataFrame:
    return facts(*(fact(y, (a + b) / 2, (b - a) / 2) for y, a, b in rows))


def test_population_spans_its_sources_and_is_never_averaged() -> None:
    found = livelihood.population_of(people((2029, 100e3, 110e3), (2028, 1, 2)), people((2029, 105e3, 125e3)))
    assert found is not None
    assert (found[0], found[1]) == (2029, Interval(100e3, 125e3))


def test_population_of_a_year_or_of_none() -> None:
    stated = people((2028, 10, 12), (2040, 20, 22))
    found = livelihood.population_of(stated, until=2031)
    assert found is not None
    assert found[0] == 2028
    assert livelihood.population_of(stated, year=2027) is None
    assert livelihood.population_of(facts(), facts()) is None


def test_places_per_thousand_by_hand() -> None:
    (row,) = livelihood.per_head_rows(figures({}, {"label": "养老助餐点"}), Interval(100e3, 125e3), "en")
    assert (row["derived"].low, row["derived"].high) == (4.0, 5.0)
    assert row["basis"] == "per 1,000 residents"
    assert "another year" in livelihood.head_sentence([row | {"code": "c"}], "c", 2029, "en")
    assert "another year" not in livelihood.head_sentence([row | {"code": "c"}], "c", 2030, "en")


def test_a_rate_over_people_of_another_year_has_two_digits() -> None:
    # 26,500 to 26,600 requests over 1,000 hundreds of residents: 26.5 to 26.6.
    calls = {"label": "热线诉求", "indicator": "hotline_calls", "value": 26550.0, "low": 26500.0, "high": 26600.0, "unit": "件"}
    rows = figures(calls)
    population = (2029, Interval(100e3, 100e3), pd.DataFrame())
    heads = livelihood.per_head_rows(rows, population[1], "zh")
    assert heads[0]["rate"] == "26.5至26.6"
    (card,) = (i for i in livelihood_story.headline(rows, judged(), heads, population, "zh") if "热线" in i["label"])
    assert card["note"] == "每100名常住人口（人口为2029年）"
    assert livelihood.about_words(heads[0]["derived"], "zh") == card["value"]
    rows = livelihood.per_head_rows(figures(calls | {"low": 26600.0}), population[1], "zh")
    said = livelihood.head_sentence(rows, "hotline_calls", 2029, "zh")
    assert "每100名常住人口约27件（实际值为2030年" in text_of(said)
    assert 'data-inputs="2.655万件；10万人"' in said


def test_the_hotline_is_a_sentence() -> None:
    calls = {"label": "热线诉求", "indicator": "hotline_calls", "value": 2000.0, "unit": "件"}
    score = {"label": "综合成绩", "indicator": "hotline_score", "value": 95.5, "unit": ""}
    rank = {"label": "综合成绩", "measure": "rank", "number": "第二", "value": 2.0, "unit": "", "prefix": "排名全市"}
    said = livelihood.plain(livelihood_story.hotline(figures(calls, score, rank), "en"))
    assert said == "The citizens' hotline took 2,000 requests; the average score was 95.5, rank 2 in the city"
    assert livelihood.plain(livelihood_story.hotline(figures(calls), "zh")) == "接诉即办：受理市民热线诉求2000件"
    assert "95.5" in livelihood_story.hotline(figures(score), "zh")
    assert livelihood_story.hotline(figures({}), "zh") == ""


def test_a_promise_of_places_has_two_readings() -> None:
    mine = {"indicator": "childcare_places"}
    rows = figures(mine, mine | {"label": "创建托位", "value": 600.0, "status": "target"})
    read = livelihood.childcare_readings(rows, Interval(100e3, 100e3))
    assert [read[k].low for k in ("now", "stock", "addition")] == [5.0, 6.0, 11.0]
    population = (2029, Interval(100e3, 100e3), pd.DataFrame())
    assert "11.0" in livelihood.childcare_claim(rows, population, "zh")
    assert livelihood.childcare_claim(rows, None, "zh") == livelihood.childcare_claim(figures({}), population, "zh") == ""


# Delivered and promised


@pytest.mark.parametrize(
    ("delivered", "promised", "bounds", "told"),
    [
        ((500, 500), (300, 300), ("=", "="), "lower"),
        ((500, 500), (500, 500), ("=", "="), "equal"),
        ((88.5, 89.5), (90, 90), ("=", "="), "higher"),
        ((88.5, 89.5), (89, 89), ("=", "="), "equal"),
        ((1e5, 2e5), (5e4, 5e4), (">", "="), "lower"),
        ((1e5, 2e5), (1.5e5, 1.5e5), (">", "="), "open"),
        ((2.3, 2.4), (0, 3.5), ("=", "<="), "open"),
        ((1009, 1009), (1000, math.inf), ("=", ">="), "open"),
        ((5.75, 5.85), (4.5, 5.5), ("=", "~"), "lower"),
        ((5.15, 5.25), (4.5, 5.5), ("=", "~"), "open"),
    ],
)
def test_verdicts_respect_intervals(delivered: Any, promised: Any, bounds: Any, told: str) -> None:
    assert livelihood_pairs.verdict(Interval(*delivered), Interval(*promised), bounds) == told


@pytest.mark.parametrize(
    ("told", "aside"),
    [
        ({}, ""),
        ({"grade": "false"}, "false"),
        ({"grade": "caveat"}, "hidden"),
        ({"unit_promised": "%"}, "unit"),
        ({"unit_promised": ""}, ""),
        ({"unit_promised": "处"}, ""),
        ({"unit_delivered": "公顷", "unit_promised": "平方米"}, "unit"),
        ({"promised_period": "2030"}, "year"),
    ],
)
def test_a_pair_counts_or_says_why_not(told: dict[str, Any], aside: str) -> None:
    row = judged(pair(**told), grades=["same", "shifted"]).iloc[0]
    assert row["aside"] == aside
    assert bool(row["verdict"]) == (not aside)


def test_counts_and_shares_by_hand() -> None:
    found = judged(pair("托位a"), pair("托位b", 5, 5), pair("托位c", 5, 6), pair("托位d", 5, 4), pair("托位e", grade="false"))
    assert livelihood_pairs.count_verdicts(found) == {"lower": 2, "equal": 1, "higher": 1, "open": 0}
    assert "2 (50%) are promised lower" in text_of(livelihood_pairs.pair_counts(found, "en"))
    assert livelihood_pairs.trap_claim(found, "en").endswith("would add 1 lower, 0 equal, 0 higher and 0 undecided.")
    assert [r["n"] for r in livelihood_pairs.by_grade(found, "en")] == [4, 4]


def test_the_sign_test_by_hand() -> None:
    assert estimates.sign_test(5, 0) == pytest.approx(2 / 2**5)
    assert estimates.sign_test(0, 0) is None
    few, many = (judged(*(pair(f"托位{n}") for n in range(size))) for size in (5, 6))
    assert "no tilt" in livelihood_pairs.pair_claim(few, "en")
    assert "hardly chance" in livelihood_pairs.pair_claim(many, "en")


def test_pairs_stand_field_by_field() -> None:
    found = judged(pair("道路大中修"), pair("登记失业率"), pair("托位"))
    assert found["field"].tolist() == ["jobs", "childcare", "streets"]


def test_charts_hold_usable_pairs_of_one_kind_only() -> None:
    share = {"unit_delivered": "%", "unit_promised": "%"}
    rows = (pair("幼儿园", 89, 90, delivered_low=88.5, delivered_high=89.5, **share), pair(), pair("托位", grade="false"))
    found = judged(*rows)
    counts, shares = (livelihood_pairs.pair_chart(found, "en", shares=s) for s in (False, True))
    assert counts["name"].tolist() == ["Elderly care · Home-care beds"]
    assert shares[["delivered_low", "delivered_high"]].to_numpy().tolist() == [[89.0, 89.0]]
    cap = judged(pair("登记失业率", 2, 3, promised_bound="<=", promised_low=0.0, promised_high=3.0, **share))
    assert livelihood_pairs.pair_chart(cap, "en", shares=True)["promised_low"].tolist() == [0.0]


def test_changes_are_told_between_values_only() -> None:
    assert livelihood_pairs.change_of(pair(), "en") == "−40%"
    assert livelihood_pairs.change_of(pair(promised_bound=">="), "en") == "–"
    points = pair(delivered=89, promised=90, unit_delivered="%", unit_promised="%")
    assert livelihood_pairs.change_of(points, "en") == "+1 pp"


def test_a_growth_rate_of_a_level_is_converted_apart() -> None:
    told = {
        "unit_delivered": "人",
        "unit_promised": "%",
        "promised_bound": ">=",
        "promised_high": math.inf,
        "reason": "level_growth",
    }
    found = judged(pair("技能人才", 1000, 5, grade="caveat", **told))
    assert "at least 1,050 people" in livelihood_pairs.level_from_growth(found, "en")[0]
    rounded = judged(pair("技能人才", 64e3, 5, grade="caveat", **told, delivered_low=63.5e3, delivered_high=64.5e3))
    # 64,000 × 1.05 = 67,200 and 63,500 × 1.05 = 66,675.
    assert "不低于6.72万人（按舍入下限为6.67万人）" in text_of(livelihood_pairs.level_from_growth(rounded, "zh")[0])
    assert livelihood_pairs.count_verdicts(found)["higher"] == 0


def test_examples_take_the_best_grade_and_link_both_sides() -> None:
    found = judged(pair("托位a", 10, 1, grade="caveat"), pair("托位b", 10, 9, name_en="Places"), pair("托位c", 5, 9))
    said = livelihood_pairs.pair_examples(found, "en", each=1)
    assert "Places" in said
    assert said.count("<a ") == 4
    assert livelihood_pairs.pair_examples(judged(), "en") == ""


def test_promises_without_a_counterpart() -> None:
    rows = figures(
        {"status": "target"},
        {"status": "target", "indicator": "lifts_done"},
        {"status": "target", "indicator": "lifts_done"},
        {},
    )
    alone = livelihood_pairs.unmatched(rows, pd.DataFrame([pair(promised_ids="x:3:1")]))
    assert alone["figure_id"].tolist() == ["x:3:0"]
    assert len(livelihood_pairs.unmatched(rows, pd.DataFrame([pair(promised_ids="x:3:1", grade="false")]))) == 3


def test_a_report_without_pairs_says_so() -> None:
    assert "Nobody" in livelihood_pairs.pair_counts(judged(), "en")
    assert livelihood_pairs.pair_claim(judged(), "en") == ""
    assert livelihood_pairs.by_grade(judged(), "en") == []
    assert len(livelihood_story.headline(figures({}), judged(), [], None, "en")) >= 2


# Income


def test_levels_tie_or_do_not() -> None:
    levels = facts(fact(2027, 100, 0), fact(2028, 105, 0), fact(2029, 120, 0), fact(2030, 126, 0, vintage="expected"))
    growth = facts(fact(2028, 5.0), fact(2029, 5.0), fact(2030, 5.0, vintage="expected"))
    tied = livelihood_income.ties(levels, growth)
    assert tied[["period", "agrees"]].to_numpy().tolist() == [[2028, True], [2029, False]]
    assert "in 1 of them" in livelihood_income.tie_claim(tied, "en")


def test_lines_join_only_levels_that_tie() -> None:
    levels = facts(*(fact(y, v, 0, indicator="income") for y, v in ((2027, 1e5), (2028, 1.05e5), (2029, 1.2e5))))
    drawn = livelihood_income.level_chart([levels, facts()], facts(fact(2028, 5.0), fact(2029, 5.0)), "zh")
    assert drawn["value"].tolist() == [10.0, 10.5, 12.0]
    assert drawn["base"].nunique() == 2
    assert drawn["base"].iloc[0] == drawn["base"].iloc[1]


def test_income_against_output_by_hand() -> None:
    growth = facts(fact(2030, 5.0, 0))
    steps = livelihood_income.in_step(growth, facts(fact(2030, 4.0, 0)), facts(fact(2030, 2.0, 0)))
    row = steps.iloc[0]
    assert row["nominal_gap_mid"] == pytest.approx(1.0)
    assert row["real_low"] == pytest.approx((1.05 / 1.02 - 1) * 100)
    assert (row["nominal_gap_verdict"], row["real_gap_verdict"]) == ("ahead", "behind")
    unknown = livelihood_income.ties(facts(), growth)
    said = livelihood_income.step_claim(steps, unknown, "Qinglan City", "en")
    assert "depends on whether prices" in said
    assert "levels confirm it for no year" in said
    assert len(livelihood_income.step_chart(steps, "en")) == 2


def test_growth_is_nominal_only_where_levels_confirm_it() -> None:
    growth = facts(fact(2029, 5.0), fact(2030, 5.0))
    steps = livelihood_income.in_step(growth, facts(fact(2029, 4.0), fact(2030, 4.0)), facts())
    tied = livelihood_income.ties(facts(fact(2029, 1e5, 0), fact(2030, 1.05e5, 0)), growth)
    assert "仅2030年可由水平核对" in livelihood_income.step_claim(steps, tied, "青岚市", "zh")
    assert "2029—2030年" in livelihood_income.step_claim(steps, tied, "青岚市", "zh")
    assert "仅2030年" in livelihood_income.step_title(steps, tied, "zh")
    assert "按名义计" not in livelihood_income.step_claim(steps.iloc[1:], tied, "青岚市", "zh")


def test_a_fall_has_a_true_minus_and_a_range_its_dash() -> None:
    output = facts(fact(2030, -1.1, as_printed="-1.1%"))
    steps = livelihood_income.in_step(facts(fact(2030, 2.0)), output, facts())
    assert livelihood_income.step_table(steps, "zh")[0]["gdp"] == "−1.1%"
    assert livelihood_income.step_table(steps, "zh")[0]["prices"] == "–"


def test_vintages_are_never_mixed() -> None:
    early, late = fact(2030, 5.0, vintage="expected"), fact(2030, 4.0)
    assert livelihood_income.in_step(facts(early), facts(late), facts()).empty
    both = livelihood_income.in_step(facts(early), facts(late, fact(2030, 6.0, vintage="expected")), facts())
    assert both["vintage"].tolist() == ["expected"]
    assert both["real_gap_verdict"].tolist() == [""]
    assert "NaN" not in str(livelihood_income.step_table(both, "en"))


def test_targets_and_bounds_are_no_outcomes() -> None:
    goal, bound = fact(2030, 5.0, status="target"), fact(2030, 5.0, bound=">")
    output = facts(fact(2030, 4.0))
    assert livelihood_income.in_step(facts(goal, bound), output, facts()).empty
    assert (
        "no year"
        in livelihood_income.step_claim(livelihood_income.in_step(facts(), output, facts()), facts(), "", "en").lower()
    )


def test_a_line_through_one_vintage_and_what_it_hangs_on() -> None:
    straight = facts(
        *(fact(2020 + n, 10.0 - n + wobble) for n, wobble in enumerate((0.1, -0.1, 0.1, -0.1, 0.1, -0.1))),
        fact(2026, 9, vintage="expected"),
    )
    found = livelihood_income.growth_trend(straight)
    assert found is not None
    assert (found.vintage, found.trend.n, found.hangs_on) == ("first", 6, ())
    assert found.trend.slope == pytest.approx(-1.0, abs=0.05)
    assert "not to be extrapolated" in livelihood_income.trend_claim(found, "Qinglan City", "en")


def test_a_line_that_hangs_on_one_year_says_so() -> None:
    found = livelihood_income.growth_trend(facts(*(fact(2020 + n, v) for n, v in enumerate((9, 8, 9, 8, 9, 1)))))
    assert found is not None
    said = livelihood_income.trend_claim(found, "Qinglan City", "en")
    assert "neither rise nor fall" in said or "hangs on single years" in said


def test_four_years_are_no_trend() -> None:
    assert livelihood_income.growth_trend(facts(*(fact(2020 + n, n) for n in range(4)))) is None
    assert "fewer than five" in livelihood_income.trend_claim(None, "Qinglan City", "en")


# Words


def test_columns_of_numbers_stand_right_and_link() -> None:
    shown = livelihood_story.listing(
        [{"name": "a", "delivered": "5", "delivered_url": URL}], {"name": "A", "delivered": "B"}, "Title", "en"
    )
    assert f'<td class="number"><a href="{URL}">5</a></td>' in shown._repr_html_()
    assert repr(livelihood_story.listing([], {"name": "A"}, "Title", "en", none="Nothing.")) == "Nothing."


def test_every_title_and_head_is_in_both_languages() -> None:
    for texts in (livelihood_story.TITLES, livelihood_story.HEADS):
        assert all(zh and en and zh.count("{}") == en.count("{}") for zh, en in texts.values())


def test_a_rate_that_must_fall_is_not_called_room() -> None:
    (said,) = livelihood_jobs.cap_sentences(figures(OUTCOME | {"value": 4.0}, CAP), "en")
    assert "has to fall" in said
    assert "room" not in said


def test_services_leave_out_what_is_not_there() -> None:
    assert livelihood_story.services(figures({}), None, "zh") == []


# The annex


def plan(**told: Any) -> pd.DataFrame:
    row = {
        "name_zh": "居民人均可支配收入增速",
        "name_en": "Growth of income",
        "scope": "",
        "unit": "%",
        "plan": "与经济增长同步",
        "nature": "anticipatory",
    }
    return pd.DataFrame([row | {"indicator": "income_growth", "value": math.nan, "bound": "", "source_url": URL} | told])


def test_an_indicator_without_a_number_keeps_its_words() -> None:
    (row,) = livelihood.annex_table(plan(), figures({}), "en")
    assert (row["plan"], row["past"]) == ("in step with economic growth", "–")
    assert "1 without a number" in livelihood.annex_claim(plan(), figures({}), "en")
    (row,) = livelihood.annex_table(plan(value=5.5, bound="<=", indicator="unemployment_registered"), figures(OUTCOME), "zh")
    assert (row["plan"], row["past"], row["number"]) == ("不超过5.5%", "2%", "")


def test_rows_of_the_annex_are_not_its_items() -> None:
    rows = pd.concat([plan(number=3, value=99.0, bound=">="), plan(number=3, value=98.0, bound=">="), plan(number=4, plan="-")])
    said = livelihood.annex_claim(rows, figures({}), "zh")
    assert "有3行（编号2项）" in said
    assert "未列数字" in said


def test_a_rate_per_thousand_of_whom() -> None:
    assert len(livelihood.denominator_notes(plan(name_zh="千人养老床位数"), "zh")) == 1
    assert livelihood.denominator_notes(plan(), "zh") == []


# With the project's own tables


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_of_seven_figures_goes_through(lang: str) -> None:
    report = "cn-999901-work-2031"
    stated, pairs = livelihood.on_topic(xc.figures(report)), livelihood_pairs.judge_pairs(xc.pairs(report, topic="livelihood"))
    nothing = xc.facts("income_growth", area="999901")
    told = [*livelihood_jobs.cap_sentences(stated, lang), livelihood_pairs.pair_counts(pairs, lang)]
    told += [livelihood.annex_claim(xc.plan(report, topic="livelihood"), stated, lang)]
    told += [livelihood_income.step_claim(livelihood_income.in_step(nothing, nothing, nothing), nothing, "", lang)]
    assert all(told)
    assert not any(word in " ".join(told) for word in ("nan", "None", "inf"))
    assert livelihood.field_table(stated, lang)


def test_no_false_pair_of_the_data_is_counted() -> None:
    if not (Path(__file__).resolve().parent.parent / "data" / "raw" / "reports.csv").is_file():
        pytest.skip("no data beside the code")
    found = livelihood_pairs.judge_pairs(xc.pairs("cn-110102-plan-2024"))
    assert (found[found["grade"] == "false"]["verdict"] == "").all()
    assert sum(livelihood_pairs.count_verdicts(found).values()) == (found["aside"] == "").sum() > 0


# The first screen


def screen(lang: str, *rows: dict[str, Any], pairs: pd.DataFrame | None = None, aims: pd.DataFrame | None = None) -> list[str]:
    steps = livelihood_income.in_step(facts(), facts(), facts())
    given = plan().iloc[:0] if aims is None else aims
    mine = judged() if pairs is None else pairs
    stands = [Standing("unemployment_registered", "actual", 2030, "%")]
    told = livelihood_opening.findings(figures(*rows or ({},)), mine, given, steps, stands, None, "青岚市", lang)
    return [livelihood.plain(t) for t in told]


def test_the_first_screen_sets_the_rate_beside_its_cap_and_says_that_no_place_can_be_given() -> None:
    happened, planned = screen("zh", OUTCOME, CAP)  # and nothing to watch, which is not filled up
    assert "比2031年的目标（不超过3%）低1个百分点" in happened
    assert "没有同年的同名数字可比" in happened
    assert "不是预测" in planned
    above = screen("en", OUTCOME | {"value": 4.0}, CAP)[0]
    assert "1 percentage point above what is set for 2031 (at most 3%)" in above


def test_an_aim_without_a_number_is_watched_and_one_with_a_number_is_not() -> None:
    assert "no number, only" in screen("en", OUTCOME, aims=plan())[-1]
    assert "没有数字" not in "".join(screen("zh", OUTCOME, aims=plan(value=5.0, unit="%", bound="=")))[:20]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_without_figures_on_livelihood_says_so(lang: str) -> None:
    told = screen(lang)
    assert ("没有写失业率" if lang == "zh" else "states no outcome of unemployment") in told[0]
    assert not any("nan" in t or "None" in t for t in told)
