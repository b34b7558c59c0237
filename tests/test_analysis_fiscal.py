"""The fiscal analysis against numbers worked out by hand, on invented places."""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd
import pytest
from conftest import text_of

import xclib as xc
from xclib import charts
from xclib.analyses import fiscal
from xclib.analyses.fiscal.asides import say_comparable, say_parent, say_rebased
from xclib.analyses.fiscal.budget import population
from xclib.analyses.fiscal.captions import caption_history, caption_ratios, caption_retained
from xclib.analyses.fiscal.findings import say_base, say_buoyancy, say_levels, say_target
from xclib.analyses.fiscal.money import is_support, kind_of
from xclib.analyses.fiscal.ratios import falls
from xclib.analyses.fiscal.words import name_of, number, plan_words, range_words, said
from xclib.analyses.fiscal.years import chain_of
from xclib.analyses.standing import ASKED, Standing, stand
from xclib.economics import Derived
from xclib.errors import XclibError

REGISTER = {"area_code": "990101", "kind": "plan", "year": 2031}
YI = 1e8  # 亿

FIGURE = {
    "part": "review", "line": 1, "start": 0, "number": "1", "unit": "%", "unit_code": "PT", "value_high": math.nan, "bound": "=",
    "convention": "exact", "factor": 1.0, "measure": "growth", "status": "actual", "period": "2030", "label": "区级一般公共预算收入",
    "scope": "", "label_en": "", "prefix": "", "suffix": "", "indicator": "", "topic": "fiscal", "dimension": "share",
    "corrected": False, "source_url": "https://qinglan.example/report#:~:text=1",
}  # fmt: skip

FACT = {
    "area_code": "990101", "area_zh": "云泽区", "area_en": "Yunze District", "months": "", "measure": "level", "bound": "=",
    "status": "actual", "vintage": "first", "base": "", "grade": "A", "unit_code": "CNY", "as_printed": "1",
    "indicator_zh": "区级一般公共预算收入", "source_url": "https://qinglan.example/old",
}  # fmt: skip


def figure(indicator: str, value: float, *, low: float | None = None, high: float | None = None, **told: Any) -> dict[str, Any]:
    ends = {"low": value if low is None else low, "high": value if high is None else high}
    row = FIGURE | {"indicator": indicator, "value": value} | ends | told
    return row | {"figure_id": f"x:{row['line']}:{row['start']}"}


def money(indicator: str, value: float, **told: Any) -> dict[str, Any]:
    scaled = {k: v * YI for k, v in told.items() if k in ("low", "high")}
    rest = {k: v for k, v in told.items() if k not in scaled}
    return figure(indicator, value * YI, unit="元", unit_code="CNY", measure="level", dimension="money", **scaled, **rest)


def fact(
    indicator: str, period: int, value: float, *, low: float | None = None, high: float | None = None, **told: Any
) -> dict[str, Any]:
    scale = 1.0 if "growth" in indicator else YI
    ends = {"low": (value if low is None else low) * scale, "high": (value if high is None else high) * scale}
    unit = {"unit_code": "PT", "measure": "growth"} if "growth" in indicator else {}
    return FACT | {"indicator": indicator, "period": period, "value": value * scale} | ends | unit | told


REPORT = [
    money("revenue_local_level", 200, label="地方级一般公共预算收入", line=1),
    figure("revenue_local_level_growth", 25, label="地方级一般公共预算收入", line=2),
    money("revenue", 90, line=3),
    figure("revenue_growth", 20, line=4),
    money("gdp", 1000, high=math.inf, bound=">", label="地区生产总值", line=5),
    figure("gdp_growth", 5, label="地区生产总值", line=6),
    figure("revenue_growth", 4, low=3.2, high=4.4, bound="~", status="target", period="2031", part="plan", line=7),
    figure("gdp_growth", 5, low=4.5, high=5.5, bound="~", status="target", period="2031", part="plan", line=8),
]

PAST = [
    fact("revenue", 2026, 100, indicator_zh="一般公共预算收入"),
    fact("revenue", 2027, 78),
    fact("revenue", 2028, 80),
    fact("revenue", 2028, 79, status="preliminary", vintage="expected", grade="C"),
    fact("revenue_growth", 2028, 2.56, low=2.5, high=2.6),
    fact("gdp_growth", 2028, 4.0),
    fact("revenue_growth_comparable", 2029, 5.0, indicator_zh="一般公共预算收入(扣除留抵退税后同口径)"),
    fact("gdp", 2029, 960),
]


