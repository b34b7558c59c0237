"""The livelihood analysis, on invented frames with numbers that can be checked by hand: facts, no sentences."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import invented
import pandas as pd
import pytest
from cells import run

import xclib as xc
from xclib.analyses import livelihood
from xclib.analyses.livelihood import span
from xclib.analyses.standing import Standing
from xclib.data.rows import records
from xclib.economics.quantity import Quantity
from xclib.errors import UnknownNameError
from xclib.pages import Page
from xclib.words import Words, read_catalogue

URL = "https://qinglan.example/report"


def figure(**more: Any) -> dict[str, Any]:
    return invented.figure(**{"topic": "livelihood"} | more)


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


def pair(name: str = "家庭养老床位", delivered: float = 500, promised: float = 300, **more: Any) -> dict[str, Any]:
    both = {"delivered": delivered, "promised": promised, "delivered_ids": f"x:1:{name}", "promised_ids": f"x:2:{name}"}
    return invented.pair(**{"pair": name, "name_zh": name} | both | more)


def judged(*rows: dict[str, Any], **told: Any) -> pd.DataFrame:
    return livelihood.judge_pairs(pd.DataFrame(list(rows), columns=list(pair())), **told)


def fact(period: int, value: float, half: float = 0.05, **more: Any) -> dict[str, Any]:
    rate = {"indicator": "income_growth", "indicator_zh": "登记失业率", "as_printed": f"{value:g}%", "unit_code": "PT"}
    return invented.fact(period, value, half, **rate | more)


def facts(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(fact(2030, 1)))


def ends(of: Quantity) -> tuple[float, float]:
    return of.low, of.high


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


def test_premiums_are_no_income() -> None:
    assert [livelihood.field_of(label) for label in ("岚江居民收入", "财险保费收入")] == ["income", "other"]


def test_a_deed_that_the_report_lists_twice_is_named_once() -> None:
    rows = figures({"line": 3}, {"line": 90}, {"line": 91, "value": 501.0})
    assert len(livelihood.by_field(rows).iloc[0]["done"]) == len(livelihood.foremost(rows)) == 2


def test_a_sentence_names_six_figures_those_of_the_catalogue_first() -> None:
    rows = figures(
        *({"line": n, "value": float(n)} for n in range(8)), {"line": 9, "value": 9.0, "indicator": "urban_new_jobs"}
    )
    assert [row["value"] for row in livelihood.foremost(rows)] == [0.0, 1.0, 2.0, 3.0, 4.0, 9.0]


def test_a_field_keeps_delivered_and_promised_apart() -> None:
    rows = livelihood.by_field(figures({}, {"label": "创建托位", "value": 700.0, "status": "target"}, {"label": "住房"}))
    assert rows["field"].tolist() == ["childcare", "housing"]
    done, due = rows.iloc[0]["done"], rows.iloc[0]["due"]
    assert [(row["name_zh"], row["figure"].printed, row["figure"].url) for row in done] == [("托位数量", 500.0, URL)]
    assert [row["figure"].printed for row in due] == [700.0]
    assert rows.iloc[1]["due"] == []
    assert livelihood.by_field(figures({}).iloc[:0]).empty


def test_what_a_plan_table_had_due_the_year_before_is_not_promised() -> None:
    aims = ({"status": "target", "value": 600.0}, {"status": "target", "value": 700.0, "period": "2031"})
    (row,) = records(livelihood.by_field(figures({"period": "2030"}, *({"period": "2030"} | aim for aim in aims))))
    assert [fact["figure"].printed for fact in row["due"]] == [700.0]


def test_people_of_partner_areas_are_not_jobs_at_home() -> None:
    rows = figures({"label": "实现就业", "label_zh": "协作地区实现就业人数"}, {"label": "实现就业", "label_zh": ""})
    assert rows["field"].tolist() == ["assistance", "jobs"]


def test_a_rank_is_no_amount() -> None:
    row = figures({"measure": "rank", "number": "第一", "unit": "", "value": 1.0}).iloc[0]
    assert (row["says"], row["figure"].printed) == ("rank", 1)
    assert figures({})["says"].tolist() == ["number"]


# Unemployment


def said(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return livelihood.caps(livelihood.statements(figures(*rows)))


def test_the_gap_to_a_cap_is_room_and_one_below_the_outcome_takes_a_fall() -> None:
    (fact,) = said(OUTCOME, CAP)
    assert (fact["says"], fact["kind"], fact["gap"].value) == ("room", "cap", 1.0)
    assert [q.url for q in fact["gap"].inputs] == [URL, URL]
    (fact,) = said(OUTCOME | {"value": 4.0}, CAP)
    assert (fact["says"], fact["gap"].value) == ("fall", 1.0)


def test_an_outcome_that_is_a_mere_bound_lies_at_no_distance_from_its_cap() -> None:
    (fact,) = said(OUTCOME | {"bound": "<=", "low": 0.0}, CAP)
    assert (fact["says"], fact["gap"]) == ("room", None)
    assert happened(OUTCOME | {"bound": "<=", "low": 0.0}, CAP)["side"] is None


def test_two_ways_of_writing_a_cap_are_told() -> None:
    first, second = said(OUTCOME, CAP, CAP | {"bound": "<", "part": "annex"})
    assert (first["says"], second["says"]) == ("room", "two signs")
    assert [(row["bound"], row["where"]) for row in second["signs"]] == [("<=", "text"), ("<", "annex")]


@pytest.mark.parametrize(("rows", "says"), [((OUTCOME,), "no aim"), ((CAP,), "no outcome"), ((), "nothing")])
def test_half_a_pair_of_rate_and_cap(rows: tuple[dict[str, Any], ...], says: str) -> None:
    assert [fact["says"] for fact in said(*rows, {})] == [says]


def test_registered_and_surveyed_rates_are_never_joined() -> None:
    surveyed = CAP | {"indicator": "unemployment_surveyed", "label": "城镇调查失业率"}
    assert [fact["says"] for fact in said(OUTCOME, surveyed)] == ["no aim", "no outcome"]


def test_share_of_the_cap_by_hand() -> None:
    target = {"status": "target", "vintage": "target", "bound": "<=", "source_url": f"{URL}#cap"}
    used = livelihood.cap_history(
        facts(fact(2028, 1.5), fact(2028, 3.0, **target), fact(2029, 2.95), fact(2029, 3.0, **target), fact(2030, 1.0))
    )
    assert used["value"].round(1).tolist() == [50.0, 98.3]
    assert used["low"].round(2).tolist() == [48.33, 96.67]
    assert used["below"].tolist() == [True, False]
    assert [q.url for q in used.iloc[0]["share"].inputs] == [URL, f"{URL}#cap"]
    history = livelihood.cap_spans(used)[0]
    assert (history["n"], history["below"], history["first"], history["last"]) == (2, 1, 2028, 2029)
    assert (history["least"].value, round(history["most"].value, 1)) == (50.0, 98.3)


def test_the_first_published_outcome_counts_and_a_bound_is_none() -> None:
    target = fact(2029, 4.0, status="target", vintage="target", bound="<=")
    used = livelihood.cap_history(facts(target, fact(2029, 3.0, vintage="expected"), fact(2029, 2.0)))
    assert used["value"].tolist() == [50.0]
    assert livelihood.cap_history(facts(target, fact(2029, 3.0, bound="<="))).empty
    assert livelihood.cap_spans(livelihood.cap_history(facts())) == []


# Per head


def people(*rows: tuple[int, float, float]) -> pd.DataFrame:
    return facts(*(fact(y, (a + b) / 2, (b - a) / 2, unit_code="PS") for y, a, b in rows))


def test_population_spans_its_sources_and_is_never_averaged() -> None:
    found = livelihood.population(people((2029, 100e3, 110e3), (2028, 1, 2)), people((2029, 105e3, 125e3)))
    whole = span(found)
    assert whole is not None
    assert found["period"].tolist() == [2029, 2029]
    assert ends(whole) == (100e3, 125e3)
    assert math.isnan(whole.value)
    assert [q.unit for q in whole.inputs] == ["人", "人"]


def test_population_of_a_year_or_of_none() -> None:
    stated = people((2028, 10, 12), (2040, 20, 22))
    assert livelihood.population(stated, until=2031)["period"].tolist() == [2028]
    assert livelihood.population(stated, year=2027).empty
    assert span(livelihood.population(facts(), facts())) is None


def test_places_per_thousand_by_hand() -> None:
    rows = livelihood.per_head(figures({}, {"label": "养老助餐点"}), people((2030, 100e3, 125e3)))
    row = rows.iloc[0]
    assert (len(rows), ends(row["rate"]), row["per"], row["past"], row["places"]) == (1, (4.0, 5.0), 1000, False, 1)
    assert [q.unit for q in row["rate"].inputs] == ["个", "人"]
    assert livelihood.per_head(figures({}), facts()).empty


def test_a_rate_of_a_floor_has_no_upper_end() -> None:
    """More than 2,400 calls, of 120 to 121 thousand people counted a year before."""
    floor = figures({"label": "热线诉求", "value": 2400.0, "bound": ">", "low": 2400.0, "high": math.inf})
    rate = livelihood.per_head(floor, people((2029, 120e3, 121e3))).iloc[0]
    assert (rate["past"], rate["about"], rate["rate"].open) == (True, False, True)


def test_a_population_of_another_year_leaves_two_digits() -> None:
    calls = {"label": "热线诉求", "value": 29520.0, "low": 29515.0, "high": 29525.0}
    row = livelihood.per_head(figures(calls), people((2029, 110.35e3, 110.45e3))).iloc[0]
    assert (row["past"], row["places"], row["about"]) == (True, 0, True)  # 26.72 to 26.76: about 27
    row = livelihood.per_head(figures({"value": 290.0, "low": 290.0, "high": 290.0}), people((2029, 100e3, 121e3))).iloc[0]
    assert (row["places"], row["about"]) == (1, False)  # 2.4 to 2.9


def test_a_childcare_promise_is_read_as_stock_and_as_addition() -> None:
    promise = {"status": "target", "value": 700.0, "low": 700.0, "high": 700.0, "indicator": "childcare_places"}
    rows, heads = figures({"indicator": "childcare_places"}, promise), people((2030, 100e3, 100e3))
    found = livelihood.childcare(rows, heads)
    assert found is not None
    assert [ends(found[k])[0] for k in ("now", "stock", "addition")] == [5.0, 7.0, 12.0]
    assert livelihood.childcare(rows.iloc[:1], heads) is None
    assert livelihood.childcare(rows, facts()) is None


def test_the_hotline_has_requests_score_and_rank_where_they_are_stated() -> None:
    calls = {"label": "热线诉求", "indicator": "hotline_calls", "value": 1000.0, "low": 1000.0, "high": 1000.0}
    score = {"label": "平均综合成绩", "indicator": "hotline_score", "value": 97.0}
    rank = {"label": "平均综合成绩", "measure": "rank", "number": "第一", "unit": "", "value": 1.0, "prefix": "排名全市"}
    rows = figures(calls, score, rank)
    found = livelihood.hotline(rows, livelihood.per_head(rows, people((2030, 50e3, 50e3))))
    assert found is not None
    assert (found["calls"].printed, found["score"].printed, found["ranked"], found["city"]) == (1000.0, 97.0, True, True)
    assert (ends(found["ratio"]), found["per"]) == ((2.0, 2.0), 100)
    bare = livelihood.hotline(figures(calls, rank), livelihood.per_head(rows, facts()))
    assert bare is not None
    assert (bare["score"], bare["ranked"], bare["ratio"]) == (None, False, None)
    assert livelihood.hotline(figures(score), facts()) is None


# Pairs


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
    have, aim = (Quantity(math.nan, *ends, bound=b) for ends, b in zip((delivered, promised), bounds, strict=True))
    assert livelihood.verdict(have, aim) == told


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
    assert livelihood.count_verdicts(found) == {"lower": 2, "equal": 1, "higher": 1, "open": 0}
    ways = livelihood.ways(found)
    assert [(way["count"], way["share"].value) for way in ways["sides"]] == [(2, 50.0), (1, 25.0), (1, 25.0)]
    assert (ways["says"], ways["n"], ways["compare"], ways["pairs"], ways["unsure"]) == ("counts", 4, 4, 5, None)
    lean = livelihood.lean(found)
    assert lean == {"traps": 1, "n_lower": 1, "n_equal": 0, "n_higher": 0, "n_open": 0}
    grades = livelihood.by_grade(found)
    assert grades[["grade", "lower", "n"]].to_numpy().tolist() == [["same", 2, 4], ["all", 2, 4]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pairs_that_a_report_chose_are_counted_and_not_tested(lang: str) -> None:
    """All of 6 pairs lie lower: that is a count of what is there, no sample, so no p-value and no word on chance."""
    found = livelihood.ways(judged(*(pair(f"托位{n}") for n in range(6))))
    assert [(way["side"], way["count"]) for way in found["sides"]] == [("lower", 6), ("equal", 0), ("higher", 0)]
    catalogue = read_catalogue(Path(__file__).parents[1] / "notebooks" / "livelihood.yaml")
    text = str(Words(catalogue, lang)("pairs", **{**found, "ways": found["says"]}))
    assert "6" in text
    assert "%" not in text, "six pairs make no percentages"
    many = livelihood.ways(judged(*(pair(f"托位{n}") for n in range(30))))
    assert "100%" in str(Words(catalogue, lang)("pairs", **{**many, "ways": many["says"]}))
    assert not re.search(r"p\s?=|检验p|偶然|chance|sign test", text)


def test_pairs_stand_field_by_field() -> None:
    found = judged(pair("道路大中修"), pair("登记失业率"), pair("托位"))
    assert found["field"].tolist() == ["jobs", "childcare", "streets"]


def test_charts_hold_usable_pairs_of_one_kind_only() -> None:
    share = {"unit_delivered": "%", "unit_promised": "%"}
    rows = (pair("幼儿园", 89, 90, delivered_low=88.5, delivered_high=89.5, **share), pair(), pair("托位", grade="false"))
    found = judged(*rows)
    counts, shares = (livelihood.drawn(found, shares=s) for s in (False, True))
    assert counts[["field", "unit"]].to_numpy().tolist() == [["elderly", "张"]]
    assert shares[["delivered_low", "delivered_high"]].to_numpy().tolist() == [[89.0, 89.0]]
    cap = judged(pair("登记失业率", 2, 3, promised_bound="<=", promised_low=0.0, promised_high=3.0, **share))
    assert livelihood.drawn(cap, shares=True)["promised_low"].tolist() == [0.0]


def test_changes_are_computed_between_values_only() -> None:
    change = judged(pair()).iloc[0]["change"]
    assert (change.value, change.unit, [q.url for q in change.inputs]) == (-40.0, "%", [f"{URL}#delivered", f"{URL}#promised"])
    assert judged(pair(promised_bound=">=")).iloc[0]["change"] is None
    assert judged(pair(grade="false")).iloc[0]["change"] is None
    points = judged(pair(delivered=89, promised=90, unit_delivered="%", unit_promised="%")).iloc[0]["change"]
    assert (points.value, points.unit) == (1.0, "个百分点")


def test_a_growth_rate_of_a_level_is_converted_apart() -> None:
    told = {"unit_delivered": "人", "unit_promised": "%", "promised_bound": ">=", "promised_high": math.inf}
    rounded = pair(
        "技能人才", 64e3, 5, grade="caveat", reason="level_growth", **told, delivered_low=63.5e3, delivered_high=64.5e3
    )
    found = judged(rounded)
    # 64,000 × 1.05 = 67,200 and 63,500 × 1.05 = 66,675.
    (fact,) = livelihood.levels_from_growth(found)
    assert ends(fact["made"]) == (pytest.approx(67_200), math.inf)
    assert fact["end"].value == pytest.approx(66_675)
    assert fact["end"].basis != fact["made"].basis, "two values of one formula and the same inputs would contradict each other"
    assert livelihood.count_verdicts(found)["higher"] == 0


def test_examples_take_the_best_grade_and_the_greatest_change() -> None:
    found = judged(pair("托位a", 10, 1, grade="caveat"), pair("托位b", 10, 9), pair("托位c", 5, 9), pair("托位d", 5, 6))
    examples = [(row["name_zh"], row["have"].printed, row["aim"].printed) for row in livelihood.examples(found)]
    assert examples == [("托位b", 10, 9), ("托位c", 5, 9)]
    assert livelihood.examples(judged()) == []


def test_promises_without_a_counterpart() -> None:
    rows = figures(
        {"status": "target"},
        {"status": "target", "indicator": "lifts_done"},
        {"status": "target", "indicator": "lifts_done"},
        {},
    )
    alone = livelihood.unpaired(rows, pd.DataFrame([pair(promised_ids="x:3:1")]))
    assert alone["figure_id"].tolist() == ["x:3:0"]
    assert len(livelihood.unpaired(rows, pd.DataFrame([pair(promised_ids="x:3:1", grade="false")]))) == 3


def test_a_report_without_pairs_says_so() -> None:
    ways = livelihood.ways(judged())
    assert (ways["says"], ways["sides"]) == ("unpaired", [])
    assert livelihood.by_grade(judged()).empty
    assert livelihood.lean(judged()) is None
    rows = figures({"status": "target"})
    assert livelihood.unpaired(rows, pd.DataFrame(columns=list(pair()))).empty
    none = livelihood.statements(rows)
    headline = livelihood.headline(none, ways, livelihood.per_head(rows, facts()), rows)
    assert [headline[name] for name in ("rate", "paired", "requests", "jobs", "income")] == [None] * 5


def test_a_target_at_the_outcome_leaves_no_room_of_nought() -> None:
    rows = livelihood.statements(figures(OUTCOME, CAP | {"value": 2.0, "low": 1.5, "high": 2.5, "bound": "~"}))
    caps = livelihood.caps(rows)
    assert [cap["says"] for cap in caps] == ["even"]
    assert livelihood.happened(figures(OUTCOME), rows, caps, [], None)["side"] == "even"


def test_a_population_of_another_time_divides_nothing() -> None:
    old = facts(fact(2001, 1e5, indicator="population"), fact(2002, 1e5, indicator="population"))
    assert livelihood.population(old, until=2030).empty
    assert livelihood.population(old[:0].astype({"period": "Int64"}), until=2030).empty
    assert len(livelihood.population(old, until=2006)) == len(livelihood.population(old)) == 1


def test_without_pairs_targets_on_jobs_and_income_are_named() -> None:
    aims = ({"label": "城镇居民收入", "indicator": "", "unit": "%", "unit_code": "PT", "measure": "growth", "value": 8.0},
        {"label": "城镇新增就业", "indicator": "urban_new_jobs", "value": 9e4})  # fmt: skip
    rows = figures(*({"status": "target", "period": "2031"} | aim for aim in aims))
    found = livelihood.aims(rows, 2031)
    assert [(aim["name_zh"], aim["aim"].printed) for aim in found] == [("城镇新增就业", 9e4), ("城镇居民收入增速", 8.0)]
    planned = livelihood.planned(livelihood.statements(rows), livelihood.ways(judged()), [], found)
    assert planned is not None
    assert (planned["says"], planned["aims"]) == ("aims", found)


def test_a_headline_without_an_outcome_is_called_a_target_and_states_it_once() -> None:
    rows = figures({"status": "target", "indicator": "unemployment_surveyed", "value": 5.5, "unit": "%", "period": "2031"})
    found = livelihood.headline(
        livelihood.statements(rows), livelihood.ways(judged()), livelihood.per_head(rows, facts()), rows
    )
    assert (found["aimed"], found["rate"].printed, found["cap"]) == (True, 5.5, None)


# Income


def test_an_earlier_level_beside_the_years_names_its_year() -> None:
    rows = [{"value": v, "period": p, "unit": "元"} for v, p in ((5871.0, "2026"), (8602.0, "2030"), (9000.0, "2026/2030"))]
    assert list(figures(*rows)["span"]) == ["2026", "", "2026–2030"]
    assert list(figures(OUTCOME, CAP)["span"]) == ["", ""], "a target is of the next year"


def test_levels_tie_or_do_not() -> None:
    levels = facts(fact(2027, 100, 0), fact(2028, 105, 0), fact(2029, 120, 0), fact(2030, 126, 0, vintage="expected"))
    growth = facts(fact(2028, 5.0), fact(2029, 5.0), fact(2030, 5.0, vintage="expected"))
    tied = livelihood.ties(levels, growth)
    assert tied[["period", "agrees"]].to_numpy().tolist() == [[2028, True], [2029, False]]
    assert tied.iloc[0]["implied"].value == pytest.approx(5.0)


def test_lines_join_only_levels_that_tie() -> None:
    levels = facts(*(fact(y, v, 0, indicator="income") for y, v in ((2027, 1e5), (2028, 1.05e5), (2029, 1.2e5))))
    tied = livelihood.ties(levels, facts(fact(2028, 5.0), fact(2029, 5.0)))
    drawn = livelihood.runs([levels, facts()], tied)
    assert drawn["value"].tolist() == [1e5, 1.05e5, 1.2e5]
    assert drawn["base"].nunique() == 2
    assert drawn["base"].iloc[0] == drawn["base"].iloc[1]
    assert livelihood.runs([facts()], livelihood.ties(facts(), facts())).empty


def counted(steps: pd.DataFrame, tied: pd.DataFrame | None = None) -> dict[str, Any]:
    found = livelihood.steps_counted(steps, livelihood.ties(facts(), facts()) if tied is None else tied)
    assert found is not None
    return found


def test_income_against_output_by_hand() -> None:
    steps = livelihood.in_step(facts(fact(2030, 5.0, 0)), facts(fact(2030, 4.0, 0)), facts(fact(2030, 2.0, 0)))
    row = steps.iloc[0]
    assert row["nominal_gap"].value == pytest.approx(1.0)
    assert row["real"].value == pytest.approx((1.05 / 1.02 - 1) * 100)
    assert (row["nominal_side"], row["real_side"]) == ("ahead", "behind")
    fact_ = counted(steps)
    assert (fact_["depends"], fact_["sure"], fact_["taken"], fact_["deflated"]) == (True, [], True, 1)
    assert livelihood.long(steps)["group"].tolist() == ["nominal", "real"]


def test_growth_is_nominal_only_where_levels_confirm_it() -> None:
    growth = facts(fact(2029, 5.0), fact(2030, 5.0))
    steps = livelihood.in_step(growth, facts(fact(2029, 4.0), fact(2030, 4.0)), facts())
    tied = livelihood.ties(facts(fact(2029, 1e5, 0), fact(2030, 1.05e5, 0)), growth)
    found = counted(steps, tied)
    assert (found["sure"], found["taken"], found["first"], found["last"]) == ([2030], True, 2029, 2030)
    assert counted(steps.iloc[1:], tied)["taken"] is False


def test_vintages_are_never_mixed() -> None:
    early, late = fact(2030, 5.0, vintage="expected"), fact(2030, 4.0)
    assert livelihood.in_step(facts(early), facts(late), facts()).empty
    both = livelihood.in_step(facts(early), facts(late, fact(2030, 6.0, vintage="expected")), facts())
    assert both["vintage"].tolist() == ["expected"]
    assert both[["real", "real_gap", "prices"]].isna().all(axis=None)
    assert both["real_side"].tolist() == [""]
    assert counted(both)["deflated"] is None


def test_targets_and_bounds_are_no_outcomes() -> None:
    goal, bound = fact(2030, 5.0, status="target"), fact(2030, 5.0, bound=">")
    steps = livelihood.in_step(facts(goal, bound), facts(fact(2030, 4.0)), facts())
    assert steps.empty
    assert livelihood.steps_counted(steps, livelihood.ties(facts(), facts())) is None
    assert livelihood.long(steps).empty


def trend(growth: pd.DataFrame) -> dict[str, Any] | None:
    years = livelihood.longest_run(growth)
    line = xc.fit(years, "value ~ period", fewest=5)
    without = [xc.fit(years.drop(index=n), "value ~ period", fewest=4) for n in years.index]
    return livelihood.trend(years, line, without)


def test_a_line_through_one_vintage_and_what_it_depends_on() -> None:
    wobbles = (0.1, -0.1, 0.1, -0.1, 0.1, -0.1)
    found = trend(facts(*(fact(2020 + n, 10.0 - n + w) for n, w in enumerate(wobbles)), fact(2026, 9, vintage="expected")))
    assert found is not None
    assert (found["vintage"], found["n"], found["weak"], found["way"], found["says"]) == ("first", 6, [], "fall", "firm")
    assert found["slope"].value == pytest.approx(-1.0, abs=0.05)
    assert found["least"].value < found["slope"].value < found["most"].value


def test_a_line_that_depends_on_one_year_is_not_firm() -> None:
    found = trend(facts(*(fact(2020 + n, v) for n, v in enumerate((9, 8, 9, 8, 9, 1)))))
    assert found is not None
    assert found["says"] in ("none", "weak")


def test_four_years_are_no_trend() -> None:
    assert trend(facts(*(fact(2020 + n, n) for n in range(4)))) is None
    assert trend(facts()) is None


def test_the_panel_keeps_areas_and_years_that_state_both_as_values() -> None:
    """Real growth of income, a range, the nation and a part of an area are left out: one basis, single numbers, whole areas."""
    columns = ["area_code", "period", "indicator", "status", "bound", "flag", "value"]
    more = {"value_high": math.nan, "level": "province", "basis": "", "scope": ""}
    rows = [
        ("a", "2030", code, "actual", bound, "", 5.0) for code, bound in (("gdp_growth", "="), ("urban_income_growth", "~"))
    ]
    rows += [("b", "2030", "gdp_growth", "actual", "=", "", 5.0), ("b", "2030", "urban_income_growth", "target", "=", "", 5.0)]
    rows += [("c", "2030", "gdp_growth", "actual", "=", "", 5.0), ("c", "2030", "urban_income_growth", "actual", ">", "", 5.0)]
    panel = pd.DataFrame(rows, columns=columns).assign(**more)
    others = [{"basis": "real"}, {"value_high": 6.0}, {"level": "nation"}, {"scope": "城区"}]
    panel = pd.concat([panel, *(panel.head(2).assign(area_code=f"d{n}", **told) for n, told in enumerate(others))])
    found = run("livelihood", "sample", panel=panel)
    assert found["area_code"].tolist() == ["a"]


# The annex


def plan(**told: Any) -> pd.DataFrame:
    row = {
        "name_zh": "居民人均可支配收入增速",
        "name_en": "Growth of income",
        "scope": "",
        "unit": "%",
        "plan": "与经济增长同步",
        "number": 1,
        "nature": "anticipatory",
    }
    return pd.DataFrame([row | {"indicator": "income_growth", "value": math.nan, "bound": "", "source_url": URL} | told])


def test_an_indicator_without_a_number_keeps_its_words() -> None:
    rows = livelihood.annex(plan(), figures({}))
    assert (rows.iloc[0]["phrase"], rows.iloc[0]["past"]) == ("与经济增长同步", None)
    assert livelihood.annex(plan(plan="-"), figures({})).iloc[0]["phrase"] == "none"
    found = livelihood.annex_facts(rows)
    assert found is not None
    assert (found["n"], found["items"], found["bare_n"], found["binding"]) == (1, None, 1, 0)
    rows = livelihood.annex(plan(value=5.5, bound="<=", indicator="unemployment_registered"), figures(OUTCOME))
    assert rows.iloc[0]["past"].printed == 2.0
    assert livelihood.annex_facts(rows.iloc[:0]) is None


def test_rows_of_the_annex_are_not_its_items() -> None:
    rows = pd.concat(
        [plan(number=3, value=99.0, bound=">="), plan(number=3, value=98.0, bound=">="), plan(number=4, plan="-")],
        ignore_index=True,
    )
    found = livelihood.annex_facts(livelihood.annex(rows, figures({})))
    assert found is not None
    assert (found["n"], found["items"], found["bare_n"]) == (3, 2, 1)


def test_a_rate_per_thousand_of_whom() -> None:
    rows = livelihood.annex(pd.concat([plan(name_zh="千人养老床位数"), plan()], ignore_index=True), figures({}))
    assert livelihood.denominators(rows)["name_zh"].tolist() == ["千人养老床位数"]


# With the project's own tables


@pytest.mark.usefixtures("invented")
def test_a_report_of_seven_figures_goes_through() -> None:
    report, topic = "cn-999901-work-2031", "livelihood"
    stated, pairs = livelihood.on_topic(xc.figures(report)), livelihood.judge_pairs(xc.pairs(report, topic=topic))
    nothing = xc.context("income_growth", area="999901")
    assert len(livelihood.by_field(stated)) > 0
    assert livelihood.ways(pairs)["says"] == "unpaired"
    assert livelihood.unpaired(stated, xc.pairs(report)).empty
    assert livelihood.by_grade(pairs).empty
    assert livelihood.denominators(livelihood.annex(xc.plan(report, topic=topic), stated)).empty
    assert livelihood.annex_facts(livelihood.annex(xc.plan(report, topic=topic), stated)) is None
    assert livelihood.in_step(nothing, nothing, nothing).empty


def test_no_false_pair_of_the_data_is_counted() -> None:
    if not (Path(__file__).resolve().parent.parent / "data" / "raw" / "reports.csv").is_file():
        pytest.skip("no data beside the code")
    found = livelihood.judge_pairs(xc.pairs("cn-110102-plan-2024"))
    assert (found[found["grade"] == "false"]["verdict"] == "").all()
    assert sum(livelihood.count_verdicts(found).values()) == (found["aside"] == "").sum() > 0


# The first screen


def happened(*rows: dict[str, Any], stand: Standing | None = None) -> dict[str, Any]:
    stated = figures(*rows or ({},))
    rates = livelihood.statements(stated)
    stands = [stand or Standing("unemployment_registered", "actual", 2030, "%")]
    return livelihood.happened(stated, rates, livelihood.caps(rates), stands, None)


def test_the_first_screen_sets_the_rate_beside_its_cap_and_says_that_no_place_can_be_given() -> None:
    found = happened(OUTCOME, CAP)
    assert (found["says"], found["side"], found["gap"].value, found["next"]) == ("rate", "below", 1.0, "2031")
    assert (found["alone"], found["few"], found["requests"]) == (True, None, False)
    assert happened(OUTCOME | {"value": 4.0}, CAP)["side"] == "above"
    assert happened(OUTCOME)["side"] is None
    few = pd.DataFrame({"group": ["city"] * 2})
    assert happened(OUTCOME, stand=Standing("unemployment_registered", "actual", 2030, "%", rows=few))["few"] == 2


def test_without_a_rate_the_first_screen_has_jobs_and_income() -> None:
    jobs = {"label": "城镇新增就业", "indicator": "urban_new_jobs", "value": 300.0, "unit": "人"}
    income = {"label": "城镇居民收入增速", "indicator": "urban_income_growth", "value": 5.0, "measure": "growth"}
    found = happened(jobs, income)
    assert (found["says"], found["jobs"].printed, found["income"].printed) == ("no rate", 300.0, 5.0)
    means = happened(income | {"value": 7.0, "period": "2026/2030"}, income | {"value": 5.0})
    assert means["income"].printed == 5.0, "a mean of five years stands beside no other area's year"
    assert happened(income | {"period": "2026/2030"})["income"] is None
    bare = happened()
    assert (bare["says"], bare["jobs"], bare["income"]) == ("no rate", None, None)


def test_what_is_planned_is_a_cap_and_the_way_of_promises() -> None:
    pairs = judged(pair())
    rates = livelihood.statements(figures(OUTCOME, CAP))
    both = livelihood.planned(rates, livelihood.ways(pairs), livelihood.examples(pairs))
    assert both is not None
    assert (both["says"], both["cap"], both["aim"].printed, len(both["examples"])) == ("rate and pairs", True, 3.0, 1)
    only = livelihood.planned(rates, livelihood.ways(judged()), [])
    assert only is not None
    assert only["says"] == "rate"
    assert livelihood.planned(rates.iloc[:0], livelihood.ways(judged()), []) is None


def test_an_aim_without_a_number_is_watched_and_one_with_a_number_is_not() -> None:
    other = {"says": "annex"}
    bare, numbered = (livelihood.annex(rows, figures({})) for rows in (plan(), plan(value=5.0, bound="=")))
    found = livelihood.watch(bare, None, other)
    assert found is not None
    assert (found["says"], found["record"], found["source_url"]) == ("aim", False, URL)
    assert livelihood.watch(numbered, None, None, other) is other
    assert livelihood.watch(numbered, None, None) is None


def test_a_headline_number_has_its_indicator_by_all_names() -> None:
    row = {
        "label": "城市居民人均年可支配收入",
        "unit": "%",
        "unit_code": "PT",
        "measure": "growth",
        "indicator": "",
        "value": 8.2,
    }
    assert figures(row)["indicator"].tolist() == ["urban_income_growth"]
    assert figures(row | {"coverage": "half"})["indicator"].tolist() == [""]


def test_a_grade_that_no_pair_has_is_refused() -> None:
    assert judged(pair(), grades="same, shifted")["aside"].tolist() == [""]
    with pytest.raises(UnknownNameError, match="caveat"):
        judged(pair(), grades="same,caveats")


def test_limits_are_named_where_the_report_gives_reason_for_them() -> None:
    some = pd.DataFrame({"bound": ["<="], "value": [math.nan]})
    found = livelihood.limits(some, some, some, {"calls": 1}, some, some)
    assert all(found.values())
    assert set(found) == set(Page("livelihood", "cn-110102-plan-2024").words.node("limits"))
    assert not any(livelihood.limits(*[some[:0]] * 3, None, some[:0], some[:0]).values())
