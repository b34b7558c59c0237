"""The environment analysis on invented areas, checked by hand: frames and quantities, without words; and on our own data."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import Any

import invented
import pandas as pd
import pytest
from conftest import ROOT

import xclib as xc
from xclib.analyses import environment
from xclib.economics.quantity import Quantity
from xclib.model.standards import Standard, standard
from xclib.words import Words, read_catalogue
from xclib.words.markup import plain_text

UG = "微克/立方米"
XICHENG = "cn-110102-plan-2024"


def figure(**more: Any) -> dict[str, Any]:
    stated = {
        "figure_id": "x:1:0", "line": 1, "start": 0, "number": "20", "unit": UG, "unit_code": "ug/m3", "label": "细颗粒物浓度",
        "value": 20.0, "low": 19.5, "high": 20.5, "dimension": "concentration", "indicator": "pm25", "topic": "environment",
    }  # fmt: skip
    return invented.figure(**stated | more)


def goal(value: float, **more: Any) -> dict[str, Any]:
    return figure(**({"value": value, "low": value, "high": value, "status": "target", "line": 2} | more))


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(figure()))


def fact(period: int, value: float, **more: Any) -> dict[str, Any]:
    air = {"indicator": "pm25", "indicator_zh": "细颗粒物年均浓度", "as_printed": f"{value:g}{UG}", "unit_code": "ug/m3"}
    return invented.fact(period, value, 0.5, **air | {"source_url": f"https://qinglan.example/{period}"} | more)


def facts(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(fact(2030, 1.0)))


def pair(**more: Any) -> dict[str, Any]:
    green = {
        "topic": "environment", "name_zh": "新增绿地", "name_en": "New green space", "unit_delivered": "公顷", "unit_promised": "公顷",
        "delivered": 4.0, "delivered_low": 3.5, "delivered_high": 4.5, "promised": 9.0,
        "delivered_url": "https://qinglan.example/d", "promised_url": "https://qinglan.example/p",
    }  # fmt: skip
    return invented.pair(**green | more)


def pairs(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(pair()))


def plan_row(name: str, plan: str, nature: str = "binding", **told: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "number": 0, "part": "", "name_zh": name, "name_en": f"{name} en", "scope": "", "plan": plan, "nature": nature, "indicator": "",
        "figure_id": "", "value": math.nan, "unit": "", "source_url": "https://qinglan.example/annex",
    }  # fmt: skip
    row |= {"dimension_zh": "", "dimension_en": "", "bound": "="} | told
    return row | {"low": row["value"], "high": row["value"]}


def plan(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [{**row, "number": row["number"] or n} for n, row in enumerate(rows, 1)], columns=list(plan_row("", ""))
    )


def ends(of: Quantity | None) -> tuple[float, float]:
    assert of is not None
    return of.low, of.high


def state(*rows: dict[str, Any]) -> dict[str, Any]:
    return environment.state(frame(*rows), 2030)


FIT = partial(xc.fit, errors="classical", fewest=4)


def points(*values: float, first: int = 2025, **more: Any) -> pd.DataFrame:
    """One value a year."""
    return environment.one_a_year(facts(*(fact(first + n, v, **more) for n, v in enumerate(values))), 0, 9999)


def trend(of: pd.DataFrame) -> dict[str, Any] | None:
    return environment.trend(of, FIT(of, "value ~ period"), FIT(of, "log_value ~ period"))


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
    air = state(outcome, required)
    assert (air["verdict"], *ends(air["gap"])) == (verdict, low, high)
    assert air["gap"].inputs == (air["outcome"], air["required"])


def test_gap_in_percent_has_the_interval_of_rounding() -> None:
    """19.5 / 16, 20 / 16, 20.5 / 16."""
    judged = environment.judge(state(figure(), goal(16.0)))
    assert judged["says"] == "judged"
    assert ends(judged["percent"]) == pytest.approx((21.875, 28.125))
    assert judged["percent"].value == pytest.approx(25.0)
    below = environment.judge(state(figure(), goal(25.0)))
    assert (below["verdict"], below["percent"].value) == ("met", pytest.approx(20.0))


def test_a_bound_as_outcome_has_no_printed_gap() -> None:
    air = state(figure(bound="<", low=0.0, high=20.0), goal(16.0))
    assert math.isnan(air["gap"].value)
    assert (air["verdict"], environment.judge(air)["says"]) == ("open", "open")


def test_who_set_the_requirement_is_read_from_the_words_before_it() -> None:
    assert [state(figure(), goal(16.0, prefix=p))["whose"] for p in ("对照市级要求", "")] == ["city", "own"]


def test_every_subject_has_a_name_in_both_languages() -> None:
    catalogue = read_catalogue(ROOT / "notebooks" / "environment.yaml")
    for lang in ("zh", "en"):
        names = [Words(catalogue, lang).code(name, "subject") for name in environment.SUBJECTS]
        assert len(set(names)) == len(names)
        assert all(name.isascii() == (lang == "en") for name in names), names


def test_what_is_missing_is_a_fact_of_its_own() -> None:
    nothing, alone, words = state(), state(figure()), plan(plan_row("细颗粒物", "达到市级要求", indicator="pm25"))
    assert [environment.judge(air)["says"] for air in (nothing, alone)] == ["nothing", "alone"]
    assert (nothing["year"], nothing["next"], alone["verdict"]) == (2030, 2031, "unknown")
    rows = environment.plan_rows(words, frame())
    found = [environment.coming(alone, of) for of in (environment.plan_rows(plan(), frame()), rows)]
    assert [f["says"] for f in found] == ["nothing", "words"]
    assert found[1]["words"] == "达到市级要求"
    ahead = environment.coming(state(figure(), goal(18.0, period="2031")), rows)
    assert (ahead["says"], ahead["coming"].value, ahead["coming_year"]) == ("number", 18.0, 2031)


def test_a_limit_is_a_parameter_and_has_sides() -> None:
    air = state(figure())
    assert [environment.limit(air, at)[0]["side"] for at in (19.0, 20.0, 20.5)] == ["above", "close", "below"]
    assert environment.limit(state(), 0) == environment.limit(state(), 35) == []


@pytest.mark.parametrize(
    ("year", "limit"),
    [(2011, None), (2012, 35.0), (2023, 35.0), (2025, 35.0), (2026, 30.0), (2030, 30.0), (2031, 25.0), (2040, 25.0)],
)
def test_the_national_limit_is_that_of_the_year_of_the_figure(year: int, limit: float | None) -> None:
    found = environment.limit(environment.state(frame(figure(period=str(year))), year))
    assert [(row["limit"].value, row["of"], row["says"]) for row in found] == (
        [] if limit is None else [(limit, year, "limit")]
    )


def test_a_target_of_a_year_with_another_limit_is_set_beside_that_one() -> None:
    last = environment.state(frame(figure(value=28.0, low=27.5, high=28.5, period="2025"), goal(29.0, period="2026")), 2025)
    found = [(row["says"], row["limit"].value, row["standard"], row["side"]) for row in environment.limit(last)]
    assert found == [("limit", 35.0, "GB 3095—2012", "below"), ("next limit", 30.0, "GB 3095—2026", "below")]
    assert [row["says"] for row in environment.limit(last, 5.0)] == ["limit"], "the reader's own limit has no years"


def test_a_year_that_equals_a_part_of_it_is_doubtful() -> None:
    own = facts(fact(2028, 30.0), fact(2029, 28.0), fact(2030, 27.0, origin="r"), fact(2031, 25.0, status="target"))
    part = facts(fact(2028, 30.0, months="01-09"), fact(2029, 33.0, months="01-06"))
    stated = environment.statements(own, part)
    assert stated[["period", "months", "kind", "last_month"]].values.tolist() == [
        [2028, "", "doubtful", 0], [2028, "01-09", "part", 9], [2029, "", "other", 0], [2029, "01-06", "part", 6],
        [2030, "", "report", 0],
    ]  # fmt: skip
    usable = environment.one_a_year(stated, 2020, 2040)
    assert usable["period"].tolist() == [2029, 2030]
    assert environment.usable(stated, usable) == {"doubtful": 1, "part": 2, "n": 2, "enough": False}
    assert environment.choose(stated, own, 2020, 2040) is own
    assert environment.choose(stated, own, 2020, 2040, year=own["period"].min() - 1) is stated, "nothing is known of that time"
    assert environment.levels(stated, facts(fact(2028, 9.0, area_code="999902")), usable)["role"].tolist() == [
        "own", "own", "other",
    ]  # fmt: skip


def test_one_value_a_year_takes_the_better_source_and_no_bound() -> None:
    rows = facts(fact(2029, 31.0, grade="C"), fact(2029, 30.0), fact(2030, 29.0, bound="<"))
    assert environment.one_a_year(rows, 2020, 2040)[["period", "value"]].values.tolist() == [[2029, 30.0]]


def test_too_few_years_make_no_trend() -> None:
    few = points(30.0, 29.0, 28.0)
    assert trend(few) is None
    assert environment.path(few, FIT(few, "value ~ period")).empty
    assert environment.models(environment.samples(few, few[:0]), FIT).empty
    for frame_of in (environment.checks(few, facts(), 2030, FIT), environment.starts(few, FIT), environment.pace(few)):
        assert frame_of.empty
    assert environment.starts(few, FIT)["value"].dtype == float, "seaborn and matplotlib take no objects"
    assert environment.since(few, FIT, math.nan) is None
    assert environment.ahead(environment.checks(few[:0], facts(), 2030, FIT)) == []


def test_a_straight_line_and_a_constant_rate_are_found_again() -> None:
    """Least squares by hand: slope is sum((t - 2)(y - mean)) / 10 = -20.2 / 10."""
    line = environment.models({"stated": points(40.1, 37.9, 36.0, 34.1, 31.9)}, FIT).iloc[0]
    assert (line["change"].value, line["n"]) == (pytest.approx(-2.02), 5)
    assert line["change"].low < -2.02 < line["change"].high
    rate = environment.models({"stated": points(*(50 * 0.9**n for n in range(6)))}, FIT).iloc[1]
    assert (rate["shape"], rate["change"].value, rate["change"].unit) == ("rate", pytest.approx(-10.0), "%")


def test_a_trend_whose_interval_holds_zero_is_flat() -> None:
    found = [trend(points(*values)) for values in ((30, 34, 29, 33, 31), (40, 36, 33, 28, 24), (24, 28, 33, 36, 40))]
    assert [f and f["says"] for f in found] == ["flat", "fell", "rose"]


def test_samples_leave_out_weak_sources_and_take_in_implied_years() -> None:
    rows = pd.concat([points(40.0, 36.0), points(33.0, 30.0, first=2027, grade="C")], ignore_index=True)
    implied = environment.chain_back(rows, facts(fact(2025, -20.0, low=-20.05, high=-19.95)), 2000)
    found = environment.samples(rows, implied)
    assert {name: of["period"].tolist() for name, of in found.items()} == {
        "stated": [2025, 2026, 2027, 2028], "government": [2025, 2026], "implied": [2024, 2025, 2026, 2027, 2028],
    }  # fmt: skip
    assert environment.observed(rows, implied)["doubtful"].tolist() == [True, False, False, False, False]


def test_pace_of_two_halves() -> None:
    """40 to 32.4 in two years is 10% a year."""
    found = environment.pace(points(40.0, 36.0, 32.4, 31.0, 29.0))
    assert found[["first", "last"]].values.tolist() == [[2025, 2027], [2027, 2029]]
    early, late = found["change"]
    assert early.value == pytest.approx(-10.0)
    assert early.low < early.value < early.high
    assert late.value == pytest.approx((math.sqrt(29.0 / 32.4) - 1) * 100)


def test_a_fall_has_slowed_where_more_than_three_single_years_say_so() -> None:
    """10% a year, then 2%: a turn by the years together. A mild year in the middle of one rate, or five years, show none."""
    turn = [80.0 * 0.9**n for n in range(6)] + [80.0 * 0.9**5 * 0.98**n for n in range(1, 5)]
    mild = [80.0 * 0.94**n * (1.01 if n % 2 else 0.99) for n in range(10)]
    mild[4] *= 0.9
    slower = []
    for values in (turn, mild, turn[3:8]):
        of = points(*values)
        early, late = environment.pace(of)["change"]
        assert early.high < late.low, "the halves by themselves say so each time"
        found = environment.slowing(of)
        assert found is not None
        slower.append(found["slower"])
    assert slower == [True, False, False]


def test_earlier_levels_are_implied_not_observed() -> None:
    """45 after -10% is 50, which after -20% is 62.5."""
    changes = facts(fact(2030, -10.0, low=-10.05, high=-9.95), fact(2029, -20.0, low=-20.05, high=-19.95))
    back = environment.chain_back(points(45.0, first=2030), changes, 2000)
    assert back["period"].tolist() == [2028, 2029]
    assert back["doubtful"].all()
    assert back["value"].tolist() == pytest.approx([62.5, 50.0])
    assert back["low"][1] == pytest.approx(44.5 / 0.9005)
    assert back["high"][1] == pytest.approx(45.5 / 0.8995)
    assert environment.chain_back(points(45.0, first=2030), changes, 2029)["period"].tolist() == [2029]


def test_each_look_ahead_uses_the_years_before_it_alone() -> None:
    rows = facts(
        *(fact(2024 + n, v) for n, v in enumerate((60.0, 50.0, 40.0, 30.0, 29.0))), fact(2029, 30.0, status="target", bound="~")
    )
    checks = environment.checks(environment.one_a_year(rows, 2000, 2040), rows, 2027, FIT)
    assert checks[["period", "n"]].values.tolist() == [[2028, 4], [2029, 5]]
    assert checks["line"][0].value == pytest.approx(20.0)
    assert (checks["came"][0].value, checks["target"][1].printed) == (29.0, 30.0)
    assert [checks["target"][0], checks["came"][1]] == [None, None]
    came, ahead = environment.ahead(checks)
    assert (came["says"], ahead["says"], ahead["higher"], ahead["before"].value) == ("came", "ahead", True, 29.0)
    assert ahead["apart"].value == pytest.approx(abs(checks["line"][1].value - checks["rate"][1].value))


def test_the_interval_of_one_year_is_wider_than_that_of_the_mean() -> None:
    rows = points(41.0, 37.0, 37.0, 33.0, 33.0)
    one, band = (
        environment.checks(rows, rows, 2029, FIT)["line"][0],
        environment.path(rows, FIT(rows, "value ~ period")).iloc[-1],
    )
    assert one.value == pytest.approx(band["fit"])
    assert one.low < band["low"] < band["high"] < one.high


def test_a_rebound_needs_both_years_and_more_than_rounding() -> None:
    area = {"area_zh": "云泽区", "area_en": "Yunze District"}
    found = [
        environment.rebounds(2026, rows[:0], rows, area)[0]["says"]
        for rows in (points(30.0, 32.0), points(30.0, 30.6), points(32.0, 30.0), points(30.0))
    ]
    assert found == ["rose", "close", "fell", "incomplete"]
    assert environment.rebounds(2012, points(31.0)[:0], points(30.0, 32.0), area) == [], "what neither year has is not said"
    both = environment.rebounds(2026, points(30.0, 32.0), points(31.0), area)
    assert [(b["area_zh"], b["says"]) for b in both] == [("青岚市", "rose"), ("云泽区", "incomplete")]


def test_gap_to_the_city_of_the_same_year() -> None:
    own = environment.statements(facts(fact(2028, 30.0), fact(2030, 31.0, origin="r")), facts(fact(2028, 30.0, months="01-10")))
    other = facts(*(fact(y, v, area_code="999902", area_zh="云泽区") for y, v in ((2029, 28.0), (2020, 9.0))))
    city = environment.one_a_year(
        facts(*(fact(y, v, area_code="999900") for y, v in ((2028, 29), (2029, 28), (2030, 27)))), 0, 9999
    )
    gaps = environment.gaps(own, pd.concat([other, city]), city)
    assert gaps[["period", "value", "low", "high", "own"]].values.tolist() == [
        [2030, 4.0, 3.0, 5.0, True], [2028, 1.0, 0.0, 2.0, True], [2029, 0.0, -1.0, 1.0, False],
    ]  # fmt: skip
    assert [q.url for q in gaps["gap"][0].inputs] == ["https://qinglan.example/2030"] * 2
    found = environment.beside(gaps, {"city_zh": "青岚市", "city_en": "Qinglan City"})
    assert (found["before"], found["doubtful"], found["n"]) == (2028, True, 3)
    assert found["sides"] == [{"side": "above", "count": 1}, {"side": "close", "count": 2}]
    city = environment.one_a_year(facts(*(fact(y, v, area_code="999900") for y, v in ((2028, 25), (2030, 30)))), 0, 9999)
    narrower = environment.gaps(own, other, city)
    assert environment.gaps(own[:0], other, city).empty
    assert environment.widened(narrower) is None
    assert environment.beside(narrower, {})["before"] == 0


def test_what_to_watch_is_a_wider_gap_or_else_a_slower_fall() -> None:
    own = environment.statements(facts(fact(2028, 30.0), fact(2030, 31.0)), facts())
    city = points(29.0, 28.0, 27.0, first=2028, area_code="999900")
    fall = points(40.0, 36.0, 32.4, 31.0, 29.0)
    gaps = environment.gaps(own, facts(), city)
    found = [
        environment.watch(of, rows, {}) for of, rows in ((gaps, fall), (gaps[1:], fall), (gaps[:0], fall), (gaps[:0], fall[:2]))
    ]
    assert [f and f["says"] for f in found] == ["widened", "gaps", "pace", None]
    of_then = [environment.watch(gaps, fall, {}, year) for year in (2030, 2031)]
    assert [f and f["says"] for f in of_then] == ["widened", "pace"], "a gap that ends before the year is history"
    assert environment.watch(gaps, fall, {}, 2020) is None, "years that begin long after the report are no news of it"


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
    assert environment.subject_of(label) == subject


@pytest.mark.parametrize(("lang", "third", "first"), [("zh", "第3位", "前3位"), ("en", "No. 3", "top 3")])
def test_a_place_among_the_first_is_a_bound(lang: str, third: str, first: str) -> None:
    words = Words(read_catalogue(ROOT / "notebooks" / "environment.yaml"), lang)
    places = (Quantity(3.0, 3.0, 3.0, printed=3.0), Quantity(math.nan, -math.inf, 3.0, bound="<=", printed=3.0))
    assert [plain_text(words("rank", figure=place, source_url="")) for place in places] == [third, first]


def test_topic_takes_in_what_has_none_by_its_words() -> None:
    rows = frame(
        figure(), figure(topic="", label="垃圾分类站"), figure(topic="", label="学位"), figure(topic="livelihood", label="公园")
    )
    found = environment.on_topic(rows.assign(indicator=["pm25", "", "", ""]))
    assert found["subject"].tolist() == ["air", "waste"]
    assert [bool(label) for label in found["label_en"]] == [True, False], "the catalogue names what nobody translated"


def test_promises_by_what_they_are_beside_the_outcome() -> None:
    rows = pairs(
        pair(),
        pair(name_zh="屋顶绿化", promised=3.0, promised_low=3.0, promised_high=3.0),
        pair(name_zh="覆盖率", grade="false"),
        pair(name_zh="垂直绿化", promised=4.2, promised_low=4.2, promised_high=4.2),
        pair(name_zh="同年目标", promised_period="2030"),
    )
    found = environment.promises(rows)
    assert found[["name_zh", "side"]].values.tolist() == [
        ["新增绿地", "more"], ["屋顶绿化", "less"], ["垂直绿化", "level"], ["覆盖率", "more"],
    ]  # fmt: skip
    assert found["ratio"].iloc[-1] is None
    assert len(environment.drawn(found)) == 3
    grouped = environment.sorted_promises(found)
    assert (grouped["n"], [(g["side"], len(g["pairs"])) for g in grouped["groups"]]) == (
        3,
        [("more", 1), ("less", 1), ("level", 1)],
    )


def ratio(**more: Any) -> Quantity | None:
    return environment.promises(pairs(pair(**more)))["ratio"].iloc[0]


def test_ratio_of_promise_to_outcome() -> None:
    """9 over 4 ± 0.5."""
    found = ratio()
    assert found is not None
    assert (found.low, found.value, found.high) == pytest.approx((2.0, 2.25, 9 / 3.5))
    assert ratio(unit_delivered="%", unit_promised="%") is None
    assert ratio(delivered=0.0, delivered_low=0.0, delivered_high=0.0) is None
    bound = ratio(promised_bound=">=", promised_high=math.inf)
    assert bound is not None
    assert math.isnan(bound.value)
    assert math.isinf(bound.high)


def test_a_printed_hundred_percent_is_drawn_as_a_value() -> None:
    share = pair(unit_delivered="%", unit_promised="%", delivered=100.0, delivered_low=99.5, delivered_high=100.0)
    drawn = environment.drawn(environment.promises(pairs(share))).iloc[0]
    assert (drawn["delivered_low"], drawn["delivered_high"]) == (100.0, 100.0)


def test_binding_rows_with_and_without_a_number() -> None:
    use = figure(
        label="用水总量", indicator="water_use", unit="立方米", value=2e8, low=2e8, high=2e8, status="target", part="annex"
    )
    rows = environment.plan_rows(
        plan(
            plan_row("细颗粒物", "达到市级要求", scope="全区"),
            plan_row("用水总量", "2", figure_id="x:1:0", value=2e8, unit="亿立方米", indicator="water_use"),
            plan_row("上市企业", "85", "anticipatory", figure_id="x:9:0", value=85.0),
        ),
        frame(use),
    )
    assert environment.glance(rows).values.tolist() == [["binding", 2, 1, 1, 0], ["anticipatory", 1, 1, 0, 0]]
    found = environment.binding(rows)
    assert found is not None
    assert [found[k] for k in ("total", "own", "rest", "lack", "other", "other_own")] == [2, 1, 1, "words", 1, 1]
    assert [b["name_zh"] for b in found["bare"]] == ["细颗粒物（全区）"]
    # A control total is a ceiling, in the unit of its figure: the table's own is 亿立方米.
    (cap,) = found["caps"]
    assert (cap["figure"].bound, cap["figure"].unit, cap["figure"].printed) == ("<=", "立方米", 2e8)
    assert rows["has"].tolist() == ["yes", "yes", "no"]
    assert environment.binding(environment.plan_rows(plan(), frame())) is None


def test_an_indicator_of_several_rows_has_a_number_only_where_all_of_them_have() -> None:
    rows = plan(
        plan_row("甲", "1", number=7, value=1.0), plan_row("乙", "达标", number=7), plan_row("丙", "2", number=8, value=2.0)
    )
    found = environment.binding(environment.plan_rows(rows, frame()))
    assert found is not None
    assert (found["total"], found["own"], found["rest"]) == (2, 1, 1)
    # The table above the sentence counts the same things.
    assert environment.glance(environment.plan_rows(rows, frame())).values.tolist() == [["binding", 2, 1, 1, 0]]


def test_the_scorecard_and_the_environment_brief_count_binding_indicators_alike() -> None:
    from xclib.analyses import scorecard

    figures, plan_of = xc.figures(XICHENG), xc.plan(XICHENG)
    here = environment.binding(environment.plan_rows(plan_of, figures))
    there = scorecard.watch(
        rows := scorecard.plan_rows(plan_of, figures),
        scorecard.audit(rows, figures, {}, xc.plan(XICHENG)[:0].assign(status="", kind=""), report=XICHENG, year=2023),
    )
    assert here is not None
    assert there is not None
    assert (here["total"], here["rest"]) == (there["binding"], there["blank"])


def test_a_blank_cell_is_no_word() -> None:
    rows = plan(plan_row("劳动生产率", "-", "anticipatory"), plan_row("细颗粒物", "达到市级要求"), plan_row("能耗", " "))
    made = environment.plan_rows(rows, frame())
    assert environment.glance(made).values.tolist() == [["binding", 2, 0, 1, 1], ["anticipatory", 1, 0, 0, 1]]
    assert made["words"].tolist() == ["", "达到市级要求", ""]
    lacks = [found and found["lack"] for found in map(environment.binding, (made, made[:2]))]
    assert lacks == ["none", "words"]


@pytest.mark.parametrize(
    ("prefix", "status", "progress"),
    [
        ("绿化,合作推进", "actual", "under_way"),
        ("推进绿化,建成", "actual", "actual"),
        ("绿化,推进完成", "actual", "actual"),
        ("绿化,推进", "target", "target"),
    ],
)
def test_what_is_taken_forward_is_not_done(prefix: str, status: str, progress: str) -> None:
    assert environment.on_topic(frame(figure(prefix=prefix, status=status)))["progress"].tolist() == [progress]


def test_a_control_total_is_a_ceiling_as_a_target_alone() -> None:
    use = {"label": "用水总量", "indicator": "water_use", "unit": "立方米", "value": 2e8, "low": 2e8, "high": 2e8}
    rows = environment.on_topic(frame(figure(**use, status="target"), figure(**use)))
    assert [q.bound for q in rows["figure"]] == ["<=", "="]
    assert rows["ceiling"].tolist() == [True, False]


def test_green_area_per_head_needs_a_sourced_population() -> None:
    """2 ± 0.005 hectares over 40,000 people: 50 m² per 100 residents, from 19,950 / 400 to 20,050 / 400."""
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
    (row,) = environment.per_head(topic, [people], 2030).to_dict("records")
    assert (row["heads"].value, row["counted"], row["census"]) == (40000.0, 2029, True)
    assert (row["each"].low, row["each"].value, row["each"].high) == pytest.approx((49.875, 50.0, 50.125))
    assert row["each"].inputs == (row["figure"], row["heads"])
    assert environment.per_head(topic, [facts()], 2030).empty


def test_water_says_when_a_target_is_shared() -> None:
    water = {"unit": "%", "unit_code": "PT", "indicator": "water_quality", "value": 100.0, "low": 99.5, "high": 100.0}
    run = figure(label="水质达标率连续保持", unit="年", value=5.0, low=5.0, high=5.0, indicator="")
    shared = figure(**(water | {"low": 100.0, "label": "断面水质达标率和土地安全利用率", "period": "2031", "status": "target"}))
    own = shared | {"label": "断面水质达标率"}
    found = [
        environment.water(environment.on_topic(frame(*rows)))
        for rows in ((figure(**water), run, shared), (figure(**water), own), (figure(**water),), (shared,))
    ]
    assert [f and (f["years"] and f["years"].value, f["goal_year"], f["shared"]) for f in found] == [
        (5.0, "2031", True), (None, "2031", False), (None, "", False), None,
    ]  # fmt: skip


def test_notes_of_a_subject_name_what_is_missing() -> None:
    rows = environment.plan_rows(plan(plan_row("万元产值能耗", "达到市级要求")), frame())
    topic = environment.on_topic(frame(figure(label="绿电使用", indicator="")))
    assert [note["says"] for note in environment.notes(topic, rows, "energy")] == ["target", "bare"]
    assert environment.notes(topic, rows, "waste") == []


def test_open_questions_follow_from_the_report() -> None:
    def asked(rows: pd.DataFrame, table: pd.DataFrame) -> set[str]:
        return {q["says"] for q in environment.questions(environment.on_topic(rows), table, pairs())}

    assert asked(frame(), plan()) == set(), "of a report that has nothing on the topic there is nothing to doubt"
    assert asked(frame(figure(indicator="")), plan()) >= {"cause", "energy"}
    assert asked(frame(figure()), plan(plan_row("细颗粒物", "达到市级要求"))) == {
        "cause",
        "energy",
        "emissions",
        "next",
        "words",
    }
    green = {"indicator": "", "unit": "公顷", "unit_code": "m2"}
    assert "stock" in asked(frame(figure(label="新建城市绿地", **green)), plan())
    for label, unit in (("造林面积", "公顷"), ("国家文化公园", "大"), ("人均公园绿地", "平方米")):
        assert "stock" not in asked(frame(figure(label=label, **green | {"unit": unit})), plan())
    gaps = environment.gaps(environment.statements(facts(), facts()), facts(), points(30.0))
    assert environment.limits(points(30.0, 29.0, grade="C"), gaps, fitted=True) == [{"says": "size", "weak": [2025, 2026]}]
    assert environment.limits(points(30.0, grade="C"), gaps, fitted=False) == []


def test_xicheng_missed_the_citys_requirement() -> None:
    figures = xc.figures(XICHENG)
    air = environment.state(figures, 2023)
    assert (air["verdict"], air["whose"], *ends(air["gap"])) == ("missed", "city", 4.5, 5.5)
    assert air["percent"].value == pytest.approx(16.129, abs=1e-3)
    assert len(environment.claim(air, figures)) == 1
    assert [q.value for q in environment.fell_short(figures).values()] == [1.0, 20.0]
    rows = environment.plan_rows(xc.plan(XICHENG), figures)
    assert environment.glance(rows).iloc[0].tolist() == ["binding", 7, 3, 4, 0]


def test_xicheng_has_too_few_years_and_beijing_enough() -> None:
    stated = environment.statements(xc.series("pm25", "110102"), xc.context("pm25", area="110102", part_year=True))
    assert (stated["kind"] == "part").sum() == 3
    assert set(stated.loc[stated["kind"] == "doubtful", "period"]) == {2020, 2021}
    city = xc.context("pm25", area="110000")
    assert environment.choose(stated, city, 2013, 9999) is city
    years = environment.one_a_year(city, 2013, 2025)
    found = trend(years)
    assert found is not None
    assert (found["n"], found["says"], found["level"].value) == (10, "fell", pytest.approx(4.5))
    assert found["dw"].value < 1
    assert environment.chain_back(years, xc.context("pm25_growth", area="110000"), 2013)["period"].tolist() == [
        2013,
        2014,
        2015,
    ]


def test_the_trend_slows_as_the_first_year_moves_on() -> None:
    starts = environment.starts(environment.one_a_year(xc.context("pm25", area="110000"), 2016, 2023), FIT)
    assert starts["first"].tolist() == [2016, 2017, 2018, 2019, 2020], "four years are the fewest"
    assert starts["n"].tolist() == [8, 7, 6, 5, 4]
    assert starts["value"].is_monotonic_increasing
    found = environment.since(environment.one_a_year(xc.context("pm25", area="110000"), 2016, 2023), FIT, 2019)
    assert found is not None
    assert [len(marks) for marks in found["marks"]] == [5, 6]


def test_the_first_screen_has_facts_of_its_own_where_the_report_lacks_them() -> None:
    from xclib.analyses.standing import Standing

    stands = [Standing("pm25", "actual", 2030, "ug/m3")]
    found = [environment.happened(state(*rows), frame(*rows), stands) for rows in ((figure(), goal(16.0)), (figure(),), ())]
    assert [f["says"] for f in found] == ["judged", "alone", "nothing"]
    rows = environment.plan_rows(plan(plan_row("甲", "1", value=1.0), plan_row("乙", "达到市级要求")), frame())
    topic = environment.on_topic(frame(figure()))
    planned = environment.planned(state(figure()), rows, topic)
    assert (planned["total"], planned["own"], planned["rest"], planned["rate"]) == (2, 1, 1, None)
    head = environment.headline(state(figure()), topic, rows)
    assert (head["outcome"].value, head["required"], head["water"], head["binding"].value) == (20.0, None, None, 1)


def test_the_workshop_names_the_limits_that_the_notebook_uses() -> None:
    """One place decides: the session's reading list says the same numbers, standards and years."""
    session = (Path(__file__).parents[1] / "notebooks" / "workshop" / "5-air.ipynb").read_text(encoding="utf-8")
    for of in map(standard_of, (2025, 2026, 2031)):
        assert f"{of.limit:g}" in session
        assert of.number in session
    assert f"in force until February {standard_of(2026).first}" in session
    assert f"30 until the end of {standard_of(2026).last} and 25 from {standard_of(2031).first}" in session


def standard_of(year: int) -> Standard:
    found = standard("pm25", year)
    assert found is not None
    return found


def test_only_years_around_the_report_and_of_other_areas_what_stands_beside_ours_are_listed() -> None:
    row = {
        "indicator": "",
        "indicator_zh": "公园绿地",
        "period": 2030,
        "status": "actual",
        "value": 1.0,
        "low": 1.0,
        "high": 1.0,
    }
    row |= {"bound": "=", "unit_code": "HAR", "as_printed": "1公顷", "source_url": "https://a", "grade": "A"}
    rows = [row | {"area_code": code, "period": year} for code, year in (("1", 2030), ("2", 2029), ("3", 2030), ("3", 2028))]
    energy = {"indicator": "energy_intensity_growth", "indicator_zh": "单位生产总值能耗", "unit_code": "PT", "area_code": "2"}
    rows += [row | energy | {"period": year} for year in (2012, 2033)]
    # What the area itself or the one above stated long before is no comparison either.
    rows += [row | {"area_code": code, "period": 2017} for code in "12"]
    found = environment.elsewhere(pd.DataFrame(rows), "1", "2", 2030)
    assert found[["area_code", "period"]].values.tolist() == [["1", 2030], ["3", 2030], ["2", 2029]]