def read(figures: list[dict[str, Any]] = REPORT, facts: list[dict[str, Any]] = PAST) -> fiscal.Budget:
    columns = [*FIGURE, "value", "low", "high", "figure_id"]
    context = [*FACT, "period", "indicator", "value", "low", "high"]
    return fiscal.read_budget(pd.DataFrame(figures, columns=columns), pd.DataFrame(facts, columns=context), REGISTER)


def empty_plan() -> pd.DataFrame:
    return pd.DataFrame(columns=["name_zh", "name_en", "scope", "plan", "value", "bound", "unit", "nature", "source_url"])


def test_local_and_district_level_stay_apart() -> None:
    b = read()
    assert b.mid("local") == 200 * YI
    assert b.mid("revenue") == 90 * YI
    d = fiscal.derive(b)
    assert d["share"].mid == pytest.approx(45)
    assert d["local_before"].mid == pytest.approx(160 * YI)
    assert d["revenue_before"].mid == pytest.approx(75 * YI)
    assert d["share_before"].mid == pytest.approx(46.875)
    assert d["share_change"].mid == pytest.approx(-1.875)
    assert d["growth_gap"].mid == pytest.approx(-5)


def test_change_of_share_keeps_the_share_once() -> None:
    """The two shares move together, so their difference is narrower than the difference of two free intervals."""
    steps = {1: 0.05 * YI, 2: 0.05, 3: 0.05 * YI, 4: 0.05}
    rows = [r | {"low": r["value"] - steps.get(r["line"], 0), "high": r["value"] + steps.get(r["line"], 0)} for r in REPORT]
    d = fiscal.derive(read(rows))
    free = (d["share"].low - d["share_before"].high, d["share"].high - d["share_before"].low)
    assert free[0] <= d["share_change"].low < -1.875 < d["share_change"].high <= free[1]


def test_nothing_follows_from_what_is_not_stated() -> None:
    assert fiscal.derive(read([], [])) == {}
    only = fiscal.derive(read([r for r in REPORT if r["indicator"] == "revenue"], []))
    assert set(only) == set()
    assert fiscal.history(read([], [])).empty
    assert fiscal.growth_path(read([], [])).empty


def test_base_effect() -> None:
    d = fiscal.derive(read())
    assert d["booked_before"].mid == pytest.approx(-6.25)
    assert d["adjusted_before"].mid == pytest.approx(84 * YI)
    assert d["refunds"].mid == pytest.approx(9 * YI)
    assert d["growth_adjusted"].mid == pytest.approx(100 * (90 / 84 - 1))
    assert d["two_year_growth"].mid == pytest.approx(100 * (math.sqrt(90 / 80) - 1))
    assert d["mean_growth"].mid == pytest.approx(100 * ((90 / 78) ** (1 / 3) - 1))


def test_base_is_said_as_the_numbers_have_it() -> None:
    b = read()
    assert "低基数：" in say_base(b, fiscal.derive(b), "zh")
    assert "once VAT credit refunds are added back" in say_base(b, fiscal.derive(b), "en")
    assert "net of" not in say_base(b, fiscal.derive(b), "en"), "net of refunds is the booked figure"
    assert "剔除留抵退税因素后的同口径增速" in say_base(b, fiscal.derive(b), "zh")
    facts = [r | {"value": -10.0, "low": -10.0, "high": -10.0} if "comparable" in r["indicator"] else r for r in PAST]
    b = read(facts=facts)
    assert "no low base" in say_base(b, fiscal.derive(b), "en")
    b = read(facts=[r for r in PAST if "comparable" not in r["indicator"]])
    assert say_base(b, fiscal.derive(b), "en") == ""
    assert say_comparable(b, fiscal.derive(b), "en") == ""


def test_this_year_against_the_comparable_level_is_conditional() -> None:
    """90 as booked against 84 with refunds added back: 7.1%, a floor where refunds went on."""
    b = read()
    told = text_of(say_comparable(b, fiscal.derive(b), "en"))
    assert "lies 7.1% above" in told
    assert "2030 had no refunds left to add back" in told
    assert "refunds in 2030 would make it more" in told
    assert "2030年若有退税，则比这更高" in say_comparable(b, fiscal.derive(b), "zh")
    assert "7.1%" not in say_base(b, fiscal.derive(b), "en"), "twice conditional, so not a key finding"
    plain = [r | {"indicator_zh": "一般公共预算收入(同口径)"} if "comparable" in r["indicator"] else r for r in PAST]
    assert "refunds" not in say_comparable(read(facts=plain), fiscal.derive(read(facts=plain)), "en")


