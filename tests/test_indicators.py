"""From a label to the catalogue, and never to a wrong entry."""

from __future__ import annotations

import pytest

from xclib.errors import UnknownNameError
from xclib.model.indicators import check_indicator, check_topic, find_topic, match_indicator, read_indicators, read_topics
from xclib.model.units import read_units


@pytest.mark.parametrize(
    ("label", "measure", "code"),
    [
        ("地区生产总值", "level", "gdp"),
        ("地区生产总值", "growth", "gdp_growth"),
        ("全市国内生产总值", "growth", "gdp_growth"),
        ("人均地区生产总值", "level", "gdp_per_head"),
        ("区级一般公共预算收入", "level", "revenue"),
        ("地方级一般公共预算收入", "level", "revenue_local_level"),
        ("地方级一般公共预算收入", "growth", "revenue_local_level_growth"),
        ("居民消费价格总水平涨幅", "growth", "cpi"),
        ("城镇登记失业率", "level", "unemployment_registered"),
        ("城镇调查失业率", "level", "unemployment_surveyed"),
        ("细颗粒物(PM2.5)年均浓度", "level", "pm25"),
        ("细颗粒物（PM2.5）年均浓度", "level", "pm25"),
        ("细颗粒物（PM2.5）年平均浓度", "level", "pm25"),
        ("细颗粒物（PM2.5）年平均浓度", "growth", "pm25_growth"),
        ("万元国内生产总值能耗", "growth", "energy_intensity_growth"),
        # What looks alike and is something else.
        ("财政总收入", "level", None),
        ("第三产业占地区生产总值比重", "level", "share_tertiary"),
        ("单位地区生产总值能耗", "growth", "energy_intensity_growth"),
        ("地区生产总值", "rank", None),
        ("税收收入", "growth", None),
    ],
)
def test_match(label: str, measure: str, code: str | None) -> None:
    found = match_indicator(label, measure)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("label", "area", "code"),
    [
        ("云泽区生产总值", "青岚市云泽区", "gdp"),
        ("云泽地区生产总值", "青岚市云泽区", "gdp"),
        ("全区地区生产总值", "云泽区", "gdp"),
        ("我市地区生产总值", "青岚市", "gdp"),
        ("全国国内生产总值", "中国", "gdp"),
        ("全县地区生产总值", "", "gdp"),
        # Another area, or a part of this one.
        ("青岚市地区生产总值", "青岚市云泽区", None),
        ("全市地区生产总值", "云泽区", None),
        ("全国国内生产总值", "青岚市", None),
        ("云泽新区生产总值", "青岚市云泽区", None),
        ("兵团生产总值", "岚江自治区", None),
        ("44个县地区生产总值", "岚江省", None),
        ("民营经济增加值占地区生产总值", "青岚市", None),
        ("地区生产总值为预算", "青岚市", None),
        ("市级一般公共预算收入", "青岚市", None),
        ("规模以上固定资产投资", "青岚市", None),
        ("限额以上社会消费品零售总额", "青岚市", None),
        ("民间固定资产投资", "青岚市", None),
    ],
)
def test_only_the_whole_of_the_own_area(label: str, area: str, code: str | None) -> None:
    found = match_indicator(label, "level", area=area)
    assert (found.code if found else None) == code


def test_unit_must_agree() -> None:
    assert match_indicator("常住人口", "level", "PT") is None
    named = {
        "县级一般公共预算收入": "revenue",
        "地方财政一般公共预算收入": "revenue",
        "城镇常住居民人均可支配收入": "urban_income",
    }
    assert {label: match_indicator(label, "level", "CNY").code for label in named} == named  # type: ignore[union-attr]
    assert match_indicator("能耗强度", "growth", "PT").code == "energy_intensity_growth"  # type: ignore[union-attr]
    rates = {
        "居民消费价格总指数": "cpi",
        "居民消费价格总水平上涨幅度": "cpi",
        "城市居民年人均可支配收入": "urban_income_growth",
        "一般预算支出": "expenditure_growth",
    }
    assert {label: match_indicator(label, "growth", "PT").code for label in rates} == rates  # type: ignore[union-attr]


def test_catalogue_is_sound() -> None:
    codes = {u.code for u in read_units().values()} | {"1"}
    for indicator in read_indicators().values():
        assert indicator.topic in read_topics()
        assert indicator.measure in {"level", "growth", "change", "rank"}
        assert indicator.direction in {"up", "down", "none"}
        assert indicator.price_basis in {"constant", "nominal", "real", "none"}
        assert indicator.unit in codes, f"{indicator.code} has unit {indicator.unit}, which units.yaml does not know"
        assert indicator.aliases, f"{indicator.code} has no alias"
        assert indicator.zh
        assert indicator.en


def test_no_two_indicators_share_an_alias() -> None:
    seen: dict[tuple[str, str], str] = {}
    for indicator in read_indicators().values():
        for alias in indicator.aliases:
            assert seen.setdefault((indicator.measure, alias), indicator.code) == indicator.code


def test_growth_of_output_is_at_constant_prices_and_of_revenue_nominal() -> None:
    assert check_indicator("gdp_growth").price_basis == "constant"
    assert check_indicator("revenue_growth").price_basis == "nominal"


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("碳酸锂产量", "growth"),
        ("碳排放强度", "environment"),
        ("综合保税区", "growth"),
        ("新建口袋公园", "environment"),
        ("养老助餐点", "livelihood"),
        ("某种新事物", ""),
        ("绿色食品原料基地", ""),
        ("食品抽检合格率", "livelihood"),
        ("就业人员安全事故死亡人数", "governance"),
    ],
)
def test_topic(label: str, topic: str) -> None:
    assert find_topic(label) == topic


@pytest.mark.parametrize("label", ["进出口总额", "外贸进出口总额", "货物进出口总额"])
def test_foreign_trade_has_several_names(label: str) -> None:
    found = [match_indicator(label, measure, unit) for measure, unit in (("level", "CNY"), ("growth", "PT"))]
    assert [of.code for of in found if of] == ["trade", "trade_growth"]
    assert match_indicator(f"民营企业{label}", "level", "CNY") is None


def test_unknown_names_say_what_there_is() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown indicator 'gdp_grwth'; did you mean gdp_growth"):
        check_indicator("gdp_grwth")
    with pytest.raises(UnknownNameError, match="unknown topic 'weather'; choose one of growth, fiscal"):
        check_topic("weather")
