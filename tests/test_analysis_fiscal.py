"""The fiscal analysis against numbers worked out by hand, on invented places: facts, never sentences."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pandas as pd
import pytest
from cells import page, run
from conftest import ROOT

import xclib as xc
from xclib.analyses import fiscal, telling, treasury
from xclib.analyses.fiscal import Budget, chain_of, gloss, owner, parent, population
from xclib.analyses.standing import Mark, Standing
from xclib.analyses.treasury import is_support, kind_of
from xclib.economics.quantity import Quantity, assume
from xclib.errors import XclibError
from xclib.pages import Page
from xclib.words import Words, cite, given, read_catalogue
from xclib.words.markup import plain_text

REPORT_ID = "cn-110102-plan-2024"
REGISTER = {"area_code": "990101", "kind": "plan", "year": 2031}
YI = 1e8  # 亿

FIGURE = {
    "part": "review", "line": 1, "start": 0, "number": "1", "unit": "%", "unit_code": "PT", "value_high": math.nan, "bound": "=",
    "bound_word": "", "measure": "growth", "status": "actual", "period": "2030", "label": "区级一般公共预算收入",
    "scope": "", "label_en": "", "prefix": "", "suffix": "", "indicator": "", "topic": "fiscal", "dimension": "share",
    "corrected": False, "basis": "", "coverage": "year", "source_url": "https://qinglan.example/report#:~:text=1",
}  # fmt: skip

FACT = {
    "area_code": "990101", "area_zh": "云泽区", "area_en": "Yunze District", "months": "", "measure": "level", "bound": "=",
    "status": "actual", "vintage": "first", "base": "", "grade": "A", "unit_code": "CNY", "as_printed": "1", "value_high": math.nan, "bound_word": "",
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
    return fiscal.read_budget(REGISTER, pd.DataFrame(figures, columns=columns), pd.DataFrame(facts, columns=context))


def met_of(b: fiscal.Budget) -> pd.DataFrame:
    return run("fiscal", "met", budget=b, page=page(area=b.area))


def known(b: fiscal.Budget) -> dict[str, Any]:
    return fiscal.known(b, fiscal.derived(b))


def planned_amount(value: float) -> dict[str, Any]:
    return known(read([*REPORT, money("revenue", value, status="target", period="2031", part="plan", line=9)]))


def test_an_amount_planned_is_shown_as_it_stands_and_held_against_its_own_growth() -> None:
    fits, apart = planned_amount(93.6), planned_amount(140)
    assert (fits["amount"].printed, fits["unlike"]) == (93.6 * YI, False)
    assert (apart["amount"].printed, apart["unlike"]) == (140 * YI, True)
    assert known(read())["amount"] is not None, "without one it is what the growth implies"
    alone = known(read([REPORT[2], money("revenue", 95, status="target", period="2031", part="plan", line=9)]))
    assert fiscal.planned(alone)["says"] == "amount"


def test_spending_and_debt_are_told_where_nothing_else_is_to_be_watched() -> None:
    owed = [money("", n, label=label, line=20 + n, scope=scope) for n, label, scope in (
        (7, "债务余额", "茶镇"), (8, "地方政府债务余额", ""), (9, "专项债务余额", ""), (25, "政府债务限额", ""))]  # fmt: skip
    facts = known(read([REPORT[2], money("expenditure", 300, line=19), *owed]))
    assert [facts[name].printed for name in ("spending", "debt", "limit")] == [300 * YI, 8 * YI, 25 * YI]
    assert (watched := fiscal.watch(facts)) is not None
    assert watched["says"] == "debt"
    assert fiscal.watch(known(read([REPORT[2]]))) is None


def ends(of: Quantity) -> tuple[float, float]:
    return of.low, of.high


@pytest.mark.parametrize(
    ("label", "aim", "own", "aimed"),
    [
        ("区级一般公共预算收入", "一般公共预算收入", "district", "district"),
        ("一般公共预算收入", "区级一般公共预算收入", "", "district"),
        ("区级一般公共预算收入", "地方级一般公共预算收入", "district", "local"),
    ],
)
def test_growth_alone_says_whose_it_is(label: str, aim: str, own: str, aimed: str) -> None:
    b = read([REPORT[3] | {"label": label}, REPORT[6] | {"label": aim}])
    assert (b.has("revenue"), b.own, b.aimed) == (False, own, aimed)
    rows = pd.DataFrame(
        {"group": "province", "low": 1.5, "high": 1.5, "value": 1.5, "number": 1.5, "bound": "="}, index=range(9)
    )
    mark = Mark("own", "990101", "云泽区", "Yunze District", Quantity(1, 1, 1), 1)
    for status, whose in (("actual", own), ("target", aimed)):
        stand = Standing("revenue_growth", status, 2030, "%", (mark,), rows)
        assert (fiscal.placed(stand, b)["place"] is None) == (whose == "district")


def test_areas_are_compared_by_booked_revenue_of_the_year_and_ours_by_that_of_all_its_levels() -> None:
    """Growth with refunds added back and a range are no such value, and the nation is no area."""
    row = {
        "picked": True,
        "status": "actual",
        "bound": "=",
        "value_high": math.nan,
        "flag": "",
        "basis": "",
        "level": "province",
    }
    rows = [row | {"area_code": f"{n}", "period": 2030, "indicator": f"{of}_growth", "value": value} | told
        for n, told in enumerate(({}, {"basis": "comparable"}, {"value_high": 9.0}, {"level": "nation"}, {"period": 2029}))
        for of, value in (("revenue", 8.0), ("gdp", 5.0))]  # fmt: skip
    panel = pd.DataFrame(rows).astype({"period": "int32"})
    both = run("fiscal", "both", panel=panel)
    assert both[["area_code", "period"]].to_numpy().tolist() == [["0", 2030], ["4", 2029]]
    assert run("fiscal", "year", both=both, budget=read(), page=page(year=2030))["area_code"].tolist() == ["0"]
    assert [
        fiscal.among(read(figures)) for figures in (REPORT[2:], [REPORT[3] | {"basis": "comparable", "label": "财政收入"}])
    ] == [None] * 2
    ours = fiscal.among(read())
    assert ours is not None
    assert ours.value == 25, "of 地方级, not of 区级"


def test_local_and_district_level_stay_apart() -> None:
    b = read()
    assert b["local"].value == 200 * YI
    assert b["revenue"].value == 90 * YI
    assert (b.own, b.aimed) == ("district", "district")
    d = fiscal.derived(b)
    assert d["share"].value == pytest.approx(45)
    assert d["local_before"].value == pytest.approx(160 * YI)
    assert d["revenue_before"].value == pytest.approx(75 * YI)
    assert d["share_before"].value == pytest.approx(46.875)
    assert d["share_change"].value == pytest.approx(-1.875)
    assert d["growth_gap"].value == pytest.approx(-5)
    rows = fiscal.levels(b, known(b))
    assert rows[["of", "period", "kind"]].values.tolist() == [
        ["local", 2029, "derived"], ["local", 2030, "stated"], ["district", 2029, "derived"], ["district", 2030, "stated"],
    ]  # fmt: skip


def test_change_of_share_keeps_the_share_once() -> None:
    """The two shares move together, so their difference is narrower than the difference of two free intervals."""
    steps = {1: 0.05 * YI, 2: 0.05, 3: 0.05 * YI, 4: 0.05}
    rows = [r | {"low": r["value"] - steps.get(r["line"], 0), "high": r["value"] + steps.get(r["line"], 0)} for r in REPORT]
    d = fiscal.derived(read(rows))
    free = (d["share"].low - d["share_before"].high, d["share"].high - d["share_before"].low)
    assert free[0] <= d["share_change"].low < -1.875 < d["share_change"].high <= free[1]


def test_a_derived_number_brings_what_went_in_with_year_and_page() -> None:
    d = fiscal.derived(read())
    assert [q.url for q in d["share"].inputs] == [FIGURE["source_url"]] * 2
    assert given(d["two_year_growth"], "en") == "9 billion yuan; 2028: 8 billion yuan"
    assert given(d["gdp_nominal"], "zh") == "超过1000亿元；2029年：960亿元"
    assert d["booked_before"].inputs[0].inputs == (read()["revenue"], read()["revenue_growth"])
    listed = fiscal.listed(known(read()), *fiscal.OUTPUT)
    assert listed["item"].tolist() == ["gdp_nominal", "buoyancy", "buoyancy_nominal"]
    assert listed["point"].isna().tolist() == [True, False, True], "a bound is not a value"


def test_nothing_follows_from_what_is_not_stated() -> None:
    assert fiscal.derived(read([], [])) == {}
    assert fiscal.derived(read([r for r in REPORT if r["indicator"] == "revenue"], [])) == {}
    assert fiscal.history(read([], [])).empty
    assert fiscal.growth_path(read([], [])).empty


def test_base_effect() -> None:
    b = read()
    d = fiscal.derived(b)
    assert d["booked_before"].value == pytest.approx(-6.25)
    assert d["adjusted_before"].value == pytest.approx(84 * YI)
    assert d["refunds"].value == pytest.approx(9 * YI)
    assert d["growth_adjusted"].value == pytest.approx(100 * (90 / 84 - 1))
    assert d["two_year_growth"].value == pytest.approx(100 * (math.sqrt(90 / 80) - 1))
    assert d["mean_growth"].value == pytest.approx(100 * ((90 / 78) ** (1 / 3) - 1))
    facts = known(b)
    assert (facts["low_base"], facts["refunded"], facts["growth_adjusted_side"]) == (True, True, "above")
    assert fiscal.base(facts)["says"] == "low base"
    assert fiscal.happened(facts)["fell"] == "fell"


def test_a_base_is_low_only_where_the_comparable_rate_was_higher() -> None:
    rows = [r | {"value": -10.0, "low": -10.0, "high": -10.0} if "comparable" in r["indicator"] else r for r in PAST]
    facts = known(read(facts=rows))
    assert fiscal.base(facts)["says"] == "no low base"
    assert fiscal.happened(facts)["fell"] == ""
    facts = known(read(facts=[r for r in PAST if "comparable" not in r["indicator"]]))
    assert fiscal.base(facts) is None
    assert fiscal.comparable(facts) is None
    plain = [r | {"indicator_zh": "一般公共预算收入(同口径)"} if "comparable" in r["indicator"] else r for r in PAST]
    assert not known(read(facts=plain))["refunded"]


def test_buoyancy_over_two_years_is_free_of_the_base() -> None:
    """Revenue 80 to 90 is 6.066% a year; output 1.03 × 1.05 is 3.995% a year: 1.518 where one year gives 4."""
    d = fiscal.derived(read(facts=[*PAST, fact("gdp_growth", 2029, 3.0)]))
    assert d["buoyancy_two_year"].value == pytest.approx(1.5183, abs=1e-3)
    assert "buoyancy_two_year" not in fiscal.derived(read())
    down = [*PAST, fact("gdp_growth", 2029, -30.0)]
    assert "buoyancy_two_year" not in fiscal.derived(read(facts=down))


def test_years_left_out_of_the_buoyancies_are_named() -> None:
    """2029: booked revenue fell, 5% on the comparable basis over output of 4% is 1.25."""
    b = read(facts=[*PAST, fact("gdp_growth", 2029, 4.0)])
    ratios = fiscal.elasticities(b, fiscal.derived(b))
    found = fiscal.ranked(b, ratios)
    assert found["falls"] == fiscal.falls(b) == [2029]
    assert [(r["period"], r["value"]) for r in found["comparable"]] == [(2029, pytest.approx(1.25))]
    assert (found["n"], found["past"], found["side"], found["least"]) == (2, 1, "", None), "one earlier year is no range"
    more = pd.concat([ratios, ratios.head(1).assign(period=2027), ratios.head(1).assign(period=2026)], ignore_index=True)
    found = fiscal.ranked(b, more)
    assert (found["n"], found["past"], found["side"]) == (4, 3, "above")
    assert (found["least"].period, found["least"].value) == (2028, pytest.approx(2.56 / 4))
    floor = ratios.head(1).assign(period=2025, value=math.nan, low=-math.inf)
    found = fiscal.ranked(b, pd.concat([more, floor], ignore_index=True))
    assert (found["past"], found["side"]) == (3, "above"), "a ratio that may be anything widens no range"


def test_buoyancy_has_one_side_where_output_is_a_bound() -> None:
    b = read()
    d = fiscal.derived(b)
    assert d["buoyancy"].value == pytest.approx(4.0)
    assert d["gdp_nominal"].low == pytest.approx(100 * (1000 / 960 - 1))
    assert math.isnan(d["buoyancy_nominal"].value)
    assert ends(d["buoyancy_nominal"]) == (-math.inf, pytest.approx(4.8))
    frame = fiscal.elasticities(b, d)
    assert frame[["period", "basis"]].values.tolist() == [[2028, "real"], [2030, "real"], [2030, "nominal"]]
    assert frame.loc[0, "value"] == pytest.approx(2.56 / 4)
    assert fiscal.ranked(b, frame)["nominal"].open


def test_levels_on_two_census_bases_give_no_nominal_growth() -> None:
    facts = [r | {"base": "census-2023"} if r["indicator"] == "gdp" else r for r in PAST]
    other = fact("gdp", 2030, 1000, base="census-2028")
    assert "gdp_nominal" not in fiscal.derived(read(facts=[*facts, other]))
    same = fact("gdp", 2030, 1000, base="census-2023")
    assert "gdp_nominal" in fiscal.derived(read(facts=[*facts, same]))


def test_a_later_base_is_named() -> None:
    facts = [r | {"base": "census-2023"} if r["indicator"] == "gdp" else r for r in PAST]
    b = read(facts=[*facts, fact("gdp", 2031, 990, base="census-2028")])
    assert fiscal.rebased(b).to_numpy().tolist() == [[2031, "2028"]]
    assert fiscal.rebased(read(facts=facts)).empty


def test_falling_revenue_has_no_buoyancy() -> None:
    rows = [r | {"value": -1.0, "low": -1.0, "high": -1.0} if r["line"] == 4 else r for r in REPORT]
    b = read(rows)
    assert not {"buoyancy", "buoyancy_nominal"} & set(fiscal.derived(b))
    assert fiscal.buoyancy(known(b))["says"] == "no buoyancy"
    assert fiscal.buoyancy(known(read([]))) is None


def test_history_joins_only_what_connects() -> None:
    frame = fiscal.history(read())
    used = frame[frame["used"]].set_index("period")
    assert used.loc[2028, "value"] == 80 * YI, "an outcome stands before an estimate"
    assert used.loc[2029, "vintage"] == "derived"
    assert used.loc[2029, "level"].inputs == (read()["revenue"], read()["revenue_growth"])
    assert used.loc[2026, "chain"] != used.loc[2027, "chain"], "a bare name does not say whose revenue it is"
    assert used.loc[[2027, 2028, 2029, 2030], "chain"].nunique() == 1
    assert fiscal.joined(frame) == {"runs": [{"first": 2027, "last": 2030}], "alone": [2026], "doubles": [2028], "weak": []}


def test_growth_that_does_not_lead_back_breaks_the_history() -> None:
    facts = [r | {"value": 10.0, "low": 9.5, "high": 10.5} if r["indicator"] == "revenue_growth" else r for r in PAST]
    used = fiscal.history(read(facts=facts)).query("used").set_index("period")
    assert used.loc[2027, "chain"] != used.loc[2028, "chain"]
    assert used.loc[2028, "chain"] == used.loc[2030, "chain"]
    assert "mean_growth" not in fiscal.derived(read(facts=facts)), "two years are no path"


def test_vintages_are_not_mixed() -> None:
    facts = [r | {"vintage": "later"} if r["period"] == 2027 else r for r in PAST]
    assert chain_of(read(facts=facts))["period"].tolist() == [2028, 2029, 2030]


def test_growth_path_names_each_kind() -> None:
    path = fiscal.growth_path(read())
    assert dict(zip(path["period"].astype(str) + path["kind"], path["value"].round(2), strict=True)) == {
        "2028stated": 2.56, "2029derived": -6.25, "2029comparable": 5.0, "2030stated": 20.0, "2031target": 4.0,
    }  # fmt: skip


def test_a_target_on_a_comparable_basis_is_not_set_beside_growth_as_booked() -> None:
    aims = [row for row in REPORT if (row["indicator"], row["status"]) == ("revenue_growth", "target")]
    rows = [row | {"basis": "comparable"} if row in aims else row for row in REPORT]
    facts = known(read(rows))
    assert (facts["aim_basis"], facts["target_level"], fiscal.planned(facts)["step"]) == (True, None, None)
    assert fiscal.planned(known(read()))["step"]["side"] == "below"


def test_growth_on_a_comparable_basis_leads_to_no_level_a_year_earlier() -> None:
    rows = [row | {"basis": "comparable"} if row["indicator"] == "revenue_growth" else row for row in REPORT]
    facts = known(read(rows))
    assert (facts["revenue_before"], facts["share_change"], facts["same_basis"]) == (None, None, True)
    assert facts["local_before"] is not None
    assert "derived" not in set(fiscal.history(read(rows, []), "revenue")["vintage"])
    assert "derived" in set(fiscal.history(read(facts=[]), "revenue")["vintage"])


def test_target_as_a_level() -> None:
    b = read()
    facts = fiscal.target(b, known(b))
    assert ends(facts["target_level"]) == pytest.approx((92.88 * YI, 93.96 * YI))
    assert ends(facts["target_buoyancy"]) == pytest.approx((3.2 / 5.5, 4.4 / 4.5))
    assert facts["target_buoyancy"].value == pytest.approx(0.8)
    assert (facts["says"], facts["side"], facts["first"]) == ("target", "below", 2027)
    floor = {**b.stated["gdp_target"], "bound": ">=", "high": math.inf}
    asked = known(dataclasses.replace(b, stated={**b.stated, "gdp_target": floor}))["target_buoyancy"]
    assert ends(asked) == (-math.inf, pytest.approx(4.4 / 4.5))  # at most, and not from 0
    gone = read([r for r in REPORT if r["status"] != "target"])
    assert fiscal.target(gone, known(gone))["says"] == "no target"


def test_scenarios_stand_beside_the_target() -> None:
    cases = fiscal.scenarios(read(), (1, 4, 6), gdp_growth=5, buoyancy=(0.4, 0.8, 2))
    assert [q.value for q in cases["level"]] == pytest.approx([x * YI for x in (90.9, 93.6, 95.4, 91.8, 93.6, 99.0)])
    assert cases["against"].tolist() == ["below", "within", "above"] * 2
    with pytest.raises(XclibError, match="must rise"):
        fiscal.scenarios(read(), (4, 1, 6), gdp_growth=5, buoyancy=(0.4, 0.8, 2))
    assert fiscal.scenarios(read([]), (1, 4, 6), gdp_growth=5, buoyancy=(0.4, 0.8, 2)).empty
    assert fiscal.fan(read([]), (1, 4, 6)).empty


SUPPORT = [
    money("", 0.9, label="企业奖励", prefix="兑现企业奖励近", low=0.81, high=0.9, bound="<", bound_word="近", line=10),
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


def largest(b: Budget, figures: list[dict[str, Any]]) -> pd.DataFrame:
    return treasury.largest(treasury.support(b, pd.DataFrame(figures)), b.own)


def test_support_by_kind_and_share() -> None:
    found = treasury.support(read(), pd.DataFrame([*REPORT, *SUPPORT]))
    by_name = found.set_index("label")
    assert by_name["kind"].to_dict() == {
        "企业奖励": "paid", "市级奖励资金": "received", "人才专项资金": "yearly", "消费补贴": "amount", "生活补贴": "paid",
    }  # fmt: skip
    assert by_name.loc["市级奖励资金", "of_revenue"].value == pytest.approx(100 * 0.3 / 90)
    assert math.isnan(by_name.loc["企业奖励", "of_revenue"].value), "a bound is not a value"
    assert ends(by_name.loc["企业奖励", "of_revenue"]) == pytest.approx((0.9, 1.0))
    assert largest(read(), [*REPORT, *SUPPORT])[["says", "name_zh"]].to_numpy().tolist() == [
        ["given", "企业奖励"],
        ["received", "市级奖励资金"],
    ]
    assert largest(read(), REPORT).to_dict("records") == [{"says": "none"}]
    drawn = treasury.marks(found)
    assert math.isnan(drawn["value"][0])
    assert drawn["bound"][0] == "=", "both ends of 近 are known: a bracket"
    assert {r["kind"]: r["count"] for r in treasury.kinds(found)["kinds"]} == {
        "paid": 2,
        "received": 1,
        "yearly": 1,
        "amount": 1,
    }


def test_rules_are_not_amounts() -> None:
    found = treasury.rules(pd.DataFrame(SUPPORT))
    assert found["label"].tolist() == ["担保补偿", "风险分担"]
    assert found["ratio"].tolist() == ["", "2:3:4:1"]
    assert len(telling.used(pd.DataFrame(SUPPORT), found)) == 5, "a ratio was made of the figures of its parts"


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
    planned = kind_of({"status": "target", "label": label, "prefix": prefix})
    assert planned == ("due" if kind == "received" else "promised"), "what a level above pays is not given"


def test_what_is_planned_to_come_from_above_is_not_given_and_a_provinces_own_money_comes_from_nowhere() -> None:
    row = SUPPORT[0] | {"status": "target", "prefix": "", "label": "上级转移支付收入"}
    both = pd.DataFrame([row, row | {"label": "省级专项资金", "figure_id": "x"}])
    b = read()
    assert treasury.support(b, both)["kind"].tolist() == ["due", "due"]
    assert treasury.support(b, both)["of_revenue"].isna().all(), "next year's money is no share of last year's revenue"
    assert largest(b, [*both.to_dict("records")]).empty
    assert treasury.support(dataclasses.replace(b, area="990000"), both)["kind"].tolist() == ["due", "promised"]


def test_transfers_that_a_city_gets_are_no_money_that_it_gives() -> None:
    rows = [("到位转移支付资金", "city"), ("对区县转移支付", "city"), ("中小学转移支付资金", "nation")]
    kinds = [kind_of({"status": "actual", "label": label, "prefix": ""}, rank) for label, rank in rows]
    assert kinds == ["received", "paid", "paid"]


def test_local_revenue_by_another_name_is_that_of_the_budget_where_none_is_stated_by_its_own() -> None:
    level, rate = money("", 120, label="地方级财政收入"), figure("", 4.0, label="地方级财政收入")
    aim = figure("", 5.0, label="地方级财政收入", status="target", period="2031")
    b = read([level, rate, aim])
    assert [b[name].printed for name in ("revenue", "revenue_growth", "target")] == [120 * YI, 4.0, 5.0]
    assert b.own == "local"
    assert read([level, money("revenue", 90)])["revenue"].printed == 90 * YI
    # What one level alone takes in does not compare with the revenue of all levels elsewhere.
    assert not read([money("", 80, label="本级财政收入")]).has("revenue")


@pytest.mark.parametrize(
    "label",
    ["企业融资", "基金募集资金", "新引进机构注册资本", "撬动社会投资", "购车补贴拉动消费", "医保人均补助标准", "每人每月补贴"],
)
def test_other_peoples_money_is_no_support(label: str) -> None:
    assert not is_support(money("", 1, label=label))


AROUND = [
    fact("revenue_growth", 2030, 8.0, area_code="990000", area_zh="云泽区", area_en="Qinglan City"),
    fact("revenue_growth", 2030, 6.0, low=6.0, high=math.inf, bound=">=", area_code="990000", area_zh="云泽区", area_en="Qinglan City",
         status="target", vintage="target"),
    fact("revenue", 2030, 1000, high=math.inf, bound=">", area_code="990000", area_zh="云泽区", area_en="Qinglan City"),
    fact("revenue_growth", 2030, 3.0, area_code="990102", area_zh="松桥区", area_en="Songqiao District"),
    fact("revenue_growth", 2030, 3.0, area_code="880000", area_zh="远山市", area_en="Yuanshan City"),
    fact("revenue_growth", 2029, 7.0, status="target", vintage="target"),
]  # fmt: skip


MINE = {"area_code": "990101", "area_zh": "云泽区", "area_en": "Yunze District"}


def test_other_areas_need_a_parent() -> None:
    b = read(facts=[*PAST, *AROUND])
    areas = fiscal.neighbours(b, MINE, years=1)
    assert areas.loc[areas["group"] == "others", "area_zh"].tolist() == ["云泽区", "松桥区"]
    assert fiscal.beside(b, areas)["group"].tolist() == ["report", "report", "others", "others"]
    earlier = fact("revenue_growth", 2029, 9.0, area_code="990102", area_zh="松桥区", area_en="Songqiao District")
    wide = fiscal.by_year(fiscal.neighbours(read(facts=[*PAST, *AROUND, earlier]), MINE, years=2))
    names = ["Yunze District", "Yunze District", "Qinglan City", "Songqiao District", "Yunze District"]
    assert wide["area_en"].tolist() == names, "the last year's largest first"
    assert [repr(wide.loc[3, year]) for year in (2029, 2030)] == ["9%", "3%"]
    assert wide["basis"].tolist() == ["local", "", "", "", "comparable"]
    assert fiscal.by_year(fiscal.neighbours(read(facts=PAST), MINE)).empty
    beside_ours = fiscal.by_year(areas).set_index(["area_en", "basis"])[2030]
    assert [repr(beside_ours.loc["Yunze District", basis]) for basis in ("local", "")] == ["25%", "20%"], "as the report has it"
    assert beside_ours.loc["Yunze District", ""].grade == "A"
    orphan = read(facts=[r for r in [*PAST, *AROUND] if r["area_code"] != "990000"])
    assert orphan.around.empty
    assert parent(orphan) is None
    assert fiscal.beside(orphan, fiscal.neighbours(orphan, MINE, years=1)).empty
    share = fiscal.derived(b)["parent_share"]
    assert ends(share) == (-math.inf, pytest.approx(20)), "a parent of more than 1000 leaves the share without a floor"
    assert share.inputs[1].url == "https://qinglan.example/old", "the denominator leads to its page"
    found = parent(b)
    assert found is not None
    assert (found["says"], found["gap"].value) == ("above", pytest.approx(17.0)), (
        "25% of the local level, not the district's 20%"
    )


def test_support_that_nobody_has_translated_is_glossed() -> None:
    found = treasury.support(read(), pd.DataFrame([SUPPORT[0] | {"label": "价格临时补贴", "label_en": ""}]))
    assert found["name_en"].tolist() == ["Temporary price subsidies (价格临时补贴)"]


def test_both_bases_of_one_area_show_their_gap() -> None:
    same = fact("revenue_growth_comparable", 2030, 9.0, area_code="990000", area_zh="云泽区", area_en="Qinglan City")
    found = fiscal.on_both_bases(fiscal.neighbours(read(facts=[*PAST, *AROUND, same]), MINE))
    assert [(r["period"], r["gap"].value, r["more"]) for r in found] == [(2030, pytest.approx(1.0), True)]


CITY: dict[str, Any] = {"area_code": "990000", "area_zh": "云泽区", "area_en": "Qinglan City"}
GOAL: dict[str, Any] = {"status": "target", "vintage": "target"}
BACK: dict[str, Any] = {"indicator_zh": "一般公共预算收入(扣除留抵退税后同口径)"}


def points(b: Budget) -> pd.DataFrame:
    return run("fiscal", "sample", budget=b, page=page(area=b.area))


def test_targets_met() -> None:
    frame = met_of(read(facts=[*PAST, *AROUND]))
    assert frame[["area_zh", "period", "result"]].values.tolist() == [["云泽区", 2030, "within"], ["云泽区", 2029, "below"]]
    assert frame["gap"].isna().tolist() == [True, False], "against a floor there is no gap"
    assert frame["gap"][1].value == pytest.approx(-13.25)
    assert points(read(facts=[*PAST, *AROUND])).empty
    runs = run("fiscal", "runs", met=frame)
    assert runs[["period", "kind"]].values.tolist() == [[2029, "target"], [2030, "actual"], [2029, "actual"]]


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
    cases = fiscal.targets(b)
    case = cases.query("period == 2027")
    assert case["result"].tolist() == [result]
    found = fiscal.record(cases)
    named = {"area_zh": "云泽区", "area_en": "Qinglan City", "years": [2027]}
    if result == "below":
        assert case["basis"].tolist() == ["upper"]
        assert case["gap"].isna().all(), "a ceiling is no outcome to estimate on"
        assert named in found["missed"]
    else:
        assert found[result] == [named]


def test_targets_on_a_comparable_basis_take_such_outcomes_and_later_years_count() -> None:
    facts = [
        *PAST, *AROUND,
        fact("revenue_growth_comparable", 2025, 7.0, high=math.inf, bound=">=", **CITY, **GOAL),
        fact("revenue_growth_comparable", 2025, 12.3, **CITY),
        fact("revenue_growth", 2025, 1.0, **CITY),
        fact("revenue_growth", 2032, 5.0, **CITY, **GOAL),
        fact("revenue_growth", 2032, 3.1, **CITY),
    ]  # fmt: skip
    b = read(facts=facts)
    frame = met_of(b)
    by_year = frame.set_index("period")
    assert by_year.loc[2025, ["basis", "result"]].tolist() == ["comparable", "within"]
    assert by_year.loc[2032, "result"] == "below", "a reader of the target wants the years after it too"
    found = fiscal.record(fiscal.targets(b))
    assert (found["n"], found["met"]) == (4, 2)


def test_one_target_on_two_pages_is_one_case() -> None:
    again = [r | {"source_url": "https://other.example/", "grade": "C"} for r in AROUND if r["status"] == "target"]
    frame = met_of(read(facts=[*PAST, *again, *AROUND]))
    assert len(frame) == 2
    assert frame["target"].iloc[0].grade == "A"


def test_a_budget_adjusted_within_the_year_is_held_against_the_outcome_too() -> None:
    """78 to 73.13 is −6.25%, and 80 to 75 likewise: 7% was missed, about −6% was met."""
    adjusted = [
        fact("revenue_growth_adjusted", 2029, -6.0, low=-6.5, high=-5.5, bound="~", **GOAL),
        fact("revenue_adjusted", 2029, 75.2, low=75.15, high=75.25, bound="~", **GOAL),
    ]
    frame = met_of(read(facts=[*PAST, *AROUND, *adjusted]))
    assert frame.set_index("period").loc[2029, ["basis", "result", "against_adjusted"]].tolist() == [
        "derived",
        "below",
        "within",
    ]
    revised = fiscal.record(frame)["revised"]
    assert [(plain_text(cite(r["adjusted"], "en")), plain_text(cite(r["adjusted_level"], "en"))) for r in revised] == [
        ("about −6%", "about 7.52 billion yuan")
    ]
    assert fiscal.record(fiscal.targets(read(facts=[*PAST, *AROUND])))["revised"] == []


def test_the_mean_gap_is_an_estimate_only_with_enough_years() -> None:
    years = pd.DataFrame({"gap": [0.5, 1.0, 1.5, 0.8, 1.2, 0.9, 1.1, 1.0]})
    found = fiscal.mean_gap(xc.fit(years, "gap ~ 1", errors="HAC"))
    assert found is not None
    assert (found["mean"].value, found["mean"].unit, found["n"], found["apart"]) == (pytest.approx(1.0), "个百分点", 8, True)
    assert fiscal.mean_gap(xc.fit(years[:3], "gap ~ 1", errors="HAC")) is None


def test_a_mean_over_a_break_is_shown_with_the_means_of_both_sides() -> None:
    broken = pd.DataFrame(
        {"period": range(2003, 2019), "gap": [12.0, 11.0, 13.0, 12.5, 11.5, 12.0, 13.0, 11.0, *[0.5, -0.5] * 4]}
    )
    found = fiscal.mean_gap(xc.fit(broken, "gap ~ 1", errors="HAC"), broken)
    assert found is not None
    assert (found["shift"]["until"], found["shift"]["cut"]) == (2010, 2011)
    assert (found["shift"]["before"].value, found["shift"]["since"].value) == (pytest.approx(12.0), pytest.approx(0.0))
    en = plain_text(Words(read_catalogue(ROOT / "notebooks" / "fiscal.yaml"), "en")("record_fit", **found))
    assert "the mean gap is 6.0 percentage points, but the two parts differ: 12.0 percentage points (11.3 to 12.7" in en
    assert "on average in the 8 years to 2010, 0.0 percentage points (−0.4 to 0.4" in en
    assert "in the 8 since 2011" in en
    zh = plain_text(Words(read_catalogue(ROOT / "notebooks" / "fiscal.yaml"), "zh")("record_fit", **found))
    assert "，但前后两段不同：2010年及以前8年平均12.0个百分点（11.3至12.7个百分点），2011年以来8年平均" in zh
    assert "significant" not in en, "of a mean of two parts nothing is tested"
    assert "显著" not in zh
    level = broken.assign(gap=[1.0, 0.5, 1.5, 0.8] * 4)
    whole = fiscal.mean_gap(xc.fit(level, "gap ~ 1", errors="HAC"), level)
    assert whole is not None
    assert whole["shift"] is None
    one = plain_text(Words(read_catalogue(ROOT / "notebooks" / "fiscal.yaml"), "en")("record_fit", **whole))
    assert "significant at the 5% level" in one
    assert "parts" not in one


def test_what_is_kept_takes_both_amounts_from_one_page() -> None:
    facts = [
        *PAST,
        fact("revenue_three_levels", 2028, 800),
        fact("revenue_three_levels", 2027, 800, source_url="https://other.example/"),
    ]
    b = read(facts=facts)
    frame = fiscal.retained(b, fiscal.derived(b))
    assert frame.query("whole == 'three'")[["period", "value"]].values.tolist()[0] == [2028, pytest.approx(10)]
    assert 2027 not in frame.query("whole == 'three'")["period"].tolist()
    assert frame.query("whole == 'local'")["value"].tolist() == pytest.approx([46.875, 45])


def test_a_ratio_to_taxes_counts_years_and_names_those_of_all_revenue() -> None:
    facts = [
        *PAST,
        fact("revenue_three_levels", 2028, 796, indicator_zh="三级税收"),
        fact("revenue_three_levels", 2027, 780, indicator_zh="三级收入"),
    ]
    b = read(facts=facts)
    found = fiscal.spans(fiscal.retained(b, fiscal.derived(b)))
    three = next(r for r in found["spans"] if r["whole"] == "three")
    # An estimate and an outcome are one year: 79 and 80 of 796, 78 of 780.
    assert (three["years"], ends(three["span"])) == (2, pytest.approx((100 * 79 / 796, 100 * 80 / 796)))
    assert (found["three"], found["wide"], found["derived"]) == (True, [2027], [2029])


def test_what_to_watch_follows_the_data() -> None:
    watched = fiscal.watch(known(read()))
    assert watched is not None
    assert (watched["says"], watched["share_change_side"]) == ("share", "below")
    alone = [r for r in REPORT if r["indicator"] not in ("revenue_local_level", "revenue_local_level_growth")]
    assert fiscal.watch(known(read(alone)))["says"] == "low base"
    assert fiscal.watch(known(read(alone, [])))["says"] == "buoyancy"
    assert fiscal.watch(known(read([], []))) is None


def test_the_first_screen_sets_the_target_beside_the_outcome() -> None:
    planned = fiscal.planned(known(read()))
    assert (planned["says"], planned["step"]["side"]) == ("target", "below")
    assert ends(planned["step"]["gap"]) == pytest.approx((15.6, 16.8))
    assert fiscal.planned(known(read([])))["says"] == "nothing"
    assert fiscal.happened(known(read([])))["says"] == "nothing"


def test_a_population_of_twenty_years_ago_is_none_of_its_time() -> None:
    people = FACT | {"indicator": "population", "period": 2010, "value": 1e5, "low": 1e5, "high": 1e5, "unit_code": "PS"}
    assert population(read(facts=[*PAST, people])) is None


def test_per_head_takes_the_latest_population_not_later_than_the_year() -> None:
    people = FACT | {"indicator": "population", "period": 2027, "value": 1e5, "low": 1e5, "high": 1e5, "unit_code": "PS"}
    b = read(facts=[*PAST, people, people | {"period": 2031}])
    found = population(b)
    assert found is not None
    assert (found.period, found.unit) == (2027, "人")
    assert fiscal.derived(b)["per_head"].value == pytest.approx(90000)
    assert known(read())["per_head"] is None


def test_names() -> None:
    assert [owner(label) for label in ("地方级一般公共预算收入", "县级收入", "一般公共预算收入")] == ["local", "county", ""]
    assert gloss("三级税收") == "Three-level tax revenue (三级税收)"


PLAN = {"name_zh": "教育支出占比", "name_en": "", "scope": "", "value": math.nan, "bound": "", "unit": "", "nature": "binding",
        "source_url": "", "figure_id": "", "part": ""}  # fmt: skip


def test_rules_of_a_plan() -> None:
    plans = ("与一般公共预算支出基本同步", "达到上级要求", "5左右")
    rows = [PLAN | {"plan": plan, "value": 5.0 if plan.startswith("5") else math.nan} for plan in plans]
    found = treasury.in_plan(pd.DataFrame(rows))
    assert found[["says", "whole_en", "broadly"]].values.tolist() == [
        ["step", "General public budget expenditure", True], ["text", "", False], ["number", "", False],
    ]  # fmt: skip
    assert found["name_en"][0] == "Share of spending on education (教育支出占比)", "a gloss where nobody has translated it"
    unknown = treasury.in_plan(pd.DataFrame([rows[0] | {"name_zh": "岚茶支出占比"}]))
    assert unknown["name_en"][0] == "岚茶支出占比", "the Chinese name where there is no other"


def test_two_floors_have_no_ratio() -> None:
    b = read()
    floors = {name: {**b.stated[name], "bound": ">=", "high": math.inf} for name in ("target", "gdp_target")}
    assert "target_buoyancy" not in fiscal.derived(dataclasses.replace(b, stated={**b.stated, **floors}))


def test_scenarios_take_what_a_reader_set_or_else_what_is_usual() -> None:
    facts = known(read())
    assert fiscal.aimed(facts) == facts["gdp_target"].printed
    assert fiscal.aimed({"gdp_target": None}) == 5.0


def test_what_is_sought_and_not_stated() -> None:
    found = treasury.absent(read(), pd.DataFrame([*REPORT, money("", 3, label="政府债务余额"), money("expenditure", 3)]))
    assert found is not None
    assert found["absent"] == ["expenditure_growth", "expenditure_education_share", "taxes", "balance", "transfers", "funds"]
    three = read(facts=[fact("revenue_three_levels", 2029, 9.0)])
    found = treasury.absent(three, pd.DataFrame([*REPORT, money("", 3, label="年终结余")]))
    assert found is not None
    assert "revenue_three_levels" in found["absent"]
    assert "balance" not in found["absent"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("figures", "facts"), [(REPORT, [*PAST, *AROUND]), (REPORT, []), ([], []), ([REPORT[2]], PAST), (REPORT[2:4], [])]
)
def test_whatever_is_stated_everything_can_be_said(
    lang: str, figures: list[dict[str, Any]], facts: list[dict[str, Any]]
) -> None:
    shown = Page("fiscal", REPORT_ID, lang)
    b = read(figures, facts)
    facts_of, support = known(b), treasury.support(b, pd.DataFrame([*figures, *SUPPORT]))
    areas, ratios = fiscal.neighbours(b, MINE), fiscal.elasticities(b, fiscal.derived(b))
    cases = fiscal.targets(b)
    none = {"beside": "", "place": "", "area": "<b>x</b>"}
    said = [("findings.happened", fiscal.happened(facts_of)), ("findings.planned", fiscal.planned(facts_of))]
    said += [("findings.watch", fiscal.watch(facts_of)), ("levels", facts_of), ("base", fiscal.base(facts_of))]
    said += [("comparable", fiscal.comparable(facts_of)), ("buoyancy", fiscal.buoyancy(facts_of)), ("parent", fiscal.parent(b))]
    said += [
        ("target", fiscal.target(b, facts_of)),
        *(("support", row) for row in largest(b, [*figures, *SUPPORT]).to_dict("records")),
    ]
    said += [("heads" if facts_of["per_head"] else "no heads", facts_of), ("absent", treasury.absent(b, pd.DataFrame(SUPPORT)))]
    captions = {"levels": facts_of, "growth": facts_of, "buoyancy": facts_of | fiscal.ranked(b, ratios)}
    captions |= {
        "history": fiscal.joined(fiscal.history(b)),
        "areas": {"gaps": fiscal.on_both_bases(areas)},
    }
    captions |= {"retained": fiscal.spans(fiscal.retained(b, fiscal.derived(b))), "small support": treasury.kinds(support)}
    captions |= {"fan": facts_of | {"rates": [assume(g, g) for g in (1.0, 3.0, 6.0)]}}
    said += [(f"charts.{name}.caption", found) for name, found in captions.items()]
    said += [("tables.record.caption", fiscal.record(cases))]
    for key, found in said:
        if found is not None:
            text = str(shown._sentence(key, {**none, **found}) or [*shown._unstated.values()][-1])
            assert "{" not in text
            assert "<b>" not in text
            assert not [word for word in ("nan", "inf", "None", "∞") if word in plain_text(text).split()], text
    shown.headline(facts_of)
    shown.table("record", met_of(b), fiscal.record(cases))
    shown.table("support", support)
    shown.table("areas", areas)
    shown.table("scenarios", fiscal.scenarios(b, (1, 3, 6), gdp_growth=5, buoyancy=(0.4, 0.9, 1.5)))


def test_the_projects_own_report() -> None:
    b = fiscal.read_budget(xc.report(REPORT_ID), xc.figures(REPORT_ID), xc.context())
    d = fiscal.derived(b)
    # 452.7 of 1012.9, both printed to 0.1: 452.65 / 1012.95 to 452.75 / 1012.85.
    assert ends(d["share"]) == pytest.approx((44.6863, 44.7006), abs=1e-3)
    assert d["revenue_before"].value == pytest.approx(452.7e8 / 1.088)
    assert chain_of(b)["period"].min() == 2018, "the definitions of 2014 to 2016 are not joined"
    # 100 × ((452.7 / 428.1)^½ − 1) = 2.833 over 100 × ((1.041 × 1.058)^½ − 1) = 4.947.
    assert d["buoyancy_two_year"].value == pytest.approx(0.5727, abs=5e-4)
    same = fiscal.elasticities(b, d).query("basis == 'adjusted'")
    assert same[["period", "value"]].values.tolist() == [[2022, pytest.approx(5.6 / 4.1)]]
    assert fiscal.falls(b) == [2020, 2022]


def test_the_projects_own_record_of_targets() -> None:
    b = fiscal.read_budget(xc.report(REPORT_ID), xc.figures(REPORT_ID), xc.context())
    frame = met_of(b)
    assert len(frame) == 17
    missed = frame[frame["result"] == "below"]
    assert list(zip(missed["area_code"], missed["period"], strict=True)) == [
        ("110000", 2019), ("110000", 2020), ("110000", 2022), ("110000", 2024), ("110102", 2020),
    ]  # fmt: skip
    assert missed["against_adjusted"].tolist()[-1] == "within"
    assert fiscal.targets(b).query("result in ('unknown', 'unlike')")["period"].tolist() == [2005, 2007, 2012, 2017, 2021, 2026]
    sample = points(b)
    assert len(sample) == 12
    assert sample["gap"].mean() == pytest.approx((9.5 + 8.1 + 7.1 + 18.7 + 1.4 + 1 + 0 - 3.5 - 5.7 + 4.2 - 1.9 + 0.8) / 12)


def test_a_level_of_the_year_that_another_page_repeats_is_listed_once() -> None:
    again = fiscal.history(read(facts=[*PAST, fact("revenue", 2030, 90)]))
    other = fiscal.history(read(facts=[*PAST, fact("revenue", 2030, 91)]))
    assert (again["period"] == 2030).sum() == 1
    assert (other["period"] == 2030).sum() == 2


def test_an_area_alone_is_beside_nothing_and_bonds_of_firms_are_no_debt_of_the_government() -> None:
    b = read(facts=[*PAST, fact("revenue_growth", 2029, 3.0)])
    assert fiscal.neighbours(b, MINE).empty
    assert [treasury.book_of(label) for label in ("公司信用类债券", "新增专项债券")] == ["", "debt"]
    assert treasury.book_of("各类主体发行债券筹资") == ""
    assert [treasury.book_of(label) for label in ("企业债务余额", "金融债券", "政府债务余额")] == ["", "", "debt"]
    # Whose expenditure it is, its label does not say: that of a fund as well.
    assert [treasury.book_of(label) for label in ("支出", "财政支出")] == ["", "general"]
    found = treasury.absent(
        b, pd.DataFrame([*REPORT, money("", 3, label="公司信用类债券"), money("", 3, label="医保基金结余")])
    )
    assert found is not None
    assert {"debt", "balance"} <= set(found["absent"])


def test_money_from_above_is_told_by_the_level_that_gives_it_and_the_nation_has_none_above() -> None:
    def kind(label: str, rank: str) -> str:
        return treasury.kind_of({"status": "target", "label": label, "prefix": ""}, rank)

    assert [kind(label, "city") for label in ("省财政补助资金", "省下达专项资金", "市财政补助资金")] == [
        "due",
        "due",
        "promised",
    ]
    assert [kind("中央补助资金", rank) for rank in ("province", "nation")] == ["due", "promised"]


@pytest.mark.parametrize(
    ("label", "called"),
    [("一般公共财政收入", "public"), ("财政一般预算收入", "ordinary"), ("地方财政收入", "fiscal"),
    ("一般公共预算收入", "")],
)  # fmt: skip
def test_revenue_has_the_name_that_the_report_gives_it(label: str, called: str) -> None:
    """一般公共财政收入 counted as not stated, and revenue of 1999 was called by a name of 2015."""
    b = read([money("", 90, label=label), figure("", 20, label=label, line=2)], [])
    assert (b.has("revenue", "revenue_growth"), b.called) == (True, called)
    words = Words(read_catalogue(ROOT / "notebooks" / "fiscal.yaml"), "zh")
    assert str(words.code(b.called, "own")).endswith("收入")


@pytest.mark.parametrize(("level", "said"), [("nation", False), ("city", True)])
def test_the_nation_has_no_level_to_tell_apart(level: str, said: bool) -> None:
    words = Words(read_catalogue(ROOT / "notebooks" / "fiscal.yaml"), "zh")
    assert ("本级" in str(words("stated apart", level=level))) is said


def test_limits_are_named_where_the_report_gives_reason_for_them() -> None:
    stated, some = known(read()), pd.DataFrame({"says": ["step"]})
    assert all(fiscal.limits(stated, some, some, some).values())
    found = fiscal.limits(known(read([], [])), some[:0], some[:0], some.assign(says="number"))
    assert not any(found.values())
    assert set(found) == set(Page("fiscal", REPORT_ID).words.node("limits"))


def test_revenue_per_head_or_that_none_is_known_is_said_under_the_levels() -> None:
    assert set(fiscal.level_notes(known(read()))) == {"levels", "no heads"}
    assert fiscal.level_notes(known(read([], [])))["levels"] is None