def test_buoyancy_over_two_years_is_free_of_the_base() -> None:
    """Revenue 80 to 90 is 6.066% a year; output 1.03 × 1.05 is 3.995% a year: 1.518 where one year gives 4."""
    facts = [*PAST, fact("gdp_growth", 2029, 3.0)]
    b = read(facts=facts)
    d = fiscal.derive(b)
    assert d["buoyancy_two_year"].mid == pytest.approx(1.5183, abs=1e-3)
    assert "1.52" in say_buoyancy(b, d, "zh")
    assert "should not be read as normal" in say_buoyancy(b, d, "en")
    assert "buoyancy_two_year" not in fiscal.derive(read())
    down = [*PAST, fact("gdp_growth", 2029, -30.0)]
    assert "buoyancy_two_year" not in fiscal.derive(read(facts=down))


def test_years_left_out_of_the_buoyancies_are_named() -> None:
    """2029: booked revenue fell, 5% on the comparable basis over output of 4% is 1.25."""
    b = read(facts=[*PAST, fact("gdp_growth", 2029, 4.0)])
    d = fiscal.derive(b)
    assert falls(b) == [2029]
    same = fiscal.elasticities(b, d).query("basis == 'adjusted'")
    assert same[["period", "value"]].values.tolist() == [[2029, pytest.approx(1.25)]]
    told = text_of(caption_ratios(b, d, "en"))
    assert "booked revenue fell in 2029, left out" in told
    assert "2029 on the comparable basis: 1.25" in told
    assert "2029年入库收入下降，未计；2029年同口径为1.25" in text_of(caption_ratios(b, d, "zh"))


def test_buoyancy_has_one_side_where_output_is_a_bound() -> None:
    b = read()
    d = fiscal.derive(b)
    assert d["buoyancy"].mid == pytest.approx(4.0)
    assert d["gdp_nominal"].low == pytest.approx(100 * (1000 / 960 - 1))
    assert math.isnan(d["buoyancy_nominal"].mid)
    assert d["buoyancy_nominal"].high == pytest.approx(4.8)
    assert number(d["buoyancy_nominal"], "", "en") == "at most 4.80"
    frame = fiscal.elasticities(b, d)
    assert frame[["period", "basis"]].values.tolist() == [[2028, "real"], [2030, "real"], [2030, "nominal"]]
    assert frame.loc[0, "value"] == pytest.approx(2.56 / 4)
    assert frame["low"].tolist()[-1] == -math.inf
    assert "one side" in caption_ratios(b, d, "en")


def test_levels_on_two_census_bases_give_no_nominal_growth() -> None:
    facts = [r | {"base": "census-2023"} if r["indicator"] == "gdp" else r for r in PAST]
    other = fact("gdp", 2030, 1000, base="census-2028")
    assert "gdp_nominal" not in fiscal.derive(read(facts=[*facts, other]))
    same = fact("gdp", 2030, 1000, base="census-2023")
    assert "gdp_nominal" in fiscal.derive(read(facts=[*facts, same]))


def test_a_later_base_is_said() -> None:
    facts = [r | {"base": "census-2023"} if r["indicator"] == "gdp" else r for r in PAST]
    b = read(facts=[*facts, fact("gdp", 2031, 990, base="census-2028")])
    assert "2028" in say_rebased(b, "zh")
    assert say_rebased(read(facts=facts), "zh") == ""


def test_falling_revenue_has_no_buoyancy() -> None:
    rows = [r | {"value": -1.0, "low": -1.0, "high": -1.0} if r["line"] == 4 else r for r in REPORT]
    b = read(rows)
    d = fiscal.derive(b)
    assert not {"buoyancy", "buoyancy_nominal"} & set(d)
    assert "would not be a buoyancy" in say_buoyancy(b, d, "en")


def test_history_joins_only_what_connects() -> None:
    frame = fiscal.history(read())
    used = frame[frame["used"]].set_index("period")
    assert used.loc[2028, "value"] == 80 * YI, "an outcome stands before an estimate"
    assert used.loc[2029, "vintage"] == "derived"
    assert used.loc[2026, "chain"] != used.loc[2027, "chain"], "a bare name does not say whose revenue it is"
    assert used.loc[[2027, 2028, 2029, 2030], "chain"].nunique() == 1
    assert "2027–2030" in caption_history(read(), "revenue", "en")


def test_growth_that_does_not_lead_back_breaks_the_history() -> None:
    facts = [r | {"value": 10.0, "low": 9.5, "high": 10.5} if r["indicator"] == "revenue_growth" else r for r in PAST]
    used = fiscal.history(read(facts=facts)).query("used").set_index("period")
    assert used.loc[2027, "chain"] != used.loc[2028, "chain"]
    assert used.loc[2028, "chain"] == used.loc[2030, "chain"]
    assert "mean_growth" not in fiscal.derive(read(facts=facts)), "two years are no path"


def test_vintages_are_not_mixed() -> None:
    facts = [r | {"vintage": "later"} if r["period"] == 2027 else r for r in PAST]
    assert chain_of(read(facts=facts), fiscal.history(read(facts=facts)))["period"].tolist() == [2028, 2029, 2030]


def test_growth_path_names_each_kind() -> None:
    path = fiscal.growth_path(read())
    assert dict(zip(path["period"].astype(str) + path["kind"], path["value"].round(2), strict=True)) == {
        "2028stated": 2.56, "2029derived": -6.25, "2029comparable": 5.0, "2030stated": 20.0, "2031target": 4.0,
    }  # fmt: skip


def test_target_as_a_level() -> None:
    b = read()
    d = fiscal.derive(b)
    assert (d["target_level"].low, d["target_level"].high) == pytest.approx((92.88 * YI, 93.96 * YI))
    assert (d["target_buoyancy"].low, d["target_buoyancy"].high) == pytest.approx((3.2 / 5.5, 4.4 / 4.5))
    assert "92.9亿至94.0亿元" in re.sub("<[^>]+>", "", say_target(b, d, "zh"))
    assert "below the path" in say_target(b, d, "en")
    assert "nominal over constant prices" in say_target(b, d, "en")
    assert "隐含弹性为0.80" in re.sub("<[^>]+>", "", say_target(b, d, "zh"))
    gone = read([r for r in REPORT if r["status"] != "target"])
    assert "报告未载2031年" in say_target(gone, fiscal.derive(gone), "zh")


def test_scenarios_stand_beside_the_target() -> None:
    cases = fiscal.scenarios(read(), (1, 4, 6), gdp_growth=5, elasticity=(0.4, 0.8, 2))
    assert cases["value"].tolist() == pytest.approx([x * YI for x in (90.9, 93.6, 95.4, 91.8, 93.6, 99.0)])
    assert cases["against"].tolist() == ["below", "within", "above"] * 2
    with pytest.raises(XclibError, match="must rise"):
        fiscal.scenarios(read(), (4, 1, 6), gdp_growth=5, elasticity=(0.4, 0.8, 2))
    assert fiscal.scenarios(read([]), (1, 4, 6), gdp_growth=5, elasticity=(0.4, 0.8, 2)).empty


SUPPORT = [
    money("", 0.9, label="企业奖励", prefix="兑现企业奖励近", low=0.81, high=0.9, bound="<", convention="near", line=10),
    money("", 0.3, label="市级奖励资金", prefix="获市级奖励资金", line=11),
    money("", 0.1, label="人才专项资金", prefix="每年投入", line=12),
    money("", 0.001, label="生活补贴", prefix="发放生活补贴", line=13),
    money("", 0.002, label="消费补贴", prefix="项目获", line=14),
    money("", 0.4, label="中小企业融资", prefix="帮助", line=15),
    money("", 0.05, label="担保补偿", prefix="最高", status="rule", period="", low=0.0, bound="<=", line=16),
    *(
        figure(
            "",
            v,
            label="风险分担",
            status="rule",
            period="",
            unit="",
            unit_code="",
            measure="level",
            number=str(v),
            line=17,
            start=s,
        )
        for s, v in enumerate((2, 3, 4, 1))
    ),
]


def test_support_by_kind_and_share() -> None:
    frame = pd.DataFrame([*REPORT, *SUPPORT])
    told = fiscal.support(read(), frame).set_index("label")
    assert told["kind"].to_dict() == {
        "企业奖励": "paid", "市级奖励资金": "received", "人才专项资金": "yearly", "消费补贴": "amount", "生活补贴": "paid",
    }  # fmt: skip
    assert told.loc["市级奖励资金", "share"] == pytest.approx(100 * 0.3 / 90)
    assert math.isnan(told.loc["企业奖励", "share"]), "a bound is not a value"
    assert told.loc["企业奖励", "share_low"] == pytest.approx(0.9)
    assert told.loc["企业奖励", "share_high"] == pytest.approx(1.0)


def test_rules_are_not_amounts() -> None:
    told = fiscal.rules(pd.DataFrame(SUPPORT))
    assert told["label"].tolist() == ["担保补偿", "风险分担"]
    assert told["ratio"].tolist() == ["", "2:3:4:1"]
    used = fiscal.used(pd.DataFrame(SUPPORT), read([]), told)
    assert len(used) == 5


@pytest.mark.parametrize(
    ("label", "prefix", "kind"),
    [
        ("稳岗补贴", "全年发放稳岗补贴", "paid"),
        ("中央补助资金", "争取中央补助资金", "received"),
        ("帮扶资金", "逐年拨付帮扶资金", "yearly"),
        ("支持乡村资金", "安排支持乡村资金", "amount"),
    ],
)
def test_kinds_of_support(label: str, prefix: str, kind: str) -> None:
    assert kind_of({"status": "actual", "label": label, "prefix": prefix}) == kind
    assert kind_of({"status": "target", "label": label, "prefix": prefix}) == "promised"


@pytest.mark.parametrize("label", ["企业融资", "基金募集资金", "新引进机构注册资本", "撬动社会投资"])
def test_other_peoples_money_is_no_support(label: str) -> None:
    assert not is_support(money("", 1, label=label))


def test_amounts_share_a_scale() -> None:
    parts = fiscal.split_by_size(pd.DataFrame({"value": [90.0, 30.0, 10.0, 2.0, 1.0]}))
    assert [p["value"].tolist() for p in parts] == [[90, 30, 10], [2, 1]]
    assert fiscal.split_by_size(pd.DataFrame({"value": []})) == []


AROUND = [
    fact("revenue_growth", 2030, 8.0, area_code="990000", area_zh="云泽区", area_en="Qinglan City"),
    fact("revenue_growth", 2030, 6.0, low=6.0, high=math.inf, bound=">=", area_code="990000", area_zh="云泽区", area_en="Qinglan City",
         status="target", vintage="target"),
    fact("revenue", 2030, 1000, high=math.inf, bound=">", area_code="990000", area_zh="云泽区", area_en="Qinglan City"),
    fact("revenue_growth", 2030, 3.0, area_code="990102", area_zh="松桥区", area_en="Songqiao District"),
    fact("revenue_growth", 2030, 3.0, area_code="880000", area_zh="远山市", area_en="Yuanshan City"),
    fact("revenue_growth", 2029, 7.0, status="target", vintage="target"),
]  # fmt: skip


def test_other_areas_need_a_parent() -> None:
    b = read(facts=[*PAST, *AROUND])
    assert fiscal.neighbours(b, years=1)["area_zh"].tolist() == ["云泽区", "松桥区"]
    orphan = read(facts=[r for r in [*PAST, *AROUND] if r["area_code"] != "990000"])
    assert orphan.around.empty
    assert say_parent(orphan, "zh") == ""
    d = fiscal.derive(b)
    assert d["parent_share"].high == pytest.approx(20)
    assert number(d["parent_share"], "%", "zh") == "不超过20.0%"
    shown = fiscal.show_derived(b, d, ["parent_share"], "x", "en")
    assert "Qinglan City 2030: more than 100 billion yuan" in str(shown)
    assert 'href="https://qinglan.example/old"' in shown.html, "the denominator leads to its page"
    assert "17.0" in say_parent(b, "en"), "the parent compares with the local level, not with the district's"


CITY: dict[str, Any] = {"area_code": "990000", "area_zh": "云泽区", "area_en": "Qinglan City"}
GOAL: dict[str, Any] = {"status": "target", "vintage": "target"}
BACK: dict[str, Any] = {"indicator_zh": "一般公共预算收入(扣除留抵退税后同口径)"}


def test_targets_met() -> None:
    frame = fiscal.targets_met(read(facts=[*PAST, *AROUND]))
    assert frame[["area_zh", "period", "result"]].values.tolist() == [["云泽区", 2030, "within"], ["云泽区", 2029, "below"]]


@pytest.mark.parametrize(
    ("same", "told", "result"),
    [
        (2.6, BACK, "below"),
        (4.6, BACK, "unlike"),
        (2.6, {"indicator_zh": "一般公共预算收入(同口径)"}, "unlike"),
        (None, {}, "unknown"),
    ],
)
def test_growth_with_refunds_added_back_decides_only_a_miss(same: float | None, told: dict[str, Any], result: str) -> None:
    """Booked growth is lower than 2.6%, so 4% was missed; 4.6% leaves it open."""
    facts = [*PAST, *AROUND, fact("revenue_growth", 2027, 4.0, **CITY, **GOAL)]
    facts += [fact("revenue_growth_comparable", 2027, same, **CITY, **told)] if same is not None else []
    b = read(facts=facts)
    both = pd.concat([fiscal.targets_met(b), fiscal.targets_left(b)])
    case = both[both["period"] == 2027]
    assert case["result"].tolist() == [result]
    if result == "below":
        assert case["basis"].tolist() == ["upper"]
        assert "2.6% (comparable basis; booked: lower)" in str(fiscal.show_targets(b, "x", "en"))
        assert "Qinglan City 2027" in fiscal.caption_targets(b, "en").split("Left out")[0]
    else:
        assert "Left out: Qinglan City 2027" in fiscal.caption_targets(b, "en")


def test_targets_on_a_comparable_basis_take_such_outcomes_and_later_years_count() -> None:
    facts = [
        *PAST, *AROUND,
        fact("revenue_growth_comparable", 2025, 7.0, high=math.inf, bound=">=", **CITY, **GOAL),
        fact("revenue_growth_comparable", 2025, 12.3, **CITY),
        fact("revenue_growth", 2025, 1.0, **CITY),
        fact("revenue_growth", 2032, 5.0, **CITY, **GOAL),
        fact("revenue_growth", 2032, 3.1, **CITY),
    ]  # fmt: skip
    frame = fiscal.targets_met(read(facts=facts)).set_index("period")
    assert frame.loc[2025, ["basis", "result"]].tolist() == ["comparable", "within"]
    assert frame.loc[2032, "result"] == "below", "a reader of the target wants the years after it too"
    assert "4例中，2例" in fiscal.caption_targets(read(facts=facts), "zh")


def test_one_target_on_two_pages_is_one_case() -> None:
    again = [r | {"source_url": "https://other.example/", "grade": "C"} for r in AROUND if r["status"] == "target"]
    frame = fiscal.targets_met(read(facts=[*PAST, *again, *AROUND]))
    assert len(frame) == 2
    assert frame["target"].iloc[0]["grade"] == "A"


def test_a_budget_adjusted_within_the_year_is_said() -> None:
    """78 to 73.13 is −6.25%, and 80 to 75 likewise: 7% was missed, about −6% was met."""
    adjusted = [
        fact("revenue_growth_adjusted", 2029, -6.0, low=-6.5, high=-5.5, bound="~", **GOAL),
        fact("revenue_adjusted", 2029, 75.2, low=75.15, high=75.25, bound="~", **GOAL),
    ]
    b = read(facts=[*PAST, *AROUND, *adjusted])
    frame = fiscal.targets_met(b).set_index("period")
    assert frame.loc[2029, ["result", "against_adjusted"]].tolist() == ["below", "within"]
    assert "年中调整预算为−6%左右，实际值与之相符" in text_of(fiscal.caption_targets(b, "zh"))
    assert "about −6%, which the outcome met" in text_of(fiscal.caption_targets(b, "en"))
    assert "about −6%, about 7.52 billion yuan" in str(fiscal.show_targets(b, "x", "en"))
    without = read(facts=[*PAST, *AROUND])
    assert "adjusted" not in fiscal.caption_targets(without, "en")


def test_what_is_kept_takes_both_amounts_from_one_page() -> None:
    facts = [
        *PAST,
        fact("revenue_three_levels", 2028, 800),
        fact("revenue_three_levels", 2027, 800, source_url="https://other.example/"),
    ]
    b = read(facts=facts)
    frame = fiscal.retained(b, fiscal.derive(b))
    assert frame.query("whole == 'three'")[["period", "value"]].values.tolist()[0] == [2028, pytest.approx(10)]
    assert 2027 not in frame.query("whole == 'three'")["period"].tolist()
    assert frame.query("whole == 'local'")["value"].tolist() == pytest.approx([46.875, 45])


def test_a_ratio_to_taxes_is_not_a_retention_rate() -> None:
    facts = [
        *PAST,
        fact("revenue_three_levels", 2028, 796, indicator_zh="三级税收"),
        fact("revenue_three_levels", 2027, 780, indicator_zh="三级收入"),
    ]
    b = read(facts=facts)
    d = fiscal.derive(b)
    told = text_of(caption_retained(b, d, "zh"))
    assert "三级税收9.9%至10.1%（2个年份）" in told, "an estimate and an outcome are one year"
    assert "2027年为三级收入" in told
    assert "不是留成比例" in told
    assert "除2029年由推算而得外，两数出自同一页" in told
    assert "not a retention rate" in caption_retained(b, d, "en")
    drawn = fiscal.frame_retained(b, d, "en")
    # 80 of 796 is 10.05%: the chart says what the caption says.
    assert 10.1 in drawn["value"].tolist()
    assert "over tax revenue of all three levels" in set(drawn["group"])


def test_shares_are_said_without_a_spurious_interval() -> None:
    rows = [r | {"low": r["value"] - 0.05 * YI, "high": r["value"] + 0.05 * YI} if r["line"] in (1, 3) else r for r in REPORT]
    b = read([r | {"value": 90.1 * YI, "low": 90.05 * YI, "high": 90.15 * YI} if r["line"] == 3 else r for r in rows])
    d = fiscal.derive(b)
    # 90.1 of 200 is 45.05%, with rounding 45.01% to 45.09%; one decimal says enough.
    told = re.sub("<[^>]+>", "", say_levels(b, d, "zh"))
    assert "占地方级的45." in told
    assert not re.search(r"占地方级的45\.\d\d", told)
    assert fiscal.headline(b, d, "en")[1]["value"] in ("45.0%", "45.1%")


def stands(rows: dict[str, float] | None = None, stated: list[dict[str, Any]] = REPORT) -> list[Standing]:
    """Standings of the invented district among areas whose outcome and target are given by code."""
    panel = pd.DataFrame(
        [
            {"doc": "x", "line": 1, "area_code": code, "area": {"100000": "全国"}.get(code, code), "indicator": "revenue_growth", "status": status, "period": period,
             "value": value, "value_high": math.nan, "low": value, "high": value, "bound": "=", "unit": "%", "flag": "",
             "source_url": "https://qinglan.example/panel"}
            for code, value in (rows or {}).items()
            for status, period in (("actual", "2030"), ("target", "2031"))
        ],
        columns=["doc", "line", "area_code", "area", "indicator", "status", "period", "value", "value_high", "low", "high", "bound",
                 "unit", "flag", "source_url"],
    )  # fmt: skip
    about = {"area_code": "990101", "area_zh": "云泽区", "area_en": "Yunze District"}
    figures, facts = (
        pd.DataFrame(stated, columns=[*FIGURE, "value", "low", "high"]),
        pd.DataFrame(columns=[*FACT, "indicator", "period"]),
    )
    return stand(panel, ASKED["fiscal"], about=about, year=2030, stated=figures, facts=facts)


def test_key_findings_are_three_and_short() -> None:
    b = read(facts=[*PAST, *AROUND, fact("gdp_growth", 2029, 4.0)])
    d = fiscal.derive(b)
    for lang, most in (("zh", 220), ("en", 520)):
        told = fiscal.findings(b, d, stands(), "云泽区", lang)
        assert len(told) == 3
        assert all(len(re.sub("<[^>]+>", "", t)) <= most for t in told)


def test_the_first_screen_sets_revenue_beside_nation_and_provinces() -> None:
    b = read(facts=[*PAST, *AROUND])
    rates = {"100000": 6.0, "110000": 5.0, "120000": 10.0, "130000": 15.0, "140000": 25.0, "150000": 30.0}
    happened, planned, _ = fiscal.findings(b, fiscal.derive(b), stands(rates), "云泽区", "zh")
    plain = re.sub("<[^>]+>", "", happened)
    assert "高于全国的6%" in plain
    assert "5个省区市中，3个低于它、2个高于它" in plain
    assert "5个省区市都更高" in re.sub("<[^>]+>", "", planned)


def test_what_to_watch_follows_the_data() -> None:
    told = fiscal.findings(read(), fiscal.derive(read()), stands(), "云泽区", "en")[2]
    assert "whose share" in told
    alone = read([r for r in REPORT if r["indicator"] not in ("revenue_local_level", "revenue_local_level_growth")])
    assert "whose share" not in " ".join(fiscal.findings(alone, fiscal.derive(alone), stands(), "云泽区", "en"))


def test_per_head_is_an_order_of_magnitude_where_years_differ() -> None:
    people = FACT | {"indicator": "population", "period": 2027, "value": 1e5, "low": 1e5, "high": 1e5, "unit_code": "PS"}
    b = read(facts=[*PAST, people])
    found = population(b)
    assert found is not None
    assert found["period"] == 2027
    told = fiscal.say_heads(b, fiscal.derive(b), "en")
    assert "90,000 yuan" in told
    assert "order of magnitude" in told
    assert "不算" in fiscal.say_heads(read(), fiscal.derive(read()), "zh")


def test_words() -> None:
    assert name_of({"label": "地方级一般公共预算收入"}, "en") == "local-level revenue"
    assert name_of({"label": "一般公共预算收入"}, "zh") == "一般公共预算收入"
    assert number(Derived(-0.5, 0.5, 0.0, ""), "个百分点", "zh") == "0.00个百分点（−0.50至0.50）"
    assert range_words(9.5e7, 1.5e8, "元", "zh") == "9500万至1.5亿元"
    assert said({"value": 9e8, "value_high": math.nan, "bound": "<", "unit": "元", "convention": "near"}, "zh") == "近9亿元"
    assert plan_words({"plan": "达到上级要求", "value": math.nan}, "en") == "达到上级要求"
    assert plan_words({"plan": "5左右", "value": 5.0, "bound": "~", "unit": "%"}, "en") == "about 5%"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("figures", "facts"), [(REPORT, [*PAST, *AROUND]), (REPORT, []), ([], []), ([REPORT[2]], PAST), (REPORT[2:4], [])]
)
def test_whatever_is_stated_everything_can_be_said(
    lang: str, figures: list[dict[str, Any]], facts: list[dict[str, Any]]
) -> None:
    frame = pd.DataFrame([*figures, *(SUPPORT if figures else [])], columns=[*FIGURE, "value", "low", "high", "figure_id"])
    b = read(figures, facts)
    d = fiscal.derive(b)
    support, plan = fiscal.support(b, frame), empty_plan()
    told = [
        *fiscal.findings(b, d, stands(stated=figures), "x", lang),
        fiscal.say_support(b, support, lang),
        fiscal.say_rules(plan, lang),
        fiscal.say_heads(b, d, lang),
        fiscal.missing(frame, lang),
    ]
    told += [fiscal.caption_levels(b, d, lang), fiscal.caption_history(b, "revenue", lang), fiscal.caption_growth(b, d, lang)]
    told += [fiscal.caption_ratios(b, d, lang), fiscal.caption_retained(b, d, lang), fiscal.caption_areas(b, lang)]
    told += [fiscal.say_comparable(b, d, lang), fiscal.say_parent(b, lang)]
    told += [fiscal.caption_targets(b, lang), fiscal.caption_fan(b, (1.0, 3.0, 6.0), lang)]
    told += [item[k] for item in fiscal.headline(b, d, lang) for k in ("label", "value", "note")]
    shown = [
        fiscal.show_derived(b, d, list(d), "x", lang), fiscal.show_history(b, "revenue", "x", lang), fiscal.show_support(support, "x", lang),
        fiscal.show_rules(fiscal.rules(frame), "x", lang), fiscal.show_areas(b, "x", lang), fiscal.show_targets(b, "x", lang),
        fiscal.show_plan(plan, "x", lang), fiscal.paragraph("", lang),
        fiscal.show_scenarios(fiscal.scenarios(b, (1, 3, 6), gdp_growth=5, elasticity=(0.4, 0.9, 1.5)), "x", lang),
    ]  # fmt: skip
    for text in [*told, *map(str, shown)]:
        assert not re.search(r"\bnan\b|\binf\b|None|∞", text), text
        assert "{" not in text
    if figures:
        assert len(charts.draw_intervals(fiscal.frame_levels(b, d, lang), lang=lang).axes) == 1  # type: ignore[arg-type]


def test_labels_of_a_report_are_escaped() -> None:
    row = money("", 1, label="<b>奖励</b>", prefix="兑现", line=20)
    b = read()
    text = fiscal.say_support(b, fiscal.support(b, pd.DataFrame([row])), "zh")
    assert "<b>" not in text
    assert "<b>" not in " ".join(fiscal.findings(b, fiscal.derive(b), stands(), "<b>x</b>", "zh"))
    assert "&lt;b&gt;奖励" in text


def test_the_projects_own_report() -> None:
    report = "cn-110102-plan-2024"
    b = fiscal.read_budget(xc.figures(report), xc.facts(), xc.reports().set_index("report_id").loc[report])
    d = fiscal.derive(b)
    # 452.7 of 1012.9, both printed to 0.1: 452.65 / 1012.95 to 452.75 / 1012.85.
    assert (d["share"].low, d["share"].high) == pytest.approx((44.6863, 44.7006), abs=1e-3)
    assert d["revenue_before"].mid == pytest.approx(452.7e8 / 1.088)
    run = chain_of(b, fiscal.history(b))
    assert run["period"].min() == 2018, "the definitions of 2014 to 2016 are not joined"
    # 100 × ((452.7 / 428.1)^½ − 1) = 2.833 over 100 × ((1.041 × 1.058)^½ − 1) = 4.947.
    assert d["buoyancy_two_year"].mid == pytest.approx(0.5727, abs=5e-4)
    same = fiscal.elasticities(b, d).query("basis == 'adjusted'")
    assert same[["period", "value"]].values.tolist() == [[2022, pytest.approx(5.6 / 4.1)]]
    assert falls(b) == [2020, 2022]


def test_the_projects_own_record_of_targets() -> None:
    report = "cn-110102-plan-2024"
    b = fiscal.read_budget(xc.figures(report), xc.facts(), xc.reports().set_index("report_id").loc[report])
    frame = fiscal.targets_met(b)
    assert len(frame) == 17
    missed = frame[frame["result"] == "below"]
    assert list(zip(missed["area_code"], missed["period"], strict=True)) == [
        ("110000", 2019), ("110000", 2020), ("110000", 2022), ("110000", 2024), ("110102", 2020),
    ]  # fmt: skip
    assert missed["against_adjusted"].tolist()[-1] == "within"
    assert fiscal.targets_left(b)["period"].tolist() == [2005, 2007, 2012, 2017, 2021, 2026]
